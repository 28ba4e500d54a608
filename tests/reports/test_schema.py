"""The JSON Schema of reports: published as it is made, and true of every block."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from ledger.reports.schema import PUBLISHED, schema, text
from ledger.reports.writers import formats
from tests.reports.kitchen_sink import make_report
from tests.support.reading_back import written

VALIDATOR = jsonschema.Draft202012Validator(schema())


def document() -> dict[str, Any]:
    """The JSON of a report that holds every block."""
    found: dict[str, Any] = json.loads(written(formats()["json"], make_report()))
    return found


def test_published_schema_is_that_of_the_shape() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert PUBLISHED.read_text(encoding="utf-8") == text()


def test_report_of_every_block_is_as_the_schema_says() -> None:
    VALIDATOR.validate(document())


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "another version": lambda one: one.update(version=2),
    "no title": lambda one: one["report"].pop("title"),
    "a title that is no text": lambda one: one["report"].update(title=7),
    "a block of no class": lambda one: one["report"]["sections"][0]["blocks"].append({"type": "dance"}),
    "a cell of no class": lambda one: one["report"]["records"]["rows"][0]["cells"].append("bare"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_otherwise_is_refused(name: str) -> None:
    broken = document()
    BROKEN[name](broken)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(broken)
