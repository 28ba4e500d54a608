"""From a table and a mapping to what would be opened and recorded; what is wrong, by row and column. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ledger.importing.cell_days import DayOrder, DayUnread, is_in_doubt, order_of, read_cell_day
from ledger.importing.fields import FIELDS
from ledger.importing.heads import heads_of
from ledger.importing.mapping import ImportMapping
from ledger.importing.our_words import NOTHING, RECORD, UnknownWord, Vocabulary, meant, parts_of, proposals
from ledger.importing.shapes import MAX_CELL_CHARACTERS, SheetRows
from ledger.reading.typed_days import KnownDay
from ledger.typed_text import odd_characters, tidied
from ledger.vocabulary import Precision, Status

MAX_UNKNOWN_WORDS = 200
"""So many different words of a column are asked about; a column with more is no column of words."""
ERRORS = (
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#¡REF!",
    "#N/D",
    "#¡VALOR!",
    "#¿NOMBRE?",
)
"""What a spreadsheet shows for a formula that failed, in both languages."""
TODAY = "today"
YES = frozenset({"yes", "si", "sí", "true", "verdadero", "x", "1"})
NO = frozenset({"no", "false", "falso", "0"})

KEYS = ("ref", "outside_ref", "summary_en", "summary_es", "quote", "words")
"""What tells the rows of an item, the first that a row gives: rows without a reference are told by their words."""
WORKING = frozenset({"officer", "target_on", "review_on", "next_step", "is_followed", "note"})

Value = str | tuple[str, ...] | KnownDay | bool


@dataclass(frozen=True)
class CellFault:
    """What is wrong with a row: its number as the spreadsheet counts, the head of the column, and a sentence."""

    row: int
    column: str
    says: str


@dataclass(frozen=True)
class MappingQuestion:
    """What the mapping must say before rows can be read. ``about``: "order", "epoch", "missing" or "words"."""

    about: str
    key: str
    says: str


@dataclass(frozen=True, kw_only=True)
class GivenUpdate:
    """An update as a row gives it. ``values`` by the names of fields; ``columns``: the head each stands under."""

    row: int
    values: Mapping[str, Value]
    columns: Mapping[str, str]
    is_undated: bool = False
    """Whether it holds from the day of the import, as neither row nor column says a day."""


@dataclass(frozen=True, kw_only=True)
class GivenItem:
    """An item as one row, or several with the same reference, give it; ``row`` is the first."""

    row: int
    values: dict[str, Value]
    columns: dict[str, str]
    updates: list[GivenUpdate] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def is_opening(self) -> bool:
        """Whether it has words of its own, and so could be opened."""
        return any(self.values.get(name) for name in ("summary_en", "summary_es", "quote", "words"))


@dataclass
class ImportPlan:
    """All that a table gives by a mapping."""

    items: list[GivenItem] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    questions: list[MappingQuestion] = field(default_factory=list)
    unknown: list[UnknownWord] = field(default_factory=list)
    rows: int = 0

    @property
    def bad_rows(self) -> set[int]:
        """The numbers of the rows that are at fault."""
        return {fault.row for fault in self.faults}


def plan_import(table: SheetRows, mapping: ImportMapping, vocabulary: Vocabulary, today: date) -> ImportPlan:
    """Read the rows of a table below its heads by a mapping that names all columns (``heads.proposed``)."""
    return _Reader(table, mapping, vocabulary, today).read()


class _Reader:
    """Reads one table; gathers faults, unknown words and questions on the way."""

    def __init__(self, table: SheetRows, mapping: ImportMapping, vocabulary: Vocabulary, today: date) -> None:
        self.table, self.mapping, self.vocabulary, self.today = table, mapping, vocabulary, today
        self.heads = heads_of(table.rows[mapping.head_row - 1])
        self.uses = {head: use for head, use in mapping.columns.items() if use.field and head in self.heads}
        self.places = {head: self.heads.index(head) for head in self.uses}
        self.epoch = mapping.epoch or table.epoch
        self.plan = ImportPlan()
        self.unknown: Counter[tuple[str, str]] = Counter()
        self.orders = {head: self._order(head) for head, use in self.uses.items() if self._is_day(use.field)}
        self.by_key: defaultdict[str, list[GivenItem]] = defaultdict(list)

    @staticmethod
    def _is_day(name: str) -> bool:
        return FIELDS[name].reads == "day"

    def _order(self, head: str) -> DayOrder | None:
        use = self.uses[head]
        return DayOrder(use.order) if use.order else order_of(self._cells(head))

    def _cells(self, head: str) -> Iterator[str]:
        place = self.places[head]
        return (row[place] for row in self.table.rows[self.mapping.head_row :] if place < len(row))

    def read(self) -> ImportPlan:
        self._ask_about_days()
        hidden = set(self.table.hidden) if self.mapping.leaves_out_hidden else set()
        for number, row in enumerate(self.table.rows[self.mapping.head_row :], self.mapping.head_row + 1):
            if any(row) and number not in hidden:
                self.plan.rows += 1
                self._read_row(number, row)
        self.plan.unknown = proposals(self.unknown, self.vocabulary)
        self._ask_what_is_missing()
        return self.plan

    # --- Questions

    def _ask_about_days(self) -> None:
        for head, order in self.orders.items():
            if order is None and any(map(is_in_doubt, self._cells(head))):
                says = _(
                    "Column “%(column)s”: its dates read both ways. Say whether the day or the month stands first."
                )
                self.plan.questions.append(MappingQuestion("order", head, says % {"column": head}))
            if self.epoch is None and self._has_serials(head):
                says = _(
                    "Column “%(column)s” holds dates as numbers. Say from which year they count days: 1900 (most "
                    "programs) or 1904 (Excel on older Macs)."
                )
                self.plan.questions.append(MappingQuestion("epoch", head, says % {"column": head}))

    def _has_serials(self, head: str) -> bool:
        return any(self._lacks(cell) == "epoch" for cell in self._cells(head))

    def _lacks(self, cell: str) -> str:
        try:
            read_cell_day(cell, order=DayOrder.DAY_FIRST, epoch=self.epoch)
        except DayUnread as unread:
            return unread.lacks
        return ""

    def _ask_what_is_missing(self) -> None:
        given = {use.field for use in self.uses.values()}
        if not given & {"outside_ref", "ref", "summary_en", "summary_es", "quote", "words"}:
            says = _("Choose the column that holds the items’ words, or the one with their reference.")
            self.plan.questions.append(MappingQuestion("missing", "summary_en", says))
        waits = any(question.about in {"order", "epoch"} for question in self.plan.questions)
        if not waits and any(
            not update.values.get("status_on") for item in self.plan.items for update in item.updates
        ):
            says = _(
                "Some updates have no date. Choose the column with their date, or say from which day they all hold "
                "(“today” where the file says how things stand now)."
            )
            self.plan.questions.append(MappingQuestion("missing", "status_on", says))

    # --- Rows

    def _read_row(self, number: int, row: Sequence[str]) -> None:
        before = len(self.plan.faults)
        values, columns, updates = self._values(number, row)
        given = [self._update(number, name, *update) for name, update in updates.items()]
        found = [update for update in given if update is not None]
        if len(self.plan.faults) > before or not (values or found):
            return
        item = self._item(number, values, columns)
        item.rows.append(number)
        item.updates.extend(found)

    def _item(self, number: int, values: dict[str, Value], columns: dict[str, str]) -> GivenItem:
        """Return the item that a row gives: that of an earlier row with the same key, else a new one."""
        key = next((str(values[name]) for name in KEYS if values.get(name)), "")
        if key:
            for item in self.by_key[key]:
                if _may_be_same(item, values):
                    self._take_more(number, item, values, columns)
                    return item
        item = GivenItem(row=number, values=values, columns=columns)
        self.plan.items.append(item)
        self.by_key[key].append(item)
        return item

    def _take_more(
        self, number: int, item: GivenItem, values: dict[str, Value], columns: dict[str, str]
    ) -> None:
        """Take what a further row gives of an item. Of our working fields the last row holds; what the statement says
        is the same in each row.
        """
        for name, value in values.items():
            if item.values.setdefault(name, value) == value:
                item.columns.setdefault(name, columns[name])
            elif name in WORKING:
                item.values[name] = value
            else:
                says = _(
                    "Row %(row)s has the same reference and something else here: make them alike, or empty this."
                )
                self._fault(number, columns[name], says % {"row": item.row})

    def _values(
        self, number: int, row: Sequence[str]
    ) -> tuple[dict[str, Value], dict[str, str], dict[str, tuple[dict[str, Value], dict[str, str]]]]:
        """Return what a row gives of the item, the heads of it, and its updates by their names."""
        values: dict[str, Value] = {}
        columns: dict[str, str] = {}
        updates: dict[str, tuple[dict[str, Value], dict[str, str]]] = {}
        for head, use in self.uses.items():
            place = self.places[head]
            cell = row[place] if place < len(row) else ""
            value = self._value(number, head, use.field, cell) if cell else None
            if value is None or value == () or value == "":
                continue
            if FIELDS[use.field].is_update:
                there, heads = updates.setdefault(use.update, ({}, {}))
            else:
                there, heads = values, columns
            if use.field in there and FIELDS[use.field].reads == "text":
                value = f"{there[use.field]}\n{value}"
            there[use.field], heads[use.field] = value, head
        return values, columns, updates

    def _value(self, number: int, head: str, name: str, cell: str) -> Value | None:
        """Return what a cell says; None where it says nothing, or is at fault."""
        if problem := _unfit(cell):
            self._fault(number, head, problem)
            return None
        match FIELDS[name].reads:
            case "words":
                return self._words(number, head, name, cell)
            case "day":
                return self._day(number, head, cell)
            case "yes":
                return self._yes(number, head, cell)
            case "link" if not cell.startswith(("http://", "https://")):
                self._fault(number, head, _("A link begins with http:// or https://."))
                return None
            case _:
                return tidied(cell)[0]

    def _words(self, number: int, head: str, name: str, cell: str) -> Value | None:
        codes: list[str] = []
        for part in parts_of(name, cell, self.vocabulary, self.mapping):
            code = meant(name, part, self.vocabulary, self.mapping)
            if code is None:
                self._unknown(number, head, name, part)
            elif code == RECORD and name == "says":
                codes.append(f"{RECORD}:{part}")
            elif code != NOTHING:
                codes.append(code)
        if FIELDS[name].is_many:
            return tuple(dict.fromkeys(codes))
        return codes[0] if codes else None

    def _unknown(self, number: int, head: str, name: str, part: str) -> None:
        if len(self.unknown) < MAX_UNKNOWN_WORDS or (name, part) in self.unknown:
            self.unknown[name, part[:200]] += 1
        says = _("“%(words)s” is none of our words for this: match it once, or mend the cell.")
        self._fault(number, head, says % {"words": part[:80]})

    def _day(self, number: int, head: str, cell: str) -> KnownDay | None:
        try:
            return read_cell_day(cell, order=self.orders[head], epoch=self.epoch)
        except DayUnread as unread:
            if not unread.lacks:  # what is lacking is asked once, for the column
                says = _("“%(words)s” is no date: write it as 2019-03-31, 31/03/2019, March 2019 or 2019.")
                self._fault(number, head, says % {"words": cell[:80]})
        return None

    def _yes(self, number: int, head: str, cell: str) -> bool | None:
        if cell.casefold() in YES | NO:
            return cell.casefold() in YES
        self._fault(number, head, _("Yes or no was expected here."))
        return None

    def _update(
        self, number: int, name: str, values: dict[str, Value], columns: dict[str, str]
    ) -> GivenUpdate | None:
        """Return an update with its day; None where the row says nothing of it, as one with a date alone."""
        if values.get("status") == Status.UNASSESSED:  # nobody has looked, which an update does not say
            del values["status"]
        if not values.keys() & {"status", "update", "evidence_url"}:
            return None
        is_undated = False
        if "status_on" not in values and (day := self._usual_day(name)):
            values["status_on"] = day
            is_undated = not self.mapping.updates.get(name) and self.mapping.fixed.get("status_on") == TODAY
        return GivenUpdate(row=number, values=values, columns=columns, is_undated=is_undated)

    def _usual_day(self, name: str) -> KnownDay | None:
        given = self.mapping.updates.get(name) or self.mapping.fixed.get("status_on", "")
        if given == TODAY:
            return KnownDay(self.today, Precision.DAY)
        try:
            return read_cell_day(given, order=None, epoch=None) if given else None
        except DayUnread:
            return None

    def _fault(self, number: int, head: str, says: str) -> None:
        self.plan.faults.append(CellFault(number, head, says))


def _may_be_same(item: GivenItem, values: Mapping[str, Value]) -> bool:
    """Tell whether rows with the same key may be of one item: not where they name different rounds."""
    return item.values.get("round", values.get("round")) == values.get("round", item.values.get("round"))


def _unfit(cell: str) -> str:
    """Say why a cell is not taken; empty where it is."""
    if len(cell) > MAX_CELL_CHARACTERS:
        return _("The cell holds more than %(limit)s characters.") % {"limit": f"{MAX_CELL_CHARACTERS:,}"}
    if cell in ERRORS:
        return _("The cell holds an error of the spreadsheet (%(error)s): mend the formula.") % {
            "error": cell
        }
    if "\x00" in cell or any(not odd.is_harmless for odd in odd_characters(cell)):
        return _("The cell holds a character that no text has: type it again.")
    return ""
