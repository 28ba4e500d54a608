"""Keep the security log: who came in, who was refused, and whose rights changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField
from ledger.vocabulary import SecurityAct


class SecurityEvent(models.Model):
    """A sign-in, a refusal, or a change of an account or of a role. Rows are added, never changed.

    ``session_key`` names the session that a person began or went on with: it is on no page and in no export. A name
    that was typed and is no account's is not kept: people type passwords there. The log is for those who keep accounts
    (``access.keeps_accounts``), and no row of a dialogue: ``access.visible_to`` shows it to nobody.
    """

    at = models.DateTimeField(_("when"), db_index=True)
    what = WordField(SecurityAct, verbose_name=_("what"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("account"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    address = models.CharField(_("network address"), max_length=45, blank=True)
    detail = models.CharField(_("detail"), max_length=200, blank=True)
    session_key = models.CharField(_("session"), max_length=40, blank=True, db_index=True)

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security log")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.what}"
