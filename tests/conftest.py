"""What every test stands on: which database it runs on, and the triggers out of the flush's way."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import settings as examples

from ledger.management import machine
from ledger.recording import triggers
from tests.support.made_once import _everything_once, everything
from tests.support.migrated import copy_migrated
from tests.support.readings import readings_made_once
from tests.support.report_runs import held_turns, on_the_tests_database

# Fixtures for the tests of every folder.
__all__ = ["_everything_once", "everything", "held_turns", "on_the_tests_database", "readings_made_once"]

# Examples that write to a database have no fixed time. `--hypothesis-profile thorough` for a long look.
examples.register_profile("suite", deadline=None, max_examples=25, print_blob=True)
examples.register_profile("thorough", deadline=None, max_examples=2000, print_blob=True)
examples.load_profile("suite")

BROWSER_FIXTURES = {"chromium", "browser"}


@pytest.hookimpl(tryfirst=True)  # before `-m` is looked at
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that ask for a browser, and deselect those that are for the other database.

    Which markers there are, and what each is for: pyproject.toml, ``[tool.pytest.ini_options]``.
    """
    is_postgres = connections["default"].vendor == "postgresql"
    runs_here = _runs_on_postgres if is_postgres else _runs_on_sqlite
    for item in items:
        if not BROWSER_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    left_out = [item for item in items if not runs_here(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if runs_here(item)]


def pytest_collection_finish() -> None:
    """Look for garbage rarely, and not in what all tests share: that took a tenth of the suite's processor time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def _runs_on_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres_only") is None


def _runs_on_postgres(item: pytest.Item) -> bool:
    if item.get_closest_marker("sqlite_only"):
        return False
    return any(map(item.get_closest_marker, ("both_databases", "postgres_only")))


_flush = TransactionTestCase._fixture_teardown


def _flush_without_triggers(self: TransactionTestCase) -> None:
    """The ledger's triggers refuse to let rows go, so they are lifted while the test database is emptied."""
    names = self._databases_names(include_mirrors=False)
    for name in names:
        triggers.drop(connections[name])
    _flush(self)
    for name in names:
        # post_migrate, sent by the flush, installs them again, unless the test case holds it back.
        if triggers.missing(connections[name]):
            triggers.install(connections[name])


TransactionTestCase._fixture_teardown = _flush_without_triggers


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, pytestconfig: pytest.Config, django_db_blocker: Any
) -> None:
    """Begin with a copy of a migrated database (pytest-django asks for this fixture before it makes its own)."""
    if cache := getattr(pytestconfig, "cache", None):  # there is none with `-p no:cacheprovider`
        with django_db_blocker.unblock():
            copy_migrated(cache.mkdir("migrated"))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Take SQLite's file as it was put there; it goes with its directory. PostgreSQL's is a copy by its server."""
    return django_db_keepdb or connections["default"].vendor == "sqlite"


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser for page tests; without one they fail, and say what to install."""
    return machine.need_chromium(settings.LEDGER_TEST_CHROMIUM)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Any]:
    """One headless Chromium for all tests of a process; each opens pages of its own in it."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        launched = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


def is_fault(message: Any) -> bool:
    """Whether what a page's console says is an error of the page.

    An icon is asked for by the browser of its own accord. It is not answered for by a route: with one, Playwright
    takes every answer through its hands, and the browser keeps none.
    """
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


@pytest.fixture
def browser_page(browser: Any) -> Iterator[Any]:
    """A fresh page; its console errors fail the test that made them."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []
