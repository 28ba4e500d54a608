"""Positions and texts as of a day, as known then, and for whom: what reports tell, and no more."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Entry, User
from ledger.recording import correct_entry, release_entry, release_topic_text, withdraw_item
from ledger.vocabulary import Audience, Basis, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_releaser,
    make_round,
    make_topic_text,
)

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

MARCH, JUNE = datetime.date(2016, 3, 1), datetime.date(2016, 6, 1)


def asked(user: User, **params: str) -> list[tuple[Any, ...]]:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("api:position-list"), params)
    assert answer.status_code == 200, answer.json()
    return [(row["ref"], row["voice"], row["about"], row["status"]) for row in answer.json()["results"]]


def release(entry: Entry, audience: Audience) -> None:
    releaser = make_releaser(entry.item.round.dialogue)
    release_entry(user=releaser, entry=entry, audience=audience, expected_sequence=None)


def test_positions_are_those_of_the_day() -> None:
    dialogue = make_dialogue()
    item, viewer = make_item(make_round(dialogue)), make_member(Role.VIEWER, dialogue=dialogue)
    make_entry(item, Status.NOT_STARTED, effective_on=MARCH)
    make_entry(item, Status.IN_PROGRESS, effective_on=JUNE)
    mexico = make_party("MEX")
    make_entry(
        item, Status.DONE, voice=Voice.PARTY, speaker=mexico, about=mexico, basis=Basis.READING,
        effective_on=JUNE, no_evidence_reason="Said so.",
    )  # fmt: skip
    assert asked(viewer, as_of="2016-05-01") == [(item.ref, "office", None, "not_started")]
    assert asked(viewer) == [(item.ref, "office", None, "in_progress"), (item.ref, "party", "MEX", "done")]


def test_positions_are_those_known_then() -> None:
    dialogue = make_dialogue()
    item, editor = make_item(make_round(dialogue)), make_editor(dialogue)
    first = make_entry(item, Status.NOT_STARTED, editor, effective_on=MARCH)
    moment = first.recorded_at
    correct_entry(user=editor, entry=first, says=None, expected_sequence=None, reason="Wrong item.")
    assert asked(editor, known_at=moment.isoformat()) == [(item.ref, "office", None, "not_started")]
    assert asked(editor) == []


def test_positions_for_others_are_of_what_was_released_to_them() -> None:
    dialogue = make_dialogue()
    round, viewer = make_round(dialogue), make_member(Role.VIEWER, dialogue=dialogue)
    shown, hidden, kept = (make_item(round) for _item in range(3))
    for item in (shown, hidden, kept):
        entry = make_entry(item, Status.STALLED)
        if item is not kept:
            release(entry, Audience.PUBLIC)
    release(shown.entries.get(sequence=1), Audience.PUBLIC)  # the opening of the others is ours
    assert {row[0] for row in asked(viewer)} == {shown.ref, hidden.ref, kept.ref}
    assert asked(viewer, audience="public") == [(shown.ref, "office", None, "stalled")]
    assert asked(viewer, audience="shared", dialogue=dialogue.code) == [
        (shown.ref, "office", None, "stalled")
    ]


def test_positions_leave_withdrawn_items_out() -> None:
    dialogue = make_dialogue()
    item, editor = make_item(make_round(dialogue)), make_editor(dialogue)
    last = make_entry(item, Status.STALLED, editor)
    withdraw_item(user=editor, item=item, reason="Opened in error.", expected_sequence=None)
    assert asked(editor) == []
    assert asked(editor, known_at=last.recorded_at.isoformat()) == [(item.ref, "office", None, "stalled")]


def test_texts_of_a_topic_for_others_are_those_released_and_name_no_author() -> None:
    dialogue = make_dialogue()
    text = make_topic_text(dialogue, text="We welcome it.")
    make_topic_text(dialogue, topic=text.topic, kind="summary", text="For us alone.")
    client, address = Client(), reverse("api:topic-text-list", args=[text.topic.slug])
    client.force_login(make_member(Role.VIEWER, dialogue=dialogue))
    ours = client.get(address).json()["results"]
    assert sorted((row["text"], bool(row["author"])) for row in ours) == [
        ("For us alone.", True),
        ("We welcome it.", True),
    ]
    assert client.get(address, {"audience": "public"}).json()["results"] == []
    release_topic_text(user=make_releaser(dialogue), text=text, audience=Audience.PUBLIC)
    [told] = client.get(address, {"audience": "public"}).json()["results"]
    assert (told["text"], told["author"]) == ("We welcome it.", None)
