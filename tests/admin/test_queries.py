"""Lists take as many queries for three rows as for one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Membership, User
from tests.admin.rows import make_everything, make_superuser
from tests.admin.test_registration import MODELS
from tests.admin.test_walk import address, signed_in
from tests.makers import make_dialogue

# Session, account, rights, count, rows; then one for each filter by a related row and for a date hierarchy.
EXPECTED = {
    "Party": 10,
    "Agency": 12,
    "Forum": 10,
    "Dialogue": 9,
    "Topic": 12,
    "TopicPhrase": 10,
    "Round": 12,
    "AgendaPoint": 9,
    "Delegation": 12,
    "Delegate": 12,
    "RoundForum": 9,
    "Event": 12,
    "Statement": 12,
    "Passage": 10,
    "Item": 17,
    "ItemParty": 9,
    "ItemTopic": 9,
    "ItemAgency": 9,
    "ItemForum": 9,
    "ItemPassage": 9,
    "Position": 12,
    "Entry": 13,
    "EntryText": 9,
    "Evidence": 13,
    "RedactionRequest": 11,
    "Seal": 13,
    "User": 5,
    "Membership": 6,
}


def counted(client: Any, model: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address(model, "changelist", 0)).status_code == 200
    return len(queries)


@pytest.mark.django_db
def test_lists_ask_no_more_for_three_rounds_than_for_one() -> None:
    dialogue = make_dialogue()
    everything = make_everything(dialogue)
    reader, superuser = signed_in(everything.editor), signed_in(make_superuser())
    clients = {model: superuser if model in {User, Membership} else reader for model in MODELS}
    once = {model.__name__: counted(clients[model], model) for model in MODELS}
    make_everything(dialogue)
    make_everything(dialogue)
    assert {model.__name__: counted(clients[model], model) for model in MODELS} == once
    assert once == EXPECTED
