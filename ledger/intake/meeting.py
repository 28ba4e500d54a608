"""Turn people, forums and other meetings of a round from a draft into rows."""

from typing import Any

from ledger.models import (
    Agency,
    Delegate,
    Delegation,
    Event,
    Forum,
    Passage,
    ReviewDraft,
    Round,
    RoundForum,
    Statement,
)
from ledger.vocabulary import DelegateRole


def keep_meeting(draft: ReviewDraft, round: Round, statement: Statement) -> None:
    """Write what the draft keeps of the meeting. A delegation that the round has already stays as it is."""
    facts = draft.facts
    _keep_people(draft, round, statement)
    codes = {forum["code"]: forum.get("span") for forum in facts.get("forums", ())}
    for forum in Forum.objects.filter(code__in=codes):
        passage = _passage(statement, codes[forum.code])
        RoundForum.objects.get_or_create(round=round, forum=forum, defaults={"passage": passage})
    for event in facts.get("events", ()):
        if event.get("is_kept"):
            values = {"wording": event["wording"][:100], "passage": _passage(statement, event.get("span"))}
            Event.objects.get_or_create(round=round, name=event["name"][:200], defaults=values)


def _keep_people(draft: ReviewDraft, round: Round, statement: Statement) -> None:
    agencies = {agency.code: agency for agency in Agency.objects.filter(party__dialogues=draft.dialogue)}
    for party in draft.dialogue.parties.all():
        people = [
            person
            for person in draft.facts.get("people", ())
            if person.get("is_kept") and person["party"] == party.code
        ]
        if not people or Delegation.objects.filter(round=round, party=party).exists():
            continue
        delegation = Delegation.objects.create(round=round, party=party)
        for position, delegate in enumerate(people, 1):
            _keep_delegate(delegate, delegation, position, agencies, statement)


def _keep_delegate(
    delegate: dict[str, Any],
    delegation: Delegation,
    position: int,
    agencies: dict[str, Agency],
    statement: Statement,
) -> None:
    span = delegate.get("span")
    agency = agencies.get(delegate["agency"])
    words = statement.text[slice(*span)] if span else ""
    if not (delegate["name"] or agency):
        return
    Delegate.objects.create(
        delegation=delegation,
        position=position,
        role=DelegateRole(delegate["role"]),
        name=delegate["name"],
        name_as_written=delegate["name"] if delegate["name"] in words else "",
        office=delegate["office"],
        office_as_written=delegate["office"] if delegate["office"] in words else "",
        agency=agency,
        agency_as_written=delegate.get("agency_as_written", "")[:300],
        passage=_passage(statement, span),
    )


def _passage(statement: Statement, span: list[int] | None) -> Passage | None:
    return statement.passage_at(*span) if span else None
