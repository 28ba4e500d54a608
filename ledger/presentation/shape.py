"""What a report is, before any format: plain, frozen values (no Django, no database).

A report's kind (``ledger.reports.topic`` …) builds these from the ledger; a writer
(``ledger.reports.writers``) turns them into a file and decides nothing but layout. Three rules hold
throughout:

* every word a reader sees is here already, in the report's language: writers have no words of their own;
* the statement's own words (`Quote`) and our rendering of them (`Paraphrase`) are different types, so that no
  writer can confuse them;
* a value keeps its meaning beside its wording (`Day.value`, `ReportStatus.code`, `Number.value`), so that a
  spreadsheet can sort what a page shows.

A new block is one class here and one function in each writer; the contract test in ``tests/reports`` fails
until every writer carries it.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any
from urllib.parse import urlsplit

from ledger.presentation.foreign_words import ForeignWords, runs
from ledger.presentation.formulas import safe as safe  # writers import this module alone

# --- Cells: the values that stand in a table, a fact or a line


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and the numbers of the notes they rest on.

    ``language`` is an ISO 639-1 code, empty for the report's own; ``foreign`` are parts in others, in order.
    """

    text: str
    language: str = ""
    notes: tuple[int, ...] = ()
    foreign: tuple[ForeignWords, ...] = ()

    def runs(self) -> Iterator[tuple[str, str]]:
        """Yield the words piece by piece, each with its language."""
        return runs(self.text, self.language, self.foreign)


@dataclass(frozen=True, slots=True)
class Number:
    """A count, and how the report's language writes it."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date or moment as exactly as it is known: ``value`` is ISO 8601, perhaps only "2018-02"."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """Where something stands in somebody's words; without a day only when nobody has looked (unassessed).

    ``code`` is a value of ``ledger.vocabulary.Status``. ``context`` is the word for a status that is older
    than the round it is set against, or empty.
    """

    code: str
    label: str
    day: Day | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """An item's reference; it leads to the section of the same ``ref`` where the report has one."""

    ref: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside the report."""

    label: str
    url: str


Cell = Text | Number | Day | ReportStatus | Ref | Link

# --- Blocks: what a section is made of


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of ours, one after the other. A quiet one is an aside."""

    texts: tuple[Text, ...]
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Short statements, one a line."""

    entries: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The statement's own words, letter for letter, in ``language``, and where they stand."""

    text: str
    language: str
    source: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """What the statement says in our words; ``label`` says that they are ours."""

    text: str
    language: str
    label: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One named value: "owed by: Mexico"."""

    label: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Facts:
    """Named values that belong together."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One voice's position. ``voice`` is a value of ``ledger.vocabulary.Voice``: it decides the column."""

    voice: str
    speaker: str
    status: ReportStatus
    texts: tuple[Text, ...] = ()
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the voices say about one party (or the whole); ``difference`` names it when they differ."""

    about: str
    voices: tuple[Said, ...]
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Positions:
    """The voices side by side, one row for each party judged."""

    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """One entry of the ledger, on the day it took effect. ``marks`` are short remarks on the entry itself."""

    day: Day
    speaker: str
    texts: tuple[Text, ...]
    act: str = ""
    status: ReportStatus | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries in the order in which they took effect."""

    events: tuple[ReportEvent, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. ``key`` is its name for machines and does not change with the language."""

    key: str
    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row, one cell for each column; ``None`` where nothing is known or nothing applies."""

    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is that row's header."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        """Refuse (ValueError) a row that has not one cell for each column."""
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{self.caption}: {len(row.cells)} cells for {len(self.columns)} columns")

    def without_empty(self, *keys: str) -> "Table":
        """Return the table without those of the named columns in which nothing stands."""
        empty = {
            column.key
            for place, column in enumerate(self.columns)
            if column.key in keys and not any(row.cells[place] for row in self.rows)
        }
        return self.without(*empty)

    def without(self, *keys: str) -> "Table":
        """Return the table without the named columns."""
        kept = [place for place, column in enumerate(self.columns) if column.key not in keys]
        rows = tuple(Row(tuple(row.cells[place] for place in kept)) for row in self.rows)
        return Table(self.caption, tuple(self.columns[place] for place in kept), rows)


DRAWINGS = ("bars", "grid", "line")
"""How a figure's table can be drawn."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture told by the table it is drawn from: ``title`` and ``description`` say what it shows.

    ``drawing`` says how; empty for the table alone. In each, the first column names the row:

    * "bars": one bar a row, made of the row's numbers; a column whose ``key`` is a status takes its colour;
    * "grid": one square for each cell, which holds a number, a status, words or nothing;
    * "line": one line for each column of numbers, along the rows.
    """

    title: str
    description: str
    table: Table
    drawing: str = ""

    def __post_init__(self) -> None:
        """Refuse (ValueError) a drawing that there is not."""
        if self.drawing and self.drawing not in DRAWINGS:
            raise ValueError(f"{self.title}: no drawing is called {self.drawing}")


Block = Paragraph | Listing | Quote | Paraphrase | Facts | Positions | Timeline | Table | Figure

# --- The whole


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. ``ref`` names the item that the section is about."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    ref: str = ""
    details: tuple[Text, ...] = ()
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: the evidence or passage that a sentence rests on.

    ``details`` are plain words on the source (its kind, its language); ``stance`` says how it bears on what
    rests on it, ``is_against`` that it contradicts. A language that is empty is the report's own.
    """

    number: int
    title: str
    source: str = ""
    day: Day | None = None
    details: tuple[str, ...] = ()
    quote: Text | None = None
    url: str = ""
    stance: str = ""
    is_against: bool = False
    title_language: str = ""
    source_language: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report, ready for any writer.

    ``summary`` is what a minister reads. ``records`` holds the same facts as one flat table, for
    spreadsheets. ``code`` is the kind of report, ``language`` an ISO 639-1 code, ``colophon`` the closing
    line. ``marking`` stands on every page: how the office marks what it keeps to itself. ``figures_title`` heads the
    pictures' figures where a writer for paper sets them together at the end.
    """

    code: str
    label: str
    title: str
    language: str
    facts: tuple[Fact, ...]
    summary: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    records: Table
    notes_title: str = ""
    notes: tuple[Note, ...] = ()
    colophon: str = ""
    marking: str = ""
    figures_title: str = ""

    @property
    def moment(self) -> datetime.datetime:
        """The latest moment or day of the header (UTC): the only date a file may carry, so that it can be made again.

        1 January 1980, the first day that a ZIP file can name, for a header without one.
        """
        days = (
            fact.value.value
            for fact in self.facts
            if isinstance(fact.value, Day) and len(fact.value.value) >= 10
        )
        moments = (datetime.datetime.fromisoformat(day) for day in days)
        aware = (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC) for moment in moments)
        return max(
            (moment.astimezone(datetime.UTC).replace(microsecond=0) for moment in aware), default=FIRST_MOMENT
        )


@dataclass(frozen=True, slots=True)
class Brief(Report):
    """A report in brief, of a few pages: its sections follow the summary on the same page, without contents, and a
    picture's figures are in the words that stand for it.
    """


AROUND = frozenset({"marking", "figures_title", "foreign", "title_language", "source_language"})
"""Fields around a report, or of how its words sound: no part of its plain shape, so that in JSON it keeps its bytes."""

FIRST_MOMENT = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)

# --- Reading a shape


def plain(value: object) -> Any:
    """Turn a shape into dictionaries, lists and scalars that JSON can carry.

    Each object names its class as ``type`` ("text", "status", "section"…); fields keep their names and order.
    What stands around a report (``AROUND``) is left to the writer.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type_name(type(value))} | {
            field.name: plain(getattr(value, field.name))
            for field in fields(value)
            if field.name not in AROUND
        }
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value


def type_name(kind: type) -> str:
    """Return what a class of the shape is called where it is plain: "section", "report"."""
    name = {ReportEvent: "Event", ReportStatus: "Status"}.get(kind, kind.__name__)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def parts(value: object) -> Iterator[Any]:
    """Yield a shape and every shape inside it, in reading order."""
    if isinstance(value, tuple):
        for part in value:
            yield from parts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def is_web(url: str) -> bool:
    """Tell whether an address may become a link: only http and https do, never a script or a file."""
    try:
        return urlsplit(url).scheme in {"http", "https"} and not re.search(r"[\s<>]", url)
    except ValueError:
        return False
