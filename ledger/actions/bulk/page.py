"""Show one act on many items as a FormView: a form, then a preview of every item, then one batch, all or nothing."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.accounts.rights import rights_of
from ledger.actions.bulk.choosing import (
    CannotChoose,
    ChosenItems,
    Moved,
    choice_of,
    items_for,
    own_batch,
)
from ledger.actions.bulk.preview import PreviewItem, rehearse
from ledger.actions.site import AnyFormView, SiteView
from ledger.forms import ActForm
from ledger.models import Entry, Item, Position, User
from ledger.models.items import ItemQuerySet
from ledger.presentation.item_words import NOTHING, words
from ledger.recording import RuleViolation, StaleItem
from ledger.templatetags.ledger import status
from ledger.vocabulary import Act, Permission

PREVIEW, CHANGE, LEAVE_OUT, WRITE = "preview", "change", "leave-out", "write"
"""What a page is sent for, by its buttons."""


class BulkActView(SiteView, AnyFormView):
    """An act on many items: ``name`` is its last part of the address, ``deed`` what ``ledger.access`` is asked.

    ``label`` is the list's and ``short`` a button's, ``about`` says what the act does, ``form_class`` takes what it
    needs. ``look`` and ``write`` are each act's own.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    short: ClassVar[Any]
    about: ClassVar[Any]
    deed: ClassVar[Act | Permission]
    template_name = "ledger/batch_form.html"

    request: HttpRequest
    moved: Sequence[Moved] = ()

    @property
    def choosable(self) -> ItemQuerySet:
        """The items to which the person may do this."""
        return self.visible_items(rights_of(self.request).dialogues_where(self.deed))

    @cached_property
    def choice(self) -> ChosenItems:
        """The items chosen. Raises CannotChoose."""
        return choice_of(self.request, self.choosable)

    def standing(self, position: Position | None) -> str:
        """Return a position as pages show statuses; a dash for none."""
        if position is None:
            return NOTHING
        return status(position.status, position.effective_on, position.effective_precision)

    # --- From request to response

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Refuse who may do this nowhere; lead back to the list where the items cannot be acted on together."""
        if not rights_of(request).may_somewhere(self.deed):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except CannotChoose as why:
            messages.error(request, str(why))
            return HttpResponseRedirect(self.list_url())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"item": self.choice.items[0]}

    def form_valid(self, form: ActForm) -> HttpResponse:
        """Show the preview, write, or show the form again, by the button that was pressed."""
        step = self.request.POST.get("step", PREVIEW)
        if step == CHANGE:
            return self.form_invalid(form)
        if step == WRITE and self.is_written(form):
            return self.tell(self.batch_of(form))
        self.moved = self.choice.look_again(self.item_url)
        if step == WRITE and not self.moved and self.attempt(form):
            return self.tell(self.batch_of(form))
        return self.preview(form, leave_out=step == LEAVE_OUT)

    def attempt(self, form: ActForm) -> bool:
        """Write the batch; False where the write API refused. The preview then says why, item by item."""
        try:
            self.write(form, self.choice.targets, self.batch_of(form))
        except StaleItem:
            # Between our look and the write API's lock. It may have been the same request, sent twice.
            if self.is_written(form):
                return True
            self.choice = ChosenItems(items_for(self.choosable, self.choice.seen), self.choice.seen)
            self.moved = self.choice.look_again(self.item_url)
            return False
        except RuleViolation:
            return False
        return True

    def batch_of(self, form: ActForm) -> UUID:
        """Return the batch that the person's page writes."""
        user: User = self.request.user  # type: ignore[assignment]  # nobody else gets this far
        return own_batch(user, form.cleaned_data["request_id"])

    def is_written(self, form: ActForm) -> bool:
        """Tell whether this very page was confirmed before: a second click writes nothing."""
        return Entry.objects.filter(batch=self.batch_of(form), author=self.request.user.pk).exists()

    def tell(self, batch: UUID) -> HttpResponse:
        """Say what was written, with its undoing, and lead back to the list."""
        count = Entry.objects.filter(batch=batch, author=self.request.user.pk).count()
        if count:
            undo = self.batch_url(batch, undo=True)
            words = ngettext("%(count)d entry is written.", "%(count)d entries are written.", count)
            sentence = words % {"count": count}
            messages.success(self.request, format_html('{} <a href="{}">{}</a>', sentence, undo, _("Undo")))
        else:
            messages.info(self.request, _("There was nothing to write: it is so already."))
        return HttpResponseRedirect(self.list_url())

    # --- Pages

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Give the form above the items it is about."""
        items = self.choice.items
        how_many = ngettext("%(count)d item", "%(count)d items", len(items)) % {"count": len(items)}
        context = {
            "title": f"{self.label}: {how_many}",
            "choice": self.choice,
            "chosen": [(item.ref, self.item_url(item), words(item)) for item in items],
            "moved": self.moved,
            "action": self.request.get_full_path(),
            "list_address": self.list_url(),
        }
        return super().get_context_data(**context | kwargs)

    def preview(self, form: ActForm, *, leave_out: bool = False) -> HttpResponse:
        """Return every item as it is and as it will be; the form again where all are refused for one reason."""
        lines = rehearse(self, form, self.choice.targets)
        if leave_out and (kept := [line for line in lines if not line.refused]):
            lines = kept
            self.choice = self.choice.only([line.item for line in kept])
        if (same := _refused_alike(lines)) is not None and not self.moved:
            form.refuse(same)
            return self.form_invalid(form)
        self.template_name = "ledger/batch_preview.html"
        return self.render_to_response(self.get_context_data(form=form, **_what_next(lines)))

    # --- What each act says for itself

    def look(self, form: Any, item: Item) -> dict[Any, Any]:
        """Return what the act concerns, as the item stands: label → what is shown. The preview compares two looks."""
        raise NotImplementedError

    def typed(self, form: ActForm, batch: UUID, *names: str) -> dict[str, Any]:
        """Return what every act tells the write API, and some of what was typed: fields are named as its arguments."""
        given = {name: form.cleaned_data[name] for name in names}
        return {"user": self.request.user, "batch": batch} | given

    def write(self, form: Any, targets: Sequence[tuple[Item, int]], batch: UUID) -> list[Entry]:
        """Do the act, all or nothing; raises what the write API raises."""
        raise NotImplementedError

    def why_not(self, form: Any, item: Item) -> str:
        """Explain why nothing is written on an item that is not refused either."""
        return _("Left alone: it is so already.")


def _what_next(lines: Sequence[PreviewItem]) -> dict[str, Any]:
    """Give the preview's template its lines, and the buttons that they allow."""
    count = sum(line.writes for line in lines)
    refused = sum(bool(line.refused) for line in lines)
    words = ngettext("Write %(count)d entry", "Write %(count)d entries", count) % {"count": count}
    return {
        "lines": lines,
        "refused": refused,
        "may_leave_out": 0 < refused < len(lines),
        "confirm": words if count and not refused else "",
    }


def _refused_alike(lines: Sequence[PreviewItem]) -> dict[str, str] | None:
    """Return what the write API says of every one of the items, where it says the same of all."""
    said = [line.refused for line in lines]
    first, *others = said
    return first if first and all(other == first for other in others) else None
