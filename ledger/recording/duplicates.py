"""The same words recorded twice: asked about within the hour, whatever request number they come with.

A browser that goes back after recording restores the words in a page with a new idempotency key, and two tabs have two.
"""

import datetime
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Entry, Item, User
from ledger.recording.entry_content import EntryContent
from ledger.recording.errors import RuleViolation

ASKED_FOR_MINUTES = 60
"""How long the same words are asked about."""
_WORDS = ("note", "quote")


class DuplicateEntry(RuleViolation):
    """The person recorded these words on the item within the hour; nothing was written.

    ``entry`` is the entry that holds them. ``again=True`` records them once more.
    """

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        local = timezone.localtime(entry.recorded_at)
        sentence = _("You recorded these words here at %(time)s. Record them again?")
        super().__init__({"again": sentence % {"time": f"{local:%H:%M}"}})


@dataclass(kw_only=True)
class EarlierEntries:
    """The earlier entries of an item that decide a repetition: one of the same request, and those of the same words.

    ``words`` are the texts compared, by the entry's key, newest first; ``statuses`` what each entry said.
    """

    is_repeated: bool = False
    words: dict[int, dict[str, str]]
    statuses: dict[int, str | None]

    def check_not_said(self, says: EntryContent) -> None:
        """Raise DuplicateEntry where a standing entry of the person on the item, of the last hour, says the same.

        The words are compared without regard to case, white space and accents' form; who speaks and of whom are the
        same. Without words, the status is.
        """
        asked = _compared({name: getattr(says, name) for name in _WORDS})
        for key, texts in self.words.items():
            if _compared(texts) == asked and (asked or self.statuses[key] == says.status):
                raise DuplicateEntry(Entry.objects.get(pk=key))


def entries_before(
    says: Mapping[Item, EntryContent], user: User, request_id: UUID | None, now: datetime.datetime
) -> dict[int, EarlierEntries]:
    """Look for items' entries of the same request (idempotency key), and of the person's last hour. By items' keys.

    ``says`` is what is about to be said of each item. The items are locked, so that of two tabs at once the second is
    asked; ``now`` is the writer's stamp.
    """
    rows = Entry.objects.filter(
        _asked_about(says, user, request_id, now), item__in=[item.pk for item in says]
    )
    compared = FilteredRelation("texts", condition=Q(texts__part__in=_WORDS))
    found = (
        rows.order_by("-sequence")
        .annotate(compared=compared)
        .values_list("item_id", "pk", "request_id", "status", *_WHO, "compared__part", "compared__text")
    )
    earlier = {item.pk: EarlierEntries(words={}, statuses={}) for item in says}
    asked = {item.pk: tuple(_who(saying).values()) for item, saying in says.items()}
    for key, pk, request, status, *who, part, text in found:
        if request == request_id:
            earlier[key].is_repeated = True
        elif tuple(who) == asked[key]:
            earlier[key].statuses[pk] = status
            earlier[key].words.setdefault(pk, {})[part] = text
    return earlier


def _asked_about(
    says: Mapping[Item, EntryContent], user: User, request_id: UUID | None, now: datetime.datetime
) -> Q:
    """Select entries of the request, and the person's of the last hour where something was recorded within it."""
    since = now - datetime.timedelta(minutes=ASKED_FOR_MINUTES)
    wanted = Q(request_id=request_id) if request_id else Q(pk__in=())
    if any(item.last_recorded_at is not None and item.last_recorded_at >= since for item in says):
        speaking = {tuple(_who(saying).items()) for saying in says.values()}
        alike = reduce(or_, (Q(**dict(who)) for who in speaking))
        wanted |= alike & Q(author=user, recorded_at__gte=since, corrected_by=None, retracts=False)
    return wanted


_WHO = ("voice", "speaker", "about")


def _who(says: EntryContent) -> dict[str, Any]:
    """Find who speaks and of whom, as an entry's columns hold it."""
    return {name: getattr(getattr(says, name), "pk", getattr(says, name)) for name in _WHO}


def _compared(texts: dict[str, Any]) -> tuple[str, ...]:
    """Return the words, as they are compared; empty where there are none."""
    plain = (
        " ".join(unicodedata.normalize("NFKC", texts.get(name, "")).casefold().split()) for name in _WORDS
    )
    found = tuple(plain)
    return found if any(found) else ()
