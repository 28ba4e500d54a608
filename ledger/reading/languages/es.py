"""Spanish."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import CueAct, Wording, any_of, word_set

PARTIES = """
USA Estados Unidos de América|Estados Unidos de Norteamérica|Estados Unidos|EE. UU.|EE.UU.|EEUU|EUA|EU|estadounidense|estadounidenses|norteamericano|norteamericana
EU Unión Europea|Servicio Europeo de Acción Exterior|SEAE|UE
AU Unión Africana|UA
GBR Reino Unido de Gran Bretaña e Irlanda del Norte|Reino Unido|Gran Bretaña|británic*
MEX Estados Unidos Mexicanos|México|mexican*
COL República de Colombia|Colombia|colombian*
BRA República Federativa del Brasil|Brasil|brasileñ*
CAN Canadá|canadiense|canadienses
ARG Argentina|argentin*
CHL Chile|chilen*
PER Perú|peruan*
ECU Ecuador|ecuatorian*
BOL Estado Plurinacional de Bolivia|Bolivia|bolivian*
PRY Paraguay|paraguay*
URY Uruguay|uruguay*
VEN Venezuela|venezolan*
GTM Guatemala|guatemaltec*
HND Honduras|hondureñ*
SLV El Salvador|salvadoreñ*
NIC Nicaragua|nicaragüense
CRI Costa Rica|costarricense
PAN Panamá|panameñ*
CUB Cuba|cuban*
DOM República Dominicana|dominican*
HTI Haití|haitian*
JAM Jamaica
AUS Australia|australian*
NZL Nueva Zelandia|Nueva Zelanda
JPN Japón|japonés|japonesa
KOR República de Corea|Corea del Sur|Corea|corean*
CHN China
IND India
IDN Indonesia
VNM Vietnam
PHL Filipinas
TUR Turquía|turc*
CHE Suiza|suiz*
NOR Noruega|norueg*
DEU Alemania|alemán|alemana
FRA Francia|francés|francesa
ESP España|español|española
ITA Italia|italian*
PRT Portugal|portugués|portuguesa
NLD Países Bajos|neerlandés|neerlandesa
BEL Bélgica|belga
SWE Suecia|suec*
FIN Finlandia|finlandés|finlandesa
DNK Dinamarca|danés|danesa
IRL Irlanda|irlandés|irlandesa
AUT Austria
POL Polonia
RUS Federación de Rusia|Rusia|rus*
UKR Ucrania
MAR Marruecos
DZA Argelia
TUN Túnez
EGY Egipto
ISR Israel
PSE Palestina
ZAF Sudáfrica
NGA Nigeria
KEN Kenia
MOZ Mozambique
AGO Angola
- Ciudad de México|Estado de México|Golfo de México|Organización de los Estados Americanos|Organización de Estados Americanos|Buenos Aires
- Ciudad de Guatemala|Ciudad de Panamá|Consejo de Europa|Instituto Nacional de Migración|Nuevo México
HRV Croacia|croat*
SVK Eslovaquia|eslovac*
SVN Eslovenia|esloven*
BGR Bulgaria|búlgar*
EST Estonia|estoni*
LVA Letonia
LTU Lituania
LUX Luxemburgo
MLT Malta
CYP Chipre
CZE República Checa|Chequia|chec*
HUN Hungría|húngar*
ROU Rumania|Rumanía|ruman*
GRC Grecia|grieg*
ISL Islandia
SRB Serbia|serbi*
ALB Albania
MKD Macedonia del Norte
BIH Bosnia y Herzegovina
MNE Montenegro
MDA República de Moldova|Moldavia
GEO Georgia
ARM Armenia
AZE Azerbaiyán
BLR Bielorrusia|Belarús
KAZ Kazajistán|Kazajstán
UZB Uzbekistán
KGZ Kirguistán
TJK Tayikistán
TKM Turkmenistán
BLZ Belice
GUY Guyana
SUR Surinam
BRB Barbados
BHS Bahamas
TTO Trinidad y Tobago
LBY Libia
MRT Mauritania
MLI Malí|Mali
NER Níger
TCD Chad
BFA Burkina Faso
GIN Guinea
GNB Guinea-Bissau
GNQ Guinea Ecuatorial
SLE Sierra Leona
LBR Liberia
TGO Togo
BEN Benín
GMB Gambia
CPV Cabo Verde
GAB Gabón
COG Congo
COD República Democrática del Congo
SEN Senegal
GHA Ghana
CMR Camerún
CIV Côte d'Ivoire|Costa de Marfil
CAF República Centroafricana
SDN Sudán
SSD Sudán del Sur
SOM Somalia
ETH Etiopía
ERI Eritrea
UGA Uganda
RWA Rwanda|Ruanda
BDI Burundi
TZA Tanzanía|Tanzania
MWI Malawi
ZMB Zambia
ZWE Zimbabwe|Zimbabue
NAM Namibia
BWA Botswana|Botsuana
MDG Madagascar
SYR Siria|siri*
LBN Líbano
JOR Jordania
IRQ Irak|Iraq
IRN Irán
SAU Arabia Saudita|Arabia Saudí
ARE Emiratos Árabes Unidos
QAT Qatar|Catar
KWT Kuwait
BHR Bahrein|Baréin
YEM Yemen
AFG Afganistán
PAK Pakistán
BGD Bangladesh
LKA Sri Lanka
NPL Nepal
MMR Myanmar|Birmania
THA Tailandia
MYS Malasia
SGP Singapur
KHM Camboya
LAO Laos
MNG Mongolia
TLS Timor-Leste
PRK República Popular Democrática de Corea|Corea del Norte
VAT Santa Sede
"""

BOTH = (
    r"(?:[Aa]mb[oa]s\b(?: (?:partes|países|[Gg]obiernos|delegaciones|naciones|Estados|lados|"
    "socios|equipos|cancillerías))?|"
    r"[Ll][oa]s dos\b(?: (?:partes|países|[Gg]obiernos|delegaciones|naciones|Estados|lados|socios|"
    "equipos))?|"
    "[Ll][oa]s (?:[Pp]artes|delegaciones|[Dd]elegaciones|[Gg]obiernos|países|participantes|"
    "copresidentes|"
    "(?:altos )?(?:funcionarios|representantes|delegados)|autoridades|[Mm]inistros|"
    r"cancilleres)\b|"
    r"[Cc]ada (?:parte|delegación|país|lado|gobierno|una de las partes)|\b[Ee]llos\b|\b[Uu]na y "
    r"otra parte|\b[Dd]elegaciones de ambos países|\bse\b(?= (?:acordó|comprometieron|convino|"
    "decidió|pactó)))"
)

OUTSIDER = (
    "(?:sociedad civil|[Oo]rganizaciones|ONG|[Ee]xpert[oa]s|academia|activistas|personas "
    "defensoras|defensores|Consejo de Derechos|"
    "Asamblea General|[Cc]umbre|[Cc]onferencia|Comisión|Corte|Tribunal|Comité|[Pp]residentes?|"
    "[Jj]efes de Estado|[Ll]íderes|"
    "[Cc]ongreso|[Pp]arlamento|Estados [Mm]iembros|[Rr]elator(?:es|a)?|Alto Comisionado|"
    "[Tt]ratado|[Aa]cuerdo|[Ee]mpresas|"
    "[Vv]íctimas|[Ff]amiliares|[Cc]iudadan[ií]a)"
)

BE = r"(?:fue|fueron|ha sido|han sido|es|son|era|eran)"
WEEKDAY = "(?:(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo),? )?"
ADV = r"(?: (?:también|igualmente|asimismo|además|\w+mente|ahí|luego)){0,2}"
TALKED = (
    r"(?:discutid|abordad|tratad|revisad|analizad|examinad|considerad|debatid|evaluad|plantead|"
    r"comentad|repasad|tocad|conversad|estudiad)[oa]?s?"
)
DID = (
    "(?:discutieron|abordaron|trataron(?: sobre| de)?|revisaron|analizaron|examinaron|"
    "consideraron|debatieron(?: sobre)?|evaluaron|"
    "plantearon|comentaron|repasaron|tocaron|estudiaron|exploraron|intercambiaron(?: "
    r"[\w,]+){0,6}? (?:sobre|acerca de|respecto a|respecto de|en torno a|en materia de|en)|"
    r"(?:contrastaron|compartieron|compararon|expusieron|presentaron|expresaron)(?: [\w]+){0,4}? "
    "(?:opiniones|puntos de vista|perspectivas|experiencias|información|posturas|posiciones|"
    r"visiones|pareceres|buenas prácticas|preocupaciones|impresiones)(?: \w+){0,2}? (?:sobre|"
    "acerca de|respecto a|respecto de|en torno a|en materia de|de|en)|"
    r"hablaron(?: [\w,]+){0,6}? (?:de|sobre|acerca de)|conversaron(?: [\w,]+){0,6}? (?:de|sobre|"
    r"acerca de)|dialogaron(?: [\w,]+){0,6}? (?:de|sobre|acerca de|en torno a)|"
    r"reflexionaron(?: \w+){0,2}? sobre|deliberaron sobre|pasaron revista a|hicieron (?:un "
    ")?(?:balance|repaso|recuento|revisión) (?:de|sobre)|"
    "abordó|discutió|trató|revisó|analizó|examinó|abarcó|abarcaron|comprendió|comprendieron|"
    "cubrió|cubrieron|versó sobre|versaron sobre|versó en torno a|versaron en torno a|"
    r"permiti(?:ó|eron)(?: \w+){0,3}? (?:conocer|abordar|revisar|examinar|tratar|analizar|discutir|debatir)|"
    "repasó|"
    "giró en torno a|giraron en torno a|se centr(?:ó|aron) en|se enfoc(?:ó|aron) en|se "
    "concentr(?:ó|aron) en|se refiri(?:ó|eron) a|"
    r"prestaron (?:\w+ )?atención a|dedicaron (?:\w+ ){0,6}?(?:tiempo|espacio|atención|sesión|"
    r"sesiones) a|(?:espacio|sesión|sesiones|jornada|panel|mesa|bloque|día|parte|apartado|tiempo)(?: \w+){0,3}? "
    r"(?:(?:estuvo|fue) )?(?:dedicad|consagrad|destinad)[oa]s? a|pusieron (?:\w+ )?(?:énfasis|acento) en|"
    r"sostuvieron (?:un|una)(?: [\w]+){0,5}? (?:sobre|acerca de|en torno a)|mantuvieron (?:un|"
    r"una)(?: [\w]+){0,5}? (?:sobre|acerca de|en torno a)|hubo (?:\w+ ){0,4}(?:sobre|acerca de))"
)
SE = (
    "(?:[Ss]e (?:abord|discut|trat|revis|analiz|examin|consider|debat|evalu|plante|coment|repas|"
    "toc|estudi|habl|convers|dialog|intercambi)(?:ó|aron|ieron|ió)(?: (?:\\w+ ){0,3}?(?:opiniones|puntos de vista|"
    "experiencias|información|buenas prácticas|impresiones|posturas|perspectivas)(?: \\w+){0,2}? "
    "(?:sobre|acerca de|respecto (?:a|de)|en torno a|en materia de))?|"
    r"[Ss]e (?:prest(?:ó|aron)|dedic(?:ó|aron)|puso) (?:\w+ )?(?:atención|énfasis|espacio|tiempo|"
    r"acento)(?= (?:a|al|en)\b)|"
    r"[Ss]e pas(?:ó|aron) (?:\w+ )?(?=a (?:la|las|los)\b|al\b)|"
    r"[Ss]e (?:pas|hi[cz])\w+ (?:revista|balance|repaso))(?: (?:también|asimismo|igualmente|"
    "además|ampliamente))?(?: (?:sobre|acerca de|de|a|opiniones sobre|puntos de vista sobre))?"
)
TOPIC_NOUN = (
    "(?:[Tt]emas?|[Aa]suntos?|[Cc]uestiones|[Mm]aterias?|[Pp]untos?|[Tt]ópicos|[Aa]genda|"
    "[Cc]onversaciones|[Dd]iscusiones|[Ii]ntercambios?|[Dd]ebates?|"
    "[Tt]emario|[Oo]rden del día|[Dd]eliberaciones|[Ss]esión|[Ss]esiones|[Dd]iálogo|[Ee]ncuentro|[Rr]eunión|[Pp]rioridades|"
    "[Ee]jes|[Ll]ista)"
)
STRESSED = (
    "(?:(?:recalc|subray|destac|enfatiz|resalt|reiter|record|reafirm|señal|confirm|puntualiz|ratific|acentu|remarc)"
    "(?:ó|aron|ando|a|an)|calc(?:ó|aron)|insisti(?:ó|eron)(?: en)?|insist(?:e|en)(?: en)?|reconoc(?:ió|ieron|e|en)|"
    "reconociendo|(?:hi(?:zo|cieron)|hac(?:e|en)) (?:hincapié|énfasis) en|p(?:uso|usieron|one|onen) de relieve|"
    "p(?:uso|usieron|one|onen) énfasis en)"
)
WORTH = (
    r"(?:(?:en )?(?:la|el|su|lo|cuán|lo)? ?(?:gran |enorme |especial |alta |\w+ )?(?:importancia|"
    "necesidad|valor|papel|relevancia|urgencia|significado|contribución|"
    "responsabilidad|importante|necesario|utilidad|indivisibilidad|universalidad|trascendencia))"
)
COMMITMENT = r"(?:compromisos?|disposición|voluntad|determinación|intención|empeño|deseo|promesa|interés)"

CUES = (
    (
        CueAct.AREAS,
        (
            r"\b(?:áreas|ámbitos|temas|asuntos|materias|cuestiones|retos|desafíos|rubros|esferas|campos|"
            r"prioridades)(?: [\w]+){0,3}?,? (?:tales como|como|incluidos|incluidas|incluyendo|que van "
            r"desde)(?= )|\b(?:áreas|ámbitos|retos|desafíos|esferas) (?:de|en(?: materia de)?)(?= )|"
            r"(?:siguientes|estos) (?:[\w]+ ){0,2}(?:temas|áreas|asuntos|ámbitos|materias|cuestiones|"
            r"puntos)\b[^.;:]{0,30}:|(?:temas|áreas|asuntos|ámbitos|materias) siguientes\b[^.;:]{0,30}:"
        ),
    ),
    (
        CueAct.CREDITED_WHOLE,
        (
            r"\b(?:es|son|constituye|constituyen|constituyó|representa|representan|representó) (?:una? "
            r")?(?:clara? |gran )?(?:muestra|prueba|evidencia|ejemplo|señal|avance|logro|hito|paso)\b"
        ),
    ),
    (
        CueAct.CREDITED_BEFORE,
        (
            rf"\b(?:{BE}{ADV} (?:reconocid|saludad|celebrad|elogiad|aplaudid|acogid|encomiad)[oa]s?(?: con "
            r"\w+)?)"
        ),
    ),
    (
        CueAct.CREDITED,
        (
            r"\b(?:[Ss]alud(?:ó|aron|a|an|ando)|[Cc]elebr(?:ó|aron|ando)(?= (?:con \w+ )?(?:que|(?:los?|"
            r"las?|el|sus?) (?:\w+ )?(?:avances?|progresos?|esfuerzos?|logros?|adopción|decisión|"
            "aprobación|promulgación|ratificación|entrada|compromiso|iniciativa|anuncio|creación)))|"
            f"felicit(?:ó|aron|ando)(?: a)?(?: {P})?(?: por)?|elogi(?:ó|aron)|aplaudi(?:ó|eron)|"
            r"encomi(?:ó|aron)|acogi(?:ó|eron) con (?:\w+)|dio la bienvenida a|dieron la bienvenida a|"
            r"tom(?:ó|aron) (?:debida )?nota(?: con \w+)? de|agradeci(?:ó|eron)|valor(?:ó|aron)(?: "
            "positivamente)?|expres(?:ó|aron) (?:su )?(?:satisfacción|beneplácito|reconocimiento) (?:por|"
            "a|con)"
            "|(?:reconoc(?:ió|ieron)|reconociendo|[Ss]e reconoci(?:ó|eron))(?= (?:los|el|las|la|sus|su|"
            r"importantes|recientes|significativos) (?:\w+ )?(?:avances?|progresos?|esfuerzos?|logros?|"
            r"pasos?|medidas adoptadas|adopción|liderazgo|mejoras|reformas?)\b))"
        ),
    ),
    (
        CueAct.VIEW,
        (
            r"\b(?:coincid(?:ió|ieron|en) en|(?:[Hh]ubo|[Ee]xiste|[Ee]xistió) (?:\w+ )?coincidencia en|"
            r"(?:[Qq]uedó|[Ff]ue) (?:acordado|convenido) que|est(?:á|án|uvieron) (?:\w+ )?(?:convencid|persuadid)[oa]s? de que|estuvieron de acuerdo en|(?:compartieron|comparten|"
            "compartiendo) (?:la (?:visión|opinión|convicción|preocupación)|el (?:parecer|interés)) "
            "(?:de|por|sobre)|concord(?:ó|aron) en|(?:acordaron|convinieron|convienen|acuerdan|[Ss]e "
            r"acordó|[Ss]e convino)(?: en)? (?:que|sobre (?:la|el)|(?=(?:en )?(?:la|el) (?:\w+ "
            ")?(?:importancia|necesidad|valor|urgencia)))|convinieron en (?:la|el)|son de la opinión|"
            "expresaron la convicción)"
        ),
    ),
    (
        CueAct.PROMISE,
        (
            r"\b(?:(?:[Ss]e )?(?:acord(?:ó|aron)|convin(?:o|ieron)|pact(?:ó|aron)|decidi(?:ó|eron)|"
            r"resolvi(?:ó|eron)|acuerdan|convienen)(?: en)?(?= \w+(?:r|rse|rlo|rla|el|la|los|las|un|"
            r"una)?\b|:| lo siguiente)|(?:se )?compromet(?:ió|ieron|en|e|iéndose)(?:,? \w+,?){0,3}? (?:a|con|"
            r"en)(?= |:)|quedaron (?:en|de)(?= \w+r\b)|(?:tiene|tienen) previsto(?= \w+r\w*\b)|prev(?:é|én)(?= \w+r\b)|"
            r"[Ss]e(?= (?:organizar|establecer|crear|elaborar|instalar|conformar|impulsar|intercambiar)(?:á|án)\b)|se comprometer(?:á|án) a|asumi(?:ó|eron) (?:el|los|su|un) compromisos? de|"
            "llegaron a un acuerdo (?:para|sobre)|ofreci(?:ó|eron)(?= (?:su |la |una? )?(?!espacio|oportunidad|ocasión|"
            r"información|detalles|marco)\w)|(?:promet|propus)(?:ió|ieron|eron|ó|o)(?= "
            r"\w+(?:ar|er|ir|irse|arse|erse)\b)|se propon(?:e|en)|tienen (?:la )?intención de)"
        ),
    ),
    (
        CueAct.WILL,
        r"\b(?:\w{3,}(?:ar|er|ir|dr)(?:á|án)|dar(?:á|án)|habrán? de|van? a)(?= )(?! (?:lugar|a cabo|celebrarse))",
    ),
    (
        CueAct.ANNOUNCED,
        (
            r"\b(?:anunci(?:ó|aron|a|an)|lanz(?:ó|aron)|firm(?:ó|aron)|suscribi(?:ó|eron)|inaugur(?:ó|"
            r"aron)|present(?:ó|aron) (?:oficialmente )?el lanzamiento)\b"
        ),
    ),
    (
        CueAct.ASKED,
        (
            r"\b(?:inst(?:ó|aron|ando)(?: a)?|exhort(?:ó|aron|ando)(?: a)?|pidi(?:ó|eron)(?! (?:mayor |más )?(?:información|detalles|aclaraciones))|pidiendo|"
            r"solicit(?:ó|aron|ando)(?! (?:mayor |más )?(?:información|detalles|aclaraciones))|llam(?:ó|aron) a|hi(?:zo|cieron) un (?:\w+ )?(?:llamado|"
            "llamamiento)(?: a)?|alent(?:ó|aron)(?: a)?|anim(?:ó|aron) a|invit(?:ó|aron) a|urgi(?:ó|"
            "eron)(?: a)?|conmin(?:ó|aron)|recomend(?:ó|aron)|apel(?:ó|aron) a|abog(?:ó|aron) por|"
            "reclam(?:ó|aron)|requiri(?:ó|eron)(?= a)|exigi(?:ó|eron))"
        ),
    ),
    (
        CueAct.PLEDGE,
        (
            r"\b(?:(?:su|sus|el|al|del|nuestro|un|la|una|los) )(?:(?!(?:y|e)\b)\w+ "
            f"){{0,3}}?{COMMITMENT}(?: (?:compartido|compartida|mutuo|mutua|común|conjunto|conjunta|firme|"
            "política?|renovado|inquebrantable|continuo|permanente|asumid[oa]s?|de ambas partes|de ambos "
            rf"países|de México|{P})){{0,2}} (?:de|con|por|a|para|en)(?= )|\bcompromiso (?:de|con|por|"
            "a)(?= )|(?:reafirm(?:ó|aron|ar|ando)|reiter(?:ó|aron|ar|ando)|refrend(?:ó|aron|ar|ando)|"
            "renov(?:ó|aron|ar)|ratific(?:ó|aron|ar)|confirm(?:ó|aron))(?= (?:sus?|los|las|el|la|"
            rf"nuestros) (?:\w+ ){{0,2}}(?:valores|principios|apoyo|adhesión|apego|amistad|alianza|lazos|"
            r"respaldo)\b)|(?:están|está|permanecen|siguen|sigue|se mostraron|se mostró|se dijeron) "
            r"(?:\w+mente )?(?:comprometid[oa]s?|dispuest[oa]s?|decidid[oa]s?|resuelt[oa]s?) (?:a|con|en)|"
            rf"asegur(?:ó|aron)(?: a {P})? (?:que|su)|expres(?:ó|aron) (?=su (?:\w+ )?apoyo\b)"
        ),
    ),
    (
        CueAct.STANCE,
        (
            rf"\b{STRESSED}(?=(?: (?:con preocupación )?que\b| cómo\b| {WORTH}\b))|\b(?:atribuy(?:ó|eron)|"
            r"concedi(?:ó|eron)|d(?:io|ieron)) (?:\w+ )?(?:importancia|prioridad) a"
        ),
    ),
    (
        CueAct.SUBJECTS,
        (
            "^(?:también |asimismo,? |además,? )?(?:figur(?:ó|aron)|destac(?:ó|aron)(?= en| entre)|"
            "ocup(?:ó|aron) (?:un )?(?:lugar|espacio)|estuv(?:o|ieron)|sobresal(?:ió|ieron)|surgi(?:ó|eron)|sali(?:ó|eron) a relucir|se "
            r"incluy(?:ó|eron)|(?:merec|recib)(?:ió|ieron) (?:\w+ )?(?:atención|mención))(?: (?:también|aparte|especial|particular|destacado|central|importante|prominente|en (?:la|el) "
            r"\w+(?: de \w+)?|sobre la mesa|entre los (?:temas|asuntos)(?: \w+){0,2}))*:?(?= )(?! en\b)"
        ),
    ),
    (
        CueAct.SUBJECTS_BEFORE,
        (
            rf"\b(?:{BE}{ADV} {TALKED}(?: (?:también|asimismo|en detalle|a fondo))?|(?:también "
            ")?(?:figur(?:ó|aron)|sali(?:ó|eron) a relucir|surgi(?:ó|eron)|recibi(?:ó|eron) (?:atención|mención)|"
            r"merec(?:ió|ieron) (?:\w+ )?atención|ocup(?:ó|aron) (?:un )?(?:lugar|espacio)|estuv(?:o|"
            r"ieron) (?:en|sobre) (?:la|el) (?:agenda|mesa|centro|orden del día)|form(?:ó|aron) parte)\b|"
            rf"(?:fue|fueron)(?: \w+){{0,4}}? (?:temas?|asuntos?|objeto|motivo|materia|parte|puntos?)\b"
            r"(?: de (?:debate|discusión|análisis|examen|diálogo|intercambio|conversación|la agenda)\b)?)"
        ),
    ),
    (CueAct.SUBJECTS, rf"\b(?:{DID}|{SE})(?:l\b)?"),
    (
        CueAct.SUBJECTS,
        (
            rf"\b{TOPIC_NOUN}(?: [\w'()]+){{0,8}}?,?(?: [\w, ]{{1,30}},)?(?: (?:incluy(?:ó|eron)|fueron|"
            "fue|estuvieron|estuvo|abarc(?:ó|aron)|comprendi(?:ó|eron)|son|figuran|figuraron|figuró|"
            "incluyen|inclu(?:ía|ían)|destacan|destacaron|destacó|se encuentran|se encontraron|se "
            r"contaron|sobresalen|están)\b(?: también)?(?! (?:ampli|sede|celebrad|presidid|encabezad|"
            r"copresidid|\w+id[oa]s?\b|\w+ad[oa]s?\b|\w+(?: y \w+)?:)):?|"
            r"(?: (?:fue|fueron) \w+(?: y \w+)?)?:)"
        ),
    ),
    (
        CueAct.SUBJECTS,
        (
            r"^(?:entre|en la|en el|dentro de|parte de|también|otro|otros|otra)\b[^,.;:]{0,90}? "
            "(?:estuvieron|estuvo|figuraron|figuró|fueron|fue|destacaron|destacó|se encuentran|se "
            r"contaron|se trataron|se abordaron|se incluyeron|se incluyó)\b(?: (?:fueron|son)\b)?:?"
        ),
    ),
    (
        CueAct.SUBJECTS,
        (
            r"\bpara (?:discutir|abordar|analizar|revisar|examinar|tratar|debatir|evaluar|dialogar sobre|"
            r"conversar sobre|hablar de|intercambiar [\w ]{0,40}?(?:sobre|acerca de))(?= )|\b(?:abordando|"
            "discutiendo|tratando|analizando|centrándose en|enfocándose en|abordándose)(?= )"
        ),
    ),
    (
        CueAct.TOLD,
        (
            r"\b(?:se (?:dijo|dijeron|mostró|mostraron) )?preocupad[oa]s? por\b|"
            r"\b(?:expres|manifest|extern|plante|reiter|reafirm|compart)(?:ó|aron|ió|ieron)? (?:su |"
            r"sus |la |el )?(?:\w+ ){0,2}(?:preocupación|preocupaciones|interés|inquietud|inquietudes|"
            r"oposición|rechazo|condena|postura|posición|consternación|alarma)(?: \w+)? (?:por|sobre|ante|en|a|respecto)\b(?: de)?|"
            r"\b(?:mencion(?:ó|aron)|se refiri(?:ó|eron)|llam(?:ó|aron) la atención|"
            "afirm(?:ó|aron)|manifest(?:ó|aron)|declar(?:ó|aron)|not(?:ó|aron)|señal(?:ó|aron))(?: (?:a|"
            rf"al) (?:la )?(?:{P}|otra parte|delegación \w+))?(?: (?:sobre|de|acerca de|respecto a|a))?(?= )"
        ),
    ),
    (
        CueAct.SHOWN,
        (
            r"\b(?:inform(?:ó|aron|"
            "ando)|expus(?:o|ieron)|present(?:ó|aron|ando)|dio a conocer|dieron a conocer|describi(?:ó|"
            "eron)|explic(?:ó|aron)|compart(?:ió|ieron)|detall(?:ó|aron)|(?:dio|dieron) cuenta|brind(?:ó|aron) información|"
            "(?:dio|dieron|proporcion(?:ó|aron)|ofreci(?:ó|eron)) (?:información|detalles)|"
            "actualiz(?:ó|aron)|report(?:ó|aron)|conden(?:ó|aron|ando)|deplor(?:ó|aron)|lament(?:ó|aron)|rechaz(?:ó|aron)|"
            "denunci(?:ó|aron)|(?:pregunt(?:ó|aron)|inquiri(?:ó|eron)|consult(?:ó|aron)|se interes(?:ó|aron))(?= (?:por|sobre|acerca))|"
            "(?:solicit(?:ó|aron)|pidi(?:ó|eron)|recibi(?:ó|eron)) (?:mayor |más )?(?:información|detalles|aclaraciones)|"
            "tom(?:ó|aron) conocimiento|conoci(?:ó|eron))(?: (?:a|"
            rf"al) (?:la )?(?:{P}|otra parte|delegación \w+))?(?: (?:sobre|de|acerca de|respecto a|por))?(?= )(?! (?:que|a)\b)"
        ),
    ),
    (CueAct.TOLD, rf"\b{STRESSED}(?= (?:el|la|los|las|su|sus)\b)"),
)

UNITS = ["primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena"]
TENS = {"décima": 10, "vigésima": 20}


def _ordinals() -> dict[str, int]:
    """The ordinals from first to thirtieth, feminine and masculine, in one word and in two."""
    found = {word: n for n, word in enumerate(UNITS, 1)}
    found |= {
        "décima": 10,
        "undécima": 11,
        "duodécima": 12,
        "décima primera": 11,
        "décima segunda": 12,
        "vigésima": 20,
        "trigésima": 30,
    }
    for ten, value in TENS.items():
        for n, unit in enumerate(UNITS, 1):
            joined = ten.replace("é", "e").replace("í", "i") if ten == "vigésima" else "decima"
            found |= {
                f"{ten} {unit}": value + n,
                f"{joined}{unit}": value + n,
                f"{joined[:-1]}o{unit}": value + n,
            }
            found[f"{ten[:-1]}o {unit}"] = value + n
    found |= {f"{word[:-1]}o": n for word, n in found.items()}
    return found | {"primer": 1, "tercer": 3, "sétima": 7, "decimotercer": 13, "inaugural": 1}


WORDING = Wording(
    code="es",
    common_words=word_set("de la el los las y en que del para por con se una un su al sobre como así entre"),
    abbreviations=word_set(
        "sr sra srta sres dr dra lic ing mtro mtra emb excmo excma gral cnel cap prof d dña núm no "
        "art arts pág vol etc ud uds ee uu s.e ene feb mar abr jun jul ago sep sept oct nov dic av"
    ),
    openers=word_set(
        "El La Los Las Un Una En Al Ambas Ambos Durante Por Para Con Como Se Cada Esta Este Estas "
        "Estos Asimismo También Además Finalmente "
        "Igualmente México Colombia Entre Sobre Dicho Dicha Su Sus Hoy Ayer Encabezó Presidieron "
        "Copresidieron Participaron Otro Otros Hubo"
    ),
    months={
        name: n
        for names in (
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        )
        for n, name in enumerate(names.split(), 1)
    }
    | {"setiembre": 9},
    ordinals=_ordinals(),
    numeral=r"(\d{1,3}) ?(?:\.?[ªº°aoA]|er|ra|da|ta|ma|va|na|era|\.)(?![\w])",
    parties=PARTIES,
    adjective_endings=("o", "a", "os", "as"),
    dialogue=(
        "(?:Diálogo|Consultas)(?: (?:Bilateral|Bilaterales|Anual|Político|Estructurado|Birregional|"
        "Estratégico|Económico|Global)(?:es)?| (?:de|sobre|en|en materia de|para los|de los) (?:los "
        ")?(?:Alto Nivel|Derechos Humanos|Políticas|Seguridad|Democracia|Alto Nivel|Asociación)|[ "
        r",]{1,3}(?:y|e) [A-Z]\w+){0,12}+"
        f"(?: {P}[-–/ ]{{1,3}}{P}(?: (?:sobre|de|en materia de) (?:los )?Derechos Humanos)?)?"
        "|(?:diálogo|consultas)(?: (?:bilateral|anual|político|de alto nivel|sobre|de|en materia de|"
        "los|derechos humanos)){1,6}"
    ),
    meeting=r"(?:[Rr]onda|[Ee]dición|[Ss]esión|[Rr]eunión|[Ee]ncuentro|[Cc]iclo)",
    held=(
        "(?:celebr(?:ó|aron|ado|ada|ando)|realiz(?:ó|aron|ado|ada)|llev(?:ó|aron|ado|ada) a cabo|"
        "tuvo lugar|tuvieron lugar|reuni(?:ó|eron)|acogi(?:ó|eron)|sede|efectu(?:ó|aron)|sostuvieron|"
        "desarroll(?:ó|aron)|concluy(?:ó|eron)|instal(?:ó|aron)|organiz(?:ó|aron)|alberg(?:ó|aron)|"
        "recibi(?:ó|eron)|congreg(?:ó|aron)|mantuvieron)"
    ),
    dates=(
        (
            rf"(?P<d>\d{{1,2}}|1\.?[º°]|primero) de (?P<m>MONTH),? (?:al?|y|–|-) (?:el )?{WEEKDAY}(?P<d2>\d{{1,2}}) de "
            r"(?P<m2>MONTH)(?: (?:de|del) (?:año )?(?P<y>\d{4}))?"
        ),
        (
            rf"(?P<d>\d{{1,2}}|1\.?[º°]|primero)(?:,? ?(?:y|al|a|–|-|e) (?:el )?{WEEKDAY}(?P<d2>\d{{1,2}})|"
            r"[–-](?P<d3>\d{1,2}))? de (?P<m>MONTH)(?:,? (?:de|del) (?:año )?(?P<y>\d{4}))?(?P<m2>)"
        ),
    ),
    relative_dates=(
        r"(?:\b[Ee]l día de )?\b(?:[Hh]oy|[Aa]yer)\b|\b[Ee]sta semana\b|\b[Ll]a semana pasada\b|"
        r"\b[Ee]l (?:lunes|martes|miércoles|jueves|viernes) pasado\b|\b[Ee]n esta fecha\b"
    ),
    place_before=(
        r"\b[Ee]n (?:la )?(?=Ciudad de )",
        r"\b[Ee]n (?:la ciudad de |su sede de )?",
        (
            r"\b[Ee]n (?:el|la|los) (?:[A-ZÁ][\w']+ )(?:(?:de |del |la |los |[A-ZÁ][\w']+ )){0,5}(?:de|"
            "en) "
        ),
    ),
    place_after=(r",? (?:acogió|fue (?:la )?sede|albergó|recibió|vio)\b",),
    other_meeting=(
        "(?:[Pp]eriodo [Oo]rdinario|[Pp]eríodo [Oo]rdinario|[Ss]esión [Oo]rdinaria|[Cc]umbre|"
        "[Cc]onferencia|[Ff]oro|[Aa]samblea|[Ss]eminario|[Tt]aller|[Cc]omité [Cc]onjunto|[Gg]rupo de "
        "[Tt]rabajo|[Cc]onsejo|[Cc]ongreso|[Cc]onvención)"
    ),
    coming=(
        "(?:(?:la )?(?:próxima|siguiente) semana|(?:el )?(?:próximo|siguiente) (?:mes|año)|mañana|en "
        "los próximos (?:días|meses)|al margen de(?:l)?|en el marco de|a finales de(?:l)? (?:año|"
        r"mes)|el (?:próximo )?\d{1,2} de \w+|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
        r"septiembre|octubre|noviembre|diciembre)(?: de \d{4})?|en \d{4}|este (?:año|mes))"
    ),
    both=BOTH,
    each_anaphor=r"\b(?:[Éé]sta|[Éé]ste|[Aa]quella|[Aa]quel)\b",
    government=(
        "(?:(?:[Ee]l|[Ll]os|[Ll]as?) )?(?:(?:[Gg]obiernos?|[Dd]elegaci(?:ón|ones)|[Aa]utoridades|"
        "[Rr]epresentantes|[Ff]uncionarios|[Pp]arte|[Cc]ancillería|República) (?:de |del "
        ")?)?(?:[Ee]l |[Ll]os |[Ll]as? )?"
    ),
    side=r"(?: (?:y sus representantes))?",
    joins=(
        "(?:,? (?:y|e|con) (?:de )?(?:la |los |el |del )?(?:[Gg]obierno de )?(?:la |los |el )?| ?[-–/] ?)"
    ),
    outsider=OUTSIDER,
    past_of_past=(
        r"\b(?:hab(?:ía|ían) (?:acordado|convenido|adoptado|decidido|anunciado|asumido|prometido)|"
        "[Ee]n la (?:última|anterior|pasada|primera|segunda|tercera|cuarta|quinta|sexta|séptima) "
        r"(?:ronda|edición|reunión|cumbre)|[Ee]n (?:la|el) (?:\w+ ){0,3}(?:[Cc]umbre|[Cc]onferencia|"
        r"[Aa]samblea|[Ff]oro|[Ss]esión)\b|[Dd]urante (?:la|el) (?:\w+ ){0,3}(?:[Cc]umbre|"
        r"[Cc]onferencia|[Aa]samblea|[Ff]oro|[Vv]isita)\b|[Ee]l año pasado)"
    ),
    cues=CUES,
    negation=r"\b(?:no|nunca|jamás)\b",
    action=(
        "(?:establecer|crear|lanzar|celebrar|firmar|proporcionar|financiar|entregar|presentar|ratificar|adoptar|"
        "elaborar|organizar|capacitar|convocar|publicar|construir|abrir|nombrar|enviar|emitir|invitar|intercambiar|compartir)"
    ),
    concrete=(
        r"\b(?:establecer|crear|lanzar|celebrar|firmar|proporcionar|financiar|entregar|presentar|"
        "ratificar|adoptar|elaborar|organizar|capacitar|convocar|publicar|construir|abrir|nombrar|"
        "enviar|emitir|visitar|grupo de trabajo|programas?|proyectos?|talleres|taller|seminario|plan "
        "de acción|hoja de ruta|protocolo|acuerdo|antes de(?:l)?|a más tardar|próxim[oa] (?:ronda|"
        r"edición|diálogo|reunión|año|mes)|en un plazo|\d+ millones|intercambiar (?:información|"
        "expertos)|intercambio de (?:información|expertos))"
    ),
    dropped=r"(?:se )?\w+(?:aron|ieron|irán|arán|erán)\b",
    participle=r"ndo(?: a| en)?$",
    impersonal=(
        r"(?:[Ss]e (?:acord|convin|pact|decid|resolv|reconoc|\w+r(?:á|án)\b)|[Hh]ubo|[Ee]xist|[Qq]uedó|[Ff]ue |llegaron)"
    ),
    phrase_breaks=(
        r"\b(?:que|quienes|porque|pues|mientras|donde|es|son|fue|fueron|está|están|sigue|siguen|debe|"
        r"deben|puede|pueden|ha|han|si|mediante|para|con|por|desde)\b"
    ),
    asides=r"(?:entre otr[oa]s(?: \w+)?|en particular|por ejemplo|sobre todo|también|además|asimismo),?",
    objects_end=(
        ",? (?:(?:tema|asunto|cuestión|respecto|sobre) (?:respecto |sobre |de )?(?:del?|de la|el|la) (?:cual|que)|señalando|reconociendo|destacando|enfatizando|subrayando|recalcando|resaltando|"
        "recordando|reafirmando|reiterando|lo cual|lo que|que (?:fue|fueron|será|serán)|con miras a|"
        "con el (?:fin|objetivo|propósito|objeto) de|a fin de|con objeto de|de manera que|para que|"
        r"mientras(?: que)?|entre otr[oa]s(?: \w+)?)\b|,? (?:durante|en) (?:el|la|este|esta) (?:\w+ "
        r")?(?:reunión|diálogo|sesión|ronda|encuentro)\b|,? en un (?:ambiente|clima|espíritu|tono|"
        r"marco) \b"
    ),
    subjects=(
        r"\b(?:tortura|tratos|desapar|no localizad|migra|refugi|asilo|polic[ií]|aplicación de la ley|"
        "uso de la fuerza|detención|detenid|prisi|penitenci|carcel|pena de muerte|pena capital|"
        "consular|libertad(?:es)? de|expresión|prensa|medios de|periodis|defensor|sociedad civil|"
        "mujer|género|niñ|feminicid|infan|menores|juvent|jóven|adolescen|discapacid|indígen|afro|"
        "étnic|minor[ií]a|racis|racial|discrimina|xenof|intoleran|odio|lgbt|sexual|religi|creencia|"
        "justicia|judicial|juec|impunidad|rendición de cuentas|estado de derecho|corrup|transparen|"
        r"gobernanza|democra|elector|eleccion|paz\b|conflicto|transición|víctima|repara|violen|trata "
        "de|esclav|forzad|labora|trabajador|feminis|reforma|asesinat|homicid|ejecucion|sindica|"
        "empresa|debida diligencia|ambient|clim|tierra|vivienda|agua|salud|educa|pobreza|desiguald|"
        "económic|social|cultural|desarrollo|sostenib|2030|seguridad|terroris|extremis|droga|narco|"
        "crimen|delincuen|penal|armas|fronter|internet|digital|privacidad|artificial|tecnolog|"
        "vigilancia|humanitari|(?:foros|organismos|instancias|temas) multilaterales|cooperación "
        "multilateral|ratific|instrumentos|tratados|convenci|examen periódico|procedimientos "
        "especiales|ombuds|excombatient|líderes|mayores|antisemit|memoria|verdad|militar|gobierno "
        "abierto|acceso a la información|energ|infraestructura|miner|comerci|vulnerab|familia|"
        "desplaza|apátrid|protesta|reunión pacífica|proyectos de coop|sistema interamericano)"
    ),
    generic=word_set(
        "derechos humanos derecho humano asunto asuntos tema temas cuestión cuestiones materia "
        "situación situaciones agenda interés intereses mutuo "
        "mutuos común comunes compartido compartidos bilateral bilaterales multilateral "
        "multilaterales regional regionales global globales mundial mundiales internacional "
        "internacionales amplio amplia "
        "gama variedad serie conjunto diversos diversas distintos distintas varios varias numerosos "
        "recientes reciente último últimos nuevos desarrollos "
        "novedades avances progreso progresos logros retos reto desafíos preocupaciones estrategias "
        "estrategia principales principal prioridad prioridades "
        "prioritarios relevantes relevante importantes importante actual actuales promoción "
        "protección promover proteger respeto ámbito ámbitos nacional nacionales ambas ambos "
        "partes países país sus su los las el la lo un una unos unas de del y e en a al para por con "
        "sobre como que se otros otras otro entre ellos así también "
        "desde último última europea europeo europeas europeos mejor dos tres cuatro cinco seis bloques pilares ejes sesiones paneles mesas "
        "carácter índole contexto encuentro reunión diálogo jornada siguientes respectivo "
        "respectivos cada pendiente pendientes nivel niveles mejor mejores "
        "acciones medidas concretas políticas política franco abierto constructivo objetivos "
        "objetivo cooperación europa américa región"
    ),
    conjunction=r" (?:y|e|o|u) ",
    adds=r"(?:así como|además de|junto con|al igual que|lo mismo que|e igualmente)(?= )",
    continues=(
        "(?:para|sin|en particular|particularmente|especialmente|en especial|incluyendo|"
        "incluid[oa]s?|notablemente|tales como|como|con|que|quienes|cuyo|cuya|en|por|desde|mediante|"
        "a través|sobre todo|contra|de|del|bajo|donde|cuando|principalmente|entre ell[oa]s|tanto|"
        r"inclusive|tras|ante|hacia|según|si|no solo)\b"
    ),
    exemplifies=(
        ",? (?:incluyendo|incluid[oa]s?|tales como|en particular|entre ell[oa]s|especialmente|"
        "particularmente|sobre todo|como) "
    ),
    appended=(
        "(?:sobre todo|en particular|en especial|por ejemplo|incluid[oa]s?|inclusive|entre ell[oa]s|"
        "principalmente)$"
    ),
    modal=r" (?:puede|pueden|podría|podrían|debe|deben|debería|deberían)\b",
    prepositions=r"(?:sobre|de|del|acerca de|en|a|al|por|para|contra|con|ante|respecto)",
    people=(
        "(?:personas?|pueblos?|mujeres|hombres|niñas|niños|menores|jóvenes|migrantes|refugiados|"
        "refugiadas|defensores|defensoras|periodistas|grupos?|comunidades|trabajador(?:es|as)|"
        "minorías|víctimas|líderes|lideresas|presos|campesinos|individuos|familias|población|"
        "poblaciones|adolescentes|estudiantes|abogados|abogadas|jueces|activistas|excombatientes|"
        "familiares)"
    ),
    heads=(
        "(?:acciones|medidas|pasos|esfuerzos|protección|promoción|prevención|lucha|combate|"
        "erradicación|eliminación|uso|acceso|aplicación|implementación|fortalecimiento|papel|"
        "situación|derechos?|libertad|libertades|cooperación|mayor|mejor|mejores|reforma|"
        "ratificación|apoyo|trabajo|abolición|respeto|violencia|inclusión|igualdad|supresión|"
        "atención|participación|proyectos|prácticas|amparo|defensa|búsqueda|administración|situación)"
    ),
    adjective=(
        r"(?:\w+(?:ales?|ic[oa]s?|iv[oa]s?|os[oa]s?|ari[oa]s?|ad[oa]s?|id[oa]s?|ur[oa]s?|bles?|ares?)|"
        "civil|civiles)"
    ),
    kinds_of_people=r"(?:lesbianas|gays|bisexuales|transgénero|trans|intersexuales|étnicas|lingüísticas|religiosas|nacionales)",
    kinds_of_rights=word_set(
        "económicos sociales culturales ambientales civiles políticos sexuales reproductivos raciales económica social "
        "cultural ambiental económicas políticas"
    ),
    adjectives_lead=False,
    apart=(
        r"\b(?:precedid[oa]s?|seguid[oa]s?) (?:de|por)\b|\b(?:condolencias|gratitud|hospitalidad|agradeci(?:ó|eron)|"
        r"al margen de)\b"
    ),
    relative=r"\bcuy[oa]s?\b",
    leads=(
        "(?:(?:[Aa]simismo|[Tt]ambién|[Aa]demás|[Ff]inalmente|[Ii]gualmente|[Pp]or último|[Dd]e "
        "igual (?:forma|manera|modo)|[Dd]el mismo modo|[Ee]n este (?:contexto|sentido|marco)|[Ee]n "
        "ese (?:contexto|sentido|marco)|[Pp]or otr[oa] (?:parte|lado)|[Ee]n esta ocasión|[Dd]urante "
        "(?:el|la|este|esta) (?:encuentro|reunión|diálogo|ronda|sesión|jornada)|[Ee]n el "
        "(?:encuentro|diálogo)|[Aa]dicionalmente|[Pp]or su parte),? )"
    ),
    tails=(
        r"(?:,? (?:también|además|asimismo|igualmente|entre otr[oa]s(?: \w+)?|etc\.?|en particular|"
        "sobre todo|respectivamente|por su parte)){1,12}$"
    ),
    heading=(
        r"\b(?:(?:encabezad|presidid|copresidid|co-presidid|liderad|dirigid|representad|integrad|"
        r"conformad|compuest|inaugurad)[oa]s? (?:\w+ )?por\b|[Ee]ncabez(?:ó|aron)\b|[Ll](?:a|o|os|as) "
        r"(?:co-?)?presidi(?:ó|eron)\b|(?:[Cc]o-?)?[Pp]residi(?:ó|eron)\b|[Ll]ider(?:ó|aron)\b|"
        r"[Rr]epresent(?:ó|aron) a\b|[Ee]n representación de\b|[Pp]articip(?:ó|aron)\b(?= (?:por|el|"
        "la|los|las|en representación|también|asimismo|además|[A-Z]))|[Pp]or (?:la )?(?:parte|lado|"
        f"delegación) (?:de |del )?(?:la |los )?{P}|(?:[Ll]a|[Ll]as) delegaci(?:ón|ones) (?:de |del "
        rf")?(?:la |los )?{P} (?:estuvo|fue|contó|se integró)|acompañad[oa]s? (?:por|de)\b|[Aa]l "
        r"frente de\b|[Cc]omo (?:co)?president\w+|tuvieron como (?:co-?)?president\w+|asisti(?:ó|"
        "eron)|[Aa] la cabeza de)"
    ),
    membership=(
        "(?:acompañad[oa]s? (?:por|de)|integrad[oa]s? (?:también )?por|conformad[oa]s? por|"
        "compuest[oa]s? por|también (?:participaron|asistieron|estuvieron|integraron)|participaron "
        "(?:también|asimismo|además|igualmente)|asistieron|se sumaron|miembros de la delegación|con "
        "la participación de|contó (?:también )?con|la integraron|así como (?:de )?representantes)"
    ),
    representation=(
        "(?:representantes? (?:de|del)|funcionari[oa]s (?:de|del)|delegad[oa]s (?:de|del)|miembros "
        "(?:de|del)|participación (?:de|del)|presencia de)"
    ),
    honorifics=word_set(
        "Sr Sra Srta Sres Dr Dra Lic Ing Mtro Mtra Emb Embajador Embajadora S.E Excmo Excma "
        "Excelentísimo Excelentísima Gral General Señor Señora Don Doña D Ministro Ministra "
        "Canciller Magistrado Magistrada Almirante Contralmirante Vicealmirante Capitán Coronel Teniente Comandante Maestro Maestra Licenciado Licenciada Doctor Doctora"
    ),
    deeds=(
        "(?:(?:co-?)?presidi(?:ó|eron)|encabez(?:ó|aron)|lider(?:ó|aron)|inaugur(?:ó|aron)|clausur(?:ó|aron)|"
        "particip(?:ó|aron)|asisti(?:ó|eron)|represent(?:ó|aron))"
    ),
    offices=any_of(
        "Subsecretario Subsecretaria Secretario Secretaria Subprocurador Subprocuradora Procurador "
        "Procuradora Director Directora Viceministro Viceministra Ministro Ministra Canciller "
        "Embajador Embajadora Representante Enviado Enviada Comisionado Comisionada Comisario "
        "Comisaria Presidente Presidenta Vicepresidente Vicepresidenta Jefe Jefa Titular Coordinador "
        "Coordinadora Consejero Consejera Fiscal Subdirector Subdirectora Alto Alta Encargado "
        "Encargada Relator Relatora Defensor Defensora Secretaría Asesor Asesora Asistente Adjunto "
        "Adjunta Asistentes Consultor Consultora Senador Diputado Magistrado Juez Gobernador "
        "Subsecretarios Secretarios Unidad subsecretario subsecretaria secretario secretaria viceministro viceministra "
        "ministro ministra canciller embajador embajadora director directora representante comisionado comisionada "
        "presidente presidenta vicepresidente vicepresidenta jefe jefa titular coordinador coordinadora consejero "
        "consejera procurador procuradora subprocurador subprocuradora encargado encargada relator relatora"
    ),
    bodies=any_of(
        "Secretaría Secretarías Ministerio Ministerios Departamento Departamentos Procuraduría "
        "Fiscalía Oficina Oficinas Agencia Servicio Comisión Consejo Dirección Embajada Policía "
        "Instituto Corte Tribunal Presidencia Cancillería Unidad Defensoría Parlamento Senado "
        "Congreso Consejería Delegación Comité Subsecretaría Armada Ejército Marina Guardia Consejo "
        "Gobernación Suprema"
    ),
    agency=(
        "(?:la |el |los |las )?(?:Secretaría|Ministerio|Departamento|Procuraduría|Fiscalía|Oficina|"
        "Agencia|Servicio|Comisión|Consejo|Dirección|Embajada|Instituto|Corte|Tribunal|Cancillería|"
        "Defensoría|Presidencia|Consejería|Unidad|Comité)(?:(?: (?:de|del|para|e|y)(?: (?:la|el|los|"
        r"las))?)? [A-ZÁÉÍÓÚ][\w'-]+(?:, (?=[A-Z]\w+ y ))?){0,8}"
    ),
    not_names=word_set(
        "El La Los Las Un Una En Por Para De Del Y Al Ambas Ambos Secretaría Secretario Secretaria "
        "Subsecretario Subsecretaria Ministerio Ministro Ministra Viceministro "
        "Viceministra Procuraduría Procurador Subprocurador Subprocuradora Fiscalía Fiscal "
        "Departamento Oficina Agencia Servicio Comisión Consejo Comité Corte Tribunal "
        "Unión Derechos Humanos Relaciones Exteriores Asuntos Multilaterales Gobernación Estado "
        "Defensa Nacional Marina Interior Seguridad Justicia Internacional "
        "Desarrollo Política Políticos General República Embajador Embajadora Representante Especial "
        "Director Directora Comunicación Estratégica Parlamentarios Generales "
        "Generales Acción Exterior Europeo Europea Presidente Presidenta Comisionado Comisionada "
        "Comisaria Diálogo Alto Nivel Bilateral Estados Unidos América Cancillería "
        "Canciller Embajada Dirección Unidad Titular Coordinador Coordinadora Enviado Enviada "
        "Consejero Consejera Naciones Unidas Asamblea Sistema Interamericano "
        "Interamericana Organización Africana Africano Lunes Martes Miércoles Jueves Viernes Enero "
        "Febrero Sociedad Civil Cooperación Asociación Derecho Igualdad "
        "Democracia Hemisferio Occidental Víctimas Migración Población Encabezó Copresidieron "
        "Presidieron Presidió Participaron Asimismo También Además Sr Sra Dr Dra "
        "Lic Emb Mtro Mtra Ing Jefe Jefa Alta Alto Encargado Encargada Fondo Instituto Policía "
        "Federal Presidencia Consejería Defensoría Subdirector Gobierno Delegación Ciudad Hoy Ayer "
        "Adjunto Adjunta Principal Permanente Planeación Planificación Trabajo Social Interna "
        "Externa Público Pública Hacienda Economía Educación Salud Asistencia Ayuda Humanitaria Protocolo Facultativo "
        "Acuerdo Convenio Convención Tratado Declaración Principios Rectores Plan Programa Estrategia Fondo Ley Código "
        "Mecanismo Iniciativa Carta Pacto Constitución Centro Universidad Fundación Red Museo Memorial Casa Hotel "
        "Palacio Cultura Ambiente Medio Clima Energía Finanzas Presupuesto Mujer Mujeres Género Juventud Niñez Familia "
        "Familias Pueblos Indígenas Minorías Medios Información Digital Tecnología Crimen Penal Prisiones Prevención "
        "Américas Caribe Protección Búsqueda Personas Desaparecidas Verdad Reconciliación Memoria Trata Tortura Muerte Pena Empresas "
        "Regional Local Provincial Nación Bienestar Vivienda Tierras Ambientales Ambiental"
    ),
    particles=r"(?:de|del|la|las|los|da|das|do|dos|di|van|von|der)",
    forums=(
        (r"Consejo de Derechos Humanos(?: de (?:las? )?(?:Naciones Unidas|ONU))?", "CDH"),
        (r"Asamblea General(?: de (?:(?:las? )?(?:Naciones Unidas|ONU)|la OEA))?", "AGNU"),
        (r"Tercera Comisión(?: de la Asamblea General(?: de (?:las? )?(?:Naciones Unidas|ONU))?)?", None),
        (r"Consejo de Seguridad(?: de (?:las? )?(?:Naciones Unidas|ONU))?", None),
        (r"Consejo Económico y Social|ECOSOC", "ECOSOC"),
        (r"Comisión de la Condición Jurídica y Social de la Mujer", None),
        (
            (
                "Comité (?:contra la Tortura|contra (?:la|las) Desapariciones? Forzadas?|de los Derechos del Niño|"
                "de Derechos Humanos|para la Eliminación de la Discriminación (?:contra la Mujer|Racial)|"
                "de (?:los )?Derechos Económicos, Sociales y Culturales|sobre los Derechos de las Personas con Discapacidad|"
                "(?:de|sobre) Trabajadores Migratorios)"
            ),
            None,
        ),
        (r"órganos de tratados", None),
        (r"UNESCO|UNICEF|ONU[- ]Mujeres|PNUD|UNODC|ONUSIDA|UNFPA", None),
        (r"Organización Internacional para las Migraciones|OIM", "OIM"),
        (r"Comité Internacional de la Cruz Roja|CICR", "CICR"),
        (r"Tribunal Europeo de Derechos Humanos|TEDH", "TEDH"),
        (r"Comisión de Venecia", None),
        (r"Grupo de Lima|Alianza del Pacífico|CARICOM", None),
        (r"Sistema de (?:la )?Integración Centroamericana|SICA", "SICA"),
        (r"Examen Periódico Universal|EPU", "EPU"),
        (
            (
                "(?:Oficina del )?Alto Comisionado (?:de (?:las? )?(?:Naciones Unidas|ONU) )?para los "
                "Derechos Humanos|ACNUDH|OACNUDH|ONU-DH"
            ),
            "ACNUDH",
        ),
        (
            (
                "(?:Oficina del )?Alto Comisionado (?:de (?:las? )?(?:Naciones Unidas|ONU) )?para los "
                "Refugiados|ACNUR"
            ),
            "ACNUR",
        ),
        (r"Comisión Interamericana(?: de Derechos Humanos)?|CIDH", "CIDH"),
        (r"Corte Interamericana de Derechos Humanos|Corte Interamericana|CoIDH|Corte IDH", "CoIDH"),
        (
            r"(?:[Óó]rganos del )?[Ss]istema [Ii]nteramericano(?: de (?:Protección de (?:los )?)?Derechos Humanos)?",
            None,
        ),
        (r"Organización de (?:los )?Estados Americanos|OEA", "OEA"),
        (r"Alianza para el Gobierno Abierto|AGA(?! [Cc]umbre)", "AGA"),
        (r"Corte Penal Internacional|CPI", "CPI"),
        (r"Organización Internacional del Trabajo|OIT", "OIT"),
        (r"Comisión Africana de Derechos Humanos y de los Pueblos", None),
        (r"Consejo de Europa", None),
        (r"Comunidad de las Democracias", None),
        (r"Coalición por la Libertad en Línea", None),
        (r"Coalición por la Igualdad de Derechos", None),
        (r"Comunidad de Estados Latinoamericanos y Caribeños|CELAC", "CELAC"),
        (r"Mercosur|MERCOSUR", None),
        (r"Grupo de los Veinte|G20", "G20"),
    ),
    forum_shape=(
        "(?:Corte|Tribunal|Comité|Comisión|Organización|Alianza|Coalición|Foro|Consejo) "
        "(?:Interamerican[oa]|African[oa]|Iberoamerican[oa]|Internacional|Mundial)(?: (?:de|para|"
        r"sobre|contra) (?:la |los |las |el )?[A-ZÁ][\w'-]+(?: (?:y |de |del |los |la "
        r")?[A-ZÁ][\w'-]+){0,4})?"
    ),
    events=(
        "(?:próxim[oa] (?:[Rr]onda|[Ee]dición|[Dd]iálogo|[Rr]eunión|[Ss]esión)(?: del [Dd]iálogo)?|"
        r"(?:[IVXL]+ |\d{1,3}[ªºo°] )?(?:Cumbre|Conferencia|Congreso|Foro|Período Ordinario de "
        "Sesiones|Taller|Seminario)(?: (?:de |del |sobre |para |Global |Mundial |Internacional |"
        r"Regional |Anual ){0,6}(?:la |los |las |el )?[A-ZÁ][\w'-]+(?: (?:y |de |del |para |sobre )?(?:el "
        r"|la |los |las )?[A-ZÁ][\w'-]+){0,6}))"
    ),
    stemmer="spanish",
    stop_words=word_set(
        "de la el los las y e o u en a al del para por con se una un unos unas su sus al sobre como "
        "así entre que lo derechos humanos"
    ),
)
