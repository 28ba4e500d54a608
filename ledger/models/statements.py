"""Source documents of a round, and the spans of their text that items cite."""

import datetime
import hashlib
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from ledger.models.audiences import of_counterpart
from ledger.models.clock_corrections import recorded_by
from ledger.models.fields import WordField, change_log, check_day
from ledger.models.parties import Dialogue, Party
from ledger.models.releases import AudienceRelease, proposed_wider
from ledger.models.rounds import Round
from ledger.typed_text import likened
from ledger.vocabulary import Audience, Precision, StatementForm, StatementLanguage


def kept_text(raw: bytes | str) -> str:
    """Bring a text into the form in which it is kept: decoded from UTF-8, BOM dropped, CRLF → LF, nothing else.

    Raises UnicodeDecodeError where bytes are not UTF-8.
    """
    text = raw.decode("utf-8") if isinstance(raw, bytes) else raw
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def text_digest(text: str) -> str:
    """Return SHA-256 of the kept text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def starts_of(text: str, quote: str) -> list[int]:
    """Return every place where a quote begins in a text, overlapping ones too, in characters from 0."""
    starts = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        starts.append(start)
        start = text.find(quote, start + 1)
    return starts


def spans_of(text: str, quote: str) -> list[tuple[int, int]]:
    """Find every span ``[start, end)`` of a text that a typed quote names, in order.

    Letter for letter where the text has it so; else as a reader takes it: with a straight apostrophe, a no-break
    space, a line break or other case. The words are then those of the text at the span, never the typed ones.
    """
    for exact in dict.fromkeys((quote, quote.strip())):
        if starts := starts_of(text, exact):
            return [(start, start + len(exact)) for start in starts]
    wanted = likened(quote)[0].strip()
    plain, places = likened(text)
    return [(places[start], places[start + len(wanted) - 1] + 1) for start in starts_of(plain, wanted)]


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements, asked by the audience that they are shown to."""

    def visible_to(
        self,
        audience: Audience,
        known_at: datetime.datetime | None = None,
        *,
        dialogue: Dialogue | None = None,
    ) -> Self:
        """Select statements that the audience could see at the moment and can see now; our own people see all.

        A statement widened after ``known_at`` (None: now) does not enter an answer about the past. The counterpart sees
        those of its own ``dialogue`` alone: without one, raises DialogueMissing.
        """
        if audience is Audience.INTERNAL:
            return self
        visible = of_counterpart(self, audience, dialogue, "round__dialogue")
        visible = visible.filter(visibility__in=audience.wide_enough)
        if known_at is None:
            return visible
        then = StatementRelease.objects.using(self.db).filter(statement=OuterRef("pk"))
        then = then.filter(recorded_by(known_at, "last_statement_release"))
        last = Subquery(then.order_by("-sequence").values("released_to")[:1])
        return visible.alias(released_then=last).filter(released_then__in=audience.wide_enough)

    def waiting(self) -> Self:
        """Select statements that were proposed to a wider audience than they have."""
        return self.filter(proposed_wider())


class Statement(models.Model):
    """A source document in one language, issued jointly or by one side; its text may not be held here."""

    dialogue_path = "round__dialogue"

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="statements", verbose_name=_("round")
    )
    language = WordField(
        StatementLanguage,
        verbose_name=_("language"),
        help_text=_("A statement in two languages is two rows, one for each text."),
    )
    form = WordField(StatementForm, verbose_name=_("form"), default=StatementForm.STATEMENT)
    issued_by = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("issued by"),
        help_text=_("Empty where the sides issued it jointly, or a third party did."),
    )
    visibility = WordField(
        Audience,
        verbose_name=_("who may see it"),
        default=Audience.INTERNAL,
        help_text=_(
            "Its words are quoted to nobody beyond this, released items included. A releaser widens it."
        ),
    )
    proposed_audience = WordField(
        Audience,
        verbose_name=_("proposed for"),
        default=Audience.INTERNAL,
        help_text=_("To whom a releaser may show it. It is internal until somebody releases it."),
    )
    title = models.CharField(
        _("title"), max_length=300, blank=True, help_text=_("As the document itself has it.")
    )
    publisher = models.CharField(
        _("publisher"), max_length=200, blank=True, help_text=_("Whose site or archive it was taken from.")
    )
    url = models.URLField(_("link"), max_length=500, blank=True)
    published_on = models.DateField(_("published on"), validators=[check_day], null=True, blank=True)
    published_precision = WordField(
        Precision,
        verbose_name=_("precision"),
        default=Precision.DAY,
        help_text=_("How exactly the date is known; a month or a year is given by its first day."),
    )
    published_basis = models.CharField(
        _("basis of that date"), max_length=200, blank=True, help_text=_("Where we have it from.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Ours: what an editor should know. It stands in no report.")
    )
    text = models.TextField(
        _("text"),
        blank=True,
        help_text=_("Verbatim: BOM dropped, line ends made LF, nothing else. Locked once an item cites it."),
    )
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True, editable=False)

    history = change_log()

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("round", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "sha256"],
                condition=~Q(sha256=""),
                name="statement_text_once_in_a_round",
                violation_error_message=_("This round has a statement with the same text already."),
            ),
            models.CheckConstraint(
                condition=Q(text="", sha256="") | (~Q(text="") & ~Q(sha256="")),
                name="statement_text_has_its_digest",
            ),
        )

    def __str__(self) -> str:
        return self.title or f"{self.round} · {self.get_form_display()} ({self.language})"

    def save(self, *args: object, **kwargs: object) -> None:
        self.text = kept_text(self.text)
        self.sha256 = text_digest(self.text) if self.text else ""
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """Return where the round's page has the statement's text."""
        return f"{self.round.get_absolute_url()}#h-text-{self.pk}"

    def clean(self) -> None:
        if "\x00" in self.text:
            raise ValidationError({"text": _("The text holds a NUL character, which no statement does.")})

    @property
    def waits_for_release(self) -> bool:
        """Whether somebody proposed it for a wider audience than it has."""
        return bool(self.proposed_audience.reach > self.visibility.reach)

    @property
    def is_cited(self) -> bool:
        """Whether a passage cites the text, so that the database refuses to change it."""
        return self.passages.exists()

    def passage_at(self, start: int, end: int) -> "Passage":
        """Get or create the passage of the span ``[start, end)``, in characters; its quote is the text there.

        Raises ValueError where the text has no such span.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"the text of {len(self.text)} characters has no span [{start}, {end})")
        quote = self.text[start:end]
        return self.passages.get_or_create(start=start, end=end, defaults={"quote": quote})[0]


class StatementRelease(AudienceRelease):
    """The audience of a statement, from a moment on. Append-only."""

    dialogue_path = "statement__round__dialogue"

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="releases", verbose_name=_("statement")
    )

    class Meta(AudienceRelease.Meta):
        verbose_name = _("release of a statement")
        verbose_name_plural = _("releases of statements")
        ordering = ("statement_id", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["statement", "sequence"], name="statement_release_sequence_once"),
            models.CheckConstraint(
                condition=~Q(released_to=F("released_from")), name="statement_release_changes_the_audience"
            ),
        )
        indexes = (models.Index(fields=["recorded_at"], name="stmt_release_by_recording"),)

    def __str__(self) -> str:
        return f"{self.statement_id} · {self.released_to}"


class Passage(models.Model):
    """The span ``[start, end)`` of a statement's text, in characters, with its quote. Never changed."""

    dialogue_path = "statement__round__dialogue"

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="passages", verbose_name=_("statement")
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    quote = models.TextField(_("quote"))

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ("statement", "start")
        constraints = (
            models.UniqueConstraint(fields=["statement", "start", "end"], name="passage_once_in_a_text"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="passage_is_not_empty"),
        )

    def __str__(self) -> str:
        return self.quote

    @property
    def code(self) -> str:
        """How the hash chain names a passage: the digest of its text, and the span."""
        return f"{self.statement.sha256}:{self.start}-{self.end}"
