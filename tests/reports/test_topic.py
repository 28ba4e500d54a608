"""Rules of the topic's report, each on rows of its own."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Item, Round, Topic
from ledger.presentation.shape import Facts, Figure, Quote, Report, ReportEvent, Standing, Timeline
from ledger.recording import (
    EntryContent,
    amend_item,
    correct_entry,
    redact_entry,
    request_redaction,
    withdraw_item,
)
from ledger.reports.parameter_form import read_parameters
from ledger.reports.topic import build as build_topic
from ledger.vocabulary import AgreedAs, Answer, FactBasis, Kind, Origin, Precision, RoundState, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)
from tests.support.asking import build, cautions, first_lines, of_type, records, refs, told

pytestmark = pytest.mark.django_db

DAY = datetime.date(2018, 3, 15)


def make_topic_item(topic: Topic, **fields: object) -> Item:
    return make_item(topics=[topic], **fields)


def fact(report: Report, label: str) -> list[str]:
    facts = of_type(report, Facts)
    found = [one.value for block in facts for one in block.facts if one.label == label]
    return [
        getattr(value, "text", "") or getattr(value, "label", "") or getattr(value, "ref", "")
        for value in found
    ]


# --- Which items


def test_items_on_it_as_a_further_topic_are_told_too() -> None:
    topic, other = make_topic(), make_topic()
    item = make_item(topics=[other, topic])
    assert refs(build(topic)) == [item.ref]
    assert fact(build(topic), "topics") == [f"{other.name}, {topic.name}"]


def test_items_of_merged_topics_are_taken_in() -> None:
    topic = make_topic()
    merged = make_topic("old-name", merged_into=topic)
    item = make_topic_item(merged)
    report = build(topic)
    assert refs(report) == [item.ref]
    assert "Takes in what was recorded under: Old name." in cautions(report)
    assert build(merged).title == topic.name


def test_topics_merged_in_a_circle_still_have_a_report() -> None:
    topic = make_topic()
    other = make_topic(merged_into=topic)
    topic.merged_into = other
    topic.save()
    assert build(topic).title == other.name


def test_items_of_narrower_topics_are_only_pointed_to() -> None:
    topic = make_topic()
    make_topic_item(make_topic("narrow", parent=topic))
    report = build(topic)
    assert refs(report) == []
    assert cautions(report) == ["Narrower topic with a report of its own: Narrow (items: 1)."]


def test_items_are_told_under_the_topics_they_had_then() -> None:
    before, after = make_topic(), make_topic()
    item = make_topic_item(before)
    known_at = item.entries.get().recorded_at.isoformat()
    amend_item(
        user=make_editor(item.round.dialogue),
        item=item,
        expected_sequence=None,
        changes={"topics": [after]},
        reason="Better.",
    )
    assert [refs(build(topic)) for topic in (before, after)] == [[], [item.ref]]
    assert [refs(build(topic, known_at=known_at)) for topic in (before, after)] == [[item.ref], []]


def test_withdrawn_items_are_left_out() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    withdraw_item(
        user=make_editor(item.round.dialogue), item=item, expected_sequence=None, reason="Opened twice."
    )
    assert refs(build(topic)) == []


def test_rounds_come_oldest_first_and_only_those_held_by_the_day() -> None:
    topic, dialogue = make_topic(), make_dialogue()
    days = [datetime.date(2017, 12, 8), datetime.date(2016, 10, 27)]
    late, early = (
        make_round(dialogue, number=number, starts_on=day, ends_on=day)
        for number, day in zip((9, 8), days, strict=True)
    )
    later, earlier = make_topic_item(topic, round=late), make_topic_item(topic, round=early)
    assert refs(build(topic)) == [earlier.ref, later.ref]
    assert refs(build(topic, as_of="2017-12-07")) == [earlier.ref]


def test_another_dialogues_items_are_left_out_when_one_is_asked_for() -> None:
    topic, dialogue = make_topic(), make_dialogue("ABCD")
    item = make_topic_item(topic, round=make_round(dialogue))
    make_topic_item(topic)
    assert refs(build(topic, dialogue="abcd")) == [item.ref]


# --- What is told of an item


def test_verbatim_words_come_in_each_language_with_their_place() -> None:
    topic, round = make_topic(), make_round()
    english = make_passage(make_statement(round, title="Joint statement", visibility="public"))
    spanish = make_statement(
        round, language="es", text="Hablaron de prevenir la tortura.", title="Declaración"
    )
    make_topic_item(
        topic, round=round, passage=english, other_passages=[make_passage(spanish, "prevenir la tortura")]
    )
    assert of_type(build(topic), Quote) == [
        Quote("actions to prevent torture", "en", "Joint statement, English, characters 24 to 50"),
        Quote("prevenir la tortura", "es", "Declaración, Spanish, characters 12 to 31"),
    ]


def test_who_owes_and_by_when_is_told() -> None:
    topic = make_topic()
    make_topic_item(
        topic,
        kind=Kind.UNDERTAKEN,
        owed_by=[make_party("USA"), make_party("MEX")],
        owner_basis=FactBasis.INFERRED,
        deadline_on=datetime.date(2016, 12, 1),
        deadline_precision=Precision.MONTH,
        deadline_basis=FactBasis.STATED,
        deadline_wording="by the end of next year",
    )
    report = build(topic)
    assert fact(report, "owed by") == ["Mexico and United States (inferred)"]
    assert fact(report, "agreed deadline") == ["Dec 2016, “by the end of next year”"]


def test_kinds_are_named_with_what_was_agreed() -> None:
    topic = make_topic()
    make_topic_item(topic, kind=Kind.AGREED, agreed_as=AgreedAs.GENERAL_PLEDGE)
    assert first_lines(build(topic))[0].endswith(
        "took it up: agreed as general pledge (1). There is no specific commitment."
    )


def test_voices_stand_in_one_order_each_with_its_date() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    mexico = make_party()
    make_entry(item, Status.STALLED, voice=Voice.RECORD, source="UN", about=mexico, effective_on=DAY)
    make_entry(item, Status.SUBSTANTIAL, voice=Voice.PARTY, speaker=mexico, about=mexico,
               effective_on=DAY, effective_precision=Precision.YEAR)  # fmt: skip
    make_entry(
        item,
        Status.STALLED,
        about=mexico,
        effective_on=datetime.date(2018, 2, 1),
        effective_precision=Precision.MONTH,
    )
    report = build(topic)
    section = next(one for one in of_type(report.sections, Standing) if one.about == "On Mexico")
    assert [(one.voice, one.speaker, one.status.label, one.status.day.label) for one in section.voices] == [
        ("office", "Our office", "stalled", "Feb 2018"),
        ("party", "Mexico reports", "largely done", "2018"),
        ("record", "The record (UN)", "stalled", "15 Mar 2018"),
    ]
    assert (
        section.difference
        == "they differ (our office: stalled; Mexico: largely done; the record (UN): stalled)"
    )


def test_an_unassessed_voice_does_not_differ() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    make_entry(item, Status.STALLED, voice=Voice.RECORD, source="UN", effective_on=DAY)
    make_entry(item, Status.UNASSESSED, effective_on=DAY)
    assert [one.difference for one in of_type(build(topic).sections, Standing)] == ["", ""]


def test_last_five_entries_are_told_with_numbered_evidence() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    law = make_evidence(title="The law", issuer="Gazette", language="es", url="https://example.org/law")
    for month in range(1, 8):
        make_entry(item, note=f"Month {month}.", effective_on=datetime.date(2018, month, 1), evidence=(law,))
    report = build(topic)
    (timeline,) = of_type(report, Timeline)
    assert [event.texts[0].text for event in timeline.events] == [f"Month {month}." for month in range(3, 8)]
    assert {event.texts[0].notes for event in timeline.events} == {(1,)}
    assert [(note.number, note.title, note.details) for note in report.notes] == [
        (1, "The law", ("official", "Spanish"))
    ]


def test_an_answer_names_what_it_contests() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    mexico = make_party()
    claim = make_entry(
        item, Status.SUBSTANTIAL, voice=Voice.PARTY, speaker=mexico, about=mexico, effective_on=DAY
    )
    make_entry(item, note="Not so.", answers=claim, answer=Answer.CONTESTS, origin=Origin.COMPILED)
    assert of_type(build(topic), ReportEvent)[-1].marks == (
        "contests: Mexico, 15 Mar 2018",
        "compiled from the public record, to be reviewed",
    )


def test_a_corrected_entry_is_told_as_corrected() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    entry = make_entry(item, Status.STALLED, effective_on=DAY, note="A slip.")
    known_at = entry.recorded_at.isoformat()
    says = EntryContent(status=Status.IN_PROGRESS, effective_on=DAY, note="Put right.")
    correct_entry(
        user=make_editor(item.round.dialogue),
        entry=entry,
        says=says,
        expected_sequence=None,
        reason="Wrong status.",
    )
    assert records(build(topic), "status", "note") == [("in progress", "Put right.")]
    assert records(build(topic, known_at=known_at), "status", "note") == [("stalled", "A slip.")]


# --- What is next, overdue, stale


def make_promise(topic: Topic, **fields: object) -> Item:
    return make_topic_item(topic, kind=Kind.UNDERTAKEN, **fields)


def test_a_passed_deadline_is_overdue_after_its_month() -> None:
    topic = make_topic()
    item = make_promise(
        topic,
        deadline_on=datetime.date(2016, 12, 1),
        deadline_precision=Precision.MONTH,
        deadline_basis=FactBasis.STATED,
    )
    assert f"Overdue: {item.ref}." not in cautions(build(topic, as_of="2016-12-31"))
    assert f"Overdue: {item.ref}." in cautions(build(topic, as_of="2017-01-01"))
    assert f"Agreed deadline: Dec 2016 ({item.ref})." in first_lines(build(topic, as_of="2016-12-31"))


def test_a_deadline_that_a_party_asked_for_is_not_called_agreed() -> None:
    topic = make_topic()
    asked: dict[str, object] = {"asked_by": [make_party("MEX")], "asked_of": [make_party("USA")]}
    words = asked | {"kind": Kind.ASKED, "deadline_wording": "by the end of next year"}
    dated = make_topic_item(
        topic,
        deadline_on=datetime.date(2016, 12, 1),
        deadline_precision=Precision.MONTH,
        deadline_basis=FactBasis.STATED,
        **words,
    )
    undated = make_topic_item(topic, round=dated.round, **words)
    report = build(topic, as_of="2016-12-31")
    said = " ".join(first_lines(report))
    assert f"Deadline asked for: Dec 2016 ({dated.ref})." in said
    assert f"Deadline asked for, without a date: “by the end of next year” ({undated.ref})." in said
    assert fact(report, "deadline asked for") == ["Dec 2016, “by the end of next year”"]


def test_a_closed_item_is_not_overdue() -> None:
    topic = make_topic()
    item = make_promise(topic, target_on=datetime.date(2016, 12, 1))
    assert f"Overdue: {item.ref}." in cautions(build(topic, as_of="2018-12-31"))
    make_entry(item, Status.DONE, effective_on=DAY, evidence=(make_evidence(),))
    assert "Nothing is overdue, nothing is stale." in cautions(build(topic, as_of="2018-04-01"))


def test_a_followed_item_goes_stale_by_its_dialogues_limit() -> None:
    topic = make_topic()
    item = make_promise(topic)
    make_entry(item, Status.IN_PROGRESS, effective_on=DAY)
    quiet = DAY + datetime.timedelta(days=180)
    late = quiet + datetime.timedelta(days=1)
    assert "Nothing is overdue, nothing is stale." in cautions(build(topic, as_of=quiet.isoformat()))
    assert f"Stale: {item.ref}, nothing newer than 15 Mar 2018." in cautions(
        build(topic, as_of=late.isoformat())
    )


def test_next_steps_are_the_presents_alone() -> None:
    topic = make_topic()
    item = make_topic_item(topic, next_step="Ask for the figures.", target_on=datetime.date(2027, 1, 31))
    assert first_lines(build(topic))[-1] == (
        f"Our next step, by 31 Jan 2027: Ask for the figures. ({item.ref})."
    )
    assert first_lines(build(topic, as_of="2018-12-31"))[-1] == "No agreed deadline lay ahead."
    assert fact(build(topic), "our next step") == ["Ask for the figures."]
    assert fact(build(topic, as_of="2018-12-31"), "our next step") == []


def test_a_planned_round_is_what_comes_next() -> None:
    topic, dialogue = make_topic(), make_dialogue()
    make_topic_item(topic, round=make_round(dialogue, number=1))
    Round.objects.create(dialogue=dialogue, number=2, state=RoundState.PLANNED)
    assert first_lines(build(topic))[-1] == "Planned, without a date: round 2."
    assert "Planned" not in told(build(topic, audience="shared"))


def test_a_change_names_what_it_followed() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    make_entry(item, Status.IN_PROGRESS, effective_on=datetime.date(2017, 1, 1))
    make_entry(item, Status.STALLED, effective_on=DAY)
    assert first_lines(build(topic, as_of="2018-12-31"))[2] == (
        f"In the year to 31 December 2018: our office: stalled, after in progress (15 Mar 2018, {item.ref})."
    )


def test_redacted_words_are_named_as_such() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    entry = make_entry(item, Status.STALLED, effective_on=DAY, note="A victim's name.")
    editors = [make_editor(item.round.dialogue) for _time in range(2)]
    request = request_redaction(user=editors[0], entry=entry, parts=["note"], reason="Privacy.")
    redact_entry(user=editors[1], request=request)
    assert records(build(topic), "status", "note") == [("stalled", "Redacted.")]


# --- Cost


QUOTES = ("actions to prevent torture", "agreed to keep working together", "The two sides")


def test_queries_do_not_grow_with_items() -> None:
    topic, round = make_topic(), make_round()
    statement = make_statement(round)
    counts = []
    for quote in QUOTES:
        item = make_topic_item(topic, round=round, passage=make_passage(statement, quote))
        for status in (Status.IN_PROGRESS, Status.STALLED):
            make_entry(item, status, about=make_party(), effective_on=DAY, evidence=(make_evidence(),))
        parameters = read_parameters(topic=topic.slug)
        with CaptureQueriesContext(connection) as queries:
            report = build_topic(parameters)
        counts.append((len(refs(report)), len(queries)))
    assert counts == [(1, 15), (2, 15), (3, 15)]


def test_nothing_is_drawn_of_entries_over_time() -> None:
    topic = make_topic()
    item = make_topic_item(topic)
    for days in (0, 31, 400):
        make_entry(item, Status.STALLED, effective_on=DAY + datetime.timedelta(days=days))
    assert of_type(build(topic).sections, Figure) == []
