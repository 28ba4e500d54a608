"""Whatever is released, taken back and asked: no byte for others holds words that were not released to them.

Generated scripts of acts are recorded through the write API, in two dialogues that share topic, parties and agency.
Each text holds a token of its own. A plain account of the releases says which tokens a counterpart may be told; every
other one must be in no file.
"""

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger.models import Dialogue, Entry, Item, User
from ledger.personal import answer_question
from ledger.recording import (
    EntryContent,
    RuleViolation,
    amend_item,
    correct_entry,
    release_entry,
    release_statement,
    release_topic_text,
    withdraw_item,
)
from ledger.reports import kinds
from ledger.reports.parameter_form import read_parameters
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Kind, Language, ReportLength, Role, Status, TopicTextKind, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_topic_text,
)
from tests.support.kind_table import BEYOND
from tests.support.questions import make_question
from tests.support.reading_back import unpacked, written

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = datetime.date(2018, 3, 15)
REACHES = {Audience.SHARED: {Audience.SHARED, Audience.PUBLIC}, Audience.PUBLIC: {Audience.PUBLIC}}
"""To whom something must have been released for an audience to be told it."""
TOKEN = re.compile(rb"zq[0-9]{4}zq")


@dataclass(frozen=True)
class Step:
    """One act. ``item`` and ``target`` count modulo what is there; ``target`` counts from the newest on."""

    act: str
    item: int = 0
    target: int = 0
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True)
class Asked:
    """One report: of the dialogue ``of``, as known after so many acts, counted from the last one backwards."""

    kind: str
    audience: Audience
    of: int = 0
    back: int = 0
    language: Language = Language.EN
    format: str = "json"
    length: ReportLength = ReportLength.FULL


ACTS = ["say", "say", "release", "release", "release", "correct", "amend", "open", "withdraw", "ask", "write"]
steps = st.builds(
    Step, st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 5), st.sampled_from([*Audience])
)
questions = st.builds(
    Asked,
    st.sampled_from(BEYOND),
    st.sampled_from([*REACHES]),
    st.integers(0, 1),
    st.sampled_from([0, 0, 1, 3]),
    st.sampled_from(Language),
    st.sampled_from([*formats()]),
    st.sampled_from(ReportLength),
)


@dataclass
class Told:
    """A token: of which dialogue, which rows must all be released for it, and whether it was taken out since."""

    dialogue: Dialogue
    rows: tuple[object, ...]
    is_gone: bool = False


@dataclass
class Play:
    """Takes the steps through the write API, and keeps the plain account of what is released to whom."""

    tokens: dict[bytes, Told] = field(default_factory=dict)
    released: dict[object, Audience] = field(default_factory=dict)
    moments: list[tuple[datetime.datetime, dict[object, Audience]]] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    summaries: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.topic, self.agency = make_topic(), make_agency()
        self.parties = [make_party("MEX"), make_party("USA")]
        self.dialogues = [make_dialogue(), make_dialogue()]
        self.users: dict[Dialogue, User] = {}
        for dialogue in self.dialogues:
            self.users[dialogue] = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
            round = make_round(dialogue, number=7)
            words = self.token(dialogue, "statement", dialogue.pk)
            statement = make_statement(
                round, title=self.token(dialogue, "statement", dialogue.pk), text=f"They will {words}."
            )
            self.rows.append(("statement", statement))
            self.tokens[words.encode()].rows = (("statement", dialogue.pk),)
            self.open(round, passage=make_passage(statement, words), summary_en="")
            self.open(round)
        self.note_moment()

    def token(self, dialogue: Dialogue, *row: object, of: tuple[object, ...] = ()) -> str:
        """Make the token of a text that is told where this row, and those ``of`` which it is, are released."""
        made = f"zq{len(self.tokens):04}zq"
        self.tokens[made.encode()] = Told(dialogue, (*of, row))
        return made

    def never(self, dialogue: Dialogue) -> str:
        """Make the token of a text that is for our own people alone."""
        return self.token(dialogue, "never")

    def open(self, round: Any, **fields: object) -> None:
        dialogue = round.dialogue
        words = self.token(dialogue, "later")
        fields = {"summary_en": words, "next_step": self.never(dialogue)} | fields
        item = make_item(
            round,
            self.users[dialogue],
            kind=Kind.UNDERTAKEN,
            topics=[self.topic],
            owed_by=self.parties,
            agencies=[self.agency],
            is_followed=True,
            reason=self.never(dialogue),
            **fields,
        )
        opening = item.entries.get()
        self.tokens[words.encode()].rows = (("entry", opening.pk),)
        self.rows.append(("entry", opening))
        self.items.append(item)
        self.summaries[item.pk] = words.encode()

    def note_moment(self) -> None:
        self.moments.append((Entry.objects.latest("recorded_at", "pk").recorded_at, dict(self.released)))

    # --- Acts

    def take(self, step: Step) -> None:
        """Take a step; one that a rule forbids leaves the ledger as it was."""
        try:
            with transaction.atomic():
                getattr(self, f"_{step.act}")(self.items[step.item % len(self.items)], step)
        except RuleViolation:
            pass
        self.note_moment()

    def _say(self, item: Item, step: Step) -> None:
        dialogue = item.round.dialogue
        opening = (("entry", item.entries.get(sequence=1).pk),)
        words = [self.token(dialogue, "said", of=opening) for _ in range(6)]
        voices: list[dict[str, object]] = [
            {"voice": Voice.RECORD, "source": words[1]},
            {"voice": Voice.PARTY, "speaker": self.parties[step.target % 2], "about": self.parties[0]},
            {"voice": Voice.OFFICE, "basis_note": self.never(dialogue)},
        ]
        entry = make_entry(
            item,
            [Status.STALLED, Status.IN_PROGRESS, None][step.target % 3],
            self.users[dialogue],
            note=words[0],
            note_es=words[5],
            evidence=(make_evidence(title=words[2], quote=words[3], url=f"https://x.example/{words[4]}"),),
            effective_on=DAY + datetime.timedelta(step.target),
            **voices[step.item % 3],
        )
        for made in words:
            self.tokens[made.encode()].rows = (*opening, ("entry", entry.pk))
        self.rows.append(("entry", entry))

    def _release(self, _item: Item, step: Step) -> None:
        what, row = self.rows[-1 - step.target % len(self.rows)]
        asked: dict[str, Any] = {"audience": step.audience}
        if what == "entry":
            user = self.users[row.item.round.dialogue]
            release_entry(user=user, entry=row, reason="Agreed.", expected_sequence=None, **asked)
            self.released["entry", row.pk] = step.audience
        elif what == "text":
            release_topic_text(user=self.users[row.dialogue], text=row, **asked)
            self.released["text", row.pk] = step.audience
        else:
            user = self.users[row.round.dialogue]
            release_statement(user=user, statement=row, reason="Agreed.", expected_sequence=None, **asked)
            self.released["statement", row.round.dialogue.pk] = step.audience

    def _correct(self, item: Item, step: Step) -> None:
        said = [row for what, row in self.rows if what == "entry" and row.voice and row.item == item]
        if not said:
            return
        entry = said[-1 - step.target % len(said)]
        says = EntryContent.of(entry).but(note=self.never(item.round.dialogue))
        user = self.users[item.round.dialogue]
        correct_entry(user=user, entry=entry, expected_sequence=None, says=says, reason="It was wrong.")
        self._take_out(("entry", entry.pk))

    def _amend(self, item: Item, _step: Step) -> None:
        dialogue, opening = item.round.dialogue, ("entry", item.entries.get(sequence=1).pk)
        words = self.token(dialogue, "later")
        entry = amend_item(
            user=self.users[dialogue],
            item=item,
            expected_sequence=None,
            changes={"summary_en": words},
            reason=self.never(dialogue),
        )
        self.tokens[self.summaries[item.pk]].is_gone = True
        self.summaries[item.pk] = words.encode()
        self.tokens[words.encode()].rows = (opening, ("entry", entry.pk))
        self.rows.append(("entry", entry))

    def _open(self, item: Item, _step: Step) -> None:
        self.open(item.round)

    def _withdraw(self, item: Item, step: Step) -> None:
        if step.target > 1:  # most stay
            return
        user, why = self.users[item.round.dialogue], self.never(item.round.dialogue)
        withdraw_item(user=user, item=item, expected_sequence=None, reason=why)
        self._take_out(("entry", item.entries.get(sequence=1).pk))

    def _ask(self, item: Item, step: Step) -> None:
        asked = make_question(item, words=f"Is it {self.never(item.round.dialogue)}?")
        if step.target % 2:
            answer = f"No: {self.never(item.round.dialogue)}."
            answer_question(user=asked.asked_of, question=asked, words=answer)

    def _write(self, item: Item, step: Step) -> None:
        dialogue = item.round.dialogue
        words = self.token(dialogue, "later")
        kind = [*TopicTextKind][step.target % 2]
        text = make_topic_text(dialogue, self.users[dialogue], topic=self.topic, kind=kind, text=words)
        self.tokens[words.encode()].rows = (("text", text.pk),)
        self.rows.append(("text", text))

    def _take_out(self, row: object) -> None:
        for each in self.tokens.values():
            if row in each.rows:
                each.is_gone = True

    # --- What may be told

    def may_be_told(self, asked: Asked, then: dict[object, Audience]) -> set[bytes]:
        """Give the tokens that the audience could be told at the moment, and can be now."""
        dialogue = self.dialogues[asked.of]

        def is_told(told: Told) -> bool:
            is_own = asked.audience is Audience.PUBLIC or told.dialogue == dialogue
            reached = (
                known.get(row) in REACHES[asked.audience]
                for known in (then, self.released)
                for row in told.rows
            )
            return is_own and not told.is_gone and all(reached)

        return {token for token, told in self.tokens.items() if is_told(told)}

    def bytes_of(self, asked: Asked, known_at: datetime.datetime) -> set[bytes]:
        """Build the report, and give the tokens in the bytes of its JSON and of the format asked for."""
        dialogue, kind = self.dialogues[asked.of], kinds()[asked.kind]
        known = {
            "topic": self.topic.slug,
            "dialogue": dialogue.code,
            "round": f"{dialogue.code}-7",
            "party": "MEX",
            "agency": self.agency.code,
            "since": "2015-01-01",
        }
        names = {
            *kind.NEEDS,
            *({"dialogue"} if asked.audience is Audience.SHARED and "dialogue" in kind.TAKES else ()),
        }
        if "length" in kind.TAKES:
            known["length"] = asked.length.value
            names = {*names, "length"}
        parameters = read_parameters(
            kind=kind,
            audience=asked.audience,
            language=asked.language,
            known_at=known_at.isoformat(),
            **{name: known[name] for name in names},
        )
        report = kind.build(parameters)
        files = [unpacked(written(formats()[name], report)) for name in {"json", asked.format}]
        return {token for content in files for token in TOKEN.findall(content.lower())}


class Undo(Exception):
    """Leaves a transaction so that it is rolled back."""


@contextmanager
def undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undo  # noqa: TRY301 (that is how it is left)
    except Undo:
        pass


def play_and_ask(script: list[Step], asked: list[Asked]) -> list[set[bytes]]:
    """Play the script, and give for each report the tokens in it; none is one that may not be told."""
    play, found = Play(), []
    for step in script:
        play.take(step)
    for each in asked:
        known_at, then = play.moments[-1 - each.back % len(play.moments)]
        told = play.bytes_of(each, known_at)
        assert told <= play.may_be_told(each, then), each
        found.append(told)
    return found


def everything(audience: Audience, back: int = 0) -> list[Asked]:
    """Every kind of report for both counterparts."""
    both = [Asked(kind, audience, of, back) for kind in BEYOND for of in (0, 1)]
    return [*both, *(replace(asked, length=ReportLength.BRIEF) for asked in both)]


RELEASED = [
    *(Step("release", target=at, audience=Audience.SHARED) for at in range(6)),  # statements and openings
    Step("say", 1, 0),
    Step("release", audience=Audience.SHARED),
    Step("write", 1),
    Step("release", audience=Audience.SHARED),
    Step("ask", 1, 1),
]
"""All that there is, shared with the counterpart of its own dialogue."""


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(steps, min_size=4, max_size=12), st.lists(questions, min_size=2, max_size=3))
@example(RELEASED, everything(Audience.SHARED))
@example(
    [*RELEASED, *(Step("release", target=at, audience=Audience.INTERNAL) for at in range(8))],
    [*everything(Audience.SHARED), *everything(Audience.SHARED, back=8)],
)
def test_nothing_that_was_not_released_to_a_counterpart_is_in_any_byte(
    script: list[Step], asked: list[Asked]
) -> None:
    with undone():
        play_and_ask(script, asked)


def test_what_was_shared_is_told_to_its_own_counterpart_alone() -> None:
    """The other way round: the account is not empty, and each counterpart gets what is its own."""
    first, second = play_and_ask(RELEASED, [Asked("topic", Audience.SHARED, of) for of in (0, 1)])
    assert len(first) > 5
    assert len(second) > 1
    assert first & second == set()
    assert play_and_ask(RELEASED, [Asked("topic", Audience.PUBLIC)]) == [set()]
