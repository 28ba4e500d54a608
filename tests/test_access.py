"""Who may do what: the table itself, every act of the write API for every sort of person, and who sees which rows."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from ledger import access
from ledger.access import may, visible_to
from ledger.handover.saved_views import hand_over_views
from ledger.models import (
    AgendaPoint,
    Delegate,
    Delegation,
    Dialogue,
    Entry,
    Event,
    Item,
    Membership,
    RedactionRequest,
    Round,
    RoundForum,
    Seal,
    TopicPhrase,
    User,
)
from ledger.recording import (
    EntryContent,
    RuleViolation,
    adopt_position,
    amend_item,
    amend_many,
    change_rules,
    correct_entry,
    decline_redaction,
    move_entry,
    open_item,
    record_entry,
    record_many,
    redact_entry,
    release_entry,
    release_many,
    release_place,
    release_statement,
    release_topic_text,
    request_file_redaction,
    request_redaction,
    request_text_redaction,
    seal_ledger,
    undo_batch,
    withdraw_item,
)
from ledger.vocabulary import Act, Audience, Kind, Permission, Priority, Role, Status, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_file,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_releaser,
    make_round,
    make_statement,
    make_topic,
    make_topic_text,
    make_user,
)
from tests.seen_by import BY_RULES, COMMON, DIALOGUE_PATHS, own_models

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

# The table

TABLE: dict[Act | Permission, set[Role]] = {
    Permission.READ: {Role.VIEWER, Role.RECORDER, Role.EDITOR, Role.RELEASER},
    Act.NOTE: {Role.RECORDER, Role.EDITOR},
    Act.STATUS: {Role.RECORDER, Role.EDITOR},
    Permission.MEND: {Role.RECORDER, Role.EDITOR},
    Act.OPEN: {Role.EDITOR},
    Act.AMEND: {Role.EDITOR},
    Act.CORRECT: {Role.EDITOR},
    Act.WITHDRAW: {Role.EDITOR},
    Act.REDACT: {Role.EDITOR},
    Permission.MOVE: {Role.EDITOR},
    Permission.CURATE: {Role.EDITOR},
    Act.RELEASE: {Role.RELEASER},
    Permission.ISSUE: {Role.RECORDER, Role.EDITOR, Role.RELEASER},
}


def test_every_act_and_deed_stands_in_the_table() -> None:
    assert set(TABLE) == {*Act, *Permission}
    assert set(access.ALLOWED) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_role_may_do_what_the_table_says(role: Role) -> None:
    dialogue = make_dialogue()
    member = make_member(role, dialogue=dialogue)
    assert {act for act in TABLE if may(member, act, dialogue)} == {
        act for act, roles in TABLE.items() if role in roles
    }


def test_roles_of_one_person_add_up() -> None:
    dialogue = make_dialogue()
    member = make_member(Role.RECORDER, Role.RELEASER, dialogue=dialogue)
    assert {act for act in TABLE if may(member, act, dialogue)} == {
        act for act, roles in TABLE.items() if roles & {Role.RECORDER, Role.RELEASER}
    }


# Sorts of people


def _nobody(_dialogue: Dialogue) -> User:
    return make_user()


def _stranger(_dialogue: Dialogue) -> User:
    return make_member(*Role, dialogue=make_dialogue())


def _superuser(_dialogue: Dialogue) -> User:
    return make_user(is_superuser=True, is_staff=True)


def _closed(dialogue: Dialogue) -> User:
    return make_member(*Role, dialogue=dialogue, user=make_user(is_active=False))


def _member(role: Role) -> Callable[[Dialogue], User]:
    return lambda dialogue: make_member(role, dialogue=dialogue)


OUTSIDERS = {
    "no-membership": _nobody,
    "all-roles-elsewhere": _stranger,
    "superuser": _superuser,
    "closed-account": _closed,
}
PEOPLE: dict[str, Callable[[Dialogue], User]] = OUTSIDERS | {role.value: _member(role) for role in Role}


@pytest.mark.parametrize("sort", OUTSIDERS)
def test_outsider_may_do_nothing(sort: str) -> None:
    dialogue = make_dialogue()
    person = PEOPLE[sort](dialogue)
    assert [act for act in TABLE if may(person, act, dialogue)] == []


def test_visitor_who_has_not_signed_in_may_do_nothing() -> None:
    dialogue = make_dialogue()
    assert [act for act in TABLE if may(AnonymousUser(), act, dialogue)] == []
    assert access.roles_in(None, dialogue) == set()


# Every act of the write API


@dataclass
class Scene:
    """A dialogue with everything that an act needs, none of it by the person who is about to act."""

    dialogue: Dialogue = field(default_factory=make_dialogue)

    def __post_init__(self) -> None:
        self.round = make_round(self.dialogue)
        self.item, self.other = make_item(self.round), make_item(self.round)
        says = {"voice": Voice.PARTY, "speaker": make_party("MEX")}
        self.entry = make_entry(self.item, Status.IN_PROGRESS, **says)
        self.noted = make_entry(self.other, user=None)
        self.targets = [(self.item, None), (self.other, None)]
        self.request = request_redaction(
            user=make_editor(self.dialogue), entry=self.entry, parts=["note"], reason="A name."
        )

    def written_by(self, person: User) -> Entry:
        """An entry that the person recorded while they still might; their roles are as before afterwards."""
        before = list(person.memberships.values_list("dialogue", "role"))
        active, person.is_active = person.is_active, True
        person.memberships.all().delete()
        entry = make_entry(self.item, user=make_member(Role.RECORDER, dialogue=self.dialogue, user=person))
        person.memberships.all().delete()
        Membership.objects.bulk_create(
            Membership(user=person, dialogue_id=dialogue, role=role) for dialogue, role in before
        )
        person.is_active = active
        return entry


def _recorded_batch(scene: Scene) -> Any:
    says = EntryContent(status=Status.STALLED, note="x")
    return record_many(user=make_editor(scene.dialogue), targets=scene.targets, says=says)[0].batch


def _released_batch(scene: Scene) -> Any:
    releaser = make_releaser(scene.dialogue)
    return release_many(user=releaser, entries=[(scene.entry, None)], audience=Audience.PUBLIC)[0].batch


EDITORS, RECORDERS, RELEASERS = {"editor"}, {"recorder", "editor"}, {"releaser"}

ACTS: dict[str, tuple[set[str], Callable[[Scene, User], Callable[[], Any]]]] = {
    "open": (
        EDITORS,
        lambda scene, person: (
            lambda: open_item(
                user=person,
                round=scene.round,
                fields={"kind": Kind.DISCUSSED, "summary_en": "x", "topics": [make_topic()]},
            )
        ),
    ),
    "note": (
        RECORDERS,
        lambda scene, person: (
            lambda: record_entry(
                user=person, item=scene.item, expected_sequence=None, says=EntryContent(note="x")
            )
        ),
    ),
    "status": (
        RECORDERS,
        lambda scene, person: (
            lambda: record_entry(
                user=person,
                item=scene.item,
                expected_sequence=None,
                says=EntryContent(status=Status.STALLED, note="x"),
            )
        ),
    ),
    "adopt": (
        RECORDERS,
        lambda scene, person: lambda: adopt_position(user=person, entry=scene.entry, expected_sequence=None),
    ),
    "record many": (
        RECORDERS,
        lambda scene, person: (
            lambda: record_many(user=person, targets=scene.targets, says=EntryContent(note="x"))
        ),
    ),
    "amend": (
        EDITORS,
        lambda scene, person: (
            lambda: amend_item(
                user=person, item=scene.item, expected_sequence=None, changes={"priority": Priority.HIGH}
            )
        ),
    ),
    "amend many": (
        EDITORS,
        lambda scene, person: (
            lambda: amend_many(user=person, targets=scene.targets, changes={"priority": Priority.HIGH})
        ),
    ),
    "amend many to what they are": (
        EDITORS,
        lambda scene, person: (
            lambda: amend_many(user=person, targets=scene.targets, changes={"priority": Priority.NORMAL})
        ),
    ),
    "correct another's": (
        EDITORS,
        lambda scene, person: (
            lambda: correct_entry(
                user=person, entry=scene.entry, expected_sequence=None, says=None, reason="x"
            )
        ),
    ),
    "mend one's own": (
        RECORDERS,
        lambda scene, person: _correcting(scene.written_by(person), person),
    ),
    "move": (
        EDITORS,
        lambda scene, person: (
            lambda: move_entry(
                user=person,
                entry=scene.entry,
                to_item=scene.other,
                expected_sequence=None,
                seen_there=None,
                reason="x",
            )
        ),
    ),
    "move one's own": (
        EDITORS,
        lambda scene, person: _moving(scene.written_by(person), scene.other, person),
    ),
    "withdraw": (
        EDITORS,
        lambda scene, person: (
            lambda: withdraw_item(user=person, item=scene.item, expected_sequence=None, reason="x")
        ),
    ),
    "ask for a redaction": (
        EDITORS,
        lambda scene, person: (
            lambda: request_redaction(user=person, entry=scene.noted, parts=["note"], reason="x")
        ),
    ),
    "approve a redaction": (
        EDITORS,
        lambda scene, person: lambda: redact_entry(user=person, request=scene.request),
    ),
    "decline a redaction": (
        EDITORS,
        lambda scene, person: lambda: decline_redaction(user=person, request=scene.request),
    ),
    "release": (
        RELEASERS,
        lambda scene, person: (
            lambda: release_entry(
                user=person, entry=scene.entry, audience=Audience.PUBLIC, expected_sequence=None
            )
        ),
    ),
    "release one's own": (
        RELEASERS,
        lambda scene, person: _releasing(scene.written_by(person), person),
    ),
    "release many": (
        RELEASERS,
        lambda scene, person: (
            lambda: release_many(user=person, entries=[(scene.entry, None)], audience=Audience.PUBLIC)
        ),
    ),
    "undo a batch of statuses": (
        EDITORS,
        lambda scene, person: _undoing(_recorded_batch(scene), person),
    ),
    "undo a batch of releases": (
        RELEASERS,
        lambda scene, person: _undoing(_released_batch(scene), person),
    ),
}


def _correcting(entry: Entry, person: User) -> Callable[[], Any]:
    return lambda: correct_entry(user=person, entry=entry, expected_sequence=None, says=None)


def _moving(entry: Entry, to_item: Item, person: User) -> Callable[[], Any]:
    return lambda: move_entry(
        user=person, entry=entry, to_item=to_item, expected_sequence=None, seen_there=None, reason="x"
    )


def _releasing(entry: Entry, person: User) -> Callable[[], Any]:
    return lambda: release_entry(user=person, entry=entry, audience=Audience.PUBLIC, expected_sequence=None)


def _undoing(batch: Any, person: User) -> Callable[[], Any]:
    return lambda: undo_batch(user=person, batch=batch, reason="x")


def written() -> tuple[Any, ...]:
    """Everything that an act could have changed."""
    return (
        list(Item.objects.order_by("pk").values()),
        Entry.objects.count(),
        list(RedactionRequest.objects.order_by("pk").values()),
        list(Round.objects.order_by("pk").values_list("next_item_number", flat=True)),
    )


def outcome(scene: Scene, act: str, sort: str) -> str:
    """What comes of an act by a sort of person; whatever it wrote is undone, so that the next one finds the same."""
    _allowed, prepare = ACTS[act]
    with transaction.atomic():
        do = prepare(scene, PEOPLE[sort](scene.dialogue))
        before = written()
        try:
            do()
        except PermissionDenied:
            came = "refused" if written() == before else "refused, but written"
        else:
            came = "done" if written() != before else "nothing to do"
        transaction.set_rollback(True)
    return came


@pytest.mark.parametrize("act", ACTS)
def test_act_is_done_by_those_whose_role_allows_it_and_refused_to_all_others(act: str) -> None:
    allowed, _prepare = ACTS[act]
    done = "nothing to do" if act == "amend many to what they are" else "done"
    scene = Scene()
    assert {sort: outcome(scene, act, sort) for sort in PEOPLE} == {
        sort: done if sort in allowed else "refused" for sort in PEOPLE
    }


@pytest.mark.parametrize("sort", OUTSIDERS)
def test_repeated_request_of_another_is_not_answered_to_an_outsider(sort: str) -> None:
    scene = Scene()
    with pytest.raises(PermissionDenied):
        record_entry(
            user=PEOPLE[sort](scene.dialogue),
            item=scene.item,
            expected_sequence=None,
            says=EntryContent(note="x"),
            request_id=scene.entry.request_id,
        )


def test_refusal_names_person_dialogue_and_act() -> None:
    dialogue = make_dialogue("USMX")
    item = make_item(make_round(dialogue))
    viewer = make_member(Role.VIEWER, dialogue=dialogue, user=make_user(username="ana"))
    with pytest.raises(PermissionDenied) as refused:
        record_entry(user=viewer, item=item, expected_sequence=None, says=EntryContent(note="x"))
    assert str(refused.value) == "ana may not do this in USMX: note."


def test_move_takes_the_right_in_the_dialogue_of_both_items() -> None:
    here, there = make_item(), make_item()
    entry = make_entry(here)
    with pytest.raises(PermissionDenied):
        move_entry(
            user=make_editor(there.round.dialogue),
            entry=entry,
            to_item=there,
            expected_sequence=None,
            seen_there=None,
            reason="x",
        )


# Who sees which rows

SEEN_BY_NOBODY = {
    "ReferenceStamp",
    "SecurityEvent",
    "User",
    "IssuedReportDialogue",
    "PendingRemoval",
    "ClockCorrection",
    "ClockCorrectionRequest",
    "CountingState",
    "CountedItem",
    "MonthCount",
    "YearCount",
}


def test_every_model_says_who_sees_its_rows_or_is_seen_by_nobody() -> None:
    named = {*DIALOGUE_PATHS, *COMMON, *BY_RULES}
    assert {model.__name__ for model in own_models()} == named | SEEN_BY_NOBODY
    assert named & SEEN_BY_NOBODY == set()


@pytest.mark.parametrize("model", [model for model in own_models() if getattr(model, "dialogue_path", "")])
def test_path_of_every_model_leads_to_the_dialogue(model: type[Model]) -> None:
    """A path to another row of the same key would show rows of the wrong dialogue."""
    found: type[Model] = model
    for step in model.dialogue_path.split("__") if model is not Dialogue else ():  # type: ignore[attr-defined]
        found = found._meta.get_field(step).related_model
    assert found is Dialogue


def furnish(dialogue: Dialogue) -> User:
    """Make at least one row of every model that leads to the dialogue; returns a viewer of it."""
    round = make_round(dialogue)
    statement = make_statement(round)
    passage, party, agency, forum = make_passage(statement), make_party("MEX"), make_agency(), make_forum()
    item = make_item(
        round,
        passage=passage,
        owed_by=[party],
        agencies=[agency],
        forums=[forum],
        other_passages=[make_passage(statement, "working together")],
    )
    entry = make_entry(item, Status.STALLED, evidence=(make_evidence(),))
    request_redaction(user=make_editor(dialogue), entry=entry, parts=["note"], reason="x")
    releaser = make_releaser(dialogue)
    file = make_file(round, visibility=Audience.SHARED)
    request_file_redaction(user=make_editor(dialogue), file=file, reason="x")
    release_place(user=releaser, round=round, audience=Audience.SHARED, reason="x", expected_sequence=None)
    release_statement(
        user=releaser, statement=statement, audience=Audience.SHARED, reason="x", expected_sequence=None
    )
    change_rules(
        user=make_editor(dialogue),
        dialogue=dialogue,
        releases_need_second_person=True,
        parties=dialogue.parties.all(),
        own_party=None,
        reason="x",
    )
    AgendaPoint.objects.create(round=round, position=1, text="Torture")
    delegation = Delegation.objects.create(round=round, party=party)
    Delegate.objects.create(delegation=delegation, position=1, agency=agency)
    RoundForum.objects.create(round=round, forum=forum)
    Event.objects.create(round=round, name="OGP Summit")
    TopicPhrase.objects.create(topic=make_topic(), language="en", text="torture")
    text = make_topic_text(dialogue)
    release_topic_text(user=make_releaser(dialogue), text=text, audience=Audience.SHARED)
    request_text_redaction(user=make_editor(dialogue), text=text, reason="x")
    old, new = make_editor(dialogue), make_editor(dialogue)
    hand_over_views(user=old, from_user=old, to_user=new, dialogue=dialogue, batch=uuid4())
    return make_member(Role.VIEWER, dialogue=dialogue)


def rows_of(model: type[Model]) -> set[Any]:
    return set(model._default_manager.values_list("pk", flat=True))


def seen_rows(person: Any, model: type[Model]) -> set[Any]:
    return set(visible_to(person, model._default_manager.all()).values_list("pk", flat=True))


def test_member_sees_the_rows_of_their_dialogue_and_no_others() -> None:
    member = furnish(make_dialogue())
    ours = {model: rows_of(model) for model in own_models()}
    furnish(make_dialogue())
    for name in DIALOGUE_PATHS:
        model = apps.get_model("ledger", name)
        assert ours[model], f"no {name} was made"
        assert rows_of(model) > ours[model], f"no other {name} was made"
        assert seen_rows(member, model) == ours[model], name


def test_member_sees_all_reference_rows() -> None:
    member = furnish(make_dialogue())
    furnish(make_dialogue())
    for name in COMMON:
        model = apps.get_model("ledger", name)
        assert seen_rows(member, model) == rows_of(model) != set()


def test_member_of_two_dialogues_sees_both_once() -> None:
    one, another = make_dialogue(), make_dialogue()
    member = make_member(Role.VIEWER, Role.EDITOR, dialogue=one)
    make_member(Role.RELEASER, dialogue=another, user=member)
    items = [make_item(make_round(dialogue)) for dialogue in (one, another, make_dialogue())]
    assert list(visible_to(member, Item.objects.order_by("pk"))) == items[:2]


@pytest.mark.parametrize("sort", ["no-membership", "superuser", "closed-account", "visitor"])
def test_outsider_sees_no_row_of_any_model(sort: str) -> None:
    dialogue = make_dialogue()
    furnish(dialogue)
    person = AnonymousUser() if sort == "visitor" else PEOPLE[sort](dialogue)
    assert {
        model.__name__: seen_rows(person, model) for model in own_models() if seen_rows(person, model)
    } == {}


def test_rows_of_a_model_that_is_in_no_table_are_seen_by_nobody() -> None:
    member = furnish(make_dialogue())
    assert [seen_rows(member, apps.get_model("ledger", name)) for name in SEEN_BY_NOBODY] == [set()] * len(
        SEEN_BY_NOBODY
    )


def test_rows_of_change_logs_are_seen_by_those_who_see_the_rows_they_tell_of() -> None:
    historical = [model for model in apps.get_app_config("ledger").get_models() if model not in own_models()]
    member = furnish(make_dialogue())
    ours = {model: rows_of(model) for model in historical}
    stranger = furnish(make_dialogue())
    of_dialogues = [model for model in historical if getattr(model, "dialogue_path", "")]
    assert len(of_dialogues) == 10
    for model in historical:
        is_common = getattr(model, "is_common", False)
        seen = ours[model] if model in of_dialogues else rows_of(model) if is_common else set()
        assert (model, seen_rows(member, model)) == (model, seen)
        if model in of_dialogues:
            assert (model, seen_rows(stranger, model) & ours[model]) == (model, set())


def test_a_membership_that_ended_gives_nothing():
    dialogue = make_dialogue()
    editor = make_editor(dialogue)
    editor.memberships.update(ended_on=datetime.date(2026, 1, 1))
    assert access.may(editor, Permission.READ, dialogue) is False
    assert access.curates(editor) is False
    assert list(access.visible_to(editor, Dialogue.objects.all())) == []


# Who may be an officer


def closed(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def nobody(user: User) -> None:
    User.objects.filter(pk=user.pk).update(password=access.NOBODY)


def left(user: User) -> None:
    Membership.objects.filter(user=user).update(ended_on=datetime.date(2020, 1, 1))


def stranger(user: User) -> None:
    Membership.objects.filter(user=user).update(dialogue=make_dialogue())


@pytest.mark.parametrize(
    ("become", "may_be"), [(None, True), *((one, False) for one in (closed, nobody, left, stranger))]
)
def test_officers_are_people_with_an_open_account_and_a_role_there(become: Any, may_be: bool) -> None:
    item = make_item()
    dialogue, officer = (
        item.round.dialogue,
        make_member(Role.RECORDER, Role.EDITOR, dialogue=item.round.dialogue),
    )
    keeper = make_editor(dialogue)
    if become:
        become(officer)
    found = list(access.officers_in(User.objects.all(), dialogue))
    assert (found.count(officer), keeper in found) == (int(may_be), True)
    if may_be:
        amend_item(user=keeper, item=item, expected_sequence=None, changes={"officer": officer})
        return
    with pytest.raises(RuleViolation) as refused:
        amend_item(user=keeper, item=item, expected_sequence=None, changes={"officer": officer})
    assert refused.value.fields.keys() == {"officer"}


def test_who_has_left_keeps_an_item_until_somebody_gives_it_to_another() -> None:
    item = make_item()
    officer, keeper = make_editor(item.round.dialogue), make_editor(item.round.dialogue)
    amend_item(user=keeper, item=item, expected_sequence=None, changes={"officer": officer})
    left(officer)
    amend_item(
        user=keeper,
        item=Item.objects.get(pk=item.pk),
        expected_sequence=None,
        changes={"officer": officer, "next_step": "Call."},
    )
    assert Item.objects.get(pk=item.pk).officer == officer


def test_seals_are_for_people_who_may_read_every_dialogue() -> None:
    """A seal counts the items of all: of one dialogue among two, nothing of it is told."""
    here, there = make_dialogue(), make_dialogue()
    seal_ledger()
    person = make_member(Role.VIEWER, dialogue=here)
    assert not access.visible_to(person, Seal.objects.all()).exists()
    make_member(Role.VIEWER, dialogue=there, user=person)
    assert access.visible_to(person, Seal.objects.all()).count() == 1
