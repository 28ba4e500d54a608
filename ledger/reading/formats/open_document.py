"""Read an OpenDocument text (.odt): its words in the order of reading, walked element by element as a stream.

Tracked changes stand in two places: what was inserted lies between two marks in the text, what was deleted stands
before the text and is named where it stood.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger.reading.formats.package import is_encrypted, parse_part
from ledger.reading.formats.tables import numbered
from ledger.reading.unreadable import BROKEN, ENCRYPTED, OPEN_DOCUMENT, TRACKED, Unreadable
from ledger.vocabulary import TrackedChanges

MIME_TYPE = b"application/vnd.oasis.opendocument.text"
_SPACE = re.compile(r"[ \t\r\n]+")
_WITHOUT_WORDS = frozenset(
    [
        "text:sequence-decls",
        "text:note-citation",
        "office:annotation",
        "office:change-info",
        "office:master-styles",
        "text:ruby-text",
    ]
)
_MOST_SPACES = 100


def is_open_document(raw: bytes) -> bool:
    """Return whether a packed file says at its beginning that it is an OpenDocument file."""
    return b"mimetypeapplication/vnd.oasis.opendocument" in raw[:200]


def read_odt(raw: bytes, *, changes: TrackedChanges | None) -> str:
    """Return the text of an OpenDocument text. Raises ``Unreadable``; for ``TRACKED`` where changes matter and none is chosen."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        names = frozenset(packed.namelist())
        with packed.open("mimetype") as stream:
            if stream.read(len(MIME_TYPE) + 20).strip().removesuffix(b"-template") != MIME_TYPE:
                raise Unreadable(OPEN_DOCUMENT)
        if is_encrypted(packed):
            raise Unreadable(ENCRYPTED)
        if "content.xml" not in names:
            raise Unreadable(BROKEN)
        accepted = _read(packed, names, TrackedChanges.ACCEPTED)
        if changes is TrackedChanges.ACCEPTED or not accepted.has_changes:
            return accepted.text()
        original = _read(packed, names, TrackedChanges.ORIGINAL).text()
        if changes is None and original != accepted.text():
            raise Unreadable(TRACKED)
        return original


def _read(packed: zipfile.ZipFile, names: frozenset[str], changes: TrackedChanges) -> "_TextWalk":
    walk = _TextWalk(is_original=changes is TrackedChanges.ORIGINAL)
    for part in ("styles.xml", "content.xml"):
        if part in names:
            parse_part(packed, part, walk)
    return walk


@dataclass
class _OpenParagraph:
    """A paragraph that is open: its words, and the lines of the text boxes that hang on it."""

    words: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


@dataclass
class _OpenList:
    """A list that is open: its style, and how many of its items have begun; whether the item's mark is still to come."""

    style: str
    items: int = 0
    is_new: bool = False


class _TextWalk:
    """Takes the lines of a text, in one reading of its tracked changes. A listener of ``parse_part``."""

    def __init__(self, *, is_original: bool) -> None:
        self.is_original, self.has_changes = is_original, False
        self.body: list[str] = []
        self.notes: list[list[str]] = []
        self._places: list[list[str]] = [self.body]
        self._open: list[str] = []
        self._silent = 0
        self._paragraphs: list[_OpenParagraph] = []
        self._joined: _OpenParagraph | None = None
        self._lists: list[_OpenList] = []
        self._marks: dict[tuple[str, str], tuple[str, str]] = {}
        self._style, self._region = "", ""
        self._insertions: set[str] = set()
        self._deletions: dict[str, list[str]] = {}
        self._inside: set[str] = set()
        self._is_body = False

    def text(self) -> str:
        """Return the whole text, its notes at the end."""
        lines = list(self.body)
        for number, note in enumerate(self.notes, 1):
            lines += [f"[{number}] {line}" if at == 0 else line for at, line in enumerate(note)]
        return "\n\n".join(lines)

    # What the parser tells

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._open.append(name)
        if self._silent or name in _WITHOUT_WORDS:
            self._silent += 1
            return
        if begin := _BEGIN.get(name):
            begin(self, attributes)

    def end(self) -> None:
        name = self._open.pop()
        if self._silent:
            self._silent -= 1
            return
        if finish := _END.get(name):
            finish(self)

    def data(self, data: str) -> None:
        if not self._silent:
            self._say(_SPACE.sub(" ", data))

    def _say(self, words: str) -> None:
        if self._paragraphs and not self._inside:
            self._paragraphs[-1].words.append(words)

    # Styles of lists

    def begin_list_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get("name", "")

    def begin_bullet(self, attributes: Mapping[str, str]) -> None:
        self._marks[self._style, attributes.get("level", "1")] = ("", attributes.get("bullet-char", "•"))

    def begin_number(self, attributes: Mapping[str, str]) -> None:
        mark = attributes.get("num-format", ""), attributes.get("num-suffix", ".")
        self._marks[self._style, attributes.get("level", "1")] = mark

    # Paragraphs, lists, tables

    def begin_body(self, _attributes: Mapping[str, str]) -> None:
        self._is_body = True

    def end_body(self) -> None:
        if self._joined:  # an insertion that never ends
            self.body.append("".join(self._joined.words).strip())

    def begin_paragraph(self, _attributes: Mapping[str, str]) -> None:
        if self._joined is None or not self._is_body:
            paragraph = _OpenParagraph([self._mark()])
        else:
            paragraph, self._joined = self._joined, None
        self._paragraphs.append(paragraph)

    def end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        if self._inside:
            self._joined = paragraph  # its end was inserted, and is not there
            return
        words = "".join(paragraph.words)
        if line := words if "text:deletion" in self._open else words.strip():
            self._places[-1].append(line)  # what was deleted goes back between words
        self._places[-1].extend(paragraph.boxes)

    def begin_spaces(self, attributes: Mapping[str, str]) -> None:
        count = attributes.get("c", "1")
        self._say(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))

    def begin_tab(self, _attributes: Mapping[str, str]) -> None:
        self._say("\t")

    def begin_break(self, _attributes: Mapping[str, str]) -> None:
        self._say("\n")

    def begin_list(self, attributes: Mapping[str, str]) -> None:
        above = self._lists[-1].style if self._lists else ""
        self._lists.append(_OpenList(attributes.get("style-name", above)))

    def end_list(self) -> None:
        self._lists.pop()

    def begin_item(self, _attributes: Mapping[str, str]) -> None:
        if self._lists:
            self._lists[-1].items += 1
            self._lists[-1].is_new = True

    def _mark(self) -> str:
        """Return the mark of an item's first paragraph, with a space behind it; empty for others."""
        if not (self._lists and self._lists[-1].is_new):
            return ""
        own = self._lists[-1]
        own.is_new = False
        form, sign = self._marks.get((own.style, str(len(self._lists))), ("", "•"))
        return f"{_counted(own.items, form)}{sign} " if form else f"{sign} "

    def begin_place(self, _attributes: Mapping[str, str]) -> None:
        self._places.append([])

    def end_row(self) -> None:
        self._places[-2].extend(numbered(self._places.pop()))

    def end_box(self) -> None:
        lines = self._places.pop()
        (self._paragraphs[-1].boxes if self._paragraphs else self._places[-1]).extend(lines)

    def end_note(self) -> None:
        self.notes.append(self._places.pop())

    # Tracked changes

    def begin_region(self, attributes: Mapping[str, str]) -> None:
        self._region = attributes.get("id", "")

    def begin_insertion(self, _attributes: Mapping[str, str]) -> None:
        self._insertions.add(self._region)

    def end_deletion(self) -> None:
        self._deletions[self._region] = self._places.pop()

    def begin_inserted(self, attributes: Mapping[str, str]) -> None:
        if (change := attributes.get("change-id", "")) in self._insertions:
            self.has_changes = True
            if self.is_original:
                self._inside.add(change)

    def end_inserted(self, attributes: Mapping[str, str]) -> None:
        self._inside.discard(attributes.get("change-id", ""))

    def begin_deleted(self, attributes: Mapping[str, str]) -> None:
        if (change := attributes.get("change-id", "")) in self._deletions:
            self.has_changes = True
            if self.is_original:
                self._say("\n\n".join(self._deletions[change]))


def _counted(number: int, form: str) -> str:
    """Return a number as a list counts: in figures, or in letters as far as they go."""
    if form in {"a", "A"} and number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return letter.upper() if form == "A" else letter
    return str(number)


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BEGIN = {
    "text:list-style": _TextWalk.begin_list_style,
    "text:list-level-style-bullet": _TextWalk.begin_bullet,
    "text:list-level-style-number": _TextWalk.begin_number,
    "office:text": _TextWalk.begin_body,
    "text:p": _TextWalk.begin_paragraph,
    "text:h": _TextWalk.begin_paragraph,
    "text:s": _TextWalk.begin_spaces,
    "text:tab": _TextWalk.begin_tab,
    "text:line-break": _TextWalk.begin_break,
    "text:list": _TextWalk.begin_list,
    "text:list-item": _TextWalk.begin_item,
    "table:table-row": _TextWalk.begin_place,
    "draw:text-box": _TextWalk.begin_place,
    "text:note-body": _TextWalk.begin_place,
    "text:deletion": _TextWalk.begin_place,
    "text:changed-region": _TextWalk.begin_region,
    "text:insertion": _TextWalk.begin_insertion,
    "text:change-start": _TextWalk.begin_inserted,
    "text:change-end": _TextWalk.end_inserted,
    "text:change": _TextWalk.begin_deleted,
}
_END = {
    "office:text": _TextWalk.end_body,
    "text:p": _TextWalk.end_paragraph,
    "text:h": _TextWalk.end_paragraph,
    "text:list": _TextWalk.end_list,
    "table:table-row": _TextWalk.end_row,
    "draw:text-box": _TextWalk.end_box,
    "text:note-body": _TextWalk.end_note,
    "text:deletion": _TextWalk.end_deletion,
}
