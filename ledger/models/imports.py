"""Keep spreadsheets on their way in, and the mappings by which they are read. ``ledger.importing`` writes both."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField
from ledger.models.parties import Dialogue
from ledger.vocabulary import Act, DraftState


class ImportDraft(models.Model):
    """A spreadsheet on its way in: the file, the table that was read out of it, and how it is to be read.

    ``version`` grows with every saving, so that two people on one draft are told. ``table`` and ``found`` (what an
    import would do, as of ``found_version``) are JSON, packed. Once written or discarded the file is gone; of one that
    was written without the rows at fault, ``content`` holds these rows, to be mended. The batch that it wrote has its
    identifier.
    """

    dialogue_path = "dialogue"
    needed_act = Act.OPEN

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="import_drafts", verbose_name=_("dialogue")
    )
    state = WordField(DraftState, verbose_name=_("state"), default=DraftState.OPEN)
    version = models.PositiveIntegerField(_("version"), default=1)
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("file"), default=b"", blank=True)
    table = models.BinaryField(_("table"), default=b"", blank=True)
    mapping = models.TextField(_("mapping"), blank=True)
    found = models.BinaryField(_("what it would do"), default=b"", blank=True)
    found_version = models.PositiveIntegerField(_("version that was looked at"), default=0)
    found_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    run = models.CharField(_("background job"), max_length=36, blank=True)
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("begun by"),
    )
    items = models.PositiveIntegerField(_("items opened"), default=0)
    entries = models.PositiveIntegerField(_("entries written"), default=0)

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    updated_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("spreadsheet on its way in")
        verbose_name_plural = _("spreadsheets on their way in")
        ordering = ("-updated_at", "-id")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address where its columns are matched."""
        return reverse("ledger:import-detail", args=(self.uuid,))


class KeptMapping(models.Model):
    """A mapping that a dialogue's editors keep under a name, as the TOML that ``import_items --map`` reads."""

    dialogue_path = "dialogue"
    needed_act = Act.OPEN

    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="import_mappings", verbose_name=_("dialogue")
    )
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("TOML"))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    updated_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("mapping of spreadsheets")
        verbose_name_plural = _("mappings of spreadsheets")
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["dialogue", "name"], name="mapping_once_for_a_name"),)

    def __str__(self) -> str:
        return self.name
