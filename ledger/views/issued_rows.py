"""Issued reports as people call them: what kind, about what, in which format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger.models import Agency, Dialogue, IssuedReport, Party, Topic
from ledger.presentation import wording
from ledger.reports import kinds
from ledger.reports.writers import formats
from ledger.vocabulary import Audience

NAMED: dict[str, tuple[Any, str]] = {
    "topic": (Topic, "slug"),
    "round": (None, ""),
    "party": (Party, "code"),
    "agency": (Agency, "code"),
    "dialogue": (None, ""),
}
"""What a report may be about, and where its name stands; a round and a dialogue go by their codes."""


@dataclass(frozen=True)
class IssuedReportRow:
    """An issued report, with its kind, subject, audience and format as people call them in the language of the page."""

    report: IssuedReport
    label: str
    about: str
    audience: str
    format: str


def told(
    reports: Sequence[IssuedReport], rows: Callable[[QuerySet[Any]], QuerySet[Any]]
) -> list[IssuedReportRow]:
    """Read issued reports for a page, one query for each sort of subject, one for the counterparts of shared reports;
    ``rows`` gives the rows that may be seen.

    A kind, a format or a subject that is not there any more goes by the name it was issued under.
    """
    asked = [{name: _listed(report.parameters.get(name)) for name in NAMED} for report in reports]
    names = _names_of(asked, rows)
    abouts = [
        [
            ", ".join(names.get((name, word), word) for word in words)
            for name, words in words_by_name.items()
            if words
        ]
        for words_by_name in asked
    ]
    counterparts = _counterparts(reports, rows)
    return [
        _told(report, " · ".join(about), counterparts.get(report.pk, ""))
        for report, about in zip(reports, abouts, strict=True)
    ]


def _counterparts(
    reports: Sequence[IssuedReport], rows: Callable[[QuerySet[Any]], QuerySet[Any]]
) -> dict[int, str]:
    """Return the code of the dialogue with whose counterpart each shared report is shared, by the report's id."""
    shared = [report.pk for report in reports if report.audience is Audience.SHARED]
    if not shared:
        return {}
    dialogues = rows(Dialogue.objects.filter(issued_links__report__in=shared))
    return dict(dialogues.values_list("issued_links__report", "code"))


def _names_of(
    asked: Sequence[dict[str, list[str]]], rows: Callable[[QuerySet[Any]], QuerySet[Any]]
) -> dict[tuple[str, str], str]:
    """Return the names of the rows that reports are about, by the parameter and by how it names them."""
    names: dict[tuple[str, str], str] = {}
    for name, (model, field) in NAMED.items():
        if model and (wanted := {word for words_by_name in asked for word in words_by_name[name]}):
            found = rows(model.objects.filter(**{f"{field}__in": wanted}))
            names |= {(name, getattr(row, field)): row.name for row in found}
    return names


def _listed(words: str | list[str] | None) -> list[str]:
    return words if isinstance(words, list) else [words] if words else []


def _told(report: IssuedReport, about: str, dialogue: str) -> IssuedReportRow:
    kind, writer = kinds().get(report.kind), formats().get(report.format)
    return IssuedReportRow(
        report,
        _(kind.LABEL) if kind else report.kind,
        about,
        wording.audience(report.audience, dialogue),
        writer.LABEL if writer else report.format,
    )
