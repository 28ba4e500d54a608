"""From a draft to the ledger: round, statement, who came, and the accepted items, all in one transaction."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import access
from ledger.intake.beginning import cited_spans, statement_there
from ledger.intake.drafts import DraftNotReady, commit_draft, lock_draft
from ledger.intake.meeting import keep_meeting
from ledger.intake.proposals import Proposed, proposals_of
from ledger.models import Agency, Forum, Item, Passage, ReviewDraft, Round, Statement, Topic, User
from ledger.models.personal import AGAIN
from ledger.personal import NotVisible
from ledger.reading.deadlines import deadline_in
from ledger.recording import RecordingHalted, RuleViolation, amend_item, open_item, tried_again, writing
from ledger.vocabulary import (
    AgreedAs,
    Audience,
    FactBasis,
    ItemSource,
    Kind,
    Permission,
    Precision,
    RoundState,
    StatementForm,
    StatementLanguage,
)

ROUND_FIELDS: tuple[str, ...] = ("dates_evidence", "dates_evidence_url", "city", "venue")


def open_questions(draft: ReviewDraft) -> list[tuple[str, str]]:
    """Return what must be decided before the draft can be written: pairs of place on the page and sentence."""
    return [*_about_the_round(draft), *_about_proposals(draft)]


def _about_the_round(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    if draft.round_number is None:
        yield "round", _("Say which round it is.")
    elif draft.round is None and _round_of(draft):
        yield "round", _round_is_there()
    people = [person for person in draft.facts.get("people", ()) if person.get("is_kept")]
    if any(not person["party"] for person in people):
        yield "people", _("Say for which party each of those who came did so, or leave them out.")
    if nameless := [
        person["agency_as_written"] for person in people if not (person["name"] or person["agency"])
    ]:
        yield (
            "people",
            _("Choose which agency this is, or leave it out: %(names)s.") % {"names": ", ".join(nameless)},
        )


def _round_is_there() -> str:
    return _("This round is in the ledger by now: save its facts again, so that its items are compared.")


def _round_of(draft: ReviewDraft) -> Round | None:
    """Return the round of the draft's number, where the ledger has it."""
    if draft.round_number is None:
        return None
    return Round.objects.filter(dialogue=draft.dialogue, number=draft.round_number).first()


def _about_proposals(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    proposals = proposals_of(draft)
    undecided = [proposal for proposal in proposals if proposal.is_open and not proposal.is_unsure]
    if undecided:
        left = ngettext(
            "Decide on each proposal: %(count)d is left.",
            "Decide on each proposal: %(count)d are left.",
            len(undecided),
        )
        yield f"p{undecided[0].key}", left % {"count": len(undecided)}
    accepted = [proposal for proposal in proposals if proposal.is_accepted]
    if not accepted:
        yield "proposals", _("Accept at least one proposal, or add one.")
    yield from _about_accepted(accepted)


def _about_accepted(accepted: Sequence[Proposed]) -> Iterator[tuple[str, str]]:
    named = [proposal.same_as for proposal in accepted if proposal.same_as]
    for proposal in accepted:
        if not proposal.is_complete:
            yield f"p{proposal.key}", _("Edit this proposal: it does not say all that an item must say.")
        if proposal.same_as and named.count(proposal.same_as) > 1:
            yield (
                f"p{proposal.key}",
                _("Two proposals are the words of %(ref)s: choose one.") % {"ref": proposal.same_as},
            )


@tried_again
def commit(*, user: User, draft: ReviewDraft, version: int) -> Round:
    """Write a draft that the person saw at ``version``; returns its round.

    A round that is there already keeps its facts; only what is empty in it is filled. Raises DraftNotReady,
    StaleDraft, NotVisible.
    """
    with transaction.atomic():
        fresh = lock_draft(user=user, draft=draft, version=version)
        if not access.may(user, Permission.CURATE, fresh.dialogue):
            raise NotVisible
        if says := open_questions(fresh):
            raise DraftNotReady(says)
        with _locking_cited(fresh):
            if fresh.is_again:
                round, statement = _as_they_are(fresh)
            else:
                round, statement = _round_and_statement(fresh, user)
                keep_meeting(fresh, round, statement)
            _Items(user, fresh, round, statement).write()
        commit_draft(user=user, draft=fresh, version=version, statement=statement)
    return round


@contextmanager
def _locking_cited(draft: ReviewDraft) -> Iterator[None]:
    """Lock the items that are to get words, before the round is written to: the order in which every writer locks.

    A person who records on several of them meanwhile waits, or is waited for.
    """
    refs = [proposal.same_as for proposal in proposals_of(draft) if proposal.is_accepted and proposal.same_as]
    items = Item.objects.filter(round__dialogue=draft.dialogue, ref__in=refs) if refs else ()
    try:
        with writing(*items):
            yield
    except RecordingHalted as halted:
        raise DraftNotReady([("proposals", str(halted))]) from halted


# --- Round and statement


def _as_they_are(draft: ReviewDraft) -> tuple[Round, Statement]:
    """Return the statement that a draft reads again, with its round. Raises DraftNotReady where its text is
    another by now.
    """
    kept = Statement.objects.filter(round__dialogue=draft.dialogue, sha256=draft.sha256)
    statement = kept.select_related("round__dialogue").filter(pk=draft.facts[AGAIN]).first()
    if statement is None:
        says = _("The statement's text is another by now: give this review up, and begin it anew.")
        raise DraftNotReady([("proposals", says)])
    return statement.round, statement


def _round_and_statement(draft: ReviewDraft, user: User) -> tuple[Round, Statement]:
    if there := statement_there(draft.dialogue, draft.text):
        raise DraftNotReady(
            [("round", _("This text is in the ledger already: %(there)s.") % {"there": there})]
        )
    facts = draft.facts
    assert draft.round_number is not None
    round = _filled(_round_of(draft) or Round(dialogue=draft.dialogue, number=draft.round_number), facts)
    statement = Statement(
        round=round,
        proposed_audience=Audience(facts.get("visibility", Audience.INTERNAL)),
        text=draft.text,
        **{
            name: getattr(draft, name)
            for name in (
                "language", "form", "title", "issued_by", "publisher", "url", "published_on",
                "published_precision",
            )
        },
    )  # fmt: skip
    try:
        round.full_clean(validate_unique=round.pk is None)
        _save(round)
        statement.full_clean(exclude=["round"], validate_constraints=False)
        statement._history_user = user  # type: ignore[attr-defined]  # read by the change log
        statement.save()
    except ValidationError as broken:
        raise DraftNotReady([("round", sentence) for sentence in broken.messages]) from broken
    return round, statement


def _save(round: Round) -> None:
    try:
        round.save()
    except IntegrityError as error:  # the same round, a moment ago, by another draft or in the admin
        raise DraftNotReady([("round", _round_is_there())]) from error


def _fields(round: Round, facts: dict[str, Any]) -> tuple[str, ...]:
    """Name what a draft may fill in; of a round with days of its own not the evidence from which others follow."""
    if round.starts_on is not None and facts.get("dates_basis") == FactBasis.INFERRED.value:
        return tuple(name for name in ROUND_FIELDS if not name.startswith("dates_"))
    return ROUND_FIELDS


def _filled(round: Round, facts: dict[str, Any]) -> Round:
    """Return the round with the draft's facts where it has none of its own."""
    fields = _fields(round, facts)
    round.state = RoundState.HELD
    if round.starts_on is None and facts.get("starts_on"):
        round.starts_on = datetime.date.fromisoformat(facts["starts_on"])
        round.ends_on = datetime.date.fromisoformat(facts.get("ends_on") or facts["starts_on"])
        round.dates_basis = FactBasis(facts.get("dates_basis", FactBasis.UNKNOWN))
    _require_unreleased_place(round, facts)
    if not round.city and facts.get("city"):
        is_read = facts["city"] == facts.get("read", {}).get("place")
        round.city_basis = (FactBasis.STATED if is_read else FactBasis.INFERRED).value
    for name in fields:
        setattr(round, name, getattr(round, name) or facts.get(name, ""))
    if round.host_party is None and facts.get("host_party"):
        round.host_party = round.dialogue.parties.filter(code=facts["host_party"]).first()
    return round


def _require_unreleased_place(round: Round, facts: dict[str, Any]) -> None:
    """Raise DraftNotReady where the draft would add to where a round met, and that is released already."""
    if round.place_visibility is not Audience.INTERNAL and any(
        facts.get(name) and not getattr(round, name) for name in ("city", "venue", "host_party")
    ):
        says = _("Where this round met is released: take that back first, or leave what it lacks empty.")
        raise DraftNotReady([("round", says)])


# --- Items


class _Items:
    """The accepted proposals on their way through the write API, with the rows that they name."""

    def __init__(self, user: User, draft: ReviewDraft, round: Round, statement: Statement) -> None:
        self.user, self.draft, self.round, self.statement = user, draft, round, statement
        dialogue = draft.dialogue
        self.batch = uuid5(draft.uuid, "batch")
        self.topics = {topic.slug: topic for topic in Topic.objects.current()}
        self.parties = {party.code: party for party in dialogue.parties.all()}
        self.agencies = {agency.code: agency for agency in Agency.objects.filter(party__dialogues=dialogue)}
        self.forums = {forum.code: forum for forum in Forum.objects.all()}
        wanted = {
            ref for proposal in proposals_of(draft) for ref in (proposal.continues, proposal.same_as) if ref
        }
        rows = Item.objects.filter(round__dialogue=dialogue, ref__in=wanted).select_related("round__dialogue")
        self.items = {row.ref: row for row in rows}

    def write(self) -> None:
        """Open each item, or give the item that is there its words in this language."""
        accepted = [proposal for proposal in proposals_of(self.draft) if proposal.is_accepted]
        if says := self._opened_meanwhile(accepted):
            raise DraftNotReady(says)
        for proposal in accepted:
            self._write(proposal)

    def _opened_meanwhile(self, accepted: Sequence[Proposed]) -> list[tuple[str, str]]:
        """Return what an item of the very same words says of proposals: somebody opened it since the text was read."""
        cited = cited_spans(self.statement)
        refs = {(start, end): item.ref for start, end, item in cited if not item.is_withdrawn}
        says = _("%(ref)s cites these words already: reject this proposal, or edit its words.")
        return [
            (f"p{proposal.key}", says % {"ref": refs[proposal.span]})
            for proposal in accepted
            if proposal.span in refs
        ]

    def _write(self, proposed: Proposed) -> None:
        try:
            self._cite(proposed) if proposed.same_as else self._open(proposed)
        except RecordingHalted:
            raise
        except RuleViolation as broken:
            raise DraftNotReady([(f"p{proposed.key}", says) for says in broken.fields.values()]) from broken
        except KeyError as missing:
            says = _("There is no %(name)s to choose any more: edit this proposal.")
            raise DraftNotReady([(f"p{proposed.key}", says % {"name": missing.args[0]})]) from missing

    def _passage(self, proposed: Proposed) -> Passage:
        try:
            return self.statement.passage_at(proposed.start, proposed.end)
        except ValueError as error:
            says = _("A proposal cites words that are not in the text.")
            raise DraftNotReady([("proposals", says)]) from error

    def _request(self, proposed: Proposed) -> UUID:
        """Return the same for the same proposal, so that it is never opened twice."""
        return uuid5(self.draft.uuid, str(proposed.key))

    def _open(self, proposed: Proposed) -> None:
        owed_by = [self.parties[code] for code in proposed.owed_by]
        is_press = self.draft.form == StatementForm.PRESS
        open_item(
            user=self.user,
            round=self.round,
            batch=self.batch,
            request_id=self._request(proposed),
            fields={
                "kind": Kind(proposed.kind),
                "agreed_as": AgreedAs(proposed.agreed_as) if proposed.agreed_as else None,
                "passage": self._passage(proposed),
                "topics": [self.topics[slug] for slug in proposed.topics],
                "owed_by": owed_by,
                "owner_basis": FactBasis.INFERRED if owed_by else FactBasis.UNKNOWN,
                "asked_by": [self.parties[code] for code in proposed.asked_by],
                "asked_of": [self.parties[code] for code in proposed.asked_of],
                "agencies": [self.agencies[code] for code in proposed.agencies],
                "forums": [self.forums[code] for code in proposed.forums],
                "continues": self.items[proposed.continues] if proposed.continues else None,
                "source": ItemSource.PRESS if is_press else ItemSource.STATEMENT,
                "summary_en": proposed.summary_en,
                "summary_es": proposed.summary_es,
                **_deadline(proposed, self.statement.language),
            },
        )

    def _cite(self, proposed: Proposed) -> None:
        item = self.items[proposed.same_as]
        passage = self._passage(proposed)
        changes: dict[str, Any] = {"passage": passage, "is_paraphrase": False}
        if item.passage_id:
            others = [link.passage for link in item.passage_links.select_related("passage__statement")]
            changes = {"other_passages": [*others, passage]}
        ours = {"summary_en": proposed.summary_en, "summary_es": proposed.summary_es}
        changes |= {name: words for name, words in ours.items() if words and not getattr(item, name)}
        language = _(StatementLanguage(self.statement.language).label)
        amend_item(
            user=self.user,
            item=item,
            expected_sequence=None,
            changes=changes,
            reason=_("The statement's words in %(language)s.") % {"language": language},
            request_id=self._request(proposed),
            batch=self.batch,
        )


def _deadline(proposed: Proposed, language: StatementLanguage) -> dict[str, Any]:
    """Return the fields of an item's deadline: the date as exactly as it is known, and how it is known.

    Stated is only what the wording kept beside it says; what was counted, or typed by a person, is inferred.
    """
    fields: dict[str, Any] = {"deadline_wording": proposed.deadline_wording}
    if not proposed.deadline_on:
        return fields
    year, month, day = (*proposed.deadline_on.split("-"), "1", "1")[:3]
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[proposed.deadline_on.count("-")]
    written = deadline_in(proposed.deadline_wording, language)
    is_stated = written is not None and not written.is_counted and written.on == proposed.deadline_on
    return fields | {
        "deadline_on": datetime.date(int(year), int(month), int(day)),
        "deadline_precision": precision,
        "deadline_basis": FactBasis.STATED if is_stated else FactBasis.INFERRED,
    }
