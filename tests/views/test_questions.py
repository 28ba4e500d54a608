"""Questions among colleagues as pages: asked from an item, answered, counted, and in nothing that leaves the two."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledger.models import ColleagueQuestion, Dialogue, Item, RedactionRequest, User
from ledger.notifications.calendar import calendar_of
from ledger.notifications.digests import digest_of
from ledger.personal import answer_question, see_question, set_preferences, take_question_back, watch
from ledger.recording import request_redaction, withdraw_item
from ledger.reports import kinds
from ledger.reports.writers import formats
from ledger.views import questions
from ledger.vocabulary import QuestionState, Role, WatchMail
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_step,
    make_user,
)
from tests.support.admin_pages import MODELS, address, signed_in
from tests.support.every_form import forms_on
from tests.support.kind_table import ask_kind
from tests.support.page_table import PAGES
from tests.support.questions import make_question
from tests.support.reading_back import unpacked, written
from tests.support.rows import Everything, make_everything, make_staff, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LIST = "/questions/"


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def item(dialogue: Dialogue) -> Item:
    return make_item(make_round(dialogue))


@pytest.fixture
def asker(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue, user=make_user(first_name="Ana", last_name="Asker"))


@pytest.fixture
def asked(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue, user=make_user(first_name="Beto", last_name="Asked"))


@pytest.fixture
def question(item: Item, asker: User, asked: User) -> ColleagueQuestion:
    return make_question(item, asked_by=asker, asked_of=asked, words="Is 34 right?")


def sent(client: Client, page: str, **typed: str) -> Any:
    """Send the form of a page that has no action of its own, as a browser without scripts does."""
    content = client.get(page).content
    [form] = [sent for sent in forms_on(page, content) if (sent.action, sent.method) == (page, "post")]
    return client.post(page, dict(form.values) | typed, follow=True)


def ask_page(item: Item) -> str:
    return f"{item.get_absolute_url()}questions/new/"


def words_of(client: Client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def test_question_is_asked_from_the_items_page_and_answered(item: Item, asker: User, asked: User) -> None:
    client, colleague = signed_in(asker), signed_in(asked)
    shown = client.get(item.get_absolute_url()).content.decode()
    assert f'href="{ask_page(item)}"' in shown
    assert str(asked) not in shown  # the people stand on the page that is opened for it
    answer = sent(client, ask_page(item), asked_of=str(asked.uuid), words="Is 34 right?")
    assert answer.redirect_chain == [(item.get_absolute_url(), 302)]
    assert "Beto Asked is asked." in answer.content.decode()
    question = ColleagueQuestion.objects.get()
    page = question.get_absolute_url()
    assert "Ana Asker asks you" in words_of(colleague, page)
    answer = sent(colleague, page, answer="It is 35.", do="answer")
    assert answer.redirect_chain == [(page, 302)]
    for reader in (client, colleague):
        assert "It is 35." in words_of(reader, page)
    question.refresh_from_db()
    assert (question.state, question.answer) == (QuestionState.ANSWERED, "It is 35.")


def test_seen_is_an_answer_and_drops_nothing_that_was_typed(question: ColleagueQuestion, asked: User) -> None:
    client, page = signed_in(asked), question.get_absolute_url()
    answer = sent(client, page, answer="It is", do="seen")
    assert answer.context["form"].errors == {"answer": ["You wrote an answer: send it, or empty the field."]}
    assert sent(client, page, do="seen").redirect_chain == [(page, 302)]
    question.refresh_from_db()
    assert question.state is QuestionState.SEEN


@pytest.mark.parametrize("typed", [{"words": ""}, {"asked_of": ""}, {"words": "x" * 2001}])
def test_what_is_refused_is_said_beside_its_field(
    typed: dict[str, str], item: Item, asker: User, asked: User
) -> None:
    answer = sent(
        signed_in(asker), ask_page(item), **{"asked_of": str(asked.uuid), "words": "Right?"} | typed
    )
    assert set(answer.context["form"].errors) == set(typed)
    assert not ColleagueQuestion.objects.exists()


def test_who_is_no_colleague_cannot_be_asked(item: Item, asker: User, asked: User) -> None:
    stranger = make_editor(make_dialogue())
    answer = sent(signed_in(asker), ask_page(item), asked_of=str(stranger.uuid), words="Right?")
    assert set(answer.context["form"].errors) == {"asked_of"}
    offered = answer.context["form"].fields["asked_of"].queryset
    assert {asker, stranger}.isdisjoint(offered)
    assert asked in offered


def test_person_alone_in_a_dialogue_is_told_so() -> None:
    person = make_editor(make_dialogue())
    item = make_item(make_round(person.memberships.get().dialogue), person)
    assert "there is no colleague to ask" in words_of(signed_in(person), ask_page(item))


def test_nothing_is_asked_about_a_withdrawn_item(item: Item, asker: User) -> None:
    editor = make_editor(item.round.dialogue)
    withdraw_item(user=editor, item=item, expected_sequence=None, reason="Opened twice.")
    client = signed_in(asker)
    assert ask_page(item) not in client.get(item.get_absolute_url()).content.decode()
    assert "nothing is asked about it any more" in words_of(client, ask_page(item))


def test_script_in_words_is_text(item: Item, asker: User, asked: User) -> None:
    script = "<script>alert(1)</script>"
    question = make_question(item, asked_by=asker, asked_of=asked, words=script)
    answer_question(user=asked, question=question, words=script)
    make_question(item, asked_by=asker, asked_of=asked, words=script)
    for page in (question.get_absolute_url(), LIST, "/"):
        shown = signed_in(asker).get(page).content.decode()
        assert script not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_items_page_says_that_a_question_waits_to_the_person_alone(
    question: ColleagueQuestion, asker: User, asked: User
) -> None:
    page, says = question.item.get_absolute_url(), "question about it waits for you"
    pages = [
        words_of(signed_in(person), page)
        for person in (asked, asker, make_editor(question.item.round.dialogue))
    ]
    assert [says in shown for shown in pages] == [True, False, False]
    see_question(user=asked, question=question)
    assert says not in words_of(signed_in(asked), page)


def test_step_is_asked_about_as_an_item_is(item: Item, asker: User, asked: User) -> None:
    step = make_step(item)
    answer = sent(signed_in(asker), ask_page(step), asked_of=str(asked.uuid), words="Right?")
    assert answer.redirect_chain == [(step.get_absolute_url(), 302)]
    assert step.ref in words_of(signed_in(asked), LIST)


# --- Lost access, and words that went


def test_asker_is_told_that_the_colleague_sees_it_no_more(
    question: ColleagueQuestion, asker: User, asked: User
) -> None:
    client, page = signed_in(asker), question.get_absolute_url()
    told = "Beto Asked does not see the item any more"
    pages = (page, LIST, "/")
    assert [told in words_of(client, shown) for shown in pages] == [False] * 3
    make_editor(make_dialogue()).memberships.update(user=asked)
    asked.memberships.filter(dialogue=question.item.round.dialogue).update(ended_on="2020-01-01")
    assert [told in words_of(client, shown) for shown in pages] == [True] * 3
    colleague = signed_in(asked)
    assert [colleague.get(page).status_code, colleague.post(page, {"do": "seen"}).status_code] == [404, 404]
    for shown in (LIST, "/"):
        assert "Is 34 right?" not in words_of(colleague, shown)
    assert sent(client, page, do="take-back").redirect_chain == [(page, 302)]
    assert "The words are gone." in words_of(client, page)


def test_second_of_two_is_told_how_it_ended(question: ColleagueQuestion, asker: User, asked: User) -> None:
    client, page = signed_in(asked), question.get_absolute_url()
    take_question_back(user=asker, question=question)
    answer = client.post(page, {"answer": "It is 35.", "do": "answer"})
    shown = " ".join(answer.content.decode().split())
    assert "The question was taken back meanwhile: nothing was written." in shown
    assert answer.context["form"]["answer"].value() == "It is 35."


def test_approved_redaction_takes_the_words_along(item: Item, asker: User, asked: User) -> None:
    entry = make_entry(item, note="Jane Roe.")
    question = make_question(item, asked_by=asker, asked_of=asked, words="Is it Roe, or Row?")
    editors = [make_staff(Role.EDITOR, dialogue=item.round.dialogue) for _number in range(2)]
    request_redaction(user=editors[0], entry=entry, parts=["note"], reason="A name.")
    wanted = RedactionRequest.objects.get()
    page = f"{item.get_absolute_url()}redactions/{wanted.pk}/approve/"
    client = signed_in(editors[1])
    assert "Questions among colleagues about the item and its steps lose their words too." in words_of(
        client, page
    )
    sent(client, page)
    for person in (asker, asked):
        shown = words_of(signed_in(person), question.get_absolute_url())
        assert ("Roe" in shown, "The words are gone." in shown) == (False, True)


# --- Counts


def test_counts_are_those_of_the_lists(item: Item, asker: User, asked: User, dialogue: Dialogue) -> None:
    asking = [make_question(item, asked_by=asker, asked_of=asked) for _number in range(8)]
    own = make_question(item, asked_by=asked, asked_of=asker, words="And this?")
    see_question(user=asked, question=asking[0])
    make_question(item)  # of others
    counted = {}
    for name, person in (("asker", asker), ("asked", asked)):
        client = signed_in(person)
        home, listed = client.get("/").context, client.get(LIST).context
        shown = home["questions"]
        assert ({*shown.of_me}, {*shown.by_me}) == ({*listed["of_me"]}, {*listed["by_me"]})
        [line] = [line for line in home["waiting"] if line.label == "asked of you"]
        assert (line.count, line.address) == (len(listed["of_me"]), "/questions/#asked-of-you")
        heads = re.findall(r'(Asked of you|You asked) <span class="count">(\d+)', words_of(client, "/"))
        assert heads == re.findall(
            r'(Asked of you|You asked) <span class="count">(\d+)', words_of(client, LIST)
        )
        counted[name] = (len(shown.of_me), len(shown.by_me), len(shown.news), len(listed["ended"]))
    assert counted == {"asker": (1, 7, 1, 1), "asked": (7, 1, 0, 1)}
    see_question(user=asker, question=own)
    assert "asked of you" not in [line.label for line in signed_in(asker).get("/").context["waiting"]]


def test_nothing_is_on_the_workspace_where_nothing_is_asked(asker: User) -> None:
    client = signed_in(asker)
    assert 'id="questions"' not in client.get("/").content.decode()
    assert words_of(client, LIST).count('class="empty"') == 3


def test_list_of_what_ended_says_where_it_stops(
    question: ColleagueQuestion, asked: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MAX_ENDED", 1)
    client, says = signed_in(asked), "There are more: the newest 1 stand here."
    see_question(user=asked, question=question)
    assert says not in words_of(client, LIST)
    see_question(user=asked, question=make_question(question.item, asked_of=asked))
    assert says in words_of(client, LIST)
    assert len(client.get(LIST).context["ended"]) == 1


@pytest.mark.parametrize(("page", "queries"), [("/", 12), (LIST, 5), ("ask", 6), ("question", 4)])
def test_page_asks_no_more_for_three_than_for_one(
    page: str, queries: int, item: Item, asker: User, asked: User
) -> None:
    client, counted = signed_in(asker), []
    for _time in range(3):
        question = make_question(item, asked_by=asker, asked_of=asked)
        see_question(user=asked, question=make_question(item, asked_by=asker, asked_of=asked))
        make_member(Role.VIEWER, dialogue=item.round.dialogue)
        address = {"ask": ask_page(item), "question": question.get_absolute_url()}.get(page, page)
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        counted.append(len(found))
    assert counted == [queries] * 3


# --- It never leaves the two

MARK = "QQASKED"


@pytest.fixture
def everything() -> Everything:
    """A ledger with a row of every kind, and two marked questions about its item, one of them answered."""
    return make_everything(make_dialogue("MARKED"))


@pytest.fixture
def marked(everything: Everything) -> tuple[User, User]:
    """The two people between whom the marked questions are; the one who is asked is the item's officer."""
    asker, asked = make_staff(Role.EDITOR, dialogue=everything.dialogue), everything.editor
    for number in (1, 2):
        words = f"{MARK} number {number}?"
        question = make_question(everything.item, asked_by=asker, asked_of=asked, words=words)
    answer_question(user=asked, question=question, words=f"{MARK} indeed.")
    return asker, asked


def content_of(client: Client, page: str) -> str:
    answer = client.get(page)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return (
        unpacked(content).decode("utf-8", "replace").upper()
        if page.split(".")[-1] in {"docx", "xlsx"}
        else content.decode().upper()
    )


def addresses_of(everything: Everything) -> list[str]:
    found = [
        reverse(f"ledger:{name}", kwargs=line.where(everything))
        for name, line in PAGES.items()
        if name not in {"question-detail", "handover-sheet", "search"}
    ]
    ref = everything.item.ref
    return [
        *found,
        *(f"/items.{name}" for name in ("csv", "xlsx", "docx")),
        "/activity/?person=all",
        *(f"/items/{ref}/entries/1/{act}/" for act in ("correct", "redact", "move")),
    ]


OWN_PLACES = {"/", LIST}


def test_pages_show_it_to_nobody_but_the_two(everything: Everything, marked: tuple[User, User]) -> None:
    pages = addresses_of(everything)
    roles = (Role.EDITOR, Role.RELEASER)
    others = [make_staff(*roles, dialogue=everything.dialogue), make_user(is_staff=True, is_superuser=True)]
    for person in others:
        client = signed_in(person)
        leaking = [page for page in pages if MARK in content_of(client, page)]
        assert leaking == []
    for person in marked:
        client = signed_in(person)
        showing = {page for page in pages if MARK in content_of(client, page)}
        assert showing == OWN_PLACES


def test_search_finds_it_for_nobody(everything: Everything, marked: tuple[User, User]) -> None:
    for person in (*marked, make_staff(Role.EDITOR, dialogue=everything.dialogue)):
        client = signed_in(person)
        nothing = client.get("/search/", {"q": "QQNOTHING"}).content.decode()
        found = client.get("/search/", {"q": MARK}).content.decode()
        assert "number" not in found
        assert client.get(f"/items/?q={MARK}").context["count"] == 0
        assert ("Nothing" in found) == ("Nothing" in nothing)


def test_admin_shows_it_to_nobody(everything: Everything, marked: tuple[User, User]) -> None:
    for person in (*marked, make_user(is_staff=True, is_superuser=True)):
        client = signed_in(person)
        for model in MODELS:
            key = row_of(model, everything).pk
            for page in ("changelist", "change", "history", "delete"):
                assert MARK not in content_of(client, address(model, page, key)), (model, page)


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_no_report_holds_it(kind: str, everything: Everything, marked: tuple[User, User]) -> None:
    round = everything.round
    subject = {
        "topic": everything.item.topics.get().slug,
        "agency": everything.item.agencies.get().code,
        "party": "MEX",
        "since": "2010-01-01",
        "dialogue": round.dialogue.code,
        "round": f"{round.dialogue.code}-{round.number}",
    }
    report = kinds()[kind].build(ask_kind(kind, subject))
    for name, writer in formats().items():
        content = unpacked(written(writer, report)).decode("utf-8", "replace").upper()
        assert (name, MARK in content) == (name, False)
        if name == "json":
            # The matrix is of commitments and asks alone, and this item was discussed.
            assert (everything.item.ref in content) == (kind != "matrix")


def test_calendar_and_digests_hold_nothing_of_it(everything: Everything, marked: tuple[User, User]) -> None:
    watcher = make_staff(Role.EDITOR, dialogue=everything.dialogue)
    watch(user=watcher, row=everything.item)
    set_preferences(user=watcher, wants_digest=True, wants_assignments=True, watched_mail=WatchMail.DIGEST)
    before = ColleagueQuestion.objects.all()
    people, today = (*marked, watcher), timezone.localdate()

    def told() -> list[str]:
        return [repr(calendar_of(person)) + repr(digest_of(person, today, today)) for person in people]

    with_them = told()
    assert MARK not in "".join(with_them)
    before.delete()
    assert told() == with_them
