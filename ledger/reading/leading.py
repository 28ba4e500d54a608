"""Find the words that lead a paragraph and name its subject: "Regarding disappearances, …", "Migration: …"."""

from collections.abc import Sequence

from ledger.reading.languages import Wording, compiled
from ledger.reading.segments import Sentence, Shape
from ledger.reading.shapes import Span

_SUBJECT = r"(?P<subject>[^,;:\n]{3,120}),[ ]"
_LABEL = r"(?P<subject>[^,;:.\n]{3,60}):[ ](?=\w)"


def leads_of(plain: str, sentences: Sequence[Sentence], wording: Wording) -> dict[int, Span]:
    """Return the lead under which each sentence stands, by the sentence's beginning; none for most.

    A lead holds to the end of its paragraph, and for the list that the paragraph opens.
    """
    found: dict[int, Span] = {}
    lead: Span | None = None
    block = -1
    for sentence in sentences:
        goes_on = sentence.block == block or sentence.shape in {Shape.BULLET, Shape.NUMBERED}
        lead = _lead(plain, sentence, wording) or (lead if goes_on else None)
        block = sentence.block
        if lead:
            found[sentence.start] = lead
    return found


def _lead(plain: str, sentence: Sentence, wording: Wording) -> Span | None:
    start, end = sentence.start, sentence.end
    opening = compiled(wording.clauses.leads).match(plain, start, end)
    start = opening.end() if opening else start
    for pattern in (f"{wording.clauses.subject_leads}{_SUBJECT}", _LABEL):
        if match := compiled(pattern).match(plain, start, end):
            return match.span("subject")
    return None
