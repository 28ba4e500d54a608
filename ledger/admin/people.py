"""Accounts, and what each may do in which dialogue: the business of superusers, and their only one."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.accounts import email_addresses, mfa
from ledger.accounts.invitations import NotSent, send_invitation
from ledger.accounts.rights import rights_of
from ledger.accounts.superusers import keepers
from ledger.admin.account_forms import AccountForm, AccountPasswordForm, NewAccountForm
from ledger.admin.base import LedgerAdmin
from ledger.admin.inlines import LedgerInline
from ledger.admin.registry import registered
from ledger.models import ApiToken, Membership, User
from ledger.personal import revoke_tokens_of
from ledger.vocabulary import Permission

if TYPE_CHECKING:
    from django.contrib.admin.options import InlineModelAdmin

    from ledger.admin.fields import FieldGroups

    Accounts = UserAdmin[User]
else:
    Accounts = UserAdmin


class SuperusersAdmin(LedgerAdmin):
    """Pages for superusers, whatever dialogues they are members of."""

    removed_for_superusers = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.joined(self.model._default_manager.order_by(*self.get_ordering(request)))
        return rows if rights_of(request).keeps_accounts else rows.none()

    def allows(self, deed: Permission, request: HttpRequest, row: Model | None = None) -> bool:
        return rights_of(request).keeps_accounts

    def choices_for(self, model: type[Model], request: HttpRequest) -> QuerySet[Any]:
        return registered(model).get_queryset(request)


NEW_ROLES = 3
"""So many roles a new account's form takes at once."""


class MembershipsInline(LedgerInline):
    """The roles of an account. A role that ends is given the day it ended on."""

    model = Membership
    joins = ("dialogue", "user")
    past_days = ("ended_on",)

    def get_extra(self, request: HttpRequest, obj: Model | None = None, **options: Any) -> int:
        """Offer empty rows on a new account's form, which then takes roles without a script."""
        return NEW_ROLES if obj is None else super().get_extra(request, obj, **options)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> "FieldGroups":
        names = super().get_fields(request, obj)
        return [name for name in names if name != "ended_on"] if obj is None else names

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.locked_to_save(request, Membership.objects.select_related(*self.joins))
        return rows if rights_of(request).keeps_accounts else rows.none()

    def choices_for(self, model: type[Model], request: HttpRequest) -> QuerySet[Any]:
        return registered(model).get_queryset(request)


@admin.register(User)
class AccountAdmin(SuperusersAdmin, Accounts):
    """Accounts. Groups and Django's permissions are left out: they give nobody anything here."""

    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AccountPasswordForm
    change_form_template = "admin/ledger/account_form.html"
    add_form_template = None
    instead = _("Close the account instead: untick “Active”. What the person recorded keeps its author.")
    list_display = (
        "username",
        "first_name",
        "last_name",
        "email",
        "language",
        "is_active",
        "is_superuser",
        "last_login",
    )
    list_filter = ("is_active", "is_staff", "is_superuser", "language")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    help_texts = {
        "email": _("Invitations and links for a new password are sent here."),
        "is_staff": _("May sign in to these pages."),
        "is_superuser": _("Keeps accounts and memberships; sees a dialogue's rows only as its member."),
    }
    readonly_fields = ("uuid", "last_login", "date_joined", "second_step", "tokens")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser", "second_step", "tokens")}),
        (_("For the record"), {"fields": ("uuid", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username",)}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("Access"), {"fields": ("is_staff",)}),
    )
    inlines = (MembershipsInline,)

    def get_inlines(
        self, request: HttpRequest, obj: Model | None
    ) -> "tuple[type[InlineModelAdmin[Any, Any]], ...]":
        """Give roles with the account itself: without any, its person sees nothing."""
        return self.inlines

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **options: Any
    ) -> type["ModelForm[User]"]:
        return super().get_form(request, obj, change=change, help_texts=self.help_texts, **options)

    def locked(self, key: object) -> QuerySet[Any]:
        """Select the account and those that keep accounts: all are asked about, so in one order."""
        wanted = Q(pk=key) | Q(pk__in=keepers().values("pk"))
        accounts: QuerySet[User] = User.objects.filter(wanted)
        return accounts.order_by("pk")

    @admin.display(description=_("two-step sign-in"))
    def second_step(self, account: User) -> str:
        return gettext("On") if mfa.is_on(account) else gettext("Off")

    @admin.display(description=_("API tokens"))
    def tokens(self, account: User) -> str:
        """Name the tokens by which programs ask for the person, each with its last use."""
        named = [
            f"{token.name} ({date_format(localtime(token.last_used_at)) if token.last_used_at else '–'})"
            for token in ApiToken.objects.in_force().filter(user=account)
        ]
        return ", ".join(named) or "–"

    def beside(self, request: HttpRequest, row: User) -> dict[str, Any]:
        tokens = ApiToken.objects.in_force().filter(user=row)
        return {"second_step_is_on": mfa.is_on(row), "has_tokens": tokens.exists()}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        context["sends_mail"] = settings.LEDGER_SENDS_MAIL
        return super().render_change_form(request, context, add, change, form_url, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        # Whether somebody is the last who keeps accounts is asked under a lock.
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)

    def save_model(self, request: HttpRequest, obj: User, form: "ModelForm[Any]", change: bool) -> None:
        super().save_model(request, obj, form, change)
        email_addresses.forget_others(obj)
        if not obj.is_active:
            revoke_tokens_of(obj)  # opened again, the account's programs stay out

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        self._act(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: User) -> HttpResponse:
        self._act(request, obj)
        return super().response_change(request, obj)

    def _act(self, request: HttpRequest, account: User) -> None:
        """Do what the further buttons below an account ask for, once it is saved."""
        if "_invite" in request.POST:
            self._invite(request, account)
        if "_forget_second_step" in request.POST and mfa.forget(account):
            self.log_change(request, account, "Two-step sign-in turned off.")
            self.message_user(request, _("The second step is off: the password alone signs in now."))

        if "_revoke_tokens" in request.POST and revoke_tokens_of(account):
            self.log_change(request, account, "API tokens revoked.")
            self.message_user(
                request, _("The account's API tokens are revoked: they let nobody in any more.")
            )

    def _invite(self, request: HttpRequest, account: User) -> None:
        """Send a link to choose a password, and say what became of it."""
        if not account.is_active or not account.email:
            refusal = gettext("Nothing was sent: the account is closed, or has no address.")
            self.message_user(request, refusal, messages.ERROR)
            return
        try:
            send_invitation(user=account, by=request.user, request=request)  # type: ignore[arg-type]  # signed in
        except NotSent as wrong:
            refusal = gettext("The mail server did not take the mail: %(reason)s") % {"reason": wrong}
            self.message_user(request, refusal, messages.ERROR)
            return
        self.log_change(request, account, "Invitation sent.")
        if settings.LEDGER_SENDS_MAIL:
            self.message_user(
                request, gettext("A link was sent to %(address)s.") % {"address": account.email}
            )
        else:
            unsent = _(
                "There is no mail server: the link was written to the server's output, and sent to nobody."
            )
            self.message_user(request, unsent, messages.WARNING)


@admin.register(Membership)
class MembershipAdmin(SuperusersAdmin):
    """Roles of people in dialogues."""

    joins = ("user", "dialogue")
    fixed = ("user", "dialogue")
    past_days = ("ended_on",)
    instead = _(
        "Say on which day it ended: the role gives nothing from then on, and who held it stays readable."
    )
    list_display = ("user", "dialogue", "role", "ended_on")
    list_filter = ("dialogue", "role", ("ended_on", admin.EmptyFieldListFilter))
    search_fields = ("user__username", "user__first_name", "user__last_name", "dialogue__code")
    autocomplete_fields = ("user", "dialogue")
    ordering = ("dialogue__code", "user__username", "role")
