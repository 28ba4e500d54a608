"""The filters of the items' list as a page draws them: made once for all who are offered the same, then chosen from."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ledger.filters import ItemFilterSet, every_filter
from ledger.filters.choices import SomeOf
from ledger.filters.days import PastDay
from ledger.filters.offered import KEPT_LISTS, Offered, OfferedLists, OfferedRound

FIELD = "ledger/parts/field.html"
MOST_ROUNDS = 100
"""So many rounds are offered at first, as each is 50 bytes of every page; a button offers all."""
_BETWEEN_TAGS = re.compile(r">\s+<")
_OPTIONS = re.compile(r'<option value="([^"]+)">[^<]*</option>')
_NONE_CHOSEN = '<option value="" selected>'
_FIRST_OPTION = re.compile(r'<option value="" selected>[^<]*</option>')
_ROUNDS_GO_HERE = "\x00"


@dataclass(frozen=True)
class FilterBar:
    """The fields by their filters' names, and how many rounds there are where not all are offered."""

    fields: dict[str, SafeString]
    more_rounds: int


@dataclass(frozen=True)
class _EmptyBar:
    """Fields in which nothing is chosen; the options of the rounds, by the rounds' names, are put in for each page."""

    fields: dict[str, str]
    rounds: dict[str, str]


def filter_bar(filters: ItemFilterSet, *, all_rounds: bool) -> FilterBar:
    """Draw the filters with what the address chose. A value that makes no sense stands with its error."""
    empty = _empty_bar(filters.offered.lists)
    rounds = list(filters.offered.rounds) if all_rounds else _first_rounds(filters)
    options = "".join(empty.rounds[escape(round.name)] for round in rounds)
    drawn = empty.fields | {
        "round": empty.fields["round"].replace(_ROUNDS_GO_HERE, options),
        "officer": empty.fields["officer"].replace(_option(str(filters.user.pk), str(filters.user)), ""),
    }
    fields = {name: _with_choice(filters, name, shown) for name, shown in drawn.items()}
    there = len(filters.offered.rounds)
    return FilterBar(fields, there if there > len(rounds) else 0)


@lru_cache(maxsize=KEPT_LISTS)
def _empty_bar(lists: OfferedLists) -> _EmptyBar:
    form = every_filter(Offered(lists))
    fields = {
        name: _BETWEEN_TAGS.sub("><", render_to_string(FIELD, {"field": form[name]})).strip()
        for name in form.fields
    }
    rounds = {found[1]: found[0] for found in _OPTIONS.finditer(fields["round"])}
    fields["round"] = fields["round"].replace("".join(rounds.values()), _ROUNDS_GO_HERE)
    return _EmptyBar(fields, rounds)


def _first_rounds(filters: ItemFilterSet) -> list[OfferedRound]:
    """Return the newest rounds: of the dialogue that is chosen, else of each, and the one that is chosen."""
    codes, chosen = filters.values.get("dialogue"), filters.values.get("round", ())
    rounds = [
        round for round in filters.offered.rounds if not codes or round.code in codes or round.name in chosen
    ]
    if len(rounds) <= MOST_ROUNDS:
        return rounds
    of_each = max(MOST_ROUNDS // len({round.code for round in rounds}), 1)
    newest: dict[str, int] = {}
    found = []
    for round in rounds:  # by dialogue, the newest first
        newest[round.code] = newest.get(round.code, 0) + 1
        if newest[round.code] <= of_each or round.name in chosen:
            found.append(round)
    return found


def _with_choice(filters: ItemFilterSet, name: str, drawn: str) -> SafeString:
    # A form sends the empty choice of the list too, after the boxes that are ticked.
    value = filters.data.get(name, "")
    if name not in filters.values and not (name == "sort" and value):
        return SafeString(drawn)
    if filters.form[name].errors or isinstance(filters.form.fields[name], PastDay):
        return render_to_string(FIELD, {"field": filters.form[name]})
    if isinstance(filters.filters[name], SomeOf):
        return SafeString(_with_boxes(filters, name, drawn))
    if "<input " in drawn:  # words
        return SafeString(drawn.replace(f'name="{name}"', f'name="{name}" value="{escape(value)}"', 1))
    option = f'<option value="{escape(value)}"'
    return SafeString(
        drawn.replace(_NONE_CHOSEN, '<option value="">', 1).replace(option, f"{option} selected", 1)
    )


def _with_boxes(filters: ItemFilterSet, name: str, drawn: str) -> str:
    """Draw the chosen values as boxes that are ticked, before the list, from which another is added."""
    label = escape(filters.label_of(name))
    boxes = []
    for value in filters.values[name]:
        words = filters.words_for(name, value).strip()
        boxes.append(
            f'<label class="choice chosen"><input type="checkbox" name="{name}" value="{escape(value)}" checked>'
            f'<span><span class="hidden-text">{label}: </span>{escape(words)}</span></label>'
        )
        drawn = drawn.replace(_option(value, dict(filters.offered.choices(name)).get(value, "")), "", 1)
    drawn = _FIRST_OPTION.sub(f'<option value="" selected>{escape(_("or also…"))}</option>', drawn, count=1)
    return drawn.replace("<select ", f"{''.join(boxes)}<select ", 1)


def _option(value: str, label: str) -> str:
    return f'<option value="{escape(value)}">{escape(label)}</option>'
