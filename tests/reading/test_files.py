"""Files: what is read, and what gets one clear line."""

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ledger.reading import files
from ledger.reading.files import Unreadable, text_of, text_of_file

FILES = Path(__file__).parent / "files"
PAGE = """<!DOCTYPE html><html><head><title>Press</title><style>p{}</style></head><body><nav>Home</nav>
<h1>Joint Statement</h1><p>Both sides discussed&nbsp;torture<br>and the <b>press</b>.</p>
<ul><li>migration</li><li>health</li></ul><script>x()</script></body></html>"""


def make_docx(*, bullets: tuple[str, ...] = ()) -> bytes:
    document = docx.Document()
    document.add_paragraph("Both sides discussed torture.")
    for bullet in bullets:
        document.add_paragraph(bullet, style="List Bullet")
    document.add_table(1, 1).cell(0, 0).text = "And the press."
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_pdf(line: str = "", *, password: str = "") -> bytes:
    """A page of one line of Helvetica; without a line it has no text, as a scan."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    if line:
        font = DictionaryObject(
            {
                NameObject(f"/{key}"): NameObject(f"/{value}")
                for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 20 200 Td ({line}) Tj ET".encode())
        page[NameObject("/Contents")] = content
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_html_gives_its_running_text() -> None:
    assert text_of(PAGE.encode(), name="page.html") == (
        "Joint Statement\n\nBoth sides discussed\u00a0torture\n\nand the press.\n\n• migration\n\n• health"
    )


def test_menus_of_a_page_are_no_part_of_its_statement() -> None:
    menu = "<ul><li><a href='/'>Home</a></li><li><a href='/b'>Prisons and courts</a></li></ul>"
    text = "Both sides discussed torture and <a href='/p'>prisons</a>."
    assert text_of(f"<html><body>{menu}<p>{text}</p></body></html>".encode()) == (
        "Both sides discussed torture and prisons."
    )
    page = f"<html><body><p>Follow us.</p><main><p>{'Both sides met. ' * 40}</p></main><p>Rights reserved.</p></body>"
    assert text_of(page.encode()) == ("Both sides met. " * 40).strip()


def test_html_is_told_without_its_name() -> None:
    assert text_of(PAGE.encode(), name="page").startswith("Joint Statement")


def test_html_in_its_own_encoding() -> None:
    page = '<html><meta charset="iso-8859-1"><p>Diálogo</p></html>'
    assert text_of(page.encode("iso-8859-1")) == "Diálogo"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Both met.</p>" + "<a " * 20_000, "Both met."),
        ("<p>Both met.</p>" + "<![" * 20, "Both met."),
        ("<![" * 20 + "<p>Both met.</p>", "Both met."),
        ("<p>Both met.</p>" + "</x>" * 20_000 + "<p>Again.</p>", "Both met.\n\nAgain."),
        ("<p>Both\x00 met.&#1;&#xD800;&#x110000;</p>", "Both met."),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>Both met.&e;</p>", "]>\n\nBoth met.&e;"),
        ("<p>" + "Both met. " * 100_000 + "</p>", ("Both met. " * 100_000).strip()),
    ],
    ids=lambda value: value[:12],
)
def test_hostile_page_is_read_for_what_it_says(page: str, text: str) -> None:
    """Each once took minutes, or was an error of the standard library's parser; libxml2 takes linear time."""
    assert text_of(f"<html><body>{page}".encode()).replace("\ufffd", "") == text


def test_page_without_end_of_nesting_is_refused() -> None:
    with pytest.raises(Unreadable, match="nested too deeply"):
        text_of(("<html><body>" + "<b>" * 5_000 + "words" + "</x>" * 100_000).encode())


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "idna", "utf-7", "zlib", "no-such"])
def test_page_in_no_charset_is_decoded_as_any_text(charset: str) -> None:
    page = f'<html><meta charset="{charset}"><p>Diálogo \\ud800 +2AA- a-b</p>'
    assert text_of(page.encode()) == "Diálogo \\ud800 +2AA- a-b"


def test_xhtml_and_utf_16_are_read() -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Diálogo</p></body></html>'
    assert text_of(page.encode()) == "Diálogo"
    assert text_of(page.encode("utf-16"), name="page.html") == "Diálogo"


def test_docx_gives_paragraphs_lists_and_tables() -> None:
    assert (
        text_of(make_docx(bullets=("migration",)))
        == "Both sides discussed torture.\n\n• migration\n\nAnd the press."
    )


def test_number_of_a_table_s_row_stands_before_its_words() -> None:
    document, stream = docx.Document(), io.BytesIO()
    table = document.add_table(2, 2)
    for number, words in enumerate(("Torture", "Prisons"), 1):
        table.cell(number - 1, 0).text, table.cell(number - 1, 1).text = str(number), words
    document.save(stream)
    assert text_of(stream.getvalue()) == "1. Torture\n\n2. Prisons"


def test_pdf_gives_its_text() -> None:
    assert text_of(make_pdf("Both sides discussed torture.")).strip() == "Both sides discussed torture."


def make_zip(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(name, "x")
    return stream.getvalue()


BAD = {
    "empty": (b"", files.EMPTY),
    "blank": (b" \n\t ", files.EMPTY),
    "no letters": (b"1234 ... 5678", files.EMPTY),
    "binary": (bytes(range(256)) * 20, files.BINARY),
    "image": (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 500, files.BINARY),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, files.OLD_WORD),
    "another archive": (make_zip("a.txt"), files.BINARY),
    "damaged archive": (b"PK\x03\x04" + b"x" * 300, files.BROKEN),
    "damaged docx": (make_zip("word/document.xml"), files.BROKEN),
    "damaged PDF": (b"%PDF-1.7\n" + b"garbage " * 50, files.BROKEN),
    "scan": (make_pdf(), files.SCANNED),
    "encrypted PDF": (make_pdf("Secret.", password="secret"), files.ENCRYPTED),
    "50 MB": (b"x" * 50_000_000, files.TOO_LARGE),
    "flat OpenDocument": ((FILES / "statement.fodt").read_bytes(), files.XML_FILE),
    "endless text": (b"word " * 500_000, files.TOO_LONG),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_file_is_refused_with_its_reason(what: str) -> None:
    raw, message = BAD[what]
    with pytest.raises(Unreadable) as refused:
        text_of(raw)
    assert refused.value.message == message
    assert "\n" not in str(refused.value)


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        text_of_file(tmp_path / "nothing.txt")
    assert refused.value.message == files.MISSING


def test_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        text_of_file(tmp_path)
    assert refused.value.message == files.FOLDER


def test_large_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(Unreadable) as refused:
        text_of_file(path)
    assert refused.value.message == files.TOO_LARGE
