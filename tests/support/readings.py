"""Readings of statements that several tests share: each text is read in its process once per pytest process."""

import copy
import json
from typing import Any

import pytest

from ledger import isolation

_answers: dict[tuple[str, bytes, str], Any] = {}


@pytest.fixture
def readings_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start a process for a text only where no test of this pytest process has had the same one read.

    A reading is a function of its text, language, topics and earlier items alone (``tests/reading/test_apart.py``), and
    a process for each takes half a second. A process that fails is started anew the next time.
    """
    run = isolation.run

    def run_once(function: str, content: bytes, *, limits: Any = None, **arguments: Any) -> Any:
        asked = (function, content, json.dumps([arguments, repr(limits)], sort_keys=True, default=str))
        if asked not in _answers:
            _answers[asked] = run(function, content, limits=limits, **arguments)
        return copy.deepcopy(_answers[asked])

    monkeypatch.setattr(isolation, "run", run_once)
