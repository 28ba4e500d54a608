"""The rows that the form of a report offers: those that the person may see, called as both languages call them."""

from collections.abc import Callable

from ledger.filters.offered import round_label
from ledger.filters.searched import OfferedRow
from ledger.models import Agency, Party, Round, Topic
from ledger.reports.parameter_form import value_of
from ledger.typed_text import alphabetical
from ledger.views.base import LedgerView


def _dialogues(page: LedgerView) -> list[OfferedRow]:
    return [
        OfferedRow(row.code, row.name, (row.code, row.name_en, row.name_es)) for row in page.rights.dialogues
    ]


def _topics(page: LedgerView) -> list[OfferedRow]:
    rows = page.rows(Topic.objects.filter(merged_into=None))
    return _by_label([OfferedRow(row.slug, row.name, (row.name_en, row.name_es)) for row in rows])


def _rounds(page: LedgerView) -> list[OfferedRow]:
    rows = page.rows(Round.objects.select_related("dialogue")).order_by("dialogue__code", "-number")
    return [OfferedRow(value_of(row), round_label(row), (row.title,)) for row in rows]


def _parties(page: LedgerView) -> list[OfferedRow]:
    rows = page.rows(Party.objects.all())
    return _by_label([OfferedRow(row.code, row.name, (row.name_en, row.name_es)) for row in rows])


def _agencies(page: LedgerView) -> list[OfferedRow]:
    return _by_label(
        [
            OfferedRow(
                row.code,
                f"{row.acronym or row.code}, {row.name}",
                (row.acronym_en, row.acronym_es, row.name_en, row.name_es),
            )
            for row in page.rows(Agency.objects.all())
        ]
    )


def _by_label(rows: list[OfferedRow]) -> list[OfferedRow]:
    return sorted(rows, key=lambda row: alphabetical(row.label))


OFFERED: dict[str, Callable[[LedgerView], list[OfferedRow]]] = {
    "dialogue": _dialogues,
    "topic": _topics,
    "round": _rounds,
    "party": _parties,
    "agency": _agencies,
}
"""By the name of the parameter: what lists its rows, by one query at most."""
