"""The audit, table-driven: every column of every row is changed behind the triggers' back, and each is found."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, models, transaction

from ledger.models import (
    Entry,
    EntryText,
    Evidence,
    Item,
    ItemAgency,
    ItemForum,
    ItemParty,
    ItemPassage,
    ItemTopic,
    Passage,
    Position,
    Seal,
    Statement,
)
from ledger.recording import audit, seal_ledger, triggers, uploads
from tests.makers import make_agency, make_entry, make_forum, make_item, make_party, make_topic, make_user
from tests.support.full_ledger import FullLedger

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Undo(Exception):
    """Leaves a transaction so that it is rolled back."""


@contextmanager
def undone() -> Iterator[None]:
    """Let the body change what it likes, then undo it."""
    try:
        with transaction.atomic():
            yield
            raise Undo  # noqa: TRY301 (that is how it is left)
    except Undo:
        pass


def run(sql: str, *params: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.rowcount


def found() -> list[str]:
    """What the audit finds, but for the triggers that ``unchecked`` lifted."""
    return [str(finding) for finding in audit() if not finding.where.startswith(("trigger ", "triggers "))]


def after(*statements: tuple[str, object] | str) -> list[str]:
    """What the audit finds once the statements were run; they are undone again."""
    with undone():
        for statement in statements:
            sql, *params = (statement,) if isinstance(statement, str) else statement
            assert run(sql, *params) > 0, sql
        return found()


def changed(field: models.Field, value: object) -> object:
    """Another value for a column, which the column's own checks would mostly accept."""
    match field:
        case models.JSONField():
            return '{"kind": ["agreed", "asked"]}' if isinstance(value, dict) else '["note"]'
        case models.BooleanField():
            return not value
        case models.DateTimeField():
            return (value or datetime.datetime(2014, 1, 1, tzinfo=datetime.UTC)) - datetime.timedelta(days=1)
        case models.DateField():
            return datetime.date(2014, 5, 1)
        case models.UUIDField():
            return field.get_db_prep_value("f" * 32, connection)
        case models.IntegerField():
            return (value or 0) + 40
        case _:
            return ("e" if str(value).startswith("f") else "f") * min(field.max_length or 64, 64)


def change_of(row: models.Model, name: str, value: object = None) -> tuple[str, object]:
    field = type(row)._meta.get_field(name)
    if value is None:
        value = changed(field, getattr(row, field.attname))
    value = field.get_db_prep_value(value, connection) if isinstance(field, models.DateField) else value
    return f'UPDATE {type(row)._meta.db_table} SET "{field.column}" = %s WHERE id = {row.pk}', value


def names_of(model: type[models.Model], *left_out: str) -> list[str]:
    return [f.name for f in model._meta.local_concrete_fields if f.name not in {"id", *left_out}]


def lifted_checks(table: str) -> None:
    """PostgreSQL can drop a table's checks for the while; SQLite can ignore them."""
    if connection.vendor == "sqlite":
        run("PRAGMA ignore_check_constraints = ON")
        return
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
    for name, one in constraints.items():
        if one["check"]:
            run(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


@pytest.fixture
def unchecked(full: FullLedger) -> Iterator[FullLedger]:
    """A full ledger without triggers and checks, as somebody with the database's password could have it."""
    connection.check_constraints()
    triggers.drop(connection)
    for table in ("ledger_entry", "ledger_evidence", "ledger_item", "ledger_passage", "ledger_statement"):
        lifted_checks(table)
    yield full
    if connection.vendor == "sqlite":
        run("PRAGMA ignore_check_constraints = OFF")


def test_full_ledger_is_well(full):
    assert [*audit()] == []


# --- entries, texts, evidence --------------------------------------------------------------------------------

ENTRY_REFERENCES = {"corrects", "answers", "releases", "redacts"}


@pytest.mark.parametrize("name", names_of(Entry, "item"))
def test_entry_column_changed_is_found(unchecked, name):
    """On entries early, late and last: the first that is broken is the one that was changed."""
    other = make_user()
    party = make_party("EU")
    for entry in (unchecked.entries[at] for at in (1, 6, 7)):
        value = None
        if name in ENTRY_REFERENCES:
            spare = Entry.objects.get(item=unchecked.spare, sequence=1)
            value = spare.pk
        elif name in {"author", "approver"}:
            value = other.pk
        elif name in {"speaker", "about"}:
            value = party.pk
        elif name == "sequence":
            value = entry.sequence + 100
        findings = after(change_of(entry, name, value))
        assert findings[0].startswith(f"FULL-7-01 entry {_first_broken(entry, name)}: "), findings[:2]
        if name != "sequence":
            assert any(one.startswith(f"FULL-7-01 entry {entry.sequence}: ") for one in findings)


def _first_broken(entry: Entry, name: str) -> int:
    """The first entry that no longer holds when this one's column is changed: this one, with two exceptions."""
    if name == "sequence":
        return entry.sequence + 1 if entry.sequence < 8 else 108
    # Without its redaction, the text of entry 4 is gone for no reason.
    return 4 if entry.sequence == 7 and name in {"redacts", "redacted_parts"} else entry.sequence


def test_entry_put_on_another_item_is_found(unchecked):
    last = unchecked.entries[-1]
    findings = after((f"UPDATE ledger_entry SET item_id = %s WHERE id = {last.pk}", unchecked.spare.pk))
    assert findings[0] == "FULL-7-01 entry 7: it is not the head that the item names"
    assert "FULL-7-02 entry 8: entry 3 is missing" in findings


def test_entry_hash_made_to_fit_is_found(unchecked):
    """Changing an entry and mending its own hash breaks the next one's, or the head of the item."""
    from ledger.recording import chain

    for at, expected in (
        (1, "FULL-7-01 entry 3: it does not follow"),
        (7, "FULL-7-01 entry 8: it is not the head"),
    ):
        entry = Entry.objects.select_related(*chain.CHAIN_ROWS).get(pk=unchecked.entries[at].pk)
        entry.status = "reversed"
        mended = chain.hash_of(entry, entry.evidence.all())
        findings = after(change_of(entry, "status", "reversed"), change_of(entry, "hash", mended))
        assert findings[0].startswith(expected)


@pytest.mark.parametrize("which", range(7))
def test_entry_deleted_is_found(unchecked, which):
    """Any entry, with the rows that hang on it; the last one is missed by the head that the item keeps."""
    entry = unchecked.entries[which + 1]
    alone = "corrects_id = NULL, answers_id = NULL, releases_id = NULL, redacts_id = NULL"
    gone = [
        f"UPDATE ledger_entry SET {alone} WHERE item_id = {unchecked.item.pk}",
        f"DELETE FROM ledger_position WHERE item_id = {unchecked.item.pk}",
        "DELETE FROM ledger_redactionrequest",
    ]
    with undone():
        for sql in gone:
            run(sql)
        run(f"DELETE FROM ledger_entrytext WHERE entry_id = {entry.pk}")
        run(f"DELETE FROM ledger_evidence WHERE entry_id = {entry.pk}")
        run(f"DELETE FROM ledger_entry WHERE id = {entry.pk}")
        assert found()[0].startswith("FULL-7-01 entry ")


def test_last_entry_deleted_is_found(unchecked):
    last = unchecked.entries[-1]
    findings = after(
        f"DELETE FROM ledger_entrytext WHERE entry_id = {last.pk}",
        f"DELETE FROM ledger_position WHERE entry_id = {last.pk}",
        f"DELETE FROM ledger_entry WHERE id = {last.pk}",
    )
    assert findings[0] == "FULL-7-01 entry 7: it is not the head that the item names"


def test_last_entry_deleted_and_the_head_mended_is_found_by_the_seal(unchecked):
    last, before = unchecked.entries[-1], unchecked.entries[-2]
    findings = after(
        f"DELETE FROM ledger_entrytext WHERE entry_id = {last.pk}",
        f"DELETE FROM ledger_position WHERE entry_id = {last.pk}",
        f"DELETE FROM ledger_entry WHERE id = {last.pk}",
        change_of(unchecked.item, "head_hash", before.hash),
        change_of(unchecked.item, "last_sequence", 7),
        change_of(unchecked.item, "last_recorded_at", before.recorded_at),
        f"UPDATE ledger_item SET status = 'unassessed', status_on = NULL, status_precision = NULL"
        f" WHERE id = {unchecked.item.pk}",
        "UPDATE ledger_itemtopic SET status = 'unassessed', status_on = NULL",
    )
    assert [one.partition(" of ")[0] for one in findings if one.startswith("seal")] == ["seal"]


def texts_of(full: FullLedger) -> list[EntryText]:
    """The texts of an entry with evidence, and of a correction in part redacted."""
    return list(
        EntryText.objects.filter(entry__in=[full.entries[1], full.entries[3]]).select_related("entry__item")
    )


@pytest.mark.parametrize("name", names_of(EntryText, "entry"))
def test_text_changed_is_found(unchecked, name):
    for text in texts_of(unchecked):
        findings = after(change_of(text, name, {"part": "other", "salt": "no hex"}.get(name)))
        assert findings[0].startswith(f"{text.entry.item.ref} entry {text.entry.sequence}: its "), findings


def test_text_given_to_another_entry_is_found(unchecked):
    text = EntryText.objects.get(entry=unchecked.entries[1], part="source")
    findings = after(
        (f"UPDATE ledger_entrytext SET entry_id = %s WHERE id = {text.pk}", unchecked.entries[0].pk)
    )
    assert findings == [
        "FULL-7-01 entry 1: its source was put in afterwards",
        "FULL-7-01 entry 2: its source is gone without a redaction",
    ]


def test_text_deleted_is_found(unchecked):
    for text in texts_of(unchecked):
        where = f"{text.entry.item.ref} entry {text.entry.sequence}"
        assert after(f"DELETE FROM ledger_entrytext WHERE id = {text.pk}") == [
            f"{where}: its {text.part} is gone without a redaction"
        ]


def test_text_redacted_and_put_back_is_found(unchecked):
    entry = unchecked.entries[3]
    put = "INSERT INTO ledger_entrytext (entry_id, part, salt, text) VALUES (%s, 'oral_with', '00', 'An official')"
    assert after((put, entry.pk)) == ["FULL-7-01 entry 4: its oral_with was redacted and is there again"]


@pytest.mark.parametrize("name", names_of(Evidence, "entry"))
def test_evidence_changed_is_found(unchecked, name):
    evidence = Evidence.objects.get(entry=unchecked.entries[1])
    assert after(change_of(evidence, name))[0].startswith("FULL-7-01 entry 2: ")


def test_evidence_given_to_another_entry_or_deleted_is_found(unchecked):
    evidence = Evidence.objects.get(entry=unchecked.entries[1])
    moved = f"UPDATE ledger_evidence SET entry_id = {unchecked.entries[2].pk} WHERE id = {evidence.pk}"
    for sql in (moved, f"DELETE FROM ledger_evidence WHERE id = {evidence.pk}"):
        assert after(sql)[0].startswith("FULL-7-01 entry 2: its hash")


@pytest.mark.parametrize("column", ["changes", "digests", "redacted_parts"])
@pytest.mark.parametrize("value", ["[]", "{}", "3", "null", '"note"', "[[1]]", '{"a": 1e400}', "[1.5]"])
def test_entry_holding_nonsense_is_named(unchecked, column, value):
    """What no entry could hold is found as such; the audit does not fall over it."""
    entry = unchecked.entries[6]
    if getattr(entry, column) == [] or (column == "changes" and value == "{}"):
        return
    if "e400" in value and connection.vendor == "postgresql":
        return
    assert after(change_of(entry, column, value))[0].startswith("FULL-7-01 entry ")


# --- what the write API keeps beside the entries ------------------------------------------------------------------


def test_item_column_changed_is_found(unchecked):
    """Every column but the item's own identifier, which nothing else holds."""
    rows = {"officer": make_user().pk, "continues": unchecked.spare.pk, "part_of": unchecked.spare.pk}
    missed = []
    rows |= {"passage": _spare_passage(unchecked).pk, "round": _spare_round(unchecked)}
    both = [(unchecked.item, name) for name in names_of(Item, "uuid")]
    both += [(unchecked.spare, name) for name in ("is_withdrawn", "see_also", "ref", "number")]
    for item, name in both:
        findings = after(change_of(item, name, rows.get(name, item.pk if name == "see_also" else None)))
        if not findings or not any(item.ref in one or name == "ref" for one in findings):
            missed.append((item.ref, name, findings))
    assert missed == []


def _spare_passage(full: FullLedger) -> Passage:
    quote = "The two sides"
    spare, _made = Passage.objects.get_or_create(
        statement=full.statement, start=0, end=len(quote), defaults={"quote": quote}
    )
    return spare


def _spare_round(full: FullLedger) -> int:
    spare, _made = full.round.dialogue.rounds.get_or_create(number=8)
    return spare.pk


@pytest.mark.parametrize("name", names_of(Position))
def test_position_changed_is_found(unchecked, name):
    party = make_party("EU").pk
    values = {"item": unchecked.spare.pk, "about": party, "speaker": party, "entry": unchecked.entries[0].pk}
    for position in Position.objects.all():
        assert any(
            "positions do not follow" in one for one in after(change_of(position, name, values.get(name)))
        )


def test_position_deleted_or_invented_is_found(unchecked):
    for position in Position.objects.all():
        assert after(f"DELETE FROM ledger_position WHERE id = {position.pk}") == [
            "FULL-7-01: its positions do not follow from its entries"
        ]
    made = (
        "INSERT INTO ledger_position (item_id, voice, entry_id, status, effective_on, effective_precision)"
        f" SELECT {unchecked.spare.pk}, voice, entry_id, status, effective_on, effective_precision"
        " FROM ledger_position WHERE about_id IS NULL"
    )
    assert after(made) == ["FULL-7-02: its positions do not follow from its entries"]


LINKS = [
    (model, name)
    for model in (ItemTopic, ItemParty, ItemAgency, ItemForum, ItemPassage)
    for name in names_of(model)
]


@pytest.mark.parametrize(("model", "name"), LINKS)
def test_link_changed_is_found(unchecked, model, name):
    values = {
        "item": unchecked.spare.pk,
        "topic": make_topic().pk,
        "party": make_party("EU").pk,
        "agency": make_agency().pk,
        "forum": make_forum().pk,
        "passage": _spare_passage(unchecked).pk,
    }
    for link in model.objects.filter(item=unchecked.item):
        findings = after(change_of(link, name, values.get(name)))
        assert findings, (model, name, link.pk)
        assert findings[0].startswith(("FULL-7-01: ", "FULL-7-02: "))


@pytest.mark.parametrize("model", [ItemTopic, ItemParty, ItemAgency, ItemForum, ItemPassage])
def test_link_deleted_is_found(unchecked, model):
    link = model.objects.filter(item=unchecked.item).first()
    assert after(f"DELETE FROM {model._meta.db_table} WHERE id = {link.pk}")[0].startswith("FULL-7-01: ")


def test_whole_item_deleted_is_found(unchecked):
    """With everything that hangs on it, so that no chain is left to be broken."""
    of_spare = f"item_id = {unchecked.spare.pk}"
    findings = after(
        f"DELETE FROM ledger_entrytext WHERE entry_id IN (SELECT id FROM ledger_entry WHERE {of_spare})",
        f"DELETE FROM ledger_entry WHERE {of_spare}",
        f"DELETE FROM ledger_itemtopic WHERE {of_spare}",
        f"DELETE FROM ledger_item WHERE id = {unchecked.spare.pk}",
    )
    assert findings[0] == "FULL-7-02: it is not where its round counted it"
    assert findings[1].startswith("seal of ")


def test_round_counter_changed_is_found(unchecked):
    sql = "UPDATE ledger_round SET next_item_number = %s WHERE id = " + str(unchecked.round.pk)
    assert after((sql, 4)) == ["FULL-7-03: it is not where its round counted it"]
    assert after((sql, 2)) == ["FULL-7-02: its round has not counted it"]


# --- statements, seals, files --------------------------------------------------------------------------------


def test_statement_text_changed_is_found(unchecked):
    change = change_of(unchecked.statement, "text", unchecked.statement.text.replace("prevent", "discuss"))
    assert any("its text is not the one that was kept" in one for one in after(change))
    assert after(change_of(unchecked.statement, "sha256"))
    assert after(change_of(unchecked.statement, "text", ""))


def test_statement_text_and_digest_changed_is_found(unchecked):
    """The openings name the digest of the text that they cite."""
    from ledger.models import text_digest

    text = unchecked.statement.text.replace("prevent", "discuss")
    findings = after(
        change_of(unchecked.statement, "text", text),
        change_of(unchecked.statement, "sha256", text_digest(text)),
        change_of(unchecked.passage, "quote", "actions to discuss torture"),
    )
    logged = f"ledger_statement {unchecked.statement.pk}: its %s is not what its change log says"
    assert findings == [
        "FULL-7-01: its passage is not what its entries say",
        logged % "text",
        logged % "sha256",
    ]


def test_cited_statement_put_under_another_round_is_found(unchecked):
    """The chain names a text by its digest, which says nothing of its round."""
    findings = after(change_of(unchecked.statement, "round", _spare_round(unchecked)))
    assert "FULL-7-01: it cites a statement of another round" in findings


@pytest.mark.parametrize("name", names_of(Passage))
def test_passage_changed_is_found(unchecked, name):
    spanish = Statement.objects.get(round=unchecked.round, language="es")
    value = {"statement": spanish.pk, "start": 3, "end": 40}.get(name)
    assert after(change_of(unchecked.passage, name, value))


@pytest.mark.parametrize("name", names_of(Seal, "sealed_by", "tables"))
def test_seal_changed_is_found(unchecked, name):
    assert after(change_of(unchecked.seal, name))[-1].endswith("the chains it sealed are others now")


def test_seal_saying_nonsense_of_tables_is_found(unchecked):
    for nonsense in (
        "3",
        "[]",
        '{"topic": 3}',
        '{"topictext": {"columns": 3}}',
        '{"topictext": {"key": "id"}}',
    ):
        findings = after(change_of(unchecked.seal, "tables", nonsense))
        says = "it says nothing of the seals before it" if nonsense in {"3", "[]"} else "it cannot be read"
        assert findings[0].endswith(says), (nonsense, findings)


def test_seal_survives_what_is_recorded_later(full):
    make_entry(full.item)
    make_item(full.round)
    seal_ledger()
    assert found() == []


def test_file_on_disk_changed_or_gone_is_found(full):
    path = uploads.path_of(Evidence.objects.get(entry=full.entries[1]).file_sha256)
    whole = path.read_bytes()
    try:
        path.write_bytes(whole + b" ")
        assert found() == ["FULL-7-01 entry 2: its file is not the one that was kept"]
        path.unlink()
        assert found() == ["FULL-7-01 entry 2: its file is gone"]
    finally:
        path.write_bytes(whole)
    assert found() == []


@pytest.mark.postgres_only
def test_statement_that_is_gone_is_named_not_stumbled_over(full: FullLedger) -> None:
    """A session that calls itself a replica has no foreign keys."""
    with undone():
        run("SET LOCAL session_replication_role = replica")
        statements = Passage.objects.filter(items__isnull=False).values_list("statement", flat=True)
        run("DELETE FROM ledger_statement WHERE id = ANY(%s)", list(statements))
        assert any("its passage is not what its entries say" in finding for finding in found())
