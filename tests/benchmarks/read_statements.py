"""How the reader's time and memory grow with the text: `python tests/benchmarks/read_statements.py`.

Prints processor time at 10 KB, 100 KB and 1 MB, and each as a ratio to the step before (10 when time is linear), for
running text and for hostile runs, then the time and the peak memory of a statement of 3,000 words. A script and no
test: a busy machine must not break the suite.
"""

import sys
import time
import tracemalloc
from collections.abc import Callable
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
    return [
        seconds(lambda text=text_of(piece, size): read(text, language=Language.EN, taxonomy=TOPICS))
        for size in SIZES
    ]


def row(name: str, times: list[float]) -> str:
    """A line of the table."""
    cells = [f"{times[0]:8.2f} s"]
    cells += [
        f"{after:8.2f} s (x{after / before:4.1f})" for before, after in zip(times, times[1:], strict=False)
    ]
    return f"{name:14}" + "  ".join(cells)


def statement_of(words: int) -> str:
    """A statement of so many words."""
    times = words // len(STATEMENT.split()) + 1
    return " ".join("\n\n".join([STATEMENT] * times).split(" ")[:words])


def memory(text: str) -> float:
    """Peak memory of a reading, in MB of 1,000,000 bytes."""
    tracemalloc.start()
    read(text, language=Language.EN, taxonomy=TOPICS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1_000_000


def main() -> None:
    """Print the tables."""
    out = sys.stdout.write
    read(STATEMENT, taxonomy=TOPICS)  # patterns are compiled once
    out(f"{'':14}{'10 KB':>10}  {'100 KB':>18}  {'1 MB':>18}\n")
    for name, piece in RUNS.items():
        out(row(name, growth(piece)) + "\n")
    text = statement_of(WORDS)
    out(
        f"\n{WORDS} words: {1000 * seconds(lambda: read(text, taxonomy=TOPICS)):.0f} ms, {memory(text):.0f} MB at the peak\n"
    )


if __name__ == "__main__":
    main()
