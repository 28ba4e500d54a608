"""Questions and answers for the tests of reports."""

from typing import Any

from ledger.models import Dialogue, Topic
from ledger.presentation.shape import Report, Section, parts
from ledger.reports import topic as kind
from ledger.reports.parameter_form import read_parameters
from ledger.reports.writers import formats
from ledger.vocabulary import Audience
from tests.support.reading_back import words_of, written


def build(topic: Topic | str, **parameters: str) -> Report:
    """The report of one topic, asked as on the command line; a shared one of the only dialogue, unless it is named."""
    if parameters.get("audience") == Audience.SHARED:
        parameters = {"dialogue": Dialogue.objects.get().code} | parameters
    return kind.build(read_parameters(topic=topic if isinstance(topic, str) else topic.slug, **parameters))


def told(report: Report, form: str = "md") -> str:
    """The report as a reader of one format meets it."""
    writer = formats()[form]
    return words_of(writer, written(writer, report))


def facts(report: Report) -> dict[str, str]:
    """The header: label to value."""
    return {
        fact.label: getattr(fact.value, "label", "") or getattr(fact.value, "text", "")
        for fact in report.facts
    }


def of_type(report: Any, wanted: type) -> list[Any]:
    """The parts of a report that are of a type, in reading order."""
    return [part for part in parts(report) if isinstance(part, wanted)]


def refs(report: Report) -> list[str]:
    """The items that the report tells of, in order."""
    return [section.ref for section in of_type(report.sections, Section) if section.ref]


def first_lines(report: Report) -> list[str]:
    """The opening paragraphs as plain sentences."""
    return [" ".join(text.text for text in paragraph.texts) for paragraph in report.summary]


def cautions(report: Report) -> list[str]:
    """What is to be borne in mind."""
    section = next(
        one for one in report.sections if one.title in {"To bear in mind", "Conviene tener presente"}
    )
    return [text.text for block in section.blocks for text in block.entries]  # type: ignore[union-attr]


def records(report: Report, *keys: str) -> list[tuple[str, ...]]:
    """The chosen columns of the flat table, as words or ISO days."""
    places = [next(n for n, one in enumerate(report.records.columns) if one.key == key) for key in keys]
    return [tuple(_word(row.cells[place]) for place in places) for row in report.records.rows]


def _word(cell: Any) -> str:
    names = ("text", "ref", "value", "label")
    return next((str(getattr(cell, name)) for name in names if hasattr(cell, name)), "")
