"""Spanish: the cues of a clause in their order, and what decides how much its words bind."""

from ledger.reading.languages import CueAct
from ledger.reading.languages.es.cues_credit import CREDITED, CREDITED_BEFORE, CREDITED_WHOLE
from ledger.reading.languages.es.cues_promises import ANNOUNCED, ASKED, PLEDGE, PROMISE, STANCE, VIEW, WILL
from ledger.reading.languages.es.cues_subjects import (
    AFTER_A_NOUN,
    AFTER_THE_VERB,
    AMONG_THEM_WERE,
    AREAS,
    BEFORE_THE_VERB,
    IN_ORDER_TO_DISCUSS,
    SHOWN,
    STRESSED_SUBJECT,
    TOLD,
    VERB_FIRST,
)

NEGATION = r"""(?x:
    # e.g. no (acordaron) · Tampoco (se llegó a un acuerdo) · se negó a (comprometerse)
    \b(?i:no|nunca|jamás|tampoco|ni|neg(?:ó|aron)\ a)\b(?!\ obstante)
)"""
ACTION = r"""(?x:
    # e.g. establecer · firmar · compartir
    establecer|crear|lanzar|celebrar|firmar|proporcionar|financiar|entregar|presentar|ratificar
    |adoptar|elaborar|organizar|capacitar|convocar|publicar|construir|abrir|nombrar|enviar|emitir
    |invitar|intercambiar|compartir
)"""
CONCRETE = r"""(?x:
    # e.g. establecer un grupo de trabajo · a más tardar · 2 millones
    \b
    (?:
        establecer|crear|lanzar|celebrar|firmar|proporcionar|financiar|entregar|presentar|ratificar
        |adoptar|elaborar|organizar|capacitar|convocar|publicar|construir|abrir|nombrar|enviar
        |emitir|visitar|grupo\ de\ trabajo|programas?|proyectos?|talleres|taller|seminario
        |plan\ de\ acción|hoja\ de\ ruta|protocolo|acuerdo|antes\ de(?:l)?|a\ más\ tardar
        |próxim[oa]\ (?:ronda|edición|diálogo|reunión|año|mes)|en\ un\ plazo|\d+\ millones
        |intercambiar\ (?:información|expertos)|intercambio\ de\ (?:información|expertos)
    )
)"""
DROPPED = r"(?:(?:se|nos) )?\w+(?:aron|ieron|irán|arán|erán|[aei]mos)\b"
PARTICIPLE = "ndo(?: a| en)?$"
IMPERSONAL = r"""(?x:
    # e.g. Se acordó · hubo · quedó (acordado)
    [Ss]e\ (?:acord|convin|pact|decid|resolv|reconoc|\w+r(?:á|án)\b)|[Hh]ubo|[Ee]xist|[Qq]uedó
    |[Ff]ue\ |llegaron
)"""
VIEW_BINDS = r"""(?x:
    # e.g. acordaron que establecerían (una línea) · convinieron en que se publicará (un informe)
    \b(?:acordaron|acordó|acordamos|convinieron|convino|convenimos|decidieron|decidió|decidimos)(?:\ en)?\ que:?[ ]
    [^,;:.]{0,60}?\b(?!ser|deb|podr|continu|segu|habr|tendr|est[aá]r|neces)
    (?:\w{2,20}r(?:án|emos|ían|íamos)|(?<=se\ )\w{2,20}r(?:án?|ían?))\b
)"""
OUTCOMES = r"""(?x:
    # e.g. Resultados del encuentro · los siguientes acuerdos · conclusiones
    (?i:(?:(?:como|los|las)\ )?(?:principales\ |siguientes\ )*
    (?:resultados?|conclusiones|acuerdos|compromisos|próximos\ pasos)\b)
)"""
OUTCOMES_ARE = r"""(?x:
    # e.g. (los resultados) de la reunión fueron: (visitas) · incluyen los siguientes: (visitas)
    (?P<of>\ (?:de|del|en)\ [^.;:,]{1,50}?)?
    \ (?:(?:son|fueron)(?=:|\ l[oa]s\ siguientes)|incluyen|incluyeron|comprenden)(?:\ l[oa]s\ siguientes)?:?[ ]
)"""
LEADS = r"""(?x:
    # e.g. Asimismo, · Durante el encuentro, · Por su parte, (las partes)
    (?:
        [Aa]simismo|[Tt]ambién|[Aa]demás|[Ff]inalmente|[Ii]gualmente|[Pp]or\ último
        |[Dd]e\ igual\ (?:forma|manera|modo)|[Dd]el\ mismo\ modo
        |[Ee]n\ este\ (?:contexto|sentido|marco)|[Ee]n\ ese\ (?:contexto|sentido|marco)
        |[Pp]or\ otr[oa]\ (?:parte|lado)|[Ee]n\ esta\ ocasión
        |[Dd]urante\ (?:el|la|este|esta)\ (?:encuentro|reunión|diálogo|ronda|sesión|jornada)
        |[Ee]n\ el\ (?:encuentro|diálogo)|[Aa]dicionalmente|[Ss]in\ embargo|[Nn]o\ obstante|[Pp]or\ su\ parte
    )
    ,?[ ]
)"""
SUBJECT_LEADS = r"""(?x:
    # e.g. En cuanto a (las desapariciones,) · En materia de (migración,) · Respecto de (la tortura,)
    (?:
        [Ee]n\ cuanto\ al?|(?:[Cc]on\ )?[Rr]especto\ (?:al?|del?)|[Ss]obre|[Aa]cerca\ del?|[Tt]ocante\ al?
        |[Ee]n\ (?:relación\ con|materia\ del?|el\ (?:ámbito|campo)\ del?)
        |[Ee]n\ lo\ (?:relativo|referente|concerniente|tocante|que\ (?:respecta|concierne|toca|se\ refiere))\ al?
        |[Pp]or\ lo\ que\ (?:respecta|se\ refiere|hace|toca)\ al?
    )
    [ ]
)"""
RELATIVE = r"\bcuy[oa]s?\b"
APART = r"""(?x:
    # e.g. precedidas de (un seminario) · agradeció · condolencias
    \b(?:precedid[oa]s?|seguid[oa]s?)\ (?:de|por)\b
    |\b(?:condolencias|gratitud|hospitalidad|agradeci(?:ó|eron)|al\ margen\ de)\b
)"""

CUES = (
    (CueAct.AREAS, AREAS),
    (CueAct.CREDITED_WHOLE, CREDITED_WHOLE),
    (CueAct.CREDITED_BEFORE, CREDITED_BEFORE),
    (CueAct.CREDITED, CREDITED),
    (CueAct.VIEW, VIEW),
    (CueAct.PROMISE, PROMISE),
    (CueAct.WILL, WILL),
    (CueAct.ANNOUNCED, ANNOUNCED),
    (CueAct.ASKED, ASKED),
    (CueAct.PLEDGE, PLEDGE),
    (CueAct.STANCE, STANCE),
    (CueAct.SUBJECTS, VERB_FIRST),
    (CueAct.SUBJECTS_BEFORE, BEFORE_THE_VERB),
    (CueAct.SUBJECTS, AFTER_THE_VERB),
    (CueAct.SUBJECTS, AFTER_A_NOUN),
    (CueAct.SUBJECTS, AMONG_THEM_WERE),
    (CueAct.SUBJECTS, IN_ORDER_TO_DISCUSS),
    (CueAct.TOLD, TOLD),
    (CueAct.SHOWN, SHOWN),
    (CueAct.TOLD, STRESSED_SUBJECT),
)
"""In the order in which they are tried at one place."""
ALSO = r"(?:y|e)"
INFINITIVE = r"para \w"
RENEWS = r"(?:\w+(?:ó|aron|ieron)\b)"
GOES_ON = r"(?:y|e|a|de)"
PARTS = (", ", "; ", " y ", " mientras ", " – ")
PARTS_OF_PASSIVE = ("; ", ", mientras ")
OBJECT_OF = r"(?:por|de|del|en|con|al)"
REPEATED_TO = r",? y a (?=\w)"
INFINITIVE_MARK = r"(?:(?:en|a) )"
LEFT_OPEN = frozenset(["", "que", "a", "en"])
AS_PART_OF = r"(?:[Dd]entro|[Mm]arco|[Pp]arte)(?:\ de(?:l)?)?"
THING = r"(?:El|La|Este|Esta)"
MEETS = r"(?:[Dd]iálogo|[Cc]onsult)"
RANGES = r"desde"
RANGE_TO = r",? hasta "
WITH_CONCERN = r"(?:con\ preocupación\ )"
MANNER = r"""(?x:
    # e.g. En un ambiente franco, · Durante la sesión,
    (?:[Ee]n|[Dd]urante|[Cc]on)\ [^.;:]{1,100}?
    (?:intercambio|ambiente|espíritu|clima|sesión|diálogo|encuentro|reunión|tono)
    (?:\ [\w-]{1,20}){0,3},
)"""
