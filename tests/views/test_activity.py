"""The activity: what was done, by whom, in which batch, and who may undo it until when."""

import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from ledger.filters import activity
from ledger.filters.activity import CHANGES, ActivityFilter
from ledger.models import Delegation, Dialogue, Item, Party, Round, Topic, User
from ledger.recording import (
    EntryContent,
    amend_item,
    amend_many,
    correct_entry,
    record_many,
    undo_batch,
    withdraw_file,
)
from ledger.vocabulary import Act, Basis, FactBasis, Language, Role, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_file,
    make_item,
    make_member,
    make_party,
    make_round,
    make_topic,
    make_user,
    set_clock,
)
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

QUERIES = 28


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("ABC")


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)


@pytest.fixture
def items(dialogue: Dialogue) -> list[Item]:
    """Three items that somebody else opened."""
    round, other = make_round(dialogue, number=7), make_editor(dialogue)
    return [make_item(round, other) for _number in range(3)]


def asked(user: User, query: str = "") -> Any:
    return signed_in(user).get(f"/activity/?{query}")


def lines(user: User, query: str = "") -> list[Any]:
    return [line for _day, some in asked(user, query).context["days"] for line in some]


def written(user: User, query: str = "") -> list[str]:
    """The entries that the page lists, of a batch the first one."""
    return [str(line.entry) for line in lines(user, query) if getattr(line, "entry", None)]


def status_batch(user: User, items: list[Item]) -> Any:
    says = EntryContent(status=Status.IN_PROGRESS, note="Begun.", basis=Basis.READING)
    return record_many(user=user, targets=[(item, None) for item in items], says=says, again=True)[0].batch


# --- What is listed


def test_ones_own_comes_first_and_everybodys_is_a_choice(keeper: User, items: list[Item]) -> None:
    make_entry(items[1], None, keeper, note="Mine.")
    assert written(keeper) == ["ABC-7-02 · 2"]
    assert written(keeper, "person=all") == ["ABC-7-02 · 2", "ABC-7-03 · 1", "ABC-7-02 · 1", "ABC-7-01 · 1"]
    other = items[0].entries.get().author
    assert written(keeper, f"person={other.pk}") == ["ABC-7-03 · 1", "ABC-7-02 · 1", "ABC-7-01 · 1"]
    assert "Mine." in asked(keeper).content.decode()


def test_a_batch_is_one_line_with_what_it_holds(keeper: User, items: list[Item]) -> None:
    batch = status_batch(keeper, items)
    (line,) = lines(keeper)
    assert (line.batch, line.counts, line.items) == (batch, [("status", 3)], 3)
    assert f"/batches/{batch}/" in asked(keeper).content.decode()


def test_filters_narrow_by_dialogue_kind_and_day(
    keeper: User, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_dialogue("XYZ")
    make_member(Role.EDITOR, dialogue=other, user=keeper)
    make_item(make_round(other, number=1), keeper)
    status_batch(keeper, items[:2])
    tomorrow = timezone.now() + datetime.timedelta(days=1, minutes=1)
    set_clock(monkeypatch, tomorrow)
    make_entry(items[2], None, keeper)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow + datetime.timedelta(minutes=1))
    assert len(written(keeper)) == 3
    assert written(keeper, "dialogue=XYZ") == ["XYZ-1-01 · 1"]
    assert written(keeper, "kind=note") == ["ABC-7-03 · 2"]
    assert written(keeper, "kind=batch") == ["ABC-7-01 · 2"]
    assert written(keeper, f"day={timezone.localtime(tomorrow).date()}") == ["ABC-7-03 · 2"]
    assert written(keeper, "day=2015-01-01") == []
    assert written(keeper, "kind=change&person=all") == []


@pytest.mark.parametrize("query", ["person=0", "person=x", "dialogue=XYZ", "kind=zzz", "day=zzz"])
def test_a_value_that_is_none_is_said_at_its_field(query: str, keeper: User, items: list[Item]) -> None:
    make_dialogue("XYZ")
    answer = asked(keeper, query)
    assert (answer.status_code, answer.context["days"], bool(answer.context["form"].errors)) == (
        200,
        [],
        True,
    )
    assert "Error:" in answer.content.decode()


def test_place_by_an_odd_offset_is_one(keeper: User, items: list[Item]) -> None:
    assert asked(keeper, "after=2099-01-01T00:00:00%2B23:59:59.999999~1~1").context["faults"] == []


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "1~2",
        "2026-01-01T00:00:00~0~1",
        "2026-01-01T00:00:00+00:00~99~1",
        "0001-01-01T00:00:00+14:00~0~1",
        "9999-12-31T23:59:59-14:00~3~1",
    ],
)
def test_a_place_that_is_none_is_said_above_the_beginning(
    after: str, keeper: User, items: list[Item]
) -> None:
    make_entry(items[0], None, keeper)
    answer = asked(keeper, f"after={after.replace('+', '%2B')}")
    assert "There is no such place in the list" in answer.content.decode()
    assert len(answer.context["days"]) == 1


def test_pages_lead_through_every_deed_once(
    keeper: User, items: list[Item], dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.views.activity.SIZE", 2)
    for number in range(3):
        make_entry(items[number], None, keeper)
    status_batch(keeper, items)
    moment = timezone.now()
    for row in Round.objects.all():  # changes of one moment, of two models
        row.history.all().update(history_date=moment, history_user=keeper)
        row.dialogue.history.all().update(history_date=moment, history_user=keeper)
    expected = {str(line.deed) for line in lines(keeper)}
    query, found = "", []
    while True:
        answer = asked(keeper, query).context
        found += [str(line.deed) for _day, some in answer["days"] for line in some]
        if not answer["next"]:
            break
        query = answer["next"].partition("?")[2]
    assert len(found) == len(set(found)) == 7
    assert expected <= set(found)
    assert found == sorted(found, key=lambda deed: activity.deed_from(deed).order)


def test_clerical_amendments_in_a_row_are_one_line(keeper: User, items: list[Item]) -> None:
    for number, item in enumerate(items, 1):
        changes = {"next_step": f"Ask {number}."}
        amend_item(user=keeper, item=item, expected_sequence=None, changes=changes, reason="")
    amend_item(
        user=keeper,
        item=items[0],
        expected_sequence=None,
        changes={"summary_en": "Other words."},
        reason="Why.",
    )
    amendment, fold = lines(keeper)
    assert (amendment.entry.act, len(fold.lines), fold.fields) == (Act.AMEND, 3, "next step")
    page = asked(keeper).content.decode()
    assert "3 amendments of working fields: next step" in page
    assert all(f"#entry-{line.entry.sequence}" in page for line in fold.lines)


def test_changes_of_reference_rows_stand_among_them_with_their_reason(
    dialogue: Dialogue, keeper: User, items: list[Item]
) -> None:
    round = Round.objects.get()
    delegation = Delegation.objects.create(round=round, party=make_party())
    topic = make_topic("prisons")
    Round.objects.get().save()  # changes nothing, and is no deed
    round.city, delegation.note, topic.name_es = "Washington", "A note.", "Prisiones"
    for row in (round, delegation, topic):
        row._history_user, row._change_reason = keeper, f"Because of {row}"
        row.save()
    found = [
        (line.kind, line.name, f"{line.change}: {line.fields}", line.reason)
        for line in lines(keeper, "kind=change")
    ]
    assert found == [
        ("Topic", "Prisons", "changed: name in Spanish", "Because of Prisons"),
        ("Delegation", "Mexico · ABC, round 7", "changed: note", "Because of Mexico · ABC, round 7"),
        ("Round", "ABC, round 7", "changed: city", "Because of ABC, round 7"),
    ]
    assert [line.kind for line in lines(keeper, "kind=change&dialogue=ABC")] == ["Delegation", "Round"]
    delegation.delete()
    removed = lines(keeper, "kind=change&person=all")[0]
    assert (removed.kind, removed.name, str(removed.change), removed.who) == (
        "Delegation",
        "Mexico · ABC, round 7",
        "removed",
        str(keeper),
    )


def test_change_of_a_round_after_openings_stands_among_them(dialogue: Dialogue, keeper: User) -> None:
    """Earlier versions logged the counter with each opening: such rows are left out, also before a page is cut."""
    round = make_round(dialogue, number=7, ends_on=None, starts_on=None, dates_basis=FactBasis.UNKNOWN)
    for counter in (2, 3):
        round.next_item_number = counter
        round._history_user = keeper
        round.save()
    make_item(round, keeper)
    round.refresh_from_db()
    round.note = "Moved to Puebla."
    round._history_user = keeper
    round.save()
    found = [
        (line.name, line.fields) for line in lines(keeper, "kind=change&person=all") if line.kind == "Round"
    ]
    assert found == [("ABC, round 7", "note"), ("ABC, round 7", "")]
    rows = ActivityFilter(user=keeper, kind=CHANGES).changes(Round)
    assert [row.history_type for row in rows.order_by("history_id")] == ["+", "~"]


# --- Undoing


def test_a_batch_offers_its_undoing_while_it_stands(keeper: User, items: list[Item]) -> None:
    batch = status_batch(keeper, items)
    assert lines(keeper)[0].undo == f"/batches/{batch}/undo/"
    assert signed_in(keeper).get(lines(keeper)[0].undo).status_code == 200
    undo_batch(user=keeper, batch=batch, reason="Wrong.")
    _undoing, undone = lines(keeper)
    assert (undone.batch, undone.undo, undone.is_overtaken) == (batch, "", True)
    assert "undone, corrected or changed since" in asked(keeper).content.decode()


def test_a_batch_of_amendments_is_undone_until_one_is_amended_again(keeper: User, items: list[Item]) -> None:
    targets = [(item, None) for item in items]
    entries = amend_many(user=keeper, targets=targets, changes={"next_step": "Ask."})
    (line,) = lines(keeper)
    assert line.undo == f"/batches/{entries[0].batch}/undo/"
    amend_item(
        user=keeper, item=items[2], expected_sequence=None, changes={"review_on": datetime.date(2030, 1, 1)}
    )
    assert lines(keeper)[1].undo
    amend_item(user=keeper, item=items[2], expected_sequence=None, changes={"next_step": "Wait."})
    (batch,) = lines(keeper, "kind=batch")
    assert (batch.undo, batch.is_overtaken) == ("", True)


def test_openings_written_together_are_undone_until_somebody_works_on_an_item(
    dialogue: Dialogue, keeper: User
) -> None:
    batch, round = uuid4(), make_round(dialogue)
    opened = [make_item(round, keeper, batch=batch) for _number in range(2)]
    (line,) = lines(keeper)
    assert (line.batch, line.counts, line.undo) == (batch, [("opened", 2)], f"/batches/{batch}/undo/")
    make_entry(opened[0], None, keeper, note="Called.")
    line = lines(keeper)[-1]
    assert (line.batch, line.undo, line.is_overtaken) == (batch, "", True)
    assert not signed_in(keeper).get(f"/batches/{batch}/").context["may_undo"]


def test_who_may_not_undo_is_not_offered_it(dialogue: Dialogue, keeper: User, items: list[Item]) -> None:
    status_batch(keeper, items)
    recorder = make_member(Role.RECORDER, dialogue=dialogue)
    status_batch(recorder, items)
    for user, offered in (
        (recorder, [True, False]),
        (make_member(Role.VIEWER, dialogue=dialogue), [False] * 2),
    ):
        assert [bool(line.undo) for line in lines(user, "person=all&kind=batch")] == offered


def test_an_entry_by_itself_can_be_corrected_while_it_stands(keeper: User, items: list[Item]) -> None:
    entry = make_entry(items[0], None, keeper, note="A slip.")
    (line,) = lines(keeper)
    assert line.correct == "/items/ABC-7-01/entries/2/correct/"
    assert signed_in(keeper).get(line.correct).status_code == 200
    correct_entry(user=keeper, entry=entry, says=None, expected_sequence=None, reason="Nothing of it.")
    retraction, corrected = lines(keeper)
    assert (retraction.correct, corrected.correct, corrected.is_overtaken) == ("", "", True)


# --- What nobody is told who may not see it


@pytest.mark.parametrize("role", list(Role))
def test_another_dialogue_is_told_nothing(
    role: Role, dialogue: Dialogue, keeper: User, items: list[Item]
) -> None:
    status_batch(keeper, items)
    make_entry(items[0], None, keeper, note="A secret.")
    for row in (Round.objects.get(), dialogue):
        row._history_user = keeper
        row.save()
    topic = Topic.objects.first()
    assert topic
    topic.name_es, topic._history_user, topic._change_reason = "Otro", keeper, "A reason of theirs."
    topic.save()
    User.objects.filter(pk=keeper.pk).update(first_name="Secretive", last_name="Keeper")
    stranger = make_member(role, dialogue=make_dialogue("XYZ"))
    page = asked(stranger, "person=all").content.decode()
    assert written(stranger, "person=all") == []
    assert not any(words in page for words in ("ABC", "A secret.", "Secretive", "A reason of theirs."))
    assert {line.kind for line in lines(stranger, "person=all")} <= {
        "Dialogue",
        "Membership",
        "Topic",
        "Party",
    }
    assert "somebody else" in page
    assert asked(stranger, f"person={keeper.pk}").context["form"].errors


def test_a_batch_over_two_dialogues_shows_what_the_person_sees_and_offers_no_undoing(
    keeper: User, items: list[Item]
) -> None:
    other = make_dialogue("XYZ")
    make_member(Role.EDITOR, dialogue=other, user=keeper)
    foreign = make_item(make_round(other, number=1), make_editor(other))
    status_batch(keeper, [foreign, *items])
    assert [(line.counts, bool(line.undo)) for line in lines(keeper)] == [([("status", 4)], True)]
    colleague = make_editor(items[0].round.dialogue)
    (line,) = lines(colleague, "person=all&kind=batch")
    assert (line.counts, line.undo, line.entry.item.ref) == ([("status", 3)], "", "ABC-7-01")


def test_who_holds_no_role_is_refused(items: list[Item]) -> None:
    assert asked(make_user()).status_code == 403


# --- The page


def test_activity_asks_no_more_for_three_deeds_of_each_sort_than_for_one(
    keeper: User, items: list[Item]
) -> None:
    client, counted, party = signed_in(keeper), [], make_party()
    for time in range(2):
        for number in range(1 + 2 * time):
            status_batch(keeper, items[: number + 1])
            make_entry(items[0], None, keeper, note=f"{time} {number}")
            for row in (Round.objects.get(), Party.objects.get(pk=party.pk)):
                setattr(row, "city" if isinstance(row, Round) else "formal_en", f"{time} {number}")
                row.save()
        client.get("/activity/?person=all")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/activity/?person=all").status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1] == QUERIES


def test_page_is_in_the_navigation_escapes_and_speaks_spanish(keeper: User, items: list[Item]) -> None:
    make_entry(items[0], None, keeper, note="<script>alert(1)</script>")
    page = asked(keeper).content.decode()
    assert 'href="/activity/"' in signed_in(keeper).get("/").content.decode()
    assert "<script>alert" not in page
    User.objects.filter(pk=keeper.pk).update(language=Language.ES)
    spanish = asked(User.objects.get(pk=keeper.pk), "kind=batch").content.decode()
    assert "Actividad" in spanish
    assert "Usted todavía no ha registrado nada" in spanish


def test_file_that_was_withdrawn_is_said_to_be(dialogue: Dialogue, keeper: User) -> None:
    file = make_file(make_round(dialogue, number=7), keeper, title="Minutes")
    withdraw_file(user=keeper, file=file, reason="The wrong file.")
    told = [(line.name, line.fields, line.reason) for line in lines(keeper) if getattr(line, "change", None)]
    assert told[0] == ("Minutes", "withdrawn at", "The wrong file.")


# --- On paper


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", ["Person: {me}"]),
        ("person=all&kind=batch", ["Person: everybody", "Kind: batches"]),
        (
            "person={other}&dialogue=ABC&kind=status&day=3/11/2015",
            ["Person: {colleague}", "Dialogue: {dialogue}", "Kind: status", "Day: 3 Nov 2015"],
        ),
        ("person=nobody", []),
    ],
)
def test_paper_says_what_the_page_is_filtered_by(
    dialogue: Dialogue, keeper: User, query: str, told: list[str]
) -> None:
    other = make_editor(dialogue)
    make_member(Role.EDITOR, dialogue=make_dialogue("XYZ"), user=keeper)
    words = {"me": keeper, "other": other.pk, "colleague": other, "dialogue": dialogue}
    page = html.fromstring(asked(keeper, query.format(**words)).content)
    found = [" ".join(line.text_content().split()) for line in page.find_class("paper-only")[0].iter("li")]
    assert found == [line.format(**words) for line in told]
