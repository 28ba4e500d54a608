"""The items' list as a file: what the page shows and nothing else, safe to open, each row with its way back."""

import csv
import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Dialogue, User
from ledger.reports import item_copy, item_table, jobs
from ledger.reports.item_table import TYPES, write_beside
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_step
from tests.support.admin_pages import signed_in
from tests.support.loud import make_loud
from tests.views.test_report_runs import shown, waiting

__all__ = ["waiting"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("ABC")


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def rows(user: User, query: str = "") -> list[dict[str, str]]:
    words = body(signed_in(user).get(f"/items.csv?{query}")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(words)))


def make_list(dialogue: Dialogue, keeper: User) -> None:
    round = make_round(dialogue, number=7)
    make_loud(round, keeper, summary_en="=HYPERLINK(1)")
    make_item(round, keeper)
    make_item(make_round(make_dialogue("XYZ")))


def test_csv_has_the_rows_and_columns_of_the_page_with_an_address_each(
    dialogue: Dialogue, keeper: User
) -> None:
    make_list(dialogue, keeper)
    first, second = rows(keeper)
    assert first == {
        "Reference": "ABC-7-01",
        "Kind": "specific commitment",
        "Item": "'=HYPERLINK(1)",
        "Our office": "unassessed",
        "Status date": "",
        "Differing": "yes",
        "The parties and the record": "MEX: in progress, 2016-01-01",
        "Newest entry": "2016-01-01",
        "Review": "2016-01-01",
        "Officer, ours": str(keeper),
        "Followed, by us": "yes",
        "Address": "http://127.0.0.1:8000/items/ABC-7-01/",
    }
    assert second["Item"] == "How to prevent torture."


@pytest.mark.parametrize("query", ["officer=me", "sort=-ref", "q=torture&after=ABC-7-01", "kind=agreed"])
def test_csv_holds_the_whole_filtered_list_in_its_order(dialogue: Dialogue, keeper: User, query: str) -> None:
    make_list(dialogue, keeper)
    shown = signed_in(keeper).get("/items/?" + query.replace("&after=ABC-7-01", "")).context["rows"]
    assert [one["Reference"] for one in rows(keeper, query)] == [one.item.ref for one in shown]


def test_workbook_has_days_links_and_no_formulas(dialogue: Dialogue, keeper: User) -> None:
    make_list(dialogue, keeper)
    sheet = openpyxl.load_workbook(io.BytesIO(body(signed_in(keeper).get("/items.xlsx")))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == list(rows(keeper)[0])
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=HYPERLINK(1)", "s")
    assert (sheet["I2"].is_date, sheet["L2"].hyperlink.target) == (
        True,
        "http://127.0.0.1:8000/items/ABC-7-01/",
    )
    assert (sheet.max_row, sheet.freeze_panes) == (3, "B2")


@pytest.mark.parametrize(
    ("language", "accepted", "head"),
    [
        ("es", "es-ES,es;q=0.9", "Referencia;Tipo;"),
        ("es", "", "Referencia;Tipo;"),
        ("es", "en", "Referencia;Tipo;"),
        ("es", "es-MX,es;q=0.9,en;q=0.8", "Referencia,Tipo,"),
        ("es", "es,es-419;q=0.8", "Referencia,Tipo,"),
        ("en", "es-ES", "Reference,Kind,"),
        ("es", "\x00,;;q=", "Referencia;Tipo;"),
    ],
)
@pytest.mark.both_databases
def test_spanish_csv_is_parted_as_the_readers_spreadsheet_expects(
    dialogue: Dialogue, keeper: User, language: str, accepted: str, head: str
) -> None:
    make_item(
        make_round(dialogue, number=7), keeper, summary_es="Uno; dos, tres.", summary_en="One; two, three."
    )
    keeper.language = language
    keeper.save(update_fields=["language"])
    answer = signed_in(keeper).get("/items.csv", headers={"Accept-Language": accepted})
    words = body(answer).decode("utf-8-sig")
    assert words.startswith(head)
    [row] = csv.reader(io.StringIO(words.splitlines()[1]), delimiter=head[-1])
    assert row[2] == ("Uno; dos, tres." if language == "es" else "One; two, three.")
    assert len(row) == 12


def test_delimiter_that_is_none_is_no_part_of_a_statement(keeper: User) -> None:
    with pytest.raises(ValueError, match="'"):
        next(item_copy.csv_blocks((), None, "'"))  # type: ignore[arg-type]


def test_word_has_the_list_as_one_table_with_its_filters_above(dialogue: Dialogue, keeper: User) -> None:
    make_list(dialogue, keeper)
    answer = signed_in(keeper).get("/items.docx?officer=me&status=unassessed&status=in_progress")
    assert answer["Content-Disposition"].endswith('.docx"')
    document = docx.Document(io.BytesIO(body(answer)))
    words = "\n".join(line.text for line in document.paragraphs)
    assert "Officer me" in words
    assert "Status, in any voice unassessed, in progress" in words
    assert "1 item" in words
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Reference", "Kind", "Item"]
    assert [cell.text for cell in table.rows[1].cells][:3] == [
        "ABC-7-01",
        "specific commitment",
        "=HYPERLINK(1)",
    ]
    assert [cell.text for cell in table.rows[1].cells][-4:] == [
        "1 Jan 2016",
        "1 Jan 2016",
        str(keeper),
        "yes",
    ]
    links = [part.target_ref for part in document.part.rels.values() if part.is_external]
    assert links == ["http://127.0.0.1:8000/items/ABC-7-01/"]
    assert (
        "Internal: not for release as it stands." in document.sections[0].first_page_footer.paragraphs[0].text
    )


@pytest.mark.both_databases
def test_workbook_and_word_with_steps_say_which_item_each_is_part_of(
    dialogue: Dialogue, keeper: User
) -> None:
    item = make_item(make_round(dialogue, number=7), keeper)
    make_step(item, keeper)
    client = signed_in(keeper)
    parts = ["Part of", None, "ABC-7-01"]
    sheet = openpyxl.load_workbook(io.BytesIO(body(client.get("/items.xlsx?steps=with")))).active
    assert sheet is not None
    assert [cell.value for cell in sheet["L"]] == parts
    [table] = docx.Document(io.BytesIO(body(client.get("/items.docx?steps=with")))).tables
    assert [row.cells[-1].text for row in table.rows] == [part or "" for part in parts]
    without = openpyxl.load_workbook(io.BytesIO(body(client.get("/items.xlsx")))).active
    assert without is not None
    assert [cell.value for cell in without["L"]] == ["Address", "ABC-7-01"]


def test_list_too_long_for_word_is_told(
    dialogue: Dialogue, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_list(dialogue, keeper)
    monkeypatch.setattr(item_table, "DOCUMENT_ITEMS", 1)
    answer = signed_in(keeper).get("/items.docx", follow=True)
    assert "A file holds 1 items at most." in answer.content.decode()
    assert signed_in(keeper).get("/items.csv").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("/items.csv?status=zzz", 302), ("/items.pdf", 404), ("/items.xlsx?kind=agreed", 200)],
)
def test_faults_lead_to_the_page_and_no_rows_are_a_file_too(keeper: User, address: str, status: int) -> None:
    answer = signed_in(keeper).get(address)
    assert answer.status_code == status
    if answer.streaming:
        body(answer)  # read to its end, so that its file is closed


def test_export_asks_no_more_for_three_rows_than_for_one(dialogue: Dialogue, keeper: User) -> None:
    client, round, counted = signed_in(keeper), make_round(dialogue), []
    for more in (1, 2):
        for _number in range(more):
            make_loud(round, keeper)
        with CaptureQueriesContext(connection) as queries:
            assert body(client.get("/items.csv")).count(b"\r\n") == (2 if more == 1 else 4)
        counted.append(len(queries))
    assert counted == [14, 14], "once to know how long the list is"


def test_long_list_is_written_beside(
    dialogue: Dialogue, keeper: User, waiting: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_list(dialogue, keeper)
    client = signed_in(keeper)
    at_once = {form: body(client.get(f"/items.{form}?sort=-ref")) for form in TYPES}
    monkeypatch.setattr(item_table, "ITEMS_AT_ONCE", 1)
    monkeypatch.setattr(item_table, "DOCUMENT_AT_ONCE", 1)
    monkeypatch.setitem(jobs.WORK, "items", write_beside)
    for form in TYPES:
        page = client.get(f"/items.{form}?sort=-ref")["Location"]
        waiting.pop()()
        file = client.get(f"{page}file")
        assert (file["Content-Type"], file["Content-Disposition"].count(f".{form}")) == (TYPES[form], 1)
        made = body(file)
        assert made == at_once[form] if form == "csv" else made.startswith(b"PK")
    assert "/items/?sort=-ref" in shown(client, page)


def test_list_that_no_file_holds_is_told(
    dialogue: Dialogue, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_list(dialogue, keeper)
    monkeypatch.setattr(item_table, "MOST_ITEMS", 1)
    answer = signed_in(keeper).get("/items.csv?sort=-ref", follow=True)
    assert answer.redirect_chain[-1][0] == "/items/?sort=-ref"
    assert "A file holds 1 items at most. Narrow the list by a filter" in answer.content.decode()
