"""A batch by its identifier: what it wrote, and its undoing, which is a batch of its own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import access
from ledger.accounts.rights import rights_of
from ledger.actions.place import Place
from ledger.forms import UndoForm
from ledger.models import Entry, Handover
from ledger.presentation.timeline import TimelineEntry, lines_of
from ledger.recording import RuleViolation, undo_batch
from ledger.vocabulary import Act, Permission


class BatchPage:
    """What a batch wrote, as far as the person sees it, and who may undo it: later too."""

    template = "batch_page.html"

    def __init__(self, place: Place, request: HttpRequest, batch: UUID) -> None:
        self.place = place
        self.request = request
        self.batch = batch

    # --- The batch

    @cached_property
    def lines(self) -> list[TimelineEntry]:
        """The batch's entries that the person sees, in the order of their items."""
        rows = access.visible_to(self.request.user, Entry.objects.filter(batch=self.batch))
        order = ("item__round__dialogue__code", "item__round__number", "item__number", "sequence")
        return lines_of(rows.select_related("item__round__dialogue").order_by(*order))

    @cached_property
    def undo_address(self) -> str:
        """Where it is undone: a handover as a whole, since views went along with the items."""
        if self.is_handover:
            return reverse("ledger:handover-detail", args=[self.batch])
        return self.place.undo_address(self.batch)

    @cached_property
    def is_handover(self) -> bool:
        """Whether the batch is a handover's, which amends and does nothing else."""
        amends = all(line.entry.act is Act.AMEND for line in self.lines)
        return amends and Handover.objects.filter(batch=self.batch).exists()

    @property
    def may_undo(self) -> bool:
        """Whether the person may undo every entry of the batch; what they do not see, they do not."""
        whole = Entry.objects.filter(batch=self.batch).count() == len(self.lines)
        return whole and all(self._may_undo(line.entry) for line in self.lines)

    def _may_undo(self, entry: Entry) -> bool:
        rights, dialogue = rights_of(self.request), entry.item.round.dialogue
        if entry.act in {Act.AMEND, Act.RELEASE}:
            return rights.may(entry.act, dialogue)
        own = entry.author_id == self.request.user.pk and rights.may(Permission.MEND, dialogue)
        return own or rights.may(Act.CORRECT, dialogue)

    # --- From request to response

    def respond(self) -> HttpResponse:
        """Show the batch; not there for whoever sees none of it."""
        if not rights_of(self.request).dialogues:
            raise PermissionDenied
        if not self.lines:
            raise Http404
        return self.answer()

    def answer(self) -> HttpResponse:
        """What the page answers to whoever sees the batch."""
        if self.request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return self.page({"title": _("Batch")})

    def page(self, beside: dict[str, Any]) -> HttpResponse:
        """The batch, entry by entry."""
        context = {
            "batch": self.batch,
            "list_address": self.place.list_address(self.request),
            "batch_address": self.place.batch_address(self.batch),
            "undo_address": self.undo_address,
            "may_undo": self.may_undo,
            "lines": [(line, self.place.item_address(line.entry.item)) for line in self.lines],
        }
        return self.place.render(self.request, self.template, context | beside)


class UndoPage(BatchPage):
    """Undoing a batch: confirmed, with a reason."""

    template = "batch_undo.html"

    def answer(self) -> HttpResponse:
        if not self.may_undo:
            raise PermissionDenied
        if self.is_handover:
            return HttpResponseRedirect(self.undo_address)
        if self.request.method in {"GET", "HEAD"}:
            return self.asking(self.form())
        if self.request.method != "POST":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        form = self.form(self.request.POST)
        if form.is_valid() and self.attempt(form):
            return HttpResponseRedirect(self.place.batch_address(self.batch))
        return self.asking(form)

    def form(self, data: Any = None) -> UndoForm:
        """Why it is undone."""
        return UndoForm(data, item=self.lines[0].entry.item)

    def attempt(self, form: UndoForm) -> bool:
        """Go through the door; False where it refused, and the form then says why."""
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
                    return False
        self.tell(undoing, done.count())
        return True

    def tell(self, undoing: UUID, count: int) -> None:
        """Say what undid it, which is a batch too."""
        words = ngettext(
            "The batch is undone, by %(count)d entry.", "The batch is undone, by %(count)d entries.", count
        )
        there = self.place.batch_address(undoing)
        sentence = words % {"count": count}
        link = format_html('{} <a href="{}">{}</a>', sentence, there, _("Show what undid it"))
        messages.success(self.request, link)

    def asking(self, form: UndoForm) -> HttpResponse:
        """What would be undone, and the question why."""
        return self.page({"title": _("Undo the batch"), "form": form})
