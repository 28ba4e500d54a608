"""What is written piece by piece gives the bytes that it gave when it was put together in memory first."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from ledger.presentation.shape import Report, Row, Text, plain
from ledger.reports.writers import formats
from ledger.reports.writers import json as json_writer
from tests.reports.kitchen_sink import make_empty_report, make_report
from tests.support.reading_back import written

ODD = 'quotes " and \\ slashes / \u2028 lines\n\ttabs \x00\x1f, ñ 漢字 😀 </script>'
ROWS = 20_000
PIECE_BYTES = 100_000
"""No more than this may go out in one piece, however long the report is."""


class Pieces(io.BytesIO):
    """A stream that remembers the largest piece that was written to it."""

    largest = 0

    def write(self, piece: Any) -> int:
        self.largest = max(self.largest, len(piece))
        return super().write(piece)


def put_together(report: Report) -> bytes:
    """The JSON as it was written when the whole document was made first: issued files are held to these bytes."""

    def with_language(value: Any) -> Any:
        if isinstance(value, list):
            return [with_language(part) for part in value]
        if isinstance(value, dict):
            filled = {name: with_language(part) for name, part in value.items()}
            return (
                filled | {"language": filled["language"] or report.language}
                if "language" in filled
                else filled
            )
        return value

    document = {
        "format": "dialogue-ledger-report",
        "version": json_writer.VERSION,
        **({"marking": report.marking} if report.marking else {}),
        "report": with_language(plain(report)),
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


@pytest.mark.parametrize(
    "report",
    [
        make_report(),
        make_empty_report(),
        replace(make_report(), title=ODD),
        replace(make_report(), marking=ODD),
    ],
)
def test_json_has_the_same_bytes_as_the_whole_document(report: Report) -> None:
    assert written(formats()["json"], report) == put_together(report)


@pytest.mark.parametrize("name", ["csv", "json"])
def test_long_report_goes_out_in_small_pieces(name: str) -> None:
    report = make_report()
    width = len(report.records.columns)
    rows = tuple(Row((Text(f"Row {number}"), *[None] * (width - 1))) for number in range(ROWS))
    stream = Pieces()
    formats()[name].write(replace(report, records=replace(report.records, rows=rows)), stream)
    assert stream.tell() > 2 * PIECE_BYTES
    assert stream.largest < PIECE_BYTES
