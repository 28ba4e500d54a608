"""Files on rounds and statements: what is said of them is edited; they are added and withdrawn in the workspace."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.admin.base import LedgerAdmin
from ledger.models import SourceFile
from ledger.vocabulary import Audience

if TYPE_CHECKING:
    from ledger.admin.fields import Fieldsets


@admin.register(SourceFile)
class SourceFileAdmin(LedgerAdmin):
    """Files, with their audience and where their content is; one that does not stand any more stays as it is."""

    joins = ("round__dialogue", "statement__round__dialogue", "added_by", "withdrawn_by")
    adds_elsewhere = True
    instead = _("Withdraw it on its page in the workspace; two people can destroy its content there.")
    list_display = ("__str__", "round", "kind", "language", "visibility", "added_by", "added_at", "standing")
    list_filter = ("round", "kind", "visibility", "proposed_audience")
    search_fields = ("title", "file_name", "file_sha256")
    date_hierarchy = "added_at"
    fieldsets = (
        (None, {"fields": ("round", "statement", "kind", "title", "language")}),
        (_("Who may see it"), {"fields": ("visibility", "proposed_audience", "page")}),
        (
            _("The file"),
            {"fields": ("content", "file_size", "file_type", "file_sha256", "added_by", "added_at")},
        ),
        (_("Withdrawn"), {"fields": ("withdrawn_by", "withdrawn_at", "withdrawn_because", "redacted_at")}),
    )
    words = ("kind", "title", "language")
    readonly_fields = (
        "round",
        "statement",
        "visibility",
        "page",
        "content",
        "file_size",
        "file_type",
        "file_sha256",
        "added_by",
        "added_at",
        "withdrawn_by",
        "withdrawn_at",
        "withdrawn_because",
        "redacted_at",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def fixed_for(self, row: SourceFile) -> Sequence[str]:
        if row.is_withdrawn or row.is_redacted:
            return (*self.words, "proposed_audience")
        return self.words if row.visibility is not Audience.INTERNAL else ()

    def sections(self, request: HttpRequest, obj: SourceFile | None) -> "Fieldsets":
        """Return the groups of fields; how it was withdrawn, where it was."""
        is_standing = obj is None or not (obj.is_withdrawn or obj.is_redacted)
        return self.fieldsets[:-1] if is_standing else self.fieldsets

    @admin.display(description=_("stands"), boolean=True)
    def standing(self, file: SourceFile) -> bool:
        return not (file.is_withdrawn or file.is_redacted)

    @admin.display(description=_("audience, withdrawing"))
    def page(self, file: SourceFile) -> SafeString:
        return format_html('<a href="{}">{}</a>', file.get_absolute_url(), gettext("Its page"))

    @admin.display(description=_("content"))
    def content(self, file: SourceFile) -> SafeString | str:
        if file.is_redacted:
            return gettext("redacted")
        address = reverse("ledger:file-content", args=(file.uuid,))
        return format_html('<a href="{}">{}</a>', address, file.file_name or gettext("Download"))
