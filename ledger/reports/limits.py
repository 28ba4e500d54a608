"""Limit how long a report may be: made while somebody waits, made beside, or not at all, told before any work
is done.

A report is measured by the entries of the items that it reads, which is what its time and memory grow with. How many
each format carries stands with its writer.
"""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.db.models.functions import Length as Characters
from django.utils.translation import gettext as _

from ledger.models import EntryText, Item
from ledger.presentation import wording
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import in_scope
from ledger.reports.writers import Writer, formats

AT_ONCE_CHARACTERS = 2_000_000
"""Of how much text in its entries a report is made while somebody waits: few entries may hold whole documents."""


class TooLong(Exception):
    """A report that reads more entries than its format carries; ``says`` how many, how many may be, and the way on.

    Several formats may carry the same number.
    """

    def __init__(self, entries: int, *writers: Writer) -> None:
        self.entries, self.writers = entries, writers
        super().__init__(entries, *(writer.FORMAT for writer in writers))

    def __str__(self) -> str:
        return self.says

    @property
    def says(self) -> str:
        """The whole sentence, in the language that is active."""
        words = {
            "entries": wording.number(self.entries).label,
            "format": ", ".join(writer.LABEL for writer in self.writers),
            "most": wording.number(self.writers[0].MOST_ENTRIES).label,
        }
        says = _(
            "This report reads %(entries)s entries; as %(format)s at most %(most)s can be told. Ask for fewer topics, "
            "one round, one dialogue or a shorter time."
        )
        roomier = [writer.LABEL for writer in formats().values() if self.entries <= writer.MOST_ENTRIES]
        if not roomier:
            return says % words
        other = _("Or choose a format that holds it: %(formats)s.") % {"formats": ", ".join(roomier)}
        return f"{says % words} {other}"


@dataclass(frozen=True)
class Length:
    """The amount that a report reads: entries, and characters of their texts where they are few."""

    entries: int
    characters: int

    def is_long(self, writer: Writer) -> bool:
        """Tell whether nobody should wait for it in a format."""
        return self.entries > writer.ENTRIES_AT_ONCE or self.characters > AT_ONCE_CHARACTERS

    def require(self, writer: Writer) -> None:
        """Refuse what the format does not carry. Raises TooLong."""
        if self.entries > writer.MOST_ENTRIES:
            raise TooLong(self.entries, writer)


def length_of(items: QuerySet[Item], parameters: ReportParameters) -> Length:
    """Measure how much the items of a question hold, as `Kind.items` gives them. Two queries at most, beside
    those for them.
    """
    chosen = Item.objects.filter(pk__in=in_scope(items, parameters).order_by().values("pk"))
    entries = chosen.aggregate(entries=Sum("last_sequence"))["entries"] or 0
    if entries > max(writer.ENTRIES_AT_ONCE for writer in formats().values()):
        return Length(entries, 0)  # a long one in any format: its texts need not be gone through
    texts = EntryText.objects.filter(entry__item__in=chosen)
    return Length(entries, texts.aggregate(characters=Sum(Characters("text")))["characters"] or 0)


def too_narrow(length: Length) -> list[TooLong]:
    """Return what refuses the formats that do not carry so much, one for those that carry the same number,
    the least first.
    """
    by_number: dict[int, list[Writer]] = {}
    for writer in formats().values():
        if length.entries > writer.MOST_ENTRIES:
            by_number.setdefault(writer.MOST_ENTRIES, []).append(writer)
    return [TooLong(length.entries, *by_number[most]) for most in sorted(by_number)]
