"""A mapping: how a file is read, which column is which field, and what its words mean. One format for page and command.

As TOML it holds ``format = 1``, ``name``, and the tables ``file``, ``columns``, ``updates``, ``fixed`` and
``words.FIELD``; docs/importing.md describes them.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ledger.importing.cell_days import DayOrder
from ledger.importing.fields import FIELDS, FIXABLE, WORDED
from ledger.importing.shapes import ReadOptions

FORMAT = 1
LONGEST_CHARACTERS = 400_000
"""So long is a mapping at most, as TOML."""


class MappingFault(ValueError):
    """A mapping says what cannot be: the sentence names the key."""


@dataclass(frozen=True, kw_only=True)
class ColumnUse:
    """What a column is read as. ``update`` names the update to which a column of follow-up belongs; ``order`` is that
    of its dates in figures, empty where the column settles it.
    """

    field: str
    update: str = ""
    order: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportMapping:
    """How a table is read. ``head_row`` counts from 1; 0: found out. ``epoch`` 0: the file's own.

    ``columns`` by head; ``updates``: the day of each update, by its name; ``fixed``: what holds for rows without a
    value of their own; ``words``: by field, a cell's words and ours (empty: they say nothing).
    """

    name: str = ""
    options: ReadOptions = field(default_factory=ReadOptions)
    head_row: int = 0
    epoch: int = 0
    leaves_out_hidden: bool = False
    columns: dict[str, ColumnUse] = field(default_factory=dict)
    updates: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def heads_of(self, name: str, update: str | None = None) -> list[str]:
        """Return the columns that are read as a field, of one update where it is named."""
        return [
            head
            for head, use in self.columns.items()
            if use.field == name and (update is None or use.update == update)
        ]


# --- From TOML


def read_mapping(text: str) -> ImportMapping:
    """Return the mapping that a TOML text holds. Raises MappingFault."""
    if len(text) > LONGEST_CHARACTERS:
        raise MappingFault(_("A mapping has %(limit)s characters at most.") % {"limit": LONGEST_CHARACTERS})
    try:
        top: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        raise MappingFault(_("The mapping is no TOML: %(says)s") % {"says": wrong}) from None
    if top.get("format") != FORMAT:
        raise MappingFault(_("A mapping begins with format = %(format)s.") % {"format": FORMAT})
    _only("", top, {"format", "name", "file", "columns", "updates", "fixed", "words"})
    file = _table(top, "file")
    _only("file", file, {"sheet", "encoding", "separator", "quote", "head_row", "epoch", "leaves_out_hidden"})
    words = {name: _texts(f"words.{name}", table) for name, table in _table(top, "words").items()}
    fixed = _texts("fixed", _table(top, "fixed"))
    _only("words", words, set(WORDED))
    _only("fixed", fixed, set(FIXABLE))
    return ImportMapping(
        name=_text("name", top.get("name", ""))[:80],
        options=ReadOptions(
            **{name: _text(name, file.get(name, "")) for name in ("sheet", "encoding", "separator", "quote")}
        ),
        head_row=_number("head_row", file.get("head_row", 0)),
        epoch=_number("epoch", file.get("epoch", 0)),
        leaves_out_hidden=file.get("leaves_out_hidden") is True,
        columns={head: _use(head, use) for head, use in _table(top, "columns").items()},
        updates=_texts("updates", _table(top, "updates")),
        fixed=fixed,
        words=words,
    )


def _use(head: str, given: object) -> ColumnUse:
    table = {"field": given} if isinstance(given, str) else given
    if not isinstance(table, dict):
        raise MappingFault(_("columns.%(key)s: the name of a field was expected.") % {"key": head})
    _only(f"columns.{head}", table, {"field", "update", "order"})
    values = {name: _text(f"columns.{head}.{name}", value) for name, value in table.items()}
    use = ColumnUse(**{"field": ""} | values)
    if use.field and use.field not in FIELDS:
        says = _("columns.%(key)s: there is no field %(field)s; there are: %(fields)s.")
        raise MappingFault(says % {"key": head, "field": use.field, "fields": ", ".join(FIELDS)})
    if use.order and use.order not in set(DayOrder):
        raise MappingFault(_("columns.%(key)s.order: “day” or “month” was expected.") % {"key": head})
    return use


def _only(place: str, table: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(table.keys() - known):
        says = _("%(key)s is not known here; known are: %(names)s.")
        where = f"{place}.{unknown[0]}" if place else unknown[0]
        raise MappingFault(says % {"key": where, "names": ", ".join(sorted(known))})


def _table(top: dict[str, Any], name: str) -> dict[str, Any]:
    table = top.get(name, {})
    if not isinstance(table, dict):
        raise MappingFault(_("%(key)s: a table was expected.") % {"key": name})
    return table


def _texts(place: str, table: object) -> dict[str, str]:
    if not isinstance(table, dict):
        raise MappingFault(_("%(key)s: a table was expected.") % {"key": place})
    return {key: _text(f"{place}.{key}", value) for key, value in table.items()}


def _text(place: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise MappingFault(_("%(key)s: a text was expected.") % {"key": place})
    return str(value)


def _number(place: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000:
        raise MappingFault(_("%(key)s: a whole number was expected.") % {"key": place})
    return value


# --- To TOML


def write_mapping(mapping: ImportMapping) -> str:
    """Return a mapping as TOML, so that ``read_mapping`` gives the same one again."""
    return "\n".join(_lines(mapping)) + "\n"


def _lines(mapping: ImportMapping) -> Iterator[str]:
    yield f"format = {FORMAT}"
    yield f"name = {_quoted(mapping.name)}"
    file = {name: value for name, value in vars(mapping.options).items() if value}
    numbers = {"head_row": mapping.head_row, "epoch": mapping.epoch}
    yield from ("", "[file]")
    yield from (f"{name} = {_quoted(value)}" for name, value in file.items())
    yield from (f"{name} = {value}" for name, value in numbers.items() if value)
    if mapping.leaves_out_hidden:
        yield "leaves_out_hidden = true"
    yield from ("", "[columns]")
    yield from (f"{_quoted(head)} = {_written_use(use)}" for head, use in mapping.columns.items())
    tables = {"updates": mapping.updates, "fixed": mapping.fixed}
    tables |= {f"words.{name}": words for name, words in mapping.words.items()}
    for name, table in tables.items():
        if table:
            yield from ("", f"[{name}]")
            yield from (f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items())


def _written_use(use: ColumnUse) -> str:
    more = {name: value for name, value in (("update", use.update), ("order", use.order)) if value}
    if not more:
        return _quoted(use.field)
    parts = ", ".join(f"{name} = {_quoted(value)}" for name, value in ({"field": use.field} | more).items())
    return f"{{ {parts} }}"


def _quoted(text: str) -> str:
    """Write a text as TOML's basic string, whose escapes are JSON's; DEL is the only control that JSON leaves bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
