"""The acts on one entry of an item."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledger.accounts.rights import rights_of
from ledger.actions.page import ActFormView, line_of
from ledger.actions.parts import copies, files_elsewhere, named_parts
from ledger.forms import AdoptForm, AnswerForm, CorrectForm, MoveForm, ReasonForm, RedactForm, ReleaseForm
from ledger.models import Entry
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

    line: TimelineEntry

    def find(self) -> None:
        """Find the entry. Raise Http404 where there is none, or the act can never be done to one of its sort."""
        self.line = line_of(self.item, self.kwargs["sequence"])
        if not self.suits:
            raise Http404

    @property
    def entry(self) -> Entry:
        """The entry that the act is done to."""
        return self.line.entry

    @property
    def key(self) -> tuple[int, ...]:
        return (self.entry.sequence,)

    @property
    def suits(self) -> bool:
        """Whether the act can ever be done to an entry of this sort; others have no such page."""
        return self.entry.act.says_something and not self.entry.retracts

    @property
    def is_apt(self) -> bool:
        return self.suits and self.line.corrected_by is None

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(**{"line": self.line} | kwargs)


class MendView(EntryActFormView):
    """An act by which an entry no longer stands."""

    deed = Act.CORRECT

    def has_permission(self) -> bool:
        """Return authors mend what they wrote themselves."""
        rights, dialogue = rights_of(self.request), self.item.round.dialogue
        own = self.entry.author_id == self.request.user.pk
        return rights.may(self.deed, dialogue) or (own and rights.may(Permission.MEND, dialogue))


class CorrectView(MendView):
    """Correct an entry: say what it should have said."""

    name = "correct"
    label = _("Correct")
    about = _("This entry no longer stands; what you give stands in its place. Both stay readable.")
    form_class = CorrectForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"entry": self.entry}

    def write(self, form: CorrectForm) -> Entry:
        return correct_entry(
            entry=self.entry, says=form.saying(), **self.typed(form, "reason", "proposed_audience")
        )


class RetractView(MendView):
    """An entry that should not be there at all."""

    name = "retract"
    label = _("Retract")
    about = _("This entry no longer stands, and nothing stands in its place. It stays readable.")
    form_class = ReasonForm

    def write(self, form: ReasonForm) -> Entry:
        return correct_entry(entry=self.entry, says=None, **self.typed(form, "reason"))


class MoveView(EntryActFormView):
    """An entry on the wrong item. The other item is shown before anything is written."""

    name = "move"
    label = _("Move")
    about = _("It is corrected here and recorded there, with its evidence, by one act.")
    deed = Permission.MOVE
    form_class = MoveForm

    def form_valid(self, form: MoveForm) -> HttpResponse:
        """Show the other item first; move the entry once the page that was sent showed it."""
        if form.was_shown:
            return super().form_valid(form)
        form.show()
        return self.form_invalid(form)

    def write(self, form: MoveForm) -> Entry:
        return move_entry(entry=self.entry, **self.typed(form, "to_item", "seen_there", "reason"))

    def submit(self, form: MoveForm) -> str:
        return _now("Move it to %(ref)s") % {"ref": form.there.ref} if form.there else _now("Show that item")

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        there = context["form"].there
        if there is None:
            return context
        return context | {
            "there": there,
            "there_words": words(there),
            "there_day": day(there.status_on, there.status_precision) if there.status_on else "",
            "there_address": self.item_url(there),
        }


class AnswerView(EntryActFormView):
    """Answer an entry: confirm it or dispute it."""

    name = "answer"
    label = _("Answer")
    about = _("Confirm or contest this entry, as an entry of its own. Both stand.")
    deed = Act.NOTE
    form_class = AnswerForm

    @property
    def is_apt(self) -> bool:
        return super().is_apt and not self.item.is_withdrawn

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"entry": self.entry}

    def write(self, form: AnswerForm) -> Entry:
        says = form.saying()
        return record_entry(
            item=self.item,
            says=says,
            answers=self.entry,
            again=form.again,
            follow=form.follows(says.status),
            **self.typed(form, "answer", "proposed_audience"),
        )


class AdoptView(EntryActFormView):
    """Adopt another voice's status as our office's own."""

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
            entry=self.entry,
            again=form.again,
            follow=form.follows(self.entry.status),
            **self.typed(form, "note", "proposed_audience"),
        )


class ReleaseView(EntryActFormView):
    """Release an entry to an audience; "our own people alone" withdraws its release."""

    name = "release"
    label = _("Set audience")
    about = _("A release is an entry too, and so is its withdrawal: choose internal to take a release back.")
    deed = Act.RELEASE
    form_class = ReleaseForm

    @property
    def suits(self) -> bool:
        return self.entry.act.is_releasable and not self.entry.retracts

    def get_initial(self) -> dict[str, Any]:
        now = audience_of(self.entry)
        return {"audience": self.entry.proposed_audience if now is Audience.INTERNAL else now}

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
        return bool(self.entry.texts.all()) or any(piece.file_sha256 for piece in self.entry.evidence.all())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"entry": self.entry, "parts": named_parts(self.entry)}

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        parts = redactable_parts(self.entry)
        context = {
            "copies": copies(self.entry, parts, self.item_url),
            "elsewhere": files_elsewhere(self.request.user, self.entry, parts, self.item_url),  # type: ignore[arg-type]
        }
        return super().get_context_data(**context | kwargs)

    def write(self, form: RedactForm) -> Entry:
        request_redaction(
            user=self.request.user,  # type: ignore[arg-type]
            entry=self.entry,
            parts=form.cleaned_data["parts"],
            reason=form.cleaned_data["reason"],
        )
        return self.entry

    def get_success_message(self) -> str:
        return _now("It is asked for, and waits for a second person.")


ENTRY_ACTS: list[type[EntryActFormView]] = [
    CorrectView,
    RetractView,
    MoveView,
    AnswerView,
    AdoptView,
    ReleaseView,
    RedactView,
]
