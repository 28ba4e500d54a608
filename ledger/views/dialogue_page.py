"""Pages that speak of one dialogue at a time: the one in the address, else the first of one's own."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from ledger.models import Dialogue, Round
from ledger.views.base import LedgerView

ROUNDS = 8
"""How many rounds a page shows; earlier ones are a link away."""


@dataclass(frozen=True)
class DialogueChoice:
    """A dialogue that a page can speak of, and the address of that page."""

    dialogue: Dialogue
    address: str
    is_chosen: bool


class DialogueView(LedgerView):
    """A page about one of the person's dialogues, named by ``?dialogue=CODE``; 404 for any other."""

    def choose(self, offered: list[Dialogue]) -> Dialogue:
        """Return the dialogue asked for, else the first of those offered, else the first of one's own."""
        code = self.request.GET.get("dialogue")
        if not code:
            return (offered or self.rights.dialogues)[0]
        for dialogue in self.rights.dialogues:
            if dialogue.code == code:
                return dialogue
        raise Http404

    def choices(self, offered: list[Dialogue], chosen: Dialogue) -> list[DialogueChoice]:
        """Return links to the same page for each dialogue; empty where there is but one."""
        if len(offered) < 2:
            return []
        return [
            DialogueChoice(dialogue, f"?dialogue={dialogue.code}", dialogue == chosen) for dialogue in offered
        ]

    def shown_of(self, rounds: QuerySet[Round]) -> tuple[list[Round], int | None, int | None]:
        """Return the rounds that the page shows, up to ``?until=``; and where the earlier and later ones end."""
        found = list(rounds.select_related("dialogue").order_by("number"))
        given = self.request.GET.get("until", "")
        until = int(given) if given.isdecimal() and len(given) < 9 else None
        last = len(found) if until is None else sum(round.number <= until for round in found)
        first = max(last - ROUNDS, 0)
        later = found[min(last + ROUNDS, len(found)) - 1].number if last < len(found) else None
        return found[first:last], found[first - 1].number if first else None, later
