"""Every test of accounts starts with no wrong tries counted."""

import pytest

from tests.support.signing_in import forget_tries


@pytest.fixture(autouse=True)
def no_tries_yet(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        forget_tries()
