"""Stamps that a wrong clock put into the future, and the act of two people that closes them."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import Guarded, GuardedQuerySet
from ledger.models.two_person import TwoPersonRequest


class ClockCorrectionQuerySet(GuardedQuerySet["ClockCorrection"]):
    """Corrections, the oldest first."""

    def closing(self, key: int, stamped_at: datetime.datetime, last: str) -> Self:
        """Select those that close the stamp of a row; ``last`` is the column for the row's table ("last_seal")."""
        return self.filter(**{f"{last}__gte": key}, corrected_at__lt=stamped_at)


class ClockCorrection(Guarded):
    """Two people's word that stamps after ``corrected_at``, up to ``until``, are false: a clock was ahead.

    The rows keep what was stamped and hashed. They are those with a stamp after ``corrected_at`` and a primary key no
    greater than the newest one then; they count as known from ``corrected_at`` on. Whatever is recorded afterwards is
    stamped with true time, from ``corrected_at`` on. Never changed, never deleted.
    """

    corrected_at = models.DateTimeField(_("corrected at"), unique=True)
    corrected_on = models.DateField(_("corrected on"))
    until = models.DateTimeField(_("newest false stamp"))
    last_entry = models.PositiveBigIntegerField(_("last entry then"))
    last_text = models.PositiveBigIntegerField(_("last text on a topic then"))
    last_text_release = models.PositiveBigIntegerField(_("last release of a text then"))
    last_statement_release = models.PositiveBigIntegerField(_("last release of a statement then"))
    last_round_release = models.PositiveBigIntegerField(_("last release of where a round met then"))
    last_file_release = models.PositiveBigIntegerField(_("last release of a file then"), default=0)
    last_seal = models.PositiveBigIntegerField(_("last seal then"))
    reason = models.TextField(_("reason"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    requested_at = models.DateTimeField(_("requested at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("second person")
    )

    objects = ClockCorrectionQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("clock correction")
        verbose_name_plural = _("clock corrections")
        ordering = ("corrected_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(approved_by=F("requested_by")), name="clock_correction_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("corrected_at")), name="clock_correction_closes_the_future"
            ),
        )

    def __str__(self) -> str:
        return self.corrected_at.isoformat(timespec="seconds")


class ClockCorrectionRequest(TwoPersonRequest):
    """The request of one person to close an entry by correcting the clock, on which a second one has yet to decide."""

    reason = models.TextField(_("reason"))
    correction = models.OneToOneField(
        ClockCorrection, on_delete=models.PROTECT, null=True, related_name="request"
    )

    class Meta:
        verbose_name = _("request for a clock correction")
        verbose_name_plural = _("requests for clock corrections")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")),
                name="clock_correction_decided_by_another",
            ),
        )

    def __str__(self) -> str:
        return self.reason


def closed_by(last: str, moment: datetime.datetime | None = None) -> Exists:
    """Tell whether a correction closes the stamp of a row of the outer query; with a moment, one made by then."""
    corrections = ClockCorrection.objects.filter(
        corrected_at__lt=OuterRef("recorded_at"), **{f"{last}__gte": OuterRef("pk")}
    )
    return Exists(corrections if moment is None else corrections.filter(corrected_at__lte=moment))


def recorded_by(moment: datetime.datetime, last: str) -> Q:
    """Return rows recorded by a moment of true time; one that a wrong clock stamped counts from its correction on."""
    return Q(recorded_at__lte=moment) | Q(closed_by(last, moment))
