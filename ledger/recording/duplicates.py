"""The same words recorded twice: asked about within the hour, whatever request number they come with.

A browser that goes back after recording restores the words in a page with a new idempotency key, and two tabs have two.
"""

import datetime
import unicodedata
from dataclasses import dataclass
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
        sentence = _("You recorded these words on this item at %(time)s. Record them again?")
        super().__init__({"again": sentence % {"time": f"{local:%H:%M}"}})


@dataclass(frozen=True)
class EarlierEntries:
    """Of an item's entries, the one of the same request and those that may say the same words, read in one query.

    ``words`` are the texts compared, by the entry's key, newest first; ``statuses`` what each entry said.
    """

    is_repeated: bool
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
    item: Item, user: User, says: EntryContent, request_id: UUID | None, now: datetime.datetime
) -> EarlierEntries:
    """Look for an item's entries of the same request (idempotency key), and of the person's last hour.

    ``item`` is locked, so that of two tabs at once the second is asked; ``now`` is the writer's stamp.
    """
    since = now - datetime.timedelta(minutes=ASKED_FOR_MINUTES)
    wanted = Q(request_id=request_id) if request_id else Q(pk__in=())
    if item.last_recorded_at is not None and item.last_recorded_at >= since:
        said = {"voice": says.voice, "speaker": says.speaker, "about": says.about, "retracts": False}
        wanted |= Q(author=user, recorded_at__gte=since, corrected_by=None, **said)
    rows = Entry.objects.filter(wanted, item=item).order_by("-sequence")
    compared = FilteredRelation("texts", condition=Q(texts__part__in=_WORDS))
    found = rows.annotate(compared=compared).values_list(
        "pk", "request_id", "status", "compared__part", "compared__text"
    )
    earlier = EarlierEntries(any(row[1] == request_id for row in found), {}, {})
    for key, request, status, part, text in found:
        if request != request_id:
            earlier.statuses[key] = status
            earlier.words.setdefault(key, {})[part] = text
    return earlier


def _compared(texts: dict[str, Any]) -> tuple[str, ...]:
    """The words, as they are compared; empty where there are none."""
    plain = (
        " ".join(unicodedata.normalize("NFKC", texts.get(name, "")).casefold().split()) for name in _WORDS
    )
    found = tuple(plain)
    return found if any(found) else ()
