"""French: names of agencies, of multilateral bodies and of their meetings."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import any_of

NOUNS = any_of(
    """
    Ministère Ministères Secrétariat Département Départements Office Agence Agences Service Services Commission
    Conseil Direction Ambassade Police Gendarmerie Institut Cour Tribunal Présidence Chancellerie Parquet Unité
    Parlement Sénat Assemblée Délégation Comité Armée Marine Garde Bureau Médiateur Observatoire Délégué
    """
)
AGENCY = r"""(?x:
    # e.g. le ministère des Affaires étrangères · Conseil national des droits de l'Homme
    (?:(?:[Ll]e|[Ll]a|[Ll]es)\ |[Ll]')?
    (?:
        [Mm]inistère|Secrétariat|Département|Office|Agence|Service|Commission|Conseil|Direction|Ambassade|Institut
        |Cour|Tribunal|Présidence|Parquet|Unité|Comité|Bureau|Observatoire
    )
    (?:
        \ (?:générale?|nationale?|fédérale?|supérieure?|interministérielle?|européenne?|étrangères|extérieure?s?)
        |\ (?:(?:de\ la|du|des|de|et\ de\ la|et\ du|et\ des|et|pour|à\ la)\ )?(?:l'|d')?[A-ZÀ-Ö][\w'-]+
        |\ de\ l'[A-Za-zÀ-ö][\w-]+|\ des\ droits
    ){0,8}
)"""
FORUMS = (
    (
        r"""(?x:
            # e.g. Conseil des droits de l'homme des Nations unies
            Conseil\ des\ [Dd]roits\ (?:de\ l'[Hh]omme|[Hh]umains)(?:\ (?:des\ Nations\ [Uu]nies|de\ l'ONU))?
        )""",
        "CDH",
    ),
    ("Assemblée générale(?: des Nations [Uu]nies| de l'ONU)?", "AGNU"),
    (
        r"""(?x:
            # e.g. Troisième Commission
            Troisième\ Commission(?:\ de\ l'Assemblée\ générale(?:\ des\ Nations\ [Uu]nies)?)?
        )""",
        None,
    ),
    ("Conseil de sécurité(?: des Nations [Uu]nies| de l'ONU)?", None),
    ("Conseil économique et social|ECOSOC", "ECOSOC"),
    ("Commission de la condition de la femme", None),
    (
        r"""(?x:
            # e.g. Comité contre la torture · Comité des droits de l'enfant
            Comité
            \ (?:
                contre\ la\ [Tt]orture|des\ [Dd]isparitions\ [Ff]orcées|des\ [Dd]roits\ de\ l'[Ee]nfant
                |des\ [Dd]roits\ de\ l'[Hh]omme|des\ [Dd]roits\ des\ [Pp]ersonnes\ [Hh]andicapées
                |pour\ l'élimination\ de\ la\ discrimination\ (?:à\ l'égard\ des\ femmes|raciale)
                |des\ [Dd]roits\ économiques,\ sociaux\ et\ culturels|des\ travailleurs\ migrants
            )
        )""",
        None,
    ),
    (
        r"""(?x:
            # e.g. organes de traités
            organes\ (?:de\ traités|conventionnels)(?:\ des\ Nations\ [Uu]nies)?
        )""",
        None,
    ),
    (
        r"""(?x:
            # e.g. Rapporteuse spéciale sur la torture · Rapporteur spécial sur le droit à l'eau
            [Rr]apporteu(?:r|rs|se|ses)\ [Ss]pécia(?:le?s?|ux)\ (?:sur|pour)\ (?:(?:la|le|les)\ |l')?[\w-]+
            (?:\ (?:de\ la|du|des|de)\ [\w-]+)?
        )""",
        None,
    ),
    ("[Pp]rocédures [Ss]péciales", None),
    (
        r"""(?x:
            # e.g. Groupe de travail sur la détention arbitraire
            Groupe\ de\ travail\ sur\ (?:la\ |les\ )?
            (?:[Dd]étention\ [Aa]rbitraire|[Dd]isparitions\ [Ff]orcées(?:\ ou\ [Ii]nvolontaires)?)
        )""",
        None,
    ),
    ("Examen périodique universel|EPU", "EPU"),
    (
        r"""(?x:
            # e.g. Haut-Commissariat des Nations unies aux droits de l'homme
            Haut-Commiss(?:ariat|aire)(?:\ des\ Nations\ [Uu]nies)?\ aux\ [Dd]roits\ (?:de\ l'[Hh]omme|[Hh]umains)
            |HCDH
        )""",
        "HCDH",
    ),
    (
        r"""(?x:
            # e.g. Haut-Commissariat pour les réfugiés
            Haut-Commissariat(?:\ des\ Nations\ [Uu]nies)?\ pour\ les\ [Rr]éfugiés|HCR
        )""",
        "HCR",
    ),
    (
        r"""(?x:
            # e.g. Commission africaine des droits de l'homme et des peuples
            Commission\ africaine\ des\ droits\ de\ l'[Hh]omme\ et\ des\ peuples|CADHP
        )""",
        "CADHP",
    ),
    ("Cour africaine des droits de l'[Hh]omme et des peuples", None),
    ("Cour européenne des droits de l'[Hh]omme|CEDH", "CEDH"),
    ("Commission interaméricaine des droits de l'[Hh]omme", None),
    ("Cour interaméricaine des droits de l'[Hh]omme", None),
    ("Cour pénale internationale|CPI", "CPI"),
    ("Cour internationale de [Jj]ustice|CIJ", "CIJ"),
    ("Organisation internationale du [Tt]ravail|OIT", "OIT"),
    ("Organisation internationale pour les [Mm]igrations|OIM", "OIM"),
    ("Organisation internationale de la [Ff]rancophonie|OIF", "OIF"),
    ("Organisation des États américains|OEA", "OEA"),
    (
        r"""(?x:
            # e.g. Organisation pour la sécurité et la coopération en Europe
            Organisation\ pour\ la\ sécurité\ et\ la\ coopération\ en\ Europe|OSCE
        )""",
        "OSCE",
    ),
    ("Organisation de la coopération islamique|OCI", "OCI"),
    ("UNESCO|UNICEF|ONU[- ]Femmes|PNUD|ONUDC|ONUSIDA|UNFPA", None),
    ("Conseil de l'Europe", None),
    ("Commission de Venise", None),
    ("Comité international de la Croix-Rouge|CICR", "CICR"),
    ("Partenariat pour un gouvernement ouvert", None),
    (
        r"""(?x:
            # e.g. CEDEAO
            CEDEAO|Communauté\ économique\ des\ États\ de\ l'Afrique\ de\ l'Ouest
        )""",
        "CEDEAO",
    ),
    (
        r"""(?x:
            # e.g. Banque mondiale
            Banque\ (?:mondiale|africaine\ de\ développement|européenne\ d'investissement)
        )""",
        None,
    ),
)
FORUM_SHAPE = r"""(?x:
    # e.g. la Cour africaine des Droits · l'Alliance mondiale pour la Paix
    (?:Cour|Tribunal|Comité|Commission|Organisation|Alliance|Coalition|Forum|Conseil)
    \ (?:interaméricaine?|africaine?|internationale?|mondiale?)
    (?:\ (?:de\ la|du|des|de|pour\ la|pour)\ (?:l')?[A-ZÀ-Ö][\w'-]+)?
)"""
EVENTS = r"""(?x:
    # e.g. la prochaine session · le IXe Sommet des Amériques
    prochaine\ (?:[Ss]ession|[Éé]dition|[Rr]éunion|[Rr]encontre)(?:\ du\ [Dd]ialogue)?|prochain\ [Dd]ialogue
    |(?:[IVXL]+e\ |\d{1,3}e\ )?(?:Sommet|Conférence|Congrès|Forum|Atelier|Séminaire)
     (?:\ (?:mondiale?|internationale?|régionale?|africaine?))?
     \ (?:de\ la|du|des|de|sur\ la|sur\ les|pour\ la)\ (?:l')?[A-ZÀ-Ö][\w'-]+(?:\ (?:et\ )?[A-ZÀ-Ö][\w'-]+){0,4}
)"""
PLURAL = r"""(?x:
    # e.g. Ministères de (la Justice)
    (?:[Mm]inistères|Départements|Agences)\ (?:des|de\ la|du|de)[ ]
)"""
NOT_IN_NAME = r"""(?x:
    # e.g. (le Ministère) qui · ont
    (?:qui|ont|était|étaient|a\ (?:participé|assisté|pris)|également|se\ sont)
)"""
NATIONAL_AFTER = rf"""(?x:
    # e.g. (Comité des droits de l'homme) du Sénat · (Conseil de sécurité) national
    \ (?:de\ la\ |du\ |de\ l'|de\ |d'|des\ )
    (?:{P}|(?:Sénat|Parlement|Congrès|Chambre|Ville|République|Royaume|Assemblée|Gouvernement|Ministère)\b)
    |\ {P}|\ (?:nationale?|fédérale?|communale?|régionale?)\b
)"""
UNITED_NATIONS = r"(?:Nations\ [Uu]nies|(?<=l')ONU)"
