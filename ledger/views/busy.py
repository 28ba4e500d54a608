"""The page for a request that the database gave up or refused: what happened, what was typed, to be sent again."""

import sys
from http import HTTPStatus

from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views import defaults

from ledger.accounts.middleware import Answer
from ledger.presentation.database_faults import RETRY_SECONDS, DatabaseFault, FaultKind, fault_of

NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken"})
OF_A_MOMENT = frozenset({FaultKind.LOCKED, FaultKind.ROW_GONE, FaultKind.TOO_SLOW})
"""Faults of one request, which waiting or asking for less mends; the others are the machine's."""


class BusyMiddleware:
    """Answers 503 with ``Retry-After`` where a lock or a query timed out, where what a form names was removed while
    it was saved, and where the database is away, full or read-only; any other error goes its way.

    The transaction under way was rolled back; one that the request had ended before stands. What was sent is in the
    page's form, to be sent again to the same address, so that nothing need be kept by a database that is busy; a form
    with a password is not repeated.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        fault = fault_of(exception)
        return _answer(request, fault) if fault else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what no view could: 503 where the database is why (reading the session, say), else the page of 500.

    Django's ``handler500``, called while the error is handled.
    """
    error = sys.exc_info()[1]
    fault = fault_of(error) if error else None
    return _answer(request, fault, is_checked=False) if fault else defaults.server_error(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 503 where the session could not be written, which Django takes for one that was deleted meanwhile; else
    400. Django's ``handler400``.
    """
    error: BaseException | None = exception if isinstance(exception, SessionInterrupted) else None
    while error and not fault_of(error):
        error = error.__context__
    fault = fault_of(error) if error else None
    return _answer(request, fault) if fault else defaults.bad_request(request, exception)


def _answer(request: HttpRequest, fault: DatabaseFault, *, is_checked: bool = True) -> HttpResponse:
    """Return the answer of 503, made without the database: no session, no account.

    Where the fault came before the view, nobody has checked yet that the form is ours; another site's is not repeated.
    """
    if request.path.startswith("/api/"):
        answer: HttpResponse = _problem(fault)
    else:
        sent = _sent(request) if is_checked or _is_ours(request) else []
        words = [value for _name, values in sent for value in values if " " in value.strip()]
        context = {"fault": fault, "is_of_a_moment": fault.kind in OF_A_MOMENT, "sent": sent, "words": words}
        context["had_files"] = bool(request.FILES)
        answer = render(request, "503.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
        if fault.kind is FaultKind.AWAY and request.method == "GET":
            answer["Refresh"] = str(RETRY_SECONDS)
    answer["Retry-After"] = str(RETRY_SECONDS)
    if hasattr(request, "session"):
        request.session.modified = False  # writing it would meet the same fault, and this page would be lost
    if request.headers.get("HX-Request"):  # a part of a page: only the whole page can say it
        answer["HX-Redirect"] = request.get_full_path()
    return answer


def _problem(fault: DatabaseFault) -> JsonResponse:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    told = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": fault.says}
    return JsonResponse(told, status=status, content_type="application/problem+json")


def _sent(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """Return the fields as they were sent, but for the token; none where there is a password among them."""
    if any("password" in name for name in request.POST):
        return []
    return [(name, values) for name, values in request.POST.lists() if name not in NOT_SENT_AGAIN]


class FormOriginCheck(CsrfViewMiddleware):
    """Django's check of a form's token and cookie (CSRF), without its page: that one asks who is signed in."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponseForbidden()


def _is_ours(request: HttpRequest) -> bool:
    return (
        FormOriginCheck(lambda _request: HttpResponse()).process_view(request, server_error, (), {}) is None
    )
