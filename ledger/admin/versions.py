"""The versions of a reference row that its change log holds: who saved it, when, what changed, and why."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ledger.forms.excerpts import excerpts
from ledger.presentation.item_words import NOTHING, day
from ledger.presentation.timeline import FieldChange
from ledger.vocabulary import Word

State = dict[str, Any]
"""A version's values by field: of a relation the key, of a many-to-many field the sorted keys."""


@dataclass(frozen=True)
class Version:
    """A saved state of a row. ``number`` is its key in the change log; the first has no ``changes``."""

    number: int
    moment: datetime.datetime
    who: str
    reason: str
    changes: Sequence[FieldChange]


def keeps_log(model: type[Model]) -> bool:
    """Tell whether changes to the rows of a model are logged."""
    return hasattr(model, "history")


def log_of(row: Any) -> Any:
    """Return the versions of a row as they were logged, oldest first, with what showing them needs."""
    return row.history.select_related("history_user").order_by("history_id")


def saved_versions(row: Model) -> list[Any]:
    """Return the versions of a row that somebody saved, oldest first.

    Of those that bear one moment the last alone: a many-to-many field is logged in between as nobody saved it.
    """
    log = list(log_of(row))
    overwritten = {
        before.history_id for before, after in pairwise(log) if after.history_date == before.history_date
    }
    return [logged for logged in log if logged.history_id not in overwritten]


def versions_of(row: Model, request: HttpRequest) -> list[Version]:
    """Return the versions of a row, newest first; saving that changed nothing is left out."""
    log = saved_versions(row)
    states = [state_of(logged) for logged in log]
    words = VersionWording(type(row), states, request)
    found = [_version(logged, []) for logged in log[:1]]
    for (before, after), one in zip(pairwise(states), log[1:], strict=True):
        if changes := words.changes(before, after):
            found.append(_version(one, changes))
    return found[::-1]


def _version(logged: Any, changes: Sequence[FieldChange]) -> Version:
    return Version(
        number=logged.history_id,
        moment=logged.history_date,
        who=str(logged.history_user or _("a command")),
        reason=logged.history_change_reason or "",
        changes=changes,
    )


# --- What a version holds


def fields_of(model: type[Model]) -> list["Field[Any, Any]"]:
    """Return the fields whose changes are shown: those that people edit."""
    own = [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]
    logged = model.history.model  # type: ignore[attr-defined]
    many = [field for field in model._meta.many_to_many if hasattr(logged, field.name)]
    return [*own, *many]


def state_of(logged: Any) -> State:
    """Return what a logged version holds."""
    model = logged.instance_type
    return {field.name: _value(logged, field) for field in fields_of(model)}


def _value(logged: Any, field: Any) -> Any:
    if not field.many_to_many:
        return getattr(logged, field.attname)
    key = f"{field.m2m_reverse_field_name()}_id"
    return sorted(getattr(row, key) for row in getattr(logged, field.name).all())


def removed_versions(model: type[Model]) -> QuerySet[Any]:
    """Return the last versions of a model's rows that were removed, as its change log keeps them."""
    log: QuerySet[Any] = model.history.filter(history_type="-")  # type: ignore[attr-defined]
    return log


def removed_names(model: type[Model], keys: Collection[Any]) -> dict[Any, str]:
    """Return the names of rows that were removed, by key; no query without keys."""
    if not keys or not keeps_log(model):
        return {}
    is_common = getattr(model, "is_common", False)  # names of a dialogue's rows are for its members alone
    logged = removed_versions(model).filter(id__in=keys)
    removed = _("%(row)s (removed)")
    return {row.id: removed % {"row": row.instance if is_common else ""} for row in logged}


class VersionWording:
    """Says what states hold in words; the rows they name are read once, and only those the person may see."""

    def __init__(self, model: type[Model], states: Sequence[State], request: HttpRequest) -> None:
        self.fields = fields_of(model)
        self._names: dict[tuple[Any, Any], str] = {}
        wanted: dict[type[Model], set[Any]] = {}
        for field in self.fields:
            if field.is_relation:
                keys = {key for state in states for key in _keys(state[field.name])}
                wanted.setdefault(field.related_model, set()).update(keys)  # type: ignore[arg-type]
        for related, keys in wanted.items():
            rows = admin.site.get_model_admin(related).get_queryset(request)
            named = rows.filter(pk__in=keys) if keys else ()
            names = {row.pk: str(row) for row in named}
            names |= removed_names(related, keys - names.keys())
            self._names |= {(related, key): name for key, name in names.items()}

    def changes(self, before: State, after: State) -> list[FieldChange]:
        """Return the fields that differ, in the order of the form."""
        return [
            FieldChange(str(field.verbose_name), *self._pair(field, before[field.name], after[field.name]))
            for field in self.fields
            if before[field.name] != after[field.name]
        ]

    def _pair(self, field: "Field[Any, Any]", before: object, after: object) -> tuple[str, str]:
        return excerpts(self.words(field, before), self.words(field, after))

    def words(self, field: "Field[Any, Any]", value: object) -> str:
        """Return a value in words; a dash for none."""
        if value in (None, "", []):
            return NOTHING
        if field.is_relation:
            unseen = _("not for you to see")
            return ", ".join(self._names.get((field.related_model, key), unseen) for key in _keys(value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Word):
            return _(value.label)
        return day(value) if isinstance(value, datetime.date) else str(value)


def _keys(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
