"""The page that shows the API."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers import make_user

pytestmark = pytest.mark.django_db


def test_docs_are_for_people_who_are_signed_in() -> None:
    assert Client().get(reverse("api:docs")).status_code == 302


def test_docs_load_nothing_from_elsewhere() -> None:
    client = Client()
    client.force_login(make_user())
    page = client.get(reverse("api:docs"))
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    text = page.content.decode()
    assert "http" not in text
    assert "<style" not in text
    assert " style=" not in text
