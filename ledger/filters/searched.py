"""Choosing rows from a list that can be searched: by words on the server, and as one types where a script runs.

Each row has a value, which the address of the page bears, and a label. Words that were typed and chose nothing are sent
under the field's name with ``-words``: the next page lists what they find.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ledger.models.search import fold

LISTED_ROWS = 200
"""Up to so many rows are all written into the page; of more, those that words find, and no more than these."""
FOUND_ROWS = 50
"""So many rows are answered to the script at once."""
PLAIN_ROWS = 8
"""Up to so many rows, a plain list is found through more quickly than by typing."""
LONGEST_WORDS = 200
"""So many characters are looked for."""


@dataclass(frozen=True)
class OfferedRow:
    """A row of a list: ``wordings`` are what it is called besides its label, such as its name in the other language."""

    value: str
    label: str
    wordings: tuple[str, ...] = ()

    @property
    def folded(self) -> str:
        """What the row is called, as words are compared."""
        return fold(" ".join(dict.fromkeys((self.label, self.value, *self.wordings))))

    def bears(self, words: str) -> bool:
        """Tell whether each of the words begins a word of what the row is called, accents and case aside."""
        folded = self.folded
        return all(f" {word}" in folded for word in fold(words[:LONGEST_WORDS]).split())

    def is_called(self, wording: str) -> bool:
        """Tell whether the row is called exactly so, case aside."""
        return wording.casefold() in {name.casefold() for name in (self.value, self.label, *self.wordings)}


def rows_bearing(rows: Sequence[OfferedRow], words: str) -> list[OfferedRow]:
    """Return the rows that bear all of the words, those whose label begins with them first."""
    found = [row for row in rows if row.bears(words)]
    first = fold(words[:LONGEST_WORDS])
    return sorted(found, key=lambda row: not fold(row.label).startswith(first))


def rows_called(rows: Sequence[OfferedRow], wordings: Iterable[str]) -> tuple[list[OfferedRow], list[str]]:
    """Return the rows that are called exactly so, each once, and the wordings that none is called by."""
    called = {
        wording: next((row for row in rows if row.is_called(wording)), None)
        for wording in wordings
        if wording
    }
    found = dict.fromkeys(row for row in called.values() if row)
    return list(found), [wording for wording, row in called.items() if row is None]


def words_that_chose_nothing(words: str, rows: Sequence[OfferedRow], chosen: Collection[str]) -> str:
    """Say what to do about words that were typed where no chosen row bears them; empty where all is well."""
    if not words.strip() or any(row.bears(words) for row in rows if row.value in chosen):
        return ""
    told = {"words": words.strip()[:LONGEST_WORDS]}
    if any(row.bears(words) for row in rows):
        return _("Choose from the list what “%(words)s” finds.") % told
    return _("“%(words)s” finds nothing here: write other words, or fewer.") % told


def texts_given(data: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts that a name was given, without empty ones; a plain mapping may give a single one."""
    given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
    return [text.strip() for text in ([given] if isinstance(given, str) else given) if text.strip()]


class OfferedSelect(forms.Select):
    """A list of rows of which one is chosen. ``label`` names it; ``source`` is the address that finds rows by words."""

    template_name = "ledger/widgets/offered.html"
    takes_several = False

    def __init__(self, rows: Sequence[OfferedRow], *, label: str, empty: str, source: str = "") -> None:
        super().__init__()
        self.rows, self.label, self.empty, self.source = rows, label, empty, source
        self.chosen: Sequence[OfferedRow] = ()
        self.words = ""

    def choose(self, chosen: Sequence[OfferedRow], words: str) -> None:
        """Let rows be chosen, and words stand that were typed and chose nothing."""
        self.chosen, self.words = chosen, words

    @property
    def is_long(self) -> bool:
        """Whether there are more rows than a page lists."""
        return len(self.rows) > LISTED_ROWS

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        listed, remark = self._listed()
        return {
            "widget": {
                "name": name,
                "attrs": self.build_attrs(self.attrs, attrs),
                "empty": self.empty,
                "label": self.label,
                "words": self.words,
                "asks": self.is_long or bool(self.words),
                "remark": remark,
                "is_searched": self.takes_several or len(self.rows) > PLAIN_ROWS,
                "source": self.source if self.is_long else "",
                "takes_several": self.takes_several,
            }
            | self._with_choice(listed)
        }

    def _with_choice(self, listed: Sequence[OfferedRow]) -> dict[str, Any]:
        """Return the options with the chosen row among them, which may be none that is offered."""
        others = [row for row in self.chosen if row not in listed]
        return {"options": [*others, *listed], "chosen": "".join(row.value for row in self.chosen)}

    def _listed(self) -> tuple[Sequence[OfferedRow], str]:
        """Return the rows that the page lists, and how they came to be these."""
        if not self.words:
            if not self.is_long:
                return self.rows, ""
            asks = _(
                "%(count)s in all. Write words of a name and send the form: what they find is listed here."
            )
            return (), asks % {"count": len(self.rows)}
        found = rows_bearing(self.rows, self.words)
        if not found:
            return (() if self.is_long else self.rows), ""
        if len(found) > LISTED_ROWS:
            first = _("The first %(listed)s of %(count)s that were found: write more words.")
            return found[:LISTED_ROWS], first % {"listed": LISTED_ROWS, "count": len(found)}
        return found, _("Found: %(count)s") % {"count": len(found)}


class OfferedSelects(OfferedSelect):
    """A list of rows of which several are chosen: each stands ticked, and the list adds another."""

    takes_several = True

    def _with_choice(self, listed: Sequence[OfferedRow]) -> dict[str, Any]:
        """Return the chosen rows, which stand ticked, and the others as options."""
        others = [row for row in listed if row not in self.chosen]
        also = {"empty": _("or also…")} if self.chosen else {}
        return {"boxes": self.chosen, "options": others} | also

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> list[str]:
        return texts_given(data, name)
