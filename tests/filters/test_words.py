"""Words that many items bear: looked for once each, whatever a page asks; the same items are found either way."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from ledger.filters import ItemFilterSet
from ledger.filters.items import FEW
from ledger.models import Dialogue, Item, User, search
from ledger.recording.volume import fill
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SIGN = {"postgresql": "to_tsquery", "sqlite": "ledger_fold("}
"""What a query holds that looks for words in texts."""


def filters_of_volume(query: str) -> ItemFilterSet:
    user, dialogue = User.objects.get(username="volume"), Dialogue.objects.get(code="VOLUME")
    return ItemFilterSet(QueryDict(query), Item.objects.current(), user=user, dialogues=[dialogue])


def test_words_of_more_than_a_thousand_items_are_looked_for_once_each() -> None:
    """The items found are then named by their keys, for the page and for its counts."""
    fill(1_100, entries=1)
    asked, found = [], []
    for typed in ("p", "p r", "p r m"):
        with CaptureQueriesContext(connection) as queries:
            filters = filters_of_volume(f"q={typed}")
            found.append(filters.chosen.count())
            assert len(filters.chosen.values_list("pk", flat=True)) == found[-1]
        asked.append(sum(SIGN[connection.vendor] in query["sql"] for query in queries))
    assert asked == [1, 2, 3]
    assert found == sorted(found, reverse=True)
    assert found[0] > 1_000


def test_few_items_are_read_for_a_further_word_and_the_index_is_asked_beyond(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both find what the words find together in one query."""
    fill(300, entries=2)
    typed = ("seventh tort", "tort seventh", "tenth seventh", "VOLUME-1-70 seventh", "thousandth tort")
    items = Item.objects.all()
    answers = [set(search.items_matching(items, words).values_list("pk", flat=True)) for words in typed]
    for read_at_once, few in ((0, FEW), (10_000, FEW), (500, 60)):
        monkeypatch.setattr(search, "READ_AT_ONCE", read_at_once)
        assert [search.few_matching(words, few) for words in typed] == answers
    assert [len(found) for found in answers] == [28, 28, 4, 1, 0]


def test_word_of_more_items_than_few_is_left_to_the_page() -> None:
    fill(100, entries=1)
    bearing = len(search.few_matching("seventh", 100) or ())
    assert search.few_matching("seventh", bearing - 1) is None
    assert len(search.few_matching("seventh", bearing) or ()) == bearing


def test_word_of_many_texts_of_few_items_is_no_common_word() -> None:
    """Rows are read on where an item bears a word many times: it counts once."""
    fill(4, entries=9)
    assert len(search.few_matching("p", 4) or ()) == 4


@pytest.mark.parametrize("keys", [[], [-1], range(-40_000, 0)], ids=["none", "one", "40,000"])
def test_rows_are_asked_for_among_any_number_of_keys(keys: list[int]) -> None:
    """Placeholders, as of ``pk__in``, have a limit on SQLite (32,766)."""
    dialogue = make_dialogue("ABC")
    item = make_item(make_round(dialogue), make_member(Role.EDITOR, dialogue=dialogue))
    assert list(Item.objects.filter(pk__among=[*keys, item.pk])) == [item]
    assert list(Item.objects.filter(pk__among=keys)) == []
    assert list(Item.objects.exclude(pk__among=keys)) == [item]
    assert list(item.entries.filter(item__pk__among=[item.pk]).values_list("sequence")) == [(1,)]
