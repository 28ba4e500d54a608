"""What is internal is found in no byte of what others are given, in any format."""

import datetime
import re

import pytest

from ledger.models import Entry
from ledger.recording import redact_entry, request_redaction
from ledger.reports.writers import Writer, formats
from ledger.vocabulary import Audience, Basis, FactBasis, Kind, Precision, Status
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
from tests.support.asking import build, first_lines, records, refs, told
from tests.support.marked_ledger import DAY, MARK, make_marked_ledger, make_released_item, release
from tests.support.reading_back import unpacked, words_of, written

pytestmark = pytest.mark.django_db

beyond = pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])
every_writer = pytest.mark.parametrize("writer", formats().values(), ids=formats().keys())


@beyond
@every_writer
def test_no_internal_mark_is_in_any_byte(writer: Writer, audience: Audience) -> None:
    topic = make_marked_ledger()
    content = written(writer, build(topic, audience=audience))
    assert MARK.encode() not in unpacked(content).upper()
    assert "Released words." in words_of(writer, content)


@every_writer
def test_our_own_people_are_told_the_marks(writer: Writer) -> None:
    text = told(build(make_marked_ledger()), writer.FORMAT)
    assert f"{MARK} oral" in text
    assert f"{MARK} note" in text or writer.IS_TABULAR  # its records tell what stands


@beyond
@every_writer
def test_no_hash_number_or_name_gives_anything_away(writer: Writer, audience: Audience) -> None:
    topic = make_marked_ledger()
    text = told(build(topic, audience=audience), writer.FORMAT)
    hidden = {
        str(value) for entry in Entry.objects.all() for value in (entry.hash, entry.uuid, entry.request_id)
    }
    hidden |= set(Entry.objects.values_list("author__username", flat=True))
    assert [value for value in hidden if value in text] == []


@beyond
def test_counts_are_of_what_was_released(audience: Audience) -> None:
    topic = make_marked_ledger()
    report = build(topic, audience=audience)
    assert len(refs(report)) == 1
    assert re.fullmatch(r"Round \d+ took it up\. Specific commitment: .+ \(\S+\)\.", first_lines(report)[0])
    assert records(report, "voice", "status", "overdue", "stale", "differing") == [
        ("a party", "in progress", "", "", "")
    ]


@beyond
def test_silence_is_not_called_unassessed(audience: Audience) -> None:
    topic = make_topic()
    item = make_released_item(topic)
    make_entry(item, Status.STALLED, effective_on=DAY)
    report = build(topic, audience=audience)
    said = f"How to prevent torture ({item.ref})"
    assert first_lines(report) == [f"Round {item.round.number} took it up. Discussed: {said}."]
    assert "nassessed" not in told(report)


def test_shared_is_not_public() -> None:
    topic = make_topic()
    item = make_released_item(topic)
    release(make_entry(item, Status.STALLED, effective_on=DAY), Audience.SHARED)
    assert [records(build(topic, audience=one), "status") for one in Audience] == [
        [("stalled",)],
        [("stalled",)],
        [("",)],
    ]


def test_a_release_taken_back_hides_again() -> None:
    topic = make_topic()
    item = make_released_item(topic)
    entry = make_entry(item, Status.STALLED, effective_on=DAY)
    release(entry)
    release(entry, Audience.INTERNAL)
    assert records(build(topic, audience="public"), "status") == [("",)]


def test_our_office_is_named_to_others_by_its_party() -> None:
    topic, mexico = make_topic(), make_party()
    item = make_released_item(topic, round=make_round(make_dialogue(own_party=mexico)))
    release(make_entry(item, Status.STALLED, effective_on=DAY))
    assert first_lines(build(topic, audience="shared"))[1] == (
        "As a whole: the office keeping this ledger (Mexico) holds “stalled” (15 Mar 2018)."
    )


def test_an_agreed_deadline_is_everybodys() -> None:
    topic = make_topic()
    item = make_released_item(
        topic,
        kind=Kind.UNDERTAKEN,
        deadline_on=datetime.date(2016, 12, 1),
        deadline_precision=Precision.DAY,
        deadline_basis=FactBasis.STATED,
    )
    assert f"Past their deadline: {item.ref}." in told(build(topic, audience="public"))


@beyond
def test_spoken_words_leave_only_by_a_release_and_without_saying_with_whom(audience: Audience) -> None:
    topic, round = make_topic(), make_round()
    item = make_item(round, topics=[topic])
    release(item.entries.get(sequence=1))
    oral = {"basis": Basis.ORAL, "oral_with": "The deputy minister", "is_attributable": True}
    spoken = make_entry(item, Status.IN_PROGRESS, note="Said in a call.", effective_on=DAY, **oral)
    assert "Said in a call." not in told(build(topic, audience=audience), "md")
    release(spoken)
    text = told(build(topic, audience=audience), "md")
    assert "Said in a call." in text
    assert "deputy minister" not in text


@beyond
@every_writer
def test_a_deadline_in_the_words_of_a_kept_statement_tells_its_day_alone(
    writer: Writer, audience: Audience
) -> None:
    topic, round = make_topic(), make_round()
    minutes = make_statement(round, text="By Easter at the latest they will act to prevent torture.")
    make_released_item(
        topic,
        round=round,
        passage=make_passage(minutes, "act to prevent torture"),
        kind=Kind.UNDERTAKEN,
        deadline_on=datetime.date(2016, 3, 27),
        deadline_precision=Precision.DAY,
        deadline_basis=FactBasis.INFERRED,
        deadline_wording="By Easter at the latest",
    )
    text = told(build(topic, audience=audience), writer.FORMAT)
    assert "Easter" not in text
    assert "27 Mar 2016" in text or "2016-03-27" in text


@beyond
def test_a_merged_topic_is_named_where_a_released_item_bears_it(audience: Audience) -> None:
    topic = make_topic()
    round = make_released_item(topic).round
    merged = make_topic(merged_into=topic, name_en="Name we dropped")
    hidden = make_item(round, topics=[merged])
    assert "Name we dropped" not in told(build(topic, audience=audience))
    release(hidden.entries.get())
    assert "Name we dropped" in told(build(topic, audience=audience))


def test_a_redacted_source_is_said_to_be_redacted() -> None:
    topic, round = make_topic(), make_round()
    item = make_released_item(topic, round=round)
    entry = make_entry(item, note="Released words.", evidence=(make_evidence(title="A victim's file"),))
    release(entry)
    asked = request_redaction(
        user=make_editor(round.dialogue), entry=entry, parts=["evidence.0.title"], reason="A name."
    )
    redact_entry(user=make_editor(round.dialogue), request=asked)
    assert "1. supports: redacted. (official)." in told(build(topic, audience="public"))
