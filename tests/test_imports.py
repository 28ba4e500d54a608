"""Every module of the project can be imported, whatever Django it runs on: deprecated names fail here."""

import importlib
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db  # config.wsgi finishes removals as a server starts

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in ("config", "ledger")
    for file in (ROOT / package).rglob("*.py")
)


@pytest.mark.parametrize("module", MODULES)
def test_module_is_imported(module: str) -> None:
    assert importlib.import_module(module).__name__ == module
