"""Say who asks: the owner of an API token, or the person of a session, with the pages' protection against forged
requests (CSRF).
"""

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from ledger.accounts.throttle import WINDOW, address_of, is_too_often
from ledger.models import ApiToken, User
from ledger.personal import note_use, token_of

MOST_WRONG = 30
"""How many wrong tokens are heard from one address in a window."""


class ApiTokenAuthentication(authentication.BaseAuthentication):
    """An API token, as RFC 6750 sends it: `Authorization: Bearer …`. A wrong one is 401, whatever session there is."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, secret = request.headers.get("Authorization", "").strip().partition(" ")
        if scheme.casefold() != "bearer":
            return None
        token = token_of(secret.strip())
        if token is None:
            address = address_of(request)
            if is_too_often("api-token-wrong", address, MOST_WRONG):
                raise Throttled(wait=WINDOW)
            raise AuthenticationFailed(
                _("This token lets nobody in: it is wrong, has ended or was revoked, or its roles ended.")
            )
        note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class ApiSessionAuthentication(authentication.SessionAuthentication):
    """A session of the pages. Without one the answer is 401, not 403: there is nobody yet who might be refused."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class TokenExtension(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells the schema of the token's header."""

    target_class = "ledger.api.authentication.ApiTokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class SessionExtension(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells the schema of the session's cookie."""

    target_class = "ledger.api.authentication.ApiSessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
