"""Deciding what somebody else asked to have destroyed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledger.actions.page import ActFormView, line_of
from ledger.actions.parts import copies, files_elsewhere, part_name
from ledger.forms import ActForm
from ledger.importing.drafts import forget_imports
from ledger.models import Entry, RedactionRequest
from ledger.personal import forget_questions, forget_words, hold_questions
from ledger.presentation.timeline import TimelineEntry
from ledger.recording import decline_redaction, parts_destroyed, redact_entry, words_of
from ledger.vocabulary import Act


class RedactionRequestFormView(ActFormView):
    """A decision on a request, by somebody other than who asked."""

    scope = "redaction"
    deed = Act.REDACT
    form_class = ActForm

    wanted: RedactionRequest
    line: TimelineEntry

    def find(self) -> None:
        """Find the request. Raise Http404 where there is no such request on the item."""
        rows = RedactionRequest.objects.filter(entry__item=self.item).select_related(
            "entry__item", "requested_by"
        )
        self.wanted = get_object_or_404(rows, pk=self.kwargs["wanted"])
        self.line = line_of(self.item, self.wanted.entry.sequence)

    @property
    def key(self) -> tuple[int, ...]:
        return (self.wanted.pk,)

    def has_permission(self) -> bool:
        return super().has_permission() and self.wanted.requested_by_id != self.request.user.pk

    @property
    def is_apt(self) -> bool:
        return self.wanted.decided_by_id is None

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        wanted = self.wanted
        context = {
            "wanted": wanted,
            "parts": part_names(wanted.parts),
            "line": self.line,
            "copies": copies(wanted.entry, wanted.parts, self.item_url),
            "elsewhere": self._elsewhere(),
        }
        return super().get_context_data(**context | kwargs)

    def _elsewhere(self) -> list[tuple[str, str]]:
        """Return where else the content of the files is kept that are to go, of what the person may see."""
        wanted, user = self.wanted, self.request.user
        return files_elsewhere(user, wanted.entry, wanted.parts, self.item_url)  # type: ignore[arg-type]


class ApproveRedactionView(RedactionRequestFormView):
    """The second person's yes."""

    name = "approve"
    label = _("Approve and destroy")
    about = _(
        "The text is destroyed for good, for everybody. That something was recorded stays. "
        "Questions among colleagues about the item and its steps lose their words too. "
        "Spreadsheets on their way into the dialogue that repeat it are given up."
    )

    def write(self, form: ActForm) -> Entry:
        with transaction.atomic():
            hold_questions(self.item)
            words = words_of(self.wanted.entry, parts_destroyed(self.wanted))
            redaction = redact_entry(
                user=self.request.user,  # type: ignore[arg-type]
                request=self.wanted,
                request_id=form.cleaned_data["request_id"],
            )
            forget_words(item=self.item, destroyed=words)
            forget_questions(self.item)
            forget_imports(dialogue=self.item.round.dialogue, destroyed=words)
        return redaction

    def get_success_message(self) -> str:
        said = super().get_success_message()
        stays = _now("The content of its file is kept elsewhere too, and stays there.")
        return f"{said} {stays}" if self._elsewhere() else said


class DeclineRedactionView(RedactionRequestFormView):
    """The second person's no."""

    name = "decline"
    label = _("Decline")
    about = _("Everything stays as it is.")

    def write(self, form: ActForm) -> Entry:
        decline_redaction(user=self.request.user, request=self.wanted)  # type: ignore[arg-type]
        return self.wanted.entry

    def get_success_message(self) -> str:
        return _now("The request is declined; everything stays as it is.")


def part_names(parts: Iterable[str]) -> str:
    """Return the parts of a request in words."""
    return ", ".join(part_name(part) for part in parts)


REQUEST_ACTS: list[type[RedactionRequestFormView]] = [ApproveRedactionView, DeclineRedactionView]
