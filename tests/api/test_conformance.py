"""Ask a running server for what the schema offers, as each role: no fault, and no answer outside the schema.

schemathesis makes the requests and judges the answers. docs/testing.md says how to look for longer.
"""

from itertools import count
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.core.cache import caches
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.live_server_helper import LiveServer
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ledger.api.acts import ACTS
from ledger.api.schema import FILE
from ledger.api.urls import urlpatterns
from ledger.personal import make_token
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member
from tests.support.api_table import API
from tests.support.report_runs import finish_runs
from tests.support.rows import Everything, make_everything

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 3 if settings.default.max_examples < 100 else settings.default.max_examples // 5
"""How many requests each operation gets: three in the suite, 400 under the profile `thorough`."""
TURNS = count()
NAMES = {path.callback.view_class.__name__.removesuffix("Api"): path.name for path in urlpatterns}
"""The names of addresses, by how the schema calls their operations."""
BUDGET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == 3,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def make_askers(everything: Everything) -> dict[str, str]:
    """A token that may write for each role, for an editor of another dialogue, and one that nobody has."""
    elsewhere = make_dialogue()
    people = {
        role.value: (make_member(role, dialogue=everything.dialogue), everything.dialogue) for role in Role
    }
    people["editor of another"] = (make_member(Role.EDITOR, dialogue=elsewhere), elsewhere)
    tokens = {
        who: make_token(user=user, name=who, dialogues=[dialogue], days=1, may_write=True)
        for who, (user, dialogue) in people.items()
    }
    return tokens | {"nobody": "dlt_nobodys"}


def test_answers_are_within_the_schema(live_server: LiveServer) -> None:
    everything = make_everything()
    askers = make_askers(everything)
    schema = schemathesis.openapi.from_path(FILE)
    schema.config.update(base_url=live_server.url)
    faults: list[str] = []
    for result in schema.get_all_operations():
        ask_often(result.ok(), everything, askers, faults)
    finish_runs()
    assert faults == []


def ask_often(operation: Any, everything: Everything, askers: dict[str, str], faults: list[str]) -> None:
    """Ask an operation by each role in turn; of rows that there are every second time."""
    name = NAMES[operation.definition.raw["operationId"].partition("_")[2]]

    @BUDGET
    @given(case=operation.as_strategy(), is_known=st.booleans())
    def ask(case: Any, is_known: bool) -> None:
        who = list(askers)[next(TURNS) % len(askers)]
        caches["process"].clear()  # nobody is throttled
        if is_known:
            case.path_parameters.update(API[name].where(everything))
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {askers[who]}"}
        if operation.method == "post":
            everything.item.refresh_from_db()
            case.headers |= {"Idempotency-Key": str(uuid4())}
            if is_known and name in ACTS:
                case.headers["If-Match"] = f'"{everything.item.last_sequence}"'
        answer = case.call()
        try:
            case.validate_response(answer, checks=CHECKS)
        except BaseExceptionGroup as found:
            faults.append(f"{who}, {answer.status_code}: {found.exceptions}\n{case.as_curl_command()}")

    ask()
