"""Deciding what somebody else asked to have destroyed."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledger.actions.page import ActFormView, line_of
from ledger.actions.parts import copies, part_name
from ledger.actions.place import Place
from ledger.forms import ActForm
from ledger.models import Entry, Item, RedactionRequest
from ledger.personal import forget_words
from ledger.presentation.timeline import TimelineEntry
from ledger.recording import decline_redaction, redact_entry, words_of
from ledger.vocabulary import Act


class RedactionRequestFormView(ActFormView):
    """A decision on a request, by somebody other than who asked."""

    scope = "redaction"
    deed = Act.REDACT
    form_class = ActForm

    def __init__(
        self,
        place: Place,
        request: HttpRequest,
        item: Item,
        wanted: RedactionRequest,
        line: TimelineEntry | None,
    ) -> None:
        super().__init__(place, request, item)
        self.wanted = wanted
        self.line = line

    @classmethod
    def find(cls, place: Place, request: HttpRequest, item: Item, **key: int) -> Self:
        """404 where there is no such request on the item."""
        rows = RedactionRequest.objects.filter(entry__item=item, pk=key["wanted"])
        found = rows.select_related("entry__item", "requested_by").first()
        if found is None:
            raise Http404
        return cls(place, request, item, found, line_of(item, found.entry.sequence))

    @property
    def key(self) -> Sequence[int]:
        return (self.wanted.pk,)

    @property
    def is_allowed(self) -> bool:
        return super().is_allowed and self.wanted.requested_by_id != self.request.user.pk

    @property
    def is_apt(self) -> bool:
        return self.wanted.decided_by_id is None

    def beside(self, form: Any) -> dict[str, Any]:
        wanted = self.wanted
        return {
            "wanted": wanted,
            "parts": part_names(wanted.parts),
            "line": self.line,
            "copies": copies(self.place, wanted.entry, wanted.parts),
        }


class ApproveRedactionView(RedactionRequestFormView):
    """The second person's yes."""

    name = "approve"
    label = _("Approve and destroy")
    about = _("The text is destroyed for good, for everybody. That something was recorded stays.")

    def write(self, form: Any) -> Entry:
        with transaction.atomic():
            words = words_of(self.wanted.entry, self.wanted.parts)
            redaction = redact_entry(
                user=self.request.user,  # type: ignore[arg-type]
                request=self.wanted,
                request_id=form.cleaned_data["request_id"],
            )
            forget_words(item=self.item, destroyed=words)
        return redaction


class DeclineRedactionView(RedactionRequestFormView):
    """The second person's no."""

    name = "decline"
    label = _("Decline")
    about = _("Everything stays as it is.")

    def write(self, form: Any) -> Entry:
        decline_redaction(user=self.request.user, request=self.wanted)  # type: ignore[arg-type]
        return self.wanted.entry

    def tell(self, entry: Entry) -> None:
        self.say(entry, _now("The request is declined; everything stays as it is."))


def part_names(parts: Iterable[str]) -> str:
    """The parts of a request in words."""
    return ", ".join(part_name(part) for part in parts)


REQUEST_ACTS: list[type[RedactionRequestFormView]] = [ApproveRedactionView, DeclineRedactionView]
