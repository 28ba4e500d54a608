"""Rows of the change logs of reference rows, as the activity shows them: what each was called, and what was changed."""

from collections.abc import Iterator
from typing import Any, Protocol

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import ForeignKey, Model, OuterRef, QuerySet, Subquery

ACTS = {"withdrawn_at", "redacted_at"}
"""No form has these fields of a file, yet a person does what they tell of."""


class LoggedRow(Protocol):
    """A row of a change log (django-simple-history). ``edited`` names the fields that it changed."""

    id: int
    history_id: int
    history_user_id: int | None
    history_type: str
    history_change_reason: str | None
    edited: list[str]
    instance: Model


def read_changes(model: type[Model], rows: "QuerySet[Any]") -> Iterator[LoggedRow]:
    """Read rows of a model's change log with the rows that name them, and what each changed. Two queries.

    Saving that changed nothing that people edit is left out, as on the page of the change log; a change of several
    rows that belong to one (the parties of a dialogue) is no column, and stays.
    """
    logged = rows.model
    before = logged._default_manager.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    newest = Subquery(before.order_by("-history_id").values("history_id")[:1])
    found = list(_with_names(rows).annotate(before=newest))
    earlier = logged._default_manager.in_bulk([row.before for row in found if row.before])
    for row in found:
        old = earlier.get(row.before)
        row.edited = _edited(model, old, row) if old else []
        if row.edited or old is None or row.history_type != "~" or model._meta.many_to_many:
            yield row


def name_of(model: type[Model], row: LoggedRow) -> str:
    """Name the row that a change log tells of, as it was called then; empty where what it names is gone."""
    logged = row.instance
    for name in _relations(model):
        if (related := getattr(row, name)) is not None:
            setattr(logged, name, related)
    try:
        return str(logged)
    except ObjectDoesNotExist:
        return ""


def _with_names(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Read along what names of rows consist of."""
    related = _relations(rows.model)
    deeper = [f"{name}__dialogue" for name in related if name == "round"]
    return rows.select_related(*related, *deeper) if related else rows


def _relations(model: type[Model]) -> list[str]:
    """Return the names of the rows that a row names, the person of a change log aside."""
    keys = [column.name for column in model._meta.concrete_fields if isinstance(column, ForeignKey)]
    return [name for name in keys if name != "history_user"]


def _edited(model: type[Model], old: object, new: object) -> list[str]:
    """Return the labels of the fields that people edit, or that an act of theirs sets, and that differ."""
    edited = [column for column in model._meta.concrete_fields if column.editable or column.name in ACTS]
    return [
        str(column.verbose_name)
        for column in edited
        if getattr(old, column.attname) != getattr(new, column.attname)
    ]
