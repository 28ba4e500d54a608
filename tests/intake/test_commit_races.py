"""Statements written to the ledger by two people at once, and while others record: nothing twice, nobody stuck."""

import threading
from typing import Any

import pytest
from django.db import transaction

from ledger.intake import Decision, DraftNotReady, StaleDraft, commit, proposals, proposals_of, save_draft
from ledger.models import Entry, Item, ReviewDraft, Round, Statement, User
from ledger.recording import writing
from ledger.vocabulary import Language
from tests.makers import make_dialogue, make_editor
from tests.support.drafts import SPANISH, TEXT, make_draft, make_topics
from tests.support.threads import at_once, wait_until_one_waits

pytestmark = pytest.mark.django_db(transaction=True)


def make_ready(user: User, text: str = TEXT, **options: Any) -> ReviewDraft:
    """A draft of which everything is decided."""
    draft = make_draft(user, user.memberships.get().dialogue, text, **options)
    some = proposals_of(draft)
    for one in some:
        some = proposals.decided(some, one.key, Decision.ACCEPTED)
    facts = draft.facts | {"people": []}
    return save_draft(
        user=user, draft=draft, version=draft.version, facts=facts, proposals=proposals.as_json(some)
    )


def make_reviewer() -> User:
    make_topics()
    return make_editor(make_dialogue("USMX"))


def test_one_draft_written_by_two_at_once_is_written_once() -> None:
    user = make_reviewer()
    other, draft = make_editor(user.memberships.get().dialogue), make_ready(user)
    results = at_once(
        [lambda who=who: commit(user=who, draft=draft, version=draft.version) for who in (user, other)]
    )
    assert {type(one) for one in results} == {Round, StaleDraft}
    assert (Round.objects.count(), Statement.objects.count(), Item.objects.count()) == (1, 1, 4)


@pytest.mark.postgres_only
def test_of_two_texts_of_one_new_round_the_second_is_told_that_it_is_there() -> None:
    user = make_reviewer()
    first, second = make_ready(user), make_ready(user, f"{TEXT}\n\nMexico City")

    written = threading.Event()

    def write_later() -> None:
        with transaction.atomic():
            commit(user=user, draft=first, version=first.version)
            written.set()
            wait_until_one_waits()

    def write() -> Round:
        written.wait(5)
        return commit(user=user, draft=second, version=second.version)

    results = at_once([write_later, write])
    refused = [one for one in results if isinstance(one, DraftNotReady)]
    assert [[place for place, _says in one.says] for one in refused] == [["round"]]
    assert (Round.objects.count(), Statement.objects.count(), Item.objects.count()) == (1, 1, 4)


@pytest.mark.postgres_only
def test_second_language_locks_items_in_the_order_of_all_writers() -> None:
    """The transaction that holds the first of two items gets the second too, though the text names it first."""
    user = make_reviewer()
    english = make_ready(user)
    commit(user=user, draft=english, version=english.version)
    draft = make_ready(user, SPANISH, language=Language.ES)
    some = [one for one in proposals_of(draft) if one.same_as]
    assert len(some) > 1
    refs = sorted((one.same_as for one in some), reverse=True)
    for one, ref in zip(some, refs, strict=True):
        some = proposals.edited(some, one.key, same_as=ref)
    draft = save_draft(user=user, draft=draft, version=draft.version, proposals=proposals.as_json(some))
    first, last = Item.objects.get(ref=refs[-1]), Item.objects.get(ref=refs[0])
    held = threading.Event()

    def hold() -> Item:
        with writing(first):
            held.set()
            wait_until_one_waits()
            return Item.objects.select_for_update(nowait=True).get(pk=last.pk)

    def write() -> Round:
        held.wait(5)
        return commit(user=user, draft=draft, version=draft.version)

    assert [type(one) for one in at_once([hold, write])] == [Item, Round]
    assert Entry.objects.filter(act="amend").count() == len(refs)
