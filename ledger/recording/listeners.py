"""Tell listeners what an act recorded, once it stands: after the transaction, never within it.

Events for webhooks alone are queued within it (``outbox``). The write API knows nobody above it. Who wants to be told
says so once, when the application starts.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from ledger.models import Entry
from ledger.recording import outbox

Listener = Callable[[Sequence[Entry]], None]

_listeners: list[Listener] = []
_written: ContextVar[list[Entry] | None] = ContextVar("written", default=None)


def tell(listener: Listener) -> None:
    """Tell the listener, from now on, of the entries of each act: those of an act on many items all at once.

    What it raises is logged and undoes nothing: the entries stand already.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def note(entry: Entry) -> None:
    """Remember an entry of the act at hand."""
    if (written := _written.get()) is not None:
        written.append(entry)


@contextmanager
def gathering() -> Iterator[None]:
    """Gather what the enclosed act records, within a transaction; one act within another is part of it."""
    if _written.get() is not None:
        yield
        return
    written: list[Entry] = []
    token = _written.set(written)
    try:
        yield
    finally:
        _written.reset(token)
    if written:
        outbox.queue_entries(written)
        for listener in _listeners:
            transaction.on_commit(_telling(listener, written), robust=True)


def _telling(listener: Listener, written: Sequence[Entry]) -> Callable[[], None]:
    """Return a function that tells a listener. Django logs what fails by its name, which a partial has not."""

    def tell_listener() -> None:
        listener(written)

    return tell_listener
