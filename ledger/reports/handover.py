"""The handover sheet: what is open of an officer's work, the next steps and the last notes. For our own people alone.

No kind of report of the command's: it is asked for a person's items, by the person who hands over or takes over.
"""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ledger.models import Item
from ledger.presentation import shape, wording
from ledger.reports import listed_items
from ledger.reports.assembly import frame
from ledger.reports.blocks import Notes
from ledger.reports.parameters import ReportParameters, need_internal
from ledger.reports.snapshot_rows import narrowed, open_each
from ledger.reports.snapshots import ItemSnapshot
from ledger.reports.writers import Writer
from ledger.vocabulary import Voice

CODE = "handover"
LABEL = gettext_noop("Handover sheet")
FULL_PAGE_ITEMS = 8
"""From so many open items on, the table of them fills most of the first page, and the items begin the next."""


def file_name(parameters: ReportParameters, writer: Writer) -> str:
    """Return a name that says what a file is."""
    return f"{CODE}-{parameters.as_of.isoformat()}{writer.EXTENSION}"


def build(parameters: ReportParameters, items: QuerySet[Item], *, title: str) -> shape.Report:
    """Tell of the items; ``title`` says whose they are. Reads only. Raises BadParameter beyond internal."""
    need_internal(parameters)
    with override(parameters.language):
        snapshots, notes = open_each(narrowed(items, parameters), parameters), Notes()
        is_open = {snapshot.ref: snapshot.status.is_open for snapshot in snapshots}
        open_ones = sorted((snapshot for snapshot in snapshots if is_open[snapshot.ref]), key=_by_review)
        closed = [snapshot for snapshot in snapshots if not is_open[snapshot.ref]]
        return frame(
            parameters,
            code=CODE,
            label=LABEL,
            title=title,
            snapshots=snapshots,
            summary=_summary(parameters, open_ones, closed),
            sections=_sections(open_ones, closed, notes),
            notes=notes,
        )


def _by_review(snapshot: ItemSnapshot) -> tuple[datetime.date, tuple[str, int, int, int]]:
    return snapshot.date("review_on") or datetime.date.max, snapshot.order


def _summary(
    parameters: ReportParameters, open_ones: Sequence[ItemSnapshot], closed: Sequence[ItemSnapshot]
) -> Iterator[shape.Paragraph]:
    if not (open_ones or closed):
        yield shape.Paragraph((shape.Text(_("There is nothing to hand over.")),))
        return
    due = [
        snapshot for snapshot in open_ones if (day := snapshot.date("review_on")) and day <= parameters.as_of
    ]
    counts = {
        "open": wording.number(len(open_ones)).label,
        "closed": wording.number(len(closed)).label,
        "due": wording.number(len(due)).label,
        "late": wording.number(sum(snapshot.is_overdue for snapshot in open_ones)).label,
    }
    words = _("Open items: %(open)s; to review now: %(due)s; overdue: %(late)s. Closed items: %(closed)s.")
    yield shape.Paragraph((shape.Text(words % counts),))


def _sections(
    open_ones: Sequence[ItemSnapshot], closed: Sequence[ItemSnapshot], notes: Notes
) -> Iterator[shape.Section]:
    shown = {snapshot.ref for snapshot in (*open_ones, *closed)}
    if open_ones:
        yield shape.Section(_("What is open, by review date"), (_table(open_ones, notes),))
        full = tuple(listed_items.in_full(snapshot, shown, notes) for snapshot in open_ones)
        yield shape.Section(_("Item by item"), sections=full, starts_page=len(open_ones) >= FULL_PAGE_ITEMS)
    if closed:
        yield shape.Section(_("What is closed"), (listed_items.table(closed, notes),))


def _table(snapshots: Sequence[ItemSnapshot], notes: Notes) -> shape.Table:
    columns = (
        shape.Column("ref", _("Reference")),
        shape.Column("words", _("What was said")),
        shape.Column("office", _("Our office")),
        shape.Column("next_step", _("Our next step")),
        shape.Column("review_on", _("Review")),
        shape.Column("target_on", _("Our target")),
    )
    rows = tuple(shape.Row(tuple(_cells(snapshot, notes))) for snapshot in snapshots)
    return shape.Table(_("Each open item, what is next on it, and when."), columns, rows)


def _cells(snapshot: ItemSnapshot, notes: Notes) -> Iterator[shape.Cell | None]:
    yield shape.Ref(snapshot.ref)
    yield listed_items.words(snapshot, notes)
    yield listed_items.newest(snapshot, Voice.OFFICE)
    yield wording.as_written(step) if (step := snapshot.field("next_step")) else None
    for name in ("review_on", "target_on"):
        yield wording.day(day) if (day := snapshot.date(name)) else None
