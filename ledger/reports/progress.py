"""Tell how far a report is: what builds it says so, what waits may listen; without a listener nothing happens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

READING, WRITING = "reading", "writing"
"""The steps: entries are read, then the file is written."""

Listener = Callable[[str, int, int], None]
"""Gets the step, how much of it is done, and of how much (0: nobody knows)."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let the listener be told of reports built and written inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(step: str, done: int = 0, total: int = 0) -> None:
    """Say how far it is."""
    if listener := _listener.get():
        listener(step, done, total)
