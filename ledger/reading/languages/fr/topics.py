"""French: words that name subjects of human-rights dialogues, and words that name none."""

from ledger.reading.languages import word_set

SUBJECTS = r"""(?x:
    # e.g. torture · liberté d'expression · peine de mort
    \b
    (?:
        tortur|mauvais\ traitements|dispar(?:u|iti)|migra|réfugi|asile|polic|maintien\ de\ l'ordre|usage\ de\ la\ force
        |détention|détenu|prison|pénitenti|carcéra|peine\ de\ mort|peine\ capitale|exécutions|consulaire
        |libertés?\ (?:de|d')|expression|presse\b|médias|journalis|défenseur|société\ civile|espace\ civique|femmes?\b
        |genre\b|féminis|féminicid|réforme|assassinat|homicid|filles\b|enfan|jeunes|mineurs\b|handicap|autochtone
        |afro|ethni|minorit|racis|racial|discrimina|xénophob|intoléran|haine|lgbt|sexuel|religi|croyance|conviction
        |justice|judiciaire|juges?\b|magistrat|impunité|reddition\ de\ comptes|état\ de\ droit|corrup|transparen
        |gouvernance|démocra|élect|paix\b|conflit|transition|victime|répara|violen|traite\b|esclav|forcé|travail
        |syndica|entreprise|diligence|environnement|clima|foncier|terres\b|logement|eau\b|santé|éducati|pauvreté
        |inégalit|économique|social|culturel|droit\ au\ développement|durable|2030|sécurité|terroris|extrémis|drogue
        |stupéfiant|crime|criminel|pénal|armes\b|frontièr|internet|numérique|vie\ privée|artificielle|technolog
        |surveillance|humanitaire|(?:enceintes|instances|organisations)\ multilatérales|coopération\ multilatérale
        |ratifi|instruments|traités|convention|examen\ périodique|procédures\ spéciales|médiateur|personnes\ âgées
        |antisémit|mémoire|vérité|militaire|gouvernement\ ouvert|accès\ à\ l'information|vulnérab|famille|déplac
        |apatrid|nationalité|manifesta|rassemblement|aide\ juridictionnelle|génocide|atrocit
    )
)"""
GENERIC = word_set(
    """
    droits droit homme humain humains personne question questions sujet sujets thème thèmes matière situation
    situations agenda intérêt intérêts mutuel mutuels commun communs commune communes partagé partagés bilatéral
    bilatérales bilatéraux multilatéral multilatérales multilatéraux régional régionales régionaux mondial mondiale
    mondiaux international internationale internationaux internationales large gamme série ensemble divers diverses
    différents plusieurs nombreux récents récente récentes récent dernier derniers dernière dernières nouveaux
    développements évolution évolutions progrès avancées défi défis préoccupations préoccupation stratégies principal
    principaux principales priorité priorités prioritaires pertinents importants importantes actuels actuelles
    promotion protection promouvoir protéger respect domaine domaines national nationale nationaux deux parties pays
    leur leurs son sa ses le la les l un une de du des d et en à a au aux pour par avec sur dans comme que qui autre
    autres entre eux ainsi également depuis européen européenne meilleure trois quatre cinq six blocs piliers axes
    sessions volets caractère contexte rencontre réunion dialogue suivants respectif respectifs chaque en_suspens
    niveau niveaux actions mesures politique politiques franc francs ouvert ouverts constructif constructifs objectifs
    objectif coopération europe afrique amériques région régions délégation délégations vues échange échanges points
    vue type types toutes tous tout bonnes pratiques expériences ce cette ces relations
    """
)
