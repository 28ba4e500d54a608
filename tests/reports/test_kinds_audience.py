"""Of no kind of report does a byte that is internal reach others; what is held back is told to our own people."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from ledger.models import Agency, Delegate, Delegation, Dialogue, Entry, Topic, TopicText
from ledger.presentation.shape import Report
from ledger.recording import EntryContent, amend_item, correct_entry, release_entry, release_topic_text
from ledger.reports import kinds
from ledger.reports.issuing import file_name
from ledger.reports.parameter_form import read_parameters
from ledger.reports.parameters import BadParameter
from ledger.reports.preview import held_back
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Kind, Role, Status, TopicTextKind
from tests.makers import (
    make_agency,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_releaser,
    make_round,
    make_topic,
    make_topic_text,
    make_user,
)
from tests.support.asking import told
from tests.support.kind_table import BEYOND, ask_kind, build_kind
from tests.support.marked_ledger import DAY, MARK, make_marked_ledger, release
from tests.support.reading_back import unpacked, without_moment, written

pytestmark = pytest.mark.django_db

beyond = pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])


def make_marked_subject() -> dict[str, str]:
    """The marked ledger, with marks too in what only some kinds tell, and the parameters of every kind."""
    topic = make_marked_ledger()
    agency = make_agency()
    item = topic.item_links.order_by("item").first().item  # type: ignore[union-attr]
    round, dialogue = item.round, item.round.dialogue
    mexico = make_party()
    delegation = Delegation.objects.create(round=round, party=mexico, note=f"{MARK} delegation")
    Delegate.objects.create(
        delegation=delegation,
        position=1,
        name=f"{MARK} delegate",
        agency=agency,
        source_url=f"https://{MARK}.x",
    )
    changes = {"agencies": [agency], "owed_by": [mexico]}
    amend_item(user=make_editor(dialogue), item=item, expected_sequence=None, changes=changes, reason=MARK)
    amended = item.entries.filter(act="amend").latest("sequence")
    release_entry(
        user=make_releaser(dialogue), entry=amended, audience=Audience.PUBLIC, expected_sequence=None
    )
    make_item(
        round,
        kind=Kind.ASKED,
        asked_by=[mexico],
        asked_of=[make_party("USA")],
        summary_en=f"{MARK} ask",
        review_on=DAY,
        next_step=f"{MARK} step",
    )
    make_marked_texts(dialogue, topic)
    return {
        "dialogue": dialogue.code,
        "round": f"{dialogue.code}-{round.number}",
        "topic": topic.slug,
        "agency": agency.code,
        "party": mexico.code,
        "since": "2010-01-01",
    }


def make_marked_texts(dialogue: Dialogue, topic: Topic) -> None:
    """A summary and a line to take that everybody may read, each with a marked newer version."""
    author = make_member(Role.EDITOR, dialogue=dialogue, user=make_user(username=f"{MARK}author"))
    for kind in TopicTextKind:
        for words in (f"Released {kind}.", f"{MARK} {kind}"):
            made = make_topic_text(dialogue, author, topic=topic, kind=kind, text=words, written_on=DAY)
            if words.startswith("Released"):
                release_topic_text(user=make_releaser(dialogue), text=made, audience=Audience.PUBLIC)


class Marked(TestCase):
    """The marked ledger, made once: the tests of the class only read."""

    subject: dict[str, str]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.subject = make_marked_subject()

    def each(self) -> "list[tuple[str, Audience, Report]]":
        """Every kind as every other audience gets it, issued."""
        return [
            (kind, audience, build_issued(kind, self.subject, audience))
            for kind in BEYOND
            for audience in (Audience.SHARED, Audience.PUBLIC)
        ]

    def test_no_internal_mark_is_in_any_byte_of_any_kind_and_format(self) -> None:
        for kind, audience, report in self.each():
            for name, writer in formats().items():
                with self.subTest((kind, audience, name)):
                    assert MARK.encode() not in unpacked(written(writer, report)).upper()
            words = told(report, "json")
            # The matrix and the report of a round tell statuses without notes.
            assert "Released words." in words or kind in {"matrix", "round"}, kind
            assert ("Released line." in words) == (kind in {"dialogue", "round", "topic"}), kind

    def test_no_name_of_a_file_or_title_tells_anything(self) -> None:
        for kind in BEYOND:
            parameters = ask_kind(kind, self.subject, audience=Audience.SHARED)
            report = kinds()[kind].build(parameters)
            assert MARK not in f"{report.title} {file_name(kind, parameters, formats()['pdf'])}".upper()

    def test_our_own_people_are_told_the_marks(self) -> None:
        for kind in (*BEYOND, "attention"):
            assert MARK.encode() in unpacked(written(formats()["json"], build_kind(kind, self.subject))), kind

    def test_no_hash_number_or_name_gives_anything_away(self) -> None:
        columns = ("hash", "uuid", "request_id", "author__username")
        hidden = {str(value) for row in Entry.objects.values_list(*columns) for value in row}
        texts = ("uuid", "sha256", "request_id", "author__username")
        hidden |= {str(value) for row in TopicText.objects.values_list(*texts) for value in row}
        for kind, _audience, report in self.each():
            text = written(formats()["json"], report).decode()
            assert [value for value in hidden if value in text] == [], kind


def build_issued(kind: str, subject: dict[str, str], audience: Audience) -> Report:
    """A report with the mark of one that was issued."""
    parameters = replace(ask_kind(kind, subject, audience=audience), identifier=str(uuid4()))
    return kinds()[kind].build(parameters)


@beyond
def test_a_hidden_entry_changes_no_byte(audience: Audience) -> None:
    """Reports for others are the same bytes before and after something internal is recorded."""
    subject = make_marked_subject()
    item = Topic.objects.get(slug=subject["topic"]).item_links.order_by("item").first().item  # type: ignore[union-attr]

    def all_kinds() -> list[bytes]:
        reports = (build_kind(kind, subject, audience=audience) for kind in BEYOND)
        return [without_moment(written(formats()["json"], one)) for one in reports]

    before = all_kinds()
    make_entry(item, Status.DONE, no_evidence_reason="None.", effective_on=DAY)
    make_item(item.round, kind=Kind.UNDERTAKEN, topics=[make_topic()], agencies=[Agency.objects.first()])
    assert all_kinds() == before


@beyond
def test_attention_is_for_our_own_people(audience: Audience) -> None:
    with pytest.raises(BadParameter) as refused:
        kinds()["attention"].build(read_parameters(audience=audience))
    expected = (
        f"A report of this kind is for our own people only, not “{audience}”; the nearest is “internal”."
    )
    assert refused.value.refusals == {"audience": [expected]}


# --- What is held back


def test_what_is_held_back_and_why() -> None:
    topic, round = make_topic(), make_round()
    hidden = make_item(round, topics=[topic])
    item = make_item(round, topics=[topic])
    release(item.entries.get())
    make_entry(item, Status.STALLED, effective_on=DAY, proposed_audience=Audience.SHARED)
    shared = make_entry(item, Status.IN_PROGRESS, about=make_party(), effective_on=DAY)
    release(shared, Audience.SHARED)
    taken_back = make_entry(item, note="Slip.", effective_on=DAY)
    release(taken_back)
    release(taken_back, Audience.INTERNAL)
    wrong = make_entry(item, note="Wrong.", effective_on=DAY)
    release(wrong)
    correct_entry(
        user=make_editor(round.dialogue),
        entry=wrong,
        says=EntryContent(note="Right."),
        reason="A slip.",
        expected_sequence=None,
    )
    reasons = [
        (one.ref, one.reason) for one in held_back(read_parameters(topic=topic.slug, audience="public"))
    ]
    assert sorted(reasons) == sorted(
        [
            (hidden.ref, "not released"),
            (item.ref, "proposed for: shared with the counterpart; not yet released"),
            (item.ref, "released only to: shared with the counterpart"),
            (item.ref, "its release was taken back"),
            (item.ref, "not released"),
            (item.ref, "corrected: the old text is withdrawn"),
        ]
    )
    assert held_back(read_parameters(topic=topic.slug)) == []


def test_what_is_held_back_costs_the_same_whatever_the_size() -> None:
    topic, round, counts = make_topic(), make_round(), []
    for _number in range(3):
        item = make_item(round, topics=[topic])
        release(item.entries.get())
        make_entry(item, Status.STALLED, effective_on=DAY)
        parameters = read_parameters(topic=topic.slug, audience="shared", dialogue=round.dialogue.code)
        with CaptureQueriesContext(connection) as queries:
            found = held_back(parameters)
        counts.append((len(found), len(queries)))
    assert counts == [(1, 26), (2, 26), (3, 26)]
