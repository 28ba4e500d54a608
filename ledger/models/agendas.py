"""Keep what a planned round is to take up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import change_log
from ledger.models.rounds import Round
from ledger.models.topics import Topic


class AgendaPoint(models.Model):
    """A matter that a planned round is to take up, perhaps carried over from an open item."""

    dialogue_path = "round__dialogue"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="agenda", verbose_name=_("round"))
    position = models.PositiveIntegerField(_("position"), help_text=_("Its place on the agenda: 1, 2, 3…"))
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    text = models.CharField(
        _("point"),
        max_length=300,
        blank=True,
        help_text=_("The point in words; without it, its topic or the item carried over speaks for it."),
    )
    carried_from = models.ForeignKey(
        "ledger.Item",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("carried over from"),
        help_text=_("An open item of an earlier round that is to be taken up again."),
    )

    history = change_log()

    class Meta:
        verbose_name = _("agenda point")
        verbose_name_plural = _("agenda points")
        ordering = ("round", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "position"],
                name="agenda_position_once_in_a_round",
                violation_error_message=_("Another point of this agenda has that position."),
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(topic__isnull=False) | Q(carried_from__isnull=False),
                name="agenda_point_says_something",
                violation_error_message=_("Give the point in words, its topic, or the item carried over."),
            ),
        )

    def __str__(self) -> str:
        return self.text or str(self.topic or self.carried_from)
