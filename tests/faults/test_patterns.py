"""Every regular expression of the project takes time in proportion to its text, whatever the text is.

The one test of the suite that measures: a pattern that takes no end keeps everybody from being answered.
"""

import re
import subprocess
import sys
from pathlib import Path

from ledger.reading.languages import wordings
from ledger.reading.parties import mask_parties
from tests.faults.collecting import Found, collect
from tests.faults.explained import (
    LONGEST_PLAIN_CHARACTERS,
    VerboseGroup,
    plain_part,
    verbose_groups,
)
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


def test_long_patterns_are_verbose():
    plain = {found.place: plain_part(found.pattern) for found in _of_the_product()}

    assert [place for place, part in plain.items() if len(part) > LONGEST_PLAIN_CHARACTERS] == []


def test_long_patterns_show_what_they_match():
    groups = [(found.place, group) for found in _of_the_product() for group in verbose_groups(found.pattern)]
    long = [(place, group) for place, group in groups if group.length > LONGEST_PLAIN_CHARACTERS]
    # What holds parts of each language's wording is one group for each; an example may be of either language.
    matched = {(place, text) for place, group in groups for text in group.examples if _matches(group, text)}

    assert len(long) > 150
    assert [(place, group.source[:200]) for place, group in long if not group.examples] == []
    assert {(place, text) for place, group in groups for text in group.examples} - matched == set()


def test_what_is_verbose_is_told_from_what_is_not():
    mixed = re.compile("(?x: [#(] # e.g. ) (\n ab\\ )cd(?:Monday|Tuesday)(?x:e (?:f))")

    assert plain_part(mixed) == "cd"
    assert [group.source for group in verbose_groups(mixed)] == [" [#(] # e.g. ) (\n ab\\ ", "e (?:f)"]
    assert plain_part(re.compile(r"(?:\w+|Monday) \(?x:")) == r"(?:\w+|Monday) \(?x:"
    assert plain_part(re.compile("a b # c", re.VERBOSE)) == ""


def _of_the_product() -> list[Found]:
    return [found for found in collect()[0] if found.place.startswith("ledger/")]


def _matches(group: VerboseGroup, text: str) -> bool:
    """Whether a group finds something in its example: as it stands, without brackets, or with its parties masked."""
    pattern = re.compile(f"(?x:{group.source})", group.flags)
    forms = [text, re.sub(r"[()]", "", text)]
    forms += [mask_parties(form, wording).text for form in forms for wording in wordings().values()]
    return any(pattern.search(padded) for form in forms for padded in (form, f" {form} "))
