"""Each column of each table is changed past the application: the audit names it, or the page says why not."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from ledger.models import (
    AuditRun,
    ClockCorrection,
    ClockCorrectionRequest,
    Dialogue,
    Event,
    Membership,
    Round,
    Seal,
    TopicText,
)
from ledger.models.fields import write_api
from ledger.recording import (
    audit,
    change_rules,
    keep_audit,
    redact_file,
    redact_topic_text,
    release_place,
    release_topic_text,
    request_file_redaction,
    request_text_redaction,
    seal_ledger,
    triggers,
)
from ledger.recording.auditing_logs import log_findings, logged_models
from ledger.recording.sealed_rows import sealed_row_findings, sealed_tables
from ledger.vocabulary import Audience, Language
from tests.makers import (
    make_editor,
    make_file,
    make_releaser,
    make_topic,
    make_topic_text,
    make_user,
    show_statement,
)
from tests.recording.test_auditing import changed, lifted_checks, run, undone
from tests.support.full_ledger import make_full_ledger
from tests.support.rows import make_everything
from tests.support.sharing import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "audit.md"
TABLES = {
    model._meta.db_table.removeprefix("ledger_"): model
    for model in apps.get_app_config("ledger").get_models(include_auto_created=True)
}


def documented() -> dict[str, tuple[str, set[str]]]:
    """What the page says of each table: what shows a change, and the columns that nothing shows."""
    rows = re.findall(r"^\| (`.+?) \| (.*?) ?\| (.*?) ?\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        name: (seen, {"*"} if unseen.startswith("all: ") else set(re.findall(r"`(\w+)`", unseen)))
        for names, seen, unseen in rows
        for name in re.findall(r"`(\w+)`", names)
    }


@pytest.fixture(scope="module")
def _busy(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with made_once(django_db_blocker, make_rows):
        yield


def make_rows() -> None:
    """Rows in every table that the audit looks at, all of them sealed, and a seal after that."""
    make_everything()
    full = make_full_ledger()
    round, dialogue = full.round, full.round.dialogue
    editor, second, releaser = make_editor(dialogue), make_editor(dialogue), make_releaser(dialogue)
    file = make_file(round, editor, visibility=Audience.SHARED)
    asked = request_file_redaction(user=editor, file=file, reason="It names somebody.")
    redact_file(user=second, request=asked)
    release_place(
        user=releaser, round=round, audience=Audience.SHARED, reason="Agreed.", expected_sequence=None
    )
    text = make_topic_text(dialogue, editor, topic=make_topic("health"))
    release_topic_text(user=releaser, text=text, audience=Audience.SHARED)
    taken = make_topic_text(dialogue, editor, topic=make_topic("schools"), text="A name.")
    redact_topic_text(
        user=second, request=request_text_redaction(user=editor, text=taken, reason="It names somebody.")
    )
    own = {"parties": dialogue.parties.all(), "own_party": dialogue.own_party}
    keeper = make_user(is_superuser=True)
    change_rules(user=keeper, dialogue=dialogue, releases_need_second_person=True, reason="Now two.", **own)
    change_rules(user=keeper, dialogue=dialogue, releases_need_second_person=False, reason="One.", **own)
    show_statement(full.statement, Audience.PUBLIC)
    assert [*audit()] == []
    _correct_the_clock(keeper.pk)
    seal_ledger(user=editor)
    seal_ledger(user=editor)


def _correct_the_clock(user: int) -> None:
    now = timezone.now()
    both = {"requested_by_id": user, "requested_at": now, "reason": "The battery was empty."}
    zero = {
        field.name: 0 for field in ClockCorrection._meta.concrete_fields if field.name.startswith("last_")
    }
    with write_api():
        made = ClockCorrection.objects.create(
            corrected_at=now,
            corrected_on=now.date(),
            until=now + datetime.timedelta(1),
            approved_by_id=make_user().pk,
            **both,
            **zero,
        )
        ClockCorrectionRequest.objects.create(
            decided_by_id=made.approved_by_id, decided_at=now, correction=made, **both
        )


@pytest.fixture
def _unchecked(_busy: None, db: None) -> Iterator[None]:
    connection.check_constraints()
    triggers.drop(connection)
    for model in TABLES.values():
        lifted_checks(model._meta.db_table)
    yield
    if connection.vendor == "sqlite":
        run("PRAGMA ignore_check_constraints = OFF")


def findings(name: str) -> list[tuple[str, str]]:
    """What the part of the audit finds that looks at this table."""
    model = TABLES["dialogue" if name == "dialogue_parties" else name]
    logged = [*log_findings([model])] if model in logged_models() else []
    return [*logged, *sealed_row_findings([name])]


def test_page_says_of_each_table_what_shows_a_change() -> None:
    page = documented()
    assert page.keys() == TABLES.keys()
    assert [name for name, (seen, unseen) in page.items() if bool(seen) is (unseen == {"*"})] == []
    assert {name for name in page if page[name][0].startswith("seal")} == sealed_tables().keys() - {"seal"}
    logged = {model._meta.db_table.removeprefix("ledger_") for model in logged_models()}
    named = {name for name in page if page[name][0].startswith("change log")}
    assert named == logged | {"dialogue_parties"}


@pytest.mark.usefixtures("_unchecked")
def test_each_column_is_named_once_somebody_changed_it() -> None:
    missed = []
    for name, (seen, unseen) in documented().items():
        if not seen or seen.startswith(("chain", "digest")):
            continue
        assert findings(name) == [], name
        fields = [field for field in TABLES[name]._meta.concrete_fields if field.name not in unseen]
        columns = [field for field in fields if not field.primary_key]
        missed += [f"{name}.{field.name}" for field in columns if not _is_named(name, field)]
    assert missed == []


def _is_named(name: str, field: "models.Field") -> bool:
    model = TABLES[name]
    settled = sealed_tables()[name].settled if name in sealed_tables() else models.Q()
    row = model._base_manager.filter(settled).order_by("pk").first()
    assert row is not None, name
    value = getattr(row, field.attname)
    other = (value or 0) + 40 if field.is_relation else changed(field, value)
    key = model._meta.pk.column
    with undone():
        assert run(
            f'UPDATE {model._meta.db_table} SET "{field.column}" = %s WHERE "{key}" = %s',
            field.get_db_prep_value(other, connection) if isinstance(field, models.DateField) else other,
            row.pk,
        )
        found = findings(name) or (
            [(finding.where, finding.what) for finding in audit()] if name == "round" else []
        )
    return any(name.removesuffix("_parties") in where or "counted" in what for where, what in found)


@pytest.mark.usefixtures("_unchecked")
def test_row_made_or_gone_past_the_application_is_named() -> None:
    for name, (seen, _unseen) in documented().items():
        if not seen or seen.startswith(("chain", "digest")) or name == "seal":
            continue
        model = TABLES[name]
        table, key = model._meta.db_table, model._meta.pk.column
        settled = sealed_tables()[name].settled if name in sealed_tables() else models.Q()
        row = model._base_manager.filter(settled).order_by("pk").first()
        with undone():
            run(f'DELETE FROM {table} WHERE "{key}" = %s', row.pk)
            assert findings(name), name


@pytest.mark.usefixtures("_busy")
def test_right_given_by_sql_alone_is_named(db: None) -> None:
    given = Membership.objects.order_by("pk").first()
    columns = f"user_id, dialogue_id, role, ended_on) SELECT {make_user().pk}, dialogue_id, role, ended_on"
    run(f"INSERT INTO ledger_membership ({columns} FROM ledger_membership WHERE id = {given.pk}")
    newest = Membership.objects.latest("pk").pk
    assert findings("membership") == [(f"ledger_membership {newest}", "no change log tells of it")]


@pytest.mark.usefixtures("_busy")
def test_what_the_application_changes_raises_no_alarm(db: None) -> None:
    """Changes, removals, decisions and redactions after a seal, and a seal after them."""
    round = Round.objects.order_by("pk").first()
    round.city = "Geneva"
    round.save()
    Event.objects.all().delete()
    dialogue = Dialogue.objects.get(code="FULL")
    dialogue.parties.remove(dialogue.parties.first())
    editor = make_editor(dialogue)
    file = make_file(dialogue.rounds.get(number=7), editor, content=b"%PDF-1.4 A name.")
    seal_ledger()
    redact_file(
        user=make_editor(dialogue), request=request_file_redaction(user=editor, file=file, reason="A name.")
    )
    assert [*log_findings(), *sealed_row_findings()] == []
    seal_ledger()
    assert [*log_findings(), *sealed_row_findings()] == []


@pytest.mark.usefixtures("_unchecked")
def test_seal_deleted_or_emptied_is_named() -> None:
    keep_audit([])
    newest, before = Seal.objects.order_by("-pk")[:2]
    gone = f"seal with the root {newest.root}", "it was there at the last audit, and is gone"
    with undone():
        Seal.objects.filter(pk=before.pk)._raw_delete(Seal.objects.db)
        assert [where for where, _what in sealed_row_findings()] == ["ledger_seal"]
    with undone():
        run("DELETE FROM ledger_issuedreport")
        run("DELETE FROM ledger_seal WHERE root = %s", newest.root)
        assert gone in {(finding.where, finding.what) for finding in audit()}
    with undone():
        run("UPDATE ledger_seal SET tables = '{}' WHERE id = %s", newest.pk)
        says = "it says nothing of the seals before it"
        assert (f"seal of {newest.known_at.isoformat()}", says) in {*sealed_row_findings()}
    assert AuditRun.objects.latest("pk").newest_seal == newest.root


@pytest.mark.usefixtures("_busy")
def test_table_as_before_is_not_said_again(db: None) -> None:
    assert Seal.objects.latest("pk").tables.keys() == {"seal"}
    make_topic_text(Dialogue.objects.get(code="FULL"), topic=make_topic("new"), language=Language.EN)
    said = seal_ledger().tables
    assert {"seal", "topictext"} <= said.keys()
    assert said["topictext"]["rows"] == TopicText.objects.count()
