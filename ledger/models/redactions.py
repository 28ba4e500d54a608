"""Requests to destroy a text, kept from asking to decision; the redaction itself is an entry."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models.entries import Entry
from ledger.models.two_person import TwoPersonRequest


class RedactionRequest(TwoPersonRequest):
    """The request of one person to destroy texts, which a second one has yet to approve."""

    dialogue_path = "entry__item__round__dialogue"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="redaction_requests")
    parts = models.JSONField(_("parts"))
    reason = models.TextField(_("reason"), blank=True)
    redaction = models.OneToOneField(
        Entry, on_delete=models.PROTECT, null=True, related_name="redaction_request"
    )

    class Meta:
        verbose_name = _("redaction request")
        verbose_name_plural = _("redaction requests")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")),
                name="redaction_decided_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry} · {', '.join(self.parts)}"


class PendingRemoval(models.Model):
    """A file on disk that a redaction destroyed and that is not yet removed: an outbox of its transaction."""

    sha256 = models.CharField(
        _("SHA-256 of the file"),
        max_length=64,
        blank=True,
        help_text=_("Empty: every copy that is kept for a day."),
    )

    class Meta:
        verbose_name = _("pending removal")
        verbose_name_plural = _("pending removals")

    def __str__(self) -> str:
        return self.sha256
