"""Whatever a program sends to an act, it is answered within the schema: never by a fault of ours."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api.acts import ACTS, OpenItemApi
from ledger.api.form_schema import body_of
from ledger.api.schema import OF_WRITING, REFUSALS
from ledger.personal import make_token
from ledger.vocabulary import Role
from tests.makers import make_member
from tests.support.api_table import API
from tests.support.rows import Everything

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VIEWS: dict[str, Any] = {**ACTS, "round-item-create": OpenItemApi}
FIELDS = sorted({name for view in VIEWS.values() for name in body_of(view.act.form_class)["properties"]})
CODES = [
    "MEX",
    "USA",
    "done",
    "office",
    "party",
    "oral",
    "public",
    "note",
    "2020-13",
    "9999-12-31",
    "x" * 3000,
]
TEXTS = st.one_of(st.text(max_size=20), st.sampled_from(CODES))
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXTS)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=5,
)
PIECES = st.lists(
    st.dictionaries(st.sampled_from(["title", "url", "type", "published_on", "quote", "DELETE"]), PLAIN),
    max_size=25,
)
BODIES = st.fixed_dictionaries(
    {}, optional={name: PIECES | VALUES if name == "evidence" else VALUES for name in FIELDS}
)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[" * 200_000, 400),
        ('{"a":' * 200_000, 400),
        ('{"\\ud800": 1}', 422),
        ('{"evidence": [{"\\ud800": 1}]}', 422),
    ],
)
def test_body_that_python_cannot_hold_or_tell_back_is_refused(
    body: str, code: int, everything: Everything
) -> None:
    editor = make_member(Role.EDITOR, dialogue=everything.dialogue)
    secret = make_token(user=editor, name="Script", dialogues=[everything.dialogue], days=1, may_write=True)
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": str(uuid4()), "If-Match": '"1"'}
    address = reverse("api:item-record", kwargs=API["item-record"].where(everything))
    answer = Client().post(address, body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (code, "application/problem+json")


@pytest.mark.parametrize("name", ["item-record", "item-cite", "entry-correct", "round-item-create"])
def test_any_body_is_answered(name: str, everything: Everything) -> None:
    editor = make_member(Role.EDITOR, Role.RELEASER, dialogue=everything.dialogue)
    dialogues = [everything.dialogue]
    secret = make_token(user=editor, name="Script", dialogues=dialogues, days=1, may_write=True)
    address = reverse(f"api:{name}", kwargs=API[name].where(everything))
    known = {201, *REFUSALS, *OF_WRITING}

    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(body=BODIES, key=st.uuids(), seen=st.sampled_from(['"1"', '"999999999"', "*"]))
    def send(body: dict[str, Any], key: Any, seen: str) -> None:
        everything.item.refresh_from_db()
        seen = seen.replace("1", str(everything.item.last_sequence), 1)
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": str(key), "If-Match": seen}
        answer = Client().post(address, json.dumps(body), content_type="application/json", headers=headers)
        assert answer.status_code in known
        assert answer["Content-Type"] == (
            "application/json" if answer.status_code == 201 else "application/problem+json"
        )

    send()
