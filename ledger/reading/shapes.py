"""Hold what a reader returns: frozen proposals, each with its span.

A span is ``(start, end)``, end exclusive, in characters of ``Reading.text`` (the text as kept). Parties are
ISO 3166-1 alpha-3 codes, or EU and AU. ``json_form`` gives the contract that ``schema.json`` describes; what
the contract has no place for (who asks, the earlier item, the parts of a split) stays on the proposal.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ledger.vocabulary import AgreedAs, Kind

Span = tuple[int, int]
SHOWN_FROM = 0.45
"""From this confidence on a proposal is shown by default; of those below, more are wrong than right."""


@dataclass(frozen=True, slots=True)
class TopicPhrases:
    """A topic of the taxonomy and the phrases by which statements of a language name it."""

    slug: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarlierItem:
    """An item of an earlier round that a new item may continue."""

    ref: str
    kind: str
    wording: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class DialogueMention:
    """The series as the text names it, and its parties in the order of the text."""

    name: str
    parties: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class RoundMention:
    """The round's number, and the words that say it."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A mention of the day on which the round met.

    ``value`` is an ISO 8601 day, or two with a slash between; None unless the text states the whole date.
    ``basis`` is "stated", "relative" (today, ayer), "incomplete" (a day without its year, or a month
    without its day), or of a dateline "inferred".
    """

    value: str | None
    wording: str
    basis: str
    span: Span


@dataclass(frozen=True, slots=True)
class Venue:
    """A mention of the place where the round met, as written."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that the text seems to hold; a person accepts, edits, splits or rejects it.

    ``owed_by``: who owes it, whose progress it is, of whom it is asked, or who spoke of it. ``parts``: the other
    reading, where "A and B" may be two items; empty when there is a single reading. ``confidence`` is from 0 to 1.
    """

    kind: Kind
    agreed_as: AgreedAs | None
    wording: str
    span: Span
    sentence: Span
    owed_by: tuple[str, ...]
    topic: str | None
    confidence: float
    asked_by: tuple[str, ...] = ()
    continues: str | None = None
    parts: tuple[Span, ...] = ()
    lead: Span = (0, 0)
    """The words that lead its paragraph and name its subject; empty for most."""
    is_drawn: bool = False
    """Whether it is a subject that words name which bind, and so stands in another proposal."""

    @property
    def is_shown(self) -> bool:
        """Whether the reader is sure enough to show it without being asked."""
        return self.confidence >= SHOWN_FROM


@dataclass(frozen=True, slots=True)
class ForumMention:
    """A multilateral body, at its first mention."""

    name: str
    acronym: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class DelegateMention:
    """A person who came. ``role`` is "member" where the text says so, else "head" (chairs and co-chairs are heads)."""

    name: str
    office: str | None
    agency: str | None
    acronym: str | None
    party: str | None
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency that was represented without a name."""

    name: str
    acronym: str | None
    party: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class EventMention:
    """Another meeting that the text names, with the words that say when, where it has any."""

    name: str
    wording: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the person who reviews. ``message`` is marked for translation in ``ledger.reading.questions``."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in a text, in its order."""

    text: str
    language: str
    dialogue: DialogueMention | None
    round: RoundMention | None
    date: DateMention | None
    dateline: DateMention | None
    """The day that a dateline bears, from which the day of the round may be inferred; not in the JSON."""
    place: Venue | None
    proposals: tuple[Proposal, ...]
    forums: tuple[ForumMention, ...]
    delegates: tuple[DelegateMention, ...]
    agencies: tuple[AgencyMention, ...]
    events: tuple[EventMention, ...]
    warnings: tuple[Question, ...]

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the kept text's UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


FIELDS: dict[str, tuple[str, ...]] = {
    "dialogue": ("name", "parties", "span"),
    "round": ("number", "span"),
    "date": ("value", "wording", "basis", "span"),
    "place": ("name", "span"),
    "proposals": ("kind", "agreed_as", "wording", "span", "sentence", "owed_by", "topic", "confidence"),
    "forums": ("name", "acronym", "span"),
    "delegates": ("name", "office", "agency", "acronym", "party", "role", "span"),
    "agencies": ("name", "acronym", "party", "span"),
    "events": ("name", "wording", "span"),
    "warnings": ("code", "message", "span"),
}
"""The contract: the fields of each part, in the order in which they are written."""


def json_form(reading: Reading, *, everything: bool = False) -> dict[str, Any]:
    """Return the reading as plain values for JSON; absent facts are None, spans are lists of two numbers.

    ``everything``: with the proposals of which the reader is not sure enough to show them.
    """
    reading = reading if everything else sure_part(reading)
    form: dict[str, Any] = {"language": reading.language, "sha256": reading.sha256}
    for part, fields in FIELDS.items():
        found = getattr(reading, part)
        form[part] = [_row(row, fields) for row in found] if isinstance(found, tuple) else _row(found, fields)
    return form


def sure_part(reading: Reading) -> Reading:
    """Return a reading without the proposals of which the reader is not sure."""
    return replace(reading, proposals=tuple(row for row in reading.proposals if row.is_shown))


def _row(found: object | None, fields: Sequence[str]) -> dict[str, Any] | None:
    if found is None:
        return None
    return {field: _plain_value(getattr(found, field)) for field in fields}


def _plain_value(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value
