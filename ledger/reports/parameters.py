"""What a report is asked: every parameter as people type it, made into values or refused by name."""

import datetime
import difflib
import re
import zoneinfo
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger.days import EARLIEST_DAY, is_kept
from ledger.models import Agency, Dialogue, Party, Round, RoundRelease, Statement, Topic, may_be_told
from ledger.models.clock_corrections import recorded_by
from ledger.models.statements import StatementQuerySet
from ledger.recording import choose_snapshot_moment
from ledger.recording.clock import ledger_day
from ledger.typed_text import plain_dashes
from ledger.vocabulary import Audience, Language

if TYPE_CHECKING:
    from ledger.reports import ReportKind

Found = TypeVar("Found")


class BadParameter(ValueError):
    """A parameter that is no good: its name, what was given, what is expected, the nearest."""

    def __init__(self, name: str, given: str, expected: str, nearest: str = "") -> None:
        self.name, self.given, self.expected, self.nearest = name, given, expected, nearest
        super().__init__(name, given, expected, nearest)

    def __str__(self) -> str:
        """One line, with the parameter spelt as on the command line."""
        return f"{self.name}: {self.says}"

    @property
    def says(self) -> str:
        """What is expected, what was given and the nearest, for a place that names the parameter itself."""
        words = {"given": self.given, "expected": self.expected, "nearest": self.nearest}
        if not self.given:
            return _("%(expected)s.") % words
        if not self.nearest:
            return _("%(expected)s, not “%(given)s”.") % words
        return _("%(expected)s, not “%(given)s”; the nearest is “%(nearest)s”.") % words


@dataclass(frozen=True, kw_only=True)
class ReportParameters:
    """For which day, known by which moment (aware), for whom, in which language, and about what.

    ``within`` holds the keys of the dialogues that the asker may know of; None for all of them. ``since`` is
    the day after which changes count, before ``as_of``. ``identifier`` is that of the report when it is issued: it
    stands in the closing line, so that a file can be told years later.
    """

    as_of: datetime.date
    known_at: datetime.datetime
    audience: Audience
    language: Language
    dialogue: Dialogue | None = None
    topics: tuple[Topic, ...] = ()
    with_children: bool = False
    round: Round | None = None
    party: Party | None = None
    agency: Agency | None = None
    since: datetime.date | None = None
    within: frozenset[int] | None = None
    identifier: str = ""
    untold: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What the report cannot tell (``unknown_words.py``), noted while its items are read; a copy begins empty."""

    @property
    def topic(self) -> Topic | None:
        """The topic asked for, the first one where there are several."""
        return self.topics[0] if self.topics else None

    @property
    def is_internal(self) -> bool:
        """Whether our own people ask; nobody else is told of working fields."""
        return self.audience is Audience.INTERNAL

    @property
    def is_present(self) -> bool:
        """Whether the day is the last one that was known: what we plan next belongs to no earlier day."""
        return self.as_of >= ledger_day(self.known_at)

    @property
    def series(self) -> Dialogue | None:
        """The one dialogue that it is about, by itself or by its round; None for several."""
        return self.dialogue or (self.round.dialogue if self.round else None)

    def statements(self) -> StatementQuerySet:
        """The statements of whose words the audience could and can be told. Raises DialogueMissing."""
        return Statement.objects.visible_to(self.audience, self.known_at, dialogue=self.series)

    def may_tell(self, visibility: Audience, dialogue: Dialogue) -> bool:
        """Whether the audience may be told what a row of a dialogue opens to ``visibility``. Raises DialogueMissing."""
        return may_be_told(visibility, self.audience, of=dialogue, dialogue=self.series)

    def may_tell_place(self, round: Round) -> bool:
        """Whether the audience may be told where a round met, and who was its host."""
        if self.is_internal or not self.may_tell(round.place_visibility, round.dialogue):
            return self.is_internal
        then = RoundRelease.objects.filter(recorded_by(self.known_at, "last_round_release"), round=round)
        told = then.order_by("-sequence").values_list("released_to", flat=True).first()
        return told is not None and self.may_tell(Audience(told), round.dialogue)

    def words(self) -> dict[str, str | list[str]]:
        """The parameters that say what it is about and for which day, as `ask` takes them; no empty ones."""
        found: dict[str, str | list[str]] = {
            "dialogue": self.dialogue.code if self.dialogue else "",
            "topic": [topic.slug for topic in self.topics],
            "with_children": "1" if self.with_children else "",
            "round": f"{self.round.dialogue.code}-{self.round.number}" if self.round else "",
            "party": self.party.code if self.party else "",
            "agency": self.agency.code if self.agency else "",
            "since": self.since.isoformat() if self.since else "",
            "as_of": self.as_of.isoformat(),
        }
        return {name: words for name, words in found.items() if words}


def ask(
    *,
    as_of: str = "",
    known_at: str = "",
    audience: str = "",
    language: str = "",
    dialogue: str = "",
    topic: str | Sequence[str] = (),
    with_children: bool | str = False,
    round: str = "",
    party: str = "",
    agency: str = "",
    since: str = "",
    within: frozenset[int] | None = None,
) -> ReportParameters:
    """Read what was typed; empty means today, all recorded, internal, English, every dialogue.

    ``as_of`` and ``since`` are YYYY-MM-DD, ``known_at`` ISO 8601 (in the ledger's time zone unless it says its
    own), all in the past; ``topic`` is one slug or name in either language, or several; ``dialogue`` a code;
    ``round`` a code and number (USMX-7), or a number alone beside a dialogue; ``party`` and ``agency`` are
    codes, acronyms or names. ``within`` holds the keys of the dialogues that the asker may name and know of;
    None for all. Raises BadParameter.
    """
    moment = choose_snapshot_moment()
    day = _day("as-of", as_of, ledger_day(moment)) if as_of else ledger_day(moment)
    series = _dialogue(dialogue, within) if dialogue else None
    topics = [topic] if isinstance(topic, str) else topic
    return ReportParameters(
        as_of=day,
        known_at=_moment(known_at, moment) if known_at else moment,
        audience=Audience(choose("audience", audience or Audience.INTERNAL, list(Audience))),
        language=Language(choose("language", language or Language.EN, list(Language))),
        dialogue=series,
        topics=_topics([one for one in topics if one]),
        with_children=bool(with_children),
        round=_round(round, series, within) if round else None,
        party=_party(party) if party else None,
        agency=_agency(agency) if agency else None,
        since=_since(since, day) if since else None,
        within=within,
    )


NARROWING = ("dialogue", "topic", "with_children", "round", "party", "agency", "since")
"""The parameters that say what a report is about; each kind needs or takes some of them."""
PARAMETERS = (*NARROWING, "as_of")
"""The parameters that an issued report keeps by name (`ReportParameters.words`); the rest are columns of its own."""


def check(kind: "ReportKind", parameters: ReportParameters, words: Mapping[str, str]) -> None:
    """Refuse a question that lacks what its kind needs, has what it does not take, or is for a wrong audience.

    What is shared is shared with the counterpart of one dialogue, so that audience needs one. ``words`` say of each
    parameter what it is. Raises BadParameter.
    """
    for name in kind.NEEDS:
        if not getattr(parameters, name):
            expected = _("a report of this kind needs it: %(words)s") % {"words": words.get(name, name)}
            raise BadParameter(name, "", expected)
    for name in NARROWING:
        if getattr(parameters, name) and name not in (*kind.NEEDS, *kind.TAKES):
            raise not_taken(name)
    if kind.IS_INTERNAL:
        need_internal(parameters)
    if parameters.audience is Audience.SHARED and parameters.series is None:
        raise _choose_one_dialogue(parameters.within)


def _choose_one_dialogue(within: frozenset[int] | None) -> BadParameter:
    """What refuses to share with several counterparts at once: the dialogues from which one is to be chosen."""
    codes = ", ".join(_dialogues(within).order_by("code").values_list("code", flat=True))
    expected = _("Choose one dialogue for a shared report: %(codes)s") % {"codes": codes}
    return BadParameter("dialogue", "", expected)


def only_dialogue(kind: "ReportKind", asked: Mapping[str, object], codes: Sequence[str]) -> dict[str, str]:
    """The dialogue of a shared report that names none, where there is only one to choose; else nothing.

    ``asked`` are the parameters as typed, ``codes`` the dialogues that may be named.
    """
    is_shared = str(asked.get("audience") or "").casefold() == Audience.SHARED
    if (
        is_shared
        and not asked.get("dialogue")
        and "dialogue" in (*kind.NEEDS, *kind.TAKES)
        and len(codes) == 1
    ):
        return {"dialogue": codes[0]}
    return {}


def not_taken(name: str) -> BadParameter:
    """What refuses a parameter that the kind does not take, or none takes any more."""
    return BadParameter(name.replace("_", "-"), "", _("a report of this kind does not take it"))


def need_internal(parameters: ReportParameters) -> None:
    """Refuse to tell anybody else what only our own people may know. Raises BadParameter."""
    if not parameters.is_internal:
        expected = _("a report of this kind is for our own people only")
        raise BadParameter("audience", parameters.audience.value, expected, Audience.INTERNAL.value)


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


def _day(name: str, given: str, today: datetime.date) -> datetime.date:
    expected = _("expected a day that has come, as YYYY-MM-DD")
    try:
        day = datetime.date.fromisoformat(given if re.fullmatch(r"\d{4}-\d\d-\d\d", given) else "")
    except ValueError:
        raise BadParameter(name, given, expected, _nearest_day(given, today).isoformat()) from None
    if day > today:
        raise BadParameter(name, given, expected, today.isoformat())
    if not is_kept(day):
        expected = _("expected a day from %(first)s on") % {"first": EARLIEST_DAY.year}
        raise BadParameter(name, given, expected, today.isoformat())
    return day


def _since(given: str, day: datetime.date) -> datetime.date:
    """The day after which changes count: before the day of the report."""
    since = _day("since", given, day)
    if since == day:
        before = (day - datetime.timedelta(days=1)).isoformat()
        raise BadParameter("since", given, _("expected a day before the day of the report"), before)
    return since


def _nearest_day(given: str, today: datetime.date) -> datetime.date:
    """The day that a bad date most likely meant: year first or last, all brought into bounds."""
    given = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", given)
    numbers = [int(number) for number in re.findall(r"\d{1,4}", given)]
    if len(numbers) == 3 and numbers[2] > 31:
        numbers.reverse()
    if not numbers or numbers[0] < EARLIEST_DAY.year:
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
    if moment > now or not is_kept(moment.date()):
        raise BadParameter("known-at", given, expected, latest)
    return moment.astimezone(datetime.UTC)  # PostgreSQL knows no zone as far away as Python does


def _dialogues(within: frozenset[int] | None) -> QuerySet[Dialogue]:
    """The dialogues that the asker may name."""
    return Dialogue.objects.all() if within is None else Dialogue.objects.filter(pk__in=within)


def _dialogue(given: str, within: frozenset[int] | None) -> Dialogue:
    by_code = {one.code: one for one in _dialogues(within)}
    return by_code[choose("dialogue", given, by_code)]


def _round(given: str, dialogue: Dialogue | None, within: frozenset[int] | None) -> Round:
    """A round by its dialogue's code and its number, or by the number alone where the dialogue is given."""
    rounds = Round.objects.select_related("dialogue__own_party", "host_party")
    rounds = rounds if within is None else rounds.filter(dialogue__in=within)
    if dialogue:
        rounds = rounds.filter(dialogue=dialogue)
    by_name = {f"{one.dialogue.code}-{one.number}": one for one in rounds}
    typed = re.sub(r"[\s,.:_-]+", "-", plain_dashes(given).strip())
    typed = f"{dialogue.code}-{typed}" if dialogue and typed.isdecimal() else typed
    if (found := {name.casefold(): one for name, one in by_name.items()}.get(typed.casefold())) is None:
        expected = _("expected a dialogue’s code and the round’s number, as USMX-7")
        raise BadParameter("round", given, expected, nearest(typed, {name: name for name in by_name}))
    return found


def _topics(given: Sequence[str]) -> tuple[Topic, ...]:
    """The topics, each once, in the order given; one query for any number."""
    if not given:
        return ()
    wordings: dict[str, Topic] = {}
    for topic in Topic.objects.select_related("parent"):
        wordings |= {name.casefold(): topic for name in (topic.name_es, topic.name_en, topic.slug) if name}
    expected = _("expected a topic's short name or its name")
    codes = {wording: topic.slug for wording, topic in wordings.items()}
    return tuple({_named("topic", one, wordings, codes, expected): None for one in given})


def _party(given: str) -> Party:
    wordings: dict[str, Party] = {}
    for one in Party.objects.all():
        wordings |= {name.casefold(): one for name in (one.name_es, one.name_en, one.code) if name}
    codes = {wording: one.code for wording, one in wordings.items()}
    return _named("party", given, wordings, codes, _("expected a party's code or its name"))


def _agency(given: str) -> Agency:
    wordings: dict[str, Agency] = {}
    for one in Agency.objects.select_related("party"):
        names = (one.name_es, one.name_en, one.acronym_es, one.acronym_en, one.code)
        wordings |= {name.casefold(): one for name in names if name}
    codes = {wording: one.code for wording, one in wordings.items()}
    return _named("agency", given, wordings, codes, _("expected an agency's code, acronym or name"))


def _named(
    name: str, given: str, wordings: Mapping[str, Found], codes: Mapping[str, str], expected: str
) -> Found:
    """The row that a wording names, in any case; else the code of the nearest is proposed."""
    if (found := wordings.get(given.casefold())) is None:
        raise BadParameter(name, given, expected, nearest(given, codes, likeness=0))
    return found
