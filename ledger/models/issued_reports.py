"""Reports issued for others: kept whole, so that a file can be told years later."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import HEX_DIGEST, Guarded, GuardedQuerySet, WordField
from ledger.models.parties import Dialogue
from ledger.models.people import User
from ledger.models.seals import Seal
from ledger.vocabulary import Audience, Language


class IssuedReport(Guarded):
    """A report as it was handed out. Never changed, never deleted: triggers refuse it on both databases.

    The file is kept by its SHA-256 among the uploads. ``parameters`` are the words of the ``report`` command, by
    name. ``known_at`` is the moment as of which the ledger was asked; ``seal`` is the ledger when it was issued.
    """

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    parameters = models.JSONField(_("parameters"), default=dict)
    audience = WordField(Audience, verbose_name=_("audience"))
    language = WordField(Language, verbose_name=_("language"))
    format = models.CharField(_("format"), max_length=10)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, validators=[HEX_DIGEST])
    size = models.PositiveBigIntegerField(_("size of the file"))
    known_at = models.DateTimeField(_("known at"))
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+", verbose_name=_("seal"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="issued_reports",
        verbose_name=_("issued by"),
    )
    issued_at = models.DateTimeField(_("issued at"))
    recipient = models.CharField(_("for whom"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("issued report")
        verbose_name_plural = _("issued reports")
        ordering = ("-issued_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(known_at__lte=models.F("issued_at")), name="issued_after_what_it_knows"
            ),
        )
        indexes = (models.Index(fields=["sha256"], name="issued_by_digest"),)

    def __str__(self) -> str:
        return f"{self.kind} · {self.format} · {self.issued_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Return the address of the issued report's page."""
        return reverse("ledger:report-issued", args=(self.uuid,))

    @property
    def dialogues(self) -> models.QuerySet[Dialogue]:
        """The dialogues whose rows it may hold: members of all of them may see it."""
        return Dialogue.objects.filter(issued_links__report=self)

    @staticmethod
    def visible_rows(
        rows: models.QuerySet[Any], user: User, dialogues: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Select reports that touch no dialogue but the person's own."""
        links = IssuedReportDialogue.objects.filter(report=OuterRef("pk"))
        return rows.filter(Exists(links), ~Exists(links.exclude(dialogue__in=dialogues)))


class IssuedReportDialogue(Guarded):
    """A dialogue that an issued report touches. Never changed, never deleted."""

    report = models.ForeignKey(
        IssuedReport, on_delete=models.PROTECT, related_name="dialogue_links", verbose_name=_("issued report")
    )
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="issued_links", verbose_name=_("dialogue")
    )

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("dialogue of an issued report")
        verbose_name_plural = _("dialogues of issued reports")
        constraints = (
            models.UniqueConstraint(fields=["report", "dialogue"], name="issued_dialogue_once_in_a_report"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} · {self.dialogue_id}"
