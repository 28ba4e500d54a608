"""English: names of agencies, of multilateral bodies and of their meetings."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import any_of

NOUNS = any_of(
    """
    Ministry Ministries Department Departments Office Offices Bureau Agency Agencies Secretariat Service
    Services Commission Council Directorate Directorates-General Directorate-General Attorney Embassy
    Police Navy Army Institute Court Courts Prosecutor Guard Customs Interior Treasury Presidency
    Authority Administration Delegation Mission Parliament Senate Congress Ombudsman Unit Division Home
    Foreign Cabinet
    """
)
AGENCY = r"""(?x:
    # e.g. the Ministry of Foreign Affairs and Trade · the Home Office · National Human Rights Commission
    (?:the\ )?
    (?:
        (?:[A-Z][\w-]{1,40}\ ){1,4}
        (?:
            Ministry|Department|Office|Bureau|Agency|Service|Commission|Court|Directorate|Division
            |Unit
        )
        \b(?!\ (?:of|for|on))
        |(?:U\.S\.\ |National\ |Federal\ |European\ |[A-Z][\w-]{1,40}\ )?
         (?:
             Ministry|Department|Office|Bureau|Agency|Secretariat|Service|Commission
             |Directorate(?:-General)?|Embassy|Institute|Court|Council|Committee|Division
         )
         (?:
             \ (?:of|for|on|to)(?:\ the)?\ [A-Z][\w'-]+
             (?:
                 (?:,|\ and|\ of|\ of\ the|\ for|,\ and|\ and\ the|\ on|\ on\ the)?\ [A-Z][\w'-]+
             ){0,7}
         )?
    )
)"""
FORUMS = (
    (r"(?:(?:United Nations|UN|U\.N\.|UN's) )?Human Rights Council", "UNHRC"),
    (
        r"""(?x:
            # e.g. General Assembly of the United Nations
            (?:(?:United\ Nations|UN|U\.N\.)\ )?General\ Assembly(?:\ of\ the\ United\ Nations)?
        )""",
        "UNGA",
    ),
    (
        r"""(?x:
            # e.g. Committee against Torture · UN Human Rights Committee
            (?:UN\ |United\ Nations\ )?Third\ Committee
            (?:\ of\ the\ (?:UN\ |United\ Nations\ )?General\ Assembly)?
        )""",
        None,
    ),
    ("(?:UN |United Nations )?Security Council", "UNSC"),
    ("(?:UN |United Nations )?Economic and Social Council|ECOSOC", "ECOSOC"),
    (
        r"""(?x:
            # e.g. UN Commission on the Status of Women
            (?:UN\ |United\ Nations\ )?Commission\ on\ the\ Status\ of\ Women|CSW
        )""",
        "CSW",
    ),
    ("Universal Periodic Review|UPR", "UPR"),
    (
        r"""(?x:
            # e.g. Committee against Torture · UN Human Rights Committee
            (?:UN\ |United\ Nations\ )?
            (?:
                Human\ Rights\ Committee
                |Committee
                 \ (?:
                     against\ Torture|on\ Enforced\ Disappearances
                     |on\ the\ Rights\ of\ (?:the\ Child|Persons\ with\ Disabilities)
                     |on\ Migrant\ Workers
                     |on\ the\ Elimination\ of\ (?:All\ Forms\ of\ )?
                      (?:Racial\ Discrimination|Discrimination\ [Aa]gainst\ Women)
                     |on\ Economic,\ Social\ and\ Cultural\ Rights
                 )
                |Subcommittee\ on\ Prevention\ of\ Torture
            )
        )""",
        None,
    ),
    ("(?:UN |United Nations )?(?:human rights )?treaty bodies", None),
    (
        r"""(?x:
            # e.g. UN Special Rapporteur on torture · Independent Expert on older persons
            (?:UN\ |United\ Nations\ )?
            (?:[Ss]pecial\ [Rr]apporteurs?|[Ii]ndependent\ [Ee]xpert)\ (?:on|for)\ (?:the\ )?[\w'-]+
            (?:\ (?:of|and)\ (?:the\ )?[\w'-]+|\ persons)?
        )""",
        None,
    ),
    ("(?:UN |United Nations )?[Ss]pecial [Pp]rocedures", None),
    (
        r"""(?x:
            # e.g. Working Group on Arbitrary Detention
            (?:UN\ |United\ Nations\ )?Working\ Group\ on
            \ (?:
                Arbitrary\ Detention|Enforced\ (?:or|and)\ Involuntary\ Disappearances
                |Business\ and\ Human\ Rights|People\ of\ African\ Descent
                |[Dd]iscrimination\ against\ [Ww]omen(?:\ and\ [Gg]irls)?
            )
        )""",
        None,
    ),
    (
        r"""(?x:
            # e.g. UN human rights fora · United Nations (UN) human rights bodies
            (?:United\ Nations(?:\ \(UN\))?|UN)\ human\ rights\ (?:fora|forums|bodies|mechanisms)
        )""",
        None,
    ),
    (
        r"""(?x:
            # e.g. Inter-American Development Bank · EIB
            (?:Inter-American|Asian|African|European|Caribbean|Islamic)\ (?:Development|Investment)\ Bank
            |IDB|ADB|AfDB|EIB
        )""",
        None,
    ),
    ("World Bank(?: Group)?|International Monetary Fund|IMF", None),
    ("European Bank for Reconstruction and Development|EBRD", "EBRD"),
    (
        r"""(?x:
            # e.g. Economic Commission for Latin America and the Caribbean · ECLAC
            (?:UN\ )?Economic\ Commission\ for\ (?:Latin\ America(?:\ and\ the\ Caribbean)?|Africa|Europe)
            |ECLAC|UNECE
        )""",
        None,
    ),
    ("International Court of Justice|ICJ", "ICJ"),
    ("African Union Commission", None),
    ("UNESCO|UNICEF|UN Women|UNDP|UNODC|UNAIDS|UNFPA", None),
    ("International Organi[sz]ation for Migration|IOM", "IOM"),
    ("International Committee of the Red Cross|ICRC", "ICRC"),
    ("World Health Organi[sz]ation|WHO", "WHO"),
    ("European Court of Human Rights|ECtHR", "ECtHR"),
    ("Venice Commission", None),
    ("Organi[sz]ation of Islamic Cooperation|OIC", "OIC"),
    ("Pacific Islands Forum|PIF", "PIF"),
    (
        r"""(?x:
            # e.g. ASEAN Intergovernmental Commission on Human Rights
            (?:ASEAN\ )?Intergovernmental\ Commission\ on\ Human\ Rights|AICHR
        )""",
        "AICHR",
    ),
    ("Media Freedom Coalition", "MFC"),
    (
        r"""(?x:
            # e.g. Lima Group · GANHRI
            Lima\ Group|Pacific\ Alliance
            |Global\ Alliance\ of\ National\ Human\ Rights\ Institutions|GANHRI
        )""",
        None,
    ),
    ("Central American Integration System|SICA", "SICA"),
    ("Caribbean Community|CARICOM", "CARICOM"),
    ("Economic Community of West African States|ECOWAS", "ECOWAS"),
    ("Southern African Development Community|SADC", "SADC"),
    ("Voluntary Principles Initiative", None),
    (
        r"""(?x:
            # e.g. Office of the UN High Commissioner for Human Rights
            (?:UN\ )?(?:Office\ of\ the\ )?(?:UN\ |United\ Nations\ )?High\ Commissioner\ for\ Human
            \ Rights
            |OHCHR
        )""",
        "OHCHR",
    ),
    (
        r"""(?x:
            # e.g. UN High Commissioner for Refugees
            (?:UN\ |United\ Nations\ )?(?:Office\ of\ the\ )?High\ Commissioner\ for\ Refugees|UNHCR
        )""",
        "UNHCR",
    ),
    ("Inter-American Commission(?: on Human Rights)?|IACHR", "IACHR"),
    ("Inter-American Court(?: of Human Rights)?|IACtHR", "IACtHR"),
    (
        r"""(?x:
            # e.g. inter-American human rights system
            [Ii]nter-American\ (?:[Hh]uman\ [Rr]ights\ )?[Ss]ystem
            (?:\ of\ Human\ Rights|\ for\ the\ Protection\ of\ Human\ Rights)?
        )""",
        None,
    ),
    ("Organi[sz]ation of American States|OAS", "OAS"),
    ("Open Government Partnership|OGP(?! [Ss]ummit)", "OGP"),
    (
        r"""(?x:
            # e.g. African Commission on Human and Peoples' Rights
            African\ Commission(?:\ on\ Human\ and\ People(?:s'|'s)\ Rights)?|ACHPR
        )""",
        "ACHPR",
    ),
    (
        r"""(?x:
            # e.g. African Court on Human and Peoples' Rights
            African\ Court(?:\ on\ Human\ and\ People(?:s'|'s)\ Rights)?|AfCHPR
        )""",
        "AfCHPR",
    ),
    (
        r"""(?x:
            # e.g. African Committee of Experts on the Rights and Welfare of the Child
            African\ Committee\ of\ Experts\ on\ the\ Rights\ and\ Welfare\ of\ the\ Child|ACERWC
        )""",
        "ACERWC",
    ),
    ("International Criminal Court|ICC", "ICC"),
    ("International Labou?r Organi[sz]ation|ILO", "ILO"),
    (
        r"""(?x:
            # e.g. Organization for Security and Co-operation in Europe · OSCE/ODIHR
            Organi[sz]ation\ for\ Security\ and\ Co-?operation\ in\ Europe|OSCE(?:/ODIHR)?|ODIHR
        )""",
        "OSCE",
    ),
    ("Council of Europe", "CoE"),
    ("Community of Democracies", None),
    ("Freedom Online Coalition", "FOC"),
    ("Equal Rights Coalition", "ERC"),
    ("Community of Latin American and Caribbean States|CELAC", "CELAC"),
    ("Community of Portuguese Language Countries|CPLP", "CPLP"),
    ("Association of Southeast Asian Nations|ASEAN", "ASEAN"),
    ("Mercosur|MERCOSUR", None),
    ("Group of (?:Twenty|Seven)|G20|G7", None),
)
FORUM_SHAPE = r"""(?x:
    # e.g. the Pacific Human Rights Council · the Global Alliance for Peace
    (?:Inter-American|African|Ibero-American|International|World|United\ Nations|UN|Pacific|Global)
    \ (?:[A-Z][\w'-]+\ ){0,3}
    (?:
        Court|Council|Committee|Organi[sz]ation|Assembly|Partnership|Alliance|Coalition|Forum|Group
        |Network
    )
    (?:
        \ (?:on|of|for|against)\ (?:the\ )?[A-Z][\w'-]+
        (?:\ (?:and\ |of\ |of\ the\ )?[A-Z][\w'-]+){0,5}
    )?
)"""
EVENTS = r"""(?x:
    # e.g. the next round of the Dialogue · the 9th Summit of the Americas
    next\ (?:round|dialogue|Dialogue|edition|session|meeting)\b(?:\ of\ the\ [Dd]ialogue)?
    |(?:\d{1,3}(?:st|nd|rd|th)\ )?(?:[A-Z][\w'-]+\ ){0,5}
     (?:
         Summit|Conference|Congress|Ordinary\ Session|Extraordinary\ Session|Workshop
         |Forum\ on\ [A-Z]\w+
     )
     (?:
         \ (?:of|on|for)\ (?:the\ )?[A-Z][\w'-]+
         (?:\ (?:and\ |of\ |on\ |for\ )?(?:the\ )?[A-Z][\w'-]+){0,5}
     )?
)"""
PLURAL = r"(?:Ministries|Departments|Offices|Agencies)\ of\ (?:the\ )?"
NOT_IN_NAME = r"""(?x:
    # e.g. (the Ministry) who · attended
    who|which|took|also|was|were|participat|attend|met|gather|join|contribut|held
)"""
NATIONAL_BEFORE = rf"""(?x:
    # e.g. National (Human Rights Council) · State (Security Council)
    (?:
        {P}(?:'s)?|National|Presidential|Federal|State|Provincial|Parliamentary|Advisory|Supreme|Regional|City|Local
    )
)"""
NATIONAL_AFTER = rf"""(?x:
    # e.g. (Human Rights Committee) of the Senate
    \ (?:of|in)\ (?:the\ )?
    (?:{P}|(?:State|Senate|Congress|Parliament|House|Chamber|City|Province|Republic|Kingdom|Government|Ministry)\b)
)"""
UNITED_NATIONS = r"(?:United\ Nations|(?<=the\ )UN)"
