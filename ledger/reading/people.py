"""Find who came: people by name with their offices."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ledger.reading.languages import LOWER, MASK, UPPER, Wording, any_of, compiled
from ledger.reading.parties import Masked
from ledger.reading.segments import Sentence, trimmed
from ledger.reading.shapes import Span

_CAP = rf"""(?x:
    # e.g. J.P. (Smith) · O'Neill · García-López
    (?:[{UPPER}]\.){{1,3}}(?=\ [{UPPER}])|[{UPPER}](?:[\w']*(?:-\w[\w']*)*\w)?
)"""
# A possessive ("Canada's High Commissioner") or capitalised words right before an office.
_QUALIFIED = re.compile(
    r"""
    # e.g. Canada's High · Human Rights
    (?<![\w'-])
    (
        (?:
            [A-Z][\w.'-]{0,40}'s?\ (?:[A-Z][\w.-]{0,40}\ )?
            |[A-Z][\w.-]{0,40}[ ]
        ){1,2}
    )$
    """,
    re.VERBOSE,
)
ACRONYM = re.compile(r"\(([A-ZÁÉÍÓÚ][\w./-]{0,12}[A-Z][\w./-]{0,12})\)")


@dataclass(frozen=True, slots=True)
class Person:
    """A person in the plain text: spans of the name, the office and the agency; the whole is ``span``."""

    name: Span
    office: Span | None
    agency: Span | None
    acronym: str | None
    party: str | None
    is_member: bool
    span: Span


@cache
def _run(wording: Wording) -> re.Pattern[str]:
    return re.compile(
        rf"""
        # e.g. Juan Carlos de la Cruz · J.P. Smith-Jones
        (?:(?<![\w'-])|(?<=[\s(,]d'))(?<![A-Z]\.){_CAP}(?:\ (?:{wording.people.particles}\ ){{0,2}}{_CAP}){{1,9}}
        """,
        re.VERBOSE,
    )


@cache
def _known_words(wording: Wording) -> frozenset[str]:
    return (
        wording.people.not_names
        | wording.people.honorifics
        | {name for word in wording.days.months for name in (word.capitalize(),)}
    )


def names_in(plain: str, masked: Masked, start: int, end: int, wording: Wording) -> list[Span]:
    """Find people's names in a span: runs of capitalised words that are no titles, offices, agencies or parties."""
    found: list[Span] = []
    for run in _run(wording).finditer(plain, start, end):
        name = _name_in(plain, masked, run.start(), run.end(), wording)
        if name and not _is_of_office(plain, found[-1][1] if found else start, name, end, wording):
            found.append(name)
    return found


def _is_of_office(plain: str, start: int, name: Span, last: int, wording: Wording) -> bool:
    """Return whether capitalised words go on an office ("on Rights and Relief Aid"), or a place ("in Port Said")."""
    end = name[0]
    if compiled(rf" {wording.people.within_office} $").search(plain, max(0, end - 8), end):
        return True
    own = compiled(rf", (?!{any_of(wording.people.honorifics)}\b){wording.people.offices}\b").match(
        plain, name[1], last
    )
    joins = compiled(rf" {wording.grammar.and_} $").search(plain, max(start, end - 6), end)
    if own or not joins:
        return False
    start = max(start, *(plain.rfind(mark, start, end) for mark in ",;:("))
    office = compiled(rf"\b{wording.people.offices}\b").search(plain, start, end)
    # "the Under Secretary and Ann Lee": an office of its own has no complement.
    return (
        office is not None
        and compiled(rf" {wording.lists.prepositions} ").search(plain, office.end(), end) is not None
    )


def _name_in(plain: str, masked: Masked, start: int, end: int, wording: Wording) -> Span | None:
    """Find the longest stretch of a run that may be a name; words right after it must not make it a place or a body."""
    best: tuple[int, Span] | None = None
    for words, follower in _stretches(plain, masked, start, end, wording):
        own = [word for word in words if plain[word[0]].isupper()]
        if len(own) < 2 or (follower and not compiled(rf"{wording.people.offices}$").match(follower)):
            continue
        if best is None or len(own) > best[0]:
            best = (len(own), (own[0][0], own[-1][1]))
    return best[1] if best and _may_be_name(plain, best[1], wording) else None


def _may_be_name(plain: str, span: Span, wording: Wording) -> bool:
    """Return whether capitalised words are no office, no name that was cut off, and none that holds an acronym."""
    if plain[span[1] : span[1] + 1] == "…" or compiled(rf" {wording.people.offices}$").search(plain, *span):
        return False
    acronym = rf"(?<=[{LOWER}]) (?:{wording.people.particles} ){{1,2}}[A-Z]{{2,6}}$"
    return compiled(acronym).search(plain, *span) is None or plain[slice(*span)].isupper()


def _stretches(
    plain: str, masked: Masked, start: int, end: int, wording: Wording
) -> Iterator[tuple[list[Span], str]]:
    """Find the stretches of a run without known words, each with the known word that follows it."""
    words: list[Span] = []
    for match in re.finditer(r"[^ ]+", plain[start:end]):
        span = (start + match.start(), start + match.end())
        # A country's name may be a surname, but not behind a small word ("Carabineros de Chile").
        is_surname = bool(words) and plain[span[1] : span[1] + 1] in {",", ";", " "} and span[1] == end
        is_surname = is_surname and plain[words[-1][0]].isupper()
        if not _is_known(match[0], "" if is_surname else masked.text[span[0] : span[1]], wording):
            words.append(span)
        else:
            # A small word between them parts the name from what follows ("Pérez de la Secretaría").
            yield words, match[0] if words and plain[words[-1][0]].isupper() else ""
            words = []
    yield words, ""


def _is_known(word: str, masked: str, wording: Wording) -> bool:
    known = _known_words(wording)
    return (
        MASK in masked
        or word.rstrip(".'") in known
        or compiled(rf"{wording.bodies.nouns}$").match(word) is not None
        or ("-" in word and all(part in known for part in word.split("-")))
    )


def people_in(
    plain: str, masked: Masked, sentences: Sequence[Sentence], wording: Wording
) -> tuple[list[Person], set[int]]:
    """Find the people of a text in their order, and the places of the sentences that tell of them."""
    people: list[Person] = []
    told: set[int] = set()
    goes_on = False
    for n, sentence in enumerate(sentences):
        names = names_in(plain, masked, sentence.start, sentence.end, wording)
        goes_on = bool(names) and _tells_of_people(plain, masked, sentence, names, wording, goes_on=goes_on)
        if goes_on:
            told.add(n)
            people.extend(_people_of(plain, masked, sentence, names, wording))
    return _once(plain, people), told


def _once(plain: str, people: Sequence[Person]) -> list[Person]:
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(plain[slice(*person.name)].lower(), person)
    return list(found.values())


def _tells_of_people(
    plain: str, masked: Masked, sentence: Sentence, names: Sequence[Span], wording: Wording, *, goes_on: bool
) -> bool:
    """Return whether a sentence says who came: by its words, an office beside a name, or its beginning."""
    if compiled(wording.people.heading).search(masked.text, sentence.start, sentence.end):
        return (
            any(_has_office(plain, name, sentence, wording) for name in names)
            or len(names) > 1
            or _is_named(plain, names[0], wording)
        )
    beside = [name for name in names if _has_office(plain, name, sentence, wording)]
    return bool(beside) and (goes_on or len(beside) > 1 or len(beside) == len(names))


def _is_named(plain: str, name: Span, wording: Wording) -> bool:
    before = plain[max(0, name[0] - 18) : name[0]].split()
    return bool(before) and before[-1].rstrip(".") in wording.people.honorifics | wording.people.names_head


def _has_office(plain: str, name: Span, sentence: Sentence, wording: Wording) -> bool:
    """Return whether an office stands right before or after a name."""
    after = plain[name[1] : min(sentence.end, name[1] + 70)]
    before = plain[max(sentence.start, name[0] - 110) : name[0]]
    office = rf"\b{wording.people.offices}\b"
    return (
        re.match(rf",? \(?(?:\w+(?:'s)? |\S+(?:'s)? ){{0,4}}?{office}", after) is not None
        or re.match(rf", {wording.grammar.of}?{wording.grammar.the}?{wording.bodies.nouns}\b", after)
        is not None
        or re.search(rf"{office}[^;]{{0,100}},? $", before) is not None
    )


def _people_of(
    plain: str, masked: Masked, sentence: Sentence, names: Sequence[Span], wording: Wording
) -> Iterator[Person]:
    """Pair each name with its office, before it ("El Subsecretario de…, Roberto Campa") or else after it."""
    edge = sentence.start
    for n, name in enumerate(names):
        following = names[n + 1][0] if n + 1 < len(names) else sentence.end
        region = _region_before(plain, masked, edge, name[0], wording)
        edge = name[1]
        if region is None:
            region = _bracketed(plain, name[1], following) or (
                name[1],
                _office_end(plain, name[1], following, wording),
            )
            edge = region[1]
        yield _person(plain, masked, sentence, name, region, wording)


def _bracketed(plain: str, start: int, end: int) -> Span | None:
    """Find the words of a bracket right behind a name: "Carlos Pérez (Head of…)"."""
    closing = plain.find(")", start, end) if plain.startswith(" (", start) else -1
    return (start + 2, closing) if closing > 0 else None


def _region_before(plain: str, masked: Masked, start: int, end: int, wording: Wording) -> Span | None:
    """Find the words before a name, behind the verb that names the head, that hold an office and not a title alone."""
    for cue in compiled(wording.people.heading).finditer(masked.text, start, end):
        start = cue.end()
    start = max(start, plain.rfind(";", start, end) + 1)
    office = compiled(rf"\b{wording.people.offices}\b").search(plain, start, end)
    if office is None or len(plain[office.start() : end].split()) < 2:
        return None
    return start, end


def _office_end(plain: str, start: int, following: int, wording: Wording) -> int:
    """Find where the office after a name ends: at a semicolon, a bracketed acronym, or the next name's own words."""
    stops = [stop.start() for stop in re.compile(r";|(?<![A-Z])\. ").finditer(plain, start, following)][:1]
    if acronym := ACRONYM.search(plain, start, following):
        stops.append(acronym.end())
    came = rf",? (?:{wording.grammar.who} )?{wording.grammar.was}?{wording.people.membership}"
    if others := compiled(came).search(plain, start, following):
        stops.append(others.start())
    end = min([at for at in stops if at >= 0], default=following)
    return end if end < following else start + _before_title(plain[start:following], wording)


def _before_title(stretch: str, wording: Wording) -> int:
    """Find where the words between two names pass from the first person's office to the second person's title."""
    titles = any_of(wording.people.honorifics)
    and_, the = wording.grammar.and_, wording.grammar.the
    if re.match(rf",? (?:{and_}|{wording.grammar.while_}) ", stretch) and re.search(
        rf"\b{wording.people.offices}\b", stretch
    ):
        return 0
    # "…, Deputy Secretary Ann Lee" is the next person's; so is "…, and the Deputy Secretary for Asia, Ann Lee".
    if re.fullmatch(rf", (?:[\w-]+ ){{0,2}}?{wording.people.offices} ", stretch):
        return 0
    if second := re.search(rf", {and_} {the}(?:\S+ )?{wording.people.offices}\b", stretch):
        return second.start()
    # "…, and Mongolia by Mr. B. Odsuren"
    other = re.search(
        rf",? {and_} [^,;]{{2,60}} {wording.grammar.by} {the}?(?:{titles}\.? ?)*[ .]*$", stretch
    )
    closing = other or re.search(rf"(?:,? {and_},?|,) ?{the}?(?:{titles}\.? ?)*[ .]*$", stretch)
    if closing:
        return closing.start()
    other_side = re.search(rf"(?:,|,? {and_}) {wording.grammar.on_behalf}", stretch)
    if other_side and other_side.start() > 0:
        return other_side.start()
    the_next = rf"(?:{wording.grammar.by} )?{the}?(?:\S+ )?(?:{wording.people.offices}|{titles})\b"
    own = list(re.finditer(rf",? {and_} (?={the_next})", stretch))
    return own[-1].start() if own and not stretch.endswith(", ") else len(stretch)


def _person(
    plain: str, masked: Masked, sentence: Sentence, name: Span, region: Span, wording: Wording
) -> Person:
    office = _office(plain, *region, wording)
    agency = compiled(wording.bodies.agency).search(plain, *office) if office else None
    span = without_article(plain, *agency.span(), wording) if agency else None
    if (
        office
        and span
        and (
            joined := compiled(rf" {wording.grammar.of_place}{wording.grammar.the}?$").search(
                plain, office[0], span[0]
            )
        )
    ):
        office = (office[0], joined.start())
    acronym = ACRONYM.search(plain, region[0], min(region[1] + 1, sentence.end))
    ends = [
        name,
        *([office] if office else []),
        *([span] if span else []),
        *([acronym.span()] if acronym else []),
    ]
    return Person(
        name=name,
        office=office,
        agency=span,
        acronym=acronym[1] if acronym else None,
        party=_party(masked, sentence, name, office, span, wording),
        is_member=_is_member(plain, masked, sentence, name, wording),
        span=(min(start for start, _end in ends), max(end for _start, end in ends)),
    )


def _office(plain: str, start: int, end: int, wording: Wording) -> Span | None:
    found = compiled(rf"\b{wording.people.offices}\b").search(plain, start, end)
    if found is None:
        return None
    # What qualifies the office may stand before it: "the EU's Special Representative", "First Deputy Minister".
    begin = found.start()
    opening = _QUALIFIED.search(plain, max(start, begin - 40), begin)
    if opening and not opening[1].startswith(tuple(f"{word} " for word in wording.words.openers)):
        begin = opening.start(1)
    bracket = plain.find("(", found.start(), end)
    if bracket >= 0 and (ACRONYM.match(plain, bracket) or plain.find(")", bracket, end) < 0):
        end = bracket
    titles = rf"(?:,|,? {wording.grammar.and_}) {any_of(wording.people.honorifics)}\.? ?$"
    if stop := compiled(rf",? {wording.grammar.who}\b|,? {wording.people.deeds}\b|{titles}").search(
        plain, begin + 1, end
    ):
        end = stop.start()
    while end > begin and plain[end - 1] in " ,;.":
        end -= 1
    return trimmed(plain, begin, end)


def without_article(plain: str, start: int, end: int, wording: Wording) -> Span:
    """Cut an article before a name and punctuation after it off its span."""
    article = compiled(wording.grammar.the).match(plain, start, end)
    start = article.end() if article else start
    while end > start and plain[end - 1] in " ,;.":
        end -= 1
    return start, end


def _party(
    masked: Masked, sentence: Sentence, name: Span, office: Span | None, agency: Span | None, wording: Wording
) -> str | None:
    """Find the party named in the office or right after it ("…, por México"), or else the last party before."""
    own = (*(masked.codes(*office) if office else ()), *(masked.codes(*agency) if agency else ()))
    end = max(name[1], office[1] if office else 0)
    # As in: Ana Ruiz, on behalf of Mexico; or Ana Ruiz (Mexico).
    on_behalf = rf",?\ {wording.grammar.on_behalf}{wording.grammar.the}?{MASK}+(?!\ {wording.grammar.by}\b)"
    after = compiled(rf"{on_behalf}|\ \({MASK}+\)").match(masked.text, end, sentence.end)
    before = masked.codes(sentence.start, name[0])
    named = (*own, *(masked.codes(*after.span()) if after else ()), *reversed(before))
    return named[0] if named else None


def _is_member(plain: str, masked: Masked, sentence: Sentence, name: Span, wording: Wording) -> bool:
    return compiled(wording.people.membership).search(masked.text, sentence.start, name[0]) is not None


def missing_separators(plain: str, people: Sequence[Person]) -> Iterator[Span]:
    """Find where a name begins right behind a bracket: "(SRE)Roberto Campa"."""
    for person in people:
        if plain[person.name[0] - 1 : person.name[0]] == ")":
            yield max(0, plain.rfind("(", 0, person.name[0])), person.name[1]
