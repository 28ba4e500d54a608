"""Find the rows that keep a row from being deleted, since they name it, as far as the person may see them."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


def protecting(request: HttpRequest, row: Model) -> list[tuple[str, int]]:
    """Count how many rows of each kind name the row: pairs of what they are called and how many, none left
    out but zero.
    """
    counted = (_counted(request, row, relation) for relation in row._meta.related_objects)
    return [(label, number) for label, number in counted if number]


def _counted(request: HttpRequest, row: Model, relation: Any) -> tuple[str, int]:
    """Return rows of one kind; links between rows of two kinds count as rows of their own kind, once."""
    model = relation.related_model
    is_link = relation.many_to_many and not relation.through._meta.auto_created
    if is_link or not admin.site.is_registered(model):
        return "", 0
    rows = admin.site.get_model_admin(model).get_queryset(request)
    return str(model._meta.verbose_name_plural), rows.filter(**{relation.field.name: row}).distinct().count()
