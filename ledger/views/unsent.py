"""Bring back what was typed when the session had ended: kept for its writer until the next visit.

The form carries along, signed, who was writing; nobody else is ever shown it.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from ledger.models import Item, User
from ledger.personal import InvalidInput, NotVisible, keep_typed, take_typed
from ledger.personal.unsent import LONGEST
from ledger.reading.typed_days import written_out

SALT = "ledger.typed"
DAYS = 14
KEPT = "ledger_typed"
"""Its place in the session."""
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "writer"})


def writer_of(user: User, item: Item | None = None) -> str:
    """Return the signed word of who is writing, and about which item, for a hidden field named ``writer``."""
    return signing.dumps([user.pk, item.pk if item else None], salt=SALT)


def _writer(request: HttpRequest) -> tuple[int | None, int | None]:
    """Find whom the form that was sent names, and about which item; nobody where that is forged or too old."""
    word = request.POST.get("writer", "")
    try:
        user_key, item_key = signing.loads(word, salt=SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None, None
    return user_key, item_key


def keep_for_writer(request: HttpRequest) -> None:
    """Keep what a signed-out person sent, for the writer that the form names; files cannot be kept."""
    user_key, item_key = _writer(request)
    user = User.objects.filter(pk=user_key or 0, is_active=True).first()
    item = Item.objects.filter(pk=item_key or 0).select_related("round__dialogue").first()
    if user and item:
        with suppress(NotVisible, InvalidInput):
            keep_typed(user=user, item=item, typed=_typed(request.POST))


def keep_in_session(request: HttpRequest) -> None:
    """Keep what a signed-out person sent to this address, in the session that signing in goes on with."""
    user_key, _item = _writer(request)
    typed = _typed(request.POST)
    if user_key is not None and len(str(typed)) <= LONGEST:
        request.session[KEPT] = {"writer": user_key, "path": request.path, "typed": typed}


def take_from_session(request: HttpRequest) -> QueryDict | None:
    """Return what was kept for this address, as it was sent, once; None where there is nothing of this person's."""
    kept = request.session.get(KEPT)
    if kept is None or (kept["writer"], kept["path"]) != (request.user.pk, request.path):
        return None
    del request.session[KEPT]
    return sent_again(kept["typed"])


def _typed(sent: QueryDict) -> dict[str, Any]:
    return to_keep(sent, NOT_TYPED)


def to_keep(sent: QueryDict, left_out: Collection[str]) -> dict[str, list[Any]]:
    """Return what was sent, to be kept: a date typed as "yesterday" as its day, which it would not mean tomorrow."""
    today = timezone.localdate()
    return {
        name: [written_out(value, today) for value in values] if name.endswith("_on") else values
        for name, values in sent.lists()
        if name not in left_out
    }


def typed_before(user: User, item: Item) -> QueryDict | None:
    """Return what was kept about the item, as it was sent; None where there is nothing."""
    kept: Mapping[str, Any] = take_typed(user=user, item=item)
    return sent_again(kept) if kept else None


def sent_again(typed: Mapping[str, Any]) -> QueryDict:
    """Return values by their fields' names, as a browser would send them."""
    sent = QueryDict(mutable=True)
    for name, values in typed.items():
        sent.setlist(name, values)
    return sent
