"""Imports by two people at once, and one that is killed in the middle: everything once, or nothing."""

import pytest

from ledger.importing.drafts import (
    StaleImport,
    begin_import,
    discard_import,
    mapping_of,
    table_of,
    write_draft,
)
from ledger.importing.running import run_import
from ledger.models import Entry, ImportDraft, Item, User
from ledger.recording import audit
from ledger.vocabulary import DraftState
from tests.makers import make_dialogue, make_editor, make_round, make_topic
from tests.support.children import python
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]

ROWS = "Ref,Round,Kind,Action,Topic,Status,Date\n" + "".join(
    f"A-{at},7,undertaken,Do {at}.,Torture prevention,in progress,2019-03-31\n" for at in range(20)
)

WRITE = """
import os, signal
from ledger.importing.drafts import write_draft
from ledger.models import ImportDraft
from ledger.recording import bulk_items
bulk_items.CHUNK_ROWS = 5
draft = ImportDraft.objects.select_related("dialogue", "started_by").get()
def told(done):
    if done == {killed_at}:
        os.kill(os.getpid(), signal.SIGKILL)
write_draft(user=draft.started_by, draft=draft, skips_bad=False, told=told)
"""


@pytest.fixture
def editor() -> User:
    round = make_round(make_dialogue("USMX"), number=7)
    make_topic("torture-prevention")
    return make_editor(round.dialogue)


def begun(user: User) -> ImportDraft:
    dialogue = user.memberships.get().dialogue
    return begin_import(user=user, dialogue=dialogue, name="tracker.csv", raw=ROWS.encode())


def test_killed_writing_leaves_the_draft_and_is_done_again(editor: User) -> None:
    draft = begun(editor)
    assert python(WRITE.format(killed_at=10)).returncode == -9
    draft.refresh_from_db()
    assert (draft.state, bytes(draft.content)) == (DraftState.OPEN, ROWS.encode())
    assert (Item.objects.count(), Entry.objects.count()) == (0, 0)
    told = python(WRITE.format(killed_at=0))
    assert (told.returncode, told.stderr) == (0, "")
    draft.refresh_from_db()
    assert (draft.state, draft.items, Item.objects.count()) == (DraftState.COMMITTED, 20, 20)
    assert list(audit()) == []


def test_draft_written_and_given_up_at_once_is_settled_once(editor: User) -> None:
    draft = begun(editor)
    other = make_editor(draft.dialogue)
    done = at_once(
        [
            lambda: write_draft(user=editor, draft=draft, skips_bad=False),
            lambda: write_draft(user=other, draft=draft, skips_bad=False),
        ]
    )
    assert sum(isinstance(answer, StaleImport) for answer in done) == 1, done
    assert (Item.objects.count(), Entry.objects.count()) == (20, 40)
    second = begun(editor)
    done = at_once(
        [
            lambda: write_draft(user=editor, draft=second, skips_bad=False),
            lambda: discard_import(user=other, draft=second),
        ]
    )
    assert not [
        answer for answer in done if isinstance(answer, Exception) and not isinstance(answer, StaleImport)
    ]
    assert Item.objects.count() == 20


def test_same_file_by_page_and_command_at_once_opens_each_item_once(editor: User) -> None:
    draft = begun(editor)
    table, mapping = table_of(draft), mapping_of(draft)
    done = at_once(
        [
            lambda: write_draft(user=editor, draft=draft, skips_bad=False),
            lambda: run_import(user=editor, dialogue=draft.dialogue, table=table, mapping=mapping),
        ]
    )
    assert sorted(outcome.written.items for outcome in done if outcome.written) == [20]
    assert (Item.objects.count(), Entry.objects.count()) == (20, 40)
    assert list(audit()) == []
