"""Reports for others: issued with a mark of their own, asked again as known then and as known now."""

import datetime
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from ledger.models import ClockCorrection, Dialogue, Entry, IssuedReport, TopicTextRedaction, User
from ledger.presentation.shape import Cell, Report
from ledger.recording import choose_snapshot_moment, correction_of_report, issue_report
from ledger.reports import ReportKind, kinds, progress
from ledger.reports.limits import TooLong, length_of
from ledger.reports.parameter_form import only_dialogue, read_parameters
from ledger.reports.parameters import BadParameter, ReportParameters
from ledger.reports.writers import Writer, formats
from ledger.vocabulary import Act


def written(report: Report, writer: Writer) -> bytes:
    """Return the report's file."""
    progress.tell(progress.WRITING)
    stream = io.BytesIO()
    writer.write(report, stream)
    return stream.getvalue()


def file_name(kind: str, parameters: ReportParameters, writer: Writer) -> str:
    """Return a name that says what a file is, fit for any system: "topic-torture-prevention-2018-12-31-es.docx"."""
    words = parameters.words()
    about = [words.get(name, "") for name in ("round", "party", "agency", "dialogue")]
    named = [*(str(word) for word in about if word), *(topic.slug for topic in parameters.topics[:2])]
    called = [kind, "brief"] if parameters.is_brief else [kind]
    told = [*called, *named, parameters.as_of.isoformat(), parameters.language.value]
    return "-".join(told) + writer.EXTENSION


def issue(
    *,
    user: User,
    kind: ReportKind,
    parameters: ReportParameters,
    writer: Writer,
    dialogues: Sequence[Dialogue],
    is_known_then: bool = False,
    recipient: str = "",
    note: str = "",
) -> IssuedReport:
    """Make a report for others and keep it whole; ``dialogues`` are those that it may tell of.

    It is known at the moment of its seal, or at that of the question where somebody asked for one
    (``is_known_then``). Raises PermissionDenied, RuleViolation.
    """
    within = frozenset(dialogue.pk for dialogue in dialogues)

    def make(known_at: datetime.datetime, uuid: UUID) -> bytes:
        asked = replace(parameters, known_at=known_at, within=within, identifier=str(uuid))
        return written(kind.build(asked), writer)

    return issue_report(
        user=user,
        dialogues=dialogues,
        make=make,
        kind=kind.KIND,
        parameters=parameters.words(),
        audience=parameters.audience,
        language=parameters.language,
        file_format=writer.FORMAT,
        known_at=parameters.known_at if is_known_then else None,
        recipient=recipient,
        note=note,
    )


@dataclass(frozen=True, kw_only=True)
class Now:
    """The present word of the ledger on an issued report; a fault where it cannot be asked any more, and why.

    ``is_same_file``: the question as known then gives the same bytes. ``is_same_answer``: what was recorded since
    changes nothing of the answer for the same day. ``was_redacted``: it gives other bytes, and words of its dialogues
    were redacted since; the kept file, which is never changed, may still hold them.
    """

    is_same_file: bool = False
    is_same_answer: bool = False
    was_redacted: bool = False
    fault: str = ""


def words_of(report: IssuedReport) -> dict[str, str | list[str]]:
    """Return what an issued report was asked, parameter by parameter, but not as known when.

    A shared one of one dialogue that did not name it, as long ago it need not, is one of that dialogue.
    """
    named = {"audience": report.audience.value, "language": report.language.value}
    asked: dict[str, str | list[str]] = report.parameters | named
    kind, codes = kinds().get(report.kind), [dialogue.code for dialogue in report.dialogues]
    return asked | (only_dialogue(kind, asked, codes) if kind else {})


def parameters_of(report: IssuedReport, known_at: datetime.datetime) -> ReportParameters:
    """Return what an issued report was asked, as known at a moment.

    Raises BadParameter where its words name nothing now, or a parameter that reports of its kind take no more.
    """
    parameters = read_parameters(
        kind=kinds()[report.kind],
        within=frozenset(report.dialogues.values_list("pk", flat=True)),
        **words_of(report) | {"known_at": known_at.isoformat()},
    )
    return replace(parameters, identifier=str(report.uuid))


def is_long_to_ask(report: IssuedReport) -> bool:
    """Tell whether to ask the ledger again takes so long that nobody should wait for it."""
    kind, writer = kinds().get(report.kind), formats().get(report.format)
    if kind is None or writer is None:
        return False
    try:
        parameters = parameters_of(report, report.known_at)
    except BadParameter:
        return False
    return length_of(kind.items(parameters), parameters).is_long(writer)


def says_now(report: IssuedReport) -> Now:
    """Ask the ledger again: as known when the report was made, and as known now."""
    if correction := correction_of_report(report):
        return Now(fault=_closed(correction))
    kind, writer = kinds().get(report.kind), formats().get(report.format)
    if kind is None or writer is None:
        return Now(fault=_("Reports of this kind or format are not made any more."))
    try:
        parameters = parameters_of(report, report.known_at)
        length_of(kind.items(parameters), parameters).require(writer)
        then = kind.build(parameters)
        now = kind.build(parameters_of(report, choose_snapshot_moment()))
    except (BadParameter, TooLong) as fault:
        return Now(fault=str(fault))
    is_same = hashlib.sha256(written(then, writer)).hexdigest() == report.sha256
    was_redacted = not is_same and _was_redacted(report)
    # What was redacted is missing from both answers, and so changed the one that was given then.
    is_same_answer = not was_redacted and _answer(then) == _answer(now)
    return Now(is_same_file=is_same, is_same_answer=is_same_answer, was_redacted=was_redacted)


def _closed(correction: ClockCorrection) -> str:
    """Explain why the ledger is not asked again what it knew at a moment that a wrong clock gave."""
    return _(
        "The moment as of which it was issued is false: the server's clock was ahead. %(first)s and %(second)s closed"
        " it on %(day)s. The file is as it was issued; what was known then is not asked again."
    ) % {
        "first": correction.requested_by,
        "second": correction.approved_by,
        "day": correction.corrected_on.isoformat(),
    }


def _was_redacted(report: IssuedReport) -> bool:
    """Tell whether words of the report's dialogues were redacted after it was sealed, and so after it was made."""
    since, told = report.seal.known_at, report.dialogues
    entries = Entry.objects.filter(act=Act.REDACT, recorded_at__gt=since, item__round__dialogue__in=told)
    texts = TopicTextRedaction.objects.filter(approved_at__gt=since, topic_text__dialogue__in=told)
    return entries.exists() or texts.exists()


def _answer(report: Report) -> tuple[Report, list[list[Cell | None]]]:
    """Return what a report says, without the moment at which it was known: that of two is never the same."""
    places = [place for place, column in enumerate(report.records.columns) if column.key != "known_at"]
    rows = [[row.cells[place] for place in places] for row in report.records.rows]
    return replace(report, facts=(), records=replace(report.records, rows=())), rows
