"""A second language of the same statement: which of its passages says what which item says, by order and topic."""

from collections.abc import Sequence
from dataclasses import replace

from ledger.intake.proposals import Decision, Proposed
from ledger.models import Item, Round

SAME_TOPIC, SAME_KIND, ENOUGH = 3.0, 1.0, 0.75


def aligned(proposals: Sequence[Proposed], round: Round | None, language: str) -> list[Proposed]:
    """Return the proposals, each with the round's item whose words it seems to be in this language; for review.

    Items that have a passage in the language already are left out. Order is kept: of two proposals, the later never
    gets the earlier item.
    """
    items = [] if round is None else items_without(round, language)
    pairs = _best(proposals, items) if items else {}
    return [
        replace(one, same_as=items[pairs[at]].ref, continues="") if at in pairs else one
        for at, one in enumerate(proposals)
    ]


def met(proposals: Sequence[Proposed], round: Round, language: str) -> list[Proposed]:
    """Return the proposals of a draft whose round turns out to be in the ledger: what is paired now is
    decided on anew.
    """
    pairs = zip(proposals, aligned(proposals, round, language), strict=True)
    return [
        after if after == before else replace(after, decision=Decision.OPEN.value) for before, after in pairs
    ]


def items_without(round: Round, language: str) -> list[Item]:
    """Return the round's items that cite no passage in the language, in their order; each comes with its topics."""
    return list(
        Item.objects.current()
        .filter(round=round)
        .exclude(passage__statement__language=language)
        .exclude(passage_links__passage__statement__language=language)
        .select_related("passage")
        .prefetch_related("topic_links__topic")
        .order_by("number")
    )


def _best(proposals: Sequence[Proposed], items: Sequence[Item]) -> dict[int, int]:
    """Return the pairs (place of the proposal, place of the item) that agree best as a whole, in one order."""
    topics = [{link.topic.slug for link in item.topic_links.all()} for item in items]
    across = range(len(items))
    scores = [[0.0] * (len(items) + 1) for _row in range(len(proposals) + 1)]
    for at, one in enumerate(proposals):
        for to in across:
            near = abs(at / len(proposals) - to / len(items))
            pair = scores[at][to] + _alike(one, items[to], topics[to]) - near
            scores[at + 1][to + 1] = max(scores[at][to + 1], scores[at + 1][to], pair)
    found, at, to = {}, len(proposals), len(items)
    while at and to:
        if scores[at][to] == scores[at - 1][to]:
            at -= 1
        elif scores[at][to] == scores[at][to - 1]:
            to -= 1
        else:
            at, to = at - 1, to - 1
            found[at] = to
    return found


def _alike(proposed: Proposed, item: Item, topics: set[str]) -> float:
    """Describe how well a proposal and an item agree; too little to pair them is less than any distance makes
    up for.
    """
    if proposed.topics and topics and not topics & set(proposed.topics):
        return -1.0
    score = SAME_TOPIC * bool(topics & set(proposed.topics)) + SAME_KIND * (proposed.kind == item.kind)
    return score if score >= ENOUGH else -1.0
