"""Subjects that last across rounds, with the phrases by which statements name them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.admin.base import LedgerAdmin, LedgerInline, OneDialogueForm, seen_by
from ledger.admin.showing import item_lines
from ledger.models import Item, Topic, TopicPhrase


class TopicForm(OneDialogueForm):
    """A topic is part of others, never of itself by a detour."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._leads_back(cleaned.get("parent")):
            self.add_error("parent", _("That topic is part of this one."))
        return cleaned

    def _leads_back(self, topic: Topic | None) -> bool:
        seen: set[int] = set()
        while topic is not None and topic.pk not in seen:
            if topic.pk == self.instance.pk:
                return True
            seen.add(topic.pk)
            topic = topic.parent
        return False


class PhrasesInline(LedgerInline):
    model = TopicPhrase


@admin.register(Topic)
class TopicAdmin(LedgerAdmin):
    """Topics, shared by all dialogues. They are merged through the ledger's door, with a reason: read-only here."""

    form = TopicForm
    joins = ("parent", "merged_into")
    instead = gettext_lazy("Merge it into the topic that goes on: its items stay where they were recorded.")
    list_display = ("slug", "name_en", "name_es", "parent", "merged_into")
    list_filter = ("parent",)
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

    def beside(self, request: HttpRequest, row: Topic) -> dict[str, Any]:
        items = Item.objects.on_topic(row).in_ref_order()
        return {"items": item_lines(seen_by(request.user, items))}


@admin.register(TopicPhrase)
class TopicPhraseAdmin(LedgerAdmin):
    """Phrases; their place is the topic's page."""

    in_index = False
    joins = ("topic",)
    list_display = ("text", "language", "topic")
    list_filter = ("language",)
    search_fields = ("text",)
    autocomplete_fields = ("topic",)
