"""Each status has its shape, colour and pattern in what reports draw, and its colour in the pages."""

import re
from pathlib import Path

from ledger.reports.writers import drawing
from ledger.vocabulary import Status

LEDGER = Path(__file__).parents[2] / "ledger"
WRITERS = LEDGER / "reports" / "writers"


def test_reports_draw_every_status() -> None:
    statuses = {status.value for status in Status}
    sheet = (WRITERS / "html.css").read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="(\w+)"', drawing.sprite())) == statuses
    assert set(drawing.TONES) == statuses
    assert set(drawing.PATTERNS) == statuses
    assert set(re.findall(r'\[data-status="(\w+)"\] \{ --tone', sheet)) == statuses


def test_pages_colour_every_status() -> None:
    sheet = (LEDGER / "static" / "ledger" / "statuses.css").read_text(encoding="utf-8")
    tokens = {status.token for status in Status}
    assert set(re.findall(r"--status-([\w-]+): light-dark", sheet)) == tokens
    assert set(re.findall(r'\[data-status="([\w-]+)"\] \{ --tone', sheet)) == tokens
