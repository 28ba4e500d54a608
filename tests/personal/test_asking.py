"""Questions among colleagues: who asks whom about what, how a question ends, and what a redaction does to it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from ledger.models import ColleagueQuestion, Dialogue, Item, User
from ledger.personal import (
    LONGEST_QUESTION,
    InvalidInput,
    NotVisible,
    answer_question,
    ask_colleague,
    colleagues_of,
    forget_questions,
    see_question,
    take_question_back,
)
from ledger.recording import withdraw_item
from ledger.vocabulary import QuestionState, Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_round, make_step, make_user
from tests.support.questions import make_question
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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


@pytest.fixture
def question(item: Item, asker: User, asked: User) -> ColleagueQuestion:
    return make_question(item, asked_by=asker, asked_of=asked, words="Is this figure right?")


def stands(question: ColleagueQuestion) -> tuple[QuestionState, str, str, bool]:
    question.refresh_from_db()
    return question.state, question.words, question.answer, question.ended_at is None


def test_question_waits_until_it_is_answered(question: ColleagueQuestion, asked: User) -> None:
    assert stands(question) == (QuestionState.OPEN, "Is this figure right?", "", True)
    answer_question(user=asked, question=question, words=" It is 34. ")
    assert stands(question) == (QuestionState.ANSWERED, "Is this figure right?", "It is 34.", False)


def test_question_is_answered_by_seen_alone(question: ColleagueQuestion, asked: User) -> None:
    see_question(user=asked, question=question)
    assert stands(question) == (QuestionState.SEEN, "Is this figure right?", "", False)


def test_question_taken_back_loses_its_words(question: ColleagueQuestion, asker: User) -> None:
    take_question_back(user=asker, question=question)
    assert stands(question) == (QuestionState.TAKEN_BACK, "", "", False)


def test_same_form_twice_asks_once(item: Item, asker: User, asked: User) -> None:
    request_id = uuid4()
    keys = {
        ask_colleague(user=asker, item=item, asked_of=asked, words="Right?", request_id=request_id).pk
        for _time in range(2)
    }
    assert (len(keys), ColleagueQuestion.objects.count()) == (1, 1)
    with pytest.raises(InvalidInput):  # another person's key is no way to their question
        ask_colleague(user=asked, item=item, asked_of=asker, words="Right?", request_id=request_id)


def test_same_form_with_other_words_is_refused_and_not_taken_for_asked(
    item: Item, asker: User, asked: User
) -> None:
    other = make_member(Role.VIEWER, dialogue=item.round.dialogue)
    first = {"user": asker, "item": item, "asked_of": asked, "words": "Right?", "request_id": uuid4()}
    question = ask_colleague(**first)
    elsewhere = make_item(make_round(item.round.dialogue))
    for changed in ({"words": "Wrong?"}, {"asked_of": other}, {"item": elsewhere}):
        with pytest.raises(InvalidInput, match="sent before as something else"):
            ask_colleague(**first | changed)
    take_question_back(user=asker, question=question)
    assert ask_colleague(**first) == question  # its words are gone: what they were is not asked
    assert ColleagueQuestion.objects.count() == 1


# --- Whom, and about what

STRANGERS: dict[str, Callable[[Dialogue], User]] = {
    "of another dialogue": lambda _dialogue: make_editor(make_dialogue()),
    "without a role": lambda _dialogue: make_user(),
    "a superuser": lambda _dialogue: make_user(is_superuser=True),
    "whose account is closed": lambda dialogue: make_member(
        Role.EDITOR, dialogue=dialogue, user=make_user(is_active=False)
    ),
}


@pytest.mark.parametrize("who", STRANGERS)
def test_stranger_neither_asks_nor_is_asked(who: str, item: Item, asker: User, dialogue: Dialogue) -> None:
    stranger = STRANGERS[who](dialogue)
    assert stranger not in colleagues_of(asker, item)
    with pytest.raises(InvalidInput) as refused:
        make_question(item, asked_by=asker, asked_of=stranger)
    assert set(refused.value.fields) == {"asked_of"}
    with pytest.raises(NotVisible):
        make_question(item, asked_by=stranger, asked_of=asker)
    assert not ColleagueQuestion.objects.exists()


def test_nobody_asks_themselves(item: Item, asker: User, asked: User) -> None:
    with pytest.raises(InvalidInput):
        make_question(item, asked_by=asker, asked_of=asker)
    assert asker not in colleagues_of(asker, item)
    assert asked in colleagues_of(asker, item)


@pytest.mark.parametrize("words", ["", "  ", "x" * (LONGEST_QUESTION + 1), "a\x00b"])
def test_words_that_cannot_be_kept_are_refused(
    words: str, item: Item, asker: User, asked: User, question: ColleagueQuestion
) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_question(item, asked_by=asker, asked_of=asked, words=words)
    assert set(refused.value.fields) == {"words"}
    with pytest.raises(InvalidInput) as refused:
        answer_question(user=asked, question=question, words=words)
    assert set(refused.value.fields) == {"answer"}
    assert stands(question)[0] is QuestionState.OPEN


def test_nothing_is_asked_about_a_withdrawn_item(item: Item, asker: User, dialogue: Dialogue) -> None:
    question = make_question(item, asked_by=asker)
    withdraw_item(user=make_editor(dialogue), item=item, expected_sequence=None, reason="Opened twice.")
    item.refresh_from_db()
    with pytest.raises(InvalidInput):
        make_question(item, asked_by=asker)
    see_question(user=question.asked_of, question=question)  # what waits can still be answered
    assert stands(question)[0] is QuestionState.SEEN


# --- Who answers, and once

ENDINGS: dict[str, Callable[[ColleagueQuestion, User], Any]] = {
    "answer": lambda question, user: answer_question(user=user, question=question, words="34."),
    "see": lambda question, user: see_question(user=user, question=question),
    "take back": lambda question, user: take_question_back(user=user, question=question),
}


@pytest.mark.parametrize("how", ENDINGS)
@pytest.mark.parametrize("who", ["the other of the two", "a colleague", "of another dialogue"])
def test_only_its_person_ends_a_question(
    how: str, who: str, question: ColleagueQuestion, asker: User, asked: User, dialogue: Dialogue
) -> None:
    people = {
        "the other of the two": asked if how == "take back" else asker,
        "a colleague": make_editor(dialogue),
        "of another dialogue": make_editor(make_dialogue()),
    }
    with pytest.raises(NotVisible):
        ENDINGS[how](question, people[who])
    assert stands(question)[0] is QuestionState.OPEN


@pytest.mark.parametrize("how", ENDINGS)
def test_person_whose_role_ended_ends_no_question(
    how: str, question: ColleagueQuestion, asker: User, asked: User
) -> None:
    person = asker if how == "take back" else asked
    person.memberships.update(ended_on="2020-01-01")
    with pytest.raises(NotVisible):
        ENDINGS[how](question, person)
    assert stands(question)[0] is QuestionState.OPEN


@pytest.mark.parametrize("second", ENDINGS)
@pytest.mark.parametrize("first", ENDINGS)
def test_question_ends_once_and_the_second_is_told(
    first: str, second: str, question: ColleagueQuestion, asker: User, asked: User
) -> None:
    people = {"answer": asked, "see": asked, "take back": asker}
    ENDINGS[first](question, people[first])
    before = stands(question)
    with pytest.raises(InvalidInput) as refused:
        ENDINGS[second](question, people[second])
    told = "taken back" if first == "take back" else "answered already"
    assert told in str(refused.value)
    assert stands(question) == before


@pytest.mark.django_db(transaction=True)
def test_answered_and_taken_back_at_once_ends_once(
    question: ColleagueQuestion, asker: User, asked: User
) -> None:
    jobs = [lambda: ENDINGS["answer"](question, asked), lambda: ENDINGS["take back"](question, asker)]
    found = at_once(jobs)
    assert sorted(type(outcome).__name__ for outcome in found) == ["ColleagueQuestion", "InvalidInput"]
    won = QuestionState.ANSWERED if isinstance(found[0], ColleagueQuestion) else QuestionState.TAKEN_BACK
    assert stands(question)[0] is won


@pytest.mark.django_db(transaction=True)
def test_asked_by_two_clicks_at_once_is_asked_once(item: Item, asker: User, asked: User) -> None:
    asking = {"user": asker, "item": item, "asked_of": asked, "words": "Right?", "request_id": uuid4()}
    first, second = at_once([lambda: ask_colleague(**asking)] * 2)  # type: ignore[arg-type]
    assert first == second == ColleagueQuestion.objects.get()


# --- Reach, and redaction


def test_reach_is_whether_the_colleague_would_see_it(
    question: ColleagueQuestion, asked: User, dialogue: Dialogue
) -> None:
    def reached() -> bool:
        return bool(vars(ColleagueQuestion.objects.with_reach().get())["is_reachable"])

    assert reached()
    asked.memberships.update(ended_on="2020-01-01")
    make_editor(make_dialogue()).memberships.update(user=asked)
    assert not reached()
    make_member(Role.EDITOR, dialogue=dialogue, user=asked)
    assert reached()
    User.objects.filter(pk=asked.pk).update(is_active=False)
    assert not reached()


def test_redaction_takes_the_words_of_every_question_about_its_item(
    question: ColleagueQuestion, item: Item, asker: User, asked: User, dialogue: Dialogue
) -> None:
    answered, taken_back = (make_question(item, asked_by=asker, asked_of=asked) for _number in range(2))
    answer_question(user=asked, question=answered, words="She is Jane Roe.")
    take_question_back(user=asker, question=taken_back)
    ended_at = ColleagueQuestion.objects.get(pk=answered.pk).ended_at
    other = make_question(make_item(item.round), asked_by=asker, asked_of=asked)
    forget_questions(item)
    gone = (QuestionState.REDACTED, "", "", False)
    assert (stands(question), stands(answered)) == (gone, gone)
    assert answered.ended_at == ended_at
    assert stands(taken_back)[0] is QuestionState.TAKEN_BACK
    assert stands(other)[:2] == (QuestionState.OPEN, "Is it right?")
    with pytest.raises(InvalidInput, match="redaction"):
        answer_question(user=asked, question=question, words="Yes.")


@pytest.mark.parametrize("of_step", [False, True])
def test_redaction_takes_the_words_about_the_item_and_all_its_steps(
    item: Item, asker: User, asked: User, of_step: bool
) -> None:
    steps = [make_step(item) for _number in range(2)]
    of_them = [make_question(row, asked_by=asker, asked_of=asked) for row in (item, *steps)]
    other = make_question(make_item(item.round), asked_by=asker, asked_of=asked)
    forget_questions(steps[0] if of_step else item)
    assert {stands(question)[:2] for question in of_them} == {(QuestionState.REDACTED, "")}
    assert stands(other)[:2] == (QuestionState.OPEN, "Is it right?")
