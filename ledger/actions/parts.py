"""The parts of an entry that hold text or a file, by names that people understand."""

import json
from collections.abc import Callable, Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.actions.kept_elsewhere import kept_elsewhere
from ledger.models import Entry, Item, User
from ledger.presentation import wording
from ledger.presentation.timeline import PARTS
from ledger.recording import copies_of, redactable_parts

EVIDENCE_PARTS = {
    "title": gettext_lazy("title"),
    "issuer": gettext_lazy("issuer"),
    "url": gettext_lazy("link"),
    "quote": gettext_lazy("quoted words"),
    "file_name": gettext_lazy("file name"),
    "file": gettext_lazy("file"),
}


def part_name(part: str) -> str:
    """Return a part in words: "note", "evidence 1: title", "summary in English"."""
    head, *rest = part.split(".")
    if head == "evidence":
        number, name = rest
        words = {"number": int(number) + 1, "part": EVIDENCE_PARTS.get(name, name)}
        return _("evidence %(number)d: %(part)s") % words
    return wording.field(rest[0]) if head == "changes" else str(PARTS.get(head, head))


def named_parts(entry: Entry) -> list[tuple[str, str]]:
    """Return what of an entry can be redacted: pairs of part, and its name with the beginning of its text."""
    return [
        (part, _with_words(part_name(part), _said(part, entry.text(part))))
        for part in redactable_parts(entry)
    ]


def copies(
    entry: Entry, parts: Iterable[str], item_url: Callable[[Item], str]
) -> list[tuple[str, Entry, str]]:
    """Find where else the words of parts stand: address, entry, and the part of it in words."""
    return [
        (f"{item_url(row.entry.item)}#entry-{row.entry.sequence}", row.entry, part_name(row.part))
        for row in copies_of(entry, parts)
    ]


def files_elsewhere(
    user: User, entry: Entry, parts: Iterable[str], item_url: Callable[[Item], str]
) -> list[tuple[str, str]]:
    """Find where else the content of the files is kept that parts name: what it is called, and its page."""
    named = set(parts)
    pieces = [piece for piece in entry.evidence.all() if piece.file_sha256 and piece.part("file") in named]
    return kept_elsewhere(user, {piece.file_sha256 for piece in pieces}, pieces, item_url)


def _said(part: str, text: str) -> str:
    """Return what a part says; of a change, what the field said before and says since."""
    if not text or not part.startswith("changes."):
        return text
    return " → ".join(value for value in json.loads(text) if value)


def _with_words(name: str, text: str) -> str:
    return f"{name}: {Truncator(text).chars(160)}" if text else name
