"""Find triggers and rules on the ledger's tables that are not its own: they could drop or change what is written."""

from django.db.backends.base.base import BaseDatabaseWrapper

from ledger.recording.triggers.sql import as_installed

_TABLES = "pg_table_is_visible(c.oid) AND starts_with(c.relname::text, 'ledger_')"
_THERE = {
    "sqlite": "SELECT 'trigger', name, tbl_name FROM sqlite_master"
    " WHERE type = 'trigger' AND SUBSTR(tbl_name, 1, 7) = 'ledger_'",
    "postgresql": "SELECT 'trigger', t.tgname::text, c.relname::text FROM pg_trigger t"
    f" JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND {_TABLES}"
    " UNION ALL SELECT 'rule', r.rulename::text, c.relname::text FROM pg_rewrite r"
    f" JOIN pg_class c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN' AND {_TABLES}",
}


def strange_to(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Return what it is and its name, and its table, of each trigger and rule that is none of the guards; in order."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor])
        rows = cursor.fetchall()
    ours = as_installed(connection.vendor)
    return sorted(
        (f"{what} {name}", table) for what, name, table in rows if what == "rule" or name not in ours
    )
