"""Portuguese: words by which a text's language is told and its sentences are cut."""

import re

from ledger.reading.languages import word_set

COMMON_WORDS = word_set(
    """
    de que o do da dos das em e sobre entre no na os as não com uma pelo pela ao aos à são
    """
)
ABBREVIATIONS = word_set(
    """
    sr sra srs dr dra eng prof emb exmo exma gen cel cap d art arts n pág vol etc jan fev abr jun jul ago set out nov
    dez
    """
)
OPENERS = word_set(
    """
    O A Os As Um Uma Em No Na Ao Ambas Ambos Durante Por Para Com Como Cada Esta Este Também Além Finalmente Entre
    Sobre Seu Sua Hoje Ontem Participaram
    """
)
STOP_WORDS = word_set(
    """
    de a o os as e ou em no na ao à do da dos das para por com se um uma seu sua sobre como que direitos humanos
    """
)
GENERIC_WORDS = word_set(
    "prevenir prevenção proteger proteção promover promoção combate cooperação situação temas"
)
STEMMER = "portuguese"
TITLES = r"""(?x:
    # e.g. comunicado · declaração
    (?:comunicado|declaração|nota\ à\ imprensa|diálogo|consultas)
)"""
HUMAN_RIGHTS = "direitos humanos"
NUMBERED = r"""(?x:
    # e.g. Pilar · Grupo de Trabalho
    (?:Pilar|Eixo|Ponto|Tema|Sessão|Bloco|Grupo\ de\ [Tt]rabalho)
)"""
NEVER_LAST = r"""(?x:
    # e.g. de · uma
    (?:de|do|da|dos|das|os?|as?|e|ou|em|no|na|para|com|por|que|uma?)
)"""
LEADS_ON = r"(?:de|do|a|ao|e|entre)"
BEHIND_HYPHEN = r"(?:e|ou|nem|a)"
SINGULAR = ((re.compile(r"(?<=[a-z]{2}[aeo])s$"), ""),)
