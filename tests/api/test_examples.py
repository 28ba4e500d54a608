"""The examples of the schema, told again as the story of a round: each request is accepted and answered as it says."""

import datetime
import json
import re
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from django.test import Client
from django.utils import timezone

from ledger.api.examples import EXAMPLES
from ledger.api.schema import FILE
from ledger.personal import make_token
from ledger.recording import clock
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member, make_party, make_round, make_topic, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROUND, ITEM = "/api/v1/rounds/USMX/7/items/", "/api/v1/items/USMX-7-01/"
STORY = {
    "post_OpenItem": (ROUND, None),
    "post_ItemRecord": (f"{ITEM}record/", 1),
    "post_EntryCorrect": (f"{ITEM}entries/2/correct/", 2),
    "post_EntryRelease": (f"{ITEM}entries/3/release/", 3),
    "post_ItemAmend": (f"{ITEM}amend/", 4),
    "post_ItemAddStep": (f"{ITEM}add-step/", 5),
    "post_EntryRetract": (f"{ITEM}entries/3/retract/", 5),
    "post_ItemWithdraw": (f"{ITEM}withdraw/", 6),
}
"""Where each is sent, and the entry that its writer saw last."""
TOLD_ON = datetime.date(2026, 11, 30)
"""The day on which the answers were written down."""
CHANGING = re.compile(
    r"""(?x:  # e.g. 2026-11-30T07:37:19.401285Z
    [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}
    | [0-9a-f]{64}
    | [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z
    )"""
)


def lasting(answer: object, today: datetime.date) -> Any:
    """The answer without keys, digests and moments, which differ each time, and with its today as such."""
    text = CHANGING.sub("…", json.dumps(answer, ensure_ascii=False))
    return json.loads(text.replace(today.isoformat(), "today"))


def test_examples_are_accepted_and_answered_as_the_schema_says() -> None:
    dialogue = make_dialogue(code="USMX")
    make_round(dialogue, number=7)
    make_topic(slug="torture-prevention")
    make_party("MEX")
    person = make_user(first_name="Ana", last_name="Ruiz")
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue, user=person)
    secret = make_token(user=user, name="Script", dialogues=[dialogue], days=1, may_write=True)
    assert list(STORY) == list(EXAMPLES)
    for name, (address, seen) in STORY.items():
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": str(uuid4())}
        headers |= {"If-Match": f'"{seen}"'} if seen else {}
        body = EXAMPLES[name]["request"]
        answer = Client().post(address, body, content_type="application/json", headers=headers)
        assert (name, answer.status_code) == (name, 201), answer.content.decode()
        assert lasting(answer.json(), clock.ledger_day(timezone.now())) == lasting(
            EXAMPLES[name]["answer"], TOLD_ON
        )


def test_schema_has_the_examples_and_they_are_within_it() -> None:
    schema = json.loads(FILE.read_text(encoding="utf-8"))
    told = {
        operation["operationId"]: (operation["requestBody"], operation["responses"]["201"])
        for methods in schema["paths"].values()
        for method, operation in methods.items()
        if method == "post"
    }
    for name, example in EXAMPLES.items():
        for part, said in zip(told[name], (example["request"], example["answer"]), strict=True):
            content = part["content"]["application/json"]
            assert content["example"] == said
            within = content["schema"] | {"components": schema["components"]}
            jsonschema.validate(said, within, jsonschema.Draft202012Validator)
