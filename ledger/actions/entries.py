"""The acts on one entry of an item."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledger.accounts.rights import rights_of
from ledger.actions.page import ActFormView, line_of
from ledger.actions.parts import copies, named_parts
from ledger.actions.place import Place
from ledger.forms import AdoptForm, AnswerForm, CorrectForm, MoveForm, ReasonForm, RedactForm, ReleaseForm
from ledger.models import Entry, Item
from ledger.presentation.item_words import day, words
from ledger.presentation.timeline import TimelineEntry
from ledger.recording import (
    adopt_position,
    audience_of,
    correct_entry,
    move_entry,
    record_entry,
    redactable_parts,
    release_entry,
    request_redaction,
)
from ledger.vocabulary import Act, Audience, Permission, Voice


class EntryActFormView(ActFormView):
    """An act on an entry; the page shows the entry above the form."""

    scope = "entry"

    def __init__(self, place: Place, request: HttpRequest, item: Item, line: TimelineEntry) -> None:
        super().__init__(place, request, item)
        self.line = line
        self.entry: Entry = line.entry

    @classmethod
    def find(cls, place: Place, request: HttpRequest, item: Item, **key: int) -> Self:
        """404 where there is no such entry, or the act can never be done to one of its sort."""
        page = cls(place, request, item, line_of(item, key["sequence"]))
        if not page.suits:
            raise Http404
        return page

    @property
    def key(self) -> Sequence[int]:
        return (self.entry.sequence,)

    @property
    def suits(self) -> bool:
        """Whether the act can ever be done to an entry of this sort; others have no such page."""
        return self.entry.act.says_something and not self.entry.retracts

    @property
    def is_apt(self) -> bool:
        return self.suits and self.line.corrected_by is None

    def beside(self, form: Any) -> dict[str, Any]:
        return {"line": self.line}


class CorrectView(EntryActFormView):
    """What an entry should have said."""

    name = "correct"
    label = _("Correct")
    about = _("This entry no longer stands; what you give stands in its place. Both stay readable.")
    deed = Act.CORRECT
    form_class: ClassVar[Any] = CorrectForm

    @property
    def is_allowed(self) -> bool:
        """Authors mend what they wrote themselves."""
        rights, dialogue = rights_of(self.request), self.item.round.dialogue
        own = self.entry.author_id == self.request.user.pk
        return rights.may(self.deed, dialogue) or (own and rights.may(Permission.MEND, dialogue))

    def form(self, data: Any = None, files: Any = None) -> Any:
        return self.form_class(data, files, item=self.item, entry=self.entry)

    def write(self, form: Any) -> Entry:
        return correct_entry(
            entry=self.entry, says=form.saying(), **self.typed(form, "reason", "proposed_audience")
        )


class RetractView(CorrectView):
    """An entry that should not be there at all."""

    name = "retract"
    label = _("Retract")
    about = _("This entry no longer stands, and nothing stands in its place. It stays readable.")
    form_class = ReasonForm

    def form(self, data: Any = None, files: Any = None) -> Any:
        return ReasonForm(data, files, item=self.item)

    def write(self, form: Any) -> Entry:
        return correct_entry(entry=self.entry, says=None, **self.typed(form, "reason"))


class MoveView(EntryActFormView):
    """An entry on the wrong item. The other item is shown before anything is written."""

    name = "move"
    label = _("Move")
    about = _("It is corrected here and recorded there, with its evidence, by one act.")
    deed = Permission.MOVE
    form_class = MoveForm

    def is_ready(self, form: MoveForm) -> bool:
        if form.was_shown:
            return True
        form.show()
        return False

    def write(self, form: MoveForm) -> Entry:
        return move_entry(entry=self.entry, **self.typed(form, "to_item", "seen_there", "reason"))

    def submit(self, form: MoveForm) -> str:
        return _now("Move it to %(ref)s") % {"ref": form.there.ref} if form.there else _now("Show that item")

    def beside(self, form: MoveForm) -> dict[str, Any]:
        there = form.there
        if there is None:
            return super().beside(form)
        return super().beside(form) | {
            "there": there,
            "there_words": words(there),
            "there_day": day(there.status_on, there.status_precision) if there.status_on else "",
            "there_address": self.place.item_address(there),
        }


class AnswerView(EntryActFormView):
    """What somebody says of an entry: that it is so, or that it is not."""

    name = "answer"
    label = _("Answer")
    about = _("Confirm or contest this entry, as an entry of its own. Both stand.")
    deed = Act.NOTE
    form_class = AnswerForm

    @property
    def is_apt(self) -> bool:
        return super().is_apt and not self.item.is_withdrawn

    def form(self, data: Any = None, files: Any = None) -> AnswerForm:
        return AnswerForm(data, files, item=self.item, entry=self.entry)

    def write(self, form: AnswerForm) -> Entry:
        return record_entry(
            item=self.item,
            says=form.saying(),
            answers=self.entry,
            again=form.again,
            **self.typed(form, "answer", "proposed_audience"),
        )


class AdoptView(EntryActFormView):
    """Somebody else's status as our office's own."""

    name = "adopt"
    label = _("Adopt")
    about = _("This status becomes our office's assessment: an entry of yours, same day, same evidence.")
    deed = Act.STATUS
    form_class = AdoptForm

    @property
    def suits(self) -> bool:
        return super().suits and self.entry.status is not None and self.entry.voice is not Voice.OFFICE

    @property
    def is_apt(self) -> bool:
        return super().is_apt and not self.item.is_withdrawn

    def write(self, form: AdoptForm) -> Entry:
        return adopt_position(
            entry=self.entry, again=form.again, **self.typed(form, "note", "proposed_audience")
        )


class ReleaseView(EntryActFormView):
    """Who may see an entry; our own people alone withdraws its release."""

    name = "release"
    label = _("Set audience")
    about = _("A release is an entry too, and so is its withdrawal: choose internal to take a release back.")
    deed = Act.RELEASE
    form_class = ReleaseForm

    @property
    def suits(self) -> bool:
        return self.entry.act.is_releasable and not self.entry.retracts

    def form(self, data: Any = None, files: Any = None) -> ReleaseForm:
        now = audience_of(self.entry)
        suggested = self.entry.proposed_audience if now is Audience.INTERNAL else now
        return ReleaseForm(data, files, item=self.item, initial={"audience": suggested})

    def write(self, form: ReleaseForm) -> Entry:
        return release_entry(entry=self.entry, **self.typed(form, "audience", "reason"))


class RedactView(EntryActFormView):
    """Asking that a text be destroyed; a second person decides."""

    name = "redact"
    label = _("Ask to redact")
    about = _(
        "What you choose is destroyed for good once a second person approves. That it was recorded stays."
    )
    deed = Act.REDACT
    form_class = RedactForm

    @property
    def suits(self) -> bool:
        return True

    @property
    def is_apt(self) -> bool:
        return bool(self.entry.texts.all()) or any(one.file_sha256 for one in self.entry.evidence.all())

    def form(self, data: Any = None, files: Any = None) -> RedactForm:
        parts = named_parts(self.entry)
        return RedactForm(data, files, item=self.item, entry=self.entry, parts=parts)

    def beside(self, form: RedactForm) -> dict[str, Any]:
        return super().beside(form) | {"copies": copies(self.place, self.entry, redactable_parts(self.entry))}

    def write(self, form: RedactForm) -> Entry:
        request_redaction(
            user=self.request.user,  # type: ignore[arg-type]
            entry=self.entry,
            parts=form.cleaned_data["parts"],
            reason=form.cleaned_data["reason"],
        )
        return self.entry

    def tell(self, entry: Entry) -> None:
        self.say(entry, _now("It is asked for, and waits for a second person."))


ENTRY_ACTS: list[type[EntryActFormView]] = [
    CorrectView,
    RetractView,
    MoveView,
    AnswerView,
    AdoptView,
    ReleaseView,
    RedactView,
]
