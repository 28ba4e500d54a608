"""Adding reference rows and changing them: the rules that the admin's forms and programs meet alike.

A change names the columns that it changes; the change log keeps who, when, before, after and why.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Agency, Dialogue, Event, Forum, Party, Round, Topic, User
from ledger.recording.errors import RuleViolation, StaleVersion
from ledger.recording.ledger_transaction import checked, unfit_text
from ledger.recording.naming_rows import dialogue_of, is_shared, names_code
from ledger.recording.removing_rows import hold_code
from ledger.recording.starting import add_row_once
from ledger.recording.trying_again import tried_again
from ledger.typed_text import name_form
from ledger.vocabulary import Audience, Permission

M = TypeVar("M", bound=Model)

NAMES = ("code", "slug", "name", "name_en", "name_es")
"""Columns that name a row to people."""
NAMED_WITHIN: dict[type[Model], tuple[str, ...]] = {
    Agency: ("party", "parent"),
    Dialogue: (),
    Event: ("round",),
    Forum: (),
    Party: (),
    Topic: (),
}
"""Models of which two rows do not have one name, with what both must share to be taken for one another."""
PLACE = ("city", "city_es", "venue", "venue_es", "host_party")
COUNTERS = frozenset({"next_item_number"})
"""Columns that are no part of what people change."""


class StaleRow(StaleVersion):
    """Another person changed the row since the writer looked; nothing was written. ``row`` is as it stands."""

    def __init__(self, row: Model) -> None:
        super().__init__(_("Somebody changed this since you read it: read it again, then send your change."))
        self.row = row


def version_of(row: Model) -> str:
    """Return the version of a row: a digest of what it holds, for the optimistic lock of programs."""
    columns = [field for field in row._meta.concrete_fields if field.name not in COUNTERS]
    held = {field.name: field.value_to_string(row) for field in columns}
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:32]


def may_curate(user: User, row: Model) -> bool:
    """Tell whether the person may add or change a row: an editor of its dialogue, of any where all share it."""
    return access.curates(user) if is_shared(row) else access.may(user, Permission.CURATE, dialogue_of(row))


@tried_again
def add_row(*, user: User, row: M, reason: str = "") -> M:
    """Add a reference row; the same one sent twice by the same person is added once. Raises PermissionDenied,
    RuleViolation.
    """
    _allow(user, row)
    checked({"reason": unfit_text(reason)})
    row._change_reason = reason.strip()  # type: ignore[attr-defined]  # read by the change log
    names = [field.name for field in row._meta.fields]
    return add_row_once(row, user, lambda given: _broken(given, names))


@tried_again
def change_row(
    *, user: User, row: M, columns: Mapping[str, Any], reason: str = "", expected_version: str | None = None
) -> M:
    """Change columns of a reference row, which is locked. Returns it; untouched where it is so already.

    Raises PermissionDenied; StaleRow where it is not as the writer saw it; RuleViolation for a column that stays as it
    is (see ``fixed_columns``), for a value that breaks a rule, and for a name that another row has.
    """
    try:
        with transaction.atomic():
            rows: QuerySet[M] = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
            fresh = rows.get(pk=row.pk)
            _allow(user, fresh)
            changed = {name for name, value in columns.items() if getattr(fresh, name) != value}
            if not changed:
                return fresh
            if expected_version is not None and expected_version != version_of(fresh):
                raise StaleRow(fresh)
            _change(fresh, {name: columns[name] for name in changed}, reason, user)
            return fresh
    except IntegrityError as taken:  # somebody saved the same a moment ago
        raise RuleViolation({"": _("Somebody saved the same name or code a moment ago.")}) from taken


def _change(row: Model, columns: Mapping[str, Any], reason: str, user: User) -> None:
    fixed = columns.keys() & set(fixed_columns(row))
    checked(dict.fromkeys(fixed, _("It stays as it is: other rows are named or shown by it.")))
    if "code" in columns:
        hold_code(row)
    for name, value in columns.items():
        setattr(row, name, value)
    checked({"reason": unfit_text(reason)} | _broken(row, columns))
    row._history_user = user  # type: ignore[attr-defined]  # read by the change log
    row._change_reason = reason.strip()  # type: ignore[attr-defined]  # the same
    row.save(update_fields=[*columns])


def _allow(user: User, row: Model) -> None:
    if not may_curate(user, row):
        raise PermissionDenied(_("Reference rows are kept by editors."))


# --- Rules


def fixed_columns(row: Model) -> tuple[str, ...]:
    """Return the columns of a saved row that no longer change.

    A code stays once something names it. What lies in a round is shown to its dialogue's counterpart, so it does not
    pass to another's; its items' references name its number; a released place stays as it was released.
    """
    if isinstance(row, Agency | Dialogue | Forum | Party):
        return ("code",) if names_code(row) else ()
    if not isinstance(row, Round):
        return ()
    has_items = row.items.exists()
    holds = has_items or any(rows.exists() for rows in (row.statements, row.releases, row.files))
    fixed = (("dialogue", holds), ("number", has_items))
    place = PLACE if row.place_visibility is not Audience.INTERNAL else ()
    return (*(name for name, is_fixed in fixed if is_fixed), *place)


def is_part_of(topic: Topic | None, whole: Topic) -> bool:
    """Tell whether a topic is another one, or part of it by however many steps."""
    seen: set[int] = set()
    while topic is not None and topic.pk not in seen:
        if topic.pk == whole.pk:
            return True
        seen.add(topic.pk)
        topic = topic.parent
    return False


def namesakes(
    row: Model, changed: Collection[str], others: QuerySet[Any] | None = None
) -> Iterator[tuple[str, Model]]:
    """Yield the changed names that another row has, but for capitals and accents, with that row."""
    model = type(row)
    names = [name for name in NAMES if name in changed and getattr(row, name)]
    if not names or model not in NAMED_WITHIN:
        return
    shared = {name: getattr(row, name, None) for name in NAMED_WITHIN[model]}
    rows = model._default_manager.all() if others is None else others
    for other in rows.filter(**shared).exclude(pk=row.pk):
        for name in names:
            if name_form(getattr(other, name)) == name_form(getattr(row, name)):
                yield name, other


def _broken(row: Model, changed: Collection[str]) -> dict[str, str]:
    """Return what is wrong with a row as it is to be saved, by column; an empty name for the row as a whole."""
    found = _unfit_texts(row, changed) or _unfit_row(row)
    if found:
        return found
    if isinstance(row, Topic) and row.pk and is_part_of(row.parent, row):
        return {"parent": _("That topic is part of this one.")}
    says = _("This differs from another one by capitals and accents at most:")
    return {name: f"{says} {other}" for name, other in namesakes(row, changed)}


def _unfit_texts(row: Model, changed: Collection[str]) -> dict[str, str]:
    texts = {name: value for name in changed if isinstance(value := getattr(row, name), str)}
    return {name: says for name, text in texts.items() if (says := unfit_text(text))}


def _unfit_row(row: Model) -> dict[str, str]:
    try:
        row.full_clean()
    except ValidationError as broken:
        found = {name: " ".join(sentences) for name, sentences in broken.message_dict.items()}
        general = found.pop(NON_FIELD_ERRORS, "")
        return found | ({"": general} if general else {})
    return {}
