"""Keep which saved views stand on whose workspace, and in which order: a person's own rows."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models.people import User
from ledger.models.personal import SavedView


class PinnedView(models.Model):
    """A saved view on a person's workspace: theirs, or one that is shared with them. ``ledger.personal`` writes it.

    Pins stand in the order of ``position``; a view that is not shared any more is not seen, and keeps its place.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="pinned_views",
        verbose_name=_("account"),
    )
    view = models.ForeignKey(
        SavedView, on_delete=models.CASCADE, related_name="pins", verbose_name=_("saved view")
    )
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        verbose_name = _("pinned view")
        verbose_name_plural = _("pinned views")
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["user", "view"], name="view_pinned_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.view_id}"

    @staticmethod
    def visible_rows(
        rows: models.QuerySet[Any], user: User, dialogues: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Select a person's own pins of views that they may open."""
        views = SavedView.visible_rows(SavedView.objects.all(), user, dialogues)
        return rows.filter(Q(user=user), view__in=views.order_by().values("pk"))
