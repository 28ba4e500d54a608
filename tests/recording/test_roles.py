"""PostgreSQL roles as `docs/deploy/postgresql_roles.sql` makes them: what serves records, and stops no trigger."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.models import EntryText, Item
from ledger.recording import (
    audit,
    issue_report,
    redact_entry,
    release_place,
    request_redaction,
    seal_ledger,
    triggers,
)
from ledger.vocabulary import Audience, Language, Status
from tests.makers import make_editor, make_entry, make_file, make_item, make_releaser

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_only]

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "deploy" / "postgresql_roles.sql"


@pytest.fixture
def _served() -> Iterator[None]:
    """This database with the roles of the script, under other names, and its application's role at work."""
    name = str(connection.settings_dict["NAME"])
    sql = re.sub(r"--.*", "", SCRIPT.read_text(encoding="utf-8"))
    sql = sql.replace("DATABASE ledger ", f'DATABASE "{name}" ')
    sql = re.sub(r"\bledger_(owner|app)\b", rf'"{name}_\1"', sql)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute(f'SET LOCAL ROLE "{name}_app"')
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("_served")
def test_role_that_serves_records_redacts_seals_and_audits() -> None:
    item = make_item()
    dialogue = item.round.dialogue
    editor, releaser = make_editor(dialogue), make_releaser(dialogue)
    entry = make_entry(item, Status.STALLED, editor, note="A name.")
    asked = request_redaction(user=editor, entry=entry, parts=["note"], reason="It names somebody.")
    redact_entry(user=make_editor(dialogue), request=asked)
    make_file(item.round, editor)
    release_place(
        user=releaser, round=item.round, audience=Audience.SHARED, reason="x", expected_sequence=None
    )
    issue_report(
        user=releaser,
        dialogues=[dialogue],
        make=lambda _known_at, _uuid: b"A report",
        kind="topic",
        parameters={},
        audience=Audience.PUBLIC,
        language=Language.EN,
        file_format="md",
    )
    seal_ledger()
    assert not EntryText.objects.filter(entry=entry, part="note").exists()
    assert [*audit()] == []


REFUSED = (
    "DROP TRIGGER ledger_guard_entry_update ON ledger_entry",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "SET LOCAL session_replication_role = replica",
    "TRUNCATE ledger_redactionrequest",
    "CREATE TABLE mine (id integer)",
    "CREATE RULE r AS ON UPDATE TO ledger_entry DO INSTEAD NOTHING",
    "CREATE TRIGGER t BEFORE INSERT ON ledger_entry EXECUTE FUNCTION ledger_guard_entry_update()",
    "CREATE OR REPLACE FUNCTION ledger_guard_entry_update() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "ALTER TABLE ledger_entry OWNER TO CURRENT_USER",
    "DROP TABLE ledger_seal CASCADE",
)


@pytest.mark.usefixtures("_served")
@pytest.mark.parametrize("sql", REFUSED)
def test_role_that_serves_stops_no_trigger(sql: str) -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert getattr(refused.value.__cause__, "sqlstate", "") == "42501"
    assert triggers.missing(connection) == []


@pytest.mark.usefixtures("_served")
def test_role_that_serves_changes_no_entry() -> None:
    entry = make_entry(make_item())
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE ledger_entry SET status = 'done' WHERE id = %s", [entry.pk])
    assert Item.objects.count() == 1
