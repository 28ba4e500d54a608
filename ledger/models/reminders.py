"""Keep of which dates people were reminded, so that each is told once."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField
from ledger.models.items import Item
from ledger.vocabulary import DatedBy


class Reminder(models.Model):
    """A date of an item of which a person was reminded, or is being reminded; ``ledger.personal`` writes it.

    ``day`` is the date as it stood: an item that is given another one is reminded of anew. ``claim`` is the run that
    sends it: of two at the same time the database lets one have it. ``sent_at`` stays empty where that run was killed.
    """

    dialogue_path = "item__round__dialogue"
    owner_field = "user"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="reminders",
        verbose_name=_("account"),
    )
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("item"))
    dated_by = WordField(DatedBy, verbose_name=_("date"))
    day = models.DateField(_("day"))
    claim = models.UUIDField(editable=False)
    claimed_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("day", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "item", "dated_by", "day"], name="reminder_once_of_a_date"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} · {self.item_id} · {self.day:%Y-%m-%d}"
