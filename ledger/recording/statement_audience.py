"""To whom a statement is shown: widened by a releaser, narrowed by those who edit it too; each is recorded."""

import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Statement, StatementRelease, User
from ledger.models.fields import door
from ledger.recording import clock
from ledger.recording.errors import RuleBroken
from ledger.recording.writing import allow, checked, sent_as_something_else, unfit_text
from ledger.vocabulary import Act, Audience, Deed

NOT_EDITED = {"text", "visibility", "proposed_audience"}
"""Columns of the change log that tell of no edit: its text shows in its digest, its audience is not its words."""


def release_statement(
    *,
    user: User,
    statement: Statement,
    audience: Audience,
    reason: str,
    seen: int | None,
    request_id: UUID | None = None,
) -> StatementRelease:
    """Set the audience of a statement; a narrower one takes a release back.

    ``seen`` is the newest version in its change log that the person looked at (None: has not looked, as seeds).
    A releaser widens it; where the dialogue's releases need a second person, somebody who neither entered nor edited
    it. Those who edit reference rows may narrow it. The same request twice writes once. Raises NotAllowed, RuleBroken.
    """
    request_id = request_id or uuid4()
    with transaction.atomic(), door():
        clock.join_writers()
        row = _locked(statement)
        recorded_at = clock.stamp()
        is_wider = audience.reach > row.visibility.reach
        _allow(user, row, is_wider=is_wider)
        if before := StatementRelease.objects.filter(request_id=request_id).first():
            return _same(before, user, row, audience)
        checked(_what_is_wrong(user, row, audience, reason, seen, is_wider=is_wider))
        return _append(user, row, audience, reason.strip(), request_id, recorded_at)


def newest_version(statement: Statement) -> int:
    """The newest version of a statement in its change log, to be given back as ``seen``; 0 where it has none."""
    last = statement.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return last or 0


def editors_of(statement: Statement) -> set[int]:
    """The keys of those who entered or edited a statement, by its change log: not of those who set its audience."""
    log = statement.history.order_by("history_id")
    columns = [field.name for field in Statement._meta.concrete_fields if field.name not in NOT_EDITED]
    states: list[dict[str, Any] | None] = [None, *log.values(*columns, "history_user_id")]
    return {
        after["history_user_id"]
        for before, after in pairwise(states)
        if after and after["history_user_id"] and (before is None or _edited(before) != _edited(after))
    }


def _edited(version: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in version.items() if name != "history_user_id"}


def _locked(statement: Statement) -> Statement:
    rows = Statement.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("round__dialogue").get(pk=statement.pk)


def _allow(user: User, row: Statement, *, is_wider: bool) -> None:
    """A releaser sets any audience; who edits reference rows may narrow it. Raises NotAllowed."""
    if is_wider or not access.may(user, Deed.CURATE, row.round.dialogue):
        allow(user, Act.RELEASE, row.round.dialogue)


def _same(before: StatementRelease, user: User, row: Statement, audience: Audience) -> StatementRelease:
    """What the same request wrote before; raises RuleBroken where that was something else."""
    if (before.statement_id, before.released_to, before.released_by_id) != (row.pk, audience, user.pk):
        raise sent_as_something_else()
    return before


def _what_is_wrong(
    user: User, row: Statement, audience: Audience, reason: str, seen: int | None, *, is_wider: bool
) -> dict[str, str]:
    needs_another = is_wider and row.round.dialogue.releases_need_second_person
    if seen is not None and seen != newest_version(row):
        raise RuleBroken({"seen": _("Somebody changed the statement since you looked: look at it again.")})
    wrong = {"reason": unfit_text(reason) if reason.strip() else _("Say why.")}
    if audience is row.visibility:
        wrong["audience"] = _("That is its audience already.")
    elif needs_another and user.pk in editors_of(row):
        wrong["audience"] = _(
            "In this dialogue a second person releases: you entered or edited this statement."
        )
    return wrong


def _append(
    user: User,
    row: Statement,
    audience: Audience,
    reason: str,
    request_id: UUID,
    recorded_at: datetime.datetime,
) -> StatementRelease:
    last = row.releases.order_by("sequence").last()
    release = StatementRelease.objects.create(
        statement=row,
        sequence=last.sequence + 1 if last else 1,
        released_from=row.visibility,
        released_to=audience,
        released_by=user,
        reason=reason,
        recorded_at=recorded_at,
        request_id=request_id,
    )
    row.visibility = audience
    row._history_user = user  # type: ignore[attr-defined]  # read by the change log
    row._change_reason = reason  # type: ignore[attr-defined]
    row.save()
    return release
