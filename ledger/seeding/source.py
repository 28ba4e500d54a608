"""Files that people edit: TOML read together with its line numbers.

A ``TomlSource`` is one file, a ``TomlTable`` one table of it. A record's readers (``text``, ``word``, ``day``…) check
values as they hand them out, and raise ``Fault``; ``only`` refuses a field that nobody reads.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models.fields import unfit_day
from ledger.seeding.errors import Fault, nearest
from ledger.vocabulary import Precision, Word

Where = tuple[str | int, ...]
W = TypeVar("W", bound=Word)
T = TypeVar("T")

EXPECTED = {
    str: gettext_lazy("a text in quotation marks"),
    int: gettext_lazy("a whole number"),
    bool: gettext_lazy("true or false"),
    date: gettext_lazy("a day such as 2015-10-21"),
    list: gettext_lazy("a list"),
    dict: gettext_lazy("a table"),
}


@dataclass(frozen=True)
class TomlSource:
    """A TOML file: its data, and the line on which each table and field stands (counted from 1)."""

    path: Path
    name: str
    data: dict[str, Any]
    lines: dict[Where, int]

    @property
    def top(self) -> "TomlTable":
        """The file as a whole."""
        return TomlTable(self, (), self.data)

    def line(self, where: Where) -> int:
        """Return the line of a field, or else of the nearest table around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def read_source(path: Path, *, name: str = "") -> TomlSource:
    """Read a TOML file. ``name`` is what messages call it, by default its path.

    Raises ``Fault`` where the file cannot be read, is not UTF-8 or is not TOML.
    """
    name = name or str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a byte-order mark
        return TomlSource(path, name, tomllib.loads(text), index_lines(text))
    except OSError as error:
        raise Fault(name, 1, "", _("cannot be read: %(why)s") % {"why": error.strerror}) from error
    except UnicodeDecodeError as error:
        raise Fault(name, 1, "", _("is not UTF-8 at byte %(byte)s") % {"byte": error.start}) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise Fault(name, line, "", _("is not TOML: %(why)s") % {"why": error}) from error
    except RecursionError as error:
        raise Fault(name, 1, "", _("is not TOML: %(why)s") % {"why": error}) from error


_HEADER = re.compile(r"\s*+(\[\[?)([^\[\]]++)\]\]?\s*+(?:#.*)?$")
_FIELD = re.compile(r"""\s*([\w."'-]+)\s*=\s*(.*)$""")
_OPENERS = ("[", "{", '"""', "'''")


def index_lines(text: str) -> dict[Where, int]:
    """Map each table and field of a valid TOML text to its line.

    ``("items", 0, "quote")`` is a field of the first ``[[items]]``. tomllib tells no positions, so
    headers and keys are followed here, and values that go over several lines skipped.
    """
    lines: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    here: Where = ()
    rest = iter(enumerate(text.split("\n"), start=1))
    for number, line in rest:
        if header := _HEADER.match(line):
            here = _enter(_names(header[2]), counts, is_list=header[1] == "[[")
            lines[here] = number
        elif field := _FIELD.match(line):
            lines[here + _names(field[1])] = number
            _skip_value(field[2], rest)
    return lines


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _enter(names: tuple[str, ...], counts: dict[Where, int], *, is_list: bool) -> Where:
    """Return the place that a header opens; a list's name on the way stands for its last table so far."""
    here: Where = ()
    for name in names[:-1]:
        here += (name,)
        if here in counts:
            here += (counts[here] - 1,)
    here += (names[-1],)
    if not is_list:
        return here
    counts[here] = counts.get(here, 0) + 1
    return (*here, counts[here] - 1)


def _skip_value(value: str, rest: Iterator[tuple[int, str]]) -> None:
    """Read on until a value that may go over several lines is whole."""
    while value.startswith(_OPENERS):
        try:
            tomllib.loads(f"value = {value}")
        except tomllib.TOMLDecodeError:
            _number, more = next(rest)
            value += "\n" + more
        else:
            return


@dataclass(frozen=True)
class TomlTable:
    """A table of a source. An absent field reads as empty ("", None, []) unless it is required."""

    source: TomlSource
    where: Where
    values: dict[str, Any]

    def __contains__(self, field: str) -> bool:
        return field in self.values

    def place(self, field: str = "") -> str:
        """Return ``file:line`` of a field, or of the table itself."""
        return f"{self.source.name}:{self.source.line((*self.where, field) if field else self.where)}"

    def fault(self, field: str, expected: str) -> Fault:
        """Return a fault at a field of this table."""
        return Fault(self.source.name, self.source.line((*self.where, field)), field, expected)

    def only(self, *fields: str) -> None:
        """Refuse any field but these."""
        for field in self.values:
            if field not in fields:
                raise self.fault(field, _("is not a field here") + nearest(field, fields))

    def text(self, field: str, *, required: bool = False) -> str:
        """Return a text."""
        value = self._value(field, str, required=required) or ""
        if required and not value:
            raise self.fault(field, _("is empty"))
        return value

    def number(self, field: str) -> int | None:
        """Return a whole number."""
        number: int | None = self._value(field, int)
        return number

    def needed_number(self, field: str) -> int:
        """Return a whole number that must be there."""
        number: int = self._value(field, int, required=True)
        return number

    def flag(self, field: str) -> bool:
        """Read true or false; false where it is absent."""
        return bool(self._value(field, bool))

    def day(self, field: str, *, required: bool = False) -> date | None:
        """Return a day."""
        return self._kept(field, self._value(field, date, required=required))

    def moment(self, field: str, *, required: bool = False) -> tuple[date | None, Precision]:
        """Return a day, or a month ("2020-11") or year ("2020") as its first day, with the precision."""
        value = self.values.get(field)
        if not isinstance(value, str):
            return self.day(field, required=required), Precision.DAY
        found = re.fullmatch(r"(?!0000)(\d{4})(?:-(0[1-9]|1[0-2]))?", value)
        if not found:
            expected = _(
                'a day (2015-10-21), a month ("2020-11") or a year ("2020") was expected, not %(value)r'
            )
            raise self.fault(field, expected % {"value": value})
        precision = Precision.MONTH if found[2] else Precision.YEAR
        return self._kept(field, date(int(found[1]), int(found[2] or 1), 1)), precision

    def _kept(self, field: str, day: date | None) -> date | None:
        """Return the day, once its year is one that the ledger takes."""
        if says := unfit_day(day):
            raise self.fault(field, says)
        return day

    def texts(self, field: str) -> list[str]:
        """Return a list of texts, each there once."""
        values: list[Any] = self._value(field, list) or []
        for value in values:
            if not isinstance(value, str) or not value:
                raise self.fault(
                    field, _("a list of texts was expected, but %(value)r is in it") % {"value": value}
                )
            if values.count(value) > 1:
                raise self.fault(field, _("%(value)r is there twice") % {"value": value})
        return values

    def word(self, field: str, word: type[W], default: W | None = None) -> W:
        """Return a word of the vocabulary; required where there is no default."""
        value = self.text(field, required=default is None)
        if not value and default is not None:
            return default
        return word(self._known(field, value, [known.value for known in word]))

    def optional_word(self, field: str, word: type[W]) -> W | None:
        """Return a word of the vocabulary, or None where the field is absent."""
        return self.word(field, word) if field in self.values else None

    def one(self, field: str, rows: Mapping[str, T]) -> T | None:
        """Return the row that a field names by its code, slug or reference; None where the field is absent."""
        return self.named(field, rows) if field in self.values else None

    def named(self, field: str, rows: Mapping[str, T]) -> T:
        """Return the row that a required field names by its code, slug or reference."""
        return rows[self._known(field, self.text(field, required=True), rows)]

    def several(self, field: str, rows: Mapping[str, T]) -> list[T]:
        """Return the rows that a list names, in its order."""
        return [rows[self._known(field, value, rows)] for value in self.texts(field)]

    def record(self, field: str) -> "TomlTable | None":
        """Return the table in a field; None where it is absent."""
        value = self._value(field, dict)
        return None if value is None else TomlTable(self.source, (*self.where, field), value)

    def records(self, field: str) -> "list[TomlTable]":
        """Return the tables of a list, in their order."""
        values = self._value(field, list) or []
        if not all(isinstance(value, dict) for value in values):
            raise self.fault(field, _("tables headed [[%(field)s]] were expected") % {"field": field})
        return [TomlTable(self.source, (*self.where, field, n), value) for n, value in enumerate(values)]

    def _value(self, field: str, kind: type, *, required: bool = False) -> Any:
        value = self.values.get(field)
        if value is None:
            if required:
                raise self.fault(
                    field, _("is missing: %(expected)s was expected") % {"expected": EXPECTED[kind]}
                )
            return None
        # To Python, true is a number and a time of day a date; to a curator they are not.
        if not isinstance(value, kind) or type(value) in {bool, datetime} - {kind}:
            expected = _("%(expected)s was expected, not %(value)r")
            raise self.fault(field, expected % {"expected": EXPECTED[kind], "value": value})
        return value

    def _known(self, field: str, value: str, known: Iterable[str]) -> str:
        names = list(known)
        if value not in names:
            raise self.fault(field, _("%(value)r is not known") % {"value": value} + nearest(value, names))
        return value
