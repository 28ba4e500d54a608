"""Keep what our office says of a topic in a dialogue: a summary, a line to take. Append-only, released like entries."""

import datetime
import hashlib
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, FirstValue
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.audiences import of_counterpart
from ledger.models.clock_corrections import ClockCorrection, recorded_by
from ledger.models.fields import HEX_DIGEST, Guarded, GuardedQuerySet, WordField
from ledger.models.latest import latest_per
from ledger.models.parties import Dialogue
from ledger.models.topics import Topic
from ledger.vocabulary import Audience, Language, TopicTextKind

NOTHING = hashlib.sha256(b"").hexdigest()
"""The digest of a version that says nothing: the text before it stands no longer. It has neither words nor salt."""


EACH_TEXT = ("dialogue", "topic", "kind", "language")
NEWEST_FIRST = ("-counts_on", "-sequence")


def _counts_on() -> Coalesce:
    """Return the day from which a version counts: its own, or that of the correction of a clock that was ahead."""
    corrections = ClockCorrection.objects.filter(
        last_text__gte=OuterRef("pk"),
        corrected_at__lt=OuterRef("recorded_at"),
        corrected_on__lt=OuterRef("written_on"),
    )
    return Coalesce(Subquery(corrections.values("corrected_on")[:1]), F("written_on"))


class TopicTextQuerySet(GuardedQuerySet["TopicText"]):
    """Topic texts as they stood. Every question takes its day, what was known by then, and for whom it is asked."""

    def known_at(self, moment: datetime.datetime | None) -> Self:
        """Select texts recorded by the moment; None asks for all."""
        return self if moment is None else self.filter(recorded_by(moment, "last_text"))

    def visible_to(
        self,
        audience: Audience,
        known_at: datetime.datetime | None = None,
        *,
        dialogue: Dialogue | None = None,
    ) -> Self:
        """Select texts that the audience could see at the moment and can see now; our own people see all.

        The counterpart sees texts of its own ``dialogue`` alone: without one, raises DialogueMissing.
        """
        if audience is Audience.INTERNAL:
            return self
        return of_counterpart(self, audience, dialogue, "dialogue").released_in_each(audience, known_at)

    def released_in_each(self, audience: Audience, known_at: datetime.datetime | None = None) -> Self:
        """Select texts that an audience of their own dialogue can see: of several dialogues, for our own
        people alone.
        """
        words = TopicTextWords.objects.using(self.db).filter(topic_text=OuterRef("pk"))
        visible = self.filter(Exists(words))
        for moment, name in ((None, "released_now"), (known_at, "released_then")):
            released = TopicTextRelease.objects.using(self.db).filter(topic_text=OuterRef("pk"))
            if moment is not None:
                released = released.filter(recorded_by(moment, "last_text_release"))
            last = Subquery(released.order_by("-sequence").values("released_to")[:1])
            visible = visible.alias(**{name: last}).filter(**{f"{name}__in": audience.wide_enough})
        return visible

    def as_of(
        self,
        day: datetime.date,
        known_at: datetime.datetime | None = None,
        audience: Audience = Audience.INTERNAL,
        *,
        dialogue: Dialogue | None = None,
    ) -> Self:
        """Select, per dialogue, topic, kind and language, the newest text that the audience may see, if it
        says anything.

        ``day`` is a calendar day, ``known_at`` an aware moment or None for all that is recorded. A text counts from
        the day on which it was written; of two of one day the one recorded last counts. For an audience a released
        text stands until its release is taken back or a newer one is released. Its words come along. ``dialogue`` is
        the one whose counterpart asks, where that is the audience.
        """
        return self.visible_to(audience, known_at, dialogue=dialogue).newest(day, known_at)

    def cleared(self, day: datetime.date, known_at: datetime.datetime | None = None) -> Self:
        """Select, as `as_of`, the newest text of each dialogue that its counterpart may see: for our own
        people alone.
        """
        return self.released_in_each(Audience.SHARED, known_at).newest(day, known_at)

    def newest(self, day: datetime.date, known_at: datetime.datetime | None) -> Self:
        """Select the newest of the texts per dialogue, topic, kind and language, if it says anything."""
        # Said by the newest, not of it: a plain filter would leave it out before the newest is chosen.
        newest = Window(
            FirstValue("sha256"), partition_by=[F(name) for name in EACH_TEXT], order_by=list(NEWEST_FIRST)
        )
        counting = self.known_at(known_at).alias(counts_on=_counts_on()).filter(counts_on__lte=day)
        return (
            latest_per(counting.annotate(newest=newest), EACH_TEXT, order=NEWEST_FIRST)
            .exclude(newest=NOTHING)
            .select_related("words", "author", "topic", "dialogue")
            .order_by("dialogue_id", "topic_id", "kind", "language")
        )


class TopicText(Guarded):
    """A version of a topic's summary or line to take in a dialogue, in one language, by a named officer.

    Never changed, never deleted: a newer version follows it in ``sequence``, perhaps one that says nothing. Its words
    stand apart, with the digest here, so that they can be redacted.
    """

    dialogue_path = "dialogue"

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="topic_texts", verbose_name=_("dialogue")
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="texts", verbose_name=_("topic"))
    kind = WordField(TopicTextKind, verbose_name=_("kind"))
    language = WordField(Language, verbose_name=_("language"))
    sequence = models.PositiveIntegerField(_("sequence"))
    written_on = models.DateField(_("written on"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="topic_texts",
        verbose_name=_("author"),
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_on = models.DateField(_("recorded on"))
    request_id = models.UUIDField(_("request"), default=uuid4, unique=True)
    sha256 = models.CharField(_("SHA-256 of salt and text"), max_length=64, validators=[HEX_DIGEST])

    objects = TopicTextQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("text on a topic")
        verbose_name_plural = _("texts on topics")
        ordering = ("dialogue_id", "topic_id", "kind", "language", "sequence")
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue", "topic", "kind", "language", "sequence"],
                name="topic_text_sequence_once",
            ),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="topic_text_sequence_positive"),
            models.CheckConstraint(
                condition=Q(written_on__lte=F("recorded_on")), name="topic_text_written_by_its_recording"
            ),
        )
        indexes = (models.Index(fields=["recorded_at"], name="topic_text_by_recording"),)

    def __str__(self) -> str:
        return f"{self.topic} · {self.get_kind_display()} · {self.language} · {self.sequence}"

    def get_absolute_url(self) -> str:
        """Return the address of the page of all versions."""
        args = (self.topic.slug, self.dialogue.code, self.kind, self.language)
        return reverse("ledger:topic-text", args=args)

    @property
    def text(self) -> str:
        """The words; empty where they were redacted."""
        try:
            return self.words.text
        except ObjectDoesNotExist:
            return ""

    @property
    def is_redacted(self) -> bool:
        """Whether a redaction destroyed the words."""
        return not self.text and not self.is_retired

    @property
    def is_retired(self) -> bool:
        """Whether this version says nothing: the text stands no longer from its day on."""
        return self.sha256 == NOTHING


class TopicTextWords(Guarded):
    """The words of a topic text, with the salt under which they were digested.

    Never changed; deleted only when an approved redaction names the text.
    """

    dialogue_path = "topic_text__dialogue"

    topic_text = models.OneToOneField(TopicText, on_delete=models.PROTECT, related_name="words")
    salt = models.CharField(max_length=64)
    text = models.TextField(_("text"))

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("words on a topic")
        verbose_name_plural = _("words on topics")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="topic_text_has_words"),)

    def __str__(self) -> str:
        return self.text


class TopicTextRelease(Guarded):
    """The audience of a topic text from a moment on; internal takes a release back. Never changed, never deleted."""

    dialogue_path = "topic_text__dialogue"

    topic_text = models.ForeignKey(
        TopicText, on_delete=models.PROTECT, related_name="releases", verbose_name=_("text on a topic")
    )
    sequence = models.PositiveIntegerField(_("sequence"))
    released_to = WordField(Audience, verbose_name=_("released to"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("released by")
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    request_id = models.UUIDField(_("request"), default=uuid4, unique=True)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("release of a text on a topic")
        verbose_name_plural = _("releases of texts on topics")
        ordering = ("topic_text_id", "sequence")
        constraints = (
            models.UniqueConstraint(
                fields=["topic_text", "sequence"], name="topic_text_release_sequence_once"
            ),
        )
        indexes = (models.Index(fields=["recorded_at"], name="text_release_by_recording"),)

    def __str__(self) -> str:
        return f"{self.topic_text_id} · {self.released_to}"


class TopicTextRedaction(models.Model):
    """The request of one person to destroy a topic's texts, and what a second one decided."""

    dialogue_path = "topic_text__dialogue"

    topic_text = models.ForeignKey(
        TopicText, on_delete=models.PROTECT, related_name="redactions", verbose_name=_("text on a topic")
    )
    reason = models.TextField(_("reason"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    requested_at = models.DateTimeField(_("requested at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("second person"),
    )
    approved_at = models.DateTimeField(_("decided at"), null=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("declined by"),
    )
    declined_at = models.DateTimeField(_("declined at"), null=True)

    class Meta:
        verbose_name = _("redaction of a text on a topic")
        verbose_name_plural = _("redactions of texts on topics")
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | (
                    Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~Q(approved_by=F("requested_by"))
                ),
                name="topic_text_redaction_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(declined_by=None, declined_at=None)
                | (
                    Q(declined_by__isnull=False, declined_at__isnull=False, approved_by=None)
                    & ~Q(declined_by=F("requested_by"))
                ),
                name="topic_text_redaction_declined_by_another",
            ),
        )

    def __str__(self) -> str:
        return str(self.topic_text_id)

    @property
    def is_decided(self) -> bool:
        """Whether a second person has approved or declined it."""
        return self.approved_by_id is not None or self.declined_by_id is not None
