"""The page that shows the API, and the answer to an address that it does not have."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.views.generic import TemplateView
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.api.base import LedgerApiView


class ApiDocsView(LoginRequiredMixin, TemplateView):
    """The schema as a page (Swagger UI, from a package of static files), for people who are signed in."""

    template_name = "ledger/api_docs.html"


class NoSuchApi(LedgerApiView):
    """An address that the API does not have."""

    schema: None = None

    def get(self, request: Request, address: str) -> Response:
        raise Http404
