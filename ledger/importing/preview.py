"""What an import would do, before anything is written: opened, there already, different, at fault by row and column."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.importing.comparing import Difference, EntriesThere, differences
from ledger.importing.finding import ItemFinder
from ledger.importing.heads import proposed
from ledger.importing.mapping import ImportMapping
from ledger.importing.our_words import UnknownWord
from ledger.importing.planning import CellFault, ImportPlan, MappingQuestion, plan_import
from ledger.importing.ready import UPDATE_COLUMNS, Readier, ReadyItem, passage_of
from ledger.importing.reference import ImportReference
from ledger.importing.shapes import SheetRows
from ledger.models import Dialogue, Item, User
from ledger.recording import ItemGiven, RowRefused, refused_rows

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass
class ImportPreview:
    """What a file would do by a mapping: ``opened`` are new, ``there`` have their item, and updates new to it."""

    mapping: ImportMapping
    rows: int = 0
    opened: list[ReadyItem] = field(default_factory=list)
    there: list[tuple[ReadyItem, Item]] = field(default_factory=list)
    differing: list[Difference] = field(default_factory=list)
    updates_there: int = 0
    faults: list[CellFault] = field(default_factory=list)
    questions: list[MappingQuestion] = field(default_factory=list)
    unknown: list[UnknownWord] = field(default_factory=list)

    @property
    def bad_rows(self) -> set[int]:
        """The numbers of the rows that are at fault."""
        return {fault.row for fault in self.faults}

    @property
    def updates(self) -> int:
        """How many updates would be recorded."""
        return sum(len(ready.updates) for ready in self.opened) + sum(
            len(ready.updates) for ready, _item in self.there
        )

    @property
    def unchanged(self) -> int:
        """How many rows are there already, with nothing new."""
        return sum(len(ready.given.rows) for ready, _item in self.there if not ready.updates)

    @property
    def writes_something(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.opened) or any(ready.updates for ready, _item in self.there)

    def without_bad_rows(self) -> "ImportPreview":
        """Return what is left where bad rows are left out: with them all that the same reference gives."""
        bad = self.bad_rows
        opened = [ready for ready in self.opened if not bad & set(ready.given.rows)]
        there = [(ready, item) for ready, item in self.there if not bad & set(ready.given.rows)]
        return replace(self, opened=opened, there=there)

    def to_write(self, *, is_kept: bool) -> Iterator[ItemGiven]:
        """Yield what is to be written, a row at a time; with ``is_kept`` passages are made where they are new."""
        for ready in self.opened:
            yield ItemGiven(
                row=ready.given.row,
                round=ready.round,
                fields=_with_passage(ready, is_kept=is_kept),
                entries=tuple(update.says for update in ready.updates),
            )
        for ready, item in self.there:
            if ready.updates:
                yield ItemGiven(
                    row=ready.given.row, item=item.pk, entries=tuple(update.says for update in ready.updates)
                )

    @property
    def existing(self) -> list[int]:
        """The keys of the items that stand and get new updates."""
        return sorted({item.pk for ready, item in self.there if ready.updates})


def _with_passage(ready: ReadyItem, *, is_kept: bool) -> dict[str, object]:
    return ready.fields | ({"passage": passage_of(ready.span, is_kept=is_kept)} if ready.span else {})


SEPARATORS: "dict[str, StrOrPromise]" = {
    ",": gettext_lazy("comma (,)"),
    ";": gettext_lazy("semicolon (;)"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("bar (|)"),
}
"""What parts the cells of a text, in words."""


def how_read(table: SheetRows, head_row: int) -> str:
    """Say how a file was read: what was found out, or the mapping named."""
    row = _("Heads: row %(number)s.") % {"number": head_row}
    if table.kind == "workbook":
        return _("Sheet: “%(sheet)s”.") % {"sheet": table.sheet} + " " + row
    separator = SEPARATORS.get(table.separator, table.separator)
    says = _("Encoding: %(encoding)s. Separator: %(separator)s. Quotation mark: %(quote)s.")
    words = {"encoding": table.encoding, "separator": separator, "quote": table.quote}
    return f"{says % words} {row}"


def preview_import(
    *,
    user: User,
    dialogue: Dialogue,
    table: SheetRows,
    mapping: ImportMapping,
    today: datetime.date,
    asks_rules: bool = True,
) -> ImportPreview:
    """Say what a table would do by a mapping, which is completed by what the table shows. Nothing is written.

    Where the mapping leaves questions open, these alone are answered. Every fault of every row is found; without
    ``asks_rules``, those alone that the write API does not know of.
    """
    reference = ImportReference(dialogue)
    mapping = proposed(table, mapping)
    plan = plan_import(table, mapping, reference.vocabulary, today)
    found = ImportPreview(
        mapping, plan.rows, faults=plan.faults, questions=plan.questions, unknown=plan.unknown
    )
    readier = Readier(reference, mapping.fixed)
    rows = [readier.ready(given) for given in plan.items]
    _sort_out(found, rows, ItemFinder(user, dialogue).find(rows))
    _ask_what_is_needed(found, plan)
    if not found.questions:
        _leave_out_what_lacks(found)
        rows_asked = found.to_write(is_kept=False) if asks_rules else ()
        refused = refused_rows(user=user, dialogue=dialogue, rows=rows_asked, existing=found.existing)
        add_refused(found, refused)
    found.faults.sort(key=lambda fault: fault.row)
    return found


def add_refused(found: ImportPreview, refused: Iterable[RowRefused]) -> None:
    """Note rows that the write API refuses, among the faults, in the order of rows."""
    found.faults += row_faults(found, refused)
    found.faults.sort(key=lambda fault: fault.row)


def _sort_out(found: ImportPreview, rows: list[ReadyItem], items: dict[int, Item]) -> None:
    """Put each row where it belongs: new, or there; of those there, the updates that are there too are left out."""
    said = EntriesThere({item.pk for item in items.values()})
    for ready in rows:
        item = items.get(ready.given.row)
        if item is None:
            if not ready.faults and not ready.given.is_opening:
                says = _("No item has this reference, and the row has no words to open one.")
                ready.faults.append(CellFault(ready.given.row, ready.column("outside_ref"), says))
            if not ready.faults:
                found.opened.append(ready)
        else:
            found.differing += differences(ready, item)
            new = [update for update in ready.updates if not said.holds(item, update)]
            found.updates_there += len(ready.updates) - len(new)
            ready.updates = new
            if not ready.faults:
                found.there.append((ready, item))
        found.faults += ready.faults


_LACKS: dict[str, Callable[[ReadyItem], bool]] = {
    "round": lambda ready: ready.round is None,
    "kind": lambda ready: "kind" not in ready.fields,
    "topics": lambda ready: not ready.fields.get("topics"),
}


def _ask_what_is_needed(found: ImportPreview, plan: ImportPlan) -> None:
    """Ask for what all new items lack."""
    says = {
        "round": _("Choose the column with the round, or one round for all rows."),
        "kind": _("Choose the column with the kind, or one kind for all rows."),
        "topics": _("Choose the column with the topics, or one topic for all rows."),
    }
    for name, lacks in _LACKS.items():
        is_given = found.mapping.heads_of(name) or found.mapping.fixed.get(name)
        if not is_given and (any(map(lacks, found.opened)) or (plan.faults and not plan.items)):
            found.questions.append(MappingQuestion("missing", name, says[name]))


def _leave_out_what_lacks(found: ImportPreview) -> None:
    """Note rows whose item cannot be opened for an empty cell."""
    empty = _("This is empty, and an item is not opened without it.")
    whole = []
    for ready in found.opened:
        missing = [name for name, lacks in _LACKS.items() if lacks(ready)]
        found.faults += [CellFault(ready.given.row, _head_of(found, name), empty) for name in missing]
        if not missing:
            whole.append(ready)
    found.opened = whole


def _head_of(found: ImportPreview, name: str) -> str:
    return next(iter(found.mapping.heads_of(name)), "")


def row_faults(found: ImportPreview, refused: Iterable[RowRefused]) -> Iterator[CellFault]:
    """Yield what the write API refuses, by row and column of the file."""
    by_row = {ready.given.row: ready for ready in found.opened}
    by_row |= {ready.given.row: ready for ready, _item in found.there}
    for row in refused:
        ready = by_row[row.row]
        for name, says in row.fields.items():
            if row.entry is None:
                yield CellFault(row.row, ready.column(name), says)
                continue
            given = ready.updates[row.entry].given
            heads = (given.columns.get(column, "") for column in UPDATE_COLUMNS.get(name, (name,)))
            yield CellFault(given.row, next(filter(None, heads), ""), says)
