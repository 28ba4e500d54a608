"""Files on rounds and statements: added, described anew, withdrawn with a reason, destroyed by two people.

Their content is kept as evidence's is (``uploads``), by SHA-256 and typed by what it is (``file_types``); their
audience is set by ``statement_audience``.
"""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import FileRedaction, Round, SourceFile, Statement, User
from ledger.recording import clock, file_types, uploads, writers_lock
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import (
    allow,
    checked,
    locked_round,
    sent_as_something_else,
    unfit_text,
)
from ledger.recording.removing import remove_after_commit
from ledger.recording.statement_audience import newest_version
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Audience, FileKind, Permission

LONGEST_NAME = 255
"""So many characters of the name that a file came with are kept: the last, which tell its type."""


@tried_again
def add_file(
    *,
    user: User,
    round: Round,
    statement: Statement | None = None,
    kind: FileKind,
    title: str,
    content: bytes,
    file_name: str = "",
    language: str = "",
    proposed_audience: Audience = Audience.INTERNAL,
    request_id: UUID | None = None,
) -> SourceFile:
    """Keep a file on a round, or on one of its statements; it is internal until somebody releases it.

    ``content`` are its bytes, ``file_name`` the plain name that it came with. People who edit the dialogue's rows may
    add. The same request twice writes once. Raises PermissionDenied, RuleViolation.
    """
    request_id = request_id or uuid4()
    allow(user, Permission.CURATE, round.dialogue)
    with transaction.atomic():
        writers_lock.lock_shared()  # before the file is kept: what removes files waits for whom it finds here
        fresh = locked_round(round)
        if before := SourceFile.objects.filter(request_id=request_id).first():
            words = (kind, title.strip(), language, proposed_audience)
            _check_same(before, user, fresh, statement, content, words)
            return before
        file_type = file_types.media_type(content)
        checked({"title": _unfit_title(title), **_misplaced(fresh, statement, content)})
        row = SourceFile(
            round=fresh,
            statement=statement,
            kind=kind,
            title=title.strip(),
            language=language,
            proposed_audience=proposed_audience,
            file_name=file_name[-LONGEST_NAME:],
            file_sha256=uploads.keep(content),
            file_size=len(content),
            file_type=file_type,
            added_by=user,
            added_at=clock.stamp(),
            request_id=request_id,
        )
        return _saved(row, user)


def _check_same(
    before: SourceFile,
    user: User,
    round: Round,
    statement: Statement | None,
    content: bytes,
    words: tuple[str, ...],
) -> None:
    """Raise RuleViolation where a request added another content before, elsewhere, or said other words of it then.

    Of a redacted file, what they were is gone.
    """
    added = (before.added_by_id, before.round_id, before.statement_id, before.file_sha256)
    asked = (user.pk, round.pk, statement and statement.pk, hashlib.sha256(content).hexdigest())
    log = before.history.order_by("history_id").values_list("kind", "title", "language", "proposed_audience")
    if added != asked or not (before.is_redacted or log.first() == words):
        raise sent_as_something_else()


def _misplaced(round: Round, statement: Statement | None, content: bytes) -> dict[str, str]:
    """Explain why a file is not added there: its statement is another round's, or the same file stands there."""
    sha256 = hashlib.sha256(content).hexdigest()
    there = SourceFile.objects.standing().filter(round=round, statement=statement, file_sha256=sha256).first()
    is_elsewhere = statement is not None and statement.round_id != round.pk
    return {
        "statement": _("This statement belongs to another round.") if is_elsewhere else "",
        "file": _("This file is here already: “%(title)s”.") % {"title": there} if there else "",
    }


@tried_again
def change_file(
    *,
    user: User,
    file: SourceFile,
    kind: FileKind,
    title: str,
    language: str,
    proposed_audience: Audience,
    reason: str = "",
    expected_sequence: int | None = None,
) -> SourceFile:
    """Say anew what a file is; its change log keeps what was said before. The content stays as it is.

    What is shown beyond our own people stays as it was released: the release is taken back first. Raises
    PermissionDenied, RuleViolation.
    """
    with _writing(user, Permission.CURATE, file, expected_sequence) as (row, _now):
        said = {"kind": kind, "title": title.strip(), "language": language}
        is_reworded = any(getattr(row, name) != value for name, value in said.items())
        is_shown = row.visibility is not Audience.INTERNAL
        checked(
            {
                "": _not_standing(row),
                "title": _unfit_title(title)
                or (
                    _("It is shown as it was released: make it internal first.")
                    if is_shown and is_reworded
                    else ""
                ),
                "reason": unfit_text(reason),
            }
        )
        for name, value in {**said, "proposed_audience": proposed_audience}.items():
            setattr(row, name, value)
        return _saved(row, user, reason)


@tried_again
def withdraw_file(
    *, user: User, file: SourceFile, reason: str, expected_sequence: int | None = None
) -> SourceFile:
    """Withdraw a file that should not have been here: nobody beyond our own people sees it any more.

    It stays on its page, with the reason, and its content is kept. Raises PermissionDenied, RuleViolation.
    """
    with _writing(user, Act.WITHDRAW, file, expected_sequence) as (row, now):
        wrong = unfit_text(reason) if reason.strip() else _("Say why.")
        checked({"": _not_standing(row), "reason": wrong})
        row.withdrawn_by, row.withdrawn_at, row.withdrawn_because = user, now, reason.strip()
        return _saved(row, user, reason)


# --- Redaction, by two people


@tried_again
def request_file_redaction(*, user: User, file: SourceFile, reason: str) -> FileRedaction:
    """Ask that a file be destroyed: its content, its title and its name. A second person then decides.

    Raises PermissionDenied, RuleViolation.
    """
    with _writing(user, Act.REDACT, file) as (row, now):
        is_waiting = row.redactions.filter(decided_by=None).exists()
        no_reason = _("Say why it must go, without repeating it.")
        checked(
            {
                "reason": unfit_text(reason) if reason.strip() else no_reason,
                "request": _redacted_already(row)
                or (_("It was asked for already and waits for a second person.") if is_waiting else ""),
            }
        )
        asked: FileRedaction = row.redactions.create(
            reason=reason.strip(), requested_by=user, requested_at=now
        )
        return asked


@tried_again
def redact_file(*, user: User, request: FileRedaction) -> SourceFile:
    """Approve a request and destroy the file for good: content, title and name, in its change log too.

    That there was a file stays: what it was, who added it and when, its size and SHA-256. The content stays on disk
    where evidence or another file holds the same. Raises PermissionDenied, RuleViolation.
    """
    with _writing(user, Act.REDACT, request.file) as (row, now):
        asked = _undecided(request, user)
        asked.decided_by, asked.decided_at, asked.is_approved = user, now, True
        asked.save()
        row.redacted_at, row.title, row.file_name, row.withdrawn_because = now, "", "", ""
        _saved(row, user)
        row.history.update(title="", file_name="", withdrawn_because="", history_change_reason="")
        remove_after_commit(row.file_sha256)
        return row


@tried_again
def decline_file_redaction(*, user: User, request: FileRedaction) -> FileRedaction:
    """Leave the file as it is, and say who decided so: a second person. Raises PermissionDenied, RuleViolation."""
    with _writing(user, Act.REDACT, request.file) as (_row, now):
        asked = _undecided(request, user)
        asked.decided_by, asked.decided_at = user, now
        asked.save()
        return asked


def _undecided(request: FileRedaction, user: User) -> FileRedaction:
    """Return the locked, undecided request. Raises RuleViolation once decided, PermissionDenied for who asked."""
    request = FileRedaction.objects.select_for_update().get(pk=request.pk)
    if request.decided_by_id is not None:
        raise RuleViolation({"request": _("This request was decided already.")})
    if request.requested_by_id == user.pk:
        raise PermissionDenied(_("A redaction takes two people: you asked for it."))
    return request


# --- What they share


@contextmanager
def _writing(
    user: User, act: Act | Permission, file: SourceFile, expected_sequence: int | None = None
) -> Iterator[tuple[SourceFile, datetime.datetime]]:
    """Open a transaction over a file; yields its locked row and a stamp. Raises PermissionDenied, RuleViolation."""
    with transaction.atomic():
        writers_lock.lock_shared()
        rows = SourceFile.objects.select_for_update(of=("self",), no_key=True)
        row = rows.select_related("round__dialogue").get(pk=file.pk)
        allow(user, act, row.round.dialogue)
        if expected_sequence is not None and expected_sequence != newest_version(row):
            raise RuleViolation({"seen": _("Somebody changed it since you looked: look at it again.")})
        yield row, clock.stamp()


def _saved(row: SourceFile, user: User, reason: str = "") -> SourceFile:
    """Save the row, with a version in its change log."""
    row._history_user, row._change_reason = user, reason.strip()  # type: ignore[attr-defined]
    row.save()
    return row


def _unfit_title(title: str) -> str:
    return unfit_text(title) if title.strip() else _("Say what the file is called.")


def _not_standing(row: SourceFile) -> str:
    return _redacted_already(row) or (_("It was withdrawn.") if row.is_withdrawn else "")


def _redacted_already(row: SourceFile) -> str:
    return _("It was redacted already.") if row.is_redacted else ""
