"""Choosing a related row: searched as one types, and a plain list where no script runs."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import QuerySet

FEW = 200
"""Up to so many rows are all written into the page; beyond, only those chosen, and the rest is found by searching."""

Few = Callable[[], Sequence[tuple[Any, str]] | None]

if TYPE_CHECKING:
    Searched = AutocompleteSelect
else:
    Searched = object


def few(rows: QuerySet[Any]) -> Sequence[tuple[Any, str]] | None:
    """Return keys and names of the rows; None where they are too many to list."""
    found = [(row.pk, str(row)) for row in rows[: FEW + 1]]
    return found if len(found) <= FEW else None


class _ListedWhereFew(Searched):
    """Django's searched choice with its options in the page, and a name for people who hear it read out."""

    few: Few

    @property
    def media(self) -> forms.Media:
        # In one list, so that it comes after Django's script: it names what that makes of the field.
        return super().media + forms.Media(js=["admin/js/autocomplete.js", "ledger/choosing.js"])

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        rows = self.few()
        if rows is None:
            return super().optgroups(name, value, attr)
        # Also where a choice is required: a browser would let it stand on the first row, which nobody chose.
        empty = [] if self.allow_multiple_selected else [("", "")]
        chosen = {str(key) for key in value}
        options = [
            self.create_option(name, key, label, str(key) in chosen, place)
            for place, (key, label) in enumerate([*empty, *rows])
        ]
        return [(None, options, 0)]


class SearchedSelect(_ListedWhereFew, AutocompleteSelect):
    """A field for one row, or none."""


class SearchedSelectMultiple(_ListedWhereFew, AutocompleteSelectMultiple):
    """Any number of rows."""
