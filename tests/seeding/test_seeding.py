"""Files become rows once: all or nothing, never rewritten, and what differs is reported with its place."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger import access
from ledger.models import Dialogue, Entry, Item, Membership, Statement, Topic, User
from ledger.recording import audience_of
from ledger.seeding.errors import Faults
from ledger.seeding.load import AUTHOR, seed
from ledger.vocabulary import Act, Answer, Audience, Basis, Origin, Precision, Role, Status, Voice
from tests.seeding.files import TEXT, add_item, change, make_seeds, row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_reference_rows_are_made(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    prisons = Topic.objects.get(slug="prisons")
    assert prisons.parent is not None
    assert prisons.parent.slug == "justice"
    assert list(prisons.parent.phrases.values_list("language", "text")) == [
        ("en", "courts"),
        ("en", "judges"),
    ]
    assert list(Dialogue.objects.get().parties.values_list("code", flat=True)) == ["MEX", "USA"]


def test_a_statement_keeps_its_text(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    assert Statement.objects.get().text == TEXT


def test_items_are_opened_with_their_passages(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    first, second, third = Item.objects.order_by("number")
    assert first.passage is not None
    assert (first.ref, first.passage.quote, first.passage.start) == ("MXUS-3-01", "to train judges", 48)
    assert [link.topic.slug for link in second.topic_links.all()] == ["prisons", "justice"]
    assert (third.passage, third.is_paraphrase, third.summary_en) == (None, True, "Courts matter.")
    assert (third.deadline_on, third.deadline_precision) == (date(2016, 12, 31), Precision.YEAR)


def test_openings_count_from_the_last_day_and_are_compiled(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    columns = ("effective_on", "origin", "proposed_audience", "author__username")
    expected = (date(2015, 10, 21), Origin.COMPILED, Audience.PUBLIC, AUTHOR)
    assert set(Entry.objects.filter(act=Act.OPEN).values_list(*columns)) == {expected}


def test_a_public_statements_words_are_released_and_a_paraphrase_is_not(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    openings = Entry.objects.filter(act=Act.OPEN).order_by("item__number")
    assert [audience_of(entry) for entry in openings] == [Audience.PUBLIC, Audience.PUBLIC, Audience.INTERNAL]


def test_nothing_is_released_where_a_second_person_must(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    Dialogue.objects.update(releases_need_second_person=True)
    add_item(tmp_path, 4, 'quote = "courts matter"')
    seed([tmp_path])
    assert audience_of(Entry.objects.get(item__ref="MXUS-3-04")) is Audience.INTERNAL


def test_an_internal_statements_words_stay_internal(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path, reading=('visibility = "public"', 'visibility = "internal"'))])
    assert Entry.objects.filter(act=Act.RELEASE).count() == 0


def test_a_partys_fact_is_that_partys_by_our_reading(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    entry = Entry.objects.get(item__ref="MXUS-3-01", voice=Voice.PARTY)
    assert entry.speaker is not None
    assert entry.about is not None
    assert (entry.speaker.code, entry.about.code, entry.basis) == ("MEX", "MEX", Basis.READING)
    assert (entry.status, entry.note, entry.source) == (Status.IN_PROGRESS, "A school for judges opened.", "")
    assert (entry.effective_on, entry.origin) == (date(2016, 2, 1), Origin.COMPILED)


def test_the_records_fact_names_its_issuer_and_rests_on_evidence(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    entry = Entry.objects.get(item__ref="MXUS-3-01", voice=Voice.RECORD)
    assert (entry.source, entry.status) == ("Court Watch", Status.STALLED)
    assert (entry.effective_on, entry.effective_precision) == (date(2017, 3, 1), Precision.MONTH)
    assert entry.text("basis_note") == "The month is the report's."
    evidence = entry.evidence.get()
    assert (evidence.title, evidence.url) == ("On the school", "https://example.org/school")


def test_a_fact_is_a_note_on_what_it_also_follows_in_the_same_batch(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    status, note = Entry.objects.filter(voice=Voice.RECORD).order_by("item__number")
    assert (note.item.ref, note.act, note.status) == ("MXUS-3-03", Act.NOTE, None)
    assert note.note == status.note
    assert note.evidence.count() == 1
    assert (note.batch is not None, note.batch) == (True, status.batch)


def test_a_fact_that_contests_an_earlier_one_answers_it_where_that_stands(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    entry = Entry.objects.get(answers__isnull=False)
    assert entry.answers is not None
    assert (entry.answers.note, entry.answer) == ("A school for judges opened.", Answer.CONTESTS)
    assert (entry.item.ref, entry.voice, entry.effective_on) == ("MXUS-3-01", Voice.RECORD, date(2017, 3, 1))


def test_a_fact_that_contests_an_item_answers_its_opening(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path, follow_up=('contests = "f-1"', 'contests = "MXUS-3-03"'))])
    entry = Entry.objects.get(answers__isnull=False)
    assert entry.answers is not None
    assert (entry.answers.act, entry.answers.item.ref) == (Act.OPEN, "MXUS-3-03")
    # The fact also stands on that item: its note there is what answers.
    assert (entry.item.ref, entry.act) == ("MXUS-3-03", Act.NOTE)


def test_our_offices_own_status_stays_unassessed(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    assert set(Item.objects.values_list("status", flat=True)) == {Status.UNASSESSED}


def test_the_seeding_account_cannot_log_in_and_may_edit_and_release(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    author = User.objects.get(username=AUTHOR)
    assert author.has_usable_password() is False
    assert author not in access.officers_in(User.objects.all(), *Dialogue.objects.all())
    assert set(author.memberships.values_list("role", flat=True)) == {Role.EDITOR, Role.RELEASER}


def test_a_role_taken_from_the_seeding_account_stays_taken(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    Membership.objects.filter(role=Role.EDITOR).delete()
    add_item(tmp_path, 4)
    with pytest.raises(Faults, match="Seeds may not do this in MXUS"):
        seed([tmp_path])
    assert Membership.objects.count() == 1


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    before = row_counts()
    with CaptureQueriesContext(connection) as queries:
        outcome = seed([tmp_path])
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert (writes, dict(outcome.written), outcome.changed, row_counts()) == ([], {}, [], before)


@pytest.mark.parametrize("more_items", [0, 3])
def test_a_second_run_asks_the_same_questions_however_much_there_is(tmp_path: Path, more_items: int) -> None:
    make_seeds(tmp_path)
    for number in range(4, 4 + more_items):
        add_item(tmp_path, number)
    seed([tmp_path])
    with CaptureQueriesContext(connection) as queries:
        seed([tmp_path])
    assert len(queries) == 28


def test_facts_added_later_are_added(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    add_item(tmp_path, 4)
    change(tmp_path / "follow_up.toml", "# The end", FACT_3 + "# The end")
    outcome = seed([tmp_path])
    assert ({model.__name__: n for model, n in outcome.written.items()}, outcome.changed) == (
        {"Item": 1, "Entry": 2},
        [],
    )
    assert Entry.objects.filter(item__ref="MXUS-3-04").count() == 2


FACT_3 = """\
[[facts]]
id = "f-3"
follows = "MXUS-3-04"
voice = "USA"
effective = 2018-01-01
note = "More judges."

"""
