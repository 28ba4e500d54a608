"""A list that can be searched: which rows words find, what a page lists of many, and words that chose nothing."""

import pytest
from lxml import html

from ledger.filters.searched import (
    LISTED_ROWS,
    OfferedRow,
    OfferedSelect,
    OfferedSelects,
    rows_bearing,
    words_that_chose_nothing,
)

TORTURE = OfferedRow("torture-prevention", "Torture prevention", ("Prevención de la tortura",))
PRISONS = OfferedRow("prisons", "Prisons", ("Cárceles y prisiones",))
OLD = OfferedRow("old", "Prevention of torture, before 2012")
ROWS = [TORTURE, PRISONS, OLD]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ROWS),
        ("tort", [TORTURE, OLD]),
        ("PREVENCION", [TORTURE]),
        ("prev tort", [OLD, TORTURE]),
        ("tortura de", [TORTURE]),
        ("ortura", []),
        ("cárc", [PRISONS]),
        ("torture-prevention", [TORTURE, OLD]),
        ("<script>", []),
        ("prisons " * 100_000, [PRISONS]),
    ],
)
def test_words_begin_words_of_either_language(words: str, found: list[OfferedRow]) -> None:
    assert sorted(rows_bearing(ROWS, words), key=ROWS.index) == sorted(found, key=ROWS.index)


def test_row_whose_label_begins_so_comes_first() -> None:
    assert rows_bearing(ROWS, "prev") == [OLD, TORTURE]


@pytest.mark.parametrize(
    ("words", "chosen", "says"),
    [
        ("", [], ""),
        ("tort", ["torture-prevention"], ""),
        ("tort", ["prisons"], "Choose from the list what “tort” finds."),
        ("tort", [], "Choose from the list what “tort” finds."),
        ("zebra", ["prisons"], "“zebra” finds nothing here: write other words, or fewer."),
    ],
)
def test_words_that_chose_nothing_are_told(words: str, chosen: list[str], says: str) -> None:
    assert words_that_chose_nothing(words, ROWS, chosen) == says


def drawn(widget: OfferedSelect) -> html.HtmlElement:
    return html.fromstring(widget.render("topic", None, {"id": "id_topic"}))


def values(page: html.HtmlElement) -> list[str]:
    return [str(value) for value in page.xpath("//option/@value") if value]


def test_chosen_row_stands_chosen_also_where_it_is_not_offered_any_more() -> None:
    widget = OfferedSelect([TORTURE, PRISONS], label="Topic", empty="(all)")
    widget.choose([OLD], "")
    page = drawn(widget)
    assert values(page) == ["old", "torture-prevention", "prisons"]
    assert page.xpath("//option[@selected]/@value") == ["old"]


def test_several_chosen_rows_stand_ticked_and_are_not_offered_again() -> None:
    widget = OfferedSelects(ROWS, label="Topic", empty="(all)")
    widget.choose([TORTURE, OLD], "")
    page = drawn(widget)
    assert page.xpath("//input[@type='checkbox'][@checked]/@value") == ["torture-prevention", "old"]
    assert values(page) == ["prisons"]
    assert "or also…" in page.text_content()


MANY = [OfferedRow(f"topic-{number}", f"Topic {number}", (f"Tema {number}",)) for number in range(2000)]


def test_many_rows_are_asked_for_by_words_and_the_page_stays_small() -> None:
    widget = OfferedSelects(MANY, label="Topic", empty="(all)", source="/reports/topic/offered/topic")
    assert len(widget.render("topic", None, {"id": "id_topic"})) < 2_000
    assert values(drawn(widget)) == []
    assert "2000 in all. Write words of a name" in drawn(widget).text_content()
    widget.choose([], "tema 199")
    assert values(drawn(widget)) == ["topic-199", *(f"topic-{number}" for number in range(1990, 2000))]
    assert "Found: 11" in drawn(widget).text_content()
    widget.choose([], "topic")
    assert len(values(drawn(widget))) == LISTED_ROWS
    assert "The first 200 of 2000 that were found: write more words." in drawn(widget).text_content()
    assert len(widget.render("topic", None, {"id": "id_topic"})) < 30_000


def test_labels_are_escaped() -> None:
    row = OfferedRow('"><script>', "<script>alert(1)</script>")
    widget = OfferedSelects([row], label="Topic", empty="(all)")
    for chosen, words in (([row], ""), ([], '"><script>')):
        widget.choose(chosen, words)
        assert "<script>" not in widget.render("topic", None, {"id": "id_topic"})
