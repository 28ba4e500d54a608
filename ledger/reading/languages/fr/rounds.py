"""French: how a statement names its dialogue, the meeting and the place where it was held."""

from ledger.reading.languages import PARTY as P

DIALOGUE = rf"""(?x:
    # e.g. Dialogue sur les droits de l'homme · dialogue politique et droits humains · sous-comité des droits de l'homme
    (?:Dialogue|Consultations|dialogue|consultations)
    (?:
        \ (?:[Bb]ilatéral(?:es)?|[Aa]nnuel(?:les)?|[Pp]olitiques?|[Ss]tructuré|[Rr]enforcé|[Ss]tratégique)
        |\ de\ haut\ niveau
        |\ (?:{P}[-–/ ]{{1,3}}{P}|entre\ (?:(?:le|la|les)\ |l')?{P}\ et\ (?:(?:le|la|les)\ |l')?{P})
    ){{0,4}}+
    \ (?:sur|en\ matière\ de|relatif\ aux|consacré\ aux|des|en\ matière\ des)\ (?:les\ )?
    [Dd]roits\ (?:de\ l'[Hh]omme|[Hh]umains|de\ la\ personne)
    |[Dd]ialogue(?:\ (?:bilatéral|annuel|politique|structuré|renforcé|stratégique|de\ haut\ niveau)){{1,3}}+
    |(?:[Ss]ous-[Cc]omité|[Gg]roupe\ de\ [Tt]ravail)\ (?:des|sur\ les|\ en\ matière\ de)
     \ [Dd]roits\ (?:de\ l'[Hh]omme|[Hh]umains)
    |Dialogue\ {P}[-–/ ]{{1,3}}{P}
)"""
MEETING = r"""(?x:
    # e.g. session · édition · rencontre
    [Ss]ession|[Éé]dition|[Rr]encontre|[Rr]éunion|[Cc]ycle|[Tt]our|[Rr]ound
)"""
HELD = r"""(?x:
    # e.g. s'est tenu · a eu lieu · ont tenu
    (?:s'est|se\ sont)\ (?:tenue?s?|réunie?s?|déroulée?s?)|(?:a|ont)\ eu\ lieu|(?:a|ont)\ tenu|tenue?\b
    |(?:a|ont)\ (?:accueilli|organisé|conduit|mené)|organisée?|se\ sont\ retrouvée?s|s'est\ ouvert|accueilli
    |eut\ lieu|se\ tint
)"""
PLACE_BEFORE = (r"\b[Àà] (?:la )?", r"\bau siège [^,.;]{1,40}à ", r"\bdans la ville de ")
PLACE_AFTER = (r",? (?:a accueilli|a abrité|a été le siège|a reçu)\b",)
OTHER_MEETING = r"""(?x:
    # e.g. le Sommet · la session ordinaire · l'Assemblée générale
    [Ss]ession\ ordinaire|[Ss]ession\ extraordinaire|[Ss]ommet|[Cc]onférence|[Ff]orum|[Aa]ssemblée
    |[Ss]éminaire|[Aa]telier|[Cc]omité\ mixte|[Gg]roupe\ de\ [Tt]ravail|[Cc]onseil|[Cc]ongrès
)"""
OPENING = r"(?:(?:[Ll]e|[Ll]a|de|du)\ |[Ll]')"
BETWEEN = r"(?:entre\ )"
NUMBERED = r"""(?x:
    # e.g. Dialogue · Consultations · Sous-comité des droits de l'homme
    [Dd]ialogue|[Cc]onsultations
    |(?:[Ss]ous-[Cc]omité|[Gg]roupe\ de\ [Tt]ravail)\ (?:des|sur\ les)\ [Dd]roits\ (?:de\ l'[Hh]omme|[Hh]umains)
)"""
ANNUAL = r"(?:annuelle\ )"
TIMES = r"(?:fois|occasion)"
LABEL = r"(?:Session|Édition|Cycle)"
ELSEWHERE = r"""(?x:
    # e.g. depuis la · la prochaine · avant la
    prochaine?|précédente?|dernière?|suivante?|depuis|avant|après|jusqu'à
)"""
NO_PLACES = frozenset(["Droits", "Le", "La", "Les", "Cette", "Madame", "Monsieur"])
WITHIN_PLACE = r"(?:(?:de|du|des)\ (?:la\ )?|(?:la|le|les)\ |d'|de\ l')"
NAMES_OF_TITLES = frozenset(["dialogue", "consultations"])
