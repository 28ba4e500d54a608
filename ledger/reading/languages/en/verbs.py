"""English: verbs and nouns of which the cues are made."""

ADV = r"""(?x:
    # e.g. (was) jointly once more (discussed)
    (?:
        \ (?:
            \w+ly|also|too|likewise|again|further|then|then|in\ turn|in\ particular|jointly
            |once\ more|both|all
        )
    ){0,2}
)"""
BE = r"""(?x:
    # e.g. was · has been
    was|were|has\ been|have\ been|is|are|being
)"""
TALKED = r"""(?x:
    # e.g. discussed · taken up · dealt with
    discussed|compared|exchanged|presented|outlined|mentioned|brought\ up|addressed|reviewed
    |considered|examined|explored|debated|tackled|broached|raised|weighed(?:\ up)?|analy[sz]ed
    |assessed|covered|taken\ up|touched\ (?:up)?on|looked\ at|dealt\ with|talked\ about|spoken\ of
    |tabled|aired
)"""
NOTES = r"""(?x:
    # e.g. views · lessons · clarifications
    views?|notes|opinions?|experiences?|information|positions?|practices|lessons|ideas|assessments?
    |perspectives?|concerns?|updates?|overviews?|presentations?|briefings?|accounts?|explanations?
    |details|clarifications?|approaches|insights|reflections|data|questions|remarks
)"""
DID = rf"""(?x:
    # e.g. exchanged views on · talked at length about · devoted a session to
    (?:
        agreed\ to\ (?:disagree|differ)\ (?:on|about|over)|discussed|brought\ up|delved\ into|probed
        |sounded\ out|heard\ about|addressed|reviewed|considered|examined|explored|debated|tackled
        |broached|raised|weighed(?:\ up)?|analy[sz]ed|assessed|covered|took\ up
        |touched(?:\ (?:up)?on)?|looked\ (?:at|into|closely\ at)|dealt\ with|dwelt\ (?:up)?on
        |(?:then\ |next\ |first\ |also\ )?turned(?:\ \w+){{0,3}}?\ to|weighed
        |talked
         (?:\ \w+ly(?:\ and\ \w+ly)?|,?\ at\ (?:some\ )?length|,?\ in\ (?:depth|detail)){{0,2}},?
         \ (?:about|of|over|through)
        |spoke
         (?:\ \w+ly(?:\ and\ \w+ly)?|,?\ at\ (?:some\ )?length|,?\ in\ (?:depth|detail)){{0,2}},?
         \ (?:about|of|on)
        |differed\ (?:on|over)|disagreed\ (?:on|about|over)
        |(?:was|were)\ (?:\w+\ )?(?:devoted|dedicated|given\ over)\ to
        |(?:devoted|dedicated)\ (?:[\w-]+\ ){{1,4}}to
        |(?:was|were)\ (?:structured|organi[sz]ed|built|arranged|grouped)\ (?:around|under|into|in)
        |conversed(?:\ \w+ly)?\ (?:about|on)|took\ stock\ of|went\ over|delved\ into|reflected\ on
        |deliberated(?:\ on)?|focus(?:s?ed|es)\ (?:\w+ly\ )?on|centred\ (?:up)?on
        |centered\ (?:up)?on|concentrated\ on|revolved\ around
        |gave\ (?:\w+\ )?(?:attention|consideration|space|time)\ to|paid\ (?:\w+\ )?attention\ to
        |made\ (?:a\ )?review\ of
        |(?:held|had|engaged\ in|conducted)(?:\ an?)?(?:\ [\w-]+){{0,4}}?
         \ (?:
             exchanges?|discussions?|talks|debates?|conversations?|sessions?|panels?|segments?
             |round\ tables?|deliberations
         )
         (?:\ of\ \w+)?\ (?:on|about|over|regarding|under|across)
        |(?:
             exchanged|compared|traded|shared|swapped|gave|offered|voiced|presented|set\ out
             |laid\ out|provided|delivered|made|sought|received|heard|asked(?:\ \ue000+)?\ for
             |requested|stated
         )
         (?:\ [\w'-]+){{0,4}}?\ {NOTES}(?:\ [\w'-]+){{0,3}}?
         \ (?:on|about|regarding|concerning|as\ to|over|of|in)\b
        |(?:compared|shared|discussed)\ approaches\ to
        |(?:exchanged|compared)(?=\ (?:the|how|what)\b)
    )
    (?!\ (?:by|during|at\ the|under|above|earlier|there|here)\b)
)"""
TOPIC_NOUN = r"""(?x:
    # e.g. topics · the agenda
    [Tt]opics?|[Ii]ssues?|[Ss]ubjects?|[Tt]hemes?|[Mm]atters?|[Ii]tems?|[Pp]oints?|[Qq]uestions?
    |[Aa]genda|[Aa]reas|[Pp]riorities|list
)"""
MEETING_NOUN = r"""(?x:
    # e.g. the discussions · the session
    [Dd]iscussions?|[Tt]alks|[Ee]xchanges?|[Cc]onversations?|[Dd]ebates?|[Cc]onsultations
    |[Ss]essions?|[Dd]ialogue|[Mm]eetings?|[Dd]eliberations|[Aa]genda|[Rr]ound|[Rr]eview
)"""
WORDS = r"""(?x:
    # e.g. (Discussions) held in Brussels (covered)
    (?:\ (?!that\b|which\b|who\b|on\b)[\w'()-]+){0,7}?
)"""
STRESSED = r"""(?x:
    # e.g. stressed · reaffirming · pointed to
    stress(?:ed|es|ing)?|emphasi[sz](?:ed|es|ing|e)|underlin(?:ed|es|ing|e)|underscor(?:ed|es|ing|e)
    |highlight(?:ed|s|ing)?|reiterat(?:ed|es|ing|e)|recall(?:ed|s|ing)?|reaffirm(?:ed|s|ing)?
    |affirm(?:ed|s|ing)(?!\ that)|re-?emphasi[sz]ed|insisted(?:\ on)?|recogni[sz](?:ed|es|ing|e)
    |acknowledg(?:ed|es|ing|e)|noted(?!\ that)|noting|notes|confirm(?:ed|s|ing)(?!\ that)
    |point(?:ed|ing)\ to|agreed\ about|maintain(?:ed|s)|restated
)"""
WORTH = r"""(?x:
    # e.g. the importance (of) · their shared responsibility
    (?:the|its|their|how)?\ ?(?:\w+\ )?
    (?:
        importance|need|value|role|relevance|urgency|significance|necessity|centrality|potential
        |benefits?|usefulness|contribution|responsibility|duty|gravity|seriousness|indivisibility
        |universality
    )
)"""
COMMITMENT = r"""(?x:
    # e.g. commitment · readiness · pledges
    commitments?|determination|readiness|willingness|resolve|will|intention|intent|dedication
    |pledges?|desire|engagement|disposition|eagerness|ambition
)"""
