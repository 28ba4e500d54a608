"""Every address of every act, for everybody, by every method: who gets in."""

from typing import Any

import pytest
from django.test import Client

from ledger.actions import ENTRY_ACTS, ITEM_ACTS, REQUEST_ACTS
from ledger.admin.acts import url_name
from ledger.models import Entry, Item
from ledger.vocabulary import Role, Status, Voice
from tests.admin.test_walk import OUTSIDE, make_people, walked_by
from tests.makers import make_entry, make_party
from tests.support.act_table import ALLOWED, act_address
from tests.support.admin_pages import address, signed_in
from tests.support.rows import Everything, make_staff

pytestmark = pytest.mark.django_db

# GET, POST of an empty form, PUT, DELETE. 302 is the sign-in page, or the admin's "it doesn't exist".
SHUT = (302, 302, 302, 302)
REFUSED = (403, 403, 403, 403)
OPEN = (200, 200, 405, 405)
ELSEWHERE = {*OUTSIDE, "superuser", "editor of another"}
PEOPLE = [*OUTSIDE, "viewer", "recorder", "releaser", "editor", "superuser", "editor of another"]


def expected(who: str, name: str) -> tuple[int, ...]:
    if who in ELSEWHERE:
        return SHUT
    return OPEN if who in ALLOWED[name] else REFUSED


def answers(client: Client, url: str) -> tuple[int, ...]:
    methods: tuple[Any, ...] = (client.get, client.post, client.put, client.delete)
    return tuple(method(url).status_code for method in methods)


def test_acts_that_are_not_in_the_table() -> None:
    acts = [*ITEM_ACTS, *ENTRY_ACTS, *REQUEST_ACTS]
    assert {url_name(act) for act in acts} == set(ALLOWED)


@pytest.mark.parametrize("who", walked_by(PEOPLE))
def test_every_act_for(everything: Everything, who: str) -> None:
    make_entry(everything.item, Status.STALLED, everything.editor, about=make_party("USA"))
    client = signed_in(make_people(everything)[who])
    before = Entry.objects.count()
    found = {name: answers(client, act_address(name, everything.item)) for name in ALLOWED}
    assert found == {name: expected(who, name) for name in ALLOWED}
    assert Entry.objects.count() == before


def test_item_of_another_dialogue_and_one_that_is_not_there_look_alike(everything: Everything) -> None:
    client = signed_in(make_people(everything)["editor of another"])
    for name in ALLOWED:
        url = act_address(name, everything.item)
        guessed = client.get(url, follow=True)
        absent = client.get(url.replace(f"/item/{everything.item.pk}/", "/item/999999/"), follow=True)
        assert guessed.redirect_chain == absent.redirect_chain
        key = str(everything.item.pk)
        told = [str(one).replace("999999", "N") for one in absent.context["messages"]]
        assert [str(one).replace(f"“{key}”", "“N”") for one in guessed.context["messages"]] == told


def test_entry_that_is_not_there_is_not_found(everything: Everything) -> None:
    people = make_people(everything)
    names = [name for name in ALLOWED if name.startswith("ledger_item_entry_")]
    found = {
        name: signed_in(people[min(ALLOWED[name])])
        .get(act_address(name, everything.item, sequence=99))
        .status_code
        for name in names
    }
    assert found == dict.fromkeys(names, 404)


def test_act_that_can_never_be_done_to_such_an_entry_is_not_found(everything: Everything) -> None:
    """Entry 1 is the opening, entry 4 takes back entry 3 and says nothing."""
    client = signed_in(make_staff(Role.EDITOR, Role.RELEASER, dialogue=everything.dialogue))
    never = [("correct", 1), ("move", 1), ("answer", 1), ("adopt", 1), ("correct", 4), ("release", 4)]
    found = {}
    for name, sequence in never:
        url = act_address(f"ledger_item_entry_{name}", everything.item, sequence=sequence)
        found[name, sequence] = client.get(url).status_code
    assert found == dict.fromkeys(never, 404)


# --- Only buttons that the person may use


def buttons(client: Client, everything: Everything) -> set[str]:
    """The names of the acts that the item's page leads to."""
    context = client.get(address(Item, "change", everything.item.pk)).context
    shown = [*context["buttons"], *(one for line in context["timeline"] for one in line.buttons)]
    shown += [one for request in context["redactions"] for one in request.buttons]
    names = {button.address.rstrip("/").rpartition("/")[2] for button in shown}
    return names | ({"record"} if context["record"] else set())


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("viewer", set()),
        ("recorder", {"record", "answer", "adopt"}),
        ("releaser", {"release"}),
        (
            "editor",
            {
                "record",
                "amend",
                "add-step",
                "reclassify",
                "cite",
                "withdraw",
                "correct",
                "retract",
                "move",
                "answer",
            }
            | {"adopt", "redact", "approve", "decline"},
        ),
    ],
)
def test_page_offers_what_the_person_may_do(everything: Everything, who: str, offered: set[str]) -> None:
    assert buttons(signed_in(make_people(everything)[who]), everything) == offered


def test_recorder_is_offered_to_mend_what_they_wrote(everything: Everything) -> None:
    recorder = make_staff(Role.RECORDER, dialogue=everything.dialogue)
    own = make_entry(everything.item, Status.IN_PROGRESS, recorder, voice=Voice.OFFICE)
    client = signed_in(recorder)
    assert buttons(client, everything) == {"record", "answer", "adopt", "correct", "retract"}
    url = act_address("ledger_item_entry_correct", everything.item, sequence=own.sequence)
    assert answers(client, url) == OPEN


def test_person_who_asked_for_a_redaction_does_not_decide_it(everything: Everything) -> None:
    client = signed_in(everything.editor)
    assert buttons(client, everything) & {"approve", "decline"} == set()
    for name in ("ledger_item_redaction_approve", "ledger_item_redaction_decline"):
        assert answers(client, act_address(name, everything.item)) == REFUSED
