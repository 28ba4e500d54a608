"""A report in brief: few pages, a sentence first, true of what is beside it, and nothing that was not released."""

import datetime
import io
import itertools
import json

import pikepdf
import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from ledger.models import Item, Party, Round
from ledger.presentation.shape import Brief, Figure, Report, Table
from ledger.recording import release_topic_text
from ledger.reports import how_far, kinds
from ledger.reports.issuing import file_name
from ledger.reports.parameter_form import read_parameters
from ledger.reports.writers import drawing, formats
from ledger.seeding.load import seed
from ledger.vocabulary import (
    Audience,
    Kind,
    Language,
    Priority,
    Role,
    RoundState,
    Status,
    TopicTextKind,
    Voice,
)
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_releaser,
    make_round,
    make_topic,
    make_topic_text,
    make_user,
)
from tests.reports.test_kinds_audience import make_marked_subject
from tests.reports.test_schema import VALIDATOR
from tests.support.asking import first_lines, of_type, told
from tests.support.kind_table import SEEDED, build_kind
from tests.support.marked_ledger import MARK, release
from tests.support.reading_back import unpacked, written

BRIEFS = sorted(name for name, kind in kinds().items() if "length" in kind.TAKES)
MOST_PAGES = {"agency": 4, "dialogue": 4, "party": 4, "round": 4, "topic": 1}

MARCH = datetime.date(2018, 3, 1)

every_brief = pytest.mark.parametrize("kind", BRIEFS)


def brief(kind: str, subject: dict[str, str], **more: object) -> Report:
    return build_kind(kind, subject, **{"length": "brief", **more})


def by_itself(party: Party) -> dict[str, object]:
    """A party's report on itself, as a test's entry takes it."""
    return {"voice": Voice.PARTY, "speaker": party, "about": party}


def _keys(found: object) -> set[str]:
    return set(found.keys()) if isinstance(found, pikepdf.Dictionary) else set()


def titles(report: Report) -> list[str]:
    return [section.title for section in report.sections]


def lines(report: Report, title: str) -> list[str]:
    """The lines of a section's lists and paragraphs."""
    [section] = [section for section in report.sections if section.title == title]
    texts = [getattr(block, "entries", getattr(block, "texts", ())) for block in section.blocks]
    return [text.text for group in texts for text in group]


def table(report: Report, title: str) -> list[list[str]]:
    [section] = [section for section in report.sections if section.title == title]
    [found] = of_type(section, Table)
    return [[getattr(cell, "text", getattr(cell, "ref", "")) for cell in row.cells] for row in found.rows]


def test_five_kinds_come_in_brief() -> None:
    assert BRIEFS == ["agency", "dialogue", "party", "round", "topic"]
    assert MOST_PAGES.keys() == {*BRIEFS}


class Seeded(TestCase):
    """Seeded once: the tests of the class only read."""

    known_at: str

    @classmethod
    def setUpTestData(cls) -> None:
        seed()
        cls.known_at = timezone.now().isoformat()

    def build(self, kind: str, **more: object) -> Report:
        return brief(kind, SEEDED[kind], **{"known_at": self.known_at, "as_of": "2018-12-31", **more})

    def test_pages_are_few_in_both_languages_and_on_any_day(self) -> None:
        for kind, language, day in itertools.product(BRIEFS, Language, ("2018-12-31", "2026-11-29")):
            asked = {"language": language, "as_of": day}
            pages = PdfReader(io.BytesIO(written(formats()["pdf"], self.build(kind, **asked)))).pages
            with self.subTest((kind, language, day)):
                assert len(pages) <= MOST_PAGES[kind]

    def test_matrix_stands_on_one_page_in_both_languages(self) -> None:
        for language in Language:
            asked = {"language": language, "as_of": "2026-11-29", "known_at": self.known_at}
            report = build_kind("matrix", SEEDED["matrix"], **asked)
            first = PdfReader(io.BytesIO(written(formats()["pdf"], report))).pages[0].extract_text()
            with self.subTest(language):
                [rows] = [found.rows for found in of_type(report.sections, Table)]
                assert len(rows) == 6
                assert [row.cells[0].ref for row in rows if row.cells[0].ref not in first] == []

    def test_both_columns_of_notes_end_together_and_none_goes_on_alone_on_a_page(self) -> None:
        report = self.build("dialogue", as_of="2026-11-29")
        pages = PdfReader(io.BytesIO(written(formats()["pdf"], report))).pages
        numbers = [line.split()[0] for line in pages[-1].extract_text().splitlines() if line[:1].isdigit()]
        assert len(pages) == 3
        assert {str(note.number) for note in report.notes} <= {*numbers}

    def test_each_opens_with_a_sentence_and_is_as_the_schema_says(self) -> None:
        for kind, audience in itertools.product(BRIEFS, Audience):
            more = {"audience": audience} | (
                {"dialogue": "USMX"} if audience == "shared" and kind != "round" else {}
            )
            report = self.build(kind, **more)
            with self.subTest((kind, audience)):
                assert isinstance(report, Brief)
                assert all(line.endswith((".", "…")) and "%(" not in line for line in first_lines(report))
                document = json.loads(written(formats()["json"], report))
                VALIDATOR.validate(document)
                assert document["report"]["type"] == "brief"

    @pytest.mark.both_databases
    def test_dialogue_says_what_is_and_what_differs(self) -> None:
        report = self.build("dialogue")
        assert first_lines(report) == [
            (
                "Commitments: 6, of which we have assessed none; nothing is overdue; voices differ on USMX-7-04 "
                "(Iguala (Ayotzinapa) case): Mexico says “in progress” (16 Apr 2016), PanAm Post says “stalled” "
                "(24 Apr 2016); USMX-6-05 (Military justice): Mexico says “largely done” (13 Jun 2014), Washington "
                "Office on Latin America says of Mexico “stalled” (7 Nov 2017); and on USMX-8-18 and USMX-7-07, told "
                "below."
            )
        ]
        assert titles(report) == [
            "What to raise",
            "What was promised and asked",
            "What moved since round 9",
            "Where the topics stood",
            "What is due next",
            "Dropped in silence",
            "What else was discussed",
        ]
        assert lines(report, "What to raise")[1] == (
            "Contested: USMX-6-05 (Military justice): Mexico says “largely done” (13 Jun 2014); Washington Office on "
            "Latin America says of Mexico “stalled” (7 Nov 2017)."
        )
        assert [row[0] for row in table(report, "What was promised and asked")] == [
            *("USMX-6-01", "USMX-7-01", "USMX-8-01", "USMX-8-20", "USMX-9-01", "USMX-9-11"),
        ]

    @pytest.mark.both_databases
    def test_what_differs_of_a_topic_and_of_no_item_is_said_in_one_sentence(self) -> None:
        report = self.build("topic")
        assert first_lines(report)[0] == (
            "Mexico says “largely done” (27 Jun 2017), USMX-7-05; the United States says “largely done” (25 Nov 2015), "
            "USMX-7-05; JURIST says of Mexico “stalled” (15 Mar 2018), USMX-9-02; we have not assessed it."
        )
        assert lines(report, "Where voices differ") == [
            (
                "Torture prevention: on no single item do two voices differ, but on different ones: Mexico says "
                "“largely done” (27 Jun 2017), USMX-7-05; JURIST says of Mexico “stalled” (15 Mar 2018), USMX-9-02."
            )
        ]

    def test_picture_has_its_figures_in_words(self) -> None:
        report = self.build("dialogue")
        [figure] = of_type(report.sections, Figure)
        assert (figure.drawing, len(figure.table.rows)) == ("grid", 8)
        with pikepdf.open(io.BytesIO(written(formats()["pdf"], report))) as document:
            alternatives = [str(found["/Alt"]) for found in document.objects if "/Alt" in _keys(found)]
        assert drawing.told_in_full(figure) in alternatives
        assert "31 Dec 2018 reversed" in unpacked(written(formats()["docx"], report)).decode("latin-1")
        assert "The same figures in a table." not in told(report, "pdf")
        assert "The same figures in a table." in told(report, "html")

    @pytest.mark.both_databases
    def test_discussed_topics_come_a_line_each_those_with_follow_up_first(self) -> None:
        rows = table(self.build("dialogue"), "What else was discussed")
        has_word = [bool(row[2]) for row in rows]
        assert has_word == sorted(has_word, reverse=True)
        assert len({row[0] for row in rows}) == len(rows) == 30

    def test_figures_of_the_pictures_of_a_full_report_stand_once_at_its_end(self) -> None:
        report, title = self.build("dialogue", length="full"), "Figures of the pictures"
        pictures = drawing.drawn(report)
        assert len(pictures) > 1
        pdf = " ".join(told(report, "pdf").split())
        assert pdf.count(title) == 2, "in the contents, and at the end"
        for name in ("pdf", "docx"):
            _before, annex = " ".join(told(report, name).split()).rsplit(title, 1)
            assert [annex.count(figure.title) for figure in pictures] == [1] * len(pictures)
            assert "The same figures in a table." not in told(report, name)
        with pikepdf.open(io.BytesIO(written(formats()["pdf"], report))) as document:
            alternatives = [str(found["/Alt"]) for found in document.objects if "/Alt" in _keys(found)]
        assert {drawing.told_in_full(figure) for figure in pictures} <= {*alternatives}
        page = written(formats()["html"], report).decode()
        assert page.count("<details><summary>The same figures in a table.") == len(pictures)

    def test_full_report_begins_on_page_one_and_has_contents_only_where_it_is_long(self) -> None:
        for kind, language in itertools.product(BRIEFS, Language):
            report = self.build(kind, length="full", language=language)
            pages = PdfReader(io.BytesIO(written(formats()["pdf"], report))).pages
            first = " ".join(pages[0].extract_text().split())
            with self.subTest((kind, language)):
                assert report.sections[0].title in first, "what follows the first lines"
                assert (". . . . ." in first) == (len(pages) > 6), "contents"

    def test_full_is_the_same_whether_it_is_named_or_not(self) -> None:
        for kind in BRIEFS:
            named = self.build(kind, length="full")
            unnamed = build_kind(kind, SEEDED[kind], known_at=self.known_at, as_of="2018-12-31")
            assert not isinstance(named, Brief)
            assert named == unnamed, kind


# --- On rows of its own


@pytest.fixture
def meeting() -> Round:
    return make_round(make_dialogue("BRF", own_party=make_party("USA")), number=1)


def of_dialogue(**more: object) -> Report:
    return brief("dialogue", {"dialogue": "BRF"}, **more)


@pytest.mark.django_db
def test_bottom_line_of_a_topic_names_the_item_once_where_all_speak_of_the_same(meeting: Round) -> None:
    topic, mexico = make_topic(), make_party()
    first, second = (make_item(meeting, topics=[topic], owed_by=[mexico]) for _number in range(2))
    day = datetime.date(2018, 3, 1)
    make_entry(first, Status.STALLED, effective_on=day)
    of_topic = {"topic": topic.slug}
    assert first_lines(brief("topic", of_topic)) == [f"{first.ref}: we hold “stalled” (1 Mar 2018)."]
    make_entry(
        second,
        Status.DONE,
        voice=Voice.PARTY,
        speaker=mexico,
        about=mexico,
        no_evidence_reason="Said.",
        effective_on=day,
    )
    assert first_lines(brief("topic", of_topic)) == [
        f"We hold “stalled” (1 Mar 2018), {first.ref}; Mexico says “done” (1 Mar 2018), {second.ref}."
    ]


@pytest.mark.django_db
def test_bottom_line_counts_what_voices_differ_on_only_beyond_those_it_tells(meeting: Round) -> None:
    mexico = make_party()
    for number in range(how_far.MOST_TOLD + how_far.MOST_NAMED + 1):
        item = make_item(meeting, topics=[make_topic(name_en=f"Topic {number}")], owed_by=[mexico])
        make_entry(item, Status.STALLED, about=mexico, effective_on=MARCH)
        make_entry(item, Status.DONE, no_evidence_reason="Said.", effective_on=MARCH, **by_itself(mexico))
    said = "we hold “stalled” (1 Mar 2018), Mexico says “done” (1 Mar 2018)"
    [line] = first_lines(of_dialogue())
    expected = f"voices differ on BRF-1-01 (Topic 0): {said}; BRF-1-02 (Topic 1): {said}; and on 5 others, told below."
    assert line.endswith(expected)
    told_below = told(of_dialogue()).partition(line)[2]
    assert all(f"BRF-1-0{number} (Topic {number - 1})" in told_below for number in range(1, 8))


@pytest.mark.django_db
def test_others_are_told_what_was_said_and_no_sums(meeting: Round) -> None:
    """In the statement’s words, each kind of what was said; of many things discussed the topics."""
    topics = [make_topic(name_en=f"Topic {number}") for number in range(9)]
    pledge = make_item(meeting, kind=Kind.UNDERTAKEN, summary_en="To end it.", topics=topics[:1])
    kinds_of = [Kind.DISCUSSED] * 8 + [Kind.ACKNOWLEDGED]
    items = [
        make_item(meeting, kind=kind, topics=[topic], summary_en=f"On {topic}.")
        for kind, topic in zip(kinds_of, topics, strict=True)
    ]
    untold = make_item(meeting, summary_en="Kept back.", topics=[make_topic(name_en="Kept topic")])
    for item in (pledge, *items):
        release(item.entries.get(sequence=1), Audience.PUBLIC)
    report = of_dialogue(audience=Audience.PUBLIC)
    assert first_lines(report) == [
        (
            f"Specific commitment: To end it ({pledge.ref}); acknowledged: On Topic 8 ({items[8].ref}); discussed: "
            "Topic 0, Topic 1, Topic 2, Topic 3, Topic 4, Topic 5 and 2 more."
        )
    ]
    assert table(report, "What else was discussed") == [
        *([f"Topic {number}", f"On Topic {number}."] for number in range(8)),
        ["Topic 8", "Acknowledged: On Topic 8."],
    ]
    assert not any(words in told(report) for words in ("Kept", untold.ref))


@pytest.mark.django_db
def test_only_the_brief_on_a_dialogue_is_called_so(meeting: Round) -> None:
    asked = {"dialogue": meeting.dialogue.code}
    labels = [build_kind("dialogue", asked, length=length).label for length in ("brief", "full")]
    assert labels == ["Brief on a dialogue", "Report on a dialogue"]


@pytest.mark.django_db
@every_brief
@pytest.mark.parametrize("audience", Audience)
def test_nothing_is_said_of_nothing(kind: str, audience: Audience, meeting: Round) -> None:
    subject = {
        "dialogue": "BRF",
        "round": "BRF-1",
        "topic": make_topic().slug,
        "agency": make_agency().code,
        "party": make_party().code,
    }
    report = brief(kind, subject, audience=audience)
    assert report.sections == ()
    expected = (2 if kind == "round" else 1) if audience is Audience.INTERNAL else 0
    whose = 1 if kind == "agency" else 0  # whose agency it is, everybody is told
    assert len(report.summary) == whose + expected


@pytest.mark.both_databases
@pytest.mark.django_db
def test_lines_and_next_steps_are_raised_and_what_stands_out_after_them(meeting: Round) -> None:
    topic, mexico = make_topic(name_en="Prisons"), make_party()
    make_topic_text(meeting.dialogue, topic=topic, text="We welcome the visit.")
    spoken = make_item(meeting, kind=Kind.UNDERTAKEN, topics=[topic], owed_by=[mexico])
    planned = make_item(meeting, kind=Kind.UNDERTAKEN, owed_by=[mexico], next_step="Write to them")
    ask = make_item(
        meeting, kind=Kind.ASKED, asked_by=[make_party("USA")], asked_of=[mexico], summary_en="To sign it."
    )
    report = of_dialogue()
    assert lines(report, "What to raise") == [
        "Prisons: We welcome the visit. (not cleared for others)",
        f"{planned.ref}, How to prevent torture: our next step: Write to them",
        "Nobody wrote a line or a next step for these, which stand out:",
        f"Open ask of round 1: {ask.ref}, To sign it",
    ]
    assert [row[0] for row in table(report, "What was promised and asked")] == [
        spoken.ref,
        planned.ref,
        ask.ref,
    ]


@pytest.mark.django_db
def test_asks_of_us_come_with_where_they_stand(meeting: Round) -> None:
    usa, mexico = make_party("USA"), make_party()
    ask = make_item(
        meeting, kind=Kind.ASKED, asked_by=[mexico], asked_of=[usa], summary_en="To open the files."
    )
    make_entry(ask, Status.IN_PROGRESS, effective_on=datetime.date(2018, 3, 1))
    assert lines(of_dialogue(), "What they may raise, and where it stands") == [
        f"{ask.ref}, To open the files: We hold “in progress” (1 Mar 2018)."
    ]


@pytest.mark.both_databases
@pytest.mark.django_db
def test_what_is_due_before_the_planned_round(meeting: Round) -> None:
    today = timezone.localdate()
    planned = make_round(
        meeting.dialogue,
        number=2,
        state=RoundState.PLANNED,
        starts_on=today + datetime.timedelta(days=60),
        ends_on=today + datetime.timedelta(days=60),
    )
    soon, late = today + datetime.timedelta(days=30), today + datetime.timedelta(days=90)
    item = make_item(meeting, kind=Kind.UNDERTAKEN, owed_by=[make_party()], review_on=soon, target_on=late)
    said = lines(of_dialogue(), "What is due before the next round")
    assert said[0].startswith(f"Round {planned.number} is planned for ")
    assert [line.partition(", ")[2] for line in said[1:]] == [
        f"our review: {item.ref}, How to prevent torture"
    ]


@pytest.mark.django_db
def test_differences_that_are_not_raised_are_told_beside(meeting: Round) -> None:
    mexico, topic = make_party(), make_topic()
    for _number in range(7):
        item = make_item(meeting, topics=[topic])
        make_entry(item, Status.STALLED, voice=Voice.RECORD, source="JURIST", about=mexico)
        make_entry(
            item, Status.DONE, voice=Voice.PARTY, speaker=mexico, about=mexico, no_evidence_reason="Said."
        )
    report = of_dialogue()
    assert len(lines(report, "What to raise")) == 1 + 5
    assert len(lines(report, "Where voices differ too")) == 2


@pytest.mark.django_db
def test_others_get_no_line_step_priority_nor_silence(meeting: Round) -> None:
    topic = make_topic(name_en="Prisons")
    line = make_topic_text(meeting.dialogue, topic=topic, text="SECRETLINE")
    summary = make_topic_text(meeting.dialogue, topic=topic, kind=TopicTextKind.SUMMARY, text="SECRETSUMMARY")
    item = make_item(
        meeting,
        kind=Kind.UNDERTAKEN,
        topics=[topic],
        owed_by=[make_party()],
        next_step="SECRETSTEP",
        priority=Priority.HIGH,
        review_on=datetime.date(2030, 1, 1),
    )
    hidden = make_item(meeting, topics=[topic], summary_en="SECRETITEM")
    make_entry(item, Status.STALLED, note="SECRETNOTE")
    release(item.entries.get(sequence=1))
    inside = told(of_dialogue(), "json")
    assert [
        word for word in ("SECRETLINE", "SECRETSUMMARY", "SECRETSTEP", "SECRETITEM") if word not in inside
    ] == []
    for audience, kind in itertools.product(
        (Audience.SHARED, Audience.PUBLIC), ("dialogue", "topic", "round")
    ):
        subject = {"dialogue": "BRF", "topic": topic.slug, "round": "BRF-1"}
        report = brief(kind, subject, audience=audience)
        for writer in formats().values():
            content = unpacked(written(writer, report)).decode("latin-1")
            assert [
                word
                for word in ("SECRET", hidden.ref, "we have", "obody", "none recorded", "priority")
                if word in content
            ] == []
        assert titles(report) == ["What was promised and asked"]
    for text in (line, summary):
        release_topic_text(user=make_releaser(meeting.dialogue), text=text, audience=Audience.SHARED)
    shared = told(of_dialogue(audience="shared"))
    assert ("SECRETLINE" in shared, "SECRETSUMMARY" in shared) == (True, True)
    assert "SECRET" not in told(of_dialogue(audience="public"))


@pytest.mark.both_databases
@pytest.mark.django_db
def test_no_internal_mark_is_in_any_byte_of_any_brief_and_format() -> None:
    subject = make_marked_subject()
    for kind, audience in itertools.product(BRIEFS, (Audience.SHARED, Audience.PUBLIC)):
        report = brief(kind, subject, audience=audience)
        for name, writer in formats().items():
            assert MARK.encode() not in unpacked(written(writer, report)).upper(), (kind, audience, name)
        assert MARK.encode() in unpacked(written(formats()["json"], brief(kind, subject))), kind


QUERIES = {"agency": 16, "dialogue": 13, "party": 16, "round": 15, "topic": 14}
"""Queries of each brief, of which none may grow with the items."""


@pytest.mark.both_databases
@pytest.mark.django_db
@every_brief
def test_queries_do_not_grow_with_items(kind: str, meeting: Round) -> None:
    agency, topic, mexico, counts = make_agency(), make_topic(), make_party(), []
    subject = {
        "dialogue": "BRF",
        "round": "BRF-1",
        "topic": topic.slug,
        "agency": agency.code,
        "party": mexico.code,
    }
    for _number in range(3):
        item = make_item(meeting, kind=Kind.UNDERTAKEN, topics=[topic], agencies=[agency], owed_by=[mexico])
        make_entry(item, Status.STALLED, voice=Voice.RECORD, source="UN", evidence=(make_evidence(),))
        parameters = read_parameters(
            kind=kinds()[kind], length="brief", **{name: subject[name] for name in kinds()[kind].NEEDS}
        )
        with CaptureQueriesContext(connection) as queries:
            kinds()[kind].build(parameters)
        counts.append((Item.objects.count(), len(queries)))
    cost = QUERIES[kind]
    assert counts == [(1, cost), (2, cost), (3, cost)]


@pytest.mark.django_db
def test_file_of_a_brief_says_so(meeting: Round) -> None:
    kind = kinds()["dialogue"]
    parameters = read_parameters(kind=kind, dialogue="BRF", length="brief", as_of="2018-12-31")
    assert file_name("dialogue", parameters, formats()["pdf"]) == "dialogue-brief-BRF-2018-12-31-en.pdf"
    assert parameters.words()["length"] == "brief"


@pytest.mark.django_db
def test_others_are_told_of_no_silence_in_the_picture_nor_of_agreement(meeting: Round) -> None:
    mexico, topics = make_party(), [make_topic() for _number in range(3)]
    for number in range(6):
        item = make_item(meeting, topics=[topics[number // 2]])
        record, party = {"voice": Voice.RECORD, "source": "JURIST"}, {"voice": Voice.PARTY, "speaker": mexico}
        status = Status.IN_PROGRESS if number % 2 else Status.STALLED
        entry = make_entry(item, status, about=mexico, **(party if number % 2 else record))
        for released in (item.entries.get(sequence=1), entry):
            release(released)
    inside, beyond = of_dialogue(), of_dialogue(audience="public")
    [theirs], [ours] = of_type(beyond.sections, Figure), of_type(inside.sections, Figure)
    assert ours.description.endswith("empty where none had.")
    assert theirs.description == "The newest status told here on an item of the topic by each day."
    assert all("on no single item" not in line for line in lines(beyond, "Where voices differ"))
    assert "no voice" not in told(beyond)


@pytest.mark.both_databases
@pytest.mark.django_db
def test_a_round_drops_what_its_own_dialogue_said_before(meeting: Round) -> None:
    mexico, kept, dropped = make_party(), make_topic(name_en="Kept"), make_topic(name_en="Dropped")
    other = make_round(make_dialogue("OTH"), number=4)
    make_item(other, topics=[make_topic(name_en="Of another dialogue")], owed_by=[mexico])
    make_item(meeting, topics=[dropped], owed_by=[mexico])
    last = make_round(
        meeting.dialogue, number=2, starts_on=datetime.date(2018, 1, 8), ends_on=datetime.date(2018, 1, 8)
    )
    make_item(last, topics=[kept], owed_by=[mexico])
    [sentence] = lines(brief("party", {"party": mexico.code}), "Dropped in silence")
    assert sentence == "Round BRF 2 did not take these up, and nothing was recorded on them since: Dropped."


@pytest.mark.django_db
def test_table_names_our_officer_to_our_own_people_and_of_the_present_alone() -> None:
    dialogue = make_dialogue()
    officer = make_member(
        Role.RECORDER, dialogue=dialogue, user=make_user(first_name="Ana", last_name="Desk")
    )
    item = make_item(make_round(dialogue), kind=Kind.UNDERTAKEN, officer=officer)
    release(item.entries.get())
    title, asked = "What was promised and asked", {"dialogue": dialogue.code}
    assert table(brief("dialogue", asked), title)[0][-1] == "Ana Desk"
    others = [brief("dialogue", asked, audience=audience) for audience in ("shared", "public")]
    for report in (*others, brief("dialogue", asked, as_of=yesterday())):
        assert "Ana Desk" not in json.dumps(json.loads(written(formats()["json"], report)))


@pytest.mark.both_databases
@pytest.mark.django_db
def test_table_tells_where_each_stood_on_days_on_which_that_was_otherwise(meeting: Round) -> None:
    mexico, second = (
        make_party("MEX"),
        make_round(
            meeting.dialogue, number=2, starts_on=datetime.date(2019, 5, 1), ends_on=datetime.date(2019, 5, 1)
        ),
    )
    item = make_item(meeting, kind=Kind.UNDERTAKEN, owed_by=[mexico], topics=[make_topic()])
    make_item(second, topics=[make_topic()])
    said = {"voice": Voice.RECORD, "source": "JURIST"}
    for day, status in (
        (datetime.date(2019, 1, 2), Status.IN_PROGRESS),
        (datetime.date(2019, 9, 2), Status.STALLED),
    ):
        make_entry(item, status, effective_on=day, **said)
    report = brief("dialogue", {"dialogue": meeting.dialogue.code}, as_of="2020-01-01")
    title = "What was promised and asked"
    found = of_type(tuple(section for section in report.sections if section.title == title), Table)[0]
    days = [column.label for column in found.columns if column.key[0] == "2"]
    assert (len(days), days[-1], len(found.columns)) == (1, "1 May 2019, round 2", 7)
    assert table(report, title)[0][-2:] == [
        "JURIST: in progress (2 Jan 2019)",
        "JURIST says “stalled” (2 Sep 2019) ↓ worse; we have not assessed it.",
    ]
    topic = brief("topic", {"topic": item.topics.get().slug}, as_of="2020-01-01")
    assert len(of_type(topic.sections, Table)[0].columns) == 6, "a sheet on a topic has no room for it"


@pytest.mark.django_db
def test_picture_comes_before_a_table_that_page_one_has_no_room_for(meeting: Round) -> None:
    topics, promised = [make_topic(), make_topic()], ["What was promised and asked", "Where the topics stood"]
    for number in range(8):
        item = make_item(meeting, kind=Kind.UNDERTAKEN, topics=[topics[number % 2]])
        make_entry(item, Status.STALLED, voice=Voice.RECORD, source="JURIST")
    asked = {"dialogue": meeting.dialogue.code}
    assert [title for title in titles(brief("dialogue", asked)) if title in promised] == promised
    make_item(meeting, kind=Kind.UNDERTAKEN, topics=topics)
    assert [title for title in titles(brief("dialogue", asked)) if title in promised] == promised[::-1]


def yesterday() -> str:
    return (timezone.now() - datetime.timedelta(days=1)).date().isoformat()
