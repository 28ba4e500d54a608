"""Our own translations of a note: texts of its entry, and so proved, released and redacted with it."""

import json

import pytest

from ledger.models import Entry, Item
from ledger.recording import (
    EntryContent,
    RuleViolation,
    adopt_position,
    correct_entry,
    decline_redaction,
    redact_entry,
    request_redaction,
)
from ledger.recording.chain import CHAIN_ROWS, breaks
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Status, Voice
from tests.makers import make_editor, make_entry, make_item, make_topic
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in
from tests.support.kind_table import build_kind
from tests.support.marked_ledger import release
from tests.support.reading_back import written

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOTE, OURS = "The court ordered a register.", "El tribunal ordenó un registro."


@pytest.fixture
def item() -> Item:
    return make_item(topics=[make_topic("torture")])


def said(item: Item, **fields: object) -> Entry:
    return make_entry(
        item,
        Status.STALLED,
        **{"voice": Voice.RECORD, "source": "JURIST", "note": NOTE, "note_es": OURS} | fields,
    )


def texts(entry: Entry) -> dict[str, str]:
    return {row.part: row.text for row in entry.texts.all()}


def report(language: str = "es", audience: str = "internal", length: str = "full") -> str:
    made = build_kind("topic", {"topic": "torture"}, language=language, audience=audience, length=length)
    return written(formats()["json"], made).decode()


def test_translation_is_a_text_of_its_entry_and_the_chain_holds(item: Item) -> None:
    entry = said(item, note_en="  ")
    assert texts(entry) == {"note": NOTE, "note_es": OURS, "source": "JURIST"}
    assert "note_es" in entry.digests
    assert EntryContent.of(entry).note_es == OURS
    assert list(breaks(Entry.objects.filter(item=item).select_related(*CHAIN_ROWS).with_texts())) == []


def test_translation_without_a_note_is_refused(item: Item) -> None:
    with pytest.raises(RuleViolation) as refused:
        said(item, note=" ")
    assert refused.value.fields == {"note_es": "A translation stands beside a note: write the note."}


def test_later_translation_is_a_correction_that_says_all_else_again(item: Item) -> None:
    entry = said(item, note_es="")
    release(entry)
    later = correct_entry(
        user=make_editor(item.round.dialogue),
        entry=entry,
        says=EntryContent.of(entry).but(note_es=OURS),
        reason="Translated.",
        expected_sequence=None,
    )
    assert texts(later) == {"note": NOTE, "note_es": OURS, "source": "JURIST", "reason": "Translated."}
    release(item.entries.get(sequence=1))
    assert OURS not in report(audience="public"), "it waits for its release, as all that is corrected"
    release(later)
    assert f"{OURS} (traducción nuestra)" in report(audience="public")


def test_reports_tell_the_translation_into_their_language_and_mark_it_as_ours(item: Item) -> None:
    said(item)
    spanish, english = json.loads(report()), json.loads(report("en"))
    assert f"{OURS} (traducción nuestra)" in json.dumps(spanish, ensure_ascii=False)
    assert NOTE not in json.dumps(spanish)
    assert NOTE in json.dumps(english)
    assert OURS not in json.dumps(english, ensure_ascii=False)


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])
def test_translation_leaves_with_its_note_and_not_before(item: Item, audience: Audience) -> None:
    entry, code = said(item), item.round.dialogue.code
    release(item.entries.get(sequence=1))
    asked = {"language": "es", "audience": audience, "length": "full", "dialogue": code}
    before = build_kind("topic", {"topic": "torture"}, **asked)
    assert OURS not in written(formats()["json"], before).decode()
    release(entry, audience)
    after = build_kind("topic", {"topic": "torture"}, **asked)
    assert OURS in written(formats()["json"], after).decode()


def test_translation_is_typed_on_the_items_page_and_told_there_as_ours(item: Item) -> None:
    client = signed_in(make_editor(item.round.dialogue))
    there = item.get_absolute_url()
    typed = sent_by(client.get(there).context["form"]) | {"note": NOTE, "note_es": OURS}
    client.post(there, typed)
    assert texts(item.entries.get(sequence=2)) == {"note": NOTE, "note_es": OURS}
    page = " ".join(client.get(there).content.decode().split())
    assert f'Our translation into Spanish:</span> <span lang="es">{OURS}</span>' in page


def test_redaction_of_a_note_takes_its_translations(item: Item) -> None:
    entry = said(item)
    dialogue = item.round.dialogue
    request = request_redaction(
        user=make_editor(dialogue), entry=entry, parts=["note"], reason="It names a victim."
    )
    assert request.parts == ["note", "note_es"]
    redact_entry(user=make_editor(dialogue), request=request)
    assert texts(entry) == {"source": "JURIST"}
    assert OURS not in report()


def test_translation_asked_for_by_itself_does_not_outlast_its_note(item: Item) -> None:
    entry, dialogue = said(item), item.round.dialogue
    asker, decider = make_editor(dialogue), make_editor(dialogue)
    alone = request_redaction(user=asker, entry=entry, parts=["note_es"], reason="It names a victim.")
    whole = request_redaction(user=asker, entry=entry, parts=["note"], reason="It names a victim.")
    redaction = redact_entry(user=decider, request=whole)
    assert redaction.redacted_parts == ["note", "note_es"]
    decline_redaction(user=decider, request=alone)
    assert texts(entry) == {"source": "JURIST"}
    assert list(breaks(Entry.objects.filter(item=item).select_related(*CHAIN_ROWS).with_texts())) == []


def test_adopting_in_words_of_our_own_leaves_the_translation_behind(item: Item) -> None:
    entry = said(item)
    adopted = adopt_position(user=entry.author, entry=entry, expected_sequence=None, note="We agree.")
    assert (adopted.note, adopted.text("note_es")) == ("We agree.", "")
    again = make_item()
    theirs = said(again)
    assert adopt_position(user=theirs.author, entry=theirs, expected_sequence=None).text("note_es") == OURS
