"""What tests in a browser share: pages opened as a person, whose consoles stay empty."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from ledger.models import User
from tests.browser.signing_in import sign_in
from tests.conftest import is_fault


@pytest.fixture
def browse(live_server: LiveServer, browser: Any) -> Iterator[Callable[..., Any]]:
    """Open an address as a person, each call in a browser of its own."""
    contexts = []
    faults: list[str] = []

    def open_page(user: User, path: str, **options: Any) -> Any:
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        sign_in(context, live_server.url, user)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if is_fault(message) else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
