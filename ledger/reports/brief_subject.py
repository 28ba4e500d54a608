"""The items of a brief, and what each of its sections asks of them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ledger.models import Round, Topic, User
from ledger.reports.blocks import Notes
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.reports.topic_texts import Texts
from ledger.vocabulary import Kind, Priority


@dataclass
class BriefSubject:
    """What a brief tells of: items in order of rounds, the same by topic, texts of our office, rounds to come."""

    parameters: ReportParameters
    snapshots: list[ItemSnapshot]
    grouped: dict[Topic, list[ItemSnapshot]]
    texts: Texts
    planned: tuple[Round, ...]
    officers: Mapping[str, str] = field(default_factory=dict)
    """The names of the items' officers by the keys that items hold: for our own people and the present."""
    notes: Notes = field(default_factory=Notes)
    raised: set[str] = field(default_factory=set)
    """The items on which voices differ that are told among the points to raise."""

    @property
    def is_ours(self) -> bool:
        """Whether our own people read it of the present: they alone are told of plans."""
        return self.parameters.is_internal and self.parameters.is_present

    @property
    def last(self) -> Round:
        """The last round of which an item is told: by its day, where it has none by its number."""
        rounds = {snapshot.item.round: None for snapshot in self.snapshots}
        return max(rounds, key=lambda meeting: (meeting.starts_on or datetime.date.min, meeting.number))

    @property
    def owed(self) -> list[ItemSnapshot]:
        """What was promised and asked, the most urgent first."""
        return in_order_of_urgency(self.snapshots)


def in_order_of_urgency(snapshots: list[ItemSnapshot]) -> list[ItemSnapshot]:
    """Return what was promised or asked, with what our office calls urgent first, then what binds most."""
    owed = (snapshot for snapshot in snapshots if snapshot.is_commitment or snapshot.kind is Kind.ASKED)
    return sorted(owed, key=lambda snapshot: (not is_urgent(snapshot), snapshot.place, snapshot.order))


def is_urgent(snapshot: ItemSnapshot) -> bool:
    """Tell whether our office calls the item urgent: for our own people and for the present only."""
    parameters = snapshot.parameters
    return parameters.is_internal and parameters.is_present and snapshot.field("priority") == Priority.HIGH


def names_of_officers(parameters: ReportParameters, snapshots: Iterable[ItemSnapshot]) -> dict[str, str]:
    """Return the names of the items' officers, by key, by one query where there are any. Our own people's alone."""
    keys = {key for snapshot in snapshots if (key := snapshot.field("officer"))}
    if not (keys and parameters.is_internal and parameters.is_present):
        return {}
    return {str(user.uuid): str(user) for user in User.objects.filter(uuid__in=keys)}
