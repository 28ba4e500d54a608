"""Mails: the words of the body, decoded, without the headers; a document that hangs on one is named."""

from email.message import EmailMessage

import pytest

from ledger.reading import files
from ledger.reading.files import Unreadable, text_of

WORDS = "Both sides discussed torture.\nThe Diálogo continues – 100 %."
PAGE = "<html><body><p>Both sides discussed torture.</p><ul><li>migration</li></ul></body></html>"


def make_mail(
    plain: str = "", page: str = "", *, charset: str = "utf-8", cte: str | None = None
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Ministry <press@example.org>", "desk@example.org"
    mail["Subject"], mail["Message-ID"] = "No word of this: declaración", "<1@example.org>"
    if plain:
        mail.set_content(plain, charset=charset, cte=cte)
    if page and plain:
        mail.add_alternative(page, subtype="html")
    elif page:
        mail.set_content(page, subtype="html")
    return mail


@pytest.mark.parametrize("cte", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_body_is_decoded_by_its_encoding_and_charset(cte: str, charset: str) -> None:
    mail = make_mail(WORDS, charset=charset, cte=cte)
    assert text_of(mail.as_bytes()).strip() == WORDS


def test_mail_is_told_by_its_name_where_its_headers_are_few() -> None:
    raw = b"Subject: No word of this\r\nFrom: a@example.org\r\n\r\nBoth met.\r\n"
    assert text_of(raw, name="Statement.EML").strip() == "Both met."


def test_text_that_begins_like_a_header_is_text() -> None:
    raw = b"Subject: human rights\nDate: 3 May 2025\n\nBoth met."
    assert text_of(raw, name="statement.txt") == raw.decode()


def test_page_is_read_where_the_plain_part_says_nothing() -> None:
    assert text_of(make_mail(page=PAGE).as_bytes()) == "Both sides discussed torture.\n\n• migration"
    stub = make_mail("See the page.", PAGE.replace("torture", "torture " * 20))
    assert "See the page" not in text_of(stub.as_bytes())


def test_words_that_come_in_two_forms_are_read_once() -> None:
    mail = make_mail("Both sides discussed torture and migration.", PAGE)
    assert text_of(mail.as_bytes()).strip() == "Both sides discussed torture and migration."


def test_lines_that_flow_are_joined() -> None:
    raw = b"MIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\nBoth sides \ndiscussed it.\n >x\n"
    assert text_of(raw) == "Both sides discussed it.\n>x\n\n"


@pytest.mark.parametrize("name", ["Statement.pdf", "Declaración.docx", "old.doc"])
def test_document_that_hangs_on_a_mail_is_named(name: str) -> None:
    mail = make_mail("Please find the statement attached.")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="octet-stream", filename=name)
    with pytest.raises(Unreadable) as refused:
        text_of(mail.as_bytes())
    assert refused.value.message == files.ATTACHED
    assert refused.value.values == {"names": name}


def test_mail_that_hangs_on_a_mail_is_named() -> None:
    mail = make_mail("See below.")
    mail.add_attachment(make_mail(WORDS))
    with pytest.raises(Unreadable, match=r"mail\.eml"):
        text_of(mail.as_bytes())


def test_picture_of_a_signature_is_no_document() -> None:
    mail = make_mail(WORDS)
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    assert text_of(mail.as_bytes()).strip() == WORDS


def test_encrypted_mail_is_refused() -> None:
    raw = b"MIME-Version: 1.0\nContent-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA\n"
    with pytest.raises(Unreadable) as refused:
        text_of(raw)
    assert refused.value.message == files.ENCRYPTED


def test_endless_nesting_is_refused() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(5_000))
    with pytest.raises(Unreadable):
        text_of(f"MIME-Version: 1.0\n{nested}".encode())
