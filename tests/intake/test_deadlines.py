"""From the wording of a deadline to the item: proposed, confirmed or changed, committed, shown."""

import datetime
from dataclasses import replace

import pytest

from ledger.intake import Decision, Proposed, begin, begin_again, commit, proposals, proposals_of, save_draft
from ledger.models import Item, User
from ledger.vocabulary import FactBasis, Kind, Language, Precision
from tests.makers import (
    make_dialogue,
    make_editor,
    make_item,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TEXT = (
    "On 3 November 2026 the governments of Mexico and the United States held the tenth round of the Bilateral "
    "Dialogue on Human Rights in Mexico City. "
    "Mexico committed to publish the register of missing persons no later than March 31, 2027. "
    "The United States committed to send the figures on consular notification within 90 days. "
    "Mexico committed to present its new protocol on torture by the next round."
)


@pytest.fixture
def editor() -> User:
    return make_editor(make_dialogue("USMX"))


def committed(editor: User, *changes: dict[str, str]) -> list[Item]:
    """Review the text and accept all that is proposed, with some changes of the first; the items in order."""
    topic = make_topic("prisons")
    draft = begin(user=editor, dialogue=editor.memberships.get().dialogue, text=TEXT, language=Language.EN)
    some: list[Proposed] = [
        replace(row, topics=(topic.slug,), decision=Decision.ACCEPTED.value) for row in proposals_of(draft)
    ]
    for values in changes:
        some = proposals.edited(some, some[0].key, **values)
    draft = save_draft(user=editor, draft=draft, version=draft.version, proposals=proposals.as_json(some))
    round = commit(user=editor, draft=draft, version=draft.version)
    return list(Item.objects.filter(round=round).order_by("number"))


def test_deadlines_that_the_wording_sets_become_the_items(editor: User) -> None:
    found = [
        (item.deadline_wording, item.deadline_on, item.deadline_precision, item.deadline_basis)
        for item in committed(editor)
        if item.kind is Kind.UNDERTAKEN
    ]
    day = Precision.DAY
    assert found == [
        ("no later than March 31, 2027", datetime.date(2027, 3, 31), day, FactBasis.STATED),
        ("within 90 days", datetime.date(2027, 2, 1), day, FactBasis.INFERRED),
        ("by the next round", None, None, None),
    ]


def test_deadline_is_what_the_person_made_of_it(editor: User) -> None:
    first, *_others = committed(editor, {"deadline_on": "2027-04", "deadline_wording": "by April"})
    assert (first.deadline_on, first.deadline_precision) == (datetime.date(2027, 4, 1), Precision.MONTH)
    assert first.deadline_wording == "by April"
    assert first.deadline_basis is FactBasis.INFERRED


@pytest.mark.parametrize(
    ("values", "basis"),
    [
        ({"deadline_on": "2027-03-31"}, FactBasis.STATED),
        ({"deadline_on": "2027-03"}, FactBasis.INFERRED),
        ({"deadline_on": "2027-06-30"}, FactBasis.INFERRED),
        ({"deadline_on": "2027-06-30", "deadline_wording": ""}, FactBasis.INFERRED),
        ({"deadline_on": "2027-06", "deadline_wording": "by June 2027"}, FactBasis.STATED),
        ({"deadline_on": "2027-02-01", "deadline_wording": "within 90 days"}, FactBasis.INFERRED),
    ],
)
def test_date_is_stated_only_where_the_wording_says_it(
    editor: User, values: dict[str, str], basis: FactBasis
) -> None:
    first, *_others = committed(editor, values)
    assert first.deadline_basis is basis


def test_deadlines_are_counted_from_the_day_of_a_round_that_is_known(editor: User) -> None:
    day = datetime.date(2026, 12, 1)
    row = make_round(
        editor.memberships.get().dialogue,
        number=10,
        starts_on=day,
        ends_on=day,
        dates_basis=FactBasis.STATED,
    )
    undated = TEXT.replace("On 3 November 2026 the", "The").replace("March 31, 2027", "March 31, 2017")
    expected = [("within 90 days", "2027-03-01"), ("by the next round", "")]
    draft = begin(user=editor, dialogue=row.dialogue, text=undated, language=Language.EN)
    again = begin_again(user=editor, statement=make_statement(row, text=undated + " "))
    for read in (draft, again):
        found = [(one.deadline_wording, one.deadline_on) for one in proposals_of(read)]
        found = [deadline for deadline in found if any(deadline)]
        assert (read.round, found) == (row, expected)


def test_item_that_binds_nobody_names_no_words_of_a_deadline(editor: User) -> None:
    row = make_round(editor.memberships.get().dialogue)
    statement = make_statement(row, text="Both sides discussed the reform of the courts by 2030.")
    passage = make_passage(statement, statement.text)
    kinds = [make_item(row, editor, passage=passage, kind=kind) for kind in (Kind.DISCUSSED, Kind.UNDERTAKEN)]
    pages = [signed_in(editor).get(f"/items/{item.ref}/").content.decode() for item in kinds]
    assert ["the words say" in page for page in pages] == [False, True]


def test_review_shows_the_deadline_and_offers_its_fields(editor: User) -> None:
    draft = begin(user=editor, dialogue=editor.memberships.get().dialogue, text=TEXT, language=Language.EN)
    client, there = signed_in(editor), f"/statements/review/{draft.uuid}/"
    assert "deadline: no later than March 31, 2027 = 2027-03-31" in client.get(there).content.decode()
    page = client.get(f"{there}?edit={proposals_of(draft)[0].key}").content.decode()
    assert 'name="deadline_on" value="2027-03-31"' in page
    assert 'name="deadline_wording" value="no later than March 31, 2027"' in page


def test_item_without_a_recorded_deadline_says_so_and_names_the_words(editor: User) -> None:
    row = make_round(editor.memberships.get().dialogue)
    statement = make_statement(row, text="Mexico will report no later than March 31, 2027, and go on.")
    said = make_item(
        row, editor, passage=make_passage(statement, statement.text), summary_en="", kind=Kind.UNDERTAKEN
    )
    silent = make_item(row, editor)
    pages = [signed_in(editor).get(f"/items/{item.ref}/").content.decode() for item in (said, silent)]
    assert ["none recorded" in page for page in pages] == [True, True]
    words = '<q lang="en">no later than March 31, 2027</q>'
    assert [words in page for page in pages] == [True, False]
