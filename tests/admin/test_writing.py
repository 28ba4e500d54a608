"""What may be written through the admin, what may not, and that a statement's text arrives byte for byte."""

from typing import Any

import pytest
from django.core import serializers
from django.urls import reverse
from django.utils.html import escape

from ledger.models import (
    AgendaPoint,
    Delegate,
    Delegation,
    Membership,
    Party,
    Round,
    Statement,
    Topic,
    User,
    text_digest,
)
from ledger.vocabulary import Language, Role
from tests.admin.test_registration import WRITTEN_BY_THE_DOOR
from tests.admin.test_walk import FREE
from tests.makers import (
    make_dialogue,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_user,
)
from tests.support.admin_forms import form_of
from tests.support.admin_pages import MODELS, address, signed_in
from tests.support.rows import Everything, make_everything, make_staff, make_superuser, row_of

pytestmark = pytest.mark.django_db

DOORS_MODELS = [model for model in MODELS if model.__name__ in WRITTEN_BY_THE_DOOR]
VERBATIM = "\n  The two sides agreed.\n\n“To prevent torture” – and more. \t\n"


def errors_of(answer: Any) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in answer.context["adminform"].form.errors.items()}


def saved(everything: Everything) -> str:
    return "".join(serializers.serialize("json", model._default_manager.order_by("pk")) for model in MODELS)


@pytest.mark.parametrize("who", ["editor", "superuser who edits"])
def test_what_the_write_api_writes_is_refused_and_left_as_it_was(who: str, everything: Everything) -> None:
    user = everything.editor
    if who != "editor":
        user = make_staff(Role.EDITOR, Role.RELEASER, dialogue=everything.dialogue, is_superuser=True)
    client = signed_in(user)
    before = saved(everything)
    sent = {"post": "yes", "summary_en": "Changed", "text": "Changed", "_save": "Save"}
    for model in DOORS_MODELS:
        key = row_of(model, everything).pk
        answers = [
            client.post(address(model, page, key), sent).status_code for page in ("add", "change", "delete")
        ]
        assert (model.__name__, answers) == (model.__name__, [403, 403, 403])
        client.post(
            address(model, "changelist", 0),
            {"action": "delete_selected", "_selected_action": [key], "post": "yes"},
        )
    assert saved(everything) == before


def test_nothing_is_deleted_without_a_reason_not_by_a_superuser_who_edits(everything: Everything) -> None:
    user = make_staff(Role.EDITOR, dialogue=everything.dialogue, is_superuser=True)
    client = signed_in(user)
    before = saved(everything)
    for model in MODELS:
        key = row_of(model, everything).pk
        answer = client.post(address(model, "delete", key), {"post": "yes"})
        assert (model.__name__, answer.status_code) == (
            model.__name__,
            200 if model.__name__ in FREE else 403,
        )
        client.post(
            address(model, "changelist", 0),
            {"action": "delete_selected", "_selected_action": [key], "post": "yes"},
        )
    after = saved(everything)
    assert after == before


def test_deletion_page_says_what_to_do_instead(everything: Everything) -> None:
    page = signed_in(everything.editor).get(address(type(everything.item), "delete", everything.item.pk))
    assert "An item opened in error is withdrawn, with a reason" in page.content.decode()


def test_inlines_delete_nothing(everything: Everything) -> None:
    client = signed_in(everything.editor)
    url = address(Round, "change", everything.round.pk)
    sent = form_of(client, url) | {"agenda-0-DELETE": "on", "forums-0-DELETE": "on", "events-0-DELETE": "on"}
    assert client.post(url, sent).status_code == 302
    assert AgendaPoint.objects.filter(round=everything.round).count() == 1


# --- Statements


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (VERBATIM, VERBATIM),
        (VERBATIM.replace("\n", "\r\n"), VERBATIM),
        ("\ufeffWith a mark.\r\n", "With a mark.\n"),
        ("", ""),
    ],
    ids=["as it is", "a browser's line ends", "byte order mark", "none held"],
)
def test_text_of_a_statement_arrives_byte_for_byte(sent: str, kept: str, everything: Everything) -> None:
    client = signed_in(everything.editor)
    url = address(Statement, "add", 0)
    form = form_of(client, url) | {
        "round": everything.round.pk,
        "language": "en",
        "text": sent,
        "title": "New",
    }
    assert client.post(url, form).status_code == 302
    statement = Statement.objects.get(title="New")
    assert (statement.text, statement.sha256) == (kept, text_digest(kept) if kept else "")


def test_text_of_a_statement_survives_its_own_form(everything: Everything) -> None:
    statement = make_statement(everything.round, text=VERBATIM)
    client = signed_in(everything.editor)
    url = address(Statement, "change", statement.pk)
    # HTML drops one line end after <textarea>: the page gives one more than the text has.
    assert f">\n{escape(VERBATIM)}</textarea>" in client.get(url).content.decode().replace("\r\n", "\n")
    form = form_of(client, url)
    form["text"] = form["text"].replace("\n", "\r\n")
    assert client.post(url, form | {"note": "Seen."}).status_code == 302
    statement.refresh_from_db()
    assert (statement.text, statement.note) == (VERBATIM, "Seen.")


def test_same_text_twice_in_a_round_is_named_on_its_field(everything: Everything) -> None:
    client = signed_in(everything.editor)
    url = address(Statement, "add", 0)
    text = everything.statement.text.replace("\n", "\r\n")
    form = form_of(client, url) | {"round": everything.round.pk, "language": "en", "text": text}
    answer = client.post(url, form)
    assert errors_of(answer) == {"text": ["This round has a statement with the same text already."]}


def test_cited_statement_keeps_text_language_and_round(everything: Everything) -> None:
    statement, other = everything.statement, make_round(everything.dialogue)
    client = signed_in(everything.editor)
    url = address(Statement, "change", statement.pk)
    form = form_of(client, url)
    assert {"text", "language", "round"} & form.keys() == set()
    sent = form | {"text": "Changed", "language": "es", "round": other.pk, "title": "Named"}
    assert client.post(url, sent).status_code == 302
    fresh = Statement.objects.get(pk=statement.pk)
    kept = (statement.text, Language.EN, everything.round.pk, "Named")
    assert (fresh.text, fresh.language, fresh.round_id, fresh.title) == kept


def test_cited_statement_is_shown_with_its_passages_marked(everything: Everything) -> None:
    make_passage(everything.statement, "prevent torture and agreed")
    page = (
        signed_in(everything.editor)
        .get(address(Statement, "change", everything.statement.pk))
        .content.decode()
    )
    marks = [piece.split("</mark>")[0] for piece in page.split("<mark>")[1:]]
    assert marks == ["actions to ", "prevent torture", " and agreed"]
    assert everything.statement.sha256 in page


# --- Reference rows


def test_editor_edits_a_round_and_adds_to_its_agenda(everything: Everything) -> None:
    client = signed_in(everything.editor)
    url = address(Round, "change", everything.round.pk)
    topic = make_topic()
    added = {"agenda-TOTAL_FORMS": 2, "agenda-1-round": everything.round.pk, "agenda-1-position": 2}
    sent = form_of(client, url) | added | {"agenda-1-topic": topic.pk, "city": "Washington, D.C."}
    assert client.post(url, sent).status_code == 302
    everything.round.refresh_from_db()
    assert everything.round.city == "Washington, D.C."
    assert everything.round.agenda.get(position=2).topic == topic
    change = everything.round.history.latest()
    assert (change.city, change.history_user) == ("Washington, D.C.", everything.editor)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_others_edit_no_reference_row(role: Role, everything: Everything) -> None:
    client = signed_in(make_staff(role, dialogue=everything.dialogue))
    before = saved(everything)
    for model in (Round, Statement, Topic, Party, Delegation):
        key = row_of(model, everything).pk
        answers = [
            client.post(address(model, page, key), {"note": "x"}).status_code for page in ("add", "change")
        ]
        assert answers == [403, 403]
    assert saved(everything) == before


def test_editor_of_one_dialogue_who_reads_another_cannot_write_there(everything: Everything) -> None:
    mine = make_dialogue()
    user = make_staff(Role.EDITOR, dialogue=mine)
    Membership.objects.create(user=user, dialogue=everything.dialogue, role=Role.VIEWER)
    client = signed_in(user)
    url = address(Round, "add", 0)
    answer = client.post(url, form_of(client, url) | {"dialogue": everything.dialogue.pk, "number": 99})
    assert list(errors_of(answer)) == ["dialogue"]
    assert client.post(address(Round, "change", everything.round.pk), {"city": "Here"}).status_code == 403


def test_row_stays_within_one_dialogue(everything: Everything) -> None:
    mine, theirs = everything, make_everything()
    Membership.objects.create(user=mine.editor, dialogue=theirs.dialogue, role=Role.EDITOR)
    client = signed_in(mine.editor)
    url = address(Round, "change", mine.round.pk)
    sent = form_of(client, url) | {"agenda-0-carried_from": theirs.item.pk}
    answer = client.post(url, sent)
    errors = answer.context["inline_admin_formsets"][0].formset.errors
    assert errors == [{"carried_from": ["This belongs to another dialogue."]}]
    assert client.post(url, sent | {"agenda-0-carried_from": mine.item.pk}).status_code == 302


def test_row_cannot_be_given_to_another_dialogues_parent_by_hand(everything: Everything) -> None:
    mine, theirs = everything, make_everything()
    client = signed_in(mine.editor)
    url = address(Delegate, "add", 0)
    delegation = Delegation.objects.get(round=theirs.round)
    answer = client.post(
        url, form_of(client, url) | {"delegation": delegation.pk, "position": 9, "name": "X"}
    )
    assert list(errors_of(answer)) == ["delegation"]


def test_code_stays_once_given(everything: Everything) -> None:
    client = signed_in(everything.editor)
    mexico = make_party("MEX")
    url = address(Party, "change", mexico.pk)
    assert client.post(url, form_of(client, url) | {"code": "CAN", "name_es": "México"}).status_code == 302
    mexico.refresh_from_db()
    assert (mexico.code, mexico.name_es) == ("MEX", "México")


def test_round_keeps_its_number_once_items_are_named_by_it(everything: Everything) -> None:
    client = signed_in(everything.editor)
    planned = make_round(everything.dialogue)
    for row, numbers in ((everything.round, everything.round.number), (planned, 77)):
        url = address(Round, "change", row.pk)
        assert client.post(url, form_of(client, url) | {"number": 77}).status_code == 302
        row.refresh_from_db()
        assert row.number == numbers


def test_topic_is_not_part_of_its_own_part(everything: Everything) -> None:
    whole = make_topic()
    part = make_topic(parent=whole)
    client = signed_in(everything.editor)
    url = address(Topic, "change", whole.pk)
    answer = client.post(url, form_of(client, url) | {"parent": part.pk})
    assert errors_of(answer) == {"parent": ["That topic is part of this one."]}


# --- Accounts


def test_superuser_makes_an_account_and_gives_a_role(everything: Everything) -> None:
    client = signed_in(make_superuser())
    url = address(User, "add", 0)
    sent = form_of(client, url) | {"username": "ana", "language": "es", "is_staff": "on"}
    assert client.post(url, sent).status_code == 302
    ana = User.objects.get(username="ana")
    sent = {"user": ana.pk, "dialogue": everything.dialogue.pk, "role": "recorder"}
    assert client.post(address(Membership, "add", 0), sent).status_code == 302
    assert [one.role for one in ana.memberships.all()] == [Role.RECORDER]


def test_editor_gives_no_role(everything: Everything) -> None:
    other = make_user()
    sent = {"user": other.pk, "dialogue": everything.dialogue.pk, "role": "editor"}
    client = signed_in(everything.editor)
    assert client.post(address(Membership, "add", 0), sent).status_code == 403
    change = address(User, "change", everything.editor.pk)
    assert client.post(change, {"is_superuser": "on"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=(everything.editor.pk,))
    assert client.post(password, {}).status_code == 403
    assert list(other.memberships.all()) == []
