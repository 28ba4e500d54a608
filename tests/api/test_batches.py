"""One act on many items by the API: previewed, written as one batch, undone as a whole."""

from typing import Any
from uuid import uuid4

import pytest

from ledger.handover.handing_over import hand_over, plan_of
from ledger.models import Entry, Item
from ledger.recording import record_entry
from ledger.recording.entry_content import EntryContent
from ledger.vocabulary import Role, Status, Voice
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_member, make_round
from tests.support.programs import Program
from tests.support.rows import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def items() -> list[Item]:
    round = make_round(make_dialogue())
    return [make_item(round) for _item in range(3)]


@pytest.fixture
def program(items: list[Item]) -> Program:
    dialogue = items[0].round.dialogue
    return Program(make_staff(Role.EDITOR, Role.RELEASER, dialogue=dialogue), dialogue)


def body_of(items: list[Item], **fields: object) -> dict[str, Any]:
    return {"items": {item.ref: 1 for item in items}, **fields}


def refusals(answer: Any) -> list[tuple[str, str]]:
    return [(error["field"], error["says"]) for error in answer.json()["errors"]]


def test_batch_is_previewed_written_and_undone(program: Program, items: list[Item]) -> None:
    make_entry(items[2], Status.STALLED)
    body = body_of(items[:2], status="in_progress", note="A course began.") | {"preview": True}
    body["items"][items[2].ref] = 2
    key = uuid4()
    preview = program.post("/api/v1/batches/record/", body, key=key)
    assert preview.status_code == 200, preview.content
    found = preview.json()
    assert (found["writes"], [line["item"] for line in found["items"]]) == (3, [item.ref for item in items])
    [change] = found["items"][2]["changes"]
    assert (change["now"].partition(",")[0], change["then"].partition(",")[0]) == ("stalled", "in progress")
    assert "<" not in str(found)
    assert not Entry.objects.exclude(batch=None).exists()
    del body["preview"]
    written = program.post("/api/v1/batches/record/", body, key=key)
    assert written.status_code == 201, written.content
    told = written.json()
    assert (told["entries"], told["may_undo"], told["is_overtaken"]) == (3, True, False)
    assert written["Location"] == f"/api/v1/batches/{told['batch']}/"
    assert program.get(written["Location"]).json() == told
    entries = program.get(told["entries_url"]).json()["results"]
    assert {(entry["item"], entry["status"], entry["texts"]["note"]) for entry in entries} == {
        (item.ref, "in_progress", "A course began.") for item in items
    }
    again = program.post("/api/v1/batches/record/", body, key=key)
    assert (again.status_code, again.json()) == (201, told)
    undone = program.post(f"{written['Location']}undo/", {"reason": "Wrong meeting."})
    assert (undone.status_code, undone.json()["entries"]) == (201, 3)
    after = program.get(written["Location"]).json()
    assert (after["may_undo"], after["is_overtaken"]) == (False, True)
    assert {item.status for item in Item.objects.filter(pk__in=[item.pk for item in items[:2]])} == {
        Status.UNASSESSED
    }
    twice = program.post(f"{written['Location']}undo/", {"reason": "Wrong meeting."})
    assert twice.status_code == 422


def test_item_that_moved_on_is_told_and_nothing_is_written(program: Program, items: list[Item]) -> None:
    moved = make_entry(items[1], Status.STALLED)
    answer = program.post("/api/v1/batches/record/", body_of(items, note="Called."))
    assert answer.status_code == 412
    [found] = answer.json()["items"]
    assert (found["item"], [entry["uuid"] for entry in found["entries"]]) == (
        items[1].ref,
        [str(moved.uuid)],
    )
    assert not Entry.objects.exclude(batch=None).exists()


def test_what_the_write_api_refuses_is_told_of_each_item(program: Program, items: list[Item]) -> None:
    make_entry(items[0], Status.SUBSTANTIAL)
    body = body_of(items[1:], status="stalled") | {"preview": True}  # a step back for the first alone
    body["items"][items[0].ref] = 2
    lines = program.post("/api/v1/batches/record/", body).json()["items"]
    assert [[fault["field"] for fault in line["refused"]] for line in lines] == [["note"], [], []]
    del body["preview"]
    answer = program.post("/api/v1/batches/record/", body)
    assert answer.status_code == 422
    assert items[0].ref in refusals(answer)[0][1]
    assert not Entry.objects.exclude(batch=None).exists()


@pytest.mark.parametrize(
    "given",
    [None, [], {}, "all", {"X-1-01": "1"}, {"X-1-01": True}, {"X-1-01": -1}, {"X\x00": 1}, {"\ud800": 1}],
)
def test_items_that_are_none_are_refused(program: Program, given: object) -> None:
    answer = program.post("/api/v1/batches/record/", {"items": given, "note": "Called."})
    assert (answer.status_code, [field for field, _says in refusals(answer)]) == (422, ["items"])


def test_item_of_another_dialogue_and_none_look_alike(program: Program, items: list[Item]) -> None:
    foreign = make_item()
    said = [
        refusals(program.post("/api/v1/batches/record/", body_of([*items, other], note="Called.")))
        for other in (foreign, Item(ref="NONE-1-01"))
    ]
    assert said[0] == said[1]
    assert [field for field, _says in said[0]] == ["items"]
    assert not Entry.objects.exclude(batch=None).exists()


def test_too_many_items_are_refused(program: Program) -> None:
    many = {f"X-1-{number}": 1 for number in range(201)}
    answer = program.post("/api/v1/batches/record/", {"items": many, "note": "Called."})
    assert refusals(answer) == [("items", "Choose 200 items at most at a time.")]


def test_unknown_field_and_missing_key_are_refused(program: Program, items: list[Item]) -> None:
    answer = program.post("/api/v1/batches/record/", body_of(items, note="Called.", colour="red"))
    assert [field for field, _says in refusals(answer)] == ["colour"]
    answer = program.post("/api/v1/batches/record/", body_of(items, note="Called."), key="none")
    assert [field for field, _says in refusals(answer)] == ["Idempotency-Key"]


def test_each_act_on_many_items_is_written(program: Program, items: list[Item]) -> None:
    dialogue = items[0].round.dialogue
    officer = make_editor(dialogue)
    bodies: dict[str, dict[str, object]] = {
        "reassign": {"officer": str(officer.uuid)},
        "review": {"review_on": "2027-03-01", "reason": "Later."},
        "follow": {"is_followed": True},
        "release": {"what": "openings", "audience": "public", "reason": "Agreed."},
    }
    seen = {item.ref: 1 for item in items}
    for name, fields in bodies.items():
        answer = program.post(f"/api/v1/batches/{name}/", {"items": seen, **fields})
        assert (answer.status_code, answer.json().get("entries")) == (201, 3), (name, answer.content)
        rows = Item.objects.filter(ref__in=seen)
        seen = dict(rows.values_list("ref", "last_sequence"))
    assert {(item.officer, str(item.review_on)) for item in rows} == {(officer, "2027-03-01")}
    make_entry(items[0], Status.STALLED, voice=Voice.RECORD, source="CNDH")
    adopted = program.post("/api/v1/batches/adopt/", {"items": {items[0].ref: 6}, "whose": "record"})
    assert adopted.status_code == 201, adopted.content


def test_who_may_not_correct_undoes_no_batch_of_another(program: Program, items: list[Item]) -> None:
    dialogue = items[0].round.dialogue
    written = program.post("/api/v1/batches/record/", body_of(items, note="Called."))
    for other, code in (
        (make_member(Role.RECORDER, dialogue=dialogue), 403),
        (make_editor(make_dialogue()), 404),
    ):
        own = other.memberships.get().dialogue
        answer = Program(other, own).post(f"{written['Location']}undo/", {"reason": "Mine."})
        assert answer.status_code == code
    assert Entry.objects.exclude(batch=None).count() == 3


def test_handover_is_not_undone_as_a_batch(program: Program, items: list[Item]) -> None:
    dialogue = items[0].round.dialogue
    keeper, old, new = (make_editor(dialogue) for _person in range(3))
    make_item(items[0].round, officer=old)
    batch = uuid4()
    hand_over(user=keeper, from_user=old, to_user=new, seen=plan_of(keeper, old, new).seen, batch=batch)
    answer = program.post(f"/api/v1/batches/{batch}/undo/", {"reason": "Back."})
    assert (answer.status_code, program.get(f"/api/v1/batches/{batch}/").json()["may_undo"]) == (422, False)


def test_program_that_reads_alone_previews_nothing(items: list[Item]) -> None:
    dialogue = items[0].round.dialogue
    reader = Program(make_editor(dialogue), dialogue, may_write=False)
    answer = reader.post("/api/v1/batches/record/", body_of(items, note="Called.") | {"preview": True})
    assert answer.status_code == 403


def test_words_recorded_a_moment_ago_are_asked_about(program: Program, items: list[Item]) -> None:
    says = EntryContent(note="Called.")
    user = make_staff(Role.EDITOR, dialogue=items[0].round.dialogue)
    own = Program(user, items[0].round.dialogue)
    record_entry(user=user, item=items[0], expected_sequence=1, says=says)
    body = {"items": {items[0].ref: 2}, "note": "Called."}
    asked = own.post("/api/v1/batches/record/", body)
    assert (asked.status_code, [field for field, _says in refusals(asked)]) == (422, ["again"])
    assert own.post("/api/v1/batches/record/", body | {"again": True}).status_code == 201
