"""Give every page of the admin site its base classes.

Permissions and rows come from ``ledger.access`` alone; Django's own model permissions are not asked. A new model gets
a ``LedgerAdmin`` (or a ``ReadOnlyAdmin``); lists, forms, choices, filters and
autocompletes then show and take only what the person may see and edit.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy

from ledger.accounts.rights import rights_of
from ledger.admin.display import row_on_site
from ledger.admin.fields import AnyForm, LedgerFields, ReasonedForm, with_seen
from ledger.admin.history import REASON, log_page, revert_page
from ledger.admin.inlines import is_saving
from ledger.admin.registry import seen_by
from ledger.admin.related_filter import VisibleFilter
from ledger.admin.removal import removal_page, removed_page, removes
from ledger.admin.versions import keeps_log
from ledger.forms.base import days_understood
from ledger.forms.optimistic_lock import SEEN
from ledger.models import Dialogue
from ledger.models.fields import end_saving, mark_saving
from ledger.vocabulary import Permission

if TYPE_CHECKING:
    from django.contrib.admin.options import _ListFilterT
    from django_stubs_ext import StrOrPromise

    from ledger.admin.fields import FieldGroups, Fieldsets

    AnyAdmin = admin.ModelAdmin[Any]
else:
    AnyAdmin = admin.ModelAdmin


class LedgerAdmin(LedgerFields, AnyAdmin):
    """A model's pages, open by ``ledger.access``: members of a dialogue read, those who may curate edit.

    ``joins`` and ``fetches`` are what
    naming a row needs; ``fixed`` are the fields that stay as they were first saved; ``instead`` says what to do where
    others would delete; ``has_history`` whether a row's page leads to its history.
    """

    form: type[AnyForm] = ReasonedForm
    joins: Sequence[str] = ()
    fetches: Sequence[str] = ()
    fixed: Sequence[str] = ()
    instead: "StrOrPromise" = gettext_lazy(
        "Correct what is wrong in it, or remove first what names it. What entries name stays."
    )
    in_index = True
    has_history = True
    adds_elsewhere = False
    """Whether rows are made on a page of the workspace: beside a field, no window opens for it."""
    removed_for_superusers = False
    """Whether those who keep accounts see all removed rows, whatever dialogues they are members of."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    class Media:
        css = {"all": ["ledger/admin.css"]}

    # --- Rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return seen_by(request.user, super().get_queryset(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the row by its key; one that is about to be saved is locked first, so that it is read as it stands."""
        row = super().get_object(request, object_id, from_field)
        if row is None or not is_saving(request):
            return row
        list(self.locked(row.pk).select_for_update(of=("self",), no_key=True).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def locked(self, key: object) -> QuerySet[Any]:
        """Select the rows that nobody else may save meanwhile, in the order in which they are locked."""
        return self.model._default_manager.filter(pk=key).order_by("pk")

    def joined(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Select the rows with what naming them needs."""
        rows = rows.select_related(*self.joins) if self.joins else rows
        return rows.prefetch_related(*self.fetches)

    def within(self, rows: QuerySet[Any], dialogues: Iterable[Dialogue]) -> QuerySet[Any]:
        """Select those of the rows that lie in the dialogues; all of them where all dialogues share them."""
        if self.dialogue_path is None:
            return rows
        return rows.filter(**{f"{self.dialogue_path}__in": [dialogue.pk for dialogue in dialogues]})

    def dialogue_of(self, row: Model) -> Dialogue | None:
        """Return the dialogue in which a row lies; None where all dialogues share it."""
        if self.dialogue_path is None:
            return None
        found = row if self.dialogue_path == "pk" else attrgetter(self.dialogue_path.replace("__", "."))(row)
        assert isinstance(found, Dialogue)
        return found

    def view_on_site(self, row: Model) -> str | None:
        """Return the address of a row's page in the workspace; Django's own way there asks nobody for rights."""
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else row_on_site(row)

    # --- Permissions

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.in_index and self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.allows(Permission.READ, request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.allows(Permission.CURATE, request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.allows(Permission.CURATE, request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_history_permission(self, request: HttpRequest, row: Model) -> bool:
        """Tell whether the person may read a row's history."""
        return self.has_view_permission(request, row)

    def allows(self, deed: Permission, request: HttpRequest, row: Model | None = None) -> bool:
        """Tell whether the person may do this to the row; without a row or for a shared one, in any dialogue."""
        rights = rights_of(request)
        dialogue = self.dialogue_of(row) if row is not None else None
        return rights.may_somewhere(deed) if dialogue is None else rights.may(deed, dialogue)

    # --- Pages

    def fixed_for(self, row: Any) -> Sequence[str]:
        """Return the fields of a saved row that no longer change."""
        return self.fixed

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        fixed = self.fixed_for(obj) if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> "FieldGroups":
        """Return the fields of the row; the reason for a change has its own place at the end."""
        return [name for name in super().get_fields(request, obj) if name not in (REASON, SEEN)]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> "Fieldsets":
        rows = self.sections(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return rows
        rows = with_seen(rows)
        return (
            (*rows, (gettext_lazy("This change"), {"fields": (REASON,)})) if keeps_log(self.model) else rows
        )

    def sections(self, request: HttpRequest, obj: Any) -> "Fieldsets":
        """Return the fields of the row, in groups."""
        return super().get_fieldsets(request, obj)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> dict[str, Any]:
        """Return suggestions for a new row only; Django's script fails where the field is read-only."""
        return super().get_prepopulated_fields(request, obj) if obj is None else {}

    def get_inlines(
        self, request: HttpRequest, obj: Model | None
    ) -> "tuple[type[InlineModelAdmin[Any, Any]], ...]":
        """Show what belongs to a row once the row is there."""
        return tuple(super().get_inlines(request, obj)) if obj is not None else ()

    def beside(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """Return what a row's page shows beside its form, for its template."""
        return {}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        beside = self.beside(request, obj) if obj is not None else {}
        context["has_history"] = self.has_history and (
            obj is None or self.has_history_permission(request, obj)
        )
        context["may_remove"] = obj is not None and removes(self, request, obj)
        return super().render_change_form(request, context | beside, add, change, form_url, obj)

    def get_form(
        self, request: HttpRequest, obj: "Model | None" = None, change: bool = False, **options: Any
    ) -> type["ModelForm[Any]"]:
        """Return the row's form, which compares names with those of the rows that the person sees."""
        form = super().get_form(request, obj, change=change, **options)
        form.others = self.get_queryset(request)  # type: ignore[attr-defined]  # of the account's it is not asked
        return form

    def get_list_filter(self, request: HttpRequest) -> "list[_ListFilterT]":
        """Return the filters, those by a related row narrowed to rows that the person may see."""
        return [self._narrowed(chosen) for chosen in super().get_list_filter(request)]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow a list's filters and dates as parameters, and nothing else. Any field would do for Django, also that
        of rows which name the listed ones: on a list that all dialogues share, it tells whether another
        dialogue's item does.
        """
        asked = [self.date_hierarchy, *(_asked_by(chosen) for chosen in self.get_list_filter(request))]
        named = any(lookup == name or lookup.startswith(f"{name}__") for name in asked if name)
        return named and super().lookup_allowed(lookup, value, request)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Return a row's page. Where somebody saved the same a moment ago, the form is asked again, and says so now."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Return the list; what no database can look for (a number too large, a NUL) leads to the whole list."""
        logged = {"removed_address": reverse(f"admin:{self.removed_url}")} if keeps_log(self.model) else {}
        try:
            return super().changelist_view(request, logged | (extra_context or {}))
        except (OverflowError, ValueError, DataError):
            if ERROR_FLAG in request.GET:
                raise
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Select the rows found; a NUL, which no text holds and PostgreSQL refuses, is not looked for."""
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))

    def _narrowed(self, chosen: "_ListFilterT") -> "_ListFilterT":
        if not isinstance(chosen, str):
            return chosen
        related = admin.utils.get_fields_from_path(self.model, chosen)[-1].is_relation
        return (chosen, VisibleFilter) if related else chosen

    # --- The change log

    @property
    def revert_url(self) -> str:
        """The name of the address at which an earlier version is brought back."""
        return f"ledger_{self.opts.model_name}_revert"

    @property
    def removed_url(self) -> str:
        """The name of the address at which removed rows are listed."""
        return f"ledger_{self.opts.model_name}_removed"

    def get_urls(self) -> list[URLPattern]:
        if not keeps_log(self.model):
            return super().get_urls()
        revert = self.admin_site.admin_view(self.revert_view)
        removed = self.admin_site.admin_view(self.removed_view)
        return [
            path("removed/", removed, name=self.removed_url),
            path("<path:object_id>/history/<int:version>/", revert, name=self.revert_url),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Return the change log of a reference row; of other rows what Django logged."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not keeps_log(self.model):
            return super().history_view(request, object_id, extra_context)
        if not self.has_history_permission(request, row):
            raise PermissionDenied
        return log_page(self, request, row)

    def revert_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        """Return an earlier version of a row, to be brought back."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self.not_found(request, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return revert_page(self, request, row, version)

    def not_found(self, request: HttpRequest, key: object) -> HttpResponse:
        """Answer as the admin does for a row that is not there, or not for this person."""
        answer: HttpResponse = self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined]  # not in the stubs
            request, self.opts, str(key)
        )
        return answer

    def save_model(self, request: HttpRequest, obj: Any, form: "ModelForm[Any]", change: bool) -> None:
        """Save a row with its reason; one in which nothing changed is not saved, so as not to fill its log."""
        obj._change_reason = form.cleaned_data.get(REASON, "")
        mark_saving(obj)
        if form.changed_data or not change:
            super().save_model(request, obj, form, change)
        for remark in days_understood(form):
            messages.info(request, remark)

    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[Any]",
        formsets: "Iterable[BaseFormSet[Any]]",
        change: bool,
    ) -> None:
        """Save what belongs to the row; then its saving, which the change log keeps as one version, has ended."""
        super().save_related(request, form, formsets, change)
        end_saving(form.instance)

    def save_formset(
        self,
        request: HttpRequest,
        form: "ModelForm[Any]",
        formset: "BaseModelFormSet[Any, Any]",
        change: bool,
    ) -> None:
        for row_form in formset.forms:
            row_form.instance._change_reason = form.cleaned_data.get(REASON, "")
        super().save_formset(request, form, formset, change)
        for remark in days_understood(*(row_form for row_form in formset.forms if row_form.has_changed())):
            messages.info(request, remark)

    # --- What nothing names can be removed

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the page on which a row is removed; for a row that stays, why, and what to do instead."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self.not_found(request, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return removal_page(self, request, row)

    def removed_view(self, request: HttpRequest) -> HttpResponse:
        """Show the rows that were removed, for people who may see those that are there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return removed_page(self, request)


class ReadOnlyAdmin(LedgerAdmin):
    """Pages of rows that only the write API writes, or that follow from others: read by members, written by nobody."""

    has_history = False
    instead = gettext_lazy(
        "The ledger is append-only: record, correct or withdraw, and the past stays readable."
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return tuple(flatten_fieldsets(self.fieldsets or ((None, {"fields": self.fields or ()}),)))


def _asked_by(chosen: Any) -> str:
    """Return what a filter is called in an address."""
    return (
        chosen
        if isinstance(chosen, str)
        else chosen[0]
        if isinstance(chosen, tuple)
        else chosen.parameter_name
    )
