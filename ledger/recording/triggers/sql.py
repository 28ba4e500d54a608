"""Write a guard on SQLite and on PostgreSQL, and find the guards that a database has."""

from functools import cache

from ledger.recording.triggers.guards import GUARDS, PREFIX, Guard


def guards_for(vendor: str) -> list[Guard]:
    """Choose the guards that a database needs: SQLite has no TRUNCATE, PostgreSQL no REPLACE."""
    if vendor == "sqlite":
        return [guard for guard in GUARDS if guard.event != "TRUNCATE"]
    return [guard for guard in GUARDS if guard.postgresql != "FALSE"]


def sqlite_statement(guard: Guard) -> str:
    """Write the statement that creates a guard's trigger on SQLite."""
    when = f" WHEN {guard.condition}" if guard.condition else ""
    says = guard.says.replace("'", "''")
    return (
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}"{when}'
        f" BEGIN SELECT RAISE(ABORT, '{says}'); END"
    )


def _postgresql_body(guard: Guard) -> str:
    condition = guard.postgresql or guard.condition or "TRUE"
    says = guard.says.replace("'", "''")
    back = "OLD" if guard.event == "DELETE" else "NEW"
    end = "RETURN NULL;" if guard.event == "TRUNCATE" else f"RETURN {back};"
    first = f"IF {guard.passes} THEN RETURN {back}; END IF; " if guard.passes else ""
    return f"BEGIN {first}IF {condition} THEN RAISE EXCEPTION '{says}' USING ERRCODE = '23001'; END IF; {end} END"


def _postgresql_trigger(guard: Guard) -> str:
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    return (
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}"'
        f' FOR EACH {each} EXECUTE FUNCTION "{guard.name}"()'
    )


def postgresql_statements(guard: Guard) -> list[str]:
    """Write the statements that create a guard's function and trigger on PostgreSQL."""
    return [
        (
            f'CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger LANGUAGE plpgsql AS'
            f" $guard${_postgresql_body(guard)}$guard$"
        ),
        _postgresql_trigger(guard),
        # ALWAYS: they hold for a session that calls itself a replica, too.
        f'ALTER TABLE "{guard.table}" ENABLE ALWAYS TRIGGER "{guard.name}"',
    ]


@cache
def as_installed(vendor: str) -> dict[str, str]:
    """Write each guard as the database tells it once it is installed, by name."""
    if vendor == "sqlite":
        return {guard.name: sqlite_statement(guard) for guard in guards_for(vendor)}
    return {
        guard.name: f"{_postgresql_trigger(guard).replace(chr(34), '')}\n{_postgresql_body(guard)}"
        for guard in guards_for(vendor)
    }


_POSTGRESQL_GUARDS = (
    "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid"
    f" WHERE starts_with(t.tgname::text, '{PREFIX}') AND t.tgenabled = 'A'"
    # A setting of its own, such as a search path, would let the function look at other tables.
    " AND pg_table_is_visible(c.oid) AND p.proconfig IS NULL"
)
STANDING = {
    "sqlite": "SELECT name, sql AS wording FROM sqlite_master"
    f" WHERE type = 'trigger' AND SUBSTR(name, 1, {len(PREFIX)}) = '{PREFIX}'",
    "postgresql": "SELECT t.tgname::text AS name, pg_get_triggerdef(t.oid, true) || chr(10) || p.prosrc AS wording"
    f" {_POSTGRESQL_GUARDS}",
}
"""SQL, by database: the guards that are there and switched on, each with how it is called and what it does."""
FINGERPRINT = {
    "sqlite": f"(SELECT json_group_object(name, wording) FROM ({STANDING['sqlite']}) standing)",
    # Every change of a trigger or of its function writes its row anew, by another transaction or at another place.
    "postgresql": "(SELECT md5(string_agg(concat_ws(' ', t.oid, t.xmin, t.ctid, p.oid, p.xmin, p.ctid, c.relname), ',' "
    f"ORDER BY t.oid)) {_POSTGRESQL_GUARDS})",
}
"""SQL, by database: a text that is another once a guard is, a column for a query that asks for more (``clock.look``).

On PostgreSQL it takes a third of the time that the guards' wordings take, which are compared where it is new.
"""
