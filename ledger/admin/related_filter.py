"""Filter a list of the admin by a related row."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from ledger.admin.registry import registered

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
    from django.db.models import Field


class VisibleFilter(admin.RelatedFieldListFilter):
    """A list's filter by a related row, offering only rows that the person may see."""

    def field_choices(
        self, field: "Field[Any, Any]", request: HttpRequest, model_admin: "ModelAdmin[Any]"
    ) -> list[tuple[str, Any]]:
        related = registered(field.remote_field.model)  # type: ignore[union-attr]
        return [(str(row.pk), str(row)) for row in related.get_queryset(request)]
