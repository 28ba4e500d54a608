"""Every constraint of the database, broken by a row of its own. The write API is bypassed, the triggers are lifted:
what refuses is the constraint alone, on both databases."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from ledger.models import (
    AgendaPoint,
    Delegate,
    Delegation,
    Dialogue,
    Entry,
    EntryText,
    Event,
    Evidence,
    Item,
    ItemAgency,
    ItemForum,
    ItemParty,
    ItemPassage,
    ItemTopic,
    KeptMapping,
    Membership,
    Party,
    Passage,
    Position,
    RedactionRequest,
    Round,
    RoundForum,
    Statement,
    Topic,
    TopicPhrase,
)
from ledger.models.fields import write_api
from ledger.recording import amend_item, triggers
from ledger.vocabulary import (
    Act,
    Answer,
    Audience,
    Basis,
    FactBasis,
    Kind,
    Language,
    PartyRole,
    Precision,
    Role,
    Status,
    Voice,
)
from tests.makers import (
    ROUND_DAY,
    make_agency,
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_user,
)
from tests.models import broken_clock as broken_clock
from tests.models import broken_files as broken_files
from tests.models import broken_personal as broken_personal
from tests.models.breaking import BROKEN, breaks

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NEXT_DAY = ROUND_DAY + datetime.timedelta(days=1)


def own_constraints() -> list[models.BaseConstraint]:
    return [one for model in apps.get_app_config("ledger").get_models() for one in constraints_of(model)]


def constraints_of(model: type[models.Model]) -> list[models.BaseConstraint]:
    return list(model._meta.constraints) if not model.__name__.startswith("Historical") else []


def names(error: IntegrityError, constraints: tuple[str, ...]) -> bool:
    """Whether the error is of one of the constraints; SQLite names a unique one by its columns."""
    words = str(error)
    if any(name in words for name in constraints):
        return True
    for one in own_constraints():
        if (
            one.name == constraints[0]
            and isinstance(one, models.UniqueConstraint)
            and connection.vendor == "sqlite"
        ):
            return words.startswith("UNIQUE constraint failed") and all(
                f".{name}" in words for name in one.fields
            )
    return False


def test_every_constraint_is_broken_here() -> None:
    broken = {parameter.values[1][0] for parameter in BROKEN}
    assert {one.name for one in own_constraints()} - broken == set()


def in_order(row: Entry | Item | Round) -> None:
    with write_api(), transaction.atomic():
        row.save(force_insert=True)


def refused(row: models.Model) -> IntegrityError:
    triggers.drop(connection)  # inside the test's transaction, which is rolled back
    with pytest.raises(IntegrityError) as error, write_api(), transaction.atomic():
        row.save_base(force_insert=True)
    return error.value


# Entries


def entry_row(**fields: Any) -> Entry:
    """The next entry of an item, a note in order but for what is given."""
    item = fields.pop("item", None) or make_item()
    last = item.entries.order_by("-sequence")[0]
    values = {
        "item": item,
        "sequence": last.sequence + 1,
        "act": Act.NOTE,
        "voice": Voice.OFFICE,
        "basis": Basis.READING,
        "effective_on": ROUND_DAY,
        "recorded_at": last.recorded_at,
        "recorded_on": last.recorded_on,
        "author": last.author,
        "version": 1,
        "previous_hash": last.hash,
        "hash": "0" * 64,
    }
    return Entry(**values | fields)


def silent(**fields: Any) -> Entry:
    """An entry that nobody speaks in, such as a withdrawal."""
    return entry_row(**{"act": Act.WITHDRAW, "voice": None, "basis": None} | fields)


def correction(**fields: Any) -> Entry:
    entry = make_entry(make_item())
    return entry_row(**{"item": entry.item, "act": Act.CORRECT, "corrects": entry} | fields)


def redaction(**fields: Any) -> Entry:
    entry = make_entry(make_item())
    values = {"item": entry.item, "act": Act.REDACT, "redacts": entry, "approver": make_user()}
    return silent(**values | fields)


@pytest.mark.parametrize("make", [entry_row, silent, correction, redaction])
def test_rows_that_the_others_differ_from_are_in_order(make: Callable[[], Entry]) -> None:
    in_order(make())


@breaks("entry_sequence_once_in_an_item")
def same_sequence() -> Entry:
    item = make_item()
    make_entry(item)
    return entry_row(item=item, sequence=2)


@breaks("entry_request_once_in_an_item")
def same_request() -> Entry:
    entry = make_entry(make_item())
    return entry_row(item=entry.item, request_id=entry.request_id)


@breaks("entry_sequence_positive", "entry_opening_comes_first")
def sequence_zero() -> Entry:
    return entry_row(sequence=0)


@breaks("entry_opening_comes_first")
def second_opening() -> Entry:
    return silent(act=Act.OPEN)


@breaks("entry_opening_comes_first")
def note_before_the_opening() -> Entry:
    with write_api():
        item = Item.objects.create(
            round=make_round(), number=1, ref="X-1-01", kind=Kind.DISCUSSED, is_paraphrase=True
        )
    row = entry_row()
    row.item, row.sequence = item, 1
    return row


@breaks("entry_effective_by_its_recording")
def effective_tomorrow() -> Entry:
    row = entry_row()
    row.effective_on = row.recorded_on + datetime.timedelta(days=1)
    return row


@breaks("entry_voice_says_something")
def voice_without_a_basis() -> Entry:
    return entry_row(basis=None)


@breaks("entry_voice_says_something")
def voice_in_a_withdrawal() -> Entry:
    return entry_row(act=Act.WITHDRAW)


@breaks("entry_voice_says_something")
def basis_without_a_voice() -> Entry:
    return silent(basis=Basis.READING)


@breaks("entry_voice_says_something")
def party_judged_without_a_voice() -> Entry:
    return silent(about=make_party("MEX"))


@breaks("entry_says_it_in_a_voice")
def note_without_a_voice() -> Entry:
    return silent(act=Act.NOTE)


@breaks("entry_party_speaks_for_itself")
def party_that_is_not_named() -> Entry:
    return entry_row(voice=Voice.PARTY)


@breaks("entry_party_speaks_for_itself")
def office_with_a_speaker() -> Entry:
    return entry_row(speaker=make_party("MEX"))


@breaks("entry_party_speaks_for_itself")
def speaker_without_a_voice() -> Entry:
    return silent(speaker=make_party("MEX"))


@breaks("entry_status_has_a_status")
def status_without_one() -> Entry:
    return entry_row(act=Act.STATUS)


@breaks("entry_status_has_a_status")
def note_with_a_status() -> Entry:
    return entry_row(status=Status.STALLED)


@breaks("entry_correction_corrects")
def correction_of_nothing() -> Entry:
    return entry_row(act=Act.CORRECT)


@breaks("entry_correction_corrects")
def note_that_corrects() -> Entry:
    return correction(act=Act.NOTE)


@breaks("corrects")
def second_correction() -> Entry:
    entry = make_entry(make_item())
    in_order(entry_row(item=entry.item, act=Act.CORRECT, corrects=entry))
    return entry_row(item=entry.item, act=Act.CORRECT, corrects=entry)


@breaks("entry_retraction_is_a_correction")
def note_that_retracts() -> Entry:
    return entry_row(retracts=True)


@breaks("entry_retraction_is_a_correction")
def retraction_with_a_status() -> Entry:
    return correction(retracts=True, status=Status.STALLED)


@breaks("entry_answer_says_which")
def answer_to_nothing() -> Entry:
    return entry_row(answer=Answer.CONFIRMS)


@breaks("entry_answer_says_which")
def answer_without_a_word() -> Entry:
    entry = make_entry(make_item())
    return entry_row(item=entry.item, answers=entry)


@breaks("entry_release_releases")
def release_of_nothing() -> Entry:
    return silent(act=Act.RELEASE, released_to=Audience.PUBLIC)


@breaks("entry_release_releases")
def release_to_nobody() -> Entry:
    entry = make_entry(make_item())
    return silent(item=entry.item, act=Act.RELEASE, releases=entry)


@breaks("entry_release_releases")
def note_that_releases() -> Entry:
    return entry_row(released_to=Audience.PUBLIC)


@breaks("entry_redaction_takes_two")
def redaction_by_one() -> Entry:
    return redaction(approver=None)


@breaks("entry_redaction_takes_two")
def redaction_of_nothing() -> Entry:
    return redaction(redacts=None)


@breaks("entry_redaction_takes_two")
def note_with_an_approver() -> Entry:
    return entry_row(approver=make_user())


@breaks("entry_approver_is_another")
def approver_who_asked() -> Entry:
    row = redaction()
    row.approver = row.author
    return row


@breaks("entry_oral_stays_internal")
def oral_of_which_nobody_knows_whether_it_may_be_attributed() -> Entry:
    return entry_row(basis=Basis.ORAL)


@breaks("entry_oral_stays_internal")
def oral_for_the_public() -> Entry:
    return entry_row(basis=Basis.ORAL, is_attributable=True, proposed_audience=Audience.PUBLIC)


@breaks("entry_oral_stays_internal")
def attributable_reading() -> Entry:
    return entry_row(is_attributable=True)


@breaks("entry_oral_stays_internal")
def attributable_silence() -> Entry:
    return silent(is_attributable=False)


@breaks("entry_text_once_per_part")
def second_note() -> EntryText:
    return EntryText(entry=make_entry(make_item()), part="note", salt="00", text="x")


# Evidence, redaction requests, positions


def evidence_row(**fields: Any) -> Evidence:
    entry = make_entry(make_item(), evidence=(make_evidence(),))
    values = {"entry": entry, "position": 1, "type": "law", "source_kind": "court"}
    return Evidence(**values | fields)


@breaks("evidence_position_once_in_an_entry")
def second_piece_in_one_place() -> Evidence:
    return evidence_row(position=0)


@breaks("evidence_date_has_a_precision")
def date_without_a_precision() -> Evidence:
    return evidence_row(published_on=ROUND_DAY)


@breaks("evidence_date_has_a_precision")
def precision_without_a_date() -> Evidence:
    return evidence_row(published_precision=Precision.DAY)


@breaks("evidence_file_has_a_size")
def file_without_a_size() -> Evidence:
    return evidence_row(file_sha256="0" * 64)


@breaks("evidence_file_has_a_size")
def size_without_a_file() -> Evidence:
    return evidence_row(file_size=1)


@breaks("redaction_decided_by_another")
def decided_by_who_asked() -> RedactionRequest:
    entry = make_entry(make_item())
    return RedactionRequest(
        entry=entry,
        parts=["note"],
        requested_by=entry.author,
        requested_at=entry.recorded_at,
        decided_by=entry.author,
    )


@breaks("position_once_per_voice")
def second_position_of_one_voice() -> Position:
    entry = make_entry(make_item(), Status.STALLED)
    return Position(
        item=entry.item,
        voice=Voice.OFFICE,
        entry=entry,
        status=Status.STALLED,
        effective_on=ROUND_DAY,
        effective_precision=Precision.DAY,
    )


# Items and their links


def item_row(**fields: Any) -> Item:
    values = {"number": 9, "ref": "X-1-09", "kind": Kind.DISCUSSED, "is_paraphrase": True}
    return Item(**{"round": fields.get("round") or make_round()} | values | fields)


def test_item_row_is_in_order() -> None:
    in_order(item_row())


@breaks("item_number_once_in_a_round")
def same_number() -> Item:
    return item_row(round=make_item().round, number=1)


@breaks("ref")
def same_reference() -> Item:
    return item_row(ref=make_item().ref)


@breaks("item_number_positive")
def number_zero() -> Item:
    return item_row(number=0)


@breaks("item_step_is_part_of_an_item")
def step_of_nothing() -> Item:
    return item_row(kind=Kind.STEP, step_number=1, step_order=1)


@breaks("item_step_is_part_of_an_item")
def step_without_a_number() -> Item:
    item = make_item()
    return item_row(round=item.round, part_of=item, kind=Kind.STEP, step_order=1)


@breaks("item_step_is_part_of_an_item")
def part_that_is_no_step() -> Item:
    item = make_item()
    return item_row(round=item.round, part_of=item, step_number=1, step_order=1)


@breaks("item_has_a_passage_or_is_a_paraphrase")
def neither_passage_nor_paraphrase() -> Item:
    return item_row(is_paraphrase=False)


@breaks("item_has_a_passage_or_is_a_paraphrase")
def paraphrase_with_a_passage() -> Item:
    round = make_round()
    return item_row(round=round, passage=make_passage(make_statement(round)))


@breaks("item_agreed_says_as_what")
def agreed_as_nothing() -> Item:
    return item_row(kind=Kind.AGREED)


@breaks("item_agreed_says_as_what")
def discussed_as_a_pledge() -> Item:
    return item_row(agreed_as="general_pledge")


@breaks("item_deadline_has_precision_and_basis")
def deadline_without_a_basis() -> Item:
    return item_row(deadline_on=ROUND_DAY, deadline_precision=Precision.DAY)


@breaks("item_deadline_has_precision_and_basis")
def precision_of_no_deadline() -> Item:
    return item_row(deadline_precision=Precision.DAY)


@breaks("item_not_continuing_itself")
def continuing_itself() -> Item:
    row = item_row(pk=10**6)
    row.continues_id = row.pk
    return row


@breaks("item_party_once_in_a_role")
def owing_twice() -> ItemParty:
    item = make_item(owed_by=[make_party("MEX")])
    return ItemParty(item=item, party=make_party("MEX"), role=PartyRole.OWES)


@breaks("item_topic_once")
def topic_twice() -> ItemTopic:
    item = make_item()
    return ItemTopic(item=item, topic=item.topics.get(), position=1)


@breaks("item_agency_once")
def agency_twice() -> ItemAgency:
    agency = make_agency()
    return ItemAgency(item=make_item(agencies=[agency]), agency=agency)


@breaks("item_forum_once")
def item_forum_twice() -> ItemForum:
    forum = make_forum()
    return ItemForum(item=make_item(forums=[forum]), forum=forum)


@breaks("item_passage_once")
def other_passage_twice() -> ItemPassage:
    item = make_item()
    passage = make_passage(make_statement(item.round))
    amend_item(
        user=make_editor(item.round.dialogue),
        item=item,
        expected_sequence=None,
        changes={"other_passages": [passage]},
        reason="x",
    )
    return ItemPassage(item=item, passage=passage)


# Parties, dialogues, people, topics


@pytest.mark.parametrize("code", ["MEX", "EU", "AU"])
def test_party_codes_in_order(code: str) -> None:
    assert Party.objects.create(code=code, name_en="x").code == code


@breaks("party_code_is_iso")
def party_in_small_letters() -> Party:
    return Party(code="mex", name_en="Mexico")


@breaks("party_code_is_iso")
def party_of_two_letters() -> Party:
    return Party(code="UK", name_en="United Kingdom")


@breaks("dialogue_stale_limit_positive")
def stale_at_once() -> Dialogue:
    return Dialogue(code="X", name_en="X", stale_after_days=0)


@breaks("membership_held_once")
def role_twice() -> Membership:
    dialogue = make_dialogue()
    user = make_member(Role.EDITOR, dialogue=dialogue)
    return Membership(user=user, dialogue=dialogue, role=Role.EDITOR)


@breaks("topic_not_its_own_parent")
def parent_of_itself() -> Topic:
    return Topic(pk=10**6, slug="x", name_en="x", parent_id=10**6)


@breaks("topic_not_merged_into_itself")
def merged_into_itself() -> Topic:
    return Topic(pk=10**6, slug="x", name_en="x", merged_into_id=10**6)


@breaks("phrase_once_in_a_topic")
def phrase_twice() -> TopicPhrase:
    topic = make_topic()
    return TopicPhrase(topic=topic, language=Language.EN, text=_phrase(topic).text)


def _phrase(topic: Topic) -> TopicPhrase:
    return TopicPhrase.objects.create(topic=topic, language=Language.EN, text="torture")


# Rounds and those who came


def round_row(**fields: Any) -> Round:
    return Round(**{"dialogue": fields.get("dialogue") or make_dialogue(), "number": 9} | fields)


DATED = {"starts_on": ROUND_DAY, "ends_on": NEXT_DAY, "dates_basis": FactBasis.STATED}


@pytest.mark.parametrize("fields", [{}, DATED, DATED | {"ends_on": ROUND_DAY}])
def test_round_rows_in_order(fields: dict[str, Any]) -> None:
    in_order(round_row(**fields))


@breaks("round_number_once_in_a_dialogue")
def same_round() -> Round:
    return round_row(dialogue=make_round(number=9).dialogue)


@breaks("round_number_positive")
def round_zero() -> Round:
    return round_row(number=0)


@breaks("round_ends_after_it_starts")
def ends_before_it_starts() -> Round:
    return round_row(**DATED | {"starts_on": NEXT_DAY, "ends_on": ROUND_DAY})


@breaks("round_ends_after_it_starts")
def ends_without_a_start() -> Round:
    return round_row(ends_on=ROUND_DAY)


@breaks("round_ends_after_it_starts")
def starts_without_an_end() -> Round:
    return round_row(**DATED | {"ends_on": None})


@breaks("round_dates_have_a_basis")
def dates_without_a_basis() -> Round:
    return round_row(**DATED | {"dates_basis": FactBasis.UNKNOWN})


@breaks("round_dates_have_a_basis")
def basis_without_dates() -> Round:
    return round_row(dates_basis=FactBasis.STATED)


@breaks("round_inferred_dates_have_evidence")
def inferred_from_nothing() -> Round:
    return round_row(**DATED | {"dates_basis": FactBasis.INFERRED})


@breaks("agenda_position_once_in_a_round")
def second_point_in_one_place() -> AgendaPoint:
    round = make_round()
    AgendaPoint.objects.create(round=round, position=1, text="Torture")
    return AgendaPoint(round=round, position=1, text="Prisons")


@breaks("agenda_point_says_something")
def empty_point() -> AgendaPoint:
    return AgendaPoint(round=make_round(), position=1)


@breaks("delegation_once_in_a_round")
def delegation_twice() -> Delegation:
    delegation = _delegation()
    return Delegation(round=delegation.round, party=delegation.party)


def _delegation() -> Delegation:
    return Delegation.objects.create(round=make_round(), party=make_party("MEX"))


@breaks("delegate_position_once_in_a_delegation")
def second_delegate_in_one_place() -> Delegate:
    delegation = _delegation()
    Delegate.objects.create(delegation=delegation, position=1, name="Roberto Campa")
    return Delegate(delegation=delegation, position=1, name="Miguel Ruiz Cabañas")


@breaks("delegate_has_a_name_or_an_agency")
def nobody_of_nowhere() -> Delegate:
    return Delegate(delegation=_delegation(), position=1, office="Head")


@breaks("forum_once_in_a_round")
def forum_twice() -> RoundForum:
    round, forum = make_round(), make_forum()
    RoundForum.objects.create(round=round, forum=forum)
    return RoundForum(round=round, forum=forum)


@breaks("event_once_in_a_round")
def event_twice() -> Event:
    round = make_round()
    Event.objects.create(round=round, name="OGP Summit")
    return Event(round=round, name="OGP Summit")


@breaks("event_ends_after_it_starts")
def event_that_ends_before_it_starts() -> Event:
    return Event(round=make_round(), name="OGP Summit", starts_on=NEXT_DAY, ends_on=ROUND_DAY)


# Statements and passages


@breaks("statement_text_once_in_a_round")
def text_twice() -> Statement:
    statement = make_statement(make_round())
    return Statement(
        round=statement.round, language=Language.EN, text=statement.text, sha256=statement.sha256
    )


@breaks("statement_text_has_its_digest")
def text_without_a_digest() -> Statement:
    return Statement(round=make_round(), language=Language.EN, text="x")


@breaks("statement_text_has_its_digest")
def digest_without_a_text() -> Statement:
    return Statement(round=make_round(), language=Language.EN, sha256="0" * 64)


@breaks("passage_once_in_a_text")
def passage_twice() -> Passage:
    passage = make_passage(make_statement(make_round()))
    return Passage(statement=passage.statement, start=passage.start, end=passage.end, quote=passage.quote)


@breaks("passage_is_not_empty")
def empty_passage() -> Passage:
    return Passage(statement=make_statement(make_round()), start=3, end=3, quote="")


# Imports


@breaks("mapping_once_for_a_name")
def mapping_twice() -> KeptMapping:
    dialogue = make_dialogue()
    editor = make_editor(dialogue)
    first, second = (
        KeptMapping(dialogue=dialogue, name="Yearly list", updated_by=editor, updated_at=timezone.now())
        for _ in range(2)
    )
    first.save()
    return second


@pytest.mark.parametrize(("make", "constraints"), BROKEN)
def test_constraint_refuses(make: Callable[[], models.Model], constraints: tuple[str, ...]) -> None:
    error = refused(make())
    assert names(error, constraints), str(error)
