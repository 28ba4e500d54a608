"""Keep where items stand today in each voice, written by the write API for quick reading."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import Guarded, GuardedQuerySet, WordField
from ledger.models.items import Item
from ledger.models.parties import Party
from ledger.vocabulary import Precision, Status, Voice


class Position(Guarded):
    """The status of an item today in one voice about one party, for our own people; proved by the audit."""

    dialogue_path = "item__round__dialogue"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="positions")
    about = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    voice = WordField(Voice)
    speaker = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    status = WordField(Status)
    effective_on = models.DateField()
    effective_precision = WordField(Precision)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = (
            models.UniqueConstraint(
                "item",
                "voice",
                Coalesce("about", 0),
                Coalesce("speaker", 0),
                name="position_once_per_voice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item.ref} · {self.get_voice_display()} · {self.get_status_display()}"
