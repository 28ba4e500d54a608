"""What was typed about an item when the session had ended: kept for its writer, and back in the form at the next visit.

The form carries along, signed, who was writing; nobody else is ever shown it.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

from ledger.desk import NotKept, NotYours, keep_typed, take_typed
from ledger.models import Item, User

SALT = "ledger.typed"
DAYS = 14
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "writer", "do"})


def writer_of(user: User, item: Item) -> str:
    """The signed word of who is writing about which item, for a hidden field named ``writer``."""
    return signing.dumps([user.pk, item.pk], salt=SALT)


def keep_for_writer(request: HttpRequest) -> None:
    """Keep what a signed-out person sent, for the writer that the form names; files cannot be kept."""
    try:
        user_key, item_key = signing.loads(
            request.POST.get("writer", ""), salt=SALT, max_age=DAYS * 24 * 60 * 60
        )
    except signing.BadSignature:
        return
    user = User.objects.filter(pk=user_key, is_active=True).first()
    item = Item.objects.filter(pk=item_key).select_related("round__dialogue").first()
    if user and item:
        with suppress(NotYours, NotKept):
            keep_typed(user=user, item=item, typed=_typed(request.POST))


def _typed(sent: QueryDict) -> dict[str, Any]:
    return {name: values for name, values in sent.lists() if name not in NOT_TYPED}


def typed_before(user: User, item: Item) -> QueryDict | None:
    """What was kept about the item, as it was sent; None where there is nothing."""
    kept: Mapping[str, Any] = take_typed(user=user, item=item)
    if not kept:
        return None
    sent = QueryDict(mutable=True)
    for name, values in kept.items():
        sent.setlist(name, values)
    return sent
