"""Put a report together: its header, its sections, its closing line."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from ledger.presentation import shape, wording
from ledger.reports import records, unknown_words
from ledger.reports.blocks import Notes
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Audience


def frame(
    parameters: ReportParameters,
    *,
    code: str,
    label: str,
    title: str,
    snapshots: Sequence[ItemSnapshot],
    summary: Iterable[shape.Paragraph],
    sections: Iterable[shape.Section],
    notes: Notes,
) -> shape.Report:
    """Return the report. Notes are numbered as the summary and then the sections cite them.

    Where the items are of several dialogues, every round is named with its own.
    """
    several = len({snapshot.item.round.dialogue_id for snapshot in snapshots}) > 1
    with wording.naming_dialogues(several):
        opening, body = tuple(summary), tuple(sections)  # in this order: the first lines hold the first notes
    if not parameters.is_internal:  # a heading with nothing below says that something is kept back
        body = tuple(part for part in body if part.blocks or part.sections)
    marking = _marking(parameters, snapshots)
    return shape.Report(
        code=code,
        label=_(label),
        title=title,
        language=parameters.language.value,
        facts=tuple(_header(parameters, snapshots)),
        summary=opening,
        sections=(*body, *unknown_words.section(parameters)),
        records=records.marked(records.table(parameters, snapshots), marking),
        notes_title=_("Evidence"),
        notes=notes.listed(),
        colophon=" ".join(filter(None, (_colophon(parameters.audience), _issued(parameters)))),
        marking=marking,
        figures_title=_("Figures of the pictures"),
    )


def _marking(parameters: ReportParameters, snapshots: Iterable[ItemSnapshot]) -> str:
    """Return how the dialogues that an internal report tells of are marked, each wording once, by their codes.

    Nobody else is told: what is released to others is marked by its audience, and an office's marking is its own.
    """
    if not parameters.is_internal:
        return ""
    told = parameters.dialogues_told | {snapshot.item.round.dialogue for snapshot in snapshots}
    dialogues = {parameters.series} if parameters.series else told
    marked = (dialogue.marking for dialogue in sorted(dialogues, key=lambda dialogue: dialogue.code))
    return " · ".join(dict.fromkeys(filter(None, marked)))


def _header(parameters: ReportParameters, snapshots: Iterable[ItemSnapshot]) -> Iterator[shape.Fact]:
    dialogues = {snapshot.item.round.dialogue: None for snapshot in snapshots}
    asked = parameters.dialogue or (parameters.round.dialogue if parameters.round else None)
    named = [asked] if asked else list(dialogues)
    yield shape.Fact(
        _("Dialogue"), shape.Text("; ".join(dialogue.name for dialogue in named) or _every(parameters))
    )
    if parameters.since:
        yield shape.Fact(_("Since"), wording.day(parameters.since, is_long=True))
    yield shape.Fact(_("As of"), wording.day(parameters.as_of, is_long=True))
    yield shape.Fact(_("Known at"), wording.moment(parameters.known_at))
    yield shape.Fact(_("Audience"), shape.Text(_audience(parameters)))
    if parameters.is_internal:
        names = {_("Drafted by"): parameters.drafted_by, _("Cleared by"): parameters.cleared_by}
        for label, name in names.items():
            if name:
                yield shape.Fact(label, shape.Text(name))


def _audience(parameters: ReportParameters) -> str:
    return wording.audience(parameters.audience, parameters.series.code if parameters.series else "")


def _every(parameters: ReportParameters) -> str:
    return _("every dialogue") if parameters.within is None else _("every dialogue open to the reader")


def _issued(parameters: ReportParameters) -> str:
    """Return the mark of an issued report: a random number, which tells nothing of what is in the ledger."""
    return (
        _("Issued as %(identifier)s.") % {"identifier": parameters.identifier}
        if parameters.identifier
        else ""
    )


def _colophon(audience: Audience) -> str:
    match audience:
        case Audience.INTERNAL:
            return _("Internal: not for release as it stands.")
        case Audience.SHARED:
            return _("Shared with the counterpart.")
        case Audience.PUBLIC:
            return _("Public.")
