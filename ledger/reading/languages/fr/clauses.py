"""French: the cues of a clause in their order, and what decides how much its words bind."""

from ledger.reading.languages import CueAct
from ledger.reading.languages.fr.cues_credit import CREDITED, CREDITED_BEFORE, CREDITED_WHOLE
from ledger.reading.languages.fr.cues_promises import ANNOUNCED, ASKED, PLEDGE, PROMISE, STANCE, VIEW, WILL
from ledger.reading.languages.fr.cues_subjects import (
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
    # e.g. (n'ont) pas (convenu) · aucun (accord n'a été trouvé) · ont refusé de (s'engager)
    (?:\b(?i:ne|pas|jamais|aucune?|ni|nullement|refusé\ de)\b|\b[Nn]')
)"""
ACTION = r"""(?x:
    # e.g. établir · signer · partager
    établir|créer|lancer|tenir|signer|fournir|financer|livrer|soumettre|ratifier|adopter|élaborer|organiser|former
    |convoquer|accueillir|publier|construire|ouvrir|nommer|envoyer|inviter|échanger|partager|mettre\ en\ place
)"""
CONCRETE = r"""(?x:
    # e.g. créer un groupe de travail · au plus tard · 2 millions
    \b
    (?:
        (?:établir|créer|lancer|signer|fournir|financer|soumettre|ratifier|adopter|élaborer|organiser|publier|ouvrir)
        (?:a|ont|ons)?\b
        |mettre\ en\ place|groupe\ de\ travail|programmes?|projets?|ateliers?|séminaires?|plan\ d'action|feuille\ de\ route
        |protocole|accord\b|avant\ (?:la\ fin|fin)|au\ plus\ tard|d'ici|prochaine?\ (?:session|réunion|dialogue)
        |dans\ un\ délai|\d+\ millions|échang(?:er|es)\ (?:des\ |d')?(?:informations|experts|visites)
    )
)"""
PARTICIPLE = "ant$"
IMPERSONAL = r"""(?x:
    # e.g. Il a été convenu · il est décidé
    [Ii]l\ (?:a\ été|est|fut)
)"""
VIEW_BINDS = r"""(?x:
    # e.g. sont convenues qu'elles établiraient (une ligne) · ont décidé que les experts se réuniront
    \b(?:convenue?s|convenu|décidé)\ qu(?:e\ |')[^,;:.]{0,60}?\b(?!ser|devr|pourr|continu|aur|rester)
    \w{2,20}r(?:ont|aient|ons|ions)\b
)"""
OUTCOMES = r"""(?x:
    # e.g. Résultats de la réunion · les conclusions suivantes · Engagements
    (?i:(?:(?:les|des)\ )?(?:principaux\ |principales\ )?(?:résultats?|conclusions|engagements|prochaines\ étapes)\b)
)"""
OUTCOMES_ARE = r"""(?x:
    # e.g. (les résultats) de la réunion ont été : (des visites) · comprennent (des visites)
    (?P<of>\ (?:de|du|des|d')[^.;:,]{1,50}?)?
    \ (?:(?:sont|ont\ été)(?=\ ?:|\ les\ suivants)|comprennent)(?:\ les\ suivants)?(?:\ ?:)?[ ]
)"""
LEADS = r"""(?x:
    # e.g. Enfin, · Lors de la réunion, · En outre, (les parties)
    (?:
        [Ee]nfin|[Éé]galement|[Pp]ar\ ailleurs|[Ee]n\ outre|[Dd]e\ plus|[Dd]e\ même|[Aa]ussi|[Ee]nsuite|[Pp]our\ sa\ part
        |[Pp]our\ leur\ part|[Dd]ans\ ce\ (?:contexte|cadre)|[Àà]\ cet\ égard|[Àà]\ cette\ occasion|[Cc]ependant|[Tt]outefois
        |(?:[Ll]ors\ de|[Aa]u\ cours\ de|[Dd]urant|[Pp]endant)\ (?:la|cette|leur)\ (?:réunion|session|rencontre)
        |[Aa]u\ cours\ du\ dialogue
    )
    ,?[ ]
)"""
SUBJECT_LEADS = r"""(?x:
    # e.g. Concernant (les disparitions,) · En matière de (migration,) · S'agissant de
    (?:
        [Cc]oncernant|[Ss]'agissant\ (?:de|du|des|d')|[Ee]n\ ce\ qui\ concerne|[Qq]uant\ (?:à|au|aux)|[Ss]ur
        |[Ee]n\ matière\ (?:de|d')|[Dd]ans\ le\ domaine\ (?:de|du|des)|[Aa]u\ sujet\ (?:de|du|des)
    )
    [ ]
)"""
RELATIVE = r"\bdont\b"
APART = r"""(?x:
    # e.g. précédées d'(un séminaire) · remercié · condoléances
    \b(?:précédée?s?|suivie?s?)\ (?:de|d'|par)|\b(?:condoléances|gratitude|hospitalité|remerci\w+|en\ marge\ d(?:e|u))\b
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
    (CueAct.SUBJECTS, AFTER_A_NOUN),
    (CueAct.SUBJECTS, AFTER_THE_VERB),
    (CueAct.SUBJECTS, AMONG_THEM_WERE),
    (CueAct.SUBJECTS, IN_ORDER_TO_DISCUSS),
    (CueAct.SHOWN, SHOWN),
    (CueAct.TOLD, TOLD),
    (CueAct.TOLD, STRESSED_SUBJECT),
)
"""In the order in which they are tried at one place."""
ALSO = r"(?:et)"
INFINITIVE = r"(?:pour|afin) \w"
RENEWS = r"(?:ont|a)\b"
GOES_ON = r"(?:et|à|de)"
PARTS = (", ", "; ", " et ", " tandis que ", " – ")
PARTS_OF_PASSIVE = ("; ", ", tandis que ")
OBJECT_OF = r"(?:par|de|du|des|en|avec|au|à|pour)"
REPEATED_TO = r",? et (?:à |de |d')(?=\w+(?:er|ir|re)\b)"
INFINITIVE_MARK = r"(?:(?:à|de) |d')"
LEFT_OPEN = frozenset(["", "que", "à", "de"])
AS_PART_OF = r"(?:[Dd]ans\ le\ cadre|au\ titre)(?:\ de)?"
THING = r"(?:Le|La|Les|Ce|Cette|L')"
MEETS = r"(?:[Dd]ialogue|[Cc]onsult|[Éé]change)"
RANGES = r"allant de"
RANGE_TO = r",? (?:à|jusqu'à) "
WITH_CONCERN = r"(?:avec\ préoccupation\ )"
MANNER = r"""(?x:
    # e.g. Dans une atmosphère franche, · Lors de la séance,
    (?:[Dd]ans|[Ll]ors|[Dd]urant)\ [^.;:]{1,100}?
    (?:échange|atmosphère|esprit|climat|séance|dialogue|rencontre|réunion|session)
    (?:\ [\w-]{1,20}){0,3},
)"""
VERB_MARK = r"(?:à|de)"
