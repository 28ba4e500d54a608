"""Repair through the admin: correct, retract, move, amend, reclassify, cite, withdraw; the past stays readable."""

import datetime
from typing import Any

import pytest
from django.test import Client

from ledger.models import Entry, Item, Passage, Statement, items_known
from ledger.recording import EvidenceGiven, clock
from ledger.vocabulary import Act, AgreedAs, Kind, Role, Status, Voice
from tests.makers import (
    make_agency,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_party,
    make_passage,
    make_statement,
    make_topic,
)
from tests.support.acting import PDF, act, errors_of, last, opened, send, sent_by, upload
from tests.support.admin_pages import address, signed_in
from tests.support.rows import make_staff

pytestmark = pytest.mark.django_db

CORRECT, RETRACT, MOVE = (f"ledger_item_entry_{name}" for name in ("correct", "retract", "move"))
AMEND, RECLASSIFY, CITE = (f"ledger_item_{name}" for name in ("amend", "reclassify", "cite"))


@pytest.fixture
def item() -> Item:
    return make_item(owed_by=[make_party("MEX")])


@pytest.fixture
def editor(item: Item) -> Client:
    return signed_in(make_staff(Role.EDITOR, dialogue=item.round.dialogue))


# --- Correcting


def test_correction_starts_from_what_was_said_and_stands_in_its_place(item: Item, editor: Client) -> None:
    mexico = make_party("MEX")
    wrong = make_entry(
        item,
        Status.DONE,
        voice=Voice.PARTY,
        speaker=mexico,
        note="All of it.",
        effective_on=datetime.date(2016, 3, 1),
        evidence=(make_evidence(url="https://example.org/a", quote="Done."), make_evidence(title="Stray")),
    )
    typed = {"status": "in_progress", "note": "Part of it.", "reason": "Misread.", "evidence-1-DELETE": "on"}
    act(editor, CORRECT, item, typed, sequence=2)
    entry = last(item)
    assert (entry.act, entry.corrects, entry.status, entry.note, entry.reason) == (
        Act.CORRECT,
        wrong,
        Status.IN_PROGRESS,
        "Part of it.",
        "Misread.",
    )
    assert (entry.voice, entry.speaker, entry.effective_on) == (Voice.PARTY, mexico, wrong.effective_on)
    assert [(one.title, one.url, one.quote) for one in entry.evidence.all()] == [
        ("Official gazette, 16 June 2017", "https://example.org/a", "Done.")
    ]
    page = editor.get(address(Item, "change", item.pk)).content.decode()
    assert "No longer stands: corrected by entry 3" in page


@pytest.mark.parametrize("replaced", [False, True])
def test_correction_keeps_a_file_unless_another_is_chosen(item: Item, editor: Client, replaced: bool) -> None:
    given = EvidenceGiven(title="Law", file=PDF, file_name="law.pdf")
    wrong = make_entry(item, Status.STALLED, evidence=(given,))
    other = {"evidence-0-file": upload(b"%PDF-1.4 another", "other.pdf")} if replaced else {}
    act(editor, CORRECT, item, {"reason": "Misread."} | other, sequence=2)
    new, old = last(item).evidence.get(), wrong.evidence.get()
    assert (new.file_sha256 == old.file_sha256) is not replaced
    assert new.text("file_name") == ("other.pdf" if replaced else "law.pdf")


def test_correction_of_what_was_corrected_meanwhile_says_so(item: Item, editor: Client) -> None:
    make_entry(item, Status.STALLED)
    sent = opened(editor, CORRECT, item, sequence=2) | {"note": "Mine.", "reason": "Misread."}
    act(editor, RETRACT, item, {"reason": "Never said."}, sequence=2)
    moved = send(editor, CORRECT, item, sent, sequence=2)
    assert [line.entry.reason for line in moved.context["unseen"]] == ["Never said."]
    answer = send(editor, CORRECT, item, sent_by(moved.context["form"]), sequence=2)
    assert errors_of(answer) == {"__all__": ["This entry was corrected already: correct what replaced it."]}
    assert answer.context["form"]["note"].value() == "Mine."


def test_retraction_puts_nothing_in_place_and_needs_a_reason(item: Item, editor: Client) -> None:
    make_entry(item, Status.STALLED)
    assert errors_of(act(editor, RETRACT, item, {}, sequence=2)) == {
        "reason": ["A correction needs a reason."]
    }
    act(editor, RETRACT, item, {"reason": "Never said."}, sequence=2)
    item.refresh_from_db()
    assert (last(item).retracts, item.status) == (True, Status.UNASSESSED)


def test_author_mends_a_slip_without_a_reason(item: Item) -> None:
    recorder = make_staff(Role.RECORDER, dialogue=item.round.dialogue)
    make_entry(item, user=recorder, note="A tpyo.")
    act(signed_in(recorder), CORRECT, item, {"note": "A typo."}, sequence=2)
    assert (last(item).note, last(item).reason) == ("A typo.", "")


# --- Moving


def test_moved_entry_is_shown_its_new_item_first_and_written_once(item: Item, editor: Client) -> None:
    there = make_item(item.round)
    wrong = make_entry(item, Status.STALLED, note="Of the other item.", evidence=(make_evidence(),))
    typed = {"to_item": there.ref.lower(), "reason": "Wrong item."}
    shown = act(editor, MOVE, item, typed, sequence=2)
    assert (shown.context["there"], shown.context["submit"]) == (there, f"Move it to {there.ref}")
    assert last(item) == wrong
    sent = sent_by(shown.context["form"])
    answers = [send(editor, MOVE, item, sent, sequence=2) for _click in range(2)]
    assert [one.url for one in answers] == [f"{address(Item, 'change', there.pk)}#entry-2"] * 2
    here, moved = last(item), last(there)
    assert (here.sequence, here.corrects, here.retracts, here.batch) == (3, wrong, True, moved.batch)
    assert (moved.sequence, moved.note, moved.status) == (2, "Of the other item.", Status.STALLED)
    assert moved.evidence.get().title == "Official gazette, 16 June 2017"


def test_naming_another_item_shows_that_one_first(item: Item, editor: Client) -> None:
    there, elsewhere = make_item(item.round), make_item(item.round)
    make_entry(item, Status.STALLED)
    shown = act(editor, MOVE, item, {"to_item": there.ref, "reason": "Wrong item."}, sequence=2)
    again = sent_by(shown.context["form"]) | {"to_item": elsewhere.ref}
    shown = send(editor, MOVE, item, again, sequence=2)
    assert (shown.context["there"], last(elsewhere).sequence, last(there).sequence) == (elsewhere, 1, 1)


def test_other_item_that_moved_on_is_told(item: Item, editor: Client) -> None:
    there = make_item(item.round)
    make_entry(item, Status.STALLED)
    shown = act(editor, MOVE, item, {"to_item": there.ref, "reason": "Wrong item."}, sequence=2)
    make_entry(there, note="Meanwhile.")
    moved = send(editor, MOVE, item, sent_by(shown.context["form"]), sequence=2)
    assert [line.entry.note for line in moved.context["unseen"]] == ["Meanwhile."]
    assert send(editor, MOVE, item, sent_by(moved.context["form"]), sequence=2).status_code == 302
    assert (last(there).sequence, last(item).sequence) == (3, 3)


@pytest.mark.parametrize("ref", ["NONE-1-01", "another dialogue's"])
def test_item_that_is_not_in_the_dialogue_is_not_found(item: Item, editor: Client, ref: str) -> None:
    make_entry(item, Status.STALLED)
    ref = make_item().ref if ref == "another dialogue's" else ref
    answer = act(editor, MOVE, item, {"to_item": ref, "reason": "x"}, sequence=2)
    assert errors_of(answer) == {"to_item": [f"There is no item {ref} in this dialogue."]}


# --- Amending


def test_edited_fields_are_one_entry_each_with_old_and_new(item: Item, editor: Client) -> None:
    topic, agency = make_topic(), make_agency()
    first = item.topics.get()
    typed: dict[str, Any] = {
        "summary_en": "How to end torture.",
        "further_topics": [topic.pk],
        "agencies": [agency.pk],
        "deadline_on": "2016-12",
        "deadline_basis": "stated",
        "is_followed": "on",
        "reason": "Read again.",
    }
    act(editor, AMEND, item, typed)
    entry = last(item)
    assert (entry.act, entry.reason, set(entry.changes)) == (
        Act.AMEND,
        "Read again.",
        {"summary_en", "topics", "agencies", "deadline_on", "deadline_precision", "deadline_basis"}
        | {"is_followed"},
    )
    assert entry.changes["topics"] == [[str(first.uuid)], [str(first.uuid), str(topic.uuid)]]
    assert entry.changes["deadline_on"] == [None, "2016-12-01"]
    item.refresh_from_db()
    assert (item.summary_en, item.is_followed) == ("How to end torture.", True)


def test_edit_without_a_change_writes_nothing(item: Item, editor: Client) -> None:
    assert errors_of(act(editor, AMEND, item, {"reason": "x"})) == {
        "__all__": ["The item has these values already: change at least one."]
    }


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (
            {"summary_en": "Changed."},
            {"reason": "Say why: what the statement says, or how we read it, is being changed."},
        ),
        (
            {"deadline_on": "2016", "reason": "x"},
            {"deadline_on": "An agreed deadline has a date, its precision and its basis."},
        ),
        (
            {"summary_en": "", "reason": "x"},
            {"summary_en": "A paraphrase is written out, in English or Spanish."},
        ),
        ({"continues": "X-1-01"}, {"continues": "There is no item X-1-01 in this dialogue."}),
    ],
)
def test_rule_of_an_amendment_is_named_beside_its_field(
    item: Item, editor: Client, typed: dict[str, Any], wrong: dict[str, str]
) -> None:
    assert errors_of(act(editor, AMEND, item, typed)) == {name: [says] for name, says in wrong.items()}


def test_field_that_nobody_touched_is_not_set_back(item: Item, editor: Client) -> None:
    mine = opened(editor, AMEND, item) | {"next_step": "Ask Mexico."}
    act(editor, AMEND, item, {"priority": "high", "is_followed": "on", "review_on": "2027-01-31"})
    moved = send(editor, AMEND, item, mine)
    form = moved.context["form"]
    kept = {name: form[name].value() for name in ("next_step", "priority", "is_followed", "review_on")}
    assert kept == {
        "next_step": "Ask Mexico.",
        "priority": "high",
        "is_followed": True,
        "review_on": "2027-01-31",
    }
    sent = sent_by(form) | {"initial-next_step": ""}
    assert send(editor, AMEND, item, sent).status_code == 302
    assert set(last(item).changes) == {"next_step"}


def test_page_carries_the_present_values_after_somebody_else_was_faster(item: Item, editor: Client) -> None:
    mine = opened(editor, AMEND, item) | {"next_step": "Ask Mexico."}
    act(editor, AMEND, item, {"next_step": "Wait.", "is_followed": "on"})
    page = send(editor, AMEND, item, mine).content.decode()
    assert 'name="initial-next_step" value="Wait."' in page
    assert 'name="initial-is_followed" value="True"' in page


# --- Kind and passage


def test_reclassified_item_keeps_the_kind_it_was_known_by(item: Item, editor: Client) -> None:
    before = clock.now()
    typed = {"kind": "agreed", "agreed_as": "general_pledge", "is_followed": "on", "reason": "It says so."}
    act(editor, RECLASSIFY, item, typed)
    item.refresh_from_db()
    assert (item.kind, item.agreed_as, item.is_followed) == (Kind.AGREED, AgreedAs.GENERAL_PLEDGE, True)
    kinds = [items_known([item], moment)[item.pk].fields["kind"] for moment in (before, clock.now())]
    assert kinds == ["discussed", "agreed"]


def test_reclassifying_says_what_a_kind_needs(item: Item, editor: Client) -> None:
    assert errors_of(act(editor, RECLASSIFY, item, {"kind": "agreed", "reason": "x"})) == {
        "agreed_as": ["What was agreed is a shared view or a general pledge; other kinds are neither."]
    }
    asked = errors_of(act(editor, RECLASSIFY, item, {"kind": "asked", "reason": "x"}))
    assert set(asked) == {"asked_by", "asked_of"}


TEXT = "They agreed to talk.\nThey agreed to meet, and agreed to talk again.\n"


@pytest.fixture
def statement(item: Item) -> Statement:
    return make_statement(item.round, text=TEXT)


def cite(editor: Client, item: Item, statement: Statement, quote: str, **typed: Any) -> Any:
    sent = {"statement": statement.pk, "quote": quote, "reason": "Nearer to it."}
    answer = opened(editor, CITE, item) | sent | typed
    answer.pop("is_paraphrase", None)
    return send(editor, CITE, item, answer)


def test_words_are_cited_where_they_stand(item: Item, editor: Client, statement: Statement) -> None:
    cite(editor, item, statement, "agreed to talk.\r\nThey agreed to meet")
    item.refresh_from_db()
    passage = item.passage
    assert passage is not None
    assert (passage.start, passage.end, passage.quote) == (5, 40, "agreed to talk.\nThey agreed to meet")
    assert (item.is_paraphrase, last(item).act) == (False, Act.AMEND)


def test_words_that_stand_twice_say_which(item: Item, editor: Client, statement: Statement) -> None:
    answer = cite(editor, item, statement, "agreed to talk")
    assert errors_of(answer) == {"occurrence": ["These words stand there 2 times: say which is meant."]}
    answer = cite(editor, item, statement, "agreed to talk", occurrence="3")
    assert errors_of(answer) == {"occurrence": ["These words stand there only 2 times."]}
    cite(editor, item, statement, "agreed to talk", occurrence="2")
    item.refresh_from_db()
    assert item.passage is not None
    assert item.passage.start == TEXT.rindex("agreed to talk")


@pytest.mark.parametrize(
    ("quote", "wrong"),
    [
        ("agreed to walk", {"quote": ["These words do not stand in the text."]}),
        ("  ", {"quote": ["Give the words that are cited, or mark the item a paraphrase."]}),
    ],
)
def test_words_that_do_not_stand_there_are_refused_and_leave_no_passage(
    item: Item, editor: Client, statement: Statement, quote: str, wrong: Any
) -> None:
    assert errors_of(cite(editor, item, statement, quote)) == wrong
    assert Passage.objects.filter(statement=statement).count() == 0


def test_refused_citation_leaves_no_passage(item: Item, editor: Client, statement: Statement) -> None:
    assert errors_of(cite(editor, item, statement, "to meet", reason="")) == {
        "reason": ["Say why: what the statement says, or how we read it, is being changed."]
    }
    assert Passage.objects.filter(statement=statement).count() == 0


def test_passage_can_be_given_up_for_a_paraphrase(editor: Client, item: Item, statement: Statement) -> None:
    cited = make_item(item.round, passage=make_passage(statement, "to meet"), summary_en="To meet.")
    act(editor, CITE, cited, {"is_paraphrase": "on", "reason": "It says something else."})
    cited.refresh_from_db()
    assert (cited.passage, cited.is_paraphrase) == (None, True)


# --- Withdrawing


def test_item_is_withdrawn_and_brought_back(item: Item, editor: Client) -> None:
    other = make_item(item.round)
    act(editor, "ledger_item_withdraw", item, {"reason": "Opened twice.", "see_also": other.ref})
    item.refresh_from_db()
    assert (item.is_withdrawn, item.see_also, last(item).reason) == (True, other, "Opened twice.")
    page = editor.get(address(Item, "change", item.pk))
    assert [button.label for button in page.context["buttons"]][-1] == "Bring the item back"
    act(editor, "ledger_item_bring_back", item, {"reason": "Not twice after all."})
    item.refresh_from_db()
    assert (item.is_withdrawn, last(item).act, last(item).retracts) == (False, Act.CORRECT, True)


def test_nothing_is_recorded_on_a_withdrawn_item(item: Item, editor: Client) -> None:
    act(editor, "ledger_item_withdraw", item, {"reason": "Opened twice."})
    answer = act(editor, "ledger_item_record", item, {"note": "x"})
    assert errors_of(answer) == {"__all__": [f"{item.ref} was withdrawn: record on another item."]}


def test_chain_of_items_does_not_come_back_to_its_beginning(item: Item, editor: Client) -> None:
    later = make_item(item.round, make_editor(item.round.dialogue), continues=item)
    assert errors_of(act(editor, AMEND, item, {"continues": later.ref, "reason": "x"})) == {
        "continues": ["The earlier item already continues this one."]
    }
    assert Entry.objects.filter(item=item).count() == 1
