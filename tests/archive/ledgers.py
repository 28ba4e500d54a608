"""A ledger with rows of most kinds, an empty one, and archives that somebody tampered with."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from ledger.archive import verify_ledger
from ledger.models import FeedKey, SavedView
from ledger.recording import (
    redact_file,
    redact_topic_text,
    release_place,
    request_file_redaction,
    request_text_redaction,
    seal_ledger,
    triggers,
    withdraw_file,
)
from ledger.vocabulary import Audience, Role
from tests.makers import (
    make_editor,
    make_file,
    make_member,
    make_releaser,
    make_statement,
    make_step,
    make_topic_text,
)
from tests.support.full_ledger import FullLedger, make_full_ledger
from tests.support.issuing import issue

PASSWORD = "a-password-of-an-officer"
TEXT = "Ambas partes reiteraron su compromiso; 7° punto: «prevenir» la tortura. \U0001f54a"


def make_busy_ledger() -> FullLedger:
    """Every kind of entry, with files, releases, redactions, texts, an issued report, a view, and a key."""
    full = make_full_ledger()
    dialogue, editor = full.round.dialogue, make_editor(full.round.dialogue)
    full.user.set_password(PASSWORD)
    full.user.last_login = timezone.now()
    full.user.save()
    make_step(full.item, editor)
    make_statement(full.round, text=TEXT, language="es", visibility=Audience.PUBLIC)
    releaser, shared = make_releaser(dialogue), Audience.SHARED
    release_place(user=releaser, round=full.round, audience=shared, reason="Agreed.", expected_sequence=None)
    make_file(full.round, editor, visibility=Audience.SHARED)
    wrong = make_file(full.round, editor, content=b"%PDF-1.4 Another year's.")
    withdraw_file(user=editor, file=wrong, reason="Another year's.")
    secret = make_file(full.round, editor, content=b"%PDF-1.4 A name.", visibility=Audience.SHARED)
    asked = request_file_redaction(user=editor, file=secret, reason="It names somebody.")
    redact_file(user=make_editor(dialogue), request=asked)
    make_topic_text(dialogue, editor)
    taken = make_topic_text(dialogue, editor, text="A name.")
    request = request_text_redaction(user=editor, text=taken, reason="It names somebody.")
    redact_topic_text(user=make_editor(dialogue), request=request)
    issue(make_member(Role.RELEASER, dialogue=dialogue), dialogue)
    SavedView.objects.create(owner=editor, name="Mine", query="status=stalled")
    FeedKey.objects.create(user=editor, digest="f" * 64, made_at=timezone.now())
    seal_ledger(user=editor)
    return full


def empty_the_database() -> None:
    """Leave a migrated database without a row, as a new one."""
    triggers.drop(connection)
    call_command("flush", interactive=False, verbosity=0)
    if triggers.missing(connection):
        triggers.install(connection)


def rewritten(
    path: Path, to: Path, member: str, change: Callable[[bytes], bytes], *, is_told: bool, more: str = ""
) -> Path:
    """Write an archive anew with one member changed: as somebody would who knows how archives are made.

    ``is_told``: the manifest names the changed member's size and digest. ``more``: the name of an empty member beside.
    """
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = change(members[member])
    manifest: dict[str, Any] = json.loads(members[verify_ledger.MANIFEST])
    for row in manifest["members"]:
        if is_told and row["name"] == member:
            row |= {"size": len(members[member]), "sha256": sha256_of(members[member])}
    members[verify_ledger.MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"0" * verify_ledger.TAIL
        for name, content in (members | ({more: b""} if more else {})).items():
            archive.writestr(name, content)
    content = to.read_bytes()[: -verify_ledger.TAIL]
    to.write_bytes(content + sha256_of(content).encode())
    return to


def sha256_of(content: bytes) -> str:
    return verify_ledger.hashlib.sha256(content).hexdigest()
