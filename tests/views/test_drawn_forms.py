"""The fields of a form that nobody has typed in are drawn once, and each page puts its own values in."""

import re

import pytest
from django.test import Client
from django.utils import translation

from ledger.forms import RecordForm
from ledger.models import Item, User
from ledger.views import drawn_forms
from ledger.vocabulary import Role, Status
from tests.makers import make_entry, make_item, make_member, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> Item:
    return make_item()


@pytest.fixture
def keeper(item: Item) -> User:
    return make_member(Role.RECORDER, dialogue=item.round.dialogue)


@pytest.fixture
def client(client: Client, keeper: User) -> Client:
    drawn_forms._drawn.clear()
    client.force_login(keeper)
    return client


def page_of(client: Client, item: Item) -> str:
    return client.get(item.get_absolute_url()).content.decode()


def value_of(name: str, page: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def test_each_page_has_a_request_and_a_sequence_of_its_own(client: Client, item: Item) -> None:
    other = make_item(round=item.round)
    make_entry(other, Status.STALLED, user=make_member(Role.RECORDER, dialogue=item.round.dialogue))
    pages = [page_of(client, item), page_of(client, item), page_of(client, other)]
    assert [value_of("seen", page) for page in pages] == ["1", "1", "2"]
    assert len({value_of("request_id", page) for page in pages}) == 3


def test_fields_are_those_of_the_form(client: Client, item: Item) -> None:
    drawn = page_of(client, item)
    kept = page_of(client, item)
    names = set(re.findall(r'name="([a-z_0-9-]+)"', kept))
    assert set(re.findall(r'name="([a-z_0-9-]+)"', drawn)) == names
    assert set(RecordForm(item=item).fields) - {"follow"} <= names  # a recorder may not follow


def test_a_party_that_came_or_changed_its_name_is_offered_at_once(client: Client, item: Item) -> None:
    page_of(client, item)
    party = make_party("NOR", name_en="Northland")
    item.round.dialogue.parties.add(party)
    assert f'<option value="{party.pk}">Northland</option>' in page_of(client, item)
    party.name_en = "Farland"
    party.save()
    page = page_of(client, item)
    assert f'<option value="{party.pk}">Farland</option>' in page
    assert "Northland" not in page


def test_fields_are_in_the_language_of_the_page(client: Client, item: Item, keeper: User) -> None:
    page_of(client, item)
    keeper.language = "es"
    keeper.save()
    with translation.override("es"):
        label = str(RecordForm(item=item).fields["voice"].label)
    assert label != "Who speaks"
    page = page_of(client, item)
    assert label in page
    assert "Who speaks" not in page


def test_a_quick_note_puts_the_words_in_and_escapes_them(client: Client) -> None:
    first = client.get("/quick-note/", {"words": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in first
    assert "&quot;&gt;&lt;script&gt;alert(1)" in first
    empty = client.get("/quick-note/").content.decode()
    assert drawn_forms.MARKS["words"] not in first + empty
    assert "script&gt;" not in empty


def test_no_more_is_kept_than_a_process_should_hold(
    client: Client, item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn_forms, "KEPT_FORMS", 2)
    for letter in "ABCD":
        item.round.dialogue.parties.add(make_party(f"N{letter}R", name_en=f"Land {letter}"))
        page_of(client, item)
    assert len(drawn_forms._drawn) <= 2
