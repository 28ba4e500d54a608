"""A proposal of a sentence as it is drafted, and what the sentence is read with."""

from dataclasses import dataclass
from enum import StrEnum

from ledger.reading.languages import Wording
from ledger.reading.parties import Masked
from ledger.reading.segments import Sentence
from ledger.reading.shapes import Span
from ledger.vocabulary import AgreedAs, Kind

LIKELY, UNSURE = 0.8, 0.6
"""How sure the reader is of a proposal that is no subject, from 0 to 1; of a subject ``scoring`` says it."""


class SubjectOrigin(StrEnum):
    """By what a subject was found, as its feature says it."""

    SUBJECTS = "a verb of discussing before it"
    SUBJECTS_BEFORE = "a verb of discussing after it"
    AREAS = "a list of areas"
    SHOWN = "a verb of presenting"
    TOLD = "a verb of telling"
    STANCE = "a verb of stressing"
    PROMISED = "a promise of others"
    DRAWN = "words that bind"
    UNCUED = "a sentence without a cue"
    LISTED = "a list that a sentence opens"
    TERM = "the vocabulary alone"


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
    origin: SubjectOrigin = SubjectOrigin.SUBJECTS
    features: frozenset[str] = frozenset()
    """What ``scoring`` weighed, of a subject."""


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
