"""What was done, the newest first: entries of the ledger, those of a batch as one deed, and changes of reference rows.

A page begins after a deed (keyset pagination). Deeds of one moment are told apart by their source and key.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import IsNull
from django.utils import timezone

from ledger.access import Person, visible_to
from ledger.models import (
    Agency,
    AgendaPoint,
    Delegate,
    Delegation,
    Dialogue,
    Entry,
    Event,
    Forum,
    Membership,
    Party,
    Round,
    RoundForum,
    SourceFile,
    Statement,
    Topic,
    TopicPhrase,
)
from ledger.models.entries import EntryQuerySet
from ledger.vocabulary import Act

LOGGED: tuple[type[Model], ...] = (
    Dialogue,
    Round,
    Statement,
    Delegation,
    Delegate,
    AgendaPoint,
    RoundForum,
    Event,
    Membership,
    Topic,
    TopicPhrase,
    Party,
    Agency,
    Forum,
    SourceFile,
)
"""The models of which a change log is kept, as sources of deeds: from 1 on, since 0 are the entries."""
ENTRIES = 0
ANY, BATCHES, CHANGES = "", "batch", "change"
"""Kinds beside the acts: of any kind, what was written together, and changes of reference rows."""


class Deed(NamedTuple):
    """A place in the list: the moment, the source, and the key of the first entry or of the row of the change log."""

    moment: datetime.datetime
    source: int
    key: int

    @property
    def order(self) -> tuple[float, int, int]:
        """The newest first."""
        return (-self.moment.timestamp(), self.source, -self.key)

    def __str__(self) -> str:
        return f"{self.moment.isoformat()}~{self.source}~{self.key}"


def deed_from(text: str) -> Deed:
    """Read a deed as an address names it. Raise ValueError or OverflowError for what names none."""
    moment, source, key = text.split("~")
    when, known, number = datetime.datetime.fromisoformat(moment), int(source), int(key)
    if when.tzinfo is None or known not in range(len(LOGGED) + 1) or not 0 < number < 2**63:
        raise ValueError(text)
    # In UTC, as databases differ in which offsets they take.
    return Deed(when.astimezone(datetime.UTC), known, number)


@dataclass(frozen=True)
class ActivityFilter:
    """Which deeds are listed, of those that ``user`` may see: by whom, in which dialogue, of which kind, on which day.

    ``person`` is an account's key, None for everybody. ``kind`` is an act, or one of the words above.
    """

    user: Person
    person: int | None = None
    dialogue: Dialogue | None = None
    kind: str = ANY
    day: datetime.date | None = None

    # --- What is listed

    @cached_property
    def entries(self) -> EntryQuerySet:
        """The entries."""
        rows: EntryQuerySet = visible_to(self.user, Entry.objects.order_by())
        if self.dialogue:
            rows = rows.filter(item__round__dialogue=self.dialogue)
        if self.person is not None:
            rows = rows.filter(author=self.person)
        if self.kind == BATCHES:
            rows = rows.filter(batch__isnull=False)
        elif self.kind:
            rows = rows.filter(act=self.kind) if self.kind in list(Act) else rows.none()
        return rows.filter(self._on_day("recorded_at"))

    def changes(self, model: type[Model]) -> "QuerySet[Any]":
        """Return the rows of a model's change log; those that all dialogues share belong to none."""
        logged = model.history.model  # type: ignore[attr-defined]
        rows: QuerySet[Any] = visible_to(self.user, logged.objects.order_by())
        if self.dialogue:
            rows = (
                rows.filter(**{logged.dialogue_path: self.dialogue.pk})
                if logged.dialogue_path
                else rows.none()
            )
        if self.person is not None:
            rows = rows.filter(history_user=self.person)
        if model is Round:
            rows = _without_openings(rows)
        return rows.filter(self._on_day("history_date"))

    def _on_day(self, column: str) -> Q:
        """Select what was recorded on the day, in the ledger's time zone."""
        if self.day is None:
            return Q()
        begins = timezone.make_aware(datetime.datetime.combine(self.day, datetime.time.min))
        following = self.day + datetime.timedelta(days=1)
        ends = timezone.make_aware(datetime.datetime.combine(following, datetime.time.min))
        return Q(**{f"{column}__gte": begins, f"{column}__lt": ends})

    # --- Page by page

    def page(self, after: Deed | None, size: int) -> tuple[list[Deed], bool]:
        """Return so many deeds that come after one, and whether there are others. Two queries."""
        found = [*self._written(after, size + 1), *self._changed(after, size + 1)]
        found.sort(key=lambda deed: deed.order)
        return found[:size], len(found) > size

    def _written(self, after: Deed | None, wanted: int) -> list[Deed]:
        """Return entries, of a batch the first of those that are listed."""
        earlier = self.entries.filter(batch=OuterRef("batch"), pk__lt=OuterRef("pk"))
        firsts = self.entries.filter(Q(batch=None) | ~Exists(earlier))
        rows = firsts.filter(_after(after, ENTRIES, "recorded_at", "pk")).order_by("-recorded_at", "-pk")
        return [Deed(moment, ENTRIES, key) for moment, key in rows.values_list("recorded_at", "pk")[:wanted]]

    def _changed(self, after: Deed | None, wanted: int) -> list[Deed]:
        if self.kind not in (ANY, CHANGES):
            return []
        logs = [
            self.changes(model)
            .filter(_after(after, source, "history_date", "history_id"))
            .annotate(source=Value(source))
            .values_list("history_date", "source", "history_id")
            for source, model in enumerate(LOGGED, 1)
        ]
        rows = logs[0].union(*logs[1:], all=True).order_by("-history_date", "source", "-history_id")
        return [Deed(*row) for row in rows[:wanted]]


def _without_openings(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Leave out of the rounds' change log what was logged, in earlier versions, for the counter of an item opened.

    Such a row differs from the one before it in the counter alone. A change by a person may come with a higher
    counter too: items were opened since the change before it.
    """
    logged = rows.model
    before = logged._default_manager.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    edited = [column for column in Round._meta.concrete_fields if column.editable]
    same = [Q(**{column.attname: OuterRef(column.attname)}) for column in edited if not column.null] + [
        Q(**{column.attname: OuterRef(column.attname)})
        | Q(IsNull(F(column.attname), True), IsNull(OuterRef(column.attname), True))
        for column in edited
        if column.null
    ]
    counted = logged._default_manager.filter(
        *same, history_id=OuterRef("before"), next_item_number__lt=OuterRef("next_item_number")
    )
    newest = Subquery(before.order_by("-history_id").values("history_id")[:1])
    without: QuerySet[Any] = rows.alias(before=newest).exclude(Exists(counted), history_type="~")
    return without


def _after(deed: Deed | None, source: int, moment: str, key: str) -> Q:
    """Select the rows of a source that come after a deed."""
    if deed is None:
        return Q()
    older, same = Q(**{f"{moment}__lt": deed.moment}), Q(**{moment: deed.moment})
    if source == deed.source:
        return older | (same & Q(**{f"{key}__lt": deed.key}))
    return older | same if source > deed.source else older
