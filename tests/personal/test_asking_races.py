"""A question to a colleague asked, or answered, at the very moment at which a text of its item is redacted."""

from threading import Event
from uuid import uuid4

import pytest
from django.db import transaction

from ledger.models import ColleagueQuestion, Dialogue, Item, RedactionRequest, User
from ledger.personal import InvalidInput, answer_question, ask_colleague, forget_questions, hold_questions
from ledger.recording import redact_entry, request_redaction
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_member, make_round, make_step
from tests.support.questions import make_question
from tests.support.threads import at_once, wait_until_one_waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def item(dialogue: Dialogue) -> Item:
    return make_item(make_round(dialogue))


@pytest.fixture
def asker(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue)


@pytest.fixture
def asked(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue)


def make_request(item: Item, dialogue: Dialogue) -> tuple[User, RedactionRequest]:
    """A redaction of a note about Jane Roe that waits, and the person who may approve it."""
    entry = make_entry(item, note="Jane Roe.")
    first, second = (make_editor(dialogue) for _number in range(2))
    return second, request_redaction(user=first, entry=entry, parts=["note"], reason="A name.")


def approve(item: Item, user: User, request: RedactionRequest) -> None:
    """Approve a redaction as its page does."""
    with transaction.atomic():
        hold_questions(item)
        redact_entry(user=user, request=request)
        forget_questions(item)


def words_kept() -> list[str]:
    return [said for row in ColleagueQuestion.objects.all() for said in (row.words, row.answer) if said]


@pytest.mark.parametrize("about_step", [False, True])
def test_question_asked_while_a_text_is_redacted_keeps_no_words(
    item: Item, asker: User, asked: User, dialogue: Dialogue, about_step: bool
) -> None:
    step = make_step(item)
    redacted, about = (item, step) if about_step else (step, item)
    approver, request = make_request(redacted, dialogue)
    asking = {"user": asker, "item": about, "asked_of": asked, "request_id": uuid4()}

    begun = Event()

    def redact() -> None:
        with transaction.atomic():
            approve(redacted, approver, request)
            begun.set()
            wait_until_one_waits()  # for the person who asks

    def ask() -> ColleagueQuestion:
        begun.wait(5)
        return ask_colleague(**asking, words="Is it Jane Roe?")  # type: ignore[arg-type]

    done, refused = at_once([redact, ask])
    assert done is None
    assert isinstance(refused, InvalidInput)
    assert refused.fields == {"words": "A text was redacted at this moment: read it again, then ask."}
    assert words_kept() == []


def test_question_that_is_being_written_as_a_redaction_begins_loses_its_words(
    item: Item, asker: User, asked: User, dialogue: Dialogue
) -> None:
    approver, request = make_request(item, dialogue)
    asking = {"user": asker, "item": item, "asked_of": asked, "request_id": uuid4()}

    begun = Event()

    def ask() -> None:
        with transaction.atomic():
            ask_colleague(**asking, words="Is it Jane Roe?")  # type: ignore[arg-type]
            begun.set()
            wait_until_one_waits()  # for who approves

    def redact() -> None:
        begun.wait(5)
        approve(item, approver, request)

    assert at_once([ask, redact]) == [None, None]
    assert words_kept() == []


def test_answer_given_while_a_text_is_redacted_keeps_no_words(
    item: Item, asked: User, dialogue: Dialogue
) -> None:
    question = make_question(item, asked_of=asked)
    approver, request = make_request(item, dialogue)

    begun = Event()

    def redact() -> None:
        with transaction.atomic():
            approve(item, approver, request)
            begun.set()
            wait_until_one_waits()  # for who answers

    def answer() -> ColleagueQuestion:
        begun.wait(5)
        return answer_question(user=asked, question=question, words="She is Jane Roe.")

    done, refused = at_once([redact, answer])
    assert (done, type(refused)) == (None, InvalidInput)
    assert words_kept() == []
