"""The items' list as CSV by PostgreSQL's own COPY: the bytes that ``item_table.lines`` gives, forty times as quickly.

Every cell is made in the query, labels in the language that is active, so that Python touches a row only to end its
line with CRLF. A test holds both ways to the same bytes.
"""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import Case, F, Func, IntegerField, OuterRef, Q, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ledger.filters import ItemFilterSet
from ledger.filters.order import in_order
from ledger.models import Party, Position
from ledger.presentation import wording
from ledger.presentation.formulas import FORMULA_CHARACTERS, safe
from ledger.presentation.listed_items import OTHERS
from ledger.presentation.shape import Column
from ledger.reports.writers import csv
from ledger.vocabulary import AgreedAs, Kind, Precision, Status, Voice

BLOCK_BYTES = 64 * 1024
"""Lines are given in blocks of so many bytes: a server sends each with a call of its own."""
DAY = "YYYY-MM-DD"
LESS_EXACT = {Precision.YEAR: "YYYY", Precision.MONTH: "YYYY-MM"}
"""How PostgreSQL's to_char writes a day."""
SPACES = "".join(character for character in map(chr, range(1, 0x3001)) if character.isspace())
"""What ``str.strip`` takes away."""


def can_copy() -> bool:
    """Tell whether the database has COPY."""
    return connection.vendor == "postgresql"


def csv_blocks(columns: tuple[Column, ...], filters: ItemFilterSet, delimiter: str = ",") -> Iterator[bytes]:
    """Give the chosen items as CSV in the order of the list, in blocks of whole lines, as of one snapshot."""
    if delimiter not in csv.DELIMITERS:  # it becomes a part of the statement
        raise ValueError(delimiter)
    rows = in_order(filters.chosen, filters.order).values_list(*_cells(has_steps=filters.has_steps))
    sql, params = rows.query.sql_with_params()
    yield b"".join(csv.blocks(columns, (), delimiter))
    with connection.wrap_database_errors, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # it takes as long as the browser reads
        asked = _with_literals(sql, params)
        with cursor.copy(f"COPY ({asked}) TO STDOUT (FORMAT csv, DELIMITER '{delimiter}')") as copy:
            yield from _blocks(copy)


def _with_literals(sql: str, params: tuple[Any, ...]) -> str:
    """Put the parameters into the query as quoted literals: COPY takes no others."""
    from psycopg import ClientCursor  # there is no psycopg where SQLite alone is used

    return ClientCursor(connection.connection).mogrify(sql, params)


def _blocks(copy: Any) -> Iterator[bytes]:
    """Join rows, of which COPY gives each by itself with LF, into blocks of lines with CRLF."""
    block = io.BytesIO()
    for row in copy:
        block.write(row[:-1])
        if block.write(b"\r\n") and block.tell() >= BLOCK_BYTES:
            yield block.getvalue()
            block = io.BytesIO()
    yield block.getvalue()


def around_ref() -> tuple[str, str]:
    """Return what stands before and after an item's reference in the address of its page."""
    before, _ref, after = reverse("ledger:item-detail", args=("REF",)).rpartition("REF")
    return f"{settings.LEDGER_PUBLIC_URL}{before}", after


def kind_labels() -> dict[tuple[Kind, AgreedAs | None], str]:
    """Return what items are, in the language that is active."""
    return {
        (kind, agreed_as): wording.kind(kind, agreed_as) for kind in Kind for agreed_as in (None, *AgreedAs)
    }


def status_labels() -> dict[Status, str]:
    """Return the statuses in the language that is active."""
    return {status: _(status.label) for status in Status}


# --- Cells, in the order of ``item_table.columns``


def _cells(*, has_steps: bool) -> tuple[Any, ...]:
    """Return expressions for the cells of an item; NULL, and never an empty text, which COPY would quote."""
    before, after = around_ref()
    kinds = {f"{kind}{agreed_as or ''}": label for (kind, agreed_as), label in kind_labels().items()}
    since = _day("status_on", "status_precision")
    return (
        _safe(F("ref")),
        _label(_text("concat", "kind", "agreed_as"), kinds),
        _safe(_words()),
        _label(F("status"), status_labels()),
        Case(When(~Q(status=Status.UNASSESSED), then=since)),
        Case(When(is_differing=True, then=Value(safe(_("yes"))))),
        _or_null(_safe(_reported())),
        _day("newest_on"),
        _day("review_on"),
        _safe(_officer()),
        Case(When(is_followed=True, then=Value(safe(_("yes"))))),
        *([_safe(F("part_of__ref"))] if has_steps else []),
        _text("concat", Value(safe(before)), "ref", Value(after)),
    )


def _text(function: str, *arguments: Combinable | str, **options: Any) -> Func:
    """Call a function of the database that gives a text."""
    return Func(*arguments, function=function, output_field=TextField(), **options)


def _or_null(words: Combinable | str) -> Func:
    """Give NULL for an empty text."""
    return _text("nullif", words, Value(""))


def _safe(words: Combinable | str) -> Func:
    """Defuse a formula, by the rule of ``safe``."""
    return _text("regexp_replace", words, Value(f"^( *[{FORMULA_CHARACTERS}])"), Value(r"'\1"))


def _label(key: Combinable | str, labels: Mapping[Any, str]) -> Func:
    """Give the label of a key; NULL for one that has none."""
    defused = {key: safe(label) for key, label in labels.items()}
    return _text("", Value(json.dumps(defused)), key, template="(%(expressions)s)", arg_joiner="::jsonb ->> ")


def _day(column: str, precision: str = "") -> Func:
    """Give a day in ISO 8601, no more exact than it is known."""
    day = _text("to_char", column, Value(DAY))
    if not precision:
        return day
    known = [When(**{precision: one}, then=Value(len(form))) for one, form in LESS_EXACT.items()]
    return _text("left", day, Case(*known, default=Value(len(DAY)), output_field=IntegerField()))


def _words() -> Func:
    """Return our summary in the reader's language, else in the other one, else the statement's own words, quoted."""
    ours = [_or_null(f"summary_{code}") for code in ("en", "es")]
    if get_language() == "es":
        ours.reverse()
    quote = (Value("“"), "passage__quote", Value("”"))  # joined, they are NULL without a passage
    return _text("coalesce", *ours, _text("", *quote, template="(%(expressions)s)", arg_joiner=" || "))


def _officer() -> Func:
    """Return the officer as ``User.__str__`` names them."""
    full = _text("concat", "officer__first_name", Value(" "), "officer__last_name")
    return _text("coalesce", _or_null(_text("btrim", full, Value(SPACES))), "officer__username")


def _reported() -> Func:
    """Return what the parties say, in the order of their codes, and the record, in one cell."""
    codes = dict(Party.objects.values_list("pk", "code"))
    speaker, about = (_label(Cast(name, TextField()), codes) for name in ("speaker", "about"))
    since = _day("effective_on", "effective_precision")
    record = safe(_(Voice.RECORD.label))
    before, _who, after = wording.attributed("\0", is_attributable=False).partition("\0")
    named = _text("coalesce", speaker, Value(record))
    marked = _text("concat", Value(before), named, Value(after))
    who = Case(When(entry__is_attributable=False, then=marked), default=named)
    told = _text("concat", who, Value(": "), _label(F("status"), status_labels()), Value(", "), since)
    positions = Position.objects.filter(item=OuterRef("pk"), voice__in=OTHERS).order_by(
        "voice", speaker, about
    )
    return _text("array_to_string", ArraySubquery(positions.values_list(told)), Value("; "))
