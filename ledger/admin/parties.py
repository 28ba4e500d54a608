"""Reference rows: who takes part. Codes never change: entries and their hashes name rows by them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ledger.accounts.rights import rights_of
from ledger.admin.base import LedgerAdmin
from ledger.models import Agency, Dialogue, Forum, Party


@admin.register(Party)
class PartyAdmin(LedgerAdmin):
    """Governments and blocs, shared by all dialogues."""

    fixed = ("code",)
    list_display = ("code", "name_en", "name_es", "formal_en")
    search_fields = ("code", "name_en", "name_es", "formal_en", "formal_es")
    ordering = ("code",)
    fieldsets = (
        (None, {"fields": ("code",)}),
        (_("In English"), {"fields": ("name_en", "formal_en")}),
        (_("In Spanish"), {"fields": ("name_es", "formal_es")}),
    )


@admin.register(Agency)
class AgencyAdmin(LedgerAdmin):
    """Ministries, departments and their offices."""

    joins = ("party", "parent")
    fixed = ("code",)
    list_display = ("code", "party", "acronym_en", "acronym_es", "name_en", "name_es", "parent")
    list_filter = ("party",)
    search_fields = ("code", "name_en", "name_es", "acronym_en", "acronym_es")
    autocomplete_fields = ("party", "parent")
    fieldsets = (
        (None, {"fields": ("code", "party", "parent")}),
        (_("In English"), {"fields": ("name_en", "acronym_en")}),
        (_("In Spanish"), {"fields": ("name_es", "acronym_es")}),
        (_("Ours"), {"fields": ("note",)}),
    )


@admin.register(Forum)
class ForumAdmin(LedgerAdmin):
    """Multilateral bodies."""

    joins = ("topic",)
    fixed = ("code",)
    list_display = ("code", "acronym_en", "acronym_es", "name_en", "name_es", "topic")
    search_fields = ("code", "name_en", "name_es", "acronym_en", "acronym_es")
    autocomplete_fields = ("topic",)
    fieldsets = (
        (None, {"fields": ("code", "topic")}),
        (_("In English"), {"fields": ("name_en", "acronym_en")}),
        (_("In Spanish"), {"fields": ("name_es", "acronym_es")}),
    )


@admin.register(Dialogue)
class DialogueAdmin(LedgerAdmin):
    """The series of rounds. Superusers see them all, so as to give memberships in them; members edit their own."""

    dialogue_path = "pk"
    joins = ("own_party",)
    fixed = ("code",)
    list_display = ("code", "name_en", "name_es", "own_party", "stale_after_days")
    search_fields = ("code", "name_en", "name_es")
    autocomplete_fields = ("parties", "own_party")
    fieldsets = (
        (None, {"fields": ("code", "name_en", "name_es", "parties", "own_party")}),
        (_("Rules"), {"fields": ("stale_after_days", "releases_need_second_person")}),
        (_("Ours"), {"fields": ("note",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        if rights_of(request).keeps_accounts:
            return self.joined(Dialogue.objects.order_by(*self.get_ordering(request) or ("code",)))
        return super().get_queryset(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rights_of(request).keeps_accounts or super().has_view_permission(request, obj)
