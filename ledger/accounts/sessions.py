"""End sessions: after a while without a request, and after a day's work in any case."""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

SIGNED_IN = "ledger_signed_in"
SEEN = "ledger_seen"
# How often a session is written for no other reason than that its person is there, in seconds.
NOTICED = 60


def begin(sender: object, request: HttpRequest, **more: object) -> None:
    """Note when a person signs in: a receiver of Django's `user_logged_in`."""
    request.session[SIGNED_IN] = request.session[SEEN] = int(time.time())


def has_ended(session: SessionBase) -> bool:
    """Tell whether a signed-in session is too old, or was left alone for too long. One without times has ended."""
    if SESSION_KEY not in session:
        return False
    now = time.time()
    alone = now - session.get(SEEN, 0)
    age = now - session.get(SIGNED_IN, 0)
    return bool(
        alone > settings.LEDGER_SESSION_IDLE_MINUTES * 60 or age > settings.LEDGER_SESSION_HOURS * 60 * 60
    )


def notice(session: SessionBase) -> None:
    """Note that a signed-in person is there; a write at most once a minute."""
    now = int(time.time())
    if SESSION_KEY in session and now - session.get(SEEN, 0) >= NOTICED:
        session[SEEN] = now
