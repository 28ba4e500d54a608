"""The addresses of the whole site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("ledger.accounts.urls")),
    path("", include("ledger.urls")),
    path("", RedirectView.as_view(pattern_name="admin:index")),
]
