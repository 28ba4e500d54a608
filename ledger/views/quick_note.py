"""A quick note, from any page: what happened, on an item found by typing; all the rest has its default."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from ledger.filters import from_few
from ledger.filters.items import FEW
from ledger.forms import QuickNoteForm
from ledger.models import Entry, Item, Party, Round
from ledger.models.items import ItemQuerySet
from ledger.models.search import WordSearch, is_ref
from ledger.presentation.item_rows import for_rows
from ledger.presentation.timeline import since
from ledger.recording import RuleViolation, StaleItem, record_entry
from ledger.typed_text import plain_dashes
from ledger.views.base import LedgerView, page_address
from ledger.views.drawn_forms import UntouchedForm, drawn_fields
from ledger.views.unsent import take_from_session
from ledger.vocabulary import Act

FOUND = 12
"""How many items are offered; a person who finds more types more."""


class QuickNoteView(LedgerView):
    """Take a note or status on an item from one box. For people who may record somewhere."""

    template_name = "ledger/quick_note.html"
    fills_in = True

    def signed_out(self) -> HttpResponseBase:
        """Return a page to sign in on has no place among the items found; nothing typed goes by it."""
        if self.request.method != "POST" and self.request.htmx:  # type: ignore[attr-defined]
            return render(self.request, "ledger/parts/quick_choices.html", {"is_signed_out": True})
        return super().signed_out()

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        typed = request.GET.get("words", "").strip()[:200]
        if request.htmx:  # type: ignore[attr-defined]
            found = self._found(typed) if typed else []
            return render(
                request, "ledger/parts/quick_choices.html", _offered(found, request.GET.get("chosen", ""))
            )
        if kept := take_from_session(request):
            form = self._form(kept)
            return self._page(form, self._choices(form), was_kept=True)
        wanted = request.GET.get("item", "").replace("\x00", "")  # PostgreSQL would refuse to look for it
        wanted = plain_dashes(wanted).strip().upper()
        item = self._rows.filter(ref=wanted).first()
        found = [item] if item else self._found(typed)
        return self._untouched_page(item.ref if item else typed, _seen(item) if item else "", found)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Record it where one item is meant; else show those that the words find, to choose from."""
        form = self._form(request.POST, request.FILES)
        is_fit, found = form.is_valid(), self._choices(form)
        words = form.cleaned_data.get("words", "")
        if form.item is None and len(found) == 1 and is_ref(words):
            form.take(found[0])
        if form.item is None and not {"words", "chosen"} & form.errors.keys():
            form.add_error("words", _wanted(found, words))
        if form.item is None or not is_fit:
            form.tell_the_rest()
            return self._page(form, found)
        try:
            entry = self._record(form, form.item)
        except StaleItem as moved:
            form.take(moved.item)
            return self._page(form, [moved.item], moved=moved, unseen=since(moved.item, moved.seen))
        except RuleViolation as broken:
            form.refuse(broken.fields)
            return self._page(form, found)
        written = {"number": entry.sequence, "ref": entry.item.ref}
        messages.success(request, _("Entry %(number)d of %(ref)s is written.") % written)
        for remark in form.remarks:
            messages.info(request, remark)
        return HttpResponseRedirect(
            f"{page_address('ledger:item-detail', entry.item.ref)}#entry-{entry.sequence}"
        )

    def _record(self, form: QuickNoteForm, item: Item) -> Entry:
        says = form.saying()
        follow = form.follows(says.status) and self.rights.may(Act.AMEND, item.round.dialogue)
        return record_entry(
            user=self.user,
            item=item,
            expected_sequence=form.seen,
            says=says,
            proposed_audience=form.cleaned_data["proposed_audience"],
            request_id=form.cleaned_data["request_id"],
            again=form.again,
            follow=follow,
        )

    # --- What the form offers

    @property
    def _rows(self) -> ItemQuerySet:
        """The items on which the person may record."""
        dialogues = self.rights.dialogues_where(Act.NOTE)
        if not dialogues:
            raise PermissionDenied(_("Your role reads, and records nothing."))
        rows = self.rows(Item.objects.current())
        return for_rows(rows.filter(round__dialogue__in=dialogues).select_related("round__dialogue"))

    def _found(self, words: str) -> list[Item]:
        if not words:
            return []
        search = WordSearch(words)
        found = search.few(FEW)
        rows = self._rows.order_by("-round__number", "number", "step_number")
        if found is not None:
            return list(rows.filter(pk__among=found)[: FOUND + 1])
        rounds = self.rows(Round.objects.order_by("-number").only("number", "next_item_number"))
        return from_few(
            rows,
            list(rounds),
            FOUND + 1,
            lambda some, keys: search.all_matching(some) if keys is None else search.matching(some, keys),
        )

    def _choices(self, form: QuickNoteForm) -> list[Item]:
        """Return the item that was chosen, else those that the words find."""
        return [form.item] if form.item else self._found(form["words"].value() or "")

    @property
    def _parties(self) -> QuerySet[Party]:
        dialogues = self.rights.dialogues_where(Act.NOTE)
        return Party.objects.filter(dialogues__in=dialogues).distinct()

    @property
    def _offers_follow(self) -> bool:
        return self.rights.may_somewhere(Act.AMEND)

    def _form(self, *args: Any, **options: Any) -> QuickNoteForm:
        form = QuickNoteForm(*args, rows=self._rows, parties=self._parties, **options)
        if not self._offers_follow:
            form.fields.pop("follow")
        form.fields["words"].widget.attrs |= {
            "hx-get": reverse("ledger:quick-note"),
            "hx-target": "#choices",
            "hx-trigger": "input changed delay:250ms",
            "hx-include": "#choices",
            "hx-sync": "this:replace",
        }
        return form

    def _untouched_page(self, words: str, chosen: str, found: list[Item]) -> HttpResponse:
        """Show the form as nobody has typed in it, with items to choose from."""

        def marked_form(marks: dict[str, Any]) -> QuickNoteForm:
            return self._form(initial=marks)

        values = {"request_id": uuid4(), "words": words}
        form = UntouchedForm(lambda: self._form(initial=values | {"chosen": chosen}))
        drawn = SimpleLazyObject(
            lambda: drawn_fields(
                QuickNoteForm, self._parties, marked_form, values, variant=self._offers_follow
            )
        )
        context = self.get_context_data(form=form, drawn=drawn, **_offered(found, chosen))
        return self.render_to_response(context)

    def _page(self, form: QuickNoteForm, found: list[Item], **more: object) -> HttpResponse:
        chosen = _seen(form.item) if form.item else form["chosen"].value() or ""
        return self.render_to_response(self.get_context_data(form=form, **_offered(found, chosen), **more))


def _seen(item: Item) -> str:
    """Return an item as it is chosen: its reference, and its last entry as the page shows it."""
    return f"{item.ref}@{item.last_sequence}"


def _offered(found: list[Item], chosen: str) -> dict[str, Any]:
    """Return items to choose from: each with what choosing it sends, and whether it is the one chosen; are
    there more?
    """
    ref = chosen.rpartition("@")[0]
    choices = [(item, _seen(item), item.ref == ref) for item in found[:FOUND]]
    return {"choices": choices, "has_more": len(found) > FOUND}


def _wanted(found: list[Item], words: str) -> str:
    if found:
        return _("Choose which of these items it is about.")
    if words:
        return _("No item is found by these words: try fewer, or a reference such as 7-04.")
    return _("Say which item it is about: a reference such as 7-04, or words.")
