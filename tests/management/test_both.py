"""One test that runs on both databases in no time (it needs no table), for `manage.py test` to be tried with."""

import os

import pytest
from django.db import connection

pytestmark = pytest.mark.both_databases


def test_which_database_this_is() -> None:
    wanted = "postgresql" if "LEDGER_DATABASE_URL" in os.environ else "sqlite"
    assert connection.vendor == wanted
