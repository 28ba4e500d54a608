"""The archive: what is in it, that it is the same each time, and that it comes back as it was."""

import datetime
import json
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from ledger.archive import ArchiveRefused, export_ledger, restore_ledger, verify_ledger
from ledger.archive.kinds import KINDS_IN_ORDER, LEFT_OUT, TABLES, kinds
from ledger.models import Entry, Evidence, FeedKey, Item, PinnedView, Seal, User
from ledger.recording import (
    approve_clock_correction,
    audit,
    redact_entry,
    request_clock_correction,
    request_redaction,
    seal_ledger,
    uploads,
)
from ledger.vocabulary import Role
from tests.archive.ledgers import PASSWORD, empty_the_database, make_busy_ledger, rewritten, sha256_of
from tests.makers import make_editor, make_entry, make_item, make_member, make_user, set_clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of the busy ledger, which is still there."""
    make_busy_ledger()
    path = tmp_path / "ledger.zip"
    export_ledger(path)
    return path


def test_every_table_is_in_the_archive_or_left_out_for_a_reason() -> None:
    models = apps.get_app_config("ledger").get_models(include_auto_created=True)
    tables = {model._meta.db_table.removeprefix(TABLES) for model in models}
    logs = {name for name in tables if name.startswith("historical")}
    assert tables - logs == {*KINDS_IN_ORDER, *LEFT_OUT}
    assert not set(KINDS_IN_ORDER) & LEFT_OUT.keys()
    assert {kind.name for kind in kinds()} == tables - LEFT_OUT.keys()


def test_same_ledger_gives_the_same_bytes_which_verify(archive: Path, tmp_path: Path) -> None:
    export_ledger(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    verified = verify_ledger.verify(archive)
    assert (verified.faults, verified.gone) == ([], [])
    assert (len(verified.heads), verified.entries) == (Item.objects.count(), Entry.objects.count())
    assert verified.roots == set(Seal.objects.values_list("root", flat=True))
    newest = Seal.objects.order_by("known_at").last()
    assert newest is not None
    assert verify_ledger.root_of(verified.heads) == newest.root


def test_archive_holds_no_secret_and_nothing_redacted(archive: Path) -> None:
    holder = User.objects.exclude(password="").get(last_login__isnull=False)
    assert holder.check_password(PASSWORD)
    secrets = [holder.password, FeedKey.objects.get().digest, "A name.", "last_login"]
    with zipfile.ZipFile(archive) as members:
        for name in members.namelist():
            content = members.read(name).decode(errors="replace")
            assert [secret for secret in secrets if secret in content] == [], name


def test_rows_are_of_the_shape_that_their_schema_gives(archive: Path) -> None:
    with zipfile.ZipFile(archive) as members:
        manifest = json.loads(members.read("manifest.json"))
        for kind in kinds():
            schema = json.loads(members.read(f"schemas/{kind.name}.json"))
            rows = [json.loads(line) for line in members.read(f"rows/{kind.name}.jsonl").splitlines()]
            assert len(rows) == manifest["rows"][kind.name]
            for row in rows:
                assert sorted(row) == schema["required"], kind.name


def test_restored_ledger_is_the_same_and_goes_on(archive: Path, tmp_path: Path) -> None:
    hashes = list(Entry.objects.order_by("pk").values_list("hash", flat=True))
    kept = {name: uploads.read(name) for name in _files_in(archive)}
    assert len(kept) == 4  # evidence, two files on the round, the report; not the one that was redacted
    empty_the_database()
    for name in kept:
        uploads.remove(name)
    restored = restore_ledger(archive)
    assert (restored.files, restored.missing) == (4, [])
    assert list(Entry.objects.order_by("pk").values_list("hash", flat=True)) == hashes
    assert {name: uploads.read(name) for name in kept} == kept
    assert not any(user.has_usable_password() for user in User.objects.all())
    export_ledger(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    make_entry(Item.objects.get(ref="FULL-7-01"))
    assert list(audit()) == []


def _files_in(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as members:
        return [name.removeprefix("files/") for name in members.namelist() if name.startswith("files/")]


def test_ledger_that_is_not_empty_takes_no_archive(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveRefused, match="The ledger is not empty"):
        restore_ledger(archive)
    export_ledger(tmp_path / "after.zip")
    assert (tmp_path / "after.zip").read_bytes() == archive.read_bytes()


@pytest.mark.parametrize(
    ("member", "before", "after", "told"),
    [
        ("rows/item.jsonl", b'"is_assessed":true', b'"is_assessed":false', "FULL-7-01: its is_assessed does not"),
        ("rows/party.jsonl", b'"code":"MEX"', b'"code":null', "rows/party.jsonl line 1: code is empty"),
        ("rows/round.jsonl", b'"dialogue_id":', b'"dialogue":', "rows/round.jsonl line 1: 'dialogue_id'"),
        ("rows/entrytext.jsonl", b"Misheard.", b"Mishaerd.", "its reason is not the text that was recorded"),
        ("rows/membership.jsonl", b'"user_id":', b'"user_id":99', "ledger_membership"),
    ],
)  # fmt: skip
def test_archive_that_does_not_hold_restores_nothing(
    archive: Path, tmp_path: Path, member: str, before: bytes, after: bytes, told: str
) -> None:
    def change(content: bytes) -> bytes:
        assert before in content
        return content.replace(before, after)

    changed = rewritten(archive, tmp_path / "changed.zip", member, change, is_told=True)
    files = _files_in(archive)
    empty_the_database()
    for name in files:
        uploads.remove(name)
    with pytest.raises(ArchiveRefused) as refused:
        restore_ledger(changed)
    assert told in str(refused.value)
    assert not User.objects.exists()
    assert not Item.objects.exists()
    assert not any(uploads.path_of(name).exists() for name in files)
    restore_ledger(archive)


def test_file_that_is_gone_is_named_and_the_rest_comes_back(archive: Path, tmp_path: Path) -> None:
    sha256 = Evidence.objects.exclude(file_sha256="").get().file_sha256
    uploads.remove(sha256)
    with pytest.raises(CommandError, match="Files are missing"):
        call_command("export_ledger", str(tmp_path / "poor.zip"))
    verified = verify_ledger.verify(tmp_path / "poor.zip")
    assert verified.faults == []
    assert [sha256 in gone for gone in verified.gone] == [True]
    empty_the_database()
    assert restore_ledger(tmp_path / "poor.zip").missing == [sha256]
    assert [finding.what for finding in audit()] == ["its file is gone"]


def test_export_that_cannot_be_written_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_ledger", str(tmp_path / "nowhere" / "ledger.zip"))
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_ledger", str(archive))
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.zip"]


def test_archive_is_read_by_its_owner_alone(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_redacted_file_of_evidence_is_not_missing(archive: Path, tmp_path: Path) -> None:
    piece = Evidence.objects.exclude(file_sha256="").get()
    dialogue = piece.entry.item.round.dialogue
    asked = request_redaction(
        user=make_editor(dialogue), entry=piece.entry, parts=[piece.part("file")], reason="It names somebody."
    )
    redact_entry(user=make_editor(dialogue), request=asked)
    call_command("export_ledger", str(tmp_path / "after.zip"))
    verified = verify_ledger.verify(tmp_path / "after.zip")
    assert (verified.faults, verified.gone) == ([], [])
    assert piece.file_sha256 not in _files_in(tmp_path / "after.zip")
    empty_the_database()
    assert restore_ledger(tmp_path / "after.zip").missing == []


def test_database_that_is_not_migrated_is_told_so(archive: Path) -> None:
    with connection.schema_editor() as editor:
        editor.alter_db_table(PinnedView, "ledger_pinnedview", "ledger_elsewhere")
    try:
        with pytest.raises(ArchiveRefused, match="is not migrated to this version"):
            restore_ledger(archive)
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(PinnedView, "ledger_elsewhere", "ledger_pinnedview")


def test_ledger_whose_clock_was_corrected_comes_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Entries that follow a falsely stamped one are restored beside the correction that closed it."""
    noon, day = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC), datetime.timedelta(days=1)
    set_clock(monkeypatch, noon)
    item = make_item()
    first, second = (
        make_member(Role.EDITOR, dialogue=item.round.dialogue, user=make_user(is_staff=True))
        for _ in range(2)
    )
    set_clock(monkeypatch, noon + 365 * day)
    make_entry(item)
    seal_ledger(user=first)
    set_clock(monkeypatch, noon + day)
    request = request_clock_correction(user=first, today=(noon + day).date(), reason="The battery was empty.")
    approve_clock_correction(user=second, request=request, today=(noon + day).date())
    set_clock(monkeypatch, noon + 2 * day)
    make_entry(item)
    seal_ledger(user=first)
    export_ledger(tmp_path / "ledger.zip")
    assert verify_ledger.verify(tmp_path / "ledger.zip").faults == []
    empty_the_database()
    restore_ledger(tmp_path / "ledger.zip")
    export_ledger(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "ledger.zip").read_bytes()


def test_archive_of_other_tables_or_none_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveRefused, match="cannot be read as an archive"):
        restore_ledger(tmp_path / "nowhere.zip")

    def without_counts(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), "rows": None}).encode()

    changed = rewritten(archive, tmp_path / "poor.zip", "manifest.json", without_counts, is_told=False)
    with pytest.raises(ArchiveRefused):
        restore_ledger(changed)

    def with_another(content: bytes) -> bytes:
        manifest = json.loads(content)
        members = [*manifest["members"], {"name": "rows/later.jsonl", "size": 0, "sha256": sha256_of(b"")}]
        return json.dumps({**manifest, "rows": {**manifest["rows"], "later": 0}, "members": members}).encode()

    later = tmp_path / "later.zip"
    rewritten(archive, later, "manifest.json", with_another, is_told=False, more="rows/later.jsonl")
    with pytest.raises(ArchiveRefused, match="other tables: later"):
        restore_ledger(later)
