"""End sessions that are over, and speak each person's language, on every request of a signed-in person."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from ledger.accounts import sessions

Answer = Callable[[HttpRequest], HttpResponse]


class SessionExpiryMiddleware:
    """Signs out whose session has ended. Stands after the middlewares of authentication and messages."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if sessions.has_ended(request.session):
            logout(request)
            messages.info(request, _("Your session has ended. Please sign in again."))
        else:
            sessions.notice(request.session)
        return self.get_response(request)


class UserLanguageMiddleware:
    """Answers in the language of the account, over what the browser asks for. Stands after `LocaleMiddleware`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with translation.override(request.user.language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE or "")
            return response


class NoStoreMiddleware:
    """Lets no cache keep what a signed-in person was answered, on the way or on a shared machine's disk.

    Pressing Back after somebody signed out shows nothing of theirs. An answer that says how it may be kept stays.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_in = request.user.is_authenticated  # signing out ends it
        response = self.get_response(request)
        if was_in:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
