"""Turn the bytes of a rich text file into characters, by the charsets of its fonts."""

from dataclasses import dataclass

from ledger.reading.formats.symbols import symbol

_CODECS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp850",
}  # fmt: skip
"""Python's codec for a font's charset (``\\fcharset``)."""
_SYMBOLS = 2
"""The charset of fonts whose characters are symbols."""
_NAME_BYTES = 60
"""Bytes of a piece of a font's name that are kept."""


@dataclass(slots=True)
class _Font:
    charset: int = 0
    name: bytes = b""


class FontTable:
    """The fonts that the file declares, and the code page of text in a font without a charset."""

    def __init__(self) -> None:
        self.default_font = 0
        self.code_page = "cp1252"
        self._fonts: dict[int, _Font] = {}

    def declare(self, number: int) -> None:
        """Add a font, unless it is there."""
        self._fonts.setdefault(number, _Font())

    def knows(self, number: int) -> bool:
        """Return whether the file declared a font of that number."""
        return number in self._fonts

    def add_name(self, number: int, raw: bytes) -> None:
        """Add a piece of a font's name."""
        self._fonts[number].name += raw[:_NAME_BYTES]

    def set_charset(self, number: int, charset: int) -> None:
        """Set the charset of a font that the file declared."""
        if number in self._fonts:
            self._fonts[number].charset = charset

    def set_code_page(self, codec: str) -> None:
        """Set the code page; a codec that Python does not have is ignored."""
        try:
            b"a".decode(codec)
        except LookupError:
            return
        self.code_page = codec

    def decode(self, raw: bytes, number: int) -> str:
        """Decode bytes of text in a font; a number below 0 stands for the default font."""
        font = self._fonts.get(number if number >= 0 else self.default_font, _Font())
        if font.charset == _SYMBOLS:
            name = font.name.decode("latin-1")
            return "".join(symbol(name, f"{code:x}") for code in raw)
        return raw.decode(_CODECS.get(font.charset, self.code_page), "replace")
