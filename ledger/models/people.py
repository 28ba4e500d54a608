"""Accounts, and what each may do in which dialogue."""

from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField, change_log
from ledger.vocabulary import Language, Role


class User(AbstractUser):
    """A person with an account. Entries name their author by ``uuid``, which outlives a changed username."""

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    language = WordField(Language, verbose_name=_("language"), default=Language.EN)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Membership(models.Model):
    """One role of one person in one dialogue; a person may hold several."""

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("account")
    )
    dialogue = models.ForeignKey(
        "ledger.Dialogue", on_delete=models.PROTECT, related_name="memberships", verbose_name=_("dialogue")
    )
    role = WordField(Role, verbose_name=_("role"))
    ended_on = models.DateField(
        _("ended on"),
        null=True,
        blank=True,
        help_text=_("The role gives nothing any more once a day stands here; the row stays."),
    )

    history = change_log()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "dialogue", "role"],
                condition=models.Q(ended_on=None),
                name="membership_held_once",
                violation_error_message=_("This person holds that role in the dialogue already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.dialogue.code} · {self.get_role_display()}"
