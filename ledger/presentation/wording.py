"""Say in reports' words: days, parties, voices and kinds, in the language that is active."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Protocol

from django.utils import dateformat, timezone, translation
from django.utils.formats import number_format
from django.utils.translation import pgettext

from ledger.models import Dialogue, Item, Party, Round
from ledger.models.parties import in_page_language
from ledger.presentation import shape
from ledger.presentation.cached_gettext import gettext as _
from ledger.presentation.foreign_words import ForeignWords
from ledger.presentation.languages import language_of
from ledger.vocabulary import (
    AgreedAs,
    Audience,
    FactBasis,
    Kind,
    Origin,
    Precision,
    StatementLanguage,
    Status,
    Voice,
    Word,
)

WITH_ARTICLE = frozenset(
    [
        "ARE",
        "AU",
        "BHS",
        "CAF",
        "COD",
        "COM",
        "DOM",
        "EU",
        "GBR",
        "GMB",
        "MDV",
        "MHL",
        "NLD",
        "PHL",
        "SLB",
        "USA",
    ]
)
"""Parties whose English name takes "the" in a sentence (ISO 3166-1 alpha-3, or the bloc's code)."""


KINDS = (
    (Kind.UNDERTAKEN, None),
    (Kind.AGREED, AgreedAs.GENERAL_PLEDGE),
    (Kind.AGREED, AgreedAs.SHARED_VIEW),
    (Kind.ASKED, None),
    (Kind.ACKNOWLEDGED, None),
    (Kind.DISCUSSED, None),
)
"""What rounds do, what binds most first. Reports never add kinds together."""
WITH_STEPS = (*KINDS, (Kind.STEP, None))
"""The same, and our own steps after them, where a list has both."""


PLACE = re.compile(r"%\((\w+)\)s")
"""Where words are put in a sentence, e.g. "%(item)s"."""


class SpokenEntry(Protocol):
    """An entry as far as its words need it: a row of the model, or the plain values that reports read instead."""

    @property
    def voice(self) -> Voice: ...
    @property
    def speaker(self) -> Party | None: ...
    @property
    def is_attributable(self) -> bool | None: ...
    @property
    def about(self) -> Party | None: ...
    @property
    def status(self) -> Status | None: ...
    @property
    def effective_on(self) -> datetime.date: ...
    @property
    def effective_precision(self) -> Precision: ...


# --- Numbers and days


def number(value: int) -> shape.Number:
    """Return a count as the language writes it."""
    return shape.Number(value, number_format(value, force_grouping=True))


def day(value: datetime.date, precision: Precision = Precision.DAY, *, is_long: bool = False) -> shape.Day:
    """Return a date no more exact than it is known: "21 Oct 2015", "Oct 2015", "2015"; long ones spell the month."""
    return _day(value, precision, is_long, translation.get_language())


@lru_cache(maxsize=4096)  # a long report names the same days over and over
def _day(value: datetime.date, precision: Precision, is_long: bool, _language: str) -> shape.Day:
    iso = value.isoformat()
    match precision:
        case Precision.YEAR:
            return shape.Day(iso[:4], iso[:4])
        case Precision.MONTH:
            return shape.Day(iso[:7], dateformat.format(value, pgettext("month of a date", "M Y")))
    pattern = pgettext("date in full", "j F Y") if is_long else pgettext("date", "j M Y")
    return shape.Day(iso, dateformat.format(value, pattern))


def time(value: str) -> shape.Day:
    """Return a year or month in ISO 8601 ("2018", "2018-02") as the language writes it."""
    is_month = len(value) > len("2018")
    first = datetime.date.fromisoformat(f"{value}-01" if is_month else f"{value}-01-01")
    return day(first, Precision.MONTH if is_month else Precision.YEAR)


def time_or_day(value: str) -> shape.Day:
    """Return a year, month or day in ISO 8601 as the language writes it."""
    if len(value) < len("2018-02-03"):
        return time(value)
    return day(datetime.date.fromisoformat(value))


def moment(value: datetime.datetime) -> shape.Day:
    """Return a moment to the second in the ledger's time zone; its value keeps the microseconds."""
    label = dateformat.format(timezone.localtime(value), pgettext("moment", "j F Y, H:i:s T"))
    return shape.Day(value.astimezone(datetime.UTC).isoformat(), label)


# --- Names


def listed(words: Iterable[str]) -> str:
    """Return words in a row: "a, b and c"."""
    *others, last = list(words) or [""]
    return _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last} if others else last


def begin(sentence: str) -> str:
    """Return the sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def party(party: Party) -> str:
    """Return a party's name within a sentence: "Mexico", "the United States"."""
    has_article = translation.get_language() != "es" and party.code in WITH_ARTICLE
    return f"the {party.name}" if has_article else party.name


def about(judged: Party | None) -> str:
    """Say whose performance is judged: "On Mexico", or "As a whole"."""
    return _("On %(party)s") % {"party": party(judged)} if judged else _("As a whole")


def office(dialogue: Dialogue, *, is_internal: bool) -> str:
    """Return our office by the name under which the audience knows it."""
    if is_internal:
        return _("our office")
    if dialogue.own_party:
        return _("the office keeping this ledger (%(party)s)") % {"party": dialogue.own_party.name}
    return _("the office keeping this ledger")


def speaker(entry: SpokenEntry, source: str, office_name: str) -> str:
    """Say who speaks in an entry, within a sentence: "our office", "Mexico", "the record (JURIST)".

    Where what was said orally may not be attributed, that stands with the name wherever it is read.
    """
    return attributed(_speaker(entry, source, office_name), entry.is_attributable)


def attributed(who: str, is_attributable: bool | None) -> str:
    """Return a speaker's name, with a mark where what they said may not be attributed to them; None says
    nothing of it.
    """
    return _("%(who)s (not for attribution)") % {"who": who} if is_attributable is False else who


def _speaker(entry: SpokenEntry, source: str, office_name: str) -> str:
    if entry.voice is Voice.PARTY and entry.speaker:
        return party(entry.speaker)
    if entry.voice is Voice.RECORD:
        return _("the record (%(source)s)") % {"source": source} if source else _("the record")
    return office_name


def speaking(entry: SpokenEntry, who: str) -> str:
    """Say who speaks in an entry and on whom: "Mexico, on itself", "our office, on the United States"."""
    if entry.about is None:
        return who
    if entry.about == entry.speaker:
        return _("%(speaker)s, on itself") % {"speaker": who}
    return _("%(speaker)s, on %(party)s") % {"speaker": who, "party": party(entry.about)}


def reporting(entry: SpokenEntry, who: str) -> str:
    """Say who speaks in an entry, as the head of a column: "Mexico reports"."""
    return _("%(party)s reports") % {"party": begin(who)} if entry.voice is Voice.PARTY else begin(who)


# --- The ledger's own words


def word(value: object) -> str:
    """Return a word of the vocabulary as the language has it; one that this version does not know, as it is kept."""
    return _(value.label) if isinstance(value, Word) else str(value)


def origin(entry_origin: Origin, *, is_internal: bool) -> str:
    """Say where an entry comes from; beyond internal of a compiled one its source alone, not that we have yet to
    review it.
    """
    if entry_origin is Origin.COMPILED and not is_internal:
        return _("from the public record")
    return _(entry_origin.label)


def kind(item_kind: Kind, agreed_as: AgreedAs | None) -> str:
    """Return what an item is: "discussed", "agreed: general pledge", "specific commitment"."""
    if agreed_as is None:
        return _(item_kind.label)
    return _("%(kind)s: %(agreed_as)s") % {"kind": _(item_kind.label), "agreed_as": _(agreed_as.label)}


def status(entry: SpokenEntry, *, is_context: bool = False) -> shape.ReportStatus:
    """Return an entry's status with its date; ``is_context`` where it is older than the item's round."""
    assert entry.status is not None
    spoken = translation.get_language()
    return _status(entry.status, entry.effective_on, entry.effective_precision, is_context, spoken)


@lru_cache(maxsize=4096)  # a long report names the same ones over and over
def _status(
    word: Status, since: datetime.date, precision: Precision, is_context: bool, _spoken: str | None
) -> shape.ReportStatus:
    context = _("before this round") if is_context else ""
    return shape.ReportStatus(word.value, _(word.label), day(since, precision), context)


def unassessed() -> shape.ReportStatus:
    """Return the status of what nobody has looked at, which alone has no date."""
    return shape.ReportStatus(Status.UNASSESSED.value, _(Status.UNASSESSED.label))


def kind_in_words(item_kind: Kind, agreed_as: AgreedAs | None) -> str:
    """Return what an item is, within a sentence: "agreed as shared view"."""
    if agreed_as is None:
        return _(item_kind.label)
    return _("%(kind)s as %(agreed_as)s") % {"kind": _(item_kind.label), "agreed_as": _(agreed_as.label)}


def basis(words: str, known_as: FactBasis | None) -> str:
    """Return a fact with how it is known, where that is not plainly stated: "both (inferred)"."""
    if known_as in {None, FactBasis.STATED} or not words:
        return words
    return f"{words} ({word(known_as)})"


def round_day(meeting: Round) -> str:
    """Say when a round met, with the basis of the date: "20–21 Jun 2022 (inferred)"; empty where nothing is known."""
    return basis(_days(meeting.starts_on, meeting.ends_on), meeting.dates_basis) if meeting.starts_on else ""


def _days(first: datetime.date, last: datetime.date | None) -> str:
    if last is None or last == first:
        return day(first).label
    whole = day(last).label
    # A language that names the month before the day has both days whole.
    is_short = (first.year, first.month) == (last.year, last.month) and whole.startswith(str(last.day))
    return f"{first.day}–{whole}" if is_short else f"{day(first).label} – {whole}"


_names_dialogues: ContextVar[bool] = ContextVar("names_dialogues", default=False)


@contextmanager
def naming_dialogues(is_needed: bool) -> Iterator[None]:
    """Let `rounds` name the dialogue of every round, also of one by itself: for reports on several dialogues."""
    token = _names_dialogues.set(is_needed)
    try:
        yield
    finally:
        _names_dialogues.reset(token)


def rounds(some: Sequence[Round]) -> str:
    """Return rounds by number, with their dialogue where there are several: "rounds 6, 7 and 8", "round USMX 7"."""
    words = {"numbers": round_numbers(some)}
    return (_("round %(numbers)s") if len(some) == 1 else _("rounds %(numbers)s")) % words


def round_numbers(some: Sequence[Round]) -> str:
    """Return the same under a head that says what they are: "6, 7 and 8", "USMX 7"."""
    several = _names_dialogues.get() or len({round.dialogue_id for round in some}) > 1
    return listed(f"{round.dialogue.code} {round.number}" if several else str(round.number) for round in some)


NO_COLUMN = frozenset({"owed_by", "asked_by", "asked_of"})
"""Fields of entries that are no column of an item."""


def field(name: str) -> str:
    """Return a field of an item within a sentence, by its name in the ledger: "agreed deadline"."""
    labels = {
        "owed_by": _("owed by"),
        "asked_by": _("asked by"),
        "asked_of": _("asked of"),
        "topics": _("topics"),
        "agencies": _("agencies"),
        "forums": _("forums"),
        "other_passages": _("further passages"),
    }
    return labels.get(name) or str(getattr(Item._meta.get_field(name), "verbose_name", name))


def language(code: str) -> str:
    """Return a language within a sentence, by its code; the code itself where it is none of ours."""
    return _language(code, translation.get_language())


@lru_cache(maxsize=64)  # a long report names its few languages at every note
def _language(code: str, spoken: str | None) -> str:
    name = _(StatementLanguage(code).label) if code in {*StatementLanguage} else code
    return name.lower() if spoken == "es" else name


def bilingual(english: str, spanish: str) -> shape.Text:
    """Return words in the language that is active; in the other one, and marked as such, where there are no others."""
    words, code = in_page_language(english, spanish)
    if not words or code == translation.get_language():
        return shape.Text(words)
    return shape.Text(in_language(words, code), code)


def in_language(words: str, code: str) -> str:
    """Return words with the name of their language, where that is not the one that is active."""
    if not (words and code) or code == translation.get_language():
        return words
    return _("%(words)s (in %(language)s)") % {"words": words, "language": language(code)}


def as_written(words: str, notes: tuple[int, ...] = ()) -> shape.Text:
    """Return what somebody typed in a language that nobody recorded; marked where it is plainly another one."""
    code = language_of(words)
    if not code or code == translation.get_language():
        return shape.Text(words, notes=notes)
    return shape.Text(in_language(words, code), code, notes)


def filled(sentence: str, words: Mapping[str, str | shape.Text], notes: tuple[int, ...] = ()) -> shape.Text:
    """Put words in their places in a sentence ("%(item)s: …"), and keep which of them are in another language."""
    text = ""
    foreign: list[ForeignWords] = []
    for number, part in enumerate(PLACE.split(sentence)):
        if number % 2 == 0:
            text += part.replace("%%", "%")
            continue
        put = words[part]
        if isinstance(put, str):
            text += put
            continue
        at = len(text)
        for run, code in put.runs():
            if code and run:
                foreign.append(ForeignWords(at, at + len(run), code))
            at += len(run)
        text += put.text
    return shape.Text(text, notes=notes, foreign=tuple(foreign))


def joined(texts: Iterable[str | shape.Text], by: str) -> shape.Text:
    """Return texts in a row, without the empty ones, and keep which of them are in another language."""
    given = (shape.Text(text) if isinstance(text, str) else text for text in texts)
    words = {f"w{number}": text for number, text in enumerate(text for text in given if text.text)}
    return filled(by.join(f"%({name})s" for name in words), words)


def audience(readers: Audience, dialogue: str = "") -> str:
    """Say for whom something is: what is shared, for the counterpart in one dialogue, which is named by its code."""
    if readers is Audience.SHARED and dialogue:
        return _("shared with the counterpart in %(dialogue)s") % {"dialogue": dialogue}
    return _(readers.label)
