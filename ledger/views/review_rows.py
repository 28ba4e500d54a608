"""Show a draft's text, its proposals in words, and what the reader asks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.fields import item_words
from ledger.forms.review import LackingForm
from ledger.intake import Proposed, proposals_of
from ledger.intake.beginning import cited_spans
from ledger.intake.proposals import SURE_FROM, Lack, Order, can_be_accepted, next_of, ordered
from ledger.models import Item, Party, ReviewDraft, Statement, Topic, User
from ledger.models.personal import AGAIN
from ledger.presentation import wording
from ledger.typed_text import alphabetical
from ledger.views.highlighting import paragraphs_of
from ledger.vocabulary import SAID_KINDS, AgreedAs, Kind, StatementLanguage, is_commitment


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
    needs: list[str]
    other: Item | None
    """The item whose words these seem to be in another language."""
    asked: list[BoundField]
    """The fields beside it: what it lacks."""

    is_folded: bool = False
    """Whether it stands among the unsure, below the list."""

    @property
    def asks_for_more(self) -> bool:
        """Tell whether something must be said that is not asked beside it."""
        return bool(self.one.lacks - {Lack.TOPIC})


def shown(
    draft: ReviewDraft,
    user: User,
    others: Sequence[Item],
    lacking: LackingForm,
    edited: int | None = None,
    *,
    order: Order = Order.TEXT,
) -> dict[str, Any]:
    """Return the draft's part of the page. A query for each table of names, however many proposals there are.

    ``others`` are the items of the round that wait for their words in the draft's language; ``lacking`` asks what
    proposals lack. The words of the proposal whose key is ``edited`` stand out in the text. Proposals keep the numbers
    that they have in the text, whatever the ``order``.
    """
    proposals = proposals_of(draft)
    numbers = {row.key: number for number, row in enumerate(proposals, 1)}
    names = _ProposalNames(draft)
    warnings = draft.facts.get("read", {}).get("warnings", ())
    spans = [tuple(warning["span"]) for warning in warnings if warning["code"] == "missing-separator"]
    return {
        "draft": draft,
        "paragraphs": paragraphs_of(draft.text, proposals, spans, _cited(draft), edited),
        "lines": [
            _line(numbers[row.key], row, proposals, draft, names, lacking, edited)
            for row in ordered(proposals, order)
        ],
        "unsure": sum(row.is_unsure and row.key != edited for row in proposals),
        "order": order.value,
        "orders": ORDERS.items(),
        "counts": _counts(proposals, only_paired=bool(others)),
        "others": [(other.ref, item_words(other)) for other in others],
        "topic_names": sorted(names.current, key=alphabetical),
        "sure_percent": round(SURE_FROM * 100),
        "warnings": [
            {"message": _(warning["message"]), "words": draft.text[slice(*warning["span"])]}
            for warning in warnings
        ],
        "asked": _asked(draft),
        "colleague": draft.updated_by if draft.updated_by_id != user.pk else None,
        "kinds": [(kind.value, _(kind.label)) for kind in SAID_KINDS],
        "languages": [(language.value, _(language.label)) for language in StatementLanguage],
    }


def _counts(proposals: Sequence[Proposed], *, only_paired: bool) -> dict[str, int]:
    """Count proposals by what was decided, and those that the buttons above them would accept."""
    return {
        "all": len(proposals),
        "accepted": sum(row.is_accepted for row in proposals),
        "rejected": sum(row.is_rejected for row in proposals),
        "open": sum(row.is_open and not row.is_unsure for row in proposals),
        "ready": sum(can_be_accepted(row, only_paired=only_paired) for row in proposals),
        "sure": sum(can_be_accepted(row, at_least=SURE_FROM, only_paired=only_paired) for row in proposals),
        "paired": sum(bool(row.same_as) for row in proposals),
    }


def _cited(draft: ReviewDraft) -> list[tuple[int, int, Item]]:
    """Return what items cite of a text that is reviewed again."""
    if not draft.is_again:
        return []
    statement = Statement.objects.filter(pk=draft.facts[AGAIN], sha256=draft.sha256).first()
    return cited_spans(statement) if statement else []


def _said_by(draft: ReviewDraft, refs: Collection[str]) -> Iterable[Item]:
    """Find items of the draft's dialogue by their references, with the words that each has."""
    rows = Item.objects.filter(round__dialogue=draft.dialogue_id, ref__in=refs)
    return rows.select_related("round__dialogue", "passage__statement").defer("passage__statement__text")


ORDERS = {
    Order.TEXT: gettext_lazy("in the order of the text"),
    Order.SURE: gettext_lazy("the surest first"),
    Order.UNSURE: gettext_lazy("the least sure first"),
}
_NEEDS = {
    Lack.TOPIC: gettext_lazy("a topic"),
    Lack.WHO: gettext_lazy("by whom and of whom it was asked, or another kind"),
    Lack.WAY: gettext_lazy("in which way it was agreed"),
}


class _ProposalNames:
    """Names of what proposals name by code."""

    def __init__(self, draft: ReviewDraft) -> None:
        topics = list(Topic.objects.all())
        self.topics = {topic.slug: str(topic) for topic in topics}
        self.current = [str(topic) for topic in topics if topic.merged_into_id is None]
        self.parties: dict[str, Party] = {party.code: party for party in draft.dialogue.parties.all()}
        refs = {row.same_as for row in proposals_of(draft) if row.same_as}
        self.items = {item.ref: item for item in _said_by(draft, refs)} if refs else {}

    def listed(self, codes: tuple[str, ...]) -> str:
        """Return parties in words."""
        return wording.listed(wording.party(self.parties[code]) for code in codes if code in self.parties)


def _line(
    at: int,
    proposed: Proposed,
    proposals: list[Proposed],
    draft: ReviewDraft,
    names: _ProposalNames,
    lacking: LackingForm,
    edited: int | None,
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
        needs=[str(_NEEDS[lack]) for lack in Lack if lack in proposed.lacks] if proposed.is_open else [],
        other=names.items.get(proposed.same_as),
        asked=lacking.of(proposed.key) if proposed.is_open else [],
        is_folded=proposed.is_unsure and proposed.key != edited,
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
