"""Open a packed file of an office program: a Word file's parts are found by their relationships, and parsed as a stream with limits."""

import posixpath
import zipfile
from collections.abc import Mapping
from typing import Protocol

from lxml import etree

from ledger.reading.unreadable import BINARY, BROKEN, ENCRYPTED, UNPACKED, Unreadable

MAX_PART_BYTES = 50_000_000
"""Bytes of a part when unpacked, at most: a text of ``MAX_TEXT_CHARACTERS`` characters, each run with its properties."""
MAX_PART_ELEMENTS = 1_500_000
"""Elements of a part, at most."""
_CHUNK_BYTES = 1 << 16
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office:",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text:",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table:",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw:",
}


class Listener(Protocol):
    """A listener to a part's elements, by their short names: ``p``, ``m:t``, ``mc:Choice``; others begin with ?."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element; its attributes come by their local names."""

    def end(self) -> None:
        """Take the element that began last, and has not ended yet, ends."""

    def data(self, data: str) -> None:
        """Take characters."""


class _Target:
    """A target of lxml's parser: shortens names, counts elements, refuses a DTD and so every entity."""

    def __init__(self, listener: Listener) -> None:
        self.listener, self.left = listener, MAX_PART_ELEMENTS
        self.names: dict[str, str] = {}
        self.data = listener.data

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            raise Unreadable(UNPACKED)
        name = self.names.get(tag)
        if name is None:
            space, _brace, local = tag.removeprefix("{").rpartition("}")
            name = self.names[tag] = _PREFIXES.get(space, "?") + local
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()} if attributes else {}
        self.listener.start(name, plain)

    def end(self, _tag: str) -> None:
        self.listener.end()

    def doctype(self, *_names: str | None) -> None:
        raise Unreadable(BROKEN)

    def close(self) -> None:
        """Take the end of the part."""


class _Relationships:
    """The parts that a part leads to, by the last word of their type; ``styles``, ``footnotes``…"""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rel:Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets.setdefault(kind, attributes.get("Target", ""))

    def end(self) -> None:
        """Ignore the end: relationships hold nothing inside."""

    def data(self, data: str) -> None:
        """Ignore words: relationships hold none."""


class Package:
    """An opened Word file. Raises ``Unreadable`` for another kind of file, a locked file and a damaged file."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._names = frozenset(packed.namelist())
        if is_encrypted(packed):
            raise Unreadable(ENCRYPTED)
        self.main = self._related("", "_rels/.rels").get("officeDocument", "word/document.xml")
        if self.main not in self._names or self.main.startswith(("xl/", "ppt/", "visio/")):
            raise Unreadable(BINARY)
        folder, name = posixpath.split(self.main)
        self._parts = self._related(folder, f"{folder}/_rels/{name}.rels")

    def read(self, kind: str, listener: Listener) -> None:
        """Tell a listener what stands in the main part (``officeDocument``), or in a part that it leads to, if any."""
        folder = posixpath.dirname(self.main)
        default = posixpath.join(folder, f"{kind}.xml")
        part = self.main if kind == "officeDocument" else self._parts.get(kind, default)
        if part in self._names:
            parse_part(self._packed, part, listener)

    def _related(self, folder: str, part: str) -> dict[str, str]:
        found = _Relationships()
        if part in self._names:
            parse_part(self._packed, part, found)
        # A target begins with a slash where it is counted from the package, not from the part's folder.
        return {
            kind: posixpath.normpath(posixpath.join("/", folder, target))[1:]
            for kind, target in found.targets.items()
        }


def is_encrypted(packed: zipfile.ZipFile) -> bool:
    """Return whether a part is locked: by the archive itself, or as an OpenDocument file's manifest says."""
    if any(entry.flag_bits & 1 for entry in packed.infolist()):
        return True
    if _MANIFEST not in packed.namelist():
        return False
    with packed.open(_MANIFEST) as stream:
        return b"encryption-data" in stream.read(_CHUNK_BYTES)


_MANIFEST = "META-INF/manifest.xml"


def parse_part(packed: zipfile.ZipFile, part: str, listener: Listener) -> None:
    """Tell a listener what stands in a part. Raises ``Unreadable`` for a part that is too large, or has a DTD."""
    if packed.getinfo(part).file_size > MAX_PART_BYTES:
        raise Unreadable(UNPACKED)
    parser = etree.XMLParser(
        target=_Target(listener), resolve_entities=False, no_network=True, huge_tree=False, recover=False
    )
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            parser.feed(chunk)
    parser.close()
