"""Read the running text of a web page, by libxml2's parser (lxml), which takes linear time."""

import re
from collections.abc import Mapping

from lxml import etree

from ledger.reading.formats.plain_text import decoded, decoded_as
from ledger.reading.unreadable import NESTED, Unreadable

_SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "nav",
        "header",
        "footer",
        "aside",
        "noscript",
        "template",
        "form",
        "button",
        "svg",
        "textarea",
        "select",
        "title",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "blockquote",
        "br",
        "hr",
        "dd",
        "dt",
        "figcaption",
        "pre",
    ]
)
_MAIN = frozenset({"main", "article"})
_LEAST_MAIN_CHARACTERS = 400
"""Characters inside a page's ``main`` or ``article``, at least, for it to be the text."""
_DEEPEST_ELEMENTS = 500
"""Elements inside each other, at most: libxml2 looks through all that are open for each end tag that ends none."""


class _PageLine:
    """A line of a page: its words, those of them that are links, and whether it stands in the page's main part."""

    def __init__(self, text: str, *, is_main: bool) -> None:
        self.words, self.linked, self.is_main = [text], 0, is_main

    def says(self) -> str:
        """Return the line's words with single spaces; none for an item of a menu, which is nothing but a link."""
        text = re.sub(r" +", " ", "".join(self.words)).strip()
        is_menu = text.startswith("•") and self.linked >= len(text.strip("• "))
        return "" if is_menu or not text.strip("• ") else text


class _PageText:
    """Running text of a page: a line per block, bullets before list items. A target of lxml's parser."""

    def __init__(self) -> None:
        self.lines: list[_PageLine] = [_PageLine("", is_main=False)]
        self.depth = self.silent = self.links = self.mains = 0

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        """Begin a line at a block, and count what is open. Raises ``Unreadable`` for endless nesting."""
        self.depth += 1
        if self.depth > _DEEPEST_ELEMENTS:
            raise Unreadable(NESTED)
        self.mains += tag in _MAIN
        self.links += tag == "a"
        self.silent += tag in _SILENT
        if self.silent:
            return
        if tag in _BLOCKS:
            self.lines.append(_PageLine("• " if tag == "li" else "", is_main=self.mains > 0))
        elif tag == "td":
            self.lines[-1].words.append(" ")

    def end(self, tag: str) -> None:
        """End what was begun; what follows a block stands on a line of its own."""
        self.depth -= 1
        self.mains -= tag in _MAIN
        self.links -= tag == "a"
        self.silent -= tag in _SILENT
        if tag in _BLOCKS and not self.silent:
            self.lines.append(_PageLine("", is_main=self.mains > 0))

    def data(self, data: str) -> None:
        """Take words into the line that is open."""
        if self.silent:
            return
        words = re.sub(r"[ \t\r\n]+", " ", data)
        self.lines[-1].words.append(words)
        self.lines[-1].linked += len(words) if self.links else 0

    def close(self) -> list[str]:
        """Return the lines that say something: of the page's main part, where it has a long enough main part."""
        main = [line.says() for line in self.lines if line.is_main]
        lines = (
            main if sum(map(len, main)) >= _LEAST_MAIN_CHARACTERS else [line.says() for line in self.lines]
        )
        return [line for line in lines if line]


_CHARSET = re.compile(rb"charset=[\"']?([\w-]{2,20})", re.IGNORECASE)


def text_of_page(page: str) -> str:
    """Return the running text of a page that is decoded already. Raises ``Unreadable``."""
    parser = etree.HTMLParser(
        target=_PageText(), encoding="utf-8", recover=True, no_network=True, huge_tree=False
    )
    # libxml2 ends a page at a NUL; the encoding above goes before the encoding that the page names.
    parser.feed(page.replace("\x00", "").encode("utf-8", "replace"))
    lines: list[str] = parser.close()
    return "\n\n".join(lines)


def read_html(raw: bytes) -> str:
    """Return the running text of a page, decoded as it says itself where that is so. Raises ``Unreadable``."""
    named = _CHARSET.search(raw[:2048])
    is_marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return text_of_page(
        decoded(raw) if is_marked else decoded_as(raw, named[1].decode() if named else "utf-8")
    )
