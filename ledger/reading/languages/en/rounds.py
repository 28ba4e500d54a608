"""English: how a statement names its dialogue, the meeting and the place where it was held."""

from ledger.reading.languages import NEVER
from ledger.reading.languages import PARTY as P

DIALOGUE = rf"""(?x:
    # e.g. Bilateral Dialogue on Human Rights · annual human rights dialogue
    (?:(?:[A-Z][\w'./-]*+|{P}(?:[-–/ ]{{1,3}}{P}){{0,7}}+|of|on|and)\ ){{0,7}}
    (?:Dialogue|Consultations?)
    (?:
        \ (?:between\ (?:the\ )?{P}\ and\ (?:the\ )?{P}\ )?(?:on|for|of)\ [A-Z][\w-]+
        (?:,?\ (?:and\ )?(?:the\ )?[A-Z][\w-]+){{0,4}}
    )?
    |(?:{P}(?:[-–/ ]{{1,3}}{P}){{0,7}}+\ )?(?:(?:Bilateral|Joint)\ )?
     (?:(?:[Ss]ub-?[Cc]ommittee|[Ww]orking\ [Gg]roup)\ on\ (?:[A-Z]\w+,?\ (?:and\ )?){{0,4}}?[Hh]uman\ [Rr]ights|[Hh]uman\ [Rr]ights\ (?:[Ss]ub-?[Cc]ommittee|[Ww]orking\ [Gg]roup))
    |(?:dialogue|consultations)\ on\ human\ rights
    |(?:
         (?:
             high-level|high\ level|bilateral|annual|human\ rights|political|policy|structured
             |regular
         )
         [ ]
     ){{1,3}}
     (?:dialogue|consultations|talks)(?:\ on\ human\ rights)?
)"""
MEETING = r"""(?x:
    # e.g. round · edition · session
    round|edition|session|meeting|iteration|instal?lment|sitting|gathering
)"""
HELD = r"""(?x:
    # e.g. held · took place · co-chaired
    held|convened|met|took\ place|hosted|gathered|celebrated|brought|conducted|co-?chaired|concluded
    |saw|welcomed|organi[sz]ed|launched|opened|was\ where|was\ the\ venue|meeting
)"""
OTHER_MEETING = r"""(?x:
    # e.g. the Ordinary Session · the Working Group
    [Oo]rdinary\ [Ss]ession|[Ee]xtraordinary\ [Ss]ession|[Ss]ummit|[Cc]onference|[Ff]orum
    |[Gg]eneral\ [Aa]ssembly|[Ss]eminar|[Ww]orkshop|[Jj]oint\ [Cc]ommittee|[Ww]orking\ [Gg]roup
    |[Cc]ouncil|[Cc]ongress|[Cc]onvention|[Ss]ubcommittee
)"""
PLACE_BEFORE = (
    r"\bin ",
    r"\bat (?:the )?(?:[A-Z][\w'.]+ ){1,6}in ",
    r"\bto (?:the )?(?:[A-Z][\w'.]+ ){1,6}in ",
    r"\b(?:hosted|organi[sz]ed) (?:in|at) ",
)
PLACE_AFTER = (
    r"""(?x:
        # e.g. (Brussels) hosted · was the venue
        ,?
        \ (?:
            hosted|welcomed|saw|was\ where|was\ the\ (?:venue|seat|site|host)|received|was\ host
            |played\ host
        )
        \b
    )""",
)
OPENING = r"(?:(?:[Tt]he|of|on|and|Annual|[Ff]irst)\ )"
BETWEEN = r"(?:between\ (?:(?:the\ )?[Gg]overnments\ of\ )?)"
NUMBERED = r"""(?x:
    # e.g. Dialogue · Human Rights Working Group · Sub-Committee on Human Rights
    [Dd]ialogue|[Cc]onsultations?|[Tt]alks
    |[Hh]uman\ [Rr]ights\ (?:[Ss]ub-?[Cc]ommittee|[Ww]orking\ [Gg]roup)
    |(?:[Ss]ub-?[Cc]ommittee|[Ww]orking\ [Gg]roup)\ on\ (?:[\w,]+\ ){0,4}?[Hh]uman\ [Rr]ights
)"""
ANNUAL = r"(?:annual\ )"
TIMES = r"(?:time|occasion)"
LABEL = r"(?:Round|Edition|Session)"
ELSEWHERE = r"""(?x:
    # e.g. since the · prior to · next
    next|following|previous|last|upcoming|future|forthcoming|since|after|until|ahead\ of|prior\ to|towards
)"""
NO_PLACES = frozenset(["The", "This", "Human", "Africa", "Europe", "English", "Spanish", "Multilateral"])
WITHIN_PLACE = NEVER
NAMES_OF_TITLES = frozenset(["dialogue", "dialogues", "consultations", "human", "rights", "bilateral"])
