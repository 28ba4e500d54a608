"""Mail on questions among colleagues: to whom, in which language, and nothing of their words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from ledger.models import ColleagueQuestion, Dialogue, Item, Membership, User
from ledger.personal import answer_question, see_question, set_preferences, take_question_back
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_round, make_user
from tests.support.questions import make_question

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WORDS, ANSWER = "Was Ms Roe heard?", "Ms Roe was not."


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def item(dialogue: Dialogue) -> Item:
    return make_item(make_round(dialogue))


@pytest.fixture
def asker(dialogue: Dialogue) -> User:
    user = make_user(email="ana@example.org", first_name="Ana", last_name="Asker")
    return make_member(Role.VIEWER, dialogue=dialogue, user=user)


@pytest.fixture
def asked(dialogue: Dialogue) -> User:
    user = make_user(email="beto@example.org", language="es", first_name="Beto", last_name="Asked")
    return make_member(Role.VIEWER, dialogue=dialogue, user=user)


Capture = Any


@pytest.fixture
def question(
    item: Item, asker: User, asked: User, django_capture_on_commit_callbacks: Capture
) -> ColleagueQuestion:
    with django_capture_on_commit_callbacks(execute=True):
        question = make_question(item, asked_by=asker, asked_of=asked, words=WORDS)
        assert mail.outbox == []  # the asker's transaction is not over
    return question


def check(message: Any, question: ColleagueQuestion, *, to: str, subject: str) -> None:
    [(page, kind)] = message.alternatives
    assert (message.to, message.subject, kind) == ([to], subject, "text/html")
    for body in (message.body, page):
        assert f"/questions/{question.uuid}/" in body
        for secret in ("Roe", "Asker", "Asked", "torture"):
            assert secret not in body


def test_colleague_is_told_in_their_language_by_a_link_alone(question: ColleagueQuestion) -> None:
    [message] = mail.outbox
    subject = f"Un colega le pregunta sobre {question.item.ref}"
    check(message, question, to="beto@example.org", subject=subject)


@pytest.mark.parametrize("how", ["answer", "see"])
def test_asker_is_told_of_the_answer_by_a_link_alone(
    how: str, question: ColleagueQuestion, asked: User, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        if how == "see":
            see_question(user=asked, question=question)
        else:
            answer_question(user=asked, question=question, words=ANSWER)
    subject = f"Your question about {question.item.ref} is answered"
    check(mail.outbox[-1], question, to="ana@example.org", subject=subject)
    assert len(mail.outbox) == 2


def test_question_taken_back_is_told_to_nobody(
    question: ColleagueQuestion, asker: User, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        take_question_back(user=asker, question=question)
    assert len(mail.outbox) == 1


def leave(user: User) -> None:
    Membership.objects.filter(user=user).update(ended_on="2020-01-01")
    make_editor(make_dialogue()).memberships.update(user=user)


def want_none(user: User) -> None:
    set_preferences(user=user, wants_digest=True, wants_assignments=True, wants_questions=False)


UNREACHED: dict[str, Callable[[User], Any]] = {
    "who wants none": want_none,
    "who has no address": lambda user: User.objects.filter(pk=user.pk).update(email=""),
    "a closed account": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "who left the dialogue": leave,
}


@pytest.mark.parametrize("who", UNREACHED)
def test_no_answer_is_told_to(
    who: str,
    question: ColleagueQuestion,
    asker: User,
    asked: User,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    UNREACHED[who](asker)
    with django_capture_on_commit_callbacks(execute=True):
        answer_question(user=asked, question=question, words=ANSWER)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("who", UNREACHED)
def test_no_question_is_told_to(
    who: str, item: Item, asker: User, asked: User, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_question(item, asked_by=asker, asked_of=asked)
        UNREACHED[who](asked)
    assert mail.outbox == []


def test_mail_that_cannot_be_sent_undoes_nothing_and_is_noted(
    item: Item,
    asker: User,
    asked: User,
    django_capture_on_commit_callbacks: Capture,
    caplog: pytest.LogCaptureFixture,
) -> None:
    User.objects.filter(pk=asked.pk).update(email="beto@example.org\nBcc: x@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        make_question(item, asked_by=asker, asked_of=asked)
    assert (mail.outbox, ColleagueQuestion.objects.count()) == ([], 1)
    assert f"Mail on a question to or of {asked.username} could not be sent." in caplog.text
