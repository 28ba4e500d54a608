"""The dashboard: where items stand now and stood on a day, by topic and by kind; each figure leads to its list."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.access import visible_in
from ledger.days import later, years_before
from ledger.filters.offered import NONE
from ledger.forms.dashboard import DashboardForm
from ledger.models import Item, Topic
from ledger.models.items import ItemQuerySet
from ledger.models.past_status import Whose, moved_since
from ledger.models.topic_tree import TopicTree
from ledger.presentation import wording
from ledger.presentation.item_rows import for_rows
from ledger.presentation.status_counts import (
    DashboardCounts,
    ThenAndNow,
    counted,
    days_between,
    kept_counts,
)
from ledger.views.base import LedgerView, page_address
from ledger.views.status_curve import Curve, curve_of
from ledger.vocabulary import Status

MOVED = 20
"""How many items that moved it shows; the list has all."""


@dataclass(frozen=True)
class StatusFigure:
    """The number of items that have a status now and had it then, with the lists of both."""

    status: Status
    now: int
    then: int
    now_address: str
    then_address: str

    @property
    def change(self) -> int:
        return self.now - self.then

    @property
    def change_words(self) -> str:
        """The difference: "3 more", "1 fewer"; empty for none."""
        count = abs(self.change)
        words = {"count": wording.number(count).label}
        if self.change > 0:
            return ngettext("%(count)s more", "%(count)s more", count) % words
        return ngettext("%(count)s fewer", "%(count)s fewer", count) % words if count else ""


@dataclass(frozen=True)
class FigureRow:
    """A topic or a kind, and its figures: one for each status of the page, None where there is and was no item."""

    label: str
    address: str
    figures: list[StatusFigure | None]
    depth: int = 0
    curve: Curve | None = None


class DashboardView(LedgerView):
    """Statuses now and on a day of the person's own dialogues, or of one of them; a year ago where no day is given."""

    template_name = "ledger/dashboard.html"
    day: datetime.date
    """The day that was chosen, once the form has found it fit."""

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        form = DashboardForm(self.request.GET, dialogues=self.rights.dialogues)
        shown = {}
        if form.is_valid():
            self.day = form.cleaned_data["as_of"] or years_before(self.today, 1)
            shown = self._figures()
        return super().get_context_data(form=form, today=self.today, **shown, **kwargs)

    @cached_property
    def today(self) -> datetime.date:
        return timezone.localdate()

    @property
    def _asked(self) -> dict[str, str]:
        """What the page was asked beside the day."""
        given = {name: self.request.GET.get(name, "") for name in ("dialogue", "voice")}
        return {name: value for name, value in given.items() if value}

    @property
    def whose(self) -> Whose:
        """Whose word the statuses are."""
        return Whose(self._asked.get("voice", Whose.NEWEST))

    @cached_property
    def items(self) -> ItemQuerySet:
        rows: ItemQuerySet = self.rows(Item.objects.live().without_steps())
        code = self._asked.get("dialogue")
        return rows.filter(round__dialogue__code=code) if code else rows

    @cached_property
    def dialogues(self) -> list[int]:
        """The keys of the dialogues whose items are counted."""
        code = self._asked.get("dialogue")
        return [dialogue.pk for dialogue in self.rights.dialogues if code in {None, dialogue.code}]

    def _figures(self) -> dict[str, Any]:
        days, tree = (
            days_between(self.day, self.today),
            TopicTree(visible_in(self.dialogues, Topic.objects.all())),
        )
        counts = kept_counts(self.dialogues, days, self.whose, tree)
        counts = counts or counted(self.items, days, self.whose, tree)
        statuses = counts.statuses
        return {
            "is_shown": True,
            "is_office": self.whose is Whose.OFFICE,
            "day": self.day,
            "earlier": self._earlier(),
            "statuses": statuses,
            "topics": self._topics(counts, statuses, days),
            "kinds": [
                self._row(
                    wording.begin(wording.kind(*place)), {"kind": str(place[1] or place[0])}, found, statuses
                )
                for place, found in counts.by_kind.items()
            ],
            **self._moved(counts),
        }

    def _moved(self, counts: DashboardCounts) -> dict[str, Any]:
        """Return what moved since the day, the newest first, and how much was opened since."""
        items = for_rows(moved_since(self.items, self.day, self.whose)).order_by(F("moved_on").desc(), "-pk")
        return {
            "moved": items[:MOVED] if counts.moved else [],
            "moved_count": counts.moved,
            "moved_address": self._list(moved_since=self.day.isoformat()),
            "opened_count": counts.opened,
            "opened_address": self._list(opened_since=self.day.isoformat()),
        }

    def _topics(
        self, counts: DashboardCounts, statuses: list[Status], days: list[datetime.date]
    ) -> list[FigureRow]:
        return [
            self._row(
                topic.name,
                {"topic": topic.slug},
                counts.by_topic[topic],
                statuses,
                depth=depth,
                curve=curve_of(days, counts.over_time[topic]),
            )
            for topic, depth in counts.topics
        ]

    def _row(
        self,
        label: str,
        asked: Mapping[str, str],
        found: ThenAndNow,
        statuses: list[Status],
        depth: int = 0,
        curve: Curve | None = None,
    ) -> FigureRow:
        figures = [self._figure(asked, status, found) for status in statuses]
        return FigureRow(label, self._list(**asked), figures, depth, curve)

    def _figure(self, asked: Mapping[str, str], status: Status, found: ThenAndNow) -> StatusFigure | None:
        now, then = found.now[status], found.then[status]
        if not now and not then:
            return None
        address = self._list(**asked, status=status.value)
        past = self._list(**asked, status=status.value, as_of=self.day.isoformat())
        return StatusFigure(status, now, then, address, past)

    def _list(self, **asked: str) -> str:
        """Return the list of live items with some filters, of the dialogue that was chosen, by the same word."""
        said: dict[str, str] = {}
        if self.whose is Whose.NEWEST and asked.keys() & {"status", "moved_since"}:
            said = {"voice": self.whose.value}
        elif "status" in asked:
            said = {"voice": self.whose.value, "party": NONE}
        dialogue = {name: value for name, value in self._asked.items() if name == "dialogue"}
        return page_address("ledger:item-list", **dialogue, **said, **asked, live="1")

    def _earlier(self) -> list[tuple[str, str]]:
        """Return days that are often asked for, each with the address of its page."""
        days = {
            _("a month ago"): later(self.today, -30),
            _("three months ago"): later(self.today, -91),
            _("a year ago"): years_before(self.today, 1),
            _("three years ago"): years_before(self.today, 3),
        }
        return [
            (label, page_address("ledger:dashboard", **self._asked, as_of=day.isoformat()))
            for label, day in days.items()
        ]
