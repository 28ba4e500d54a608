"""Releasing and redacting through the admin, and how many queries the item's page takes."""

from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledger.models import Entry, EntryDraft, Item, RedactionRequest
from ledger.personal import keep_typed
from ledger.recording import audience_of
from ledger.vocabulary import Act, Audience, Role, Status
from tests.makers import make_dialogue, make_entry, make_evidence, make_item, make_round
from tests.support.acting import act, errors_of, last, opened, page_of, send
from tests.support.admin_pages import address, signed_in
from tests.support.rows import make_staff

pytestmark = pytest.mark.django_db

RELEASE, REDACT = "ledger_item_entry_release", "ledger_item_entry_redact"
APPROVE, DECLINE = "ledger_item_redaction_approve", "ledger_item_redaction_decline"


@pytest.fixture
def item() -> Item:
    return make_item()


def person(item: Item, *roles: Role) -> Client:
    return signed_in(make_staff(*roles, dialogue=item.round.dialogue))


def test_entry_is_released_and_its_release_withdrawn(item: Item) -> None:
    releaser = person(item, Role.RELEASER)
    entry = make_entry(item, Status.STALLED)
    for audience, reason in ((Audience.PUBLIC, ""), (Audience.INTERNAL, "Too early.")):
        act(releaser, RELEASE, item, {"audience": audience, "reason": reason}, sequence=2)
        assert (audience_of(entry), last(item).act, last(item).reason) == (audience, Act.RELEASE, reason)


def test_audience_that_an_entry_has_already_is_named(item: Item) -> None:
    make_entry(item, Status.STALLED)
    answer = act(person(item, Role.RELEASER), RELEASE, item, {"audience": "internal"}, sequence=2)
    assert errors_of(answer) == {"audience": ["That is its audience already."]}


def test_second_person_releases_where_the_dialogue_wants_one() -> None:
    item = make_item(make_round(make_dialogue(releases_need_second_person=True)))
    author = make_staff(Role.EDITOR, Role.RELEASER, dialogue=item.round.dialogue)
    make_entry(item, Status.STALLED, author)
    answer = act(signed_in(author), RELEASE, item, {"audience": "public"}, sequence=2)
    assert errors_of(answer) == {
        "audience": ["In this dialogue a second person releases: you wrote this entry."]
    }


def ask(editor: Client, item: Item, *parts: str) -> RedactionRequest:
    act(editor, REDACT, item, {"parts": list(parts), "reason": "A victim's name."}, sequence=2)
    return RedactionRequest.objects.get(entry__item=item)


def test_text_is_destroyed_once_a_second_person_approves(item: Item) -> None:
    entry = make_entry(item, Status.STALLED, note="Jane Roe.", evidence=(make_evidence(),))
    wanted = ask(person(item, Role.EDITOR), item, "note", "evidence.0.title")
    assert (Entry.objects.get(pk=entry.pk).note, wanted.parts) == ("Jane Roe.", ["evidence.0.title", "note"])
    act(person(item, Role.EDITOR), APPROVE, item, {}, wanted=wanted.pk)
    after = Entry.objects.get(pk=entry.pk)
    assert (after.note, after.is_redacted("note"), last(item).act) == ("", True, Act.REDACT)
    page = person(item, Role.VIEWER).get(address(Item, "change", item.pk)).content.decode()
    assert ("Jane Roe" in page, "<em>redacted</em>" in page) == (False, True)


def test_what_was_half_typed_goes_with_the_words_that_it_repeats(item: Item) -> None:
    make_entry(item, Status.STALLED, note="Jane Roe lives in Tijuana.")
    typed = {"repeats": "Once more: Jane Roe lives in Tijuana.", "not": "Called SRE."}
    for name, note in typed.items():
        user = make_staff(Role.RECORDER, dialogue=item.round.dialogue, username=name)
        keep_typed(user=user, item=item, typed={"note": [note], "status": [""]})
    wanted = ask(person(item, Role.EDITOR), item, "note")
    act(person(item, Role.EDITOR), APPROVE, item, {}, wanted=wanted.pk)
    assert [one.user.username for one in EntryDraft.objects.all()] == ["not"]


def test_who_asks_and_who_decides_is_told_where_else_the_words_stand(item: Item) -> None:
    note = "Jane Roe."
    for _entry in range(2):
        make_entry(item, Status.STALLED, note=note)
    editor = person(item, Role.EDITOR)
    wanted = ask(editor, item, "note")
    for name, key in ((REDACT, {"sequence": 2}), (APPROVE, {"wanted": wanted.pk})):
        page = " ".join(page_of(person(item, Role.EDITOR), name, item, **key).content.decode().split())
        assert f'#entry-3">{item.ref}, entry 3</a>: note' in page
        assert "#entry-2" not in page.partition("The same words stand elsewhere")[2].partition("</ul>")[0]
    assert "same words" not in page_of(editor, REDACT, item, sequence=1).content.decode()


def test_declined_redaction_leaves_everything(item: Item) -> None:
    make_entry(item, Status.STALLED, note="Nobody's name.")
    wanted = ask(person(item, Role.EDITOR), item, "note")
    second = person(item, Role.EDITOR)
    assert act(second, DECLINE, item, {}, wanted=wanted.pk).status_code == 302
    wanted.refresh_from_db()
    assert (wanted.redaction, wanted.decided_by is not None, last(item).note) == (
        None,
        True,
        "Nobody's name.",
    )
    answer = act(second, DECLINE, item, {}, wanted=wanted.pk)
    assert errors_of(answer) == {"__all__": ["This request was decided already."]}


def test_redaction_asked_for_twice_is_asked_once(item: Item) -> None:
    make_entry(item, Status.STALLED, note="Jane Roe.")
    editor = person(item, Role.EDITOR)
    sent = opened(editor, REDACT, item, sequence=2) | {"parts": ["note"], "reason": "A name."}
    answers = [send(editor, REDACT, item, sent, sequence=2) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]
    assert errors_of(answers[1]) == {"parts": ["That was asked for already and waits for a second person."]}
    assert RedactionRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"reason": "x"}, {"parts": ["Choose what must go."]}),
        ({"parts": ["note"]}, {"reason": ["Say why it must go, without repeating it."]}),
    ],
)
def test_redaction_says_what_and_why(item: Item, typed: dict[str, object], wrong: object) -> None:
    make_entry(item, Status.STALLED, note="Jane Roe.")
    assert errors_of(act(person(item, Role.EDITOR), REDACT, item, typed, sequence=2)) == wrong


def test_request_of_another_item_is_not_found(item: Item) -> None:
    make_entry(item, Status.STALLED)
    wanted = ask(person(item, Role.EDITOR), item, "note")
    other = make_item(item.round)
    second = person(item, Role.EDITOR)
    assert second.get(address(Item, "change", other.pk)).context["redactions"] == []
    sent = {"seen": 2, "request_id": uuid4()}
    assert send(second, APPROVE, other, sent, wanted=wanted.pk).status_code == 404


def test_page_of_an_item_takes_as_many_queries_for_three_entries_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    item = make_item()
    make_entry(item, Status.STALLED, evidence=(make_evidence(),))
    editor = person(item, Role.EDITOR, Role.RELEASER)
    for _more in range(2):
        with django_assert_num_queries(21):
            editor.get(address(Item, "change", item.pk))
        make_entry(item, Status.STALLED, note="Still.", evidence=(make_evidence(),))
        make_entry(item, note="Asked again.", evidence=(make_evidence(), make_evidence()))
