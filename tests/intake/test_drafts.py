"""Statements under review: begun by those who open items, saved version by version, committed once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ledger.intake import (
    StaleDraft,
    commit_draft,
    discard_draft,
    drop_half_typed,
    keep_half_typed,
    lock_draft,
    save_draft,
    start_draft,
)
from ledger.models import Dialogue, ReviewDraft, User, text_digest
from ledger.personal import InvalidInput, NotVisible
from ledger.vocabulary import DraftState, Language, Role
from tests.makers import make_dialogue, make_editor, make_member, make_round, make_statement, make_user
from tests.support.threads import at_once, wait_until_one_waits

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TEXT = "The two sides met.\r\nThey agreed."


def begin(user: User, dialogue: Dialogue, text: str = TEXT, **values: Any) -> ReviewDraft:
    return start_draft(user=user, dialogue=dialogue, text=text, language=Language.EN, **values)


def test_draft_keeps_the_text_as_statements_do() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    draft = begin(user, dialogue, "\ufeff" + TEXT, title="Joint statement", proposals=[{"state": "open"}])
    kept = "The two sides met.\nThey agreed."
    assert (draft.text, draft.sha256, draft.version, draft.state) == (
        kept,
        text_digest(kept),
        1,
        DraftState.OPEN,
    )
    assert (draft.started_by, draft.updated_by, draft.title) == (user, user, "Joint statement")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER, None])
def test_draft_is_begun_and_saved_by_those_who_open_items(role: Role | None) -> None:
    dialogue = make_dialogue()
    draft = begin(make_editor(dialogue), dialogue)
    user = make_member(role, dialogue=dialogue) if role else make_editor(make_dialogue())
    for act in (
        lambda: begin(user, dialogue, "Another text."),
        lambda: save_draft(user=user, draft=draft, version=1, title="x"),
        lambda: discard_draft(user=user, draft=draft, version=1),
    ):
        with pytest.raises(NotVisible):
            act()
    assert list(ReviewDraft.objects.values_list("version", "state")) == [(1, DraftState.OPEN)]


def test_same_text_under_review_is_gone_on_with_until_it_is_given_up() -> None:
    dialogue = make_dialogue()
    one, two = make_editor(dialogue), make_editor(dialogue)
    draft = begin(one, dialogue)
    assert begin(two, dialogue) == draft
    discard_draft(user=two, draft=draft, version=1)
    assert begin(two, dialogue) != draft
    elsewhere = make_dialogue()
    assert begin(make_editor(elsewhere), elsewhere).dialogue == elsewhere


def test_second_of_two_people_is_told_and_writes_nothing() -> None:
    dialogue = make_dialogue()
    one, two = make_editor(dialogue), make_editor(dialogue)
    draft = begin(one, dialogue)
    saved = save_draft(user=one, draft=draft, version=1, proposals=[{"state": "accepted"}])
    assert (saved.version, saved.updated_by) == (2, one)
    with pytest.raises(StaleDraft) as told:
        save_draft(user=two, draft=draft, version=1, proposals=[])
    assert (told.value.draft.proposals, told.value.draft.version) == ([{"state": "accepted"}], 2)
    assert str(one) in str(told.value)
    assert save_draft(user=two, draft=draft, version=2, title="Mended").version == 3


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"title": "x" * 301}, {"title"}),
        ({"title": "a\x00"}, {"title"}),
        ({"proposals": [{"wording": "a\x00"}]}, {"proposals"}),
        ({"facts": {"place": "\ud800"}}, {"facts"}),
        ({"facts": {"day": object()}}, {"facts"}),
        ({"language": "xx"}, {"language"}),
        ({"url": "no address"}, {"url"}),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field(changes: dict[str, Any], broken: set[str]) -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    draft = begin(user, dialogue)
    with pytest.raises(InvalidInput) as refused:
        save_draft(user=user, draft=draft, version=1, **changes)
    assert set(refused.value.fields) == broken
    assert ReviewDraft.objects.get().version == 1


def test_a_backslash_that_somebody_typed_is_no_nul() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    facts = {"place": "\\u0000"}
    saved = save_draft(user=user, draft=begin(user, dialogue), version=1, facts=facts)
    assert ReviewDraft.objects.get(pk=saved.pk).facts == facts


@pytest.mark.parametrize("text", ["", " \r\n"])
def test_draft_needs_a_text(text: str) -> None:
    dialogue = make_dialogue()
    with pytest.raises(InvalidInput):
        begin(make_editor(dialogue), dialogue, text)


def test_round_of_another_dialogue_is_refused() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    draft = begin(user, dialogue)
    with pytest.raises(NotVisible):
        save_draft(user=user, draft=draft, version=1, round=make_round())
    round = make_round(dialogue)
    assert save_draft(user=user, draft=draft, version=1, round=round).round == round


def test_text_and_state_are_not_saved_with_the_rest() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    draft = begin(user, dialogue)
    for changes in ({"state": DraftState.COMMITTED}, {"sha256": "0" * 64}):
        with pytest.raises(TypeError):
            save_draft(user=user, draft=draft, version=1, **changes)


def test_committed_draft_names_its_statement_and_is_closed() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    draft = begin(user, dialogue)
    round = make_round(dialogue)
    with pytest.raises(InvalidInput):
        commit_draft(user=user, draft=draft, version=1, statement=make_statement(round))
    statement = make_statement(round, text=draft.text)
    done = commit_draft(user=user, draft=draft, version=1, statement=statement)
    assert (done.state, done.statement, done.round) == (DraftState.COMMITTED, statement, round)
    for act in (
        lambda: save_draft(user=user, draft=done, version=2, title="x"),
        lambda: discard_draft(user=user, draft=done, version=2),
        lambda: commit_draft(user=user, draft=done, version=2, statement=statement),
    ):
        with pytest.raises(StaleDraft):
            act()


def test_database_holds_a_committed_draft_to_its_statement() -> None:
    dialogue = make_dialogue()
    draft = begin(make_editor(dialogue), dialogue)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDraft.objects.filter(pk=draft.pk).update(state=DraftState.COMMITTED)


def test_half_typed_is_each_person_s_own_until_dropped_or_the_review_ends() -> None:
    dialogue = make_dialogue()
    one, other = make_editor(dialogue), make_editor(dialogue)
    draft = begin(one, dialogue)
    for user, words in ((one, "a"), (other, "b"), (one, "c")):
        keep_half_typed(user=user, draft=draft, version=1, step="save:1", sent={"quote": [words]})
    keep_half_typed(user=one, draft=draft, version=1, step="add", sent={"quote": ["d"]})
    draft.refresh_from_db()
    assert draft.version == 1
    own = draft.typed[str(one.pk)]
    assert {step: kept["sent"]["quote"] for step, kept in own.items()} == {"save:1": ["c"], "add": ["d"]}
    drop_half_typed(user=one, draft=draft, step="save:1")
    drop_half_typed(user=other, draft=draft)
    draft.refresh_from_db()
    assert {key: list(kept) for key, kept in draft.typed.items()} == {str(one.pk): ["add"]}
    assert discard_draft(user=one, draft=draft, version=1).typed == {}
    keep_half_typed(user=one, draft=draft, version=1, step="add", sent={"quote": ["e"]})
    draft.refresh_from_db()
    assert draft.typed == {}


@pytest.mark.parametrize(
    ("words", "refusal"), [("x" * 200_001, InvalidInput), ("\x00", InvalidInput), ("x", NotVisible)]
)
def test_half_typed_that_cannot_be_kept_or_is_a_stranger_s_is_refused(
    words: str, refusal: type[Exception]
) -> None:
    dialogue = make_dialogue()
    editor = make_editor(dialogue)
    draft = begin(editor, dialogue)
    user = make_editor(make_dialogue()) if refusal is NotVisible else editor
    with pytest.raises(refusal):
        keep_half_typed(user=user, draft=draft, version=1, step="add", sent={"quote": [words]})
    draft.refresh_from_db()
    assert draft.typed == {}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    draft = begin(user, dialogue)

    def save(title: str) -> str:
        try:
            save_draft(user=user, draft=draft, version=1, title=title)
        except StaleDraft:
            return "told"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(save, "abcd")) == ["saved", "told", "told", "told"]
    assert ReviewDraft.objects.get().version == 2


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["save", "discard", "commit"])
def test_change_that_waited_for_a_locked_draft_is_told_what_became_of_it(change: str) -> None:
    """Every change takes the same lock, and sees the row as the one before it left it."""
    dialogue = make_dialogue()
    user, colleague = make_editor(dialogue), make_editor(dialogue)
    draft, round = begin(user, dialogue), make_round(dialogue)
    statement = make_statement(round, text=draft.text)
    locked = threading.Event()

    def lock_and_save() -> None:
        with transaction.atomic():
            seen = lock_draft(user=colleague, draft=draft, version=1)
            locked.set()
            wait_until_one_waits()
            save_draft(user=colleague, draft=seen, version=1, round=round, title="First")

    def wait_and_change() -> ReviewDraft:
        locked.wait(5)
        if change == "save":
            return save_draft(user=user, draft=draft, version=1, title="Second")
        if change == "discard":
            return discard_draft(user=user, draft=draft, version=1)
        return commit_draft(user=user, draft=draft, version=1, statement=statement)

    _saved, refusal = at_once([lock_and_save, wait_and_change])
    assert isinstance(refusal, StaleDraft)
    now = refusal.draft
    assert (now.title, now.round, now.state, now.version) == ("First", round, DraftState.OPEN, 2)
    assert now.updated_by == colleague


@pytest.mark.django_db(transaction=True)
def test_one_text_begun_by_several_at_once_is_one_draft() -> None:
    dialogue = make_dialogue()
    users = [make_editor(dialogue) for _ in range(4)]

    def start(user: User) -> int:
        try:
            return begin(user, dialogue).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(start, users))) == 1


def test_visitor_without_a_role_begins_nothing() -> None:
    with pytest.raises(NotVisible):
        begin(make_user(), make_dialogue())
