"""The benchmark: `python -m tests.benchmarks --items 10000 100000 300000 --json out.json` (see README.md beside it).

A throw-away PostgreSQL, made-up items, gunicorn, every action over HTTP, each in turns with its floor; every answer is
looked at. Exits 1 where an entry that was acknowledged is not there, or the audit finds something.
"""

import argparse
import json
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ledger.management import machine, postgres
from tests.benchmarks.actions import BULK, PAST_DAY, Action, Actions, Recording
from tests.benchmarks.browser import Browser
from tests.benchmarks.measuring import Side, WrongAnswer, measure, together
from tests.benchmarks.servers import (
    BARE,
    LEDGER,
    Database,
    environment,
    postmaster_of,
    run,
    serving,
    tried,
)
from tests.benchmarks.targets import ratio, targets

CLIENTS = (1, 8)
MIXED_REQUESTS = 2_000
LEAST_ITEMS = 1_000
HEAD = (
    f"{'action':20}{'by':>3}{'p50 ms':>9}{'p95':>9}{'a second':>10}{'queries':>9}{'processor':>11}{'database':>10}"
    f"{'KB':>8}{'MB':>6}{'floor p50':>11}{'processor':>11}{'× p50':>8}{'× proc.':>9}"
)


def main() -> None:
    """Read what is asked, measure or compare, and print."""
    asked = _parser().parse_args()
    if asked.compare:
        compare(*(json.loads(Path(file).read_text(encoding="utf-8")) for file in asked.compare))
        return
    if min(asked.items) < LEAST_ITEMS:
        sys.exit(f"--items: expected at least {LEAST_ITEMS}, so that every page has rows.")
    found: dict[str, Any] = {"machine": machine_words(), "entries": asked.entries, "sizes": {}}
    is_whole = True
    for items in [min(asked.items)] if asked.sqlite else sorted(asked.items):
        found["sizes"][str(items)] = size = measured(items, asked)
        is_whole &= not size["missing"] and size["audit"] in {"", "not asked"}
        if asked.json:
            Path(asked.json).write_text(json.dumps(found, indent=1), encoding="utf-8")
    print()
    for target in targets(found):
        print(target)
    sys.exit(0 if is_whole else 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--items", type=int, nargs="+", default=[10_000], help="how many items; each size in turn"
    )
    parser.add_argument("--entries", type=int, default=10, help="entries of each item")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite, at the first size alone")
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD", help="actions whose name has a word")
    parser.add_argument("--clients", type=int, nargs="+", default=CLIENTS, help="how many at a time")
    parser.add_argument(
        "--more", action="store_true", help="orders, words and pages that have no target, too"
    )
    parser.add_argument("--mixed", type=int, default=MIXED_REQUESTS, help="requests before memory is read")
    parser.add_argument(
        "--audit", choices=("first", "all", "none"), default="first", help="which sizes are audited"
    )
    parser.add_argument("--json", metavar="FILE", help="write all figures")
    parser.add_argument("--compare", nargs=2, metavar="FILE", help="print two runs side by side")
    return parser


def machine_words() -> str:
    """The machine in words: what a table of figures says of itself."""
    cores = len([line for line in _cpuinfo() if line.startswith("processor")])
    names = {line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")}
    today = time.strftime("%Y-%m-%d")
    return (
        f"{today}, {cores} cores, {', '.join(names)}, {platform.system()}, Python {platform.python_version()}"
    )


def _cpuinfo() -> list[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


# --- One size


def measured(items: int, asked: argparse.Namespace) -> dict[str, Any]:
    """Everything at one size, in a ledger of its own."""
    with tempfile.TemporaryDirectory(prefix="ledger-benchmark-") as folder, database(folder, asked) as url:
        ours, bare = (environment(url, folder, settings) for settings in (LEDGER, BARE))
        run(["-m", "django", "migrate", "--verbosity", "0"], ours)
        start = time.perf_counter()
        run(["-m", "django", "make_volume", str(items), "--entries", str(asked.entries)], ours)
        seconds = time.perf_counter() - start
        print(f"\n{items:,} items × {asked.entries} entries, made in {seconds:.0f} s", flush=True)
        places = json.loads(_step(ours, "places"))
        if asked.more:
            places |= json.loads(_step(ours, "more"))
        places["bare"] = json.loads(_step(bare, "bare"))["session"]
        _step(ours, "vacuum")
        recording, postgresql = Recording(places["refs"], places["seen"]), Database(postmaster_of(url))
        with (
            serving("ours", url, folder, LEDGER, "tests.benchmarks.wsgi") as server,
            serving("bare", url, folder, BARE, "tests.benchmarks.bare.wsgi") as floor,
        ):
            sides = {
                "ours": Side(server, postgresql, lambda session: Browser(server.port, places[session])),
                "floor": Side(floor, postgresql, lambda _session: Browser(floor.port, places["bare"])),
            }
            actions, found = _in_turns(places, recording, sides, asked)
        size = {"items": items, "made_in_seconds": seconds, "actions": found}
        if asked.mixed and not asked.only:
            with serving("ours", url, folder, LEDGER, "tests.benchmarks.wsgi") as server:
                anew = Side(server, postgresql, lambda session: Browser(server.port, places[session]))
                mixed(actions, anew, asked.mixed)
                size |= {"memory_mb": server.memory_mb(), "requests": asked.mixed}
            print(f"memory of the larger worker after {asked.mixed} requests: {size['memory_mb']:.0f} MB")
        size["report"] = json.loads(_step(ours, "report", PAST_DAY))
        return size | proved(ours, recording, folder, is_audited=_is_audited(items, asked))


def _step(variables: dict[str, str], *words: str) -> str:
    return run(["-m", "tests.benchmarks.prepare", *words], variables)


def _is_audited(items: int, asked: argparse.Namespace) -> bool:
    return asked.audit == "all" or (asked.audit == "first" and items == min(asked.items))


@contextmanager
def database(folder: str, asked: argparse.Namespace) -> Iterator[str]:
    """The URL of a database for one size."""
    if asked.sqlite:
        yield f"sqlite:///{folder}/ledger.sqlite3"
        return
    with postgres.throwaway(machine.need_postgresql()) as url:
        yield url


def _in_turns(
    places: dict[str, Any], recording: Recording, sides: dict[str, Side], asked: argparse.Namespace
) -> tuple[list[Action], dict[str, Any]]:
    """Measure and print action by action; the actions, and the figures of each by its number of clients."""
    chosen: list[Action] = []
    found: dict[str, Any] = {}
    print(HEAD, flush=True)
    made = Actions(places, sides["ours"].browser, recording)
    for action in [*made.all(), *(made.more() if asked.more else [])]:
        if asked.only and not any(word in action.name for word in asked.only):
            continue
        chosen.append(action)
        for clients in sorted(set(action.clients) & set(asked.clients)):
            figures = measure(action, clients, sides)
            found.setdefault(action.name, {})[str(clients)] = figures
            print(row(action.name, clients, figures), flush=True)
    return chosen, found


def mixed(chosen: list[Action], side: Side, requests: int) -> None:
    """Let 8 people do all of it but files and batches, one after the other, so many times in all."""
    doings = [action for action in chosen if not action.times and action.session == "session"]

    def work(_client: int) -> None:
        browser = side.browser("session")
        for at in range(requests // 8):
            action = doings[at % len(doings)]
            if complaint := action.check(action.ours(browser, False)):
                raise WrongAnswer(f"{action.name}, mixed: {complaint}")

    together(work, 8)


def row(name: str, clients: int, sides: dict[str, Any]) -> str:
    """A line of the table."""
    ours, floor = sides["ours"], sides.get("floor")
    line = (
        f"{name:20}{clients:3}{ours['p50']:9.1f}{ours['p95']:9.1f}{ours['rate']:10.1f}{ours['queries']:9}"
        f"{ours['processor']:11.1f}{ours['database']:10.1f}{ours['kb']:8.0f}{ours['peak_mb']:6.0f}"
    )
    if floor is None:
        return line
    times = f"{ratio(sides, 'p50'):8.2f}{ratio(sides, 'processor'):9.2f}"
    return f"{line}{floor['p50']:11.1f}{floor['processor']:11.1f}{times}"


def proved(
    variables: dict[str, str], recording: Recording, folder: str, *, is_audited: bool
) -> dict[str, Any]:
    """Whether every acknowledged entry is there, and what the audit says."""
    file = Path(folder, "written.json")
    wanted = {
        "acknowledged": recording.acknowledged,
        "batches": recording.batches,
        "in_a_batch": BULK,
        "bare_written": recording.bare_written,
    }
    file.write_text(json.dumps(wanted), encoding="utf-8")
    told = json.loads(_step(variables, "written", str(file)))
    print(
        f"{told['acknowledged']} entries acknowledged, {told['missing']} of them missing;"
        f" {told['bare_missing']} of the floor's missing",
        flush=True,
    )
    audit = "not asked"
    if is_audited:
        code, said = tried(["-m", "django", "audit_ledger"], variables)
        audit = said.strip() if code else ""
        print(f"audit_ledger: {said.strip()}", flush=True)
    return {
        "acknowledged": told["acknowledged"],
        "missing": told["missing"] + told["bare_missing"],
        "audit": audit,
    }


# --- Two runs


def compare(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Print two runs side by side: processor time, queries and KB, and the ratio to the floor of each."""
    print(f"before: {before['machine']}\nafter:  {after['machine']}")
    for items in sorted(before["sizes"].keys() & after["sizes"].keys(), key=int):
        print(f"\n{int(items):,} items\n{'action':20}{'by':>3}{'ms, before → after':>22}{'×':>7}"
              f"{'queries':>12}{'KB':>14}{'× the floor':>18}")  # fmt: skip
        first, second = (found["sizes"][items]["actions"] for found in (before, after))
        for name in first:
            for clients in first[name].keys() & second.get(name, {}).keys():
                print(_compared(name, clients, first[name][clients], second[name][clients]))


def _compared(name: str, clients: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    first, second = (sides["ours"]["processor"] + sides["ours"]["database"] for sides in (before, after))
    floors = [f"{ratio(sides, 'processor'):.2f}" if "floor" in sides else "–" for sides in (before, after)]
    queries, kb = ([sides["ours"][figure] for sides in (before, after)] for figure in ("queries", "kb"))
    return (
        f"{name:20}{clients:>3}{first:11.1f} → {second:8.1f}{second / first if first else 0:7.2f}"
        f"{queries[0]:6} → {queries[1]:3}{kb[0]:8.0f} → {kb[1]:3.0f}{floors[0]:>10} → {floors[1]:>5}"
    )


if __name__ == "__main__":
    main()
