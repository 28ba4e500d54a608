"""One full ledger for each module's tests: made once, and as it was for every test."""

import copy
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.support.full_ledger import FullLedger, make_full_ledger
from tests.support.sharing import made_once


@pytest.fixture(scope="module")
def _full_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[FullLedger]:
    with made_once(django_db_blocker, make_full_ledger) as full:
        yield full


@pytest.fixture
def full(_full_once: FullLedger, db: None) -> FullLedger:
    """A ledger with every kind of entry; for modules without tests that commit."""
    return copy.deepcopy(_full_once)
