"""A second language of the same statement: which of its passages says what which item says, as far as that is sure."""

from collections.abc import Sequence
from dataclasses import replace

from ledger.intake.pairing import Told, sure_pairs
from ledger.intake.proposals import Decision, Proposed
from ledger.models import Item, Round
from ledger.vocabulary import PartyRole


def aligned(proposals: Sequence[Proposed], round: Round | None, language: str, text: str) -> list[Proposed]:
    """Pair the proposals of a text with the round's items whose words they surely are in this language; for review.

    Items that have a passage in the language already are left out. What is not sure stays unpaired.
    """
    items = [] if round is None else items_without(round, language)
    told = [_told(row, language, text) for row in proposals] if items else []
    pairs = sure_pairs(told, [_item_told(item) for item in items])
    return [
        replace(one, same_as=items[pairs[at]].ref, continues="") if at in pairs else one
        for at, one in enumerate(proposals)
    ]


def met(proposals: Sequence[Proposed], round: Round, language: str, text: str) -> list[Proposed]:
    """Pair the proposals of a draft whose round turns out to be in the ledger: what is paired is decided anew."""
    pairs = zip(proposals, aligned(proposals, round, language, text), strict=True)
    return [
        after if after == before else replace(after, decision=Decision.OPEN.value) for before, after in pairs
    ]


def items_without(round: Round, language: str) -> list[Item]:
    """Return the round's items that cite no passage in the language, in order, each with what is compared."""
    return list(
        Item.objects.current()
        .without_steps()
        .filter(round=round)
        .exclude(passage__statement__language=language)
        .exclude(passage_links__passage__statement__language=language)
        .select_related("passage__statement")
        .defer("passage__statement__text")
        .prefetch_related("topic_links__topic", "party_links__party", "forum_links__forum")
        .order_by("number")
    )


def _told(proposed: Proposed, language: str, text: str) -> Told:
    roles = {
        PartyRole.OWES: proposed.owed_by,
        PartyRole.ASKS: proposed.asked_by,
        PartyRole.ASKED_OF: proposed.asked_of,
    }
    return Told(
        words=text[proposed.start : proposed.end],
        language=language,
        kind=proposed.kind,
        agreed_as=proposed.agreed_as,
        topics=frozenset(proposed.topics),
        parties=frozenset(f"{role} {code}" for role, codes in roles.items() for code in codes),
        forums=frozenset(proposed.forums),
    )


def _item_told(item: Item) -> Told:
    passage = item.passage
    ours = "en" if item.summary_en else "es"
    return Told(
        words=passage.quote if passage else item.summary_en or item.summary_es,
        language=passage.statement.language if passage else ours,
        kind=item.kind,
        agreed_as=item.agreed_as or "",
        topics=frozenset(link.topic.slug for link in item.topic_links.all()),
        parties=frozenset(f"{link.role} {link.party.code}" for link in item.party_links.all()),
        forums=frozenset(link.forum.code for link in item.forum_links.all()),
    )
