"""Find the language of words that somebody typed without saying which it is: a note, the title of a document."""

from functools import lru_cache

from ledger.reading.guessing import shares_of_common_words
from ledger.vocabulary import Language

LEAST_SHARE = 0.12
"""Of all words, the least that are among the commonest of the language."""


@lru_cache(maxsize=4096)  # a report tells the same note in several places
def language_of(words: str) -> str:
    """Return the code of a language of the ledger; empty where the words are too few to tell it, or are in another."""
    shares = shares_of_common_words(words)
    ours = sorted(((shares.get(code.value, 0.0), code.value) for code in Language), reverse=True)
    (best, code), (second, _other) = ours[:2]
    return code if best >= max(LEAST_SHARE, *shares.values()) and best > second else ""
