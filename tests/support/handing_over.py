"""Work of a person that is handed over to another."""

import datetime
from typing import Any
from uuid import UUID

from ledger import access
from ledger.handover.handing_over import (
    hand_over,
    plan_of,
)
from ledger.models import Dialogue, Handover, Item, User
from ledger.vocabulary import Role
from tests.makers import make_editor, make_item, make_round

DAY = datetime.date(2027, 3, 1)


BATCH = UUID(int=11)


def make_held(officer: User, dialogue: Dialogue, **fields: Any) -> Item:
    """An item that the officer was given, who need hold no role there any more."""
    lent = (
        None
        if access.roles_in(officer, dialogue)
        else officer.memberships.create(dialogue=dialogue, role=Role.VIEWER)
    )
    item = make_item(make_round(dialogue), make_editor(dialogue), officer=officer, review_on=DAY, **fields)
    if lent:
        lent.delete()
    return item


def give(keeper: User, old: User, new: User, **more: Any) -> list[Handover]:
    plan = plan_of(keeper, old, new)
    values = {"from_user": old, "to_user": new, "seen": plan.seen, "batch": BATCH}
    return hand_over(user=keeper, **values | more)
