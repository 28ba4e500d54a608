"""Every address of the admin, for everybody: who gets in, and that nobody finds a trace of another dialogue."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from ledger.admin.registry import registered
from ledger.models import Dialogue, Item, Membership, ReviewDraft, Seal, SourceFile, Topic, User
from ledger.vocabulary import Role
from tests.admin.row_table import ROW_PAGES
from tests.admin.test_registration import WRITTEN_BY_THE_DOOR
from tests.makers import make_dialogue, make_member, make_user
from tests.support.act_table import ALLOWED
from tests.support.admin_pages import MODELS, PAGES, address, names, signed_in
from tests.support.batch_table import ACTS, BATCHES
from tests.support.rows import Everything, make_everything, make_staff, make_superuser, row_of

SITE = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"} | {
    "app_list",
    "auth_user_password_change",
    "ledger_seal_clock",  # for two people: tests/recording/test_clock.py
    None,  # the redirect of addresses from before "change/", and the catch-all
}

# Answers to a GET of list, add, change, delete, history. 302 is "it doesn't exist" (or the sign-in page).
SHUT = (403, 403, 403, 302, 302)
READS = (200, 403, 200, 403, 200)
EDITS = (200, 200, 200, 403, 200)
ELSEWHERE = (200, 200, 302, 302, 302)
READS_ELSEWHERE = (200, 403, 302, 302, 302)
SIGN_IN = (302,) * 5
# "Add" leads to the page of the workspace on which an item is opened.
OPENS = (200, 302, 200, 403, 200)
OPENS_ELSEWHERE = (200, 302, 302, 302, 302)

OUTSIDE = {"anonymous": SIGN_IN, "closed": SIGN_IN, "not staff": SIGN_IN, "no membership": SHUT}
MEMBERS = {"viewer": READS, "recorder": READS, "releaser": READS}
SHARED = OUTSIDE | MEMBERS | {"editor": EDITS, "superuser": SHUT, "editor of another": EDITS}
OWN = SHARED | {"editor of another": ELSEWHERE}
READ_ONLY = OWN | {"editor": READS, "editor of another": READS_ELSEWHERE}
ACCOUNTS = (
    dict.fromkeys(OWN, SHUT)
    | {"superuser": EDITS}
    | {name: SIGN_IN for name in OUTSIDE if OUTSIDE[name] is SIGN_IN}
)

EXPECTED = {
    User: ACCOUNTS,
    Membership: ACCOUNTS,
    # Superusers give memberships in dialogues, so they see which there are; not what was noted of them.
    Dialogue: OWN
    | {
        "editor": (200, 302, 200, 403, 200),
        "editor of another": OPENS_ELSEWHERE,
        "superuser": (200, 302, 200, 403, 403),
    },
    # Added on a page of the workspace.
    SourceFile: OWN | {"editor": (200, 403, 200, 403, 200), "editor of another": READS_ELSEWHERE},
    Item: READ_ONLY | {"editor": OPENS, "editor of another": OPENS_ELSEWHERE},
    # A seal covers every dialogue, and nobody here is a member of all.
    Seal: ACCOUNTS | {"superuser": SHUT},
    # Those who may not open items find an empty list.
    ReviewDraft: READ_ONLY | dict.fromkeys(MEMBERS, READS_ELSEWHERE),
}


def walked_by(names: Iterable[str]) -> list[Any]:
    """People as parameters; those who meet every query, and a person of another dialogue, on both databases."""
    asking = {"editor", "releaser", "editor of another"}
    return [pytest.param(who, marks=pytest.mark.both_databases if who in asking else ()) for who in names]


FREE = {"AgendaPoint", "Delegate", "Delegation", "Event", "RoundForum", "TopicPhrase"}
"""Rows of everything that nothing names: their page of removal opens for people who may edit them."""


def expected_of(model: Any) -> dict[str, tuple[int, ...]]:
    found = _expected_of(model)
    if model.__name__ not in FREE:
        return found
    return {who: (*each[:3], 200, each[4]) if each == EDITS else each for who, each in found.items()}


def _expected_of(model: Any) -> dict[str, tuple[int, ...]]:
    if model in EXPECTED:
        return EXPECTED[model]
    if model.__name__ in WRITTEN_BY_THE_DOOR:
        return READ_ONLY
    return SHARED if model.__name__ in {"Party", "Agency", "Forum", "Topic", "TopicPhrase"} else OWN


def make_people(everything: Everything) -> dict[str, User | None]:
    dialogue, other = everything.dialogue, make_dialogue()
    return {
        "anonymous": None,
        "closed": make_staff(Role.EDITOR, dialogue=dialogue, is_active=False),
        "not staff": make_member(Role.EDITOR, dialogue=dialogue),
        "no membership": make_user(is_staff=True),
        "viewer": make_staff(Role.VIEWER, dialogue=dialogue),
        "recorder": make_staff(Role.RECORDER, dialogue=dialogue),
        "releaser": make_staff(Role.RELEASER, dialogue=dialogue),
        "editor": make_staff(Role.EDITOR, dialogue=dialogue),
        "superuser": make_superuser(),
        "editor of another": make_staff(Role.EDITOR, dialogue=other),
    }


def test_addresses_that_are_not_walked() -> None:
    walked = {f"ledger_{model._meta.model_name}_{page}" for model in MODELS for page in PAGES}
    assert names(admin.site.urls[0]) - walked - set(ALLOWED) - set(ACTS) - BATCHES - ROW_PAGES == SITE


@pytest.mark.django_db
@pytest.mark.parametrize("who", walked_by(OWN))
def test_every_page_for(everything: Everything, who: str) -> None:
    client = signed_in(make_people(everything)[who])
    answers = {}
    for model in MODELS:
        key = row_of(model, everything).pk
        answers[model.__name__] = tuple(client.get(address(model, page, key)).status_code for page in PAGES)
    assert answers == {model.__name__: expected_of(model)[who] for model in MODELS}


@pytest.mark.django_db
def test_a_guessed_row_and_one_that_is_not_there_look_alike(everything: Everything) -> None:
    client = signed_in(make_people(everything)["editor of another"])
    for model in (model for model in MODELS if lies_in_a_dialogue(model)):
        for page in ("change", "delete", "history"):
            guessed = client.get(address(model, page, row_of(model, everything).pk), follow=True)
            absent = client.get(address(model, page, 999_999), follow=True)
            assert guessed.redirect_chain == absent.redirect_chain
            told = [str(message).replace("999999", "N") for message in absent.context["messages"]]
            key = str(row_of(model, everything).pk)
            assert [
                str(message).replace(f"“{key}”", "“N”") for message in guessed.context["messages"]
            ] == told


def lies_in_a_dialogue(model: Any) -> bool:
    return expected_of(model)["editor of another"] in {
        ELSEWHERE,
        READS_ELSEWHERE,
        OPENS_ELSEWHERE,
    }


@pytest.mark.django_db
def test_lists_searches_and_filters_show_nothing_of_another_dialogue() -> None:
    everything = make_everything(make_dialogue("SECRET"))
    client = signed_in(make_people(everything)["editor of another"])
    for model in (model for model in MODELS if lies_in_a_dialogue(model)):
        page = client.get(address(model, "changelist", 0), {"q": "S"})
        assert page.context["cl"].result_count == 0
        assert "SECRET" not in client.get(address(model, "changelist", 0)).content.decode()


@pytest.mark.django_db
def test_role_that_ends_opens_nothing_in_the_session_under_way(everything: Everything) -> None:
    editor = make_staff(Role.EDITOR, dialogue=everything.dialogue)
    client, page = signed_in(editor), address(Item, "change", everything.item.pk)
    assert client.get(page).status_code == 200
    editor.memberships.update(ended_on="2016-01-01")
    record = reverse("admin:ledger_item_record", args=(everything.item.pk,))
    assert [client.get(page).status_code, client.post(record).status_code] == [403, 302]


@pytest.mark.django_db
def test_lists_are_not_asked_about_rows_that_name_theirs(everything: Everything) -> None:
    stranger = make_people(everything)["editor of another"]
    request = RequestFactory().get("/")
    request.user = stranger  # type: ignore[assignment]
    asked = [
        (model.__name__, field.name)
        for model in MODELS
        for field in model._meta.get_fields()
        if field.auto_created and not field.concrete
        if registered(model).lookup_allowed(field.name, "1", request)
    ]
    assert asked == []
    topics = signed_in(stranger).get(address(Topic, "changelist", 0), {"items": everything.item.pk})
    assert topics.status_code == 400


@pytest.mark.django_db
def test_what_no_database_can_look_for_leads_to_the_whole_list(everything: Everything) -> None:
    client = signed_in(everything.editor)
    items, large = address(Item, "changelist", 0), "9" * 25
    answers = [
        client.get(items, {"newest_on__year": large}),
        client.get(items, {"round": f"USMX-{large * 200}"}),
        client.get(address(Topic, "changelist", 0), {"parent": large}),
        client.post(items, {"action": "record", "_selected_action": "x"}),
        client.post(items, {"action": "record", "_selected_action": large}),
    ]
    # PostgreSQL does look for a number that no key can be, and finds nothing.
    assert [answer.status_code for answer in answers if answer.status_code not in {200, 302}] == []
    assert (answers[1].status_code, list(answers[1].context["cl"].result_list)) == (200, [])
    assert client.get(items, {"e": "1"}).status_code == 200
    asked = {"app_label": "ledger", "model_name": "agendapoint", "field_name": "topic", "term": "\x00"}
    assert client.get(reverse("admin:autocomplete"), asked).status_code == 200
    many = client.get(reverse("admin:ledger_item_batch_record"), {"item": large})
    assert (many.status_code, many["Location"]) == (302, items)


@pytest.mark.django_db
def test_forms_offer_nothing_of_another_dialogue() -> None:
    everything = make_everything(make_dialogue("SECRET"))
    client = signed_in(make_people(everything)["editor of another"])
    for model in (model for model in MODELS if expected_of(model)["editor of another"][1] == 200):
        assert "SECRET" not in client.get(address(model, "add", 0)).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "status", "found"),
    [("editor", 200, 1), ("viewer", 200, 1), ("editor of another", 200, 0), ("superuser", 403, 0)],
)
def test_autocompletes_offer_visible_rows_to(
    everything: Everything, who: str, status: int, found: int
) -> None:
    client = signed_in(make_people(everything)[who])
    asked = {"app_label": "ledger", "model_name": "agendapoint", "field_name": "carried_from", "term": ""}
    answer = client.get(reverse("admin:autocomplete"), asked)
    assert (answer.status_code, len(answer.json().get("results", ())) if status == 200 else 0) == (
        status,
        found,
    )


@pytest.mark.django_db
def test_accounts_are_nobodys_to_complete_but_a_superusers(everything: Everything) -> None:
    people = make_people(everything)
    asked = {"app_label": "ledger", "model_name": "membership", "field_name": "user", "term": ""}
    answers = {
        who: signed_in(people[who]).get(reverse("admin:autocomplete"), asked).status_code for who in MEMBERS
    }
    assert answers == dict.fromkeys(MEMBERS, 403)
    assert signed_in(people["superuser"]).get(reverse("admin:autocomplete"), asked).status_code == 200


@pytest.mark.django_db
def test_seals_are_for_readers_of_every_dialogue(everything: Everything) -> None:
    client = signed_in(everything.editor)
    assert client.get(address(Seal, "changelist", 0)).status_code == 200
    make_dialogue()
    assert client.get(address(Seal, "changelist", 0)).status_code == 403
