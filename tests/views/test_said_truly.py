"""Sentences of pages that were untrue once."""

from typing import Any

import pytest

from ledger.models import Item, User
from ledger.recording import amend_many, undo_batch
from ledger.vocabulary import EvidenceType, Role, SourceKind, Status
from tests.makers import make_dialogue, make_entry, make_evidence, make_item, make_member, make_round
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

OTHERS, OWN = "somebody else was faster", "you recorded something yourself"


@pytest.fixture
def keeper() -> User:
    return make_member(Role.EDITOR, dialogue=make_dialogue())


@pytest.fixture
def item(keeper: User) -> Item:
    return make_item(make_round(keeper.memberships.get().dialogue), keeper, is_followed=True)


@pytest.mark.parametrize("is_own", [True, False])
def test_who_was_faster_is_said_as_it_was(keeper: User, item: Item, is_own: bool) -> None:
    client, there = signed_in(keeper), f"/items/{item.ref}/"
    sent = sent_by(client.get(there).context["form"]) | {"note": "A call."}
    make_entry(item, user=keeper if is_own else None, note="Meanwhile.")
    page = client.post(there, sent).content.decode()
    assert (OWN in page, OTHERS in page) == (is_own, not is_own)


@pytest.mark.parametrize("is_own", [True, False])
def test_who_was_faster_on_many_is_said_as_it_was(keeper: User, item: Item, is_own: bool) -> None:
    client, there = signed_in(keeper), f"/batches/new/follow/?item={item.pk}"
    form = client.get(there).context["form"]
    make_entry(item, user=keeper if is_own else None, note="Meanwhile.")
    sent = sent_by(form) | {"target": [f"{item.pk}:1"], "is_followed": "no", "step": "write"}
    page = client.post(there, sent).content.decode()
    assert (OWN in page, OTHERS in page) == (is_own, not is_own)


def follow(keeper: User, item: Item, *, is_followed: bool) -> Any:
    (entry,) = amend_many(user=keeper, targets=[(item, None)], changes={"is_followed": is_followed})
    return entry.batch


def test_batch_that_was_undone_or_overtaken_offers_no_undo(keeper: User, item: Item) -> None:
    client = signed_in(keeper)
    first = follow(keeper, item, is_followed=False)
    assert f"/batches/{first}/undo/" in client.get(f"/batches/{first}/").content.decode()
    undo_batch(user=keeper, batch=first, reason="Wrong.")
    second = follow(keeper, item, is_followed=False)
    follow(keeper, item, is_followed=True)
    for batch in (first, second):
        page = client.get(f"/batches/{batch}/").content.decode()
        assert ("It was undone, or" in page, "/undo/" in page) == (True, False)


def test_batch_of_entries_that_were_corrected_offers_no_undo(keeper: User, item: Item) -> None:
    client = signed_in(keeper)
    entry = make_entry(item, Status.STALLED, keeper, batch="6f0ad0c4-8f6c-4a7f-9f8e-0c6a3c1f1a11")
    there = f"/batches/{entry.batch}/"
    assert f"{there}undo/" in client.get(there).content.decode()
    undo_batch(user=keeper, batch=entry.batch, reason="Wrong.")
    assert f"{there}undo/" not in client.get(there).content.decode()


def test_evidence_says_what_somebody_chose_or_nothing(keeper: User, item: Item) -> None:
    client, there = signed_in(keeper), f"/items/{item.ref}/"
    sent = sent_by(client.get(there).context["form"]) | {"note": "A call.", "evidence-0-title": "A paper"}
    client.post(there, sent)
    piece = item.entries.get(sequence=2).evidence.get()
    assert (piece.type, piece.source_kind) == (EvidenceType.UNSTATED, SourceKind.UNSTATED)
    chosen = make_evidence(title="A book", type=EvidenceType.REPORT, source_kind=SourceKind.PRESS)
    make_entry(item, user=keeper, note="Read it.", evidence=(chosen,))
    words = " ".join(client.get(there).content.decode().split())
    assert "A paper </li>" in words
    assert "A book · report, press </li>" in words
