"""A batch by its identifier: what it wrote, and its undoing, which is a batch of its own."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from ledger import access
from ledger.accounts.rights import Rights, rights_of
from ledger.actions.bulk.choosing import own_batch
from ledger.actions.site import AnyFormView, SiteView
from ledger.forms import UndoForm
from ledger.models import Dialogue, Entry, Handover, User
from ledger.models.entries import EntryQuerySet
from ledger.presentation.timeline import TimelineEntry, lines_of
from ledger.recording import RuleViolation, undo_batch
from ledger.vocabulary import Act, Permission


class BatchView(SiteView, TemplateView):
    """Show what a batch wrote, as far as the person sees it, and who may undo it: later too."""

    template_name = "ledger/batch_page.html"
    request: HttpRequest

    @property
    def batch(self) -> UUID:
        """The batch that the address names."""
        batch: UUID = self.kwargs["batch"]
        return batch

    # --- The batch

    @property
    def entries(self) -> EntryQuerySet:
        """The batch's entries that the person sees."""
        rows: EntryQuerySet = access.visible_to(self.request.user, Entry.objects.filter(batch=self.batch))
        return rows

    @cached_property
    def _counts_of_all(self) -> Counter[tuple[int, Act, bool]]:
        """How many entries the batch has, by dialogue, act and whether they are the person's own."""
        own = Count("pk", filter=Q(author=self.request.user.pk))
        rows = Entry.objects.filter(batch=self.batch).order_by().values_list("item__round__dialogue", "act")
        found: Counter[tuple[int, Act, bool]] = Counter()
        for dialogue, act, count, of_own in rows.annotate(count=Count("pk"), own=own):
            found[dialogue, act, True] = of_own
            found[dialogue, act, False] = count - of_own
        return +found

    @cached_property
    def counts(self) -> Counter[tuple[int, Act, bool]]:
        """The same of the entries that the person sees."""
        seen = {dialogue.pk for dialogue in rights_of(self.request).dialogues}
        return Counter({group: count for group, count in self._counts_of_all.items() if group[0] in seen})

    @property
    def acts(self) -> set[Act]:
        """What the entries do."""
        return {act for _dialogue, act, _is_own in self.counts}

    @cached_property
    def page(self) -> Page[Entry]:
        """The entries that the page shows, in the order of their items; a batch may be as long as a spreadsheet."""
        item_order = ("round__dialogue__code", "round__number", "number", "step_number")
        rows = self.entries.order_by(*(f"item__{name}" for name in item_order), "sequence")
        pages = Paginator(rows.select_related("item__round__dialogue"), PAGE_ENTRIES)
        pages.count = self.counts.total()  # known already, without a query
        return pages.get_page(self.request.GET.get("page"))

    @cached_property
    def lines(self) -> list[TimelineEntry]:
        """The entries of the page, as timelines show them."""
        rows: EntryQuerySet = self.page.object_list  # type: ignore[assignment]
        return lines_of(rows)

    @cached_property
    def undo_address(self) -> str:
        """Where it is undone: a handover as a whole, since views went along with the items."""
        if self.is_handover:
            return reverse("ledger:handover-detail", args=[self.batch])
        return self.batch_url(self.batch, undo=True)

    @cached_property
    def is_handover(self) -> bool:
        """Whether the batch is a handover's, which amends and does nothing else."""
        return self.acts == {Act.AMEND} and Handover.objects.filter(batch=self.batch).exists()

    @cached_property
    def is_overtaken(self) -> bool:
        """Whether something of the batch no longer stands as it was written: undone, corrected or changed again."""
        return is_overtaken(self.batch, self.acts)

    @property
    def may_undo(self) -> bool:
        """Whether the person may undo every entry of the batch, as it stands; what they do not see, they do not."""
        return self.is_theirs and not self.is_overtaken and self.acts <= UNDOABLE

    @cached_property
    def is_theirs(self) -> bool:
        """Whether the person may undo every entry of the batch."""
        rights = rights_of(self.request)
        dialogues = {dialogue.pk: dialogue for dialogue in rights.dialogues}
        return self.counts == self._counts_of_all and all(
            may_undo(rights, act, dialogues[key], is_own=is_own) for key, act, is_own in self.counts
        )

    # --- From request to response

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Return 404 for who sees nothing of the batch."""
        if not rights_of(request).dialogues:
            raise PermissionDenied
        self.check_seen()
        return super().dispatch(request, *args, **kwargs)

    def check_seen(self) -> None:
        """Raise Http404 for who sees nothing of the batch."""
        if not self.counts:
            raise Http404

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Give the batch, entry by entry."""
        context = {
            "title": _("Batch"),
            "list_address": self.list_url(),
            "batch_address": self.batch_url(self.batch),
            "undo_address": self.undo_address,
            "may_undo": self.may_undo,
            "is_overtaken": self.is_overtaken,
            "lines": [(line, self.item_url(line.entry.item)) for line in self.lines],
            "entry_count": self.counts.total(),
            "previous": self._page_address(self.page.number - 1),
            "next": self._page_address(self.page.number + 1),
        }
        return super().get_context_data(**context | kwargs)

    def _page_address(self, number: int) -> str:
        """Return the address of a page of the entries; empty where there is no such page."""
        return f"?page={number}" if 1 <= number <= self.page.paginator.num_pages else ""


class BatchUndoView(BatchView, AnyFormView):
    """Undoing a batch: confirmed, with a reason."""

    template_name = "ledger/batch_undo.html"
    form_class = UndoForm

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return self.refused() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return self.refused() or super().post(request, *args, **kwargs)

    def refused(self) -> HttpResponse | None:
        """Refuse who may not undo the whole batch; lead to the handover's own page where it is one."""
        if not self.is_theirs:
            raise PermissionDenied
        return HttpResponseRedirect(self.undo_address) if self.is_handover else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"item": self.lines[0].entry.item}

    def form_valid(self, form: UndoForm) -> HttpResponse:
        """Undo it, once; where the write API refused, the form says why."""
        user: User = self.request.user  # type: ignore[assignment]  # nobody else gets this far
        undoing = own_batch(user, form.cleaned_data["request_id"])
        done = Entry.objects.filter(batch=undoing, author=user)
        if not done.exists():
            try:
                undo_batch(
                    user=user,
                    batch=self.batch,
                    reason=form.cleaned_data["reason"],
                    undoing=undoing,
                )
            except RuleViolation as broken:
                # The same request, sent twice at once, finds everything undone: by itself.
                if not done.exists():
                    form.refuse(broken.fields)
                    return self.form_invalid(form)
        self.tell(undoing, done.count())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return self.batch_url(self.batch)

    def tell(self, undoing: UUID, count: int) -> None:
        """Say what undid it, which is a batch too."""
        words = ngettext(
            "The batch is undone, by %(count)d entry.", "The batch is undone, by %(count)d entries.", count
        )
        there = self.batch_url(undoing)
        sentence = words % {"count": count}
        link = format_html('{} <a href="{}">{}</a>', sentence, there, _("Show what undid it"))
        messages.success(self.request, link)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(**{"title": _("Undo the batch")} | kwargs)


PAGE_ENTRIES = 200
UNDOABLE = frozenset({Act.OPEN, Act.AMEND, Act.RELEASE, *(act for act in Act if act.is_correctable)})
"""What can be undone: a redacted text does not come back."""


def may_undo(rights: Rights, act: Act, dialogue: Dialogue, *, is_own: bool) -> bool:
    """Tell whether the person may undo an entry, theirs (``is_own``) or somebody else's: an item that was opened is
    withdrawn.
    """
    if act is Act.OPEN:
        return rights.may(Act.WITHDRAW, dialogue)
    if act in {Act.AMEND, Act.RELEASE}:
        return rights.may(act, dialogue)
    return rights.may(Act.CORRECT, dialogue) or (is_own and rights.may(Permission.MEND, dialogue))


def is_overtaken(batch: UUID, acts: set[Act]) -> bool:
    """Tell whether something of a batch, which does ``acts``, no longer stands as it was written (see
    ``overtaken_batches``). Of any size: the database is asked once or twice, and amendments alone are read.
    """
    written, others = Entry.objects.filter(batch=batch), Entry.objects.exclude(batch=batch)
    opened = written.filter(act=Act.OPEN).values("item")
    if others.filter(corrects__batch=batch).exists():
        return True
    if Act.OPEN in acts and others.filter(Q(item__in=opened) | Q(item__part_of__in=opened)).exists():
        return True
    changing = written.filter(act__in={Act.AMEND, Act.RELEASE} & acts)
    return bool({Act.AMEND, Act.RELEASE} & acts) and bool(overtaken_batches(list(changing)))


def overtaken_batches(entries: Sequence[Entry]) -> set[UUID | None]:
    """Return the batches, among those of the entries, of which something no longer stands as it was written.

    It was undone, corrected or changed again by an entry of no batch or of another; of an item that it opened, any
    entry does so, and any step. One query.
    """
    on_item: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        on_item[entry.item_id].append(entry)
    opened = [entry.item_id for entry in entries if entry.act is Act.OPEN]
    asked = Q(item__in=on_item, act__in=(Act.AMEND, Act.RELEASE, Act.CORRECT))
    if opened:
        asked |= Q(item__in=opened) | Q(item__part_of__in=opened)
    columns = ("sequence", "act", "changes", "releases", "corrects", "batch", "item__part_of")
    return {
        entry.batch
        for later in Entry.objects.filter(asked).select_related("item").only("item", *columns)
        for entry in (*on_item[later.item_id], *on_item[later.item.part_of_id or 0])
        if later.batch != entry.batch and _overtakes(later, entry)
    }


def _overtakes(later: Entry, entry: Entry) -> bool:
    """Return whether an entry corrected an earlier one of the same item, or changed again what that one did; whether
    it stands on an item that the other opened, or on a step of it.
    """
    if entry.act is Act.OPEN:
        return later.pk != entry.pk
    if later.item_id != entry.item_id or later.sequence <= entry.sequence:
        return False
    if later.act is Act.CORRECT:
        return later.corrects_id == entry.pk
    if later.act is not entry.act:
        return False
    if entry.act is Act.RELEASE:
        return later.releases_id == entry.releases_id
    return bool(later.changes.keys() & entry.changes.keys())
