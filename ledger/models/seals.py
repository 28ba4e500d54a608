"""Seals: one hash over the whole ledger at one moment."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import HEX_DIGEST, Guarded, GuardedQuerySet
from ledger.models.parties import Dialogue


class Seal(Guarded):
    """An RFC 9162 Merkle root over (ref, sequence, head hash) of all items in ref order, at one moment."""

    known_at = models.DateTimeField(_("known at"), unique=True)
    items = models.PositiveIntegerField(_("items"))
    entries = models.PositiveBigIntegerField(_("entries"))
    root = models.CharField(_("Merkle root"), max_length=64, validators=[HEX_DIGEST])
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("sealed by"),
    )

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ("-known_at",)

    def __str__(self) -> str:
        return self.root

    @staticmethod
    def visible_rows(
        rows: models.QuerySet[Any], _user: object, dialogues: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Select seals for people who may read every dialogue: a seal covers and counts the items of all."""
        every = Dialogue.objects.all()
        return rows.filter(Exists(every), ~Exists(every.exclude(pk__in=dialogues)))
