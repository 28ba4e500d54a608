"""Whatever a browser sends in a hidden field, or in an address, is answered: never a 500, never a write."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.every_form import LISTS, Scene, Sent, forms_on, make_scene, pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readings_made_once")]

BAD: dict[str, list[str]] = {
    "beyond the database": ["9" * 25],
    "just beyond it": [str(2**63)],
    "negative": ["-1"],
    "letters": ["not-one-of-them"],
    "NUL": ["1\x00"],
    "empty": [""],
    "a list": ["999999", "x"],
    "another row": ["999999"],
    "half an identifier": ["00000000-0000-0000-0000-00000000000"],
    "half a character": ["\ud800"],
    "digits of another script": ["٣"],
    "a megabyte": ["9" * 1_000_000],
}
FEW = ("beyond the database", "NUL")
"""What is sent in every hidden field of every form; the forms of acts are sent all."""

IGNORED = {"csrfmiddlewaretoken", "writer"}
"""What says nothing of what is saved: who was writing is read only where nobody is signed in."""
CARRIED = {("saved-view-change", "query")}
"""What travels along and is not read: a view's filters stay as they are."""
KEPT_BESIDE = ("django_session", "ledger_cache", "ledger_entrydraft", "django_admin_log")
"""Where a request may write whatever becomes of it: the session, the throttle, what was typed, Django's own log."""


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def posted(scene: Scene) -> Iterator[tuple[str, Client, Sent]]:
    """The forms of every page that are sent by POST, with who sends them; each once."""
    known = set()
    for name, page in pages_of(scene.everything).items():
        if (shown := scene.open(page)) is None:
            continue
        for sent in forms_on(page, shown[1].content):
            path = sent.action.partition("?")[0]
            key = (path, frozenset(sent.values))
            if (
                sent.method == "post"
                and not path.startswith("/accounts/")
                and path != "/admin/logout/"
                and key not in known
            ):
                known.add(key)
                yield name, shown[0], sent


URLENCODED = "application/x-www-form-urlencoded"


def body_of(values: dict[str, list[str]]) -> str:
    """Values as a body or an address has them; half a character too, which is no text."""
    return urlencode(
        [(name, value.encode("utf-8", "surrogatepass")) for name, each in values.items() for value in each]
    )


def writes_of(client: Client, address: str, values: dict[str, Any]) -> tuple[int, list[str]]:
    """The answer to what is sent, and the statements that wrote to the ledger; all of it is taken back."""
    client.raise_request_exception = False
    connection.queries_log.clear()  # it holds 9,000 at most, and would hide what is asked after them
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        status = client.post(address, body_of(values), content_type=URLENCODED).status_code
        transaction.set_rollback(True)
    wrote = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    return status, [sql[:90] for sql in wrote if not any(table in sql[:90] for table in KEPT_BESIDE)]


def wrongs(name: str, client: Client, sent: Sent, field: str, bad: Any) -> Iterator[tuple[Any, ...]]:
    """What one form answers to every bad value of one field, where that is a 500 or a write."""
    for what in bad:
        status, wrote = writes_of(client, sent.action, dict(sent.values) | {field: BAD[what]})
        if status >= 500 or (wrote and (name, field) not in CARRIED):
            yield name, field, what, status, wrote[:1]


def test_hidden_fields_of_every_form_are_checked_as_what_is_typed(scene: Scene) -> None:
    wrong, fields = [], 0
    for name, client, sent in posted(scene):
        if name.startswith("ledger_item"):  # the same forms as the workspace's
            continue
        for field in sorted(sent.hidden - IGNORED):
            if "__prefix__" not in field and not field.endswith("_NUM_FORMS"):
                fields += 1
                wrong += wrongs(name, client, sent, field, few_for(name, field))
    assert wrong == []
    assert fields > 80


def few_for(page: str, field: str) -> tuple[str, ...]:
    """The bad values for a field. A page with as many rows as Django's formsets allow takes seconds: two are enough."""
    is_count = field.endswith("_FORMS")
    return FEW if not is_count or page in {"item-detail", "topic change"} else ("NUL",)


@pytest.mark.parametrize(
    "act", [pytest.param("amend", marks=pytest.mark.both_databases), "cite", "reclassify"]
)
def test_values_that_a_form_carries_along_are_checked_as_what_is_typed(scene: Scene, act: str) -> None:
    """Also those that the page left out, since there was nothing to carry."""
    page = reverse("ledger:item-act", args=[scene.everything.item.ref, act])
    answer = scene.editor.get(page)
    names = {"seen", "request_id", *(f"initial-{name}" for name in answer.context["form"].fields)}
    [sent] = [one for one in forms_on(page, answer.content) if one.action == page and one.method == "post"]
    # A field makes the same of a value on both databases; PostgreSQL's driver refuses more than SQLite's.
    all_but_large = [what for what in BAD if what != "a megabyte"]
    bad = all_but_large if connection.vendor == "sqlite" else [*FEW, "just beyond it", "half a character"]
    found = []
    for number, name in enumerate(sorted(names)):
        # Each kind of field is there several times: every second value for one field, the others for the next.
        found += wrongs(act, scene.editor, sent, name, {*FEW, *bad[number % 2 :: 2]})
    assert found == []
    assert list(wrongs(act, scene.editor, sent, min(names), ["a megabyte"])) == []


# --- Addresses

ASKED = (
    "after",
    "before",
    "dialogue",
    "edit",
    "item",
    "page",
    "sort",
    "until",
    "version",
    "view",
    "q",
    "o",
    "p",
    "all",
)


def test_whatever_an_address_asks_is_answered(scene: Scene) -> None:
    wrong, tried = [], 0
    for name, page in pages_of(scene.everything).items():
        is_list = name in LISTS or name.endswith("changelist") or name in {"report-kind", "hand-over"}
        if not is_list or (shown := scene.open(page)) is None:
            continue
        client, answer = shown
        client.raise_request_exception = False
        asked = {
            field for sent in forms_on(page, answer.content) if sent.method == "get" for field in sent.values
        }
        for field in sorted(asked | set(ASKED)):
            # One field is on many pages: it is sent each of the values in turn.
            tried += 1
            what = FEW[tried % 2]
            address = page.partition("?")[0] + "?" + body_of({field: BAD[what]})
            if (status := client.get(address).status_code) >= 500:
                wrong.append((name, field, what, status))
    assert wrong == []
    assert tried > 150
