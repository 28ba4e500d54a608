"""What is written out in a long regular expression: its verbose groups, and the examples that their comments show.

A part of a pattern is verbose where it stands in a group ``(?x: … )``, or anywhere when the pattern is compiled with
``re.VERBOSE``. A list of plain words, such as the months, counts as no pattern, however long it is.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import AnyStr

LONGEST_PLAIN_CHARACTERS = 60
"""Characters of a pattern that need no explaining."""
EXAMPLE = "# e.g. "
BETWEEN_EXAMPLES = " · "
_STEP = re.compile(r"\\.|\[\^?+\]?+(?:\\.|[^\]\\])*+\]|\(\?x:|\(|\)|\#[^\n]*+|[^\\\[()\#]++|.", re.DOTALL)
_WORDS = re.compile(r"\((?:\?(?:[:=!]|i:))?+(?:[\w .'’-]|\\[ .-])++(?:\|(?:[\w .'’-]|\\[ .-])++)*+\)")
_MEMBER = re.compile(r"\(\?P<[a-z]\d{1,2}>")
_COMMENT = re.compile(r"(?<!\\)#[^\n]*+")


@dataclass(frozen=True)
class VerboseGroup:
    """A verbose group of a pattern: its own source, without ``(?x:`` and the closing bracket."""

    source: str
    flags: int

    @property
    def length(self) -> int:
        """Its characters without comments and layout."""
        return len(re.sub(r"(?<!\\)\s++", "", _COMMENT.sub("", self.source)))

    @property
    def examples(self) -> list[str]:
        """The texts that its comments say it matches, with ``\\r``, ``\\n`` and ``\\u0000`` for what they stand for."""
        lines = re.findall(rf"{re.escape(EXAMPLE)}([^\n]++)", self.own_source)
        return [_unescaped(text.strip()) for line in lines for text in line.split(BETWEEN_EXAMPLES)]

    @property
    def own_source(self) -> str:
        """The source without the verbose groups inside it."""
        inner = [VerboseGroup(self.source[start:end], 0) for start, end in _spans(self.source, re.VERBOSE)]
        return functools.reduce(lambda left, group: left.replace(group.source, ""), inner, self.source)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(?:[rn]|u[0-9a-f]{4})", lambda found: found[0].encode().decode("unicode_escape"), text)


def as_text(pattern: re.Pattern[AnyStr]) -> str:
    """The source of a pattern over text or bytes, as text."""
    source = pattern.pattern
    return source if isinstance(source, str) else source.decode("latin-1")


def verbose_groups(pattern: re.Pattern[AnyStr]) -> list[VerboseGroup]:
    """Every verbose group of a pattern, the inner ones too; the whole pattern, where it is compiled as verbose."""
    source, flags = as_text(pattern), pattern.flags & ~re.UNICODE & ~re.VERBOSE
    found = [VerboseGroup(source[start:end], flags) for start, end in _spans(source, pattern.flags)]
    return [VerboseGroup(source, flags), *found] if pattern.flags & re.VERBOSE else found


def plain_part(pattern: re.Pattern[AnyStr]) -> str:
    """Give what is left of a pattern without its verbose groups and its lists of plain words.

    A pattern that joins members, each in a numbered group (``f0``, ``f1``…), is judged by its longest member.
    """
    if pattern.flags & re.VERBOSE:
        return ""
    source, left, at = as_text(pattern), "", 0
    for start, end in sorted(_spans(source, pattern.flags)):
        if start >= at:
            left, at = left + source[at : start - len("(?x:")], end + 1
    left += source[at:]
    while (shorter := _WORDS.sub("", left)) != left:
        left = shorter
    return max(_MEMBER.split(left), key=len)


def _spans(source: str, flags: int) -> Iterator[tuple[int, int]]:
    """The span of what each verbose group holds, each when it ends."""
    opened: list[tuple[int, bool]] = [(0, bool(flags & re.VERBOSE))]
    for step in _parts(source, opened):
        if step[0] == ")":
            start, is_verbose_group = opened.pop()
            if is_verbose_group and source[start - 4 : start] == "(?x:":
                yield start, step.start()


def _parts(source: str, opened: list[tuple[int, bool]]) -> Iterator[re.Match[str]]:
    """Give the parts of a pattern in their order; note each group that opens, and whether it is verbose there."""
    at = 0
    while at < len(source):
        step = _STEP.match(source, at)
        assert step is not None
        at = step.end()
        if step[0].startswith("#") and not opened[-1][1]:
            at = step.start() + 1
        elif step[0].startswith("("):
            opened.append((step.end(), step[0] == "(?x:" or opened[-1][1]))
        yield step
