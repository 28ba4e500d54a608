"""The same request again: the same content returns what it wrote, any other is refused."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from ledger.models import Entry
from ledger.recording import (
    EntryContent,
    RuleViolation,
    amend_item,
    correct_entry,
    move_entry,
    open_item,
    record_entry,
    redact_entry,
    release_entry,
    request_redaction,
    withdraw_item,
)
from ledger.vocabulary import Audience, Kind, Precision, Role, Stance, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_round,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SAYS = EntryContent(
    status=Status.STALLED, note="Stalled.", evidence=(make_evidence(url="https://x.example"),)
)


class Case:
    """An editor, and the rows that the acts need."""

    def __init__(self) -> None:
        self.dialogue = make_dialogue()
        self.round = make_round(self.dialogue)
        self.user = make_member(Role.EDITOR, Role.RELEASER, dialogue=self.dialogue)
        self.item, self.there, self.other = (make_item(self.round) for _ in range(3))
        self.entry, self.second = make_entry(self.item), make_entry(self.item)
        self.topic = make_topic()


ACTS: dict[str, tuple[Callable[..., Any], Callable[[Case], dict[str, Any]], list[dict[str, Any]]]] = {
    "record": (
        record_entry,
        lambda case: {"item": case.item, "expected_sequence": None, "says": SAYS},
        [
            {"says": SAYS.but(note="Another note.")},
            {"says": SAYS.but(status=Status.IN_PROGRESS)},
            {"says": SAYS.but(status=None)},
            {"says": SAYS.but(effective_on=datetime.date(2016, 1, 1))},
            {"says": SAYS.but(effective_precision=Precision.YEAR)},
            {"says": SAYS.but(about=lambda case: make_party("MEX"))},
            {"says": SAYS.but(evidence=())},
            {"says": SAYS.but(evidence=(make_evidence(url="https://y.example"),))},
            {"says": SAYS.but(evidence=(make_evidence(url="https://x.example", file=b"text"),))},
            {"says": SAYS.but(evidence=(make_evidence(url="https://x.example", stance=Stance.CONTEXT),))},
            {"proposed_audience": Audience.PUBLIC},
            {"user": lambda case: make_editor(case.dialogue)},
        ],
    ),
    "correct": (
        correct_entry,
        lambda case: {"entry": case.entry, "expected_sequence": None, "says": SAYS, "reason": "Misread."},
        [
            {"entry": lambda case: case.second},
            {"says": None},
            {"says": SAYS.but(note="Another note.")},
            {"reason": "x"},
        ],
    ),
    "retract": (
        correct_entry,
        lambda case: {"entry": case.entry, "expected_sequence": None, "says": None, "reason": "Misread."},
        [{"entry": lambda case: case.second}, {"says": SAYS}, {"reason": "x"}],
    ),
    "move": (
        move_entry,
        lambda case: {
            "entry": case.entry, "to_item": case.there, "reason": "Misfiled.",
            "expected_sequence": None, "seen_there": None,
        },
        [{"entry": lambda case: case.second}, {"reason": "x"}],
    ),
    "amend": (
        amend_item,
        lambda case: {
            "item": case.item, "expected_sequence": None, "reason": "x",
            "changes": {"next_step": "Ask.", "is_followed": True},
        },
        [
            {"changes": {"next_step": "Call.", "is_followed": True}},
            {"changes": {"next_step": "Ask.", "is_followed": True, "priority": "high"}},
            {"reason": "Another."},
        ],
    ),
    "open": (
        open_item,
        lambda case: {
            "round": case.round,
            "fields": {"kind": Kind.DISCUSSED, "summary_en": "Prisons.", "topics": [case.topic]},
        },
        [
            {
                "fields": lambda case: {
                    "kind": Kind.DISCUSSED, "summary_en": "Torture.", "topics": [case.topic],
                }
            },
            {"fields": lambda case: {"kind": Kind.ASKED, "summary_en": "Prisons.", "topics": [case.topic]}},
            {"reason": "x"},
        ],
    ),
    "release": (
        release_entry,
        lambda case: {"entry": case.entry, "expected_sequence": None, "audience": Audience.PUBLIC},
        [{"audience": Audience.SHARED}, {"entry": lambda case: case.second}, {"reason": "x"}],
    ),
    "withdraw": (
        withdraw_item,
        lambda case: {"item": case.item, "expected_sequence": None, "reason": "Twice.", "see_also": case.other},
        [{"see_also": None}, {"see_also": lambda case: case.there}, {"reason": "x"}],
    ),
}  # fmt: skip


def told(value: Any, case: Case) -> Any:
    """What a table's row means: rows are made for the case."""
    if isinstance(value, EntryContent) and callable(value.about):
        return value.but(about=value.about(case))
    return value(case) if callable(value) else value


@pytest.mark.parametrize("act", ACTS)
def test_same_request_writes_once_and_other_content_is_refused(act: str) -> None:
    do, given, others = ACTS[act]
    case = Case()
    arguments = {"user": case.user, "request_id": uuid4(), **given(case)}
    first = do(**arguments)
    count = Entry.objects.count()
    assert do(**arguments) == first
    for other in others:
        changed = {name: told(value, case) for name, value in other.items()}
        with pytest.raises(RuleViolation) as refused:
            do(**arguments | changed)
        assert (other, list(refused.value.fields)) == (other, ["request_id"])
    assert Entry.objects.count() == count


def test_same_request_is_known_again_after_its_words_were_redacted() -> None:
    case, request = Case(), uuid4()
    says = EntryContent(note="A name.", evidence=(make_evidence(quote="A name."),))
    first = record_entry(
        user=case.user, item=case.item, expected_sequence=None, says=says, request_id=request
    )
    asked = request_redaction(
        user=case.user, entry=first, parts=["note", "evidence.0.quote"], reason="It names a victim."
    )
    redact_entry(user=make_editor(case.dialogue), request=asked)
    again = record_entry(
        user=case.user, item=case.item, expected_sequence=None, says=says, request_id=request
    )
    assert again == first


def test_request_that_redacted_is_no_other_requests() -> None:
    case, request = Case(), uuid4()
    asked = [
        request_redaction(user=case.user, entry=entry, parts=["note"], reason="It names a victim.")
        for entry in (case.entry, case.second)
    ]
    approver = make_editor(case.dialogue)
    redact_entry(user=approver, request=asked[0], request_id=request)
    with pytest.raises(RuleViolation) as refused:
        redact_entry(user=approver, request=asked[1], request_id=request)
    assert list(refused.value.fields) == ["request_id"]
