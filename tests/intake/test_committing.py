"""From a draft to the ledger: everything at once, or nothing."""

import datetime
from typing import Any

import pytest

from ledger.intake import (
    Decision,
    DraftNotReady,
    Proposed,
    StaleDraft,
    begin,
    commit,
    proposals,
    proposals_of,
    save_draft,
)
from ledger.models import Delegate, Entry, Event, Item, ReviewDraft, Round, Statement, User
from ledger.personal import NotVisible
from ledger.vocabulary import DraftState, FactBasis, Kind, Language, Role, RoundState
from tests.makers import make_agency, make_dialogue, make_editor, make_member, make_round
from tests.support.drafts import (
    CONSULAR,
    FREE,
    PROMISE,
    SPANISH,
    TEXT,
    TORTURE,
    make_draft,
    make_topics,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases,
    pytest.mark.usefixtures("readings_made_once"),
]


@pytest.fixture
def editor() -> User:
    make_topics()
    return make_editor(make_dialogue("USMX"))


@pytest.fixture
def draft(editor: User) -> ReviewDraft:
    make_agency("SEGOB")
    return make_draft(editor, editor.memberships.get().dialogue)


def keep(user: User, draft: ReviewDraft, some: list[Proposed], **facts: Any) -> ReviewDraft:
    changes = {"proposals": proposals.as_json(some), "facts": draft.facts | facts}
    return save_draft(user=user, draft=draft, version=draft.version, **changes)


def all_accepted(user: User, draft: ReviewDraft, **facts: Any) -> ReviewDraft:
    some = proposals_of(draft)
    for one in some:
        some = proposals.decided(some, one.key, Decision.ACCEPTED)
    return keep(user, draft, some, **facts)


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Round, Statement, Item, Entry, Delegate)}


def test_draft_holds_what_the_reader_found(draft: ReviewDraft) -> None:
    found = [(TEXT[one.start : one.end], one.kind, one.topics) for one in proposals_of(draft)]
    assert found == [
        (TORTURE, "discussed", ("torture",)),
        (FREE, "discussed", ("expression",)),
        (CONSULAR, "discussed", ("consular",)),
        (PROMISE, "undertaken", ("missing",)),
    ]
    assert (draft.round_number, draft.facts["starts_on"], draft.facts["dates_basis"]) == (
        3,
        "2016-05-04",
        "stated",
    )
    (person,) = draft.facts["people"]
    assert (person["name"], person["party"], person["agency"], person["role"]) == (
        "Ann Lee",
        "MEX",
        "SEGOB",
        "head",
    )


def test_round_statement_people_and_items_are_written_at_once(editor: User, draft: ReviewDraft) -> None:
    ready = all_accepted(editor, draft)
    round = commit(user=editor, draft=ready, version=ready.version)
    assert (round.number, round.starts_on, round.dates_basis) == (
        3,
        datetime.date(2016, 5, 4),
        FactBasis.STATED,
    )
    statement = round.statements.get()
    assert (statement.text, statement.language, statement.visibility) == (TEXT, Language.EN, "internal")
    items = list(Item.objects.order_by("number"))
    assert [item.passage.quote for item in items] == [TORTURE, FREE, CONSULAR, PROMISE]
    assert items[3].kind is Kind.UNDERTAKEN
    assert [link.party.code for link in items[3].party_links.all()] == ["MEX"]
    delegate = Delegate.objects.get()
    assert (delegate.name_as_written, delegate.agency.code, delegate.passage is not None) == (
        "Ann Lee",
        "SEGOB",
        True,
    )
    draft.refresh_from_db()
    assert (draft.state, draft.statement) == (DraftState.COMMITTED, statement)
    with pytest.raises(StaleDraft):  # the button pressed twice
        commit(user=editor, draft=ready, version=ready.version)
    assert rows()["Item"] == 4


def test_rejected_proposals_become_nothing(editor: User, draft: ReviewDraft) -> None:
    some = proposals.rest_rejected(proposals.decided(proposals_of(draft), 4, Decision.ACCEPTED))
    ready = keep(editor, draft, some)
    commit(user=editor, draft=ready, version=ready.version)
    assert Item.objects.get().passage.quote == PROMISE


UNREADY = {
    "undecided": lambda some: some,
    "nothing accepted": proposals.rest_rejected,
    "without a topic": lambda some: [
        proposals.edited([one], one.key, topics=(), decision="accepted")[0] for one in some
    ],
    "outside the text": lambda some: proposals.rest_rejected(
        proposals.edited(some, 1, end=10_000, decision="accepted")
    ),
    "another dialogue's item": lambda some: proposals.rest_rejected(
        proposals.edited(some, 1, continues="OTHER-1-01", decision="accepted")
    ),
    "an unknown topic": lambda some: proposals.rest_rejected(
        proposals.edited(some, 1, topics=("elsewhere",), decision="accepted")
    ),
    "a foreign party": lambda some: proposals.rest_rejected(
        proposals.edited(some, 1, owed_by=("FRA",), decision="accepted")
    ),
}


@pytest.mark.parametrize("name", UNREADY)
def test_what_is_not_ready_writes_nothing(editor: User, draft: ReviewDraft, name: str) -> None:
    ready, before = keep(editor, draft, UNREADY[name](proposals_of(draft))), rows()
    with pytest.raises(DraftNotReady):
        commit(user=editor, draft=ready, version=ready.version)
    assert rows() == before
    assert ReviewDraft.objects.get().state == DraftState.OPEN


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_who_may_not_open_items_commits_nothing(editor: User, draft: ReviewDraft, role: Role) -> None:
    ready = all_accepted(editor, draft)
    with pytest.raises(NotVisible):
        commit(user=make_member(role, dialogue=draft.dialogue), draft=ready, version=ready.version)
    assert rows()["Item"] == 0


def test_round_that_is_there_keeps_its_facts_and_gets_those_it_lacks(editor: User) -> None:
    dialogue = editor.memberships.get().dialogue
    planned = make_round(
        dialogue,
        number=3,
        state=RoundState.PLANNED,
        city="Oaxaca",
        starts_on=None,
        ends_on=None,
        dates_basis=FactBasis.UNKNOWN,
    )
    ready = all_accepted(editor, make_draft(editor, dialogue))
    assert commit(user=editor, draft=ready, version=ready.version) == planned
    planned.refresh_from_db()
    assert (planned.state, planned.city, planned.starts_on) == (
        RoundState.HELD,
        "Oaxaca",
        datetime.date(2016, 5, 4),
    )


def test_events_and_people_that_were_unticked_are_left_out(editor: User, draft: ReviewDraft) -> None:
    facts = {
        "people": [one | {"is_kept": False} for one in draft.facts["people"]],
        "events": [{"name": "Summit", "wording": "soon", "span": None, "is_kept": False}],
    }
    ready = all_accepted(editor, draft, **facts)
    commit(user=editor, draft=ready, version=ready.version)
    assert (Delegate.objects.count(), Event.objects.count()) == (0, 0)


# --- A second language


def test_second_language_gives_the_same_items_their_words(editor: User, draft: ReviewDraft) -> None:
    first = all_accepted(editor, draft)
    round = commit(user=editor, draft=first, version=first.version)
    spanish = begin(user=editor, dialogue=draft.dialogue, text=SPANISH, language=None)
    assert spanish.language == Language.ES
    assert [proposal.same_as for proposal in proposals_of(spanish)] == [
        f"USMX-3-0{at}" for at in (1, 2, 3, 4)
    ]
    second = all_accepted(editor, spanish)
    assert commit(user=editor, draft=second, version=second.version) == round
    item = round.items.get(number=4)
    assert [link.passage.quote for link in item.passage_links.all()] == [
        "México acordó publicar un registro nacional de personas desaparecidas"
    ]
    assert (item.passage.quote, round.items.count(), round.statements.count()) == (PROMISE, 4, 2)


def test_one_item_is_not_the_same_as_two_proposals(editor: User, draft: ReviewDraft) -> None:
    first = all_accepted(editor, draft)
    commit(user=editor, draft=first, version=first.version)
    spanish = begin(user=editor, dialogue=draft.dialogue, text=SPANISH, language=None)
    some = proposals.edited(proposals_of(spanish), 2, same_as="USMX-3-01")
    second = all_accepted(editor, keep(editor, spanish, some))
    with pytest.raises(DraftNotReady, match="USMX-3-01"):
        commit(user=editor, draft=second, version=second.version)
