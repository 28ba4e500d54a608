"""Rows that are made once for a module's tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

T = TypeVar("T")


@contextmanager
def made_once(blocker: DjangoDbBlocker, make: Callable[[], T]) -> Iterator[T]:
    """Make rows in a transaction around the module's tests, which each undo only what they did themselves."""
    with blocker.unblock(), transaction.atomic():
        made = make()
        connection.check_constraints()  # PostgreSQL truncates nothing while deferred checks are pending
        yield made
        transaction.set_rollback(True)
