"""Let nobody ask too often: a person by all their programs and pages together, and each token by itself.

Counted in the memory of each process: a count in the database would be a write for every answer.
"""

from django.core.cache import caches
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from ledger.models import ApiToken


class PersonThrottle(SimpleRateThrottle):
    """So many requests a minute of one person."""

    rate = "1200/min"
    cache = caches["process"]

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        key = getattr(request.user, "uuid", None)
        return None if key is None else f"api-person:{key}"


class TokenThrottle(SimpleRateThrottle):
    """So many requests a minute by one token."""

    rate = "600/min"
    cache = caches["process"]

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return f"api-token:{request.auth.uuid}" if isinstance(request.auth, ApiToken) else None


def too_often(wait: float | None) -> str:
    """Return the sentence for a program that asked too often."""
    return _("Too many requests. Ask again in %(seconds)d seconds.") % {"seconds": max(1, round(wait or 0))}
