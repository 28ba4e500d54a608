"""Each promise of docs/threat-model.md names tests, and each of them is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROMISES = [
    line
    for line in (ROOT / "docs/threat-model.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| threat", "| ---"))
]


def test_every_promise_names_tests_that_are_there() -> None:
    assert PROMISES
    for promise in PROMISES:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", promise)
        assert named, promise
        missing = [
            f"{file}::{name}"
            for file, name in named
            if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
        ]
        assert missing == []
