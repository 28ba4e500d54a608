"""Hold the columns of what one person asks and a second one decides."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TwoPersonRequest(models.Model):
    """A request of one person that a second one decides; ``decided_at`` is empty while it waits."""

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    requested_at = models.DateTimeField(_("requested at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        abstract = True
