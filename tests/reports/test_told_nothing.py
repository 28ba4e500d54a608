"""Others are told nothing of what it is not told: not that there is more, not that there is none."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.models import Delegate, Delegation
from ledger.presentation.shape import Paraphrase, Report
from ledger.reports import kinds
from ledger.reports.writers import formats, html
from ledger.vocabulary import Audience, FactBasis, Kind, Language, Origin, ReportLength, Status, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_item,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_step,
    make_topic,
)
from tests.reports.kitchen_sink import make_report
from tests.support.asking import told
from tests.support.kind_table import BEYOND, ask_kind
from tests.support.marked_ledger import DAY, release
from tests.support.reading_back import words_of, written

pytestmark = pytest.mark.django_db

beyond = pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])
each_language = pytest.mark.parametrize("language", Language)
each_length = pytest.mark.parametrize("length", ReportLength)

HINTS = {
    Language.EN: (
        "released",
        "status is given",
        "no change",
        "no voice",
        "reviewed",
        "compiled",
        "characters",
        "no words",
        "nobody",
        "no document",
        "no item",
        "nothing",
        "not known",
        "not assessed",
        "unassessed",
        "cannot tell",
        "told here",
    ),
    Language.ES: (
        "difundi",
        "divulga",
        "liberad",
        "no se indica",
        "ningún",
        "ninguna",
        "revis",
        "recopilad",
        "caracteres",
        "nadie",
        "nada",
        "sin evaluar",
        "no se conoce",
        "no se sabe",
    ),
}
"""What would tell a reader that there is more, or that there is none, or how we work."""
EMPTY = re.compile(
    r"<(b|em|i|strong|span|sup|h\d|p|blockquote)(\s[^>]*)?>\s*</\1>|(?<![*\w])\*{1,2}\s*\*{1,2}(?!\w)"
)
"""Emphasis, or a paragraph, of nothing."""


def make_bare_subject() -> dict[str, str]:
    """Items that are released alone: their statement, statuses, deadlines and delegates are not, or there are none."""
    topic, round, agency, mexico = make_topic(), make_round(), make_agency(), make_party()
    kept, shown = (
        make_passage(make_statement(round)),
        make_statement(round, visibility=Audience.PUBLIC, text="They met."),
    )
    fields = {"topics": [topic], "agencies": [agency]}
    items = [
        make_item(round, kind=Kind.UNDERTAKEN, owed_by=[mexico], passage=kept, summary_en="", **fields),
        make_item(
            round,
            kind=Kind.ASKED,
            asked_by=[make_party("USA")],
            asked_of=[mexico],
            passage=kept,
            summary_en="",
            **fields,
        ),
        make_item(round, kind=Kind.DISCUSSED, **fields),
    ]
    steps = [make_step(items[0]), make_step(items[0], agencies=[agency])]
    for told_item in (*items, steps[0]):
        release(told_item.entries.get())
    make_entry(items[0], Status.STALLED, effective_on=DAY)
    entry = make_entry(
        items[2],
        Status.IN_PROGRESS,
        note="",
        voice=Voice.RECORD,
        source="JURIST",
        origin=Origin.COMPILED,
        effective_on=DAY,
    )
    release(entry)
    delegation = Delegation.objects.create(round=round, party=mexico)
    Delegate.objects.create(
        delegation=delegation,
        position=1,
        name="Unattested",
        agency=agency,
        passage=make_passage(shown, "met"),
    )
    return {
        "dialogue": round.dialogue.code,
        "round": f"{round.dialogue.code}-{round.number}",
        "topic": topic.slug,
        "agency": agency.code,
        "party": "MEX",
        "since": "2010-01-01",
    }


def make_empty_subject() -> dict[str, str]:
    """A dialogue of which nothing is released."""
    subject = make_bare_subject()
    dialogue = make_dialogue()
    round = make_round(dialogue, starts_on=None, ends_on=None, dates_basis=FactBasis.UNKNOWN)
    topic = make_topic()
    make_item(round, topics=[topic])
    empty = {"dialogue": dialogue.code, "round": f"{dialogue.code}-{round.number}", "topic": topic.slug}
    return subject | empty | {"agency": make_agency().code, "since": "2025-01-01"}


def built(kind: str, subject: dict[str, str], **asked: object) -> Report:
    return kinds()[kind].build(ask_kind(kind, subject, **asked))


def lengths(kind: str, length: ReportLength) -> dict[str, object]:
    return {"length": length} if "length" in kinds()[kind].TAKES else {}


def without_style(words: str) -> str:
    """A report without its stylesheet, which names every status there is."""
    return words.replace(Path(html.__file__).with_suffix(".css").read_text(encoding="utf-8").strip(), "")


@beyond
@each_language
@each_length
@pytest.mark.parametrize("make_subject", [make_bare_subject, make_empty_subject])
def test_others_read_no_hint_of_what_is_kept_from_them(
    make_subject: object, audience: Audience, language: Language, length: ReportLength
) -> None:
    subject = make_subject()  # type: ignore[operator]
    for kind in BEYOND:
        report = built(kind, subject, audience=audience, language=language, **lengths(kind, length))
        for name, writer in formats().items() if kind == "topic" else [("json", formats()["json"])]:
            words = without_style(words_of(writer, written(writer, report))).casefold()
            hints = [hint for hint in HINTS[language] if hint in words]
            assert (kind, name, hints) == (kind, name, [])


@beyond
@each_length
def test_no_emphasis_is_empty(audience: Audience, length: ReportLength) -> None:
    for subject in (make_bare_subject(), make_empty_subject()):
        for kind in BEYOND:
            report = built(kind, subject, audience=audience, **lengths(kind, length))
            for name in ("html", "md"):
                found = EMPTY.search(without_style(written(formats()[name], report).decode()))
                assert (kind, name, found and found[0]) == (kind, name, None)


def test_our_own_people_are_told_all_of_that() -> None:
    subject = make_bare_subject()
    words = told(built("dialogue", subject)) + told(built("topic", subject)) + told(built("round", subject))
    for said in (
        "Unassessed: nobody has reported on it.",
        "compiled from the public record, to be reviewed",
        "characters 24 to 50",
        "no document is given",
    ):
        assert said in words, said


def test_a_rendering_without_a_label_has_no_empty_emphasis() -> None:
    """In every format: what says whose words they are is left out with its marks."""
    sink = make_report()
    section = replace(sink.sections[0], blocks=(Paraphrase("Only words", "", ""),), sections=())
    report = replace(sink, sections=(section,))
    assert "Only words\n" in written(formats()["md"], report).decode()
    assert "<p>Only words</p>" in re.sub(r"</?span[^>]*>", "", written(formats()["html"], report).decode())
    for writer in formats().values():
        assert "Only words" in words_of(writer, written(writer, report)) or writer.IS_TABULAR


def test_a_compiled_entry_bears_its_source_alone_beyond_internal() -> None:
    subject = make_bare_subject()
    words = told(built("topic", subject, audience="public"))
    assert "*from the public record*" in words
    assert "the public record" in told(built("topic", subject, audience="public"), "csv")


def test_a_shared_report_says_of_which_dialogue_its_counterpart_is() -> None:
    subject = make_bare_subject()
    words = told(built("topic", subject, audience="shared"))
    assert f"Audience: shared with the counterpart in {subject['dialogue']}" in words


@each_language
@each_length
def test_an_agency_of_which_nothing_was_released_is_no_empty_page(
    language: Language, length: ReportLength
) -> None:
    """It says whose agency it is: true, and the same for everybody."""
    agency = make_agency()
    subject = {"agency": agency.code}
    sentence = {
        Language.EN: f"{agency.name_en}: an agency of Mexico.",
        Language.ES: f"{agency.name_en}: dependencia de Mexico.",
    }[language]
    for audience in (Audience.INTERNAL, Audience.PUBLIC):
        report = built("agency", subject, audience=audience, language=language, length=length)
        assert sentence in told(report), audience
