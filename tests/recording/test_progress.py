"""Recording a status or a note: what the entry holds, what follows from it, and what is refused."""

import datetime
from typing import Any
from uuid import uuid4

import pytest

from ledger.models import Entry, Item, ItemTopic, Position
from ledger.recording import (
    EntryContent,
    EvidenceGiven,
    RuleViolation,
    StaleItem,
    adopt_position,
    record_entry,
)
from ledger.recording.clock import TICK
from ledger.recording.entry_rules import broken_rules
from ledger.vocabulary import (
    Act,
    Answer,
    Audience,
    Basis,
    Precision,
    Stance,
    Status,
    StatusMove,
    Voice,
    status_move,
)
from tests.makers import (
    ROUND_DAY,
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_party,
    make_round,
    set_clock,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
TODAY = NOON.date()


def day(offset: int) -> datetime.date:
    return datetime.date(2016, 1, 1) + datetime.timedelta(days=offset)


def refusal(item: Item | None = None, **fields: Any) -> dict[str, str]:
    """What the write API says of an entry; nothing is written."""
    item = item or make_item()
    before = Entry.objects.count()
    with pytest.raises(RuleViolation) as refused:
        make_entry(item, **fields)
    assert Entry.objects.count() == before
    return refused.value.fields


def now_of(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


# What the entry holds


def test_entry_holds_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    item, mexico, usa = make_item(), make_party("MEX"), make_party("USA")
    editor, batch, request = make_editor(item.round.dialogue), uuid4(), uuid4()
    says = EntryContent(
        voice=Voice.PARTY,
        speaker=mexico,
        about=usa,
        basis=Basis.QUOTED,
        quote="We have begun.",
        basis_note="Press conference.",
        status=Status.IN_PROGRESS,
        note=" Reported. ",
        effective_on=datetime.date(2016, 5, 17),
        effective_precision=Precision.MONTH,
    )
    entry = record_entry(
        user=editor,
        item=item,
        expected_sequence=1,
        says=says,
        proposed_audience=Audience.PUBLIC,
        request_id=request,
        batch=batch,
    )
    entry.refresh_from_db()
    assert {name: getattr(entry, name) for name in ("voice", "speaker", "about", "basis", "status")} == {
        "voice": Voice.PARTY,
        "speaker": mexico,
        "about": usa,
        "basis": Basis.QUOTED,
        "status": Status.IN_PROGRESS,
    }
    assert (entry.act, entry.sequence, entry.author, entry.request_id, entry.batch) == (
        Act.STATUS,
        2,
        editor,
        request,
        batch,
    )
    assert (entry.effective_on, entry.effective_precision) == (datetime.date(2016, 5, 1), Precision.MONTH)
    assert (entry.recorded_at, entry.recorded_on) == (NOON + TICK, TODAY)
    assert (entry.proposed_audience, entry.changes) == (Audience.PUBLIC, {})
    assert {row.part: row.text for row in entry.texts.all()} == {
        "note": "Reported.",
        "quote": "We have begun.",
        "basis_note": "Press conference.",
    }


def test_entry_without_a_status_is_a_note() -> None:
    entry = make_entry(make_item(), note="Somebody called.")
    assert (entry.act, entry.status) == (Act.NOTE, None)


def test_year_is_kept_as_its_first_day() -> None:
    entry = make_entry(
        make_item(), effective_on=datetime.date(2016, 7, 9), effective_precision=Precision.YEAR
    )
    assert entry.effective_on == datetime.date(2016, 1, 1)


def test_entry_without_a_day_counts_from_its_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    assert make_entry(make_item()).effective_on == TODAY


def test_sequence_counts_without_gaps_and_each_entry_names_the_one_before() -> None:
    item = make_item()
    for _ in range(3):
        make_entry(item)
    entries = list(item.entries.order_by("sequence"))
    assert [entry.sequence for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]


def test_evidence_is_kept_in_order_with_its_words() -> None:
    law = make_evidence(title="General law", issuer="Congress", url="https://example.org/law", language="es")
    entry = make_entry(make_item(), evidence=(law, make_evidence(title="Report")))
    first, second = entry.evidence.all()
    assert (first.title, first.issuer, first.url, first.language) == (
        "General law",
        "Congress",
        "https://example.org/law",
        "es",
    )
    assert (second.title, second.position) == ("Report", 1)


def test_dated_evidence_is_dated_to_the_day_unless_said_otherwise() -> None:
    on = datetime.date(2016, 5, 1)
    given = (
        make_evidence(published_on=on),
        make_evidence(published_on=on, published_precision=Precision.MONTH),
        make_evidence(),
    )
    entry = make_entry(make_item(), evidence=given)
    assert [one.published_precision for one in entry.evidence.all()] == [
        Precision.DAY,
        Precision.MONTH,
        None,
    ]


# Days and moments


def test_entry_effective_tomorrow_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    assert list(refusal(effective_on=TODAY + datetime.timedelta(days=1))) == ["effective_on"]


def test_entry_effective_today_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    assert make_entry(make_item(), effective_on=TODAY).effective_on == TODAY


@pytest.mark.parametrize(
    ("zone", "recorded_on"),
    [
        ("America/Mexico_City", datetime.date(2026, 2, 28)),
        ("UTC", datetime.date(2026, 3, 1)),
        ("Pacific/Kiritimati", datetime.date(2026, 3, 1)),
    ],
)
def test_day_of_recording_is_the_ledgers_own(
    zone: str, recorded_on: datetime.date, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.LEDGER_TIME_ZONE = zone
    set_clock(monkeypatch, datetime.datetime(2026, 3, 1, 3, 0, tzinfo=datetime.UTC))
    item = make_item()
    assert make_entry(item, effective_on=recorded_on).recorded_on == recorded_on
    assert list(refusal(item, effective_on=recorded_on + datetime.timedelta(days=1))) == ["effective_on"]


def test_entry_is_never_stamped_before_the_one_it_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    item = make_item()
    set_clock(monkeypatch, NOON - datetime.timedelta(minutes=1))
    assert make_entry(item, effective_on=ROUND_DAY).recorded_at == NOON + TICK


def test_microseconds_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = NOON.replace(microsecond=123456)
    set_clock(monkeypatch, moment)
    entry = make_entry(make_item())
    entry.refresh_from_db()
    assert entry.recorded_at == moment + TICK


# What follows from it


def test_our_offices_status_on_the_whole_is_the_items() -> None:
    item = make_item()
    entry = make_entry(item, Status.IN_PROGRESS, effective_on=day(0))
    row = now_of(item)
    assert (row.status, row.status_on, row.status_precision, row.is_open, row.newest_on) == (
        Status.IN_PROGRESS,
        day(0),
        Precision.DAY,
        True,
        day(0),
    )
    assert (row.last_sequence, row.head_hash, row.last_recorded_at) == (2, entry.hash, entry.recorded_at)
    link = ItemTopic.objects.get(item=item)
    assert (link.status, link.status_on) == (Status.IN_PROGRESS, day(0))


def test_our_offices_done_closes_the_item() -> None:
    item = make_item()
    make_entry(item, Status.DONE, evidence=(make_evidence(),))
    assert now_of(item).is_open is False


@pytest.mark.parametrize(
    "says",
    [
        {"voice": Voice.PARTY, "speaker": "MEX"},
        {"voice": Voice.RECORD, "source": "Supreme Court"},
        {"voice": Voice.OFFICE, "about": "MEX"},
    ],
)
def test_done_in_another_voice_or_about_one_party_leaves_the_item_open(says: dict[str, Any]) -> None:
    says = {key: make_party(code) if key in {"speaker", "about"} else code for key, code in says.items()}
    item = make_item()
    make_entry(item, Status.DONE, evidence=(make_evidence(),), **says)
    row = now_of(item)
    assert (row.status, row.is_open) == (Status.UNASSESSED, True)
    assert Position.objects.get(item=item).status is Status.DONE


def test_each_voice_party_and_speaker_has_its_own_position() -> None:
    item, mexico, usa = make_item(), make_party("MEX"), make_party("USA")
    make_entry(item, Status.NOT_STARTED)
    make_entry(item, Status.IN_PROGRESS, about=mexico)
    make_entry(item, Status.STALLED, voice=Voice.PARTY, speaker=usa, about=mexico)
    make_entry(item, Status.IN_PROGRESS, voice=Voice.PARTY, speaker=mexico, about=mexico)
    make_entry(item, Status.REVERSED, voice=Voice.RECORD, source="Ombudsman", about=mexico)
    make_entry(item, Status.SUBSTANTIAL, voice=Voice.RECORD, source="Gazette", about=mexico)
    found = {
        (one.voice, one.about and one.about.code, one.speaker and one.speaker.code): one.status
        for one in Position.objects.filter(item=item)
    }
    assert found == {
        (Voice.OFFICE, None, None): Status.NOT_STARTED,
        (Voice.OFFICE, "MEX", None): Status.IN_PROGRESS,
        (Voice.PARTY, "MEX", "USA"): Status.STALLED,
        (Voice.PARTY, "MEX", "MEX"): Status.IN_PROGRESS,
        (Voice.RECORD, "MEX", None): Status.SUBSTANTIAL,
    }


def test_backdated_entry_does_not_move_the_current_position() -> None:
    item = make_item()
    make_entry(item, Status.IN_PROGRESS, effective_on=day(10))
    make_entry(item, Status.NOT_STARTED, effective_on=day(5))
    row = now_of(item)
    assert (row.status, row.status_on, row.newest_on) == (Status.IN_PROGRESS, day(10), day(10))


def test_of_two_entries_on_one_day_the_one_recorded_last_counts() -> None:
    item = make_item()
    make_entry(item, Status.NOT_STARTED, effective_on=day(5))
    make_entry(item, Status.IN_PROGRESS, effective_on=day(5))
    assert now_of(item).status is Status.IN_PROGRESS


def test_note_leaves_the_status_and_brings_the_newest_day() -> None:
    item = make_item()
    make_entry(item, Status.IN_PROGRESS, effective_on=day(5))
    make_entry(item, effective_on=day(9))
    row = now_of(item)
    assert (row.status, row.status_on, row.newest_on) == (Status.IN_PROGRESS, day(5), day(9))


def test_two_voices_that_differ_about_the_same_party_differ() -> None:
    item, mexico = make_item(), make_party("MEX")
    make_entry(item, Status.IN_PROGRESS, voice=Voice.PARTY, speaker=mexico)
    make_entry(item, Status.STALLED)
    assert now_of(item).is_differing


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"status": Status.STALLED}, {"status": Status.STALLED}),
        ({"status": Status.STALLED, "about": True}, {"status": Status.IN_PROGRESS}),
        ({"status": Status.STALLED}, {"status": Status.UNASSESSED}),
    ],
)
def test_voices_that_agree_or_speak_of_others_or_have_not_looked_do_not_differ(
    theirs: dict[str, Any], ours: dict[str, Any]
) -> None:
    item, mexico = make_item(), make_party("MEX")
    if theirs.pop("about", False):
        theirs["about"] = mexico
    make_entry(item, voice=Voice.PARTY, speaker=mexico, **theirs)
    make_entry(item, **ours)
    assert now_of(item).is_differing is False


# Voices


@pytest.mark.parametrize(
    "says",
    [
        {"voice": Voice.PARTY},
        {"voice": Voice.OFFICE, "speaker": "MEX"},
        {"voice": Voice.PARTY, "speaker": "EU"},
    ],
)
def test_party_speaks_itself_and_belongs_to_the_dialogue(says: dict[str, Any]) -> None:
    if "speaker" in says:
        says = says | {"speaker": make_party(says["speaker"])}
    assert list(refusal(**says)) == ["speaker"]


@pytest.mark.parametrize(
    "says", [{"voice": Voice.RECORD, "source": " "}, {"voice": Voice.OFFICE, "source": "El País"}]
)
def test_source_speaks_for_the_record_alone(says: dict[str, Any]) -> None:
    assert list(refusal(**says)) == ["source"]


def test_stranger_to_the_dialogue_is_not_judged() -> None:
    assert list(refusal(about=make_party("EU"))) == ["about"]


# Basis


def test_quoted_basis_gives_the_words() -> None:
    assert list(refusal(basis=Basis.QUOTED)) == ["quote"]


def test_oral_basis_names_the_other_and_whether_it_may_be_attributed() -> None:
    assert set(refusal(basis=Basis.ORAL)) == {"oral_with", "is_attributable"}


@pytest.mark.parametrize("proposed", [Audience.SHARED, Audience.PUBLIC])
def test_oral_basis_stays_internal(proposed: Audience) -> None:
    said = {"basis": Basis.ORAL, "oral_with": "the deputy", "is_attributable": True}
    assert list(refusal(proposed_audience=proposed, **said)) == ["proposed_audience"]
    assert make_entry(make_item(), **said).proposed_audience is Audience.INTERNAL


@pytest.mark.parametrize("says", [{"is_attributable": False}, {"oral_with": "the deputy"}])
def test_what_belongs_to_an_oral_basis_is_refused_elsewhere(says: dict[str, Any]) -> None:
    assert list(refusal(**says)) == ["basis"]


# Notes and evidence


def test_note_without_words_is_refused() -> None:
    assert list(refusal(note=" ")) == ["note"]


def test_status_on_the_way_needs_no_note() -> None:
    assert make_entry(make_item(), Status.IN_PROGRESS, note="").note == ""


MOVES = [
    (Status.IN_PROGRESS, Status.STALLED, StatusMove.STEP_BACK),
    (Status.IN_PROGRESS, Status.REVERSED, StatusMove.STEP_BACK),
    (Status.IN_PROGRESS, Status.UNASSESSED, StatusMove.STEP_BACK),
    (Status.NOT_STARTED, Status.DONE, StatusMove.CLOSE),
    (Status.IN_PROGRESS, Status.OVERTAKEN, StatusMove.CLOSE),
    (Status.IN_PROGRESS, Status.DECLINED, StatusMove.CLOSE),
    (Status.DONE, Status.IN_PROGRESS, StatusMove.REOPEN),
    (Status.DECLINED, Status.SUBSTANTIAL, StatusMove.REOPEN),
    (Status.OVERTAKEN, Status.UNASSESSED, StatusMove.REOPEN),
    (Status.STALLED, Status.IN_PROGRESS, None),
    (Status.IN_PROGRESS, Status.IN_PROGRESS, None),
    (Status.REVERSED, Status.NOT_STARTED, None),
]


@pytest.mark.parametrize(("before", "after", "move"), MOVES)
def test_moves_that_need_a_note(before: Status, after: Status, move: StatusMove | None) -> None:
    assert status_move(before, after) is move
    item, evidence = make_item(), (make_evidence(),)
    make_entry(item, before, evidence=evidence, effective_on=day(1))
    says = {"status": after, "evidence": evidence, "effective_on": day(2)}
    if move is None:
        assert make_entry(item, note=" ", **says).status is after
    else:
        assert list(refusal(item, note=" ", **says)) == ["note"]
        assert make_entry(item, note="Because.", **says).status is after


def test_closing_an_item_that_nobody_has_assessed_needs_a_note() -> None:
    assert list(refusal(status=Status.DECLINED, note="")) == ["note"]


def test_move_is_judged_within_one_voice() -> None:
    item, mexico = make_item(), make_party("MEX")
    make_entry(item, Status.IN_PROGRESS, voice=Voice.PARTY, speaker=mexico)
    make_entry(item, Status.IN_PROGRESS, about=mexico)
    assert make_entry(item, Status.STALLED, note="").status is Status.STALLED


def test_move_is_judged_against_what_stood_on_that_day() -> None:
    item = make_item()
    make_entry(item, Status.NOT_STARTED, effective_on=day(1))
    make_entry(item, Status.SUBSTANTIAL, effective_on=day(9))
    assert make_entry(item, Status.IN_PROGRESS, note="", effective_on=day(5)).effective_on == day(5)


def test_done_without_evidence_or_a_reason_is_refused() -> None:
    assert list(refusal(status=Status.DONE)) == ["evidence"]


@pytest.mark.parametrize(
    "says", [{"evidence": (make_evidence(),)}, {"no_evidence_reason": "Seen by our officer."}]
)
def test_done_with_evidence_or_a_reason_is_taken(says: dict[str, Any]) -> None:
    assert make_entry(make_item(), Status.DONE, **says).status is Status.DONE


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.DONE])
def test_no_other_status_needs_evidence(status: Status) -> None:
    assert make_entry(make_item(), status).status is status


@pytest.mark.parametrize(
    "evidence",
    [make_evidence(title=" "), make_evidence(url="javascript:alert(1)"), make_evidence(url="www.x.mx")],
)
def test_evidence_has_a_title_and_a_real_link(evidence: EvidenceGiven) -> None:
    assert list(refusal(evidence=(evidence,))) == ["evidence"]


# Answers


@pytest.mark.parametrize("answer", Answer)
def test_entry_answers_another(answer: Answer) -> None:
    item = make_item()
    claim = make_entry(item, Status.IN_PROGRESS, voice=Voice.PARTY, speaker=make_party("MEX"))
    reply = make_entry(item, answers=claim, answer=answer)
    assert (reply.answers, reply.answer) == (claim, answer)


def test_entry_answers_one_of_another_item_of_the_dialogue() -> None:
    dialogue = make_dialogue()
    claim = make_entry(make_item(make_round(dialogue)))
    reply = make_entry(make_item(make_round(dialogue)), answers=claim, answer=Answer.CONFIRMS)
    assert reply.answers == claim


def test_answer_without_the_entry_it_answers_is_refused() -> None:
    item = make_item()
    assert list(refusal(item, answer=Answer.CONTESTS)) == ["answer"]
    assert list(refusal(item, answers=make_entry(item))) == ["answer"]


def test_answer_to_another_dialogue_is_refused() -> None:
    assert list(refusal(answers=make_entry(make_item()), answer=Answer.CONFIRMS)) == ["answers"]


# Adopting


def test_adopted_status_becomes_our_offices_on_the_same_evidence() -> None:
    item, mexico = make_item(), make_party("MEX")
    theirs = make_entry(
        item,
        Status.DONE,
        voice=Voice.PARTY,
        speaker=mexico,
        note="The law is in force.",
        evidence=(make_evidence(),),
        effective_on=day(3),
    )
    ours = adopt_position(user=make_editor(item.round.dialogue), entry=theirs, expected_sequence=2)
    assert (ours.voice, ours.speaker, ours.about, ours.status, ours.effective_on, ours.note) == (
        Voice.OFFICE,
        None,
        None,
        Status.DONE,
        day(3),
        "The law is in force.",
    )
    assert (ours.answers, ours.answer) == (theirs, Answer.CONFIRMS)
    assert [one.title for one in ours.evidence.all()] == ["Official gazette, 16 June 2017"]
    assert (now_of(item).status, now_of(item).is_open) == (Status.DONE, False)


@pytest.mark.parametrize("says", [{"status": Status.STALLED}, {"voice": Voice.RECORD, "source": "Court"}])
def test_our_own_status_and_a_plain_note_are_not_adopted(says: dict[str, Any]) -> None:
    item = make_item()
    entry = make_entry(item, **says)
    with pytest.raises(RuleViolation) as refused:
        adopt_position(user=make_editor(item.round.dialogue), entry=entry, expected_sequence=None)
    assert list(refused.value.fields) == ["entry"]


# Who saw what


def test_item_that_has_moved_on_is_not_written_and_tells_what_changed() -> None:
    item = make_item()
    theirs = make_entry(item, note="Somebody was quicker.")
    with pytest.raises(StaleItem) as refused:
        make_entry(item, expected_sequence=1)
    assert (refused.value.seen, refused.value.item, refused.value.entries) == (1, item, [theirs])
    assert str(refused.value) == f"{item.ref} has moved on from entry 1 to entry 2 since you looked."
    assert item.entries.count() == 2


def test_writer_who_saw_the_last_entry_writes() -> None:
    item = make_item()
    make_entry(item)
    assert make_entry(item, expected_sequence=2).sequence == 3


# Twice


def test_same_request_writes_once_though_the_item_has_moved_on() -> None:
    item, request = make_item(), uuid4()
    editor = make_editor(item.round.dialogue)
    first = make_entry(item, user=editor, expected_sequence=1, request_id=request)
    assert make_entry(item, user=editor, expected_sequence=1, request_id=request) == first
    assert item.entries.count() == 2


def test_same_request_on_another_item_writes_there() -> None:
    request = uuid4()
    assert make_entry(make_item(), request_id=request) != make_entry(make_item(), request_id=request)


# All or nothing


def test_refused_entry_leaves_the_item_as_it_was() -> None:
    item = make_item()
    before = Item.objects.filter(pk=item.pk).values().get()
    refusal(item, status=Status.DONE)
    assert Item.objects.filter(pk=item.pk).values().get() == before


@pytest.mark.parametrize(
    ("stances", "reason", "broken"),
    [
        ([Stance.CONTRADICTS], "", ["evidence"]),
        ([Stance.CONTEXT], "", ["evidence"]),
        ([Stance.CONTRADICTS], "Seen by our own people.", []),
        ([Stance.CONTRADICTS, Stance.SUPPORTS], "", []),
    ],
)
def test_done_rests_on_evidence_that_supports_it(stances, reason, broken) -> None:
    evidence = tuple(make_evidence(stance=stance) for stance in stances)
    says = EntryContent(status=Status.DONE, note="Done.", evidence=evidence, no_evidence_reason=reason)
    assert list(broken_rules(says, (), Audience.INTERNAL)) == broken
