"""A batch by its identifier: what it wrote, and its undoing, which is a batch of its own."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from ledger import access
from ledger.accounts.rights import Rights, rights_of
from ledger.actions.site import AnyFormView, SiteView
from ledger.forms import UndoForm
from ledger.models import Dialogue, Entry, Handover
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

    @cached_property
    def lines(self) -> list[TimelineEntry]:
        """The batch's entries that the person sees, in the order of their items."""
        rows = access.visible_to(self.request.user, Entry.objects.filter(batch=self.batch))
        item_order = ("round__dialogue__code", "round__number", "number", "step_number")
        order = (*(f"item__{name}" for name in item_order), "sequence")
        return lines_of(rows.select_related("item__round__dialogue").order_by(*order))

    @cached_property
    def undo_address(self) -> str:
        """Where it is undone: a handover as a whole, since views went along with the items."""
        if self.is_handover:
            return reverse("ledger:handover-detail", args=[self.batch])
        return self.batch_url(self.batch, undo=True)

    @cached_property
    def is_handover(self) -> bool:
        """Whether the batch is a handover's, which amends and does nothing else."""
        amends = all(line.entry.act is Act.AMEND for line in self.lines)
        return amends and Handover.objects.filter(batch=self.batch).exists()

    @cached_property
    def is_overtaken(self) -> bool:
        """Whether something of the batch no longer stands as it was written: undone, corrected or changed again."""
        return bool(overtaken_batches([line.entry for line in self.lines]))

    @property
    def may_undo(self) -> bool:
        """Whether the person may undo every entry of the batch, as it stands; what they do not see, they do not."""
        acts = {line.entry.act for line in self.lines}
        return self.is_theirs and not self.is_overtaken and acts <= UNDOABLE

    @cached_property
    def is_theirs(self) -> bool:
        """Whether the person may undo every entry of the batch."""
        whole = Entry.objects.filter(batch=self.batch).count() == len(self.lines)
        rights, own = rights_of(self.request), self.request.user.pk
        return whole and all(
            may_undo(
                rights, line.entry.act, line.entry.item.round.dialogue, is_own=line.entry.author_id == own
            )
            for line in self.lines
        )

    # --- From request to response

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Return 404 for who sees nothing of the batch."""
        if not rights_of(request).dialogues:
            raise PermissionDenied
        if not self.lines:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

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
        }
        return super().get_context_data(**context | kwargs)


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
        undoing = form.cleaned_data["request_id"]
        done = Entry.objects.filter(batch=undoing, author=self.request.user.pk)
        if not done.exists():
            try:
                undo_batch(
                    user=self.request.user,  # type: ignore[arg-type]
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


UNDOABLE = frozenset({Act.AMEND, Act.RELEASE, *(act for act in Act if act.is_correctable)})
"""What can be undone: an opened item is withdrawn instead, and a redacted text does not come back."""


def may_undo(rights: Rights, act: Act, dialogue: Dialogue, *, is_own: bool) -> bool:
    """Tell whether the person may undo an entry, theirs (``is_own``) or somebody else's."""
    if act in {Act.AMEND, Act.RELEASE}:
        return rights.may(act, dialogue)
    return rights.may(Act.CORRECT, dialogue) or (is_own and rights.may(Permission.MEND, dialogue))


def overtaken_batches(entries: Sequence[Entry]) -> set[UUID | None]:
    """Return the batches, among those of the entries, of which something no longer stands as it was written.

    It was undone, corrected or changed again by an entry of no batch or of another. One query.
    """
    on_item: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        on_item[entry.item_id].append(entry)
    since = Entry.objects.filter(item__in=on_item, act__in=(Act.AMEND, Act.RELEASE, Act.CORRECT))
    rows = since.only("item", "sequence", "act", "changes", "releases", "corrects", "batch")
    return {
        entry.batch
        for later in rows
        for entry in on_item[later.item_id]
        if later.batch != entry.batch and _overtakes(later, entry)
    }


def _overtakes(later: Entry, entry: Entry) -> bool:
    """Return whether an entry corrected an earlier one of the same item, or changed again what that one did."""
    if later.sequence <= entry.sequence:
        return False
    if later.act is Act.CORRECT:
        return later.corrects_id == entry.pk
    if later.act is not entry.act:
        return False
    if entry.act is Act.RELEASE:
        return later.releases_id == entry.releases_id
    return bool(later.changes.keys() & entry.changes.keys())
