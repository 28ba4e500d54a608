"""The admin site itself.

It stands here and not in ``ledger.admin``: Django makes the site first, and importing that package registers its pages.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


class LedgerSite(admin.AdminSite):
    """Django's admin with one way in, the account pages, and with pages for the ledger's own models only."""

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[ModelAdmin[Any]] | None" = None,
        **options: object,
    ) -> None:
        """Register the ledger's models, and pass over others.

        An application that brings pages of its own would open them by Django's permissions, past the table of rights.
        """
        models = model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        ours: list[type[Model]] = [model for model in models if model._meta.app_label == "ledger"]
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Leave out Django's redirect to a row's page: it tells any staff the address of any row by its number.

        Pages of the admin link to the workspace themselves (``LedgerAdmin.view_on_site``).
        """
        return [get_url for get_url in super().get_urls() if getattr(get_url, "name", "") != "view_on_site"]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the account pages, or on to where the signed-in person may go."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        return redirect_to_login(wanted, "account_login")

    def password_change(  # type: ignore[override]  # the stubs know Django's page alone
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the account pages, where wrong passwords are counted."""
        return redirect("account_change_password")

    def password_change_done(  # type: ignore[override]  # as above
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("admin:index")
