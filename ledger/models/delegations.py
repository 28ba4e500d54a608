"""Keep who came to a round: a delegation for each party, its people and its agencies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField, change_log
from ledger.models.parties import Agency, Party, in_page_language
from ledger.models.rounds import Round
from ledger.vocabulary import DelegateRole


class Delegation(models.Model):
    """The people who came for one party, and whether the source lists all of them."""

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
        _("office"),
        max_length=300,
        blank=True,
        help_text=_("The post that the person held then, in English."),
    )
    office_es = models.CharField(
        _("office in Spanish"), max_length=300, blank=True, help_text=_("The same in Spanish.")
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

    @property
    def office_name(self) -> str:
        """The office in the language of the page, in the other one or as written where there is no other."""
        return in_page_language(self.office, self.office_es)[0] or self.office_as_written
