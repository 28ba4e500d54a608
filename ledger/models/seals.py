"""Seals: one hash over the whole ledger at one moment."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from ledger.models.clock_corrections import ClockCorrection
from ledger.models.fields import HEX_DIGEST, Guarded, GuardedQuerySet
from ledger.models.parties import Dialogue


class SealQuerySet(GuardedQuerySet["Seal"]):
    """Seals, and which part of them is for everybody."""

    def roots(self) -> models.QuerySet[Any, dict[str, Any]]:
        """Return moments and roots, the newest first, as ``pk``, ``known_at``, ``root``, and whether the time is true.

        They name and count nothing: people with a role in any dialogue may see them, and keep them elsewhere.
        """
        closing = ClockCorrection.objects.filter(
            last_seal__gte=OuterRef("pk"), corrected_at__lt=OuterRef("known_at")
        )
        rows: models.QuerySet[Any] = self.annotate(is_true=~Exists(closing)).order_by("-known_at")
        return rows.values("pk", "known_at", "root", "is_true")


class Seal(Guarded):
    """An RFC 9162 Merkle root over (ref, sequence, head hash) of all items in ref order, at one moment; and ``tables``:
    roots over rows that are never changed.
    """

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
    tables = models.JSONField(_("rows beside the chains"), default=dict)
    """What the seal says of tables whose rows are never changed, where no seal before it said the same: how many, and
    the root over them. Empty in seals from before version 0041 of the tables.
    """

    objects = SealQuerySet.as_manager()

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
