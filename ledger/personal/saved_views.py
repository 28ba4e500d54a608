"""Lists as somebody filtered and sorted them, kept under a name."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Dialogue, SavedView, User
from ledger.personal.errors import InvalidInput, NotVisible, check_storable, visible
from ledger.vocabulary import Act, Permission

NOT_FILTERS = {"after", "before", "page", "view", "csrfmiddlewaretoken"}
"""GET parameters that say where in a list one is, not which list it is."""


def canonical_query(query: str) -> str:
    """Order GET parameters by name and value, without empty ones and without the place in the list."""
    pairs = parse_qsl(query.removeprefix("?"))
    return urlencode(sorted({(name, value) for name, value in pairs if name not in NOT_FILTERS}))


def save_view(
    *,
    user: User,
    name: str,
    query: str,
    dialogue: Dialogue | None = None,
    is_shared: bool = False,
    listed: str = "items",
) -> SavedView:
    """Keep a list under a name, for oneself or shared with the staff of a dialogue of one's own.

    Raises NotVisible for another's dialogue; InvalidInput for a name that is missing or taken, or a view shared
    nowhere.
    """
    _check_dialogue(user, dialogue)
    if not access.visible_to(user, Dialogue.objects.all()).exists():
        raise NotVisible
    view = SavedView(owner=user, dialogue=dialogue, list=listed, is_shared=is_shared)
    return _save(view, name=name, query=query)


def update_view(*, user: User, view: SavedView, **changes: Any) -> SavedView:
    """Rename a view of one's own, or change its ``query``, ``dialogue`` or ``is_shared``.

    Raises NotVisible, also for what somebody else shares; InvalidInput.
    """
    fresh = visible(user, SavedView.objects.filter(owner=user), view)
    for field in changes.keys() & {"dialogue", "is_shared"}:
        setattr(fresh, field, changes[field])
    _check_dialogue(user, fresh.dialogue)
    return _save(fresh, name=changes.get("name", fresh.name), query=changes.get("query", fresh.query))


def delete_view(*, user: User, view: SavedView) -> None:
    """Delete a view of one's own. Raises NotVisible."""
    visible(user, SavedView.objects.filter(owner=user), view).delete()


def move_views(*, user: User, from_user: User, to_user: User, dialogue: Dialogue) -> dict[str, str]:
    """Hand one officer's views of a dialogue to another, renamed where the name is taken.

    Returns the views' identifiers with the names that they had.

    For people who may give items to another officer there. Raises NotVisible; InvalidInput where the other is no
    member.
    """
    if not access.may(user, Act.AMEND, dialogue):
        raise NotVisible
    if not access.may(to_user, Permission.READ, dialogue):
        raise InvalidInput({"to_user": _("%(user)s holds no role in this dialogue.") % {"user": to_user}})
    if from_user.pk == to_user.pk:
        return {}
    with transaction.atomic():
        views = SavedView.objects.filter(owner=from_user, dialogue=dialogue).order_by("pk")
        views = views.select_for_update()
        before = {str(view.uuid): view.name for view in views}
        for view in views:
            give_view(view, to_user, before=from_user)
        return before


def give_view(view: SavedView, owner: User, *, before: User) -> None:
    """Make a view another's, under its name or a free one like it."""
    view.owner = owner
    view.name, wanted = _free_name(view, owner, before), view.name
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:  # the name was taken a moment ago, which shows now
        view.name = wanted
        view.name = _free_name(view, owner, before)
        view.save()


def _free_name(view: SavedView, owner: User, before: User) -> str:
    taken = set(SavedView.objects.filter(owner=owner, list=view.list).values_list("name", flat=True))
    names = [view.name, f"{view.name[:40]} ({str(before)[:30]})"]
    names += [f"{view.name[:40]} ({str(before)[:30]}) {number}" for number in range(2, len(taken) + 3)]
    return next(name for name in names if name not in taken)


def _check_dialogue(user: User, dialogue: Dialogue | None) -> None:
    if dialogue is not None and not access.may(user, Permission.READ, dialogue):
        raise NotVisible


def _save(view: SavedView, *, name: str, query: str) -> SavedView:
    view.name, view.query = name.strip(), canonical_query(query)
    check_storable(name=view.name, query=view.query)
    taken = SavedView.objects.filter(owner=view.owner, list=view.list, name=view.name).exclude(pk=view.pk)
    broken = {
        "name": _("Give it a name.")
        if not view.name
        else _("A name has at most 80 characters.")
        if len(view.name) > 80
        else _("You have a view of that name already.")
        if taken.exists()
        else "",
        "query": _("These are too many filters to keep.") if len(view.query) > 2000 else "",
        "dialogue": _("Say with which dialogue's staff it is shared.")
        if view.is_shared and view.dialogue is None
        else "",
    }
    if any(broken.values()):
        raise InvalidInput({field: says for field, says in broken.items() if says})
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:  # the same name, a moment ago
        raise InvalidInput({"name": _("You have a view of that name already.")}) from error
    return view
