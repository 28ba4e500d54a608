"""The admin's list of items and the workspace's show the same items for every filter, value and word."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from ledger.admin.item_filters import NAMES
from ledger.filters import ItemFilterSet
from ledger.models import Agency, Dialogue, Item, Party, Round, User
from ledger.recording import amend_item
from ledger.seeding.load import seed
from ledger.vocabulary import Kind, Role, Status
from tests.makers import make_entry, make_item, make_step
from tests.support.admin_pages import signed_in
from tests.support.rows import make_staff
from tests.support.sharing import made_once

pytestmark = pytest.mark.django_db

WORDS = (
    "desaparición", "JURIST", "torture", "tortura registro", "7-06", "USMX-7-06", "gaceta", "prisión prevent",
    "USMX-7-06.1", "CNDH", "x", "the of", "(!)", "journal*", "zzz", "usmx", "a" * 201,
)  # fmt: skip
DAYS = ["2017-01-01", "2014-01-01"]
TOGETHER = (
    "as_of=2017-01-01&status=unassessed", "as_of=2017-01-01&voice=party&status=open",
    "moved_since=2017-01-01&kind=asked",
    "voice=&status=unassessed", "voice=party&status=in_progress", "party=MEX&status=open", "party=none&status=done",
    "kind=undertaken&followed=1&overdue=0", "q=torture&status=unassessed&heads=1", "steps=only&officer=me",
    "steps=with&round=USMX-7&topic=torture-prevention", "q=protocol&steps=with",
    "round=USMX-7&topic=torture-prevention",
    "status=nothing", "officer=999999999999999999999", "dialogue=XYZ", "status=done&status=open",
    "status=stalled&status=unassessed&as_of=2017-01-01", "kind=asked&kind=general_pledge&round=USMX-7&round=USMX-6",
    "party=MEX&party=none&status=done&status=open", "followed=1&followed=0", "topic=torture-prevention&topic=nothing",
)  # fmt: skip


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """The project's own seeds, and an editor with some items of theirs."""

    def make() -> User:
        seed([Path(settings.ROOT) / "fixtures", Path(settings.ROOT) / "seeds"])
        keeper = make_staff(Role.EDITOR, dialogue=Dialogue.objects.get(code="USMX"), username="keeper")
        today = timezone.localdate()
        for days, item in enumerate(Item.objects.filter(is_followed=True, is_open=True)[:6]):
            day = today + datetime.timedelta(days=10 * days - 10)
            amend_item(
                user=keeper,
                item=item,
                expected_sequence=None,
                changes={"officer": keeper, "review_on": day, "target_on": day},
            )
        mexico, states = Party.objects.get(code="MEX"), Party.objects.get(code="USA")
        round, agency = Round.objects.get(dialogue__code="USMX", number=7), Agency.objects.get(code="SRE")
        asked = {"asked_by": [states], "asked_of": [mexico]}
        item = make_item(
            round, keeper, kind=Kind.ASKED, agencies=[agency], effective_on=round.starts_on, **asked
        )
        make_entry(item, Status.IN_PROGRESS, keeper)
        make_step(Item.objects.get(ref="USMX-7-06"), keeper, officer=keeper)
        return keeper

    with made_once(django_db_blocker, make) as keeper:
        yield keeper


def values_offered(keeper: User) -> dict[str, list[str]]:
    """Every value that each filter offers on these seeds."""
    dialogues = list(Dialogue.objects.filter(memberships__user=keeper))
    filters = ItemFilterSet(QueryDict(""), Item.objects.current(), user=keeper, dialogues=dialogues)
    offered = {name: [str(value) for value, _label in filters.offered.choices(name)] for name in NAMES}
    return offered | dict.fromkeys(("as_of", "moved_since", "opened_since"), DAYS)


def in_workspace(client: Client, query: str) -> set[str]:
    page = client.get(f"/items/?{query}")
    if page.status_code == 302:  # a reference leads to its item
        return {page["Location"].rstrip("/").rpartition("/")[2]}
    return {row.item.ref for row in page.context["rows"]}


def in_admin(client: Client, query: str) -> set[str]:
    page = client.get(f"/admin/ledger/item/?{query}")
    assert page.status_code == 200, query
    return {item.ref for item in page.context["cl"].result_list}


@pytest.fixture
def client(seeded: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Signed in, with all items on one page of either list."""
    monkeypatch.setattr("ledger.views.items.SIZE", 1_000)
    monkeypatch.setattr("ledger.admin.items.ItemAdmin.list_per_page", 1_000)
    return signed_in(seeded)


@pytest.mark.parametrize("name", NAMES)
def test_both_lists_agree_for_every_value(client: Client, seeded: User, name: str) -> None:
    values = [*values_offered(seeded)[name], "zzz", ""]
    here = {value: in_workspace(client, f"{name}={value}") for value in values}
    assert {value: in_admin(client, f"{name}={value}") for value in values} == here
    assert (here["zzz"], len(here[""])) == (set(), Item.objects.current().without_steps().count())


@pytest.mark.both_databases
@pytest.mark.parametrize("words", WORDS)
def test_both_lists_agree_for_words(client: Client, words: str) -> None:
    asked = QueryDict(mutable=True)
    asked["q"] = words
    assert in_admin(client, asked.urlencode()) == in_workspace(client, asked.urlencode())


@pytest.mark.both_databases
@pytest.mark.parametrize("query", TOGETHER)
def test_both_lists_agree_for_filters_together(client: Client, query: str) -> None:
    assert in_admin(client, query) == in_workspace(client, query)


def test_words_and_filters_find_something_on_these_seeds(client: Client, seeded: User) -> None:
    """Equal lists that are all empty would prove nothing."""
    found = {words: len(in_admin(client, f"q={words}")) for words in ("desaparición", "JURIST", "torture")}
    assert all(found.values()), found
    offered = values_offered(seeded)
    empty = {name for name in NAMES if not any(in_admin(client, f"{name}={one}") for one in offered[name])}
    assert empty == set()


def test_value_that_makes_no_sense_is_named_in_the_admin_too(client: Client) -> None:
    page = client.get("/admin/ledger/item/?status=nothing").content.decode()
    assert "Status: Select a valid choice. nothing is not one of the available choices." in page
