"""What a report is asked: every parameter as people type it, made into values or refused by name."""

import datetime
import difflib
import re
import zoneinfo
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from ledger.models import Dialogue, Topic
from ledger.recording.clock import cut, ledger_day
from ledger.vocabulary import Audience, Language


class BadParameter(ValueError):
    """A parameter that is no good: its name, what was given, what is expected, the nearest."""

    def __init__(self, name: str, given: str, expected: str, nearest: str = "") -> None:
        self.name, self.given, self.expected, self.nearest = name, given, expected, nearest
        super().__init__(name, given, expected, nearest)

    def __str__(self) -> str:
        """One line, with the parameter spelt as on the command line."""
        words = {"name": self.name, "given": self.given, "expected": self.expected, "nearest": self.nearest}
        if not self.given:
            return _("%(name)s: %(expected)s.") % words
        if not self.nearest:
            return _("%(name)s: %(expected)s, not “%(given)s”.") % words
        return _("%(name)s: %(expected)s, not “%(given)s”; the nearest is “%(nearest)s”.") % words


@dataclass(frozen=True, kw_only=True)
class Question:
    """For which day, known by which moment (aware), for whom, in which language, and about what.

    ``within`` holds the keys of the dialogues that the asker may know of; None for all of them.
    """

    as_of: datetime.date
    known_at: datetime.datetime
    audience: Audience
    language: Language
    dialogue: Dialogue | None = None
    topic: Topic | None = None
    within: frozenset[int] | None = None

    @property
    def is_internal(self) -> bool:
        """Whether our own people ask; nobody else is told of working fields."""
        return self.audience is Audience.INTERNAL

    @property
    def is_present(self) -> bool:
        """Whether the day is the last one that was known: what we plan next belongs to no earlier day."""
        return self.as_of >= ledger_day(self.known_at)


def ask(
    *,
    as_of: str = "",
    known_at: str = "",
    audience: str = "",
    language: str = "",
    dialogue: str = "",
    topic: str = "",
) -> Question:
    """Read what was typed; empty means today, all recorded, internal, English, every dialogue.

    ``as_of`` is YYYY-MM-DD, ``known_at`` ISO 8601 (in the ledger's time zone unless it says its own), both in
    the past; ``topic`` is a slug or a name in either language, ``dialogue`` a code. Raises BadParameter.
    """
    moment = cut()
    return Question(
        as_of=_day(as_of, ledger_day(moment)) if as_of else ledger_day(moment),
        known_at=_moment(known_at, moment) if known_at else moment,
        audience=Audience(choose("audience", audience or Audience.INTERNAL, list(Audience))),
        language=Language(choose("language", language or Language.EN, list(Language))),
        dialogue=_dialogue(dialogue) if dialogue else None,
        topic=_topic(topic) if topic else None,
    )


def choose(name: str, given: str, known: Iterable[str]) -> str:
    """The one of the known words that was given, in any case. Raises BadParameter, naming the nearest."""
    by_folded = {word.casefold(): str(word) for word in known}
    if (found := by_folded.get(given.casefold())) is None:
        expected = _("expected one of %(words)s") % {"words": ", ".join(by_folded.values())}
        raise BadParameter(name, given, expected, nearest(given, {word: word for word in by_folded.values()}))
    return found


def nearest(given: str, known: Mapping[str, str], *, likeness: float = 0.4) -> str:
    """What the known wording most like the given one stands for, at least so like (0 to 1), or empty."""
    folded = {wording.casefold(): meant for wording, meant in known.items()}
    close = difflib.get_close_matches(given.casefold(), folded, n=1, cutoff=likeness)
    return folded[close[0]] if close else ""


# --- Each parameter


def _day(given: str, today: datetime.date) -> datetime.date:
    expected = _("expected a day that has come, as YYYY-MM-DD")
    try:
        day = datetime.date.fromisoformat(given if re.fullmatch(r"\d{4}-\d\d-\d\d", given) else "")
    except ValueError:
        raise BadParameter("as-of", given, expected, _nearest_day(given, today).isoformat()) from None
    if day > today:
        raise BadParameter("as-of", given, expected, today.isoformat())
    return day


def _nearest_day(given: str, today: datetime.date) -> datetime.date:
    """The day that a bad date most likely meant: year first or last, all brought into bounds."""
    given = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", given)
    numbers = [int(number) for number in re.findall(r"\d{1,4}", given)]
    if len(numbers) == 3 and numbers[2] > 31:
        numbers.reverse()
    if not numbers or numbers[0] < 1000:
        return today
    year, month, day, *_rest = (*numbers, 1, 1)
    month = min(max(month, 1), 12)
    return min(datetime.date(year, month, min(max(day, 1), monthrange(year, month)[1])), today)


def _moment(given: str, now: datetime.datetime) -> datetime.datetime:
    expected = _("expected a time that has passed, as 2018-12-31T18:00 with or without a zone such as +00:00")
    try:
        moment = datetime.datetime.fromisoformat(given)
    except ValueError:
        moment = None
    latest = now.isoformat(timespec="seconds")
    if moment is None or not re.search(r"\d[T ]\d", given):  # a day alone does not say when on it
        day = _nearest_day(given, ledger_day(now))
        raise BadParameter(
            "known-at", given, expected, latest if day == ledger_day(now) else f"{day}T23:59:59"
        )
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zoneinfo.ZoneInfo(settings.LEDGER_TIME_ZONE))
    if moment > now or moment.year == datetime.MINYEAR:  # in another zone it may lie before all years
        raise BadParameter("known-at", given, expected, latest)
    return moment


def _dialogue(given: str) -> Dialogue:
    codes = Dialogue.objects.values_list("code", flat=True)
    try:
        return Dialogue.objects.get(code=choose("dialogue", given, codes))
    except Dialogue.DoesNotExist:  # gone between the two questions
        raise BadParameter("dialogue", given, _("expected the code of a dialogue")) from None


def _topic(given: str) -> Topic:
    wordings: dict[str, Topic] = {}
    for topic in Topic.objects.select_related("parent"):
        wordings |= {name.casefold(): topic for name in (topic.name_es, topic.name_en, topic.slug) if name}
    if (found := wordings.get(given.casefold())) is None:
        close = nearest(given, {wording: topic.slug for wording, topic in wordings.items()}, likeness=0)
        raise BadParameter("topic", given, _("expected a topic's short name or its name"), close)
    return found
