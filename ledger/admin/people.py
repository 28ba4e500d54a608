"""Accounts, and what each may do in which dialogue: the business of superusers, and their only one."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ledger.admin.base import LedgerAdmin, LedgerInline, registered
from ledger.admin.rights import rights_of
from ledger.models import Membership, User
from ledger.vocabulary import Deed

if TYPE_CHECKING:
    Accounts = UserAdmin[User]
else:
    Accounts = UserAdmin


class SuperusersAdmin(LedgerAdmin):
    """Pages for superusers, whatever dialogues they are members of."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.joined(self.model._default_manager.order_by(*self.get_ordering(request)))
        return rows if rights_of(request).keeps_accounts else rows.none()

    def allows(self, deed: Deed, request: HttpRequest, row: Any = None) -> bool:
        return rights_of(request).keeps_accounts

    def choices_for(self, model: type[Model], request: HttpRequest) -> QuerySet[Any]:
        return registered(model).get_queryset(request)


class MembershipsInline(LedgerInline):
    """The roles of an account. A role that ends is given the day it ended on."""

    model = Membership
    joins = ("dialogue", "user")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = Membership.objects.select_related(*self.joins)
        return rows if rights_of(request).keeps_accounts else rows.none()

    def choices_for(self, model: type[Model], request: HttpRequest) -> QuerySet[Any]:
        return registered(model).get_queryset(request)


@admin.register(User)
class AccountAdmin(SuperusersAdmin, Accounts):
    """Accounts. Groups and Django's permissions are left out: they give nobody anything here."""

    form = UserChangeForm
    instead = _("Close the account instead: untick “Active”. What the person recorded keeps its author.")
    list_display = ("username", "first_name", "last_name", "email", "language", "is_active", "is_superuser")
    list_filter = ("is_active", "is_staff", "is_superuser", "language")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    help_texts = {
        "is_staff": _("May sign in to these pages."),
        "is_superuser": _("Keeps accounts and memberships; sees a dialogue's rows only as its member."),
    }
    readonly_fields = ("uuid", "last_login", "date_joined")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("For the record"), {"fields": ("uuid", "last_login", "date_joined")}),
    )
    inlines = (MembershipsInline,)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        return super().get_form(request, obj, change=change, help_texts=self.help_texts, **options)


@admin.register(Membership)
class MembershipAdmin(SuperusersAdmin):
    """Roles of people in dialogues."""

    dialogue_path = "dialogue"
    joins = ("user", "dialogue")
    fixed = ("user", "dialogue")
    instead = _(
        "Say on which day it ended: the role gives nothing from then on, and who held it stays readable."
    )
    list_display = ("user", "dialogue", "role", "ended_on")
    list_filter = ("dialogue", "role", ("ended_on", admin.EmptyFieldListFilter))
    search_fields = ("user__username", "user__first_name", "user__last_name", "dialogue__code")
    autocomplete_fields = ("user", "dialogue")
    ordering = ("dialogue__code", "user__username", "role")
