"""What every test stands on: which database it runs on, and the triggers out of the flush's way."""

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

# Examples that write to a database have no fixed time. `--hypothesis-profile thorough` for a long look.
examples.register_profile("suite", deadline=None, max_examples=25, print_blob=True)
examples.register_profile("thorough", deadline=None, max_examples=2000, print_blob=True)
examples.load_profile("suite")

BROWSER = Path(__file__).parent / "browser"
WALKS = ("test_walk.py", "test_acts_walk.py", "test_queries.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pages-once", action="store_true", help="on PostgreSQL, open each page but do no more on it"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked for the other database. Deselected, not skipped: it runs in the other run."""
    on_postgres = connections["default"].vendor == "postgresql"
    left_out = {item for item in items if (_not_for_postgres(item) if on_postgres else _not_for_sqlite(item))}
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def _not_for_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres_only") is not None


def _not_for_postgres(item: pytest.Item) -> bool:
    """What is run on SQLite alone, whatever is run on both having been met there.

    A test that asks for no database cannot reach one. A browser sees the same pages on either database, which the
    pages' other tests meet on both.
    """
    if item.get_closest_marker("both"):
        return False
    if any(map(item.get_closest_marker, ("sqlite_only", "once"))) or BROWSER in item.path.parents:
        return True
    if item.config.getoption("--pages-once") and _is_of_pages(item.path):
        return True
    return not _has_a_database(item)


def _has_a_database(item: Any) -> bool:
    if item.get_closest_marker("django_db") or issubclass(item.cls or object, TransactionTestCase):
        return True
    return not {"db", "transactional_db", "live_server", "django_db_setup"}.isdisjoint(item.fixturenames)


def _is_of_pages(path: Path) -> bool:
    """Whether a file tests pages, beyond opening every one for everybody and counting its queries."""
    return path.parent.name in ("accounts", "admin", "views") and path.name not in WALKS


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
