"""A table as it is read out of a file, how it is asked for, and why none is had (no Django)."""

from dataclasses import dataclass

MAX_FILE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 300_000_000
"""Bytes of a workbook once it is unpacked: a zip bomb is refused before it is opened."""
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL_CHARACTERS = 32_767
"""As many as a cell of a spreadsheet holds; a longer one is cut just above, and its row is at fault."""


def _(message: str) -> str:
    """Mark a message for translation; the edge translates it."""
    return message


TOO_LARGE = _("The file is too large: %(limit)s MB at most. Divide it.")
UNPACKED = _("What is packed in the file is too large: save the sheet alone, without pictures.")
TOO_MANY_ROWS = _("The sheet has more than %(limit)s rows. Divide it.")
TOO_WIDE = _("The sheet has more than %(limit)s columns. Leave out those that are not needed.")
EMPTY = _("There is no table in the file: no row holds anything.")
DAMAGED = _("The file is damaged, or no table: .xlsx, .xls, .ods, .csv and .tsv are read.")
ENCRYPTED = _("The file is protected by a password: save it without it first.")
WEB_PAGE = _("This is a web page under a spreadsheet’s name: open it, and save it as .xlsx.")
NO_SUCH_SHEET = _("There is no sheet “%(sheet)s” in the file.")
WRONG_ENCODING = _("The text is not in the encoding %(encoding)s: choose another.")
TAKES_TIME = _("This takes too long to read: save the sheet alone as .csv.")
TAKES_MEMORY = _("This takes too much memory to read: save the sheet alone as .csv.")
ALL_BUSY = _("Other files are being read at this moment: try again in a minute.")


class TableUnreadable(ValueError):
    """No table can be had from a file. ``message`` is translated at the edge, then filled from ``values``."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message, self.values = message, values


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """How a file is to be read; what is empty is found out from the file."""

    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    quote: str = ""


@dataclass(frozen=True)
class SheetListed:
    """A sheet of a workbook."""

    name: str
    is_hidden: bool


@dataclass(frozen=True, kw_only=True)
class SheetRows:
    """A table as its file holds it: every row from the first one on, each cell as text, dates in ISO 8601.

    ``kind`` is "workbook" or "text". ``hidden`` are the numbers (from 1) of rows that the sheet hides. ``epoch`` is the
    year from which the workbook counts days, 1900 or 1904; None where the file does not say.
    """

    kind: str
    rows: list[list[str]]
    sheets: tuple[SheetListed, ...] = ()
    sheet: str = ""
    hidden: tuple[int, ...] = ()
    epoch: int | None = None
    encoding: str = ""
    separator: str = ""
    quote: str = ""
