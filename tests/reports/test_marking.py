"""How an office marks its internal reports: on every page of every format, and of no report for others."""

import io
import json
from dataclasses import replace

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from ledger.models import Dialogue, Topic
from ledger.presentation.shape import Report
from ledger.reports import handover, kinds
from ledger.reports.parameter_form import read_parameters
from ledger.reports.parameters import BadParameter
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, TopicTextKind
from tests.makers import make_dialogue, make_item, make_round, make_topic, make_topic_text
from tests.reports.test_kinds_audience import make_marked_subject
from tests.reports.test_schema import VALIDATOR
from tests.support.kind_table import BEYOND, build_kind
from tests.support.reading_back import unpacked, words_of, written

pytestmark = pytest.mark.django_db

ENGLISH, SPANISH = 'QQSENSITIVE & "internal" </style>', "QQSENSIBLE"
LENGTHS = [
    (name, length)
    for name, kind in sorted(kinds().items())
    for length in ("full", "brief")
    if length == "full" or "length" in kind.TAKES
]


@pytest.fixture
def subject() -> dict[str, str]:
    found = make_marked_subject()
    Dialogue.objects.update(marking_en=ENGLISH, marking_es=SPANISH)
    return found


@pytest.fixture
def marked() -> tuple[Dialogue, Topic]:
    topic = make_topic()
    dialogue = make_dialogue("AAA", marking_en=ENGLISH, marking_es=SPANISH)
    make_item(make_round(dialogue), topics=[topic])
    return dialogue, topic


def asked(length: str) -> dict[str, str]:
    return {"length": length} if length == "brief" else {}


@pytest.mark.parametrize(("kind", "length"), LENGTHS)
def test_internal_report_bears_it_in_its_language_in_every_format(
    kind: str, length: str, subject: dict[str, str]
) -> None:
    for language, words in {"en": ENGLISH, "es": SPANISH}.items():
        report = build_kind(kind, subject, language=language, **asked(length))
        assert report.marking == words
        for writer in formats().values():
            content = written(writer, report)
            assert words in words_of(writer, content) or (writer.FORMAT, report.records.rows) == ("csv", ())
            if language == "en":
                assert content == written(writer, report)


@pytest.mark.parametrize("kind", BEYOND)
@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])
def test_report_for_others_does_not(kind: str, audience: Audience, subject: dict[str, str]) -> None:
    for language in ("en", "es"):
        report = build_kind(kind, subject, audience=audience, language=language)
        assert report.marking == ""
        for writer in formats().values():
            assert b"QQSENS" not in unpacked(written(writer, report))


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_dialogue_that_chose_none_changes_no_byte(kind: str, subject: dict[str, str]) -> None:
    marked = build_kind(kind, subject)
    Dialogue.objects.update(marking_en="", marking_es="")
    plain = build_kind(kind, subject, known_at=_moment(marked))
    assert plain.marking == ""
    assert [column.key for column in marked.records.columns][:-1] == [
        column.key for column in plain.records.columns
    ]
    document = json.loads(written(formats()["json"], plain))
    assert list(document) == ["format", "version", "report"]
    assert "marking" not in document["report"]
    assert all(b"QQSENS" not in unpacked(written(writer, plain)) for writer in formats().values())


def _moment(report: Report) -> str:
    [moment] = [fact.value.value for fact in report.facts if fact.label == "Known at"]  # type: ignore[union-attr]
    return moment


def test_report_of_several_dialogues_bears_each_wording_once(marked: tuple[Dialogue, Topic]) -> None:
    _dialogue, topic = marked
    for code, words in {"BBB": "RESTRICTED", "CCC": "RESTRICTED", "DDD": "", "EEE": "FOREIGN"}.items():
        dialogue = make_dialogue(code, marking_en=words, marking_es=words)
        if code != "EEE":
            make_item(make_round(dialogue), topics=[topic])
    assert build_kind("topic", {"topic": topic.slug}).marking == f"{ENGLISH} · RESTRICTED"
    assert build_kind("topic", {"topic": topic.slug}, dialogue="BBB").marking == "RESTRICTED"
    assert build_kind("topic", {"topic": topic.slug}, dialogue="DDD").marking == ""
    assert build_kind("dialogue", {"dialogue": "EEE"}).marking == "FOREIGN"  # of which there is no item


def test_text_of_our_office_brings_the_marking_of_its_dialogue(marked: tuple[Dialogue, Topic]) -> None:
    _dialogue, topic = marked
    other = make_dialogue("BBB", marking_en="RESTRICTED", marking_es="RESTRINGIDO")
    make_topic_text(other, topic=topic, kind=TopicTextKind.LINE)
    for length in ("brief", "full"):
        assert build_kind("topic", {"topic": topic.slug}, length=length).marking == f"{ENGLISH} · RESTRICTED"


def test_reader_of_one_dialogue_is_told_of_no_other_marking(marked: tuple[Dialogue, Topic]) -> None:
    _dialogue, topic = marked
    other = make_dialogue("BBB", marking_en="RESTRICTED", marking_es="RESTRINGIDO")
    make_item(make_round(other), topics=[topic])
    report = build_kind("topic", {"topic": topic.slug}, within=frozenset([other.pk]))
    assert report.marking == "RESTRICTED"


def test_handover_sheet_bears_it(marked: tuple[Dialogue, Topic]) -> None:
    dialogue, _topic = marked
    items = dialogue.rounds.get().items.all()
    assert handover.build(read_parameters(), items, title="Of a colleague").marking == ENGLISH


# --- On every page


def long_report(marked: tuple[Dialogue, Topic]) -> Report:
    dialogue, topic = marked
    for _number in range(24):
        make_item(dialogue.rounds.get(), topics=[topic])
    return build_kind("topic", {"topic": topic.slug})


def test_pdf_has_it_on_each_page_above_and_below(marked: tuple[Dialogue, Topic]) -> None:
    pages = PdfReader(io.BytesIO(written(formats()["pdf"], long_report(marked)))).pages
    assert len(pages) > 2
    assert [page.extract_text().count(ENGLISH) for page in pages] == [2] * len(pages)


def test_word_has_it_in_the_headers_and_footers_of_the_first_page_and_the_others(
    marked: tuple[Dialogue, Topic],
) -> None:
    [section] = docx.Document(io.BytesIO(written(formats()["docx"], long_report(marked)))).sections
    frames = (section.header, section.first_page_header, section.footer, section.first_page_footer)
    assert [frame.paragraphs[0].text for frame in frames] == [ENGLISH] * 4


def test_workbook_says_it_first_and_prints_it_on_each_sheet(marked: tuple[Dialogue, Topic]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(formats()["xlsx"], long_report(marked))))
    assert book.worksheets[0]["B1"].value == ENGLISH
    assert {sheet.oddHeader.center.text for sheet in book} == {f"&B{ENGLISH.replace('&', '&&')}"}


def test_markdown_begins_and_ends_with_it_and_json_says_it_before_the_report(
    marked: tuple[Dialogue, Topic],
) -> None:
    report = replace(long_report(marked), marking=SPANISH)
    lines = written(formats()["md"], report).decode().splitlines()
    assert (lines[0], lines[-1]) == (f"**{SPANISH}**", f"**{SPANISH}**")
    document = json.loads(written(formats()["json"], report))
    VALIDATOR.validate(document)
    assert (list(document), document["marking"]) == (["format", "version", "marking", "report"], SPANISH)


def test_page_prints_it_without_a_way_out_of_the_style(marked: tuple[Dialogue, Topic]) -> None:
    page = written(formats()["html"], long_report(marked)).decode()
    assert page.count("QQSENSITIVE &amp; &quot;internal&quot; &lt;/style&gt;") == 2
    assert page.count("</style>") == 1
    assert 'content: "QQSENSITIVE \\26  \\22 internal\\22  \\3c \\2f style\\3e "' in page


# --- Drafted by, cleared by


def heads(report: Report) -> list[tuple[str, str]]:
    return [(fact.label, getattr(fact.value, "text", "")) for fact in report.facts[-2:]]


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_names_stand_in_the_head_where_they_are_asked_for(kind: str, subject: dict[str, str]) -> None:
    names = {"drafted_by": "A. <Drafter>", "cleared_by": "C. Clearer, DRL"}
    report = build_kind(kind, subject, **names)
    assert heads(report) == [("Drafted by", "A. <Drafter>"), ("Cleared by", "C. Clearer, DRL")]
    for writer in formats().values():
        content = " ".join(words_of(writer, written(writer, report)).split())
        assert "C. Clearer, DRL" in content or writer.FORMAT == "csv"
    assert heads(build_kind(kind, subject, language="es", **names))[0] == ("Redactado por", "A. <Drafter>")
    assert "Drafted by" not in {fact.label for fact in build_kind(kind, subject).facts}
    assert read_parameters(**names).words() | {"as_of": ""} == {**names, "as_of": ""}


@pytest.mark.parametrize("audience", ["shared", "public"])
def test_names_in_a_report_for_others_are_refused(audience: str, subject: dict[str, str]) -> None:
    with pytest.raises(BadParameter) as refused:
        build_kind("topic", subject, audience=audience, drafted_by="A. Drafter", cleared_by="C. Clearer")
    says = "Expected no name: names of our people stand in internal reports alone, not “{}”."
    assert refused.value.refusals == {
        "drafted_by": [says.format("A. Drafter")],
        "cleared_by": [says.format("C. Clearer")],
    }


def test_name_that_is_too_long_or_has_odd_characters_is_refused() -> None:
    for name in ("x" * 121, "A\u202eB"):
        with pytest.raises(BadParameter) as refused:
            read_parameters(drafted_by=name)
        assert list(refused.value.refusals) == ["drafted_by"]
