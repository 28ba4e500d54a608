"""Reports: read-only answers, shaped once, written in any format.

A question (`parameter_form.ReportForm`) says for which day, known by when, for whom and in which language. A kind of
report, one module here, turns it into a `shape.Report`; a writer, one module in ``writers``, turns that into
a file. To add a kind, add a module that defines the names of `ReportKind`: commands and pages iterate `kinds`.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from ledger.presentation.shape import Report

if TYPE_CHECKING:  # writers import this package, and are to need neither Django nor a database
    from django.db.models import QuerySet

    from ledger.models import Item
    from ledger.reports.parameters import ReportParameters


class ReportKind(Protocol):
    """The functions that the module of a kind of report offers."""

    KIND: str
    """Its name in commands and addresses: "topic"."""
    LABEL: str
    """What people call it, in English: marked for translation there, translated at the edge."""
    NEEDS: tuple[str, ...]
    """The parameters of a question without which it cannot be asked: ("topic",)."""
    TAKES: tuple[str, ...]
    """Further parameters that narrow it, beside those that every question has: ("dialogue",)."""
    IS_INTERNAL: bool
    """Whether it is for our own people alone."""

    def items(self, parameters: "ReportParameters", /) -> "QuerySet[Item]":
        """Select the items that are read for the question, before dialogues and audience narrow them."""

    def build(self, parameters: "ReportParameters", /) -> Report:
        """Answer from the ledger, reading only, in the question's language."""


@cache
def kinds() -> dict[str, ReportKind]:
    """Return all kinds of report by name, in alphabetical order."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return {
        kind.KIND: kind
        for kind in cast("list[ReportKind]", [module for module in modules if hasattr(module, "KIND")])
    }
