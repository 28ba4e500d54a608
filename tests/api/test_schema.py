"""The schema of the API: the file is what the code says, a valid OpenAPI 3.1, and answers are as it says."""

import json
from typing import Any

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse

from ledger import vocabulary
from ledger.api.schema import FILE, document
from ledger.api.urls import urlpatterns
from ledger.vocabulary import Role, Word
from tests.makers import make_member
from tests.support.api_table import API, FOUND_BY_NOBODY
from tests.support.rows import Everything


def test_file_is_what_the_code_says() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == document(), (
        "write it anew: see docs/api.md, “The schema”"
    )


def test_every_address_is_in_the_schema() -> None:
    known = document()["paths"]
    assert len(known) == len([path for path in urlpatterns if path.name not in {"docs", "none-such"}])
    assert document()["openapi"].startswith("3.1")


def test_every_word_has_its_label_in_both_languages() -> None:
    words = {
        name: word
        for name, word in vars(vocabulary).items()
        if isinstance(word, type) and issubclass(word, Word) and word is not Word
    }
    found = 0
    for name, component in document()["components"]["schemas"].items():
        if name in words:
            found += 1
            assert [code["const"] for code in component["oneOf"]] == [known.value for known in words[name]]
            assert all(code["x-labels"]["en"] and code["x-labels"]["es"] for code in component["oneOf"])
    assert found >= 15


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [name for name, line in API.items() if line.get and line.get != FOUND_BY_NOBODY]
)
def test_answer_is_as_the_schema_says(name: str, everything: Everything) -> None:
    client = Client()
    client.force_login(make_member(Role.EDITOR, dialogue=everything.dialogue))
    answer = client.get(reverse(f"api:{name}", kwargs=API[name].where(everything)))
    assert answer.status_code == 200
    content = schema_of(name)
    if "*/*" in content:
        return
    schema = {
        **content["application/json"]["schema"],
        "components": json.loads(FILE.read_text())["components"],
    }
    jsonschema.validate(
        answer.json(), schema, jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker()
    )


def schema_of(name: str) -> Any:
    """What the file says of a 200 to GET, by media type."""
    [path] = [path for path in urlpatterns if path.name == name]
    route = "/api/" + str(path.pattern)
    for kind in ("str", "int", "slug", "uuid", "path"):
        route = route.replace(f"<{kind}:", "{")
    return json.loads(FILE.read_text())["paths"][route.replace(">", "}")]["get"]["responses"]["200"][
        "content"
    ]
