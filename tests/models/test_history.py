"""Items as they were known: at a past moment, after amendments, withdrawals and redactions, for an audience."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import ITEM_FIELDS, Entry, Item, KnownItem, items_known
from ledger.recording import (
    amend_item,
    correct_entry,
    redact_entry,
    release_entry,
    request_redaction,
    withdraw_item,
)
from ledger.vocabulary import AgreedAs, Audience, Kind, Priority
from tests.makers import (
    ROUND_DAY,
    make_editor,
    make_entry,
    make_item,
    make_passage,
    make_releaser,
    make_round,
    make_statement,
    make_topic,
    set_clock,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
INSTANT = datetime.timedelta(microseconds=1)


def amend(item: Item, **changes: Any) -> Entry:
    editor = make_editor(item.round.dialogue)
    return amend_item(user=editor, item=item, expected_sequence=None, changes=changes, reason="Read again.")


def withdraw(item: Item, see_also: Item | None = None) -> Entry:
    editor = make_editor(item.round.dialogue)
    return withdraw_item(
        user=editor, item=item, expected_sequence=None, reason="In error.", see_also=see_also
    )


def release(entry: Entry, audience: Audience = Audience.PUBLIC) -> Entry:
    releaser = make_releaser(entry.item.round.dialogue)
    return release_entry(user=releaser, entry=entry, audience=audience, expected_sequence=None)


def redact(entry: Entry, *parts: str) -> None:
    dialogue = entry.item.round.dialogue
    request = request_redaction(user=make_editor(dialogue), entry=entry, parts=parts, reason="A name.")
    redact_entry(user=make_editor(dialogue), request=request)


def known(item: Item, *asked: Any) -> KnownItem:
    return items_known([item], *asked)[item.pk]


# For our own people


def test_known_fields_are_the_items_own() -> None:
    round = make_round()
    item = make_item(round, passage=make_passage(make_statement(round)), topics=[make_topic(), make_topic()])
    amend(
        item, kind=Kind.AGREED, agreed_as=AgreedAs.SHARED_VIEW, summary_es="Prevenir.", officer=None, note="x"
    )
    amend(item, priority=Priority.HIGH, topics=[make_topic()])
    row = Item.objects.get(pk=item.pk)
    assert known(item).fields == {
        name: field.code_of(row)
        for name, field in ITEM_FIELDS.items()
        if not (field.is_of_steps or field.is_rare)
    }
    assert (known(item).opened_on, known(item).is_withdrawn, known(item).redacted) == (
        ROUND_DAY,
        False,
        set(),
    )


def test_fields_are_rebuilt_for_every_past_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    item = make_item(summary_en="First.")
    for hour, words in enumerate(["Second.", "Third."], start=1):
        set_clock(monkeypatch, NOON + hour * HOUR)
        amend(item, summary_en=words)
    asked = [NOON, NOON + HOUR - INSTANT, NOON + HOUR, NOON + 9 * HOUR, None]
    assert [known(item, moment).fields["summary_en"] for moment in asked] == [
        "First.",
        "First.",
        "Second.",
        "Third.",
        "Third.",
    ]


def test_each_field_names_the_entry_that_gave_it_its_value() -> None:
    item = make_item()
    make_entry(item)
    amend(item, priority=Priority.HIGH)
    changed_by = known(item).changed_by
    assert (changed_by["priority"], changed_by["kind"]) == (3, 1)


def test_item_not_opened_by_then_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    item = make_item()
    assert items_known([item], NOON - INSTANT) == {}
    assert list(items_known([item.pk], NOON)) == [item.pk]


def test_withdrawn_item_is_there_and_says_so_from_its_withdrawal_on(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    item = make_item()
    other = make_item(item.round)
    set_clock(monkeypatch, NOON + HOUR)
    withdrawal = withdraw(item, see_also=other)
    set_clock(monkeypatch, NOON + 2 * HOUR)
    editor = make_editor(item.round.dialogue)
    correct_entry(user=editor, entry=withdrawal, expected_sequence=None, says=None, reason="It was right.")
    found = [known(item, NOON + hours * HOUR) for hours in range(3)]
    assert [(one.is_withdrawn, one.see_also) for one in found] == [
        (False, None),
        (True, other.ref),
        (False, None),
    ]


def test_redacted_text_is_empty_and_named_until_it_is_amended() -> None:
    item = make_item(summary_en="A name.", note="A note.")
    redact(item.entries.get(), "changes.summary_en")
    assert (known(item).fields["summary_en"], known(item).redacted) == ("", {"summary_en"})
    assert known(item).fields["note"] == "A note."
    amend(item, summary_en="No name.")
    assert (known(item).fields["summary_en"], known(item).redacted) == ("No name.", set())


@pytest.mark.parametrize(("audience", "queries"), [(Audience.INTERNAL, 2), (Audience.PUBLIC, 3)])
def test_queries_do_not_grow_with_the_items(audience: Audience, queries: int) -> None:
    round = make_round()
    items = [make_item(round) for _ in range(3)]
    for item in items:
        release(item.entries.get())
        amend(item, priority=Priority.HIGH)
    for some in (items[:1], items):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(items_known(some, None, audience)) == len(some)
        assert len(captured) == queries


# For others


def test_item_is_unknown_to_others_until_its_opening_is_released() -> None:
    item = make_item()
    dialogue = item.round.dialogue
    assert items_known([item], None, Audience.SHARED, dialogue=dialogue) == {}
    release(item.entries.get(), Audience.SHARED)
    shared = items_known([item], None, Audience.SHARED, dialogue=dialogue)[item.pk]
    assert shared.fields["summary_en"] == "How to prevent torture."
    assert items_known([item], None, Audience.PUBLIC) == {}


def test_others_see_no_working_field() -> None:
    item = make_item(next_step="Call them.", priority=Priority.HIGH, is_followed=True, note="Doubtful.")
    release(item.entries.get())
    assert set(known(item, None, Audience.PUBLIC).fields) == {
        name for name, field in ITEM_FIELDS.items() if not (field.is_working or field.is_of_steps)
    }


def test_amendment_is_seen_once_it_is_released() -> None:
    item = make_item(kind=Kind.DISCUSSED)
    release(item.entries.get())
    amendment = amend(item, kind=Kind.ACKNOWLEDGED)
    assert known(item, None, Audience.PUBLIC).fields["kind"] == "discussed"
    release(amendment)
    assert known(item, None, Audience.PUBLIC).fields["kind"] == "acknowledged"


def test_amended_text_is_withheld_until_its_amendment_is_released() -> None:
    item = make_item(summary_en="A name.", summary_es="Un texto.")
    release(item.entries.get())
    amendment = amend(item, summary_en="No name.")
    fields = known(item, None, Audience.PUBLIC).fields
    assert (fields["summary_en"], fields["summary_es"]) == ("", "Un texto.")
    release(amendment)
    assert known(item, None, Audience.PUBLIC).fields["summary_en"] == "No name."


def test_paraphrase_whose_words_are_withheld_is_left_out() -> None:
    item = make_item(summary_en="A name.")
    release(item.entries.get())
    amend(item, summary_en="No name.")
    assert items_known([item], None, Audience.PUBLIC) == {}


def test_quoted_item_whose_summary_is_withheld_stays() -> None:
    round = make_round()
    item = make_item(round, passage=make_passage(make_statement(round)), summary_en="A name.")
    release(item.entries.get())
    amend(item, summary_en="No name.")
    assert known(item, None, Audience.PUBLIC).fields["summary_en"] == ""


def test_amended_text_is_withheld_from_past_reports_too(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    round = make_round()
    item = make_item(round, passage=make_passage(make_statement(round)), summary_en="A name.")
    release(item.entries.get())
    set_clock(monkeypatch, NOON + HOUR)
    amend(item, summary_en="No name.")
    assert known(item, NOON + HOUR / 2, Audience.PUBLIC).fields["summary_en"] == ""
    assert known(item, NOON + HOUR / 2).fields["summary_en"] == "A name."


def test_withdrawn_item_is_unknown_to_others() -> None:
    item = make_item()
    release(item.entries.get())
    withdraw(item)
    assert items_known([item], None, Audience.PUBLIC) == {}


def test_opening_whose_release_was_taken_back_is_unknown_to_others() -> None:
    item = make_item()
    release(item.entries.get())
    release(item.entries.get(sequence=1), Audience.INTERNAL)
    assert items_known([item], None, Audience.PUBLIC) == {}
