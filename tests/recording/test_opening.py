"""Opening an item: its reference, its first entry, its fields, and what is refused."""

import datetime
import json
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps

from ledger.models import ITEM_FIELDS, Entry, Item, ItemTopic, Round, User
from ledger.models.fields import Guarded, GuardedQuerySet, GuardedWriteError
from ledger.recording import RuleViolation, amend_item, open_item
from ledger.vocabulary import (
    Act,
    AgreedAs,
    FactBasis,
    Kind,
    Precision,
    Role,
    RoundState,
    Status,
)
from tests.makers import (
    ROUND_DAY,
    make_agency,
    make_dialogue,
    make_editor,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    set_clock,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)


def refusal(round: Round | None = None, **fields: Any) -> dict[str, str]:
    """What the write API says when an item of these fields is opened; nothing is written, no number is used."""
    round = round or make_round()
    before = Entry.objects.count(), Item.objects.count()
    with pytest.raises(RuleViolation) as refused:
        make_item(round, **fields)
    assert (Entry.objects.count(), Item.objects.count()) == before
    round.refresh_from_db()
    assert round.next_item_number == 1
    return refused.value.fields


# References and numbers


def test_refs_count_up_within_a_round() -> None:
    round = make_round(make_dialogue("USMX"), number=7)
    assert [make_item(round).ref for _ in range(2)] == ["USMX-7-01", "USMX-7-02"]


def test_ref_counter_starts_anew_in_each_round() -> None:
    dialogue = make_dialogue("USMX")
    assert [make_item(make_round(dialogue, number=number)).ref for number in (7, 8)] == [
        "USMX-7-01",
        "USMX-8-01",
    ]


def test_ref_beyond_99_takes_three_digits() -> None:
    round = make_round(make_dialogue("USMX"), number=7, next_item_number=100)
    assert make_item(round).ref == "USMX-7-100"


def test_opening_an_item_is_no_change_of_its_round() -> None:
    round = make_round()
    before = list(Round.history.filter(id=round.pk).values())
    make_item(round)
    assert list(Round.history.filter(id=round.pk).values()) == before
    round.refresh_from_db()
    assert round.next_item_number == 2


# The first entry


def test_opening_is_entry_one_with_every_field_as_a_change_from_nothing() -> None:
    item = make_item(summary_en="How to prevent torture.")
    (entry,) = item.entries.all()
    assert (entry.sequence, entry.act, entry.previous_hash) == (1, Act.OPEN, "")
    assert set(entry.changes) == {
        name for name, field in ITEM_FIELDS.items() if not (field.is_of_steps or field.is_rare)
    }
    assert {name: change[0] for name, change in entry.changes.items() if change is not None} == {
        name: None for name in entry.changes if name != "summary_en"
    }
    assert entry.changes["kind"] == [None, "discussed"]


def test_opening_names_a_rare_field_where_it_is_given() -> None:
    (entry,) = make_item(summary_en="How to prevent torture.", outside_ref="A-1").entries.all()
    texts = {row.part: json.loads(row.text) for row in entry.texts.all()}
    assert texts["changes.outside_ref"] == [None, "A-1"]


def test_opening_keeps_free_text_apart() -> None:
    (entry,) = make_item(summary_en="How to prevent torture.").entries.all()
    assert entry.changes["summary_en"] is None
    assert {row.part: json.loads(row.text) for row in entry.texts.all()} == {
        "changes.summary_en": [None, "How to prevent torture."]
    }


def test_opening_names_rows_by_code() -> None:
    round = make_round()
    topic, passage = make_topic(), make_passage(make_statement(round))
    earlier = make_item(round)
    mexico, usa = make_party("MEX"), make_party("USA")
    item = make_item(
        round,
        kind=Kind.ASKED,
        passage=passage,
        topics=[topic],
        continues=earlier,
        asked_by=[usa],
        asked_of=[mexico],
        owed_by=[usa, mexico],
        deadline_on=datetime.date(2018, 12, 31),
        deadline_precision=Precision.YEAR,
        deadline_basis=FactBasis.INFERRED,
    )
    changes = item.entries.get().changes
    names = ("passage", "topics", "continues", "asked_by", "asked_of", "owed_by", "deadline_on")
    assert {name: changes[name][1] for name in names} == {
        "passage": f"{passage.statement.sha256}:{passage.start}-{passage.end}",
        "topics": [str(topic.uuid)],
        "continues": earlier.ref,
        "asked_by": ["USA"],
        "asked_of": ["MEX"],
        "owed_by": ["MEX", "USA"],
        "deadline_on": "2018-12-31",
    }


def test_opening_keeps_its_reason() -> None:
    assert make_item(reason=" Read from the statement. ").entries.get().reason == "Read from the statement."


# From when it counts


def test_opening_counts_from_the_last_day_of_its_round() -> None:
    round = make_round(starts_on=ROUND_DAY, ends_on=ROUND_DAY + datetime.timedelta(days=1))
    assert make_item(round).entries.get().effective_on == datetime.date(2015, 10, 22)


def test_opening_in_a_round_without_dates_counts_from_its_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    round = make_round(starts_on=None, ends_on=None, dates_basis=FactBasis.UNKNOWN)
    assert make_item(round).entries.get().effective_on == datetime.date(2026, 3, 1)


def test_opening_on_a_given_day_counts_from_it() -> None:
    item = make_item(effective_on=datetime.date(2015, 11, 20), effective_precision=Precision.MONTH)
    entry = item.entries.get()
    assert (entry.effective_on, entry.effective_precision) == (datetime.date(2015, 11, 1), Precision.MONTH)


def test_opening_in_a_round_that_lies_ahead_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    ahead = datetime.date(2026, 3, 2)
    round = make_round(state=RoundState.PLANNED, starts_on=ahead, ends_on=ahead)
    assert list(refusal(round)) == ["effective_on"]


# What is kept for quick reading


def test_new_item_is_unassessed_and_open() -> None:
    item = make_item()
    item.refresh_from_db()
    assert (item.status, item.status_on, item.is_open, item.is_withdrawn, item.is_differing) == (
        Status.UNASSESSED,
        None,
        True,
        False,
        False,
    )
    assert (item.last_sequence, item.newest_on) == (1, ROUND_DAY)
    assert item.head_hash == item.entries.get().hash


def test_topics_keep_their_order() -> None:
    topics = [make_topic("zeal"), make_topic("arms")]
    item = make_item(topics=topics)
    links = ItemTopic.objects.filter(item=item)
    assert [(link.topic, link.position) for link in links] == [(topics[0], 0), (topics[1], 1)]


@pytest.mark.parametrize(
    ("fields", "is_followed"),
    [
        ({"kind": Kind.DISCUSSED}, False),
        ({"kind": Kind.ACKNOWLEDGED}, False),
        ({"kind": Kind.AGREED, "agreed_as": AgreedAs.SHARED_VIEW}, False),
        ({"kind": Kind.AGREED, "agreed_as": AgreedAs.GENERAL_PLEDGE}, True),
        ({"kind": Kind.UNDERTAKEN}, True),
        ({"kind": Kind.UNDERTAKEN, "is_followed": False}, False),
        ({"kind": Kind.DISCUSSED, "is_followed": True}, True),
    ],
)
def test_commitments_are_followed_unless_said_otherwise(fields: dict[str, Any], is_followed: bool) -> None:
    assert make_item(**fields).is_followed is is_followed


def test_asks_are_followed() -> None:
    assert make_item(kind=Kind.ASKED, asked_by=[make_party("USA")], asked_of=[make_party("MEX")]).is_followed


# Twice


def test_same_request_opens_once() -> None:
    round, request = make_round(), uuid4()
    fields = {"user": make_editor(round.dialogue), "topics": [make_topic()], "request_id": request}
    first = make_item(round, **fields)
    assert make_item(round, **fields) == first
    assert (round.items.count(), Entry.objects.filter(item=first).count()) == (1, 1)


def test_same_request_in_another_round_opens_another() -> None:
    request = uuid4()
    assert make_item(request_id=request) != make_item(request_id=request)


# Refusals


def test_item_without_a_kind_is_refused() -> None:
    assert list(refusal(kind=None)) == ["kind"]


@pytest.mark.parametrize("fields", [{"kind": Kind.AGREED}, {"agreed_as": AgreedAs.SHARED_VIEW}])
def test_agreed_as_belongs_to_agreed_alone(fields: dict[str, Any]) -> None:
    assert list(refusal(**fields)) == ["agreed_as"]


def test_item_with_neither_passage_nor_paraphrase_mark_is_refused() -> None:
    assert list(refusal(is_paraphrase=False)) == ["is_paraphrase"]


def test_paraphrase_with_a_passage_is_refused() -> None:
    round = make_round()
    assert list(refusal(round, passage=make_passage(make_statement(round)), is_paraphrase=True)) == [
        "is_paraphrase"
    ]


def test_paraphrase_without_words_is_refused() -> None:
    assert list(refusal(summary_en=" ", summary_es="")) == ["summary_en"]


def test_paraphrase_in_spanish_alone_is_enough() -> None:
    assert make_item(summary_en="", summary_es="Prevenir la tortura.").is_paraphrase


def test_passage_needs_no_summary() -> None:
    round = make_round()
    item = make_item(round, passage=make_passage(make_statement(round)), summary_en="")
    assert (item.is_paraphrase, item.passage.quote) == (False, "actions to prevent torture")  # type: ignore[union-attr]


def test_item_without_a_topic_is_refused() -> None:
    assert list(refusal(topics=[])) == ["topics"]


def test_topic_named_twice_is_refused() -> None:
    topic = make_topic()
    assert list(refusal(topics=[topic, topic])) == ["topics"]


@pytest.mark.parametrize("missing", ["deadline_on", "deadline_precision", "deadline_basis"])
def test_deadline_has_date_precision_and_basis(missing: str) -> None:
    whole = {
        "deadline_on": datetime.date(2018, 1, 1),
        "deadline_precision": Precision.DAY,
        "deadline_basis": FactBasis.STATED,
    }
    assert list(refusal(**whole | {missing: None})) == ["deadline_on"]


def test_passage_of_another_round_is_refused() -> None:
    assert list(refusal(passage=make_passage(make_statement(make_round())))) == ["passage"]


def test_other_passage_of_another_round_is_refused() -> None:
    assert list(refusal(other_passages=[make_passage(make_statement(make_round()))])) == ["other_passages"]


def test_continuing_an_item_of_another_dialogue_is_refused() -> None:
    assert list(refusal(make_round(number=10**6), continues=make_item())) == ["continues"]


def test_continuing_an_item_of_a_later_round_is_refused() -> None:
    dialogue = make_dialogue()
    later = make_item(make_round(dialogue, number=8))
    assert list(refusal(make_round(dialogue, number=7), continues=later)) == ["continues"]


def test_stranger_to_the_dialogue_owes_nothing() -> None:
    assert list(refusal(owed_by=[make_party("EU")])) == ["owed_by"]


@pytest.mark.parametrize("missing", ["asked_by", "asked_of"])
def test_ask_says_who_asks_and_who_is_asked(missing: str) -> None:
    both = {"asked_by": [make_party("USA")], "asked_of": [make_party("MEX")]}
    assert list(refusal(kind=Kind.ASKED, **both | {missing: []})) == [missing]


def test_only_an_ask_is_asked() -> None:
    assert list(refusal(asked_by=[make_party("USA")])) == ["asked_by"]


def test_unknown_field_is_refused() -> None:
    assert list(refusal(colour="green")) == ["colour"]


def test_every_broken_rule_is_told_at_once() -> None:
    assert set(refusal(kind=Kind.AGREED, topics=[], summary_en="")) == {"agreed_as", "topics", "summary_en"}


# Around the write API


@pytest.mark.parametrize(
    "around",
    [
        lambda item: Item.objects.update(next_step="x"),
        lambda item: Item.objects.filter(pk=item.pk).delete(),
        lambda item: item.round.items.all().delete(),
        lambda item: item.save(),
        lambda item: item.delete(),
        lambda item: Item.objects.create(round=item.round, number=9, ref="X", kind="discussed"),
        lambda item: Item.objects.bulk_create([item]),
        lambda item: Item.objects.bulk_update([item], ["next_step"]),
        lambda item: Item.objects.update_or_create(pk=item.pk, defaults={"next_step": "x"}),
        lambda item: Item.objects.get_or_create(ref="X", round=item.round, number=9, kind="discussed"),
        lambda item: item.round.items.add(item, bulk=True),
        lambda item: item.topics.add(make_topic(), through_defaults={"position": 3}),
        lambda item: item.topics.clear(),
        lambda item: item.entries.all().update(act="note"),
        lambda item: item.entries.all().delete(),
        lambda item: item.entries.get().save(),
        lambda item: item.entries.get().delete(),
        lambda item: item.entries.get().texts.all().update(text="x"),
        lambda item: item.entries.get().texts.all().delete(),
        lambda item: item.positions.create(voice="office", status="done"),
    ],
)
def test_item_is_not_written_around_the_write_api(around: Any) -> None:
    item = make_item()
    with pytest.raises(GuardedWriteError):
        around(item)


def test_opening_leaves_the_write_api_closed_behind_it() -> None:
    round = make_round()
    item = open_item(
        user=make_editor(round.dialogue),
        round=round,
        fields={"kind": Kind.DISCUSSED, "summary_en": "x", "topics": [make_topic()]},
    )
    with pytest.raises(GuardedWriteError):
        item.save()


def test_base_manager_of_every_guarded_row_is_guarded() -> None:
    guarded = [model for model in apps.get_app_config("ledger").get_models() if issubclass(model, Guarded)]
    assert len(guarded) > 10
    assert [model for model in guarded if not isinstance(model._base_manager.all(), GuardedQuerySet)] == []


def test_agency_of_a_government_that_is_no_party_is_refused() -> None:
    item = make_item(agencies=[make_agency(party="MEX")])
    foreign = make_agency(party="EU")
    with pytest.raises(RuleViolation) as refused:
        make_item(item.round, agencies=[foreign])
    assert list(refused.value.fields) == ["agencies"]
    with pytest.raises(RuleViolation) as refused:
        amend_item(
            user=make_editor(item.round.dialogue),
            item=item,
            expected_sequence=None,
            changes={"agencies": [foreign]},
            reason="x",
        )
    assert list(refused.value.fields) == ["agencies"]


@pytest.mark.parametrize("why", ["no role", "a role elsewhere", "a role that ended", "a closed account"])
def test_item_is_opened_for_no_officer_who_cannot_see_it(why: str) -> None:
    round = make_round()
    officer = make_member(Role.EDITOR, dialogue=round.dialogue)
    roles = officer.memberships
    match why:
        case "no role":
            roles.all().delete()
        case "a role elsewhere":
            roles.update(dialogue=make_dialogue())
        case "a role that ended":
            roles.update(ended_on=ROUND_DAY)
        case _:
            User.objects.filter(pk=officer.pk).update(is_active=False)
    says = f"{officer} holds no role in {round.dialogue.code}."
    assert refusal(round, officer=officer) == {"officer": says}
    viewer = make_member(Role.VIEWER, dialogue=round.dialogue)
    assert make_item(round, officer=viewer).officer == viewer
