"""Rows edited on the page of the row that they belong to, by the rights of that row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import connection
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from ledger import access
from ledger.admin.fields import LedgerFields, OneDialogueForm, with_seen
from ledger.admin.registry import registered
from ledger.forms.optimistic_lock import SEEN

if TYPE_CHECKING:
    from ledger.admin.fields import FieldGroups, Fieldsets

    AnyInline = admin.StackedInline[Any, Any]
else:
    AnyInline = admin.StackedInline


class LedgerInline(LedgerFields, AnyInline):
    """Rows edited on the page of the row they belong to, by people who may edit that row."""

    form = OneDialogueForm
    extra = 0
    can_delete = False
    show_change_link = True
    """To the row's own page, where it can be removed."""
    view_on_site = False
    max_num = 300
    joins: Sequence[str] = ()

    def get_formset(
        self, request: HttpRequest, obj: Model | None = None, **options: Any
    ) -> "type[BaseInlineFormSet[Any, Any, ModelForm[Any]]]":
        """Return no more rows are read than a request of a browser's can hold, whatever number it names."""
        return super().get_formset(request, obj, **{"absolute_max": self.max_num} | options)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = access.visible_to(request.user, super().get_queryset(request))
        rows = rows.select_related(*self.joins) if self.joins else rows
        return self.locked_to_save(request, rows)

    def locked_to_save(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Select the rows; where they are about to be saved, locked until the transaction ends."""
        return rows.select_for_update(of=("self",), no_key=True) if is_saving(request) else rows

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> "FieldGroups":
        return [name for name in super().get_fields(request, obj) if name != SEEN]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> "Fieldsets":
        rows = super().get_fieldsets(request, obj)
        return with_seen(rows) if self.has_change_permission(request, obj) else rows

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return registered(self.parent_model).has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return registered(self.parent_model).has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return registered(self.parent_model).has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def is_saving(request: HttpRequest) -> bool:
    """Tell whether the request may save rows, within a transaction that can hold locks."""
    return request.method == "POST" and connection.in_atomic_block
