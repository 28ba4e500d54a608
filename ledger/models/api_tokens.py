"""Keep which programs come in by whose API token, as digests, and how far each is let in."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import HEX_DIGEST, WordField
from ledger.models.people import Membership
from ledger.vocabulary import Role


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens by whether they let anybody in."""

    def in_force(self) -> "ApiTokenQuerySet":
        """Select tokens that were not revoked and have not ended, of open accounts, with a role that still stands."""
        held = ApiTokenRole.objects.standing().filter(token=OuterRef("pk"))
        open_still = self.filter(revoked_at=None, ends_at__gt=timezone.now(), user__is_active=True)
        return open_still.filter(Exists(held))


class ApiToken(models.Model):
    """A secret by which a program asks in its owner's name, as its SHA-256.

    It gives the roles that its rows in ``roles`` name, as far as the owner still holds them as they were then, and
    reading alone unless ``may_write``. ``ledger.personal`` writes it; ``ledger.access`` asks it.
    """

    owner_field = "user"

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="api_tokens",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(_("SHA-256 of the secret"), max_length=64, unique=True, validators=[HEX_DIGEST])
    may_write = models.BooleanField(_("may write"), default=False)
    made_at = models.DateTimeField(_("made at"))
    ends_at = models.DateTimeField(_("ends at"))
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),)

    def __str__(self) -> str:
        return self.name


class ApiTokenRoleQuerySet(models.QuerySet["ApiTokenRole"]):
    """Roles of tokens by whether their owners still hold them."""

    def standing(self) -> "ApiTokenRoleQuerySet":
        """Select those that the owner holds today as the token was given them."""
        return self.filter(membership__ended_on=None, membership__role=F("role"))


class ApiTokenRole(models.Model):
    """A role that a token was given: gone for it once the membership ends or becomes another role."""

    token = models.ForeignKey(
        ApiToken, on_delete=models.CASCADE, related_name="roles", verbose_name=_("API token")
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="token_roles", verbose_name=_("membership")
    )
    role = WordField(Role, verbose_name=_("role"))

    objects = ApiTokenRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of an API token")
        verbose_name_plural = _("roles of API tokens")
        constraints = (models.UniqueConstraint(fields=["token", "membership"], name="token_role_once"),)

    def __str__(self) -> str:
        return f"{self.token_id} · {self.membership_id}"

    @staticmethod
    def visible_rows(
        rows: models.QuerySet[Any], user: object, _dialogues: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Select the roles of a person's own tokens."""
        return rows.filter(token__user=user)
