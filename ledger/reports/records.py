"""A report's facts as one flat table, a row for each position, for spreadsheets and statistics."""

from collections.abc import Iterable, Iterator, Sequence

from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports.blocks import in_voice_order
from ledger.reports.entry_rows import EntryRow
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot


def table(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> shape.Table:
    """Return the rows by item and voice; an item on which no voice has spoken has one without a position."""
    series = parameters.series
    asked = (
        wording.day(parameters.as_of),
        wording.moment(parameters.known_at),
        shape.Text(wording.audience(parameters.audience, series.code if series else "")),
    )
    told = [(part, snapshot) for snapshot in snapshots for part in (snapshot, *snapshot.steps)]
    items = ((part, (*asked, *_item(part)), _whole(part, whole)) for part, whole in told)
    rows = tuple(
        shape.Row((*cells, *_position(snapshot, entry), whole))
        for snapshot, cells, whole in items
        for entry in _positions(snapshot)
    )
    return shape.Table(_("Records"), _columns(), rows).without_empty("part_of")


def marked(table: shape.Table, marking: str) -> shape.Table:
    """Return the rows with a last column that says how the report is marked; without one where it is not."""
    if not marking:
        return table
    columns = (*table.columns, shape.Column("marking", _("Marking")))
    rows = tuple(shape.Row((*row.cells, shape.Text(marking))) for row in table.rows)
    return shape.Table(table.caption, columns, rows)


def _whole(snapshot: ItemSnapshot, whole: ItemSnapshot) -> shape.Ref | None:
    """Return the item of which this one is a step."""
    return None if snapshot is whole else shape.Ref(whole.ref)


def _columns() -> tuple[shape.Column, ...]:
    return tuple(
        shape.Column(key, label)
        for key, label in (
            ("as_of", _("As of")),
            ("known_at", _("Known at")),
            ("audience", _("Audience")),
            ("ref", _("Reference")),
            ("round", _("Round")),
            ("round_day", _("Day of the round")),
            ("kind", _("Kind")),
            ("topics", _("Topics")),
            ("statement", _("The statement’s own words")),
            ("paraphrase", _("Our paraphrase")),
            ("owed_by", _("Owed by")),
            ("asked_by", _("Asked by")),
            ("asked_of", _("Asked of")),
            ("deadline", _("Agreed deadline")),
            ("overdue", _("Overdue")),
            ("stale", _("Stale")),
            ("differing", _("Differing")),
            ("about", _("About")),
            ("voice", _("Voice")),
            ("speaker", _("Speaker")),
            ("status", _("Status")),
            ("status_day", _("Date of the status")),
            ("before_round", _("Before the round")),
            ("note", _("Note")),
            ("evidence", _("Evidence")),
            ("origin", _("Origin")),
            ("part_of", _("Part of")),
        )
    )


def _item(snapshot: ItemSnapshot) -> tuple[shape.Cell | None, ...]:
    met, deadline = snapshot.item.round.starts_on, snapshot.deadline
    quotes = " / ".join(passage.quote for passage in snapshot.passages)
    language = snapshot.passages[0].statement.language if snapshot.passages else ""
    summary, summary_language = ("", "") if snapshot.passages else snapshot.summary
    return (
        shape.Ref(snapshot.ref),
        shape.Text(str(snapshot.item.round)),
        wording.day(met) if met else None,
        shape.Text(wording.kind(snapshot.kind, snapshot.agreed_as)),
        _text(topic.name for topic in snapshot.topics),
        shape.Text(quotes, language) if quotes else None,
        shape.Text(summary, summary_language) if summary else None,
        *(
            _text(party.name for party in snapshot.parties(field))
            for field in ("owed_by", "asked_by", "asked_of")
        ),
        wording.day(deadline.day, deadline.precision) if deadline else None,
        *_judged(snapshot),
    )


def _judged(snapshot: ItemSnapshot) -> Iterator[shape.Text | None]:
    """Yield whether it is overdue, stale, differing; that it is not, only our own people can be told."""
    for is_so in (snapshot.is_overdue, snapshot.is_stale, bool(snapshot.differences())):
        yield _yes(is_so) if is_so or snapshot.parameters.is_internal else None


def _positions(snapshot: ItemSnapshot) -> list[EntryRow | None]:
    return [
        entry for _snapshot, entry in in_voice_order((snapshot, position) for position in snapshot.positions)
    ] or [None]


def _position(snapshot: ItemSnapshot, entry: EntryRow | None) -> tuple[shape.Cell | None, ...]:
    if entry is None:
        status = wording.unassessed() if snapshot.parameters.is_internal else None
        return (None, None, None, status, None, None, None, None, None)
    addresses = [
        url for piece in snapshot.evidence(entry) if (url := snapshot.text(entry, piece.part("url")))
    ]
    status = wording.status(entry)
    return (
        shape.Text(entry.about.name if entry.about else _("As a whole")),
        shape.Text(_(entry.voice.label)),
        shape.Text(snapshot.speaker(entry)),
        status,
        status.day,
        _yes(snapshot.is_context(entry)),
        snapshot.note(entry),
        _text(addresses, " "),
        shape.Text(wording.origin(entry.origin, is_internal=snapshot.parameters.is_internal)),
    )


def _text(words: Iterable[str], by: str = "; ") -> shape.Text | None:
    joined = by.join(words)
    return shape.Text(joined) if joined else None


def _yes(is_so: bool) -> shape.Text:
    return shape.Text(_("yes") if is_so else _("no"))
