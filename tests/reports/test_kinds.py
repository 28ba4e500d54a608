"""What holds of every kind of report: on the seeded ledger, on an empty one, on past days, whatever its size."""

import datetime
import itertools
import json
from typing import ClassVar

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledger.models import Agency, Item, Round, Topic
from ledger.presentation.shape import Facts, Figure, Note, Report, ReportStatus, Section, Table, Text, parts
from ledger.reports import kinds
from ledger.reports.writers import formats
from ledger.seeding.load import seed
from ledger.vocabulary import Audience, Kind, Language, Voice
from ledger.vocabulary import Status as Standing
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)
from tests.reports.test_schema import VALIDATOR
from tests.support.asking import first_lines, of_type, refs, told
from tests.support.kind_table import BEYOND, SEEDED, ask_kind, build_kind
from tests.support.marked_ledger import release
from tests.support.reading_back import written

pytestmark = pytest.mark.both_databases

every_kind = pytest.mark.parametrize("kind", sorted(SEEDED))


def test_every_kind_is_in_the_table() -> None:
    assert kinds().keys() == SEEDED.keys()


def cited(report: Report) -> set[int]:
    """The numbers of the notes that something cites."""
    return {
        number for part in parts(report) for number in getattr(part, "notes", ()) if isinstance(number, int)
    }


class SeededKinds(TestCase):
    """Seeded once for all tests of the class: they only read."""

    known_at: str
    before: str
    made: ClassVar[dict[tuple[object, ...], Report]] = {}

    @classmethod
    def setUpTestData(cls) -> None:
        cls.before = timezone.now().isoformat()
        seed()
        cls.known_at = timezone.now().isoformat()

    def each(self, **more: str) -> "list[tuple[tuple[str, ...], Report]]":
        """Every kind for every audience that it is for, in every language."""
        asked = itertools.product(SEEDED, Audience, Language)
        return [
            ((kind, audience, language), self.build(kind, audience=audience, language=language, **more))
            for kind, audience, language in asked
            if audience is Audience.INTERNAL or kind in BEYOND
        ]

    def build(self, kind: str, **more: object) -> Report:
        """A report, built once for all tests: the ledger stands still, and a report is never changed."""
        given = {"audience": Audience.INTERNAL, "language": Language.EN} | more
        key = (kind, *sorted((name, str(value)) for name, value in given.items()))
        if key not in self.made:
            self.made[key] = self.anew(kind, **more)
        return self.made[key]

    def anew(self, kind: str, **more: object) -> Report:
        given = {"as_of": "2018-12-31", "known_at": self.known_at}
        return build_kind(kind, SEEDED[kind], **{**given, **more})

    def test_json_is_as_the_schema_says(self) -> None:
        for kind in SEEDED:
            report = self.build(kind)
            with self.subTest(kind):
                VALIDATOR.validate(json.loads(written(formats()["json"], report)))

    def test_each_opens_with_a_page_and_rests_on_its_notes(self) -> None:
        for case, report in self.each():
            with self.subTest(case):
                assert report.code == case[0]
                assert report.language == case[2]
                is_told = case[1] is Audience.INTERNAL or report.records.rows
                assert (1 if is_told else 0) <= len(report.summary) <= 9
                assert all(line and "%(" not in line for line in first_lines(report))
                assert cited(report) == {note.number for note in report.notes}
                found = of_type(report.sections, Section)
                anchors = [one.ref for one in found if one.ref]
                assert len(anchors) == len(set(anchors))

    def test_each_is_written_the_same_twice(self) -> None:
        for kind in SEEDED:
            assert told(self.anew(kind), "json") == told(self.anew(kind), "json")

    def test_spanish_is_spoken_throughout(self) -> None:
        for kind in SEEDED:
            english, spanish = (self.build(kind, language=one) for one in Language)
            shared = {*_labels(english)} & {*_labels(spanish)}
            assert shared <= {"USMX, round 7"}, kind

    def test_a_status_never_stands_without_its_date(self) -> None:
        for kind in SEEDED:
            undated = [one.code for one in of_type(self.build(kind), ReportStatus) if one.day is None]
            assert set(undated) <= {"unassessed"}, kind

    def test_nobody_else_is_told_that_our_office_has_not_assessed(self) -> None:
        for (kind, audience, language), report in self.each():
            if audience is not Audience.INTERNAL and language is Language.EN:
                assert "nassessed" not in told(report, "json"), kind

    def test_before_the_first_round_there_is_nothing(self) -> None:
        for kind in SEEDED:
            early = {"as_of": "2014-04-02"} | ({"since": "2014-01-01"} if kind == "changes" else {})
            report = self.build(kind, **early)
            assert refs(report) == [], kind
            assert report.records.rows == (), kind
            assert len(report.summary) <= 2, kind

    def test_before_anything_was_recorded_nothing_was_known(self) -> None:
        for kind in SEEDED:
            report = self.build(kind, known_at=self.before)
            assert (refs(report), report.records.rows) == ([], ()), kind

    def test_a_later_day_changes_nothing_of_an_earlier_ones_report(self) -> None:
        early = self.build("dialogue", as_of="2016-01-01")
        assert {one.cells[0].text for one in early.sections[0].blocks[0].rows} == {"Round 6", "Round 7"}  # type: ignore[union-attr]

    def test_pictures_count_one_kind_of_item_each_and_more_than_one_item(self) -> None:
        figures = of_type(self.build("dialogue"), Figure)
        assert [(figure.drawing, figure.title) for figure in figures] == [
            ("grid", "Newest status by topic"),
            ("bars", "Status by topic: acknowledged"),
            ("bars", "Status by topic: discussed"),
            ("grid", "Topic by round"),
        ]
        for figure in figures[1:3]:
            assert max(cell.value for row in figure.table.rows for cell in row.cells[1:]) > 1  # type: ignore[union-attr]
        grid = figures[3].table
        assert len(grid.rows) == 30
        torture = next(row for row in grid.rows if row.cells[0] == Text("Torture prevention"))
        assert [cell.text for cell in torture.cells[1:]] == [  # type: ignore[union-attr]
            "discussed",
            "discussed",
            "agreed: shared view",
            "acknowledged",
        ]

    def test_brief_names_what_was_repeated_and_dropped(self) -> None:
        text = told(self.build("dialogue"))
        assert "Repeated without evidence: USMX-9-09 continues USMX-8-13" in text
        assert "Dropped in silence: Round 9 did not take it up" in text
        beyond = told(self.build("dialogue", audience="public"))
        assert "Dropped in silence" not in beyond
        assert "Repeated without" not in beyond

    def test_several_topics_are_told_each_and_their_items_once(self) -> None:
        asked = {"topic": ["torture-prevention", "disappearances"], "with_children": True}
        report = build_kind("topic", {}, as_of="2018-12-31", **asked)
        names = [one.title for one in report.sections]
        assert report.title == "Torture prevention and Disappearances"
        assert names[1:5] == [
            "Torture prevention",
            "Disappearances",
            "Databases of missing persons",
            "Iguala (Ayotzinapa) case",
        ]
        assert len(refs(report)) == len(set(refs(report))) == 12

    def test_dialogue_says_what_its_last_round_made_of_the_topics(self) -> None:
        assert first_lines(self.build("dialogue"))[1] == (
            "Round 9, 8 Dec 2017 (inferred), the last of which items are recorded, came back to Accountability, "
            "Criminal justice system, Databases of missing persons, Death penalty and consular notification, "
            "Disappearances, Human rights developments and strategies and 9 more; took up for the first time Gender "
            "equality; left aside Border cooperation against violence, Child migrants, Cooperation in multilateral "
            "fora, Freedom of expression, Funding of the Inter-American human rights bodies, Human rights in "
            "countering terrorism and 8 more."
        )
        for_others = first_lines(self.build("dialogue", audience="public"))
        assert [line.partition(":")[0] for line in for_others] == ["Agreed as general pledge"]

    def test_round_names_its_meeting_delegations_and_kinds(self) -> None:
        report = self.build("round")
        titles = [one.title for one in of_type(report.sections, Section) if not one.ref]
        assert titles[:3] == ["The meeting", "Delegation of Mexico", "Delegation of the United States"]
        assert first_lines(report)[0] == (
            "Round 7 met in Washington, D.C. on 21 Oct 2015 (inferred). Host: United States."
        )
        assert first_lines(report)[1] == (
            "Commitments: 1, of which we have assessed none; nothing is overdue; voices differ on USMX-7-04 (Iguala "
            "(Ayotzinapa) case): Mexico says “in progress” (16 Apr 2016), PanAm Post says “stalled” (24 Apr 2016); "
            "USMX-7-07 (Human rights of migrants): Mexico says “in progress” (18 Dec 2015), La Crónica de Hoy "
            "says of Mexico “stalled” (29 Apr 2018)."
        )
        for facts in of_type(report.sections, Facts):
            labels = [fact.label for fact in facts.facts]
            assert len(labels) == len(set(labels))
        assert len(refs(report)) == 20

    def test_no_full_report_opens_with_counts_of_statuses_or_says_a_round_took_a_party_up(self) -> None:
        for kind in ("dialogue", "round", "party", "agency"):
            report = self.build(kind)
            opening = " ".join(first_lines(report))
            with self.subTest(kind):
                assert not report.records.rows or "ommitment" in opening
                assert "(items:" not in opening
                assert "took it up" not in opening

    def test_attention_names_what_is_stale_and_differs(self) -> None:
        assert first_lines(self.build("attention")) == [
            "To review: none.",
            "Overdue: none.",
            "Stale: Human rights developments and strategies (USMX-6-01, USMX-7-01, USMX-8-01 and USMX-9-01).",
            (
                "Differing voices: Military justice (USMX-6-05); Iguala (Ayotzinapa) case (USMX-7-04 and USMX-8-18); "
                "Human rights of migrants (USMX-7-07)."
            ),
            (
                "Compiled entries to review: 43 items, on Torture prevention, Death penalty and consular notification, "
                "Human rights of migrants, Accountability, Border cooperation against violence, Iguala (Ayotzinapa) "
                "case and 20 more."
            ),
        ]


def _labels(report: Report) -> list[str]:
    """The headings and names of columns that a language must have of its own."""
    titles = [one.title for one in of_type(report.sections, Section) if not one.ref]
    columns = [column.label for table in of_type(report, Table) for column in table.columns]
    return [report.label, *titles, *(one for one in columns if one.islower())]


# --- On rows of its own


@pytest.mark.django_db
@every_kind
@pytest.mark.parametrize("audience", Audience)
def test_an_empty_ledger_has_a_report(kind: str, audience: Audience) -> None:
    if audience is not Audience.INTERNAL and kind not in BEYOND:
        return
    report = build_kind(kind, make_subject(), audience=audience)
    lines = 2 if kind == "round" else 1
    whose = 1 if kind == "agency" else 0  # whose agency it is, everybody is told
    assert len(report.summary) == whose + (lines if audience is Audience.INTERNAL else 0)
    assert report.sections == () or audience is Audience.INTERNAL
    assert report.records.rows == ()
    assert told(report)


_ledgers = itertools.count(1)


def make_subject() -> dict[str, str]:
    """A dialogue with a round, a topic and an agency, and no item: the parameters of every kind."""
    code = f"KIND{next(_ledgers)}"
    round = make_round(make_dialogue(code), number=1)
    return {
        "dialogue": code,
        "round": f"{code}-{round.number}",
        "topic": make_topic().slug,
        "agency": make_agency().code,
        "party": make_party().code,
        "since": "2015-01-01",
    }


QUOTES = ("actions to prevent torture", "agreed to keep working together", "The two sides")

COSTS = {
    "agency": 14,
    "attention": 10,
    "changes": 12,
    "dialogue": 14,
    "matrix": 10,
    "party": 14,
    "round": 20,
    "topic": 15,
}
"""Queries of each kind, of which none may grow with the items."""


@pytest.mark.django_db
@every_kind
def test_queries_do_not_grow_with_items(kind: str) -> None:
    subject, counts = make_subject(), []
    round = Round.objects.get(dialogue__code=subject["dialogue"])
    statement = make_statement(round)
    filed = {
        "topics": [Topic.objects.get(slug=subject["topic"])],
        "agencies": [Agency.objects.get(code=subject["agency"])],
        "owed_by": [make_party()],
    }
    for quote in QUOTES:
        item = make_item(round, passage=make_passage(statement, quote), kind=Kind.UNDERTAKEN, **filed)
        for status in (Standing.IN_PROGRESS, Standing.STALLED):
            make_entry(item, status, about=make_party(), evidence=(make_evidence(),))
        parameters = ask_kind(kind, subject)
        with CaptureQueriesContext(connection) as queries:
            kinds()[kind].build(parameters)
        counts.append((Item.objects.count(), len(queries)))
    cost = COSTS[kind]
    assert counts == [(1, cost), (2, cost), (3, cost)]


@pytest.mark.django_db
def test_an_entry_without_evidence_is_its_own_note() -> None:
    topic = make_topic()
    item = make_item(topics=[topic])
    make_entry(item, Standing.STALLED, voice=Voice.RECORD, source="UN")
    report = build_kind("topic", {"topic": topic.slug})
    assert report.notes == (
        Note(
            1,
            f"Entry of the ledger on {item.ref}",
            "The record (UN)",
            day=next(one.day for one in of_type(report, ReportStatus) if one.day),
            details=("no document is given",),
        ),
    )


@pytest.mark.django_db
def test_asks_are_told_each_way() -> None:
    subject = make_subject()
    round = Round.objects.get(dialogue__code=subject["dialogue"])
    usa, mexico = make_party("USA"), make_party()
    ours = make_item(round, kind=Kind.ASKED, asked_by=[mexico], asked_of=[usa])
    theirs = make_item(round, kind=Kind.ASKED, asked_by=[usa], asked_of=[mexico])
    text = told(build_kind("dialogue", subject))
    assert "Asked by Mexico of the United States:" in text
    assert "Asked by the United States of Mexico:" in text
    make_entry(theirs, Standing.DONE, no_evidence_reason="Said so.")
    assert "Asked by the United States of Mexico:" not in told(build_kind("dialogue", subject))
    report = build_kind("party", subject)
    assert first_lines(report)[0] == (
        f"No item holds a promise by Mexico. It was asked: How to prevent torture ({theirs.ref}). "
        f"It asked of others: How to prevent torture ({ours.ref})."
    )
    assert first_lines(report)[1] == "There is no commitment; asks: 1 of 2 are open; nothing is overdue."
    assert {ours.ref, theirs.ref} == {row.cells[3].ref for row in report.records.rows}  # type: ignore[union-attr]


@pytest.mark.django_db
def test_changes_are_those_after_the_first_day_up_to_the_last() -> None:
    subject = make_subject()
    round = Round.objects.get(dialogue__code=subject["dialogue"])
    item = make_item(round)
    for day in (1, 2, 3, 4):
        make_entry(item, note=f"Day {day}.", effective_on=datetime.date(2018, 3, day))
    text = told(build_kind("changes", {"since": "2018-03-01"}, as_of="2018-03-03"))
    assert [f"Day {day}." in text for day in (1, 2, 3, 4)] == [False, True, True, False]


@pytest.mark.django_db
def test_what_was_done_alike_on_a_day_is_one_line() -> None:
    round = Round.objects.get(dialogue__code=make_subject()["dialogue"])
    items = [make_item(round) for _number in range(3)]
    for item in items:
        release(item.entries.get(), Audience.PUBLIC if item is items[0] else Audience.SHARED)
    report = build_kind("changes", {"since": "2018-03-01"})
    (section,) = (one for one in report.sections if one.title == "What was done to the ledger")
    done = [text.text.partition(", ")[2] for text in of_type(section, Text)]
    refs = [item.ref for item in items]
    assert done == [
        f"{refs[0]}: released (public)",
        f"{refs[1]} and {refs[2]}: released (shared with the counterpart)",
    ]
