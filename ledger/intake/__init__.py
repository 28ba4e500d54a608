"""Floor 3: a statement under review, from what the reader proposes to what the door writes.

``begin`` reads a text into a draft, ``proposed`` changes its proposals, ``commit`` writes round, statement and items.
"""

from ledger.intake.beginning import begin, dialogue_of, read_again, statement_there
from ledger.intake.committing import commit, open_questions
from ledger.intake.proposals import Decision, Proposed, proposals_of

__all__ = [
    "Decision",
    "Proposed",
    "begin",
    "commit",
    "dialogue_of",
    "open_questions",
    "proposals_of",
    "read_again",
    "statement_there",
]
