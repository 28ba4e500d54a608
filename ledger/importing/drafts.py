"""Keep a spreadsheet on its way in: a closed browser loses nothing, two people on one draft are told.

A draft is begun, matched, looked at and written here, for the pages, as the command does it (``running``).
"""

import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.importing.comparing import Difference
from ledger.importing.heads import heads_of, proposed
from ledger.importing.mapping import ImportMapping, read_mapping, write_mapping
from ledger.importing.mended import mended_file
from ledger.importing.our_words import UnknownWord
from ledger.importing.planning import CellFault, MappingQuestion
from ledger.importing.preview import ImportPreview
from ledger.importing.ready import ReadyItem
from ledger.importing.running import ImportOutcome, look, require_importer, run_import
from ledger.importing.shapes import SheetListed, SheetRows
from ledger.importing.tables import read_table
from ledger.models import Dialogue, ImportDraft, KeptMapping, User
from ledger.personal import telling_words
from ledger.recording import RuleViolation, StaleVersion
from ledger.vocabulary import DraftState

SHOWN_ROWS = 20
"""Items to be opened that a preview shows."""
MOST_KEPT = 50
"""Mappings that a dialogue keeps."""


class StaleImport(StaleVersion):
    """Somebody saved, wrote or discarded the draft meanwhile; nothing was written (optimistic lock)."""

    def __init__(self, draft: ImportDraft) -> None:
        self.draft = draft
        super().__init__(_("%(user)s saved this import since you looked.") % {"user": draft.updated_by})


@dataclass(frozen=True)
class OpenedRow:
    """An item that would be opened, as the preview shows it."""

    row: int
    round: str
    words: str
    topics: str
    updates: int


@dataclass(frozen=True, kw_only=True)
class ImportFindings:
    """What an import would do, as it is kept for the page; ``opened`` and ``updates`` are without the rows at fault."""

    rows: int = 0
    opened: int = 0
    updates: int = 0
    there: int = 0
    updates_there: int = 0
    bad_rows: int = 0
    faults: list[CellFault] = field(default_factory=list)
    questions: list[MappingQuestion] = field(default_factory=list)
    unknown: list[UnknownWord] = field(default_factory=list)
    differing: list[Difference] = field(default_factory=list)
    shown: list[OpenedRow] = field(default_factory=list)

    @property
    def writes_something(self) -> bool:
        """Whether there is anything to write, the rows at fault left out."""
        return bool(self.opened or self.updates)


_LISTED = {
    "faults": CellFault,
    "questions": MappingQuestion,
    "unknown": UnknownWord,
    "differing": Difference,
    "shown": OpenedRow,
}


def findings_of(draft: ImportDraft) -> ImportFindings | None:
    """Return what was found when the draft was looked at; None where it was changed since, or never was."""
    if not draft.found or draft.found_version != draft.version:
        return None
    kept = _unpacked(draft.found)
    lists = {name: [row(**values) for values in kept[name]] for name, row in _LISTED.items()}
    return ImportFindings(**kept | lists)


def _findings(found: ImportPreview) -> ImportFindings:
    kept = found.without_bad_rows() if found.faults else found
    return ImportFindings(
        rows=found.rows,
        opened=len(kept.opened),
        updates=kept.updates,
        there=kept.unchanged,
        updates_there=found.updates_there,
        bad_rows=len(found.bad_rows),
        faults=found.faults,
        questions=found.questions,
        unknown=found.unknown,
        differing=found.differing,
        shown=[_opened_row(ready) for ready in kept.opened[:SHOWN_ROWS]],
    )


def _opened_row(ready: ReadyItem) -> OpenedRow:
    words = ready.fields.get("summary_en") or ready.fields.get("summary_es") or ""
    if ready.span and not words:
        statement, start, end = ready.span
        words = statement.text[start:end]
    topics = ", ".join(map(str, ready.fields.get("topics", ())))
    return OpenedRow(ready.given.row, str(ready.round or ""), words[:300], topics, len(ready.updates))


# --- Packed


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _unpacked(packed: bytes | memoryview) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(zlib.decompress(packed))
    return kept


def table_of(draft: ImportDraft) -> SheetRows:
    """Return the table of a draft, as it was read out of its file."""
    kept = _unpacked(draft.table)
    sheets = tuple(SheetListed(**sheet) for sheet in kept.pop("sheets"))
    return SheetRows(**kept | {"sheets": sheets, "hidden": tuple(kept["hidden"])})


def mapping_of(draft: ImportDraft) -> ImportMapping:
    """Return how the draft is read."""
    return read_mapping(draft.mapping)


# --- From a file to a draft


def begin_import(
    *, user: User, dialogue: Dialogue, name: str, raw: bytes, mapping: ImportMapping | None = None
) -> ImportDraft:
    """Keep a file that came, with its table and a proposal of how it is read.

    Raises PermissionDenied, TableUnreadable.
    """
    require_importer(user, dialogue)
    mapping = mapping or ImportMapping()
    table = read_table(raw, mapping.options)
    now = timezone.now()
    draft: ImportDraft = ImportDraft.objects.create(
        dialogue=dialogue,
        name=name[-255:],
        content=raw,
        table=_packed(asdict(table)),
        mapping=write_mapping(proposed(table, mapping)),
        started_by=user,
        started_at=now,
        updated_by=user,
        updated_at=now,
    )
    return draft


def save_mapping(*, user: User, draft: ImportDraft, version: int, mapping: ImportMapping) -> ImportDraft:
    """Keep how a draft is read; its file is read anew where encoding, separator or sheet were changed.

    Columns are proposed anew where the heads are others. Raises PermissionDenied, StaleImport, TableUnreadable.
    """
    before, table = mapping_of(draft), table_of(draft)
    packed = bytes(draft.table)
    if mapping.options != before.options:
        table = read_table(bytes(draft.content), mapping.options)
        packed = _packed(asdict(table))
    number = mapping.head_row
    heads = heads_of(table.rows[number - 1]) if 0 < number <= len(table.rows) else []
    if set(heads) != set(mapping.columns):
        is_other_table = mapping.options != before.options
        mapping = replace(mapping, columns={}, head_row=0 if is_other_table else number)
    with transaction.atomic():
        fresh = _locked(user, draft, version)
        fresh.table = packed
        fresh.mapping = write_mapping(proposed(table, mapping))
        _save(fresh, user)
    return fresh


def discard_import(*, user: User, draft: ImportDraft) -> None:
    """Give a draft up, with its file; of one that was written, the rows that were left out. Raises PermissionDenied."""
    with transaction.atomic():
        fresh = _locked(user, draft, None, states=(DraftState.OPEN, DraftState.COMMITTED))
        if fresh.state == DraftState.OPEN:
            fresh.state = DraftState.DISCARDED
        fresh.content = fresh.table = fresh.found = b""
        _save(fresh, user)


def forget_imports(*, dialogue: Dialogue, destroyed: Iterable[str]) -> None:
    """Empty the spreadsheets of a dialogue, on their way in or at fault, that repeat words which are destroyed."""
    telling = telling_words(destroyed)
    drafts = ImportDraft.objects.select_for_update().filter(dialogue=dialogue).exclude(content=b"")
    for draft in drafts.order_by("pk") if telling else ():
        rows = table_of(draft).rows if draft.table else read_table(bytes(draft.content)).rows
        if any(words in cell for row in rows for cell in row for words in telling):
            draft.state = DraftState.DISCARDED if draft.state == DraftState.OPEN else draft.state
            draft.content = draft.table = draft.found = b""
            draft.version += 1
            draft.save()


def _locked(
    user: User, draft: ImportDraft, version: int | None, states: tuple[DraftState, ...] = (DraftState.OPEN,)
) -> ImportDraft:
    """Return the draft, which nobody else saves until the transaction ends. Raises PermissionDenied, StaleImport."""
    # Without joins: PostgreSQL finds no row where the one that was waited for has another person now.
    fresh: ImportDraft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    require_importer(user, fresh.dialogue)
    if fresh.state not in states or version not in (None, fresh.version):
        raise StaleImport(fresh)
    return fresh


def _save(draft: ImportDraft, user: User) -> None:
    draft.version += 1
    draft.updated_by, draft.updated_at = user, timezone.now()
    draft.save()


# --- Looked at, and written


def look_at_draft(*, user: User, draft: ImportDraft) -> ImportFindings:
    """Find what a draft would do as it stands, and keep it for the page. Raises PermissionDenied."""
    found = look(user=user, dialogue=draft.dialogue, table=table_of(draft), mapping=mapping_of(draft))
    return _keep_found(draft, found)


def _keep_found(draft: ImportDraft, found: ImportPreview) -> ImportFindings:
    kept = _findings(found)
    columns = {"found": _packed(asdict(kept)), "found_version": draft.version, "found_at": timezone.now()}
    ImportDraft.objects.filter(pk=draft.pk, version=draft.version, state=DraftState.OPEN).update(**columns)
    return kept


def write_draft(
    *,
    user: User,
    draft: ImportDraft,
    skips_bad: bool,
    told: Callable[[int], None] = lambda _done: None,
) -> ImportOutcome:
    """Write what a draft gives, as one batch under its identifier: all of it, or with ``skips_bad`` without bad rows.

    What keeps it from being written is kept for the page, and nothing is written. The file goes once it is written; the
    rows that were left out stay, as a file to be mended. Raises PermissionDenied, StaleImport, RuleViolation.
    """
    with transaction.atomic():
        fresh = _locked(user, draft, draft.version)
        table = table_of(fresh)
        outcome = run_import(
            user=user,
            dialogue=fresh.dialogue,
            table=table,
            mapping=mapping_of(fresh),
            skips_bad=skips_bad,
            request_id=fresh.uuid,
            told=told,
        )
        if outcome.written is None:
            _keep_found(fresh, outcome.preview)
            return outcome
        left = outcome.preview
        fresh.content, fresh.table = b"", b""
        if left.faults:
            fresh.content, ending, _type = mended_file(table, left.mapping.head_row, left.faults)
            fresh.name = bad_rows_name(fresh.name, ending)
        counts = ImportFindings(rows=left.rows, bad_rows=len(left.bad_rows), there=left.unchanged)
        fresh.state, fresh.items, fresh.entries = (
            DraftState.COMMITTED,
            outcome.written.items,
            outcome.written.entries,
        )
        _save(fresh, user)
        fresh.found = _packed(asdict(counts))  # counts alone: no second copy of what was written
        fresh.found_version = fresh.version
        fresh.save()
    return outcome


def bad_rows_name(name: str, ending: str) -> str:
    """Return the name of the file of a draft's bad rows."""
    return f"{name.rpartition('.')[0] or name}.bad-rows.{ending}"[-255:]


def bad_rows_of(draft: ImportDraft) -> tuple[bytes, str] | None:
    """Return the file of a draft's bad rows and its name; None where there are none."""
    found = findings_of(draft)
    if found is None or not found.bad_rows:
        return None
    if draft.state == DraftState.COMMITTED:
        return (bytes(draft.content), draft.name) if draft.content else None
    table = table_of(draft)
    content, ending, _type = mended_file(table, mapping_of(draft).head_row, found.faults)
    return content, bad_rows_name(draft.name, ending)


# --- Mappings that are kept


def keep_mapping(*, user: User, dialogue: Dialogue, name: str, mapping: ImportMapping) -> KeptMapping:
    """Keep a mapping under a name, in the place of another of that name. Raises PermissionDenied, RuleViolation."""
    require_importer(user, dialogue)
    name = name.replace("\x00", "").strip()[:80]  # PostgreSQL keeps no NUL
    if not name:
        raise RuleViolation({"name": _("Give the mapping a name.")})
    kept = KeptMapping.objects.filter(dialogue=dialogue)
    is_new = not kept.filter(name=name).exists()
    if is_new and kept.count() >= MOST_KEPT:
        raise RuleViolation({"name": _("A dialogue keeps %(most)s mappings at most.") % {"most": MOST_KEPT}})
    made: KeptMapping
    made, _is_made = KeptMapping.objects.update_or_create(
        dialogue=dialogue,
        name=name,
        defaults={
            "text": write_mapping(replace(mapping, name=name)),
            "updated_by": user,
            "updated_at": timezone.now(),
        },
    )
    return made


def drop_mapping(*, user: User, kept: KeptMapping) -> None:
    """Delete a kept mapping. Raises PermissionDenied."""
    require_importer(user, kept.dialogue)
    kept.delete()
