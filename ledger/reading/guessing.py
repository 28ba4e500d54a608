"""Guess which language a text is in, by its commonest words."""

import re

from ledger.reading.languages import wordings

_WORD = re.compile(r"\b[^\W\d_]+\b")
_ENOUGH_CHARACTERS = 20_000
_LEAST_SHARE_OF_COMMON_WORDS = 0.12
"""Of all words, the least that are among the commonest of its language in running text."""

# Neighbours of the languages that the reader knows: they share words with them, so they are told apart by name.
_OTHERS = {
    "it": "il di che della dei delle per con nel nella gli sono al alla dal e ha",
    "de": "der die das und den dem des mit für von zu im ist auf eine über ein",
    "ca": "els les dels amb per als que va i van una aquest aquesta",
}


def guess_language(plain: str) -> tuple[str | None, float]:
    """Return the code of a text's language, None where it is not known, and its share of common words."""
    shares = shares_of_common_words(plain)
    best = max(shares, key=lambda code: shares[code])
    return (best if shares[best] >= _LEAST_SHARE_OF_COMMON_WORDS and best in wordings() else None), shares[
        best
    ]


def shares_of_common_words(plain: str) -> dict[str, float]:
    """Return which share of a text's words are among the commonest of each language, by its code."""
    words = [word.lower() for word in _WORD.findall(plain[:_ENOUGH_CHARACTERS])]
    common = {code: wording.words.common_words for code, wording in wordings().items()}
    common |= {code: frozenset(text.split()) for code, text in _OTHERS.items()}
    return {code: sum(word in known for word in words) / max(1, len(words)) for code, known in common.items()}
