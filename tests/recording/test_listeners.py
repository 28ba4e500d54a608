"""Listeners that fail: what was recorded stands, the others are told, and the fault is logged."""

from collections.abc import Sequence

import pytest

from ledger.models import Entry
from ledger.recording import listeners
from tests.makers import make_entry, make_item

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_listener_that_fails_undoes_nothing_and_the_next_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    item, heard = make_item(), []

    def fail(_entries: Sequence[Entry]) -> None:
        raise RuntimeError("no server")

    monkeypatch.setattr(listeners, "_listeners", [fail, heard.extend])
    entry = make_entry(item)
    assert (heard, item.entries.count()) == ([entry], 2)
    assert "no server" in caplog.text
