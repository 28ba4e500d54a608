"""Handing over: one officer's items, review dates and saved views to another, in one step, which can be undone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ledger import access
from ledger.handover.saved_views import begin_undoing, hand_over_views, take_back_views
from ledger.models import Dialogue, Entry, Handover, Item, SavedView, User
from ledger.models.items import ItemQuerySet
from ledger.recording import RuleViolation, StaleItem, StaleVersion, amend_many, tried_again, undo_batch
from ledger.vocabulary import Act, Permission


class StaleHandover(StaleVersion):
    """The work to hand over has changed since somebody looked; nothing was written."""


@dataclass(frozen=True)
class Plan:
    """The work that would go from one officer to another by a person's hand, and what would not, with the reason.

    ``goes`` and ``stays`` may be the first of them alone; the counts are of all. ``views`` are those of which the
    person may know the names; ``unnamed`` counts the officer's own ones beside them.
    """

    from_user: User
    to_user: User
    goes: Sequence[Item]
    stays: Sequence[tuple[Item, str]]
    goes_count: int
    stays_count: int
    seen: str
    """What somebody who looks at it sees, as a digest: another one is another plan."""
    views: Sequence[SavedView]
    unnamed: int
    staying_views: Sequence[SavedView]
    dialogues: Sequence[Dialogue]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand over."""
        return not (self.goes or self.views or self.unnamed)


def officers(user: User) -> QuerySet[User]:
    """Select the people whose work may be handed over: with items or views where the person may give items."""
    dialogues = _dialogues(user)
    items = access.visible_to(user, Item.objects.current().filter(round__dialogue__in=dialogues))
    views = SavedView.objects.filter(dialogue__in=dialogues)
    having = Q(pk__in=items.order_by().values("officer")) | Q(pk__in=views.order_by().values("owner"))
    people: QuerySet[User] = User.objects.filter(having)
    return people.order_by("last_name", "first_name", "username")


def receivers(user: User) -> QuerySet[User]:
    """Select the people who may take work over: possible officers in one of those dialogues."""
    return access.officers_in(User.objects.all(), *_dialogues(user))


def _dialogues(user: User) -> list[Dialogue]:
    """Return the dialogues in which the person gives items to officers."""
    return [
        dialogue
        for dialogue in access.visible_to(user, Dialogue.objects.all())
        if access.may(user, Act.AMEND, dialogue)
    ]


def plan_of(user: User, from_user: User, to_user: User, most: int | None = None) -> Plan:
    """Return what the person would hand over, ``most`` items of what goes and of what stays. Reads only.

    What they may not see is not told.
    """
    ours = _dialogues(user)
    open_ones = {dialogue.pk for dialogue in ours if access.may(to_user, Permission.READ, dialogue)}
    items = access.visible_to(user, Item.objects.filter(officer=from_user))
    movable = Q(is_withdrawn=False, round__dialogue__in=open_ones)
    going = list(items.filter(movable).order_by("pk").values_list("pk", "last_sequence", "round__dialogue"))
    stays = list(_shown(items.exclude(movable))[:most])
    views = SavedView.objects.filter(owner=from_user, dialogue__in=open_ones)
    named = list(access.visible_to(user, views))
    unnamed = views.count() - len(named)
    parts = [f"{pk}:{sequence}" for pk, sequence, _dialogue in going]
    parts += [f"view {view.uuid}" for view in named] + [str(unnamed)]
    concerned = {item_row[2] for item_row in going} | set(views.values_list("dialogue", flat=True))
    return Plan(
        from_user=from_user,
        to_user=to_user,
        goes=list(_shown(items.filter(movable))[:most]),
        stays=[(item, _why_not(item, {each.pk for each in ours}, to_user)) for item in stays],
        goes_count=len(going),
        stays_count=len(stays) if most is None or len(stays) < most else items.exclude(movable).count(),
        seen=_digest(from_user.pk, to_user.pk, *parts),
        views=named,
        unnamed=unnamed,
        staying_views=list(
            access.visible_to(user, SavedView.objects.filter(owner=from_user)).exclude(pk__in=views)
        ),
        dialogues=[dialogue for dialogue in ours if dialogue.pk in concerned],
    )


def _digest(*parts: object) -> str:
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _shown(items: ItemQuerySet) -> ItemQuerySet:
    rows = items.select_related("round__dialogue", "passage__statement")
    return rows.defer("passage__statement__text").in_ref_order()


def _why_not(item: Item, ours: set[int], to_user: User) -> str:
    """Explain why an item cannot go."""
    dialogue = item.round.dialogue
    if item.is_withdrawn:
        return _("It is withdrawn.")
    if dialogue.pk not in ours:
        return _("You may not give items of %(dialogue)s to others.") % {"dialogue": dialogue.code}
    return _("%(user)s holds no role in %(dialogue)s.") % {"user": to_user, "dialogue": dialogue.code}


@tried_again
def hand_over(
    *,
    user: User,
    from_user: User,
    to_user: User,
    seen: str,
    batch: UUID,
    review_on: datetime.date | None = None,
    reason: str = "",
) -> list[Handover]:
    """Hand over what can go, all of it or nothing; with a day, all of it comes up for review on it.

    ``seen`` is the plan's as the person saw it. The same ``batch`` again writes nothing. Raises StaleHandover,
    RuleViolation, PermissionDenied, InvalidInput.
    """
    changes = {"officer": to_user} | ({"review_on": review_on} if review_on else {})
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=from_user.pk)  # two at once: one follows the other
        if done := list(Handover.objects.filter(batch=batch, by=user)):
            return done
        plan = plan_of(user, from_user, to_user)
        if plan.seen != seen:
            raise StaleHandover
        if plan.is_empty or from_user == to_user:
            raise RuleViolation({"from_user": _("There is nothing to hand over.")})
        targets = [(item, item.last_sequence) for item in plan.goes]
        try:
            amend_many(user=user, targets=targets, changes=changes, reason=reason, batch=batch)
        except StaleItem as moved:
            raise StaleHandover from moved
        return [
            hand_over_views(user=user, from_user=from_user, to_user=to_user, dialogue=dialogue, batch=batch)
            for dialogue in plan.dialogues
        ]


@tried_again
def undo_hand_over(*, user: User, batch: UUID, reason: str) -> None:
    """Give everything of a handover back, all of it or nothing, by a batch of its own.

    For people who may hand over in each of its dialogues. Raises PermissionDenied; RuleViolation where something of it
    was amended since, InvalidInput where a view was handed on or it was undone already.
    """
    with transaction.atomic():
        rows = Handover.objects.filter(batch=batch).select_related("dialogue", "from_user", "to_user")
        rows = rows.order_by("pk")
        for row in rows:
            if not access.may(user, Act.AMEND, row.dialogue):
                raise PermissionDenied(
                    _("You may not give items of %(dialogue)s to others.") % {"dialogue": row.dialogue.code}
                )
            begin_undoing(user=user, handover=row)
        if Entry.objects.filter(batch=batch).exists():
            undo_batch(user=user, batch=batch, reason=reason)
        for row in rows:  # after the items, as they were handed over: two at once wait in one order
            take_back_views(row)
