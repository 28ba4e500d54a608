"""A draft of an entry is made whole by pure functions, and not changed afterwards."""

import datetime
from dataclasses import FrozenInstanceError

import pytest

from ledger.models import Entry, User
from ledger.recording import EntryContent, EvidenceGiven
from ledger.recording.new_entries import NewEntry
from ledger.vocabulary import Act, Audience, Precision, Status, Voice

DRAFT = NewEntry(act=Act.CORRECT, author=User(pk=1), texts={"reason": "Mistyped."})
DAY = datetime.date(2024, 5, 1)
SAYS = EntryContent(
    status=Status.DONE,
    note=" Signed. ",
    effective_on=DAY,
    effective_precision=Precision.MONTH,
    evidence=(EvidenceGiven(title="Gazette", file=b"%PDF-1.4"),),
)


def test_draft_is_not_changed_once_made() -> None:
    with pytest.raises(FrozenInstanceError):
        DRAFT.columns = {}  # type: ignore[misc]


def test_draft_with_content_says_all_of_it_and_leaves_the_first_as_it_was() -> None:
    """No file is stored and nothing is asked of the database: this test has none."""
    corrected = Entry(pk=7)
    draft = DRAFT.with_content(SAYS, corrects=corrected)
    assert draft.columns == SAYS.columns() | {"corrects": corrected}
    assert draft.texts == SAYS.texts() | {"reason": "Mistyped."}
    assert (draft.evidence, draft.effective_on, draft.effective_precision) == (
        SAYS.evidence,
        DAY,
        Precision.MONTH,
    )
    assert (draft.act, draft.author) == (Act.CORRECT, User(pk=1))
    assert (DRAFT.columns, DRAFT.texts, DRAFT.evidence) == ({}, {"reason": "Mistyped."}, ())


def test_draft_that_retracts_keeps_the_voice_and_day_and_stays_internal() -> None:
    entry = Entry(
        pk=7, voice=Voice.OFFICE, status=Status.DONE, effective_on=DAY, effective_precision=Precision.YEAR
    )
    draft = NewEntry(act=Act.CORRECT, author=User(pk=1), proposed_audience=Audience.PUBLIC).retracting(entry)
    assert draft.columns == {"corrects": entry, "retracts": True} | {
        name: getattr(entry, name) for name in ("voice", "speaker", "about", "basis", "is_attributable")
    }
    assert draft.proposed_audience is Audience.INTERNAL
    assert (draft.effective_on, draft.effective_precision) == (DAY, Precision.YEAR)


def test_draft_that_retracts_a_withdrawal_has_no_voice() -> None:
    withdrawal = Entry(pk=7, act=Act.WITHDRAW, voice=None, effective_on=DAY)
    assert DRAFT.retracting(withdrawal).columns == {"corrects": withdrawal, "retracts": True}
