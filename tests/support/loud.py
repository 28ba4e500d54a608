"""Items that count on every line of a person's day."""

import datetime
from typing import Any

from ledger.models import Item, Round, User
from ledger.vocabulary import Audience, Kind, Status, Voice
from tests.makers import (
    make_entry,
    make_item,
    make_party,
)

PAST = datetime.date(2016, 1, 1)


def make_followed(round: Round, keeper: User, **fields: Any) -> Item:
    return make_item(round, keeper, **{"kind": Kind.UNDERTAKEN, "owed_by": [make_party()]} | fields)


def make_loud(round: Round, keeper: User, **fields: Any) -> Item:
    """A followed item that counts on every line: mine, to review, overdue, stale, differing, with a proposal."""
    item = make_followed(round, keeper, officer=keeper, review_on=PAST, target_on=PAST, **fields)
    mexico, old = make_party(), {"effective_on": PAST}
    party = {"voice": Voice.PARTY, "speaker": mexico, "about": mexico}
    make_entry(item, Status.IN_PROGRESS, keeper, proposed_audience=Audience.PUBLIC, **party, **old)
    make_entry(item, Status.STALLED, keeper, about=mexico, **old)
    return item
