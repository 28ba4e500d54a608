"""What every page of the admin site stands on.

Permissions and rows come from ``ledger.access`` alone; Django's own model permissions are not asked. A new model gets
a ``LedgerAdmin`` (or a ``ReadOnlyAdmin``) with its ``dialogue_path``; lists, forms, choices, filters and
autocompletes then show and take only what the person may see and edit.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet, URLField
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import access
from ledger.admin.choosing import SearchedMany, SearchedOne, few
from ledger.admin.history import REASON, log_page, revert_page
from ledger.admin.protecting import protecting
from ledger.admin.rights import rights_of
from ledger.admin.showing import address
from ledger.admin.versions import keeps_log
from ledger.models import Dialogue
from ledger.vocabulary import Deed

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
    AnyInline = admin.StackedInline[Any, Any]
    AnyForm = forms.ModelForm[Any]
    Guided = admin.options.BaseModelAdmin[Any]
else:
    AnyAdmin, AnyInline, AnyForm, Guided = admin.ModelAdmin, admin.StackedInline, forms.ModelForm, object


def registered(model: type[Model]) -> "LedgerAdmin":
    """The admin of a model of the ledger."""
    found = admin.site.get_model_admin(model)
    assert isinstance(found, LedgerAdmin)
    return found


def dialogue_of(row: Model) -> Dialogue | None:
    """The dialogue in which a row lies; None for a reference row that all dialogues share."""
    return registered(type(row)).dialogue_of(row)


def seen_by(user: Any, rows: QuerySet[M]) -> QuerySet[M]:
    """The rows that a person may see, with what naming them needs."""
    return registered(rows.model).joined(access.visible_to(user, rows))


class OneDialogueForm(AnyForm):
    """A form that keeps a row, and all it names, within one dialogue."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self._strangers(cleaned):
            self.add_error(name, _("This belongs to another dialogue."))
        return cleaned

    def _strangers(self, cleaned: dict[str, Any]) -> list[str]:
        rows = {name: value for name, value in cleaned.items() if isinstance(value, Model)}
        rows = {name: row for name, row in rows.items() if admin.site.is_registered(type(row))}
        homes = {name: home for name, row in rows.items() if (home := dialogue_of(row))}
        # The first field leads to the row's own dialogue; in an inline that is the page's row, a hidden field.
        own = next(iter(homes.values()), None)
        return [name for name, home in homes.items() if home != own]


class ReasonedForm(OneDialogueForm):
    """The form of a row whose changes are logged, with the reason for a change."""

    change_reason = forms.CharField(
        label=gettext_lazy("Why it changes"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=gettext_lazy("For the change log; a slip of the pen needs none."),
    )

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields of the row that changed: a reason by itself changes nothing."""
        return [name for name in super().changed_data if name != REASON]


class LedgerFields(Guided):
    """The fields of forms: they offer only rows that the person may see, and of a dialogue's rows only those of
    dialogues that the person edits.
    """

    dialogue_path: str | None = None

    def choices_for(self, model: type[Model], request: HttpRequest) -> QuerySet[Any]:
        """The rows of a model that a field of this form may name."""
        related = registered(model)
        rows = related.get_queryset(request)
        return related.within(rows, rights_of(request).dialogues_where(Deed.CURATE))

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        if isinstance(db_field, URLField):
            options["assume_scheme"] = "https"  # the default of Django 6, and a deprecation warning before it
        return super().formfield_for_dbfield(db_field, request, **options)

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **options: Any
    ) -> Any:
        options["queryset"] = self.choices_for(db_field.remote_field.model, request)
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", self._searched(SearchedOne, db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **options: Any
    ) -> Any:
        options["queryset"] = self.choices_for(db_field.remote_field.model, request)
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", self._searched(SearchedMany, db_field, request))
        return super().formfield_for_manytomany(db_field, request, **options)

    def _searched(self, widget: type[Any], db_field: Any, request: HttpRequest) -> Any:
        """The widget of a field, whose rows are read once for all the forms of a page."""
        choosing = widget(db_field, self.admin_site)
        listed = rights_of(request).listed
        model = db_field.remote_field.model

        def few_rows() -> Any:
            key = (type(self), model)
            if key not in listed:
                listed[key] = few(self.choices_for(model, request))
            return listed[key]

        choosing.few = few_rows
        return choosing


class LedgerAdmin(LedgerFields, AnyAdmin):
    """A model's pages, open by ``ledger.access``: members of a dialogue read, those who may curate edit.

    ``dialogue_path`` is the lookup from a row to its dialogue, "pk" for the dialogue itself, None for rows that all
    dialogues share (any member reads them, whoever curates somewhere edits them). ``joins`` and ``fetches`` are what
    naming a row needs; ``fixed`` are the fields that stay as they were first saved; ``instead`` says what to do where
    others would delete.
    """

    form: type[AnyForm] = ReasonedForm
    joins: Sequence[str] = ()
    fetches: Sequence[str] = ()
    fixed: Sequence[str] = ()
    instead: Any = gettext_lazy(
        "Correct what is wrong in it; it stays, so that what was recorded stays readable."
    )
    in_index = True

    actions = None
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    class Media:
        css = {"all": ["ledger/admin.css"]}

    # --- Rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return seen_by(request.user, super().get_queryset(request))

    def joined(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with what naming them needs."""
        rows = rows.select_related(*self.joins) if self.joins else rows
        return rows.prefetch_related(*self.fetches)

    def within(self, rows: QuerySet[Any], dialogues: Iterable[Dialogue]) -> QuerySet[Any]:
        """Those of the rows that lie in the dialogues; all of them where all dialogues share them."""
        if self.dialogue_path is None:
            return rows
        return rows.filter(**{f"{self.dialogue_path}__in": [dialogue.pk for dialogue in dialogues]})

    def dialogue_of(self, row: Any) -> Dialogue | None:
        """The dialogue in which a row lies; None where all dialogues share it."""
        if self.dialogue_path is None:
            return None
        found = row if self.dialogue_path == "pk" else attrgetter(self.dialogue_path.replace("__", "."))(row)
        assert isinstance(found, Dialogue)
        return found

    # --- Permissions

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.in_index and self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allows(Deed.READ, request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.allows(Deed.CURATE, request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allows(Deed.CURATE, request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def allows(self, deed: Deed, request: HttpRequest, row: Any = None) -> bool:
        """Whether the person may do this to the row; without a row or for a shared one, in any dialogue."""
        rights = rights_of(request)
        dialogue = self.dialogue_of(row) if row is not None else None
        return rights.may_somewhere(deed) if dialogue is None else rights.may(deed, dialogue)

    # --- Pages

    def fixed_for(self, row: Any) -> Sequence[str]:
        """The fields of a saved row that no longer change."""
        return self.fixed

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = self.fixed_for(obj) if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields of the row; the reason for a change has its own place at the end."""
        return [name for name in super().get_fields(request, obj) if name != REASON]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        rows = self.sections(request, obj)
        if obj is None or not keeps_log(self.model) or not self.has_change_permission(request, obj):
            return rows
        return (*rows, (gettext_lazy("This change"), {"fields": (REASON,)}))

    def sections(self, request: HttpRequest, obj: Any) -> Any:
        """The fields of the row, in groups."""
        return super().get_fieldsets(request, obj)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Suggestions for a new row only; Django's script fails where the field is read-only."""
        return super().get_prepopulated_fields(request, obj) if obj is None else {}

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """What belongs to a row is added once the row is there."""
        return super().get_inlines(request, obj) if obj is not None else ()

    def beside(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What a row's page shows beside its form, for its template."""
        return {}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        beside = self.beside(request, obj) if obj is not None else {}
        return super().render_change_form(request, context | beside, add, change, form_url, obj)

    def get_list_filter(self, request: HttpRequest) -> Any:
        """The filters, those by a related row narrowed to rows that the person may see."""
        return [self._narrowed(one) for one in super().get_list_filter(request)]

    def _narrowed(self, one: Any) -> Any:
        if not isinstance(one, str):
            return one
        related = admin.utils.get_fields_from_path(self.model, one)[-1].is_relation
        return (one, VisibleFilter) if related else one

    # --- The change log

    @property
    def revert_url(self) -> str:
        """The name of the address at which an earlier version is brought back."""
        return f"ledger_{self.opts.model_name}_revert"

    def get_urls(self) -> Any:
        if not keeps_log(self.model):
            return super().get_urls()
        view = self.admin_site.admin_view(self.revert_view)
        own = path("<path:object_id>/history/<int:version>/", view, name=self.revert_url)
        return [own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The change log of a reference row; of other rows what Django logged."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not keeps_log(self.model):
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return log_page(self, request, row)

    def revert_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        """An earlier version of a row, to be brought back."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self.not_found(request, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return revert_page(self, request, row, version)

    def not_found(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Answer as the admin does for a row that is not there, or not for this person."""
        return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined]  # not in the stubs
            request, self.opts, str(key)
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save a row with its reason; one in which nothing changed is not saved, so as not to fill its log."""
        obj._change_reason = form.cleaned_data.get(REASON, "")
        if form.changed_data or not change:
            super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for one in formset.forms:
            one.instance._change_reason = form.cleaned_data.get(REASON, "")
        super().save_formset(request, form, formset, change)

    # --- Nothing is deleted

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say that nothing is deleted here, and what to do instead."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self.not_found(request, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nothing is deleted here"),
            "opts": self.opts,
            "row": row,
            "address": address(row),
            "instead": self.instead,
            "protecting": protecting(request, row),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/ledger/not_deleted.html", context, status=403)


class ReadOnlyAdmin(LedgerAdmin):
    """Pages of rows that only the door writes, or that follow from others: read by members, written by nobody."""

    instead = gettext_lazy(
        "The ledger is append-only: record, correct or withdraw, and the past stays readable."
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return flatten_fieldsets(self.fieldsets) if self.fieldsets else self.fields or ()


class LedgerInline(LedgerFields, AnyInline):
    """Rows edited on the page of the row they belong to, by whoever may edit that one."""

    form = OneDialogueForm
    extra = 0
    can_delete = False
    show_change_link = False
    joins: Sequence[str] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = access.visible_to(request.user, super().get_queryset(request))
        return rows.select_related(*self.joins) if self.joins else rows

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return registered(self.parent_model).has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return registered(self.parent_model).has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return registered(self.parent_model).has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VisibleFilter(admin.RelatedFieldListFilter):
    """A list's filter by a related row, offering only rows that the person may see."""

    def field_choices(
        self, field: "Field[Any, Any]", request: HttpRequest, model_admin: Any
    ) -> list[tuple[str, Any]]:
        related = registered(field.remote_field.model)  # type: ignore[union-attr]
        return [(str(row.pk), str(row)) for row in related.get_queryset(request)]
