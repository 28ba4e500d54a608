"""An item's page: what it shows, what it offers, and recording progress on it."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.actions import ENTRY_ACTS, ITEM_ACTS, REQUEST_ACTS
from ledger.models import Dialogue, Entry, Item, User
from ledger.personal import take_typed
from ledger.recording import amend_item, withdraw_item
from ledger.vocabulary import Answer, Language, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
)
from tests.support.acting import last, sent_by, upload
from tests.support.admin_pages import signed_in
from tests.support.rows import Everything, make_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)


@pytest.fixture
def item(dialogue: Dialogue, keeper: User) -> Item:
    return make_item(make_round(dialogue), keeper)


def address(item: Item) -> str:
    return reverse("ledger:item-detail", args=[item.ref])


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def opened(client: Client, item: Item) -> dict[str, Any]:
    """What the form on the page would send, untouched."""
    context = client.get(address(item)).context
    return sent_by(context["form"]) | {"writer": context["writer"]}


def record(client: Client, item: Item, **typed: Any) -> Any:
    return client.post(address(item), opened(client, item) | typed)


# --- What it shows


def test_passage_stands_in_its_paragraph_beside_our_words(dialogue: Dialogue, keeper: User) -> None:
    round = make_round(dialogue)
    passage = make_passage(make_statement(round))
    item = make_item(round, keeper, passage=passage, summary_es="Cómo prevenir la tortura.")
    page = words(signed_in(keeper).get(address(item)))
    said = "discussed <mark>actions to prevent torture</mark> and agreed to keep working together."
    assert said in page
    assert '<div class="rendered"> <p lang="es">Cómo prevenir la tortura.</p>' in page
    assert '<p lang="en">' not in page


def test_passages_of_both_languages_stand_side_by_side(keeper: User, dialogue: Dialogue) -> None:
    everything = make_everything(dialogue)
    columns = signed_in(keeper).get(address(everything.item)).context["columns"]
    assert [(one.language, len(one.passages), one.ours) for one in columns] == [
        (Language.EN, 1, ""),
        (Language.ES, 1, ""),
    ]


def test_difference_is_explained_by_our_answer_to_one_of_its_entries(item: Item, keeper: User) -> None:
    mexico = make_party()
    claim = make_entry(
        item,
        Status.SUBSTANTIAL,
        keeper,
        voice=Voice.PARTY,
        speaker=mexico,
        about=mexico,
        note="All but done.",
    )
    make_entry(item, Status.STALLED, keeper, about=mexico, note="Nothing moved.")
    client = signed_in(keeper)
    asked = words(client.get(address(item)))
    assert "Nobody has explained the difference yet" in asked
    assert f'href="{address(item)}entries/2/answer/"' in asked
    make_entry(
        item, None, keeper, note="They count laws, we count acts.", answers=claim, answer=Answer.CONTESTS
    )
    page = client.get(address(item))
    assert [[line.entry.note for line in one.explanations] for one in page.context["judged"]] == [
        ["They count laws, we count acts."]
    ]
    assert "Nobody has explained the difference yet" not in words(page)


def test_matter_is_told_round_by_round(dialogue: Dialogue, keeper: User) -> None:
    first = make_item(make_round(dialogue, number=901), keeper)
    second = make_item(make_round(dialogue, number=902), keeper, continues=first)
    third = make_item(make_round(dialogue, number=903), keeper, continues=second)
    page = signed_in(keeper).get(address(second))
    assert page.context["matter"] == [first, second, third]
    alone = signed_in(keeper).get(address(make_item(make_round(dialogue), keeper)))
    assert alone.context["matter"] == []


def test_corrected_entry_stays_readable_with_a_way_to_what_replaced_it(
    dialogue: Dialogue, keeper: User
) -> None:
    everything = make_everything(dialogue)
    page = words(signed_in(keeper).get(address(everything.item)))
    assert '<li id="entry-3" class="corrected">' in page
    assert '<b>Does not stand.</b> <a href="#entry-4">Corrected by entry 4</a>' in page
    assert "All of it." in page


def counted(client: Client, item: Item) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(item)).status_code == 200
    return len(queries)


def test_page_asks_no_more_for_three_entries_than_for_one(item: Item, keeper: User) -> None:
    client = signed_in(keeper)
    make_entry(item, Status.STALLED, keeper, evidence=(make_evidence(),))
    client.get(address(item))  # what is read once per process
    once = counted(client, item)
    make_entry(item, Status.IN_PROGRESS, keeper, evidence=(make_evidence(), make_evidence()))
    make_entry(item, None, keeper, about=make_party())
    assert (once, counted(client, item)) == (QUERIES, QUERIES)


QUERIES = 17


def test_recording_asks_twelve_queries(item: Item, keeper: User) -> None:
    """On PostgreSQL, where the writers' lock is one; after a note of the same hour, whose words are compared."""
    client = signed_in(keeper)
    assert record(client, item, note="First.").status_code == 302
    typed = opened(client, item) | {"note": "Second."}
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address(item), typed).status_code == 302
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) == 12


# --- What it offers


def offered(everything: Everything, user: User) -> set[str]:
    context = signed_in(user).get(address(everything.item)).context
    shown = [*context["buttons"], *(one for line in context["timeline"] for one in line.buttons)]
    shown += [one for request in context["redactions"] for one in request.buttons]
    names = {button.address.rstrip("/").rpartition("/")[2] for button in shown}
    return names | ({"record"} if context["record"] else set())


def test_page_offers_what_the_person_may_do() -> None:
    everything = make_everything()
    people = {role: make_member(role, dialogue=everything.dialogue) for role in Role}
    assert {role: offered(everything, user) for role, user in people.items()} == {
        Role.VIEWER: set(),
        Role.RECORDER: {"record", "answer", "adopt"},
        Role.RELEASER: {"release"},
        Role.EDITOR: {"record", "amend", "reclassify", "cite", "withdraw", "correct", "retract", "move"}
        | {"add-step", "answer", "adopt", "redact", "approve", "decline"},
    }


ACTS = [*ITEM_ACTS[1:], *ENTRY_ACTS, *REQUEST_ACTS]


def where(act: Any, everything: Everything) -> str:
    ref, stalled = everything.item.ref, 2
    return {
        "item": lambda: reverse("ledger:item-act", args=[ref, act.name]),
        "entry": lambda: reverse("ledger:item-entry-act", args=[ref, stalled, act.name]),
        "redaction": lambda: reverse("ledger:item-redaction-act", args=[ref, everything.wanted.pk, act.name]),
    }[act.scope]()


def test_every_act_has_its_page_for_those_who_may_and_for_nobody_else() -> None:
    everything = make_everything()
    make_entry(everything.item, Status.STALLED, everything.editor, about=make_party("USA"))
    doer = signed_in(make_member(Role.EDITOR, Role.RELEASER, dialogue=everything.dialogue))
    viewer = signed_in(make_member(Role.VIEWER, dialogue=everything.dialogue))
    stranger = signed_in(make_member(Role.EDITOR, dialogue=make_dialogue()))
    pages = [where(act, everything) for act in ACTS]
    clients = (doer, viewer, stranger)
    found = {page: [one.get(page).status_code for one in clients] for page in pages}
    assert found == {page: [200, 403, 404] for page in pages}
    sent = {page: [one.post(page).status_code for one in clients] for page in pages}
    assert sent == found
    assert doer.get(f"{address(everything.item)}record/").status_code == 404


def test_act_is_done_and_leads_back_to_its_entry(item: Item, keeper: User) -> None:
    client = signed_in(keeper)
    make_entry(item, Status.STALLED, keeper)
    page = reverse("ledger:item-entry-act", args=[item.ref, 2, "correct"])
    typed = {"status": "in_progress", "note": "It moves.", "reason": "A slip."}
    answer = client.post(page, sent_by(client.get(page).context["form"]) | typed)
    assert answer["Location"] == f"{address(item)}#entry-3"
    assert (last(item).corrects.sequence, last(item).status) == (2, Status.IN_PROGRESS)  # type: ignore[union-attr]


# --- Recording progress


def test_progress_is_recorded_with_a_link_and_a_file(item: Item, keeper: User) -> None:
    typed = {"status": "done", "note": "The law is in force."}
    typed |= {"evidence-0-title": "The law", "evidence-0-url": "https://example.org/law"}
    evidence: dict[str, Any] = {"evidence-1-title": "Its text", "evidence-1-file": upload()}
    answer = record(signed_in(keeper), item, **typed, **evidence)
    assert answer["Location"] == f"{address(item)}#entry-2"
    entry = item.entries.get(sequence=2)
    assert (entry.status, entry.note) == (Status.DONE, "The law is in force.")
    assert [(one.title, one.url, bool(one.file_sha256)) for one in entry.evidence.all()] == [
        ("The law", "https://example.org/law", False),
        ("Its text", "", True),
    ]


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"status": "done", "note": "Kept."}, "evidence", "“done” rests on evidence"),
        ({"note": "Kept.", "effective_on": "soon"}, "effective_on", "as exactly as it is known"),
        ({"note": "Kept.", "effective_on": "2999"}, "effective_on", ""),
        ({"note": "Kept.", "voice": "party"}, "speaker", ""),
        ({"note": "Kept.", "voice": "record"}, "source", ""),
        ({"note": "Kept.", "basis": "oral"}, "oral_with", ""),
        ({"note": "Kept.", "evidence-0-url": "no link"}, "evidence-0-url", ""),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    item: Item, keeper: User, typed: dict[str, str], field: str, says: str
) -> None:
    answer = record(signed_in(keeper), item, **typed)
    page = words(answer)
    assert answer.status_code == 200
    assert "Nothing was written yet" in page
    assert 'href="#evidence"' in page if field == "evidence" else f'href="#id_{field}"' in page
    assert says in page
    assert ">Kept.</textarea>" in page.replace("> Kept.", ">Kept.")
    assert last(item).sequence == 1


def test_who_was_slower_is_told_what_changed_and_keeps_what_was_typed(item: Item, keeper: User) -> None:
    client = signed_in(keeper)
    sent = opened(client, item) | {"note": "My call with Ana."}
    make_entry(item, Status.STALLED, make_editor(item.round.dialogue), note="Somebody else was here.")
    answer = client.post(address(item), sent)
    page = words(answer)
    assert "somebody else was faster" in page
    assert [line.entry.note for line in answer.context["unseen"]] == ["Somebody else was here."]
    again = client.post(address(item), sent_by(answer.context["form"]))
    assert again.status_code == 302
    assert last(item).note == "My call with Ana."


def test_item_that_was_withdrawn_meanwhile_says_so(item: Item, keeper: User) -> None:
    client = signed_in(keeper)
    sent = opened(client, item) | {"note": "My call with Ana."}
    colleague = make_editor(item.round.dialogue)
    withdraw_item(user=colleague, item=item, expected_sequence=1, reason="Opened twice.")
    assert "somebody else was faster" in words(client.post(address(item), sent))


# --- A session that ended


def test_what_was_typed_survives_a_session_that_ended(item: Item, keeper: User) -> None:
    client = signed_in(keeper)
    sent = opened(client, item) | {
        "note": "A long call.",
        "status": "stalled",
        "evidence-0-title": "A letter",
    }
    client.logout()
    answer = client.post(address(item), sent)
    assert answer["Location"] == f"/accounts/login/?next={address(item)}%23record"
    client.force_login(keeper)
    page = client.get(address(item))
    form = page.context["form"]
    kept = (form["note"].value(), form["status"].value(), form.evidence.forms[0]["title"].value())
    assert kept == ("A long call.", "stalled", "A letter")
    assert "Your session had ended" in words(page)
    assert client.post(address(item), sent_by(form)).status_code == 302
    assert item.entries.get(sequence=2).note == "A long call."
    assert take_typed(user=keeper, item=item) == {}


def test_what_was_typed_is_its_writers_alone_and_can_be_forgotten(
    item: Item, keeper: User, dialogue: Dialogue
) -> None:
    client = signed_in(keeper)
    sent = opened(client, item) | {"note": "For my eyes."}
    Client().post(address(item), sent)
    other = signed_in(make_member(Role.EDITOR, dialogue=dialogue))
    assert "For my eyes." not in words(other.get(address(item)))
    client.post(address(item), {"do": "forget"})
    assert take_typed(user=keeper, item=item) == {}


@pytest.mark.parametrize("writer", ["", "forged:word"])
def test_nothing_is_kept_for_nobody(item: Item, keeper: User, writer: str) -> None:
    Client().post(address(item), {"note": "Whose?", "writer": writer})
    assert take_typed(user=keeper, item=item) == {}
    assert Entry.objects.filter(item=item).count() == 1


def test_nothing_is_kept_for_who_lost_the_right(item: Item, keeper: User) -> None:
    sent = opened(signed_in(keeper), item) | {"note": "Too late."}
    keeper.memberships.update(ended_on=datetime.date(2020, 1, 1))
    Client().post(address(item), sent)
    assert not keeper.entry_drafts.exists()


def test_what_was_typed_of_another_act_survives_too_for_its_writer_alone(
    item: Item, keeper: User, dialogue: Dialogue
) -> None:
    client = signed_in(keeper)
    page = reverse("ledger:item-act", args=[item.ref, "amend"])
    context = client.get(page).context
    sent = sent_by(context["form"]) | {"next_step": "Call Ana.", "writer": context["writer"]}
    other = make_member(Role.EDITOR, dialogue=dialogue)
    for user, kept in ((keeper, "Call Ana."), (other, "")):
        client.logout()
        assert client.post(page, sent)["Location"] == f"/accounts/login/?next={page}"
        client.force_login(user)
        answer = client.get(page)
        assert answer.context["form"]["next_step"].value() == kept
        assert ("Your session had ended" in words(answer)) is bool(kept)


def test_what_a_change_said_is_shown_in_words_before_it_is_redacted(dialogue: Dialogue, keeper: User) -> None:
    item = make_item(make_round(dialogue), keeper, summary_en="Old words.")
    amend_item(
        user=keeper,
        item=item,
        changes={"summary_en": "New words."},
        reason="Clearer.",
        expected_sequence=None,
    )
    pages = [words(signed_in(keeper).get(f"/items/{item.ref}/entries/{number}/redact/")) for number in (1, 2)]
    assert "summary in English: Old words." in pages[0]
    assert "summary in English: Old words. → New words." in pages[1]
