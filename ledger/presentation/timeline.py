"""An item's timeline: every entry in order, what it changed, what became of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Entry, Evidence, Item, Topic, User
from ledger.models.entries import EntryQuerySet
from ledger.models.fields import WordField
from ledger.models.item_fields import Code
from ledger.presentation import wording
from ledger.presentation.item_words import NOTHING, day
from ledger.vocabulary import Act, Audience, EvidenceType, SourceKind

PARTS = {
    "source": gettext_lazy("source"),
    "note": gettext_lazy("note"),
    "note_en": gettext_lazy("our translation into English"),
    "note_es": gettext_lazy("our translation into Spanish"),
    "quote": gettext_lazy("quoted words"),
    "oral_with": gettext_lazy("spoken with"),
    "basis_note": gettext_lazy("on the basis"),
    "no_evidence_reason": gettext_lazy("why there is no evidence"),
    "reason": gettext_lazy("reason"),
}
"""An entry's free texts, in the order in which they are read."""


@dataclass(frozen=True)
class TimelineText:
    """A free text of an entry; ``is_redacted`` where it was destroyed."""

    part: str
    label: str
    words: str
    is_redacted: bool

    @property
    def language(self) -> str:
        """The language of a translation of ours; empty for what is in any."""
        return self.part.removeprefix("note_") if self.part.startswith("note_") else ""


@dataclass(frozen=True)
class FieldChange:
    """A field before and after; ``is_redacted`` where the text was destroyed."""

    label: str
    before: str
    after: str
    is_redacted: bool = False


@dataclass
class TimelineEntry:
    """An entry as the timeline shows it."""

    entry: Entry
    day: str
    speaking: str
    audience: str
    released_to: str = ""
    """Of a release: to whom, with the dialogue whose counterpart that is."""
    changes: list[FieldChange] = field(default_factory=list)
    evidence: list["TimelineEvidence"] = field(default_factory=list)
    texts: list[TimelineText] = field(default_factory=list)
    corrected_by: int | None = None
    buttons: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class TimelineEvidence:
    """A piece of evidence; ``link`` is empty unless it leads to a web page, ``file`` unless one is kept."""

    row: Evidence
    link: str
    day: str
    file: str
    is_file_redacted: bool

    @property
    def nature(self) -> str:
        """What it is and who stands behind it, as far as somebody said so: "report, press"; empty for neither."""
        unsaid = (EvidenceType.UNSTATED, SourceKind.UNSTATED)
        return ", ".join(
            _(word.label) for word in (self.row.type, self.row.source_kind) if word not in unsaid
        )


def timeline_of(item: Item) -> list[TimelineEntry]:
    """Return every entry of an item, oldest first, for our own people. Five queries at most, however many entries."""
    entries = _read(Entry.objects.filter(item=item).order_by("sequence"))
    audiences = {entry.releases_id: entry.released_to for entry in entries if entry.act is Act.RELEASE}
    return _lines(entries, audiences)


def since(item: Item, seen: int) -> list[TimelineEntry]:
    """Return the entries of an item that were recorded since somebody saw it, at the sequence ``seen``."""
    return [line for line in timeline_of(item) if line.entry.sequence > seen]


def lines_of(entries: EntryQuerySet) -> list[TimelineEntry]:
    """Return entries of any items as their timelines show them, in the order given. Six queries at most."""
    rows = _read(entries.select_related("item"))
    releases = Entry.objects.filter(releases__in=[row.pk for row in rows]).order_by("sequence")
    return _lines(rows, dict(releases.values_list("releases", "released_to")))


def _read(entries: EntryQuerySet) -> list[Entry]:
    """Return entries with what a line shows of them."""
    shown = ("speaker", "about", "author", "approver", "corrects", "corrected_by")
    named = entries.annotate(dialogue_code=F("item__round__dialogue__code"))
    return list(named.select_related(*shown, "answers", "releases", "redacts").with_texts())


def _lines(entries: list[Entry], audiences: dict[Any, Any]) -> list[TimelineEntry]:
    names = _names(entries)
    gone = {(entry.redacts_id, part) for entry in entries for part in entry.redacted_parts or ()}
    return [_line(entry, names, audiences, gone) for entry in entries]


def _line(
    entry: Entry, names: dict[str, str], audiences: dict[Any, Any], gone: set[tuple[Any, str]]
) -> TimelineEntry:
    correction = getattr(entry, "corrected_by", None)
    audience = Audience.INTERNAL if correction else audiences.get(entry.pk, Audience.INTERNAL)
    of: str = getattr(entry, "dialogue_code", "")
    return TimelineEntry(
        entry=entry,
        day=day(entry.effective_on, entry.effective_precision),
        speaking=speaking(entry),
        audience=wording.audience(audience, of),
        released_to=wording.audience(entry.released_to, of) if entry.released_to else "",
        changes=_changes(entry, names),
        evidence=[_piece(piece, (entry.pk, piece.part("file")) in gone) for piece in entry.evidence.all()],
        texts=[text for text in texts_of(entry) if text.part != "source" or text.is_redacted],
        corrected_by=correction.sequence if correction else None,
    )


def speaking(entry: Entry) -> str:
    """Say who speaks in an entry and on whom: "Mexico, on itself"; empty where nobody does. It comes with its texts."""
    if not entry.voice:
        return ""
    return wording.begin(wording.speaking(entry, wording.speaker(entry, entry.source, _("our office"))))


def texts_of(entry: Entry) -> list[TimelineText]:
    """Return the free texts of an entry that were written, those since destroyed included."""
    found = (
        TimelineText(part=part, label=str(label), words=entry.text(part), is_redacted=entry.is_redacted(part))
        for part, label in PARTS.items()
    )
    return [text for text in found if text.words or text.is_redacted]


def file_address(evidence: Evidence) -> str:
    """Find where the file of a piece of evidence is handed out."""
    return reverse("ledger:evidence-file", args=(evidence.uuid,))


def _piece(evidence: Evidence, is_file_redacted: bool) -> TimelineEvidence:
    return TimelineEvidence(
        row=evidence,
        link=evidence.url if evidence.url.startswith(("https://", "http://")) else "",
        day=day(evidence.published_on, evidence.published_precision),
        file=file_address(evidence) if evidence.file_sha256 and not is_file_redacted else "",
        is_file_redacted=is_file_redacted,
    )


# --- What an entry changed, in words


def _changes(entry: Entry, names: dict[str, str]) -> list[FieldChange]:
    """Return the fields that an opening or amendment set; of an opening, only those that it filled."""
    found = []
    for name in entry.changes:
        change = entry.change(name)
        if change is None:
            found.append(FieldChange(wording.field(name), "", "", is_redacted=True))
            continue
        before, after = change
        if entry.act is not Act.OPEN or after not in (None, "", [], False):
            found.append(
                FieldChange(wording.field(name), _shown(name, before, names), _shown(name, after, names))
            )
    return found


def _shown(name: str, code: Code, names: dict[str, str]) -> str:
    """Return a value as the ledger writes it, in words."""
    if isinstance(code, list):
        return ", ".join(_shown(name, part, names) for part in code) or NOTHING
    if code in (None, ""):
        return NOTHING
    if isinstance(code, int):
        return _number_shown(code)
    column = Item._meta.get_field(name) if name not in wording.NO_COLUMN else None
    if isinstance(column, WordField) and column.word:
        return _(column.word(code).label)
    if name.endswith("_on"):
        return day(datetime.date.fromisoformat(code))
    if name in {"passage", "other_passages"}:
        return _("characters %(span)s") % {"span": code.rpartition(":")[2]}
    return names.get(code, str(code))


def _number_shown(code: int) -> str:
    """Return a truth in words, or a number."""
    if isinstance(code, bool):
        return _("yes") if code else _("no")
    return str(code)


def _names(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the names of the topics and officers that changes name by their identifiers."""
    topics, officers = (_codes(entries, name) for name in ("topics", "officer"))
    rows = [*Topic.objects.filter(uuid__in=topics), *User.objects.filter(uuid__in=officers)]
    return {str(row.uuid): str(row) for row in rows}


def _codes(entries: Iterable[Entry], name: str) -> set[str]:
    sides = (side for entry in entries for side in entry.changes.get(name) or ())
    return {code for side in sides for code in (side if isinstance(side, list) else [side]) if code}
