"""The proposals of a draft, and what a person does to them: accept, reject, edit, split, merge, add.

Pure functions from one list to the next, in the order of the text. They are kept as plain JSON in the draft.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any

from ledger.intake.drafts import ProposalGone
from ledger.models import ReviewDraft
from ledger.reading import SHOWN_FROM
from ledger.vocabulary import Kind

Span = tuple[int, int]


class Decision(StrEnum):
    """The decision on a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Lack(StrEnum):
    """What a proposal must say before it can become an item."""

    TOPIC = "topic"
    WHO = "who"
    WAY = "way"


class Order(StrEnum):
    """In which order a review shows its proposals."""

    TEXT = "text"
    SURE = "sure"
    UNSURE = "unsure"


SURE_FROM = 0.8
"""From here on the reader counts as sure of a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal: the span ``[start, end)`` of the draft's text in characters, and what the item would hold.

    Rows are named by their codes, slugs and references; the first of ``topics`` is the item's own. ``key`` stays the
    same while proposals come and go. ``deadline_on`` is as exact as it is known ("2027-03-31", "2027-03", "2027").
    ``same_as``: the item of the round whose words these are in another language. ``parts``: the other reading, where it
    may be two. ``confidence`` is the reader's, None for what a person added.
    """

    key: int
    start: int
    end: int
    kind: str = Kind.DISCUSSED.value
    agreed_as: str = ""
    topics: tuple[str, ...] = ()
    owed_by: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()
    asked_of: tuple[str, ...] = ()
    forums: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    continues: str = ""
    same_as: str = ""
    summary_en: str = ""
    summary_es: str = ""
    deadline_wording: str = ""
    deadline_on: str = ""
    parts: tuple[Span, ...] = ()
    confidence: float | None = None
    decision: str = Decision.OPEN.value

    @property
    def span(self) -> Span:
        """Where its words stand."""
        return self.start, self.end

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.decision == Decision.OPEN

    @property
    def is_accepted(self) -> bool:
        """Whether it becomes an item."""
        return self.decision == Decision.ACCEPTED

    @property
    def is_rejected(self) -> bool:
        """Whether it becomes none."""
        return self.decision == Decision.REJECTED

    @property
    def is_unsure(self) -> bool:
        """Whether the reader is hardly sure of it and nobody has decided: folded away, it becomes no item unasked."""
        is_weak = self.confidence is not None and self.confidence < SHOWN_FROM
        return is_weak and self.is_open and not self.same_as

    @property
    def lacks(self) -> frozenset["Lack"]:
        """Return what it does not say and an item must; nothing where it is words of an item that is there."""
        if self.same_as:
            return frozenset()
        is_asked = self.kind == Kind.ASKED
        says_who = bool(self.asked_by) == is_asked and bool(self.asked_of) == is_asked
        lacking = {
            Lack.TOPIC: not self.topics,
            Lack.WHO: not says_who,
            Lack.WAY: (self.kind == Kind.AGREED) != bool(self.agreed_as),
        }
        return frozenset(lack for lack, is_lacking in lacking.items() if is_lacking)

    @property
    def is_complete(self) -> bool:
        """Whether it says all that an item must say, so that it can be accepted as it stands."""
        return not self.lacks


def proposals_of(draft: ReviewDraft) -> list[Proposed]:
    """Return the proposals kept in a draft, in the order of the text."""
    return [_from_json(proposal) for proposal in draft.proposals]


def as_json(some: Iterable[Proposed]) -> list[dict[str, Any]]:
    """Return proposals as a draft keeps them."""
    return [asdict(proposal) for proposal in some]


def _from_json(kept: dict[str, Any]) -> Proposed:
    values = {field.name: kept[field.name] for field in fields(Proposed) if field.name in kept}
    values = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
    values["parts"] = tuple((start, end) for start, end in values.get("parts", ()))
    return Proposed(**values)


def found(some: Sequence[Proposed], key: int) -> Proposed:
    """Return the proposal of a key. Raises ProposalGone."""
    for proposal in some:
        if proposal.key == key:
            return proposal
    raise ProposalGone(key)


def decided(some: Sequence[Proposed], key: int, decision: Decision) -> list[Proposed]:
    """Return the draft with one proposal decided on. Raises ProposalGone."""
    return edited(some, key, decision=decision.value)


def edited(some: Sequence[Proposed], key: int, **values: Any) -> list[Proposed]:
    """Return the draft with new values of one proposal. Where its span changes, another reading of the old
    one is dropped.
    """
    before = found(some, key)
    after = replace(before, **values)
    if after.span != before.span:
        after = replace(after, parts=())
    return _in_order([after if proposal is before else proposal for proposal in some])


def can_be_accepted(row: Proposed, *, at_least: float = 0.0, only_paired: bool = False) -> bool:
    """Tell whether a proposal can be accepted along with others: untouched, with all that an item must say.

    ``at_least``: how sure the reader must be, and ask nothing about it. ``only_paired``: where the round's items wait
    for their words in this language, what is paired with none of them is left to a person.
    """
    is_sure = at_least <= 0 or (row.confidence is not None and row.confidence >= at_least and not row.parts)
    may_be = row.is_open and row.is_complete and not row.is_unsure
    return may_be and is_sure and (bool(row.same_as) or not only_paired)


def untouched_accepted(
    some: Sequence[Proposed], *, at_least: float = 0.0, only_paired: bool = False
) -> list[Proposed]:
    """Return all, with everything accepted that can be along with others (``can_be_accepted``)."""
    return [
        replace(row, decision=Decision.ACCEPTED.value)
        if can_be_accepted(row, at_least=at_least, only_paired=only_paired)
        else row
        for row in some
    ]


def rest_rejected(some: Sequence[Proposed]) -> list[Proposed]:
    """Return the draft with everything rejected that is not decided yet."""
    return [
        replace(proposal, decision=Decision.REJECTED.value) if proposal.is_open else proposal
        for proposal in some
    ]


def added(some: Sequence[Proposed], span: Span, **values: Any) -> tuple[list[Proposed], Proposed]:
    """Return the draft with a proposal that a person adds, and that proposal."""
    new = Proposed(key=next_key(some), start=span[0], end=span[1], **values)
    return _in_order([*some, new]), new


def split(some: Sequence[Proposed], key: int, topics: Sequence[tuple[str, ...]]) -> list[Proposed]:
    """Return the draft with one proposal put as its parts, each to be decided on; ``topics`` are each part's.
    Raises ProposalGone.
    """
    whole = found(some, key)
    if not whole.parts:
        raise ProposalGone(key)
    keys = (whole.key, *range(next_key(some), next_key(some) + len(whole.parts)))
    parts = [
        replace(
            whole,
            key=own,
            start=start,
            end=end,
            topics=about or whole.topics,
            parts=(),
            same_as="",
            decision=Decision.OPEN.value,
        )
        for own, (start, end), about in zip(keys, whole.parts, topics, strict=False)
    ]
    return _in_order([*(proposal for proposal in some if proposal is not whole), *parts])


def next_of(some: Sequence[Proposed], key: int) -> Proposed | None:
    """Return the proposal that follows in the text, whatever was decided on it; None for the last."""
    at = some.index(found(some, key))
    return some[at + 1] if at + 1 < len(some) else None


def merged(some: Sequence[Proposed], key: int) -> list[Proposed]:
    """Return the draft with a proposal and the next one as one, over all the words between. Raises ProposalGone."""
    first, second = found(some, key), next_of(some, key)
    if second is None:
        raise ProposalGone(key)
    both = {
        name: tuple(dict.fromkeys([*getattr(first, name), *getattr(second, name)]))
        for name in ("topics", "owed_by", "asked_by", "asked_of", "forums", "agencies")
    }
    whole = replace(
        first,
        end=max(first.end, second.end),
        parts=(),
        decision=Decision.OPEN.value,
        **both,  # type: ignore[arg-type]
    )
    return _in_order([whole, *(proposal for proposal in some if proposal not in (first, second))])


def next_key(some: Sequence[Proposed]) -> int:
    """Return a key that no proposal has."""
    return max((proposal.key for proposal in some), default=0) + 1


def ordered(some: Iterable[Proposed], order: Order) -> list[Proposed]:
    """Sort proposals for a review; those alike stay in the order of the text. What a person added is sure."""
    rows = list(some)
    if order is Order.TEXT:
        return rows
    return sorted(rows, key=_confidence, reverse=order is Order.SURE)


def _confidence(row: Proposed) -> float:
    return 1.0 if row.confidence is None else row.confidence


def _in_order(some: Iterable[Proposed]) -> list[Proposed]:
    return sorted(some, key=lambda one: (one.start, one.end, one.key))
