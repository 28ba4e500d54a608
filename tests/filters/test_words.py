"""Words that many items bear: looked for once each, whatever a page asks; the same items are found either way."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from ledger.filters import Cursor, ItemFilterSet, page_of
from ledger.filters.items import FEW
from ledger.filters.order import in_order
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


@pytest.mark.parametrize(("read_at_once", "times"), [(0, [1, 2, 3]), (500, [1, 1, 1])])
def test_rare_words_are_looked_for_once_each_by_the_index(
    monkeypatch: pytest.MonkeyPatch, read_at_once: int, times: list[int]
) -> None:
    """The items found are then named by their keys, for the page and for its counts."""
    monkeypatch.setattr(search, "READ_AT_ONCE", read_at_once)
    fill(1_100, entries=1)
    asked, found = [], []
    for typed in ("seventh", "seventh tenth", "seventh tenth thirtieth"):
        with CaptureQueriesContext(connection) as queries:
            filters = filters_of_volume(f"q={typed}")
            found.append(filters.chosen.count())
            assert len(filters.chosen.values_list("pk", flat=True)) == found[-1]
        asked.append(
            sum(SIGN[connection.vendor] in query["sql"] and "UNION" in query["sql"] for query in queries)
        )
    assert asked == times
    assert found == [157, 15, 5]


def test_common_words_are_left_to_the_page_without_asking_the_index() -> None:
    fill(300, entries=2)
    for typed in ("p", "p r", "tort"):
        with CaptureQueriesContext(connection) as queries:
            assert search.few_matching(typed, FEW) is None
        assert not [query for query in queries if "UNION" in query["sql"]]


def test_same_items_are_found_by_the_index_by_their_texts_and_each_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(300, entries=2)
    typed = (
        "seventh tort",
        "tort seventh",
        "tenth seventh",
        "VOLUME-1-70 seventh",
        "thousandth tort",
        "volume-7 tort",
    )
    items = Item.objects.all()
    answers = [set(search.items_matching(items, words).values_list("pk", flat=True)) for words in typed]
    for read_at_once, few, sampled in (
        (0, FEW, 200),
        (10_000, FEW, 200),
        (500, 60, 0),
        (0, FEW, 0),
        (0, FEW, 301),
    ):
        monkeypatch.setattr(search, "READ_AT_ONCE", read_at_once)
        monkeypatch.setattr(search, "SAMPLE_ITEMS", sampled)
        assert [search.few_matching(words, few) for words in typed] == answers
    for most in (10_000, 299):
        monkeypatch.setattr(search, "ASKED_EACH", most)
        searches = [search.WordSearch(words) for words in typed]
        assert [{item.pk for item in asked.all_matching(items)} for asked in searches] == answers
    assert [len(found) for found in answers] == [28, 28, 4, 1, 0, 0]


@pytest.mark.parametrize("order", ["ref", "-ref", "review", "-newest", "status"])
def test_pages_of_common_words_hold_every_item_once_in_order(
    monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    """Read on in a few rounds, or among the first items, before all are looked at; each of them, or by the index."""
    fill(520, entries=2)
    filters = filters_of_volume(f"q=tenth seventh&sort={order}")
    wanted = list(in_order(filters.chosen, order).values_list("ref", flat=True))
    assert filters.found is not None
    assert len(wanted) == 7
    monkeypatch.setattr("ledger.filters.items.FEW", 0)
    for windows, most in (((2, 16), 10_000), ((2, 16), 0), ((200,), 0)):
        monkeypatch.setattr("ledger.filters.order.WINDOWS", windows)
        monkeypatch.setattr(search, "ASKED_EACH", most)
        read, cursor = [], Cursor()
        while True:
            filters = filters_of_volume(f"q=tenth seventh&sort={order}")
            how = {"among": filters.queryset, "rounds": filters.rounds, "narrowed": filters.bearing}
            page = page_of(filters.almost_chosen, order, cursor, size=3, **how)
            assert filters.common is not None
            read += [item.ref for item in page.items]
            if not page.has_next:
                break
            cursor = Cursor(after=read[-1])
        assert read == wanted


def test_word_of_more_items_than_few_is_left_to_the_page() -> None:
    fill(100, entries=1)
    bearing = len(search.few_matching("seventh", 100) or ())
    assert search.few_matching("seventh", bearing - 1) is None
    assert len(search.few_matching("seventh", 100) or ()) == bearing == 14


def test_word_of_many_texts_of_few_items_is_no_common_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are read on where an item bears a word many times: it counts once."""
    monkeypatch.setattr(search, "SAMPLE_ITEMS", 0)
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
