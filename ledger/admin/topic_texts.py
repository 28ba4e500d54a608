"""Summaries and lines to take on topics: every version, with its words and who could see it when."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.admin.base import ReadOnlyAdmin
from ledger.admin.display import person
from ledger.models import TopicText, TopicTextRelease


@admin.register(TopicText)
class TopicTextAdmin(ReadOnlyAdmin):
    """Texts on topics, newest first."""

    joins = ("dialogue", "topic", "author", "words")
    instead = _("Write a newer version, or take its release back: the old one stays readable as of then.")
    list_display = ("topic", "dialogue", "kind", "language", "sequence", "written_on", "author")
    list_filter = ("dialogue", "kind", "language")
    search_fields = ("topic__slug", "topic__name_en", "topic__name_es", "words__text")
    date_hierarchy = "written_on"
    ordering = ("-recorded_at", "-id")
    fieldsets = (
        (None, {"fields": ("topic", "dialogue", "kind", "language", "sequence", "written_on", "shown_text")}),
        (
            _("Who and when"),
            {"fields": (person(TopicText, "author"), "recorded_at", "recorded_on", "shown_releases")},
        ),
        (_("For the record"), {"fields": ("uuid", "sha256"), "classes": ("collapse",)}),
    )

    @admin.display(description=_("text"))
    def shown_text(self, row: TopicText) -> str:
        if row.is_retired:
            return gettext("stands no longer")
        return gettext("redacted") if row.is_redacted else row.text

    @admin.display(description=_("released to"))
    def shown_releases(self, row: TopicText) -> SafeString | str:
        releases: QuerySet[TopicTextRelease] = row.releases.select_related("released_by").order_by("sequence")
        lines = (
            (gettext(release.released_to.label), release.recorded_at.date().isoformat(), release.released_by)
            for release in releases
        )
        return format_html_join("", "<p>{} · {} · {}</p>", lines) or "–"
