"""The report of a party: what it promised, was asked and reports, and what others say of it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop, override

from ledger.models import Item
from ledger.presentation import shape, wording
from ledger.reports import brief
from ledger.reports.assembly import frame
from ledger.reports.blocks import Notes
from ledger.reports.obligations import Duties, no_item
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import items_once, open_snapshots
from ledger.reports.snapshots import ItemSnapshot

KIND = "party"
LABEL = gettext_noop("Report on a party")
NEEDS = ("party",)
TAKES = ("dialogue", "length")
IS_INTERNAL = False

FIELDS = ("owed_by", "asked_by", "asked_of")


def items(parameters: ReportParameters) -> QuerySet[Item]:
    """Select those that name the party or ever did, or on which it speaks or is judged. Raises ValueError
    without a party.
    """
    if (party := parameters.party) is None:
        raise ValueError("a report on a party needs a party")
    now = Q(party_links__party=party) | Q(entries__about=party) | Q(entries__speaker=party)
    return items_once(now, FIELDS, [party.code])


def build(parameters: ReportParameters) -> shape.Report:
    """Answer for ``question.party``. Reads only. Raises ValueError when the question names none."""
    if (party := parameters.party) is None:
        raise ValueError("a report on a party needs a party")

    def bears_on_it(snapshot: ItemSnapshot) -> bool:
        named = any(party in snapshot.parties(field) for field in FIELDS)
        return named or any(party in {entry.about, entry.speaker} for entry in snapshot.entries)

    with override(parameters.language):
        snapshots = open_snapshots(items(parameters), parameters)
        duties = Duties(
            parameters, [snapshot for snapshot in snapshots if bears_on_it(snapshot)], party, Notes()
        )
        if parameters.is_brief:
            return brief.build(
                parameters,
                code=KIND,
                label=LABEL,
                title=party.name,
                empty=no_item(wording.party(party)),
                items=brief.of_items(parameters, duties.snapshots),
            )
        return frame(
            parameters,
            code=KIND,
            label=LABEL,
            title=party.name,
            snapshots=duties.snapshots,
            summary=duties.summary(wording.party(party)),
            sections=duties.sections(),
            notes=duties.notes,
        )
