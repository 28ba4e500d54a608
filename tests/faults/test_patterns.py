"""Every regular expression of the project takes time in proportion to its text, whatever the text is.

The one test of the suite that measures: a pattern that takes no end keeps everybody from being answered.
"""

import re
import subprocess
import sys
from pathlib import Path

from tests.faults.collecting import Found, collect
from tests.faults.hostile import attacks
from tests.faults.patterns import slow_patterns

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300
"""After which the patterns are given up, on a busy machine; they take half a minute of one processor."""


def test_every_pattern_is_linear():
    run = [sys.executable, "-m", "tests.faults.patterns", "--quick"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_pattern_is_found():
    found, unknown = collect()
    places = {one.place.partition(":")[0] for one in found}

    assert unknown == []
    assert {"ledger/reading/rounds.py", "ledger/models/search.py", "config/environment.py"} <= places
    assert len(found) > 250


def test_what_backtracks_is_told_from_what_does_not():
    slow = [r"(?:a+)+b", r"\s+$", r"(?:P(?:[ ]+P)*| )*D"]
    fast = [r"(?<!a)a++b", r"(?<!\s)\s++$", r"P(?: P){0,7}+ D", r"<a[^<>]*+>"]
    told = [one.source for one in slow_patterns(_found(slow + fast), is_quick=True)]

    assert told == slow


def _found(sources: list[str]) -> list[Found]:
    return [Found("here", re.compile(source), is_anchored=False) for source in sources]


def test_hostile_texts_repeat_what_a_pattern_repeats():
    pumps = {one.pump for one in attacks(re.compile(r"(?:ab|c)(?:, d)*(?=e+)f?"))}

    assert {", d", "e"} <= pumps
    assert any(pump.startswith(("ab, d", "c, d")) for pump in pumps)
