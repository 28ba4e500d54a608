"""Choose the items that an act is done to: in the list, each carried along as it was seen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.db.models import BigIntegerField
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ledger.models import Item, User
from ledger.models.items import ItemQuerySet
from ledger.presentation.item_words import words
from ledger.presentation.timeline import TimelineEntry, since

MOST = 200
"""How many items one batch may hold: as many as a person can look through in a preview."""


class CannotChoose(Exception):
    """The items asked for cannot be acted on together; the sentence says why."""


@dataclass
class ChosenItems:
    """Items of one dialogue, in the order of their references, and the last entry of each that was seen."""

    items: Sequence[Item]
    seen: dict[int, int]

    @property
    def targets(self) -> list[tuple[Item, int]]:
        """The items as the write API takes them."""
        return [(item, self.seen[item.pk]) for item in self.items]

    @property
    def sent(self) -> list[str]:
        """The items as the page sends them back: each its key, and the entry that was seen."""
        return [f"{item.pk}:{seen}" for item, seen in self.targets]

    def only(self, items: Sequence[Item]) -> "ChosenItems":
        """Return the same with fewer items."""
        return ChosenItems(items, self.seen)

    def look_again(self, item_url: Callable[[Item], str]) -> list["Moved"]:
        """Return what was recorded since the items were seen; from now on they are seen as they are."""
        moved = [
            Moved(item.ref, item_url(item), words(item), since(item, seen))
            for item, seen in self.targets
            if item.last_sequence != seen
        ]
        self.seen = {item.pk: item.last_sequence for item in self.items}
        return moved


@dataclass(frozen=True)
class Moved:
    """An item on which somebody else was faster, with the entries that the writer has not seen."""

    ref: str
    address: str
    words: str
    lines: list[TimelineEntry] = field(default_factory=list)


def choice_of(request: HttpRequest, rows: ItemQuerySet) -> ChosenItems:
    """Return the items that a page was asked for, or sent back; ``rows`` are those to which the person may do this.

    An item of another dialogue, one beyond the person's rights and one that is not there are refused alike. Raises
    CannotChoose.
    """
    if request.method == "POST":
        seen = _parsed(request.POST.getlist("target"))
        return ChosenItems(items_for(rows, seen), seen)
    items = items_for(rows, _parsed(f"{key}:0" for key in request.GET.getlist("item")))
    return ChosenItems(items, {item.pk: item.last_sequence for item in items})


def own_batch(user: User, request_id: UUID) -> UUID:
    """Return the batch of a person's request: the same for the same request, and nobody else's.

    An identifier that a program or a page sends might be that of another's batch, or of a spreadsheet on its way in,
    whose import would then look written.
    """
    return uuid5(request_id, str(user.uuid))


def _parsed(sent: Iterable[str]) -> dict[int, int]:
    try:
        pairs = [target.split(":") for target in sent]
        found = {int(key): int(seen) for key, seen in pairs}
    except ValueError:
        raise CannotChoose(_not_there()) from None
    if any(abs(key) > BigIntegerField.MAX_BIGINT for key in found):  # more than a database can look for
        raise CannotChoose(_not_there())
    return found


def items_for(rows: ItemQuerySet, keys: Iterable[int]) -> list[Item]:
    """Find those of the rows by their keys, in the order of their references. Raises CannotChoose."""
    wanted = set(keys)
    if not wanted:
        raise CannotChoose(_("Choose items first."))
    if len(wanted) > MOST:
        raise CannotChoose(_("Choose %(most)d items at most at a time.") % {"most": MOST})
    items: list[Item] = list(rows.filter(pk__in=wanted).in_ref_order())
    if len(items) != len(wanted):
        raise CannotChoose(_not_there())
    if len({item.round.dialogue_id for item in items}) > 1:
        raise CannotChoose(_("Choose items of one dialogue at a time."))
    return items


def _not_there() -> str:
    return _("Some of the items chosen are not there, or not yours to do this to: choose again.")
