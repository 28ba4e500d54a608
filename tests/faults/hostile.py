"""Hostile texts for a pattern: pieces of what it matches, repeated without end, and what nearly matches."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import _constants as codes
from re import _parser as parser
from typing import Any

_REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})
_LETTERS = "aA1 .,-'()\n:;/–\ue000é\tz_"
_CATEGORIES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: " ",
}


@dataclass(frozen=True)
class Attack:
    """A text to be: what it begins with, what is repeated, and what it ends with."""

    prefix: str
    pump: str
    suffix: str

    def text(self, length: int) -> str:
        """The text of about that many characters."""
        times = max(1, (length - len(self.prefix) - len(self.suffix)) // len(self.pump))
        return self.prefix + self.pump * times + self.suffix


class _Writer:
    """Texts that match parts of a parsed pattern, chosen by chance."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed.encode("utf-8", "surrogatepass"))

    def text(self, part: Any) -> str:
        return "".join(self._node(code, value) for code, value in part)

    def _node(self, code: Any, value: Any) -> str:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.NOT_LITERAL:
            return next(letter for letter in _LETTERS if ord(letter) != value)
        if code is codes.ANY:
            return "a"
        if code is codes.IN:
            return self._of_set(value)
        if code is codes.BRANCH:
            return self.text(self.random.choice(value[1]))
        if code is codes.SUBPATTERN:
            return self.text(value[-1])
        if code is codes.ATOMIC_GROUP:
            return self.text(value)
        if code in _REPEATS:
            least, most, body = value
            return "".join(
                self.text(body) for _ in range(max(least, min(most, self.random.choice((0, 1, 2)))))
            )
        if code is codes.ASSERT and value[0] > 0:
            return self.text(value[1])
        return ""

    def _of_set(self, members: Sequence[tuple[Any, Any]]) -> str:
        if members[0][0] is codes.NEGATE:
            kept = re.compile("[^" + "".join(_as_set(*member) for member in members[1:]) + "]")
            return next((letter for letter in _LETTERS if kept.match(letter)), "ß")
        code, value = self.random.choice(members)
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.RANGE:
            return chr(self.random.choice((value[0], min(value[0] + 1, value[1]))))
        return _CATEGORIES[value]


def _as_set(code: Any, value: Any) -> str:
    if code is codes.LITERAL:
        return re.escape(chr(value))
    if code is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        codes.CATEGORY_DIGIT: r"\d",
        codes.CATEGORY_NOT_DIGIT: r"\D",
        codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S",
        codes.CATEGORY_WORD: r"\w",
        codes.CATEGORY_NOT_WORD: r"\W",
    }[value]


GENERAL = tuple(
    Attack("", pump, suffix)
    for pump in (
        "a",
        "A",
        "1",
        " ",
        "\n",
        "\t",
        ".",
        ",",
        "-",
        "(",
        ")",
        '"',
        "'",
        "\ue000",
        "\ue000 ",
        "a ",
        "A ",
        "Aa ",
        "Aa, ",
        "a, ",
        "and ",
        "y ",
        "of ",
        "Aa and ",
        "aA.",
        "A.",
        "- ",
        "• a\n",
        "1. ",
        "a\n\n",
        "a b. ",
        "Aa-",
        "a'",
        "the ",
        "Aa (AA), ",
    )
    for suffix in ("", "\x00")
)
"""Texts that bear on no pattern more than on another."""


def attacks(pattern: re.Pattern[Any], variants: int = 2) -> Iterator[Attack]:
    """Hostile texts for a pattern, each once: each part that may be repeated, behind what leads to it; beginnings."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(
        source, pattern.flags & ~re.DEBUG & ~(0 if isinstance(pattern.pattern, str) else re.UNICODE)
    )
    writer = _Writer(source)
    seen: set[Attack] = set()
    for attack in _attacks(tree, writer, variants):
        if attack.pump and attack not in seen:
            seen.add(attack)
            yield attack


def _attacks(tree: Any, writer: _Writer, variants: int) -> Iterator[Attack]:
    for before, body, after in _repeated(tree, ()):
        for _ in range(variants):
            prefix = "".join(writer.text(part) for part in before)
            pump, behind = writer.text(body) or writer.text(body), writer.text(after)
            yield Attack(prefix, pump, "")
            yield Attack(prefix, pump, "\x00")
            yield Attack("", prefix + pump, "\x00")
            yield Attack("", pump + behind, "\x00")
    for _ in range(variants):
        for leading in _leading(tree, ()):
            yield Attack("", "".join(writer.text(part) for part in leading), "\x00")


def _repeated(tree: Any, before: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    """What may be repeated in a pattern: the parts that lead to it, its body, and what follows it."""
    nodes = list(tree)
    for at, (code, value) in enumerate(nodes):
        leading = (*before, nodes[:at])
        if code in _REPEATS:
            if value[1] > 1:
                yield leading, value[2], nodes[at + 1 :]
            yield from _repeated(value[2], leading)
        else:
            for inner in _inner(code, value):
                yield from _repeated(inner, leading)


def _inner(code: Any, value: Any) -> list[Any]:
    if code is codes.BRANCH:
        return list(value[1])
    if code is codes.SUBPATTERN:
        return [value[-1]]
    if code is codes.ATOMIC_GROUP:
        return [value]
    return [value[1]] if code in {codes.ASSERT, codes.ASSERT_NOT} else []


def _leading(tree: Any, before: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Beginnings of what a pattern matches, longer and longer, along each of its alternatives."""
    nodes = list(tree)
    for at, (code, value) in enumerate(nodes):
        if code in {codes.BRANCH, codes.SUBPATTERN, codes.ATOMIC_GROUP}:
            for inner in _inner(code, value):
                yield from _leading(inner, (*before, nodes[:at]))
        if at + 1 == len(nodes) or code in _REPEATS:
            yield (*before, nodes[: at + 1])
