"""Find the dialogue and the number of its round, however worded; not another meeting's number."""

import re
from collections.abc import Iterator
from functools import cache

from ledger.reading.languages import MASK, PARTY, Wording, any_of, compiled
from ledger.reading.parties import Masked
from ledger.reading.shapes import Span

_ROMAN = r"(?=[IVXL])(?:XL|X{0,3})(?:IX|IV|V?I{0,3})"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


@cache
def _dialogue(wording: Wording) -> re.Pattern[str]:
    # Only where a word begins: else a long run of letters would be tried from each of them.
    return re.compile(rf"(?<![\w'./{MASK}-])(?:{wording.rounds.dialogue})")


def find_dialogue(plain: str, masked: Masked, wording: Wording) -> Span | None:
    """Find the series' name at its first mention, without articles and ordinals; capitalised names first."""
    found: Span | None = None
    for match in _dialogue(wording).finditer(masked.text):
        start, end = _without_opening(masked.text, plain, *match.span(), wording)
        if plain[start].isupper() and " " in plain[start:end]:
            return start, end
        if found is None and " " in plain[start:end]:
            found = (start, end)
    return found


def _without_opening(masked: str, plain: str, start: int, end: int, wording: Wording) -> Span:
    openings = compiled(rf"""(?x:
        # e.g. the (Dialogue) · VII (Dialogue) · 14th (Dialogue) · el (Diálogo)
        {wording.rounds.opening}|{_ROMAN}{wording.days.roman_ending}\ |\d{{1,4}}+\S{{0,3}}[ ]
    )""")
    while (opening := openings.match(plain, start, end)) and opening.end() < end:
        start = opening.end()
    while masked[end - 1] in f"{MASK} " and masked.rfind(" ", start, end) > start and masked[end - 1] == " ":
        end -= 1
    return start, end


def dialogue_parties(masked: Masked, span: Span | None, wording: Wording) -> tuple[str, ...]:
    """Return the parties: those that the name's "between A, B and C" says; else two, named around it or most often."""
    if span and (named := _between(masked, span, wording) or _three_before(masked, span, wording)):
        return named
    near = masked.codes(max(0, span[0] - 250), span[1] + 250) if span else ()
    often = masked.commonest()
    # What is named once beside the dialogue and hardly ever again is a place or a guest.
    chosen = [code for code in near if code in often[:2]]
    chosen += [code for code in (*near, *often) if code not in chosen]
    pair = chosen[:2]
    order = {mention.code: -mention.start for mention in reversed(masked.mentions)}
    return tuple(sorted(pair, key=lambda code: -order[code]))


def _between(masked: Masked, span: Span, wording: Wording) -> tuple[str, ...]:
    """Return the parties of "between A, B and C" behind the dialogue's name, at least two; or of "of A, B and C", three."""
    start, listed = span[0], _listed(wording)
    pattern = rf"""(?x:
        # e.g. (Dialogue) between Mexico, Colombia and Chile · (diálogo) entre México y Chile
        ^[^.;:\n]{{0,60}}?\b(?:{wording.rounds.between}({listed}{{2,6}})|{wording.grammar.of}({listed}{{3,6}}))
    )"""
    found = compiled(pattern).match(masked.text[start : span[1] + 200])
    group = (1 if found[1] else 2) if found else 0
    codes = masked.codes(start + found.start(group), start + found.end(group)) if found else ()
    return codes if len(codes) > 1 else ()


def _listed(wording: Wording) -> str:
    """Return the pattern of a party in a list of them."""
    return rf"(?:(?:,\ |,?\ {wording.grammar.and_}\ )?{wording.grammar.the}?{PARTY}(?:\ \(\w+\))?)"


def _three_before(masked: Masked, span: Span, wording: Wording) -> tuple[str, ...]:
    """Return the parties of a sentence that "A, B and C held their dialogue" begins, three at least; else none."""
    pattern = rf"""(?x:
        # e.g. Mexico, Colombia and Chile held their first (Dialogue)
        (?:^|[.!?\n]\ ?)({_listed(wording)}{{3,6}})\ [^.;:\n]{{0,80}}$
    )"""
    start = max(0, span[0] - 160)
    found = compiled(pattern).search(masked.text[start : span[0]])
    codes = masked.codes(start + found.start(1), start + found.end(1)) if found else ()
    return codes if len(codes) > 2 else ()


@cache
def _ordinal(wording: Wording) -> str:
    words = any_of([re.escape(word) for word in wording.days.ordinals])
    return rf"""(?x:
        # e.g. 14th · third · III · 14ª · tercera
        (?:{wording.days.numeral}|(?i:({words}))|({_ROMAN}){wording.days.roman_ending})(?![\w-])
    )"""


@cache
def _round_patterns(wording: Wording) -> tuple[re.Pattern[str], ...]:
    ordinal = _ordinal(wording)
    dialogue = rf"(?:{wording.rounds.numbered}\b)"
    between = rf"""(?x:
        # e.g. (14th) US-Mexico Bilateral (Dialogue)
        (?:(?!{dialogue})(?!{wording.rounds.other_meeting})(?:[\w{MASK}'./&–-]+|\([\w{MASK}. –-]{{1,30}}\)),?\ ){{0,12}}?
    )"""
    meeting = rf"(?i:{wording.rounds.annual})?{wording.rounds.meeting}\b"
    return (
        re.compile(rf"(?<![\w-]){ordinal},? (?!{wording.rounds.times}\b){between}{dialogue}"),
        re.compile(rf"{dialogue}[^.;\n]{{0,120}}?(?<![\w-]){ordinal} {meeting}"),
        re.compile(rf"(?<![\w-]){ordinal} {meeting}(?! {wording.grammar.of})"),
        re.compile(
            rf"""
            # e.g. Round 7 · Session No. 12 · Ronda VI
            (?<![\w-]){wording.rounds.label}\ (?:N[ºo°]\.?\ ?)?
            (?:(\d{{1,3}})|()({_ROMAN}))\b
            """,
            re.VERBOSE,
        ),
    )


def find_round(masked: Masked, wording: Wording) -> tuple[int, Span] | None:
    """Find the round's number and the words that say it; None where the text does not say it."""
    for pattern in _round_patterns(wording):
        at = 0
        while found := pattern.search(masked.text, at):
            number, start, end = _number(found, wording)
            if number and _is_of_meeting(masked.text, start, end, wording):
                return number, (start, _with_meeting(masked.text, end, wording))
            at = max(end, found.start() + 1)  # another number may stand within what was matched
    return None


def _is_of_meeting(text: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a number is a meeting's, and this meeting's: no day, no "I" that speaks, no next or last round."""
    elsewhere = compiled(rf"(?i:{wording.rounds.elsewhere})(?:\ {wording.grammar.the}|\ )$")
    if elsewhere.search(text, max(0, start - 30), start) or _is_day(text, start, end, wording):
        return False
    return text[start:end] != "I" or not text[end : end + 2].strip().islower()


def _is_day(text: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether an ordinal is the day of a month: "October 19th", "the 3rd of May"."""
    months = rf"(?i:{any_of(wording.days.months)})"
    article = (
        "" if wording.days.is_day_first else f"{wording.grammar.the}?"
    )  # "May the 3rd"; "en junio la sexta"
    before = compiled(rf"\b{months}\.? {article}$").search(text, max(0, start - 16), start)
    after = compiled(rf"(?:st|nd|rd|th|er|re)?,? {wording.grammar.of}?{months}\b").match(text, end)
    return before is not None or after is not None


def _number(found: re.Match[str], wording: Wording) -> tuple[int, int, int]:
    figures, words, roman = found.group(1), found.group(2), found.group(3)
    group = 1 if figures else 2 if words else 3
    start, end = found.span(group)
    if figures:
        # The ending of the figure (7th, 7.ª) belongs to its words.
        ending = re.compile(wording.days.numeral).match(found.string, start)
        return int(figures), start, ending.end() if ending else end
    if words:
        return wording.days.ordinals[re.sub(r"\s+", " ", words.lower())], start, end
    ending = compiled(wording.days.roman_ending).match(found.string, end)
    return (roman_number(roman) if roman else 0), start, ending.end() if ending else end


def _with_meeting(text: str, end: int, wording: Wording) -> int:
    meeting = compiled(rf" {wording.rounds.annual}?{wording.rounds.meeting}\b").match(text, end)
    return meeting.end() if meeting else end


def roman_number(roman: str) -> int:
    """Return the value of a Roman numeral."""
    values = [_VALUES[letter] for letter in roman]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def round_mentions(masked: Masked, wording: Wording) -> Iterator[Span]:
    """Find where the text speaks of the dialogue's meeting as such."""
    for found in re.compile(rf"{_dialogue(wording).pattern}|\b{wording.rounds.meeting}\b").finditer(
        masked.text
    ):
        yield found.span()
