"""Tables read out of files as offices have them: encodings, epochs, merged and hidden cells, hostile files."""

import csv
import dataclasses
import datetime
import io
import re
import zipfile

import pytest

from ledger.importing.cell_days import DayOrder, DayUnread, day_in_head, order_of, read_cell_day
from ledger.importing.heads import head_row_of, proposed
from ledger.importing.mapping import ColumnUse, ImportMapping, MappingFault, read_mapping, write_mapping
from ledger.importing.mended import mended_file
from ledger.importing.planning import CellFault
from ledger.importing.shapes import DAMAGED, UNPACKED, WEB_PAGE, ReadOptions, TableUnreadable
from ledger.importing.tables import read_table
from tests.importing.books import HEADS, TRACKER, saved, text, workbook, xlsx


@pytest.mark.parametrize(
    ("encoding", "separator", "newline"),
    [
        ("cp1252", ";", "\r\n"),
        ("utf-8-sig", ",", "\n"),
        ("utf-16", "\t", "\r\n"),
        ("utf-16-le", ";", "\r\n"),
        ("mac_roman", ";", "\r"),
        ("utf-8", "|", "\n"),
    ],
)
def test_text_is_read_whatever_its_encoding(encoding: str, separator: str, newline: str) -> None:
    rows = [[str(cell).replace("º", "o") for cell in row] for row in TRACKER]
    table = read_table(text(rows, separator=separator, encoding=encoding, newline=newline))
    assert (table.separator, table.rows[0]) == (separator, rows[0])
    assert table.rows[1][:4] == [
        "A-1",
        "7",
        "Compromiso concreto",
        "Publicar el protocolo sobre desapariciones.",
    ]
    assert table.rows[1][5] == "México"


def test_choice_of_encoding_and_separator_is_followed() -> None:
    table = read_table("a;b,c\n".encode("cp1252"), ReadOptions(encoding="cp1252", separator=","))
    assert table.rows[0] == ["a;b", "c"]


def test_workbook_counts_days_from_either_epoch() -> None:
    for mac, epoch in ((False, 1900), (True, 1904)):
        table = read_table(xlsx([["Fecha"], [datetime.date(2019, 3, 1)]], mac=mac))
        assert (table.epoch, table.rows[1]) == (epoch, ["2019-03-01"])
    assert read_cell_day("43525", order=None, epoch=1900).day == datetime.date(2019, 3, 1)
    assert read_cell_day("42063", order=None, epoch=1904).day == datetime.date(2019, 3, 1)
    with pytest.raises(DayUnread):
        read_cell_day("43525", order=None, epoch=None)


def test_titles_merged_cells_hidden_rows_and_sheets_are_understood() -> None:
    book = workbook([["Seguimiento de compromisos"], [], HEADS, *TRACKER[1:], *TRACKER[1:]])
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("F4:F6")
    sheet.row_dimensions[5].hidden = True
    hidden = book.create_sheet("Antes")
    hidden.sheet_state = "hidden"
    table = read_table(saved(book))
    assert head_row_of(table.rows) == 3
    assert [row[5] for row in table.rows[3:6]] == ["México"] * 3
    assert table.hidden == (5,)
    assert [(sheet.name, sheet.is_hidden) for sheet in table.sheets] == [
        ("Seguimiento", False),
        ("Antes", True),
    ]


def test_heads_in_both_languages_are_matched() -> None:
    spanish = proposed(read_table(xlsx(TRACKER)), ImportMapping()).columns
    assert [use.field for use in spanish.values()] == [
        "outside_ref", "round", "kind", "summary_es", "topics", "owed_by", "status", "status_on", "update",
    ]  # fmt: skip
    english = proposed(read_table(b"Action,Owner,Due,Status,Notes\nx,,,,\n"), ImportMapping()).columns
    assert [use.field for use in english.values()] == [
        "summary_en",
        "officer",
        "target_on",
        "status",
        "update",
    ]


def test_order_of_dates_is_settled_by_the_column_or_by_nothing() -> None:
    assert order_of(["03/04/2019", "31/04/2019"]) is DayOrder.DAY_FIRST
    assert order_of(["03/04/2019", "04/31/2019"]) is DayOrder.MONTH_FIRST
    assert order_of(["03/04/2019", "2019-05-31"]) is None
    assert str(read_cell_day("3/4/2019", order=DayOrder.MONTH_FIRST, epoch=None)) == "2019-03-04"
    assert day_in_head("Estatus 2019") == "2019"
    assert day_in_head("Estatus marzo 2020") == "2020-03"


@pytest.mark.parametrize("cell", ["Q3 2019", "31/02/2019", "1/2/19", "soon", "0019-01-01"])
def test_cell_that_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(DayUnread):
        read_cell_day(cell, order=DayOrder.DAY_FIRST, epoch=1900)


def test_mapping_is_the_same_after_toml() -> None:
    mapping = ImportMapping(
        name='Ours "2"',
        options=ReadOptions(encoding="cp1252", separator="\t"),
        head_row=3,
        columns={
            "Estatus 2019": ColumnUse(field="status", update="2019"),
            'A "b" \\': ColumnUse(field="", order="day"),
        },
        updates={"2019": "2019"},
        fixed={"kind": "undertaken"},
        words={"status": {"En proceso": "in_progress", "n/a": ""}},
    )
    assert read_mapping(write_mapping(mapping)) == mapping


@pytest.mark.parametrize(
    "toml",
    ["", "format = 2", "format = 1\nsurprise = 1", '[columns]\n"A" = "b"', 'format = 1\n[columns]\n"A" = "nothing"',
     'format = 1\n[words.note]\n"a" = "b"', 'format = 1\n[fixed]\n"quote" = "b"', "format = 1\nname = []", "= x"],
)  # fmt: skip
def test_wrong_mapping_is_refused(toml: str) -> None:
    with pytest.raises(MappingFault):
        read_mapping(toml)


def test_bad_rows_come_back_in_their_layout() -> None:
    fault = CellFault(3, "Estatus", "Es otro.")
    table = read_table(text(TRACKER))
    content, ending, _type = mended_file(table, 1, [fault])
    again = read_table(content)
    assert ending == "csv"
    assert (again.separator, again.encoding) == (table.separator, table.encoding)
    assert again.rows == [[*table.rows[0], "What is wrong"], [*table.rows[2], "Estatus: Es otro."]]
    content, ending, _type = mended_file(read_table(xlsx([["=1+1"], *TRACKER])), 2, [fault])
    assert ending == "xlsx"
    assert read_table(content).rows[2][:2] == ["A-1", "7"]


def test_formula_is_never_written_as_one() -> None:
    table = read_table(text([["Acción"], ['=HYPERLINK("http://x")']], separator="\t"))
    workbook_table = read_table(xlsx([["Acción"], ["'=1+1"]]))
    content, _ending, _type = mended_file(workbook_table, 1, [CellFault(2, "", "=2+2")])
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert table.rows[1] == ['=HYPERLINK("http://x")']


def test_formula_in_a_text_of_rows_at_fault_is_defused_and_read_as_meant() -> None:
    formulas = ['=HYPERLINK("http://x")', "+1", "-2", "@SUM(A1)", "\uff1d1", "- a point"]
    cells = [*formulas, "A\t=1", "'90s", "''=1", "'"]
    rows = [["Acción", "Estado"], *([cell, "Hecho"] for cell in cells)]
    table = read_table(text(rows, encoding="utf-8"))
    faults = [CellFault(row, "", "=1+1") for row in range(2, len(cells) + 2)]
    content, _ending, _type = mended_file(table, 1, faults)
    written = [row[0] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")][1:]
    assert written == [f"'{cell}" for cell in formulas] + cells[len(formulas) :]
    assert not re.search(r"(?m)^[-=+@\uff1d]|;[-=+@]", content.decode("utf-8-sig"))
    assert read_table(content).rows[1:] == [[cell, "Hecho", "=1+1"] for cell in cells]


def test_hostile_files_are_refused_with_a_sentence() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 310_000_000)
    for raw, message in (
        (bomb.getvalue(), UNPACKED),
        (b"PK\x03\x04" + b"0" * 100, DAMAGED),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, DAMAGED),
        (b"\x00\x01\x02" * 1000, DAMAGED),
        (b"<html><table><tr><td>1</td></tr></table>", WEB_PAGE),
    ):
        with pytest.raises(TableUnreadable) as refused:
            read_table(raw)
        assert refused.value.message == message


def test_long_cell_is_cut_just_over_the_limit() -> None:
    table = read_table(b"Action\n" + b"x" * 1_000_000)
    assert len(table.rows[1][0]) == 32_768


def test_rows_at_fault_come_back_from_a_sheet_whose_name_excel_does_not_take() -> None:
    table = dataclasses.replace(read_table(xlsx(TRACKER)), sheet="'2019/2020'")
    content, _ending, _type = mended_file(table, 1, [CellFault(2, "", "No.")])
    assert read_table(content).rows[1][-1] == "No."
