"""Statements under review, kept so that a closed browser loses nothing and two people on one draft are told."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.desk.refusals import DraftMovedOn, NotKept, NotYours, check_storable, visible
from ledger.desk.typed import LONGEST
from ledger.models import Dialogue, ReviewDraft, Statement, User, kept_text, text_digest
from ledger.vocabulary import Act, DraftState, Language

EDITABLE = frozenset(
    {
        "round",
        "round_number",
        "facts",
        "language",
        "form",
        "title",
        "issued_by",
        "publisher",
        "url",
        "published_on",
        "published_precision",
        "proposals",
    }
)
"""What changes while a statement is under review; its text does not: another text is another draft."""


def start_draft(
    *, user: User, dialogue: Dialogue, text: str, language: Language, **values: Any
) -> ReviewDraft:
    """Begin to review a text, with further ``values`` of ``EDITABLE``; the same text under review is gone on with.

    The text is brought into the form in which statements are kept. For whoever may open items in the dialogue. Raises
    NotYours, NotKept.
    """
    if not access.may(user, Act.OPEN, dialogue):
        raise NotYours
    text = kept_text(text)
    if not text.strip():
        raise NotKept({"text": _("There is no text to read.")})
    values["language"] = language
    _check(dialogue, values | {"text": text})
    open_ones = ReviewDraft.objects.filter(dialogue=dialogue, sha256=text_digest(text), state=DraftState.OPEN)
    if there := open_ones.first():
        return there
    now = timezone.now()
    draft = ReviewDraft(dialogue=dialogue, text=text, sha256=text_digest(text), **values)
    draft.started_by = draft.updated_by = user
    draft.started_at = draft.updated_at = now
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:  # the same text, a moment ago
        return open_ones.get()
    return draft


def save_draft(*, user: User, draft: ReviewDraft, version: int, **changes: Any) -> ReviewDraft:
    """Keep ``changes`` (of ``EDITABLE``) in a draft that the person saw at ``version``. Returns it, one version on.

    Raises NotYours, NotKept; DraftMovedOn where it was saved, committed or discarded since.
    """
    fresh = visible(user, ReviewDraft.objects.all(), draft)
    _check(fresh.dialogue, changes)
    return _step(user, fresh, version, changes)


def keep_half_typed(
    *, user: User, draft: ReviewDraft, version: int, step: str, sent: Mapping[str, Any]
) -> None:
    """Keep what stands in a form of the person's page, under the step that would save it; no new version.

    ``version`` is the one that the person saw. Raises NotYours, NotKept.
    """
    check_storable(typed=dict(sent))
    with transaction.atomic():
        fresh = _locked(user, draft)
        own = fresh.typed.get(str(user.pk), {}) | {step: {"version": version, "sent": dict(sent)}}
        if len(json.dumps(own)) > LONGEST:
            raise NotKept({"typed": _("This is too long to be kept.")})
        _keep_typed(fresh, fresh.typed | {str(user.pk): own})


def drop_half_typed(*, user: User, draft: ReviewDraft, step: str = "") -> None:
    """Forget what stood in the person's form for a step, or in all of them. Raises NotYours."""
    with transaction.atomic():
        fresh = _locked(user, draft)
        own = fresh.typed.pop(str(user.pk), {})
        own.pop(step, None)
        typed = fresh.typed | ({str(user.pk): own} if step and own else {})
        _keep_typed(fresh, typed)


def _keep_typed(draft: ReviewDraft, typed: dict[str, Any]) -> None:
    ReviewDraft.objects.filter(pk=draft.pk, state=DraftState.OPEN).update(typed=typed)


def _locked(user: User, draft: ReviewDraft) -> ReviewDraft:
    return visible(user, ReviewDraft.objects.select_for_update(of=("self",)), draft)


def discard_draft(*, user: User, draft: ReviewDraft, version: int) -> ReviewDraft:
    """Give a draft up; the row stays, and its text may be begun anew. Raises NotYours, DraftMovedOn."""
    fresh = visible(user, ReviewDraft.objects.all(), draft)
    return _step(user, fresh, version, {"state": DraftState.DISCARDED, "typed": {}})


def commit_draft(*, user: User, draft: ReviewDraft, version: int, statement: Statement) -> ReviewDraft:
    """Mark a draft as written to the ledger, as the statement that it became.

    Called first or last in the transaction that writes round, statement and items: its refusal undoes them. Raises
    NotYours, NotKept, DraftMovedOn.
    """
    fresh = visible(user, ReviewDraft.objects.all(), draft)
    if statement.round.dialogue_id != fresh.dialogue_id or statement.sha256 != fresh.sha256:
        raise NotKept({"statement": _("This is not the statement of the draft.")})
    done = {
        "state": DraftState.COMMITTED,
        "statement": statement,
        "round": statement.round,
        "typed": {},
    }
    return _step(user, fresh, version, done)


def _check(dialogue: Dialogue, values: dict[str, Any]) -> None:
    if unknown := values.keys() - EDITABLE - {"text"}:
        raise TypeError(f"A draft has no {', '.join(sorted(unknown))}.")
    plain = {"facts", "proposals", "title", "publisher", "url", "text"}
    check_storable(**{name: value for name, value in values.items() if name in plain})
    _check_fields(values)
    round = values.get("round")
    if round is not None and round.dialogue_id != dialogue.pk:
        raise NotYours


def _check_fields(values: dict[str, Any]) -> None:
    others = {field.name for field in ReviewDraft._meta.fields} - values.keys()
    try:
        ReviewDraft(**values).clean_fields(exclude=others)
    except ValidationError as broken:
        raise NotKept({name: " ".join(says) for name, says in broken.message_dict.items()}) from broken


def _step(user: User, draft: ReviewDraft, version: int, changes: dict[str, Any]) -> ReviewDraft:
    """Write the changes if the draft is open and at the version; one statement, so that two cannot both succeed."""
    rows = ReviewDraft.objects.filter(pk=draft.pk, version=version, state=DraftState.OPEN)
    written = rows.update(**changes, version=F("version") + 1, updated_by=user, updated_at=timezone.now())
    fresh = ReviewDraft.objects.select_related("updated_by", "dialogue").get(pk=draft.pk)
    if not written:
        raise DraftMovedOn(fresh)
    return fresh
