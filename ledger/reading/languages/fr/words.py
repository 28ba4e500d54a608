"""French: words by which a text's language is told and its sentences are cut."""

import re

from ledger.reading.languages import word_set

COMMON_WORDS = word_set(
    """
    de la le les un en des et dans pour avec sur est du au aux une par ont ce qui cette leur
    """
)
ABBREVIATIONS = word_set(
    """
    m mm mme mmes mlle me dr pr prof amb gén col cap lt s.e st ste art arts no nos vol p pp etc cf janv févr avr
    juil sept oct nov déc
    """
)
OPENERS = word_set(
    """
    Le La Les L Un Une En Au Aux Ce Cette Ces Cet Durant Pendant Lors Pour Par Avec Comme Chaque Elle Elles Il Ils
    Parmi Entre Sur Enfin Aussi Ainsi Également Outre Son Sa Ses Leur Leurs Nous Des Du À Ont Hier
    """
)
STOP_WORDS = word_set(
    """
    de la le les l un une et ou en au aux à du des d pour par avec sur dans son sa ses leur leurs que qu qui comme
    entre ainsi droits homme humains
    """
)
GENERIC_WORDS = word_set(
    """
    prévenir prévention protéger protection promouvoir promotion éliminer élimination combattre lutte réduire
    augmenter améliorer renforcer renforcement respect partagé commun international internationaux nationale
    régional mondial situation questions sujets stratégies coopération pratiques personnes groupes organisations
    système mécanisme mécanismes contre
    """
)
STEMMER = "french"
TITLES = r"""(?x:
    # e.g. communiqué · déclaration
    (?:communiqué|déclaration|dialogue|consultations|relevé|compte\ rendu)
)"""
HUMAN_RIGHTS = "droits de l'homme"
NUMBERED = r"""(?x:
    # e.g. Pilier · Point · Groupe de travail
    Pilier|Axe|Point|Thème|Séance|Bloc|Volet|Chapitre|Groupe\ de\ [Tt]ravail
)"""
NEVER_LAST = r"""(?x:
    # e.g. de · leurs
    (?:de|du|des|le|la|les|et|ou|en|pour|avec|par|que|une?|leurs?|sur|contre|dans|au|aux)
)"""
LEADS_ON = r"(?:le|les|du|au|et|entre|de)"
BEHIND_HYPHEN = r"(?:et|ou|ni|à)"
SINGULAR = (
    (re.compile(r"(?<=[a-z]{2})(?:es|s|x)$"), ""),
    (re.compile(r"(?<=[a-z]{3})e$"), ""),
)
