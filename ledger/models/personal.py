"""Keep what staff have for themselves: saved views, handovers, reviews, unsent forms, preferences, keys.

None of it is the ledger: it changes, it goes, and no report stands on it. ``ledger.personal`` writes it; who sees which
rows stands in ``ledger.access``.
"""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import HEX_DIGEST, WordField, check_day
from ledger.models.items import Item
from ledger.models.parties import Dialogue, Party
from ledger.models.people import User
from ledger.models.rounds import Round
from ledger.models.statements import Statement
from ledger.vocabulary import Act, DraftState, Precision, StatementForm, StatementLanguage, WatchMail


class SavedView(models.Model):
    """A list as somebody filtered and sorted it, under a name; its own, or shared with a dialogue's staff."""

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="saved_views",
        verbose_name=_("owner"),
    )
    dialogue = models.ForeignKey(
        Dialogue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="saved_views",
        verbose_name=_("dialogue"),
    )
    name = models.CharField(_("name"), max_length=80)
    list = models.CharField(_("list"), max_length=20, default="items")
    query = models.CharField(
        _("filters"), max_length=2000, blank=True, help_text=_("GET parameters, in order of their names.")
    )
    is_shared = models.BooleanField(_("shared with the dialogue's staff"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=["owner", "list", "name"], name="view_name_once_for_its_owner"),
            models.CheckConstraint(condition=~Q(name=""), name="view_has_a_name"),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(dialogue__isnull=False), name="view_is_shared_in_a_dialogue"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address that opens the list as the view keeps it."""
        return reverse("ledger:saved-view-detail", args=(self.uuid,))

    @staticmethod
    def visible_rows(
        rows: models.QuerySet[Any], user: User, dialogues: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Select a person's own views, and those that others share; each in a dialogue of the person's, or in none."""
        ours = Q(dialogue__in=dialogues)
        return rows.filter(Q(owner=user) & (Q(dialogue=None) | ours) | Q(is_shared=True) & ours)


class Handover(models.Model):
    """A handover of one officer's work in a dialogue to another: the batch of its amendments, and the views
    that went along.

    ``views`` holds the moved views' identifiers with the names that they had before. A handover over several
    dialogues is a row in each, with one batch.
    """

    dialogue_path = "dialogue"

    batch = models.UUIDField(_("batch"))
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="handovers", verbose_name=_("dialogue")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("handed over by")
    )
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    made_at = models.DateTimeField(_("made at"))
    views = models.JSONField(_("saved views"), default=dict, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["batch", "dialogue"], name="handover_once_in_a_dialogue"),
            models.CheckConstraint(
                condition=~Q(from_user=models.F("to_user")), name="handover_to_somebody_else"
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_user_id} → {self.to_user_id} · {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Return the address of the page of the handover's batch."""
        return reverse("ledger:handover-detail", args=(self.batch,))


AGAIN = "again"
"""The name among a draft's facts of the statement that is reviewed again, by its primary key."""


class ReviewDraft(models.Model):
    """A statement under review: its text, what is known of it, and what was decided on each proposal so far.

    ``version`` grows with every saving, so that two people on one draft are told. ``facts`` are those of the round as
    typed (dates, place…); ``proposals`` are the reader's, each with what was decided: both are whatever the review
    page puts there. ``typed`` holds, by each person's key and by the step that would save it, what stands in a form of
    theirs. Once committed it names the statement that it became, and ``round`` is that statement's.
    """

    dialogue_path = "dialogue"
    needed_act = Act.OPEN

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="review_drafts", verbose_name=_("dialogue")
    )
    state = WordField(DraftState, verbose_name=_("state"), default=DraftState.OPEN)
    version = models.PositiveIntegerField(_("version"), default=1)

    # The round: one that is there already, or the number of one to be made
    round = models.ForeignKey(
        Round,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_drafts",
        verbose_name=_("round"),
    )
    round_number = models.PositiveIntegerField(_("number of the round"), null=True, blank=True)
    facts = models.JSONField(_("facts of the round"), default=dict, blank=True)

    # The statement
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, validators=[HEX_DIGEST])
    language = WordField(StatementLanguage, verbose_name=_("language"))
    form = WordField(StatementForm, verbose_name=_("form"), default=StatementForm.STATEMENT)
    title = models.CharField(_("title"), max_length=300, blank=True)
    issued_by = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    published_on = models.DateField(_("published on"), validators=[check_day], null=True, blank=True)
    published_precision = WordField(Precision, verbose_name=_("precision"), default=Precision.DAY)

    proposals = models.JSONField(_("proposals"), default=list, blank=True)
    typed = models.JSONField(_("typed and not saved"), default=dict, blank=True, editable=False)

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    updated_at = models.DateTimeField(_("saved at"))
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_drafts",
        verbose_name=_("statement"),
    )

    class Meta:
        verbose_name = _("statement under review")
        verbose_name_plural = _("statements under review")
        ordering = ("-updated_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue", "sha256"], condition=Q(state="open"), name="draft_open_once_for_a_text"
            ),
            models.CheckConstraint(
                condition=Q(state="committed", statement__isnull=False, round__isnull=False)
                | (~Q(state="committed") & Q(statement=None)),
                name="draft_committed_became_a_statement",
            ),
        )

    def __str__(self) -> str:
        return self.title or f"{self.dialogue_id} · {self.language} · {self.sha256[:12]}"

    def get_absolute_url(self) -> str:
        """Return the address at which the statement is reviewed."""
        return reverse("ledger:statement-review", args=(self.uuid,))

    @property
    def is_again(self) -> bool:
        """Whether the text is that of a statement in the ledger, looked through for what is not an item yet."""
        return AGAIN in self.facts


class EntryDraft(models.Model):
    """The text that a person had typed about an item when their session ended: one for each person and item."""

    dialogue_path = "item__round__dialogue"
    owner_field = "user"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="entry_drafts",
        verbose_name=_("account"),
    )
    item = models.ForeignKey(
        Item, on_delete=models.CASCADE, related_name="entry_drafts", verbose_name=_("item")
    )
    typed = models.JSONField(_("what was typed"), help_text=_("Field of the form → what stood in it."))
    updated_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("entry not yet recorded")
        verbose_name_plural = _("entries not yet recorded")
        ordering = ("-updated_at",)
        constraints = (models.UniqueConstraint(fields=["user", "item"], name="entry_draft_once_for_an_item"),)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.item_id}"


class FeedKey(models.Model):
    """The secret in the address of somebody's calendar feed, as its SHA-256; one at most is in force."""

    owner_field = "user"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="feed_keys",
        verbose_name=_("account"),
    )
    digest = models.CharField(_("SHA-256 of the secret"), max_length=64, unique=True, validators=[HEX_DIGEST])
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar key")
        verbose_name_plural = _("calendar keys")
        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="feed_key_one_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} · {self.made_at:%Y-%m-%d}"


DEFAULT_REMIND_DAYS = 7
DEFAULT_REMIND_HOUR = 8


class Preference(models.Model):
    """The mail that a person wants. An account without a row wants what stands here by default."""

    owner_field = "user"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="preference",
        verbose_name=_("account"),
    )
    wants_digest = models.BooleanField(_("a daily digest"), default=True)
    wants_assignments = models.BooleanField(_("mail when an item is given to me"), default=True)
    wants_questions = models.BooleanField(_("mail on questions among colleagues"), default=True)
    watched_mail = WordField(WatchMail, verbose_name=_("mail on what I watch"), default=WatchMail.DIGEST)
    remind_days = models.PositiveSmallIntegerField(
        _("days before a date"), default=DEFAULT_REMIND_DAYS, null=True, blank=True
    )
    remind_hour = models.PositiveSmallIntegerField(_("hour of reminders"), default=DEFAULT_REMIND_HOUR)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    last_digest_on = models.DateField(_("last digest"), null=True, blank=True)

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return str(self.user_id)
