"""Find which topic of the taxonomy a wording names, and which earlier item it seems to continue.

Words are compared by their stems (Snowball); earlier items by rapidfuzz's token set ratio, from 0 to 100.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

import snowballstemmer
from rapidfuzz import fuzz

from ledger.reading.languages import Wording, wordings
from ledger.reading.shapes import EarlierItem, Reading, TopicPhrases

LEAST_SCORE = 60
"""Below this, two wordings have nothing to do with each other."""
LEAST_SHARE = 0.6
"""Of a phrase's telling letters, by two words at least: a wording that holds fewer does not name it."""
LEAST_SCORE_OF_SAME_TOPIC = 45
SCORE_FOR_SAME_KIND = 10

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)


@lru_cache(maxsize=20_000)
def _stem(word: str, algorithm: str) -> str:
    stem: str = _stemmer(algorithm).stemWord(word)
    return stem


def stems(text: str, wording: Wording) -> str:
    """Return the stems of the words that say something, in their order."""
    words = (word.lower() for word in _WORD.findall(text))
    return " ".join(
        _stem(word, wording.words.stemmer) for word in words if word not in wording.words.stop_words
    )


class Taxonomy:
    """Topics whose phrases are looked for in wordings of a language.

    A phrase is named by the words that tell it from others: of "prevent torture" by "torture". Words that go with any
    subject (``wording.words.generic_words``) name none, unless a phrase has no others.
    """

    def __init__(self, topics: Sequence[TopicPhrases], wording: Wording) -> None:
        self.wording = wording
        self.generic = frozenset(_stem(word, wording.words.stemmer) for word in wording.words.generic_words)
        self.phrases = [
            (words, topic.slug)
            for topic in topics
            for phrase in topic.phrases
            if (words := self._telling(stems(phrase, wording).split()))
        ]

    def topic_of(self, text: str, *, lead: str = "") -> str | None:
        """Return the slug of the topic that a wording names best, or None. Of equals, the longest phrase.

        ``lead`` is what leads the wording's paragraph: a topic that it names goes before one that the wording names in
        part.
        """
        share, topic = self._best(text)
        if lead and share < 1:
            led_share, led = self._best(lead)
            topic = led if led_share == 1 else topic
        return topic

    def _best(self, text: str) -> tuple[float, str | None]:
        """Return how much of its best phrase a wording holds, from 0 to 1, and the phrase's topic."""
        there = set(stems(text, self.wording).split())
        best: tuple[float, int, int] = (0, 0, 0)
        topic = None
        for words, slug in self.phrases:
            length = sum(map(len, words))
            said = words & there
            share = sum(map(len, said)) / length
            found = share, len(words), length
            if (share == 1 or (share >= LEAST_SHARE and len(said) > 1)) and found > best:
                best, topic = found, slug
        return best[0], topic

    def _telling(self, words: list[str]) -> frozenset[str]:
        return frozenset(words) - self.generic or frozenset(words)


def compared(
    reading: Reading, topics: Iterable[TopicPhrases], earlier: Sequence[EarlierItem] = ()
) -> Reading:
    """Return a reading whose proposals say which topic they name, and which earlier item they seem to continue."""
    wording = wordings()[reading.language]
    taxonomy = Taxonomy(list(topics), wording)
    if not (taxonomy.phrases or earlier):
        return reading
    rows = []
    for row in reading.proposals:
        topic = taxonomy.topic_of(row.wording, lead=reading.text[slice(*row.lead)])
        before = continued(row.wording, row.kind, topic, earlier, wording) if earlier else None
        rows.append(replace(row, topic=topic, continues=before))
    return replace(reading, proposals=tuple(rows))


def continued(
    text: str, kind: str, topic: str | None, earlier: Sequence[EarlierItem], wording: Wording
) -> str | None:
    """Return the reference of the earlier item that a wording seems to continue, or None."""
    best: tuple[float, str] | None = None
    own = stems(text, wording)
    for item in earlier:
        is_same_topic = topic is not None and item.topic == topic
        if item.topic and topic and not is_same_topic:
            continue
        score = fuzz.token_set_ratio(own, stems(item.wording, wording))
        if score < (LEAST_SCORE_OF_SAME_TOPIC if is_same_topic else LEAST_SCORE):
            continue
        score += SCORE_FOR_SAME_KIND * (item.kind == kind)
        if best is None or score > best[0]:
            best = (score, item.ref)
    return best[1] if best else None
