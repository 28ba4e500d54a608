"""Issued reports: who is told of them, what their kept files hold, and what is said when the ledger changes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ledger.models import Dialogue, Entry, IssuedReport, Topic, User
from ledger.recording import file_of as kept_at
from ledger.recording import (
    redact_entry,
    redact_topic_text,
    release_entry,
    release_topic_text,
    request_redaction,
    request_text_redaction,
)
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_releaser,
    make_round,
    make_topic,
    make_topic_text,
    make_user,
)
from tests.support.admin_pages import signed_in
from tests.support.issuing import issue
from tests.support.marked_ledger import MARK, make_marked_ledger
from tests.support.reading_back import unpacked, words_of
from tests.support.report_pages import page_of, send, words
from tests.views.test_reports import look

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("USMX")


def file_of(client: Client, report: IssuedReport) -> Any:
    return client.get(f"/reports/issued/{report.uuid}/file")


# --- Strangers


def make_marked_report(dialogue: Dialogue, *others: Dialogue) -> tuple[Client, IssuedReport]:
    """A report whose topic, recipient and note bear the mark, and who issued it."""
    person = make_editor(dialogue)
    for other in others:
        make_member(Role.EDITOR, dialogue=other, user=person)
    topic = make_topic("zzmark-topic", name_en=f"{MARK} topic")
    for one in (dialogue, *others):
        make_item(make_round(one), topics=[topic], summary_en=f"{MARK} words")
    client = signed_in(person)
    sent = send(
        client,
        page_of("topic", topic=topic.slug),
        recipient=f"{MARK} embassy",
        note=f"{MARK} note",
    )
    assert sent.status_code == 302
    return client, IssuedReport.objects.get()


@pytest.mark.parametrize("is_in_one_of_two", [False, True])
def test_stranger_is_told_nothing_of_an_issued_report(dialogue: Dialogue, is_in_one_of_two: bool) -> None:
    other = make_dialogue("OTHER")
    owner, report = make_marked_report(dialogue, *([other] if is_in_one_of_two else []))
    stranger = signed_in(make_member(Role.VIEWER, dialogue=other))
    kept = file_of(owner, report).content
    for path in ("", "file"):
        address = f"/reports/issued/{report.uuid}/{path}"
        assert [one.get(address).status_code for one in (owner, stranger)] == [200, 404]
    answers: dict[str, Callable[[Client], Any]] = {
        "the list": lambda one: one.get("/reports/"),
        "an older page of it": lambda one: one.get(f"/reports/?before={report.pk + 1}"),
        "the kept file": lambda one: look(one, kept),
        "an edited file": lambda one: look(one, kept + b"Better words."),
    }
    for name, answer in answers.items():
        told, kept_back = (answer(one).content.decode().upper() for one in (owner, stranger))
        marks = (MARK, str(report.uuid).upper())
        assert [mark for mark in marks if mark not in told] == [], f"{name}: nothing to be found"
        assert [mark for mark in marks if mark in kept_back] == [], name


# --- What a kept file holds


@pytest.mark.parametrize("file_format", ["json", "md", "xlsx"])
def test_shared_file_that_is_kept_tells_neither_authors_nor_what_is_ours(file_format: str) -> None:
    topic = make_marked_ledger()
    dialogue = Entry.objects.first().item.round.dialogue  # type: ignore[union-attr]
    names = {one: f"{MARK}{one}" for one in ("username", "first_name", "last_name")}
    client = signed_in(make_member(Role.EDITOR, dialogue=dialogue, user=make_user(**names)))
    page = page_of("topic", topic=topic.slug, audience="shared", length="full")
    send(client, page, format=file_format, recipient=f"{MARK} embassy", note=f"{MARK} note")
    report = IssuedReport.objects.get()
    file = file_of(client, report)
    content, writer = unpacked(file.content), formats()[file_format]
    shown = words_of(writer, file.content)
    assert "Released words." in shown
    assert MARK.encode() not in (content + str(file.headers).encode()).upper()
    authors = set(Entry.objects.values_list("author__username", flat=True))
    assert [name for name in authors if name in shown] == []
    assert str(report.uuid).encode() in content.replace(b"\\", b""), "its own mark, a random number"


# --- What became of the kept file on the server

CHANGED = "The kept file was changed on the server, so it is not handed out: put it back from a backup."
GONE = "The kept file is missing on the server: put it back from a backup."


@pytest.mark.parametrize(
    ("spoil", "status", "says"),
    [
        (lambda path: path.write_bytes(b"Better words."), 409, CHANGED),
        (lambda path: path.write_bytes(b""), 409, CHANGED),
        (lambda path: path.unlink(), 410, GONE),
    ],
    ids=["changed", "emptied", "removed"],
)
def test_file_that_is_not_as_it_was_kept_is_not_handed_out(
    dialogue: Dialogue, spoil: Callable[[Path], object], status: int, says: str
) -> None:
    person = make_editor(dialogue)
    report, client = issue(person, dialogue), signed_in(person)
    path = kept_at(report)
    whole, page = path.read_bytes(), f"/reports/issued/{report.uuid}/"
    assert (file_of(client, report).content, says in words(client.get(page))) == (whole, False)
    try:
        spoil(path)
        answer, shown = file_of(client, report), words(client.get(page))
        assert (answer.status_code, says in answer.content.decode(), says in shown) == (status, True, True)
        assert b"Better words" not in answer.content
        assert f'href="/reports/issued/{report.uuid}/file"' not in shown
        assert look(client, whole).context["verdict"] == "unchanged", "a copy is told by its digest still"
    finally:
        path.write_bytes(whole)
    assert file_of(client, report).status_code == 200


# --- What was redacted since


def redact_note(person: User, second: User, topic: Topic, dialogue: Dialogue) -> Callable[[], Any]:
    """A released note with a name, and its redaction."""
    item = make_item(make_round(dialogue), topics=[topic])
    for entry in (item.entries.get(), make_entry(item, note="Ana Ruiz was heard.")):
        release_entry(
            user=make_releaser(dialogue), entry=entry, audience=Audience.SHARED, expected_sequence=None
        )

    def redact() -> None:
        asked = request_redaction(user=person, entry=entry, parts=["note"], reason="A name.")
        redact_entry(user=second, request=asked)

    return redact


def redact_line(person: User, second: User, topic: Topic, dialogue: Dialogue) -> Callable[[], Any]:
    """A released line to take with a name, and its redaction."""
    make_item(make_round(dialogue), topics=[topic])
    text = make_topic_text(dialogue, topic=topic, text="Ana Ruiz was heard.")
    release_topic_text(user=make_releaser(dialogue), text=text, audience=Audience.SHARED)

    def redact() -> None:
        redact_topic_text(
            user=second, request=request_text_redaction(user=person, text=text, reason="A name.")
        )

    return redact


@pytest.mark.parametrize("prepare", [redact_note, redact_line])
def test_redaction_changes_no_kept_file_and_is_told(dialogue: Dialogue, prepare: Any) -> None:
    person, second = make_editor(dialogue), make_editor(dialogue)
    redact = prepare(person, second, make_topic("heard"), dialogue)
    client = signed_in(person)
    address = send(client, page_of("topic", topic="heard", audience="shared", length="full"))["Location"]
    report = IssuedReport.objects.get()
    kept = file_of(client, report).content
    assert b"Ana Ruiz" in kept
    warning = "The kept file stays as it was issued and may still hold them"
    assert warning not in words(client.get(address))

    redact()

    page = client.get(address)
    now = page.context["now"]
    assert (now.is_same_file, now.is_same_answer, now.was_redacted) == (False, False, True)
    assert warning in words(page)
    assert "Ana Ruiz" not in words(page)
    assert file_of(client, report).content == kept
    answer = look(client, kept)
    assert answer.context["verdict"] == "unchanged"
    assert warning in words(answer)
    again = client.get(client.get(page.context["again"]["then"]).context["preview"])
    assert "Ana Ruiz" not in words(again)


def test_redaction_before_a_report_was_made_is_no_warning(dialogue: Dialogue) -> None:
    person, second = make_editor(dialogue), make_editor(dialogue)
    redact = redact_note(person, second, make_topic("heard"), dialogue)
    before = Entry.objects.latest("recorded_at").recorded_at
    redact()
    report = issue(person, dialogue, parameters={"topic": ["heard"]}, known_at=before)
    now = signed_in(person).get(f"/reports/issued/{report.uuid}/").context["now"]
    assert (now.fault, now.is_same_file, now.was_redacted) == ("", False, False)


# --- What is not asked any more


@pytest.mark.parametrize(
    ("kind", "asked", "fault"),
    [
        ("topic", {"topic": ["torture"], "theme": "x"}, "theme: A report"),
        ("topic", {"topic": ["torture"], "since": "2015-01-01"}, "since: A report"),
        ("topic", {"topic": ["gone"]}, "topic: expected"),
        ("round", {}, "round: a report"),
    ],
)
def test_question_that_cannot_be_asked_anew_leaves_the_kept_file(
    dialogue: Dialogue, kind: str, asked: dict[str, Any], fault: str
) -> None:
    make_topic("torture")
    person = make_editor(dialogue)
    report = issue(person, dialogue, kind=kind, parameters=asked)
    client = signed_in(person)
    page = client.get(f"/reports/issued/{report.uuid}/")
    kept = file_of(client, report).content
    assert (page.status_code, page.context["again"]) == (200, {})
    assert "The question cannot be asked any more:" in words(page)
    assert fault.casefold() in page.context["now"].fault.casefold()
    assert f'href="/reports/issued/{report.uuid}/file"' in words(page)
    assert look(client, kept).context["verdict"] == "unchanged"
