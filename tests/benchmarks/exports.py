"""What exports of the items' list cost: `python tests/benchmarks/exports.py`, on a ledger that `make_volume` filled.

Asks as `items.py` does, each format in a process of its own, and prints seconds, megabytes written and the most memory
that the process held.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

FORMATS = ("csv", "xlsx")


def measure(name: str) -> None:
    """Write all items in a format, and print what it took."""
    from items import client_of  # sets Django up, which the process that starts the others does without

    client = client_of("volume")
    start, size = time.perf_counter(), 0
    for chunk in client.get(f"/items.{name}").streaming_content:
        size += len(chunk)
    took = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {took:.0f} s, {size / 1e6:.0f} MB, {most} MB of memory at most")


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(sys.argv[1])
    else:
        for one in FORMATS:
            subprocess.run([sys.executable, Path(__file__), one], check=True)
