"""The addresses of the ledger's own pages. Their names are contracts."""

from django.urls import path

from ledger.views.evidence import evidence_file

app_name = "ledger"

urlpatterns = [
    path("evidence/<uuid:uuid>/file", evidence_file, name="evidence-file"),
]
