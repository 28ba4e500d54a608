"""Find the row of heads in a table, and match heads to fields: a proposal, which a person or a mapping changes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from string import ascii_uppercase

from rapidfuzz import fuzz, process

from ledger.importing.cell_days import day_in_head
from ledger.importing.fields import FIELDS
from ledger.importing.mapping import ColumnUse, ImportMapping
from ledger.importing.shapes import SheetRows
from ledger.reading.typed_days import MONTHS
from ledger.typed_text import name_form

LOOKED_AT = 30
"""Rows among which the heads are looked for: above them stand titles, and remarks."""
ALIKE = 86
"""Of 100, from which on a head is taken for another spelling of a known one."""
LONGEST_HEAD = 80


def head_row_of(rows: Sequence[Sequence[str]]) -> int:
    """Return the number (from 1) of the row of heads: whose cells look most like heads of ours, else like any."""
    best = (-1.0, 1)
    widest = max((sum(map(bool, row)) for row in rows[: LOOKED_AT * 2]), default=1) or 1
    for number, row in enumerate(rows[:LOOKED_AT], 1):
        filled = [cell for cell in row if cell]
        if not filled:
            continue
        short = [cell for cell in filled if len(cell) <= LONGEST_HEAD]
        distinct = len({name_form(cell) for cell in short})
        matched = sum(bool(field_of(cell)[0]) for cell in short)
        score = 2 * matched / widest + distinct / widest - (len(filled) - len(short)) / widest
        if score > best[0] + 0.01:
            best = (score, number)
    return best[1]


def heads_of(row: Sequence[str]) -> list[str]:
    """Return the names of a table's columns: their heads, numbered where several are alike, "Column C" for none."""
    seen: Counter[str] = Counter()
    names = []
    for place, cell in enumerate(row):
        head = " ".join(cell.split()) or f"Column {letters_of(place)}"
        seen[head] += 1
        names.append(head if seen[head] == 1 else f"{head} ({seen[head]})")
    return names


def letters_of(place: int) -> str:
    """Return the letters by which spreadsheets name a column, counted from 0: A … Z, AA …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


@cache
def _known_heads() -> dict[str, str]:
    return {name_form(head): field.name for field in FIELDS.values() for head in (*field.heads, field.name)}


@cache
def field_of(head: str) -> tuple[str, float]:
    """Return the field that a head names, and how alike they are, of 100; ("", 0) for none."""
    folded = name_form(head).strip(" :.*#")
    known = _known_heads()
    if folded in known:
        return known[folded], 100.0
    found = process.extractOne(
        folded, known, scorer=fuzz.token_sort_ratio, processor=None, score_cutoff=ALIKE
    )
    if found:
        return known[found[2]], float(found[1])
    without_day = " ".join(word for word in folded.split() if not any(sign.isdecimal() for sign in word))
    if without_day != folded and known.get(_without_months(without_day), "") in _UPDATE_FIELDS:
        return known[_without_months(without_day)], 95.0
    return "", 0.0


def _without_months(folded: str) -> str:
    words = [word for word in folded.split() if word.strip(".") not in MONTHS]
    return " ".join(word for word in words if word not in {"de", "of", "al", "del"})


_UPDATE_FIELDS = frozenset(field.name for field in FIELDS.values() if field.is_update)


def proposed(table: SheetRows, mapping: ImportMapping) -> ImportMapping:
    """Return a mapping completed by what the table itself shows: the row of heads, and fields for columns without any.

    A column that the mapping names stays as it is. A field is proposed once, but for those of updates: a column whose
    head names a day or year is an update of its own, of that day.
    """
    number = mapping.head_row or head_row_of(table.rows)
    heads = heads_of(table.rows[number - 1]) if number <= len(table.rows) else []
    columns = {head: mapping.columns.get(head, ColumnUse(field="")) for head in heads}
    if mapping.columns:  # somebody chose: what is not named is not read
        return replace(mapping, head_row=number, columns=columns)
    found = {head: field_of(head) for head in heads}
    taken: set[str] = set()
    updates: dict[str, str] = dict(mapping.updates)
    for head in sorted(heads, key=lambda name: -found[name][1]):
        name = found[head][0]
        if not name:
            continue
        day = day_in_head(head) if name in _UPDATE_FIELDS else ""
        if day:
            columns[head] = ColumnUse(field=name, update=day)
            updates[day] = day
        elif name not in taken:
            columns[head] = ColumnUse(field=name)
            taken.add(name)
    return replace(mapping, head_row=number, columns=_settled(columns, table, heads), updates=updates)


def _settled(columns: dict[str, ColumnUse], table: SheetRows, heads: Sequence[str]) -> dict[str, ColumnUse]:
    """Take one of two fields where a table of another list has both readings: a bare "Reference" is theirs unless its
    cells are references of ours.
    """
    own = [head for head, use in columns.items() if use.field == "ref"]
    if own and not any(use.field == "outside_ref" for use in columns.values()):
        place = heads.index(own[0])
        cells = [row[place] for row in table.rows[: LOOKED_AT * 4] if place < len(row)]
        if not any(_OURS.fullmatch(cell) for cell in cells):
            columns = columns | {own[0]: ColumnUse(field="outside_ref")}
    return columns


_OURS = re.compile(r"[A-Z][A-Z0-9]{1,11}-\d{1,4}-\d{2,9}(?:\.\d{1,3})?")
