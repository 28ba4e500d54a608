"""What surrounds every report: its header, its closing line, and the report put together."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from ledger.presentation import shape, wording
from ledger.reports import records, unknown_words
from ledger.reports.blocks import Notes
from ledger.reports.parameters import Question
from ledger.reports.snapshots import Dossier
from ledger.vocabulary import Audience


def frame(
    question: Question,
    *,
    code: str,
    label: str,
    title: str,
    dossiers: Sequence[Dossier],
    summary: Iterable[shape.Paragraph],
    sections: Iterable[shape.Section],
    notes: Notes,
) -> shape.Report:
    """The report. Notes are numbered as the summary and then the sections cite them."""
    opening, body = tuple(summary), tuple(sections)  # in this order: the first lines hold the first notes
    return shape.Report(
        code=code,
        label=_(label),
        title=title,
        language=question.language.value,
        facts=tuple(_header(question, dossiers)),
        summary=opening,
        sections=(*body, *unknown_words.section(question)),
        records=records.table(question, dossiers),
        notes_title=_("Evidence"),
        notes=notes.listed(),
        colophon=" ".join(filter(None, (_colophon(question.audience), _issued(question)))),
    )


def _header(question: Question, dossiers: Iterable[Dossier]) -> Iterator[shape.Fact]:
    dialogues = {dossier.item.round.dialogue: None for dossier in dossiers}
    asked = question.dialogue or (question.round.dialogue if question.round else None)
    named = [asked] if asked else list(dialogues)
    yield shape.Fact(_("Dialogue"), shape.Text("; ".join(one.name for one in named) or _every(question)))
    if question.since:
        yield shape.Fact(_("Since"), wording.day(question.since, is_long=True))
    yield shape.Fact(_("As of"), wording.day(question.as_of, is_long=True))
    yield shape.Fact(_("Known at"), wording.moment(question.known_at))
    yield shape.Fact(_("Audience"), shape.Text(wording.audience(question.audience)))


def _every(question: Question) -> str:
    return _("every dialogue") if question.within is None else _("every dialogue open to the reader")


def _issued(question: Question) -> str:
    """The mark of an issued report: a random number, which tells nothing of what is in the ledger."""
    return _("Issued as %(identifier)s.") % {"identifier": question.identifier} if question.identifier else ""


def _colophon(audience: Audience) -> str:
    match audience:
        case Audience.INTERNAL:
            return _("Internal: not for release as it stands.")
        case Audience.SHARED:
            return _("Shared with the counterpart: holds only what was released for that.")
        case Audience.PUBLIC:
            return _("Public: holds only what was released to everybody.")
