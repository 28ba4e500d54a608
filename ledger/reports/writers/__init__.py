"""The formats a report can be had in: one module each, found by looking into this package.

A writer is a module that defines the names of `Writer`; modules without them help the writers. To add a format,
add a file: the command, the pages and the contract test over all writers iterate this package.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from secrets import token_hex
from typing import BinaryIO, Protocol, cast

from ledger.presentation.shape import Report


class Writer(Protocol):
    """The functions that a module of this package offers."""

    FORMAT: str
    """Its name in commands and addresses: "md"."""
    LABEL: str
    """What a reader calls it: "Markdown". Names of formats are not translated."""
    EXTENSION: str
    """The end of its files' names: ".md"."""
    CONTENT_TYPE: str
    """Its media type, with the encoding where it has one."""
    IS_TABULAR: bool
    """Whether it carries the report's tables and records only, or all that the report says."""
    ENTRIES_AT_ONCE: int
    """Of how many entries of the ledger a report is written while somebody waits: within a second or two, in 100 MB."""
    MOST_ENTRIES: int
    """Of how many entries a report can be written at all, within the limits of a process of its own."""

    def write(self, report: Report, stream: BinaryIO, /) -> None:
        """Write the report's bytes. The same report gives the same bytes, always."""


FIRST = ("pdf", "docx")
"""The formats that people who write for ministers want; what other programs read comes after them."""


@cache
def formats() -> dict[str, Writer]:
    """Return all writers by the name of their format: PDF and Word first, the others in alphabetical order."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    writers = cast("list[Writer]", [module for module in modules if hasattr(module, "FORMAT")])
    named = {writer.FORMAT: writer for writer in writers}
    return {name: named[name] for name in (*FIRST, *(name for name in named if name not in FIRST))}


def is_text(writer: Writer) -> bool:
    """Tell whether its files can be read in a terminal."""
    return writer.CONTENT_TYPE.startswith(("text/", "application/json"))


def format_of(path: Path) -> str | None:
    """Return the format that a file's name asks for by its ending, or None when no writer has that ending."""
    endings = {writer.EXTENSION: name for name, writer in formats().items()}
    return endings.get(path.suffix.lower())


def save(report: Report, writer: Writer, path: Path) -> None:
    """Write the report to a file, whole or not at all; an older file stays until the new one is complete.

    Raises OSError when the folder cannot be written to, and whatever the writer raises; neither leaves a
    trace.
    """
    with whole(path) as stream:
        writer.write(report, stream)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Open a stream for a file that is there when all is written and not before, or not at all."""
    part = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
