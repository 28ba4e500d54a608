"""The workspace: what waits for whom, own items, differing voices, the latest entries, and how statuses are spread."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext, pgettext

from ledger.models import DialogueRuleChange, Entry, Item, SourceFile, Statement
from ledger.models.capped_counts import CappedCount, capped_counts
from ledger.models.entries import EntryQuerySet
from ledger.models.items import ItemQuerySet, is_continued
from ledger.presentation.item_rows import for_lines, for_rows
from ledger.presentation.positions import PositionRow, position_grids
from ledger.views.base import LedgerView, page_address
from ledger.views.pinned_views import counted_views
from ledger.views.questions import WorkspaceQuestions, questions_on_workspace
from ledger.views.statement import under_review
from ledger.views.status_chart import spread_of
from ledger.vocabulary import Act, Audience

SHOWN = 12
"""How many rows a list of the workspace holds; the list behind it holds all."""
FEW = 6
CAP = 1000
"""Counts go no further: they are to be read, not added up."""
STEPS_TOO = {"steps": "with"}
"""What a list is asked for that holds work to be done: steps are done as items are."""
NEW = datetime.timedelta(days=14)
"""How long an account that records nothing is shown the way from statement to report."""


@dataclass(frozen=True)
class Waiting:
    """A count that leads to the list behind it; ``count`` is at most one more than the cap.

    ``matters`` says how many of them stand for their matter, where rounds continue some of them; None otherwise.
    """

    count: int
    label: str
    address: str
    matters: "Waiting | None" = None


@dataclass(frozen=True)
class Mine:
    """An item of one's own, and by how many days its review date has passed."""

    item: Item
    days_over: int


@dataclass(frozen=True)
class Differing:
    """An item and its rows of positions that differ."""

    item: Item
    rows: list[PositionRow]


class HomeView(LedgerView):
    """The workspace. Counts are those of the lists; what it shows itself is of each matter its newest live item."""

    template_name = "ledger/home.html"

    def without_a_role(self) -> HttpResponseBase:
        """Lead a person who only keeps accounts to the admin."""
        return redirect("admin:index") if self.request.user.is_staff else super().without_a_role()

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        day, user = timezone.localdate(), self.user
        questions = questions_on_workspace(self)
        items = self.rows(Item.objects.current())
        entries = self.rows(Entry.objects.all())
        proposed = self._proposed(entries)
        return super().get_context_data(
            today=day,
            waiting=self._waiting(items, proposed, day) + _asked(questions),
            pinned=counted_views(self, CAP),
            questions=questions,
            few=FEW,
            mine=_mine(items.open_of(user).filter(~is_continued()), day),
            differing=_differing(self.rows(Item.objects.live())),
            proposed=None if proposed is None else for_lines(proposed)[:FEW],
            statements=None if proposed is None else self._statements()[:FEW],
            files=None if proposed is None else self._files()[:FEW],
            rule_changes=None if proposed is None else self._rule_changes()[:FEW],
            # By their keys: a wrong clock may have stamped some of them years ahead.
            latest=for_lines(entries.order_by("-pk"))[:SHOWN],
            spread=spread_of(self),
            reviews=under_review(self)[:FEW],
            shows_way=self._shows_way(),
            may_record=self._may_record,
            may_hand_over=self.rights.may_somewhere(Act.AMEND),
            **kwargs,
        )

    @property
    def _may_record(self) -> bool:
        return self.rights.may_somewhere(Act.NOTE)

    def _shows_way(self) -> bool:
        """Tell whether the account is new; that of a person who may record is, until their first entry."""
        if self._may_record:
            return not Entry.objects.filter(author=self.user).exists()
        return timezone.now() - self.user.date_joined < NEW

    def _waiting(
        self, items: ItemQuerySet, proposed: EntryQuerySet | None, day: datetime.date
    ) -> list[Waiting]:
        asked: list[tuple[ItemQuerySet, str, dict[str, str]]] = [
            (items.to_review(day), pgettext("count of items", "to review"), {"review": "due"}),
            (
                items.open_of(self.user),
                pgettext("count of items", "mine"),
                {"officer": "me", "status": "open"},
            ),
            (items.overdue(day), pgettext("count of items", "overdue"), {"overdue": "1"}),
            (items.stale(day, self.rights.dialogues), pgettext("count of items", "stale"), {"stale": "1"}),
            (items.differing(), pgettext("count of items", "differing"), {"differing": "1"}),
        ]
        counted: list[QuerySet[Any]] = [rows for rows, _label, _wanted in asked]
        if proposed is not None:
            counted.append(proposed)
        counts = capped_counts(counted, CAP)
        waiting = [
            _waiting(count, label, wanted | STEPS_TOO)
            for count, (_rows, label, wanted) in zip(counts, asked, strict=False)
        ]
        if proposed is not None:
            waiting.append(Waiting(counts[-1].rows, pgettext("count of items", "to release"), "#release"))
        return waiting

    def _statements(self) -> QuerySet[Statement]:
        """Select statements proposed to a wider audience than they have, for who may release."""
        rows = self.rows(Statement.objects.waiting()).filter(
            round__dialogue__in=self.rights.dialogues_where(Act.RELEASE)
        )
        return rows.select_related("round__dialogue").defer("text").order_by("-pk")

    def _files(self) -> QuerySet[SourceFile]:
        """Select files on rounds proposed to a wider audience than they have, for who may release."""
        rows = self.rows(SourceFile.objects.waiting()).filter(
            round__dialogue__in=self.rights.dialogues_where(Act.RELEASE)
        )
        return rows.select_related("round__dialogue").order_by("-pk")

    def _rule_changes(self) -> QuerySet[DialogueRuleChange]:
        """Return changes of rules that wait for a second person, for who may approve them."""
        rows = DialogueRuleChange.objects.filter(
            decided_at=None, dialogue__in=self.rights.dialogues_where(Act.RELEASE)
        )
        return rows.exclude(requested_by=self.user).select_related("dialogue").order_by("-pk")

    def _proposed(self, entries: EntryQuerySet) -> EntryQuerySet | None:
        """Select entries proposed to an audience that nobody has released or kept back yet; None for who may
        not release.
        """
        dialogues = self.rights.dialogues_where(Act.RELEASE)
        if not dialogues:
            return None
        settled = Entry.objects.filter(releases=OuterRef("pk"))
        return (
            entries.standing()
            .filter(item__round__dialogue__in=dialogues, item__is_withdrawn=False)
            .filter(act__in=[act for act in Act if act.is_releasable])
            .exclude(proposed_audience=Audience.INTERNAL)
            .filter(~Exists(settled))
            .order_by("-pk")
        )


def _asked(questions: WorkspaceQuestions) -> list[Waiting]:
    """Return the count of questions that wait for the person, where there are any."""
    label, count = pgettext("count of questions", "asked of you"), len(questions.of_me)
    address = page_address("ledger:question-list") + "#asked-of-you"
    return [Waiting(count, label, address)] if count else []


def _waiting(found: CappedCount, label: str, wanted: dict[str, str]) -> Waiting:
    """Say how many items were counted, and in how many matters where rounds continue some of them."""
    by_matter = None
    if found.matters < found.rows <= CAP:
        count = found.matters
        words = ngettext("in %(count)s matter", "in %(count)s matters", count) % {"count": count}
        by_matter = Waiting(count, words, page_address("ledger:item-list", **wanted, heads="1"))
    return Waiting(found.rows, label, page_address("ledger:item-list", **wanted), by_matter)


def _mine(items: ItemQuerySet, day: datetime.date) -> list[Mine]:
    by_review = for_rows(items).order_by(F("review_on").asc(nulls_last=True), "pk")[:SHOWN]
    return [Mine(item, (day - item.review_on).days if item.review_on else 0) for item in by_review]


def _differing(live: ItemQuerySet) -> list[Differing]:
    items = list(for_rows(live.differing()).order_by(F("status_on").desc(nulls_last=True), "-pk")[:FEW])
    grids = position_grids(items)
    return [Differing(item, [row for row in grids[item.pk] if row.differs]) for item in items]
