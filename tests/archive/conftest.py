"""What every test of archives begins with."""

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def _uploads_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep files in a directory of the test's own: it removes some, and counts what is left."""
    monkeypatch.setattr(settings, "LEDGER_UPLOADS", tmp_path_factory.mktemp("uploads"))
