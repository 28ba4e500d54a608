"""Audiences that statements had before releases were kept: recorded from the change log, so that the past stays."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from ledger.models import Statement, StatementRelease
from ledger.models.fields import write_api
from ledger.recording import triggers
from ledger.vocabulary import Audience
from tests.makers import make_editor, make_round, make_statement

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MIGRATION = importlib.import_module("ledger.migrations.0010_releases_of_statements")


def migrate() -> None:
    """Run the migration's own step on the rows as they stand; the test's transaction is rolled back."""
    with write_api():
        MIGRATION.keep_what_was_released(apps, SimpleNamespace(connection=connection))


def saved(statement: Statement, audience: Audience, **noted: object) -> None:
    """Save a statement as the admin did before."""
    statement.visibility = audience
    for name, value in noted.items():
        setattr(statement, name, value)
    statement.save()


def test_each_change_of_audience_becomes_a_release() -> None:
    triggers.drop(connection)
    statement, untouched = make_statement(make_round()), make_statement(make_round())
    editor = make_editor(statement.round.dialogue)
    saved(statement, Audience.SHARED, _history_user=editor, _change_reason="Their note.")
    saved(statement, Audience.SHARED, title="Minutes")
    saved(statement, Audience.PUBLIC, _change_reason="")
    migrate()
    kept = statement.releases.order_by("sequence")
    columns = ("released_from", "released_to", "released_by", "reason")
    assert list(kept.values_list(*columns)) == [
        ("internal", "shared", editor.pk, "Their note."),
        ("shared", "public", editor.pk, ""),
    ]
    log = statement.history.order_by("history_id")
    assert [one.recorded_at for one in kept] == [log[1].history_date, log[3].history_date]
    assert not untouched.releases.exists()


def test_audience_that_no_log_tells_of_counts_from_now_on() -> None:
    triggers.drop(connection)
    statement = make_statement(make_round())
    Statement.objects.filter(pk=statement.pk).update(visibility=Audience.PUBLIC)
    migrate()
    release = StatementRelease.objects.get()
    assert (release.released_to, release.released_by) == (Audience.PUBLIC, None)
