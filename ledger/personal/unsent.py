"""Keep what a person had typed about an item when their session ended before it was recorded."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import EntryDraft, Item, User
from ledger.personal.errors import InvalidInput, NotVisible, check_storable
from ledger.vocabulary import Act

LONGEST = 200_000
"""How many characters are kept, as JSON: more than any note, less than a file."""


def keep_typed(*, user: User, item: Item, typed: Mapping[str, Any]) -> EntryDraft:
    """Keep what stood in the form's fields, in the place of what was kept before. Raises NotVisible, InvalidInput."""
    if not access.may(user, Act.NOTE, item.round.dialogue):
        raise NotVisible
    values = dict(typed)
    check_storable(typed=values)
    if len(json.dumps(values)) > LONGEST:
        raise InvalidInput({"typed": _("This is too long to be kept.")})
    kept, _made = EntryDraft.objects.update_or_create(
        user=user, item=item, defaults={"typed": values, "updated_at": timezone.now()}
    )
    return kept


def take_typed(*, user: User, item: Item) -> dict[str, Any]:
    """Return what was kept about the item, empty where there is nothing; it stays until it is dropped."""
    kept = access.visible_to(user, EntryDraft.objects.filter(user=user, item=item)).first()
    return kept.typed if kept else {}


def has_typed(user: User) -> Exists:
    """Tell whether something is kept about an item, as a column of items that are read anyhow."""
    return Exists(EntryDraft.objects.filter(user=user, item=OuterRef("pk")))


def drop_typed(*, user: User, item: Item) -> None:
    """Forget what was kept about the item: once it is recorded, or not wanted any more."""
    EntryDraft.objects.filter(user=user, item=item).delete()


def _typed_about(item: Item) -> Iterable[EntryDraft]:
    return EntryDraft.objects.filter(item__in=Item.objects.in_whole(item))


LONG_ENOUGH = 12
"""Of how many characters words are that nobody types twice by chance."""


def telling_words(destroyed: Iterable[str]) -> list[str]:
    """Return of the words that are destroyed those by which a copy of them is known."""
    return [words for words in destroyed if len(words) >= LONG_ENOUGH]


def forget_words(*, item: Item, destroyed: Iterable[str]) -> None:
    """Forget what anybody had typed about an item or its steps that repeats words which are destroyed.

    Short words tell nothing.
    """
    telling = telling_words(destroyed)
    for kept in _typed_about(item) if telling else ():
        typed = [
            part for value in kept.typed.values() for part in (value if isinstance(value, list) else [value])
        ]
        if any(words_gone in words for words_gone in telling for words in map(str, typed)):
            kept.delete()
