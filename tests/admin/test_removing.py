"""Mistakes at creation are undone: rows that nothing names are removed, codes change, names are compared."""

import threading
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledger.models import (
    Agency,
    AgendaPoint,
    Delegate,
    Delegation,
    Dialogue,
    Entry,
    Event,
    Forum,
    Membership,
    Party,
    Round,
    SavedView,
    Statement,
    Topic,
    TopicPhrase,
    Watch,
)
from ledger.personal import watch
from ledger.recording import amend_item
from ledger.vocabulary import Language, Role
from tests.admin.test_history import LOGGED
from tests.admin.test_walk import OWN, make_people
from tests.admin.test_writing import errors_of
from tests.makers import (
    make_agency,
    make_dialogue,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_user,
)
from tests.support.admin_forms import form_of
from tests.support.admin_pages import address, signed_in
from tests.support.rows import Everything, make_everything, make_staff, make_superuser, row_of
from tests.support.threads import at_once, wait_until_one_waits

pytestmark = pytest.mark.django_db
both = pytest.mark.both_databases


def remove(client: Client, row: Any, reason: str = "A slip.") -> Any:
    return client.post(address(type(row), "delete", row.pk), {"reason": reason})


def removed(client: Client, model: Any) -> list[Any]:
    return list(client.get(reverse(f"admin:ledger_{model._meta.model_name}_removed")).context["removed"])


def editor_of(dialogue: Dialogue) -> Client:
    return signed_in(make_staff(Role.EDITOR, dialogue=dialogue))


def unnamed(dialogue: Dialogue) -> list[Any]:
    """A row of each kind that an editor of the dialogue may have made by mistake."""
    round, topic = make_round(dialogue), make_topic()
    delegation = Delegation.objects.create(round=make_round(dialogue), party=make_party("USA"))
    return [
        round,
        make_statement(make_round(dialogue)),
        topic,
        TopicPhrase.objects.create(topic=make_topic(), language=Language.EN, text="slip"),
        make_party("BRA"),
        make_agency(),
        make_forum(),
        Delegate.objects.create(delegation=delegation, position=1, name="Jane Roe"),
        Delegation.objects.create(round=make_round(dialogue), party=make_party("MEX")),
        AgendaPoint.objects.create(round=make_round(dialogue), position=1, text="Torture"),
        Event.objects.create(round=make_round(dialogue), name="Summit"),
    ]


# --- Removing


@both
def test_row_of_each_kind_that_nothing_names_is_removed_with_its_reason() -> None:
    dialogue = make_dialogue()
    client = editor_of(dialogue)
    for row in unnamed(dialogue):
        model, name = type(row), str(row)
        assert client.get(address(model, "delete", row.pk)).status_code == 200
        answer = remove(client, row, f"Made twice: {name}")
        assert (answer.status_code, answer["Location"]) == (302, address(model, "changelist", 0))
        assert not model._default_manager.filter(pk=row.pk).exists()
        newest = removed(client, model)[0]
        assert (newest.name, newest.reason) == (name, f"Made twice: {name}")
        assert newest.who.startswith("user-")


@both
def test_topic_that_somebody_watches_goes_and_nobody_is_told_of_the_watch() -> None:
    dialogue, topic = make_dialogue(), make_topic()
    watch(user=make_member(Role.VIEWER, dialogue=dialogue), row=topic)
    client = editor_of(dialogue)
    page = client.get(address(Topic, "delete", topic.pk))
    assert page.status_code == 200
    assert "not for you to see" not in page.content.decode()
    assert remove(client, topic).status_code == 302
    assert not Topic.objects.filter(pk=topic.pk).exists()
    assert not Watch.objects.exists()


def test_dialogue_goes_with_its_roles_and_round_with_its_agenda() -> None:
    dialogue, other = make_dialogue(), make_dialogue()
    user = make_staff(Role.EDITOR, dialogue=other)
    make_member(Role.EDITOR, dialogue=dialogue, user=user)
    client, round, topic = signed_in(user), make_round(dialogue), make_topic()
    AgendaPoint.objects.create(round=round, position=1, text="Torture")
    TopicPhrase.objects.create(topic=topic, language=Language.EN, text="slip")
    page = client.get(address(Round, "delete", round.pk)).content.decode()
    assert "Torture" in page
    answers = [remove(client, row).status_code for row in (round, topic, dialogue)]
    assert answers == [302, 302, 302]
    assert not Dialogue.objects.filter(pk=dialogue.pk).exists()
    assert AgendaPoint.history.filter(history_type="-", history_change_reason="A slip.").count() == 1
    assert TopicPhrase.history.filter(history_type="-", history_change_reason="A slip.").count() == 1
    assert Membership.history.filter(history_type="-", history_change_reason="A slip.").count() == 1
    assert [row.name for row in removed(signed_in(make_superuser()), Dialogue)] == [str(dialogue)]


def test_reason_is_asked_for() -> None:
    topic = make_topic()
    client = editor_of(make_dialogue())
    answer = remove(client, topic, "  ")
    assert answer.context["form"].errors == {"reason": ["Say why."]}
    assert Topic.objects.filter(pk=topic.pk).exists()


@both
def test_named_row_is_not_removed_and_the_page_links_what_names_it(everything: Everything) -> None:
    client = signed_in(everything.editor)
    passage_of = make_statement(everything.round, text="Cited.")
    make_passage(passage_of, "Cited")
    item = everything.item
    named = {
        everything.round: item,
        passage_of: passage_of.passages.get(),
        item.topics.get(): item,
        item.agencies.get(): item,
        item.forums.get(): item,
        make_party("MEX"): item,
        everything.dialogue: everything.round,
    }
    for row, by in named.items():
        answer = remove(client, row)
        assert (type(row).__name__, answer.status_code) == (type(row).__name__, 403)
        assert type(row)._default_manager.filter(pk=row.pk).exists()
        assert f'href="{address(type(by), "change", by.pk)}"' in answer.content.decode(), row


@both
def test_row_that_an_entry_named_once_stays() -> None:
    dialogue = make_dialogue()
    user = make_staff(Role.EDITOR, dialogue=dialogue)
    topic, agency, forum = make_topic(), make_agency(), make_forum()
    item = make_item(make_round(dialogue), user, topics=[topic], agencies=[agency], forums=[forum])
    changes = {"topics": [make_topic()], "agencies": [], "forums": []}
    amend_item(user=user, item=item, expected_sequence=1, changes=changes, reason="Wrong ones.")
    client = signed_in(user)
    assert [remove(client, row).status_code for row in (topic, agency, forum)] == [403] * 3
    page = client.get(address(Topic, "delete", topic.pk)).content.decode()
    assert address(Entry, "change", item.entries.first().pk) in page


def test_row_that_a_saved_view_or_a_statement_under_review_asks_for_stays(everything: Everything) -> None:
    client, agency = signed_in(everything.editor), make_agency(code="STATE/DRL")
    SavedView.objects.create(owner=make_user(), name="DRL", query="status=open&agency=STATE%2FDRL")
    answer = remove(client, agency)
    assert (answer.status_code, answer.context["is_hidden"], "DRL" in str(answer.context["protecting"])) == (
        403,
        True,
        False,
    )


@pytest.mark.parametrize("who", list(OWN))
def test_row_of_a_dialogue_is_removed_by_its_editor_alone(who: str, everything: Everything) -> None:
    client = signed_in(make_people(everything)[who])
    event = row_of(Event, everything)
    answer = remove(client, event)
    assert Event.objects.filter(pk=event.pk).exists() == (who != "editor"), answer.status_code


def test_button_and_removed_rows_are_for_people_who_may_edit_or_see(everything: Everything) -> None:
    people = make_people(everything)
    event = row_of(Event, everything)
    page, listed = address(Event, "change", event.pk), reverse("admin:ledger_event_removed")
    button = f'href="{address(Event, "delete", event.pk)}"'
    found = {who: button in signed_in(people[who]).get(page).content.decode() for who in ("editor", "viewer")}
    assert found == {"editor": True, "viewer": False}
    remove(signed_in(people["editor"]), event)
    seen = {who: signed_in(user).get(listed) for who, user in people.items()}
    names = {
        who: [row.name for row in answer.context["removed"]]
        for who, answer in seen.items()
        if answer.status_code == 200
    }
    own = [str(event)]
    assert names == {
        "viewer": own,
        "recorder": own,
        "releaser": own,
        "editor": own,
        "editor of another": [],
    }


def test_each_list_of_removed_rows_opens(everything: Everything) -> None:
    user = make_staff(Role.EDITOR, dialogue=everything.dialogue, is_superuser=True)
    client = signed_in(user)
    assert {len(removed(client, model)) for model in LOGGED} == {0}


def test_rows_of_a_removed_round_are_told_of() -> None:
    dialogue = make_dialogue()
    client, round = editor_of(dialogue), make_round(dialogue)
    delegation = Delegation.objects.create(round=round, party=make_party("USA"))
    assert [remove(client, row).status_code for row in (delegation, round)] == [302, 302]
    [row] = removed(client, Delegation)
    assert row.reason == "A slip."
    assert removed(editor_of(make_dialogue()), Delegation) == []


# --- Roles


@both
def test_role_given_by_mistake_is_removed_until_its_person_did_something() -> None:
    dialogue = make_dialogue()
    idle, busy = make_member(Role.EDITOR, dialogue=dialogue), make_member(Role.EDITOR, dialogue=dialogue)
    make_item(make_round(dialogue), busy)
    client = signed_in(make_superuser())
    assert remove(client, idle.memberships.get()).status_code == 302
    assert remove(client, busy.memberships.get()).status_code == 403
    assert remove(editor_of(dialogue), busy.memberships.get()).status_code in {302, 403}
    assert (idle.memberships.count(), busy.memberships.count()) == (0, 1)


def test_role_does_not_end_on_a_day_that_lies_ahead() -> None:
    membership = make_member(Role.EDITOR, dialogue=make_dialogue()).memberships.get()
    client, url = signed_in(make_superuser()), address(Membership, "change", membership.pk)
    today = timezone.localdate()
    ahead = form_of(client, url) | {"ended_on": today.replace(year=today.year + 1, day=1).isoformat()}
    assert "lies ahead" in errors_of(client.post(url, ahead))["ended_on"][0]
    assert client.post(url, form_of(client, url) | {"ended_on": today.isoformat()}).status_code == 302


# --- Codes


@both
def test_code_is_changed_until_an_entry_names_it() -> None:
    dialogue = make_dialogue()
    user = make_staff(Role.EDITOR, dialogue=dialogue)
    client, rows = signed_in(user), {"agencies": make_agency(party="MEX"), "forums": make_forum()}
    for number, row in enumerate(rows.values()):
        url = address(type(row), "change", row.pk)
        assert client.post(url, form_of(client, url) | {"code": f"NEW{number}"}).status_code == 302
        row.refresh_from_db()
        assert row.code == f"NEW{number}"
    make_item(make_round(dialogue), user, **{name: [row] for name, row in rows.items()})
    for row in (*rows.values(), make_party("MEX"), dialogue):
        page = client.get(address(type(row), "change", row.pk))
        assert "code" not in page.context["adminform"].form.fields


def test_code_that_came_to_be_named_since_the_page_was_made_stays() -> None:
    dialogue = make_dialogue()
    user = make_staff(Role.EDITOR, dialogue=dialogue)
    client, agency = signed_in(user), make_agency(party="MEX")
    url = address(Agency, "change", agency.pk)
    sent = form_of(client, url) | {"code": "NEW"}
    make_item(make_round(dialogue), user, agencies=[agency])
    client.post(url, sent)
    agency.refresh_from_db()
    assert agency.code != "NEW"


def test_dialogue_without_items_gets_another_code() -> None:
    dialogue = make_dialogue()
    make_round(dialogue)
    client, url = editor_of(dialogue), address(Dialogue, "change", dialogue.pk)
    assert client.post(url, form_of(client, url) | {"code": "BRMX"}).status_code == 302
    dialogue.refresh_from_db()
    assert dialogue.code == "BRMX"


# --- Names, and rows out of place


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        (Topic, {"name_en": "TORTURE  Prevention", "slug": "another"}),
        (Topic, {"name_en": "Another", "name_es": "PREVENCION de la tortura", "slug": "another"}),
        (Party, {"name_en": "méxico", "code": "BRA"}),
        (Forum, {"name_en": "organisation of américan states", "code": "OTHER"}),
    ],
)
def test_name_that_differs_by_case_and_accents_alone_is_refused_with_a_link(model: Any, typed: Any) -> None:
    names = {"name_en": "Torture prevention", "name_es": "Prevención de la tortura"}
    rows = {
        Topic: make_topic(**names),
        Party: make_party("MEX"),
        Forum: Forum.objects.create(code="OAS", name_en="Organisation of American States"),
    }
    client, url = editor_of(make_dialogue()), address(model, "add", 0)
    answer = client.post(url, form_of(client, url) | typed)
    [says] = [error for errors in errors_of(answer).values() for error in errors]
    assert f'href="{address(model, "change", rows[model].pk)}"' in says
    assert says in answer.content.decode(), "a link, and no text of one"


def test_agencies_of_two_parties_and_a_row_itself_may_share_a_name() -> None:
    ours = Agency.objects.create(code="SRE", party=make_party("MEX"), name_en="Foreign Affairs")
    client, url = editor_of(make_dialogue()), address(Agency, "add", 0)
    typed = {"code": "OTHER", "name_en": "foreign affairs", "party": make_party("USA").pk}
    assert client.post(url, form_of(client, url) | typed).status_code == 302
    own = address(Agency, "change", ours.pk)
    assert client.post(own, form_of(client, own) | {"name_en": "FOREIGN Affairs"}).status_code == 302


def test_name_of_a_dialogue_that_one_does_not_see_is_not_told() -> None:
    secret, dialogue = make_dialogue(), make_dialogue()
    Dialogue.objects.filter(pk=secret.pk).update(name_en="Secret talks")
    client, url = editor_of(dialogue), address(Dialogue, "change", dialogue.pk)
    answer = client.post(url, form_of(client, url) | {"name_en": "SECRET talks"})
    assert (answer.status_code, Dialogue.objects.filter(pk=secret.pk).count()) == (302, 1)


def test_delegation_and_issuer_outside_the_dialogue_are_refused() -> None:
    dialogue, brazil = make_dialogue(), make_party("BRA")
    client, round = editor_of(dialogue), make_round(dialogue)
    url = address(Delegation, "add", 0)
    answer = client.post(url, form_of(client, url) | {"round": round.pk, "party": brazil.pk})
    assert errors_of(answer) == {"party": ["Choose among the parties to this dialogue."]}
    url = address(Statement, "change", make_statement(round).pk)
    answer = client.post(url, form_of(client, url) | {"issued_by": brazil.pk})
    assert errors_of(answer) == {"issued_by": ["Choose among the parties to this dialogue."]}


def test_delegate_of_another_partys_agency_is_refused() -> None:
    dialogue = make_dialogue()
    delegation = Delegation.objects.create(round=make_round(dialogue), party=make_party("USA"))
    client, url = editor_of(dialogue), address(Delegate, "add", 0)
    sent = {"delegation": delegation.pk, "position": 1, "name": "Ana", "agency": make_agency(party="MEX").pk}
    answer = client.post(url, form_of(client, url) | sent)
    assert errors_of(answer) == {"agency": ["An agency that came is one of the delegation's party."]}


def test_round_number_past_four_digits_is_refused() -> None:
    dialogue = make_dialogue()
    client, url = editor_of(dialogue), address(Round, "add", 0)
    answer = client.post(url, form_of(client, url) | {"dialogue": dialogue.pk, "number": 10_000})
    assert "9999" in errors_of(answer)["number"][0]


# --- Races


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_row_is_named_while_it_is_being_removed() -> None:
    everything = make_everything(make_dialogue())
    client, topic = signed_in(everything.editor), make_topic()

    def open_item() -> Any:
        return make_item(everything.round, everything.editor, topics=[topic])

    answers = at_once([open_item, lambda: remove(client, topic)])
    is_there = Topic.objects.filter(pk=topic.pk).exists()
    assert is_there == (answers[1].status_code != 302)
    assert is_there == (not isinstance(answers[0], Exception)), answers
    assert Entry.objects.filter(changes__topics__1__contains=[str(topic.uuid)]).exists() == is_there


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_removal_waits_for_a_person_who_is_naming_the_row() -> None:
    everything = make_everything(make_dialogue())
    client, topic, is_named = signed_in(everything.editor), make_topic(), threading.Event()

    def name_it() -> None:
        with transaction.atomic():
            Topic.objects.select_for_update().get(
                pk=topic.pk
            )  # as its constraint does once this is committed
            make_item(everything.round, everything.editor, topics=[topic])
            is_named.set()
            wait_until_one_waits()

    def remove_it() -> Any:
        is_named.wait(10)
        return remove(client, topic)

    named, page = at_once([name_it, remove_it])
    assert (named, page.status_code) == (None, 200)
    assert page.context["form"].non_field_errors() == ["Something names it by now: look again at what does."]
    assert Topic.objects.filter(pk=topic.pk).exists()


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_code_is_changed_while_an_item_names_it() -> None:
    everything = make_everything(make_dialogue())
    agency = make_agency(party="MEX")
    client, url = signed_in(everything.editor), address(Agency, "change", agency.pk)
    sent = form_of(client, url) | {"code": "NEW"}

    def open_item() -> Any:
        return make_item(everything.round, everything.editor, agencies=[agency])

    answers = at_once([open_item, lambda: client.post(url, sent)])
    code = Agency.objects.get(pk=agency.pk).code
    told = [entry.changes["agencies"][1] for entry in Entry.objects.filter(item__agencies=agency, sequence=1)]
    assert told in ([], [[code]]), answers
