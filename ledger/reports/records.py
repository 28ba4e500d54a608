"""A report's facts as one flat table, a row for each position, for spreadsheets and statistics."""

from collections.abc import Iterable, Sequence

from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports.blocks import in_voice_order
from ledger.reports.entry_rows import Line
from ledger.reports.parameters import Question
from ledger.reports.snapshots import Dossier


def table(question: Question, dossiers: Sequence[Dossier]) -> shape.Table:
    """The rows by item and voice; an item on which no voice has spoken has one without a position."""
    asked = (
        wording.day(question.as_of),
        wording.moment(question.known_at),
        shape.Text(wording.audience(question.audience)),
    )
    items = ((dossier, (*asked, *_item(dossier))) for dossier in dossiers)
    rows = tuple(
        shape.Row((*cells, *_position(dossier, entry)))
        for dossier, cells in items
        for entry in _positions(dossier)
    )
    return shape.Table(_("Records"), _columns(), rows)


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
        )
    )


def _item(dossier: Dossier) -> tuple[shape.Cell | None, ...]:
    met, deadline = dossier.item.round.starts_on, dossier.deadline
    quotes = " / ".join(passage.quote for passage in dossier.passages)
    language = dossier.passages[0].statement.language if dossier.passages else ""
    summary, summary_language = ("", "") if dossier.passages else dossier.summary
    return (
        shape.Ref(dossier.ref),
        shape.Text(str(dossier.item.round)),
        wording.day(met) if met else None,
        shape.Text(wording.kind(dossier.kind, dossier.agreed_as)),
        _text(topic.name for topic in dossier.topics),
        shape.Text(quotes, language) if quotes else None,
        shape.Text(summary, summary_language) if summary else None,
        *(_text(one.name for one in dossier.parties(field)) for field in ("owed_by", "asked_by", "asked_of")),
        wording.day(deadline.day, deadline.precision) if deadline else None,
        *map(_yes, (dossier.is_overdue, dossier.is_stale, bool(dossier.differences()))),
    )


def _positions(dossier: Dossier) -> list[Line | None]:
    return [entry for _dossier, entry in in_voice_order((dossier, one) for one in dossier.positions)] or [
        None
    ]


def _position(dossier: Dossier, entry: Line | None) -> tuple[shape.Cell | None, ...]:
    if entry is None:
        status = wording.unassessed() if dossier.question.is_internal else None
        return (None, None, None, status, None, None, None, None, None)
    addresses = [url for one in dossier.evidence(entry) if (url := dossier.text(entry, one.part("url")))]
    status = wording.status(entry)
    return (
        shape.Text(entry.about.name if entry.about else _("As a whole")),
        shape.Text(_(entry.voice.label)),
        shape.Text(dossier.speaker(entry)),
        status,
        status.day,
        _yes(dossier.is_context(entry)),
        shape.Text(dossier.note(entry)),
        _text(addresses, " "),
        shape.Text(_(entry.origin.label)),
    )


def _text(words: Iterable[str], by: str = "; ") -> shape.Text | None:
    joined = by.join(words)
    return shape.Text(joined) if joined else None


def _yes(is_so: bool) -> shape.Text:
    return shape.Text(_("yes") if is_so else _("no"))
