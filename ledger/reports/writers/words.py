"""What every writer needs to know of the shape's words."""

from ledger.reports.shape import Cell, Day, Link, Number, Ref, Status, Text


def bare(cell: Cell | None) -> str:
    """A cell as plain words, without its notes, day or address."""
    match cell:
        case None:
            return ""
        case Text(text=words) | Number(label=words) | Day(label=words) | Status(label=words) | Ref(ref=words):
            return words
        case Link(label=words):
            return words
