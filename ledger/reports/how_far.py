"""Say in one sentence how far commitments and asks are, and what to mind of them: the bottom line of a report."""

from collections.abc import Iterator, Sequence

from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import first_page
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Kind, Status

MOST_NAMED = 4
"""How many items a bottom line names before it counts them."""


def sentence(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> shape.Text:
    """Return the bottom line of several topics."""
    return shape.Text(as_sentence([*_clauses(parameters, snapshots), *_to_mind(parameters, snapshots)]))


def as_sentence(clauses: Sequence[str]) -> str:
    """Join clauses by semicolons into a sentence."""
    return f"{wording.begin('; '.join(clauses))}."


def _clauses(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[str]:
    if not parameters.is_internal:
        yield _("this report tells of: %(kinds)s") % {"kinds": first_page.kinds(snapshots)}
        return
    yield _of_promises([snapshot for snapshot in snapshots if snapshot.is_commitment])
    if asks := [snapshot for snapshot in snapshots if snapshot.kind is Kind.ASKED]:
        still_open = sum(snapshot.status.is_open for snapshot in asks)
        words = {"all": wording.number(len(asks)).label, "open": wording.number(still_open).label}
        yield _("asks: %(open)s of %(all)s are open") % words


def _of_promises(promises: Sequence[ItemSnapshot]) -> str:
    if not promises:
        return _("there is no commitment")
    done = sum(snapshot.status is Status.DONE for snapshot in promises)
    words = {"all": wording.number(len(promises)).label, "done": wording.number(done).label}
    if all(snapshot.status is Status.UNASSESSED for snapshot in promises):
        return _("commitments: %(all)s, of which we have assessed none") % words
    return _("commitments: we hold %(done)s of %(all)s to be done") % words


def _to_mind(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[str]:
    differing = [snapshot for snapshot in snapshots if snapshot.differences()]
    late = [snapshot for snapshot in snapshots if snapshot.is_overdue]
    if differing:
        yield _("voices differ on %(items)s") % {"items": _named(differing)}
    if late and parameters.is_internal:
        yield _("overdue: %(items)s") % {"items": _named(late)}
    elif late:
        yield _("past their deadline: %(items)s") % {"items": _named(late)}
    elif parameters.is_internal and any(snapshot.is_followed for snapshot in snapshots):
        yield _("nothing is overdue")


def _named(snapshots: Sequence[ItemSnapshot]) -> str:
    """Return a few items by their references, more of them by their number."""
    if len(snapshots) <= MOST_NAMED:
        return wording.listed(snapshot.ref for snapshot in snapshots)
    return _("%(number)s items") % {"number": wording.number(len(snapshots)).label}
