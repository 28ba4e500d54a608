"""Word the shape for every writer."""

from ledger.presentation.shape import Brief, Cell, Day, Link, Number, Ref, Report, ReportStatus, Table, Text


def bare(cell: Cell | None) -> str:
    """Return a cell as plain words, without its notes, day or address."""
    match cell:
        case None:
            return ""
        case (
            Text(text=words)
            | Number(label=words)
            | Day(label=words)
            | ReportStatus(label=words)
            | Ref(ref=words)
        ):
            return words
        case Link(label=words):
            return words


def heading(report: Report, most: int) -> str:
    """Return what a report is called on one line, cut with an ellipsis."""
    words = f"{report.label}: {report.title}"
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


WIDE_COLUMNS = 9
"""From so many columns on a table wants a page on its side."""


def is_wide(report: Report) -> bool:
    """Tell whether a table of the report wants pages on their side; figures are drawn, and their tables may fold.

    A brief stands upright: its tables have no more columns than it has room for.
    """
    return not isinstance(report, Brief) and any(
        isinstance(block, Table) and len(block.columns) >= WIDE_COLUMNS
        for section in report.sections
        for block in section.blocks
    )


WIDEST, LONGEST, LOOKED_AT = 110, 15, 200
"""Letters that a column asks for at most, letters of a word that is kept whole, and rows that are looked at."""


def weights(table: Table, room: int) -> list[int]:
    """Describe how wide each column is to be, in letters, where a line holds ``room`` of them.

    Each keeps its words whole; what is left goes to those whose cells are longest.
    """
    least = [max(map(len, column.label.split()), default=0) for column in table.columns]
    wanted = list(least)
    for row in table.rows[:LOOKED_AT]:
        for place, cell in enumerate(row.cells):
            words = _in_full(cell)
            longest = max(map(len, words.split()), default=0)
            least[place] = max(least[place], min(longest, LONGEST))
            wanted[place] = max(wanted[place], least[place], min(len(words), WIDEST))
    left, missing = max(room - sum(least), 0), sum(wanted) - sum(least)
    share = min(left / missing, 1) if missing else 0
    return [round(few + (many - few) * share) + 2 for few, many in zip(least, wanted, strict=True)]


def _in_full(cell: Cell | None) -> str:
    """Return a cell's words with its day; a status's shape is as wide as two letters, and a reference is in bold."""
    if isinstance(cell, ReportStatus):
        return f"××{cell.label} {cell.day.label if cell.day else ''}"
    if isinstance(cell, Ref):
        return f"{cell.ref}×"
    return bare(cell)
