"""One meeting of a dialogue: when and where, who came, what was on the agenda."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import Guarded, GuardedQuerySet, WordField, change_log, check_day
from ledger.models.parties import Agency, Dialogue, Forum, Party
from ledger.models.topics import Topic
from ledger.vocabulary import Audience, DelegateRole, FactBasis, RoundState


class Round(models.Model):
    """A meeting, held or planned. ``next_item_number`` is the counter that makes items' references."""

    dialogue_path = "dialogue"

    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("dialogue")
    )
    number = models.PositiveIntegerField(
        _("number"), help_text=_("Items are named by it (USMX-7-04): it stays once the round has items.")
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
    city = models.CharField(_("city"), max_length=100, blank=True)
    city_basis = models.CharField(
        _("basis of the city"), max_length=200, blank=True, help_text=_("Where we have it from.")
    )
    venue = models.CharField(
        _("venue"), max_length=200, blank=True, help_text=_("The building or ministry, if known.")
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


class RoundRelease(Guarded):
    """Who may be told where a round met, from a moment on; a narrower one takes a release back.

    ``released_by`` is empty where the round had its audience before such rows were kept, and nobody is named
    in its change log.
    """

    dialogue_path = "round__dialogue"

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="releases", verbose_name=_("round")
    )
    sequence = models.PositiveIntegerField(_("sequence"))
    released_from = WordField(Audience, verbose_name=_("shown until then to"))
    released_to = WordField(Audience, verbose_name=_("released to"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    reason = models.TextField(_("reason"))
    recorded_at = models.DateTimeField(_("recorded at"))
    request_id = models.UUIDField(_("request"), default=uuid4, unique=True)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
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


class AgendaPoint(models.Model):
    """What a planned round is to take up, perhaps carried over from an open item."""

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


class Delegation(models.Model):
    """Those who came for one party, and whether the source lists all of them."""

    dialogue_path = "round__dialogue"

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("round")
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("party")
    )
    heads_complete = models.BooleanField(
        _("all heads are known"), default=False, help_text=_("The source names every head of delegation.")
    )
    agencies_complete = models.BooleanField(
        _("all agencies are known"), default=False, help_text=_("The source names every agency that came.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Ours: what an editor should know. It stands in no report.")
    )

    history = change_log()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ("round", "party__code")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "party"],
                name="delegation_once_in_a_round",
                violation_error_message=_(
                    "This party's delegation to the round is there already: edit that one."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.party} · {self.round}"


class Delegate(models.Model):
    """A person who came, or an agency represented without a name. What is written and what we read differ."""

    dialogue_path = "delegation__round__dialogue"

    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="delegates", verbose_name=_("delegation")
    )
    position = models.PositiveIntegerField(
        _("position"), help_text=_("The order in which the source names them: 1, 2, 3…")
    )
    role = WordField(DelegateRole, verbose_name=_("role"), default=DelegateRole.MEMBER)
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_("As we read it; empty for an agency that came without a name."),
    )
    name_as_written = models.CharField(
        _("name as written"),
        max_length=200,
        blank=True,
        help_text=_("Exactly as the source has it, slips included."),
    )
    office = models.CharField(
        _("office"), max_length=300, blank=True, help_text=_("The post that the person held then.")
    )
    office_as_written = models.CharField(
        _("office as written"),
        max_length=300,
        blank=True,
        help_text=_("Exactly as the source has it, slips included."),
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegates",
        verbose_name=_("agency"),
    )
    agency_as_written = models.CharField(
        _("agency as written"),
        max_length=300,
        blank=True,
        help_text=_("Exactly as the source has it, slips included."),
    )
    passage = models.ForeignKey(
        "ledger.Passage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegates",
        verbose_name=_("passage"),
        help_text=_("Where the statement names them."),
    )
    source_url = models.URLField(
        _("link to the source"),
        max_length=500,
        blank=True,
        help_text=_("Where it is found, if not in the round's statement."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Ours: what an editor should know. It stands in no report.")
    )

    history = change_log()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ("delegation", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["delegation", "position"],
                name="delegate_position_once_in_a_delegation",
                violation_error_message=_("Somebody else of this delegation has that position."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(name_as_written="") | Q(agency__isnull=False),
                name="delegate_has_a_name_or_an_agency",
                violation_error_message=_("Give a name, or the agency that came without one."),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.name_as_written or str(self.agency)


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
