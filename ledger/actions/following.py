"""Following an item together with what is recorded on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid5

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from ledger.models import Item, User
from ledger.recording import amend_item


@contextmanager
def followed(
    user: User | AnonymousUser, item: Item, *, is_wanted: bool, request_id: UUID | None
) -> Iterator[None]:
    """Record what the block records and, where it is wanted, let the item be followed from then on: both or neither.

    An item that somebody follows meanwhile is left alone; so is that which a colleague no longer follows when the same
    request comes again. Raises what the block and ``amend_item`` raise.
    """
    if not is_wanted or not isinstance(user, User):
        yield
        return
    with transaction.atomic():
        yield
        # The block has locked the item until the transaction ends: nobody changes it in between.
        if Item.objects.filter(pk=item.pk, is_followed=False).exists():
            once = uuid5(request_id, "follow") if request_id else None
            follow = {"is_followed": True}
            amend_item(user=user, item=item, expected_sequence=None, changes=follow, request_id=once)
