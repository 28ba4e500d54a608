"""Reference rows by the API: added and changed by editors, with the reason in the change log; none is deleted."""

from typing import Any

import pytest

from ledger.models import Agency, Forum, Party, Round, Topic
from ledger.recording import change_row, release_place, version_of
from ledger.vocabulary import Audience, Role
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_releaser,
    make_round,
    make_topic,
)
from tests.support.programs import Program
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def program() -> Program:
    dialogue = make_dialogue("DIA")
    return Program(make_editor(dialogue), dialogue)


def refusals(answer: Any) -> list[str]:
    return [error["field"] for error in answer.json()["errors"]]


ADDED: list[tuple[str, dict[str, object], str]] = [
    ("parties", {"code": "CAN", "name_en": "Canada", "name_es": "Canadá"}, "parties/CAN/"),
    ("agencies", {"code": "SRE/DH", "party": "MEX", "name_en": "Human rights office"}, "agencies/SRE/DH/"),
    ("forums", {"code": "UNHRC", "name_en": "Human Rights Council", "topic": "prisons"}, "forums/UNHRC/"),
    ("topics", {"slug": "jails", "name_en": "Jails", "part_of": "prisons"}, "topics/jails/"),
    (
        "rounds",
        {
            "dialogue": "DIA",
            "number": 12,
            "state": "held",
            "starts_on": "2020-03-01",
            "ends_on": "2020-03-02",
            "dates_basis": "stated",
            "host_party": "MEX",
        },
        "rounds/DIA/12/",
    ),
]


@pytest.mark.parametrize(("noun", "body", "where"), ADDED)
def test_row_is_added_once_with_its_reason(
    program: Program, noun: str, body: dict[str, object], where: str
) -> None:
    make_topic("prisons")
    made = [program.post(f"/api/v1/{noun}/", body | {"reason": "It joined."}) for _time in range(2)]
    assert [answer.status_code for answer in made] == [201, 201], made[0].content
    assert {answer["Location"] for answer in made} == {f"/api/v1/{where}"}
    found = program.get(made[0]["Location"])
    assert found.json() == made[0].json()
    assert found["ETag"] == made[0]["ETag"]
    assert {name: found.json()[name] for name in body} == body
    model = {"parties": Party, "agencies": Agency, "forums": Forum, "topics": Topic, "rounds": Round}[noun]
    row = model.objects.latest("pk")  # type: ignore[attr-defined]
    assert [(version.history_type, version.history_change_reason) for version in row.history.all()] == [
        ("+", "It joined.")
    ]


def test_row_is_changed_with_its_reason(program: Program) -> None:
    topic = make_topic("prisons", description_en="Kept as it is ")
    seen = program.get("/api/v1/topics/prisons/")
    changed = program.patch("/api/v1/topics/prisons/", {"name_en": "Jails", "reason": "Plain."}, seen["ETag"])
    assert (changed.status_code, changed.json()["name_en"]) == (200, "Jails"), changed.content
    assert changed["ETag"] != seen["ETag"]
    topic.refresh_from_db()
    assert (topic.name_en, topic.description_en) == ("Jails", "Kept as it is ")
    version = topic.history.latest()
    assert (version.history_change_reason, version.history_type) == ("Plain.", "~")
    again = program.patch(
        "/api/v1/topics/prisons/", {"name_en": "Jails"}, seen["ETag"]
    )  # the same, once more
    assert (again.status_code, topic.history.count()) == (200, 2)
    late = program.patch("/api/v1/topics/prisons/", {"name_en": "Cells"}, seen["ETag"])
    assert (late.status_code, late["ETag"]) == (412, changed["ETag"])
    topic.refresh_from_db()
    assert topic.name_en == "Jails"


def test_round_keeps_its_counter_and_says_who_changed_it(program: Program) -> None:
    round = make_round(make_dialogue())
    dialogue = round.dialogue
    editor = make_editor(dialogue)
    own = Program(editor, dialogue)
    where = f"/api/v1/rounds/{dialogue.code}/{round.number}/"
    seen = own.get(where)["ETag"]
    make_item(round)  # takes a number meanwhile, which is no change of the round
    changed = own.patch(where, {"title": "Spring", "city": "Oaxaca"}, seen)
    assert (changed.status_code, changed.json()["title"]) == (200, "Spring"), changed.content
    round.refresh_from_db()
    assert (round.next_item_number, round.history.latest().history_user) == (2, editor)


def test_columns_that_stay_are_refused(program: Program) -> None:
    item = make_item(make_round(make_dialogue()))
    round, dialogue = item.round, item.round.dialogue
    own = Program(make_editor(dialogue), dialogue)
    release_place(
        user=make_releaser(dialogue),
        round=round,
        audience=Audience.PUBLIC,
        reason="Known.",
        expected_sequence=None,
    )
    where = f"/api/v1/rounds/{dialogue.code}/{round.number}/"
    seen = own.get(where)["ETag"]
    for body, field in (({"number": 77}, "number"), ({"city": "Oaxaca"}, "city")):
        answer = own.patch(where, body, seen)
        assert (answer.status_code, refusals(answer)) == (422, [field])
    assert refusals(own.patch(where, {"dialogue": "DIA"}, seen)) == ["dialogue"]
    party = own.get("/api/v1/parties/MEX/")["ETag"]
    assert refusals(own.patch("/api/v1/parties/MEX/", {"code": "CAN"}, party)) == ["code"]


REFUSED: list[tuple[str, dict[str, object], list[str]]] = [
    ("parties", {"code": "Canada", "name_en": "Canada"}, ["code"]),
    ("parties", {"code": "CAN", "name_en": "MÉXICO"}, ["name_en"]),
    ("parties", {"code": "CAN", "name_en": "Canada", "colour": "red"}, ["colour"]),
    ("parties", {"code": "MEX", "name_en": "Mexico, another"}, ["code"]),
    ("parties", {"code": "CAN", "name_en": "Can\x00ada"}, ["name_en"]),
    ("agencies", {"code": "X", "party": "ZZZ", "name_en": "X"}, ["party"]),
    ("agencies", {"code": "X", "name_en": "X"}, ["party"]),
    ("topics", {"slug": "a b", "name_en": "X"}, ["slug"]),
    ("topics", {"slug": "x", "name_en": "X", "part_of": "none-such"}, ["part_of"]),
    ("topics", {"slug": "x", "name_en": "X", "merged_into": "prisons"}, ["merged_into"]),
    ("rounds", {"dialogue": "OTHER", "number": 3, "state": "held", "dates_basis": "unknown"}, ["dialogue"]),
    ("rounds", {"dialogue": "DIA", "number": 3, "state": "held", "dates_basis": "stated"}, [""]),
    ("rounds", {"dialogue": "DIA", "number": 3, "state": "held", "starts_on": "soon"}, ["starts_on"]),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "body", "fields"), REFUSED)
def test_unfit_row_is_refused(
    program: Program, noun: str, body: dict[str, object], fields: list[str]
) -> None:
    make_party()
    make_dialogue("OTHER")
    counts = Party.objects.count(), Agency.objects.count(), Topic.objects.count(), Round.objects.count()
    answer = program.post(f"/api/v1/{noun}/", body)
    assert answer.status_code == 422, answer.content
    assert sorted(refusals(answer)) == sorted(fields)
    found = Party.objects.count(), Agency.objects.count(), Topic.objects.count(), Round.objects.count()
    assert found == counts


def test_topic_is_no_part_of_itself_by_a_detour(program: Program) -> None:
    whole = make_topic("whole")
    make_topic("part", parent=whole)
    seen = program.get("/api/v1/topics/whole/")["ETag"]
    assert refusals(program.patch("/api/v1/topics/whole/", {"part_of": "part"}, seen)) == ["part_of"]


def test_version_is_asked_for_and_must_be_one(program: Program) -> None:
    make_forum("UNHRC")
    assert program.patch("/api/v1/forums/UNHRC/", {"name_en": "X"}).status_code == 428
    answer = program.patch("/api/v1/forums/UNHRC/", {"name_en": "X"}, '"1"')
    assert (answer.status_code, refusals(answer)) == (422, ["If-Match"])


def test_who_does_not_edit_the_dialogue_changes_none_of_its_rounds() -> None:
    round = make_round(make_dialogue())
    where = f"/api/v1/rounds/{round.dialogue.code}/{round.number}/"
    for user, code in (
        *((make_member(role, dialogue=round.dialogue), 403) for role in (Role.VIEWER, Role.RECORDER)),
        (make_releaser(round.dialogue), 403),
        (make_editor(make_dialogue()), 404),
    ):
        own = Program(user, user.memberships.get().dialogue)
        assert own.patch(where, {"title": "Mine"}, f'"{version_of(round)}"').status_code == code
    round.refresh_from_db()
    assert round.title == ""


def test_program_that_reads_alone_adds_nothing() -> None:
    dialogue = make_dialogue()
    reader = Program(make_editor(dialogue), dialogue, may_write=False)
    assert reader.post("/api/v1/parties/", {"code": "CAN", "name_en": "Canada"}).status_code == 403
    assert not Party.objects.filter(code="CAN").exists()


def test_nothing_is_deleted(program: Program) -> None:
    agency = make_agency()
    assert program.delete(f"/api/v1/agencies/{agency.code}/").status_code == 405


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_one_row_at_once_the_second_is_told() -> None:
    topic = make_topic("prisons")
    editor = make_editor(make_dialogue())
    seen = version_of(topic)

    def change(name: str) -> Topic:
        return change_row(user=editor, row=topic, columns={"name_en": name}, expected_version=seen)

    found = at_once([lambda: change("Jails"), lambda: change("Cells")])
    assert sorted(type(outcome).__name__ for outcome in found) == ["StaleRow", "Topic"]
    assert topic.history.count() == 2
