"""The page for a request that the database gave up or refused: what happened, what was typed, to be sent again."""

import sqlite3

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ledger.accounts.middleware import Answer

RETRY_SECONDS = 10
TOO_SLOW = "57014"
"""PostgreSQL's code for a query that ran longer than ``statement_timeout``."""
LOCKED = frozenset({"55P03", "40P01", "40001"})
"""PostgreSQL's codes for a lock that was waited for too long, a deadlock and a serialization failure."""
GONE = "23503"
"""PostgreSQL's code for a row that names one that was removed meanwhile (a foreign key)."""
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
        if not isinstance(exception, OperationalError | IntegrityError) or not (says := _why(exception)):
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


def _why(error: OperationalError | IntegrityError) -> str:
    """Return what happened, in a sentence; empty where sending it again would be answered no better."""
    code = getattr(error.__cause__, "sqlstate", None)
    sqlite_code = getattr(error.__cause__, "sqlite_errorcode", None)
    if code in LOCKED or sqlite_code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return _("Somebody else is recording what this needs, and did not finish while this page waited.")
    if code == GONE or sqlite_code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return _(
            "Somebody removed a row that this names while it was being saved. Sent again, it says which."
        )
    if code == TOO_SLOW:
        return _("The database did not finish this in the time that a page may take.")
    return ""


def _sent(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """Return the fields as they were sent, but for the token; none where there is a password among them."""
    if any("password" in name for name in request.POST):
        return []
    return [(name, values) for name, values in request.POST.lists() if name not in NOT_SENT_AGAIN]
