"""Spanish: cues beside which the subjects stand that were discussed."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.es.verbs import ADV, BE, DID, SE, STRESSED, TALKED, TOPIC_NOUN

AREAS = r"""(?x:
    # e.g. áreas como (la migración) · en los ámbitos de · los siguientes temas:
    \b
    (?:
        áreas|ámbitos|temas|asuntos|materias|cuestiones|retos|desafíos|rubros|esferas|campos
        |prioridades
    )
    (?:\ [\w]+){0,3}?,?\ (?:tales\ como|como|incluidos|incluidas|incluyendo|que\ van\ desde)(?=\ )
    |\b(?:áreas|ámbitos|retos|desafíos|esferas)\ (?:de|en(?:\ materia\ de)?)(?=\ )
    |(?:siguientes|estos)\ (?:[\w]+\ ){0,2}
     (?:temas|áreas|asuntos|ámbitos|materias|cuestiones|puntos)\b[^.;:]{0,30}:
    |(?:temas|áreas|asuntos|ámbitos|materias)\ siguientes\b[^.;:]{0,30}:
)"""
VERB_FIRST = r"""(?x:
    # e.g. figuraron también (la tortura) · destacó entre (los temas)
    ^(?:también\ |asimismo,?\ |además,?\ )?
    (?:
        figur(?:ó|aron)|destac(?:ó|aron)(?=\ en|\ entre)|ocup(?:ó|aron)\ (?:un\ )?(?:lugar|espacio)
        |estuv(?:o|ieron)|sobresal(?:ió|ieron)|surgi(?:ó|eron)|sali(?:ó|eron)\ a\ relucir
        |se\ incluy(?:ó|eron)|(?:merec|recib)(?:ió|ieron)\ (?:\w+\ )?(?:atención|mención)
    )
    (?:
        \ (?:
            también|aparte|especial|particular|destacado|central|importante|prominente
            |en\ (?:la|el)\ \w+(?:\ de\ \w+)?|sobre\ la\ mesa
            |entre\ los\ (?:temas|asuntos)(?:\ \w+){0,2}
        )
    )*
    :?(?=\ )(?!\ en\b)
)"""
BEFORE_THE_VERB = rf"""(?x:
    # e.g. (La tortura) fue también abordada · surgió · fue tema de debate
    \b
    (?:
        {BE}{ADV}\ {TALKED}(?:\ (?:también|asimismo|en\ detalle|a\ fondo))?
        |(?:también\ )?
         (?:
             figur(?:ó|aron)|sali(?:ó|eron)\ a\ relucir|surgi(?:ó|eron)
             |recibi(?:ó|eron)\ (?:atención|mención)|merec(?:ió|ieron)\ (?:\w+\ )?atención
             |ocup(?:ó|aron)\ (?:un\ )?(?:lugar|espacio)
             |estuv(?:o|ieron)\ (?:en|sobre)\ (?:la|el)\ (?:agenda|mesa|centro|orden\ del\ día)
             |form(?:ó|aron)\ parte
         )
         \b
        |(?:fue|fueron)(?:\ \w+){{0,4}}?\ (?:temas?|asuntos?|objeto|motivo|materia|parte|puntos?)\b
         (?:
             \ de
             \ (?:debate|discusión|análisis|examen|diálogo|intercambio|conversación|la\ agenda)\b
         )?
    )
)"""
AFTER_THE_VERB = rf"\b(?:{DID}|{SE})(?:l\b)?"
AFTER_A_NOUN = rf"""(?x:
    # e.g. Los temas abordados fueron (la tortura) · La agenda incluyó · Los puntos:
    \b{TOPIC_NOUN}(?:\ [\w'()]+){{0,8}}?,?(?:\ [\w, ]{{1,30}},)?
    (?:
        \ (?:
            incluy(?:ó|eron)|fueron|fue|estuvieron|estuvo|abarc(?:ó|aron)|comprendi(?:ó|eron)|son
            |figuran|figuraron|figuró|incluyen|inclu(?:ía|ían)|destacan|destacaron|destacó
            |se\ encuentran|se\ encontraron|se\ contaron|sobresalen|están
        )
        \b(?:\ también)?
        (?!
            \ (?:
                ampli|sede|celebrad|presidid|encabezad|copresidid|\w+id[oa]s?\b|\w+ad[oa]s?\b
                |\w+(?:\ y\ \w+)?:
            )
        )
        :?
        |(?:\ (?:fue|fueron)\ \w+(?:\ y\ \w+)?)?:
    )
)"""
AMONG_THEM_WERE = r"""(?x:
    # e.g. entre los temas estuvieron (la tortura)
    ^(?:entre|en\ la|en\ el|dentro\ de|parte\ de|también|otro|otros|otra)\b[^,.;:]{0,90}?
    \ (?:
        estuvieron|estuvo|figuraron|figuró|fueron|fue|destacaron|destacó|se\ encuentran|se\ contaron
        |se\ trataron|se\ abordaron|se\ incluyeron|se\ incluyó
    )
    \b(?:\ (?:fueron|son)\b)?:?
)"""
IN_ORDER_TO_DISCUSS = r"""(?x:
    # e.g. (se reunieron) para abordar (la tortura) · centrándose en (la migración)
    \bpara
    \ (?:
        discutir|abordar|analizar|revisar|examinar|tratar|debatir|evaluar|dialogar\ sobre
        |conversar\ sobre|hablar\ de|intercambiar\ [\w ]{0,40}?(?:sobre|acerca\ de)
    )
    (?=\ )
    |\b
     (?:abordando|discutiendo|tratando|analizando|centrándose\ en|enfocándose\ en|abordándose)(?=\ )
)"""
TOLD = rf"""(?x:
    # e.g. preocupados por · expresó su preocupación por · señaló (la tortura)
    \b(?:se\ (?:dijo|dijeron|mostró|mostraron)\ )?preocupad[oa]s?\ por\b
    |\b(?:expres|manifest|extern|plante|reiter|reafirm|compart)(?:ó|aron|ió|ieron)?
     \ (?:su\ |sus\ |la\ |el\ )?(?:\w+\ ){{0,2}}
     (?:
         preocupación|preocupaciones|interés|inquietud|inquietudes|oposición|rechazo|condena|postura
         |posición|consternación|alarma
     )
     (?:\ \w+)?\ (?:por|sobre|ante|en|a|respecto)\b(?:\ de)?
    |\b
     (?:
         mencion(?:ó|aron)|se\ refiri(?:ó|eron)|llam(?:ó|aron)\ la\ atención|afirm(?:ó|aron)
         |manifest(?:ó|aron)|declar(?:ó|aron)|not(?:ó|aron)|señal(?:ó|aron)
     )
     (?:\ (?:a|al)\ (?:la\ )?(?:{P}|otra\ parte|delegación\ \w+))?
     (?:\ (?:sobre|de|acerca\ de|respecto\ a|a))?(?=\ )
)"""
SHOWN = rf"""(?x:
    # e.g. informó sobre (un plan) · presentaron (un plan) · condenó (los asesinatos)
    \b
    (?:
        inform(?:ó|aron|ando)|expus(?:o|ieron)|present(?:ó|aron|ando)|dio\ a\ conocer
        |dieron\ a\ conocer|describi(?:ó|eron)|explic(?:ó|aron)|compart(?:ió|ieron)|detall(?:ó|aron)
        |(?:dio|dieron)\ cuenta|brind(?:ó|aron)\ información
        |(?:dio|dieron|proporcion(?:ó|aron)|ofreci(?:ó|eron))\ (?:información|detalles)
        |actualiz(?:ó|aron)|report(?:ó|aron)|conden(?:ó|aron|ando)|deplor(?:ó|aron)|lament(?:ó|aron)
        |rechaz(?:ó|aron)|denunci(?:ó|aron)
        |(?:pregunt(?:ó|aron)|inquiri(?:ó|eron)|consult(?:ó|aron)|se\ interes(?:ó|aron))
         (?=\ (?:por|sobre|acerca))
        |(?:solicit(?:ó|aron)|pidi(?:ó|eron)|recibi(?:ó|eron))\ (?:mayor\ |más\ )?
         (?:información|detalles|aclaraciones)
        |tom(?:ó|aron)\ conocimiento|conoci(?:ó|eron)
    )
    (?:\ (?:a|al)\ (?:la\ )?(?:{P}|otra\ parte|delegación\ \w+))?
    (?:\ (?:sobre|de|acerca\ de|respecto\ a|por))?(?=\ )(?!\ (?:que|a)\b)
)"""
STRESSED_SUBJECT = rf"\b{STRESSED}(?= (?:el|la|los|las|su|sus)\b)"
