"""An office's tracker in a real browser: uploaded, matched, its rows at fault mended, and on the page of its round."""

import datetime
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from ledger.models import Entry, Item
from ledger.vocabulary import Status
from tests.makers import make_dialogue, make_editor, make_party, make_round, make_topic

pytestmark = pytest.mark.django_db(transaction=True)

HEADS = ("N.º", "Ronda", "Tipo", "Compromiso", "Tema", "A cargo de", "Estatus", "Fecha", "Observaciones")
STATUSES = ("No iniciado", "En proceso", "Estancado", "En proceso", "En proceso", "Cumplido en gran parte")
Row = Sequence[str | int | datetime.date]


def tracker() -> list[Row]:
    """Two commitments with an update for each of six years, and a third whose last row claims too much."""
    rows: list[Row] = [("Seguimiento de compromisos", *[""] * 8), HEADS]
    for ref, words in (("A-1", "Publicar el protocolo."), ("A-2", "Capacitar a la policía.")):
        for at, status in enumerate(STATUSES):
            told = (7, "Compromiso concreto", words, "Tortura", "México") if at == 0 else [""] * 5
            rows.append((ref, *told, status, datetime.date(2018 + at, 6, 30), f"Informe de {2018 + at}."))
    third = ("A-3", 7, "Compromiso general", "Seguir informando.", "Tortura", "México")
    return [*rows, (*third, "Cumplido", datetime.date(2023, 6, 30), "Sin prueba.")]


def workbook(rows: Sequence[Row]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(stream)
    return stream.getvalue()


def text(rows: Sequence[Row], separator: str, encoding: str) -> bytes:
    lines = (
        separator.join(f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else str(cell) for cell in row)
        for row in rows
    )
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def send(page: Any, name: str, content: bytes) -> None:
    """Upload a file, take the columns as they are proposed, and go to the preview."""
    page.goto("/imports/")
    page.locator("#id_file").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Save and look").click()
    page.get_by_role("heading", name="What would be written").wait_for()


def counted(page: Any) -> dict[str, str]:
    """What the preview counts."""
    names, values = (page.locator(f".import-counts {tag}").all_inner_texts() for tag in ("dt", "dd"))
    return dict(zip(names, values, strict=True))


def test_tracker_of_six_years_from_upload_to_the_page_of_its_round(
    browse: Callable[..., Any], tmp_path: Path
) -> None:
    dialogue = make_dialogue("USMX")
    make_party("MEX", name_es="México"), make_round(dialogue, number=7)
    make_topic("torture-prevention", name_es="Tortura")
    page = browse(make_editor(dialogue), "/imports/")
    send(page, "seguimiento.xlsx", workbook(tracker()))
    assert counted(page) == {
        "Rows read": "13",
        "Items to be opened": "2",
        "Updates to be recorded": "12",
        "Rows that are there already": "0",
        "Rows at fault": "1",
    }
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the rows at fault").click()
    download.value.save_as(tmp_path / "bad.xlsx")
    page.get_by_role("button", name="Write it without the 1 row at fault").click()
    expect(page.get_by_role("main")).to_contain_text("2 items")
    # The row at fault comes back in its layout, is mended there, and is taken
    book = openpyxl.load_workbook(tmp_path / "bad.xlsx")
    sheet = book.active
    assert [cell.value for cell in sheet[2]] == [*HEADS, "What is wrong"]
    assert sheet["A3"].value == "A-3"
    sheet["G3"] = "En proceso"
    book.save(tmp_path / "bad.xlsx")
    send(page, "corregido.xlsx", (tmp_path / "bad.xlsx").read_bytes())
    assert (counted(page)["Items to be opened"], counted(page)["Rows at fault"]) == ("1", "0")
    page.get_by_role("button", name="Write it", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("1 item")
    # The same tracker as Spanish Excel saves it, and as “Unicode text”: all of it is there already
    for separator, encoding in ((";", "cp1252"), ("\t", "utf-16")):
        send(page, "seguimiento.csv", text(tracker()[:-1], separator, encoding))
        found = counted(page)
        assert (found["Rows that are there already"], found["Rows at fault"]) == ("12", "0")
        expect(page.get_by_text("Nothing is new: all of it is there already.")).to_be_visible()
    page.goto("/rounds/USMX/7/")
    for item in Item.objects.order_by("ref"):
        expect(page.get_by_role("link", name=item.ref).first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Capacitar a la policía.")
    years = Entry.objects.filter(item__outside_ref="A-1", sequence__gt=1).order_by("sequence")
    assert [entry.effective_on.year for entry in years] == list(range(2018, 2024))
    assert dict(Item.objects.values_list("outside_ref", "status")) == {
        "A-1": Status.SUBSTANTIAL,
        "A-2": Status.SUBSTANTIAL,
        "A-3": Status.IN_PROGRESS,
    }
