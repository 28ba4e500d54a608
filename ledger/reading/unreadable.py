"""Name the reasons why no text or no reading can be had from a statement's file, and the limits behind some."""

MAX_FILE_BYTES = 20_000_000
"""Bytes of a file, at most."""
MAX_TEXT_CHARACTERS = 2_000_000
"""Characters of a text, at most."""
MAX_PDF_PAGES = 500
"""Pages of a PDF that are read."""


def _(message: str) -> str:
    """Mark a message for translation; the edge translates it."""
    return message


MISSING = _("there is no such file")
FOLDER = _("this is a folder")
UNREACHABLE = _("the file cannot be opened")
TOO_LARGE = _("the file is too large for a statement (%(limit)s MB at most)")
TOO_LONG = _("the text is too long for a statement (%(limit)s million characters at most)")
UNPACKED = _("what is packed in the file is too large for a statement: save its text alone, without pictures")
EMPTY = _("the file holds no text")
BINARY = _("this is not a text: .txt, .html, .docx, .odt, .pdf, .rtf and .eml are read")
ENCRYPTED = _("the file is encrypted: save it without a password first")
OLD_WORD = _("this is an old Word file or an encrypted one: save it as .docx without a password first")
OPEN_DOCUMENT = _("this is an OpenDocument file that is no text: save its text as .odt or .docx first")
XML_FILE = _("this is an XML file, not a text: open it where it was written and save it as .docx first")
SCANNED = _("the PDF has no text layer (a scan?): run it through text recognition first")
EMBEDDED = _("parts of the Word file are kept in other files: open it in Word, and save it anew as .docx")
NESTED = _("the page's markup is nested too deeply: copy its text and paste it")
ATTACHED = _("a document hangs on the mail (%(names)s): save it and choose it, or paste the mail's own words")
BROKEN = _("the file is damaged")
TAKES_TIME = _("this takes too long to read: take the text of the statement alone, without what surrounds it")
TAKES_MEMORY = _(
    "this takes too much memory to read: take the text of the statement alone, without what surrounds it"
)
ALL_BUSY = _("other documents are being read at this moment: try again in a minute")
TOO_MANY = _("more than %(limit)s items, people or bodies would have to be reviewed: divide the text")
NOT_READ = _("this text cannot be read: please tell those who run the ledger")
TRACKED = _(
    "the file has tracked changes: say whether to read it with them accepted, or as it was before them"
)


class Unreadable(ValueError):
    """No text can be had from a file. ``message`` is translated at the edge, then filled from ``values``."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message, self.values = message, values


class UnknownLanguage(ValueError):
    """The text is in a language that the reader does not know, or in another language than was said.

    ``guessed`` is the code of the language it seems to be in, or None.
    """

    def __init__(self, guessed: str | None) -> None:
        super().__init__(guessed)
        self.guessed = guessed
