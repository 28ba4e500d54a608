"""Find where items stand, on a past day and now, by our office's word or the newest in any voice, and count them.

The items' list and the dashboard ask here; tests hold the answers to those of ``Entry.objects.as_of`` and the reports.
An item counts from the day of its opening on. A day is asked about by what is recorded now, unless ``known_at`` says
otherwise: so an item's own columns give its kind and topics, and its status too where that was last said by the day.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Aggregate,
    Case,
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Greatest, Lag
from django.db.models.lookups import LessThanOrEqual
from django.db.models.sql.compiler import SQLCompiler

from ledger.models.entries import Entry, EntryQuerySet
from ledger.models.fields import WordField
from ledger.models.history import KnownItem, items_known
from ledger.models.item_links import ItemTopic
from ledger.models.items import Item, ItemQuerySet
from ledger.models.parties import Dialogue
from ledger.models.topics import Topic
from ledger.vocabulary import AgreedAs, Audience, Kind, Status, Voice

FIRST = 1
"""The sequence of an opening."""


class Whose(StrEnum):
    """The voices that say where an item stands."""

    NEWEST = "newest"
    """The newest standing status in any voice about anybody; of two from one day the one recorded last."""
    OFFICE = "office"
    """Our office's of the item as a whole."""


class StandingCount(NamedTuple):
    """Items that stood and stand alike, and how many they are: of one kind, or of the same topics (primary keys).

    ``opened_on`` is None for items that were open by the day. Of a later one ``then`` says what was known before.
    """

    opened_on: datetime.date | None
    then: Status
    now: Status
    number: int
    kind: Kind | None = None
    agreed_as: AgreedAs | None = None
    topics: frozenset[int] = frozenset()


class Move(NamedTuple):
    """A move of some items of the same topics from a status to another, by ``place`` among the days that were asked."""

    place: int
    before: Status
    after: Status
    topics: frozenset[int]
    number: int


# --- Expressions over items


_COLUMNS = {
    Whose.OFFICE: ("status", "status_on", "status_precision"),
    Whose.NEWEST: ("newest_status", "newest_status_on", "newest_status_precision"),
}
"""An item's columns that the write API keeps: the status today, since when, and how precisely that is known."""


def status_now(whose: Whose) -> F:
    """Return an item's status today."""
    return F(_COLUMNS[whose][0])


def status_on(day: datetime.date, whose: Whose = Whose.OFFICE) -> Case:
    """Return an item's status as of a day."""
    last = _said(whose).filter(item=OuterRef("pk"), effective_on__lte=day)
    # By the columns of the item, where nothing was said after the day.
    since = _COLUMNS[whose][1]
    return Case(
        When(Q(**{since: None}) | Q(**{f"{since}__lte": day}), then=status_now(whose)),
        default=_or_unassessed(last.order_by("-effective_on", "-sequence")),
        output_field=WordField(Status),
    )


def _or_unassessed(said: EntryQuerySet) -> Coalesce:
    first = Subquery(said.values("status")[:1])
    return Coalesce(first, Value(Status.UNASSESSED.value), output_field=WordField(Status))


def opened_by(day: datetime.date) -> Q:
    """Select items that were opened by a day."""
    # No EXISTS: PostgreSQL would read all openings to answer it for all items, also where few are asked.
    return Q(newest_on__lte=day) | Q(LessThanOrEqual(_opened_on("pk"), day))


def moved_since(items: ItemQuerySet, day: datetime.date, whose: Whose = Whose.OFFICE) -> ItemQuerySet:
    """Select items that were open on a day and have another status now.

    Each says as ``moved_from`` which it had, as ``moved_to`` which it has, and since when (``moved_on``, with its
    ``moved_precision``).
    """
    status, since, precision = _COLUMNS[whose]
    late = items.filter(opened_by(day), **{f"{since}__gt": day})  # others have the status that they had
    told = late.annotate(moved_to=F(status), moved_on=F(since), moved_precision=F(precision))
    return told.annotate(moved_from=status_on(day, whose)).exclude(moved_from=F("moved_to"))


def _opened_on(item: str) -> Subquery:
    opening = Entry.objects.filter(item=OuterRef(item), sequence=FIRST)
    return Subquery(opening.values("effective_on")[:1])


def _said(whose: Whose) -> EntryQuerySet:
    """Select the standing statuses among which the newest counts."""
    said = Entry.objects.standing().filter(status__isnull=False)
    return said if whose is Whose.NEWEST else said.filter(voice=Voice.OFFICE, about=None)


# --- Counts as recorded by now


def standings_by_kind(
    items: ItemQuerySet, day: datetime.date, whose: Whose = Whose.OFFICE
) -> list[StandingCount]:
    """Count items by kind, and where they stood on the day and stand now. One query."""
    rows = _counted(items, day, whose, "kind", "agreed_as")
    return [
        StandingCount(_later(opened_on, day), then, now, count, kind, agreed_as)
        for kind, agreed_as, opened_on, then, now, count in rows
    ]


def standings_by_topics(
    items: ItemQuerySet, day: datetime.date, whose: Whose = Whose.OFFICE
) -> list[StandingCount]:
    """Count items by all of their topics, and where they stood on the day and stand now. One query."""
    rows = _counted(items.annotate(topic_keys=_topic_keys("pk")), day, whose, "topic_keys")
    return [
        StandingCount(_later(opened_on, day), then, now, count, topics=_topics(keys))
        for keys, opened_on, then, now, count in rows
    ]


def _counted(items: ItemQuerySet, day: datetime.date, whose: Whose, *by: str) -> Iterable[tuple[Any, ...]]:
    by_then = Value(day, output_field=DateField())
    opened_on = Case(When(newest_on__lte=day, then=by_then), default=Greatest(_opened_on("pk"), by_then))
    rows = items.order_by().annotate(opened_on=opened_on, then=status_on(day, whose), now=status_now(whose))
    return rows.values_list(*by, "opened_on", "then", "now").annotate(count=Count("pk"))


def _later(opened_on: datetime.date, day: datetime.date) -> datetime.date | None:
    return opened_on if opened_on > day else None


def moves(items: ItemQuerySet, days: Sequence[datetime.date], whose: Whose = Whose.OFFICE) -> Iterator[Move]:
    """Count the moves after the first of some days up to the last, by the day up to which they were made. One query.

    The first ``place`` is 1. An item that was opened after its status was said moves on the day of its opening.
    """
    first, *later = days
    before = _said(whose).filter(item=OuterRef("item"), effective_on__lte=first)
    late = items.filter(**{f"{_COLUMNS[whose][1]}__gt": first})
    rows = _said(whose).filter(item__in=late.order_by().values("pk"))
    rows = rows.filter(effective_on__gt=first).order_by()
    said_before = Window(Lag("status"), partition_by=[F("item")], order_by=["effective_on", "sequence"])
    known = Coalesce(
        Subquery(before.order_by("-effective_on", "-sequence").values("status")[:1]),
        Value(Status.UNASSESSED.value),
    )
    made = rows.annotate(
        moved_on=Greatest("effective_on", _opened_on("item")),
        before=Coalesce(said_before, known, output_field=WordField(Status)),
        after=F("status"),
        topic_keys=_topic_keys("item"),
    ).values("moved_on", "before", "after", "topic_keys")
    sql, params = made.query.sql_with_params()
    place = " ".join(f"WHEN moved_on <= %s THEN {at}" for at, _day in enumerate(later, start=1))
    with connection.cursor() as cursor:
        # A window function is grouped by in a query around it, which Django does not write.
        cursor.execute(
            f"SELECT CASE {place} END AS place, before, after, topic_keys, COUNT(*) FROM ({sql}) AS made"  # noqa: S608
            " WHERE before <> after AND moved_on <= %s GROUP BY 1, 2, 3, 4",
            (*later, *params, later[-1]),
        )
        for at, left, reached, keys, count in cursor.fetchall():
            yield Move(at, Status(left), Status(reached), _topics(keys), count)


class _Joined(Aggregate):
    """Primary keys as a text with commas, in no order: what both databases can group by."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s::text, ',')"
    output_field = TextField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: object
    ) -> tuple[str, Any]:
        return self.as_sql(
            compiler, connection, function="GROUP_CONCAT", template="%(function)s(%(expressions)s)"
        )


def _topic_keys(item: str) -> Subquery:
    links = ItemTopic.objects.filter(item=OuterRef(item)).order_by().values("item")
    return Subquery(links.annotate(keys=_Joined("topic")).values("keys"))


def _topics(keys: str | None) -> frozenset[int]:
    return frozenset(map(int, keys.split(","))) if keys else frozenset()


# --- Counts as known at a moment, or as others see them


def standings_known(
    items: Iterable[Item] | Iterable[int],
    day: datetime.date,
    known_at: datetime.datetime | None = None,
    audience: Audience = Audience.INTERNAL,
    *,
    dialogue: Dialogue | None = None,
) -> list[StandingCount]:
    """Find where each item stood on a day, as known at a moment and for an audience; ``now`` says the same as
    ``then``.

    Each stands for itself, with its kind and topics as they were known, rebuilt from its entries: time grows with them.
    ``dialogue`` is the one whose counterpart asks, where that is the audience: without it, raises DialogueMissing.
    """
    found = {
        key: known
        for key, known in items_known(items, known_at, audience, dialogue=dialogue).items()
        if not known.is_withdrawn and known.opened_on <= day
    }
    said = Entry.objects.filter(item__in=found, voice=Voice.OFFICE, about=None)
    said = said.as_of(day, known_at, audience, dialogue=dialogue)
    statuses: dict[int, Any] = dict(said.values_list("item", "status"))
    topics = {str(uuid): key for key, uuid in Topic.objects.values_list("pk", "uuid")}
    return [_known(known, statuses.get(key) or Status.UNASSESSED, topics) for key, known in found.items()]


def _known(known: KnownItem, status: Status, topics: dict[str, int]) -> StandingCount:
    agreed_as, codes = known.fields.get("agreed_as"), known.fields.get("topics")
    names = map(str, codes) if isinstance(codes, list) else ()
    return StandingCount(
        None,
        status,
        status,
        1,
        Kind(str(known.fields["kind"])),
        AgreedAs(str(agreed_as)) if agreed_as else None,
        frozenset(topics[name] for name in names if name in topics),
    )
