"""English: how a statement names who speaks."""

from ledger.reading.languages import PARTY as P

BOTH = r"""(?x:
    # e.g. both sides · the two governments · officials from both countries
    (?:[Bb]oth|[Tt]he\ two)\b
    (?:
        \ (?:
            sides|parties|[Pp]arties|countries|governments|[Gg]overnments|delegations|nations
            |partners|[Ss]tates|teams|capitals|unions
        )
    )?
    |[Tt]he
     \ (?:
         sides|[Pp]arties|delegations|[Gg]overnments|countries|partners|interlocutors|co-?chairs
         |[Cc]o-?[Cc]hairs|delegates|authorities
         |(?:senior\ |high-level\ )?(?:officials|representatives)|participants|[Mm]inisters
         |principals|heads\ of\ delegation
     )
     \b
    |\bOfficials\b(?!\ (?:from|of)\b)|[Ee]ach\ (?:side|delegation|country|party|government)\b
    |(?<!\w\ )(?<!\w)(?:Parties|Sides|Governments|Countries)\b(?!\ (?:from|of|to)\b)
    |\b[Tt]hey\b|\b[Ww]e\b|\b[Ee]ither\ side|\b[Oo]ur\ (?:two\ )?(?:countries|governments|nations)\b
    |\b[Pp]articipants\b|\b[Dd]elegations\b
    |\b(?:Senior\ )?[Oo]fficials\ (?:from|of)\ both\ (?:sides|countries|governments)
)"""
EACH_ANAPHOR = r"\b[Ii]t\b"
GOVERNMENT = r"""(?x:
    # e.g. the Government of (Mexico) · officials from the
    (?:[Tt]he\ )?
    (?:
        (?:
            [Gg]overnments?|[Dd]elegations?|[Aa]uthorities|[Rr]epresentatives|[Oo]fficials|[Pp]eople
            |Kingdom|Republic|State
        )
        \ (?:of|from)[ ]
    )?
    (?:the\ )?
)"""
SIDE = r"""(?x:
    # e.g. (the Mexican) delegation · (Mexico)'s Ministry of Foreign Affairs
    (?:
        \ (?:
            [Dd]elegation|[Ss]ide|[Gg]overnments?|authorities|officials|representatives|part|team
            |Ministry\ of\ [A-Z]\w+(?:\ [A-Z]\w+)?
        )
    )?
)"""
JOINS = r"""(?x:
    # e.g. (Mexico) and the Government of the (United States) · (Mexico)-(Colombia)
    ,?\ and\ (?:of\ )?(?:the\ )?(?:[Gg]overnment\ of\ )?(?:the\ )?|\ ?[-–/&]\ ?
)"""
OUTSIDER = r"""(?x:
    # e.g. civil society organizations · the Human Rights Council · heads of state
    civil\ society|(?:non-governmental\ |civil\ society\ )?organi[sz]ations|NGOs|experts|academics?
    |activists|defenders|(?:Human\ Rights\ )?Council|General\ Assembly|[Ss]ummit|[Cc]onference
    |Commission|Court|Committee|[Pp]residents|[Hh]eads\ of\ [Ss]tate|[Ll]eaders|[Cc]ongress
    |[Pp]arliament|Member\ States|[Ss]pecial\ [Rr]apporteurs?|High\ Commissioner|[Tt]reaty
    |[Aa]greement|[Cc]ompanies|[Bb]usinesses|[Ss]takeholders|[Vv]ictims|[Ff]amilies|[Cc]itizens
)"""
PAST_OF_PAST = rf"""(?x:
    # e.g. had also agreed · at their last (round) · during the previous dialogue
    \b
    (?:
        had\ (?:also\ |\w+ly\ )?
        (?:agreed|committed|pledged|decided|adopted|undertaken|promised|announced)
        |[Aa]t\ (?:the|their|its)
         \ (?:last|previous|earlier|first|second|third|fourth|fifth|sixth|seventh)[ ]
        |(?:last|previous)\ (?:round|year|dialogue|summit|meeting)
        |[Dd]uring\ the\ (?:{P}(?:[-–]{P})?\ )?
         (?:[Ss]ummit|[Ss]tate\ [Vv]isit|[Gg]eneral\ [Aa]ssembly)
        |[Aa]t\ the\ (?:[\w-]+\ ){{0,4}}
         (?:[Ss]ummit|[Ss]ession|[Cc]onference|[Aa]ssembly|[Ff]orum)\b
    )
)"""
