"""A statement's audience on its page, and every way round it that an editor might take."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Round, Statement, StatementRelease, User
from ledger.recording import choose_snapshot_moment, release_entry
from ledger.reports import topic as topic_report
from ledger.reports.parameter_form import read_parameters
from ledger.vocabulary import Audience, Role
from tests.makers import (
    make_dialogue,
    make_item,
    make_member,
    make_passage,
    make_releaser,
    make_round,
    make_statement,
    make_topic,
    make_user,
    show_statement,
)
from tests.support.admin_forms import first, form_of, revert, revert_url
from tests.support.admin_pages import address, signed_in
from tests.support.asking import told
from tests.views.test_topic_texts import sent

pytestmark = pytest.mark.django_db

WORDS = "actions to prevent torture"


@pytest.fixture
def round() -> Round:
    return make_round(make_dialogue())


@pytest.fixture
def statement(round: Round) -> Statement:
    """Internal minutes, cited by an item that was released."""
    minutes = make_statement(round, form="minutes", title="Minutes")
    item = make_item(round, passage=make_passage(minutes, WORDS), topics=[make_topic("torture")])
    opening = item.entries.get()
    release_entry(
        user=make_releaser(round.dialogue), entry=opening, audience=Audience.PUBLIC, expected_sequence=None
    )
    return minutes


def member(round: Round, *roles: Role, **fields: Any) -> User:
    return make_member(*roles, dialogue=round.dialogue, user=make_user(is_staff=True, **fields))


def page_of(statement: Statement) -> str:
    return reverse("ledger:statement-audience", args=(statement.pk,))


def public_report(**parameters: str) -> str:
    return told(topic_report.build(read_parameters(topic="torture", audience="public", **parameters)))


# The way it goes


def test_public_report_before_and_after_a_release(round: Round, statement: Statement) -> None:
    before = choose_snapshot_moment()
    assert WORDS not in public_report()
    client = signed_in(member(round, Role.RELEASER))
    assert sent(client, page_of(statement), audience="public", reason="Published today.").status_code == 302
    assert WORDS in public_report()
    assert WORDS not in public_report(known_at=before.isoformat())
    page = client.get(page_of(statement)).content.decode()
    assert "Published today." in page
    assert "internal → public" in page


def test_editor_narrows_and_proposes_and_does_not_widen(round: Round, statement: Statement) -> None:
    client = signed_in(member(round, Role.EDITOR))
    assert client.get(page_of(statement)).context["form"] is None
    typed = {
        "audience": "public",
        "reason": "Mine.",
        "seen": 0,
        "request_id": "6a8e3d1e-8a77-4f3f-8d0e-000000000001",
    }
    assert "audience" in client.post(page_of(statement), typed).context["form"].errors
    show_statement(statement, Audience.SHARED)
    refused = sent(client, page_of(statement), audience="public", reason="Mine.")
    assert "audience" in refused.context["form"].errors
    assert sent(client, page_of(statement), audience="internal", reason="Too early.").status_code == 302
    assert Statement.objects.get().visibility is Audience.INTERNAL
    url = address(Statement, "change", statement.pk)
    assert client.post(url, form_of(client, url) | {"proposed_audience": "public"}).status_code == 302
    assert Statement.objects.get().proposed_audience is Audience.PUBLIC
    assert Statement.objects.get().visibility is Audience.INTERNAL
    waiting = signed_in(member(round, Role.RELEASER)).get("/").content.decode()
    assert page_of(statement) in waiting


def test_second_person_is_asked_for_on_the_page(round: Round) -> None:
    type(round.dialogue).objects.update(releases_need_second_person=True)
    user = member(round, Role.EDITOR, Role.RELEASER)
    client, url = signed_in(user), reverse("admin:ledger_statement_add")
    typed = form_of(client, url) | {"round": round.pk, "language": "en", "text": "Minutes."}
    assert client.post(url, typed).status_code == 302
    statement = Statement.objects.get()
    answer = sent(client, page_of(statement), audience="public", reason="Mine.")
    assert "a second person releases" in str(answer.context["form"].errors["audience"])
    assert Statement.objects.get().visibility is Audience.INTERNAL


def test_what_changed_since_the_page_was_opened_is_looked_at_again(round: Round) -> None:
    statement = make_statement(round)
    client, page = signed_in(member(round, Role.RELEASER)), page_of(statement)
    form = client.get(page).context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"audience": "public", "reason": "Agreed."}
    statement.title = "For our own people"
    statement.save()
    again = client.post(page, typed)
    assert "Somebody changed it since you looked" in again.content.decode()
    assert "For our own people" in again.content.decode()
    assert Statement.objects.get().visibility is Audience.INTERNAL
    shown = again.context["form"]
    typed = {name: shown[name].value() for name in shown.fields}
    assert client.post(page, typed).status_code == 302


# Ways round


@pytest.mark.parametrize("roles", [(Role.EDITOR,), (Role.EDITOR, Role.RELEASER)])
def test_admin_form_does_not_take_an_audience(
    round: Round, statement: Statement, roles: tuple[Role, ...]
) -> None:
    client = signed_in(member(round, *roles))
    url = address(Statement, "change", statement.pk)
    typed = form_of(client, url) | {"visibility": "public", "note": "Filed."}
    assert client.post(url, typed).status_code == 302
    fresh = Statement.objects.get()
    assert (fresh.visibility, fresh.note) == (Audience.INTERNAL, "Filed.")
    assert WORDS not in public_report()
    add = reverse("admin:ledger_statement_add")
    typed = form_of(client, add) | {
        "round": round.pk,
        "language": "en",
        "text": "New.",
        "visibility": "public",
    }
    assert client.post(add, typed).status_code == 302
    assert set(Statement.objects.values_list("visibility", flat=True)) == {"internal"}


def test_earlier_version_does_not_bring_an_audience_back(round: Round, statement: Statement) -> None:
    released = show_statement(statement, Audience.PUBLIC)
    version = statement.history.latest("history_id").history_id
    show_statement(statement, Audience.INTERNAL)
    statement.refresh_from_db()
    statement.note = "Filed."
    statement.save()
    client = signed_in(member(round, Role.EDITOR, Role.RELEASER))
    assert revert(client, statement, version).status_code == 302
    fresh = Statement.objects.get()
    assert (fresh.visibility, fresh.note) == (Audience.INTERNAL, "")
    assert StatementRelease.objects.latest("sequence").sequence == released.sequence + 1


def test_earlier_words_are_not_brought_back_into_what_is_released(round: Round) -> None:
    statement = make_statement(round, title="For our own people")
    statement.title = "Joint statement"
    statement.save()
    show_statement(statement, Audience.PUBLIC)
    client = signed_in(member(round, Role.EDITOR))
    answer = client.get(revert_url(statement, first(statement)))
    assert "no longer changes" in str(answer.context["reverting"].refusals)
    revert(client, statement, first(statement))
    assert Statement.objects.get().title == "Joint statement"
    url = address(Statement, "change", statement.pk)
    assert client.post(url, form_of(client, url) | {"title": "Other", "text": "Other."}).status_code == 302
    assert (Statement.objects.get().title, Statement.objects.get().text) == (
        "Joint statement",
        statement.text,
    )


@pytest.mark.parametrize("fields", [{}, {"is_superuser": True}])
def test_staff_of_another_dialogue_find_nothing(
    round: Round, statement: Statement, fields: dict[str, Any]
) -> None:
    stranger = make_member(*Role, dialogue=make_dialogue(), user=make_user(is_staff=True, **fields))
    client = Client()
    client.force_login(stranger)
    assert client.get(page_of(statement)).status_code == 404
    assert client.post(page_of(statement), {"audience": "public", "reason": "x"}).status_code == 404
    assert Statement.objects.get().visibility is Audience.INTERNAL


def test_superuser_without_a_role_releases_nothing(round: Round, statement: Statement) -> None:
    client = signed_in(make_user(is_staff=True, is_superuser=True))
    assert client.post(page_of(statement), {"audience": "public", "reason": "x"}).status_code == 403
    assert Statement.objects.get().visibility is Audience.INTERNAL


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER])
def test_readers_see_the_record_and_set_nothing(round: Round, statement: Statement, role: Role) -> None:
    client = signed_in(member(round, role))
    assert client.get(page_of(statement)).status_code == 200
    assert client.post(page_of(statement), {"audience": "internal", "reason": "x"}).status_code == 403
