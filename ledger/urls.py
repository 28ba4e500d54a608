"""The addresses of the ledger's own pages. Their names are contracts."""

from django.urls import path

from ledger.views.evidence import evidence_file
from ledger.views.home import Home

app_name = "ledger"

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("evidence/<uuid:uuid>/file", evidence_file, name="evidence-file"),
]
