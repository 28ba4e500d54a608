"""What every address of the API does: who asks, in which language, and how faults are told."""

import pytest
from django.test import Client
from django.urls import reverse

from ledger.vocabulary import Language, Role
from tests.makers import make_dialogue, make_member, make_user

pytestmark = pytest.mark.django_db

NOT_THERE = {"en": "There is nothing here that you may see.", "es": "Aquí no hay nada que usted pueda ver."}


def test_nobody_is_told_to_sign_in() -> None:
    answer = Client().get(reverse("api:item-list"))
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "detail": "Sign in first.",
    }
    assert answer["WWW-Authenticate"]


def test_person_without_a_role_is_told_so() -> None:
    client = Client()
    client.force_login(make_user())
    answer = client.get(reverse("api:item-list"))
    assert (answer.status_code, answer.json()["detail"]) == (403, "You hold no role in any dialogue yet.")


@pytest.mark.parametrize(
    ("account", "asked", "language"),
    [
        (Language.EN, None, "en"),
        (Language.ES, None, "es"),
        (Language.ES, "en-GB,en;q=0.8", "en"),
        (Language.EN, "es-MX", "es"),
        (Language.ES, "fr", "es"),
    ],
)
def test_faults_are_told_in_the_language_asked_for(
    account: Language, asked: str | None, language: str
) -> None:
    member = make_member(Role.VIEWER, dialogue=make_dialogue(), user=make_user(language=account))
    client = Client()
    client.force_login(member)
    headers = {"Accept-Language": asked} if asked else {}
    answer = client.get(reverse("api:item-detail", args=["USMX-9-99"]), headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (404, NOT_THERE[language])
    assert answer["Content-Language"] == language


def test_answers_are_kept_by_no_cache() -> None:
    client = Client()
    client.force_login(make_member(Role.VIEWER, dialogue=make_dialogue()))
    assert client.get(reverse("api:item-list"))["Cache-Control"] == "private, no-store"


def test_another_format_is_refused() -> None:
    client = Client()
    client.force_login(make_member(Role.VIEWER, dialogue=make_dialogue()))
    answer = client.get(reverse("api:item-list"), headers={"Accept": "text/html"})
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["nothing/", "agencies/a%0Ab/", "agencies/%0A", "items/x/y/%0D%0A"])
def test_address_that_there_is_not_is_told_as_a_problem(address: str) -> None:
    client = Client()
    assert client.get(f"/api/v1/{address}")["Content-Type"] == "application/problem+json"
    client.force_login(make_member(Role.VIEWER, dialogue=make_dialogue()))
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
