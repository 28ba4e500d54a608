"""A spreadsheet's rows become items and entries: what is opened, what is there, what is refused."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from ledger.importing import running
from ledger.importing.mapping import ColumnUse, ImportMapping
from ledger.importing.preview import ImportPreview
from ledger.importing.running import ImportOutcome, look, run_import
from ledger.importing.tables import read_table
from ledger.models import Dialogue, Entry, Item, Passage, Round, User
from ledger.recording import audit, undo_batch
from ledger.vocabulary import AgreedAs, Kind, Precision, Role, Status, Voice
from tests.importing.books import HEADS, TRACKER, Rows, xlsx
from tests.makers import (
    make_dialogue,
    make_editor,
    make_item,
    make_member,
    make_party,
    make_round,
    make_topic,
    set_clock,
)

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


class Desk:
    """A dialogue with its seventh round, an editor and a topic."""

    def __init__(self) -> None:
        make_party("MEX", name_es="México")
        make_party("USA", name_es="Estados Unidos")
        self.dialogue: Dialogue = make_dialogue("USMX")
        self.round: Round = make_round(self.dialogue, number=7)
        self.user: User = make_editor(self.dialogue)
        make_topic("torture-prevention", name_es="Tortura")

    def look(self, rows: Rows, mapping: ImportMapping | None = None) -> ImportPreview:
        return look(**self._given(rows, mapping))

    def run(self, rows: Rows, mapping: ImportMapping | None = None, **options: Any) -> ImportOutcome:
        return run_import(**self._given(rows, mapping), **options)

    def _given(self, rows: Rows, mapping: ImportMapping | None) -> dict[str, Any]:
        table = read_table(xlsx(rows))
        return {
            "user": self.user,
            "dialogue": self.dialogue,
            "table": table,
            "mapping": mapping or ImportMapping(),
        }


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_import_of_a_tracker_opens_items_with_their_status(desk: Desk) -> None:
    outcome = desk.run(TRACKER)
    assert outcome.preview.faults == []
    assert outcome.written is not None
    assert (outcome.written.items, outcome.written.entries) == (2, 4)
    first, second = Item.objects.order_by("number")
    assert (first.ref, first.outside_ref, first.kind) == ("USMX-7-01", "A-1", Kind.UNDERTAKEN)
    assert (first.summary_es, first.is_paraphrase) == ("Publicar el protocolo sobre desapariciones.", True)
    assert (first.status, first.status_on) == (Status.IN_PROGRESS, datetime.date(2019, 3, 31))
    assert [topic.slug for topic in first.topics.all()] == ["torture-prevention"]
    assert (second.agreed_as, second.status) == (AgreedAs.GENERAL_PLEDGE, Status.NOT_STARTED)
    assert {party.code for party in second.parties.all()} == {"MEX", "USA"}
    entry = Entry.objects.with_texts().get(item=first, sequence=2)
    assert (entry.text("note"), entry.voice, entry.batch) == (
        "Borrador listo.",
        Voice.OFFICE,
        outcome.written.batch,
    )
    assert list(audit()) == []


def test_second_run_of_a_file_changes_nothing(desk: Desk) -> None:
    desk.run(TRACKER)
    outcome = desk.run(TRACKER)
    assert outcome.written is None
    found = outcome.preview
    assert (len(found.opened), found.updates, found.updates_there, found.unchanged) == (0, 0, 2, 2)
    assert (found.differing, found.faults, Entry.objects.count()) == ([], [], 4)


def test_new_update_of_an_item_that_is_there_is_recorded(desk: Desk) -> None:
    desk.run(TRACKER)
    later = [*TRACKER[1][:6], "Cumplido en gran parte", datetime.date(2021, 5, 2), "Publicado."]
    outcome = desk.run([HEADS, later])
    assert outcome.written is not None
    assert (outcome.written.items, outcome.written.entries) == (0, 1)
    item = Item.objects.get(outside_ref="A-1")
    assert (item.status, item.last_sequence) == (Status.SUBSTANTIAL, 3)


def test_difference_is_told_and_the_ledgers_value_kept(desk: Desk) -> None:
    desk.run(TRACKER)
    other = [*TRACKER[1]]
    other[3] = "Publicar otro protocolo."
    found = desk.run([HEADS, other]).preview
    [difference] = found.differing
    assert vars(difference) == {
        "row": 2,
        "column": "Compromiso",
        "ref": "USMX-7-01",
        "kept": "Publicar el protocolo sobre desapariciones.",
        "given": "Publicar otro protocolo.",
    }
    assert Item.objects.get(outside_ref="A-1").summary_es == "Publicar el protocolo sobre desapariciones."


def test_unknown_status_is_a_fault_and_nothing_is_written(desk: Desk) -> None:
    wrong = [*TRACKER[1]]
    wrong[6] = "Verde"
    outcome = desk.run([HEADS, wrong, TRACKER[2]])
    assert outcome.written is None
    assert Item.objects.count() == 0
    [fault] = outcome.preview.faults
    assert (fault.row, fault.column) == (2, "Estatus")
    [word] = outcome.preview.unknown
    assert (word.field, word.value, word.count) == ("status", "Verde", 1)


def test_skip_bad_writes_the_other_rows(desk: Desk) -> None:
    wrong = [*TRACKER[1]]
    wrong[6] = "Verde"
    outcome = desk.run([HEADS, wrong, TRACKER[2]], skips_bad=True)
    assert outcome.written is not None
    assert [item.outside_ref for item in Item.objects.all()] == ["A-2"]


def test_word_matched_once_is_taken(desk: Desk) -> None:
    wrong = [*TRACKER[1]]
    wrong[6] = "Verde"
    mapping = ImportMapping(words={"status": {"Verde": "in_progress"}})
    outcome = desk.run([HEADS, wrong], mapping)
    assert outcome.written is not None
    assert Item.objects.get().status is Status.IN_PROGRESS


def test_rule_of_the_ledger_is_told_by_row_and_column(desk: Desk) -> None:
    wrong = [*TRACKER[1]]
    wrong[6], wrong[8] = "Cumplido", ""
    found = desk.look([HEADS, wrong])
    assert {(fault.row, fault.column) for fault in found.faults} == {(2, "Estatus")}
    assert Item.objects.count() == 0


def test_rule_broken_while_it_is_written_is_told_as_before_and_leaves_nothing(desk: Desk) -> None:
    from tests.makers import make_statement

    make_statement(desk.round)
    mapping = ImportMapping(
        columns={"Words": ColumnUse(field="quote"), "Status": ColumnUse(field="status")},
        fixed={"round": "USMX-7", "kind": "discussed", "topics": "torture-prevention", "status_on": "today"},
    )
    rows: Rows = [["Words", "Status"], ["actions to prevent torture", "in progress"], ["torture", "done"]]
    seen, outcome = desk.look(rows, mapping), desk.run(rows, mapping)
    assert {(fault.row, fault.column) for fault in seen.faults} == {(3, "Status")}
    assert (outcome.preview.faults, outcome.written) == (seen.faults, None)
    assert (Item.objects.count(), Entry.objects.count(), Passage.objects.count()) == (0, 0, 0)
    assert desk.run(rows, mapping, skips_bad=True).written is not None
    assert Item.objects.count() == 1


def test_several_status_columns_become_entries_of_their_years(desk: Desk) -> None:
    heads = [*HEADS[:6], "Estatus 2019", "Estatus 2020", "Estatus 2021"]
    row = [*TRACKER[1][:6], "No iniciado", "En proceso", "Cumplido en gran parte"]
    outcome = desk.run([heads, row])
    assert outcome.preview.faults == []
    entries = Entry.objects.filter(sequence__gt=1).order_by("sequence")
    assert [(entry.status, entry.effective_on.year, entry.effective_precision) for entry in entries] == [
        (Status.NOT_STARTED, 2019, Precision.YEAR),
        (Status.IN_PROGRESS, 2020, Precision.YEAR),
        (Status.SUBSTANTIAL, 2021, Precision.YEAR),
    ]


def test_one_row_per_update_becomes_entries_of_one_item(desk: Desk) -> None:
    rows: list[list[Any]] = [HEADS, [*TRACKER[1]]]
    for year, status in ((2020, "Estancado"), (2021, "En proceso"), (2022, "Cumplido en gran parte")):
        rows.append(["A-1", "", "", "", "", "", status, datetime.date(year, 6, 1), f"Informe de {year}."])
    outcome = desk.run(rows)
    assert outcome.preview.faults == []
    assert Item.objects.count() == 1
    assert [entry.status for entry in Entry.objects.filter(sequence__gt=1)] == [
        Status.IN_PROGRESS, Status.STALLED, Status.IN_PROGRESS, Status.SUBSTANTIAL,
    ]  # fmt: skip


def test_order_of_dates_that_no_cell_settles_is_asked(desk: Desk) -> None:
    row = [*TRACKER[1]]
    row[7] = "03/04/2019"
    found = desk.look([HEADS, row])
    assert [(question.about, question.key) for question in found.questions] == [("order", "Fecha")]
    heads = dict.fromkeys(HEADS)
    names = (
        "outside_ref",
        "round",
        "kind",
        "summary_es",
        "topics",
        "owed_by",
        "status",
        "status_on",
        "update",
    )
    for order, month in (("day", 4), ("month", 3)):
        columns = {
            head: ColumnUse(field=name, order=order if name == "status_on" else "")
            for head, name in zip(heads, names, strict=True)
        }
        [ready] = desk.look([HEADS, row], ImportMapping(columns=columns)).opened
        day = ready.updates[0].says.effective_on
        assert day is not None
        assert day.month == month


def test_batch_of_an_import_is_undone_and_can_be_sent_again(desk: Desk) -> None:
    outcome = desk.run(TRACKER)
    assert outcome.written is not None
    undo_batch(user=desk.user, batch=outcome.written.batch, reason="Wrong file.")
    assert not Item.objects.current().exists()
    again = desk.run(TRACKER)
    assert again.written is not None
    assert [item.ref for item in Item.objects.current()] == ["USMX-7-03", "USMX-7-04"]
    assert list(audit()) == []


def test_status_of_today_is_the_same_on_another_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = ImportMapping(fixed={"status_on": "today"})
    rows = [[*row[:7], row[8]] for row in TRACKER]
    set_clock(monkeypatch, datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.UTC))
    monkeypatch.setattr(running.timezone, "localdate", lambda: datetime.date(2026, 11, 1))
    assert desk.run(rows, mapping).written is not None
    monkeypatch.setattr(running.timezone, "localdate", lambda: datetime.date(2026, 11, 20))
    set_clock(monkeypatch, datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC))
    assert desk.run(rows, mapping).written is None
    rows[1][6] = "Cumplido en gran parte"
    written = desk.run(rows, mapping).written
    assert written is not None
    assert (written.items, written.entries) == (0, 1)


def test_only_editors_of_the_dialogue_import(desk: Desk) -> None:
    elsewhere = make_editor(make_dialogue("OTHER"))
    viewer = make_member(Role.VIEWER, dialogue=desk.dialogue)
    recorder = make_member(Role.RECORDER, dialogue=desk.dialogue)
    for user in (elsewhere, viewer, recorder):
        desk.user = user
        with pytest.raises(PermissionDenied):
            desk.look(TRACKER)
        with pytest.raises(PermissionDenied):
            desk.run(TRACKER)
    assert Item.objects.count() == 0


def test_reference_of_another_dialogues_item_is_unknown(desk: Desk) -> None:
    there = make_item(make_round(make_dialogue("OTHER"), number=1))
    mapping = ImportMapping(
        columns={"Ref": ColumnUse(field="ref"), "Nota": ColumnUse(field="update")},
        fixed={"status_on": "today"},
    )
    found = desk.look([["Ref", "Nota"], [there.ref, "Dicho."]], mapping)
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "Ref")]
    assert there.ref in found.faults[0].says


def test_words_are_cited_from_the_rounds_statement(desk: Desk) -> None:
    from tests.makers import make_statement

    statement = make_statement(desk.round)
    mapping = ImportMapping(
        columns={"Words": ColumnUse(field="quote")},
        fixed={"round": "USMX-7", "kind": "discussed", "topics": "torture-prevention"},
    )
    outcome = desk.run(
        [["Words"], ["actions to prevent torture"], ["words that nobody said"]], mapping, skips_bad=True
    )
    assert [(fault.row, fault.column) for fault in outcome.preview.faults] == [(3, "Words")]
    item = Item.objects.get()
    assert item.passage is not None
    assert (item.passage.statement, item.passage.quote) == (statement, "actions to prevent torture")
    assert desk.run([["Words"], ["actions to prevent torture"]], mapping).written is None
