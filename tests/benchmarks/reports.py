"""How long reports take, and how much memory: `python tests/benchmarks/reports.py` (about two minutes).

In a ledger of its own in a temporary folder: a topic of 250 items and 2,500 entries, each format of its report, and a
PDF of some 50 pages; tables of 100,000 rows as XLSX and CSV, each in a process of its own, with the peak of its memory.
Prints the best of three. A script and no test: a busy machine must not break the suite.
"""

import datetime
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import pypdf  # noqa: E402

ITEMS, ENTRIES, SHORT = 250, 9, 25
ROWS = 100_000
PAGES = 50
TOPIC = "torture-prevention"


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of some turns."""
    found = []
    for _turn in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def row(name: str, seconds: float, more: str = "") -> None:
    """A line of the table."""
    print(f"{name:44}{seconds * 1000:9.0f} ms  {more}", flush=True)


# --- A ledger of a known size


def set_up(folder: str) -> None:
    """Django on an empty ledger in the folder."""
    os.environ |= {
        "LEDGER_VAR_DIR": folder,
        "LEDGER_DATABASE_URL": f"sqlite:///{folder}/ledger.sqlite3",
        "LEDGER_SECRET_KEY": "a key of benchmarks, which guards nothing at all; long enough",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(items: int, *, slug: str) -> None:
    """Items on a topic, each with entries of three voices; every entry with evidence."""
    from ledger.vocabulary import Kind, Status, Voice
    from tests import makers

    dialogue, topic, mexico = makers.make_dialogue(), makers.make_topic(slug), makers.make_party()
    editor = makers.make_editor(dialogue)
    rounds = [makers.make_round(dialogue) for _number in range(2)]
    statements = [makers.make_statement(one) for one in rounds]
    statuses = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.STALLED]
    voices: list[dict[str, Any]] = [
        {"voice": Voice.OFFICE},
        {"voice": Voice.PARTY, "speaker": mexico},
        {"voice": Voice.RECORD, "source": "UN body"},
    ]
    for number in range(items):
        statement = statements[number % len(rounds)]
        passage = statement.passages.first() or makers.make_passage(statement)
        item = makers.make_item(
            statement.round, editor, passage=passage, topics=[topic], kind=Kind.UNDERTAKEN, owed_by=[mexico]
        )
        for turn in range(ENTRIES):
            makers.make_entry(
                item,
                statuses[turn // 3],
                editor,
                about=mexico,
                effective_on=datetime.date(2016 + turn, 1, 1),
                evidence=(makers.make_evidence(title=f"Gazette {number}-{turn}"),),
                **voices[turn % 3],
            )


def built(slug: str) -> Any:
    """The report of a topic."""
    from ledger.reports import kinds
    from ledger.reports.parameter_form import read_parameters

    return kinds()["topic"].build(read_parameters(topic=slug))


def measure() -> None:
    """A topic of many items before the writer, in each format, and as many of its items as fill fifty pages."""
    from ledger.models import Entry
    from ledger.reports.writers import formats

    fill(ITEMS, slug=TOPIC)
    row(f"topic, {ITEMS} items, {Entry.objects.count():,} entries", best(lambda: built(TOPIC)), "no file yet")
    report = built(TOPIC)
    for name in formats():
        seconds, size = written(report, name)
        row(f"  as {name}", seconds, f"{size // 1024:,} KB")
    short = shortened(report, SHORT)
    pages = len(pypdf.PdfReader(stream_of(short, "pdf")).pages)
    seconds, _size = written(short, "pdf", 3)
    row(f"PDF of {pages} pages", seconds, f"{seconds * PAGES / pages * 1000:.0f} ms for {PAGES}")


def shortened(report: Any, items: int) -> Any:
    """The report with its first items told in full, and no others."""
    last = report.sections[-1]
    first = replace(last.sections[0], sections=last.sections[0].sections[:items])
    return replace(report, sections=(*report.sections[:-1], replace(last, sections=(first,))))


def stream_of(report: Any, form: str) -> io.BytesIO:
    """The report's file."""
    from ledger.reports.writers import formats

    stream = io.BytesIO()
    formats()[form].write(report, stream)
    return stream


def written(report: Any, form: str, times: int = 1) -> tuple[float, int]:
    """How long a format takes, and how large the file is."""
    return best(lambda: stream_of(report, form), times), stream_of(report, form).tell()


# --- Long tables


def long_report(rows: int) -> Any:
    """A report whose records are a long table."""
    from ledger.presentation import shape

    columns = tuple(shape.Column(f"c{number}", f"Column {number}") for number in range(26))
    status, day = (
        shape.ReportStatus("stalled", "stalled", shape.Day("2018-02", "Feb 2018")),
        shape.Day("2018-02-03", "3 Feb"),
    )

    def cells(number: int) -> tuple[Any, ...]:
        head = (shape.Ref(f"USMX-{number}"), day, shape.Text(f"Words of entry {number}"), status)
        return head + tuple(shape.Text("discussed") for _more in range(4)) + (None,) * 18

    table = shape.Table("Records", columns, tuple(shape.Row(cells(number)) for number in range(rows)))
    return shape.Report("topic", "Status report", "Long", "en", (), (), (), table)


def write_long(form: str) -> None:
    """In a process of its own: write the table to a file, and say how long it took and the peak of memory."""
    from ledger.reports.writers import formats

    report = long_report(ROWS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryFile() as stream:
        seconds = best(lambda: formats()[form].write(report, cast("BinaryIO", stream)), 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row(f"{form}, {ROWS:,} rows", seconds, f"peak {peak:.0f} MB, of which {before:.0f} for the report itself")


def main() -> None:
    """All of it."""
    for form in ("csv", "xlsx"):
        subprocess.run([sys.executable, __file__, form], check=True)
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        measure()


if __name__ == "__main__":
    write_long(sys.argv[1]) if sys.argv[1:] else main()
