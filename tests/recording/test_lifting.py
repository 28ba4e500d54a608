"""Triggers through migrations and flushes: lifted before, standing after, and missed when they do not stand."""

from collections.abc import Iterator
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models.signals import post_migrate, pre_migrate
from django.urls import reverse

from ledger.management.commands import quickstart
from ledger.models import Entry, IssuedReport, Item, RedactionRequest, Seal, TopicText
from ledger.models.search import KEPT_WORDS
from ledger.recording import (
    TriggersMissing,
    audit,
    issue_report,
    release_entry,
    request_redaction,
    sealing,
    triggers,
)
from ledger.vocabulary import Audience, Language, Role
from tests.makers import make_entry, make_item, make_member, make_topic_text
from tests.support.acting import sent_by
from tests.support.children import manage
from tests.support.full_ledger import make_full_ledger

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _guards_again() -> Iterator[None]:
    yield
    triggers.install(connection)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def names() -> set[str]:
    return {guard.name for guard in triggers.guards_for(connection.vendor)}


def migrate_around(change: migrations.Migration | None, state: ProjectState | None = None) -> ProjectState:
    """What ``migrate`` does: its signals, and one migration of ours between them, with a real schema editor.

    ``state`` is that of the tables before, the project's own unless given; returns that after.
    """
    plan = [(change, False)] if change else []
    state = state or MigrationExecutor(connection).loader.project_state()
    signal = {"app_config": None, "verbosity": 0, "interactive": False, "using": "default", "plan": plan}
    sender = apps.get_app_config("ledger")
    pre_migrate.send(sender=sender, **signal | {"app_config": sender})
    if change:
        with connection.schema_editor(atomic=change.atomic) as editor:
            state = change.apply(state, editor)
    post_migrate.send(sender=sender, **signal | {"app_config": sender})
    return state


def altering(model: str, name: str, field: models.Field) -> migrations.Migration:
    """A migration that alters a column, which on SQLite rebuilds its table.

    PostgreSQL refuses it while a text's words are kept beside it: they go before, and are kept again after.
    """
    migration = migrations.Migration("0002_altered", "ledger")
    alter = migrations.AlterField(model, name, field)
    migration.operations = [alter]
    if (apps.get_model("ledger", model)._meta.db_table, name) in KEPT_WORDS:
        words = import_module("ledger.migrations.0019_kept_words")
        migration.operations = [migrations.RunPython(words.drop), alter, migrations.RunPython(words.keep)]
    return migration


ALTERED = [
    ("Entry", "act"),
    ("EntryText", "part"),
    ("Evidence", "type"),
    ("Seal", "root"),
    ("Passage", "quote"),
    ("Statement", "title"),
    ("Item", "ref"),
    ("Party", "name_en"),
]


def columns() -> dict[str, object]:
    """Each table's columns and constraints, in no order: a rebuilt table of SQLite may have another."""
    with connection.cursor() as cursor:
        read = connection.introspection
        tables = sorted(name for name in read.table_names(cursor) if name.startswith("ledger_"))
        kinds = {name: read.get_table_description(cursor, name) for name in tables}
        held = {name: read.get_constraints(cursor, name).values() for name in tables}
    return {
        name: (
            sorted(str((one.name, one.type_code, one.display_size, one.null_ok)) for one in kinds[name]),
            sorted(str((one["columns"], one["unique"], one["check"])) for one in held[name]),
        )
        for name in tables
    }


def test_migrations_that_rebuild_a_table_leave_all_guards_standing():
    item = make_full_ledger().item
    before = columns()
    for model, name in ALTERED:
        as_it_is = MigrationExecutor(connection).loader.project_state().apps.get_model("ledger", model)
        altered = migrate_around(altering(model, name, models.CharField(max_length=999, default="x")))
        assert (model, triggers.missing(connection)) == (model, [])
        with pytest.raises(IntegrityError), transaction.atomic():
            run("UPDATE ledger_entry SET status = 'done'")
        make_entry(item)
        migrate_around(altering(model, name, as_it_is._meta.get_field(name).clone()), altered)
    assert columns() == before  # for the tests that come after
    assert Entry.objects.filter(item=item).count() == 8 + len(ALTERED)
    assert list(audit()) == []


@pytest.mark.sqlite_only
def test_rebuilding_without_the_signals_shows_why_they_are_needed():
    """The trap: SQLite drops a rebuilt table's triggers, and refuses to rename a table that another's trigger names."""
    state = MigrationExecutor(connection).loader.project_state()
    wide = models.CharField(max_length=999, default="x")
    with pytest.raises(Exception, match="error in trigger"), connection.schema_editor() as editor:
        altering("Statement", "title", wide).apply(state.clone(), editor)
    assert triggers.missing(connection) == []  # the migration was undone, guards and all
    with connection.schema_editor() as editor:
        altering("Seal", "root", wide).apply(state.clone(), editor)
    assert set(triggers.missing(connection)) == {name for name in names() if "_seal_" in name}


def test_migrating_nothing_never_lifts_the_guards():
    standing = triggers.standing(connection)
    migrate_around(None)
    call_command("migrate", verbosity=0)
    assert triggers.standing(connection) == standing
    assert set(standing) == names()


def test_migration_that_fails_leaves_a_ledger_that_refuses_to_record():
    item = make_item()
    failing = migrations.Migration("0002_fails", "ledger")
    failing.operations = [migrations.RunSQL("SELECT no_such_column FROM ledger_entry")]
    with pytest.raises(Exception, match="no_such_column"):
        migrate_around(failing)
    assert set(triggers.missing(connection)) == names()
    with pytest.raises(TriggersMissing, match="manage.py migrate"):
        make_entry(item)
    assert Entry.objects.count() == 1
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
    assert make_entry(item).sequence == 2


def test_flush_refused_and_nothing_lost():
    make_full_ledger()
    count = Entry.objects.count()
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.count() == count
    assert list(audit()) == []


def test_flush_of_a_lifted_ledger_installs_the_guards_again():
    make_full_ledger()
    triggers.drop(connection)
    call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.count() == 0
    assert triggers.missing(connection) == []


# --- a guard that does not stand is missed -------------------------------------------------------------------


def missed_everywhere(name: str, item: Item) -> None:
    """One guard is found missing by the system check, by the write API and by the audit."""
    assert triggers.missing(connection) == [name]
    with pytest.raises(SystemCheckError, match=f"ledger.E001.* 1 of .*{name}"):
        call_command("check", databases=["default"], stdout=StringIO(), stderr=StringIO())
    with pytest.raises(TriggersMissing) as halted:
        make_entry(item)
    assert halted.value.names == [name]
    assert [str(finding) for finding in audit()] == [f"trigger {name}: it does not stand as it was installed"]


def test_guard_dropped_is_missed():
    item = make_item()
    for guard in triggers.guards_for(connection.vendor):
        on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
        run(f"DROP TRIGGER {guard.name}{on}")
        missed_everywhere(guard.name, item)
        triggers.install(connection)


def test_guard_of_another_wording_is_missed():
    """A trigger of the right name that refuses nothing."""
    item = make_item()
    name = "ledger_guard_entry_update"
    if connection.vendor == "postgresql":
        run(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        )
    else:
        run(f"DROP TRIGGER {name}")
        run(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON ledger_entry WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    missed_everywhere(name, item)


@pytest.mark.postgres_only
@pytest.mark.parametrize("switch", ["DISABLE TRIGGER", "ENABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_guard_switched_off_is_missed(switch):
    """As after a bulk load that disabled triggers, or a restore that enabled them only ordinarily."""
    item = make_item()
    run(f"ALTER TABLE ledger_entry {switch} ledger_guard_entry_delete")
    missed_everywhere("ledger_guard_entry_delete", item)


@pytest.mark.postgres_only
def test_guards_of_a_table_switched_off_are_missed():
    run("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    assert set(triggers.missing(connection)) == {
        name for name in names() if name.startswith("ledger_guard_entry_")
    }


@pytest.mark.postgres_only
@pytest.mark.parametrize(
    "how",
    [
        "BEFORE UPDATE ON ledger_entry FOR EACH ROW WHEN (false)",
        "BEFORE UPDATE OF status ON ledger_entry FOR EACH ROW",
        "AFTER UPDATE ON ledger_entry FOR EACH ROW",
        "BEFORE UPDATE ON ledger_evidence FOR EACH ROW",
    ],
)
def test_guard_that_is_called_otherwise_is_missed(how):
    """The right name and the right function, but a trigger that does not always call it."""
    item = make_item()
    name = "ledger_guard_entry_update"
    run(f"DROP TRIGGER {name} ON ledger_entry")
    run(f"CREATE TRIGGER {name} {how} EXECUTE FUNCTION {name}()")
    table = "ledger_evidence" if "ledger_evidence" in how else "ledger_entry"
    run(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    missed_everywhere(name, item)
    run(f"DROP TRIGGER {name} ON {table}")


def test_check_is_silent_where_all_guards_stand():
    call_command("check", databases=["default"], stdout=StringIO())
    assert triggers.check_that_they_stand(databases=["default"]) == []


# --- and the people who run the ledger get out of it --------------------------------------------------------------


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Entry, Item, Seal, TopicText, IssuedReport)}


def lose_all() -> None:
    """What an interrupted migration leaves, or a restore of the rows alone."""
    if connection.vendor == "sqlite":
        triggers.drop(connection)
    for table in {guard.table for guard in triggers.GUARDS} if connection.vendor == "postgresql" else ():
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    assert set(triggers.missing(connection)) == names()


def test_no_write_passes_once_guards_are_lost_while_the_process_runs():
    """Every writer of the ledger, in a process that has written before."""
    full = make_full_ledger()
    item, text = full.item, make_topic_text()
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=item.round.dialogue)
    make_entry(item, None, user)
    before = counts()
    lose_all()
    entry = Entry.objects.filter(item=item).latest("sequence")
    writers = [
        lambda: make_entry(item, None, user),
        lambda: make_item(item.round, user),
        lambda: release_entry(
            user=user, entry=entry, audience=Audience.PUBLIC, expected_sequence=entry.sequence
        ),
        lambda: request_redaction(user=user, entry=entry, parts=["note"], reason="A name."),
        lambda: sealing.seal_ledger(user=user),
        lambda: make_topic_text(topic=text.topic, dialogue=text.dialogue),
        lambda: issue_report(
            user=user,
            dialogues=[item.round.dialogue],
            make=lambda _known_at, _uuid: b"",
            kind="round",
            parameters={},
            audience=Audience.INTERNAL,
            language=Language.EN,
            file_format="md",
        ),
    ]
    for write in writers:
        with pytest.raises(TriggersMissing, match="do not stand.*manage.py migrate"):
            write()
    assert counts() == before
    assert RedactionRequest.objects.count() == 1
    call_command("migrate", verbosity=0)
    assert make_entry(item, None, user).sequence == entry.sequence + 1


def test_page_whose_writer_is_halted_says_so_and_keeps_what_was_typed(client):
    item = make_item()
    client.force_login(make_member(Role.RECORDER, dialogue=item.round.dialogue))
    address = reverse("ledger:item-detail", args=[item.ref])
    typed = sent_by(client.get(address).context["form"]) | {
        "voice": "office",
        "basis": "reading",
        "note": "Met the minister.",
    }
    lose_all()
    answer = client.post(address, typed)
    assert answer.status_code == 200
    assert "Nothing was recorded: of the triggers" in answer.content.decode()
    assert "Met the minister." in answer.content.decode()
    assert Entry.objects.count() == 1
    call_command("migrate", verbosity=0)
    assert client.post(address, typed).status_code == 302
    assert Entry.objects.get(sequence=2).note == "Met the minister."


def test_check_says_one_error_however_many_are_lost():
    lose_all()
    found = triggers.check_that_they_stand(databases=["default"])
    assert [error.id for error in found] == ["ledger.E001"]
    assert f"{len(names())} of {len(names())} triggers" in found[0].msg


@pytest.mark.parametrize("command", ["seal", "audit_ledger", "seed", "check"])
def test_other_commands_say_one_line(command):
    lose_all()
    told = manage(command, *(["--database", "default"] if command == "check" else []))
    assert told.returncode in {1, 2}
    assert "Traceback" not in told.stderr
    assert told.stderr.count("do not stand") == 1


def test_migrate_runs_and_puts_them_back():
    lose_all()
    told = manage("migrate")
    assert (told.returncode, told.stderr) == (0, "")
    assert triggers.missing(connection) == []


def test_quickstart_puts_them_back():
    lose_all()
    assert quickstart.migrate() == f"{len(names())} triggers put back"
    assert triggers.missing(connection) == []
    assert quickstart.migrate() == "up to date"


def test_guards_installed_twice_stand_once():
    triggers.install(connection)
    triggers.install(connection)
    assert triggers.missing(connection) == []
