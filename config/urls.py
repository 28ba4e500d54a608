"""The addresses of the whole site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("ledger.accounts.urls")),
    path("api/", include("ledger.api.urls")),
    path("", include("ledger.urls")),
]
