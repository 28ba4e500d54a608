"""The parameters of a report as values: for which day, known by which moment, for whom, and about what."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledger.models import (
    Agency,
    Dialogue,
    Party,
    Round,
    RoundRelease,
    SourceFile,
    Statement,
    Topic,
    may_be_told,
)
from ledger.models.clock_corrections import recorded_by
from ledger.models.source_files import SourceFileQuerySet
from ledger.models.statements import StatementQuerySet
from ledger.recording.clock import ledger_day
from ledger.reports.parameter_fields import refused
from ledger.vocabulary import Audience, Language, ReportLength


class BadParameter(ValueError):
    """Parameters of a report that cannot be used; ``refusals`` has sentences by the parameter's name."""

    def __init__(self, refusals: Mapping[str, Sequence[str]]) -> None:
        super().__init__(refusals)
        self.refusals = refusals

    def __str__(self) -> str:
        """Return a line for each, with the parameter spelt as on the command line."""
        return "\n".join(
            f"{name.replace('_', '-')}: {says}" for name, some in self.refusals.items() for says in some
        )


@dataclass(frozen=True, kw_only=True)
class ReportParameters:
    """The parameters of a report: day, moment (aware), audience, language, and subject.

    ``within`` holds the keys of the dialogues that the asker may know of; None for all of them. ``since`` is
    the day after which changes count, before ``as_of``; ``days`` are those that a matrix looks at, in order.
    ``identifier`` is that of the report when it is issued: it stands in the closing line, so that a file can be told
    years later. ``drafted_by`` and ``cleared_by`` are names for the head of an internal report.
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
    days: tuple[datetime.date, ...] = ()
    length: ReportLength = ReportLength.FULL
    within: frozenset[int] | None = None
    identifier: str = ""
    drafted_by: str = ""
    cleared_by: str = ""
    untold: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What the report cannot tell (``unknown_words.py``), noted while its items are read; a copy begins empty."""
    dialogues_told: set[Dialogue] = field(default_factory=set, init=False, compare=False, repr=False)
    """The dialogues whose texts on topics the report tells, noted while they are told; a copy begins empty."""

    @property
    def topic(self) -> Topic | None:
        """The topic asked for, the first one where there are several."""
        return self.topics[0] if self.topics else None

    @property
    def is_internal(self) -> bool:
        """Whether our own people ask; nobody else is told of working fields."""
        return self.audience is Audience.INTERNAL

    @property
    def is_brief(self) -> bool:
        """Whether a few pages are asked for, and not all that the ledger holds."""
        return self.length is ReportLength.BRIEF

    @property
    def is_present(self) -> bool:
        """Whether the day is the last one that was known: what we plan next belongs to no earlier day."""
        return self.as_of >= ledger_day(self.known_at)

    @property
    def series(self) -> Dialogue | None:
        """The one dialogue that it is about, by itself or by its round; None for several."""
        return self.dialogue or (self.round.dialogue if self.round else None)

    def statements(self) -> StatementQuerySet:
        """Select the statements of whose words the audience could and can be told. Raises DialogueMissing."""
        return Statement.objects.visible_to(self.audience, self.known_at, dialogue=self.series)

    def files(self) -> SourceFileQuerySet:
        """Select the files on rounds of which the audience could and can be told. Raises DialogueMissing."""
        return SourceFile.objects.visible_to(self.audience, self.known_at, dialogue=self.series)

    def may_tell(self, visibility: Audience, dialogue: Dialogue) -> bool:
        """Tell whether the audience may be told what a row of a dialogue opens to ``visibility``. Raises
        DialogueMissing.
        """
        return may_be_told(visibility, self.audience, of=dialogue, dialogue=self.series)

    def may_tell_place(self, round: Round) -> bool:
        """Tell whether the audience may be told where a round met, and who was its host."""
        if self.is_internal or not self.may_tell(round.place_visibility, round.dialogue):
            return self.is_internal
        then = RoundRelease.objects.filter(recorded_by(self.known_at, "last_round_release"), round=round)
        told = then.order_by("-sequence").values_list("released_to", flat=True).first()
        return told is not None and self.may_tell(Audience(told), round.dialogue)

    def words(self) -> dict[str, str | list[str]]:
        """Return the parameters that say what it is about and for which day, as `ReportForm` takes them; no
        empty ones.
        """
        found: dict[str, str | list[str]] = {
            "dialogue": self.dialogue.code if self.dialogue else "",
            "topic": [topic.slug for topic in self.topics],
            "with_children": "1" if self.with_children else "",
            "round": f"{self.round.dialogue.code}-{self.round.number}" if self.round else "",
            "party": self.party.code if self.party else "",
            "agency": self.agency.code if self.agency else "",
            "since": self.since.isoformat() if self.since else "",
            "days": "; ".join(day.isoformat() for day in self.days),
            "length": self.length.value if self.is_brief else "",
            "as_of": self.as_of.isoformat(),
            "drafted_by": self.drafted_by,
            "cleared_by": self.cleared_by,
        }
        return {name: words for name, words in found.items() if words}


NARROWING = ("dialogue", "topic", "with_children", "round", "party", "agency", "since", "days", "length")
"""The parameters that say what a report is about; each kind needs or takes some of them."""
NAMES = ("drafted_by", "cleared_by")
"""The parameters that name people of the office: for its own reports alone."""
PARAMETERS = (*NARROWING, "as_of", *NAMES)
"""The parameters that an issued report keeps by name (`ReportParameters.words`); the rest are columns of its own."""


def not_taken() -> ValidationError:
    """Give the refusal of a parameter that the kind does not take, or none takes any more."""
    return refused("", _("a report of this kind does not take it"))


def only_internal(audience: Audience) -> ValidationError:
    """Give the refusal of an audience that may not know what only our own people may."""
    return refused(
        audience.value, _("a report of this kind is for our own people only"), Audience.INTERNAL.value
    )


def only_internal_names(given: str) -> ValidationError:
    """Give the refusal of a name of our office in a report for others."""
    return refused(given, _("expected no name: names of our people stand in internal reports alone"))


def need_internal(parameters: ReportParameters) -> None:
    """Refuse to tell anybody else what only our own people may know. Raises BadParameter."""
    if not parameters.is_internal:
        raise BadParameter({"audience": only_internal(parameters.audience).messages})
