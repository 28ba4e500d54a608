"""No report fails on one odd row: it tells everything else, and names what it cannot tell.

The rows are forced into the database, as an older version or a hand may have left them; each is then asked for by
every kind of report, in every format.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from ledger.models import Dialogue, Entry, Evidence, Item, Round, Topic
from ledger.models.fields import write_api
from ledger.presentation.shape import Figure, Report
from ledger.recording import triggers
from ledger.reports.parameter_form import read_parameters
from ledger.reports.preview import held_back
from ledger.reports.writers import formats
from ledger.vocabulary import FactBasis, Kind, Precision, Status, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_party,
    make_round,
    make_topic,
)
from tests.support.asking import of_type, told
from tests.support.kind_table import SEEDED, build_kind
from tests.support.marked_ledger import release
from tests.support.reading_back import written

pytestmark = pytest.mark.django_db

LONG = "Donaudampfschifffahrtsgesellschaft" * 9
ASKED = {
    "agency": "AGE",
    "dialogue": "ODD",
    "party": "MEX",
    "round": "ODD-7",
    "topic": "odd-topic",
    "since": "1900-01-01",
}


@contextmanager
def forced() -> Iterator[None]:
    """Let rows be changed that the ledger never changes; the test's own rollback puts the triggers back."""
    triggers.drop(connection)
    with write_api():
        yield


@pytest.fixture
def entry() -> Entry:
    """An ordinary entry on an ordinary item, which the oddity is done to."""
    dialogue = make_dialogue("ODD")
    round = make_round(dialogue, number=7)
    item = make_item(
        round,
        kind=Kind.UNDERTAKEN,
        owed_by=[make_party()],
        agencies=[make_agency("AGE")],
        topics=[make_topic("odd-topic")],
        deadline_on=datetime.date(2020, 1, 1),
        deadline_precision=Precision.DAY,
        deadline_basis=FactBasis.STATED,
    )
    make_entry(item, Status.NOT_STARTED, effective_on=datetime.date(2016, 5, 1))
    return make_entry(
        item,
        Status.IN_PROGRESS,
        voice=Voice.RECORD,
        source="JURIST",
        effective_on=datetime.date(2017, 6, 16),
        evidence=(make_evidence(published_on=datetime.date(2017, 6, 16)),),
    )


def change(entry: Entry, row: str) -> None:
    """Do one oddity to the entry or to what is around it."""
    entries, items = Entry.objects.filter(pk=entry.pk), Item.objects.filter(pk=entry.item_id)
    evidence, rounds = Evidence.objects.filter(entry=entry), Round.objects.filter(items=entry.item)
    opening = Entry.objects.get(item=entry.item, sequence=1)
    topics = Topic.objects.filter(slug="odd-topic")
    steps: dict[str, Any] = {
        "year 206": lambda: entries.update(effective_on=datetime.date(206, 6, 16)),
        "year 1": lambda: entries.update(effective_on=datetime.date.min),
        "year 1016": lambda: entries.update(effective_on=datetime.date(1016, 6, 16)),
        "status of tomorrow": lambda: entries.update(status="postponed"),
        "basis of tomorrow": lambda: entries.update(basis="overheard"),
        "origin of tomorrow": lambda: entries.update(origin="archive"),
        "kind of tomorrow": lambda: _rewrite(opening, kind="threatened"),
        "two halves of a kind": lambda: _rewrite(opening, kind="agreed"),
        "deadline of 9999": lambda: _rewrite(opening, deadline_on="9999-12-31"),
        "deadline in the year 9999": lambda: _rewrite(
            opening, deadline_on="9999-01-01", deadline_precision="year"
        ),
        "deadline that is no day": lambda: _rewrite(opening, deadline_on="soon"),
        "target of the year 1": lambda: _rewrite(opening, target_on="0001-01-01"),
        "evidence of the year 1": lambda: evidence.update(published_on=datetime.date.min),
        "evidence of 9999": lambda: evidence.update(published_on=datetime.date.max),
        "source of tomorrow": lambda: evidence.update(source_kind="rumour", stance="hints at"),
        "round in the year 1": lambda: rounds.update(starts_on=datetime.date.min, ends_on=datetime.date.min),
        "round in 9999": lambda: rounds.update(starts_on=datetime.date.max, ends_on=datetime.date.max),
        "stale after ages": lambda: Dialogue.objects.update(stale_after_days=2_147_483_647),
        "no name": lambda: topics.update(name_en="", name_es=""),
        "no names anywhere": lambda: Dialogue.objects.update(name_en="", name_es=""),
        "long name": lambda: topics.update(name_en=LONG[:200]),
        "long word": lambda: _rewrite(opening, summary_en=LONG),
        "file that is gone": lambda: evidence.update(
            file_sha256="a" * 64, file_size=3, file_type="text/plain"
        ),
    }
    with forced():
        steps[row]()
    assert items.exists()


def _rewrite(opening: Entry, **fields: Any) -> None:
    """Let an item's opening have written other values."""
    changes = opening.changes | {name: [None, value] for name, value in fields.items()}
    Entry.objects.filter(pk=opening.pk).update(changes=changes)


ROWS = {
    "year 206": ["0206-06-16"],
    "year 1": ["0001-01-01"],
    "year 1016": ["1016-06-16"],
    "status of tomorrow": ["An entry of 2017-06-16 on ODD-7-01", "postponed"],
    "basis of tomorrow": ["An entry of 2017-06-16 on ODD-7-01", "overheard"],
    "origin of tomorrow": ["An entry of 2017-06-16 on ODD-7-01", "archive"],
    "kind of tomorrow": ["Item ODD-7-01", "threatened"],
    "two halves of a kind": ["Item ODD-7-01", "agreed: –"],
    "deadline of 9999": ["31 Dec 9999"],
    "deadline in the year 9999": ["9999"],
    "deadline that is no day": ["Item ODD-7-01", "soon"],
    "target of the year 1": [],
    "evidence of the year 1": [],
    "evidence of 9999": [],
    "source of tomorrow": [],
    "round in the year 1": [],
    "round in 9999": [],
    "stale after ages": [],
    "no name": [],
    "no names anywhere": [],
    "long name": [],
    "long word": [],
    "file that is gone": [],
}
"""What is odd, and what every report that tells of the item then says of it."""
SILENT = {"attention", "changes", "matrix"}
"""Kinds whose records hold no entry of long ago, or that ask for those after a day."""


def each(language: str = "en") -> Iterator[tuple[str, Report]]:
    for kind in SEEDED:
        yield kind, build_kind(kind, ASKED, language=language)


@pytest.mark.parametrize("row", ROWS)
def test_every_kind_tells_of_an_odd_row_or_names_it(entry: Entry, row: str) -> None:
    change(entry, row)
    for kind, report in each():
        words = told(report) + told(report, "csv")  # each entry stands in the records, of whatever year
        for expected in ROWS[row]:
            assert expected in words or (kind in SILENT and not row.startswith(("kind", "two", "status")))
        for figure in of_type(report.sections, Figure):
            assert len(figure.table.rows) <= Topic.objects.count()
    for _kind, report in each("es"):
        assert told(report)


@pytest.mark.parametrize("row", ROWS)
def test_every_format_writes_an_odd_row(entry: Entry, row: str) -> None:
    """One kind for each format in turn is enough: kinds give shapes, and formats write shapes."""
    change(entry, row)
    first = list(ROWS).index(row)
    for place, writer in enumerate(formats().values(), first):
        kind = list(SEEDED)[place % len(SEEDED)]
        assert written(writer, build_kind(kind, ASKED))


@pytest.mark.parametrize(
    ("row", "day"), [("year 206", "16 Jun 0206"), ("year 1", "1 Jan 0001"), ("year 1016", "16 Jun 1016")]
)
def test_entry_of_an_odd_year_is_told_with_its_day(entry: Entry, row: str, day: str) -> None:
    change(entry, row)
    assert day in told(build_kind("topic", ASKED))


def test_what_cannot_be_told_leaves_the_rest(entry: Entry) -> None:
    change(entry, "status of tomorrow")
    words = told(build_kind("topic", ASKED))
    assert "not started" in words
    assert "Reported." in words


def test_an_entry_that_nobody_else_may_see_is_not_named_to_them(entry: Entry) -> None:
    change(entry, "status of tomorrow")
    assert "postponed" not in told(build_kind("topic", ASKED, audience="public"))


def test_what_a_report_cannot_tell_is_told_to_our_own_people_alone(entry: Entry) -> None:
    """Others are not told that there is something else; the preview of what they get says it to us."""
    release(entry.item.entries.get(sequence=1))
    release(entry)
    change(entry, "status of tomorrow")
    parameters = read_parameters(topic="odd-topic", audience="public")
    report = build_kind("topic", ASKED, audience="public")
    assert "ODD-7-01" in told(report)
    assert [section.title for section in report.sections if "cannot tell" in section.title] == []
    assert "postponed" not in told(report, "json")
    [held] = [held for held in held_back(parameters) if "postponed" in held.words]
    assert (held.ref, held.reason) == ("ODD-7-01", "a newer version of the ledger has written it")
