"""A statement that is in the ledger, reviewed for what was missed: what is proposed, and what is written."""

import pytest

from ledger.intake import (
    Decision,
    DraftNotReady,
    begin,
    begin_again,
    commit,
    discard_draft,
    open_questions,
    proposals,
    proposals_of,
    save_draft,
)
from ledger.models import Delegation, Event, Item, ReviewDraft, Round, RoundForum, Statement, User
from ledger.personal import InvalidInput, NotVisible
from ledger.recording import amend_item, withdraw_item
from ledger.vocabulary import DraftState, Kind, Language, Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_item,
    make_member,
    make_passage,
    make_round,
    make_statement,
)
from tests.support.drafts import CONSULAR, FREE, PROMISE, SPANISH, TEXT, TORTURE, make_topics

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases,
    pytest.mark.usefixtures("readings_made_once"),
]


@pytest.fixture
def statement() -> Statement:
    """A statement as somebody enters it in the admin: its text, and nothing else."""
    make_topics()
    return make_statement(make_round(make_dialogue("USMX"), number=3, city=""), text=TEXT)


@pytest.fixture
def editor(statement: Statement) -> User:
    return make_editor(statement.round.dialogue)


def words(draft: ReviewDraft) -> list[str]:
    return [draft.text[one.start : one.end] for one in proposals_of(draft)]


def decided(user: User, draft: ReviewDraft, *accepted: str) -> ReviewDraft:
    """The draft with the proposals of these words accepted and the others rejected."""
    some = proposals_of(draft)
    for row in some:
        is_meant = draft.text[row.start : row.end] in accepted
        some = proposals.decided(some, row.key, Decision.ACCEPTED if is_meant else Decision.REJECTED)
    return save_draft(user=user, draft=draft, version=draft.version, proposals=proposals.as_json(some))


def written(user: User, draft: ReviewDraft) -> Round:
    return commit(user=user, draft=draft, version=draft.version)


def test_statement_entered_by_hand_is_reviewed_and_nothing_else_of_it_changes(
    statement: Statement, editor: User
) -> None:
    draft = begin_again(user=editor, statement=statement)
    assert words(draft) == [TORTURE, FREE, CONSULAR, PROMISE]
    assert (draft.round, draft.round_number, draft.is_again) == (statement.round, 3, True)
    round = written(editor, decided(editor, draft, TORTURE, PROMISE))
    assert round == statement.round
    items = Item.objects.order_by("number")
    assert [(item.ref, item.passage and item.passage.quote) for item in items] == [
        ("USMX-3-01", TORTURE),
        ("USMX-3-02", PROMISE),
    ]
    assert items[1].kind is Kind.UNDERTAKEN
    assert {item.passage.statement for item in items if item.passage} == {statement}
    draft.refresh_from_db()
    assert (draft.state, draft.statement) == (DraftState.COMMITTED, statement)
    assert Statement.objects.count() == 1
    round.refresh_from_db()
    assert (round.city, round.starts_on) == ("", statement.round.starts_on)
    counts = [rows.objects.count() for rows in (Delegation, RoundForum, Event)]  # type: ignore[attr-defined]
    assert counts == [0, 0, 0]


def test_committed_review_is_taken_up_again_for_what_was_missed(editor: User, statement: Statement) -> None:
    text = TEXT.replace("3rd", "4th")
    first = begin(user=editor, dialogue=statement.round.dialogue, text=text, language=None)
    round = written(editor, decided(editor, first, TORTURE, PROMISE))
    kept = round.statements.get()
    again = begin_again(user=editor, statement=kept)
    # The others were rejected and can be taken up.
    assert [(one, row.is_rejected) for one, row in zip(words(again), proposals_of(again), strict=True)] == [
        (FREE, True),
        (CONSULAR, True),
    ]
    written(editor, decided(editor, again, CONSULAR))
    assert [item.passage.quote for item in round.items.order_by("number") if item.passage] == [
        TORTURE,
        PROMISE,
        CONSULAR,
    ]
    assert words(begin_again(user=editor, statement=kept)) == [FREE]


def test_what_items_cite_is_not_proposed_withdrawn_ones_and_second_passages_too(
    statement: Statement, editor: User
) -> None:
    round = statement.round
    gone = make_item(round, editor, passage=make_passage(statement, "to prevent torture"))
    withdraw_item(user=editor, item=gone, expected_sequence=None, reason="In error.")
    other = make_item(round, editor, summary_en="Ours.")
    spanish = make_statement(round, text=SPANISH, language=Language.ES)
    amend_item(
        user=editor,
        item=other,
        expected_sequence=None,
        changes={
            "passage": make_passage(spanish, "libertad de expresión"),
            "is_paraphrase": False,
            "other_passages": [make_passage(statement, FREE)],
        },
        reason="Both.",
    )
    assert words(begin_again(user=editor, statement=statement)) == [CONSULAR, PROMISE]


def test_review_goes_on_and_is_begun_anew_after_it_was_given_up(statement: Statement, editor: User) -> None:
    draft = begin_again(user=editor, statement=statement)
    assert begin_again(user=make_editor(statement.round.dialogue), statement=statement) == draft
    discard_draft(user=editor, draft=draft, version=draft.version)
    assert begin_again(user=editor, statement=statement) != draft


def test_review_begun_before_the_statement_was_entered_becomes_one_of_it(
    editor: User, statement: Statement
) -> None:
    dialogue = statement.round.dialogue
    text = TEXT.replace("3rd", "5th")
    draft = begin(user=editor, dialogue=dialogue, text=text, language=None)
    draft = decided(editor, draft, FREE)
    entered = make_statement(make_round(dialogue, number=5), text=text)
    with pytest.raises(DraftNotReady):
        written(editor, draft)
    make_item(entered.round, editor, passage=make_passage(entered, TORTURE))
    again = begin_again(user=editor, statement=entered)
    assert (again.pk, again.version) == (draft.pk, draft.version + 1)
    assert words(again) == [FREE, CONSULAR, PROMISE]
    written(editor, again)
    assert [item.passage.quote for item in entered.round.items.order_by("number") if item.passage] == [
        TORTURE,
        FREE,
    ]


def test_item_opened_meanwhile_of_the_same_words_is_named(statement: Statement, editor: User) -> None:
    draft = decided(editor, begin_again(user=editor, statement=statement), TORTURE, FREE)
    make_item(statement.round, editor, passage=make_passage(statement, FREE))
    with pytest.raises(DraftNotReady) as refused:
        written(editor, draft)
    [(place, sentence)] = refused.value.says
    assert (place, "USMX-3-01 cites these words already" in sentence) == ("p2", True)
    assert Item.objects.count() == 1


def test_words_of_an_item_withdrawn_meanwhile_can_be_written(statement: Statement, editor: User) -> None:
    draft = decided(editor, begin_again(user=editor, statement=statement), FREE)
    gone = make_item(statement.round, editor, passage=make_passage(statement, FREE))
    withdraw_item(user=editor, item=gone, expected_sequence=None, reason="In error.")
    written(editor, draft)
    assert Item.objects.current().get().passage == gone.passage


def test_same_text_of_another_round_is_not_reviewed_in_its_stead(statement: Statement, editor: User) -> None:
    draft = begin_again(user=editor, statement=statement)
    other = make_statement(make_round(statement.round.dialogue, number=4), text=TEXT)
    with pytest.raises(InvalidInput, match=str(statement.round)):
        begin_again(user=editor, statement=other)
    discard_draft(user=editor, draft=draft, version=draft.version)
    assert begin_again(user=editor, statement=other).round == other.round


def test_text_that_was_changed_since_is_not_written(statement: Statement, editor: User) -> None:
    draft = decided(editor, begin_again(user=editor, statement=statement), TORTURE)
    statement.text += " Changed."
    statement.save()
    with pytest.raises(DraftNotReady, match="another by now"):
        written(editor, draft)
    assert not Item.objects.exists()


def test_statement_of_another_dialogue_is_not_written_to(statement: Statement, editor: User) -> None:
    draft = decided(editor, begin_again(user=editor, statement=statement), TORTURE)
    foreign = make_statement(make_round(), text=TEXT)
    facts = draft.facts | {"again": foreign.pk}
    draft = save_draft(user=editor, draft=draft, version=draft.version, facts=facts)
    with pytest.raises(DraftNotReady):
        written(editor, draft)
    assert not Item.objects.exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_who_may_not_open_items_begins_no_review(statement: Statement, role: Role) -> None:
    with pytest.raises(NotVisible):
        begin_again(user=make_member(role, dialogue=statement.round.dialogue), statement=statement)
    assert not ReviewDraft.objects.exists()


def test_nothing_is_asked_about_the_round(statement: Statement, editor: User) -> None:
    draft = begin_again(user=editor, statement=statement)
    places = {place for place, _sentence in open_questions(draft)}
    assert places == {"p1", "proposals"}
