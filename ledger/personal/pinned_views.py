"""Pin saved views to a person's workspace, in an order of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import PinnedView, SavedView, User
from ledger.personal.errors import InvalidInput, visible

MAX_PINNED = 8
"""How many views a workspace holds: each is counted whenever it is opened."""


def pinned_views(user: User) -> QuerySet[PinnedView]:
    """Select the person's pins in their order, with the views, of those that they may open today."""
    return access.visible_to(user, PinnedView.objects.select_related("view")).order_by("position", "pk")


@contextmanager
def _one_at_a_time(user: User) -> Iterator[None]:
    """Let one request at a time change the pins of a person (lock): they are counted and renumbered."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        yield


def pin_view(*, user: User, view: SavedView) -> None:
    """Put a view behind the others on the person's workspace; again changes nothing.

    Raises NotVisible; InvalidInput where there are as many as it holds.
    """
    with _one_at_a_time(user):
        row = visible(user, SavedView.objects.all(), view)
        if PinnedView.objects.filter(user=user, view=row).exists():
            return
        if pinned_views(user).count() >= MAX_PINNED:
            says = _("Your workspace holds %(most)d pinned views: unpin one first.") % {"most": MAX_PINNED}
            raise InvalidInput({"view": says})
        last = PinnedView.objects.filter(user=user).order_by("-position").first()
        PinnedView.objects.create(user=user, view=row, position=last.position + 1 if last else 1)


def unpin_view(*, user: User, view: SavedView) -> bool:
    """Take a view off the person's workspace, also where it became another's. Return whether it was there."""
    return bool(PinnedView.objects.filter(user=user, view=view).delete()[0])


def move_pin_up(*, user: User, view: SavedView) -> None:
    """Let a pinned view change places with the one before it; the first, and one that is not pinned, stay."""
    with _one_at_a_time(user):
        pins = list(pinned_views(user))
        place = next((place for place, pin in enumerate(pins) if pin.view_id == view.pk), 0)
        if place:
            before, moved = pins[place - 1], pins[place]
            before.position, moved.position = moved.position, before.position
            PinnedView.objects.bulk_update([before, moved], ["position"])
