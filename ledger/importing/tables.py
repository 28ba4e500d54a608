"""Read a table out of a file in a process of its own: a limit met is ``TableUnreadable``, with a sentence."""

import dataclasses
import logging
from typing import Any

from ledger import isolation
from ledger.importing.shapes import (
    ALL_BUSY,
    DAMAGED,
    MAX_FILE_BYTES,
    TAKES_MEMORY,
    TAKES_TIME,
    TOO_LARGE,
    ReadOptions,
    SheetListed,
    SheetRows,
    TableUnreadable,
)

LIMITS = isolation.Limits(
    processor_seconds=40,
    clock_seconds=90.0,
    memory_bytes=1536 * isolation.MEGABYTE,
    answer_bytes=256 * isolation.MEGABYTE,
)
_log = logging.getLogger(__name__)
_SENTENCES = {
    isolation.Limit.TIME: TAKES_TIME,
    isolation.Limit.MEMORY: TAKES_MEMORY,
    isolation.Limit.ANSWER: TAKES_MEMORY,
}


def read_table(raw: bytes, options: ReadOptions | None = None) -> SheetRows:
    """Return the table that a file's bytes hold, told by their content. Raises ``TableUnreadable`` alone."""
    if len(raw) > MAX_FILE_BYTES:
        raise TableUnreadable(TOO_LARGE, limit=MAX_FILE_BYTES // 1_000_000)
    asked = dataclasses.asdict(options or ReadOptions())
    try:
        answer: dict[str, Any] = isolation.run(f"{__name__}:table_here", raw, limits=LIMITS, **asked)
    except isolation.LimitMet as met:
        raise TableUnreadable(_SENTENCES[met.limit]) from met
    except isolation.AllBusy as busy:
        raise TableUnreadable(ALL_BUSY) from busy
    except isolation.ProcessFailed as failed:
        _log.error("table_here failed: %s", failed)
        raise TableUnreadable(DAMAGED) from failed
    if "unreadable" in answer:
        message, values = answer["unreadable"]
        raise TableUnreadable(message, **values)
    table = answer["table"]
    sheets = tuple(SheetListed(**sheet) for sheet in table.pop("sheets"))
    return SheetRows(**table | {"sheets": sheets, "hidden": tuple(table["hidden"])})


# In the process


def table_here(raw: bytes, **options: str) -> dict[str, Any]:
    """Return the table, or why there is none, as values of JSON."""
    from ledger.importing.delimited import read_text
    from ledger.importing.workbooks import is_workbook, read_workbook

    asked = ReadOptions(**options)
    try:
        table = read_workbook(raw, asked.sheet) if is_workbook(raw) else read_text(raw, asked)
    except TableUnreadable as reason:
        return {"unreadable": [reason.message, reason.values]}
    return {"table": dataclasses.asdict(table)}
