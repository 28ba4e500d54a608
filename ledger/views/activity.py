"""What was done, by whom, in which batch, with its undoing for as long as that is possible; one's own first."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Model
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.actions.bulk import MOST, UNDOABLE, may_undo, overtaken_batches
from ledger.filters.activity import ENTRIES, LOGGED, ActivityFilter, Deed, deed_from
from ledger.forms.activity import EVERYBODY, ActivityForm
from ledger.models import ITEM_FIELDS, Entry, User
from ledger.presentation import wording
from ledger.presentation.item_rows import for_lines
from ledger.views.activity_changes import LoggedRow, name_of, read_changes
from ledger.views.base import LedgerView, page_address
from ledger.vocabulary import Act

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SIZE = 50
CHANGED: "dict[str, StrOrPromise]" = {
    "+": gettext_lazy("added"),
    "~": gettext_lazy("changed"),
    "-": gettext_lazy("removed"),
}
"""What a row of a change log says was done."""


@dataclass
class ActivityLine:
    """A deed as the page shows it: an entry, the entries of a batch, or a change of a reference row.

    ``counts`` are a batch's acts; ``undo`` and ``correct`` lead there, empty where the person may not, or not any more.
    """

    deed: Deed
    who: str
    entry: Entry | None = None
    batch: UUID | None = None
    counts: list[tuple[str, int]] = field(default_factory=list)
    items: int = 0
    undo: str = ""
    correct: str = ""
    is_overtaken: bool = False
    kind: str = ""
    name: str = ""
    change: "StrOrPromise" = ""
    fields: str = ""
    reason: str = ""
    address: str = ""

    @property
    def day(self) -> datetime.date:
        """The day in the ledger's time zone."""
        return timezone.localtime(self.deed.moment).date()

    @property
    def clerical_of(self) -> tuple[int, datetime.date] | None:
        """Whose clerical amendment of which day it is; None for any other deed."""
        entry = self.entry
        if entry is None or self.batch or entry.act is not Act.AMEND:
            return None
        is_clerical = all(name in ITEM_FIELDS and ITEM_FIELDS[name].is_working for name in entry.changes)
        return (entry.author_id, self.day) if is_clerical else None


@dataclass(frozen=True)
class ActivityFold:
    """Clerical amendments in a row, by one person on one day, shown as one line."""

    lines: list[ActivityLine]

    @property
    def fields(self) -> str:
        """Which working fields were amended."""
        names = dict.fromkeys(name for line in self.lines if line.entry for name in line.entry.changes)
        return wording.listed(map(wording.field, names))


class ActivityView(LedgerView):
    """The page: the newest deeds first, by day, ``?after=`` for the next ones."""

    template_name = "ledger/activity.html"

    # --- What is asked

    @cached_property
    def colleagues(self) -> dict[int, User]:
        """The people who hold or held a role in the person's dialogues: others stay unnamed."""
        people = User.objects.filter(memberships__dialogue__in=self.rights.dialogues).distinct()
        return {person.pk: person for person in people.order_by("last_name", "first_name", "username")}

    @cached_property
    def form(self) -> ActivityForm:
        others = [person for person in self.colleagues.values() if person.pk != self.user.pk]
        return ActivityForm(self.request.GET, dialogues=self.rights.dialogues, others=others)

    @property
    def filter(self) -> ActivityFilter:
        """The filter as asked; valid forms alone have one."""
        asked = self.form.cleaned_data
        person = {"": self.user.pk, EVERYBODY: None}.get(asked["person"], asked["person"])
        dialogues = {dialogue.code: dialogue for dialogue in self.rights.dialogues}
        return ActivityFilter(
            user=self.user,
            person=None if person is None else int(person),
            dialogue=dialogues.get(asked["dialogue"]),
            kind=asked["kind"],
            day=asked["day"],
        )

    # --- From request to response

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        deeds, has_next, faults = self._page()
        lines = self._lines(deeds)
        return super().get_context_data(
            form=self.form,
            days=[(day, list(_folded(list(some)))) for day, some in groupby(lines, lambda line: line.day)],
            faults=faults,
            in_force=self.form.in_force(self.user) if self.form.is_valid() else [],
            is_mine=not self.request.GET.get("person"),
            everybody=self._address(person=EVERYBODY),
            first=self._address() if self.request.GET.get("after") else "",
            next=self._address(after=str(deeds[-1])) if has_next else "",
            **kwargs,
        )

    def _page(self) -> tuple[list[Deed], bool, list[str]]:
        """Return the deeds of the page, whether there are older ones, and what of the address makes no sense."""
        if not self.form.is_valid():
            return [], False, []
        faults, after = [], None
        if asked := self.request.GET.get("after", ""):
            try:
                after = deed_from(asked)
            except (ValueError, OverflowError):
                faults.append(_("There is no such place in the list: this is its beginning."))
        return *self.filter.page(after, SIZE), faults

    def _address(self, **params: str) -> str:
        asked: QueryDict = self.request.GET.copy()
        for name, value in {"after": "", **params}.items():
            asked.pop(name, None)
            if value:
                asked[name] = value
        place = page_address("ledger:activity")
        return f"{place}?{asked.urlencode()}" if asked else place

    # --- What is shown

    def _lines(self, deeds: Sequence[Deed]) -> list[ActivityLine]:
        keys: dict[int, list[int]] = defaultdict(list)
        for deed in deeds:
            keys[deed.source].append(deed.key)
        rows: dict[tuple[int, int], Any] = {
            (ENTRIES, entry.pk): entry for entry in self._entries(keys.pop(ENTRIES, []))
        }
        for source, found in keys.items():
            model = LOGGED[source - 1]
            logged = self.rows(model.history.model.objects.filter(history_id__in=found))  # type: ignore[attr-defined]
            rows |= {(source, row.history_id): row for row in read_changes(model, logged)}
        batches = self._batches([row for (source, _key), row in rows.items() if source == ENTRIES])
        lines = []
        for deed in deeds:
            row = rows.get((deed.source, deed.key))
            if isinstance(row, Entry):
                lines.append(self._written(deed, row, batches))
            elif row is not None:
                lines.append(self._changed(deed, row))
        return lines

    def _entries(self, keys: list[int]) -> list[Entry]:
        rows = self.rows(Entry.objects.filter(pk__in=keys))
        return list(for_lines(rows).select_related("item__round__dialogue", "corrected_by"))

    def _written(self, deed: Deed, entry: Entry, batches: "dict[UUID, BatchShown]") -> ActivityLine:
        line = ActivityLine(deed, self._name(entry.author_id), entry, entry.batch)
        if entry.batch:
            shown = batches[entry.batch]
            line.counts, line.items = shown.counts, shown.items
            line.undo, line.is_overtaken = shown.undo, shown.is_overtaken
        elif entry.voice and not entry.retracts:
            line.is_overtaken = hasattr(entry, "corrected_by")
            if not line.is_overtaken and self._may_undo(entry):
                where = (entry.item.ref, entry.sequence, "correct")
                line.correct = reverse("ledger:item-entry-act", args=where)
        return line

    def _name(self, person: int | None) -> str:
        """Name a person of one's own dialogues; others only as far as that."""
        if person is None:
            return _("a command")
        return str(
            self.colleagues.get(person) or (self.user if person == self.user.pk else _("somebody else"))
        )

    # --- Batches

    def _batches(self, firsts: Sequence[Entry]) -> "dict[UUID, BatchShown]":
        """Return what each of the entries' batches holds for the person, and whether they may undo it."""
        found = {entry.batch: BatchShown() for entry in firsts if entry.batch}
        if not found:
            return {}
        among = Entry.objects.filter(batch__in=found).order_by()
        seen = self.rows(among).values_list("batch", "act").annotate(count=Count("pk"))
        for batch, act, count in seen:
            found[batch].acts[act] += count
        on = self.rows(among).values_list("batch").annotate(count=Count("item", distinct=True))
        for batch, count in on:
            found[batch].items = count
        sizes = dict(among.values_list("batch").annotate(count=Count("pk")))
        # What is larger was no act on many items: whether it can be undone, its own page says.
        small = [batch for batch, shown in found.items() if sizes[batch] == shown.acts.total() <= MOST]
        whole = self.rows(Entry.objects.filter(batch__in=small).select_related("item__round__dialogue"))
        self._offer_undoing(found, small, list(whole) if small else [])
        return found

    def _offer_undoing(
        self, found: "dict[UUID, BatchShown]", small: Sequence[UUID], entries: Sequence[Entry]
    ) -> None:
        """Give those of the small batches their undoing of which the person may undo each entry, as they stand."""
        overtaken = overtaken_batches(entries) if entries else set()
        kept = {entry.batch for entry in entries if not self._may_undo(entry)}
        for batch in small:
            found[batch].is_overtaken = batch in overtaken
            if batch not in overtaken | kept and set(found[batch].acts) <= UNDOABLE:
                found[batch].undo = reverse("ledger:batch-undo", args=(batch,))

    def _may_undo(self, entry: Entry) -> bool:
        dialogue = entry.item.round.dialogue
        return may_undo(self.rights, entry.act, dialogue, is_own=entry.author_id == self.user.pk)

    # --- Changes of reference rows

    def _changed(self, deed: Deed, row: LoggedRow) -> ActivityLine:
        model = LOGGED[deed.source - 1]
        is_named = row.history_user_id in {None, self.user.pk, *self.colleagues}
        return ActivityLine(
            deed,
            self._name(row.history_user_id),
            kind=wording.begin(str(model._meta.verbose_name)),
            name=name_of(model, row),
            change=CHANGED[row.history_type],
            fields=wording.listed(row.edited) if row.edited else "",
            reason=(row.history_change_reason or "") if is_named else "",
            address=self._log_of(model, row),
        )

    def _log_of(self, model: type[Model], row: LoggedRow) -> str:
        """Return the address of the row's change log in the admin, for those who go there."""
        if not self.user.is_staff or row.history_type == "-":
            return ""
        try:
            return reverse(f"admin:ledger_{model._meta.model_name}_history", args=(row.id,))
        except NoReverseMatch:
            return ""


@dataclass
class BatchShown:
    """What a batch holds, as far as the person sees it, and whether they may undo it."""

    acts: Counter[Act] = field(default_factory=Counter)
    items: int = 0
    undo: str = ""
    is_overtaken: bool = False

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The acts in words, each with how many entries do it."""
        return [(_(act.label), self.acts[act]) for act in Act if self.acts[act]]


def _folded(lines: Sequence[ActivityLine]) -> "Iterator[ActivityLine | ActivityFold]":
    """Fold clerical amendments in a row into one line."""
    for whose, some in groupby(lines, lambda line: line.clerical_of):
        together = list(some)
        if whose is None or len(together) == 1:
            yield from together
        else:
            yield ActivityFold(together)
