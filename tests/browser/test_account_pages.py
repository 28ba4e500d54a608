"""The account pages in a real browser: by keyboard, without script, narrow, light and dark, and for axe."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from ledger.vocabulary import Role
from tests.browser.looking import faults, is_wide
from tests.browser.signing_in import sign_in
from tests.makers import make_dialogue, make_member, make_user
from tests.support.signing_in import PASSWORD, SIGN_IN, forget_tries, make_person

pytestmark = pytest.mark.django_db(transaction=True)

ENTRANCE = [
    SIGN_IN,
    "/accounts/password/reset/",
    "/accounts/password/reset/key/1-none/",
    "/accounts/inactive/",
]
OWN = ["/accounts/password/change/", "/accounts/2fa/", "/accounts/reauthenticate/", "/accounts/logout/"]


def test_pages_have_no_faults(live_server: LiveServer, browser_page: Any) -> None:
    forget_tries()
    found = {}
    for address in ENTRANCE:
        browser_page.goto(f"{live_server.url}{address}")
        found[address] = faults(browser_page)
    sign_in(browser_page.context, live_server.url, make_person())
    for address in OWN:
        browser_page.goto(f"{live_server.url}{address}")
        found[address] = faults(browser_page)
    assert {address: what for address, what in found.items() if what} == {}


def test_second_step_is_set_up_without_faults(live_server: LiveServer, browser_page: Any) -> None:
    forget_tries()
    sign_in(browser_page.context, live_server.url, make_person())
    browser_page.goto(f"{live_server.url}{reverse('mfa_activate_totp')}")
    browser_page.get_by_label("Password").fill(PASSWORD)
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("img", name="QR code of the secret below").wait_for()
    assert faults(browser_page) == []


def test_keyboard_alone_signs_in(live_server: LiveServer, browser_page: Any) -> None:
    forget_tries()
    user = make_person()
    browser_page.goto(f"{live_server.url}/admin/")
    browser_page.get_by_label("Username").focus()
    browser_page.keyboard.type(user.username)
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.type(PASSWORD)
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(f"{live_server.url}/admin/")


def test_pages_work_without_script_and_in_spanish(live_server: LiveServer, browser_page: Any) -> None:
    forget_tries()
    user = make_person(language="es")
    context = browser_page.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{SIGN_IN}")
    page.get_by_role("button", name="Español").click()
    page.locator("input[name=login]").fill(user.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Iniciar sesión").click()
    page.wait_for_url(f"{live_server.url}/admin/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("button", name="Cerrar sesión").click()
    page.wait_for_url(f"{live_server.url}{SIGN_IN}")
    context.close()


def test_token_is_made_by_keyboard_and_shown_once(browse: Callable[..., Any]) -> None:
    user = make_member(Role.EDITOR, dialogue=make_dialogue(), user=make_user(language="es"))
    page = browse(user, reverse("ledger:api-token-list"), bypass_csp=True)
    page.get_by_label("Nombre").focus()
    page.keyboard.type("N" * 80)
    for key in ("Tab", "Tab", "ArrowDown", "Tab", "Space", "Tab", "Enter"):
        page.keyboard.press(key)
    secret = page.get_by_label("Token", exact=True)
    expect(secret).to_have_value(re.compile("^dlt_"))
    expect(page.get_by_text("lee y escribe")).to_be_visible()
    assert faults(page) == []
    page.reload()
    expect(page.get_by_role("button", name="Revocar")).to_be_visible()
    expect(secret).to_have_count(0)


def test_docs_of_the_api_are_drawn_under_the_policy(browse: Callable[..., Any]) -> None:
    """Axe is not asked: what Swagger UI draws is its own. Its page has one main landmark and follows the scheme."""
    page = browse(make_user(), reverse("api:docs"), color_scheme="dark")
    acts = page.locator("#operations-tag-acts")
    acts.get_by_role("button").press("Enter")
    page.get_by_role("button", name="/api/v1/items/{ref}/record/").first.press("Enter")
    page.get_by_text("Example Value").first.wait_for()
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.locator("html")).to_have_class("dark-mode")
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).not_to_have_class("dark-mode")
    assert is_wide(page) == []
