"""Audits: when this database was last proved, and what was found."""

from typing import Any

from django.db import models
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from ledger.models.parties import Dialogue


class AuditRunQuerySet(models.QuerySet["AuditRun"]):
    """Audits, and which part of them is for everybody."""

    def outcomes(self) -> "models.QuerySet[AuditRun, dict[str, Any]]":
        """Return when each ended and whether all held, the newest first: they name nothing, and are for all members."""
        rows: models.QuerySet[Any] = self.order_by("-ended_at", "-pk")
        return rows.values("pk", "ended_at", "found_nothing")


class AuditRun(models.Model):
    """What an audit of this database found. It is no part of the ledger: an archive is audited where it is restored."""

    ended_at = models.DateTimeField(_("ended at"))
    found_nothing = models.BooleanField(_("all held"))
    first_finding = models.TextField(_("first finding"), blank=True)
    newest_seal = models.CharField(_("newest seal"), max_length=64, blank=True)
    """The root of the newest seal that was there: a later audit misses it where it was deleted."""

    objects = AuditRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit")
        verbose_name_plural = _("audits")

    def __str__(self) -> str:
        return self.ended_at.isoformat()

    @staticmethod
    def visible_rows(
        rows: models.QuerySet[Any], _user: object, dialogues: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Select audits for people who may read every dialogue: a finding names items of any."""
        every = Dialogue.objects.all()
        return rows.filter(Exists(every), ~Exists(every.exclude(pk__in=dialogues)))
