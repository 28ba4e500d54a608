"""Rows of every kind but items that bear what somebody typed, as far as a person may see them.

Items are the list's own (``ItemFilterSet``), which has found the words already: what entries say and rest on is looked
for on these items alone, as it is among what the search of items looks at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from ledger.access import Person, visible_to
from ledger.filters.offered import Choices
from ledger.models import (
    Agency,
    Delegate,
    Dialogue,
    Entry,
    EntryText,
    Evidence,
    Forum,
    Party,
    Round,
    SourceFile,
    Statement,
    Topic,
)
from ledger.models.search import WordSearch, fold, topics_named

M = TypeVar("M", bound=Model)

MOST_ROWS = 100
"""So many rows of a kind are found at most: further words narrow them."""
NEWEST_ENTRIES = 5_000
"""Where a word is on too many items to name them, it is looked for in so many of the newest entries."""
SAID = Q(part__in=("note", "source", "quote"))
"""The texts of an entry that are looked at, as in the search of items; evidence's are beside them."""
ROUND_NAMES = ("round", "ronda")
"""What "round" is called: as a word beside a number it narrows nothing."""
WORTH_LOOKING = 2
"""A word of fewer letters begins nearly every text."""


@dataclass(frozen=True)
class FoundRows:
    """The first rows of a kind, and how many there are; ``is_more``: more than were counted."""

    rows: list[Any]
    count: int
    is_more: bool


def is_too_short(search: WordSearch) -> bool:
    """Tell whether nothing was typed that is worth looking for: no reference, no number and no word of two letters."""
    words = search.plain_words
    return not search.asked and not any(len(word) >= WORTH_LOOKING or word.isdecimal() for word in words)


class RowSearch:
    """What somebody typed, looked for in rows of each kind. Every word begins a word of the row, somewhere."""

    def __init__(
        self, search: WordSearch, user: Person, dialogues: Sequence[Dialogue], items: set[int] | None
    ) -> None:
        """Take the person with their ``dialogues``, and the keys of ``items`` that were found; None for too many."""
        self.user, self.dialogues, self.items = user, dialogues, items
        self.search, self.words = search, search.plain_words

    # --- What all dialogues share

    def topics(self, size: int) -> FoundRows:
        """Find topics by name or by any phrase, merged ones too."""
        rows = Topic.objects.select_related("merged_into").prefetch_related("phrases")
        for word in self.words:
            rows = rows.filter(pk__in=topics_named(word).values("pk"))
        return self._first(rows.order_by("slug"), size)

    def agencies(self, size: int) -> FoundRows:
        """Find agencies of the parties to the person's dialogues, as the filter of the items' list offers them."""
        parties = Party.objects.filter(dialogues__in=self.dialogues).values("pk")
        rows = Agency.objects.filter(party__in=parties).select_related("party")
        return self._first(self._bearing(rows.order_by("party__code", "code"), *_NAMED), size)

    def forums(self, size: int) -> FoundRows:
        return self._first(self._bearing(Forum.objects.order_by("code"), *_NAMED), size)

    # --- What belongs to a dialogue

    def rounds(self, size: int) -> FoundRows:
        """Find rounds by code and number ("USMX-7", "round 7"), title, place, year, and their dialogue's name."""
        rows = Round.objects.select_related("dialogue")
        for word in self.search.words:
            rows = rows.filter(_of_round(word))
        return self._first(rows.order_by("dialogue__code", "-number"), size)

    def delegates(self, size: int) -> FoundRows:
        """Find those who came to rounds, by name and office, as we read them or as they are written."""
        columns = ("name", "name_as_written", "office", "office_es", "office_as_written", "agency_as_written")
        rows = Delegate.objects.select_related("delegation__round__dialogue", "delegation__party", "agency")
        return self._first(
            self._bearing(rows.order_by("name", "-delegation__round__starts_on", "pk"), *columns), size
        )

    def named(self, choices: Choices) -> list[tuple[str, str]]:
        """Return those of a filter's choices in whose label all words begin."""
        if not self.words:
            return []
        return [
            (key, str(label))
            for key, label in choices
            if all(f" {word}" in fold(str(label)) for word in self.words)
        ]

    def statements(self, size: int) -> FoundRows:
        """Find statements by title and text; the texts of those alone that are shown are read."""
        rows = Statement.objects.select_related("round__dialogue")
        found = self._bearing(rows.order_by("round__dialogue__code", "-round__number", "pk"), "title", "text")
        return self._by_keys(found, size)

    def files(self, size: int) -> FoundRows:
        """Find files on rounds and statements by title and name, withdrawn ones too."""
        rows = SourceFile.objects.filter(redacted_at=None).select_related("round__dialogue", "statement")
        rows = rows.order_by("round__dialogue__code", "-round__number", "pk")
        return self._first(self._bearing(rows, "title", "file_name"), size)

    def entries(self, size: int) -> FoundRows:
        """Find entries by note, source and quoted words, the newest first."""
        rows = Entry.objects.select_related("item", "speaker", "about", "author", "corrected_by")
        said = EntryText.objects.filter(SAID, entry=OuterRef("pk"))
        found = self._on_items(rows.prefetch_related("texts"), said, item="item", entry="pk")
        return self._by_keys(found, size, is_more=self._is_cut)

    def evidence(self, size: int) -> FoundRows:
        """Find evidence by title, issuer, quoted words, link and file name, the newest first."""
        rows = Evidence.objects.select_related("entry__item", "entry__corrected_by")
        begins = Concat(Value("evidence."), Cast(OuterRef("position"), CharField()), Value("."))
        named = EntryText.objects.filter(entry=OuterRef("entry"), part__startswith=begins)
        found = self._on_items(
            rows.prefetch_related("entry__texts"), named, item="entry__item", entry="entry"
        )
        return self._by_keys(found, size, is_more=self._is_cut)

    @property
    def _is_cut(self) -> bool:
        """Whether older entries were not looked at."""
        if self.items is not None:
            return False
        newest = visible_to(self.user, Entry.objects.order_by("-pk"))
        return newest[NEWEST_ENTRIES : NEWEST_ENTRIES + 1].exists()

    # --- How they are found

    def _bearing(self, rows: "QuerySet[M]", *columns: str) -> "QuerySet[M]":
        for word in self.words:
            rows = rows.filter(_in_any(columns, word))
        return rows

    def _on_items(
        self, rows: "QuerySet[M]", texts: "QuerySet[EntryText]", *, item: str, entry: str
    ) -> "QuerySet[M]":
        """Return the rows whose texts bear all words, on the items that were found, or among the newest entries.

        ``item`` and ``entry`` are how a row leads to them.
        """
        if self.items is not None:
            rows = rows.filter(**{f"{item}__pk__among": self.items})
        else:
            newest = visible_to(self.user, Entry.objects.order_by("-pk")).values("pk")[:NEWEST_ENTRIES]
            rows = rows.filter(**{f"{entry}__in": newest})
        for word in self.words:
            rows = rows.filter(Exists(texts.filter(text__has_word=word)))
        return rows.order_by("-pk")

    def _first(self, rows: "QuerySet[M]", size: int) -> FoundRows:
        """Read the rows in one query; nothing where no word was typed."""
        found = list(visible_to(self.user, rows)[: MOST_ROWS + 1]) if self.words else []
        return FoundRows(found[: min(size, MOST_ROWS)], min(len(found), MOST_ROWS), len(found) > MOST_ROWS)

    def _by_keys(self, rows: "QuerySet[Any]", size: int, *, is_more: bool = False) -> FoundRows:
        """Do the same for rows with long texts, of which the keys are counted and the first are read."""
        if not self.words:
            return FoundRows([], 0, is_more=False)
        seen = visible_to(self.user, rows)
        keys = list(seen.values_list("pk", flat=True)[: MOST_ROWS + 1])
        shown = keys[: min(size, MOST_ROWS)]
        by_key = {row.pk: row for row in seen.filter(pk__in=shown)} if shown else {}
        found = [by_key[key] for key in shown if key in by_key]
        return FoundRows(found, min(len(keys), MOST_ROWS), is_more or len(keys) > MOST_ROWS)


_NAMED = ("name_en", "name_es", "acronym_en", "acronym_es", "code")


def _in_any(columns: Iterable[str], word: str) -> Q:
    return reduce(or_, (Q(**{f"{column}__has_word": word}) for column in columns))


def _of_round(word: str) -> Q:
    """Say which rounds a word means: "usmx", "usmx-7", "7", "2015", "washington"."""
    code, dash, number = word.rpartition("-")
    if dash:
        return Q(dialogue__code__iexact=code, number=int(number))
    if len(word) > WORTH_LOOKING and any(name.startswith(word) for name in ROUND_NAMES):
        return Q(pk__isnull=False)
    columns: Sequence[str] = (
        "title",
        "city",
        "city_es",
        "venue",
        "venue_es",
        "dialogue__name_en",
        "dialogue__name_es",
    )
    found = _in_any(columns, word) | Q(dialogue__code__istartswith=word)
    if word.isdecimal() and len(word) <= 6:
        year = int(word)
        found |= Q(number=year)
        if MINYEAR <= year <= MAXYEAR:  # Django has no bounds for the year 0
            found |= Q(starts_on__year=year)
    return found
