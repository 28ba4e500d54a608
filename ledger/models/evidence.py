"""Keep what entries rest on: documents, links and files, each beside the entry that it bears on."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models.entries import Entry
from ledger.models.fields import Guarded, GuardedQuerySet, WordField
from ledger.vocabulary import EvidenceType, Precision, SourceKind, Stance


def evidence_part(position: int, name: str) -> str:
    """Return what an entry's texts and redactions call a word ("title"…), or the "file", of its evidence at a place."""
    return f"evidence.{position}.{name}"


class Evidence(Guarded):
    """A document, link or file on which an entry rests. Its words (title, issuer, quote…) are texts of the entry."""

    dialogue_path = "entry__item__round__dialogue"

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("entry")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    type = WordField(EvidenceType, verbose_name=_("type"))
    source_kind = WordField(SourceKind, verbose_name=_("kind of source"))
    language = models.CharField(_("language"), max_length=10, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_precision = WordField(Precision, verbose_name=_("precision"), null=True, blank=True)
    stance = WordField(Stance, verbose_name=_("stance"), default=Stance.SUPPORTS)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    file_size = models.PositiveBigIntegerField(_("size of the file"), null=True, blank=True)
    file_type = models.CharField(_("type of the file"), max_length=100, blank=True)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("entry_id", "position")
        constraints = (
            models.UniqueConstraint(fields=["entry", "position"], name="evidence_position_once_in_an_entry"),
            models.CheckConstraint(
                condition=Q(published_on=None, published_precision=None)
                | Q(published_on__isnull=False, published_precision__isnull=False),
                name="evidence_date_has_a_precision",
            ),
            models.CheckConstraint(
                condition=Q(file_sha256="", file_size=None)
                | (~Q(file_sha256="") & Q(file_size__isnull=False)),
                name="evidence_file_has_a_size",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def part(self, name: str) -> str:
        """Return what the entry's texts and redactions call one of the evidence's words ("title"…), or its "file"."""
        return evidence_part(self.position, name)

    def text(self, name: str) -> str:
        """Return one of the evidence's words by its name, from its entry's texts."""
        return self.entry.text(self.part(name))

    @property
    def title(self) -> str:
        """What the source is called, or what it is, in our words."""
        return self.text("title")

    @property
    def issuer(self) -> str:
        """Who issued the source."""
        return self.text("issuer")

    @property
    def url(self) -> str:
        """Where the source can be read; may be empty."""
        return self.text("url")

    @property
    def quote(self) -> str:
        """The words of the source that the entry rests on; may be empty."""
        return self.text("quote")
