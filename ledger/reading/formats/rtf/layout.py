"""Put the paragraphs of a rich text file together: list marks, tables, notes and text boxes."""

import re
from dataclasses import dataclass, field

from ledger.reading.formats.tables import numbered


@dataclass(slots=True)
class _Part:
    """A part of the text with paragraphs of its own: the main text, a note or a text box."""

    lines: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mark: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    is_in_table: bool = False


class Layout:
    """The paragraphs so far; words go to the innermost part that has begun."""

    def __init__(self) -> None:
        self._parts = [_Part()]
        self._notes: list[list[str]] = []

    def text(self) -> str:
        """Close all that is open, and return the paragraphs, the notes at the end with their numbers."""
        while self.is_in_part:
            self.end_part(is_note=True)
        self.end_paragraph()
        self.end_row()
        lines = self._parts[0].lines
        for number, note in enumerate(self._notes, 1):
            lines += [f"[{number}] {line}" if line is note[0] else line for line in note]
        return "\n\n".join(lines)

    @property
    def is_in_part(self) -> bool:
        """Return whether a note or a text box has begun."""
        return len(self._parts) > 1

    def begin_part(self) -> None:
        """Begin a note or a text box."""
        self._parts.append(_Part())

    def end_part(self, *, is_note: bool) -> None:
        """Keep a note for the end of the text, and a text box for the end of the paragraph that it hangs on."""
        self.end_paragraph()
        self.end_row()
        lines = self._parts.pop().lines
        if is_note and lines:
            self._notes.append(lines)
        else:
            self._parts[-1].boxes += lines

    def add(self, words: str, *, is_mark: bool) -> None:
        """Add words to the paragraph, or to its list mark."""
        part = self._parts[-1]
        (part.mark if is_mark else part.words).append(words)

    def clear_mark(self) -> None:
        """Begin the paragraph's list mark anew."""
        self._parts[-1].mark.clear()

    def end_paragraph(self) -> None:
        """End the paragraph: put its list mark before its words, and the text boxes that hang on it behind it."""
        part = self._parts[-1]
        text, mark = "".join(part.words).strip(), "".join(part.mark).strip()
        part.words.clear()
        part.mark.clear()
        if mark and text:
            text = f"{mark} {text}" if re.search(r"\w", mark) and len(mark) > 1 else f"• {text}"
        into = part.row if part.is_in_table else part.lines
        into += [text, *part.boxes] if text else part.boxes
        part.boxes = []

    def end_cell(self) -> None:
        """End a table's cell, and its last paragraph."""
        self._parts[-1].is_in_table = True
        self.end_paragraph()

    def end_row(self) -> None:
        """End a table's row."""
        part = self._parts[-1]
        part.lines += numbered(part.row)
        part.row = []

    def set_in_table(self, is_in_table: bool) -> None:
        """Say whether the paragraph belongs to a table."""
        self._parts[-1].is_in_table = is_in_table
