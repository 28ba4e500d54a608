"""The filters that ask for statuses: in whose voice, about which party, today or as of a past day."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from ledger.filters.offered import NONE
from ledger.models import Entry, Position
from ledger.models.items import ItemQuerySet
from ledger.models.past_status import Whose, status_now, status_on
from ledger.vocabulary import Status, Voice

if TYPE_CHECKING:
    from django.forms import Form

OPENNESS = ("open", "closed")
"""Values of the status that say whether our office has closed the item."""


class StatusFiltersMixin:
    """The status, voice and party filters of a list of items, and what its status column then shows."""

    if TYPE_CHECKING:
        form: Form

        @classmethod
        def label_of(cls, name: str) -> str: ...

    @property
    def whose(self) -> Whose | None:
        """Whose word a status is, where each item has one; None where every position in some voices is asked."""
        voice, parties, statuses = self._given("voice"), self._several("party"), self._several("status")
        if voice == Whose.NEWEST:
            return Whose.NEWEST
        is_office = (voice, parties) == (Voice.OFFICE, [NONE])
        # Whether an item is open, our office alone says.
        is_openness = bool(statuses) and {*statuses} <= {*OPENNESS} and self.is_silence_counted
        return Whose.OFFICE if is_office or is_openness else None

    @property
    def status_label(self) -> str:
        """What the status that is filtered by is called: it says in whose voice."""
        is_any = self.whose is None and not self._given("voice")
        return _("Status, in any voice") if is_any else self.label_of("status")

    @property
    def is_silence_counted(self) -> bool:
        """Whether the list as it is holds the items too of which nobody says anything."""
        return not self._given("voice") and not self._several("party")

    def _given(self, name: str) -> str:
        """Return the value of a choice that is in force; empty for none."""
        return str(self.form.cleaned_data.get(name) or "") if self.form.is_valid() else ""

    def _several(self, name: str) -> list[str]:
        """Return the values of a filter that are in force, in the order given."""
        return list(self.form.cleaned_data.get(name) or ()) if self.form.is_valid() else []

    def statuses_of(self, items: ItemQuerySet) -> list[tuple[int, Status]]:
        """Return each of the items (primary key) with the statuses by which the filter finds it. One query."""
        if self.whose:
            return list(items.annotate(word=self._word(self.whose)).values_list("pk", "word"))
        assessed: QuerySet[Any] = self._positions(items).exclude(status=Status.UNASSESSED).order_by()
        return list(assessed.values_list("item", "status").distinct())

    def _word(self, whose: Whose) -> Case | F | Coalesce:
        return status_on(self._day, whose) if self._day else status_now(whose)

    # --- Each filter

    def by_status(self, items: ItemQuerySet, _name: str, values: list[str]) -> ItemQuerySet:
        """Select by statuses in any voice, unless a voice or a party is chosen; open and closed are our office's."""
        if self.whose:
            return items.annotate(word=self._word(self.whose)).filter(word__in=_statuses(values))
        openness = [value for value in values if value in OPENNESS]
        said = [value for value in values if value not in (*OPENNESS, Status.UNASSESSED)]
        wanted = self._in_status(_statuses(said)) if said else Q()
        if openness and self.is_silence_counted:  # beside statuses in any voice
            items = items.annotate(word=self._word(Whose.OFFICE))
            wanted |= Q(word__in=_statuses(openness))
            openness = []
        for value in [*openness, *({*values} & {Status.UNASSESSED.value})]:
            wanted |= self._in_status(_statuses([value]))
        return items.filter(wanted)

    def _in_status(self, meant: Sequence[Status]) -> Q:
        """Select items with a position of these statuses; unassessed are those of which nobody says anything else."""
        if Status.UNASSESSED in meant:
            return ~self._has_position(status__in=[status for status in Status if status not in meant])
        return self._has_position(status__in=meant)

    def by_position(self, items: ItemQuerySet, name: str, value: str | list[str]) -> ItemQuerySet:
        """Select items on which there is a position such as was chosen; a status chosen too asks for all at once."""
        is_newest = self.whose is Whose.NEWEST  # the status is that of the item, about any party
        is_asked = bool(self.form.cleaned_data.get("status")) and not is_newest
        is_asked = is_asked or (name, value) == ("voice", Whose.NEWEST)
        return items if is_asked else items.filter(self._has_position())

    @property
    def _day(self) -> datetime.date | None:
        """The past day that was chosen, if any."""
        chosen: datetime.date | None = self.form.cleaned_data.get("as_of")
        return chosen

    def _has_position(self, **asked: object) -> Q:
        """Select items with a position such as was chosen.

        As of a past day what stood is ranked once, among the entries of all items: PostgreSQL would rank it for each
        item anew, which took it half a minute for 72, and SQLite's parser takes no list of items within.
        """
        if self._day:
            return Q(pk__in=self._positions(None).filter(**asked).order_by().values("item"))
        return Q(Exists(self._positions(OuterRef("pk")).filter(**asked)))

    def _positions(self, items: ItemQuerySet | OuterRef | None) -> "QuerySet[Position] | QuerySet[Entry]":
        """Select the positions on items, on the item of an outer query, or on any, in the voice and about the
        party chosen.
        """
        on: dict[str, object] = {"item": items} if isinstance(items, OuterRef) else {}
        if isinstance(items, ItemQuerySet):
            on = {"item__in": items.order_by().values("pk")}
        found: QuerySet[Position] | QuerySet[Entry] = Position.objects.filter(**on)
        if self._day:
            standing = Entry.objects.as_of(self._day).order_by().values("pk")
            found = Entry.objects.filter(**on, pk__in=standing)
        voice = self.form.cleaned_data.get("voice")
        if voice and voice != Whose.NEWEST:
            found = found.filter(voice=voice)
        if abouts := self.form.cleaned_data.get("party"):
            codes = [about for about in abouts if about != NONE]
            wanted = Q(about__code__in=codes) if codes else Q()
            found = found.filter(wanted | Q(about=None) if NONE in abouts else wanted)
        return found


def _statuses(values: Sequence[str]) -> list[Status]:
    """Return the statuses that some values mean."""
    return [
        status for status in Status if status in values or ("open" if status.is_open else "closed") in values
    ]
