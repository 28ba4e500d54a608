"""The addresses of the whole site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("ledger.accounts.urls")),
    path("api/", include("ledger.api.urls")),
    path("", include("ledger.urls")),
]

handler400 = "ledger.views.busy.bad_request"
handler500 = "ledger.views.busy.server_error"
