"""An act of the write API as a FormView: a short form, what it is about, and what the write API answers.

A page decides nothing: ``ledger.access`` says who may open it, the write API says what is wrong. It shows sentences
beside their fields, and where somebody else was faster, what they wrote. Its site is a mixin (``actions/site.py``).
"""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from ledger.accounts.rights import rights_of
from ledger.actions.site import AnyFormView, SiteView
from ledger.forms import ActForm
from ledger.models import Entry, Item
from ledger.presentation.item_words import words
from ledger.presentation.timeline import TimelineEntry, since, timeline_of
from ledger.recording import RuleViolation, StaleItem
from ledger.vocabulary import Act, Permission


class ActFormView(SiteView, AnyFormView):
    """An act on an item: ``name`` is its last part of the address, ``deed`` what ``ledger.access`` is asked.

    ``label`` is the button's, ``about`` says what the act does, ``form_class`` takes what it needs, ``write`` does it.
    An instance made with ``request`` and ``item`` alone answers whether the item's page offers it (``offers.py``).
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    about: ClassVar[Any] = ""
    label_of_step: ClassVar[Any] = ""
    about_of_step: ClassVar[Any] = ""
    """The same of a step, where ``label`` and ``about`` name an item."""
    deed: ClassVar[Act | Permission]
    scope: ClassVar[str] = "item"
    """What it is done to: an item, an entry, or a redaction that was asked for."""
    template_name = "ledger/act.html"

    request: HttpRequest
    item: Item
    moved: StaleItem | None = None
    written: Entry

    # --- Where it is, and for whom

    @property
    def key(self) -> tuple[int, ...]:
        """What the address names beside the item."""
        return ()

    @property
    def address(self) -> str:
        """Where the act is done."""
        return self.act_url()

    def has_permission(self) -> bool:
        """Tell whether the person may do this."""
        return rights_of(self.request).may(self.deed, self.item.round.dialogue)

    @property
    def is_apt(self) -> bool:
        """Whether there is anything to be done as things stand; a button is shown only then."""
        return True

    @property
    def is_offered(self) -> bool:
        """Whether the item's page shows a button for it."""
        return self.is_apt and self.has_permission()

    @property
    def shown_label(self) -> str:
        """The label, as it names what the act is done to: an item, or a step of one."""
        return str((self.item.part_of_id and self.label_of_step) or self.label)

    @property
    def shown_about(self) -> str:
        """What the act does, said of an item or of a step."""
        return str((self.item.part_of_id and self.about_of_step) or self.about)

    # --- From request to response

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Find what the address names; 404 where there is none, 403 for who may not."""
        self.item = self.get_item()
        self.find()
        if not self.has_permission():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> None:
        """Find what the address names beside the item. Raise Http404 where there is none."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"item": self.item}

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        """Return the form; it offers to follow the item where nobody does, to a person who may change it."""
        form: Form = super().get_form(form_class)
        if not self.offers_follow:
            form.fields.pop("follow", None)
        return form

    @property
    def offers_follow(self) -> bool:
        """Whether nobody follows the item, and the person may change that."""
        return not self.item.is_followed and rights_of(self.request).may(Act.AMEND, self.item.round.dialogue)

    def form_valid(self, form: Any) -> HttpResponse:
        """Do the act and lead to its entry; where the write API refused, the form says why."""
        try:
            self.written = self.write(form)
        except StaleItem as moved:
            self.moved = moved
            form.look_again(moved.item)
            return self.form_invalid(form)
        except RuleViolation as broken:
            form.refuse(broken.fields)
            return self.form_invalid(form)
        return self.done(form)

    def done(self, form: ActForm) -> HttpResponse:
        """Say what was written, and lead to it."""
        messages.success(self.request, self.get_success_message())
        for remark in form.remarks:
            messages.info(self.request, remark)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{self.item_url(self.written.item)}#entry-{self.written.sequence}"

    def get_success_message(self) -> str:
        """Say what was written."""
        written = {"number": self.written.sequence, "ref": self.written.item.ref}
        return _("Entry %(number)d of %(ref)s is written.") % written

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Give the form with what it is about, and what others wrote meanwhile where they did."""
        form = kwargs["form"] if "form" in kwargs else self.get_form()
        context = {
            "title": f"{self.shown_label}: {self.item.ref}",
            "item": self.item,
            "item_address": self.item_url(self.item),
            "item_words": words(self.item),
            "form": form,
            "submit": self.submit(form),
            "moved": self.moved,
            "unseen": self.unseen,
        }
        return super().get_context_data(**context | kwargs)

    @property
    def unseen(self) -> list[TimelineEntry]:
        """The entries that others wrote since the writer looked."""
        return since(self.moved.item, self.moved.seen) if self.moved else []

    # --- What each act says for itself

    def typed(self, form: ActForm, *names: str) -> dict[str, Any]:
        """Return what every act tells the write API, and some of what was typed: fields are named as its arguments."""
        given = {name: form.cleaned_data[name] for name in ("request_id", *names)}
        given["expected_sequence"] = form.cleaned_data["seen"]
        return {"user": self.request.user} | given

    def write(self, form: Any) -> Entry:
        """Do the act; raises what the write API raises."""
        raise NotImplementedError

    def submit(self, form: Any) -> str:
        """Return the words on the button that does it."""
        return self.shown_label


def line_of(item: Item, sequence: int) -> TimelineEntry:
    """Return an entry of an item as the timeline shows it; 404 where there is none."""
    found = next((line for line in timeline_of(item) if line.entry.sequence == sequence), None)
    if found is None:
        raise Http404
    return found
