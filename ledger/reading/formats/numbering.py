"""Count the lists of a Word file: the bullets and numbers that stand before its paragraphs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger.reading.formats.package import Package

_LEVELS = 9
_LONGEST_NUMBER = 20
"""Characters: what is longer is a text of its own, not a number."""


@dataclass
class _Style:
    name: str = ""
    based_on: str = ""
    number: str = ""
    level: int | None = None


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _NumberedList:
    """A list's levels, and how far each has been counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    style: str = ""
    counted: dict[int, int] = field(default_factory=dict)


class _Path:
    """The names of the elements that are open, and what a subclass takes from each."""

    def __init__(self) -> None:
        self.path = ["", ""]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take what the element says."""
        self.path.append(name)
        self.take(name, attributes.get("val", ""), attributes)

    def take(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        """Take what an element says."""

    def end(self) -> None:
        """Leave the element."""
        self.path.pop()

    def data(self, data: str) -> None:
        """Ignore words: styles and lists hold none."""


class _Styles(_Path):
    def __init__(self) -> None:
        super().__init__()
        self.by_key: dict[str, _Style] = {}
        self.default = ""
        self._open = _Style()

    def take(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._open = self.by_key.setdefault(attributes.get("styleId", ""), _Style())
            if attributes.get("type") == "paragraph" and attributes.get("default") in {"1", "true", "on"}:
                self.default = attributes.get("styleId", "")
        elif self.path[-2] == "style" and name == "name":
            self._open.name = value
        elif self.path[-2] == "style" and name == "basedOn":
            self._open.based_on = value
        elif self.path[-2] == "numPr" and self.path[-3] == "pPr":
            if name == "numId":
                self._open.number = value
            elif name == "ilvl":
                self._open.level = _whole(value)


class _Numbering(_Path):
    def __init__(self) -> None:
        super().__init__()
        self.abstract: dict[str, _NumberedList] = {}
        self.abstract_of: dict[str, str] = {}
        self.overrides: dict[str, dict[int, _Level]] = {}
        self.starts: dict[str, dict[int, int]] = {}
        self._list, self._level, self._number, self._at = _NumberedList(), _Level(), "", 0

    def take(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "abstractNum":
                self._list = self.abstract.setdefault(attributes.get("abstractNumId", ""), _NumberedList())
            case "num":
                self._number = attributes.get("numId", "")
            case "abstractNumId":
                self.abstract_of[self._number] = value
            case "numStyleLink":
                self._list.style = value
            case "lvl":
                self._take_level(_whole(attributes.get("ilvl", "")))
            case "lvlOverride":
                self._at = _whole(attributes.get("ilvl", ""))
            case "startOverride":
                self.starts.setdefault(self._number, {})[self._at] = _whole(value)
            case "numFmt" | "lvlText" | "start" if self.path[-2] == "lvl":
                self._take_of_level(name, value)

    def _take_level(self, at: int) -> None:
        self._level = _Level()
        if self.path[-2] == "lvlOverride":
            self.overrides.setdefault(self._number, {})[at] = self._level
        else:
            self._list.levels[at] = self._level

    def _take_of_level(self, name: str, value: str) -> None:
        match name:
            case "numFmt":
                self._level.form = value
            case "lvlText":
                self._level.text = value
            case "start":
                self._level.start = _whole(value)


class Marks:
    """Gives each paragraph its bullet or number, in the order of the document."""

    def __init__(self, package: Package) -> None:
        self._styles, self._numbering = _Styles(), _Numbering()
        package.read("styles", self._styles)
        package.read("numbering", self._numbering)
        self._lists: dict[str, _NumberedList | None] = {}
        self._started: set[tuple[str, int]] = set()
        self.begin()

    def begin(self) -> None:
        """Count all lists from their start."""
        for counted in self._numbering.abstract.values():
            counted.counted.clear()
        self._started.clear()

    def mark(self, style: str, number: str, level: int | None) -> str:
        """Return what stands before a paragraph of a style, with the list and level of its own, if any."""
        chain = self._chain(style or self._styles.default)
        number = number or _number_of(chain)
        levels = self._list(number)
        if levels is None or (number and not levels.levels):
            return "• " if number != "0" and _is_list(chain) else ""
        level = _level_of(chain) if level is None else level
        return self._counted(number, levels, min(max(level, 0), _LEVELS - 1))

    def _chain(self, key: str) -> list[_Style]:
        """Return a style and those that it is based on."""
        chain: list[_Style] = []
        while (style := self._styles.by_key.get(key)) and len(chain) < _LEVELS:
            chain.append(style)
            key = style.based_on
        return chain

    def _list(self, number: str) -> _NumberedList | None:
        if number not in self._lists:
            found = self._numbering.abstract.get(self._numbering.abstract_of.get(number, "?"))
            if found and found.style and not found.levels:
                linked = self._styles.by_key.get(found.style, _Style()).number
                found = self._numbering.abstract.get(self._numbering.abstract_of.get(linked, "?"))
            self._lists[number] = found
        return self._lists[number]

    def _counted(self, number: str, counted: _NumberedList, at: int) -> str:
        """Count a paragraph, and say its number."""
        overrides = self._numbering.overrides.get(number, {})
        levels = counted.levels | overrides
        level = levels.get(at, _Level("none"))
        if level.form == "bullet":
            return "• "
        starts = self._numbering.starts.get(number, {})
        if at in starts and (number, at) not in self._started:
            self._started.add((number, at))
            counted.counted[at] = starts[at]
        else:
            counted.counted[at] = counted.counted.get(at, level.start - 1) + 1
        for deeper in range(at + 1, _LEVELS):
            counted.counted.pop(deeper, None)
        text = level.text[: _LONGEST_NUMBER * 2]
        for upper in range(_LEVELS):
            if f"%{upper + 1}" in text:
                above = levels.get(upper, _Level())
                said = _said(counted.counted.get(upper, above.start), above.form)
                text = text.replace(f"%{upper + 1}", said)
        text = text.strip()
        return f"{text} " if text and level.form != "none" and len(text) <= _LONGEST_NUMBER else ""


def _is_list(chain: list[_Style]) -> bool:
    return bool(chain) and chain[0].name.lower().startswith("list")


def _number_of(chain: list[_Style]) -> str:
    """Return the list of a paragraph's style: its own, or else that of the nearest style it is based on."""
    return next((style.number for style in chain if style.number), "")


def _level_of(chain: list[_Style]) -> int:
    """Return the level of a paragraph's style, found likewise; the first where none is given."""
    return next((style.level for style in chain if style.level is not None), 0)


def _whole(value: str) -> int:
    """Return a whole number as XML has it; 0 for what is none."""
    return int(value) if value.isdecimal() and len(value) < _LEVELS else 0


def _said(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letters = (
            chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, _LEVELS) if number > 0 else ""
        )
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"{number:02}" if form == "decimalZero" else str(number)


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
)


def _roman(number: int) -> str:
    said = ""
    if number > _ROMAN[0][0] * 4:
        return str(number)
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said
