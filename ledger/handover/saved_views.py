"""Hand saved views over with the items, and remember the handover; see ``handing_over``."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Dialogue, Handover, SavedView, User
from ledger.personal.errors import InvalidInput, NotVisible
from ledger.personal.saved_views import give_view, move_views
from ledger.vocabulary import Act


def hand_over_views(
    *, user: User, from_user: User, to_user: User, dialogue: Dialogue, batch: UUID
) -> Handover:
    """Move one officer's views of a dialogue to another and remember it, with the batch of what else went.

    Raises NotVisible, InvalidInput.
    """
    with transaction.atomic():
        views = move_views(user=user, from_user=from_user, to_user=to_user, dialogue=dialogue)
        return Handover.objects.create(
            batch=batch,
            dialogue=dialogue,
            by=user,
            from_user=from_user,
            to_user=to_user,
            made_at=timezone.now(),
            views=views,
        )


def begin_undoing(*, user: User, handover: Handover) -> None:
    """Mark a handover as undone, for people who may hand over there. Raises NotVisible; InvalidInput where it was
    already.
    """
    if not access.may(user, Act.AMEND, handover.dialogue):
        raise NotVisible
    if not Handover.objects.filter(pk=handover.pk, undone_at=None).update(undone_at=timezone.now()):
        raise InvalidInput({"batch": _("It was undone already.")})


def take_back_views(handover: Handover) -> None:
    """Give the views of a handover back under the names that they had; one that was deleted since stays so.

    Raises InvalidInput where a view was handed on.
    """
    with transaction.atomic():
        for view in SavedView.objects.select_for_update().filter(uuid__in=handover.views).order_by("pk"):
            if view.owner_id != handover.to_user_id:
                raise InvalidInput(
                    {"batch": _("The view “%(name)s” was handed on since.") % {"name": view.name}}
                )
            view.name = handover.views[str(view.uuid)]
            give_view(view, handover.from_user, before=handover.to_user)
