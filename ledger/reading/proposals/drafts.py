"""A proposal of a sentence as it is drafted, and what the sentence is read with."""

from dataclasses import dataclass

from ledger.reading.languages import Wording
from ledger.reading.parties import Masked
from ledger.reading.segments import Sentence
from ledger.reading.shapes import Span
from ledger.vocabulary import AgreedAs, Kind

SURE, LIKELY, UNSURE, WEAK = 0.9, 0.8, 0.6, 0.4
"""How sure the reader is of a proposal, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """A proposal in the plain text, before it is brought back to the kept text."""

    kind: Kind
    span: Span
    sentence: Span
    owed_by: tuple[str, ...]
    confidence: float
    agreed_as: AgreedAs | None = None
    asked_by: tuple[str, ...] = ()
    parts: tuple[Span, ...] = ()
    object_at: int = 0
    """Where the words after the verb begin, of a promise."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The context with which a sentence is read."""

    plain: str
    masked: Masked
    wording: Wording
    sides: tuple[str, ...]
    sentence: Sentence

    @property
    def span(self) -> Span:
        """Return the sentence's span."""
        return self.sentence.start, self.sentence.end
