"""Items' positions side by side: a row for each party judged, a column for each voice."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.models import Entry, Item, Party, Position
from ledger.models.items import ItemQuerySet
from ledger.models.latest import latest_per
from ledger.presentation import wording
from ledger.presentation.item_words import day
from ledger.vocabulary import Status, Voice


@dataclass(frozen=True)
class PositionCell:
    """A voice's position: its status with date, who speaks where the voice does not say, and its entry."""

    status: Status
    label: str
    day: str
    speaker: str
    sequence: int
    ref: str = ""
    """The item, where positions on several stand together."""


@dataclass(frozen=True)
class PositionRow:
    """The positions about one party, by voice; a silent voice has none. ``differs`` where statuses do."""

    about: str
    voices: list[tuple[str, list[PositionCell]]]
    differs: bool


def position_grid(item: Item, entries: Iterable[Entry]) -> list[PositionRow]:
    """Return the standing positions on an item today, as our own people know them. One query: its entries
    come with it.
    """
    known = {entry.pk: entry for entry in entries}
    positions = list(
        Position.objects.filter(item=item)
        .select_related("about", "speaker")
        .order_by("about__code", "speaker__code")
    )
    for position in positions:
        position.entry = known[position.entry_id]
    return _rows(positions)


def position_grids(items: Iterable[Item]) -> dict[int, list[PositionRow]]:
    """Return the standing positions on many items, by their primary keys. Two queries, however many items."""
    grids: dict[int, list[Position]] = {item.pk: [] for item in items}
    positions = (
        Position.objects.filter(item__in=list(grids))
        .select_related("about", "speaker", "entry__speaker")
        .prefetch_related("entry__texts")
        .order_by("about__code", "speaker__code")
    )
    for position in positions:
        grids[position.item_id].append(position)
    return {key: _rows(found) for key, found in grids.items()}


def newest_rows(items: ItemQuerySet) -> list[PositionRow]:
    """Return the newest position in each voice about each party on any of the items. Two queries."""
    every = Position.objects.filter(item__in=items.order_by().values("pk"))
    newest = latest_per(every, ("about", "voice", "speaker"), order=("-effective_on", "-pk"))
    positions = (
        Position.objects.filter(pk__in=newest.values("pk"))  # only then with what is shown of them
        .select_related("about", "speaker", "entry__speaker", "item")
        .prefetch_related("entry__texts")
        .order_by("about__code", "speaker__code")
    )
    return _rows(list(positions), has_refs=True)


def _rows(positions: list[Position], *, has_refs: bool = False) -> list[PositionRow]:
    judged: dict[int | None, Party | None] = {position.about_id: position.about for position in positions}
    return [
        _row(about, [position for position in positions if position.about_id == key], has_refs=has_refs)
        for key, about in judged.items()
    ]


def _row(about: Party | None, positions: list[Position], *, has_refs: bool) -> PositionRow:
    said = {position.status for position in positions} - {Status.UNASSESSED}
    voices = [
        (
            _(voice.label),
            [_cell(position, has_refs=has_refs) for position in positions if position.voice is voice],
        )
        for voice in Voice
    ]
    return PositionRow(about=wording.about(about), voices=voices, differs=len(said) > 1)


def _cell(position: Position, *, has_refs: bool) -> PositionCell:
    names = {Voice.OFFICE: "", Voice.PARTY: str(position.speaker or ""), Voice.RECORD: position.entry.source}
    speaker = wording.attributed(names[position.voice], position.entry.is_attributable).strip()
    return PositionCell(
        status=position.status,
        label=_(position.status.label),
        day=day(position.effective_on, position.effective_precision),
        speaker=speaker,
        sequence=position.entry.sequence,
        ref=position.item.ref if has_refs else "",
    )
