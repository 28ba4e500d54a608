"""What was to be reached, and whether a run reached it: the last lines of the benchmark."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LISTS, OVERVIEWS = ("list", "filtered list", "deep page"), ("workspace", "topic", "round")
ACTS, SEARCHES = (
    ("item", "record", "quick note"),
    ("search, rare", "search, common", "search, two words"),
)
EXPORTS = ("CSV of all", "XLSX of all", "report, HTML", "report, PDF")
MOST_TIMES = {
    **dict.fromkeys(LISTS, 1.5),
    **dict.fromkeys(ACTS, 2.5),
    **dict.fromkeys(OVERVIEWS, 3.0),
}
"""At most so many times the processor time of the floor."""
MOST_QUERIES = {**dict.fromkeys(LISTS, 8), **dict.fromkeys(OVERVIEWS, 12), "record": 12}
MOST_KB = {**dict.fromkeys(LISTS, 60), **dict.fromkeys(OVERVIEWS, 120)}
SEARCH_TIMES_A_LIST, GROWTH = 3.0, 1.3
RECORDINGS_A_SECOND, CSV_ROWS_A_SECOND, ENTRIES_A_MS, WORKER_MB = 250, 60_000, 15, 150


@dataclass(frozen=True)
class Target:
    """What was to be reached of an action, and what was found."""

    action: str
    wanted: str
    found: float
    is_met: bool

    def __str__(self) -> str:
        return f"{self.action:20}{self.wanted:44}{self.found:10.2f}  {'met' if self.is_met else 'NOT MET'}"


def targets(run: dict[str, Any]) -> Iterator[Target]:
    """Every target that the run can answer, at its largest size; growth from its smallest."""
    sizes = sorted(run["sizes"], key=int)
    largest = run["sizes"][sizes[-1]]
    alone = {name: by["1"] for name, by in largest["actions"].items() if "1" in by}
    yield from _pages(alone)
    yield from _rates(largest, alone)
    if len(sizes) > 1:
        yield from _growth(run["sizes"][sizes[0]]["actions"], alone)


def _most(action: str, wanted: str, found: float, most: float) -> Target:
    return Target(action, f"{wanted} ≤ {most:g}", found, found <= most)


def _least(action: str, wanted: str, found: float, least: float) -> Target:
    return Target(action, f"{wanted} ≥ {least:,}", found, found >= least)


def _pages(alone: dict[str, Any]) -> Iterator[Target]:
    for name, most in MOST_TIMES.items():
        if name in alone and "floor" in alone[name]:
            yield _most(name, "processor ms, × the floor", ratio(alone[name], "processor"), most)
    for name, most in MOST_QUERIES.items():
        if name in alone:
            yield _most(name, "queries", alone[name]["ours"]["queries"], most)
    for name, most in MOST_KB.items():
        if name in alone:
            yield _most(name, "KB of HTML", alone[name]["ours"]["kb"], most)
    for name in SEARCHES:
        if name in alone and "list" in alone:
            times = _whole(alone[name]["ours"]) / _whole(alone["list"]["ours"])
            yield _most(name, "processor ms, × our list, database too", times, SEARCH_TIMES_A_LIST)


def _rates(size: dict[str, Any], alone: dict[str, Any]) -> Iterator[Target]:
    if recorded := size["actions"].get("record", {}).get("8"):
        yield _least("record", "a second, by 8 clients", recorded["ours"]["rate"], RECORDINGS_A_SECOND)
    if "CSV of all" in alone:
        rows = size["items"] * 1000 / alone["CSV of all"]["ours"]["p50"]
        yield _least("CSV of all", "rows a second", rows, CSV_ROWS_A_SECOND)
    if report := size.get("report"):
        yield _least(
            "report", "entries a ms, before the writer", report["entries"] / report["ms"], ENTRIES_A_MS
        )
    if memory := size.get("memory_mb"):
        requests = size["requests"]
        yield _most("a worker", f"MB after {requests:,} requests", memory, WORKER_MB)


def _growth(smallest: dict[str, Any], largest: dict[str, Any]) -> Iterator[Target]:
    for name, found in largest.items():
        before = smallest.get(name, {}).get("1")
        if before and name not in EXPORTS and _whole(before["ours"]):
            times = _whole(found["ours"]) / _whole(before["ours"])
            yield _most(name, "growth of processor ms, database too", times, GROWTH)


def ratio(sides: dict[str, Any], figure: str) -> float:
    """A figure of ours, as so many times the floor's; 0 where the floor has none."""
    floor = sides.get("floor", {}).get(figure)
    return float(sides["ours"][figure] / floor) if floor else 0


def _whole(figures: dict[str, Any]) -> float:
    return float(figures["processor"] + figures["database"])
