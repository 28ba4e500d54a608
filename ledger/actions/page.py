"""One act of the door as a page: a short form, what it is about, and what the door answers.

A page decides nothing: ``ledger.access`` says who may open it, the door says what is wrong. It shows sentences beside
their fields, and where somebody else was faster, what they wrote. Where it is and how it looks is its place's.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _

from ledger.accounts.rights import rights_of
from ledger.actions.place import Place
from ledger.forms import ActForm
from ledger.models import Entry, Item
from ledger.presentation.item_words import words
from ledger.presentation.timeline import TimelineEntry, since, timeline_of
from ledger.recording import RuleViolation, StaleItem
from ledger.vocabulary import Act, Permission


class ActFormView:
    """An act on an item: ``name`` is its place in the address, ``deed`` what ``ledger.access`` is asked.

    ``label`` is the button's, ``about`` says what the act does, ``form_class`` takes what it needs.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    about: ClassVar[Any] = ""
    deed: ClassVar[Act | Permission]
    form_class: ClassVar[Any]
    scope: ClassVar[str] = "item"
    """What it is done to: an item, an entry, or a redaction that was asked for."""

    def __init__(self, place: Place, request: HttpRequest, item: Item) -> None:
        self.place = place
        self.request = request
        self.item = item
        self.moved: StaleItem | None = None

    @classmethod
    def find(cls, place: Place, request: HttpRequest, item: Item, **key: int) -> Self:
        """The act that an address names, on an item that the person may see; ``key`` is what it names beside it."""
        return cls(place, request, item, **key)

    # --- Where it is, and for whom

    @property
    def key(self) -> Sequence[int]:
        """What the address names beside the item."""
        return ()

    @property
    def address(self) -> str:
        """Where the act is done."""
        return self.place.act_address(self)

    @property
    def is_allowed(self) -> bool:
        """Whether the person may do this."""
        return rights_of(self.request).may(self.deed, self.item.round.dialogue)

    @property
    def is_apt(self) -> bool:
        """Whether there is anything to be done as things stand; a button is shown only then."""
        return True

    @property
    def is_offered(self) -> bool:
        """Whether the item's page shows a button for it."""
        return self.is_apt and self.is_allowed

    # --- From request to response

    def respond(self) -> HttpResponse:
        """Show the form, or do the act and lead back to the item."""
        if not self.is_allowed:
            raise PermissionDenied
        if self.request.method in {"GET", "HEAD"}:
            return self.page(self.form())
        if self.request.method != "POST":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        form = self.form(self.request.POST, self.request.FILES)
        if form.is_valid() and self.is_ready(form) and self.attempt(form):
            return HttpResponseRedirect(self.after)
        return self.page(form)

    def attempt(self, form: Any) -> bool:
        """Go through the door; False where it refused, and the form then says why."""
        try:
            self.tell(self.write(form))
            if form.tidied:
                messages.info(self.request, form.tidied)
        except StaleItem as moved:
            self.moved = moved
            form.look_again(moved.item)
        except RuleViolation as broken:
            form.refuse(broken.fields)
        else:
            return True
        return False

    def page(self, form: ActForm, **more: Any) -> HttpResponse:
        """The form with what it is about; and with what others wrote meanwhile, where they did."""
        context = {
            "title": f"{self.label}: {self.item.ref}",
            "item": self.item,
            "item_address": self.place.item_address(self.item),
            "item_words": words(self.item),
            "act": self,
            "form": form,
            "submit": self.submit(form),
            "moved": self.moved,
            "unseen": self.unseen,
        }
        return self.place.render(self.request, "act.html", context | self.beside(form) | more)

    @property
    def unseen(self) -> list[TimelineEntry]:
        """The entries that others wrote since the writer looked."""
        return since(self.moved.item, self.moved.seen) if self.moved else []

    @property
    def after(self) -> str:
        """Where to go once it is done."""
        return f"{self.place.item_address(self.written.item)}#entry-{self.written.sequence}"

    written: Entry

    def tell(self, entry: Entry) -> None:
        """Say what was written."""
        written = {"number": entry.sequence, "ref": entry.item.ref}
        self.say(entry, _("Entry %(number)d of %(ref)s is written.") % written)

    def say(self, entry: Entry, sentence: str) -> None:
        """Lead to an entry, with a word on what was done."""
        self.written = entry
        messages.success(self.request, sentence)

    # --- What each act says for itself

    def form(self, data: Any = None, files: Any = None) -> ActForm:
        """The act's form, empty or with what was sent."""
        form: ActForm = self.form_class(data, files, item=self.item)
        return form

    def is_ready(self, form: Any) -> bool:
        """Whether a valid form may go through the door at once."""
        return True

    def typed(self, form: Any, *names: str) -> dict[str, Any]:
        """What every act tells the door, and some of what was typed: fields are named as the door's arguments."""
        given = {name: form.cleaned_data[name] for name in ("request_id", *names)}
        given["expected_sequence"] = form.cleaned_data["seen"]
        return {"user": self.request.user} | given

    def write(self, form: Any) -> Entry:
        """Do the act; raises what the door raises."""
        raise NotImplementedError

    def submit(self, form: Any) -> str:
        """The words on the button that does it."""
        return str(self.label)

    def beside(self, form: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}


def line_of(item: Item, sequence: int) -> TimelineEntry:
    """An entry of an item as the timeline shows it; 404 where there is none."""
    found = next((line for line in timeline_of(item) if line.entry.sequence == sequence), None)
    if found is None:
        raise Http404
    return found
