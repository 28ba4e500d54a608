"""Amending an item: every field, as an entry with old and new; reasons; refusals."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest

from ledger.models import ITEM_FIELDS, Agency, Entry, Forum, Item
from ledger.recording import RuleViolation, StaleItem, amend_item, redact_entry, request_redaction
from ledger.vocabulary import (
    Act,
    AgreedAs,
    FactBasis,
    ItemSource,
    Kind,
    Precision,
    Priority,
)
from tests.makers import (
    ROUND_DAY,
    make_dialogue,
    make_editor,
    make_item,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = datetime.date(2018, 12, 31)


def amend(item: Item, reason: str = "Read again.", seen: int | None = None, **changes: Any) -> Entry:
    editor = make_editor(item.round.dialogue)
    return amend_item(user=editor, item=item, expected_sequence=seen, changes=changes, reason=reason)


def refusal(item: Item, **changes: Any) -> dict[str, str]:
    before = item.entries.count()
    with pytest.raises(RuleViolation) as refused:
        amend(item, **changes)
    assert item.entries.count() == before
    return refused.value.fields


def value_of(item: Item, name: str) -> Any:
    return ITEM_FIELDS[name].code_of(Item.objects.get(pk=item.pk))


# Every field

AMENDMENTS: dict[str, Callable[[Item], dict[str, Any]]] = {
    "kind": lambda _item: {"kind": Kind.UNDERTAKEN},
    "agreed_as": lambda _item: {"kind": Kind.AGREED, "agreed_as": AgreedAs.SHARED_VIEW},
    "passage": lambda item: {"passage": make_passage(make_statement(item.round)), "is_paraphrase": False},
    "is_paraphrase": lambda item: {
        "passage": make_passage(make_statement(item.round)),
        "is_paraphrase": False,
    },
    "other_passages": lambda item: {"other_passages": [make_passage(make_statement(item.round))]},
    "summary_en": lambda _item: {"summary_en": "Said better."},
    "summary_es": lambda _item: {"summary_es": "Mejor dicho."},
    "source": lambda _item: {"source": ItemSource.PRESS},
    "owed_by": lambda _item: {"owed_by": [make_party("MEX")]},
    "asked_by": lambda _item: {
        "kind": Kind.ASKED,
        "asked_by": [make_party("USA")],
        "asked_of": [make_party("MEX")],
    },
    "asked_of": lambda _item: {
        "kind": Kind.ASKED,
        "asked_by": [make_party("USA")],
        "asked_of": [make_party("MEX")],
    },
    "owner_basis": lambda _item: {"owner_basis": FactBasis.INFERRED},
    "agencies": lambda _item: {
        "agencies": [Agency.objects.create(code="MEX-PGR", party=make_party("MEX"), name_en="PGR")]
    },
    "forums": lambda _item: {"forums": [Forum.objects.create(code="OAS", name_en="OAS")]},
    "topics": lambda _item: {"topics": [make_topic("one"), make_topic("another")]},
    "deadline_on": lambda _item: _deadline(),
    "deadline_precision": lambda _item: _deadline(),
    "deadline_basis": lambda _item: _deadline(),
    "deadline_wording": lambda _item: {"deadline_wording": "in 2018"},
    "note": lambda _item: {"note": "Our reading."},
    "outside_ref": lambda _item: {"outside_ref": "A-1"},
    "continues": lambda item: {"continues": make_item(item.round)},
    "is_followed": lambda _item: {"is_followed": True},
    "officer": lambda item: {"officer": make_editor(item.round.dialogue)},
    "next_step": lambda _item: {"next_step": "Call them."},
    "review_on": lambda _item: {"review_on": DAY},
    "target_on": lambda _item: {"target_on": DAY},
    "priority": lambda _item: {"priority": Priority.HIGH},
}


def _deadline() -> dict[str, Any]:
    return {
        "deadline_on": DAY,
        "deadline_precision": Precision.YEAR,
        "deadline_basis": FactBasis.INFERRED,
    }


def test_every_field_has_an_amendment_here() -> None:
    """Those that only steps have are in test_steps.py."""
    assert set(AMENDMENTS) == {name for name, field in ITEM_FIELDS.items() if not field.is_of_steps}


@pytest.mark.parametrize("name", AMENDMENTS)
def test_field_is_amended_with_its_old_and_new_value(name: str) -> None:
    item = make_item()
    changes = AMENDMENTS[name](item)
    before = value_of(item, name)
    entry = amend(item, **changes)
    after = value_of(item, name)
    assert after != before
    assert set(entry.changes) == set(changes)
    if ITEM_FIELDS[name].is_text:
        assert entry.changes[name] is None
        assert json.loads(entry.text(f"changes.{name}")) == [before, after]
    else:
        assert entry.changes[name] == [before, after]


def test_amendment_is_an_entry_with_author_reason_and_no_voice() -> None:
    item = make_item()
    entry = amend(item, summary_en="Said better.", reason=" Clearer. ")
    assert (entry.act, entry.sequence, entry.reason, entry.voice, entry.status) == (
        Act.AMEND,
        2,
        "Clearer.",
        None,
        None,
    )


def test_amendment_names_only_what_changed() -> None:
    item = make_item(summary_en="The same.")
    assert list(amend(item, summary_en="The same.", priority=Priority.HIGH).changes) == ["priority"]


def test_rows_named_in_another_order_are_no_change() -> None:
    item = make_item(owed_by=[make_party("MEX"), make_party("USA")])
    assert list(refusal(item, owed_by=[make_party("USA"), make_party("MEX")])) == ["changes"]


def test_topics_in_another_order_are_a_change() -> None:
    one, another = make_topic("one"), make_topic("another")
    item = make_item(topics=[one, another])
    entry = amend(item, topics=[another, one])
    assert entry.changes == {
        "topics": [[str(one.uuid), str(another.uuid)], [str(another.uuid), str(one.uuid)]]
    }
    assert value_of(item, "topics") == [str(another.uuid), str(one.uuid)]


def test_amendment_is_no_news_of_the_item() -> None:
    item = make_item()
    amend(item, next_step="Call them.")
    assert Item.objects.get(pk=item.pk).newest_on == ROUND_DAY


# Reasons


@pytest.mark.parametrize("name", [name for name in AMENDMENTS if not ITEM_FIELDS[name].is_working])
def test_what_the_statement_says_is_not_reclassified_without_a_reason(name: str) -> None:
    item = make_item()
    assert list(refusal(item, reason=" ", **AMENDMENTS[name](item))) == ["reason"]


@pytest.mark.parametrize("name", [name for name in AMENDMENTS if ITEM_FIELDS[name].is_working])
def test_working_field_is_set_without_a_reason(name: str) -> None:
    item = make_item()
    assert amend(item, reason="", **AMENDMENTS[name](item)).reason == ""


@pytest.mark.parametrize("name", [name for name, field in ITEM_FIELDS.items() if field.is_date])
@pytest.mark.parametrize("to", [DAY + datetime.timedelta(days=1), None])
def test_date_is_not_moved_without_a_reason(name: str, to: datetime.date | None) -> None:
    item = make_item(**AMENDMENTS[name](None))  # type: ignore[arg-type]
    changes: dict[str, Any] = {name: to}
    if name == "deadline_on" and to is None:
        changes |= {"deadline_precision": None, "deadline_basis": None}
    assert list(refusal(item, reason="", **changes)) == ["reason"]
    assert amend(item, reason="They asked for time.", **changes).changes[name] == [
        DAY.isoformat(),
        to.isoformat() if to else None,
    ]


# Refusals


def test_amendment_that_changes_nothing_is_refused() -> None:
    item = make_item()
    assert list(refusal(item)) == ["changes"]
    assert list(refusal(item, kind=item.kind)) == ["changes"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": Kind.AGREED}, "agreed_as"),
        ({"is_paraphrase": False}, "is_paraphrase"),
        ({"summary_en": " "}, "summary_en"),
        ({"topics": []}, "topics"),
        ({"deadline_on": DAY}, "deadline_on"),
        ({"kind": None}, "kind"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_amended_item_meets_the_rules_of_an_opening(changes: dict[str, Any], field: str) -> None:
    assert list(refusal(make_item(), **changes)) == [field]


def test_passage_of_another_round_is_refused() -> None:
    passage = make_passage(make_statement(make_round()))
    assert list(refusal(make_item(), passage=passage, is_paraphrase=False)) == ["passage"]


def test_item_does_not_continue_itself() -> None:
    item = make_item()
    assert list(refusal(item, continues=item)) == ["continues"]


def test_items_do_not_continue_each_other_in_a_ring() -> None:
    round = make_round()
    first = make_item(round)
    third = make_item(round, continues=make_item(round, continues=first))
    assert list(refusal(first, continues=third)) == ["continues"]


def test_item_of_another_dialogue_is_not_continued() -> None:
    item = make_item(make_round(make_dialogue(), number=10**6))
    assert list(refusal(item, continues=make_item())) == ["continues"]


# Who saw what, and twice


def test_item_that_has_moved_on_is_not_amended() -> None:
    item = make_item()
    amend(item, next_step="Call them.")
    with pytest.raises(StaleItem):
        amend(item, seen=1, next_step="Write to them.")
    assert value_of(item, "next_step") == "Call them."


def test_amend_of_a_paraphrase_whose_words_were_redacted_asks_for_no_new_words():
    item = make_item()
    editor, second = make_editor(item.round.dialogue), make_editor(item.round.dialogue)
    request = request_redaction(
        user=editor, entry=item.entries.get(sequence=1), parts=["changes.summary_en"], reason="A name"
    )
    redact_entry(user=second, request=request)
    amend_item(user=editor, item=item, expected_sequence=None, changes={"next_step": "Ask again"})
    item.refresh_from_db()
    assert (item.summary_en, item.next_step) == ("", "Ask again")
