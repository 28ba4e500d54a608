"""One round with a row of every kind for each module's tests: made once, and as it was for every test."""

import copy
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.support.rows import Everything, make_everything
from tests.support.sharing import made_once


@pytest.fixture(scope="module")
def _everything_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everything]:
    with made_once(django_db_blocker, make_everything) as everything:
        yield everything


@pytest.fixture
def everything(_everything_once: Everything, db: None) -> Everything:
    """A round with a row of every kind; for modules without tests that commit."""
    return copy.deepcopy(_everything_once)
