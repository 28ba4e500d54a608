"""Show a draft's text, its proposals in words, and what the reader asks."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ledger.intake import Proposed, proposals_of
from ledger.intake.beginning import cited_spans
from ledger.intake.proposals import next_of
from ledger.models import Item, Party, ReviewDraft, Statement, Topic, User
from ledger.models.personal import AGAIN
from ledger.presentation import wording
from ledger.views.highlighting import paragraphs_of
from ledger.vocabulary import AgreedAs, Kind, Language, is_commitment


@dataclass(frozen=True)
class ProposalRow:
    """A proposal as the list shows it: ``number`` is its place in the text, from 1."""

    number: int
    one: Proposed
    words: str
    kind: str
    is_binding: bool
    topics: str
    facts: list[str]
    parts: list[str]
    has_next: bool


def shown(draft: ReviewDraft, user: User) -> dict[str, Any]:
    """Return the draft's part of the page. A query for each table of names, however many proposals there are."""
    proposals = proposals_of(draft)
    names = _ProposalNames(draft)
    read = draft.facts.get("read", {})
    warnings = [
        {"message": _(warning["message"]), "words": draft.text[slice(*warning["span"])]}
        for warning in read.get("warnings", ())
    ]
    spans = [
        tuple(warning["span"])
        for warning in read.get("warnings", ())
        if warning["code"] == "missing-separator"
    ]
    return {
        "draft": draft,
        "paragraphs": paragraphs_of(draft.text, proposals, spans, _cited(draft)),
        "lines": [_line(at, one, proposals, draft, names) for at, one in enumerate(proposals, 1)],
        "counts": {
            "all": len(proposals),
            "accepted": sum(proposal.is_accepted for proposal in proposals),
            "rejected": sum(proposal.is_rejected for proposal in proposals),
            "open": sum(proposal.is_open for proposal in proposals),
        },
        "warnings": warnings,
        "asked": _asked(draft),
        "colleague": draft.updated_by if draft.updated_by_id != user.pk else None,
        "kinds": [(kind.value, _(kind.label)) for kind in Kind],
        "languages": [(language.value, _(language.label)) for language in Language],
    }


def _cited(draft: ReviewDraft) -> list[tuple[int, int, Item]]:
    """Return what items cite of a text that is reviewed again."""
    if not draft.is_again:
        return []
    statement = Statement.objects.filter(pk=draft.facts[AGAIN], sha256=draft.sha256).first()
    return cited_spans(statement) if statement else []


class _ProposalNames:
    """Names of what proposals name by code."""

    def __init__(self, draft: ReviewDraft) -> None:
        self.topics = {topic.slug: str(topic) for topic in Topic.objects.all()}
        self.parties: dict[str, Party] = {party.code: party for party in draft.dialogue.parties.all()}

    def listed(self, codes: tuple[str, ...]) -> str:
        """Return parties in words."""
        return wording.listed(wording.party(self.parties[code]) for code in codes if code in self.parties)


def _line(
    at: int, proposed: Proposed, proposals: list[Proposed], draft: ReviewDraft, names: _ProposalNames
) -> ProposalRow:
    kind, way = Kind(proposed.kind), AgreedAs(proposed.agreed_as) if proposed.agreed_as else None
    return ProposalRow(
        number=at,
        one=proposed,
        words=draft.text[proposed.start : proposed.end],
        kind=wording.kind(kind, way),
        is_binding=is_commitment(kind, way),
        topics=", ".join(names.topics.get(slug, slug) for slug in proposed.topics),
        facts=list(_facts(proposed, names)),
        parts=[draft.text[start:end] for start, end in proposed.parts],
        has_next=next_of(proposals, proposed.key) is not None,
    )


def _facts(proposed: Proposed, names: _ProposalNames) -> list[str]:
    says: list[tuple[str | Promise, str]] = [
        (_("owed by %(who)s"), names.listed(proposed.owed_by)),
        (_("asked by %(who)s"), names.listed(proposed.asked_by)),
        (_("of %(who)s"), names.listed(proposed.asked_of)),
        (_("continues %(who)s"), proposed.continues),
        ("%(who)s", ", ".join([*proposed.forums, *proposed.agencies])),
        (_("deadline: %(who)s"), " = ".join(filter(None, (proposed.deadline_wording, proposed.deadline_on)))),
    ]
    found = [str(words) % {"who": who} for words, who in says if who]
    found.append(f"{proposed.start}–{proposed.end}")
    if proposed.confidence is None:
        found.append(_("added by hand"))
    else:
        found.append(_("sure %(percent)d %%") % {"percent": round(proposed.confidence * 100)})
    return found


def _asked(draft: ReviewDraft) -> list[str]:
    """Return the facts of the round that the text does not give and nobody has entered yet."""
    facts = draft.facts
    if draft.round is not None:
        return []
    labels = {
        _("number of the round"): draft.round_number,
        _("first day"): facts.get("starts_on"),
        _("city"): facts.get("city"),
        _("host"): facts.get("host_party"),
        _("who came"): facts.get("people"),
    }
    return [label for label, value in labels.items() if not value]
