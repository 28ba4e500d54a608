"""Pair words of a language with words of another that say the same: by topic, parties, figures, names and order.

Pure functions over ``Told``. Pairs that are not sure are left out: a person pairs those.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.reading.languages import wordings
from ledger.reading.parties import mask_parties
from ledger.vocabulary import Kind, is_commitment

SAME_TOPIC, OTHER_TOPIC = 3.0, -3.0
SAME_KIND, OTHER_FORCE, OTHER_KIND = 1.0, -1.5, -0.5
SAME_PARTIES, OTHER_PARTIES = 1.0, -2.0
SAME_FORUM = 2.0
SAME_FIGURES, OTHER_FIGURES, FIGURES_ON_ONE_SIDE = 3.0, -2.0, -1.0
SAME_NAME, MOST_NAMES = 1.5, 2
SAME_WORDS, FEW_SAME_WORDS = 3.0, 1.0
MANY_WORDS = 0.6
"""Of the words that say something, the share written alike that speaks for the pair by itself."""
DISTANCE = 2.0
"""What a pair loses that stands at the beginning here and at the end there."""
ENOUGH = 3.0
MARGIN = 1.0
"""By so much a pair must agree better than what else either of the two could be paired with."""
_STEM_CHARACTERS = 5

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d{1,12}(?:[.,\u00a0 ]\d{3}(?!\d)){0,4}")
_APART = re.compile(r"[.,\u00a0 ]")
_CION = re.compile(r"ti(?=[aeo])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a proposal or an item says, as far as another language says the same.

    ``parties`` come with what they are in it ("owed_by MEX"); what is not known is empty.
    """

    words: str
    language: str
    kind: str
    agreed_as: str = ""
    topics: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    forums: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Compared:
    """What can be compared of ``told``: figures, names, the beginnings of words, and its place from 0 to 1."""

    told: Told
    figures: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    place: float


def sure_pairs(here: Sequence[Told], there: Sequence[Told]) -> dict[int, int]:
    """Find the pairs (place here, place there) of which one can be sure, each place in one pair at most."""
    ours, theirs = _marks(here), _marks(there)
    rare = _rareness([*ours, *theirs])
    scores = [[_alike(marks, other, rare) for other in theirs] for marks in ours]
    ranked = sorted(
        (-score, at, to) for at, row in enumerate(scores) for to, score in enumerate(row) if score >= ENOUGH
    )
    found: dict[int, int] = {}
    held: dict[int, int] = {}
    for _score, at, to in ranked:
        if at not in found and to not in held:
            found[at], held[to] = to, at
    return {at: to for at, to in found.items() if _is_sure(at, to, scores, found, held)}


def _is_sure(
    at: int, to: int, scores: Sequence[Sequence[float]], found: dict[int, int], held: dict[int, int]
) -> bool:
    """Tell whether nothing else that is free, or is worse paired, agrees nearly as well with either of the two."""
    least = scores[at][to] - MARGIN
    rivals_there = [
        other
        for other, score in enumerate(scores[at])
        if other != to and score > least and (other not in held or scores[held[other]][other] < score)
    ]
    rivals_here = [
        other
        for other, row in enumerate(scores)
        if other != at and row[to] > least and (other not in found or row[found[other]] < row[to])
    ]
    return not rivals_there and not rivals_here


def _alike(here: _Compared, other: _Compared, rare: dict[str, float]) -> float:
    """Weigh how well two agree; what is not known of either speaks neither for nor against them."""
    return (
        _shared(here.told.topics, other.told.topics, SAME_TOPIC, OTHER_TOPIC)
        + _kinds(here.told, other.told)
        + _parties(here.told.parties, other.told.parties)
        + SAME_FORUM * bool(here.told.forums & other.told.forums)
        + _figures(here.figures, other.figures)
        + SAME_NAME * min(MOST_NAMES, len(here.names & other.names))
        + _written_alike(here.words, other.words, rare)
        - DISTANCE * abs(here.place - other.place)
    )


def _shared(here: frozenset[str], other: frozenset[str], same: float, differing: float) -> float:
    return 0.0 if not here or not other else same if here & other else differing


def _kinds(here: Told, other: Told) -> float:
    if here.kind == other.kind:
        return SAME_KIND
    binds = {is_commitment(Kind(told.kind), told.agreed_as or None) for told in (here, other)}
    return OTHER_KIND if len(binds) == 1 else OTHER_FORCE


def _parties(here: frozenset[str], other: frozenset[str]) -> float:
    return SAME_PARTIES if here and here == other else _shared(here, other, 0.0, OTHER_PARTIES)


def _figures(here: frozenset[str], other: frozenset[str]) -> float:
    if not here and not other:
        return 0.0
    if not here or not other:
        return FIGURES_ON_ONE_SIDE
    return SAME_FIGURES * len(here & other) / len(here | other) if here & other else OTHER_FIGURES


def _written_alike(here: frozenset[str], other: frozenset[str], rare: dict[str, float]) -> float:
    """Weigh words of the same beginning, the rarer the more: "notification" and "notificación"."""
    weights = [sum(rare[word] for word in words) for words in (here & other, here, other)]
    if not weights[0]:
        return 0.0
    share = weights[0] / min(weights[1:])
    return (SAME_WORDS if share >= MANY_WORDS else FEW_SAME_WORDS) * share


# --- What is compared


def _marks(some: Sequence[Told]) -> list[_Compared]:
    return [
        _Compared(
            told,
            figures_in(told.words, told.language),
            names_in(told.words, told.language),
            beginnings_in(told.words, told.language),
            (at + 0.5) / len(some),
        )
        for at, told in enumerate(some)
    ]


def _rareness(some: Sequence[_Compared]) -> dict[str, float]:
    counts = Counter(word for marks in some for word in marks.words)
    return {word: 1 / count for word, count in counts.items()}


def figures_in(words: str, language: str) -> frozenset[str]:
    """Return the numbers of some words without what parts their thousands; months and numbers in words as figures."""
    found = {_APART.sub("", figure[0]) for figure in _FIGURE.finditer(words)}
    if (wording := wordings().get(language)) is None:
        return frozenset(found)
    named = {name: f"month {number}" for name, number in wording.days.months.items()}
    # "One" is an article in most languages.
    named |= {word: str(number) for word, number in wording.days.number_words.items() if number > 1}
    said = {word.lower() for word in _WORD.findall(words)}
    return frozenset(found | {number for word, number in named.items() if word in said})


def names_in(words: str, language: str) -> frozenset[str]:
    """Return the capitalised words behind the first, without parties and months: languages write names alike."""
    wording = wordings().get(language)
    if wording is None:
        return frozenset()
    found = _WORD.findall(mask_parties(words, wording).text)[1:]
    return frozenset(
        _plain(word)
        for word in found
        if word[0].isupper() and len(word) > 2 and word.lower() not in wording.days.months
    )


def beginnings_in(words: str, language: str) -> frozenset[str]:
    """Return the beginnings of the words that say something, as languages of Latin descent write them alike."""
    wording = wordings().get(language)
    silent = wording.words.stop_words if wording else frozenset()
    found = (
        word for word in _WORD.findall(words.lower()) if len(word) >= _STEM_CHARACTERS and word not in silent
    )
    return frozenset(_CION.sub("ci", _plain(word))[:_STEM_CHARACTERS] for word in found)


def _plain(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
