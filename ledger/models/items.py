"""The trackable things, and what the write API keeps beside them for quick reading."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.days import first_day, last_day, later
from ledger.models.fields import Guarded, GuardedQuerySet, WordField
from ledger.models.parties import Agency, Dialogue, Forum, Party
from ledger.models.rounds import Round
from ledger.models.statements import Passage
from ledger.models.topics import Topic
from ledger.vocabulary import (
    AgreedAs,
    FactBasis,
    ItemSource,
    Kind,
    Precision,
    Priority,
    Status,
)

if TYPE_CHECKING:
    from ledger.models.people import User


_LIVE = Q(is_followed=True) | Q(is_assessed=True)


class ItemQuerySet(GuardedQuerySet["Item"]):
    """Questions about where items stand today, answered from the columns that the write API keeps.

    They give our own people's answer. Reports and audiences ask ``Entry.objects.as_of`` instead.
    """

    def current(self) -> Self:
        """Select items that were not withdrawn."""
        return self.filter(is_withdrawn=False)

    def in_whole(self, item: "Item") -> Self:
        """Select an item with its steps; of a step, the item that it is part of with all of that one's steps."""
        whole = item.part_of_id or item.pk
        return self.filter(Q(pk=whole) | Q(part_of=whole))

    def without_steps(self) -> Self:
        """Select the statements' items: how they are being done stands in steps, which are ours and counted as none."""
        return self.filter(part_of=None)

    def live(self) -> Self:
        """Select items that are followed, or on which any voice has a standing status: what is going on, in
        anybody's words.

        An unassessed status says that nobody has looked, and makes no item live. Workspace, topics, dashboard and the
        attention report look at these; overdue and stale at ``followed`` ones.
        """
        return self.current().filter(is_live())

    def followed(self) -> Self:
        """Select followed, open items: the ones that somebody should be working on."""
        return self.current().filter(is_followed=True, is_open=True)

    def heads(self) -> Self:
        """Select the live items that stand for their matter: no live item of a later round continues them.

        An item that goes on only in one that is not live still stands for it, so that no matter is lost.
        """
        return self.live().filter(~is_continued())

    def open_of(self, officer: "User") -> Self:
        """Open items that are somebody's own, followed or not."""
        return self.current().filter(is_open=True, officer=officer)

    def overdue(self, day: datetime.date) -> Self:
        """Select followed, open items whose target date or agreed deadline has passed before the day.

        A deadline of a month or a year passes with its last day (``Item.deadline_ends_on``).
        """
        return self.followed().filter(Q(target_on__lt=day) | deadline_ends(before=day))

    def due(self, first: datetime.date, last: datetime.date) -> Self:
        """Select followed, open items whose target date or agreed deadline lies in these days, both included.

        A deadline of a month or a year is due on its last day, as in ``overdue``: on 28 November 2026 one of that
        month is due within seven days, and one of December is not.
        """
        near = Q(target_on__range=(first, last)) | deadline_ends(since=first, before=later(last, 1))
        return self.followed().filter(near)

    def to_review(self, day: datetime.date) -> Self:
        """Select items whose review date has come by the day."""
        return self.current().filter(review_on__lte=day)

    def stale(self, day: datetime.date, dialogues: Iterable[Dialogue] | None = None) -> Self:
        """Select followed, open items with nothing newer than their dialogue's limit before the day.

        ``dialogues`` are all whose items are among them, where they are known: else a query asks for the limits.
        """
        asked = Q(pk__in=())
        rows = Dialogue.objects.order_by().values_list("stale_after_days", flat=True).distinct()
        for limit in rows if dialogues is None else {dialogue.stale_after_days for dialogue in dialogues}:
            newest = later(day, -limit)
            asked |= Q(round__dialogue__stale_after_days=limit, newest_on__lt=newest)
        return self.followed().filter(asked)

    def differing(self) -> Self:
        """Select items on which two voices' standing statuses about the same party differ."""
        return self.current().filter(is_differing=True)

    def on_topics(self, topics: Iterable[Topic]) -> Self:
        """Select items on one of the topics, first or further. What a topic takes in, ``TopicTree`` says."""
        return self.filter(on_any_of(topics))

    def in_ref_order(self) -> Self:
        """Order by dialogue, round and number, as reports and seals take them."""
        return self.order_by("round__dialogue__code", "round__number", "number", "step_number")


def is_live() -> Q:
    """Select items that are followed, or on which any voice has a standing status: see ``ItemQuerySet.live``."""
    return _LIVE


def is_continued() -> Q:
    """Select items that a live item of a later round continues: see ``ItemQuerySet.heads``."""
    return Q(Exists(_continuing()))


def is_continued_of_few() -> IsNull:
    """Tell of a few selected items whether they are continued, one by one.

    PostgreSQL may answer ``is_continued`` by reading all items first, which pays where many are asked about.
    """
    return IsNull(Subquery(_continuing().values("pk")[:1]), False)


def _continuing() -> ItemQuerySet:
    return Item.objects.live().filter(continues=OuterRef("pk"))


def on_any_of(topics: Iterable[Topic]) -> Q:
    """Select items that are on one of the topics, as their first topic or a further one: each once."""
    return Q(pk__in=Item.topics.through.objects.filter(topic__in=topics).values("item"))


def deadline_ends(*, before: datetime.date, since: datetime.date = datetime.date.min) -> Q:
    """Select items whose deadline's last day (``Item.deadline_ends_on``) lies before a day, and not before ``since``.

    The month that ends before a day is one that begins before the day's own month; years likewise. So the column is
    compared as it is, by whichever of its days a month or year is kept.
    """
    found = Q(pk__in=())
    for precision in Precision:
        begun, from_ = first_day(before, precision), first_day(since, precision)
        found |= Q(deadline_precision=precision, deadline_on__gte=from_, deadline_on__lt=begun)
    return found


class Item(Guarded):
    """A matter that a round discussed, acknowledged, agreed, undertook or asked. Written by
    ``ledger.recording`` alone.

    The columns under "kept by the write API" follow from the item's entries; the audit proves that they do.
    """

    dialogue_path = "round__dialogue"

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="items", verbose_name=_("round"))
    number = models.PositiveIntegerField(_("number"))
    """A step has that of its item, and beside it a ``step_number`` from 1: USMX-7-04.2."""
    step_number = models.PositiveSmallIntegerField(_("number of the step"), default=0, editable=False)
    ref = models.CharField(_("reference"), max_length=30, unique=True)

    # The statement's, and our reading of it
    kind = WordField(Kind, verbose_name=_("kind"))
    agreed_as = WordField(AgreedAs, verbose_name=_("agreed as"), null=True, blank=True)
    passage = models.ForeignKey(
        Passage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("passage"),
    )
    is_paraphrase = models.BooleanField(
        _("paraphrase"), default=False, help_text=_("No verbatim passage is held.")
    )
    other_passages = models.ManyToManyField(
        Passage,
        through="ledger.ItemPassage",
        related_name="also_items",
        verbose_name=_("passages in other languages"),
    )
    summary_en = models.TextField(_("summary in English"), blank=True, help_text=_("Our words."))
    summary_es = models.TextField(_("summary in Spanish"), blank=True, help_text=_("Our words."))
    source = WordField(ItemSource, verbose_name=_("source"), default=ItemSource.STATEMENT)
    owner_basis = WordField(FactBasis, verbose_name=_("basis of who owes"), default=FactBasis.UNKNOWN)
    parties = models.ManyToManyField(
        Party, through="ledger.ItemParty", related_name="items", verbose_name=_("parties")
    )
    agencies = models.ManyToManyField(
        Agency, through="ledger.ItemAgency", related_name="items", verbose_name=_("agencies")
    )
    forums = models.ManyToManyField(
        Forum, through="ledger.ItemForum", related_name="items", verbose_name=_("forums")
    )
    topics = models.ManyToManyField(
        Topic, through="ledger.ItemTopic", related_name="items", verbose_name=_("topics")
    )
    deadline_on = models.DateField(_("agreed deadline"), null=True, blank=True)
    deadline_precision = WordField(
        Precision, verbose_name=_("precision of the deadline"), null=True, blank=True
    )
    deadline_basis = WordField(FactBasis, verbose_name=_("basis of the deadline"), null=True, blank=True)
    deadline_wording = models.CharField(_("deadline as written"), max_length=200, blank=True)
    note = models.TextField(_("note on our reading"), blank=True)
    outside_ref = models.CharField(
        _("reference elsewhere"),
        max_length=200,
        null=True,
        blank=True,
        help_text=_("As the list numbers it from which it was imported. It is found again by this."),
    )
    """None for an item that no list numbers: openings name the field only where it is given."""
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("continues"),
    )

    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="own_steps",
        verbose_name=_("part of"),
    )
    """The item that this one is a step of."""

    # Ours: working fields
    step_order = models.PositiveSmallIntegerField(_("place among the steps"), null=True, blank=True)
    is_followed = models.BooleanField(_("followed"), default=False)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("officer"),
    )
    next_step = models.TextField(_("next step"), blank=True)
    review_on = models.DateField(_("review date"), null=True, blank=True)
    target_on = models.DateField(_("target date"), null=True, blank=True)
    priority = WordField(Priority, verbose_name=_("priority"), default=Priority.NORMAL)

    # Kept by the write API
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False, editable=False)
    see_also = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("see also"),
    )
    status = WordField(Status, verbose_name=_("status"), default=Status.UNASSESSED, editable=False)
    status_on = models.DateField(_("status date"), null=True, editable=False)
    status_precision = WordField(Precision, null=True, editable=False)
    is_open = models.BooleanField(_("open"), default=True, editable=False)
    is_differing = models.BooleanField(_("differing"), default=False, editable=False)
    newest_status = WordField(
        Status, verbose_name=_("newest status in any voice"), default=Status.UNASSESSED, editable=False
    )
    newest_status_on = models.DateField(null=True, editable=False)
    newest_status_precision = WordField(Precision, null=True, editable=False)
    is_assessed = models.BooleanField(_("assessed in some voice"), default=False, editable=False)
    newest_on = models.DateField(_("newest entry's date"), null=True, editable=False)
    last_sequence = models.PositiveIntegerField(_("last entry"), default=0, editable=False)
    last_recorded_at = models.DateTimeField(_("last recorded"), null=True, editable=False)
    head_hash = models.CharField(_("head of the chain"), max_length=64, blank=True, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ("round", "number", "step_number")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "number", "step_number"], name="item_number_once_in_a_round"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="item_number_positive"),
            models.CheckConstraint(
                condition=Q(kind="step", part_of__isnull=False, step_number__gte=1, step_order__isnull=False)
                | (~Q(kind="step") & Q(part_of=None, step_number=0, step_order=None)),
                name="item_step_is_part_of_an_item",
            ),
            models.CheckConstraint(
                condition=Q(is_paraphrase=True, passage=None) | Q(is_paraphrase=False, passage__isnull=False),
                name="item_has_a_passage_or_is_a_paraphrase",
            ),
            models.CheckConstraint(
                condition=Q(kind="agreed", agreed_as__isnull=False) | (~Q(kind="agreed") & Q(agreed_as=None)),
                name="item_agreed_says_as_what",
            ),
            models.CheckConstraint(
                condition=Q(deadline_on=None, deadline_precision=None, deadline_basis=None)
                | Q(
                    deadline_on__isnull=False,
                    deadline_precision__isnull=False,
                    deadline_basis__isnull=False,
                ),
                name="item_deadline_has_precision_and_basis",
            ),
            models.CheckConstraint(
                condition=Q(continues=None) | ~Q(continues=F("id")), name="item_not_continuing_itself"
            ),
        )
        indexes = (
            models.Index(
                "status",
                F("status_on").desc(),
                F("id").desc(),
                name="item_by_status",
            ),
            models.Index(
                fields=["newest_on", "id"],
                condition=Q(is_open=True, is_followed=True, is_withdrawn=False),
                name="item_followed_open",
            ),
            models.Index(
                fields=["review_on"], condition=Q(review_on__isnull=False), name="item_with_review_date"
            ),
            models.Index(
                fields=["outside_ref"], condition=Q(outside_ref__isnull=False), name="item_with_outside_ref"
            ),
            models.Index(
                fields=["target_on"],
                condition=Q(is_open=True, is_followed=True, is_withdrawn=False, target_on__isnull=False),
                name="item_open_target",
            ),
            models.Index(
                fields=["deadline_on"],
                condition=Q(is_open=True, is_followed=True, is_withdrawn=False, deadline_on__isnull=False),
                name="item_open_deadline",
            ),
            models.Index(
                fields=["continues"],
                condition=_LIVE & Q(is_withdrawn=False, continues__isnull=False),
                name="item_live_continues",
            ),
            # All that the workspace's spread of statuses asks, so that the rows themselves are not read.
            models.Index(
                fields=["round", "kind", "agreed_as", "newest_status", "id"],
                condition=_LIVE & Q(is_withdrawn=False, part_of__isnull=True),
                name="item_live_spread",
            ),
            # What moved last, by the newest word and by our office's, as the dashboard lists it.
            *(
                models.Index(
                    F(since).desc(),
                    F("id").desc(),
                    condition=_LIVE
                    & Q(is_withdrawn=False, part_of__isnull=True, **{f"{since}__isnull": False}),
                    name=name,
                )
                for since, name in (
                    ("newest_status_on", "item_live_newest"),
                    ("status_on", "item_live_by_office"),
                )
            ),
        )

    @property
    def deadline_ends_on(self) -> datetime.date | None:
        """The day on which the agreed deadline is due: the last one of its month or year; None without a deadline."""
        return last_day(self.deadline_on, self.deadline_precision) if self.deadline_on else None

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        """Return the address of the item's page."""
        return reverse("ledger:item-detail", args=(self.ref,))
