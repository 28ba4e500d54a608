"""The page for a request that the database gave up or refused: what happened, what was typed, to be sent again."""

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ledger.accounts.middleware import Answer
from ledger.presentation.database_faults import RETRY_SECONDS, why_refused

NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken"})


class BusyMiddleware:
    """Answers 503 with ``Retry-After`` where a lock or a query timed out, and where what a form names was removed while
    it was saved; any other error goes its way.

    The transaction under way was rolled back; one that the request had ended before stands. What was sent is in the
    page's form, to be sent again to the same address, so that nothing need be kept by a database that is busy; a form
    with a password is not repeated.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | IntegrityError) or not (
            says := why_refused(exception)
        ):
            return None
        sent = _sent(request)
        words = [value for _name, values in sent for value in values if " " in value.strip()]
        context = {"says": says, "sent": sent, "words": words, "had_files": bool(request.FILES)}
        answer = render(request, "503.html", context, status=503)
        answer["Retry-After"] = str(RETRY_SECONDS)
        request.session.modified = False  # writing it would meet the same lock, and this page would be lost
        if request.headers.get("HX-Request"):  # a part of a page: only the whole page can say it
            answer["HX-Redirect"] = request.get_full_path()
        return answer


def _sent(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """Return the fields as they were sent, but for the token; none where there is a password among them."""
    if any("password" in name for name in request.POST):
        return []
    return [(name, values) for name, values in request.POST.lists() if name not in NOT_SENT_AGAIN]
