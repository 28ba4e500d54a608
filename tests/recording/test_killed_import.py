"""An import that is killed in the middle: nothing of it stands, and it is run again to the end."""

import pytest

from ledger.models import Entry, Item, Round
from ledger.recording import audit
from tests.makers import make_editor, make_round, make_topic
from tests.support.children import python

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]

IMPORT = """
import os, signal
from uuid import UUID
from ledger.models import Round, Topic, User
from ledger.recording import EntryContent, ItemGiven, bulk_items, import_items
from ledger.vocabulary import Kind
bulk_items.CHUNK_ROWS = 5
round = Round.objects.select_related("dialogue").get()
fields = {{"kind": Kind.DISCUSSED, "summary_en": "Prisons.", "topics": [Topic.objects.get()]}}
def told(done):
    if done == {killed_at}:
        os.kill(os.getpid(), signal.SIGKILL)
import_items(
    user=User.objects.get(username="{user}"), dialogue=round.dialogue, request_id=UUID(int=1), told=told,
    rows=[ItemGiven(row=at, round=round, fields=fields, entries=[EntryContent(note="x")]) for at in range(20)],
)
"""


def test_killed_import_leaves_nothing_and_runs_again():
    round = make_round()
    make_topic()
    user = make_editor(round.dialogue)
    killed = python(IMPORT.format(killed_at=10, user=user.username))
    assert killed.returncode == -9
    assert (Item.objects.count(), Entry.objects.count()) == (0, 0)
    assert Round.objects.get().next_item_number == 1
    for _time in range(2):
        told = python(IMPORT.format(killed_at=0, user=user.username))
        assert (told.returncode, told.stderr) == (0, "")
        assert (Item.objects.count(), Entry.objects.count()) == (20, 40)
    assert list(audit()) == []
