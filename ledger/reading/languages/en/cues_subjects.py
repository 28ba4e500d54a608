"""English: cues beside which the subjects stand that were discussed."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.en.verbs import ADV, BE, DID, MEETING_NOUN, TALKED, TOPIC_NOUN, WORDS, WORTH

AREAS = r"""(?x:
    # e.g. areas such as (migration) · in the fields of · the following topics:
    \b
    (?:
        areas|fields|issues|topics|matters|subjects|themes|challenges|spheres|priorities|sectors
        |fronts
    )
    (?:\ [\w-]+){0,3}?,?\ (?:such\ as|like|including|as\ varied\ as)(?=\ )
    |\b(?:areas|fields|challenges|spheres)\ (?:of|in|around)(?=\ )
    |(?:following|these)\ (?:[\w-]+\ ){0,3}
     (?:areas|issues|topics|themes|subjects|matters|priorities|points|items)\b[^.;:]{0,30}:
)"""
BEFORE_THE_VERB = rf"""(?x:
    # e.g. (Torture) was also discussed · came up · was among the topics
    \b
    (?:
        {BE}{ADV}\ {TALKED}(?:\ (?:too|as\ well|also|in\ (?:depth|detail)|at\ length))?
        |got\ (?:its|their)\ share\ of\ [a-z ]{{1,25}}
        |came(?:\ \w+)?\ up(?:\ (?:too|as\ well|for\ \w+))?
        |(?:also\ )?(?:featured|figured|arose|got\ attention)(?:\ \w+ly|\ high)?
        |(?:
             received|drew(?!\ attention\ to\b)|earned|won|had|got|came\ in\ for|was\ given
             |were\ given|was\ paid|were\ paid
         )
         (?:\ \w+)?\ (?:attention|consideration|mention|scrutiny|treatment|emphasis)
        |(?:completed|rounded\ (?:off|out)|occupied|dominated|topped|headed|took\ up)
         \ (?:the|much\ of|most\ of|part\ of)(?:\ \w+){{0,2}}?
         \ (?:
             agenda|discussions?|talks|session|day|morning|afternoon|programme|program|exchange
             |dialogue
         )
         \b
        |(?:was|were|formed|made)(?:\ \w+ly|\ also|\ too|\ likewise|\ further|\ again|\ once\ more)?
         \ (?:up\ )?(?:a|an|another|one|among|on|part|at|high|in|up|under|the)(?:\ [\w-]+){{0,4}}?
         \ (?:
             subjects?|topics?|themes?|items?|agenda|focus|points?|list|share\ of\ the|table
             |programme|program|spotlight|centre|center|talks|discussions?|review|consideration
             |exchanges?|heart|forefront|priority
         )
         \b
    )
)"""
AFTER_THE_VERB = rf"""(?x:
    # e.g. discussed (torture) · views were exchanged on · mention was made of
    \b
    (?:
        [Dd]iscussed|[Rr]aised|[Aa]ddressed|[Rr]eviewed|[Cc]onsidered|[Ee]xamined|[Cc]overed
        |[Tt]abled
    )
    (?:\ \w+){{0,2}}\ (?:was|were)\ (?=\w)
    |\b{DID}(?!\ by\b)
    |\b(?:[Vv]iews|[Nn]otes|[Ii]nformation|[Ii]deas|[Oo]pinions|[Ee]xperiences?)(?:\ and\ \w+)?
     \ (?:was|were)\ (?:also\ )?(?:traded|exchanged|shared|compared|given)\ (?:on|about|over|of)
    |\b(?:[Mm]uch|[Mm]ore|[Ss]omething|[Ww]ords?)\ (?:was|were)\ (?:also\ )?(?:said|made|spoken)
     \ (?:of|about|on)
    |\b[Tt]here\ (?:was|were)\ (?:also\ )?(?:an?\ )?(?:\w+\ )?
     (?:discussions?|exchanges?|talk|debates?|mention)(?:\ of\ views)?\ (?:of|on|about|over)
    |\b(?:[Rr]eference|[Mm]ention)\ (?:was|were)\ (?:also\ )?made\ (?:to|of)\b
    |\bexchanges?\ of
     \ (?:views|information|(?:best\ |good\ )?practices|experiences?|lessons)(?:\ \w+){{0,3}}?
     \ (?:on|about|regarding|concerning|in\ the\ (?:fields?|areas?)\ of)\b
    |\b(?:[Aa]ttention|[Tt]ime|[Ss]pace|[Ff]ocus|[Ee]mphasis|[Ii]mportance|[Pp]riority)(?:\ \w+)?
     \ (?:was|were|went|turned|fell)(?:\ also)?(?:\ \w+)?\ ?(?:to|on|for)\b
)"""
AFTER_A_NOUN = rf"""(?x:
    # e.g. Discussions covered (torture) · The topics included:
    \b{MEETING_NOUN}{WORDS}
    \ (?:
        included|covered|ranged\ (?:from|over|across)|comprised|spanned|embraced|concerned
        |encompassed|took\ in|featured|went\ from|extended\ to|ran\ from|turned\ on|revolved\ around
    )
    \b(?:\ also)?:?(?=\ )
    |\b{TOPIC_NOUN}(?:\ (?:that|which)(?:\ \w+){{1,4}}?)?{WORDS}
     (?:
         \ (?:
             included|include|were|was|covered|ranged\ from|range\ from|comprised|spanned|embraced
             |concerned|encompassed|took\ in|featured|went\ from|extended\ to|ran\ from|are|being
         )
         \b(?:\ also)?
         (?!
             \ (?:
                 wide|broad|rich|held|marked|frank|opened|constructive|concluded|followed
                 |co-?chaired|chaired|\w+ed\b
             )
         )
         :?
         |(?:\ (?:was|were)\ \w+(?:\ and\ \w+)?)?:
     )
)"""
SO_DID = r"""(?x:
    # e.g. (Torture was raised,) as was (migration)
    ,?\ (?:as|so)\ (?:did|was|were)(?=\ (?:the\ |a\ )?\w)(?!\ (?:the\ )?\ue000)
)"""
AMONG_THEM_WERE = r"""(?x:
    # e.g. Among the subjects raised were (torture)
    ^
    (?:
        [Aa]mong|[Oo]n|[Hh]igh|[Uu]nder|[Pp]art|[Aa]t|[Ii]n\ focus|[Cc]entral|[Kk]ey|[Ff]oremost
        |front\ and\ cent(?:re|er)|[Cc]hief|[Ff]irst|[Nn]ext|[Tt]hen|[Oo]ther|[Aa]lso|[Uu]p
    )
    \b[^,.;:]{0,90}?\ (?:were|was|came|stood|figured|featured)\b(?:\ also|\ too)?:?
    (?!\ \w+ed\b|\ (?:held|led))
)"""
IN_ORDER_TO_DISCUSS = r"""(?x:
    # e.g. (met) to discuss (torture) · focusing on (migration)
    \bto\ (?:further\ |also\ |jointly\ )?
    (?:
        discuss|address|review|consider|examine|explore|raise|cover|tackle|debate|deal\ with
        |look\ (?:at|into)|touch\ (?:up)?on|take\ stock\ of|talk\ (?:about|through|over)
        |exchange\ [\w ]{0,30}?(?:on|about|regarding)
    )
    (?=\ )
    |\b
     (?:
         discussing|addressing|covering|reviewing|touching\ (?:up)?on|focus(?:s)?ing\ on
         |cent(?:er|r)ing\ on|ranging\ from|examining|raising
     )
     (?=\ )
)"""
SHOWN = rf"""(?x:
    # e.g. expressed concern about · briefed Mexico on · presented (a plan) · condemned (the killings)
    \b(?:express|voic|rais|reiterat|repeat|restat|shar|convey|not)(?:ed|es|ing)
    (?:
        \ (?:
            their|its|the|his|her|serious|deep|grave|particular|shared|common|mutual|strong
            |principled|long-standing|\w+
        )
    ){{0,3}}?
    \ (?:
        concerns?|regret|worry|alarm|opposition|interest|position|condemnation|unease|disquiet
        |dismay|outrage
    )
    (?:\ (?:about|over|at|regarding|on|for|with|to|in|as\ to)\b(?:\ the\ fact\ that)?|\ that\b)
    |\b(?:[Cc]oncerns?|[Rr]egret|[Aa]larm)\ (?:was|were)\ (?:also\ )?(?:expressed|voiced|raised)
     \ (?:about|over|at|regarding|on)\b
    |\b(?:inform(?:ed|s|ing)|brief(?:ed|s|ing)|updat(?:ed|es|ing)|told)
     (?:
         \ (?:the\ )?
         (?:{P}|other|both|each|delegation|side|participants|meeting|its\ counterpart|counterpart)
         (?:\ side|\ delegation)?
     )?
     \ (?:of|about|on|regarding)\b
    |\b
     (?:
         present(?:ed|s|ing)|outlin(?:ed|es|ing)|report(?:ed|s)\ on|explain(?:ed|s|ing)
         |describ(?:ed|es|ing)|shar(?:ed|ing)|gave\ an\ account\ of|set\ out|laid\ out|put\ forward
         |condemn(?:ed|s|ing)|deplor(?:ed|es|ing)|denounc(?:ed|es|ing)|lament(?:ed|s)
         |regret(?:ted|s)|(?:in|en)quired\ (?:about|after|into)|asked\ (?:about|after)
         |(?:was|were)\ (?:asked|questioned)(?:\ by\ (?:the\ )?\ue000+)?\ (?:about|on)|queried
         |elaborated\ (?:up)?on|expanded\ (?:up)?on|commented\ on|clarified|illustrated|showcased
         |responded\ with|replied\ with
     )
     (?=\ (?!that|to|by))
)"""
TOLD = rf"""(?x:
    # e.g. were concerned about · informed Mexico that · recalled (the ruling)
    \b(?:remain(?:s|ed)?|are|is|were|was)\ (?:\w+\ )?concerned\ (?:about|by|over|at)\b
    |\b(?:inform(?:ed|s|ing)|told)
     (?:
         \ (?:the\ )?
         (?:{P}|other|both|each|delegation|side|participants|its\ counterpart|counterpart)
         (?:\ side|\ delegation)?
     )?
     \ that\b
    |\b
     (?:
         highlight(?:ed|s|ing)|drew\ attention\ to|referred\ to|mentioned|noted|recalled|reported
         |affirmed|stated|observed|declared|remarked|argued|confirmed|pointed\ out|said
     )
     (?=\ )
)"""
ASKED_ABOUT = r"\b(?:inquired|asked) (?:about|after|how)\b"
STRESSED_SUBJECT = rf"""(?x:
    # e.g. underlined (women's rights)
    \b(?:underlin|underscor|stress|emphasi[sz])(?:ed|es|ing)(?=\ (?!that\b|by\b|{WORTH})[\w'-]+)
)"""
