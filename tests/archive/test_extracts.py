"""Extracts: a dialogue alone, or what may leave for an audience. They verify, and hold nothing that is internal."""

import contextlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ledger.archive import ArchiveRefused, export_extract, export_ledger, restore_ledger, verify_ledger
from ledger.archive.extract_rows import KINDS
from ledger.models import Dialogue, Entry, Item, User
from ledger.recording import EntryContent, EvidenceGiven, correct_entry, release_entry, release_topic_text
from ledger.vocabulary import Audience, Basis, Kind, Role, Status, Voice
from tests.archive.ledgers import empty_the_database, make_busy_ledger, rewritten
from tests.makers import (
    make_dialogue,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_topic_text,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

SECRETS = (
    "Officer Ocelot",
    "ocelot",
    "SECRET note",
    "SECRET quote",
    "SECRET official",
    "SECRET reason",
    "SECRET line",
    "SECRET step",
    "SECRET minutes",
    "SECRET paraphrase",
    "SECRET deadline",
    "SECRET venue",
    "SECRET remark",
    "SECRET other",
    "OTHER",
    "SECRET shared",
)
"""Words of the ledger below that no public extract holds; all but the last no shared one."""


def make_two_dialogues() -> Dialogue:
    """A dialogue with what was released and what was not, beside another one: every secret has a word of its own."""
    dialogue = make_dialogue("USMX", note="SECRET remark")
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    User.objects.filter(pk=user.pk).update(username="ocelot", first_name="Officer", last_name="Ocelot")
    round = make_round(dialogue, number=7, venue="SECRET venue", note="SECRET remark")
    told = make_statement(round, text="They agreed to prevent torture.", visibility=Audience.PUBLIC)
    minutes = make_statement(round, text="The SECRET minutes of the meeting.")
    item = make_item(
        round,
        user,
        kind=Kind.UNDERTAKEN,
        owed_by=[make_party("MEX")],
        owner_basis="stated",
        is_paraphrase=False,
        passage=make_passage(told, "to prevent torture"),
        other_passages=[make_passage(minutes, "SECRET minutes")],
        topics=[make_topic("torture")],
        next_step="SECRET step",
        note="SECRET remark",
        officer=user,
    )
    quoting = make_item(
        round,
        user,
        is_paraphrase=False,
        summary_en="",
        passage=make_passage(minutes, "of the meeting"),
        deadline_wording="SECRET deadline",
    )
    hidden = make_item(round, user, summary_en="SECRET paraphrase")
    for opening in Entry.objects.filter(item__in=[item, quoting], sequence=1):
        _release(opening, user, Audience.PUBLIC)
    _record_all(item, hidden, user)
    _release(make_entry(hidden, user=user, note="SECRET other"), user, Audience.PUBLIC)  # its item is not
    line = make_topic_text(dialogue, user, text="A line that was cleared.")
    release_topic_text(user=user, text=line, audience=Audience.PUBLIC)
    make_topic_text(dialogue, user, text="SECRET line")
    other = make_item(make_round(make_dialogue("OTHER", parties=("USA", "EU")), number=1))
    _release(make_entry(other, note="SECRET other"), None, Audience.SHARED)
    _release(other.entries.get(sequence=1), None, Audience.SHARED)
    return dialogue


def _record_all(item: Item, hidden: Item, user: User) -> None:
    usa, ours = make_party("USA"), Voice.OFFICE
    public = make_entry(
        item,
        Status.IN_PROGRESS,
        user,
        note="A public note.",
        basis=Basis.READING,
        basis_note="SECRET reason",
        evidence=(EvidenceGiven(title="A public title", url="https://example.org/law"),),
    )
    _release(public, user, Audience.PUBLIC)
    _release(make_entry(item, user=user, note="A SECRET shared note."), user, Audience.SHARED)
    make_entry(item, Status.STALLED, user, note="SECRET note")
    oral = {"voice": Voice.PARTY, "speaker": usa, "basis": Basis.ORAL, "oral_with": "a SECRET official"}
    said = make_entry(item, user=user, note="Said orally: SECRET note", is_attributable=True, **oral)
    _release(said, user, Audience.PUBLIC)
    text = EvidenceGiven(title="Kept", file=b"done", file_name="note.txt")
    _release(
        make_entry(item, user=user, note="SECRET note on a text file", evidence=(text,)),
        user,
        Audience.PUBLIC,
    )
    wrong = make_entry(item, user=user, note="SECRET note, since corrected")
    _release(wrong, user, Audience.PUBLIC)
    item.refresh_from_db()
    correct_entry(
        user=user,
        entry=wrong,
        expected_sequence=item.last_sequence,
        says=EntryContent.of(wrong).but(note="SECRET note, as it is"),
        reason="SECRET reason",
    )
    back = make_entry(item, user=user, note="SECRET note, taken back", voice=ours)
    _release(back, user, Audience.PUBLIC)
    _release(back, user, Audience.INTERNAL)
    make_entry(hidden, user=user, note="SECRET note")


def _release(entry: Entry, user: User | None, audience: Audience) -> None:
    releaser = user or make_member(Role.RELEASER, dialogue=entry.item.round.dialogue)
    release_entry(user=releaser, entry=entry, audience=audience, expected_sequence=None)


@pytest.fixture
def dialogue() -> Dialogue:
    return make_two_dialogues()


def bytes_of(path: Path) -> str:
    """All bytes of all members of an archive but the program that checks it, and the ZIP's own."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name != "verify_ledger.py"]
        return "\n".join([*names, *(archive.read(name).decode(errors="replace") for name in names)])


def rows_of(path: Path, kind: str) -> list[dict]:
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(f"rows/{kind}.jsonl").splitlines()]


def extract(path: Path, dialogue: Dialogue | None, audience: Audience) -> Path:
    export_extract(path, dialogue=dialogue, audience=audience)
    return path


def run(*words: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = verify_ledger.main([str(word) for word in words])
    return code, out.getvalue(), err.getvalue()


def test_nothing_that_was_not_released_is_in_any_byte(dialogue: Dialogue, tmp_path: Path) -> None:
    people = [str(uuid) for uuid in User.objects.exclude(username="ocelot").values_list("uuid", flat=True)]
    for audience, secrets in ((Audience.PUBLIC, SECRETS), (Audience.SHARED, SECRETS[:-1])):
        for whose in (dialogue, None) if audience is Audience.PUBLIC else (dialogue,):
            path = extract(tmp_path / f"{audience}-{whose}.zip", whose, audience)
            held = bytes_of(path)
            assert [secret for secret in [*secrets, *people] if secret in held] == []
            hidden = Entry.objects.exclude(hash__in=[row["hash"] for row in rows_of(path, "entry")])
            assert [entry for entry in hidden if str(entry.uuid) in held] == []
            code, told, faults = run(path)
            assert (code, faults) == (0, "")
            assert "This is an extract" in told


def test_what_was_released_is_there_and_texts_that_no_report_tells_are_digests(
    dialogue: Dialogue, tmp_path: Path
) -> None:
    path = extract(tmp_path / "public.zip", dialogue, Audience.PUBLIC)
    assert [(row["item"], row["part"], row["text"]) for row in rows_of(path, "entrytext")] == [
        ("USMX-7-01", "evidence.0.title", "A public title"),
        ("USMX-7-01", "evidence.0.url", "https://example.org/law"),
        ("USMX-7-01", "note", "A public note."),
    ]
    [entry] = rows_of(path, "entry")
    assert sorted(entry["hashed"]["digests"]) == ["basis_note", "evidence.0.title", "evidence.0.url", "note"]
    items = {row["ref"]: row for row in rows_of(path, "item")}
    assert [passage["quote"] for passage in items["USMX-7-01"]["passages"]] == ["to prevent torture"]
    assert {"officer", "next_step", "priority", "note"} & items["USMX-7-01"]["fields"].keys() == set()
    assert (items["USMX-7-02"]["passages"], items["USMX-7-02"]["fields"]["deadline_wording"]) == ([], "")
    assert [row["text"] for row in rows_of(path, "topictext")] == ["A line that was cleared."]
    shared = extract(tmp_path / "shared.zip", dialogue, Audience.SHARED)
    notes = [row["text"] for row in rows_of(shared, "entrytext") if row["part"] == "note"]
    assert notes == ["A public note.", "A SECRET shared note."]


def test_rows_are_of_the_shape_that_their_schema_gives(dialogue: Dialogue, tmp_path: Path) -> None:
    path = extract(tmp_path / "all.zip", dialogue, Audience.INTERNAL)
    for kind, columns in KINDS.items():
        rows = rows_of(path, kind)
        assert rows, kind
        for row in rows:
            assert sorted(row) == sorted(columns), kind


def test_extract_of_a_dialogue_has_all_of_it_and_nothing_of_another(tmp_path: Path) -> None:
    full = make_busy_ledger()
    make_entry(make_item(make_round(make_dialogue("OTHER"))), note="Of another.")
    path = extract(tmp_path / "full.zip", full.round.dialogue, Audience.INTERNAL)
    ours = Entry.objects.filter(item__round__dialogue=full.round.dialogue)
    assert {row["hash"] for row in rows_of(path, "entry")} == set(ours.values_list("hash", flat=True))
    assert not re.search("OTHER|Of another", bytes_of(path))
    assert (
        extract(tmp_path / "again.zip", full.round.dialogue, Audience.INTERNAL).read_bytes()
        == path.read_bytes()
    )
    assert run(path)[0] == 0
    with zipfile.ZipFile(path) as archive:
        assert len([name for name in archive.namelist() if name.startswith("files/")]) == 1
    changed = rewritten(path, tmp_path / "changed.zip", "rows/entry.jsonl", _without_third_line, is_told=True)
    assert any("does not come after entry" in fault for fault in verify_ledger.verify(changed).faults)


def _without_third_line(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join([*lines[:2], *lines[3:]])


TAMPERED = [
    ("rows/entrytext.jsonl", b"A public note.", b"A pubilc note.", "is not the text that was recorded"),
    ("rows/entry.jsonl", b'"status":"in_progress"', b'"status":"implemented"', "its hash is not that"),
    ("rows/item.jsonl", b"to prevent torture", b"to permit torture", "does not say this there"),
    ("rows/item.jsonl", b'"ref":"USMX-7-01"', b'"ref":"USMX-7-09"', "its item is not in the extract"),
    ("rows/topictext.jsonl", b"was cleared", b"was not cleared", "not those that were recorded"),
    ("statements/", b"They agreed", b"They denied", "it is not the text that was kept"),
    ("manifest.json", b'"audience": "public"', b'"audience": "internal"', "does not come after entry 0"),
]


def test_what_somebody_changed_is_found(dialogue: Dialogue, tmp_path: Path) -> None:
    path, changed = extract(tmp_path / "public.zip", dialogue, Audience.PUBLIC), tmp_path / "changed.zip"
    names = zipfile.ZipFile(path).namelist()
    for member, before, after, told in TAMPERED:
        name = next(name for name in names if name.startswith(member))
        rewritten(path, changed, name, _replacing(before, after), is_told=True)
        assert any(told in fault for fault in verify_ledger.verify(changed).faults), member
    content = path.read_bytes()
    for at in range(0, len(content), len(content) // 20):
        changed.write_bytes(content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :])
        assert run(changed)[0] in {1, 2}, at


def _replacing(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert before in content
        return content.replace(before, after)

    return change


def test_extract_is_compared_with_the_archive_and_with_a_later_one(
    dialogue: Dialogue, tmp_path: Path
) -> None:
    early = extract(tmp_path / "early.zip", dialogue, Audience.PUBLIC)
    export_ledger(tmp_path / "whole.zip")
    assert run(tmp_path / "whole.zip", "--since", early)[0] == 0
    public = Entry.objects.get(hash=rows_of(early, "entry")[0]["hash"])
    _release(public, None, Audience.INTERNAL)
    later = extract(tmp_path / "later.zip", dialogue, Audience.PUBLIC)
    code, told, _faults = run(later, "--since", early)
    assert (code, "not in this extract: 1." in told) == (0, True)
    assert run(later, "--prove", "USMX-7-01/1")[0] == 2
    assert run(later, "--root", "0" * 64)[0] == 2
    empty_the_database()
    forged = make_two_dialogues()  # the same references, other identifiers
    code, _told, faults = run(extract(tmp_path / "forged.zip", forged, Audience.PUBLIC), "--since", early)
    assert (code, "entry 3 is not the one of the earlier archive" in faults) == (1, True)
    with pytest.raises(ArchiveRefused, match="This is an extract"):
        restore_ledger(early)


def test_command_names_what_is_missing(dialogue: Dialogue, tmp_path: Path) -> None:
    path = tmp_path / "out.zip"
    for words, says in (
        (["--audience", "shared"], "Name the dialogue with --dialogue"),
        (["--dialogue", "NONE"], "No dialogue has the code NONE. There are: OTHER, USMX."),
    ):
        with pytest.raises(CommandError, match=re.escape(says)) as refused:
            call_command("export_ledger", str(path), *words)
        assert (refused.value.returncode, path.exists()) == (2, False)
    out = io.StringIO()
    call_command("export_ledger", str(path), "--audience", "shared", "--dialogue", "USMX", stdout=out)
    assert "items: 2, entries: 2, files: 0" in out.getvalue()
    assert json.loads(zipfile.ZipFile(path).read("manifest.json"))["audience"] == "shared"
