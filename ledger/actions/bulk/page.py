"""One act on many items as a page: a form, then a preview of every item, then one batch, all or nothing."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.accounts.rights import rights_of
from ledger.actions.bulk.choosing import CannotChoose, ChosenItems, Moved, choice_of, items_for
from ledger.actions.bulk.preview import PreviewItem, rehearse
from ledger.actions.place import Place
from ledger.models import Entry, Item, Position
from ledger.presentation.item_words import NOTHING, words
from ledger.recording import RuleViolation, StaleItem
from ledger.vocabulary import Act, Permission

PREVIEW, CHANGE, LEAVE_OUT, WRITE = "preview", "change", "leave-out", "write"
"""What a page is sent for, by its buttons."""


class BulkActView:
    """An act on many items: ``name`` is its place in the address, ``deed`` what ``ledger.access`` is asked.

    ``label`` is the list's and ``short`` a button's, ``about`` says what the act does, ``form_class`` takes what it
    needs. ``look`` and ``write`` are each act's own.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    short: ClassVar[Any]
    about: ClassVar[Any]
    deed: ClassVar[Act | Permission]
    form_class: ClassVar[Any]

    def __init__(self, place: Place, request: HttpRequest) -> None:
        self.place = place
        self.request = request
        self.moved: Sequence[Moved] = ()

    choice: ChosenItems

    def standing(self, position: Position | None) -> Any:
        """A position as the place shows statuses; a dash for none."""
        if position is None:
            return NOTHING
        return self.place.status(position.status, position.effective_on, position.effective_precision)

    # --- From request to response

    def respond(self) -> HttpResponse:
        """Show the form or the preview, or write and lead back to the list."""
        if not rights_of(self.request).may_somewhere(self.deed):
            raise PermissionDenied
        if self.request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        try:
            self.choice = choice_of(self.place, self.request, self.deed)
        except CannotChoose as why:
            messages.error(self.request, str(why))
            return HttpResponseRedirect(self.place.list_address(self.request))
        return self.sent() if self.request.method == "POST" else self.page(self.form())

    def sent(self) -> HttpResponse:
        """Answer what was typed, by the button it was sent with."""
        step = self.request.POST.get("step", PREVIEW)
        form = self.form(self.request.POST)
        if not form.is_valid() or step == CHANGE:
            return self.page(form)
        if step == WRITE and self.is_written(form):
            return self.tell(form.cleaned_data["request_id"])
        self.moved = self.choice.look_again(self.place)
        if step == WRITE and not self.moved and self.attempt(form):
            return self.tell(form.cleaned_data["request_id"])
        return self.preview(form, leave_out=step == LEAVE_OUT)

    def attempt(self, form: Any) -> bool:
        """Go through the door; False where it refused. The preview then says why, item by item."""
        try:
            self.write(form, self.choice.targets, form.cleaned_data["request_id"])
        except StaleItem:
            # Between our look and the door's lock. It may have been the same request, sent twice.
            if self.is_written(form):
                return True
            items = items_for(self.place, self.request, self.deed, self.choice.seen)
            self.choice = ChosenItems(items, self.choice.seen)
            self.moved = self.choice.look_again(self.place)
            return False
        except RuleViolation:
            return False
        return True

    def is_written(self, form: Any) -> bool:
        """Whether this very page was confirmed before: a second click writes nothing."""
        return Entry.objects.filter(batch=form.cleaned_data["request_id"]).exists()

    def tell(self, batch: UUID) -> HttpResponse:
        """Say what was written, with its undoing, and lead back to the list."""
        count = Entry.objects.filter(batch=batch, author=self.request.user.pk).count()
        if count:
            undo = self.place.undo_address(batch)
            words = ngettext("%(count)d entry is written.", "%(count)d entries are written.", count)
            sentence = words % {"count": count}
            messages.success(self.request, format_html('{} <a href="{}">{}</a>', sentence, undo, _("Undo")))
        else:
            messages.info(self.request, _("There was nothing to write: it is so already."))
        return HttpResponseRedirect(self.place.list_address(self.request))

    # --- Pages

    def page(self, form: Any) -> HttpResponse:
        """The form, above the items it is about."""
        chosen = [(item.ref, self.place.item_address(item), words(item)) for item in self.choice.items]
        return self.shown("batch_form.html", form, {"chosen": chosen})

    def preview(self, form: Any, *, leave_out: bool = False) -> HttpResponse:
        """Every item as it is and as it will be; the form again where the door refuses them all for one reason."""
        lines = [rehearse(self, form, item, seen) for item, seen in self.choice.targets]
        if leave_out and (kept := [line for line in lines if not line.refused]):
            lines = kept
            self.choice = self.choice.only([line.item for line in kept])
        if (same := _refused_alike(lines)) is not None and not self.moved:
            form.refuse(same)
            return self.page(form)
        count = sum(line.writes for line in lines)
        refused = sum(bool(line.refused) for line in lines)
        return self.shown(
            "batch_preview.html",
            form,
            {
                "lines": lines,
                "refused": refused,
                "may_leave_out": 0 < refused < len(lines),
                "confirm": ngettext("Write %(count)d entry", "Write %(count)d entries", count)
                % {"count": count}
                if count and not refused
                else "",
            },
        )

    def shown(self, template: str, form: Any, beside: dict[str, Any]) -> HttpResponse:
        """One of the act's pages."""
        context = {
            "title": f"{self.label}: {self._how_many}",
            "act": self,
            "form": form,
            "choice": self.choice,
            "moved": self.moved,
            "action": self.request.get_full_path(),
            "list_address": self.place.list_address(self.request),
        }
        return self.place.render(self.request, template, context | beside)

    @property
    def _how_many(self) -> str:
        count = len(self.choice.items)
        return ngettext("%(count)d item", "%(count)d items", count) % {"count": count}

    # --- What each act says for itself

    def form(self, data: Any = None) -> Any:
        """The act's form, empty or with what was sent."""
        return self.form_class(data, item=self.choice.items[0])

    def look(self, form: Any, item: Item) -> dict[Any, Any]:
        """What the act concerns, as the item stands: label → what is shown. The preview compares two looks."""
        raise NotImplementedError

    def typed(self, form: Any, batch: UUID, *names: str) -> dict[str, Any]:
        """What every act tells the door, and some of what was typed: fields are named as the door's arguments."""
        given = {name: form.cleaned_data[name] for name in names}
        return {"user": self.request.user, "batch": batch} | given

    def write(self, form: Any, targets: Sequence[tuple[Item, int]], batch: UUID) -> list[Entry]:
        """Do the act, all or nothing; raises what the door raises."""
        raise NotImplementedError

    def why_not(self, form: Any, item: Item) -> str:
        """Why nothing is written on an item that is not refused either."""
        return _("Left alone: it is so already.")


def _refused_alike(lines: Sequence[PreviewItem]) -> dict[str, str] | None:
    """What the door says of every one of the items, where it says the same of all."""
    said = [line.refused for line in lines]
    first, *others = said
    return first if first and all(one == first for one in others) else None
