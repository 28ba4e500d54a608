"""The items' list: what it shows, how it is left and come back to, and with how many queries."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Dialogue, SavedView, User
from ledger.views import items
from ledger.vocabulary import Role, Status
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_party, make_round
from tests.support.admin_pages import signed_in
from tests.support.loud import make_loud

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

QUERIES = 9


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("ABC")


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)


def shown(user: User, query: str = "") -> Any:
    return signed_in(user).get(f"/items/?{query}")


def refs(answer: Any) -> list[str]:
    return [row.item.ref for row in answer.context["rows"]]


def test_list_shows_the_persons_own_items_alone(dialogue: Dialogue, keeper: User) -> None:
    make_loud(make_round(dialogue, number=7), keeper)
    foreign = make_dialogue("XYZ")
    make_item(make_round(foreign, number=7))
    answer = shown(keeper)
    assert refs(answer) == ["ABC-7-01"]
    assert "XYZ" not in answer.content.decode()


def test_counts_and_picture_of_the_workspace_lead_to_as_many_items(dialogue: Dialogue, keeper: User) -> None:
    round = make_round(dialogue)
    make_loud(round, keeper)
    make_item(round, keeper)
    make_entry(make_loud(round, keeper), Status.DECLINED, keeper)
    home = signed_in(keeper).get("/").context
    waiting = [one for one in home["waiting"] if one.address.startswith("/items/")]
    parts = [part for bar in home["spread"].bars for part in bar.parts]
    assert (len(waiting), len(parts)) == (5, 2)
    for one in (*waiting, *parts):
        found = shown(keeper, one.address.partition("?")[2])
        assert (one.label, found.context["count"]) == (one.label, one.count)


def test_chips_name_each_filter_and_lead_to_the_list_without_it(dialogue: Dialogue, keeper: User) -> None:
    make_loud(make_round(dialogue, number=7), keeper)
    chips = shown(keeper, "q=torture&officer=me&after=ABC-7-01&sort=review").context["chips"]
    assert [(chip.label, chip.value) for chip in chips] == [("Words", "torture"), ("Officer", "me")]
    assert [chip.without for chip in chips] == [
        "/items/?officer=me&sort=review",
        "/items/?q=torture&sort=review",
    ]


def test_several_values_stand_as_chips_and_boxes_each_removable(dialogue: Dialogue, keeper: User) -> None:
    round = make_round(dialogue, number=7)
    make_loud(round, keeper)
    make_item(round, keeper)
    answer = shown(keeper, "kind=undertaken&kind=discussed&officer=none&officer=me&sort=review")
    assert refs(answer) == ["ABC-7-01", "ABC-7-02"]
    assert answer.context["count"] == 2
    assert [(chip.label, chip.value, chip.without) for chip in answer.context["chips"]] == [
        (
            "Kind",
            "specific commitment",
            "/items/?kind=discussed&officer=none&officer=me&sort=review",
        ),
        ("Kind", "discussed", "/items/?kind=undertaken&officer=none&officer=me&sort=review"),
        ("Officer", "nobody", "/items/?kind=undertaken&kind=discussed&officer=me&sort=review"),
        ("Officer", "me", "/items/?kind=undertaken&kind=discussed&officer=none&sort=review"),
    ]
    page = answer.content.decode()
    for name, value in (
        ("kind", "undertaken"),
        ("kind", "discussed"),
        ("officer", "none"),
        ("officer", "me"),
    ):
        assert page.count(f'<input type="checkbox" name="{name}" value="{value}" checked>') == 1
    for value in ("undertaken", "discussed", "me"):
        assert f'<option value="{value}">' not in page  # what is chosen is not offered again
    assert page.count('<option value="" selected>or also…</option>') == 2
    assert next(there for there, _label in answer.context["exports"]).endswith(
        "items.csv?kind=undertaken&kind=discussed&officer=none&officer=me&sort=review"
    )


def test_bad_value_is_an_error_and_stays_as_typed(dialogue: Dialogue, keeper: User) -> None:
    make_loud(make_round(dialogue), keeper)
    answer = shown(keeper, "status=zzz&q=torture")
    page = answer.content.decode()
    assert (answer.status_code, refs(answer)) == (200, [])
    assert "zzz is not one of the available choices" in page
    assert 'value="torture"' in page
    assert page.index("Error:") < page.index("</title>")


def test_place_that_is_gone_is_said_above_the_beginning(dialogue: Dialogue, keeper: User) -> None:
    make_loud(make_round(dialogue, number=7), keeper)
    answer = shown(keeper, "after=XYZ-1-01")
    assert refs(answer) == ["ABC-7-01"]
    assert "There is no item XYZ-1-01 to go on from" in answer.content.decode()


def test_pages_lead_on_and_back(dialogue: Dialogue, keeper: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.views.items.SIZE", 2)
    round = make_round(dialogue, number=7)
    for _number in range(3):
        make_item(round, keeper)
    first = shown(keeper).context
    assert (first["previous"], first["first"], first["next"]) == ("", "", "/items/?after=ABC-7-02")
    second = shown(keeper, first["next"].partition("?")[2])
    assert (refs(second), second.context["previous"]) == (["ABC-7-03"], "/items/?before=ABC-7-03")
    assert refs(shown(keeper, first["last"].partition("?")[2])) == ["ABC-7-02", "ABC-7-03"]


def test_heads_of_columns_sort_one_way_and_the_other(dialogue: Dialogue, keeper: User) -> None:
    make_loud(make_round(dialogue), keeper)
    heads = {one.label: (one.sorted, one.address) for one in shown(keeper, "sort=review").context["columns"]}
    assert heads["Review"] == ("ascending", "/items/?sort=-review")
    assert heads["Reference"] == ("", "/items/?sort=ref")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "There is no item yet"),
        ("q=nothing", "No item passes all"),
        ("q=x&sort=zzz", "A filter makes no sense"),
    ],
)
def test_empty_list_teaches(dialogue: Dialogue, keeper: User, query: str, words: str) -> None:
    if query:
        make_loud(make_round(dialogue), keeper)
    assert words in shown(keeper, query).content.decode()


def test_list_asks_no_more_for_three_rows_than_for_one(dialogue: Dialogue, keeper: User) -> None:
    client, round = signed_in(keeper), make_round(dialogue)
    make_loud(round, keeper)
    counted = []
    for _time in range(2):
        client.get("/items/")  # what is read once, until a row that filters offer is changed
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/items/").status_code == 200
        counted.append(len(queries))
        make_loud(round, keeper)
        make_loud(round, keeper)
    assert counted == [QUERIES, QUERIES]


def test_counts_by_value_lead_to_as_many_items(dialogue: Dialogue, keeper: User) -> None:
    round = make_round(dialogue, number=7)
    make_loud(round, keeper)
    make_item(round, keeper)
    make_item(round, keeper)
    facets = {one.label: one.lines for one in shown(keeper).context["counts"].facets}
    assert [(line.label, line.count) for line in facets["Kind"]] == [
        ("discussed", 2),
        ("specific commitment", 1),
    ]
    assert [(line.label, line.count) for line in facets["Officer"]] == [("nobody", 2), ("me", 1)]
    lines = [line for found in facets.values() for line in found]
    lists = [shown(keeper, line.address.partition("?")[2]).context["count"] for line in lines]
    assert lists == [line.count for line in lines]


def test_counts_go_no_further_than_their_cap(
    dialogue: Dialogue, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.views.items.CAP", 1)
    round = make_round(dialogue)
    for _number in range(3):
        make_item(round, keeper)
    counts = shown(keeper).context["counts"]
    assert (counts.total, counts.facets) == (2, [])


def test_paper_says_which_of_a_long_list_it_shows(dialogue: Dialogue, keeper: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("ledger.views.items.SIZE", 2)
    round = make_round(dialogue)
    items = [make_item(round, keeper) for _number in range(3)]
    page = signed_in(keeper).get("/items/?sort=ref").content.decode()
    assert f"Shown here: 2 of them, from {items[0].ref} to {items[1].ref}." in page
    monkeypatch.setattr("ledger.views.items.SIZE", 3)
    assert "Shown here" not in signed_in(keeper).get("/items/?sort=ref").content.decode()


def test_common_words_find_what_rare_ones_do(
    dialogue: Dialogue, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are looked for in a few rounds first."""
    for round in [make_round(dialogue, number=number) for number in range(7, 12)]:
        for words in ("Torture.", "Trade.", "Torture and trade."):
            make_item(round, keeper, summary_en=words)
    monkeypatch.setattr(items, "SIZE", 3)
    queries = ("", "&before=end", "&round=ABC-9", "&sort=newest", "&after=ABC-10-01", "&officer=me")

    def found() -> list[tuple[list[str], int]]:
        pages = [shown(keeper, f"q=torture{query}").context for query in queries]
        return [([row.item.ref for row in page["rows"]], page["count"]) for page in pages]

    rare = found()
    monkeypatch.setattr("ledger.filters.items.FEW", 0)
    monkeypatch.setattr("ledger.filters.order.WINDOWS", (0.1, 1))
    for most in (100, 1):
        monkeypatch.setattr("ledger.filters.order.MOST_ROUNDS", most)
        assert found() == rare
    assert rare[1] == (["ABC-8-03", "ABC-7-01", "ABC-7-03"], 10)


def test_rows_show_what_was_typed_and_nothing_of_it_is_markup(dialogue: Dialogue, keeper: User) -> None:
    hostile = "<b>\"&'"
    keeper.first_name = hostile
    keeper.save()
    make_party("MEX", name_en=hostile)
    make_loud(make_round(dialogue), keeper, summary_en=hostile)
    page = shown(keeper).content.decode()
    assert "<b>" not in page
    assert page.count("&lt;b&gt;&quot;&amp;&#x27;") >= 3


def test_chosen_values_stand_in_the_filters_and_nothing_else_does(dialogue: Dialogue, keeper: User) -> None:
    make_loud(make_round(dialogue, number=7), keeper)
    query = "q=torture+%22x&round=ABC-7&kind=undertaken&officer=me&sort=-review"
    page = shown(keeper, query).content.decode()
    assert re.findall(r' value="([^"]+)" checked>', page) == ["ABC-7", "undertaken", "me"]
    assert re.findall(r'<option value="([^"]+)" selected>', page) == ["-review"]
    assert 'value="torture &quot;x"' in page
    assert f">{keeper}</option>" not in page
    assert " selected" not in re.sub(r'<option value="" selected>', "", shown(keeper).content.decode())


def test_newest_rounds_are_offered_and_all_by_a_button(
    dialogue: Dialogue, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.views.item_filter_bar.MOST_ROUNDS", 4)
    other = make_dialogue("XYZ")
    make_member(Role.VIEWER, dialogue=other, user=keeper)
    for number in range(1, 6):
        make_round(dialogue, number=number)
        make_round(other, number=number)

    def offered(query: str = "") -> list[str]:
        page = shown(keeper, query).content.decode()
        assert ("Offer all 10 rounds" in page) == ("rounds=all" not in query)
        return re.findall(r'<(?:option|input type="checkbox" name="round") value="((?:ABC|XYZ)-\d)"', page)

    assert offered() == ["ABC-5", "ABC-4", "XYZ-5", "XYZ-4"]
    assert offered("round=ABC-1") == ["ABC-1", "ABC-5", "ABC-4", "XYZ-5", "XYZ-4"]
    assert offered("dialogue=XYZ") == ["XYZ-5", "XYZ-4", "XYZ-3", "XYZ-2"]
    assert len(offered("rounds=all")) == 10


def test_commonest_values_are_counted_and_the_others_named(
    dialogue: Dialogue, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.views.item_counts.MOST_VALUES", 2)
    rounds = [make_round(dialogue, number=number) for number in range(1, 6)]
    for round in [*rounds, rounds[3], rounds[3], rounds[1]]:
        make_item(round, keeper)
    answer = shown(keeper)
    found = {facet.label: facet for facet in answer.context["counts"].facets}["Round"]
    assert [(line.label, line.count) for line in found.lines] == [("ABC 4, 2015", 3), ("ABC 2, 2015", 2)]
    assert "and 3 others, in the filter" in answer.content.decode()


def test_saved_view_is_there_at_once_and_for_its_owner_alone(dialogue: Dialogue, keeper: User) -> None:
    colleague = make_member(Role.EDITOR, dialogue=dialogue)
    assert shown(keeper).context["views"] == []
    view = SavedView.objects.create(owner=keeper, name="Mine")
    assert shown(keeper).context["views"] == [view]
    assert shown(colleague).context["views"] == []
    view.delete()
    assert shown(keeper).context["views"] == []


@pytest.mark.parametrize(
    "several", ["status=stalled&status=", "status=&status=stalled", "status=stalled&status=%20"]
)
def test_what_is_chosen_stays_ticked_beside_the_lists_empty_choice(
    several: str, dialogue: Dialogue, keeper: User
) -> None:
    make_entry(make_item(make_round(dialogue), keeper), Status.STALLED, keeper)
    answer = signed_in(keeper).get(f"/items/?{several}&topic=%20&kind=&sort=")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert re.findall(r' value="([^"]+)" checked>', page) == ["stalled"]
