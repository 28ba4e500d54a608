"""One full ledger for each module's tests: made once, and as it was for every test."""

import copy
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.recording.full_ledger import FullLedger, make_full_ledger


@pytest.fixture(scope="module")
def _full_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[FullLedger]:
    """Made in a transaction around the module's tests, which each undo only what they did themselves."""
    with django_db_blocker.unblock(), transaction.atomic():
        full = make_full_ledger()
        connection.check_constraints()  # PostgreSQL truncates nothing while deferred checks are pending
        yield full
        transaction.set_rollback(True)


@pytest.fixture
def full(_full_once: FullLedger, db: None) -> FullLedger:
    """A ledger with every kind of entry; for modules without tests that commit."""
    return copy.deepcopy(_full_once)
