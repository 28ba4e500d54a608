"""Words looked for in items: accents and case do not count, and the beginning of a word is enough.

Nothing is kept for it but indexes (migrations 0004 and 0017, on PostgreSQL): a redacted text is found no more. SQLite
reads the texts themselves, by a function that each connection is given.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigAutoField, CharField, Lookup, Q, QuerySet, TextField
from django.db.models.sql.compiler import SQLCompiler

from ledger.models.entries import EntryText
from ledger.models.items import Item, ItemPassage, ItemQuerySet, ItemTopic
from ledger.models.statements import Passage
from ledger.models.topics import Topic, TopicPhrase
from ledger.typed_text import HIDDEN, plain_dashes

if TYPE_CHECKING:
    TextLookup = Lookup[Any]
else:
    TextLookup = Lookup

_BETWEEN = re.compile(r"[\W_]+")
_MARKS = re.compile(f"[\u0300-\u036f{HIDDEN}]")
_REF = re.compile(r"(?:([A-Za-z][A-Za-z0-9]{0,11})-)?(\d{1,6})-(\d{1,6})")
FOLDED = (
    "to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(TEXT), NFKD),"
    f" '[\u0300-\u036f{HIDDEN}]', '', 'g'), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'))"
)
"""PostgreSQL's form of ``fold``; an index is used where its expression is this one, to the letter."""
SEARCHED = Q(part__in=("note", "source", "quote")) | Q(part__startswith="evidence.")
"""Which texts of entries are searched: what they say, and what their evidence is called."""
MOST = 12
"""How many words are looked for; what comes after narrows nothing any more."""
TEXTS_AN_ITEM = (2, 10)
"""How many texts of an item may bear a word: so many rows are read for each item, then so many more."""
READ_AT_ONCE = 500
"""Of so many items at most, the texts are read for a word, instead of asking the index for all that bear it."""
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
    return _REF.fullmatch(plain_dashes(typed).strip()) is not None


class HasWord(TextLookup):
    """Whether a word of a text begins with a folded word: ``quote__has_word="tort"``."""

    lookup_name = "has_word"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """A text of plain letters that has not the word's own is passed over without folding it, which is slow."""
        text, params = self.process_lhs(compiler, connection)
        asked = f"({text} LIKE %s OR {text} GLOB '*[^ -~]*') AND ledger_fold({text}) LIKE %s"
        return f"({asked})", [*params, f"%{self.rhs}%", *params, *params, f"% {self.rhs}%"]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        text, params = self.process_lhs(compiler, connection)
        return f"{FOLDED.replace('TEXT', text)} @@ to_tsquery('simple', %s)", [*params, f"'{self.rhs}':*"]

    def get_prep_lookup(self) -> object:
        return self.rhs


class Among(TextLookup):
    """Whether a key is among many: ``pk__among=keys``. One parameter; ``pk__in`` has a placeholder for each key."""

    lookup_name = "among"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        key, params = self.process_lhs(compiler, connection)
        return f"{key} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(self.rhs)]  # noqa: S608

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        key, params = self.process_lhs(compiler, connection)
        return f"{key} = ANY(%s::bigint[])", [*params, self.rhs]

    def get_prep_lookup(self) -> list[int]:
        return sorted(self.rhs)


for _field in (CharField, TextField):
    _field.register_lookup(HasWord)
BigAutoField.register_lookup(Among)


def teach_to_fold(connection: BaseDatabaseWrapper, **_signal: object) -> None:
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
    """The keys of the items that match, regardless of who may see them; None where they may be more than ``few``.

    The index finds each word by itself, and the keys are intersected here: a condition for each word in one query
    makes PostgreSQL guess how many items bear it, and read all texts where it guesses wrong. Once so few items are
    left that reading their texts is quicker, and for words that more than ``few`` items bear, only those are read.
    """
    asked, words = _asked(typed)
    if not (asked or words):
        return set()
    found: set[int] | None = None
    if asked:
        found = _few(Item.objects.filter(*asked).order_by().values_list("pk", flat=True), few)
        if found is None:
            return None
    common = []
    for word in words:
        is_read = found is not None and len(found) <= READ_AT_ONCE
        bearing = None if is_read else _few(_together(_bearing(word), repeated=True), few)
        if bearing is None:
            common.append(word)
        else:
            found = bearing if found is None else found & bearing
    if not found:
        return found
    for word in common:
        found &= set(_together(_bearing(word, pk__among=found)))
    return found


def _few(keys: QuerySet[Any], few: int) -> set[int] | None:
    """Read the keys, each of which may come several times; None where more than ``few`` items have them."""
    for texts in TEXTS_AN_ITEM:
        read = list(keys[: texts * few])
        found = set(read)
        if len(found) > few:
            return None
        if len(read) < texts * few:
            return found
    return None


def _asked(typed: str) -> tuple[list[Q], list[str]]:
    """What was typed: references as questions, and the folded words beside them."""
    left = typed = plain_dashes(typed[:LONGEST])
    asked = []
    for found in _REF.finditer(typed):
        code, round_number, number = found.groups()
        question = Q(round__number=int(round_number), number=int(number))
        asked.append(question & Q(round__dialogue__code__iexact=code) if code else question)
        left = left.replace(found.group(), " ", 1)
    return asked, list(dict.fromkeys(fold(left).split()[:MOST]))


def _bearing(word: str, **among: object) -> list[QuerySet[Any, Any]]:
    """Querysets of the keys of items in which a word begins so: the rows that each index finds.

    ``among`` says which are the only items that are looked at: ``round__in`` or ``pk__among`` with their keys.
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
    return [*(rows.values_list("pk", flat=True) for rows in found), *(links.order_by() for links in linked)]


def _of(item: str, among: dict[str, object]) -> dict[str, object]:
    """The same question asked of rows that lead to an item."""
    return {f"{item}__{name}": value for name, value in among.items()}


def _together(found: list[QuerySet[Any, Any]], *, repeated: bool = False) -> QuerySet[Any, Any]:
    """Keys out of several querysets; ``repeated`` where one may come twice, and the first are there at once.

    In no order: Django 6.1 would look for one among the keys.
    """
    return found[0].union(*found[1:], all=repeated).order_by()


def _topics(word: str) -> models.QuerySet[Topic]:
    named = Q(name_en__has_word=word) | Q(name_es__has_word=word)
    phrased = TopicPhrase.objects.filter(text__has_word=word).values("topic")
    return Topic.objects.filter(named | Q(pk__in=phrased))
