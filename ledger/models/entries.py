"""The lines of the ledger: append-only, chained by hash, their free text kept apart so that it can be redacted."""

import datetime
import json
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from ledger.models.audiences import of_counterpart
from ledger.models.clock_corrections import closed_by, recorded_by
from ledger.models.fields import HEX_DIGEST, Guarded, GuardedQuerySet, WordField
from ledger.models.item_fields import Code
from ledger.models.items import Item
from ledger.models.latest import latest_per
from ledger.models.parties import Dialogue, Party
from ledger.vocabulary import (
    Act,
    Answer,
    Audience,
    Basis,
    Origin,
    Precision,
    Status,
    Voice,
)


class EntryQuerySet(GuardedQuerySet["Entry"]):
    """Entries as they stood. Every question takes its day, what was known by then, and for whom it is asked."""

    def known_at(self, moment: datetime.datetime | None) -> Self:
        """Select entries recorded by the moment; None asks for all."""
        return self if moment is None else self.filter(recorded_by(moment, "last_entry"))

    def recorded_after(self, moment: datetime.datetime) -> Self:
        """Select entries recorded after a moment of true time: those that `known_at` leaves out."""
        return self.filter(recorded_at__gt=moment).exclude(closed_by("last_entry", moment))

    def standing(self, known_at: datetime.datetime | None = None) -> Self:
        """Select entries that no entry known by the moment corrects. Once corrected, an entry never stands again."""
        corrections = self._all().known_at(known_at).filter(corrects=OuterRef("pk"))
        return self.known_at(known_at).filter(~Exists(corrections))

    def visible_to(
        self,
        audience: Audience,
        known_at: datetime.datetime | None = None,
        *,
        dialogue: Dialogue | None = None,
    ) -> Self:
        """Select entries that the audience could see at the moment and can see now.

        Our own people see all. Anybody else sees what was released to them by then and is released now, of an
        item that was not withdrawn then and is not now; a corrected entry is withdrawn from everybody beyond
        internal. The counterpart sees entries of its own ``dialogue`` alone: without one, raises DialogueMissing.
        """
        if audience is Audience.INTERNAL:
            return self
        visible = of_counterpart(self, audience, dialogue, "item__round__dialogue")
        visible = visible.filter(act__in=[act for act in Act if act.is_releasable], item__is_withdrawn=False)
        visible = visible.filter(~Exists(self._all().filter(corrects=OuterRef("pk"))))
        if known_at is not None:
            withdrawals = self._all().filter(act=Act.WITHDRAW).standing(known_at)
            visible = visible.filter(~Exists(withdrawals.filter(item=OuterRef("item"))))
        moments = {None, known_at}
        for moment in moments:
            name = "released_now" if moment is None else "released_then"
            released = self._all().known_at(moment).filter(releases=OuterRef("pk")).order_by("-sequence")
            visible = visible.alias(**{name: Subquery(released.values("released_to")[:1])}).filter(
                **{f"{name}__in": audience.wide_enough}
            )
        return visible

    def as_of(
        self,
        day: datetime.date,
        known_at: datetime.datetime | None = None,
        audience: Audience = Audience.INTERNAL,
        *,
        dialogue: Dialogue | None = None,
    ) -> Self:
        """Select the positions: per item, about and voice, the last standing entry with a status.

        ``day`` is a calendar day, ``known_at`` an aware moment or None for all that is recorded, ``audience`` who
        is asking, ``dialogue`` whose counterpart where that is the audience. An entry counts from its effective date
        on; of two on one day the one recorded last counts. A month or year stands from its first day on. Ordered by
        item, voice, about.
        """
        standing = self.visible_to(audience, known_at, dialogue=dialogue).standing(known_at)
        said = standing.filter(effective_on__lte=day, status__isnull=False)
        each = ("item", "about", "voice", "speaker")
        newest = latest_per(said, each, order=("-effective_on", "-sequence"))
        return newest.order_by("item_id", "about_id", "voice", "speaker_id")

    def saying(
        self,
        day: datetime.date,
        known_at: datetime.datetime | None = None,
        audience: Audience = Audience.INTERNAL,
        *,
        dialogue: Dialogue | None = None,
    ) -> Self:
        """Select the standing notes and statuses effective by the day, oldest first, as the audience may see them."""
        return (
            self.visible_to(audience, known_at, dialogue=dialogue)
            .standing(known_at)
            .filter(effective_on__lte=day, voice__isnull=False)
            .exclude(retracts=True)
            .order_by("item_id", "effective_on", "sequence")
        )

    def with_texts(self) -> Self:
        """Fetch free text and evidence along, two queries for any number of entries."""
        return self.prefetch_related("texts", "evidence")

    def _all(self) -> "EntryQuerySet":
        return EntryQuerySet(self.model, using=self.db)


class Entry(Guarded):
    """A line of the ledger. Never changed, never deleted: triggers refuse it on both databases.

    Free text (notes, reasons, sources, old and new values) stands in ``texts``; here stand only its digests. A
    field named in ``changes`` with null has its old and new value there.
    """

    dialogue_path = "item__round__dialogue"

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries", verbose_name=_("item"))
    sequence = models.PositiveIntegerField(_("sequence"))
    act = WordField(Act, verbose_name=_("act"))
    origin = WordField(Origin, verbose_name=_("origin"), default=Origin.OFFICER)

    # What is said
    voice = WordField(Voice, verbose_name=_("voice"), null=True, blank=True)
    speaker = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("speaking party"),
    )
    about = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about")
    )
    basis = WordField(Basis, verbose_name=_("basis"), null=True, blank=True)
    is_attributable = models.BooleanField(_("attributable"), null=True, blank=True)
    status = WordField(Status, verbose_name=_("status"), null=True, blank=True)
    effective_on = models.DateField(_("effective on"))
    effective_precision = WordField(Precision, verbose_name=_("precision"), default=Precision.DAY)

    # What it does to other entries and to the item
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("corrects"),
    )
    retracts = models.BooleanField(
        _("retracts"), default=False, help_text=_("A correction that puts nothing in the old entry's place.")
    )
    answers = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name=_("answers"),
    )
    answer = WordField(Answer, verbose_name=_("answer"), null=True, blank=True)
    releases = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="released_by",
        verbose_name=_("releases"),
    )
    released_to = WordField(Audience, verbose_name=_("released to"), null=True, blank=True)
    redacts = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="redacted_by",
        verbose_name=_("redacts"),
    )
    redacted_parts = models.JSONField(_("redacted parts"), default=list, blank=True)
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    proposed_audience = WordField(Audience, verbose_name=_("proposed audience"), default=Audience.INTERNAL)

    # Who, when, and the chain
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="entries", verbose_name=_("author")
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second person"),
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_on = models.DateField(_("recorded on"))
    request_id = models.UUIDField(_("request"), default=uuid4)
    batch = models.UUIDField(_("batch"), null=True, blank=True)
    digests = models.JSONField(_("digests of the texts"), default=dict)
    version = models.PositiveSmallIntegerField(_("version of the hashed form"))
    previous_hash = models.CharField(_("previous hash"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, validators=[HEX_DIGEST])

    objects = EntryQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ("item_id", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["item", "sequence"], name="entry_sequence_once_in_an_item"),
            models.UniqueConstraint(fields=["item", "request_id"], name="entry_request_once_in_an_item"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="entry_sequence_positive"),
            models.CheckConstraint(
                condition=Q(act="open", sequence=1) | (~Q(act="open") & Q(sequence__gt=1)),
                name="entry_opening_comes_first",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__lte=F("recorded_on")), name="entry_effective_by_its_recording"
            ),
            models.CheckConstraint(
                condition=Q(voice=None, status=None, about=None, basis=None)
                | Q(act__in=["note", "status", "correct"], voice__isnull=False, basis__isnull=False),
                name="entry_voice_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(act__in=["note", "status"]) | Q(voice__isnull=False),
                name="entry_says_it_in_a_voice",
            ),
            models.CheckConstraint(
                # A comparison with NULL is neither true nor false, and a check lets it pass: hence isnull.
                condition=Q(voice__isnull=False, voice="party", speaker__isnull=False)
                | (Q(speaker=None) & ~Q(voice="party")),
                name="entry_party_speaks_for_itself",
            ),
            models.CheckConstraint(
                condition=Q(act="status", status__isnull=False)
                | Q(act="correct")
                | (~Q(act="status") & Q(status=None)),
                name="entry_status_has_a_status",
            ),
            models.CheckConstraint(
                condition=Q(act="correct", corrects__isnull=False) | (~Q(act="correct") & Q(corrects=None)),
                name="entry_correction_corrects",
            ),
            models.CheckConstraint(
                condition=Q(retracts=False) | Q(act="correct", status=None),
                name="entry_retraction_is_a_correction",
            ),
            models.CheckConstraint(
                condition=Q(answers=None, answer=None) | Q(answers__isnull=False, answer__isnull=False),
                name="entry_answer_says_which",
            ),
            models.CheckConstraint(
                condition=Q(act="release", releases__isnull=False, released_to__isnull=False)
                | (~Q(act="release") & Q(releases=None, released_to=None)),
                name="entry_release_releases",
            ),
            models.CheckConstraint(
                condition=Q(act="redact", redacts__isnull=False, approver__isnull=False)
                | (~Q(act="redact") & Q(redacts=None, approver=None)),
                name="entry_redaction_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("author")), name="entry_approver_is_another"
            ),
            models.CheckConstraint(
                condition=Q(
                    basis__isnull=False,
                    basis="oral",
                    is_attributable__isnull=False,
                    proposed_audience="internal",
                )
                | (Q(is_attributable=None) & ~Q(basis="oral")),
                name="entry_oral_stays_internal",
            ),
        )
        indexes = (
            models.Index(fields=["recorded_at", "id"], name="entry_by_recording"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="entry_by_batch"),
        )

    def __str__(self) -> str:
        return f"{self.item.ref} · {self.sequence}"

    def get_absolute_url(self) -> str:
        """Return where the item's timeline has the entry."""
        return f"{self.item.get_absolute_url()}#entry-{self.sequence}"

    def text(self, part: str) -> str:
        """Return the free text of a part ("note", "reason", "source"…); empty where there is none or it was
        redacted.
        """
        return next((row.text for row in self.texts.all() if row.part == part), "")

    def is_redacted(self, part: str) -> bool:
        """Tell whether the part once had a text that a redaction destroyed."""
        return part in self.digests and all(row.part != part for row in self.texts.all())

    def taken_parts(self) -> set[str]:
        """Return the parts that redactions took from the entry, files among them. One query."""
        redactions = Entry.objects.filter(redacts=self).values_list("redacted_parts", flat=True)
        return {part for parts in redactions for part in parts}

    def change(self, name: str) -> tuple[Code, Code] | None:
        """Return a field's old and new value, as codes, as an opening or amendment wrote them; None for a
        redacted text.
        """
        written = self.changes[name]
        if written is None:
            text = self.text(f"changes.{name}")
            if not text:
                return None
            written = json.loads(text)
        return written[0], written[1]

    @property
    def note(self) -> str:
        """What the entry says of the item."""
        return self.text("note")

    @property
    def reason(self) -> str:
        """Why the act was done: for a correction, amendment, release, redaction or withdrawal."""
        return self.text("reason")

    @property
    def source(self) -> str:
        """Who speaks, where the voice is the record's."""
        return self.text("source")


class EntryText(Guarded):
    """A piece of an entry's free text, with the salt under which its digest entered the hash.

    Never changed; deleted only when a redaction names it.
    """

    dialogue_path = "entry__item__round__dialogue"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="texts")
    part = models.CharField(max_length=60)
    salt = models.CharField(max_length=64)
    text = models.TextField()

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("text of an entry")
        verbose_name_plural = _("texts of entries")
        ordering = ("entry_id", "part")
        constraints = (models.UniqueConstraint(fields=["entry", "part"], name="entry_text_once_per_part"),)

    def __str__(self) -> str:
        return f"{self.entry} · {self.part}"
