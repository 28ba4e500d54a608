"""Files of evidence by the API."""

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Evidence
from ledger.recording import redact_entry, request_redaction
from ledger.vocabulary import Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_round,
)
from tests.support.acting import PDF

pytestmark = pytest.mark.django_db


def make_file() -> Evidence:
    given = make_evidence(file=PDF, file_name="law.pdf")
    return make_entry(make_item(make_round(make_dialogue())), evidence=(given,)).evidence.get()


def get(evidence: Evidence, role: Role | None) -> object:
    dialogue = evidence.entry.item.round.dialogue if role else make_dialogue()
    client = Client()
    client.force_login(make_member(role or Role.EDITOR, dialogue=dialogue))
    return client.get(reverse("api:evidence-file", args=[evidence.uuid]))


@pytest.mark.parametrize("role", Role)
def test_file_is_handed_to_those_who_may_see_it(role: Role) -> None:
    answer = get(make_file(), role)
    assert b"".join(answer) == PDF  # type: ignore[arg-type]
    assert answer["Content-Disposition"] == 'attachment; filename="law.pdf"'  # type: ignore[index]
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"  # type: ignore[index]


def test_file_of_another_dialogue_is_not_found() -> None:
    assert get(make_file(), None).status_code == 404  # type: ignore[attr-defined]


def test_redacted_file_is_gone() -> None:
    evidence = make_file()
    entry, dialogue = evidence.entry, evidence.entry.item.round.dialogue
    wanted = request_redaction(
        user=make_editor(dialogue), entry=entry, parts=["evidence.0.file"], reason="A name."
    )
    redact_entry(user=make_editor(dialogue), request=wanted)
    answer = get(evidence, Role.VIEWER)
    assert answer.status_code == 410  # type: ignore[attr-defined]
    assert answer.json()["detail"] == "This file was redacted."  # type: ignore[attr-defined]
