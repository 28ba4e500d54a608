"""``as_of`` against a plain oracle: generated scripts of acts, recorded through the write API, asked every way."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger.models import Entry, Item, Party, Position, User
from ledger.recording import (
    EntryContent,
    RuleViolation,
    correct_entry,
    move_entry,
    record_entry,
    release_entry,
    withdraw_item,
)
from ledger.vocabulary import Audience, Precision, Role, Status, Voice
from tests.makers import (
    ROUND_DAY,
    make_dialogue,
    make_item,
    make_member,
    make_party,
    make_round,
    make_topic,
    set_clock,
)
from tests.models import oracle
from tests.models.oracle import Line

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MICROSECOND = datetime.timedelta(microseconds=1)


# --- scripts -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Says:
    """What a step says: party codes, and how many days before the day of recording it is effective."""

    voice: Voice = Voice.OFFICE
    speaker: str | None = None
    about: str | None = None
    status: Status | None = None
    back: int | None = None
    precision: Precision = Precision.DAY


@dataclass(frozen=True, kw_only=True)
class Step:
    """One act of a script. ``item`` and ``target`` count modulo what is there when the step is taken."""

    act: str
    item: int = 0
    target: int = 0
    says: Says = field(default_factory=Says)
    audience: Audience = Audience.PUBLIC
    wait: datetime.timedelta = datetime.timedelta(seconds=1)


VOICES = [(Voice.OFFICE, None), (Voice.RECORD, None), (Voice.PARTY, "MEX"), (Voice.PARTY, "USA")]
sayings = st.builds(
    lambda voice, about, status, back, precision: Says(
        voice=voice[0], speaker=voice[1], about=about, status=status, back=back, precision=precision
    ),
    st.sampled_from(VOICES),
    st.sampled_from([None, None, "MEX", "USA"]),
    st.sampled_from([None, *Status]),
    st.sampled_from([None, 0, 1, 2, 29, 31, 400]),
    st.sampled_from([Precision.DAY, Precision.DAY, *Precision]),
)
steps = st.builds(
    Step,
    act=st.sampled_from(
        ["say", "say", "say", "correct", "correct", "release", "release", "withdraw", "move"]
    ),
    item=st.integers(0, 1),
    target=st.integers(0, 9),
    says=sayings,
    audience=st.sampled_from([*Audience, Audience.PUBLIC]),
    wait=st.sampled_from(
        [
            datetime.timedelta(0),
            datetime.timedelta(seconds=1),
            datetime.timedelta(hours=1),
            datetime.timedelta(30),
        ]
    ),
)
zones = st.sampled_from(["UTC", "America/Mexico_City", "Pacific/Kiritimati", "Pacific/Niue"])
starts = st.builds(
    lambda day, second: datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(seconds=second),
    st.sampled_from([datetime.date(2016, 3, 1), datetime.date(2016, 12, 31), datetime.date(2017, 1, 1)]),
    st.sampled_from([-2, -1, 0, 1]),
)


# --- playing them --------------------------------------------------------------------------------------------


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


class Play:
    """Takes the steps through the write API and notes a plain line for each entry that must come of them."""

    def __init__(self, zone: str, start: datetime.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        self.zone = ZoneInfo(zone)
        self.now = start.replace(tzinfo=self.zone).astimezone(datetime.UTC)
        self.monkeypatch = monkeypatch
        self.lines: list[Line] = []
        self.moments = [self.now - MICROSECOND]
        self._tell_the_time(datetime.timedelta(0))
        round = make_round(make_dialogue())
        self.user: User = make_member(Role.EDITOR, Role.RELEASER, dialogue=round.dialogue)
        topic = make_topic()
        self.items = [make_item(round, self.user, topics=[topic]) for _ in range(2)]
        for item in self.items:
            self._note(item, "open", effective_on=ROUND_DAY)

    def _tell_the_time(self, wait: datetime.timedelta) -> None:
        self.now += wait
        self.moments += [self.now, self.now - MICROSECOND]
        set_clock(self.monkeypatch, self.now)

    @property
    def today(self) -> datetime.date:
        return self.now.astimezone(self.zone).date()

    def take(self, step: Step) -> None:
        """Take a step; one that a rule forbids leaves the ledger as it was."""
        self._tell_the_time(step.wait)
        before = Entry.objects.count()
        try:
            getattr(self, f"_{step.act}")(step, self.items[step.item])
        except RuleViolation:
            assert Entry.objects.count() == before
        assert Entry.objects.count() == len(self.lines)

    def _say(self, step: Step, item: Item) -> None:
        record_entry(user=self.user, item=item, expected_sequence=None, says=self._words(step.says))
        self._note_saying(item, "status" if step.says.status else "note", step.says)

    def _correct(self, step: Step, item: Item) -> None:
        if (entry := self._entry(step, item)) is None:
            return
        retracts = entry.act == "withdraw" or step.says.status is None
        says = None if retracts else self._words(step.says)
        correct_entry(user=self.user, entry=entry, expected_sequence=None, says=says, reason="It was wrong.")
        if retracts:
            self._note_retraction(item, entry)
        else:
            self._note_saying(item, "correct", step.says, corrects=entry.sequence)

    def _release(self, step: Step, item: Item) -> None:
        if (entry := self._entry(step, item)) is None:
            return
        release_entry(user=self.user, entry=entry, audience=step.audience, expected_sequence=None)
        released = {"releases": entry.sequence, "released_to": step.audience.value}
        self._note(item, "release", effective_on=self.today, **released)

    def _withdraw(self, step: Step, item: Item) -> None:
        withdraw_item(user=self.user, item=item, expected_sequence=None, reason="Opened in error.")
        self._note(item, "withdraw", effective_on=self.today)

    def _move(self, step: Step, item: Item) -> None:
        if (entry := self._entry(step, item)) is None:
            return
        there = self.items[1 - step.item]
        move_entry(
            user=self.user,
            entry=entry,
            to_item=there,
            expected_sequence=None,
            seen_there=None,
            reason="Misfiled.",
        )
        line = self._line(item, entry)
        self._note_retraction(item, entry)
        said = {name: getattr(line, name) for name in ("voice", "speaker", "about", "status")}
        self._note(there, "status" if line.status else "note", effective_on=line.effective_on, **said)

    def _entry(self, step: Step, item: Item) -> Entry | None:
        entries = list(Entry.objects.filter(item=item).order_by("-sequence"))
        return entries[step.target] if step.target < len(entries) else None

    def _line(self, item: Item, entry: Entry) -> Line:
        return next(one for one in self.lines if (one.item, one.sequence) == (item.ref, entry.sequence))

    def _words(self, says: Says) -> EntryContent:
        return EntryContent(
            voice=says.voice,
            speaker=says.speaker and make_party(says.speaker),
            source="A court" if says.voice is Voice.RECORD else "",
            about=says.about and make_party(says.about),
            status=says.status,
            note="So it was said.",
            no_evidence_reason="Common knowledge.",
            effective_on=None if says.back is None else self.today - datetime.timedelta(says.back),
            effective_precision=says.precision,
        )

    def _note_saying(self, item: Item, act: str, says: Says, **more: Any) -> None:
        effective_on = self.today - datetime.timedelta(says.back or 0)
        if says.precision in {Precision.MONTH, Precision.YEAR}:
            effective_on = effective_on.replace(day=1)
        if says.precision is Precision.YEAR:
            effective_on = effective_on.replace(month=1)
        status = says.status and says.status.value
        more |= {"voice": says.voice.value, "speaker": says.speaker, "about": says.about, "status": status}
        self._note(item, act, effective_on=effective_on, **more)

    def _note_retraction(self, item: Item, entry: Entry) -> None:
        line = self._line(item, entry)
        said = {name: getattr(line, name) for name in ("voice", "speaker", "about")}
        corrects = {"corrects": line.sequence, "retracts": True}
        self._note(item, "correct", effective_on=line.effective_on, **said, **corrects)

    def _note(self, item: Item, act: str, **columns: Any) -> None:
        sequence = 1 + sum(line.item == item.ref for line in self.lines)
        # Each stamp comes after the one before it, though the clock stands still.
        stamp = max(self.now, self.lines[-1].recorded_at + MICROSECOND) if self.lines else self.now
        self.moments += [stamp, stamp - MICROSECOND]
        self.lines.append(Line(item=item.ref, sequence=sequence, act=act, recorded_at=stamp, **columns))


# --- asking --------------------------------------------------------------------------------------------------


def positions_of(rows: Any) -> dict[tuple[str | None, ...], tuple[int, str]]:
    codes = dict(Party.objects.values_list("pk", "code"))
    return {
        (row.item.ref, codes.get(row.about_id), row.voice.value, codes.get(row.speaker_id)): (
            row.entry.sequence if isinstance(row, Position) else row.sequence,
            row.status.value,
        )
        for row in rows
    }


def check_every_question(play: Play) -> None:
    """Every moment at and just before an entry; audiences and days in turn, on both sides of what was said."""
    entries = Entry.objects.filter(item__in=play.items).select_related("item")
    dialogue = play.items[0].round.dialogue
    effective = sorted({line.effective_on for line in play.lines})
    days = [
        effective[-1],
        effective[len(effective) // 2],
        effective[-1] - datetime.timedelta(1),
        effective[-1],
    ]
    moments = [None, None, None, *sorted(set(play.moments), reverse=True)]
    for at, known_at in enumerate(moments):
        asked = (days[at % 4], known_at, list(Audience)[at % 3])
        answer = positions_of(entries.as_of(*asked, dialogue=dialogue))
        assert (asked, answer) == (asked, oracle.as_of(play.lines, *asked[:2], asked[2].value))
    said = [(row.item.ref, row.sequence) for row in entries.saying(*asked, dialogue=dialogue)]
    assert sorted(said) == sorted(oracle.saying(play.lines, *asked[:2], asked[2].value))


def check_columns(play: Play) -> None:
    """What the write API keeps beside the entries is today's internal answer."""
    today = oracle.as_of(play.lines, play.today, None, "internal")
    assert positions_of(Position.objects.select_related("item", "entry")) == today
    for item in Item.objects.filter(pk__in=[one.pk for one in play.items]):
        ours = today.get((item.ref, None, "office", None))
        at = ours and next(x for x in play.lines if (x.item, x.sequence) == (item.ref, ours[0]))
        assert item.status.value == (ours[1] if ours else "unassessed")
        assert item.status_on == (at.effective_on if at else None)
        assert item.is_withdrawn == oracle.is_withdrawn(item.ref, play.lines)
        assert item.is_differing == oracle.differs(play.lines, item.ref)


MIDNIGHT = datetime.datetime(2016, 3, 1)  # noqa: DTZ001 (the time zone is the script's)
SAID = Says(status=Status.DONE, back=2)
PUT_BACK = [
    Step(act="say", says=SAID),
    Step(act="release"),
    Step(act="withdraw", wait=datetime.timedelta(hours=1)),
    Step(act="correct", says=Says(), wait=datetime.timedelta(hours=1)),
]
"""Released, then the item withdrawn and put back: what was hidden then is not shown as known then."""


@given(zone=zones, start=starts, script=st.lists(steps, min_size=1, max_size=9))
@example(zone="UTC", start=MIDNIGHT, script=PUT_BACK)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_of_script_as_the_oracle_answers(db, zone, start, script):
    with undone(), override_settings(LEDGER_TIME_ZONE=zone), pytest.MonkeyPatch.context() as monkeypatch:
        play = Play(zone, start, monkeypatch)
        for step in script:
            play.take(step)
        check_every_question(play)
        check_columns(play)
