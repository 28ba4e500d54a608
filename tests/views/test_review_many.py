"""A statement under review, many proposals at a time: what is accepted together, and what is said beside each."""

import re

import pytest

from ledger.intake import proposals
from ledger.models import Item, ReviewDraft, Topic
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_round, make_topic
from tests.support.admin_pages import signed_in
from tests.support.drafts import FREE, PROMISE, SPANISH, make_draft, make_topics
from tests.views.test_review import Desk, desk

__all__ = ["desk"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases,
    pytest.mark.usefixtures("readings_made_once"),
]


def change(desk: Desk, key: int, **values: object) -> None:
    ReviewDraft.objects.update(proposals=proposals.as_json(proposals.edited(desk.proposals, key, **values)))


def decisions(desk: Desk) -> list[str]:
    return [row.decision for row in desk.proposals]


def test_untouched_ones_are_accepted_together_and_touched_ones_stay(desk: Desk) -> None:
    desk.do("reject:2")
    answer = desk.do("all")
    assert answer["Location"] == f"{desk.page}#write"
    assert decisions(desk) == ["accepted", "rejected", "accepted", "accepted"]
    assert "3 proposals are accepted." in desk.client.get(desk.page).content.decode()


def test_what_lacks_something_is_left_and_led_to(desk: Desk) -> None:
    change(desk, 2, topics=())
    change(desk, 3, kind="asked")
    answer = desk.do("all")
    assert answer["Location"] == f"{desk.page}#p2"
    assert decisions(desk) == ["accepted", "open", "open", "accepted"]
    page = " ".join(desk.client.get(desk.page).content.decode().split())
    assert "2 proposals are accepted. 2 are left to decide." in page
    assert "It still needs: a topic." in page
    assert "It still needs: by whom and of whom it was asked, or another kind." in page


def test_only_what_the_reader_is_sure_of(desk: Desk) -> None:
    change(desk, 1, confidence=0.79)
    change(desk, 2, confidence=None)  # added by hand
    change(desk, 3, parts=((1, 5), (6, 9)))  # the reader asks whether it is two
    page = " ".join(desk.client.get(desk.page).content.decode().split())
    assert "Accept what is untouched (4)" in page
    assert "Accept what is 80 % sure or more (1)" in page
    desk.do("sure")
    assert decisions(desk) == ["open", "open", "open", "accepted"]


@pytest.mark.parametrize(
    ("order", "shown", "after_the_third"),
    [("text", [1, 2, 3, 4], 4), ("sure", [2, 3, 1, 4], 1), ("unsure", [4, 1, 3, 2], 2)],
)
def test_proposals_in_the_order_that_was_chosen(
    desk: Desk, order: str, shown: list[int], after_the_third: int
) -> None:
    for key, confidence in [(1, 0.8), (2, None), (3, 0.9), (4, 0.6)]:  # the second is a person's
        change(desk, key, confidence=confidence)
    desk.client.get(f"{desk.page}?order={order}")
    page = desk.client.get(desk.page).content.decode()
    assert [int(key) for key in re.findall(r'<li id="p(\d)"', page)] == shown
    numbers = re.findall(r'<a href="#t(\d)">(\d)</a>', page)
    assert all(key == number for key, number in numbers)
    assert ("Merge with the next" in page) == (order == "text")
    assert desk.do("accept:3")["Location"] == f"{desk.page}#p{after_the_third}"


def test_unknown_order_changes_nothing(desk: Desk) -> None:
    desk.client.get(f"{desk.page}?order=sure")
    page = desk.client.get(f"{desk.page}?order=%00").content.decode()
    assert '<b aria-current="true">the surest first</b>' in page


def test_unsure_ones_are_folded_away_accepted_one_by_one_and_block_nothing(desk: Desk) -> None:
    change(desk, 1, confidence=0.3)
    change(desk, 2, confidence=0.44)
    page = " ".join(desk.client.get(desk.page).content.decode().split())
    listed, folded = page.split('<details id="unsure">')
    folded = folded.split("</details>")[0]
    assert "<summary>2 unsure</summary>" in folded
    assert [f'id="p{key}"' in listed for key in (1, 2, 3, 4)] == [False, False, True, True]
    assert [f'id="p{key}"' in folded for key in (1, 2, 3, 4)] == [True, True, False, False]
    assert "Accept what is untouched (2)" in page
    answer = desk.do("all")
    assert answer["Location"] == f"{desk.page}#write"
    assert decisions(desk) == ["open", "open", "accepted", "accepted"]
    assert "Decide on each proposal" not in desk.client.get(desk.page).content.decode()
    desk.do("accept:1")
    assert decisions(desk) == ["accepted", "open", "accepted", "accepted"]
    assert "<summary>1 unsure</summary>" in desk.client.get(desk.page).content.decode()


def test_topic_typed_beside_a_proposal_counts_whatever_button_is_pressed(desk: Desk) -> None:
    change(desk, 1, topics=())
    change(desk, 2, topics=())
    named = Topic.objects.get(slug="torture")
    desk.do("reject:4", **{"topic-1": f" {named.name_en.upper()} "})
    assert desk.proposals[0].topics == ("torture",)
    desk.do("accept:2", **{"topic-2": "expression"})
    assert (desk.proposals[1].topics, desk.proposals[1].decision) == (("expression",), "accepted")
    desk.do("all")
    assert decisions(desk) == ["accepted", "accepted", "accepted", "rejected"]


@pytest.mark.parametrize("button", ["accept:1", "all", "rest", "merge:3"])
def test_topic_that_there_is_not_is_refused_beside_it_and_all_that_was_typed_stays(
    desk: Desk, button: str
) -> None:
    change(desk, 1, topics=())
    change(desk, 2, topics=())
    before = desk.proposals
    gone = make_topic("gone", merged_into=Topic.objects.get(slug="torture"))
    for words in ("no such topic", str(gone)):
        answer = desk.do(button, **{"topic-1": words, "topic-2": "torture"})
        form = answer.context["lacking"]
        assert form.errors == {"topic-1": [f"There is no topic “{words}” in the list."]}
        assert [form["topic-1"].value(), form["topic-2"].value()] == [words, "torture"]
        assert desk.proposals == before
        assert "Nothing was written yet" in answer.content.decode()


def test_typed_topic_stays_where_a_colleague_was_faster(desk: Desk) -> None:
    change(desk, 1, topics=())
    for button in ("accept:1", "all"):
        answer = desk.do(button, version="99", **{"topic-1": "torture"})
        assert (answer.status_code, answer.context["lacking"]["topic-1"].value()) == (409, "torture")
    assert desk.proposals[0].topics == ()


def test_step_that_there_is_not_is_refused(desk: Desk) -> None:
    answer = desk.do("rest", decision="released")
    assert "There is no such step" in answer.content.decode()
    assert decisions(desk) == ["open"] * 4


def test_buttons_of_a_proposal_stay_at_it(desk: Desk) -> None:
    """An accept that needs something answers with the page: its address leads to the fields, not to the top."""
    page = desk.client.get(desk.page).content.decode()
    for part in ("decision", "merge"):
        assert f'formaction="{desk.page}proposals/1/{part}#p1"' in page
        assert f'formaction="{desk.page}proposals/1/{part}"' not in page


def test_words_that_are_edited_stand_out_and_are_led_to(desk: Desk) -> None:
    page = desk.client.get(f"{desk.page}?edit=2").content.decode()
    assert f'data-of="2" class="now">{FREE}</mark>' in page
    assert page.count('class="now"') == 1
    assert '<a href="#t2">Where they stand in the text</a>' in page
    assert 'id="t2"' in page
    assert 'class="now"' not in desk.client.get(desk.page).content.decode()


# --- A second language


@pytest.fixture
def spanish(desk: Desk) -> Desk:
    """The Spanish of a statement whose English has two items in the ledger; one of four proposals is paired."""
    desk.do("accept:4")
    desk.do("rest")
    desk.do("commit")
    make_item(Item.objects.get().round, desk.user, topics=[make_topic("other")], summary_en="Our own words.")
    return Desk(desk.user, make_draft(desk.user, desk.draft.dialogue, text=SPANISH))


def test_both_wordings_stand_side_by_side_before_anything_is_accepted(spanish: Desk) -> None:
    assert [row.same_as for row in spanish.proposals] == ["", "", "", "USMX-3-01"]
    page = spanish.client.get(spanish.page)
    (line,) = [line for line in page.context["lines"] if line.other]
    assert (line.other.passage.quote, line.words[:13]) == (PROMISE, "México acordó")
    shown = " ".join(page.content.decode().split())
    assert PROMISE in shown
    assert "<b>1</b> is paired with an item of the round" in shown


def test_what_is_not_paired_is_left_to_a_person(spanish: Desk) -> None:
    spanish.do("all")
    assert decisions(spanish) == ["open", "open", "open", "accepted"]
    spanish.do("accept:1", **{"same-1": "usmx-3-02"})
    assert (spanish.proposals[0].same_as, spanish.proposals[0].decision) == ("USMX-3-02", "accepted")
    answer = spanish.do("accept:2", **{"same-2": "USMX-3-09"})
    assert "is no item that waits for its words" in answer.context["lacking"].errors["same-2"][0]
    spanish.do("accept:2")  # an item of its own: nobody says that it is not
    assert (spanish.proposals[1].same_as, spanish.proposals[1].decision) == ("", "accepted")


def test_pair_that_is_none_is_kept_apart(spanish: Desk) -> None:
    spanish.do("apart:4")
    row = spanish.proposals[3]
    assert (row.same_as, row.decision, row.topics) == ("", "open", ("missing",))
    assert spanish.do("apart:99").status_code == 302
    assert "Not the same" not in spanish.client.get(spanish.page).content.decode()


def test_page_of_a_second_language_asks_no_more_for_three_pairs_than_for_one(
    spanish: Desk, django_assert_num_queries: object
) -> None:
    some = spanish.proposals
    spanish.client.get(spanish.page)  # what is read once per process
    for many in (1, 3):
        pairs = [*some[:many]]
        for row in pairs:
            pairs = proposals.edited(pairs, row.key, same_as="USMX-3-01")
        ReviewDraft.objects.filter(pk=spanish.draft.pk).update(proposals=proposals.as_json(pairs))
        with django_assert_num_queries(18):  # type: ignore[operator]
            spanish.client.get(spanish.page)


# --- Where reviews wait


@pytest.mark.parametrize("page", ["/", "/rounds/"])
def test_reviews_that_wait_stand_on_the_workspace_and_on_rounds(desk: Desk, page: str) -> None:
    answer = desk.client.get(page)
    assert list(answer.context["reviews"]) == [desk.draft]
    assert desk.page in answer.content.decode()
    colleague = make_editor(desk.draft.dialogue)
    assert list(signed_in(colleague).get(page).context["reviews"]) == [desk.draft]
    desk.do("discard")
    assert "Statements under review" not in desk.client.get(page).content.decode()


@pytest.mark.parametrize("page", ["/", "/rounds/"])
def test_nobody_else_sees_that_a_review_waits(desk: Desk, page: str) -> None:
    for role in Role:
        member = make_member(role, dialogue=desk.draft.dialogue)
        shown = list(signed_in(member).get(page).context["reviews"])
        assert bool(shown) == (role is Role.EDITOR)
    foreign = make_editor(make_dialogue("OTHER"))
    make_round(foreign.memberships.get().dialogue)
    assert list(signed_in(foreign).get(page).context["reviews"]) == []


# --- How much a person does


def test_forty_proposals_take_twenty_interactions() -> None:
    """Of 40, 31 are fine, 5 lack a topic, 2 are nothing, 1 is edited, 1 is two: with one press each it took 75."""
    make_topics()
    editor = make_editor(make_dialogue("USMX"))
    desk = Desk(editor, make_draft(editor, editor.memberships.get().dialogue))
    first = desk.proposals[0]
    some = [
        proposals.Proposed(key=key, start=first.start, end=first.end, topics=() if key <= 5 else ("torture",),
                           confidence=0.9)
        for key in range(1, 41)
    ]  # fmt: skip
    ReviewDraft.objects.update(proposals=proposals.as_json(some))
    presses = 0
    for key in (6, 7):
        desk.do(f"reject:{key}")
        presses += 1
    desk.do("save:8", **desk.fields(8, first_topic="consular"))
    presses += 3  # open, choose, accept
    desk.do("all", **{f"topic-{key}": "torture" for key in range(1, 6)})
    presses += 2 * 5 + 1  # a topic: type, choose
    assert decisions(desk) == [*["accepted"] * 5, *["rejected"] * 2, *["accepted"] * 33]
    assert presses + 4 <= 25  # facts of the round, and writing it to the ledger
