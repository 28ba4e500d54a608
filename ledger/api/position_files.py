"""All positions as of a day as a file that is sent while it is read: CSV for notebooks, JSON Lines for programs."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from django.db.models import Q
from django.http import Http404, StreamingHttpResponse
from rest_framework.request import Request

from ledger.api.asked import parameters_of, question_parameters
from ledger.api.base import LedgerApiView
from ledger.api.positions import ITEMS_AT_A_TIME, told_items
from ledger.models import DialogueMissing, Entry, EntryText, Item
from ledger.presentation.formulas import safe
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import narrowed
from ledger.vocabulary import Audience

COLUMNS = {
    "ref": "item__ref",
    "dialogue": "item__round__dialogue__code",
    "round": "item__round__number",
    "about": "about__code",
    "voice": "voice",
    "speaker": "speaker__code",
    "status": "status",
    "day": "effective_on",
    "precision": "effective_precision",
}
"""The columns of a position, and where its entry has each; the texts of ``TEXTS`` follow."""
TEXTS = ("source", "note")

PositionRow = list[str | int | None]


def position_rows(keys: Sequence[int], asked: ReportParameters) -> list[PositionRow]:
    """Return the positions on some items, in the order of the items, without a model's object for each. Two queries."""
    rows = Entry.objects.filter(item__in=keys)
    standing = rows.as_of(asked.as_of, asked.known_at, asked.audience, dialogue=asked.series).order_by()
    found = Entry.objects.filter(pk__in=standing.values("pk")).values_list("pk", "item_id", *COLUMNS.values())
    texts: dict[tuple[int, str], str] = {
        (entry, part): text
        for entry, part, text in EntryText.objects.filter(
            Q(part__in=TEXTS), entry__in=[row[0] for row in found]
        ).values_list("entry_id", "part", "text")
    }
    by_item: dict[int, list[PositionRow]] = defaultdict(list)
    for entry, item, *told in found:
        told[COLUMN_OF_DAY] = told[COLUMN_OF_DAY].isoformat()
        by_item[item].append([*told, *(texts.get((entry, part), "") for part in TEXTS)])
    return [row for key in keys for row in sorted(by_item[key], key=_order)]


COLUMN_OF_DAY = list(COLUMNS).index("day")


def _order(row: PositionRow) -> tuple[str, str, str]:
    """Return what positions on an item are in order by: about whom, in which voice, by whom."""
    return str(row[3] or ""), str(row[4]), str(row[5] or "")


def as_csv(blocks: Iterator[list[PositionRow]]) -> Iterator[bytes]:
    """Yield a header and a line for each position; texts that a spreadsheet would take for formulas are defused."""
    lines = io.StringIO(newline="")
    out = csv.writer(lines, lineterminator="\r\n")
    out.writerow([*COLUMNS, *TEXTS])
    for rows in blocks:
        out.writerows(
            [*row[: len(COLUMNS)], *(safe(str(text)) for text in row[len(COLUMNS) :])] for row in rows
        )
        yield lines.getvalue().encode()
        lines.seek(0)
        lines.truncate()
    yield lines.getvalue().encode()


def as_jsonl(blocks: Iterator[list[PositionRow]]) -> Iterator[bytes]:
    """Yield a JSON object on a line for each position, with the names of the CSV's columns."""
    names = (*COLUMNS, *TEXTS)
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for rows in blocks:
        yield "".join(f"{encode(dict(zip(names, row, strict=True)))}\n" for row in rows).encode()


FORMATS: dict[str, tuple[Callable[[Iterator[list[PositionRow]]], Iterator[bytes]], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "jsonl": (as_jsonl, "application/jsonl; charset=utf-8"),
}


class PositionFileApi(LedgerApiView):
    """All positions as of a day in a file, sent while it is read: the rows of the list of positions."""

    is_file = True
    parameters = question_parameters()

    def get(self, request: Request, file_format: str) -> StreamingHttpResponse:
        if file_format not in FORMATS:
            raise Http404
        asked = parameters_of(self)
        if asked.audience is Audience.SHARED and asked.series is None:
            raise DialogueMissing  # here: once the file is being sent, nobody can be told
        keys = list(
            narrowed(self.rows(Item.objects.all()), asked).order_by("pk").values_list("pk", flat=True)
        )
        write, content_type = FORMATS[file_format]
        headers = {"Content-Disposition": f'attachment; filename="positions.{file_format}"'}
        return StreamingHttpResponse(write(_blocks(keys, asked)), content_type=content_type, headers=headers)


def _blocks(keys: Sequence[int], asked: ReportParameters) -> Iterator[list[PositionRow]]:
    for start in range(0, len(keys), ITEMS_AT_A_TIME):
        some = Item.objects.filter(pk__in=keys[start : start + ITEMS_AT_A_TIME]).order_by("pk")
        told = told_items(some, asked)
        yield position_rows(told, asked)
