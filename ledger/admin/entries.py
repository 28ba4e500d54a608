"""The lines of the ledger, their texts and evidence, redaction requests and seals: read-only, for everybody."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.accounts.rights import rights_of
from ledger.admin.base import ReadOnlyAdmin
from ledger.admin.clock_page import clock_page
from ledger.admin.display import linked, person
from ledger.models import ClockCorrection, Dialogue, Entry, EntryText, Evidence, RedactionRequest, Seal
from ledger.presentation.item_words import NOTHING, day, shortened
from ledger.presentation.timeline import file_address, texts_of
from ledger.recording import is_file_redacted
from ledger.templatetags.ledger import status
from ledger.vocabulary import Permission


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Entries, newest first."""

    joins = ("item__round__dialogue", "about", "speaker", "author")
    fetches = ("texts",)
    instead = _("Correct the entry: it then no longer stands, and what was recorded stays readable.")
    list_display = (
        "shown_ref",
        "act",
        "voice",
        "speaker",
        "about",
        "shown_status",
        "shown_note",
        "shown_day",
        "recorded_at",
        "author",
    )
    list_filter = ("item__round", "act", "voice", "status", "origin")
    search_fields = ("item__ref", "texts__text")
    date_hierarchy = "effective_on"
    ordering = ("-recorded_at", "-id")
    fieldsets = (
        (None, {"fields": ("item", "sequence", "act", "origin")}),
        (
            _("What is said"),
            {
                "fields": (
                    "voice",
                    "speaker",
                    "about",
                    "basis",
                    "is_attributable",
                    "shown_status",
                    "shown_day",
                    "shown_texts",
                    "shown_evidence",
                )
            },
        ),
        (
            _("What it does"),
            {
                "fields": (
                    "corrects",
                    "shown_correction",
                    "retracts",
                    "answers",
                    "answer",
                    "releases",
                    "released_to",
                    "redacts",
                    "redacted_parts",
                    "changes",
                    "proposed_audience",
                )
            },
        ),
        (
            _("Who and when"),
            {
                "fields": (
                    person(Entry, "author"),
                    person(Entry, "approver"),
                    "recorded_at",
                    "recorded_on",
                    "batch",
                )
            },
        ),
        (
            _("Chain"),
            {"fields": ("uuid", "request_id", "version", "previous_hash", "hash"), "classes": ("collapse",)},
        ),
    )

    @admin.display(description=_("entry"), ordering="item__ref")
    def shown_ref(self, entry: Entry) -> str:
        return f"{entry.item.ref} · {entry.sequence}"

    @admin.display(description=_("status"), ordering="status")
    def shown_status(self, entry: Entry) -> SafeString:
        return status(entry.status) if entry.status else SafeString(NOTHING)

    @admin.display(description=_("effective on"), ordering="effective_on")
    def shown_day(self, entry: Entry) -> str:
        return day(entry.effective_on, entry.effective_precision)

    @admin.display(description=_("note"))
    def shown_note(self, entry: Entry) -> str:
        return shortened(entry.note or entry.reason, 80)

    @admin.display(description=_("in words"))
    def shown_texts(self, entry: Entry) -> SafeString:
        lines = ((text.label, _("redacted") if text.is_redacted else text.words) for text in texts_of(entry))
        return format_html_join("", '<p><span class="quiet">{}:</span> {}</p>', lines) or SafeString(NOTHING)

    @admin.display(description=_("evidence"))
    def shown_evidence(self, entry: Entry) -> SafeString:
        return linked(entry.evidence.prefetch_related("entry__texts"))

    @admin.display(description=_("corrected by"))
    def shown_correction(self, entry: Entry) -> SafeString:
        return linked(Entry.objects.filter(corrects=entry))


class OfEntryAdmin(ReadOnlyAdmin):
    """A row that hangs on an entry."""

    joins: Sequence[str] = ("entry__item__round__dialogue",)

    @admin.display(description=_("entry"), ordering="entry__item__ref")
    def shown_entry(self, row: EntryText | Evidence | RedactionRequest) -> str:
        return f"{row.entry.item.ref} · {row.entry.sequence}"


@admin.register(EntryText)
class EntryTextAdmin(OfEntryAdmin):
    """The free text of entries. The salts are nobody's business: with them gone, a digest tells nothing."""

    in_index = False
    instead = _("A text that must go is redacted: one person asks, a second one approves.")
    list_display = ("shown_entry", "part", "shown_text")
    search_fields = ("entry__item__ref", "text")
    fields = ("entry", "part", "text")

    @admin.display(description=_("text"))
    def shown_text(self, text: EntryText) -> str:
        return shortened(text.text)


@admin.register(Evidence)
class EvidenceAdmin(OfEntryAdmin):
    """The evidence on which entries rest."""

    fetches = ("entry__texts",)
    instead = _("Correct the entry that rests on it, or have its file and words redacted.")
    list_display = ("shown_title", "shown_entry", "issuer", "type", "source_kind", "stance", "shown_day")
    list_filter = ("entry__item__round", "type", "source_kind", "stance")
    search_fields = ("entry__item__ref", "entry__texts__text", "file_sha256")
    date_hierarchy = "published_on"
    fields = (
        "entry",
        "position",
        "title",
        "issuer",
        "type",
        "source_kind",
        "stance",
        "language",
        "shown_day",
        "shown_link",
        "quote",
        "shown_file",
        "file_sha256",
        "uuid",
    )

    @admin.display(description=_("title"))
    def shown_title(self, evidence: Evidence) -> str:
        return shortened(evidence.title, 80) or NOTHING

    @admin.display(description=_("title"))
    def title(self, evidence: Evidence) -> str:
        return evidence.title

    @admin.display(description=_("issuer"))
    def issuer(self, evidence: Evidence) -> str:
        return evidence.issuer

    @admin.display(description=_("quote"))
    def quote(self, evidence: Evidence) -> str:
        return evidence.quote

    @admin.display(description=_("published on"), ordering="published_on")
    def shown_day(self, evidence: Evidence) -> str:
        return day(evidence.published_on, evidence.published_precision)

    @admin.display(description=_("link"))
    def shown_link(self, evidence: Evidence) -> str:
        if evidence.url.startswith(("https://", "http://")):
            return format_html('<a href="{}" rel="noreferrer">{}</a>', evidence.url, evidence.url)
        return evidence.url or NOTHING

    @admin.display(description=_("file"))
    def shown_file(self, evidence: Evidence) -> SafeString | str:
        if not evidence.file_sha256:
            return NOTHING
        if is_file_redacted(evidence):
            return gettext("redacted")
        size = filesizeformat(evidence.file_size or 0)
        return format_html(
            '<a href="{}">{}</a> {}, {}', file_address(evidence), _("File"), evidence.file_type, size
        )


@admin.register(RedactionRequest)
class RedactionRequestAdmin(OfEntryAdmin):
    """The requests of one person to destroy texts, which a second one decides."""

    joins = (*OfEntryAdmin.joins, "requested_by", "decided_by")
    list_display = ("shown_entry", "shown_parts", "requested_by", "requested_at", "decided_by", "decided_at")
    search_fields = ("entry__item__ref",)
    date_hierarchy = "requested_at"
    ordering = ("-requested_at",)
    fields = (
        "entry",
        "shown_parts",
        "reason",
        person(RedactionRequest, "requested_by"),
        "requested_at",
        person(RedactionRequest, "decided_by"),
        "decided_at",
        "redaction",
    )

    @admin.display(description=_("parts"))
    def shown_parts(self, asked: RedactionRequest) -> str:
        return ", ".join(asked.parts)


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    """Seals cover the items of all dialogues, and count them: they are for people who may read all of them."""

    joins = ("sealed_by",)
    list_display = ("known_at", "items", "entries", "root", "sealed_by", "is_true")
    search_fields = ("root",)
    date_hierarchy = "known_at"
    fields = ("known_at", "items", "entries", "root", person(Seal, "sealed_by"), "is_true")

    @admin.display(description=_("its time is true"), boolean=True)
    def is_true(self, seal: Any) -> bool:
        return not seal.is_closed

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(clock_page)
        return [path("clock/", view, name="ledger_seal_clock"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        closing = ClockCorrection.objects.filter(
            last_seal__gte=OuterRef("pk"), corrected_at__lt=OuterRef("known_at")
        )
        rows = self.joined(Seal.objects.annotate(is_closed=Exists(closing)).order_by("-known_at"))
        return rows if self.allows(Permission.READ, request) else rows.none()

    def allows(self, deed: Permission, request: HttpRequest, row: Model | None = None) -> bool:
        own = {dialogue.pk for dialogue in rights_of(request).dialogues_where(deed)}
        return bool(own) and not Dialogue.objects.exclude(pk__in=own).exists()
