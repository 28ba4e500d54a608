"""Find parties by name and adjective, and mask every mention in the text, so that patterns see one shape."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from ledger.reading.languages import MASK, Wording, compiled

NO_PARTY = "-"
_WORD = re.compile(r"[^\W\d_][\w.]*(?:'(?=[^\W\d_s])\w+)?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in the plain text."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Masked:
    """The plain text with its mentions masked; of the same length."""

    text: str
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...] = field(repr=False)
    sides: tuple[str, ...] = ()
    """The parties of the dialogue, once they are known."""

    def codes(self, start: int, end: int) -> tuple[str, ...]:
        """Return the parties named in a span, each once, in their order."""
        left, right = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(dict.fromkeys(mention.code for mention in self.mentions[left:right]))

    def commonest(self) -> tuple[str, ...]:
        """Return all parties, those most often named first."""
        return tuple(
            code for code, _count in Counter(mention.code for mention in self.mentions).most_common()
        )


@cache
def names_of(wording: Wording) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the parties' names as words, by their first word, longest first, with their codes."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in wording.parties.names.strip().splitlines():
        code, _space, names = line.partition(" ")
        for name in names.split("|"):
            for form in _forms(name, wording.parties.adjective_endings):
                words = tuple(unelided(word, wording) for word in re.split(r"[ -]", form.replace(",", "")))
                found.setdefault(words[0], []).append((words, code))
    for names_ in found.values():
        names_.sort(key=lambda pair: len(pair[0]), reverse=True)
    return found


def unelided(word: str, wording: Wording) -> str:
    """Return a word without the article or preposition that an apostrophe joins to it: "l'Union"."""
    elided = compiled(wording.grammar.elided).match(word)
    return word[elided.end() :] if elided else word


def _forms(name: str, endings: tuple[str, ...]) -> list[str]:
    if not name.endswith("*"):
        return [name]
    forms = [name[:-1] + ending for ending in endings]
    return forms + [form[0].upper() + form[1:] for form in forms if form[0].islower()]


def mask_parties(plain: str, wording: Wording) -> Masked:
    """Find the parties of a text and mask them."""
    mentions = _mentions(plain, wording)
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        pieces += [plain[at : mention.start], MASK * (mention.end - mention.start)]
        at = mention.end
    pieces.append(plain[at:])
    return Masked("".join(pieces), tuple(mentions), tuple(mention.start for mention in mentions))


def _mentions(plain: str, wording: Wording) -> list[Mention]:
    names = names_of(wording)
    words = [
        (found.end() - len(own), found.end(), own)
        for found in _WORD.finditer(plain)
        if (own := unelided(found[0], wording))
    ]
    between = compiled(rf"[ \n,-]*{wording.grammar.elided}?")
    found: list[Mention] = []
    at = 0
    while at < len(words):
        code, count, cut = _match(words, at, names, plain, between)
        if code and code != NO_PARTY and not _is_part_of_word(plain, words[at][0], found):
            found.append(Mention(code, words[at][0], words[at + count - 1][1] - cut))
        at += count
    return found


def _match(
    words: list[tuple[int, int, str]],
    at: int,
    names: dict[str, list[tuple[tuple[str, ...], str]]],
    plain: str,
    between: re.Pattern[str],
) -> tuple[str, int, int]:
    """Return the code of the name that begins at a word, its words, and the full stops that are not its own."""
    first = words[at][2]
    for key in (first, first.rstrip(".")):
        for name, code in names.get(key, ()):
            last = at + len(name) - 1
            if last >= len(words) or not _same(words, at, name, plain, between):
                continue
            return code, len(name), len(words[last][2]) - len(name[-1])
    return "", 1, 0


def _same(
    words: list[tuple[int, int, str]], at: int, name: tuple[str, ...], plain: str, between: re.Pattern[str]
) -> bool:
    for n, part in enumerate(name):
        start, _end, word = words[at + n]
        if word != part and word.rstrip(".") != part:
            return False
        if n and between.fullmatch(plain, words[at + n - 1][1], start) is None:
            return False
    return True


def _is_part_of_word(plain: str, start: int, found: list[Mention]) -> bool:
    """Return whether a hyphen joins the mention to a word that is no party ("Inter-American", "Afro-Colombians")."""
    if start < 2 or plain[start - 1] != "-" or not plain[start - 2].isalpha():
        return start > 1 and plain[start - 1] == "." and plain[start - 2].isupper()
    return not (found and found[-1].end == start - 1)
