"""All rounds of one's dialogues, page by page, each with how many items of each kind it has."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from ledger.models import Dialogue, Item, Round, Statement
from ledger.models.items import is_live
from ledger.presentation import wording
from ledger.views.base import LedgerView, page_address
from ledger.views.home import FEW
from ledger.views.statement import under_review
from ledger.vocabulary import Kind, Permission

SIZE = 100
"""How many rounds a page lists."""
_PLACE = re.compile(r"([A-Za-z][A-Za-z0-9]*)-(\d{1,6})")


@dataclass(frozen=True)
class Listed:
    """A round in the list: its statements' languages, and how many items of each kind it has."""

    round: Round
    languages: list[str]
    counts: list[tuple[str, int]]
    open: int


class RoundListView(LedgerView):
    """The rounds by dialogue, newest first. A page begins after a round, or ends before one: ``?after=USMX-7``."""

    template_name = "ledger/round_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        faults: list[str] = []
        rounds, has_previous, has_next = self._page(faults)
        counts, followed = self._counts(rounds)
        texts: dict[int, list[str]] = defaultdict(list)
        held = self.rows(Statement.objects.filter(round__in=rounds).exclude(text=""))
        for key, language in held.values_list("round", "language"):
            texts[key].append(wording.language(language))
        return super().get_context_data(
            rounds=[
                Listed(round, sorted(set(texts[round.pk])), _by_kind(counts[round.pk]), followed[round.pk])
                for round in rounds
            ],
            faults=faults,
            reviews=under_review(self)[:FEW],
            previous=page_address("ledger:round-list", before=_name(rounds[0])) if has_previous else "",
            next=page_address("ledger:round-list", after=_name(rounds[-1])) if has_next else "",
            unmet=self._without_rounds(),
            edited={row.code for row in self.rights.dialogues_where(Permission.CURATE)},
            may_start=self.rights.starts_dialogues,
            may_curate=self.rights.may_somewhere(Permission.CURATE),
            **kwargs,
        )

    def _page(self, faults: list[str]) -> tuple[list[Round], bool, bool]:
        """Return the rounds of the page, and whether there are others before and after; a place that is none
        is a fault.
        """
        rows = self.rows(Round.objects.select_related("dialogue")).order_by("dialogue__code", "-number")
        before, after = self.request.GET.get("before", ""), self.request.GET.get("after", "")
        if place := _PLACE.fullmatch(before or after):
            code, number = place[1], int(place[2])
            sooner = Q(dialogue__code__lt=code) | Q(dialogue__code=code, number__gt=number)
            later = Q(dialogue__code__gt=code) | Q(dialogue__code=code, number__lt=number)
            found = list((rows.filter(sooner).reverse() if before else rows.filter(later))[: SIZE + 1])
            if found:
                more, found = len(found) > SIZE, found[:SIZE]
                return (found[::-1], more, True) if before else (found, True, more)
        if before or after:
            faults.append(_("There is no such place in the list: this is its beginning."))
        found = list(rows[: SIZE + 1])
        return found[:SIZE], False, len(found) > SIZE

    def _without_rounds(self) -> list[Dialogue]:
        """Return the dialogues that have no round yet."""
        return list(self.rows(Dialogue.objects.filter(rounds=None)))

    def _counts(self, rounds: list[Round]) -> tuple[dict[int, Counter[tuple[Any, Any]]], Counter[int]]:
        """Count, by the rounds' keys, their items by kind, and how many are live and open."""
        items = self.rows(Item.objects.current().without_steps().filter(round__in=rounds)).order_by()
        counted = items.values_list("round", "kind", "agreed_as").annotate(
            count=Count("pk"), open=Count("pk", filter=Q(is_open=True) & is_live())
        )
        kinds: dict[int, Counter[tuple[Any, Any]]] = defaultdict(Counter)
        followed: Counter[int] = Counter()
        for key, kind, agreed_as, count, is_open in counted:
            kinds[key][kind, agreed_as] = count
            followed[key] += is_open
        return kinds, followed


def _name(meeting: Round) -> str:
    """Return a round as an address names it."""
    return f"{meeting.dialogue.code}-{meeting.number}"


def _by_kind(counts: Counter[tuple[Any, Any]]) -> list[tuple[str, int]]:
    order = list(Kind)
    kinds = sorted(counts, key=lambda count: (order.index(count[0]), str(count[1])))
    return [(wording.kind(*kind), counts[kind]) for kind in kinds]
