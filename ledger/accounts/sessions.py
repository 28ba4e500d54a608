"""End sessions: after a while without a request, after a day's work in any case, and where their owner says so."""

import datetime
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from ledger.models import SecurityEvent, User

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


@dataclass(frozen=True)
class OpenSession:
    """A session of a person that stands: the event that began it, and when it was last seen."""

    event: SecurityEvent
    seen_at: datetime.datetime
    is_this: bool


def open_sessions(user: User, this_key: str) -> list[OpenSession]:
    """Return the sessions in which a person is signed in, the newest first. ``this_key``: the one that asks.

    One that has ended, or that a new password closed, is left out.
    """
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    events = SecurityEvent.objects.filter(user=user, session_key__in=alive).exclude(session_key="")
    found: dict[str, OpenSession] = {}
    for event in events.order_by("-pk"):
        session = SessionStore(event.session_key)
        is_theirs = session.get(SESSION_KEY) == str(user.pk)
        is_open = session.get(HASH_SESSION_KEY) == user.get_session_auth_hash() and not has_ended(session)
        if event.session_key not in found and is_theirs and is_open:
            seen = datetime.datetime.fromtimestamp(session.get(SEEN, 0), datetime.UTC)
            found[event.session_key] = OpenSession(event, seen, event.session_key == this_key)
    return list(found.values())


def end_session(session: OpenSession) -> None:
    """End a session: its browser is asked to sign in at its next request."""
    Session.objects.filter(session_key=session.event.session_key).delete()
