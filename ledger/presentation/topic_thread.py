"""The thread of a topic: what each round made of it, in which words, and which rounds kept silent."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Prefetch
from django.utils import translation

from ledger.models import Entry, Item, Passage, Round, Topic
from ledger.models.items import ItemQuerySet
from ledger.presentation import word_changes
from ledger.presentation.item_words import summary
from ledger.presentation.word_changes import ChangedWords
from ledger.vocabulary import RoundState

CLOSE = 0.6
"""How much two wordings of neighbouring rounds have in common before one is taken for the other's successor."""


class State(StrEnum):
    """The state in which a round left a topic."""

    RAISED = "raised"
    NARROWER = "narrower"  # only topics under it were taken up
    DROPPED = "dropped"  # not taken up, something was open, and nothing was recorded since
    PASSED = "passed"  # not taken up, but the ledger has gone on
    RETURNED = "returned"  # not taken up; a later round did
    CLOSED = "closed"  # not taken up; whatever there was is closed
    UNREAD = "unread"  # nothing of the round is in the ledger: nobody knows
    PLANNED = "planned"
    AGENDA = "agenda"  # planned, and on the agenda


class Continuity(StrEnum):
    """The relation of an item's words to those of earlier rounds."""

    FIRST = "first"
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    OTHER = "other"  # too little in common to be marked
    UNCOMPARED = "uncompared"  # a statement's words on one side, ours on the other


@dataclass(frozen=True)
class Words:
    """A wording, its language, and whether it is a statement's own."""

    text: str
    language: str
    is_quoted: bool


@dataclass
class ThreadItem:
    """An item in the thread: its words, what they follow, and the newest entries on it."""

    item: Item
    words: Words
    link: Continuity
    before: Item | None = None
    stretches: list[ChangedWords] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def ours(self) -> Words | None:
        """Our summary in the language of the page, where the statement's words are in another one."""
        text, language = summary(self.item)
        page = translation.get_language() or "en"
        if self.words.is_quoted and self.words.language != page == language and text:
            return Words(text, language, is_quoted=False)
        return None

    @property
    def kind_changed(self) -> bool:
        """Whether the item before was of another kind."""
        old = self.before
        return old is not None and (old.kind, old.agreed_as) != (self.item.kind, self.item.agreed_as)


@dataclass
class Turn:
    """A round of the thread; ``more`` counts items that are not shown, ``narrower`` topics that it took up."""

    round: Round
    state: State
    said: list[ThreadItem] = field(default_factory=list)
    more: int = 0
    narrower: list[Topic] = field(default_factory=list)


def with_words(items: ItemQuerySet) -> ItemQuerySet:
    """Select items with all their passages; statements' whole texts stay behind."""
    passages = Passage.objects.select_related("statement").defer("statement__text")
    return (
        items.select_related("passage__statement")
        .defer("passage__statement__text")
        .prefetch_related(Prefetch("other_passages", passages))
    )


# --- Words beside each other


def wordings(item: Item) -> list[Words]:
    """Return all wordings of an item, in the order in which a page prefers them: the statement's, in its own
    language.
    """
    page = translation.get_language() or "en"
    cited = [item.passage] if item.passage else []
    cited += item.other_passages.all()
    found = [Words(passage.quote, passage.statement.language, is_quoted=True) for passage in cited]
    if not found:
        ours = {"en": item.summary_en, "es": item.summary_es}
        found = [Words(text, code, is_quoted=False) for code, text in ours.items() if text]
    return sorted(found, key=lambda one: one.language != page)


WordingsOf = Callable[[Item], list[Words]]


def kept_wordings() -> WordingsOf:
    """Work out the wordings of each item once: a thread compares it with every item of the round before."""
    kept: dict[int, list[Words]] = {}

    def of(item: Item) -> list[Words]:
        if item.pk not in kept:
            kept[item.pk] = wordings(item)
        return kept[item.pk]

    return of


def comparable(said: list[Words], before: list[Words]) -> tuple[Words, Words] | None:
    """Pair wordings of both in one language, both a statement's own or both ours; None where there are none."""
    earlier = {(wording.language, wording.is_quoted): wording for wording in before}
    for wording in said:
        if other := earlier.get((wording.language, wording.is_quoted)):
            return wording, other
    return None


def said_of(
    item: Item, earlier: Sequence[Item], continued: Item | None, wordings_of: WordingsOf = wordings
) -> ThreadItem:
    """Return an item beside what it continues, else beside the words of the round before that are most like its own.

    ``earlier`` are the items on the topic in the last round before that took it up.
    """
    words = next(iter(wordings_of(item)), Words("", "en", is_quoted=False))
    before = continued or _most_like(item, earlier, wordings_of)
    if before is None:
        return ThreadItem(item, words, Continuity.NEW if earlier else Continuity.FIRST)
    pair = comparable(wordings_of(item), wordings_of(before))
    if pair is None:
        return ThreadItem(item, words, Continuity.UNCOMPARED, before)
    new, old = pair[0], pair[1].text
    if word_changes.are_same(old, new.text):
        return ThreadItem(item, new, Continuity.SAME, before)
    if word_changes.likeness(old, new.text) < word_changes.ALIKE:
        return ThreadItem(item, new, Continuity.OTHER, before)
    return ThreadItem(item, new, Continuity.CHANGED, before, word_changes.changes(old, new.text))


def _most_like(item: Item, last: Sequence[Item], wordings_of: WordingsOf) -> Item | None:
    """Return the one of some items whose words are close enough to these."""
    said = wordings_of(item)
    found = [
        (word_changes.likeness(pair[1].text, pair[0].text, least=CLOSE), earlier)
        for earlier in last
        if (pair := comparable(said, wordings_of(earlier)))
    ]
    best = max(found, key=lambda one: one[0], default=(0.0, None))
    return best[1] if best[0] >= CLOSE else None


# --- Rounds


@dataclass(frozen=True)
class Known:
    """The facts of a dialogue's rounds and a topic beside the items shown. Rounds by their numbers."""

    raised: set[int]
    """Rounds that took the topic up, shown or not."""
    read: set[int]
    """Rounds of which the ledger holds items."""
    on_agenda: set[int]
    """Planned rounds that are to take it up."""
    narrower: dict[int, list[Topic]]
    """Topics under it that a round took up."""
    open_before: set[int]
    """Rounds at which something on the topic was open that an earlier one had raised."""
    newest_on: datetime.date | None
    """The day of the newest entry on any item of the topic."""


def state_of(round: Round, known: Known) -> State | None:
    """Return what a round made of a topic; None for a silent one before the first mention."""
    number = round.number
    if number in known.raised:
        return State.RAISED
    if round.state is RoundState.PLANNED:
        return State.AGENDA if number in known.on_agenda else State.PLANNED
    if number in known.narrower:
        return State.NARROWER
    if not any(raised_in < number for raised_in in known.raised):
        return None
    return _silence(round, known)


def _silence(round: Round, known: Known) -> State:
    """Return what it means that a held round did not take up what an earlier one had raised."""
    number = round.number
    if number not in known.read:
        return State.UNREAD
    if any(raised_in > number for raised_in in known.raised):
        return State.RETURNED
    if number not in known.open_before:
        return State.CLOSED
    has_gone_on = known.newest_on and round.starts_on and known.newest_on >= round.starts_on
    return State.PASSED if has_gone_on else State.DROPPED


def thread(
    rounds: Sequence[Round], items: Iterable[Item], continued: dict[int, Item], known: Known, shown: int
) -> list[Turn]:
    """Return the turns of some rounds, newest first; at most ``shown`` items of each. Asks nothing of the database.

    ``items`` are those of the rounds and of the earlier one with which the first of them is compared, by round and
    number; ``continued`` are the items that they continue, by primary key.
    """
    by_round: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_round[item.round.number].append(item)
    turns: list[Turn] = []
    wordings_of = kept_wordings()
    for round in sorted(rounds, key=lambda round: round.number):
        state = state_of(round, known)
        if state is None:
            continue
        found = by_round.get(round.number, [])
        before = max((number for number in by_round if number < round.number), default=0)
        said = [
            said_of(item, by_round.get(before, []), continued.get(item.continues_id or 0), wordings_of)
            for item in found[:shown]
        ]
        turns.append(Turn(round, state, said, narrower=known.narrower.get(round.number, [])))
    return turns[::-1]
