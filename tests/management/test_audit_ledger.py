"""The command that proves the ledger, from outside: what it prints, and its exit code."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from ledger.models import Entry
from ledger.recording import triggers
from tests.support.full_ledger import FullLedger, make_full_ledger

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def run_audit(*options: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of ``audit_ledger``."""
    out, err = StringIO(), StringIO()
    try:
        call_command("audit_ledger", *options, stdout=out, stderr=err)
    except SystemExit as exit_:
        return int(str(exit_.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def behind_the_triggers(*statements: str) -> None:
    """What somebody with the database's password could do: lift, change, and put back."""
    triggers.drop(connection)
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
    triggers.install(connection)


@pytest.fixture
def full() -> FullLedger:
    return make_full_ledger()


def test_audit_empty_ledger_is_well():
    assert run_audit() == (0, "All is well: 0 items, 0 entries, every chain whole.\n", "")


def test_audit_full_ledger_is_well(full):
    assert run_audit() == (0, "All is well: 2 items, 10 entries, every chain whole.\n", "")


def test_audit_changed_status_exits_1_and_names_the_entry(full):
    behind_the_triggers(f"UPDATE ledger_entry SET status = 'done' WHERE id = {full.entries[1].pk}")
    assert run_audit() == (1, "", "FULL-7-01 entry 2: its hash is not that of what it holds\n")


def test_audit_two_changed_names_the_first_in_order_of_references(full):
    """The later row was written earlier: the order is that of references and sequences."""
    spare = Entry.objects.get(item=full.spare, sequence=1)
    behind_the_triggers(
        f"UPDATE ledger_entry SET effective_on = '2015-01-01' WHERE id = {spare.pk}",
        f"UPDATE ledger_entrytext SET text = 'Never said.' WHERE entry_id = {full.entries[4].pk} AND part = 'reason'",
        f"UPDATE ledger_entry SET origin = 'compiled' WHERE id = {full.entries[5].pk}",
    )
    assert run_audit() == (1, "", "FULL-7-01 entry 5: its reason is not the text that was recorded\n")
    code, out, err = run_audit("--all")
    assert (code, out) == (1, "")
    assert err.splitlines()[:3] == [
        "FULL-7-01 entry 5: its reason is not the text that was recorded",
        "FULL-7-01 entry 6: its hash is not that of what it holds",
        "FULL-7-02 entry 1: its hash is not that of what it holds",
    ]


def test_audit_deleted_last_entry_exits_1(full):
    last = full.entries[-1].pk
    behind_the_triggers(
        f"DELETE FROM ledger_position WHERE entry_id = {last}",
        f"DELETE FROM ledger_entrytext WHERE entry_id = {last}",
        f"DELETE FROM ledger_entry WHERE id = {last}",
    )
    assert run_audit() == (1, "", "FULL-7-01 entry 7: it is not the head that the item names\n")


def test_audit_changed_item_column_exits_1(full):
    behind_the_triggers(f"UPDATE ledger_item SET status = 'done' WHERE id = {full.item.pk}")
    assert run_audit() == (1, "", "FULL-7-01: its status does not follow from its entries\n")


def test_audit_lifted_triggers_exits_1(full):
    triggers.drop(connection)
    code, out, err = run_audit("--all")
    triggers.install(connection)
    assert (code, out) == (1, "")
    names = ", ".join(guard.name for guard in triggers.guards_for(connection.vendor))
    assert err.splitlines() == [f"triggers {names}: they do not stand as they were installed"]


@pytest.mark.sqlite_only
def test_audit_keeps_no_writer_waiting(full):
    """On SQLite, others may write while the audit reads; it goes on reading what was there when it began."""
    import sqlite3

    from ledger.recording import audit

    findings = audit()
    behind_the_triggers(f"UPDATE ledger_entry SET status = 'done' WHERE id = {full.entries[1].pk}")
    first = next(findings)
    assert str(first).startswith("FULL-7-01 entry 2")
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0.1)
    other.execute("UPDATE ledger_topic SET name_en = 'Torture and its prevention'")
    other.commit()
    other.close()
    findings.close()
