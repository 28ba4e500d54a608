"""What every writer needs to know of the shape's words."""

from ledger.reports.shape import Cell, Day, Link, Number, Ref, Report, Status, Text


def bare(cell: Cell | None) -> str:
    """A cell as plain words, without its notes, day or address."""
    match cell:
        case None:
            return ""
        case Text(text=words) | Number(label=words) | Day(label=words) | Status(label=words) | Ref(ref=words):
            return words
        case Link(label=words):
            return words


def heading(report: Report, most: int) -> str:
    """What a report is called on one line, cut with an ellipsis."""
    words = f"{report.label}: {report.title}"
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
