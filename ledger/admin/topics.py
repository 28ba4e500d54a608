"""Subjects that last across rounds, with the phrases by which statements name them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.admin.base import LedgerAdmin
from ledger.admin.display import item_lines
from ledger.admin.fields import ReasonedForm
from ledger.admin.inlines import LedgerInline
from ledger.admin.registry import seen_by
from ledger.admin.topic_pages import address_of, merge_page, unmerge_page
from ledger.models import Item, Topic, TopicPhrase
from ledger.models.topic_tree import TopicTree
from ledger.recording import is_part_of

Page = Callable[[HttpRequest, Topic], HttpResponse]


class TopicForm(ReasonedForm):
    """A topic is part of others, never of itself by a detour."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and is_part_of(cleaned.get("parent"), self.instance):
            self.add_error("parent", _("That topic is part of this one."))
        return cleaned


class PhrasesInline(LedgerInline):
    model = TopicPhrase


@admin.register(Topic)
class TopicAdmin(LedgerAdmin):
    """Topics, shared by all dialogues. They are merged through the write API, with a reason: read-only here."""

    form = TopicForm
    joins = ("parent", "merged_into")
    instead = gettext_lazy("Merge it into the topic that goes on: its items stay where they were recorded.")
    list_display = ("slug", "name_en", "name_es", "parent", "merged_into")
    list_filter = (("merged_into", admin.EmptyFieldListFilter), "parent")
    search_fields = ("slug", "name_en", "name_es", "phrases__text")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name_en",)}
    readonly_fields = ("merged_into", "uuid")
    inlines = (PhrasesInline,)
    change_form_template = "admin/ledger/topic_form.html"
    fieldsets = (
        (None, {"fields": ("name_en", "name_es", "slug", "parent", "merged_into")}),
        (gettext_lazy("Description"), {"fields": ("description_en", "description_es")}),
        (gettext_lazy("For the record"), {"fields": ("uuid",)}),
    )

    class Media:
        css = {"all": ["ledger/item.css"]}

    def beside(self, request: HttpRequest, row: Topic) -> dict[str, Any]:
        absorbed = TopicTree().absorbed_by([row])
        items = Item.objects.on_topics(absorbed).in_ref_order()
        return {
            "items": item_lines(seen_by(request.user, items)),
            "narrower": list(row.children.all()),
            "absorbed": [topic for topic in absorbed if topic != row],
            "merge": self._merge_link(request, row),
        }

    def _merge_link(self, request: HttpRequest, row: Topic) -> tuple[Any, str] | None:
        """Return the button that the person is offered: to merge the topic, or to take that back."""
        if not self.has_change_permission(request, row):
            return None
        if row.merged_into_id is None:
            return _("Merge this topic"), address_of(row, "merge")
        return _("Take the merge back"), address_of(row, "unmerge")

    # --- What is done with a topic as a whole

    def get_urls(self) -> list[URLPattern]:
        pages: dict[str, Page] = {"merge": merge_page, "unmerge": unmerge_page}
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(partial(self._on_topic, page)),
                name=f"ledger_topic_{name}",
            )
            for name, page in pages.items()
        ]
        return [*own, *super().get_urls()]

    def _on_topic(self, page: Page, request: HttpRequest, object_id: str) -> HttpResponse:
        topic = self.get_object(request, unquote(object_id))
        if topic is None:
            return self.not_found(request, object_id)
        if not self.has_change_permission(request, topic):
            raise PermissionDenied
        return page(request, topic)


@admin.register(TopicPhrase)
class TopicPhraseAdmin(LedgerAdmin):
    """Phrases; their place is the topic's page."""

    in_index = False
    joins = ("topic",)
    list_display = ("text", "language", "topic")
    list_filter = ("language",)
    search_fields = ("text",)
    autocomplete_fields = ("topic",)
