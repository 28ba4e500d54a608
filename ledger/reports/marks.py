"""Identifiers of reports in a file: in its words, or in what an office document or a PDF has packed.

Anybody's file is looked at, so little of it is unpacked, and a page of a PDF is never laid out. No Django here.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice

UNPACKED = 10_000_000
"""How many bytes are unpacked of a file in all."""
PARTS = 2_000
"""How many parts a packed document may have, or of a PDF are unpacked."""
STREAMS = 50_000
"""Among how many streams of a PDF those that may hold its properties are sought."""
PACKED = 100_000
"""Of how many bytes each of these is unpacked."""
MARKS = 500
"""How many identifiers are taken from a file: one that lists thousands is none of ours."""
HEAD = re.compile(rb"[0-9a-f]{8}")
TAIL = re.compile(rb"-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
"""An identifier before and from its first hyphen, for which it is sought: letters and figures are many."""
TAGS = re.compile(rb"<[^<>]*+>")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
PROPERTIES = (b"/ObjStm", b"/Metadata")
"""What a PDF calls the streams that may hold its properties."""


def marks(content: bytes) -> list[str]:
    """Return what may be identifiers of reports: a few, in the order in which they stand."""
    found = dict.fromkeys(
        islice((mark for part in parts(content) for mark in _marks_in(part.lower())), MARKS)
    )
    return [mark.decode() for mark in found]


def _marks_in(part: bytes) -> Iterator[bytes]:
    for tail in TAIL.finditer(part):
        if HEAD.fullmatch(part, max(tail.start() - 8, 0), tail.start()):
            yield part[tail.start() - 8 : tail.end()]


def parts(content: bytes) -> Iterator[bytes]:
    """Yield the file's words, as far as they can be read: a file that is broken has none."""
    yield content.replace(b"\\", b"")  # Markdown takes the meaning from a hyphen
    if content.startswith(b"PK"):
        yield from _members(content)
    elif content.startswith(b"%PDF"):
        yield from _properties(content)


def _members(content: bytes) -> Iterator[bytes]:
    """Yield the parts of an office document; a mark may be cut into runs, so once more without the markup.

    The small ones first: the properties are of them.
    """
    if content.count(b"PK\x01\x02") > PARTS:  # as many as the folder has lines: reading them takes time too
        return
    left = UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            for member in sorted(folder.infolist(), key=lambda one: one.file_size):
                if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                    continue  # no office writes it, and it cannot be unpacked in part
                with folder.open(member) as stream:
                    part = stream.read(left)
                left -= len(part)
                yield part
                yield TAGS.sub(b"", part)
                if left <= 0:
                    return
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return


def _properties(content: bytes) -> Iterator[bytes]:
    """Yield what a PDF that another program has saved may have packed: its properties, and objects kept together."""
    left = UNPACKED
    streams = (
        match
        for match in islice(STREAM.finditer(content), STREAMS)
        if _is_of_properties(content, match.start())
    )
    for stream in islice(streams, PARTS):
        if left <= 0:
            return
        try:
            part = zlib.decompressobj().decompress(content[stream.end() : stream.end() + PACKED], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part.replace(b"\0", b"")  # words may be kept in two bytes for each letter


def _is_of_properties(content: bytes, at: int) -> bool:
    said = content[max(at - 300, 0) : at]
    return any(name in said for name in PROPERTIES)
