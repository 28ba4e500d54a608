"""Files on a round or on one of its statements: the signed statement, an annex, minutes, each with its own audience."""

import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.models.audiences import of_counterpart
from ledger.models.clock_corrections import recorded_by
from ledger.models.fields import HEX_DIGEST, WordField, change_log
from ledger.models.parties import Dialogue
from ledger.models.releases import AudienceRelease, proposed_wider
from ledger.models.rounds import Round
from ledger.models.statements import Statement
from ledger.models.two_person import TwoPersonRequest
from ledger.vocabulary import Audience, FileKind


class SourceFileQuerySet(models.QuerySet["SourceFile"]):
    """Files, asked by the audience that they are shown to."""

    def standing(self) -> Self:
        """Select files that were neither withdrawn nor redacted."""
        return self.filter(withdrawn_at=None, redacted_at=None)

    def visible_to(
        self,
        audience: Audience,
        known_at: datetime.datetime | None = None,
        *,
        dialogue: Dialogue | None = None,
    ) -> Self:
        """Select files that stood at the moment, and that the audience could see then and can see now.

        ``known_at`` is an aware moment, None for now. Our own people see what was withdrawn since. The counterpart sees
        files of its own ``dialogue`` alone: without one, raises DialogueMissing.
        """
        found = self.filter(redacted_at=None)
        if known_at is not None:
            found = found.filter(added_at__lte=known_at)
        if audience is Audience.INTERNAL:
            since = Q() if known_at is None else Q(withdrawn_at__gt=known_at)
            return found.filter(Q(withdrawn_at=None) | since)
        visible = of_counterpart(found.standing(), audience, dialogue, "round__dialogue")
        visible = visible.filter(visibility__in=audience.wide_enough)
        if known_at is None:
            return visible
        then = FileRelease.objects.using(self.db).filter(file=OuterRef("pk"))
        then = then.filter(recorded_by(known_at, "last_file_release"))
        last = Subquery(then.order_by("-sequence").values("released_to")[:1])
        return visible.alias(released_then=last).filter(released_then__in=audience.wide_enough)

    def waiting(self) -> Self:
        """Select standing files that were proposed to a wider audience than they have."""
        return self.standing().filter(proposed_wider())


class SourceFile(models.Model):
    """A file on a round, or on one of its statements. Its content is kept as that of evidence is, by its SHA-256.

    It is never removed: it is withdrawn with a reason, or two people redact it, which destroys its content, title and
    name. The database refuses another content, and an audience that no release says.
    """

    dialogue_path = "round__dialogue"

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="files", verbose_name=_("round"), editable=False
    )
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        related_name="files",
        verbose_name=_("statement"),
        null=True,
        editable=False,
    )
    kind = WordField(FileKind, verbose_name=_("what it is"))
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Its code: en, es, fr…")
    )
    visibility = WordField(Audience, verbose_name=_("who may see it"), default=Audience.INTERNAL)
    proposed_audience = WordField(
        Audience,
        verbose_name=_("proposed for"),
        default=Audience.INTERNAL,
        help_text=_("To whom a releaser may show it. It is internal until somebody releases it."),
    )
    file_name = models.CharField(_("name of the file"), max_length=255, blank=True, editable=False)
    file_sha256 = models.CharField(
        _("SHA-256 of the file"), max_length=64, validators=[HEX_DIGEST], editable=False
    )
    file_size = models.PositiveBigIntegerField(_("size of the file"), editable=False)
    file_type = models.CharField(_("type of the file"), max_length=100, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("added by"),
        editable=False,
    )
    added_at = models.DateTimeField(_("added at"), editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("withdrawn by"),
        null=True,
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_because = models.TextField(_("reason for withdrawing"), blank=True, editable=False)
    redacted_at = models.DateTimeField(_("redacted at"), null=True, editable=False)
    request_id = models.UUIDField(_("request"), default=uuid4, unique=True, editable=False)

    history = change_log()

    objects = SourceFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file on a round")
        verbose_name_plural = _("files on rounds")
        ordering = ("round", "added_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="source_file_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(title="") | Q(redacted_at__isnull=False), name="source_file_has_a_title"
            ),
        )
        indexes = (models.Index(fields=["file_sha256"], name="source_file_by_content"),)

    def __str__(self) -> str:
        return self.title or gettext("redacted file")

    def get_absolute_url(self) -> str:
        """Return the address of the file's own page."""
        return reverse("ledger:file-detail", args=[self.uuid])

    @property
    def shown_to(self) -> Audience:
        """Who is shown it: of what was withdrawn or redacted our own people alone, whatever it was released for."""
        return Audience.INTERNAL if self.is_withdrawn or self.is_redacted else Audience(self.visibility)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.withdrawn_at is not None

    @property
    def is_redacted(self) -> bool:
        """Whether a redaction destroyed its content."""
        return self.redacted_at is not None

    @property
    def waits_for_release(self) -> bool:
        """Whether somebody proposed it for a wider audience than it has."""
        return bool(self.proposed_audience.reach > self.visibility.reach)


class FileRelease(AudienceRelease):
    """The audience of a file, from a moment on. Append-only."""

    dialogue_path = "file__round__dialogue"

    file = models.ForeignKey(
        SourceFile, on_delete=models.PROTECT, related_name="releases", verbose_name=_("file on a round")
    )

    class Meta(AudienceRelease.Meta):
        verbose_name = _("release of a file")
        verbose_name_plural = _("releases of files")
        ordering = ("file_id", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["file", "sequence"], name="file_release_sequence_once"),
            models.CheckConstraint(
                condition=~Q(released_to=F("released_from")), name="file_release_changes_the_audience"
            ),
        )
        indexes = (models.Index(fields=["recorded_at"], name="file_release_by_recording"),)

    def __str__(self) -> str:
        return f"{self.file_id} · {self.released_to}"


class FileRedaction(TwoPersonRequest):
    """The request of one person to destroy a file, and what a second one decided."""

    dialogue_path = "file__round__dialogue"

    file = models.ForeignKey(
        SourceFile, on_delete=models.PROTECT, related_name="redactions", verbose_name=_("file on a round")
    )
    reason = models.TextField(_("reason"))
    is_approved = models.BooleanField(_("approved"), default=False)

    class Meta:
        verbose_name = _("redaction of a file")
        verbose_name_plural = _("redactions of files")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")),
                name="file_redaction_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_approved=False) | Q(decided_by__isnull=False),
                name="file_redaction_approved_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["file"], condition=Q(decided_by=None), name="file_redaction_one_waits"
            ),
        )

    def __str__(self) -> str:
        return str(self.file_id)
