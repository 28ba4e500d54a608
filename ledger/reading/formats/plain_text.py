"""Decode plain text in UTF-8, UTF-16 with its mark, or else Windows-1252."""

import codecs
import re

from ledger.reading.unreadable import BINARY, Unreadable

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(raw: bytes) -> str:
    """Decode text, without its control characters. Raises ``Unreadable`` where it is no text."""
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (b"", "utf-8"),
        (b"", "cp1252"),
    ):
        if not raw.startswith(mark):
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text[:100_000])) * 100 > len(text[:100_000]):
            break
        return storable(text)
    raise Unreadable(BINARY)


def decoded_as(raw: bytes, charset: str) -> str:
    """Decode text by a charset that its file names, or else as any other text. Raises ``Unreadable``."""
    try:
        name = codecs.lookup(charset).name
        if name in _NO_CHARSETS:
            return decoded(raw)
        return raw.decode(name)
    except (LookupError, ValueError):
        return decoded(raw)


_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7", "unicode-escape"}
)
"""Codecs that Python knows and no document is written in; some take quadratic time or give halves of characters."""


def storable(text: str) -> str:
    """Drop control characters, which no database column or page keeps, and join halves of characters (surrogates)."""
    if re.search(r"[\ud800-\udfff]", text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub("", text)
