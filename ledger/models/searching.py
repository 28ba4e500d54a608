"""Words looked for in items: accents and case do not count, and the beginning of a word is enough.

Nothing is kept for it but indexes (migration 0004, on PostgreSQL): a text that is redacted is found no more. SQLite
reads the texts themselves, by a function that each connection is given.
"""

import re
import unicodedata
from collections.abc import Iterable
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
        text, params = self.process_lhs(compiler, connection)
        return f"ledger_fold({text}) LIKE %s", [*params, f"% {self.rhs}%"]

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


def items_matching(items: ItemQuerySet, typed: str) -> ItemQuerySet:
    """The items in which every typed word begins a word, somewhere: "7-06", "tortura registro", "USMX-7-06".

    Looked at are references, summaries, passages, topics and their phrases, notes, sources, and what evidence is
    called. A reference may come without its dialogue. Nothing but signs finds nothing.
    """
    asked = list(_questions(typed[:LONGEST]))
    if not asked:
        return items.none() if typed.strip() else items
    for question in asked:
        items = items.filter(question)
    return items


def _questions(typed: str) -> Iterable[Q]:
    left = typed
    for found in _REF.finditer(typed):
        code, round_number, number = found.groups()
        question = Q(round__number=int(round_number), number=int(number))
        yield question & Q(round__dialogue__code__iexact=code) if code else question
        left = left.replace(found.group(), " ", 1)
    for word in fold(left).split()[:MOST]:
        yield _somewhere(word)


def _somewhere(word: str) -> Q:
    """Items in which a word begins so: the rows that each index finds, put together; never all of them read."""
    items = ItemQuerySet(Item).order_by()
    passages = Passage.objects.filter(quote__has_word=word)
    texts = EntryText.objects.filter(SEARCHED, text__has_word=word)
    found = (
        items.filter(summary_es__has_word=word).values("pk"),
        items.filter(round__dialogue__code__istartswith=word).values("pk"),
        items.filter(passage__in=passages).values("pk"),
        ItemPassage.objects.filter(passage__in=passages).values("item"),
        texts.order_by().values("entry__item"),
        ItemTopic.objects.filter(topic__in=_topics(word)).order_by().values("item"),
    )
    return Q(pk__in=items.filter(summary_en__has_word=word).values("pk").union(*found))


def _topics(word: str) -> models.QuerySet[Topic]:
    named = Q(name_en__has_word=word) | Q(name_es__has_word=word)
    phrased = TopicPhrase.objects.filter(text__has_word=word).values("topic")
    return Topic.objects.filter(named | Q(pk__in=phrased))
