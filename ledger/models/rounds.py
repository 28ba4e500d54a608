"""One meeting of a dialogue: when and where, who came, what was on the agenda."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField, change_log
from ledger.models.parties import Agency, Dialogue, Forum, Party
from ledger.models.topics import Topic
from ledger.vocabulary import DelegateRole, FactBasis, RoundState


class Round(models.Model):
    """A meeting, held or planned. ``next_item_number`` is the counter that makes items' references."""

    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("dialogue")
    )
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    state = WordField(RoundState, verbose_name=_("state"), default=RoundState.HELD)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    dates_basis = WordField(FactBasis, verbose_name=_("basis of the dates"), default=FactBasis.UNKNOWN)
    dates_evidence = models.TextField(_("evidence for the dates"), blank=True)
    dates_evidence_url = models.URLField(_("link to that evidence"), max_length=500, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    city_basis = models.CharField(_("basis of the city"), max_length=200, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    venue_basis = models.CharField(_("basis of the venue"), max_length=200, blank=True)
    host_party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="hosted_rounds",
        null=True,
        blank=True,
        verbose_name=_("host"),
    )
    host_basis = models.CharField(_("basis of the host"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    next_item_number = models.PositiveIntegerField(_("next item's number"), default=1, editable=False)

    history = change_log()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("dialogue__code", "number")
        constraints = (
            models.UniqueConstraint(fields=["dialogue", "number"], name="round_number_once_in_a_dialogue"),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_number_positive"),
            models.CheckConstraint(
                condition=Q(starts_on=None, ends_on=None)
                | Q(starts_on__isnull=False, ends_on__isnull=False, starts_on__lte=F("ends_on")),
                name="round_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None, dates_basis="unknown")
                | (Q(starts_on__isnull=False) & ~Q(dates_basis="unknown")),
                name="round_dates_have_a_basis",
            ),
            models.CheckConstraint(
                condition=~Q(dates_basis="inferred") | ~Q(dates_evidence=""),
                name="round_inferred_dates_have_evidence",
            ),
        )

    def __str__(self) -> str:
        return gettext("%(code)s, round %(number)s") % {"code": self.dialogue.code, "number": self.number}


class AgendaPoint(models.Model):
    """What a planned round is to take up, perhaps carried over from an open item."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="agenda", verbose_name=_("round"))
    position = models.PositiveIntegerField(_("position"))
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    text = models.CharField(_("point"), max_length=300, blank=True)
    carried_from = models.ForeignKey(
        "ledger.Item",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("carried over from"),
    )

    history = change_log()

    class Meta:
        verbose_name = _("agenda point")
        verbose_name_plural = _("agenda points")
        ordering = ("round", "position")
        constraints = (
            models.UniqueConstraint(fields=["round", "position"], name="agenda_position_once_in_a_round"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(topic__isnull=False) | Q(carried_from__isnull=False),
                name="agenda_point_says_something",
            ),
        )

    def __str__(self) -> str:
        return self.text or str(self.topic or self.carried_from)


class Delegation(models.Model):
    """Those who came for one party, and whether the source lists all of them."""

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("round")
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("party")
    )
    heads_complete = models.BooleanField(_("all heads are known"), default=False)
    agencies_complete = models.BooleanField(_("all agencies are known"), default=False)
    note = models.TextField(_("note"), blank=True)

    history = change_log()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ("round", "party__code")
        constraints = (models.UniqueConstraint(fields=["round", "party"], name="delegation_once_in_a_round"),)

    def __str__(self) -> str:
        return f"{self.party} · {self.round}"


class Delegate(models.Model):
    """A person who came, or an agency represented without a name. What is written and what we read differ."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="delegates", verbose_name=_("delegation")
    )
    position = models.PositiveIntegerField(_("position"))
    role = WordField(DelegateRole, verbose_name=_("role"), default=DelegateRole.MEMBER)
    name = models.CharField(_("name"), max_length=200, blank=True)
    name_as_written = models.CharField(_("name as written"), max_length=200, blank=True)
    office = models.CharField(_("office"), max_length=300, blank=True)
    office_as_written = models.CharField(_("office as written"), max_length=300, blank=True)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegates",
        verbose_name=_("agency"),
    )
    agency_as_written = models.CharField(_("agency as written"), max_length=300, blank=True)
    passage = models.ForeignKey(
        "ledger.Passage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegates",
        verbose_name=_("passage"),
    )
    source_url = models.URLField(_("link to the source"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)

    history = change_log()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ("delegation", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["delegation", "position"], name="delegate_position_once_in_a_delegation"
            ),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(name_as_written="") | Q(agency__isnull=False),
                name="delegate_has_a_name_or_an_agency",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.name_as_written or str(self.agency)


class RoundForum(models.Model):
    """A multilateral body that a round spoke of."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="forums", verbose_name=_("round"))
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("forum"))
    passage = models.ForeignKey(
        "ledger.Passage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forums",
        verbose_name=_("passage"),
    )

    history = change_log()

    class Meta:
        verbose_name = _("forum of a round")
        verbose_name_plural = _("forums of a round")
        ordering = ("round", "id")
        constraints = (models.UniqueConstraint(fields=["round", "forum"], name="forum_once_in_a_round"),)

    def __str__(self) -> str:
        return str(self.forum)


class Event(models.Model):
    """A meeting or summit that a round's sources announce or recall."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="events", verbose_name=_("round"))
    name = models.CharField(_("name"), max_length=200)
    wording = models.CharField(_("when, as written"), max_length=100, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    basis = WordField(FactBasis, verbose_name=_("basis of the dates"), default=FactBasis.UNKNOWN)
    host_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("host")
    )
    evidence_url = models.URLField(_("link to the evidence"), max_length=500, blank=True)
    passage = models.ForeignKey(
        "ledger.Passage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("passage"),
    )
    note = models.TextField(_("note"), blank=True)

    history = change_log()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("round", "starts_on", "id")
        constraints = (
            models.UniqueConstraint(fields=["round", "name"], name="event_once_in_a_round"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="event_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return self.name
