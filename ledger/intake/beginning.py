"""From a text to a draft: what the reader found, as proposals and as facts of the round."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from ledger.intake.aligning import aligned
from ledger.intake.comparing import compared
from ledger.intake.drafts import save_draft, start_draft
from ledger.intake.naming import agency_named, forum_named, is_within
from ledger.intake.proposals import Decision, Proposed, Span, as_json, next_key, proposals_of
from ledger.models import (
    Agency,
    Dialogue,
    Forum,
    Item,
    ItemPassage,
    ReviewDraft,
    Round,
    Statement,
    User,
    kept_text,
    text_digest,
)
from ledger.models.personal import AGAIN
from ledger.personal import InvalidInput
from ledger.reading import Reading
from ledger.reading.apart import read
from ledger.reading.deadlines import BINDING, deadline_of
from ledger.reading.shapes import Proposal
from ledger.vocabulary import Audience, DelegateRole, DraftState, FactBasis, Kind, StatementLanguage


def statement_there(dialogue: Dialogue, text: str) -> Statement | None:
    """Return the statement of the dialogue whose text this is already."""
    digest = text_digest(kept_text(text))
    rows = Statement.objects.filter(round__dialogue=dialogue, sha256=digest)
    return rows.select_related("round__dialogue").first()


def dialogue_of(
    text: str, language: StatementLanguage | None, dialogues: Sequence[Dialogue]
) -> Dialogue | None:
    """Return the one of some dialogues that a text is of: by its parties, and where several have the same, by
    its name.

    None where the text does not say. Raises ``ledger.reading.UnknownLanguage``, and ``Unreadable`` for a limit.
    """
    named = read(text, language=language).dialogue
    if named is None:
        return None
    rows = Dialogue.objects.filter(pk__in=[dialogue.pk for dialogue in dialogues]).prefetch_related("parties")
    fitting = [row for row in rows if {party.code for party in row.parties.all()} == set(named.parties)]
    called = [row for row in fitting if is_within(named.name, row.name_en, row.name_es)]
    return next((some[0] for some in (fitting, called) if len(some) == 1), None)


def begin(
    *,
    user: User,
    dialogue: Dialogue,
    text: str,
    language: StatementLanguage | None,
    number: int | None = None,
) -> ReviewDraft:
    """Read a text and keep what is proposed as a draft; the same text under review is gone on with.

    ``language``: guessed when None. ``number`` is the round's, where the text does not say it. Raises
    ``ledger.reading.UnknownLanguage``, ``Unreadable``, NotVisible and InvalidInput.
    """
    reading = compared(text, language, dialogue)
    number = (reading.round.number if reading.round else None) or number
    round = Round.objects.filter(dialogue=dialogue, number=number).first() if number else None
    facts = facts_in(reading, dialogue)
    met = _met(round, facts)
    proposals = [_proposed(key, one, facts, reading, met) for key, one in enumerate(_told_once(reading), 1)]
    return start_draft(
        user=user,
        dialogue=dialogue,
        text=text,
        language=StatementLanguage(reading.language),
        round=round,
        round_number=number,
        facts=facts,
        proposals=as_json(aligned(proposals, round, reading.language, reading.text)),
    )


def read_again(*, user: User, draft: ReviewDraft, version: int, language: StatementLanguage) -> ReviewDraft:
    """Read a draft's text in another language: what nobody decided on is proposed anew, the rest stays.

    Raises ``ledger.reading.UnknownLanguage``, ``Unreadable``, and NotVisible, InvalidInput and StaleDraft.
    """
    reading = compared(draft.text, language, draft.dialogue)
    kept = [proposal for proposal in proposals_of(draft) if not proposal.is_open]
    new: list[Proposed] = []
    met = _met(draft.round, draft.facts)
    for proposal in _told_once(reading):
        if not any(proposal.span[0] < other.end and other.start < proposal.span[1] for other in kept):
            new.append(_proposed(next_key([*kept, *new]), proposal, draft.facts, reading, met))
    both = sorted([*kept, *aligned(new, draft.round, language, draft.text)], key=lambda one: one.span)
    read = facts_in(reading, draft.dialogue)["read"]
    changes = {"proposals": as_json(both), "facts": draft.facts | {"read": read}}
    return save_draft(user=user, draft=draft, version=version, language=language, **changes)


# --- A statement that is in the ledger already


def cited_spans(statement: Statement) -> list[tuple[int, int, Item]]:
    """Find where items cite the statement's text, in order: ``[start, end)`` in characters, and the item."""
    own = Item.objects.filter(passage__statement=statement).select_related("passage")
    also = ItemPassage.objects.filter(passage__statement=statement).select_related("passage", "item")
    found = [(item.passage, item) for item in own if item.passage]
    found += [(link.passage, link.item) for link in also]
    return sorted(((one.start, one.end, item) for one, item in found), key=lambda span: span[:2])


def begin_again(*, user: User, statement: Statement) -> ReviewDraft:
    """Read a statement of the ledger for what is not an item yet; where its text is under review, that goes on.

    What an item cites, withdrawn ones too, is not proposed; what an earlier review rejected stands there as rejected.
    Round, people and document stay as they are. InvalidInput says where the same text of another round is under review.
    Raises ``ledger.reading.UnknownLanguage``, ``Unreadable``, and
    NotVisible, InvalidInput and StaleDraft.
    """
    round = statement.round
    reading = compared(statement.text, statement.language, round.dialogue)
    facts = _facts_again(reading, statement)
    met = _met(round, facts)
    spans = [span[:2] for span in cited_spans(statement)]
    found = [_proposed(key, row, facts, reading, met) for key, row in enumerate(_told_once(reading), 1)]
    new = _not_in(spans, found)
    rejected = _rejected_before(statement)
    paired = aligned(new, round, statement.language, statement.text)
    new = [_rejected(row) if row.span in rejected else row for row in paired]
    values = {"round": round, "round_number": round.number, "facts": facts, "form": statement.form}
    draft = start_draft(
        user=user,
        dialogue=round.dialogue,
        text=statement.text,
        language=statement.language,
        title=statement.title,
        proposals=as_json(new),
        **values,
    )
    if draft.facts.get(AGAIN) == statement.pk:
        return draft
    _require_no_other(draft)
    # Begun before the statement came into the ledger by another way.
    left = as_json(_not_in(spans, proposals_of(draft)))
    return save_draft(user=user, draft=draft, version=draft.version, proposals=left, **values)


def _require_no_other(draft: ReviewDraft) -> None:
    """Raise InvalidInput where a draft reviews a statement of its dialogue again: that of another round."""
    rows = Statement.objects.filter(round__dialogue=draft.dialogue, pk=draft.facts.get(AGAIN))
    if other := rows.select_related("round").first():
        says = _(
            "The same text is under review as a statement of %(round)s: finish that review, or give it up."
        )
        raise InvalidInput({"text": says % {"round": other.round}})


def _facts_again(reading: Reading, statement: Statement) -> dict[str, Any]:
    """Return what a draft of a statement of the ledger keeps: the reader's questions are about the meeting,
    which stays.
    """
    return {AGAIN: statement.pk, "forums": _forums(reading)}


def _not_in(spans: Sequence[Span], some: Sequence[Proposed]) -> list[Proposed]:
    """Find those that share no words with the spans."""
    return [row for row in some if not any(row.start < end and start < row.end for start, end in spans)]


def _rejected(row: Proposed) -> Proposed:
    return replace(row, decision=Decision.REJECTED.value)


def _rejected_before(statement: Statement) -> set[Span]:
    drafts = ReviewDraft.objects.filter(statement=statement, state=DraftState.COMMITTED)
    return {row.span for draft in drafts for row in proposals_of(draft) if row.is_rejected}


# --- Proposals


def forums_within(facts: dict[str, Any], span: Span) -> tuple[str, ...]:
    """Return the codes of the round's forums that are named within a span."""
    return tuple(
        forum["code"]
        for forum in facts.get("forums", ())
        if forum.get("span") and span[0] <= forum["span"][0] and forum["span"][1] <= span[1]
    )


def day_from(kept: str | None) -> datetime.date | None:
    """Return a day of the round as the facts keep it; None for none, or for what somebody mistyped."""
    try:
        return datetime.date.fromisoformat(kept) if kept else None
    except ValueError:
        return None


def _met(round: Round | None, facts: dict[str, Any]) -> datetime.date | None:
    """Return the last day of the round: the ledger's, else what the draft says of it."""
    kept = (round.ends_on or round.starts_on) if round else None
    return kept or day_from(facts.get("ends_on") or facts.get("starts_on"))


def _told_once(reading: Reading) -> list[Proposal]:
    """Return what is proposed, without the subjects that the reader draws from the words of what binds."""
    binding = [row for row in reading.proposals if row.kind in BINDING]
    return [row for row in reading.proposals if not any(_is_drawn_from(row, other) for other in binding)]


def _is_drawn_from(row: Proposal, other: Proposal) -> bool:
    return (
        row.kind is Kind.DISCUSSED
        and row.is_drawn
        and other.span[0] <= row.span[0]
        and row.span[1] <= other.span[1]
    )


def _proposed(
    key: int, proposal: Proposal, facts: dict[str, Any], reading: Reading, met: datetime.date | None
) -> Proposed:
    deadline = deadline_of(proposal, reading, met)
    is_asked = proposal.kind is Kind.ASKED
    return Proposed(
        key=key,
        start=proposal.span[0],
        end=proposal.span[1],
        kind=proposal.kind.value,
        agreed_as=proposal.agreed_as.value if proposal.agreed_as else "",
        topics=(proposal.topic,) if proposal.topic else (),
        owed_by=() if is_asked else proposal.owed_by,
        asked_by=proposal.asked_by if is_asked else (),
        asked_of=proposal.owed_by if is_asked else (),
        forums=forums_within(facts, proposal.span),
        continues=proposal.continues or "",
        deadline_wording=deadline.wording if deadline else "",
        deadline_on=deadline.on if deadline else "",
        parts=proposal.parts,
        confidence=proposal.confidence,
    )


# --- Facts of the round


def facts_in(reading: Reading, dialogue: Dialogue) -> dict[str, Any]:
    """Return what the draft's page shows of the round: values by the names of the round's fields, people,
    forums, events.

    ``read`` keeps the reader's own words and questions. What the text does not say stays empty.
    """
    return {
        **_days(reading),
        "city": reading.place.name[:100] if reading.place else "",
        "visibility": Audience.INTERNAL.value,
        "people": _people(reading, dialogue),
        "forums": _forums(reading),
        "events": [
            {"name": event.name, "wording": event.wording or "", "span": event.span, "is_kept": True}
            for event in reading.events
        ],
        "read": {
            "dialogue": reading.dialogue.name if reading.dialogue else "",
            "date": reading.date.wording if reading.date else "",
            "place": reading.place.name if reading.place else "",
            "warnings": [
                {"code": warning.code, "message": warning.message, "span": warning.span}
                for warning in reading.warnings
                if warning.code != "no-dialogue"  # a draft is of one, which a person chose or confirms
            ],
        },
    }


def _days(reading: Reading) -> dict[str, str]:
    """Return the days of the round: as stated, else inferred from the dateline, with its words as the evidence."""
    date, dateline = reading.date, reading.dateline
    if date and date.value:
        starts, _slash, ends = date.value.partition("/")
        return {"starts_on": starts, "ends_on": ends or starts, "dates_basis": FactBasis.STATED.value}
    if dateline and dateline.value:
        words = [dateline.wording, *([date.wording] if date else [])]
        return {
            "starts_on": dateline.value,
            "ends_on": dateline.value,
            "dates_basis": FactBasis.INFERRED.value,
            "dates_evidence": "; ".join(f"“{' '.join(said.split())}”" for said in words),
        }
    return {"starts_on": "", "ends_on": "", "dates_basis": FactBasis.UNKNOWN.value}


def _people(reading: Reading, dialogue: Dialogue) -> list[dict[str, Any]]:
    agencies = list(Agency.objects.filter(party__dialogues=dialogue).select_related("party"))
    parties = set(dialogue.parties.values_list("code", flat=True))
    people = [
        {
            "name": delegate.name[:200],
            "office": (delegate.office or "")[:300],
            "agency_as_written": (delegate.agency or delegate.acronym or "")[:300],
            "agency": agency_named(agencies, delegate.agency or "", delegate.acronym, delegate.party),
            "party": delegate.party if delegate.party in parties else "",
            "role": DelegateRole(delegate.role).value,
            "span": delegate.span,
        }
        for delegate in reading.delegates
    ]
    people += [
        {
            "name": "",
            "office": "",
            "agency_as_written": reading.text[slice(*agency.span)][:300],
            "agency": agency_named(agencies, agency.name, agency.acronym, agency.party),
            "party": agency.party if agency.party in parties else "",
            "role": DelegateRole.MEMBER.value,
            "span": agency.span,
        }
        for agency in reading.agencies
    ]
    return [person | {"is_kept": True} for person in people]


def _forums(reading: Reading) -> list[dict[str, Any]]:
    forums = list(Forum.objects.all())
    found: dict[str, dict[str, Any]] = {}
    for forum in reading.forums:
        if code := forum_named(forums, forum.name, forum.acronym):
            found.setdefault(code, {"code": code, "span": forum.span})
    return list(found.values())
