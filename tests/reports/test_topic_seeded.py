"""The report on the seeded dialogue: true on each day, for each audience, in each language."""

import datetime
import re

import pytest
from django.test import TestCase
from django.utils import timezone

from ledger.models import Topic
from ledger.presentation.shape import Paraphrase, Quote, ReportEvent, ReportStatus, Said, Table
from ledger.reports.writers import formats
from ledger.seeding.load import seed
from tests.support.asking import build, cautions, facts, first_lines, of_type, records, refs, told
from tests.support.reading_back import written

pytestmark = pytest.mark.both_databases

TOPIC = "torture-prevention"


class SeededReport(TestCase):
    """Seeded once for all tests of the class: they only read."""

    known_at: str

    @classmethod
    def setUpTestData(cls) -> None:
        seed()
        cls.known_at = timezone.now().isoformat()

    def test_the_day_after_round_7_no_voice_had_judged(self) -> None:
        report = build(TOPIC, as_of="2015-10-22")
        assert refs(report) == ["USMX-6-03", "USMX-7-05"]
        assert first_lines(report) == [
            "Rounds 6 and 7 took it up: discussed (2). There is neither a specific commitment nor a general pledge.",
            "Unassessed: no voice has said since where it stands. That is not the same as no progress.",
            "In the year to 22 October 2015: round 7 was held on 21 Oct 2015 (inferred).",
            "No agreed deadline lay ahead.",
        ]
        assert of_type(report.sections, Said) == []

    def test_three_years_later_mexico_and_the_record_differ(self) -> None:
        report = build(TOPIC, as_of="2018-12-31")
        assert refs(report) == ["USMX-6-03", "USMX-7-05", "USMX-8-14", "USMX-8-17", "USMX-9-02", "USMX-9-12"]
        said = (
            "the record (JURIST) says “stalled” (15 Mar 2018); our office has not assessed it. They differ."
        )
        assert first_lines(report)[1] == f"On Mexico: Mexico reports “largely done” (27 Jun 2017); {said}"
        said = "the United States reports “largely done” (25 Nov 2015); our office has not assessed it."
        assert first_lines(report)[2] == f"On the United States: {said}"
        assert records(report, "ref", "about", "voice", "status", "status_day", "before_round") == [
            ("USMX-6-03", "", "", "unassessed", "", ""),
            ("USMX-7-05", "Mexico", "a party", "largely done", "2017-06-27", "no"),
            ("USMX-7-05", "United States", "a party", "largely done", "2015-11-25", "no"),
            ("USMX-8-14", "", "", "unassessed", "", ""),
            ("USMX-8-17", "", "", "unassessed", "", ""),
            ("USMX-9-02", "Mexico", "the record", "stalled", "2018-03-15", "no"),
            ("USMX-9-12", "Mexico", "the record", "stalled", "2018-02", "no"),
        ]

    def test_a_status_never_stands_without_its_date(self) -> None:
        statuses = of_type(build("disappearances"), ReportStatus)
        assert {status.code for status in statuses if status.day is None} == {"unassessed"}

    def test_the_statements_own_words_and_ours_are_told_apart(self) -> None:
        report = build(TOPIC)
        assert [(quote.text, quote.language) for quote in of_type(report, Quote)] == [
            ("actions to prevent torture", "en")
        ]
        assert "characters 839 to 865" in of_type(report, Quote)[0].source
        assert {one.label for one in of_type(report, Paraphrase)} == {"Our paraphrase."}
        assert len(of_type(report, Paraphrase)) == 5

    def test_the_header_names_what_was_asked(self) -> None:
        report = build(TOPIC, as_of="2018-12-31", known_at=self.known_at)
        known_at = datetime.datetime.fromisoformat(self.known_at)
        assert facts(report) == {
            "Dialogue": "US–Mexico Bilateral Dialogue on Human Rights",
            "As of": "31 December 2018",
            "Known at": f"{known_at.day} {known_at:%B %Y, %H:%M:%S} UTC",
            "Audience": "internal",
        }

    def test_counts_are_by_kind_and_never_added_up(self) -> None:
        by_round, by_status, *_figures = of_type(build(TOPIC, as_of="2018-12-31").sections, Table)
        assert [column.key for column in by_round.columns] == [
            "round", "undertaken", "general_pledge", "shared_view", "asked", "acknowledged", "discussed"
        ]  # fmt: skip
        assert [[cell.value for cell in row.cells[1:]] for row in by_round.rows] == [
            [0, 0, 0, 0, 0, 1],
            [0, 0, 0, 0, 0, 1],
            [0, 0, 1, 0, 0, 1],
            [0, 0, 0, 0, 1, 1],
        ]
        rows = [
            [row.cells[0].text, row.cells[1].text, row.cells[2].label, row.cells[3].value]
            for row in by_status.rows
        ]
        assert rows == [
            ["Agreed: shared view", "Our office", "unassessed", 1],
            ["Acknowledged", "Our office", "unassessed", 1],
            ["Acknowledged", "The record", "stalled", 1],
            ["Discussed", "Our office", "unassessed", 4],
            ["Discussed", "The United States", "largely done", 1],
            ["Discussed", "The record", "stalled", 1],
        ]

    def test_differences_are_named(self) -> None:
        assert (
            "USMX-7-06: On Mexico they differ "
            "(Mexico: largely done; the record (A dónde van los desaparecidos): stalled)."
        ) in cautions(build("missing-persons-databases", as_of="2024-01-01"))

    def test_a_status_older_than_its_round_is_context(self) -> None:
        report = build("accountability", as_of="2015-10-22")
        (said,) = [one for one in of_type(report, Said) if one.status.code == "stalled"]
        assert said.status.context == "before this round"
        assert "Unassessed" in first_lines(report)[1]

    def test_compiled_entries_are_marked(self) -> None:
        report = build(TOPIC)
        marked = [
            "compiled from the public record, to be reviewed" in one.marks
            for one in of_type(report, ReportEvent)
        ]
        assert marked == [True] * 10
        assert (
            "Entries so marked were compiled from the public record and are still to be reviewed."
            in cautions(report)
        )

    def test_before_the_seeds_nothing_was_known(self) -> None:
        report = build(TOPIC, as_of="2018-12-31", known_at="2020-01-01T00:00")
        assert refs(report) == []
        assert first_lines(report) == ["By that day, as known then, no round had taken this topic up."]
        assert facts(report)["Known at"] == "1 January 2020, 00:00:00 UTC"
        for writer in formats().values():
            assert "By that day" in told(report, writer.FORMAT) or writer.IS_TABULAR

    def test_the_public_sees_only_what_was_released(self) -> None:
        report = build(TOPIC, audience="public")
        assert refs(report) == ["USMX-7-05"]
        assert first_lines(report) == [
            "Round 7 took it up. Discussed: “actions to prevent torture” (USMX-7-05).",
        ]
        assert of_type(report, Quote)[0].text == "actions to prevent torture"
        assert report.notes == ()
        assert report.colophon == "Public."

    def test_spanish_names_and_summaries_are_used(self) -> None:
        report = build(TOPIC, as_of="2018-12-31", language="es")
        assert (report.title, report.language) == ("Prevención de la tortura", "es")
        assert of_type(report, Paraphrase)[0] == Paraphrase(
            "Cómo prevenir la tortura.", "es", of_type(report, Paraphrase)[0].label
        )
        assert of_type(report, Quote)[0].language == "en"
        page = written(formats()["html"], report).decode()
        assert '<html lang="es">' in page
        assert re.search(r'<blockquote class="said" lang="en"><p>actions to prevent torture</p>', page)

    def test_spanish_is_spoken_throughout(self) -> None:
        report = build(TOPIC, as_of="2018-12-31", language="es")
        assert facts(report)["Al"] == "31 de diciembre de 2018"
        assert first_lines(report)[2] == (
            "Sobre Estados Unidos: Estados Unidos informa «cumplido en gran parte» (25 nov 2015); "
            "nuestra oficina no lo ha evaluado."
        )
        assert "Rondas 6, 7, 8 y 9: la fecha es inferida, no declarada." in cautions(report)

    def test_same_question_gives_same_bytes(self) -> None:
        for form in formats():
            first, second = (
                told(build(TOPIC, as_of="2018-12-31", known_at=self.known_at), form) for _time in range(2)
            )
            assert first == second

    def test_every_topic_has_a_report(self) -> None:
        """As text; the formats that take long are each written above."""
        for topic in Topic.objects.all():
            assert str(topic) in told(build(topic), "md")

    def test_narrower_topics_are_pointed_to(self) -> None:
        assert (
            "Narrower topic with a report of its own: Databases of missing persons (items: 2)."
        ) in cautions(build("disappearances"))
