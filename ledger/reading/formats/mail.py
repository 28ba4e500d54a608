"""Read a mail (.eml) or a web page saved with its pictures (.mht): the words of its body, none of its headers."""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from ledger.reading.formats.html import text_of_page
from ledger.reading.formats.plain_text import decoded_as
from ledger.reading.unreadable import ATTACHED, ENCRYPTED, Unreadable

_HEADER = re.compile(
    rb"""
    # Lines of a name, a colon and a value, which may go on in an indented line; then an empty line.
    # e.g. Subject: Readout\r\nFrom: press@example.org\r\n\r\n
    (?:[!-9;-~]{1,76}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*+\r?\n)+\r?\n
    """,
    re.VERBOSE,
)
_OF_MAIL = re.compile(
    rb"""
    # e.g. MIME-Version:
    ^(?:mime-version|message-id|received|return-path|delivered-to):
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_ENDINGS = (".eml", ".mht", ".mhtml")
_DOCUMENTS = (".pdf", ".docx", ".doc", ".docm", ".rtf", ".odt", ".txt", ".htm", ".html", ".eml", ".msg")
_NAMED_ATTACHMENTS = 3
"""Attachments that the refusal names."""
_STUB_TIMES_SHORTER = 2
"""A plain part so many times shorter than the same words as a page is no more than a word to say so."""


def is_mail(raw: bytes, name: str) -> bool:
    """Return whether a file begins with a mail's header: lines that only mails have, or any if its name says so."""
    head = raw[:65_536].lstrip()
    found = _HEADER.match(head)
    if found is None:
        return False
    return name.endswith(_ENDINGS) or _OF_MAIL.search(found[0]) is not None


def read_mail(raw: bytes) -> str:
    """Return the words of a mail's body. Raises ``Unreadable``; for ``ATTACHED`` where a document hangs on it."""
    # The older policy leaves headers alone: the newer policy parses them in quadratic time.
    mail = message_from_bytes(raw.lstrip(), policy=compat32)
    parts = list(_parts(mail))
    if attached := [name for name in map(_attached, parts) if name]:
        names = ", ".join(attached[:_NAMED_ATTACHMENTS]) + (
            ", …" if len(attached) > _NAMED_ATTACHMENTS else ""
        )
        raise Unreadable(ATTACHED, names=names)
    if any(
        part.get_content_type() in {"multipart/encrypted", "application/pkcs7-mime"}
        for part in [mail, *parts]
    ):
        raise Unreadable(ENCRYPTED)
    return "\n\n".join(text for text in map(_text, parts) if text.strip())


def _parts(message: Message) -> Iterator[Message]:
    """Find the parts of a message that are read; of alternatives, the plainest."""
    if not message.is_multipart() or message.get_content_type() == "message/rfc822":
        yield message
        return
    inside = [part for part in message.get_payload() if isinstance(part, Message)]
    if message.get_content_type() == "multipart/alternative":
        yield from _plainest(inside)
        return
    for part in inside:
        yield from _parts(part)


def _plainest(alternatives: Sequence[Message]) -> Iterator[Message]:
    """Choose the plain text with what is attached beside it; where it is a stub, the others whole."""
    plain = [part for part in alternatives if part.get_content_type() == "text/plain"]
    others = [part for part in alternatives if part.get_content_type() != "text/plain"]
    rich = [leaf for part in others for leaf in _parts(part)]
    if plain and len(_text(plain[0])) * _STUB_TIMES_SHORTER >= sum(len(_text(leaf)) for leaf in rich):
        yield plain[0]
        rich = [leaf for leaf in rich if _attached(leaf)]
    yield from rich


def _attached(part: Message) -> str:
    """Return the name of a document that hangs on the mail; none for the body, pictures and signatures."""
    name = str(part.get_filename() or "").replace("\n", " ").strip()[:100]
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return name or "mail.eml"
    if kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
        return ""
    return name if name.lower().endswith(_DOCUMENTS) else ""


def _text(part: Message) -> str:
    kind = part.get_content_type()
    if kind not in {"text/plain", "text/html"} or part.get_content_disposition() == "attachment":
        return ""
    raw = part.get_payload(decode=True)
    text = decoded_as(raw if isinstance(raw, bytes) else b"", str(part.get_content_charset() or "utf-8"))
    if kind == "text/html":
        return text_of_page(text)
    return _unflowed(text) if str(part.get_param("format", "")).lower() == "flowed" else text


def _unflowed(text: str) -> str:
    """Join the lines that run on, which are those that end with a space (RFC 3676)."""
    lines = [line.removeprefix(" ") for line in text.replace("\r\n", "\n").split("\n")]
    return "".join(line if line.endswith(" ") and line != "-- " else f"{line}\n" for line in lines)
