"""What may not be attributed says so wherever it is read: pages, lists, files and reports."""

import csv
import io

import pytest

from ledger.models import User
from ledger.vocabulary import Basis, Role, Status, Voice
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_party, make_round, make_topic
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MARK = "Mexico (not for attribution)"


@pytest.fixture
def keeper() -> User:
    return make_member(Role.EDITOR, dialogue=make_dialogue("ABC"))


def make_oral(keeper: User, *, is_attributable: bool) -> None:
    mexico = make_party()
    item = make_item(
        make_round(keeper.memberships.get().dialogue, number=7), keeper, topics=[make_topic("prisons")]
    )
    says = {
        "voice": Voice.PARTY,
        "speaker": mexico,
        "about": mexico,
        "basis": Basis.ORAL,
        "oral_with": "A. Vega",
    }
    make_entry(item, Status.STALLED, keeper, is_attributable=is_attributable, **says)


PAGES = {
    "item": "/items/ABC-7-01/",
    "topic": "/topics/prisons/",
    "topics": "/topics/",
    "workspace": "/",
    "report": "/reports/topic/?topic=prisons&length=full",
    "brief": "/reports/topic/?topic=prisons&length=brief",
}


@pytest.mark.parametrize("is_attributable", [True, False])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_says_so_beside_the_name(keeper: User, name: str, is_attributable: bool) -> None:
    make_oral(keeper, is_attributable=is_attributable)
    client = signed_in(keeper)
    answer = client.get(PAGES[name])
    if name in {"report", "brief"}:
        answer = client.get(answer.context["preview"])
    page = " ".join(answer.content.decode().split())
    assert "Mexico" in page
    assert (MARK in page) == (not is_attributable)
    if name in {"item", "report"}:
        assert f"ay be attributed: {'yes' if is_attributable else 'no'}" in page


@pytest.mark.parametrize("is_attributable", [True, False])
def test_list_and_its_file_say_so(keeper: User, is_attributable: bool) -> None:
    make_oral(keeper, is_attributable=is_attributable)
    client = signed_in(keeper)
    mark = "MEX" if is_attributable else "MEX (not for attribution)"
    assert f">{mark}</abbr>" in client.get("/items/").content.decode()
    file = b"".join(client.get("/items.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    (row,) = csv.DictReader(io.StringIO(file))
    assert row["The parties and the record"].startswith(f"{mark}: stalled, ")
