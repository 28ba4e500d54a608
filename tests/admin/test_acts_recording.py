"""Recording, answering and adopting through the item's page; two people on one item; sending twice."""

import datetime
from typing import Any

import pytest
from django.test import Client

from ledger.models import Entry, Item
from ledger.recording import uploads
from ledger.vocabulary import Act, Answer, Audience, Basis, EvidenceType, Precision, Role, Status, Voice
from tests.makers import make_entry, make_evidence, make_item, make_party
from tests.support.acting import PDF, act, errors_of, last, opened, page_of, send, sent_by, upload
from tests.support.admin_pages import address, signed_in
from tests.support.rows import make_staff

pytestmark = pytest.mark.django_db

RECORD = "ledger_item_record"


@pytest.fixture
def item() -> Item:
    return make_item()


@pytest.fixture
def recorder(item: Item) -> Client:
    return signed_in(make_staff(Role.RECORDER, dialogue=item.round.dialogue))


def colleague_records(item: Item) -> Entry:
    return make_entry(item, Status.STALLED, note="Nothing has moved.", voice=Voice.OFFICE)


def test_progress_is_recorded_as_typed(item: Item, recorder: Client) -> None:
    mexico = make_party("MEX")
    typed = {
        "voice": "party",
        "speaker": mexico.pk,
        "about": mexico.pk,
        "status": "in_progress",
        "note": "A bill was tabled.",
        "effective_on": "2016-03",
        "basis": "oral",
        "oral_with": "The under-secretary",
        "is_attributable": "no",
        "evidence-0-title": "The bill",
        "evidence-0-url": "example.org/bill",
        "evidence-0-type": "law",
        "evidence-0-published_on": "2016",
        "evidence-2-title": "Its text",
        "evidence-2-file": upload(),
        "evidence-2-stance": "context",
    }
    answer = act(recorder, RECORD, item, typed)
    entry = last(item)
    assert answer.url == f"{address(Item, 'change', item.pk)}#entry-2"
    assert (entry.act, entry.voice, entry.speaker, entry.about, entry.status) == (
        Act.STATUS,
        Voice.PARTY,
        mexico,
        mexico,
        Status.IN_PROGRESS,
    )
    assert (entry.effective_on, entry.effective_precision) == (datetime.date(2016, 3, 1), Precision.MONTH)
    assert (entry.note, entry.text("oral_with"), entry.is_attributable) == (
        "A bill was tabled.",
        "The under-secretary",
        False,
    )
    bill, text = entry.evidence.all()
    assert (bill.title, bill.url, bill.type) == ("The bill", "https://example.org/bill", EvidenceType.LAW)
    assert (bill.published_on, bill.published_precision) == (datetime.date(2016, 1, 1), Precision.YEAR)
    assert (text.title, text.text("file_name"), text.file_size) == ("Its text", "law.pdf", len(PDF))
    assert uploads.path_of(text.file_sha256).read_bytes() == PDF


def test_progress_is_recorded_from_the_items_own_page(item: Item, recorder: Client) -> None:
    record = recorder.get(address(Item, "change", item.pk)).context["record"]
    sent = sent_by(record["form"]) | {"note": "Asked again.", "proposed_audience": "public"}
    assert recorder.post(record["address"], sent).status_code == 302
    assert (last(item).note, last(item).proposed_audience) == ("Asked again.", Audience.PUBLIC)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"note": "Write the note, or choose a status."}),
        (
            {"voice": "party", "note": "x"},
            {"speaker": "Say which party speaks, and only where a party does."},
        ),
        (
            {"voice": "record", "note": "x"},
            {"source": "Name the source that speaks for the record, and only where the record speaks."},
        ),
        ({"basis": "quoted", "note": "x"}, {"quote": "Give the words that are quoted."}),
        (
            {"basis": "oral", "note": "x", "oral_with": "Ana", "is_attributable": "yes"}
            | {"proposed_audience": "public"},
            {"proposed_audience": "What was said orally is recorded as internal."},
        ),
        ({"status": "declined"}, {"note": "Closing needs a note that says why."}),
        (
            {"note": "x", "effective_on": "2150-01-02"},
            {"effective_on": "2150-01-02 lies ahead: nothing can be recorded before it has happened."},
        ),
        (
            {"note": "x", "effective_on": "16/06/17"},
            {
                "effective_on": "Write the date as exactly as it is known, the day first and the year in full: 2017, "
                "Jun 2017, 16 Jun 2017 or 16/6/2017; “16/06/17” is no date that is understood."
            },
        ),
    ],
)
def test_rule_is_named_beside_its_field(
    item: Item, recorder: Client, typed: dict[str, Any], wrong: dict[str, str]
) -> None:
    answer = act(recorder, RECORD, item, typed)
    assert errors_of(answer) == {name: [says] for name, says in wrong.items()}
    (name,) = wrong
    page = answer.content.decode()
    assert f'id="id_{name}_error"' in page
    assert f'href="#id_{name}"' in page
    assert last(item).sequence == 1


def test_done_without_evidence_is_named_at_the_evidence(item: Item, recorder: Client) -> None:
    answer = act(recorder, RECORD, item, {"status": "done", "note": "All of it."})
    assert answer.context["form"].evidence_errors == [
        "“done” rests on evidence: add some, or say why there is none."
    ]
    assert 'id="evidence_error"' in answer.content.decode()


def test_evidence_without_a_title_is_named_in_its_row(item: Item, recorder: Client) -> None:
    answer = act(recorder, RECORD, item, {"note": "x", "evidence-1-url": "https://example.org"})
    assert [row.errors for row in answer.context["form"].evidence] == [
        {},
        {"title": ["This field is required."]},
        {},
    ]


def test_second_click_writes_nothing_more(item: Item, recorder: Client) -> None:
    sent = opened(recorder, RECORD, item) | {"note": "Once."}
    answers = [send(recorder, RECORD, item, sent) for _click in range(2)]
    assert [answer.url for answer in answers] == [f"{address(Item, 'change', item.pk)}#entry-2"] * 2
    assert Entry.objects.filter(item=item).count() == 2


# --- Two people on one item


def test_second_of_two_sees_what_changed_and_keeps_what_was_typed(item: Item, recorder: Client) -> None:
    sent = opened(recorder, RECORD, item) | {"note": "My own view.", "evidence-0-title": "A letter"}
    colleague_records(item)
    answer = send(recorder, RECORD, item, sent)
    assert [line.entry.note for line in answer.context["unseen"]] == ["Nothing has moved."]
    assert "Nothing has moved." in answer.content.decode()
    assert last(item).sequence == 2
    again = sent_by(answer.context["form"])
    assert {name for name in sent if str(again[name]) != str(sent[name])} == {"seen"}
    assert send(recorder, RECORD, item, again).status_code == 302
    assert (last(item).sequence, last(item).note, last(item).evidence.get().title) == (
        3,
        "My own view.",
        "A letter",
    )


def test_files_are_not_kept_and_the_page_says_so(item: Item, recorder: Client) -> None:
    sent = opened(recorder, RECORD, item) | {"note": "x", "evidence-0-title": "Law"}
    colleague_records(item)
    says = "A page cannot keep files: choose yours again before you send."
    answer = send(recorder, RECORD, item, sent | {"evidence-0-file": upload()})
    assert says in answer.content.decode()
    assert says not in send(recorder, RECORD, item, sent).content.decode()


# --- Answering and adopting


def make_report(item: Item) -> Entry:
    mexico = make_party("MEX")
    return make_entry(
        item,
        Status.SUBSTANTIAL,
        voice=Voice.PARTY,
        speaker=mexico,
        about=mexico,
        note="Largely in force.",
        effective_on=datetime.date(2017, 6, 16),
        evidence=(make_evidence(),),
    )


@pytest.mark.parametrize("answer", list(Answer))
def test_answer_stands_beside_what_it_answers(item: Item, recorder: Client, answer: Answer) -> None:
    report = make_report(item)
    act(recorder, "ledger_item_entry_answer", item, {"answer": answer, "note": "So it is not."}, sequence=2)
    entry = last(item)
    assert (entry.answers, entry.answer, entry.about, entry.note) == (
        report,
        answer,
        report.about,
        "So it is not.",
    )
    assert (entry.act, Entry.objects.filter(pk=report.pk).standing().exists()) == (Act.NOTE, True)


def test_adopted_status_becomes_our_offices(item: Item, recorder: Client) -> None:
    report = make_report(item)
    act(recorder, "ledger_item_entry_adopt", item, {}, sequence=2)
    entry = last(item)
    assert (entry.voice, entry.status, entry.about, entry.note, entry.effective_on) == (
        Voice.OFFICE,
        Status.SUBSTANTIAL,
        report.about,
        "Largely in force.",
        report.effective_on,
    )
    assert (entry.answers, entry.basis, entry.evidence.get().title) == (
        report,
        Basis.READING,
        "Official gazette, 16 June 2017",
    )


def test_our_own_status_is_not_to_be_adopted(item: Item, recorder: Client) -> None:
    make_entry(item, Status.STALLED)
    assert page_of(recorder, "ledger_item_entry_adopt", item, sequence=2).status_code == 404
