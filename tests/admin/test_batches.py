"""One act on many chosen items: typed, looked at, written in one batch, undone."""

import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from ledger.actions.bulk import own_batch
from ledger.importing.drafts import begin_import
from ledger.models import Entry, Item, Membership, Round, User
from ledger.recording import amend_item, audience_of, release_entry, withdraw_item
from ledger.vocabulary import Act, Audience, Role, Status, Voice
from tests.admin.test_walk import OUTSIDE, make_people
from tests.makers import make_dialogue, make_entry, make_item, make_party, make_round
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in
from tests.support.batch_table import ACTS, batch_address, many_address
from tests.support.rows import Everything, make_staff

pytestmark = pytest.mark.django_db

RECORD, ADOPT, REASSIGN, REVIEW, FOLLOW, RELEASE = ACTS
DAY = datetime.date(2016, 3, 1)
LIST = "/admin/ledger/item/"


@pytest.fixture
def round() -> Round:
    return make_round(make_dialogue())


@pytest.fixture
def keeper(round: Round) -> User:
    return make_staff(Role.EDITOR, Role.RELEASER, dialogue=round.dialogue, username="keeper")


@pytest.fixture
def items(round: Round, keeper: User) -> list[Item]:
    return [make_item(round, keeper) for _number in range(3)]


@pytest.fixture
def client(keeper: User) -> Client:
    return signed_in(keeper)


def opened(client: Client, name: str, *items: Item) -> dict[str, Any]:
    """What the act's form would send, untouched."""
    page = client.get(many_address(name, *items))
    return sent_by(page.context["form"]) | {"target": page.context["choice"].sent}


def send(client: Client, name: str, sent: dict[str, Any], step: str = "preview", **options: Any) -> Any:
    return client.post(reverse(f"admin:{name}"), sent | {"step": step}, **options)


def preview(client: Client, name: str, items: list[Item], **typed: Any) -> Any:
    return send(client, name, opened(client, name, *items) | typed)


def write(client: Client, name: str, items: list[Item], **typed: Any) -> Any:
    """Type, look, confirm; what the preview carries along is what is confirmed."""
    return send(client, name, carried(preview(client, name, items, **typed)), "write")


def carried(shown: Any) -> dict[str, Any]:
    """What the preview's own form would send."""
    return sent_by(shown.context["form"]) | {"target": shown.context["choice"].sent}


def told(shown: Any) -> list[Any]:
    """The preview line by line: reference, changes, what is refused."""
    return [
        (
            line.item.ref,
            [(str(one.label), plain(one.now), plain(one.then)) for one in line.changes],
            line.refused,
        )
        for line in shown.context["lines"]
    ]


def plain(shown: Any) -> str:
    """What is shown, without its marks."""
    return strip_tags(str(shown)).strip()


def fresh(items: list[Item], name: str) -> list[Any]:
    return [getattr(Item.objects.get(pk=item.pk), name) for item in items]


def last(item: Item) -> Entry:
    return Entry.objects.filter(item=item).latest("sequence")


# --- Recording


def test_record_shows_each_item_as_it_is_and_will_be(client: Client, items: list[Item], keeper: User) -> None:
    make_entry(items[0], Status.STALLED, keeper, effective_on=DAY)
    before = Entry.objects.count()
    shown = preview(client, RECORD, items[:2], status="in_progress", note="Begun.", effective_on="2016-04")
    assert told(shown) == [
        (items[0].ref, [("Our office · As a whole", "stalled 1 Mar 2016", "in progress Apr 2016")], {}),
        (items[1].ref, [("Our office · As a whole", "–", "in progress Apr 2016")], {}),
    ]
    assert (shown.context["confirm"], Entry.objects.count()) == ("Write 2 entries", before)


def test_record_writes_one_batch_with_its_evidence(client: Client, items: list[Item], keeper: User) -> None:
    mexico = make_party("MEX")
    typed = {"voice": "party", "speaker": mexico.pk, "about": mexico.pk, "effective_on": "2016-03"}
    evidence = {"evidence-0-title": "Gazette", "evidence-0-url": "https://example.org/dof"}
    answer = write(
        client, RECORD, items, status="in_progress", note="Line one\nLine two", **typed, **evidence
    )
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    entries = [last(item) for item in items]
    said = {(one.status, one.voice, one.speaker, one.about, one.note, one.author) for one in entries}
    note = "Line one\nLine two"
    assert said == {(Status.IN_PROGRESS, Voice.PARTY, mexico, mexico, note, keeper)}
    assert {str(one.effective_on) for one in entries} == {"2016-03-01"}
    assert {(one.evidence.get().title, one.evidence.get().url) for one in entries} == {
        ("Gazette", "https://example.org/dof")
    }
    assert len({one.batch for one in entries}) == 1


def test_record_of_an_earlier_day_says_that_what_stands_stays(
    client: Client, items: list[Item], keeper: User
) -> None:
    make_entry(items[0], Status.IN_PROGRESS, keeper, effective_on=DAY)
    shown = preview(client, RECORD, items[:1], status="not_started", effective_on="2016-01-01")
    assert told(shown) == [(items[0].ref, [], {})]
    assert "what stands now stays" in shown.content.decode()
    assert shown.context["confirm"] == "Write 1 entry"


def test_note_is_previewed_against_the_newest_one(client: Client, items: list[Item], keeper: User) -> None:
    make_entry(items[0], None, keeper, note="Called.")
    shown = preview(client, RECORD, items[:1], note="Called again.")
    who = "Our office · As a whole: newest note"
    assert told(shown) == [(items[0].ref, [(who, "Called.", "Called again.")], {})]


def test_item_that_is_refused_keeps_all_from_being_written_until_it_is_left_out(
    client: Client, items: list[Item], keeper: User
) -> None:
    make_entry(items[1], Status.SUBSTANTIAL, keeper, effective_on=DAY)
    withdraw_item(user=keeper, item=items[2], expected_sequence=None, reason="Opened twice.")
    shown = preview(client, RECORD, items, status="in_progress")
    assert [(ref, refused) for ref, _changes, refused in told(shown)] == [
        (items[0].ref, {}),
        (items[1].ref, {"note": "A step back needs a note that says why."}),
        (items[2].ref, {"item": f"{items[2].ref} was withdrawn: record on another item."}),
    ]
    assert (shown.context["confirm"], shown.context["may_leave_out"]) == ("", True)
    before = Entry.objects.count()
    assert send(client, RECORD, carried(shown), "write").status_code == 200
    assert Entry.objects.count() == before
    fewer = send(client, RECORD, carried(shown), "leave-out")
    assert [ref for ref, _changes, _refused in told(fewer)] == [items[0].ref]
    assert send(client, RECORD, carried(fewer), "write").status_code == 302
    assert [one.status for one in Item.objects.order_by("number")][:2] == [
        Status.IN_PROGRESS,
        Status.SUBSTANTIAL,
    ]


def test_what_the_write_api_says_of_all_stands_beside_its_field(client: Client, items: list[Item]) -> None:
    shown = preview(client, RECORD, items, status="in_progress", voice="record")
    form = shown.context["form"]
    assert {name: list(says) for name, says in form.errors.items()} == {
        "source": ["Name the source that speaks for the record, and only where the record speaks."]
    }
    done = preview(client, RECORD, items, status="done", note="All of it.")
    assert done.context["form"].evidence_errors == [
        "“done” rests on evidence: add some, or say why there is none."
    ]


def test_change_what_you_typed_shows_it_again(client: Client, items: list[Item]) -> None:
    shown = preview(client, RECORD, items, status="in_progress", note="Begun.")
    again = send(client, RECORD, carried(shown), "change")
    assert again.templates[0].name == "ledger/batch_form.html"
    assert (again.context["form"]["note"].value(), again.context["choice"].sent) == (
        "Begun.",
        shown.context["choice"].sent,
    )


# --- Between the preview and its confirmation


def test_item_that_moved_on_is_named_with_what_changed_and_nothing_is_written(
    client: Client, items: list[Item], keeper: User
) -> None:
    shown = preview(client, RECORD, items, status="in_progress", note="Begun.")
    make_entry(items[1], Status.STALLED, keeper, note="Somebody was faster.")
    before = Entry.objects.count()
    again = send(client, RECORD, carried(shown), "write")
    assert [(one.ref, [line.entry.note for line in one.lines]) for one in again.context["moved"]] == [
        (items[1].ref, ["Somebody was faster."])
    ]
    assert Entry.objects.count() == before
    assert again.context["form"]["note"].value() == "Begun."
    assert send(client, RECORD, carried(again), "write").status_code == 302
    assert fresh(items, "status") == [Status.IN_PROGRESS] * 3


def test_item_that_moved_on_before_the_preview_is_named_there(
    client: Client, items: list[Item], keeper: User
) -> None:
    sent = opened(client, RECORD, *items) | {"note": "Called."}
    make_entry(items[0], user=keeper)
    shown = send(client, RECORD, sent)
    assert [one.ref for one in shown.context["moved"]] == [items[0].ref]
    assert shown.context["choice"].sent == [f"{items[0].pk}:2", f"{items[1].pk}:1", f"{items[2].pk}:1"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (RECORD, {"note": "Called."}),
        (REVIEW, {"review_on": "2016-03-01"}),
        (RELEASE, {"what": "openings", "audience": "shared"}),
        (ADOPT, {"whose": "record"}),
    ],
)
def test_second_click_writes_nothing_more(
    client: Client, items: list[Item], keeper: User, name: str, typed: dict[str, str]
) -> None:
    for item in items:
        make_entry(item, Status.STALLED, keeper, voice=Voice.RECORD, source="CNDH")
    sent = carried(preview(client, name, items, **typed))
    first, second = (send(client, name, sent, "write", follow=True) for _click in range(2))
    assert Entry.objects.filter(batch=own_batch(keeper, UUID(sent["request_id"]))).count() == 3
    assert [str(one) for one in first.context["messages"]] == [str(one) for one in second.context["messages"]]


def test_batch_of_another_person_is_not_taken_for_ones_own(
    client: Client, items: list[Item], round: Round, keeper: User
) -> None:
    """Their request's identifier, sent by somebody else, writes a batch of one's own."""
    sent = carried(preview(client, RECORD, items, note="Called."))
    send(client, RECORD, sent, "write")
    theirs = Entry.objects.exclude(batch=None).latest("pk").batch
    other = make_staff(Role.EDITOR, dialogue=round.dialogue)
    own = carried(preview(signed_in(other), RECORD, items, note="Wrote to them."))
    send(signed_in(other), RECORD, own | {"request_id": sent["request_id"]}, "write")
    written = Entry.objects.filter(author=other)
    assert [entry.note for entry in written] == ["Wrote to them."] * 3
    assert theirs not in {entry.batch for entry in written}


def test_batch_under_the_identifier_of_an_import_leaves_it_to_be_written(
    client: Client, items: list[Item], round: Round, keeper: User
) -> None:
    raw = b"Ref,Kind,Action,Topic\nA,undertaken,Publish it.,Prisons\n"
    draft = begin_import(user=keeper, dialogue=round.dialogue, name="tracker.csv", raw=raw)
    sent = carried(preview(client, RECORD, items, note="Called."))
    send(client, RECORD, sent | {"request_id": str(draft.uuid)}, "write")
    assert Entry.objects.exclude(batch=None).count() == 3
    assert not Entry.objects.filter(batch=draft.uuid).exists()


# --- Our work on them


def test_reassign_offers_members_of_the_dialogue_alone(
    client: Client, items: list[Item], round: Round, keeper: User
) -> None:
    ana = make_staff(Role.RECORDER, dialogue=round.dialogue, username="ana")
    make_staff(Role.RECORDER, dialogue=make_dialogue(), username="elsewhere")
    gone = make_staff(Role.RECORDER, dialogue=round.dialogue, username="gone")
    Membership.objects.filter(user=gone).update(ended_on=DAY)
    page = client.get(many_address(REASSIGN, *items))
    offered = list(page.context["form"].fields["officer"].queryset)
    assert (ana in offered, keeper in offered) == (True, True)
    assert {"elsewhere", "gone"} & {one.username for one in offered} == set()
    assert write(client, REASSIGN, items, officer=ana.pk).status_code == 302
    assert fresh(items, "officer") == [ana] * 3


def test_review_date_leaves_alone_what_has_it_and_refuses_a_moved_date_without_a_reason(
    client: Client, items: list[Item], keeper: User
) -> None:
    for item, day in ((items[0], DAY), (items[1], datetime.date(2016, 5, 1))):
        amend_item(user=keeper, item=item, expected_sequence=None, changes={"review_on": day})
    shown = preview(client, REVIEW, items, review_on="2016-03-01")
    assert told(shown) == [
        (items[0].ref, [], {}),
        (items[1].ref, [], {"reason": "Moving a date needs a reason."}),
        (items[2].ref, [("review date", "–", "1 Mar 2016")], {}),
    ]
    assert "Left alone: it is so already." in shown.content.decode()
    assert write(client, REVIEW, items, review_on="2016-03-01", reason="Sooner.").status_code == 302
    assert fresh(items, "review_on") == [DAY] * 3
    assert [item.entries.count() for item in items] == [2, 3, 2]


def test_nothing_to_write_is_said(client: Client, items: list[Item], keeper: User) -> None:
    for item in items:
        amend_item(user=keeper, item=item, expected_sequence=None, changes={"review_on": DAY})
    shown = preview(client, REVIEW, items, review_on="2016-03-01")
    assert (shown.context["confirm"], shown.context["refused"]) == ("", 0)
    assert "There is nothing to write" in shown.content.decode()


# --- Audience


def test_release_of_openings_leaves_alone_what_is_released_so(
    client: Client, items: list[Item], keeper: User
) -> None:
    opening = items[0].entries.get(sequence=1)
    release_entry(user=keeper, entry=opening, audience=Audience.PUBLIC, expected_sequence=None)
    shown = preview(client, RELEASE, items, what="openings", audience="public")
    assert [changes for _ref, changes, _refused in told(shown)] == [
        [],
        [("entry 1: opened", "internal", "public")],
        [("entry 1: opened", "internal", "public")],
    ]
    assert send(client, RELEASE, carried(shown), "write").status_code == 302
    assert [audience_of(item.entries.get(sequence=1)) for item in items] == [Audience.PUBLIC] * 3
    assert [item.entries.count() for item in items] == [2, 2, 2]


def test_release_of_the_latest_takes_the_newest_that_stands(
    client: Client, items: list[Item], keeper: User
) -> None:
    newest = make_entry(items[0], Status.STALLED, keeper, effective_on=datetime.date(2016, 5, 1))
    make_entry(items[0], Status.IN_PROGRESS, keeper, effective_on=DAY)
    shown = preview(client, RELEASE, items[:2], what="latest", audience="shared")
    assert told(shown) == [
        (items[0].ref, [("entry 2: stalled", "internal", "shared with the counterpart")], {}),
        (items[1].ref, [], {}),
    ]
    assert "it has no note or status" in shown.content.decode()
    assert send(client, RELEASE, carried(shown), "write").status_code == 302
    assert (audience_of(newest), last(items[1]).act) == (Audience.SHARED, Act.OPEN)


# --- Somebody else's position


def test_adopt_makes_their_positions_our_offices(client: Client, items: list[Item], keeper: User) -> None:
    mexico = make_party("MEX")
    theirs = {"voice": Voice.PARTY, "speaker": mexico, "about": mexico, "effective_on": DAY}
    make_entry(items[0], Status.IN_PROGRESS, keeper, **theirs)
    make_entry(items[1], Status.STALLED, keeper, voice=Voice.RECORD, source="CNDH")
    shown = preview(client, ADOPT, items[:2], whose="MEX")
    assert told(shown) == [
        (items[0].ref, [("Our office · On Mexico", "–", "in progress 1 Mar 2016")], {}),
        (items[1].ref, [], {}),
    ]
    assert "they have taken no position on it" in shown.content.decode()
    assert send(client, ADOPT, carried(shown), "write").status_code == 302
    ours = last(items[0])
    assert (ours.voice, ours.about, ours.status, ours.author) == (
        Voice.OFFICE,
        mexico,
        Status.IN_PROGRESS,
        keeper,
    )
    again = preview(client, ADOPT, items[:1], whose="MEX")
    assert "it is adopted already" in again.content.decode()


# --- Undoing


def written_batch(client: Client, items: list[Item], **typed: Any) -> UUID:
    sent = carried(preview(client, RECORD, items, **typed))
    assert send(client, RECORD, sent, "write").status_code == 302
    return Entry.objects.exclude(batch=None).latest("pk").batch


def undo(client: Client, batch: UUID, reason: str = "Wrong meeting.") -> Any:
    url = batch_address("ledger_item_batch_undo", batch)
    return client.post(url, sent_by(client.get(url).context["form"]) | {"reason": reason})


def test_message_leads_to_the_undoing(client: Client, items: list[Item]) -> None:
    sent = carried(preview(client, RECORD, items, note="Called."))
    page = send(client, RECORD, sent, "write", follow=True)
    batch = Entry.objects.exclude(batch=None).latest("pk").batch
    assert [str(one) for one in page.context["messages"]] == [
        f'3 entries are written. <a href="{batch_address("ledger_item_batch_undo", batch)}">Undo</a>'
    ]


def test_undo_corrects_each_entry_of_the_batch_and_no_other(
    client: Client, items: list[Item], keeper: User
) -> None:
    make_entry(items[0], Status.STALLED, keeper, effective_on=DAY)
    batch = written_batch(client, items, status="in_progress", note="Begun.")
    shown = client.get(batch_address("ledger_item_batch", batch))
    assert [line.entry.item.ref for line, _address in shown.context["lines"]] == [item.ref for item in items]
    assert shown.context["may_undo"] is True
    answer = undo(client, batch)
    assert (answer.status_code, answer["Location"]) == (302, batch_address("ledger_item_batch", batch))
    assert fresh(items, "status") == [Status.STALLED, Status.UNASSESSED, Status.UNASSESSED]
    reasons = {last(item).text("reason") for item in items}
    assert (reasons, {last(item).batch for item in items} & {batch, None}) == ({"Wrong meeting."}, set())


def test_undo_sent_twice_is_done_once(client: Client, items: list[Item]) -> None:
    batch = written_batch(client, items, note="Called.")
    url = batch_address("ledger_item_batch_undo", batch)
    sent = sent_by(client.get(url).context["form"]) | {"reason": "Not yet."}
    assert [client.post(url, sent).status_code for _click in range(2)] == [302, 302]
    assert [item.entries.count() for item in items] == [3, 3, 3]


def test_undo_of_what_was_corrected_since_is_refused_whole(client: Client, items: list[Item]) -> None:
    batch = written_batch(client, items, note="Called.")
    assert undo(client, batch).status_code == 302
    before = Entry.objects.count()
    answer = undo(client, batch)
    already = "This entry was corrected already: correct what replaced it."
    assert answer.context["form"].non_field_errors() == [f"{items[2].ref}: {already}"]
    assert Entry.objects.count() == before


def test_undo_of_another_persons_batch_needs_its_reason_and_the_right(
    client: Client, items: list[Item], round: Round
) -> None:
    batch = written_batch(client, items, note="Called.")
    recorder = signed_in(make_staff(Role.RECORDER, dialogue=round.dialogue))
    page = recorder.get(batch_address("ledger_item_batch", batch))
    assert (page.status_code, page.context["may_undo"]) == (200, False)
    url = batch_address("ledger_item_batch_undo", batch)
    assert [recorder.get(url).status_code, recorder.post(url).status_code] == [403, 403]
    editor = signed_in(make_staff(Role.EDITOR, dialogue=round.dialogue))
    answer = undo(editor, batch, reason="")
    assert list(answer.context["form"].errors) == ["reason"]


def test_batch_that_is_seen_in_part_is_not_undone(client: Client, items: list[Item], keeper: User) -> None:
    batch = written_batch(client, items, note="Called.")
    elsewhere = make_item(make_round(make_dialogue("SECRET")))
    make_entry(elsewhere, batch=batch)
    page = client.get(batch_address("ledger_item_batch", batch))
    assert (len(page.context["lines"]), page.context["may_undo"]) == (3, False)
    assert "SECRET" not in page.content.decode()
    assert client.get(batch_address("ledger_item_batch_undo", batch)).status_code == 403


# --- For whom


def actions_of(client: Client) -> list[str]:
    form = client.get(LIST).context["action_form"]
    return [] if form is None else [name for name, _label in form.fields["action"].choices if name]


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("viewer", []),
        ("recorder", ["record", "adopt"]),
        ("releaser", ["release"]),
        ("editor", ["record", "adopt", "reassign", "review", "follow"]),
    ],
)
def test_list_offers_what_the_person_may_do(items: list[Item], round: Round, who: str, offered: Any) -> None:
    user = make_staff(Role(who), dialogue=round.dialogue)
    assert actions_of(signed_in(user)) == offered


@pytest.mark.parametrize("who", [*OUTSIDE, "viewer", "recorder", "releaser", "editor", "superuser"])
def test_every_act_for(items: list[Item], round: Round, who: str) -> None:
    item = items[0]
    everything = Everything(round=round, item=item, statement=None, editor=None)  # type: ignore[arg-type]
    client = signed_in(make_people(everything)[who])
    found = {}
    for name in ACTS:
        url = many_address(name, item)
        methods = (client.get(url), client.post(url, {"target": f"{item.pk}:1"}), client.put(url))
        found[name] = tuple(one.status_code for one in methods)
    shut = (403, 403, 403) if who in {"no membership", "superuser"} else (302, 302, 302)
    inside = {"viewer", "recorder", "releaser", "editor"}
    assert found == {
        name: (200, 200, 405) if who in people else (403, 403, 403) if who in inside else shut
        for name, people in ACTS.items()
    }


@pytest.mark.parametrize("name", list(ACTS))
def test_items_of_another_dialogue_are_refused_as_if_they_were_not_there(
    items: list[Item], round: Round, name: str
) -> None:
    hidden = make_item(make_round(make_dialogue("SECRET")))
    both = make_staff(Role.EDITOR, Role.RELEASER, dialogue=round.dialogue)
    mine = make_item(make_round(make_dialogue("READS")))
    Membership.objects.create(user=both, dialogue=mine.round.dialogue, role=Role.VIEWER)
    client = signed_in(both)
    absent = Item(pk=999_999)
    before = Entry.objects.count()
    answers = []
    for strange in (hidden, mine, absent):
        url = many_address(name, items[0], strange)
        asked = client.get(url, follow=True)
        sent = {
            "target": [f"{items[0].pk}:1", f"{strange.pk}:1"],
            "step": "write",
            "request_id": str(uuid4()),
        }
        posted = client.post(reverse(f"admin:{name}"), sent, follow=True)
        answers += [
            (page.redirect_chain, [str(one) for one in page.context["messages"]]) for page in (asked, posted)
        ]
        assert "SECRET" not in asked.content.decode() + posted.content.decode()
    said = "Some of the items chosen are not there, or not yours to do this to: choose again."
    assert answers == [([(LIST, 302)], [said])] * 6
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ([], "Choose items first."),
        (["x:1"], "Some of the items chosen are not there, or not yours to do this to: choose again."),
        (["1"], "Some of the items chosen are not there, or not yours to do this to: choose again."),
        ([f"{number}:1" for number in range(201)], "Choose 200 items at most at a time."),
    ],
    ids=["none", "no number", "unseen", "too many"],
)
def test_choice_that_makes_no_sense_is_refused(client: Client, sent: list[str], said: str) -> None:
    page = client.post(reverse(f"admin:{RECORD}"), {"target": sent}, follow=True)
    assert [str(one) for one in page.context["messages"]] == [said]


def test_items_of_two_dialogues_are_not_one_batch(client: Client, items: list[Item], keeper: User) -> None:
    other = make_item(make_round(make_dialogue()))
    Membership.objects.create(user=keeper, dialogue=other.round.dialogue, role=Role.EDITOR)
    page = client.get(many_address(RECORD, items[0], other), follow=True)
    assert [str(one) for one in page.context["messages"]] == ["Choose items of one dialogue at a time."]


def test_action_of_the_list_leads_to_the_act_and_back_to_the_list_as_it_was(
    client: Client, items: list[Item]
) -> None:
    chosen = {"action": "record", "_selected_action": [items[0].pk, items[2].pk], "index": 0}
    answer = client.post(f"{LIST}?status=unassessed", chosen)
    page = client.get(answer["Location"])
    assert [ref for ref, _address, _words in page.context["chosen"]] == [items[0].ref, items[2].ref]
    sent = sent_by(page.context["form"]) | {"target": page.context["choice"].sent, "note": "Called."}
    done = client.post(page.context["action"], sent | {"step": "write"})
    assert done["Location"] == f"{LIST}?status=unassessed"


def test_action_that_is_not_offered_cannot_be_posted(items: list[Item], round: Round) -> None:
    client = signed_in(make_staff(Role.RECORDER, dialogue=round.dialogue))
    chosen = {"action": "release", "_selected_action": [items[0].pk], "index": 0}
    before = Entry.objects.count()
    assert client.post(LIST, chosen).status_code == 302
    assert client.get(many_address(RELEASE, items[0])).status_code == 403
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("who", "answers"),
    [
        ("anonymous", (302, 302)),
        ("no membership", (403, 403)),
        ("superuser", (403, 403)),
        ("editor of another", (404, 404)),
        ("viewer", (200, 403)),
        ("releaser", (200, 403)),
        ("editor", (200, 200)),
    ],
)
def test_batch_for(client: Client, items: list[Item], round: Round, who: str, answers: Any) -> None:
    batch = written_batch(client, items, note="Called.")
    everything = Everything(round=round, item=items[0], statement=None, editor=None)  # type: ignore[arg-type]
    reader = signed_in(make_people(everything)[who])
    names = ("ledger_item_batch", "ledger_item_batch_undo")
    assert tuple(reader.get(batch_address(name, batch)).status_code for name in names) == answers
    assert client.get(batch_address("ledger_item_batch", uuid4())).status_code == 404


# --- What it costs


def test_preview_asks_two_queries_for_each_item(client: Client, round: Round, keeper: User) -> None:
    """Where it stands before and after; all are written and taken back together."""
    counts = []
    for number in (1, 2, 3):
        items = [make_item(round, keeper) for _number in range(number)]
        sent = opened(client, RECORD, *items) | {"status": "in_progress"}
        with CaptureQueriesContext(connection) as queries:
            assert send(client, RECORD, sent).status_code == 200
        counts.append(len(queries))
    assert [more - fewer for fewer, more in pairwise(counts)] == [2, 2]


def test_page_of_a_batch_asks_no_more_for_three_items_than_for_one(client: Client, items: list[Item]) -> None:
    counts = []
    for chosen in (items[:1], items):
        batch = written_batch(client, chosen, note=f"Called about {len(chosen)}.")
        with CaptureQueriesContext(connection) as queries:
            client.get(batch_address("ledger_item_batch", batch))
        counts.append(len(queries))
    assert counts == [11, 11]  # one of them asks what was changed since
