"""Keep statements under review, so that a closed browser loses nothing and two people on one draft are told.

Every change of a draft takes its lock here (``lock_draft``), and what the page of a review refuses is named here:
StaleDraft, ProposalGone, DraftNotReady. NotVisible and InvalidInput are shared with the other rows that staff keep.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Dialogue, ReviewDraft, Statement, User, kept_text, text_digest
from ledger.personal.errors import InvalidInput, NotVisible, check_storable
from ledger.personal.unsent import LONGEST
from ledger.recording import StaleVersion
from ledger.vocabulary import Act, DraftState, StatementLanguage

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


class StaleDraft(StaleVersion):
    """Another person saved, committed or discarded the draft meanwhile; nothing was written (optimistic lock).

    ``draft`` is the row as it is now.
    """

    def __init__(self, draft: ReviewDraft) -> None:
        self.draft = draft
        super().__init__(_("%(user)s saved this draft since you looked.") % {"user": draft.updated_by})


class ProposalGone(LookupError):
    """The draft has no proposal of that key any more."""


class DraftNotReady(Exception):
    """The draft cannot be written as it stands; nothing was. ``says``: pairs of place on the page and sentence."""

    def __init__(self, says: list[tuple[str, str]]) -> None:
        super().__init__(" ".join(sentence for _place, sentence in says))
        self.says = says


def lock_draft(*, user: User, draft: ReviewDraft, version: int | None = None) -> ReviewDraft:
    """Lock a draft's row until the transaction ends, and return it as it is now.

    ``version``: the one that the person saw; None takes the draft at any version, open or not. Raises NotVisible;
    StaleDraft where it was saved, committed or discarded since.
    """
    rows = access.visible_to(user, ReviewDraft.objects.filter(pk=draft.pk))
    # Locked by itself, then read: who waited for the lock would not find it beside rows that it no longer names.
    rows.select_for_update().values("pk").first()
    fresh: ReviewDraft | None = rows.select_related("dialogue", "round", "updated_by").first()
    if fresh is None:
        raise NotVisible
    if version is not None and (fresh.version != version or fresh.state != DraftState.OPEN):
        raise StaleDraft(fresh)
    return fresh


def start_draft(
    *, user: User, dialogue: Dialogue, text: str, language: StatementLanguage, **values: Any
) -> ReviewDraft:
    """Begin to review a text, with further ``values`` of ``EDITABLE``; the same text under review is gone on with.

    The text is brought into the form in which statements are kept. For people who may open items in the dialogue.
    Raises NotVisible, InvalidInput.
    """
    if not access.may(user, Act.OPEN, dialogue):
        raise NotVisible
    text = kept_text(text)
    if not text.strip():
        raise InvalidInput({"text": _("There is no text to read.")})
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

    Raises NotVisible, InvalidInput; StaleDraft where it was saved, committed or discarded since.
    """
    with transaction.atomic():
        fresh = lock_draft(user=user, draft=draft, version=version)
        _check(fresh.dialogue, changes)
        return _write(user, fresh, changes)


def keep_half_typed(
    *, user: User, draft: ReviewDraft, version: int, step: str, sent: Mapping[str, Any]
) -> None:
    """Keep what stands in a form of the person's page, under the step that would save it; no new version.

    ``version`` is the one that the person saw. Raises NotVisible, InvalidInput.
    """
    check_storable(typed=dict(sent))
    with transaction.atomic():
        fresh = lock_draft(user=user, draft=draft)
        own = fresh.typed.get(str(user.pk), {}) | {step: {"version": version, "sent": dict(sent)}}
        if len(json.dumps(own)) > LONGEST:
            raise InvalidInput({"typed": _("This is too long to be kept.")})
        _keep_typed(fresh, fresh.typed | {str(user.pk): own})


def drop_half_typed(*, user: User, draft: ReviewDraft, step: str = "") -> None:
    """Forget what stood in the person's form for a step, or in all of them. Raises NotVisible."""
    with transaction.atomic():
        fresh = lock_draft(user=user, draft=draft)
        own = fresh.typed.pop(str(user.pk), {})
        own.pop(step, None)
        typed = fresh.typed | ({str(user.pk): own} if step and own else {})
        _keep_typed(fresh, typed)


def _keep_typed(draft: ReviewDraft, typed: dict[str, Any]) -> None:
    ReviewDraft.objects.filter(pk=draft.pk, state=DraftState.OPEN).update(typed=typed)


def discard_draft(*, user: User, draft: ReviewDraft, version: int) -> ReviewDraft:
    """Give a draft up; the row stays, and its text may be begun anew. Raises NotVisible, StaleDraft."""
    with transaction.atomic():
        fresh = lock_draft(user=user, draft=draft, version=version)
        return _write(user, fresh, {"state": DraftState.DISCARDED, "typed": {}})


def commit_draft(*, user: User, draft: ReviewDraft, version: int, statement: Statement) -> ReviewDraft:
    """Mark a draft as written to the ledger, as the statement that it became.

    Called first or last in the transaction that writes round, statement and items: its refusal undoes them. Raises
    NotVisible, InvalidInput, StaleDraft.
    """
    with transaction.atomic():
        fresh = lock_draft(user=user, draft=draft, version=version)
        if statement.round.dialogue_id != fresh.dialogue_id or statement.sha256 != fresh.sha256:
            raise InvalidInput({"statement": _("This is not the statement of the draft.")})
        done = {"state": DraftState.COMMITTED, "statement": statement, "round": statement.round, "typed": {}}
        return _write(user, fresh, done)


def _check(dialogue: Dialogue, values: dict[str, Any]) -> None:
    if unknown := values.keys() - EDITABLE - {"text"}:
        raise TypeError(f"A draft has no {', '.join(sorted(unknown))}.")
    plain = {"facts", "proposals", "title", "publisher", "url", "text"}
    check_storable(**{name: value for name, value in values.items() if name in plain})
    _check_fields(values)
    round = values.get("round")
    if round is not None and round.dialogue_id != dialogue.pk:
        raise NotVisible


def _check_fields(values: dict[str, Any]) -> None:
    others = {field.name for field in ReviewDraft._meta.fields} - values.keys()
    try:
        ReviewDraft(**values).clean_fields(exclude=others)
    except ValidationError as broken:
        raise InvalidInput({name: " ".join(says) for name, says in broken.message_dict.items()}) from broken


def _write(user: User, draft: ReviewDraft, changes: dict[str, Any]) -> ReviewDraft:
    """Write the changes to a locked draft, and return it one version on."""
    rows = ReviewDraft.objects.filter(pk=draft.pk)
    rows.update(**changes, version=draft.version + 1, updated_by=user, updated_at=timezone.now())
    return rows.select_related("updated_by", "dialogue").get()
