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
    "Party": 8,
    "Agency": 10,
    "Forum": 8,
    "Dialogue": 7,
    "Topic": 10,
    "TopicText": 10,
    "TopicPhrase": 8,
    "Round": 10,
    "AgendaPoint": 7,
    "Delegation": 10,
    "Delegate": 10,
    "RoundForum": 7,
    "Event": 10,
    "SourceFile": 10,
    "Statement": 10,
    "Passage": 8,
    "Item": 21,
    "ItemParty": 7,
    "ItemTopic": 7,
    "ItemAgency": 7,
    "ItemForum": 7,
    "ItemPassage": 7,
    "Position": 10,
    "Entry": 11,
    "EntryText": 7,
    "Evidence": 11,
    "RedactionRequest": 9,
    "Seal": 11,
    "IssuedReport": 11,
    "Handover": 10,
    "SavedView": 8,
    "ReviewDraft": 10,
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
    assert counts == [45, 45]
