"""Show what staff keep beside the ledger, and reports issued to others: read here, written in the workspace."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ledger.admin.base import ReadOnlyAdmin
from ledger.admin.display import person
from ledger.models import Handover, IssuedReport, ReviewDraft, SavedView


@admin.register(IssuedReport)
class IssuedReportAdmin(ReadOnlyAdmin):
    """Reports issued for others; a report that touches several dialogues is for members of all of them."""

    joins = ("issued_by", "seal")
    instead = _("An issued report is kept whole: issue a newer one.")
    list_display = (
        "__str__",
        "audience",
        "language",
        "recipient",
        person(IssuedReport, "issued_by"),
        "issued_at",
    )
    list_filter = ("kind", "audience", "language", "format")
    search_fields = ("sha256", "recipient", "note")
    date_hierarchy = "issued_at"
    fieldsets = (
        (
            None,
            {"fields": ("kind", "shown_parameters", "audience", "language", "format", "recipient", "note")},
        ),
        (
            _("Who and when"),
            {"fields": (person(IssuedReport, "issued_by"), "issued_at", "known_at", "shown_dialogues")},
        ),
        (_("For the record"), {"fields": ("uuid", "sha256", "size", "seal")}),
    )

    @admin.display(description=_("parameters"))
    def shown_parameters(self, row: IssuedReport) -> str:
        return ", ".join(f"{name}: {value}" for name, value in row.parameters.items()) or "–"

    @admin.display(description=_("dialogues"))
    def shown_dialogues(self, row: IssuedReport) -> str:
        return ", ".join(map(str, row.dialogues))


@admin.register(Handover)
class HandoverAdmin(ReadOnlyAdmin):
    """The handovers: who gave whose work to whom."""

    joins = ("dialogue", "by", "from_user", "to_user")
    instead = _("A handover is undone on its own page, as a whole.")
    people = (person(Handover, "from_user"), person(Handover, "to_user"), person(Handover, "by"))
    list_display = ("made_at", "dialogue", *people, "undone_at")
    list_filter = ("dialogue",)
    date_hierarchy = "made_at"
    fields = ("dialogue", *people, "made_at", "undone_at", "batch")


@admin.register(SavedView)
class SavedViewAdmin(ReadOnlyAdmin):
    """The person's own saved views, and those that colleagues share."""

    joins = ("dialogue", "owner")
    instead = _("A saved view is renamed, shared or given up by its owner, in the workspace.")
    list_display = ("name", "dialogue", person(SavedView, "owner"), "is_shared")
    list_filter = ("dialogue", "is_shared")
    search_fields = ("name",)
    fields = ("name", "dialogue", person(SavedView, "owner"), "is_shared", "list", "query")


@admin.register(ReviewDraft)
class ReviewDraftAdmin(ReadOnlyAdmin):
    """Statements under review, for those who may open items in their dialogue."""

    joins = (
        "dialogue",
        "round__dialogue",
        "updated_by",
        "started_by",
        "issued_by",
        "statement__round__dialogue",
    )
    instead = _("A draft is committed or set aside on the page of its review.")
    list_display = (
        "__str__",
        "dialogue",
        "state",
        "language",
        person(ReviewDraft, "updated_by"),
        "updated_at",
    )
    list_filter = ("dialogue", "state", "language")
    search_fields = ("title", "publisher", "sha256")
    date_hierarchy = "updated_at"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "dialogue",
                    "state",
                    "round",
                    "round_number",
                    "language",
                    "form",
                    "title",
                    "statement",
                )
            },
        ),
        (_("Where it was found"), {"fields": ("issued_by", "publisher", "url", "published_on")}),
        (
            _("Who and when"),
            {
                "fields": (
                    person(ReviewDraft, "started_by"),
                    "started_at",
                    person(ReviewDraft, "updated_by"),
                    "updated_at",
                )
            },
        ),
        (_("The statement's own words"), {"fields": ("shown_text", "sha256")}),
    )

    @admin.display(description=_("text"))
    def shown_text(self, row: ReviewDraft) -> SafeString:
        return format_html(
            '<div class="ledger-statement ledger-text" lang="{}">{}</div>', row.language, row.text
        )
