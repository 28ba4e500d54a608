"""Calendar and Atom feeds at their secret addresses. Anyone who has the address reads it; no one signs in."""

from collections.abc import Callable
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger.accounts.throttle import WINDOW, address_of, is_too_often
from ledger.models import User
from ledger.notifications.atom import feed_of_dialogue, feed_of_topic
from ledger.notifications.calendar import calendar_of
from ledger.personal import owner_of_feed

HEADERS = {
    # A copy in a shared cache would outlive the key.
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}

MOST, MOST_WRONG = 60, 30
"""How many requests in a window: with one secret, and from one address without any."""


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Return the dates of whose secret it is, as they may see them today.

    404 for a wrong or revoked secret, a closed account, and a person without a role; 304 where nothing changed.
    Too many requests are told 429: by address for wrong secrets, by secret for right ones.
    """
    answer = _answer(request, secret, calendar_of, "text/calendar")
    answer["Content-Disposition"] = 'inline; filename="ledger.ics"'
    return answer


@require_safe
def dialogue_feed(request: HttpRequest, secret: str, code: str) -> HttpResponseBase:
    """Return what is new in a dialogue, to whose secret it is; refused as the calendar is, and where the person
    holds no role in the dialogue today.
    """
    return _answer(request, secret, lambda owner: feed_of_dialogue(owner, code), "application/atom+xml")


@require_safe
def topic_feed(request: HttpRequest, secret: str, slug: str) -> HttpResponseBase:
    """Return what is new on a topic in the dialogues of whose secret it is; refused as the calendar is."""
    return _answer(request, secret, lambda owner: feed_of_topic(owner, slug), "application/atom+xml")


def _answer(
    request: HttpRequest, secret: str, write: Callable[[User], bytes | None], media_type: str
) -> HttpResponseBase:
    owner = owner_of_feed(secret)
    content = write(owner) if owner else None
    if content is None:
        if is_too_often("calendar-wrong", address_of(request), MOST_WRONG):
            return _too_often()
        raise Http404
    if is_too_often("calendar", secret, MOST):
        return _too_often()
    etag = quote_etag(sha256(content).hexdigest())
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=HEADERS)
    response["ETag"] = etag
    answer: HttpResponseBase = get_conditional_response(request, etag=etag, response=response) or response
    return answer


def _too_often() -> HttpResponse:
    words = _("Too many tries. Wait a few minutes, then try again.")
    headers = {"Retry-After": str(WINDOW)}
    return HttpResponse(words, status=429, content_type="text/plain; charset=utf-8", headers=headers)
