"""Pages in a real browser, whose console must stay empty: breaches of the Content-Security-Policy are told there."""

from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer


@pytest.mark.django_db(transaction=True)
def test_sign_in_page_works_under_the_strict_policy(live_server: LiveServer, browser_page: Any) -> None:
    browser_page.goto(f"{live_server.url}/")
    assert browser_page.url == f"{live_server.url}/accounts/login/?next=/"
    assert browser_page.locator("input[name=login]").is_visible()
    # The style sheet was let through: without it the button would have the browser's own look.
    assert (
        browser_page.locator(".account-form button[type=submit]").evaluate("e => getComputedStyle(e).cursor")
        == "pointer"
    )
