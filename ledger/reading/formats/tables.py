"""Rows of tables, whatever the format they come in."""

import re


def numbered(row: list[str]) -> list[str]:
    """Return the lines of a table's row; a number alone in its first cell stands before the words of the second."""
    if len(row) > 1 and re.fullmatch(r"\d{1,3}\.?", row[0]):
        return [f"{row[0].rstrip('.')}. {row[1]}", *row[2:]]
    return row
