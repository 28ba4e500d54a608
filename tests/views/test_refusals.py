"""Pages that say that something went wrong: in the person's language, under the strict policy, without a database."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from ledger.views.home import HomeView
from tests.makers import make_dialogue, make_editor
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.both_databases


def fail(*_args: object, **_more: object) -> None:
    raise RuntimeError("No fault of yours.")


@pytest.mark.django_db
def test_fault_of_ours_is_told_in_the_persons_language(monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_editor(make_dialogue())
    type(user).objects.filter(pk=user.pk).update(language="es")
    client = signed_in(user)
    client.raise_request_exception = False
    monkeypatch.setattr(HomeView, "get", fail, raising=False)
    answer = client.get("/")
    page = answer.content.decode()
    assert (answer.status_code, '<html lang="es">' in page, "Algo falló aquí" in page) == (500, True, True)
    assert "style=" not in page
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_form_from_an_ended_session_is_told_in_the_persons_language() -> None:
    user = make_editor(make_dialogue())
    type(user).objects.filter(pk=user.pk).update(language="es")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    answer = client.post("/preferences/", {"language": "en"})
    page = answer.content.decode()
    assert (answer.status_code, "Enviarlo de nuevo" in page, "<style" in page) == (403, True, False)


@pytest.mark.parametrize(
    ("template", "words"), [("400.html", "Esto no se entiende"), ("500.html", "Algo falló")]
)
def test_page_without_a_request_is_whole(template: str, words: str) -> None:
    with translation.override("es"):
        page = render_to_string(template)
    assert words in page
    assert page.rstrip().endswith("</html>")
