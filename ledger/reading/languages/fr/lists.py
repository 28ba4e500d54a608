"""French: how lists of subjects are joined, continued and ended."""

from ledger.reading.languages import word_set

CONJUNCTION = " (?:et|ou) "
ADDS = r"""(?x:
    # e.g. ainsi que (la migration) · de même que
    (?:ainsi\ que|de\ même\ que|sans\ oublier|en\ plus\ (?:de|du|des))(?=\ )
)"""
CONTINUES = r"""(?x:
    # e.g. y compris (les femmes) · pour (les migrants) · en particulier
    (?:
        pour|sans|en\ particulier|particulièrement|notamment|spécialement|y\ compris|dont|tels?\ que|telles?\ que|comme
        |avec|qui|que|en|par|depuis|à\ travers|surtout|contre|de|du|des|sous|où|lorsque|principalement|parmi|tant
        |dans|au|aux|à|selon|si
    )
    \b|d'
)"""
EXEMPLIFIES = r"""(?x:
    # e.g. , y compris (la torture) · tels que (la migration)
    ,?\ (?:y\ compris|tels?\ que|telles?\ que|notamment|en\ particulier|dont|surtout|comme)[ ]
)"""
APPENDED = r"""(?x:
    # e.g. (les femmes) en particulier
    (?:en\ particulier|notamment|surtout|par\ exemple|entre\ autres|y\ compris)$
)"""
MODAL = r"""(?x:
    # e.g. (les autorités) devraient
    \ (?:peut|peuvent|pourrai(?:t|ent)|doit|doivent|devrai(?:t|ent))\b
)"""
PREPOSITIONS = r"""(?x:
    # e.g. sur · au sujet de · contre
    sur|de|du|des|en|à|au|aux|par|pour|contre|avec|concernant|envers|dans
)"""
PEOPLE = r"""(?x:
    # e.g. personnes · défenseurs · migrants
    personnes?|peuples?|femmes|hommes|filles|garçons|enfants|mineurs|jeunes|migrants|migrantes|réfugiés|défenseurs
    |journalistes|groupes?|communautés|travailleurs|travailleuses|minorités|victimes|prisonniers|détenus|individus
    |familles|populations?|adolescents|étudiants|avocats|juges|magistrats|militants
)"""
HEADS = r"""(?x:
    # e.g. protection (de) · lutte (contre) · accès (à)
    actions|mesures|efforts|protection|promotion|prévention|lutte|combat|éradication|élimination|usage|accès
    |application|mise\ en\ œuvre|renforcement|rôle|situation|droits?|liberté|libertés|coopération|réforme|ratification
    |soutien|travail|abolition|respect|violences?|inclusion|égalité|participation|projets|conditions|recherche
    |administration|traitement|indépendance
)"""
ADJECTIVE = r"""(?x:
    # e.g. économiques · sociaux · culturels
    \w+(?:iques?|elles?|els?|aux|ales?|ifs?|ives?|eux|euses?|aires?|ées?|és|ables?|ibles?)|civils?|civiles?
)"""
KINDS_OF_PEOPLE = r"""(?x:
    # e.g. lesbiennes (, gays et bisexuelles)
    lesbiennes|gays|bisexuel(?:le)?s|transgenres|trans|intersexes|ethniques|linguistiques|religieuses|nationales
)"""
FREEDOMS = r"""(?x:
    # e.g. (liberté d'expression,) d'association (et de réunion)
    (?:d'|de\ (?:la\ )?)
    (?:
        expression|association|réunion(?:\ pacifique)?|opinion|religion|conviction|croyance|pensée|conscience
        |circulation|presse|culte|information
    )
)"""
FREEDOM_OF = r"\b[Ll]ibertés?\ (?:de\ |d')"
KINDS_OF_RIGHTS = word_set(
    """
    économiques sociaux culturels environnementaux civils politiques sexuels reproductifs raciaux sociale culturelle
    """
)
ASIDES = r"""(?x:
    # e.g. entre autres sujets, · notamment
    (?:entre\ autres(?:\ \w+)?|notamment|en\ particulier|par\ exemple|également|aussi|surtout),?
)"""
FINITE = r"""(?x:
    # e.g. que · ont · sera
    \b
    (?:
        que|qui|parce|car|tandis|où|lorsque|est|sont|était|étaient|sera|seront|a|ont|avait|avaient|doit|doivent|peut
        |peuvent|si
    )
    \b|\bqu'
)"""
ARTICLES = r"le|la|les|une?"
DETERMINERS = word_set(
    """
    le la les un une leur leurs son sa ses ce cet cette ces tout toute tous toutes chaque au aux du des notamment y
    compris entre depuis jusque par avec sans durant dans sous sur contre pour combien comment
    """
)
VERB_FORM = r"\w{2,}(?:er|ir|ant)"
NO_NOUN = r"""(?x:
    # e.g. qui · ont (reconnu) · conjointement
    (?i:
        que|qui|se|ne|pas|est|sont|était|étaient|a|ont|sera|seront|comme|et|ou|mais|plus|ainsi|également|aussi
        |représentants|membres|ceci|cela|ils|elles|il|elle|nous|lorsque|où|car|si|\w{4,}(?:èrent|aient|eront)
        |\w{5,}(?<!(?:nement|tement|cement|pement))ement
    )
    \b
)"""
PHRASE_BREAKS = r"""(?x:
    # e.g. que · parce que · afin
    \b(?:que|qui|parce|car|tandis|où|est|sont|était|étaient|doit|doivent|peut|peuvent|a|ont|si|afin|pour|avec|par)\b
)"""
OBJECTS_END = r"""(?x:
    # e.g. , en vue de · , soulignant · , lors de la réunion
    ,?
    \ (?:
        soulignant|reconnaissant|rappelant|réaffirmant|ce\ qui|en\ vue\ (?:de|d')|afin\ (?:de|d'|que)|dans\ le\ but\ de
        |de\ manière\ à|pour\ que|tandis\ que|entre\ autres(?:\ \w+)?
    )
    (?:\b|(?<='))
    |,?\ (?:lors\ de|durant|pendant|au\ cours\ de)\ (?:la|cette|leur)\ (?:\w+\ )?(?:réunion|session|rencontre)\b
    |,?\ dans\ (?:un|une)\ (?:esprit|climat|atmosphère|cadre|ambiance)\b
)"""
TAILS = r"""(?x:
    # e.g. (la torture) entre autres sujets · , en détail
    (?:,?\ (?:également|aussi|en\ outre|entre\ autres(?:\ \w+)?|etc\.?|en\ particulier|en\ détail|respectivement)){1,12}
    $
)"""
ADJECTIVES_LEAD = False
JOIN_WORDS = frozenset(["et", "ou"])
EITHER = frozenset(["ou"])
LOOSE_PREPOSITIONS = frozenset(["de", "du", "des"])
FOR_PEOPLE = r"(?:pour|comme)"
SHARES = r"(?:ceux|celles) (?:de|du|des|qui)\b"
WITHIN_NAME = r"(?:de|du|des|contre|sur)"
