"""English: words by which a text's language is told and its sentences are cut."""

import re

from ledger.reading.languages import word_set

COMMON_WORDS = word_set(
    """
    the and of to in on for with that by was were is are as at from its their this which both also will
    """
)
ABBREVIATIONS = word_set(
    """
    mr mrs ms dr amb hon prof gen gov sen rep st asst sec dep dir col lt jr sr no art arts vol vs etc
    inc ltd co jan feb mar apr jun jul aug sep sept oct nov dec h.e e.g i.e messrs rev maj capt cmdr ph
    esq
    """
)
OPENERS = word_set(
    """
    The This These That Those In On At During Both Each As It They We Mexico Colombia Brazil A An Also
    Finally Moreover Furthermore Following For From While With After Before Participants Delegations
    Discussions Topics Issues Representatives Heading Among Other His Her Their Its Today Yesterday
    """
)
STOP_WORDS = word_set(
    """
    a an the of and or to in on for by with from their its his her our at as into that this these those
    particularly including such human rights right be is are was were s
    """
)
GENERIC_WORDS = word_set(
    """
    prevent prevention preventive protect protection promote promotion eradicate eradication combat combating
    fight fighting counter countering reduce increase increased improve strengthen prosecuting
    respect shared common international national regional global situation issues developments strategies
    cooperation practices persons people groups organizations system experts remain remaining
    against
    """
)
STEMMER = "english"
TITLES = r"(?:statement|communiqu[eé]|release|readout|summary|dialogue|consultations)"
HUMAN_RIGHTS = "human rights"
NUMBERED = r"""(?x:
    # e.g. Pillar · Agenda item · Working Group
    Pillar|Cluster|Theme|Topic|Item|Agenda\ [Ii]tem|Session|Block|Basket|Point|Working\ Group
)"""
NEVER_LAST = r"(?:for|of|the|an?|and|or|to|in|on|with|by|from|at|as|that|which|their|its|including)"
LEADS_ON = r"""(?x:
    # e.g. (met) on · between · no.
    on|of|the|to|and|from|until|between|by|no\.
)"""
BEHIND_HYPHEN = r"(?:and|or|to)"
SINGULAR = (
    (re.compile(r"(?<=[a-z]{2}[^aeiou])ies$"), "y"),
    (re.compile(r"(?<=[a-z]{2}[^su])s$"), ""),
)
