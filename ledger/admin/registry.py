"""From a model or a row to its admin: which rows a person sees, and in which dialogue a row lies."""

from typing import TYPE_CHECKING, TypeVar, cast

from django.contrib import admin
from django.db.models import Model, QuerySet

from ledger import access
from ledger.models import Dialogue

if TYPE_CHECKING:
    from ledger.admin.base import LedgerAdmin

M = TypeVar("M", bound=Model)


def registered(model: type[Model]) -> "LedgerAdmin":
    """Return the admin of a model of the ledger."""
    return cast("LedgerAdmin", admin.site.get_model_admin(model))


def dialogue_of(row: Model) -> Dialogue | None:
    """Return the dialogue in which a row lies; None for a reference row that all dialogues share."""
    return registered(type(row)).dialogue_of(row)


def seen_by(user: access.Person, rows: QuerySet[M]) -> QuerySet[M]:
    """Select the rows that a person may see, with what naming them needs."""
    return registered(rows.model).joined(access.visible_to(user, rows))
