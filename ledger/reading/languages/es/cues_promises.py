"""Spanish: cues that promise, share a view, announce or demand."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.es.verbs import COMMITMENT, STRESSED, WORTH

VIEW = r"""(?x:
    # e.g. coincidieron en · estuvieron de acuerdo en · compartieron la visión de
    \b
    (?:
        coincid(?:ió|ieron|en|imos)\ en
        |(?:es|son|fue|fueron|sigue\ siendo|siguen\ siendo)\ (?:una?\ )?
         (?:(?:prioridad|preocupación|responsabilidad)(?:es)?\ (?:compartida|común|mutua|conjunta)s?
         |(?:objetivo|interés|fin)(?:es)?\ (?:compartido|común|mutuo|conjunto)s?)
        |(?:[Hh]ubo|[Ee]xiste|[Ee]xistió)\ (?:\w+\ )?coincidencia\ en
        |(?:[Qq]uedó|[Ff]ue)\ (?:acordado|convenido)\ que
        |est(?:á|án|uvieron)\ (?:\w+\ )?(?:convencid|persuadid)[oa]s?\ de\ que
        |estuvieron\ de\ acuerdo\ en
        |(?:compartieron|comparten|compartiendo)
         \ (?:la\ (?:visión|opinión|convicción|preocupación)|el\ (?:parecer|interés))
         \ (?:de|por|sobre)
        |concord(?:ó|aron)\ en
        |(?:acordaron|convinieron|convienen|acuerdan|[Ss]e\ acordó|[Ss]e\ convino)(?:\ en)?
         \ (?:
             que|sobre\ (?:la|el)
             |(?=(?:en\ )?(?:la|el)\ (?:\w+\ )?(?:importancia|necesidad|valor|urgencia))
         )
        |convinieron\ en\ (?:la|el)|son\ de\ la\ opinión|expresaron\ la\ convicción
    )
)"""
PROMISE = r"""(?x:
    # e.g. acordaron establecer · se comprometieron a · tienen la intención de
    \b
    (?:
        (?:[Ss]e\ )?
        (?:
            acord(?:ó|aron|amos)|convenimos|decidimos|resolvimos|convin(?:o|ieron)|pact(?:ó|aron)|decidi(?:ó|eron)|resolvi(?:ó|eron)
            |acuerdan|convienen
        )
        (?:\ en)?(?=\ (?:no\ )?\w+(?:r|rse|rlo|rla|el|la|los|las|un|una)?\b|:|\ lo\ siguiente)
        |(?:se\ |[Nn]os\ )?compromet(?:ió|ieron|en|e|emos|imos|iéndose)(?:,?\ \w+,?){0,3}?\ (?:a|con|en)(?=\ |:)
        |quedaron\ (?:en|de)(?=\ (?:no\ )?\w+r\b)|(?:tiene|tienen)\ previsto(?=\ \w+r\w*\b)
        |prev(?:é|én)(?=\ \w+r\b)
        |[Ss]e
         (?=
             \ (?:organizar|establecer|crear|elaborar|instalar|conformar|impulsar|intercambiar)
             (?:á|án)\b
         )
        |se\ comprometer(?:á|án)\ a|asumi(?:ó|eron)\ (?:el|los|su|un)\ compromisos?\ de
        |llegaron\ a\ un\ acuerdo\ (?:para|sobre)
        |ofreci(?:ó|eron)
         (?=\ (?:su\ |la\ |una?\ )?(?!espacio|oportunidad|ocasión|información|detalles|marco)\w)
        |(?:promet|propus)(?:ió|ieron|eron|ó|o)(?=\ \w+(?:ar|er|ir|irse|arse|erse)\b)
        |se\ propon(?:e|en)|tienen\ (?:la\ )?intención\ de
    )
)"""
WILL = r"""(?x:
    # e.g. (México) establecerá (una oficina) · va a (celebrar)
    \b(?:\w{3,}(?:ar|er|ir|dr)(?:án?|emos)|dar(?:á|án|emos)|habrán?\ de|van?\ a)(?=\ )
    (?!\ (?:lugar|a\ cabo|celebrarse))
)"""
ANNOUNCED = r"""(?x:
    # e.g. anunciaron · firmó
    \b
    (?:
        anunci(?:ó|aron|a|an)|lanz(?:ó|aron)|firm(?:ó|aron)|suscribi(?:ó|eron)|inaugur(?:ó|aron)
        |(?:destin|asign)(?:ó|aron|amos)(?=\ [^.;]{0,40}(?:millones|mil|€|\$))
        |present(?:ó|aron)\ (?:oficialmente\ )?el\ lanzamiento
    )
    \b
)"""
ASKED = r"""(?x:
    # e.g. instó a · exhortaron · hicieron un llamado
    \b
    (?:
        inst(?:ó|aron|ando)(?:\ a)?|exhort(?:ó|aron|ando)(?:\ a)?
        |pidi(?:ó|eron)(?!\ (?:mayor\ |más\ )?(?:información|detalles|aclaraciones))|pidiendo
        |solicit(?:ó|aron|ando)(?!\ (?:mayor\ |más\ )?(?:información|detalles|aclaraciones))
        |llam(?:ó|aron)\ a|hi(?:zo|cieron)\ un\ (?:\w+\ )?(?:llamado|llamamiento)(?:\ a)?
        |alent(?:ó|aron)(?:\ a)?|anim(?:ó|aron)\ a|invit(?:ó|aron)\ a|urgi(?:ó|eron)(?:\ a)?
        |conmin(?:ó|aron)|recomend(?:ó|aron)|apel(?:ó|aron)\ a|abog(?:ó|aron)\ por|reclam(?:ó|aron)
        |requiri(?:ó|eron)(?=\ a)|exigi(?:ó|eron)
    )
)"""
PLEDGE = rf"""(?x:
    # e.g. su firme compromiso con (la paz) · están comprometidos a · reiteró su apoyo
    \b(?:(?:su|sus|el|al|del|nuestro|un|la|una|los)\ )(?:(?!(?:y|e)\b)\w+\ ){{0,3}}?{COMMITMENT}
    (?:
        \ (?:
            compartido|compartida|mutuo|mutua|común|conjunto|conjunta|firme|política?|renovado
            |inquebrantable|continuo|permanente|asumid[oa]s?|de\ ambas\ partes|de\ ambos\ países
            |de\ México|{P}
        )
    ){{0,2}}
    \ (?:de|con|por|a|para|en)(?=\ )
    |\bcompromiso\ (?:de|con|por|a)(?=\ )
    |(?:
         reafirm(?:ó|aron|amos|ar|ando)|reiter(?:ó|aron|amos|ar|ando)|refrend(?:ó|aron|ar|ando)
         |renov(?:ó|aron|ar)|ratific(?:ó|aron|ar)|confirm(?:ó|aron)
     )
     (?=
         \ (?:sus?|los|las|el|la|nuestros)\ (?:\w+\ ){{0,2}}
         (?:valores|principios|apoyo|adhesión|apego|amistad|alianza|lazos|respaldo)\b
     )
    |(?:están|está|permanecen|siguen|sigue|se\ mostraron|se\ mostró|se\ dijeron)\ (?:\w+mente\ )?
     (?:comprometid[oa]s?|dispuest[oa]s?|decidid[oa]s?|resuelt[oa]s?)\ (?:a|con|en)
    |asegur(?:ó|aron)(?:\ a\ {P})?\ (?:que|su)|expres(?:ó|aron)\ (?=su\ (?:\w+\ )?apoyo\b)
)"""
STANCE = rf"""(?x:
    # e.g. subrayó la importancia · reiteró que · atribuyeron gran importancia a
    \b{STRESSED}(?=(?:\ (?:con\ preocupación\ )?que\b|\ cómo\b|\ {WORTH}\b))
    |\b(?:atribuy(?:ó|eron)|concedi(?:ó|eron)|d(?:io|ieron))\ (?:\w+\ )?(?:importancia|prioridad)\ a
)"""
