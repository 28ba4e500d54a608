"""Columns of a table of items that say where each voice put them by some days: of the matrix, and of a brief."""

import datetime
from collections.abc import Iterator, Sequence

from ledger.models import Round
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import sentences
from ledger.reports.blocks import Notes
from ledger.reports.entry_rows import EntryRow
from ledger.reports.past_positions import had_begun, standing_on
from ledger.reports.sentences import Judgement
from ledger.reports.snapshot_rows import read_words
from ledger.reports.snapshots import ItemSnapshot

Stood = dict[str, list[dict[Judgement, EntryRow]]]
"""By the references of items: the positions that stood on each of the days, in their order."""


def positions_on(snapshots: Sequence[ItemSnapshot], days: Sequence[datetime.date]) -> Stood:
    """Find the positions of items on some days, without their words: no query."""
    return {snapshot.ref: [standing_on(snapshot, day) for day in days] for snapshot in snapshots}


def stood_on(snapshots: Sequence[ItemSnapshot], days: Sequence[datetime.date]) -> Stood:
    """Find the positions of items on some days. Reads their words, by two queries where there are any."""
    stood = positions_on(snapshots, days)
    shown = {entry.pk: entry for positions in stood.values() for day in positions for entry in day.values()}
    read_words(shown.values(), snapshots)
    return stood


def caption() -> str:
    """Return what such columns hold, as the caption of their table."""
    return _(
        "Each commitment and ask, and where each voice put it by each day: ↑ better or ↓ worse than before."
    )


def columns(days: Sequence[datetime.date], snapshots: Sequence[ItemSnapshot]) -> Iterator[shape.Column]:
    """Yield a column for each day, with the rounds of the items that met then."""
    met: dict[datetime.date | None, list[Round]] = {}
    for meeting in dict.fromkeys(snapshot.item.round for snapshot in snapshots):
        met.setdefault(meeting.starts_on, []).append(meeting)
    for day in days:
        label, rounds = wording.day(day).label, met.get(day, [])
        yield shape.Column(day.isoformat(), f"{label}, {wording.rounds(rounds)}" if rounds else label)


def cells(
    snapshot: ItemSnapshot,
    days: Sequence[datetime.date],
    stood: Sequence[dict[Judgement, EntryRow]],
    notes: Notes,
) -> Iterator[shape.Text | None]:
    """Yield where each voice put the item on each day, with the notes of what is new since the day before."""
    before: dict[Judgement, EntryRow] = {}
    for day, positions in zip(days, stood, strict=True):
        yield _cell(snapshot, day, before, positions, notes)
        before |= positions


def _cell(
    snapshot: ItemSnapshot,
    day: datetime.date,
    before: dict[Judgement, EntryRow],
    stood: dict[Judgement, EntryRow],
    notes: Notes,
) -> shape.Text | None:
    """Return where each voice put the item on a day; beyond our own people nothing where no voice is told of."""
    if not stood:
        is_told = snapshot.parameters.is_internal or not had_begun(snapshot, day)
        return shape.Text("–" if had_begun(snapshot, day) else _("not yet")) if is_told else None
    parts, cited = [], dict[int, None]()
    for entry in sentences.judged(snapshot, stood.values()):
        earlier = before.get((entry.about, entry.voice, entry.speaker))
        way = sentences.direction(earlier.status if earlier else None, entry.status)
        status = wording.status(entry)
        words = {
            "who": sentences.who_on_whom(snapshot, entry),
            "status": status.label,
            "way": _(way.value) if way else "",
        }
        words["day"] = status.day.label if status.day else ""
        parts.append((_("%(who)s: %(status)s (%(day)s) %(way)s") % words).strip())
        if earlier != entry:
            cited |= dict.fromkeys(notes.evidence(snapshot, entry))
    return shape.Text(wording.begin("; ".join(parts)), notes=tuple(cited))


def telling_days(stood: Stood, days: Sequence[datetime.date], most: int) -> list[datetime.date]:
    """Return those of the days, without the last, that say something: on which a position stood, and not all as on the
    next of them. At most ``most``, the last ones.
    """
    found: list[datetime.date] = []
    later = _on(stood, len(days) - 1)
    for place in range(len(days) - 2, -1, -1):
        positions = _on(stood, place)
        if any(positions) and positions != later:
            found.insert(0, days[place])
            later = positions
    return found[-most:] if most > 0 else []


def _on(stood: Stood, place: int) -> list[dict[Judgement, EntryRow]]:
    return [positions[place] for positions in stood.values()]
