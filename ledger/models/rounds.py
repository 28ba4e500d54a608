"""Keep the rounds of a dialogue: when and where each was held, and who may be told where."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField, change_log, check_day
from ledger.models.parties import Dialogue, Party, in_page_language
from ledger.models.releases import AudienceRelease
from ledger.vocabulary import Audience, FactBasis, RoundState

HIGHEST_ROUND = 9_999
"""References, addresses and searches take a round's number in four digits."""


class Round(models.Model):
    """A meeting, held or planned. ``next_item_number`` is the counter that makes items' references."""

    dialogue_path = "dialogue"

    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("dialogue")
    )
    number = models.PositiveIntegerField(
        _("number"),
        validators=[MaxValueValidator(HIGHEST_ROUND)],
        help_text=_("Items are named by it (USMX-7-04): it stays once the round has items."),
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("What the sides called the meeting, if they did.")
    )
    state = WordField(
        RoundState,
        verbose_name=_("state"),
        default=RoundState.HELD,
        help_text=_("A planned round has an agenda before there is any statement."),
    )
    starts_on = models.DateField(
        _("first day"),
        validators=[check_day],
        null=True,
        blank=True,
        help_text=_("Empty while unknown: a day is never guessed."),
    )
    ends_on = models.DateField(
        _("last day"),
        validators=[check_day],
        null=True,
        blank=True,
        help_text=_("The first day again for a meeting of one day."),
    )
    dates_basis = WordField(
        FactBasis,
        verbose_name=_("basis of the dates"),
        default=FactBasis.UNKNOWN,
        help_text=_("Stated where the statement itself gives the day; inferred where we worked it out."),
    )
    dates_evidence = models.TextField(
        _("evidence for the dates"),
        blank=True,
        help_text=_("From what an inferred day follows, so that others can check it."),
    )
    dates_evidence_url = models.URLField(_("link to that evidence"), max_length=500, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True, help_text=_("In English: Mexico City."))
    city_es = models.CharField(
        _("city in Spanish"),
        max_length=100,
        blank=True,
        help_text=_("The same in Spanish: Ciudad de México."),
    )
    city_basis = models.CharField(
        _("basis of the city"), max_length=200, blank=True, help_text=_("Where we have it from.")
    )
    venue = models.CharField(
        _("venue"), max_length=200, blank=True, help_text=_("The building or ministry, if known; in English.")
    )
    venue_es = models.CharField(
        _("venue in Spanish"), max_length=200, blank=True, help_text=_("The same in Spanish.")
    )
    venue_basis = models.CharField(
        _("basis of the venue"), max_length=200, blank=True, help_text=_("Where we have it from.")
    )
    host_party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="hosted_rounds",
        null=True,
        blank=True,
        verbose_name=_("host"),
    )
    host_basis = models.CharField(
        _("basis of the host"), max_length=200, blank=True, help_text=_("Where we have it from.")
    )
    place_visibility = WordField(
        Audience,
        verbose_name=_("who may be told where it met"),
        default=Audience.INTERNAL,
        help_text=_("City, venue and host stand in no report for anybody beyond this."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Ours: what an editor should know. It stands in no report.")
    )
    next_item_number = models.PositiveIntegerField(_("next item's number"), default=1, editable=False)

    history = change_log()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("dialogue__code", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue", "number"],
                name="round_number_once_in_a_dialogue",
                violation_error_message=_("This dialogue has a round of that number already."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="round_number_positive",
                violation_error_message=_("Rounds are numbered from 1."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None, ends_on=None)
                | Q(starts_on__isnull=False, ends_on__isnull=False, starts_on__lte=F("ends_on")),
                name="round_ends_after_it_starts",
                violation_error_message=_(
                    "Give both the first and the last day, or neither; the last is not before the first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None, dates_basis="unknown")
                | (Q(starts_on__isnull=False) & ~Q(dates_basis="unknown")),
                name="round_dates_have_a_basis",
                violation_error_message=_(
                    "Days that are given are stated or inferred; without days their basis is unknown."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(dates_basis="inferred") | ~Q(dates_evidence=""),
                name="round_inferred_dates_have_evidence",
                violation_error_message=_("Inferred days need the evidence from which they follow."),
            ),
        )

    def __str__(self) -> str:
        return gettext("%(code)s, round %(number)s") % {"code": self.dialogue.code, "number": self.number}

    def get_absolute_url(self) -> str:
        """Return the address of the round's page."""
        return reverse("ledger:round-detail", args=(self.dialogue.code, self.number))

    @property
    def city_name(self) -> str:
        """The city in the language of the page, in the other one where there is no other."""
        return in_page_language(self.city, self.city_es)[0]

    @property
    def venue_name(self) -> str:
        """The venue in the language of the page, in the other one where there is no other."""
        return in_page_language(self.venue, self.venue_es)[0]


class RoundRelease(AudienceRelease):
    """The audience that may be told where a round met, from a moment on. Append-only."""

    dialogue_path = "round__dialogue"

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="releases", verbose_name=_("round")
    )

    class Meta(AudienceRelease.Meta):
        verbose_name = _("release of where a round met")
        verbose_name_plural = _("releases of where rounds met")
        ordering = ("round_id", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["round", "sequence"], name="round_release_sequence_once"),
            models.CheckConstraint(
                condition=~Q(released_to=F("released_from")), name="round_release_changes_the_audience"
            ),
        )
        indexes = (models.Index(fields=["recorded_at"], name="round_release_by_recording"),)

    def __str__(self) -> str:
        return f"{self.round_id} · {self.released_to}"
