"""Read a Word file (.docx): its words in the order of reading, walked run by run through its XML as a stream.

python-docx gives only runs that stand directly in a paragraph, and the cells of a row once per column that they span.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ledger.reading.formats.numbering import Marks
from ledger.reading.formats.package import Package
from ledger.reading.formats.symbols import symbol
from ledger.reading.formats.tables import numbered
from ledger.reading.unreadable import EMBEDDED, TRACKED, Unreadable
from ledger.vocabulary import TrackedChanges

_GONE = {
    TrackedChanges.ACCEPTED: frozenset({"del", "moveFrom", "cellDel"}),
    TrackedChanges.ORIGINAL: frozenset({"ins", "moveTo", "cellIns"}),
}
"""What is no part of the text in each reading of the tracked changes."""
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_FORMER = re.compile(
    r"""
    # e.g. rPrChange · tblGridChange · sectPr
    \w+PrChange|tblPrExChange|tblGridChange|numberingChange|rt|sdtPr|sdtEndPr|sectPr
    """,
    re.VERBOSE,
)
"""Former properties, properties that hold no words, and the small letters above others (``rt``)."""
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NO = frozenset({"0", "false", "off"})
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
Note = tuple[str, str]
"""The part that holds a note, and its number there."""


def read_docx(raw: bytes, *, changes: TrackedChanges | None) -> str:
    """Return the text of a Word file. Raises ``Unreadable``; for ``TRACKED`` where changes matter and none is chosen."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        package = Package(packed)
        marks = Marks(package)
        text, has_changes = _document(package, marks, changes or TrackedChanges.ACCEPTED)
        if changes is None and has_changes and text != _document(package, marks, TrackedChanges.ORIGINAL)[0]:
            raise Unreadable(TRACKED)
        return text


def _document(package: Package, marks: Marks, changes: TrackedChanges) -> tuple[str, bool]:
    """Read the document in one reading of its changes: its text, the notes at the end, and whether it has changes."""
    marks.begin()
    body = _read(package, "officeDocument", marks, changes, {})
    lines, has_changes = body.lines, body.has_changes
    places = {note: at for at, note in enumerate(dict.fromkeys(body.notes), 1)}
    for part in sorted({part for part, _key in places}):
        notes = _read(package, part, marks, changes, places)
        has_changes = has_changes or notes.has_changes
        body.notes_said |= notes.notes_said
    for note, at in places.items():
        said = body.notes_said.get(note, [])
        lines += [
            f"[{at}] {line}" if first else line
            for first, line in zip([True, *[False] * len(said)], said, strict=False)
        ]
    return "\n\n".join(lines), has_changes


def _read(
    package: Package, part: str, marks: Marks, changes: TrackedChanges, places: Mapping[Note, int]
) -> "_Walk":
    walk = _Walk(part, marks, changes, places)
    package.read(part, walk)
    if walk.instructions:  # a field that never comes to its result: nothing counts as an instruction then
        walk = _Walk(part, marks, changes, places, has_fields=False)
        package.read(part, walk)
    walk.flush()
    return walk


@dataclass
class _Paragraph:
    """A paragraph that is open: its words, its list, and the lines of the text boxes that hang on it."""

    words: list[str]
    style: str = ""
    number: str = ""
    level: int | None = None
    is_joined: bool = False
    is_hidden: bool = False
    boxes: list[str] = field(default_factory=list)


class _Walk:
    """Takes the lines of a part, in one reading of its tracked changes. A listener of ``Package.read``."""

    def __init__(
        self,
        part: str,
        marks: Marks,
        changes: TrackedChanges,
        places: Mapping[Note, int],
        *,
        has_fields: bool = True,
    ) -> None:
        self.part, self.marks, self.gone, self.places = part, marks, _GONE[changes], places
        self.has_fields, self.has_changes = has_fields, False
        self.notes: list[Note] = []
        self.notes_said: dict[Note, list[str]] = {}
        self.path = ["", "", ""]
        self.left_out_from = 0  # the depth of the element that is left out with all that it holds
        self.sinks: list[list[str]] = [[]]
        self.paragraphs: list[_Paragraph] = []
        self.joined = ""  # the words of a paragraph whose end is no part of this reading
        self.fields: list[bool] = []  # whether each open field is still at its instructions
        self.instructions = 0
        self.said = 0  # pieces of text so far
        self.alternatives: list[
            tuple[int, bool]
        ] = []  # said before this branch; whether a branch before it says something

    @property
    def lines(self) -> list[str]:
        """Return the lines of the part."""
        return self.sinks[0]

    # --- What the parser tells

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take up an element, unless it is left out."""
        self.path.append(name)
        if self.left_out_from:
            return
        if name in _CHANGES:
            self._changed(name)
        elif _FORMER.fullmatch(name):
            self._leave_out(len(self.path))
        elif self.path[-2] == "r" and name in _CHARACTERS:
            self._say(_CHARACTERS[name])
        elif begin := _BEGINNINGS.get(name):
            begin(self, attributes)

    def end(self) -> None:
        """Finish an element."""
        depth = len(self.path)
        name = self.path.pop()
        if self.left_out_from:
            if depth > self.left_out_from:
                return
            self.left_out_from = 0
        if finish := _ENDINGS.get(name):
            finish(self)

    def data(self, data: str) -> None:
        """Take words of a run; of instructions and properties, none."""
        if self.path[-1] in {"t", "delText", "m:t"} and not self.left_out_from:
            self._say(re.sub(r"[\t\r\n]", " ", data))

    def _leave_out(self, depth: int) -> None:
        self.left_out_from = depth

    def _say(self, words: str) -> None:
        if self.paragraphs and not self.instructions and not self.paragraphs[-1].is_hidden:
            self.paragraphs[-1].words.append(words)
            self.said += 1

    # --- Tracked changes

    def _changed(self, name: str) -> None:
        """Leave out a change that this reading does without: of runs, a row, a cell, a paragraph's end."""
        parent = self.path[-2]
        if parent in {"rPr", "numPr", "m:ctrlPr"} and self.path[-3] != "pPr":
            return
        self.has_changes = True
        if name not in self.gone:
            return
        if parent == "rPr":
            if self.paragraphs:
                self.paragraphs[-1].is_joined = True
        elif parent in {"trPr", "tcPr"}:
            self._leave_out(len(self.path) - 2)
        elif parent != "numPr":
            self._leave_out(len(self.path))

    # --- Paragraphs

    def begin_paragraph(self, _attributes: Mapping[str, str]) -> None:
        """Begin a paragraph, with the words of those before it that run into it."""
        self.paragraphs.append(_Paragraph([self.joined]))
        self.joined = ""

    def end_paragraph(self) -> None:
        """Put the paragraph into its cell or text; its text boxes follow."""
        if not self.paragraphs:
            return
        ended = self.paragraphs.pop()
        text = "".join(ended.words)
        if ended.is_joined:
            self.joined = text
        else:
            mark = self.marks.mark(ended.style, ended.number, ended.level)
            if text.strip():
                self.sinks[-1].append(mark + text.strip())
        self.sinks[-1] += ended.boxes

    def flush(self) -> None:
        """End a paragraph that ran into another where there is none."""
        if self.joined.strip():
            self.sinks[-1].append(self.joined.strip())
        self.joined = ""

    def take_style(self, attributes: Mapping[str, str]) -> None:
        """Take the style of a paragraph."""
        if self.paragraphs and self.path[-2] == "pPr":
            self.paragraphs[-1].style = attributes.get("val", "")

    def take_number(self, attributes: Mapping[str, str]) -> None:
        """Take the list of a paragraph."""
        if self.paragraphs and self.path[-3] == "pPr":
            self.paragraphs[-1].number = attributes.get("val", "")

    def take_level(self, attributes: Mapping[str, str]) -> None:
        """Take the level of a paragraph in its list."""
        value = attributes.get("val", "")
        if self.paragraphs and self.path[-3] == "pPr" and value in set("012345678"):
            self.paragraphs[-1].level = int(value)

    # --- Runs

    def begin_run(self, _attributes: Mapping[str, str]) -> None:
        """Begin a run: it is seen until its properties say otherwise."""
        if self.paragraphs:
            self.paragraphs[-1].is_hidden = False

    def take_hidden(self, attributes: Mapping[str, str]) -> None:
        """Take a run that is hidden: neither screen nor paper shows it."""
        if self.paragraphs and self.path[-3:-1] == ["r", "rPr"]:
            self.paragraphs[-1].is_hidden = attributes.get("val", "") not in _NO

    def take_symbol(self, attributes: Mapping[str, str]) -> None:
        """Take a character of a symbols' font."""
        self._say(symbol(attributes.get("font", ""), attributes.get("char", "")))

    def take_footnote(self, attributes: Mapping[str, str]) -> None:
        """Take a reference to a footnote."""
        self.notes.append(("footnotes", attributes.get("id", "")))

    def take_endnote(self, attributes: Mapping[str, str]) -> None:
        """Take a reference to an endnote."""
        self.notes.append(("endnotes", attributes.get("id", "")))

    def take_field(self, attributes: Mapping[str, str]) -> None:
        """Follow a field from its instructions to its result, which alone is text."""
        if not self.has_fields:
            return
        match attributes.get("fldCharType"):
            case "begin":
                self.fields.append(True)
                self.instructions += 1
            case "separate" if self.fields and self.fields[-1]:
                self.fields[-1] = False
                self.instructions -= 1
            case "end" if self.fields:
                self.instructions -= self.fields.pop()

    # --- Tables, text boxes, notes

    def begin_lines(self, _attributes: Mapping[str, str]) -> None:
        """Begin the lines of a row, a text box or a note."""
        self.flush()
        self.sinks.append([])

    def end_row(self) -> None:
        """Put a row's lines into what holds its table."""
        self.flush()
        row = self._ended()
        self.sinks[-1] += numbered(row)

    def end_box(self) -> None:
        """Hang a text box's lines on the paragraph that holds it."""
        self.flush()
        box = self._ended()
        (self.paragraphs[-1].boxes if self.paragraphs else self.sinks[-1]).extend(box)

    def _ended(self) -> list[str]:
        return self.sinks.pop() if len(self.sinks) > 1 else []

    def begin_note(self, attributes: Mapping[str, str]) -> None:
        """Begin a note, unless the text does not refer to it."""
        note = (self.part, attributes.get("id", ""))
        if note not in self.places:
            self._leave_out(len(self.path))
            return
        self.begin_lines(attributes)
        self.notes_said[note] = self.sinks[-1]

    def end_note(self) -> None:
        """End a note."""
        self.flush()
        self._ended()

    # --- The same in two ways, and what stands elsewhere

    def begin_alternatives(self, _attributes: Mapping[str, str]) -> None:
        """Begin branches that say the same for newer and older programs."""
        self.alternatives.append((0, False))

    def begin_branch(self, _attributes: Mapping[str, str]) -> None:
        """Take a branch, unless a branch before it said something."""
        _before, is_said = self.alternatives.pop() if self.alternatives else (0, False)
        self.alternatives.append((self.said, is_said))
        if is_said:
            self._leave_out(len(self.path))

    def end_branch(self) -> None:
        """Note whether the branch said something."""
        if self.alternatives:
            before, is_said = self.alternatives.pop()
            self.alternatives.append((before, is_said or self.said > before))

    def end_alternatives(self) -> None:
        """Leave the branches."""
        if self.alternatives:
            self.alternatives.pop()

    def refuse(self, _attributes: Mapping[str, str]) -> None:
        """Refuse a document whose words stand in another file inside it. Raises ``Unreadable``."""
        raise Unreadable(EMBEDDED)


_BEGINNINGS: dict[str, Callable[[_Walk, Mapping[str, str]], None]] = {
    "p": _Walk.begin_paragraph,
    "r": _Walk.begin_run,
    "pStyle": _Walk.take_style,
    "numId": _Walk.take_number,
    "ilvl": _Walk.take_level,
    "vanish": _Walk.take_hidden,
    "sym": _Walk.take_symbol,
    "fldChar": _Walk.take_field,
    "footnoteReference": _Walk.take_footnote,
    "endnoteReference": _Walk.take_endnote,
    "tr": _Walk.begin_lines,
    "footnote": _Walk.begin_note,
    "endnote": _Walk.begin_note,
    "txbxContent": _Walk.begin_lines,
    "mc:AlternateContent": _Walk.begin_alternatives,
    "mc:Choice": _Walk.begin_branch,
    "mc:Fallback": _Walk.begin_branch,
    "altChunk": _Walk.refuse,
    "subDoc": _Walk.refuse,
}
_ENDINGS: dict[str, Callable[[_Walk], None]] = {
    "p": _Walk.end_paragraph,
    "tr": _Walk.end_row,
    "tc": _Walk.flush,
    "txbxContent": _Walk.end_box,
    "footnote": _Walk.end_note,
    "endnote": _Walk.end_note,
    "mc:AlternateContent": _Walk.end_alternatives,
    "mc:Choice": _Walk.end_branch,
    "mc:Fallback": _Walk.end_branch,
}
