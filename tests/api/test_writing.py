"""Writing by the API: it accepts and refuses what a page does; nothing is written twice, or blind."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import encode_multipart
from django.urls import reverse

from ledger.models import Dialogue, Entry, Evidence, Item, User
from ledger.vocabulary import Audience, Role, Status
from tests.makers import (
    make_dialogue,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_round,
    make_topic,
    make_user,
)
from tests.support.acting import act, errors_of, last
from tests.support.admin_pages import signed_in
from tests.support.programs import Program
from tests.support.rows import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def item() -> Item:
    return make_item()


@pytest.fixture
def program(item: Item) -> Program:
    return Program(make_staff(Role.EDITOR, dialogue=item.round.dialogue), item.round.dialogue)


def test_a_round_is_worked_on_by_the_api_alone() -> None:
    """Open, record and correct by an editor's program, release by a releaser's, fetch the report."""
    held = make_round(make_dialogue())
    dialogue = held.dialogue
    topic = make_topic()
    editor = Program(make_staff(Role.EDITOR, dialogue=dialogue), dialogue)
    releaser = Program(make_member(Role.RELEASER, dialogue=dialogue), dialogue)
    opened = editor.post(
        reverse("api:round-item-create", args=[dialogue.code, held.number]),
        {"kind": "undertaken", "first_topic": topic.slug, "owed_by": ["MEX"], "summary_en": "Train judges."},
    )
    assert opened.status_code == 201, opened.content
    found = editor.get(opened["Location"])
    assert (found["ETag"], found.json()["owed_by"]) == (opened["ETag"], ["MEX"])
    item = Item.objects.get(ref=found.json()["ref"])
    recorded = editor.act(item, "record", {"status": "in_progress", "note": "A course bega.", "about": "MEX"})
    assert recorded.status_code == 201, recorded.content
    assert (recorded["ETag"], recorded["Location"]) == ('"2"', f"/api/v1/items/{item.ref}/entries/2/")
    corrected = editor.act(item, "correct", {"note": "A course began."}, entry=2)
    assert (corrected.json()["texts"]["note"], corrected.json()["about"]) == ("A course began.", "MEX")
    released = releaser.act(item, "release", {"audience": "public", "reason": "Agreed."}, entry=3)
    assert (released.status_code, released.json()["releases"]) == (201, 3)
    pdf = editor.get(f"/api/v1/reports/topic.pdf?topic={topic.slug}&audience=public")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert pdf.content.startswith(b"%PDF")


ALIKE: list[tuple[str, dict[str, Any]]] = [
    ("record", {"note": "A court heard the case."}),
    ("record", {"status": "in_progress", "note": "It began.", "effective_on": "2020-03"}),
    ("record", {}),
    ("record", {"status": "nonsense"}),
    ("record", {"status": "done"}),
    ("record", {"note": "x", "voice": "party"}),
    ("record", {"note": "x", "effective_on": "2999-01-01"}),
    ("record", {"note": "x", "effective_on": "31/31/2020"}),
    ("record", {"note": "x", "basis": "oral"}),
    ("amend", {"next_step": "Ask the ministry."}),
    ("amend", {}),
    ("amend", {"review_on": "soon"}),
    ("amend", {"priority": "none such"}),
    ("withdraw", {"reason": "Opened in error."}),
    ("withdraw", {}),
    ("withdraw", {"reason": "x", "see_also": "USMX-9-99"}),
    ("add-step", {"summary_en": "Write the law."}),
    ("add-step", {}),
    ("reclassify", {"kind": "nonsense", "reason": "x"}),
    ("correct", {"note": "Another.", "reason": "Wrong."}),
    ("correct", {"status": "", "note": "", "reason": "Wrong."}),
    ("retract", {"reason": "Wrong."}),
    ("answer", {"answer": "disputes", "note": "It is not so."}),
    ("answer", {"answer": "maybe"}),
    ("release", {"audience": "everybody"}),
    ("redact", {"reason": "A name."}),
]


@pytest.mark.parametrize(("name", "typed"), ALIKE, ids=lambda value: str(value)[:60])
def test_page_and_api_accept_and_refuse_alike(name: str, typed: dict[str, Any]) -> None:
    held = make_round(make_dialogue())
    user = make_staff(Role.EDITOR, Role.RELEASER, dialogue=held.dialogue)
    program = Program(user, held.dialogue)
    is_of_entry = name in {"correct", "retract", "answer", "release", "redact"}
    items = [make_item(held), make_item(held)]
    key: dict[str, Any] = {}
    for item in items if is_of_entry else ():
        make_entry(item, Status.IN_PROGRESS, user=make_user_of(held.dialogue), note="It began.")
        key = {"sequence": last(item).sequence}
    scope = "ledger_item_entry_" if is_of_entry else "ledger_item_"
    page_item, api_item = items
    nothing: dict[str, Any] = {"agencies": []} if name == "add-step" else {}  # a browser sends no empty list
    page: Any = act(signed_in(user), scope + name.replace("-", "_"), page_item, nothing | typed, **key)
    answer = program.act(api_item, name, typed, entry=key.get("sequence"))
    if page.status_code == 302:
        assert answer.status_code == 201, answer.content
    else:
        shown = {field.replace("__all__", ""): says for field, says in errors_of(page).items()}
        evidence = getattr(page.context["form"], "evidence_errors", [])
        shown |= {"evidence": evidence} if evidence else {}
        told: dict[str, list[str]] = {}
        for error in answer.json()["errors"]:
            told.setdefault(error["field"], []).append(error["says"])
        assert (answer.status_code, _by_ref(told, api_item)) == (422, _by_ref(shown, page_item))
    assert _written(api_item) == _written(page_item)


def make_user_of(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, dialogue=dialogue)


def _by_ref(errors: dict[str, list[str]], item: Item) -> dict[str, list[str]]:
    return {name: [str(says).replace(item.ref, "REF") for says in some] for name, some in errors.items()}


def _written(item: Item) -> list[tuple[Any, ...]]:
    rows = Entry.objects.filter(item=item).order_by("sequence").prefetch_related("texts")
    return [
        (
            row.act,
            row.status,
            row.effective_on,
            row.released_to,
            sorted(text.text for text in row.texts.all()),
        )
        for row in rows
    ]


def test_note_is_told_with_its_translation(item: Item, program: Program) -> None:
    texts = {"note": "Un tribunal lo confirmó.", "note_en": "A court confirmed it."}
    answer = program.act(item, "record", texts)
    assert (answer.status_code, answer.json()["texts"]) == (201, texts)


def test_sent_again_it_is_written_once(item: Item, program: Program) -> None:
    key, seen = uuid4(), last(item).sequence
    told = [program.act(item, "record", {"note": "It began."}, key=key, seen=seen) for _time in range(2)]
    assert [answer.status_code for answer in told] == [201, 201]
    assert told[0].json()["uuid"] == told[1].json()["uuid"]
    assert Entry.objects.filter(item=item).count() == seen + 1


def test_writer_who_did_not_see_the_newest_entry_is_told_what_changed(item: Item, program: Program) -> None:
    seen = last(item).sequence
    make_entry(item, Status.IN_PROGRESS, note="Meanwhile.")
    answer = program.act(item, "record", {"note": "Blind."}, seen=seen)
    assert (answer.status_code, answer["Content-Type"]) == (412, "application/problem+json")
    assert answer["ETag"] == f'"{seen + 1}"'
    assert [entry["texts"]["note"] for entry in answer.json()["entries"]] == ["Meanwhile."]
    assert program.act(item, "record", {"note": "Seen."}, seen=seen + 1).status_code == 201


@pytest.mark.parametrize(
    ("headers", "status", "field"),
    [
        ({"Idempotency-Key": "x", "If-Match": '"1"'}, 422, "Idempotency-Key"),
        ({"If-Match": '"1"'}, 422, "Idempotency-Key"),
        ({"Idempotency-Key": str(uuid4()), "If-Match": "*"}, 422, "If-Match"),
        ({"Idempotency-Key": str(uuid4())}, 428, None),
    ],
)
def test_headers_are_asked_for(
    item: Item, program: Program, headers: dict[str, str], status: int, field: str | None
) -> None:
    headers |= {"Authorization": f"Bearer {program.secret}"}
    address = reverse("api:item-record", args=[item.ref])
    answer = Client().post(address, {"note": "x"}, headers=headers, content_type="application/json")
    assert answer.status_code == status
    assert [error["field"] for error in answer.json().get("errors", [])] == ([field] if field else [])


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ("[]", 422, [""]),
        ('"x"', 422, [""]),
        ("{", 400, []),
        ('{"note": "x", "hash": "0", "seen": 9, "request_id": "x"}', 422, ["hash", "seen", "request_id"]),
        ('{"note": ["x"]}', 422, ["note"]),
        ('{"note": true}', 422, ["note"]),
        ('{"note": {"a": 1}}', 422, ["note"]),
        ('{"note": "\\ud800"}', 422, ["note"]),
        ('{"note": "a\\u0000b"}', 422, ["note"]),
        ('{"note": "x", "about": "FRA"}', 422, ["about"]),
        ('{"note": "x", "about": 1}', 422, ["about"]),
        ('{"note": "x", "evidence": {"title": "x"}}', 422, ["evidence"]),
        ('{"note": "x", "evidence": [{"title": "x", "file": "x"}]}', 422, ["evidence.0.file"]),
        (
            '{"note": "x", "evidence": [{"url": "javascript:alert(1)"}]}',
            422,
            ["evidence.0.title", "evidence.0.url"],
        ),
        ('{"note": "' + "x" * 2_700_000 + '"}', 413, []),
    ],
    ids=lambda value: str(value)[:50],
)
def test_body_that_no_page_sends_is_refused_at_its_field(
    item: Item, program: Program, body: str, status: int, fields: list[str]
) -> None:
    before = last(item).sequence
    make_party("FRA")
    answer = program.act(item, "record", body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert [error["field"] for error in answer.json().get("errors", [])] == fields
    assert last(item).sequence == before


def test_others_write_nothing(item: Item) -> None:
    dialogue, before = item.round.dialogue, last(item).sequence
    editor, elsewhere = make_member(Role.EDITOR, dialogue=dialogue), make_dialogue()
    reading = Program(editor, dialogue, may_write=False)
    viewer = Program(make_member(Role.VIEWER, dialogue=dialogue, user=make_user(is_superuser=True)), dialogue)
    stranger = Program(make_member(Role.EDITOR, dialogue=elsewhere), elsewhere)
    make_member(Role.EDITOR, dialogue=elsewhere, user=editor)
    narrowed = Program(editor, elsewhere)
    told = [who.act(item, "record", {"note": "x"}) for who in (reading, viewer, stranger, narrowed)]
    assert [answer.status_code for answer in told] == [403, 403, 404, 404]
    assert told[0].json()["detail"] == "This token is for reading alone."
    assert last(item).sequence == before
    # A page's session without its CSRF token writes nothing either.
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = client.post(reverse("api:item-record", args=[item.ref]), {}, content_type="application/json")
    assert answer.status_code == 403


def test_evidence_comes_with_its_file_and_a_correction_keeps_or_replaces_it(
    item: Item, program: Program
) -> None:
    body = {"note": "A law.", "evidence": [{"title": "Law", "type": "law"}, {"title": "Gazette"}]}
    files = {"evidence-0-file": SimpleUploadedFile("law.pdf", b"%PDF-1.4 a law", "application/pdf")}
    options = {"content_type": "multipart/form-data; boundary=BoUnDaRyStRiNg"}
    sent = encode_multipart("BoUnDaRyStRiNg", {"data": json.dumps(body)} | files)
    answer = program.act(item, "record", sent, **options)
    assert answer.status_code == 201, answer.content
    first, second = answer.json()["evidence"]
    assert (first["title"], first["file_size"], second["file"]) == ("Law", 14, "")
    assert b"".join(program.get(first["file"])) == b"%PDF-1.4 a law"
    kept = program.act(item, "correct", {"note": "The law.", "reason": "x"}, entry=answer.json()["sequence"])
    assert [piece["title"] for piece in kept.json()["evidence"]] == ["Law", "Gazette"]
    other = program.act(
        item, "correct", {"evidence": [{"title": "Act"}], "reason": "x"}, entry=kept.json()["sequence"]
    )
    assert [piece["title"] for piece in other.json()["evidence"]] == ["Act"]
    assert Evidence.objects.filter(entry__item=item).count() == 5


def test_move_wants_to_know_what_was_seen_there(item: Item, program: Program) -> None:
    there = make_item(item.round)
    entry = make_entry(item, Status.IN_PROGRESS, note="Of another.").sequence
    body = {"to_item": there.ref, "reason": "Wrong item."}
    answer = program.act(item, "move", body, entry=entry)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "seen_there")
    moved = program.act(item, "move", body | {"seen_there": 1}, entry=entry)
    assert (moved.status_code, moved.json()["item"], last(there).sequence) == (201, there.ref, 2)


def test_redaction_takes_two_programs(item: Item, program: Program) -> None:
    make_entry(item, note="A name.")
    asked = program.act(item, "redact", {"parts": ["note"], "reason": "Private."}, entry=2)
    assert asked.status_code == 201, asked.content
    [waiting] = program.get(f"/api/v1/items/{item.ref}/redactions/").json()["results"]
    wanted = waiting["key"]
    assert (waiting["entry"], waiting["parts"]) == (2, ["note"])
    assert program.act(item, f"redactions/{wanted}/approve").status_code == 403
    other = Program(make_member(Role.EDITOR, dialogue=item.round.dialogue), item.round.dialogue)
    assert other.act(item, f"redactions/{wanted}/approve").status_code == 201
    texts = program.get(f"/api/v1/items/{item.ref}/entries/2/").json()["texts"]
    assert texts == {"note": None}
    assert item.entries.get(sequence=2).proposed_audience == Audience.INTERNAL


def test_part_that_nothing_takes_is_refused_and_nothing_is_written(item: Item, program: Program) -> None:
    law = SimpleUploadedFile("law.pdf", b"%PDF-1.4 a law", "application/pdf")
    data = json.dumps({"note": "A law.", "evidence": [{"title": "Law", "type": "law"}]})
    options = {"content_type": "multipart/form-data; boundary=BoUnDaRyStRiNg"}
    before = last(item).sequence
    for parts, field in (
        ({"data": data, "evidence-1-file": law}, "evidence"),  # no such piece
        ({"data": json.dumps({"note": "A law."}), "evidence-0-file": law}, "evidence"),
        ({"data": data, "note": "Another."}, "note"),
    ):
        law.seek(0)
        answer = program.act(item, "record", encode_multipart("BoUnDaRyStRiNg", parts), **options)
        assert answer.status_code == 422, answer.content
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert last(item).sequence == before


def test_more_files_or_fields_than_the_settings_take_are_413(program: Program, item: Item) -> None:
    options = {"content_type": "multipart/form-data; boundary=BoUnDaRyStRiNg"}
    files = {f"evidence-{number}-file": SimpleUploadedFile("law.pdf", b"%PDF") for number in range(101)}
    fields = {f"field-{number}": "x" for number in range(1001)}
    before = last(item).sequence
    for parts in (files, fields):
        sent = encode_multipart("BoUnDaRyStRiNg", {"data": json.dumps({"note": "A law."})} | parts)
        answer = program.act(item, "record", sent, **options)
        assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
        assert answer.json()["detail"] == "The body is too large."
    assert last(item).sequence == before
