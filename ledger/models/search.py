"""Words looked for in items: accents and case do not count, and the beginning of a word is enough.

On PostgreSQL the words of a text are kept in a generated column beside it, which goes with the text (migration 0019): a
redacted text is found no more. SQLite reads the texts themselves, by a function that each connection is given.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigAutoField, CharField, Lookup, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.lookups import IsNull
from django.db.models.sql.compiler import SQLCompiler

from ledger.models.entries import EntryText
from ledger.models.item_links import ItemPassage, ItemTopic
from ledger.models.items import Item, ItemQuerySet
from ledger.models.statements import Passage
from ledger.models.topics import Topic, TopicPhrase
from ledger.typed_text import HIDDEN, plain_dashes

if TYPE_CHECKING:
    TextLookup = Lookup[Any]
else:
    TextLookup = Lookup

ItemRows = TypeVar("ItemRows", bound="QuerySet[Item, Any]")
"""Items, as models or as plain values."""

_BETWEEN = re.compile(r"[\W_]+")
_MARKS = re.compile(f"[\u0300-\u036f{HIDDEN}]")
_REF = re.compile(
    r"""(?x: # e.g. 7-06 · usmx-7-06 · USMX-7-06.2
    (?:([A-Za-z][A-Za-z0-9]{0,11})-)?(\d{1,6})-(\d{1,6})(?:\.(\d{1,4})\b)? )"""
)
_ROUND = re.compile(r"\b([A-Za-z][A-Za-z0-9]{0,11})-(\d{1,6})\b")
_NUMBERS = re.compile(r"\d{3,6}")
FOLDED = (
    "to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(TEXT), NFKD),"
    f" '[\u0300-\u036f{HIDDEN}]', '', 'g'), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'))"
)
"""PostgreSQL's form of ``fold``."""
KEPT_WORDS = {
    ("ledger_item", "summary_en"): "summary_en",
    ("ledger_item", "summary_es"): "summary_es",
    ("ledger_passage", "quote"): "quote",
    ("ledger_entrytext", "text"): "text",
    ("ledger_statement", "text"): "left(text, 250000)",
}
"""Columns beside which PostgreSQL keeps their words, in a column of their name with ``_words``, which has an index.

The value is the SQL of the text whose words are kept: a tsvector holds a megabyte at most, and a statement may have two
million characters.
"""
SEARCHED = Q(part__in=("note", "source", "quote")) | Q(part__startswith="evidence.")
"""Which texts of entries are searched: what they say, and what their evidence is called."""
MOST = 12
"""How many words are looked for; what comes after narrows nothing any more."""
TEXTS_AN_ITEM = (2, 10)
"""How many texts of an item may bear a word: so many rows are read for each item, then so many more."""
READ_AT_ONCE = 500
"""Of so many items at most, the texts are read for a word, instead of asking the index for all that bear it."""
ASKED_EACH = 10_000
"""Of so many items at most each is asked by itself, where the first of them told that few match."""
SAMPLE_ITEMS, COMMON_SHARE = 200, 1 / 4
"""A word is common that so large a share of the newest items bears: a page then finds its items by reading on."""
LONGEST = 200
"""How many characters are looked at: a text of a megabyte would keep a process busy for hours."""


def fold(text: str) -> str:
    """Return a text without accents and capitals, its words each after a blank: "Prisión, 2017" gives "
    prision 2017".
    """
    plain = text.lower()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return " " + _BETWEEN.sub(" ", plain)


def is_ref(typed: str) -> bool:
    """Tell whether what was typed names one item, or a step: "7-06", "usmx-7-06", "7-06.2"."""
    return _REF.fullmatch(plain_dashes(typed).strip()) is not None


def is_step_ref(typed: str) -> bool:
    """Tell whether what was typed names a step by its reference: "7-06.2"."""
    return any(found.group(4) for found in _REF.finditer(plain_dashes(typed[:LONGEST])))


class HasWord(TextLookup):
    """Whether a word of a text begins with a folded word: ``quote__has_word="tort"``."""

    lookup_name = "has_word"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Pass over a text of plain letters that has not the word's own without folding it, which
        is slow.
        """
        text, params = self.process_lhs(compiler, connection)
        asked = f"({text} LIKE %s OR {text} GLOB '*[^ -~]*') AND ledger_fold({text}) LIKE %s"
        return f"({asked})", [*params, f"%{self.rhs}%", *params, *params, f"% {self.rhs}%"]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        text, params = self.process_lhs(compiler, connection)
        column = getattr(self.lhs, "target", None)
        is_kept = column is not None and (column.model._meta.db_table, column.column) in KEPT_WORDS
        words = f'{text[:-1]}_words"' if is_kept else FOLDED.replace("TEXT", text)
        return f"{words} @@ to_tsquery('simple', %s)", [*params, f"'{self.rhs}':*"]

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


class WordSearch:
    """The words that a person typed to find items by; a page asks several times, for its rows and for their number.

    Every typed word begins a word of the item, somewhere: "7-06", "tortura registro", "USMX-7-06". Looked at are
    references, summaries, passages, topics and their phrases, notes, sources, and what evidence is called. A
    reference may come without its dialogue, and without its hyphen ("706"); "USMX-7" finds all items of the round.
    Nothing but signs finds nothing; nothing at all finds everything.
    """

    def __init__(self, typed: str) -> None:
        self.is_empty = not typed.strip()
        self.asked, self.words = _asked(typed)
        self.is_vain = not (self.asked or self.words)

    @cached_property
    def questions(self) -> list[Q]:
        """What is asked of each item by itself."""
        return [*self.asked, *map(_bears, self.words)]

    @property
    def plain_words(self) -> list[str]:
        """The words, folded, as texts may have them; references are none."""
        return list(dict.fromkeys(word.rpartition("-")[2] for word in self.words))

    def matching(self, items: ItemRows, rounds: Sequence[int] | None = None) -> ItemRows:
        """Return the items that match; of some rounds alone, where their keys are given.

        Each item is asked by itself, and no further than to its first text with the word: quick where many items bear
        it and few are wanted. For words of few items there is ``few``, for the rest of a long list ``all_matching``.
        """
        if self.is_vain:
            return items if self.is_empty else items.none()
        if rounds is not None:
            items = items.filter(round__in=rounds)
        for question in self.questions:
            items = items.filter(question)
        return items

    def all_matching(self, items: ItemRows) -> ItemRows:
        """Return the same items, for a list in which few match, however many it holds: the index names all
        that match at once.

        Their keys are read: asked for in one query with the list's own conditions, PostgreSQL would look for each item.
        """
        keys = items.order_by().values_list("pk", flat=True)[: ASKED_EACH + 1]
        if self.is_vain or len(keys) <= ASKED_EACH:
            return self.matching(items)
        if self.words:
            found = set.intersection(*(set(_together(_bearing(word))) for word in self.words))
            items = items.filter(pk__among=found)
        return items.filter(*self.asked)

    def few(self, few: int) -> set[int] | None:
        """Return the keys of the items that match, regardless of who may see them; None where they may be
        more than ``few``.

        The newest items tell which words are common. Where many of them bear all the words, a page soon finds its items
        by reading on. Else the index finds each rare word by itself, the rarest first, and the keys are intersected: a
        condition for each word in one query makes PostgreSQL guess how many items bear it, and read all texts where it
        guesses wrong. Common words, and all once few items are left, are looked for in the texts of those items.
        """
        if self.is_vain:
            return set()
        asked = Item.objects.filter(*self.asked).order_by().values_list("pk", flat=True)
        found = _few(asked, few) if self.asked else None
        if not self.words or (self.asked and found is None):
            return found
        if found is not None and len(found) <= READ_AT_ONCE:
            return _bearing_all(found, self.questions[len(self.asked) :])
        sample = _Sample(dict(zip(self.words, self.questions[len(self.asked) :], strict=True)), few)
        if sample.is_whole:
            matching = sample.bearing_all(self.words)
            matching = matching if found is None else matching & found
            return matching if len(matching) <= few else None
        return None if sample.is_common(*self.words) else _narrowed(found, sample, few)


def items_matching(items: ItemQuerySet, typed: str, rounds: Sequence[int] | None = None) -> ItemQuerySet:
    """Select the items that match what was typed: see ``WordSearch.matching``."""
    return WordSearch(typed).matching(items, rounds)


def few_matching(typed: str, few: int) -> set[int] | None:
    """Return the keys of the items that match what was typed, None where they may be more: see ``WordSearch.few``."""
    return WordSearch(typed).few(few)


def _narrowed(found: set[int] | None, sample: "_Sample", few: int) -> set[int] | None:
    """Find those of the items, or of all, that bear the words of the sample; None where they may be more than
    ``few``.
    """
    common = []
    for word in sample.rarest_first():
        is_read = sample.is_common(word) or (found is not None and len(found) <= READ_AT_ONCE)
        bearing = None if is_read else _few_bearing(word, few)
        if bearing is None:
            common.append(sample.questions[word])
        else:
            found = bearing if found is None else found & bearing
    return found if found is None else _bearing_all(found, common)


def _few_bearing(word: str, few: int) -> set[int] | None:
    """Return the keys of the items that bear a word, by the index; None where they may be more than ``few``.

    PostgreSQL guesses that any word is in one text of a hundred, and would start workers for so many, which takes
    longer than the index takes to answer.
    """
    keys = _together(_bearing(word), repeated=True)
    with transaction.atomic(using=keys.db):
        if connections[keys.db].vendor == "postgresql":
            with connections[keys.db].cursor() as cursor:
                cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        return _few(keys, few)


def _bearing_all(found: set[int], questions: Sequence[Q]) -> set[int]:
    """Find those of the items, by their keys, of which each question is true."""
    for question in questions if found else ():
        found = set(Item.objects.filter(question, pk__among=found).order_by().values_list("pk", flat=True))
    return found


class _Sample:
    """The newest items by the words they bear, each word given with the question whether an item bears it.

    Keys ascend, so that the newest one tells how many items there are at most.
    """

    def __init__(self, questions: dict[str, Q], few: int) -> None:
        self.questions = questions
        newest = list(Item.objects.order_by("-pk").values_list("pk", flat=True)[:SAMPLE_ITEMS])
        self.is_whole = len(newest) < SAMPLE_ITEMS
        self.least = len(newest) * min(COMMON_SHARE, few / max(newest, default=1))
        self.bearing = {word: _bearing_all(set(newest), [asked]) for word, asked in questions.items()}

    def rarest_first(self) -> list[str]:
        """Return the words, in the order in which they leave fewest items."""
        return sorted(self.bearing, key=lambda word: len(self.bearing[word]))

    def bearing_all(self, words: Sequence[str]) -> set[int]:
        """Find which of them bear all these words."""
        return set.intersection(*(self.bearing[word] for word in words))

    def is_common(self, *words: str) -> bool:
        """Tell whether many of them bear all these words."""
        return len(self.bearing_all(words)) > self.least


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
    """Return what was typed: references as questions, and the folded words beside them."""
    left = typed = plain_dashes(typed[:LONGEST])
    asked = []
    for found in _REF.finditer(typed):
        code, round_number, number, step_number = found.groups()
        question = Q(round__number=int(round_number), number=int(number))
        question &= Q(step_number=int(step_number)) if step_number else Q()
        asked.append(question & Q(round__dialogue__code__iexact=code) if code else question)
        left = left.replace(found.group(), " ", 1)
    return asked, list(dict.fromkeys(_words(left)[:MOST]))


def _words(typed: str) -> list[str]:
    """Fold the words of what was typed; a round's number comes with its code too: "USMX-7" is "usmx", "usmx-7"."""
    words, begins = [], 0
    for found in _ROUND.finditer(typed):
        code, number = (part.lower() for part in found.groups())
        words += [*fold(typed[begins : found.start()]).split(), code, f"{code}-{number}"]
        begins = found.end()
    return [*words, *fold(typed[begins:]).split()]


def _numbered(word: str) -> tuple[str, Q]:
    """Return a word as texts have it, and which items it names by their number besides: "usmx-7" a round's, "704" 7-04.

    The number in a reference has two digits at least, and no further zero before it.
    """
    code, dash, number = word.rpartition("-")
    if dash:
        return number, Q(round__dialogue__code__iexact=code, round__number=int(number))
    found = Q()
    for at in range(1, len(word) - 1) if _NUMBERS.fullmatch(word) else ():
        if word[at] != "0" or len(word) - at == 2:
            found |= Q(round__number=int(word[:at]), number=int(word[at:]))
    return word, found


def _bearing(word: str) -> list[QuerySet[Any, Any]]:
    """Return querysets of the keys of items in which a word begins so: the rows that each index finds."""
    word, named = _numbered(word)
    passages = Passage.objects.filter(quote__has_word=word)
    items = ItemQuerySet(Item).order_by()
    found = (
        *([items.filter(named)] if named else []),
        items.filter(summary_en__has_word=word),
        items.filter(summary_es__has_word=word),
        items.filter(round__dialogue__code__istartswith=word),
        items.filter(passage__in=passages),
    )
    linked = (
        ItemPassage.objects.filter(passage__in=passages).values_list("item"),
        ItemTopic.objects.filter(topic__in=topics_named(word)).values_list("item"),
        EntryText.objects.filter(SEARCHED, text__has_word=word).values_list("entry__item"),
    )
    return [*(rows.values_list("pk", flat=True) for rows in found), *(links.order_by() for links in linked)]


def _bears(word: str) -> Q:
    """Return the same question asked of each item by itself, what is quickly told first.

    A subquery for each row, and none that the database would answer for all items at once (as it may ``EXISTS``).
    """
    word, named = _numbered(word)
    of_item = {"item": OuterRef("pk")}
    linked = (
        EntryText.objects.filter(SEARCHED, text__has_word=word, entry__item=OuterRef("pk")),
        ItemTopic.objects.filter(topic__in=list(topics_named(word).values_list("pk", flat=True)), **of_item),
        ItemPassage.objects.filter(passage__quote__has_word=word, **of_item),
    )
    found = named | Q(summary_en__has_word=word) | Q(summary_es__has_word=word)
    found |= Q(round__dialogue__code__istartswith=word) | Q(passage__quote__has_word=word)
    for rows in linked:
        found |= Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))
    return found


def _together(found: list[QuerySet[Any, Any]], *, repeated: bool = False) -> QuerySet[Any, Any]:
    """Select keys out of several querysets; ``repeated`` where one may come twice, and the first are there at once.

    In no order: Django 6.1 would look for one among the keys.
    """
    return found[0].union(*found[1:], all=repeated).order_by()


def topics_named(word: str) -> models.QuerySet[Topic]:
    """Return the topics in whose name, or in one of whose phrases, a word begins so."""
    named = Q(name_en__has_word=word) | Q(name_es__has_word=word)
    phrased = TopicPhrase.objects.filter(text__has_word=word).values("topic")
    return Topic.objects.filter(named | Q(pk__in=phrased))
