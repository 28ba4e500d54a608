"""Words looked for in items: accents and case do not count, and the beginning of a word is enough.

Nothing is kept for it but indexes (migration 0004, on PostgreSQL): a text that is redacted is found no more. SQLite
reads the texts themselves, by a function that each connection is given.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import CharField, Lookup, Q, TextField

from ledger.models.entries import EntryText
from ledger.models.items import Item, ItemPassage, ItemQuerySet, ItemTopic
from ledger.models.statements import Passage
from ledger.models.topics import Topic, TopicPhrase

if TYPE_CHECKING:
    TextLookup = Lookup[Any]
else:
    TextLookup = Lookup

_BETWEEN = re.compile(r"[\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
_REF = re.compile(r"(?:([A-Za-z][A-Za-z0-9]*)-)?(\d{1,6})-(\d{1,6})")
FOLDED = (
    "to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(TEXT), NFKD),"
    " '[\u0300-\u036f]', '', 'g'), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'))"
)
"""PostgreSQL's form of ``fold``; an index is used where its expression is this one, to the letter."""
SEARCHED = Q(part__in=("note", "source", "quote")) | Q(part__startswith="evidence.")
"""Which texts of entries are searched: what they say, and what their evidence is called."""
MOST = 12
"""How many words are looked for; what comes after narrows nothing any more."""
REPEATED = 4
"""How many texts of an item may bear a word, about: so many rows are read for each item that is wanted."""
LONGEST = 200
"""How many characters are looked at: a text of a megabyte would keep a process busy for hours."""


def fold(text: str) -> str:
    """A text without accents and capitals, its words each after a blank: "Prisión, 2017" gives " prision 2017"."""
    plain = text.lower()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return " " + _BETWEEN.sub(" ", plain)


def is_ref(typed: str) -> bool:
    """Whether what was typed names one item: "7-06", "usmx-7-06"."""
    return _REF.fullmatch(typed.strip()) is not None


class HasWord(TextLookup):
    """Whether a word of a text begins with a folded word: ``quote__has_word="tort"``."""

    lookup_name = "has_word"

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """A text of plain letters that has not the word's own is passed over without folding it, which is slow."""
        text, params = self.process_lhs(compiler, connection)
        asked = f"({text} LIKE %s OR {text} GLOB '*[^ -~]*') AND ledger_fold({text}) LIKE %s"
        return f"({asked})", [*params, f"%{self.rhs}%", *params, *params, f"% {self.rhs}%"]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        text, params = self.process_lhs(compiler, connection)
        return f"{FOLDED.replace('TEXT', text)} @@ to_tsquery('simple', %s)", [*params, f"'{self.rhs}':*"]

    def get_prep_lookup(self) -> Any:
        return self.rhs


for _field in (CharField, TextField):
    _field.register_lookup(HasWord)


def teach_to_fold(connection: Any, **_signal: Any) -> None:
    """Give a new connection to SQLite the function that the lookup names."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "ledger_fold", 1, lambda text: fold(text or ""), deterministic=True
        )


def items_matching(items: ItemQuerySet, typed: str, rounds: Sequence[int] | None = None) -> ItemQuerySet:
    """The items in which every typed word begins a word, somewhere: "7-06", "tortura registro", "USMX-7-06".

    Looked at are references, summaries, passages, topics and their phrases, notes, sources, and what evidence is
    called. A reference may come without its dialogue. Nothing but signs finds nothing. ``rounds`` are keys: words are
    then looked for in these rounds' items alone, so that one which nearly all items bear costs no more than they do.
    """
    asked, words = _asked(typed)
    if not (asked or words):
        return items.none() if typed.strip() else items
    among = {} if rounds is None else {"round__in": rounds}
    asked += [Q(pk__in=_together(_bearing(word, **among))) for word in words]
    items = items.filter(**among)
    for question in asked:
        items = items.filter(question)
    return items


def few_matching(typed: str, few: int) -> set[int] | None:
    """The keys of the items that match, whoever may see them; None where they may be more than a few.

    They are looked for by their reference, or by a word that few items bear; the other words in those items alone.
    """
    asked, words = _asked(typed)
    if not (asked or words):
        return set()
    found, left = _few_of_one(asked, words, few)
    if found is None:
        return None
    for word in left:
        found &= set(_together(_bearing(word, pk__in=found)))
    return found


def _few_of_one(asked: list[Q], words: list[str], few: int) -> tuple[set[int] | None, list[str]]:
    """The keys of the items with the reference, else of those that bear one of the words; and the words left to ask."""
    if asked:
        return _few(Item.objects.filter(*asked).order_by().values_list("pk", flat=True), few), words
    for word in words:
        if (found := _few(_together(_bearing(word), repeated=True), few)) is not None:
            return found, [one for one in words if one != word]
    return None, words


def _few(keys: Any, few: int) -> set[int] | None:
    """The keys, one of which may come several times; None where there are too many."""
    read = list(keys[: REPEATED * few])
    found = set(read)
    return found if len(read) < REPEATED * few and len(found) <= few else None


def _asked(typed: str) -> tuple[list[Q], list[str]]:
    """What was typed: references as questions, and the folded words beside them."""
    left = typed = typed[:LONGEST]
    asked = []
    for found in _REF.finditer(typed):
        code, round_number, number = found.groups()
        question = Q(round__number=int(round_number), number=int(number))
        asked.append(question & Q(round__dialogue__code__iexact=code) if code else question)
        left = left.replace(found.group(), " ", 1)
    return asked, list(dict.fromkeys(fold(left).split()[:MOST]))


def _bearing(word: str, **among: Any) -> list[Any]:
    """Querysets of the keys of items in which a word begins so: the rows that each index finds.

    ``among`` says which are the only items that are looked at: ``round__in`` or ``pk__in`` with their keys.
    """
    passages = Passage.objects.filter(quote__has_word=word)
    items = ItemQuerySet(Item).filter(**among).order_by()
    found = (
        items.filter(summary_en__has_word=word),
        items.filter(summary_es__has_word=word),
        items.filter(round__dialogue__code__istartswith=word),
        items.filter(passage__in=passages),
    )
    linked = (
        ItemPassage.objects.filter(passage__in=passages, **_of("item", among)).values_list("item"),
        ItemTopic.objects.filter(topic__in=_topics(word), **_of("item", among)).values_list("item"),
        EntryText.objects.filter(SEARCHED, text__has_word=word, **_of("entry__item", among)).values_list(
            "entry__item"
        ),
    )
    return [*(one.values_list("pk", flat=True) for one in found), *(one.order_by() for one in linked)]


def _of(item: str, among: dict[str, Any]) -> dict[str, Any]:
    """The same question asked of rows that lead to an item."""
    return {f"{item}__{name}": value for name, value in among.items()}


def _together(found: list[Any], *, repeated: bool = False) -> Any:
    """Keys out of several querysets; ``repeated`` where one may come twice, and the first are there at once.

    In no order: Django 6.1 would look for one among the keys.
    """
    return found[0].union(*found[1:], all=repeated).order_by()


def _topics(word: str) -> models.QuerySet[Topic]:
    named = Q(name_en__has_word=word) | Q(name_es__has_word=word)
    phrased = TopicPhrase.objects.filter(text__has_word=word).values("topic")
    return Topic.objects.filter(named | Q(pk__in=phrased))
