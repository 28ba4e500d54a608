"""Show a statement, a file, or where a round met to an audience: widened by a releaser, narrowed by its editors too.

Each is recorded.
"""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import (
    Dialogue,
    FileRelease,
    Round,
    RoundRelease,
    SourceFile,
    Statement,
    StatementRelease,
    User,
)
from ledger.models.fields import write_api
from ledger.recording import clock, writers_lock
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import allow, checked, sent_as_something_else, unfit_text
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Audience, Permission

Row: TypeAlias = Statement | Round | SourceFile
Release: TypeAlias = StatementRelease | RoundRelease | FileRelease


@dataclass(frozen=True)
class _Source:
    """A model whose rows have an audience: the column that holds it, the lookup to the dialogue, what is no edit."""

    model: type[Any]
    release: type[Any]
    owner: str
    column: str
    dialogue: str
    not_edited: frozenset[str]

    def dialogue_of(self, row: Row) -> Dialogue:
        dialogue = attrgetter(self.dialogue.replace("__", "."))(row)
        assert isinstance(dialogue, Dialogue)
        return dialogue


_STATEMENTS = _Source(
    Statement,
    StatementRelease,
    "statement",
    "visibility",
    "round__dialogue",
    # The text shows in its digest; an audience is not its words.
    frozenset({"text", "visibility", "proposed_audience"}),
)
_PLACES = _Source(
    Round,
    RoundRelease,
    "round",
    "place_visibility",
    "dialogue",
    frozenset({"place_visibility", "next_item_number"}),
)
_FILES = _Source(
    SourceFile,
    FileRelease,
    "file",
    "visibility",
    "round__dialogue",
    frozenset({"visibility", "proposed_audience", "withdrawn_by", "withdrawn_at", "withdrawn_because"}),
)


@tried_again
def release_statement(
    *,
    user: User,
    statement: Statement,
    audience: Audience,
    reason: str,
    expected_sequence: int | None,
    request_id: UUID | None = None,
) -> StatementRelease:
    """Set the audience of a statement; a narrower one takes a release back.

    ``expected_sequence`` is the newest version in its change log that the person looked at (None: has not looked, as
    seeds). A releaser widens it; where the dialogue's releases need a second person, somebody who neither entered nor
    edited it. Those who edit reference rows may narrow it. The same request twice writes once. Raises PermissionDenied,
    RuleViolation.
    """
    release = _release(
        _STATEMENTS, user, statement, audience, reason, expected_sequence, request_id or uuid4()
    )
    assert isinstance(release, StatementRelease)
    return release


@tried_again
def release_place(
    *,
    user: User,
    round: Round,
    audience: Audience,
    reason: str,
    expected_sequence: int | None,
    request_id: UUID | None = None,
) -> RoundRelease:
    """Set who may be told where a round met and who was its host; as `release_statement` does for a statement."""
    release = _release(_PLACES, user, round, audience, reason, expected_sequence, request_id or uuid4())
    assert isinstance(release, RoundRelease)
    return release


@tried_again
def release_file(
    *,
    user: User,
    file: SourceFile,
    audience: Audience,
    reason: str,
    expected_sequence: int | None,
    request_id: UUID | None = None,
) -> FileRelease:
    """Set the audience of a file; as `release_statement` does for a statement. A file that was withdrawn or redacted
    is not widened.
    """
    release = _release(_FILES, user, file, audience, reason, expected_sequence, request_id or uuid4())
    assert isinstance(release, FileRelease)
    return release


def newest_version(row: Row) -> int:
    """Return the newest version of a row in its change log, to be given back as ``expected_sequence``; 0
    where it has none.
    """
    last = row.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return last or 0


def _release(
    source: _Source,
    user: User,
    given: Row,
    audience: Audience,
    reason: str,
    expected_sequence: int | None,
    request_id: UUID,
) -> Release:
    with transaction.atomic(), write_api():
        writers_lock.lock_shared()
        rows = source.model.objects.select_for_update(of=("self",), no_key=True)
        row = rows.select_related(source.dialogue).get(pk=given.pk)
        recorded_at = clock.stamp()
        is_wider = audience.reach > getattr(row, source.column).reach
        _allow(user, source.dialogue_of(row), is_wider=is_wider)
        before: Release | None = source.release.objects.filter(request_id=request_id).first()
        if before is not None:
            same = (before.released_to, before.released_by_id) == (audience, user.pk)
            if getattr(before, f"{source.owner}_id") != row.pk or not same:
                raise sent_as_something_else()
            return before
        if expected_sequence is not None and expected_sequence != newest_version(row):
            raise RuleViolation({"seen": _("Somebody changed it since you looked: look at it again.")})
        checked(_what_is_wrong(source, user, row, audience, reason, is_wider=is_wider))
        return _append(source, user, row, audience, reason.strip(), request_id, recorded_at)


def editors_of(source: _Source, row: Row) -> set[int]:
    """Return the keys of those who entered or edited a row, by its change log: not of those who set its audience."""
    names = [field.name for field in source.model._meta.concrete_fields]
    columns = [name for name in names if name not in source.not_edited]
    log = row.history.order_by("history_id").values(*columns, "history_user_id")
    states: list[dict[str, Any] | None] = [None, *log]
    return {
        after["history_user_id"]
        for before, after in pairwise(states)
        if after and after["history_user_id"] and (before is None or _edited(before) != _edited(after))
    }


def _edited(version: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in version.items() if name != "history_user_id"}


def _allow(user: User, dialogue: Dialogue, *, is_wider: bool) -> None:
    """Let a releaser set any audience, and those who edit reference rows narrow it. Raises PermissionDenied."""
    if is_wider or not access.may(user, Permission.CURATE, dialogue):
        allow(user, Act.RELEASE, dialogue)


def _what_is_wrong(
    source: _Source, user: User, row: Row, audience: Audience, reason: str, *, is_wider: bool
) -> dict[str, str]:
    needs_another = is_wider and source.dialogue_of(row).releases_need_second_person
    wrong = {"reason": unfit_text(reason) if reason.strip() else _("Say why.")}
    if audience is getattr(row, source.column):
        wrong["audience"] = _("That is its audience already.")
    elif is_wider and isinstance(row, SourceFile) and (row.is_withdrawn or row.is_redacted):
        wrong["audience"] = _("It was withdrawn or redacted: it is shown to nobody beyond our own people.")
    elif needs_another and user.pk in editors_of(source, row):
        wrong["audience"] = _("In this dialogue a second person releases: you entered or edited this.")
    return wrong


def _append(
    source: _Source,
    user: User,
    row: Any,
    audience: Audience,
    reason: str,
    request_id: UUID,
    recorded_at: datetime.datetime,
) -> Release:
    last = row.releases.order_by("sequence").last()
    release: Release = source.release.objects.create(
        **{source.owner: row},
        sequence=last.sequence + 1 if last else 1,
        released_from=getattr(row, source.column),
        released_to=audience,
        released_by=user,
        reason=reason,
        recorded_at=recorded_at,
        request_id=request_id,
    )
    setattr(row, source.column, audience)
    row._history_user, row._change_reason = user, reason  # read by the change log
    row.save()
    return release
