"""English: the cues of a clause in their order, and what decides how much its words bind."""

from ledger.reading.languages import CueAct
from ledger.reading.languages.en.cues_credit import CREDITED, CREDITED_BEFORE, CREDITED_WHOLE
from ledger.reading.languages.en.cues_promises import ANNOUNCED, ASKED, PLEDGE, PROMISE, STANCE, VIEW, WILL
from ledger.reading.languages.en.cues_subjects import (
    AFTER_A_NOUN,
    AFTER_THE_VERB,
    AMONG_THEM_WERE,
    AREAS,
    ASKED_ABOUT,
    BEFORE_THE_VERB,
    IN_ORDER_TO_DISCUSS,
    SHOWN,
    SO_DID,
    STRESSED_SUBJECT,
    TOLD,
)

NEGATION = r"""(?x:
    # e.g. (did) not (agree) · No (agreement was reached) · refused to (commit)
    \b(?i:not|never|no\ longer|no|nor|neither|cannot|(?:fail|refus|declin)(?:ed|es|s)?\ to|unable\ to)\b
)"""
ACTION = r"""(?x:
    # e.g. (to) establish · (will) draw up · share
    establish|create|launch|set\ up|hold|sign|provide|fund|finance|deliver|submit|ratify|adopt|draft
    |organi[sz]e|train|convene|host|publish|build|open|appoint|send|issue|invite|exchange|share
    |draw\ up|second|table|release
)"""
CONCRETE = r"""(?x:
    # e.g. establish a working group · before the end of the year · 2 million
    \b
    (?:
        establish|create|launch|set\ up|hold|sign|provide|fund|financ|deliver|submit|ratify|adopt
        |draft|organi[sz]e|train|convene|host|publish|build|open|appoint|send|issue|visit
        |working\ group|programme|program|project|workshop|seminar|plan\ of\ action|action\ plan
        |roadmap|protocol|agreement|before\ the\ end
        |by
         \ (?:
             January|February|March|April|May|June|July|August|September|October|November|December
             |\d{4}|the\ end
         )
        |within\ \w+\ (?:days|weeks|months|years)|next\ (?:round|dialogue|meeting|year|month)
        |\d+\ (?:million|billion)|take\ (?:the\ |whatever\ |all\ )?(?:\w+\ )?(?:steps|measures)
        |exchange\ (?:of\ )?(?:information|experts|visits)
    )
)"""
DROPPED = r"(?:also )?(?:agreed|decided|resolved|undertook) (?:to|on|that)\b"
PARTICIPLE = "ing$"
IMPERSONAL = r"""(?x:
    # e.g. It was (agreed) · an agreement was (reached)
    [Ii]t\ was|was|(?:are|were)\ |(?:[Aa]n\ )?[Aa]greement\ was|will\ be
)"""
VIEW_BINDS = r"""(?x:
    # e.g. agreed that we would (map plans) · decided that both sides will (meet) · agreed that a list would be published
    \b(?:agreed?|agrees|decided|resolved|settled)(?:\ \w+ly)?\ that[ ]
    (?:
        (?:they|we|it|both(?:\ (?:sides|parties|countries|governments|delegations))?
            |the\ (?:two\ )?(?:sides|parties|countries|governments|delegations|experts))
         \ (?:would|will|shall)(?:\ (?:also|each|jointly))?
         \ (?!be\b|remain|continue\ to\ be|need|benefit|have\b|depend|require)
        |[^,;:.]{1,60}?\ (?:would|will|shall)\ be\ (?:\w+ly\ )?
         (?:established|created|launched|set\ up|signed|provided|funded|submitted|adopted|drafted|organi[sz]ed|trained
            |convened|hosted|published|built|opened|appointed|sent|issued|exchanged|shared|drawn\ up|released)
    )
)"""
OUTCOMES = r"""(?x:
    # e.g. Results of the meeting · the following outcomes were reached · main conclusions
    (?i:(?:the\ )?(?:main\ |key\ |following\ |agreed\ |joint\ )*
    (?:results?|outcomes?|conclusions?|agreements?|commitments?|deliverables?|next\ steps|action\ points)\b)
)"""
OUTCOMES_ARE = r"""(?x:
    # e.g. (the outcomes) of the meeting were: (visits) · of our talks include (visits)
    (?P<of>\ (?:of|from|at)\ [^.;:,]{1,50}?)?
    \ (?:(?:are|were)(?=:|\ the\ following)|includ(?:ed?|ing)|comprised?)(?:\ the\ following)?:?[ ]
)"""
LEADS = r"""(?x:
    # e.g. In addition, · During the meeting, · Likewise, (the sides)
    (?:
        [Ii]n\ addition|[Ff]inally|[Mm]oreover|[Ff]urthermore|[Aa]dditionally|[Ll]astly|[Aa]lso
        |[Ll]ikewise|[Ss]imilarly|[Hh]owever|[Nn]evertheless|[Hh]ere|[Tt]here|[Tt]hen|[Oo]n\ this\ occasion
        |[Ii]n\ this\ (?:context|regard|respect|connection)
        |[Dd]uring\ (?:the|their|this)\ (?:\w+\ )?
         (?:meeting|dialogue|session|talks|discussions|round)
        |[Aa]t\ the\ (?:meeting|dialogue|session)|[Bb]esides|[Bb]eyond\ that|[Ff]irst
        |[Ss]econd(?:ly)?|[Tt]hird(?:ly)?
    )
    ,?[ ]
)"""
SUBJECT_LEADS = r"""(?x:
    # e.g. Regarding (disappearances,) · In the area of (migration,) · Turning to (torture,)
    (?:
        [Rr]egarding|[Cc]oncerning|[Aa]s\ (?:regards|to|for)|[Tt]urning\ to|[Oo]n|[Ww]ithin\ the\ framework\ of
        |[Ww]ith\ (?:regard|respect|reference)\ to|[Ii]n\ (?:relation|regard|respect)\ (?:to|of)
        |[Ii]n\ (?:the\ (?:area|field|sphere)|discussions|discussing|matters|terms)(?:\ (?:of|on))?
    )
    [ ]
)"""
RELATIVE = r"\bwhose\b"
APART = r"""(?x:
    # e.g. preceded by (a seminar) · visited · thanked
    \b(?:preceded|followed|complemented)\ by\b|\bvisited\b
    |\b
     (?:condolences|gratitude|hospitality|thanked|courtesy\ call|on\ the\ sidelines|arrangements)\b
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
    (CueAct.SUBJECTS_BEFORE, BEFORE_THE_VERB),
    (CueAct.SUBJECTS, AFTER_THE_VERB),
    (CueAct.SUBJECTS, AFTER_A_NOUN),
    (CueAct.SUBJECTS, SO_DID),
    (CueAct.SUBJECTS, AMONG_THEM_WERE),
    (CueAct.SUBJECTS, IN_ORDER_TO_DISCUSS),
    (CueAct.SHOWN, SHOWN),
    (CueAct.TOLD, TOLD),
    (CueAct.SUBJECTS, ASKED_ABOUT),
    (CueAct.TOLD, STRESSED_SUBJECT),
)
"""In the order in which they are tried at one place."""
ATTRIBUTIVE = r"(?:the|their|our|its|an?|of|on|in|for|with|from|some|as)"
ALSO = r"(?:and|also)"
INFINITIVE = r"to \w"
RENEWS = r"(?:express|reaffirm|reiterat|renew|confirm|affirm|restat|repeat|remain|stand|assur)"
GOES_ON = r"(?:and|to|a)"
PARTS = (", ", "; ", " and ", " while ", " – ")
PARTS_OF_PASSIVE = ("; ", ", while ")
OBJECT_OF = r"(?:by|of|in|to|with|from)"
REPEATED_TO = r",? and to (?=\w)"
INFINITIVE_MARK = r"(?:to )"
LEFT_OPEN = frozenset(["", "that", "to", "a", "their", "its"])
AS_PART_OF = r"(?:[Ww]ithin|[Uu]nder|[Pp]art\ of|[Ll]ine\ with)"
THING = r"(?:The|This)"
MEETS = r"(?:[Dd]ialogue|[Tt]alks|[Ee]xchange|[Cc]onsult)"
RANGES = r"from"
RANGE_TO = r",? (?:to|through|and|over) "
WITH_CONCERN = r"(?:with\ concern\ )"
MANNER = r"""(?x:
    # e.g. In an honest, open and useful exchange, · During the talks,
    (?:[Ii]n|[Aa]t|[Dd]uring|[Ww]ith)\ [^.;:]{1,100}?
    (?:exchanges?|atmosphere|spirit|manner|way|climate|session|dialogue|meeting|discussions?|talks|tone)
    (?:\ [\w-]{1,20}){0,3},
)"""
VERB_MARK = r"to"
CONDITIONAL = r"would"
