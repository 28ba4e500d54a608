"""Bodies and meetings that a round's sources speak of."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField, change_log, check_day
from ledger.models.parties import Forum, Party
from ledger.models.rounds import Round
from ledger.vocabulary import FactBasis


class RoundForum(models.Model):
    """A multilateral body that a round spoke of."""

    dialogue_path = "round__dialogue"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="forums", verbose_name=_("round"))
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("forum"))
    passage = models.ForeignKey(
        "ledger.Passage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forums",
        verbose_name=_("passage"),
        help_text=_("Where the statement speaks of it."),
    )

    history = change_log()

    class Meta:
        verbose_name = _("forum of a round")
        verbose_name_plural = _("forums of a round")
        ordering = ("round", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "forum"],
                name="forum_once_in_a_round",
                violation_error_message=_("This round names that forum already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.forum)


class Event(models.Model):
    """A meeting or summit that a round's sources announce or recall."""

    dialogue_path = "round__dialogue"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="events", verbose_name=_("round"))
    name = models.CharField(_("name"), max_length=200, help_text=_("As the source calls it."))
    wording = models.CharField(
        _("when, as written"),
        max_length=100,
        blank=True,
        help_text=_("Exactly as the source has it: “next week”."),
    )
    starts_on = models.DateField(
        _("first day"),
        validators=[check_day],
        null=True,
        blank=True,
        help_text=_("Empty while unknown: a day is never guessed."),
    )
    ends_on = models.DateField(_("last day"), validators=[check_day], null=True, blank=True)
    basis = WordField(FactBasis, verbose_name=_("basis of the dates"), default=FactBasis.UNKNOWN)
    host_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("host")
    )
    evidence_url = models.URLField(
        _("link to the evidence"),
        max_length=500,
        blank=True,
        help_text=_("From what the day follows, where the source does not give it."),
    )
    passage = models.ForeignKey(
        "ledger.Passage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("passage"),
        help_text=_("Where the statement speaks of it."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Ours: what an editor should know. It stands in no report.")
    )

    history = change_log()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("round", "starts_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "name"],
                name="event_once_in_a_round",
                violation_error_message=_("This round has an event of that name already."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The last day is not before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.name
