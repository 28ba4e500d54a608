"""The same words recorded twice: asked about within the hour, whatever request number they come with.

A browser that goes back after recording restores the words in a page with a new idempotency key, and two tabs have two.
"""

import datetime
import unicodedata
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Entry, EntryText, Item, User
from ledger.recording import clock
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


def check_not_said_before(item: Item, user: User, says: EntryContent) -> None:
    """Raise DuplicateEntry where a standing entry of the person on the item, of the last hour, says the same words.

    The words are compared without regard to case, white space and accents' form; who speaks and of whom are the
    same. Without words, the status is. ``item`` is locked, so that of two tabs at once the second is asked.
    """
    since = clock.now() - datetime.timedelta(minutes=ASKED_FOR_MINUTES)
    if item.last_recorded_at is None or item.last_recorded_at < since:
        return
    own = Entry.objects.filter(item=item, author=user, recorded_at__gte=since, retracts=False)
    own = own.filter(voice=says.voice, speaker=says.speaker, about=says.about, corrected_by=None)
    found = list(own.order_by("-sequence"))
    if not found:
        return
    asked = _compared({name: getattr(says, name) for name in _WORDS})
    words = _words_of(found)
    for entry in found:
        same = words.get(entry.pk, ()) == asked
        if same and (asked or entry.status is says.status):
            raise DuplicateEntry(entry)


def _words_of(entries: list[Entry]) -> dict[int, tuple[str, ...]]:
    rows = EntryText.objects.filter(entry__in=entries, part__in=_WORDS).values_list("entry", "part", "text")
    texts: dict[int, dict[str, str]] = {}
    for entry, part, text in rows:
        texts.setdefault(entry, {})[part] = text
    return {entry: _compared(parts) for entry, parts in texts.items()}


def _compared(texts: dict[str, Any]) -> tuple[str, ...]:
    """The words, as they are compared; empty where there are none."""
    plain = (
        " ".join(unicodedata.normalize("NFKC", texts.get(name, "")).casefold().split()) for name in _WORDS
    )
    found = tuple(plain)
    return found if any(found) else ()
