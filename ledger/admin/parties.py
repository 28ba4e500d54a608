"""Reference rows: who takes part. A code stays once entries name it, since their hashes do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.accounts.rights import rights_of
from ledger.admin.base import LedgerAdmin
from ledger.admin.fields import CodedForm
from ledger.models import Agency, Dialogue, Forum, Party
from ledger.recording import names_code
from ledger.vocabulary import Permission

if TYPE_CHECKING:
    from django.contrib.admin.options import _ListDisplayT

    from ledger.admin.fields import Fieldsets


class CodedAdmin(LedgerAdmin):
    """Pages of rows with a code, which stays once something names the row by it."""

    form = CodedForm

    def fixed_for(self, row: Any) -> Sequence[str]:
        asked = row.__dict__  # asked several times for a page
        if "code_stays" not in asked:
            asked["code_stays"] = bool(names_code(row))
        return ("code",) if asked["code_stays"] else ()


@admin.register(Party)
class PartyAdmin(CodedAdmin):
    """Governments and blocs, shared by all dialogues."""

    list_display = ("code", "name_en", "name_es", "formal_en")
    search_fields = ("code", "name_en", "name_es", "formal_en", "formal_es")
    ordering = ("code",)
    fieldsets = (
        (None, {"fields": ("code",)}),
        (_("In English"), {"fields": ("name_en", "formal_en")}),
        (_("In Spanish"), {"fields": ("name_es", "formal_es")}),
    )


@admin.register(Agency)
class AgencyAdmin(CodedAdmin):
    """Ministries, departments and their offices."""

    joins = ("party", "parent")
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
class ForumAdmin(CodedAdmin):
    """Multilateral bodies."""

    joins = ("topic",)
    list_display = ("code", "acronym_en", "acronym_es", "name_en", "name_es", "topic")
    search_fields = ("code", "name_en", "name_es", "acronym_en", "acronym_es")
    autocomplete_fields = ("topic",)
    fieldsets = (
        (None, {"fields": ("code", "topic")}),
        (_("In English"), {"fields": ("name_en", "acronym_en")}),
        (_("In Spanish"), {"fields": ("name_es", "acronym_es")}),
    )


@admin.register(Dialogue)
class DialogueAdmin(CodedAdmin):
    """The series of rounds, edited by their own members.

    Superusers find all of them by code and name, so as to give memberships, and a way to what protects them; the
    rest of a row (note, change log) is for members, as everything else of a dialogue.
    """

    joins = ("own_party",)
    adds_elsewhere = True
    removed_for_superusers = True
    list_display = ("code", "name_en", "name_es", "own_party", "stale_after_days")
    search_fields = ("code", "name_en", "name_es")
    autocomplete_fields = ("parties", "own_party")
    readonly_fields = ("rules",)
    fieldsets = (
        (None, {"fields": ("code", "name_en", "name_es", "parties", "own_party")}),
        (_("Rules"), {"fields": ("stale_after_days", "releases_need_second_person", "rules")}),
        (_("Ours"), {"fields": ("note",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return rights_of(request).starts_dialogues

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the page on which a dialogue is started, so that who starts it is its editor."""
        if request.method == "POST" or not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("ledger:dialogue-create")

    def fixed_for(self, row: Dialogue) -> Sequence[str]:
        """Fix the fields that protect a dialogue: two people change them, on a page of its own.

        To ask for a second person tightens it, and needs nobody else; a dialogue without rounds is still being set up.
        """
        second = ("releases_need_second_person",) if row.releases_need_second_person else ()
        sides = ("parties", "own_party") if row.rounds.exists() else ()
        return (*super().fixed_for(row), *sides, *second)

    @admin.display(description=_("rules that protect"))
    def rules(self, dialogue: Dialogue) -> SafeString | str:
        if not dialogue.code:
            return "–"
        says = gettext("Change what protects this dialogue")
        return format_html('<a href="{}">{}</a>', dialogue.get_absolute_url(), says)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        if rights_of(request).keeps_accounts:
            return self.joined(Dialogue.objects.order_by(*self.get_ordering(request) or ("code",)))
        return super().get_queryset(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return rights_of(request).keeps_accounts or super().has_view_permission(request, obj)

    def get_list_display(self, request: HttpRequest) -> "_ListDisplayT[Any]":
        return NAMES if rights_of(request).keeps_accounts else super().get_list_display(request)

    def sections(self, request: HttpRequest, obj: Dialogue | None) -> "Fieldsets":
        own = super().sections(request, obj)
        return own if _is_open(request, obj) else ((None, {"fields": (*NAMES, "rules")}),)

    def has_history_permission(self, request: HttpRequest, row: Any) -> bool:
        return _is_open(request, row)  # it holds the notes of all times


NAMES = ("code", "name_en", "name_es")
"""What superusers are told of a dialogue in which they hold no role."""


def _is_open(request: HttpRequest, row: Dialogue | None) -> bool:
    """Tell whether the person may see all of a dialogue; a new one hides nothing."""
    return row is None or rights_of(request).may(Permission.READ, row)
