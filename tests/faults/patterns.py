"""Whether every regular expression of the project takes time in proportion to its text.

    python -m tests.faults.patterns                    every pattern, up to 100,000 characters: some minutes
    python -m tests.faults.patterns --quick            as the suite runs it: under a minute
    python -m tests.faults.patterns --only rounds.py   the patterns of one file

Each pattern is asked for all that it finds in texts that repeat pieces of what it matches (``hostile``). A text may
take 50 ms of processor time for 10,000 characters, or, where the machine is slowed by other work, as many times what a
plain list of words takes in the same moment. It is tried short first, and long where it grows faster than the text;
without ``--quick`` always long. Prints the patterns that take more, with the text that shows it; the exit code is 1
where there are any.
"""

import argparse
import os
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Any

from tests.faults.hostile import GENERAL, Attack, attacks

LONGEST = 100_000
"""Characters of a hostile text."""
ALLOWED_SECONDS_PER_CHARACTER = 50e-3 / 10_000
PLAIN = re.compile(
    "|".join(rf"(?P<w{number}>{letter}(?:{letter}z)?q)" for number, letter in enumerate("abcdefgh" * 6))
)
"""A list of 48 words, sought one by one at each character: what a pattern in proportion to its text may be."""
TIMES_PLAIN = 4.5
"""Times that a pattern may take what ``PLAIN`` takes: the 50 ms on a machine that does nothing else."""
SHORT, MIDDLE = 250, 1_000
"""Characters of the texts by which it is told whether a pattern grows faster than its text."""
GROWTH = 6
"""Times that the longer of the two may take what the shorter takes (a pattern in proportion: 4)."""
NOISE_SECONDS = 2e-4
STOP_AFTER_SECONDS = 1.0
MOST_QUICK = 16
"""Texts that are tried for each pattern with ``--quick``, beside those for all; drawn by a fixed seed."""


class TookTooLong(Exception):
    """A pattern was stopped."""


@dataclass(frozen=True)
class Slow:
    """A pattern that takes too long, and on what."""

    place: str
    source: str
    attack: Attack
    seconds: float
    length: int

    def __str__(self) -> str:
        took = (
            f"stopped after {STOP_AFTER_SECONDS} s"
            if self.seconds == float("inf")
            else f"{self.seconds:.2f} s"
        )
        return f"{self.place}: {took} for {self.length} characters: {self.attack}\n    {self.source[:160]!r}"


def seconds(pattern: re.Pattern[Any], text: Any, *, is_anchored: bool) -> float:
    """The processor time that a pattern takes for all it finds in a text; infinite where it was stopped."""
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, STOP_AFTER_SECONDS)
    try:
        if is_anchored:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _found in pattern.finditer(text):
                pass
    except TookTooLong:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def slow_text(found: Any, tried: list[Attack], *, is_thorough: bool) -> Slow | None:
    """The first of the texts for which a pattern takes too long, or None."""
    for attack in tried:
        took, length = _longest(found, attack, is_thorough=is_thorough)
        if took > length * ALLOWED_SECONDS_PER_CHARACTER and not _is_the_machine(found, attack, took, length):
            return Slow(found.place, str(found.pattern.pattern), attack, took, length)
    return None


def _is_the_machine(found: Any, attack: Attack, took: float, length: int) -> bool:
    """Whether other work slows the machine: the pattern is quick once more, or no slower than ``PLAIN`` just now."""
    if took > STOP_AFTER_SECONDS:
        return False
    plain = seconds(PLAIN, "a " * (length // 2), is_anchored=False)
    took = min(took, _seconds(found, attack, length))
    return took <= max(length * ALLOWED_SECONDS_PER_CHARACTER, TIMES_PLAIN * plain)


def _seconds(found: Any, attack: Attack, length: int) -> float:
    return seconds(found.pattern, attack.text(length), is_anchored=found.is_anchored)


def _longest(found: Any, attack: Attack, *, is_thorough: bool) -> tuple[float, int]:
    """The time for the longest text that need be tried, and its length."""
    short, middle = (_seconds(found, attack, length) for length in (SHORT, MIDDLE))
    if middle == float("inf"):
        return middle, MIDDLE
    is_suspect = middle > GROWTH * short + NOISE_SECONDS or middle > MIDDLE * ALLOWED_SECONDS_PER_CHARACTER
    if is_suspect or is_thorough:
        return _seconds(found, attack, LONGEST), LONGEST
    return middle, MIDDLE


def slow_patterns(patterns: list[Any], *, is_quick: bool) -> Iterator[Slow]:
    """The patterns that take too long."""
    signal.signal(signal.SIGVTALRM, _stop)
    for found in patterns:
        own = list(attacks(found.pattern, variants=1 if is_quick else 2))
        if is_quick and len(own) > MOST_QUICK:
            own = random.Random(0).sample(own, MOST_QUICK)
        general = GENERAL[:: 3 if is_quick else 1]
        if slow := slow_text(found, [*general, *own], is_thorough=not is_quick):
            yield slow


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TookTooLong


def main() -> int:
    """Try the patterns that the command line asks for; 1 where one takes too long or cannot be tried."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="", help="a part of the place, such as rounds.py")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.faults.collecting import collect

    found, unknown = collect()
    chosen = [one for one in found if asked.only in one.place]
    failed = 0
    for line in unknown:
        failed += 1
        print(f"not built of constants and the wording alone: {line}")
    for slow in slow_patterns(chosen, is_quick=asked.quick):
        failed += 1
        print(slow, flush=True)
    print(f"{len(chosen)} patterns, {failed} of them to be mended, {time.process_time():.0f} s")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
