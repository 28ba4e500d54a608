"""What is to be borne in mind: a few items by name, each with its note, and the rest counted by kind."""

import datetime

import pytest

from ledger.models import Topic
from ledger.presentation.shape import Listing, Report, Section, Text
from ledger.reports.caveats import FEW
from ledger.vocabulary import FactBasis, Kind, Precision, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_party,
    make_round,
    make_topic,
)
from tests.support.asking import build, cautions, of_type
from tests.support.marked_ledger import release

pytestmark = pytest.mark.django_db

DAY = datetime.date(2018, 3, 15)
DEADLINE = {
    "deadline_on": datetime.date(2016, 12, 1),
    "deadline_precision": Precision.DAY,
    "deadline_basis": FactBasis.STATED,
}


def make_long_topic(asked: int, undertaken: int) -> tuple[Topic, list[str]]:
    """A topic of asks and, after them, commitments: all late, stale and differing; and their references."""
    topic, round, mexico = make_topic(), make_round(make_dialogue()), make_party()
    user, refs = make_editor(round.dialogue), []
    asks = {"kind": Kind.ASKED, "asked_by": [make_party("USA")], "asked_of": [mexico]}
    for fields, number in ((asks, asked), ({"kind": Kind.UNDERTAKEN}, undertaken)):
        for _number in range(number):
            item = make_item(round, user, topics=[topic], **fields, **DEADLINE)
            release(item.entries.get())
            for voice, status in ((Voice.PARTY, Status.DONE), (Voice.RECORD, Status.STALLED)):
                speaks = {"speaker": mexico} if voice is Voice.PARTY else {"source": "A court"}
                shown = {"about": mexico, "effective_on": DAY, "no_evidence_reason": "Said so."} | speaks
                release(make_entry(item, status, user, voice=voice, **shown))
            refs.append(item.ref)
    return topic, refs


def lines(report: Report) -> list[Text]:
    """What is to be borne in mind, with its notes."""
    (section,) = (one for one in report.sections if one.title == "To bear in mind")
    (listing,) = (one for one in section.blocks if isinstance(one, Listing))
    return list(listing.entries)


def test_few_are_named_the_most_binding_first_and_the_rest_counted_by_kind() -> None:
    topic, refs = make_long_topic(asked=6, undertaken=2)
    named = [*refs[6:], *refs[:3]]
    assert len(named) == FEW
    report = build(topic)
    told = [one.text for one in lines(report)]
    assert told[0] == f"Overdue: {', '.join(named[:-1])} and {named[-1]}."
    assert told[1] == "Overdue too, and marked where they are told: asked (3)."
    assert told[2:7] == [f"Stale: {ref}, nothing newer than 15 Mar 2018." for ref in named]
    assert told[7] == "Stale too, and marked where they are told: asked (3)."
    assert [one.partition(":")[0] for one in told[8:13]] == named
    assert told[13] == "Voices differ too, side by side where they are told, on: asked (3)."
    marks = {one.ref: one.details[0].text for one in of_type(report.sections, Section) if one.ref}
    assert marks[refs[0]] == "asked · overdue · stale"
    assert set(marks) == set(refs)


def test_each_named_item_rests_on_a_note() -> None:
    topic, _refs = make_long_topic(asked=1, undertaken=1)
    report = build(topic)
    noted = {one.text: one.notes for one in lines(report) if "Round" not in one.text}
    assert [text for text, notes in noted.items() if not notes] == []
    assert [len(notes) for notes in noted.values()] == [2, 1, 1, 2, 2]
    assert {number for notes in noted.values() for number in notes} <= {one.number for one in report.notes}


def test_others_are_told_the_day_alone() -> None:
    topic, refs = make_long_topic(asked=6, undertaken=0)
    report = build(topic, audience="public")
    told = " ".join(cautions(report))
    assert "Past their deadline too, and marked where they are told: asked (1)." in told
    assert [word for word in ("verdue", "tale") if word in told] == []
    marks = {one.details[0].text for one in of_type(report.sections, Section) if one.ref}
    assert marks == {"asked · past the deadline asked for"}
    assert len(refs) == 6
