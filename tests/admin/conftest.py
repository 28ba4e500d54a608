"""One round with a row of every kind for each module's tests: made once, and as it was for every test."""

import copy
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.admin.rows import Everything, make_everything


@pytest.fixture(scope="module")
def _everything_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everything]:
    """Made in a transaction around the module's tests, which each undo only what they did themselves."""
    with django_db_blocker.unblock(), transaction.atomic():
        everything = make_everything()
        connection.check_constraints()  # PostgreSQL truncates nothing while deferred checks are pending
        yield everything
        transaction.set_rollback(True)


@pytest.fixture
def everything(_everything_once: Everything, db: None) -> Everything:
    """A round with a row of every kind; for modules without tests that commit."""
    return copy.deepcopy(_everything_once)
