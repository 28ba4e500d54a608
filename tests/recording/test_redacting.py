"""Redaction takes two people and a reason, and is itself an entry. (What it leaves on disk is tested apart.)"""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from ledger.models import Entry, Item, RedactionRequest, User
from ledger.recording import (
    RuleViolation,
    amend_item,
    decline_redaction,
    file_of,
    redact_entry,
    redactable_parts,
    request_redaction,
    uploads,
)
from ledger.recording.chain import CHAIN_ROWS, breaks
from ledger.vocabulary import Act
from tests.makers import make_editor, make_entry, make_evidence, make_item
from tests.support.issuing import issue

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def ask(
    entry: Entry, *parts: str, user: User | None = None, reason: str = "It names a victim."
) -> RedactionRequest:
    user = user or make_editor(entry.item.round.dialogue)
    return request_redaction(user=user, entry=entry, parts=parts, reason=reason)


def approve(request: RedactionRequest, user: User | None = None, **options: Any) -> Entry:
    return redact_entry(
        user=user or make_editor(request.entry.item.round.dialogue), request=request, **options
    )


def refusal(entry: Entry, *parts: str, **options: Any) -> list[str]:
    with pytest.raises(RuleViolation) as refused:
        ask(entry, *parts, **options)
    assert not RedactionRequest.objects.exists()
    return list(refused.value.fields)


def fresh(entry: Entry) -> Entry:
    return Entry.objects.with_texts().get(pk=entry.pk)


def chain_breaks(item: Item) -> list[Any]:
    entries: Iterable[Entry] = (
        Entry.objects.filter(item=item).select_related(*CHAIN_ROWS).with_texts().order_by("sequence")
    )
    return list(breaks(entries))


# Asking


def test_parts_that_can_go_are_the_texts_and_the_files() -> None:
    entry = make_entry(make_item(), evidence=(make_evidence(issuer="Court", file=b"x"), make_evidence()))
    assert redactable_parts(entry) == [
        "evidence.0.issuer",
        "evidence.0.title",
        "evidence.1.title",
        "note",
        "evidence.0.file",
    ]


def test_asking_destroys_nothing_and_writes_no_entry() -> None:
    entry = make_entry(make_item())
    request = ask(entry, "note")
    assert (request.parts, request.reason, request.decided_by) == (["note"], "It names a victim.", None)
    assert (fresh(entry).note, entry.item.entries.count()) == ("Reported.", 2)


def test_redaction_without_a_reason_is_refused() -> None:
    assert refusal(make_entry(make_item()), "note", reason=" ") == ["reason"]


def test_redaction_of_no_part_is_refused() -> None:
    assert refusal(make_entry(make_item())) == ["parts"]


def test_redaction_of_a_part_that_is_not_there_is_refused() -> None:
    assert refusal(make_entry(make_item()), "note", "quote") == ["parts"]


# Approving


def test_redaction_is_an_entry_by_who_asked_approved_by_a_second_person() -> None:
    entry = make_entry(make_item())
    request = ask(entry, "note")
    approver = make_editor(entry.item.round.dialogue)
    made = approve(request, approver)
    assert (made.act, made.redacts, made.redacted_parts, made.author, made.approver, made.reason) == (
        Act.REDACT,
        entry,
        ["note"],
        request.requested_by,
        approver,
        "It names a victim.",
    )
    request.refresh_from_db()
    assert (request.decided_by, request.redaction, request.reason) == (approver, made, "")


def test_redacted_text_is_gone_and_its_place_is_known() -> None:
    entry = make_entry(make_item(), evidence=(make_evidence(),))
    approve(ask(entry, "note"))
    row = fresh(entry)
    assert (row.note, row.is_redacted("note"), row.is_redacted("evidence.0.title")) == ("", True, False)
    assert redactable_parts(entry) == ["evidence.0.title"]


def test_chain_holds_after_a_redaction() -> None:
    entry = make_entry(make_item(), evidence=(make_evidence(),))
    head = Entry.objects.get(pk=entry.pk).hash
    approve(ask(entry, *redactable_parts(entry)))
    assert (Entry.objects.get(pk=entry.pk).hash, chain_breaks(entry.item)) == (head, [])


def test_redacted_text_of_an_item_leaves_its_column_empty() -> None:
    item = make_item(summary_en="A name.", note="Another name.")
    approve(ask(item.entries.get(), "changes.summary_en"))
    row = Item.objects.get(pk=item.pk)
    assert (row.summary_en, row.note) == ("", "Another name.")


def test_redacting_an_old_value_leaves_the_new_one() -> None:
    item = make_item(summary_en="A name.")
    amend_item(
        user=make_editor(item.round.dialogue),
        item=item,
        expected_sequence=None,
        changes={"summary_en": "No name."},
        reason="x",
    )
    approve(ask(item.entries.get(sequence=1), "changes.summary_en"))
    assert Item.objects.get(pk=item.pk).summary_en == "No name."


@pytest.mark.django_db(transaction=True)
def test_file_goes_once_no_other_evidence_holds_it() -> None:
    entry = make_entry(make_item(), evidence=(make_evidence(file=b"a"), make_evidence(file=b"a")))
    path = uploads.path_of(entry.evidence.all()[0].file_sha256)
    approve(ask(entry, "evidence.0.file"))
    assert path.read_bytes() == b"a"
    approve(ask(entry, "evidence.1.file"))
    assert not path.exists()


@pytest.mark.django_db(transaction=True)
def test_issued_report_that_was_kept_as_evidence_too_stays_whole() -> None:
    item = make_item()
    dialogue = item.round.dialogue
    report = issue(make_editor(dialogue), dialogue, make=lambda _known_at, _uuid: b"a")
    entry = make_entry(item, evidence=(make_evidence(file=b"a"),))
    approve(ask(entry, "evidence.0.file"))
    assert file_of(report).read_bytes() == b"a"


# Two people


def test_who_asked_does_not_approve() -> None:
    request = ask(make_entry(make_item()), "note")
    with pytest.raises(PermissionDenied):
        approve(request, request.requested_by)
    assert fresh(request.entry).note == "Reported."


def test_who_asked_does_not_decline() -> None:
    request = ask(make_entry(make_item()), "note")
    with pytest.raises(PermissionDenied):
        decline_redaction(user=request.requested_by, request=request)


def test_declined_request_leaves_the_text_and_is_not_approved_later() -> None:
    request = ask(make_entry(make_item()), "note")
    second = make_editor(request.entry.item.round.dialogue)
    decline_redaction(user=second, request=request)
    request.refresh_from_db()
    assert (request.decided_by, request.redaction, fresh(request.entry).note) == (second, None, "Reported.")
    with pytest.raises(RuleViolation) as refused:
        approve(request)
    assert list(refused.value.fields) == ["request"]


def test_request_is_approved_once() -> None:
    request = ask(make_entry(make_item()), "note")
    approve(request)
    with pytest.raises(RuleViolation) as refused:
        approve(request)
    assert list(refused.value.fields) == ["request"]


def test_same_request_id_redacts_once() -> None:
    request, again = ask(make_entry(make_item()), "note"), uuid4()
    first = approve(request, request_id=again)
    assert approve(request, request_id=again) == first
    assert request.entry.item.entries.count() == 3


# Asked twice


def test_part_that_was_asked_for_is_not_asked_for_again() -> None:
    entry = make_entry(make_item(), evidence=(make_evidence(),))
    ask(entry, "note")
    with pytest.raises(RuleViolation) as refused:
        ask(entry, "note", "evidence.0.title")
    assert list(refused.value.fields) == ["parts"]
    assert RedactionRequest.objects.count() == 1


def test_declined_part_may_be_asked_for_again() -> None:
    request = ask(make_entry(make_item()), "note")
    decline_redaction(user=make_editor(request.entry.item.round.dialogue), request=request)
    assert ask(request.entry, "note").decided_by is None


@pytest.mark.parametrize("part", ["note", "evidence.0.file"])
def test_what_was_redacted_is_not_redacted_again(part: str) -> None:
    """A request kept from before requests for one part were refused writes no empty redaction."""
    entry = make_entry(make_item(), evidence=(make_evidence(file=b"a"),))
    user = make_editor(entry.item.round.dialogue)
    first, second = (
        RedactionRequest.objects.create(
            entry=entry, parts=[part], reason="x", requested_by=user, requested_at=entry.recorded_at
        )
        for _ in range(2)
    )
    approve(first)
    with pytest.raises(RuleViolation) as refused:
        approve(second)
    assert (list(refused.value.fields), entry.item.entries.count()) == (["parts"], 3)
