"""Redaction leaves no byte of the text: in no table, and on SQLite in no file."""

import sqlite3
import subprocess
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from ledger.models import Entry, EntryText, Item, User
from ledger.recording import (
    EntryContent,
    EvidenceGiven,
    amend_item,
    audit,
    record_entry,
    redact_entry,
    redactable_parts,
    request_redaction,
    seal_ledger,
    uploads,
)
from ledger.vocabulary import Basis, Role
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round, make_topic

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

NAME = "Xochiquetzal Ñuñoa-Vitruvius"
"""A victim's name, unlike anything else in the ledger."""


@pytest.fixture(autouse=True)
def _uploads_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep files where no other test has left one that holds the same words."""
    monkeypatch.setattr(settings, "LEDGER_UPLOADS", tmp_path / "uploads")


def make_people() -> tuple[User, User, list[Item]]:
    round = make_round(make_dialogue())
    asks, approves = (make_member(Role.EDITOR, dialogue=round.dialogue) for _ in range(2))
    topic = make_topic()
    items = [make_item(round, asks, topics=[topic]) for _ in range(3)]
    return asks, approves, items


def redact(asks: User, approves: User, entry: Entry, parts: list[str] | None = None) -> Entry:
    """Ask and approve; the reason gives nothing away."""
    parts = parts or redactable_parts(entry)
    request = request_redaction(user=asks, entry=entry, parts=parts, reason="A person's name.")
    return redact_entry(user=approves, request=request)


def files_with(words: str) -> list[str]:
    """The files of the ledger, database and uploads, that hold the words in UTF-8 or UTF-16."""
    places = [*Path(settings.LEDGER_UPLOADS).rglob("*")]
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        places += [*name.parent.glob(name.name + "*")]
    needles = [words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be"), words.encode("latin-1")]
    held = ((path, content_of(path)) for path in places if path.is_file())
    return sorted(path.name for path, content in held if any(needle in content for needle in needles))


def content_of(path: Path) -> bytes:
    """Read a file in another process: one that closes a file of SQLite's loses all locks that it holds on it.

    Any process that then closes the database takes itself for the last one, and removes the write-ahead log in use.
    """
    return subprocess.run(["cat", path], capture_output=True, check=True).stdout


def tables_with(words: str) -> list[str]:
    """The tables in which any column of any row holds the words."""
    as_text = '"{}"::text' if connection.vendor == "postgresql" else 'CAST("{}" AS TEXT)'
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            where = " OR ".join(f"{as_text.format(column)} LIKE %s" for column in columns)
            cursor.execute(f'SELECT COUNT(*) FROM "{table}" WHERE {where}', [f"%{words}%"] * len(columns))
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def assert_gone(words: str = NAME) -> None:
    assert tables_with(words) == []
    assert files_with(words) == []
    assert [str(finding) for finding in audit()] == []


def in_plain_sight(words: str = NAME) -> bool:
    return bool(tables_with(words)) and (connection.vendor != "sqlite" or bool(files_with(words)))


def test_redaction_of_every_text_of_an_entry_leaves_no_byte():
    """Note, quote, source of the talk, and all that its evidence says, file and all; a seal before still verifies."""
    asks, approves, (item, *_others) = make_people()
    file = f"%PDF-1.4 testimony of {NAME}".encode()
    evidence = EvidenceGiven(
        title=f"Testimony of {NAME}",
        issuer=NAME,
        url=f"https://example.org/{NAME}",
        quote=f"I, {NAME}, saw it.",
        file=file,
        file_name=f"{NAME}.pdf",
    )
    says = EntryContent(
        basis=Basis.ORAL,
        oral_with=NAME,
        is_attributable=False,
        basis_note=f"{NAME} said so.",
        note=f"{NAME} was tortured. " * 50,
        evidence=(evidence,),
    )
    entry = record_entry(user=asks, item=item, expected_sequence=1, says=says)
    seal_ledger()
    sha256 = entry.evidence.get().file_sha256
    assert in_plain_sight()
    assert files_with("testimony of") == [sha256]
    redact(asks, approves, entry)
    assert_gone()
    assert not uploads.path_of(sha256).exists()
    assert EntryText.objects.filter(entry=entry).count() == 0
    assert Entry.objects.get(pk=entry.pk).note == ""


@pytest.mark.parametrize("size", [8, 900, 3_000, 9_000])
def test_redaction_among_many_rows_leaves_no_byte(size):
    """Rows before and after, of sizes that split, fill and overflow pages, so that texts are moved about."""
    asks, approves, items = make_people()
    text = f"{NAME} and others. " * (size // 40 + 1)
    marked = []
    for at in range(24):
        note = text if at % 4 == 0 else "Nobody's name. " * (at * size // 200 + 1)
        entry = make_entry(items[at % 3], None, asks, note=note)
        if at % 4 == 0:
            marked.append(entry)
    seal_ledger()
    for entry in marked[1:-1:2]:
        redact(asks, approves, entry)
    for at in range(6):
        make_entry(items[at % 3], None, asks, note="Later. " * (size // 8))
    for entry in marked:
        if "note" in redactable_parts(entry):
            redact(asks, approves, entry, ["note"])
    assert_gone()


def test_redaction_of_an_items_own_text_leaves_no_byte():
    """A summary stands in the opening and in the item's column, whose row is rewritten with every entry."""
    asks, approves, (item, other, _third) = make_people()
    named = make_item(item.round, asks, summary_en=f"The case of {NAME}. " * 30)
    for at in range(6):
        make_entry(named, None, asks, note=f"Heard of it {at} times.")
        make_entry(other, None, asks, note="Nothing. " * 40)
    assert in_plain_sight()
    redact(asks, approves, Entry.objects.get(item=named, sequence=1), ["changes.summary_en"])
    assert Item.objects.get(pk=named.pk).summary_en == ""
    assert_gone()


def test_redaction_of_an_amended_text_leaves_no_byte():
    """What was amended away stands as the old value in the amendment, and goes when that is redacted too."""
    asks, approves, (item, *_others) = make_people()
    amend_item(user=asks, item=item, expected_sequence=1, changes={"next_step": f"Call {NAME}."})
    amend_item(user=asks, item=item, expected_sequence=2, changes={"next_step": "Call the lawyer."})
    for sequence in (2, 3):
        redact(asks, approves, Entry.objects.get(item=item, sequence=sequence), ["changes.next_step"])
    assert Item.objects.get(pk=item.pk).next_step == ""
    assert_gone()


@pytest.mark.sqlite_only
def test_redaction_writes_the_file_anew():
    """Rows that moved between pages leave copies that secure_delete does not zero; a vacuum leaves none."""
    asks, approves, (item, *_others) = make_people()
    entry = make_entry(item, None, asks, note=f"{NAME} was there. " * 5_000)
    redact(asks, approves, entry, ["note"])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA freelist_count")
        assert cursor.fetchone() == (0,)
    assert_gone()


@pytest.mark.sqlite_only
def test_redaction_waits_for_a_reader_under_way():
    """A reader that still sees the text keeps the log from being emptied until it is done."""
    asks, approves, (item, *_others) = make_people()
    entry = make_entry(item, None, asks, note=f"{NAME} was there.")
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    assert reader.execute("SELECT COUNT(*) FROM ledger_entrytext").fetchone()[0] > 0
    leaving = threading.Timer(0.5, lambda: reader.execute("COMMIT"))
    leaving.start()
    redact(asks, approves, entry, ["note"])
    leaving.join()
    assert_gone()
    reader.close()


@pytest.mark.sqlite_only
def test_redaction_says_so_when_a_reader_does_not_leave(caplog):
    asks, approves, (item, *_others) = make_people()
    entry = make_entry(item, None, asks, note=f"{NAME} was there.")
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM ledger_entrytext").fetchone()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
    try:
        redact(asks, approves, entry, ["note"])
    finally:
        reader.close()
        connection.close()
    assert "copies may lie unused" in caplog.text
    assert tables_with(NAME) == []
    redact(asks, approves, make_entry(item, None, asks), ["note"])
    assert_gone()


def test_redaction_keeps_a_file_that_other_evidence_holds():
    asks, approves, (item, other, _third) = make_people()
    evidence = EvidenceGiven(title="A law", file=f"law {NAME}".encode())
    one = make_entry(item, None, asks, evidence=(evidence,))
    two = make_entry(other, None, asks, evidence=(evidence,))
    redact(asks, approves, one, ["evidence.0.file"])
    assert len(files_with(NAME)) == 1
    assert list(audit()) == []
    redact(asks, approves, two, ["evidence.0.file"])
    assert_gone()
