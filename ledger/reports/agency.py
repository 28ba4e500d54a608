"""The report of an agency: the items that name it or one of its offices, and the rounds that it came to."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ledger.models import Agency, Delegate, Item
from ledger.presentation import shape, wording
from ledger.reports import brief
from ledger.reports.assembly import frame
from ledger.reports.attested_by_statement import told_name, told_office
from ledger.reports.blocks import Notes
from ledger.reports.obligations import Duties, no_item
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import items_once, open_snapshots
from ledger.reports.snapshots import ItemSnapshot

KIND = "agency"
LABEL = gettext_noop("Report on an agency")
NEEDS = ("agency",)
TAKES = ("dialogue", "length")
IS_INTERNAL = False


def items(parameters: ReportParameters, offices: Sequence[Agency] = ()) -> QuerySet[Item]:
    """Select those on which the agency, or an office under it, is or ever was, or on a step of which; ``offices``
    where they are read already.

    Raises ValueError without an agency.
    """
    if (agency := parameters.agency) is None:
        raise ValueError("a report on an agency needs an agency")
    offices = offices or _with_offices(agency)
    codes = {office.code for office in offices}
    named = items_once(Q(agency_links__agency__in=offices), ("agencies",), codes)
    steps = named.filter(part_of__isnull=False)
    return Item.objects.filter(Q(pk__in=named.values("pk")) | Q(pk__in=steps.values("part_of")))


def build(parameters: ReportParameters) -> shape.Report:
    """Answer for ``question.agency`` and the offices under it; its party reports for it.

    Reads only. Raises ValueError when the question names no agency.
    """
    if (agency := parameters.agency) is None:
        raise ValueError("a report on an agency needs an agency")
    with override(parameters.language):
        offices = _with_offices(agency)
        codes = {office.code for office in offices}
        found = open_snapshots(items(parameters, offices), parameters)
        named = [snapshot for snapshot in found if any(map(codes.intersection, _agencies(snapshot)))]
        duties = Duties(parameters, named, agency.party, Notes())
        rounds = tuple(_rounds(parameters, offices))
        opening = tuple(_opening(agency))
        if parameters.is_brief:
            return brief.build(
                parameters,
                code=KIND,
                label=LABEL,
                title=agency.name,
                empty=no_item(agency.name),
                items=brief.of_items(parameters, duties.snapshots),
                opening=opening,
                last=rounds,
            )
        return frame(
            parameters,
            code=KIND,
            label=LABEL,
            title=agency.name,
            snapshots=duties.snapshots,
            summary=chain(opening, duties.summary(agency.name)),
            sections=chain(rounds, duties.sections()),
            notes=duties.notes,
        )


def _opening(agency: Agency) -> Iterator[shape.Paragraph]:
    """Yield whose it is, which keeps a page from being a title alone and tells nothing of what is held back."""
    words = {"agency": wording.begin(agency.name), "party": wording.party(agency.party)}
    yield shape.Paragraph((shape.Text(_("%(agency)s: an agency of %(party)s.") % words),))


def _agencies(snapshot: ItemSnapshot) -> Iterator[list[str]]:
    """Yield the codes of the agencies of an item, and of each of its steps."""
    for told in (snapshot, *snapshot.steps):
        yield told.field("agencies") or []


def _with_offices(agency: Agency) -> list[Agency]:
    """Return the agency and the offices under it, at any depth."""
    of_party = list(Agency.objects.filter(party=agency.party))
    found, fringe = [agency], [agency]
    while fringe:
        above = {office.pk for office in fringe}
        fringe = [office for office in of_party if office.parent_id in above and office not in found]
        found += fringe
    return found


def _rounds(parameters: ReportParameters, offices: Iterable[Agency]) -> Iterator[shape.Section]:
    """Yield the rounds held by the day to which it came, as far as the audience may see the source that says so."""
    came = Delegate.objects.filter(
        agency__in=offices, delegation__round__starts_on__lte=parameters.as_of
    ).select_related("delegation__round__dialogue", "agency", "passage__statement")
    if parameters.series:
        came = came.filter(delegation__round__dialogue=parameters.series)
    if parameters.within is not None:
        came = came.filter(delegation__round__dialogue__in=parameters.within)
    if not parameters.is_internal:
        came = came.filter(passage__statement__in=parameters.statements())
    lines: dict[str, list[shape.Text]] = {}
    order = ("delegation__round__dialogue__code", "delegation__round__number", "position")
    for delegate in came.order_by(*order):
        round = wording.begin(str(delegate.delegation.round))
        named = wording.joined([told_name(parameters, delegate), told_office(parameters, delegate)], ", ")
        nobody = shape.Text(_("nobody named") if parameters.is_internal else "")
        lines.setdefault(round, []).append(named if named.text else nobody)
    if lines:
        said = {round: wording.joined(who, "; ") for round, who in lines.items()}
        texts = tuple(wording.joined([round, who], ": ") for round, who in said.items())
        yield shape.Section(_("Rounds that it came to"), (shape.Listing(texts),))
