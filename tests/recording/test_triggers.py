"""Append-only is the database's business: every way round the write API is tried, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model, ProtectedError

from ledger.models import (
    Entry,
    EntryText,
    Evidence,
    GuardedWriteError,
    Item,
    Passage,
    Position,
    Seal,
    Statement,
)
from ledger.models.fields import write_api
from ledger.recording import triggers
from tests.makers import TEXT, make_entry, make_item, make_passage, make_round, make_statement
from tests.support.full_ledger import FullLedger

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NEVER_CHANGED = {
    "ledger_entry": Entry,
    "ledger_entrytext": EntryText,
    "ledger_evidence": Evidence,
    "ledger_passage": Passage,
    "ledger_seal": Seal,
}
COLUMNS = [
    (table, field.column)
    for table, model in NEVER_CHANGED.items()
    for field in model._meta.local_concrete_fields
]


def run(sql: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def refused(sql: str, *params: object) -> str:
    """Run SQL that must be refused with IntegrityError; returns the database's words."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        run(sql, *params)
    return str(error.value)


def run_and_check(sql: str, *params: object) -> None:
    """Run SQL as a transaction of its own would: deferred foreign keys are checked at its end."""
    with transaction.atomic():
        run(sql, *params)
        connection.check_constraints()


def rows_of(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")
        return cursor.fetchall()


# --- UPDATE, DELETE, TRUNCATE --------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_update_raw_sql_refused(full, table, column):
    before = rows_of(table)
    assert "never changed" in refused(f'UPDATE {table} SET "{column}" = "{column}"')
    assert rows_of(table) == before != []


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_delete_raw_sql_refused(full, table):
    before = rows_of(table)
    said = refused(f"DELETE FROM {table}")
    assert "never deleted" in said or "only when a redaction names it" in said
    assert rows_of(table) == before


@pytest.mark.postgres_only
@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_truncate_refused(full, table):
    before = rows_of(table)
    assert "never deleted" in refused(f"TRUNCATE {table} CASCADE")
    assert rows_of(table) == before


@pytest.mark.postgres_only
def test_truncate_of_what_entries_hang_on_refused(full):
    before = rows_of("ledger_entry")
    assert "never deleted" in refused("TRUNCATE ledger_item, ledger_party CASCADE")
    assert rows_of("ledger_entry") == before


@pytest.mark.postgres_only
def test_insert_on_conflict_do_update_refused(full):
    entry = full.entries[1]
    assert "never changed" in refused(
        "INSERT INTO ledger_evidence SELECT * FROM ledger_evidence WHERE entry_id = %s"
        " ON CONFLICT (id) DO UPDATE SET language = 'xx'",
        entry.pk,
    )


@pytest.mark.sqlite_only
def test_upsert_refused(full):
    assert "not replaced" in refused(
        "INSERT INTO ledger_evidence SELECT * FROM ledger_evidence WHERE true"
        " ON CONFLICT (id) DO UPDATE SET language = 'xx'"
    )


@pytest.mark.sqlite_only
@pytest.mark.parametrize("table", NEVER_CHANGED)
@pytest.mark.parametrize("how", ["OR REPLACE", "OR IGNORE", "OR FAIL"])
def test_update_with_a_conflict_clause_refused(full, table, how):
    before = rows_of(table)
    assert "never changed" in refused(f"UPDATE {how} {table} SET id = id + 1")
    assert rows_of(table) == before


@pytest.mark.postgres_only
def test_update_as_a_replica_refused(full):
    """Ordinary triggers do not fire for a session that calls itself a replica: these do."""
    run("SET LOCAL session_replication_role = replica")
    assert "never changed" in refused("UPDATE ledger_entry SET status = 'done'")
    assert "never deleted" in refused("DELETE FROM ledger_entry")
    assert "never deleted" in refused("TRUNCATE ledger_entry CASCADE")
    assert "only when a redaction names it" in refused("DELETE FROM ledger_entrytext")
    run("SET LOCAL session_replication_role = DEFAULT")


@pytest.mark.postgres_only
def test_refusal_is_a_restrict_violation(full):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        run("DELETE FROM ledger_seal")
    assert error.value.__cause__.sqlstate == "23001"


# --- through the ORM -----------------------------------------------------------------------------------------

GUARDED_ROWS: list[Callable[[FullLedger], Model]] = [
    lambda full: full.item,
    lambda full: full.entries[1],
    lambda full: full.entries[1].texts.all()[0],
    lambda full: full.entries[1].evidence.all()[0],
    lambda full: full.seal,
    lambda full: full.item.positions.all()[0],
    lambda full: full.item.topic_links.all()[0],
    lambda full: full.item.party_links.all()[0],
    lambda full: full.item.agency_links.all()[0],
    lambda full: full.item.forum_links.all()[0],
    lambda full: full.item.passage_links.all()[0],
]


@pytest.mark.parametrize("which", GUARDED_ROWS)
def test_orm_writes_go_through_the_write_api_alone(full, which):
    row = which(full)
    rows = type(row).objects.filter(pk=row.pk)
    for write in (
        row.save,
        row.delete,
        rows.delete,
        lambda: rows.update(id=row.pk),
        lambda: rows.bulk_update([row], [type(row)._meta.local_concrete_fields[1].name]),
        lambda: type(row).objects.bulk_create([row]),
        lambda: type(row).objects.create(),
    ):
        with pytest.raises(GuardedWriteError):
            write()


@pytest.mark.parametrize("which", GUARDED_ROWS[1:5])
def test_orm_even_inside_the_write_api_cannot_change_the_ledger(full, which):
    row = which(full)
    with write_api():
        for write in (row.save, type(row).objects.filter(pk=row.pk)._raw_delete):
            with pytest.raises(IntegrityError), transaction.atomic():
                write("default") if write != row.save else write()
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(id=row.pk)


def test_orm_deleting_an_item_with_entries_refused(full):
    with write_api(), pytest.raises(ProtectedError):
        full.item.delete()


def test_passage_save_and_delete_refused(full):
    with pytest.raises(IntegrityError), transaction.atomic():
        full.passage.save()
    spare = make_passage(full.statement, "work")
    with pytest.raises(IntegrityError), transaction.atomic():
        spare.delete()


# --- REPLACE INTO, on SQLite ---------------------------------------------------------------------------------

KEYS = [
    ("ledger_entry", ("id",)),
    ("ledger_entry", ("uuid",)),
    ("ledger_entry", ("corrects_id",)),
    ("ledger_entry", ("item_id", "sequence")),
    ("ledger_entry", ("item_id", "request_id")),
    ("ledger_entrytext", ("id",)),
    ("ledger_entrytext", ("entry_id", "part")),
    ("ledger_evidence", ("id",)),
    ("ledger_evidence", ("uuid",)),
    ("ledger_evidence", ("entry_id", "position")),
    ("ledger_seal", ("id",)),
    ("ledger_seal", ("known_at",)),
    ("ledger_passage", ("id",)),
    ("ledger_passage", ("statement_id", "start", "end")),
    ("ledger_statement", ("id",)),
    ("ledger_statement", ("round_id", "sha256")),
]


def unique_keys(model: type[Model]) -> set[tuple[str, ...]]:
    """The columns by which the database could find a row that an insert replaces."""
    meta = model._meta
    single = {(field.column,) for field in meta.local_concrete_fields if field.unique}
    several = {
        tuple(meta.get_field(name).column for name in constraint.fields)
        for constraint in meta.total_unique_constraints
    }
    return single | several


def test_every_unique_key_is_tried_below():
    known = {table: {key for at, key in KEYS if at == table} for table in NEVER_CHANGED}
    assert known == {table: unique_keys(model) for table, model in NEVER_CHANGED.items()}


def _another(column: str, row: dict[str, Any]) -> object:
    """A value that keeps a column from clashing, of a sort its checks accept."""
    fresh = {
        "id": row["id"] + 5_000,
        "uuid": "f" * 32,
        "request_id": "e" * 32,
        "part": "other",
        "position": 9,
    }
    return fresh.get(column, row[column])


@pytest.mark.sqlite_only
@pytest.mark.parametrize("verb", ["REPLACE INTO", "INSERT OR REPLACE INTO"])
@pytest.mark.parametrize(("table", "key"), KEYS)
def test_replace_refused_by_every_key(full, table, key, verb):
    """The row that comes in clashes with one that is there by this key, and, where it may, by no other."""
    with connection.cursor() as cursor:
        where = "corrects_id IS NOT NULL" if key == ("corrects_id",) else "1 = 1"
        cursor.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY id LIMIT 1")
        row = dict(zip([one[0] for one in cursor.description], cursor.fetchone(), strict=True))
    new = {column: row[column] if column in key else _another(column, row) for column in row}
    if table == "ledger_entry" and key in {("corrects_id",), ("item_id", "request_id")}:
        new |= {"sequence": 9, "previous_hash": full.item.head_hash, "recorded_at": "2999-01-01 00:00:00"}
    before = rows_of(table)
    columns = ", ".join(f'"{column}"' for column in new)
    marks = ", ".join(["%s"] * len(new))
    with pytest.raises(IntegrityError):
        run_and_check(f"{verb} {table} ({columns}) VALUES ({marks})", *new.values())
    assert rows_of(table) == before


@pytest.mark.sqlite_only
def test_update_or_replace_cannot_put_a_statement_in_a_cited_ones_place(full):
    other = make_statement(full.round, text="Something else was agreed altogether, it is said here.")
    before = rows_of("ledger_statement")
    refused("UPDATE OR REPLACE ledger_statement SET id = %s WHERE id = %s", full.statement.pk, other.pk)
    assert rows_of("ledger_statement") == before


# --- texts and redaction -------------------------------------------------------------------------------------


def test_text_deletion_without_a_redaction_refused(full):
    for text in EntryText.objects.all():
        refused("DELETE FROM ledger_entrytext WHERE id = %s", text.pk)


def test_text_deletion_of_a_part_no_redaction_names_refused(full):
    """A redaction of one part of an entry lets no other part go, nor the same part of another entry."""
    redaction = full.entries[6]
    assert redaction.redacted_parts == ["oral_with"]
    other = EntryText.objects.get(entry=redaction.redacts, part="note")
    same = EntryText.objects.get(entry=full.entries[2], part="oral_with")
    for text in (other, same):
        assert "only when a redaction names it" in refused(
            "DELETE FROM ledger_entrytext WHERE id = %s", text.pk
        )


def test_text_deletion_of_what_a_redaction_names_allowed(full):
    """Were the text there again, it could be deleted again."""
    redaction = full.entries[6]
    with write_api():
        EntryText.objects.bulk_create(
            [EntryText(entry=redaction.redacts, part="oral_with", salt="00", text="An official")]
        )
    run("DELETE FROM ledger_entrytext WHERE entry_id = %s AND part = %s", redaction.redacts_id, "oral_with")
    assert not EntryText.objects.filter(entry=redaction.redacts, part="oral_with").exists()


# --- what an insert must be ----------------------------------------------------------------------------------


def copied(entry: Entry, **columns: Any) -> Entry:
    """A copy of an entry as the next of its item, unsaved."""
    last = Entry.objects.filter(item=entry.item).order_by("sequence").last()
    again = Entry.objects.get(pk=entry.pk)
    again.pk, again.uuid = None, Entry._meta.get_field("uuid").get_default()
    again.request_id = Entry._meta.get_field("request_id").get_default()
    again.sequence, again.previous_hash, again.recorded_at = last.sequence + 1, last.hash, last.recorded_at
    for name, value in columns.items():
        setattr(again, name, value)
    return again


def insert(entry: Entry) -> None:
    with write_api(), transaction.atomic():
        entry.save(force_insert=True)


def test_insert_copy_that_follows_the_last_one_is_accepted(full):
    """The tests below differ from this one by one column each."""
    insert(copied(full.entries[7]))
    assert Entry.objects.filter(item=full.item).count() == 9


@pytest.mark.parametrize(
    "columns",
    [
        {"sequence": 10},
        {"sequence": 8},
        {"previous_hash": ""},
        {"previous_hash": "0" * 64},
        {"recorded_at": "2015-01-01T00:00:00+00:00"},
        {"effective_on": "2017-02-01"},
        {"effective_on": "2017-01-02"},
        {"effective_precision": "month", "effective_on": "2017-01-02"},
    ],
)
def test_insert_out_of_turn_refused(full, columns):
    with pytest.raises(IntegrityError):
        insert(copied(full.entries[7], **columns))
    assert Entry.objects.filter(item=full.item).count() == 8


@pytest.mark.parametrize("name", ["corrects", "releases", "redacts"])
def test_insert_acting_on_another_items_entry_refused(full, name):
    elsewhere = make_entry(make_item(full.round))
    acts = {"corrects": full.entries[3], "releases": full.entries[5], "redacts": full.entries[6]}
    with pytest.raises(IntegrityError, match="entries of its own item"):
        insert(copied(acts[name], **{name: elsewhere}))


# --- statements and passages ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        (0, 3, "the"),
        (1, 4, "The"),
        (0, 4, "The"),
        (0, 3, "The "),
        (len(TEXT) - 1, len(TEXT) + 1, "."),
        (len(TEXT) + 1, len(TEXT) + 2, ""),
    ],
)
def test_passage_that_is_not_the_text_refused(start, end, quote):
    statement = make_statement(make_round())
    with pytest.raises(DatabaseError), transaction.atomic():
        Passage.objects.create(statement=statement, start=start, end=end, quote=quote)
    assert Passage.objects.filter(statement=statement).count() == 0


def test_passage_counts_characters_not_bytes():
    statement = make_statement(make_round(), text="Señora, 𝒯 él\nprevendrá la tortura.")
    for quote in ("ñora", "𝒯 él", "él\nprev", "tortura."):
        make_passage(statement, quote)
    assert Passage.objects.filter(statement=statement).count() == 4


def test_statement_text_locked_once_cited():
    statement = make_statement(make_round())
    statement.text = "Not cited yet, so it may still be mended."
    statement.save()
    make_passage(statement, "may still be mended")
    statement.title = "Joint statement"
    statement.save()
    statement.text = "Cited by now."
    with pytest.raises(IntegrityError, match="locked once it is cited"), transaction.atomic():
        statement.save()
    assert "locked" in refused("UPDATE ledger_statement SET text = text || '.' WHERE id = %s", statement.pk)
    there = make_round(statement.round.dialogue).pk
    assert "locked" in refused(f"UPDATE ledger_statement SET round_id = {there} WHERE id = %s", statement.pk)
    assert "locked" in refused("UPDATE ledger_statement SET sha256 = 'x' WHERE id = %s", statement.pk)
    statement.refresh_from_db()
    assert (statement.title, statement.text) == (
        "Joint statement",
        "Not cited yet, so it may still be mended.",
    )


def test_statement_cited_delete_refused(full):
    with pytest.raises(ProtectedError):
        full.statement.delete()
    with pytest.raises(IntegrityError):
        run_and_check("DELETE FROM ledger_statement WHERE id = %s", full.statement.pk)
    assert Statement.objects.filter(pk=full.statement.pk).exists()


def test_percent_signs_pass(full):
    """Text with percent signs comes through, in parameters and in the guards' own SQL."""
    entry = make_entry(full.item, note="100 % of %s, 5%% more")
    assert Entry.objects.get(pk=entry.pk).note == "100 % of %s, 5%% more"
    assert Position.objects.filter(item=full.item).count() == 3
    assert Item.objects.get(pk=full.item.pk).last_sequence == 9


@pytest.mark.postgres_only
def test_a_function_that_looks_into_other_tables_does_not_stand(full):
    """With a search path of its own it would compare quotes with another schema's texts."""
    run("ALTER FUNCTION ledger_guard_passage_insert_quote() SET search_path = elsewhere, public")
    assert triggers.missing(connection) == ["ledger_guard_passage_insert_quote"]
