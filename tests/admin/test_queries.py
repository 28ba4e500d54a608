"""Lists take as many queries for three rows as for one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import AgendaPoint, Membership, Round, User
from tests.makers import make_dialogue, make_topic
from tests.support.admin_pages import MODELS, address, signed_in
from tests.support.rows import make_everything, make_superuser

pytestmark = pytest.mark.both_databases

# Session, account, rights, count, rows; then one for each filter by a related row and for a date hierarchy.
EXPECTED = {
    "Party": 9,
    "Agency": 11,
    "Forum": 9,
    "Dialogue": 8,
    "Topic": 11,
    "TopicText": 11,
    "TopicPhrase": 9,
    "Round": 11,
    "AgendaPoint": 8,
    "Delegation": 11,
    "Delegate": 11,
    "RoundForum": 8,
    "Event": 11,
    "Statement": 11,
    "Passage": 9,
    "Item": 23,
    "ItemParty": 8,
    "ItemTopic": 8,
    "ItemAgency": 8,
    "ItemForum": 8,
    "ItemPassage": 8,
    "Position": 11,
    "Entry": 12,
    "EntryText": 8,
    "Evidence": 12,
    "RedactionRequest": 10,
    "Seal": 12,
    "IssuedReport": 12,
    "Handover": 11,
    "SavedView": 9,
    "ReviewDraft": 11,
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


@pytest.mark.django_db
def test_round_page_asks_no_more_for_three_points_of_its_agenda_than_for_one() -> None:
    everything = make_everything()
    client = signed_in(everything.editor)
    counts = []
    client.get(address(Round, "change", everything.round.pk))  # what is read once per process
    for position in (2, 4):
        with CaptureQueriesContext(connection) as queries:
            client.get(address(Round, "change", everything.round.pk))
        counts.append(len(queries))
        for place in (position, position + 1):
            AgendaPoint.objects.create(
                round=everything.round, position=place, topic=make_topic(), carried_from=everything.item
            )
    assert counts == [46, 46]
