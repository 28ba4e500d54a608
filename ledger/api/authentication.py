"""Say who asks: the person of a session, as on pages, with the same protection against forged requests (CSRF)."""

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import authentication
from rest_framework.request import Request


class ApiSessionAuthentication(authentication.SessionAuthentication):
    """A session of the pages. Without one the answer is 401, not 403: there is nobody yet who might be refused."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class SessionExtension(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells the schema of the session's cookie."""

    target_class = "ledger.api.authentication.ApiSessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
