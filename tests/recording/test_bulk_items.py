"""Many items in one batch: what single acts write, in bulk; all of it or nothing; once for a request."""

import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from ledger.models import (
    Agency,
    Entry,
    EntryText,
    Evidence,
    Forum,
    Item,
    ItemParty,
    ItemTopic,
    Position,
    Round,
    Topic,
    User,
)
from ledger.recording import (
    EntryContent,
    EvidenceGiven,
    ItemGiven,
    RowRefused,
    RowsRefused,
    RuleViolation,
    audit,
    import_items,
    open_item,
    record_entry,
    refused_rows,
    undo_batch,
    withdraw_item,
)
from ledger.vocabulary import Act, Audience, Kind, Origin, Precision, Role, Status, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_entry,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

REPORT = EvidenceGiven(title="Informe", issuer="SRE", url="https://example.org/1", language="es")


def day(year: int, month: int = 3) -> datetime.date:
    return datetime.date(year, month, 1)


def make_round_of_2016() -> Round:
    return make_round(starts_on=day(2016), ends_on=day(2016))


def topic(slug: str) -> Topic:
    return Topic.objects.filter(slug=slug).first() or make_topic(slug)


def undertaken(round: Round, **fields: Any) -> dict[str, Any]:
    values = {"kind": Kind.UNDERTAKEN, "summary_en": "Open a register.", "topics": [topic("register")]}
    return values | {"owed_by": [make_party("MEX")]} | fields


def follow_up() -> list[EntryContent]:
    """Years of updates, in several voices, not in the order of their days."""
    return [
        EntryContent(status=Status.IN_PROGRESS, note="Begun.", effective_on=day(2018), evidence=(REPORT,)),
        EntryContent(status=Status.NOT_STARTED, effective_on=day(2017), effective_precision=Precision.YEAR),
        EntryContent(
            voice=Voice.PARTY,
            speaker=make_party("MEX"),
            about=make_party("MEX"),
            status=Status.DONE,
            note="All is done, they say.",
            effective_on=day(2020),
            evidence=(REPORT, EvidenceGiven(title="50 % of it")),
        ),
        EntryContent(voice=Voice.RECORD, source="IACHR", note="Seen on a visit."),
    ]


def rows_of(round: Round) -> list[ItemGiven]:
    statement = make_statement(round)
    return [
        ItemGiven(row=2, round=round, fields=undertaken(round), entries=follow_up()),
        ItemGiven(
            row=3,
            round=round,
            fields={
                "kind": Kind.ASKED,
                "asked_by": [make_party("USA")],
                "asked_of": [make_party("MEX")],
                "passage": make_passage(statement),
                "topics": [topic("prisons"), topic("register")],
                "agencies": [Agency.objects.filter(code="SRE").first() or make_agency("SRE")],
                "forums": [Forum.objects.filter(code="OAS").first() or make_forum("OAS")],
            },
            effective_on=day(2015),
            effective_precision=Precision.MONTH,
            reason="From the office's own list.",
        ),
    ]


def singly(user: User, rows: list[ItemGiven]) -> None:
    for given in rows:
        item = open_item(
            user=user,
            round=given.round,
            fields=given.fields,
            effective_on=given.effective_on,
            effective_precision=given.effective_precision,
            reason=given.reason,
        )
        for says in given.entries:
            record_entry(user=user, item=item, expected_sequence=None, says=says, again=True)


def content(round: Round) -> list[Any]:
    """All that is written of a round's items, but for keys, identifiers, salts, hashes, moments and batches."""
    found: list[Any] = []
    columns = [
        name.attname
        for name in Item._meta.concrete_fields
        if name.name not in {"id", "uuid", "round", "ref", "last_recorded_at", "head_hash", "passage"}
        and not name.generated
    ]
    skipped = {"id", "uuid", "item", "recorded_at", "request_id", "batch", "previous_hash", "hash", "digests"}
    entry_columns = [name.attname for name in Entry._meta.concrete_fields if name.name not in skipped]
    for item in Item.objects.filter(round=round).in_ref_order():
        found.append([getattr(item, name) for name in columns])
        found += (
            ItemTopic.objects.filter(item=item)
            .order_by("position")
            .values_list("topic", "position", "status", "status_on")
        )
        found += sorted(ItemParty.objects.filter(item=item).values_list("party", "role"))
        found += item.agencies.values_list("code"), item.forums.values_list("code")
        found += (
            Position.objects.filter(item=item)
            .order_by("voice")
            .values_list(
                "voice",
                "about",
                "speaker",
                "status",
                "effective_on",
                "effective_precision",
                "entry__sequence",
            )
        )
        for entry in Entry.objects.filter(item=item).order_by("sequence"):
            found.append([getattr(entry, name) for name in entry_columns if name != "changes"])
            found.append(sorted(entry.digests))
            found += EntryText.objects.filter(entry=entry).order_by("part").values_list("part", "text")
            found += (
                Evidence.objects.filter(entry=entry)
                .order_by("position")
                .values_list(
                    "position", "type", "source_kind", "language", "stance", "published_on", "file_sha256"
                )
            )
    return [list(part) if hasattr(part, "model") else part for part in found]


def test_rows_in_bulk_are_as_by_single_acts():
    one, other = make_round_of_2016(), make_round_of_2016()
    user = make_editor(one.dialogue)
    make_member(Role.EDITOR, dialogue=other.dialogue, user=user)
    singly(user, rows_of(one))
    done = import_items(user=user, dialogue=other.dialogue, rows=iter(rows_of(other)))
    assert (done.items, done.entries, done.is_repeated) == (2, 6, False)
    assert content(other) == content(one)
    assert list(audit()) == []
    assert [item.ref for item in Item.objects.filter(round=other).in_ref_order()] == [
        f"{other.dialogue.code}-{other.number}-01",
        f"{other.dialogue.code}-{other.number}-02",
    ]
    assert Round.objects.get(pk=other.pk).next_item_number == 3


def test_items_that_stand_get_entries_alone():
    item = make_item(make_round_of_2016())
    other = make_item(item.round)
    make_entry(item, Status.IN_PROGRESS, effective_on=day(2017))
    item.refresh_from_db()
    user = make_editor(item.round.dialogue)
    rows = [
        ItemGiven(row=2, item=item.pk, expected_sequence=item.last_sequence, entries=follow_up()[:2]),
        ItemGiven(row=3, item=other.pk, entries=follow_up()[3:]),
        ItemGiven(row=4, item=item.pk, expected_sequence=item.last_sequence, entries=follow_up()[2:]),
        ItemGiven(row=5, round=item.round, fields=undertaken(item.round)),
    ]
    done = import_items(
        user=user,
        dialogue=item.round.dialogue,
        rows=rows,
        existing=[other.pk, item.pk],
        origin=Origin.COMPILED,
    )
    assert (done.items, done.entries) == (1, 6)
    item.refresh_from_db()
    assert (item.last_sequence, item.status, item.status_on) == (6, Status.IN_PROGRESS, day(2018))
    assert {entry.origin for entry in Entry.objects.filter(batch=done.batch)} == {Origin.COMPILED}
    assert list(audit()) == []


def test_same_request_changes_nothing_and_other_rows_are_refused():
    round = make_round_of_2016()
    user, request = make_editor(round.dialogue), uuid4()
    rows = rows_of(round)
    given: dict[str, Any] = {"user": user, "dialogue": round.dialogue, "request_id": request}
    done = import_items(**given, rows=rows)
    before = list(Entry.objects.order_by("pk").values_list("hash", flat=True))
    again = import_items(**given, rows=iter(rows))
    assert (again.batch, again.items, again.entries, again.is_repeated) == (done.batch, 2, 6, True)
    other = ItemGiven(row=2, round=round, fields=undertaken(round, summary_en="Other."), entries=follow_up())
    for wrong in ([other, rows[1]], rows[:1], [*rows, *rows]):
        with pytest.raises(RuleViolation) as refused:
            import_items(**given, rows=wrong)
        assert list(refused.value.fields) == ["request_id"]
    assert list(Entry.objects.order_by("pk").values_list("hash", flat=True)) == before


def test_rows_that_break_rules_are_all_named_and_nothing_is_written(monkeypatch):
    monkeypatch.setattr("ledger.recording.bulk_items.CHUNK_ROWS", 2)
    round, foreign = make_round_of_2016(), make_round()
    dialogue, user = round.dialogue, make_editor(round.dialogue)
    withdrawn, elsewhere = make_item(round), make_item(foreign)
    good = ItemGiven(row=1, round=round, fields=undertaken(round))
    rows = [
        good,
        ItemGiven(row=2, round=round, fields={"kind": Kind.ASKED, "topics": []}),
        good,
        ItemGiven(row=4, round=foreign, fields=undertaken(foreign)),
        ItemGiven(
            row=5, round=round, fields=undertaken(round, officer=make_member(dialogue=foreign.dialogue))
        ),
        ItemGiven(
            row=6,
            round=round,
            fields=undertaken(round),
            entries=[
                EntryContent(status=Status.IN_PROGRESS, effective_on=day(2017)),
                EntryContent(status=Status.NOT_STARTED, effective_on=day(2018)),
                EntryContent(status=Status.DONE, note="Done.", effective_on=day(2019)),
                EntryContent(note="Ahead.", effective_on=day(2190)),
                EntryContent(note="A\x00b"),
                EntryContent(voice=Voice.PARTY, note="Who?"),
            ],
        ),
        ItemGiven(row=7, round=round, fields=undertaken(round, nonsense=1)),
        ItemGiven(row=8, item=elsewhere.pk, entries=[EntryContent(note="x")]),
        ItemGiven(row=9, item=withdrawn.pk, expected_sequence=7, entries=[EntryContent(note="x")]),
    ]
    given: dict[str, Any] = {"user": user, "dialogue": dialogue, "existing": [elsewhere.pk, withdrawn.pk]}
    count = Entry.objects.count()
    with pytest.raises(RowsRefused) as refused:
        import_items(**given, rows=rows)
    named = [(row.row, row.entry, sorted(row.fields)) for row in refused.value.rows]
    assert named == [
        (2, None, ["asked_by", "asked_of", "summary_en", "topics"]),
        (4, None, ["round"]),
        (5, None, ["officer"]),
        (6, 1, ["note"]),
        (6, 2, ["evidence"]),
        (6, 3, ["effective_on"]),
        (6, 4, ["note"]),
        (6, 5, ["speaker"]),
        (7, None, ["nonsense"]),
        (8, None, ["item"]),
        (9, None, ["item"]),
    ]
    assert str(refused.value).startswith("Row 2: ")
    assert str(refused.value).endswith("And 6 more.")
    assert list(refused_rows(**given, rows=rows)) == refused.value.rows
    assert (Entry.objects.count(), Item.objects.count()) == (count, 2)
    assert Round.objects.get(pk=round.pk).next_item_number == 2


def test_item_withdrawn_meanwhile_takes_no_entries():
    item = make_item(make_round_of_2016())
    user = make_editor(item.round.dialogue)
    withdraw_item(user=user, item=item, expected_sequence=None, reason="In error.")
    row = ItemGiven(row=2, item=item.pk, entries=[EntryContent(note="x")])
    found = list(refused_rows(user=user, dialogue=item.round.dialogue, rows=[row], existing=[item.pk]))
    assert found == [RowRefused(2, None, {"item": f"{item.ref} was withdrawn: record on another item."})]


def test_move_is_judged_by_what_stands_and_by_rows_before_it(monkeypatch):
    monkeypatch.setattr("ledger.recording.bulk_items.CHUNK_ROWS", 1)
    item = make_item(make_round_of_2016())
    make_entry(item, Status.IN_PROGRESS, effective_on=day(2018))
    user = make_editor(item.round.dialogue)
    back = EntryContent(status=Status.NOT_STARTED, effective_on=day(2019))
    on = EntryContent(status=Status.SUBSTANTIAL, effective_on=day(2020))
    again = EntryContent(status=Status.IN_PROGRESS, effective_on=day(2021))
    given: dict[str, Any] = {"user": user, "dialogue": item.round.dialogue, "existing": [item.pk]}

    def places(*said: EntryContent) -> list[int]:
        rows = [ItemGiven(row=at, item=item.pk, entries=[says]) for at, says in enumerate(said)]
        found = [refused.row for refused in refused_rows(**given, rows=rows)]
        with pytest.raises(RowsRefused) as refused:
            import_items(**given, rows=rows)
        assert [row.row for row in refused.value.rows] == found
        return found

    assert places(back) == [0]
    assert places(on, again) == [1]
    earlier = EntryContent(status=Status.NOT_STARTED, effective_on=day(2017))
    rows = [ItemGiven(row=0, item=item.pk, entries=[earlier]), ItemGiven(row=1, item=item.pk, entries=[on])]
    assert import_items(**given, rows=rows).entries == 2
    assert list(audit()) == []


def test_words_of_the_last_hour_are_refused_unless_again():
    item = make_item(make_round_of_2016())
    user = make_editor(item.round.dialogue)
    make_entry(item, user=user, note="Heard nothing.")
    row = ItemGiven(row=2, item=item.pk, entries=[EntryContent(note="heard  nothing.")])
    given: dict[str, Any] = {"user": user, "dialogue": item.round.dialogue, "existing": [item.pk]}
    with pytest.raises(RowsRefused) as refused:
        import_items(**given, rows=[row], again=False)
    assert list(refused.value.rows[0].fields) == ["again"]
    assert import_items(**given, rows=[row]).entries == 1


@pytest.mark.parametrize("role", [Role.VIEWER, None])
def test_who_may_not_open_or_record_imports_nothing(role):
    round = make_round_of_2016()
    dialogue = round.dialogue if role else make_dialogue()
    user = make_member(role or Role.EDITOR, dialogue=dialogue)
    item = make_item(round)
    opening = ItemGiven(row=1, round=round, fields=undertaken(round))
    note = ItemGiven(row=1, item=item.pk, entries=[EntryContent(note="x")])
    for row in (opening, note):
        with pytest.raises(PermissionDenied):
            import_items(user=user, dialogue=round.dialogue, rows=[row], existing=[item.pk])


def test_run_that_is_given_up_writes_nothing(monkeypatch):
    monkeypatch.setattr("ledger.recording.bulk_items.CHUNK_ROWS", 1)
    round = make_round_of_2016()
    heard = []

    def told(done: int) -> None:
        heard.append(done)
        if done == 2:
            raise KeyboardInterrupt

    rows = [ItemGiven(row=at, round=round, fields=undertaken(round)) for at in range(3)]
    with pytest.raises(KeyboardInterrupt):
        import_items(user=make_editor(round.dialogue), dialogue=round.dialogue, rows=rows, told=told)
    assert heard == [1, 2]
    assert not Item.objects.exists()


def test_batch_bears_the_id_of_its_request_and_the_audience_proposed():
    round = make_round_of_2016()
    user = make_editor(round.dialogue)
    row = ItemGiven(row=1, round=round, fields=undertaken(round), entries=[EntryContent(note="x")])
    done = import_items(
        user=user,
        dialogue=round.dialogue,
        rows=[row],
        proposed_audience=Audience.PUBLIC,
        request_id=UUID(int=7),
    )
    assert done.batch == UUID(int=7)
    audiences = Entry.objects.filter(batch=done.batch).values_list("act", "proposed_audience")
    assert sorted(audiences) == [(Act.NOTE, Audience.PUBLIC), (Act.OPEN, Audience.PUBLIC)]


def test_batch_is_undone_items_withdrawn_and_entries_corrected():
    item = make_item(make_round_of_2016())
    dialogue, user = item.round.dialogue, make_editor(item.round.dialogue)
    make_entry(item, Status.IN_PROGRESS, effective_on=day(2017))
    rows = [
        ItemGiven(row=1, round=item.round, fields=undertaken(item.round), entries=follow_up()),
        ItemGiven(row=2, item=item.pk, entries=follow_up()),
    ]
    done = import_items(user=user, dialogue=dialogue, rows=rows, existing=[item.pk])
    with pytest.raises(RuleViolation) as refused:
        undo_batch(user=user, batch=done.batch, reason="")
    assert list(refused.value.fields) == ["reason"]
    undone = undo_batch(user=user, batch=done.batch, reason="The wrong file.")
    assert sorted(entry.act for entry in undone) == [*[Act.CORRECT] * 4, Act.WITHDRAW]
    opened = Item.objects.get(round=item.round, number=2)
    assert opened.is_withdrawn
    item.refresh_from_db()
    assert (item.status, item.status_on) == (Status.IN_PROGRESS, day(2017))
    assert list(audit()) == []


def test_batch_is_not_undone_once_its_items_were_worked_on():
    round = make_round_of_2016()
    user = make_editor(round.dialogue)
    rows = [ItemGiven(row=at, round=round, fields=undertaken(round)) for at in (1, 2)]
    done = import_items(user=user, dialogue=round.dialogue, rows=rows)
    worked_on = Item.objects.get(round=round, number=1)
    make_entry(worked_on, Status.IN_PROGRESS)
    with pytest.raises(RuleViolation) as refused:
        undo_batch(user=user, batch=done.batch, reason="The wrong file.")
    assert refused.value.fields["item"].startswith(f"{worked_on.ref}: ")
    assert not Item.objects.filter(is_withdrawn=True).exists()
    recorder = make_member(Role.RECORDER, dialogue=round.dialogue)
    with pytest.raises(PermissionDenied):
        undo_batch(user=recorder, batch=done.batch, reason="The wrong file.")
