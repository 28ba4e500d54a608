"""Floor 3: a statement under review, from what the reader proposes to what the write API writes.

``begin`` reads a text into a draft, ``proposed`` changes its proposals, ``commit`` writes round, statement and items.
"""

from ledger.intake.beginning import begin, begin_again, dialogue_of, read_again, statement_there
from ledger.intake.committing import commit, open_questions
from ledger.intake.drafts import (
    DraftNotReady,
    ProposalGone,
    StaleDraft,
    commit_draft,
    discard_draft,
    drop_half_typed,
    keep_half_typed,
    lock_draft,
    save_draft,
    start_draft,
)
from ledger.intake.proposals import Decision, Proposed, proposals_of

__all__ = [
    "Decision",
    "DraftNotReady",
    "ProposalGone",
    "Proposed",
    "StaleDraft",
    "begin",
    "begin_again",
    "commit",
    "commit_draft",
    "dialogue_of",
    "discard_draft",
    "drop_half_typed",
    "keep_half_typed",
    "lock_draft",
    "open_questions",
    "proposals_of",
    "read_again",
    "save_draft",
    "start_draft",
    "statement_there",
]
