"""How the reader's time and memory grow with the text: `python tests/benchmarks/read_statements.py`.

Prints processor time at 10 KB, 100 KB and 1 MB, and each as a ratio to the step before (10 when time is linear), for
running text and for hostile runs; before them the time and the peak memory of a statement of 3,000 words. A script
and no test: a busy machine must not break the suite.
"""

import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ledger.reading import TopicPhrases, read  # noqa: E402
from ledger.vocabulary import Language  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
WORDS = 3_000
TOPICS = [
    TopicPhrases("torture-prevention", ("prevent torture",)),
    TopicPhrases("accountability", ("accountability",)),
]
STATEMENT = (ROOT / "seeds" / "statements" / "usmx-07-en.txt").read_text(encoding="utf-8")

RUNS = {
    "running text": f"{STATEMENT}\n\n",
    "commas": ",",
    "one list": "torture, ",
    "promises": "Both agreed to ",
    "capitals": "A",
    "ellipses": "…",
    "names": "headed by Ann Lee, Secretary of State, ",
}


def text_of(piece: str, size: int) -> str:
    """The piece again and again, up to a size in characters."""
    return (piece * (size // len(piece) + 1))[:size]


def seconds(work: Callable[[], object]) -> float:
    """The processor time that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(piece: str) -> list[float]:
    """Seconds at each size."""
    texts = [text_of(piece, size) for size in SIZES]
    return [seconds(partial(read, text, language=Language.EN, taxonomy=TOPICS)) for text in texts]


def row(name: str, times: list[float]) -> str:
    """A line of the table."""
    cells = [f"{times[0]:8.2f} s"]
    cells += [f"{after:8.2f} s (x{after / before:4.1f})" for before, after in pairwise(times)]
    return f"{name:14}" + "  ".join(cells)


def statement_of(words: int) -> str:
    """A statement of so many words."""
    times = words // len(STATEMENT.split()) + 1
    return " ".join("\n\n".join([STATEMENT] * times).split(" ")[:words])


def memory() -> float:
    """Peak memory of this process so far, in MB of 1,000,000 bytes (Linux counts in units of 1,024)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000


def main() -> None:
    """Print the tables."""
    out = sys.stdout.write
    read(STATEMENT, taxonomy=TOPICS)  # patterns are compiled once
    taken = 1000 * seconds(partial(read, statement_of(WORDS), taxonomy=TOPICS))
    out(f"{WORDS} words: {taken:.0f} ms; the whole process {memory():.0f} MB at the peak\n\n")
    out(f"{'':14}{'10 KB':>10}  {'100 KB':>18}  {'1 MB':>18}\n")
    for name, piece in RUNS.items():
        out(row(name, growth(piece)) + "\n")


if __name__ == "__main__":
    main()
