"""Spreadsheets that repeat words which a redaction destroys."""

import pytest

from ledger.importing.drafts import StaleImport, begin_import, forget_imports, write_draft
from ledger.models import Dialogue, ImportDraft
from ledger.recording import request_redaction
from ledger.vocabulary import DraftState
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_round
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NAMED = "The witness lives at 12 Elm Street."


def draft_of(dialogue: Dialogue, *notes: str) -> ImportDraft:
    """A spreadsheet with a row for each note, none of which says a status that we know."""
    rows = "".join(f"R{number};undertaken;Publish it.;Done-ish;{note}\n" for number, note in enumerate(notes))
    raw = f"Ref;Kind;Action;Status;Notes\n{rows}".encode()
    return begin_import(user=make_editor(dialogue), dialogue=dialogue, name="tracker.csv", raw=raw)


def kept(draft: ImportDraft) -> tuple[str, bool]:
    draft.refresh_from_db()
    return draft.state, any((draft.content, draft.table, draft.found))


def test_those_alone_are_emptied_that_repeat_what_is_destroyed() -> None:
    dialogue = make_dialogue()
    repeating, other = draft_of(dialogue, "Nothing.", f"As told: {NAMED}"), draft_of(dialogue, "Nothing.")
    of_strangers = draft_of(make_dialogue(), NAMED)
    forget_imports(dialogue=dialogue, destroyed=["Nothing.", NAMED])
    assert kept(repeating) == (DraftState.DISCARDED, False)
    assert (kept(other), kept(of_strangers)) == ((DraftState.OPEN, True), (DraftState.OPEN, True))


def test_rows_at_fault_of_one_that_was_written_are_searched_too() -> None:
    draft = draft_of(make_dialogue(), NAMED)
    ImportDraft.objects.filter(pk=draft.pk).update(state=DraftState.COMMITTED, table=b"")
    forget_imports(dialogue=draft.dialogue, destroyed=[NAMED])
    assert kept(draft) == (DraftState.COMMITTED, False)


def test_who_saw_it_before_is_told() -> None:
    draft = draft_of(make_dialogue(), NAMED)
    forget_imports(dialogue=draft.dialogue, destroyed=[NAMED])
    with pytest.raises(StaleImport):
        write_draft(user=draft.started_by, draft=draft, skips_bad=True)


def test_approval_of_a_redaction_empties_them() -> None:
    item = make_item(make_round(make_dialogue()))
    dialogue = item.round.dialogue
    entry, draft = make_entry(item, note=NAMED), draft_of(dialogue, NAMED)
    asks, approves = make_editor(dialogue), signed_in(make_editor(dialogue))
    request = request_redaction(user=asks, entry=entry, parts=["note"], reason="A name.")
    page = f"/items/{item.ref}/redactions/{request.pk}/approve/"
    form = approves.get(page).context["form"]
    approves.post(page, {field.name: str(field.value()) for field in form.hidden_fields()}, follow=True)
    assert kept(draft) == (DraftState.DISCARDED, False)
