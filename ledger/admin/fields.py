"""Forms of rows, and the fields in them: each offers and takes only what the person may see and edit."""

from collections.abc import Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import (
    DateField,
    Field,
    ForeignKey,
    ManyToManyField,
    Model,
    QuerySet,
    UniqueConstraint,
    URLField,
)
from django.db.models.fields.related import RelatedField
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.accounts.rights import rights_of
from ledger.admin.autocomplete import SearchedSelect, SearchedSelectMultiple, few
from ledger.admin.display import address
from ledger.admin.history import REASON
from ledger.admin.registry import dialogue_of, registered
from ledger.filters.days import DayField, DayInput
from ledger.forms.optimistic_lock import SEEN, OptimisticLockForm
from ledger.recording import RuleViolation, hold_code, namesakes
from ledger.vocabulary import Permission

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldGroups
    from django_stubs_ext import FieldOpts, FieldsetSpec, StrOrPromise

    FieldGroups = _FieldGroups
    Fieldset = tuple[StrOrPromise | None, FieldOpts]
    Fieldsets = FieldsetSpec

    AnyForm = forms.ModelForm[Any]
    Guided = admin.options.BaseModelAdmin[Any]
else:
    AnyForm, Guided = forms.ModelForm, object


class OneDialogueForm(OptimisticLockForm, AnyForm):
    """A form that keeps a row, and all it names, within one dialogue; and its name its own.

    ``others`` are the rows that the person sees, with which names are compared.
    """

    others: "QuerySet[Any] | None" = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self._strangers(cleaned):
            self.add_error(name, _("This belongs to another dialogue."))
        held = copy(self.instance)
        for name in cleaned.keys() & {
            field.name for field in held._meta.concrete_fields if not field.primary_key
        }:
            setattr(held, name, cleaned[name])
        for name, row in [*namesakes(held, self.changed_data, self.others)]:
            says = _("This differs from another one by capitals and accents at most:")
            link = format_html('{} <a href="{}">{}</a>', says, address(row), row)
            self.add_error(name, ValidationError(link, code="namesake"))
        return cleaned

    def _post_clean(self) -> None:
        """Validate the row; Django looks at the rows that were sent alone, not at those saved since."""
        super()._post_clean()  # type: ignore[misc]
        owner = next(
            (name for name, one in self.fields.items() if isinstance(one, InlineForeignKeyField)), None
        )
        if owner is None:
            return
        exclude = self._get_validation_exclusions()  # type: ignore[attr-defined]
        for constraint in self.instance._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and owner in constraint.fields:
                try:
                    constraint.validate(type(self.instance), self.instance, exclude=exclude)
                except ValidationError as taken:
                    if taken.messages[0] not in self.non_field_errors():  # Django 6.1 has looked
                        self.add_error(None, taken)

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


class CodedForm(ReasonedForm):
    """The form of a row with a code, which can be changed until an entry names it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and "code" in self.changed_data and "code" in cleaned:
            try:
                self._hold_code()
            except RuleViolation as broken:
                self.add_error("code", str(broken))
        return cleaned

    def _hold_code(self) -> None:
        """Raise RuleViolation where something names the code; while it is saved, nobody comes to name it."""
        if connection.in_atomic_block:
            hold_code(self.instance)


def with_seen(fieldsets: "Fieldsets") -> "Fieldsets":
    """Return the fieldsets with the hidden field by which a form knows what its page showed."""
    rows: list[Fieldset] = list(fieldsets)
    (heading, options), *others = rows
    return [(heading, {**options, "fields": (*options["fields"], SEEN)}), *others]


class LedgerFields(Guided):
    """The fields of forms: they offer only rows that the person may see, and of a dialogue's rows only those of
    dialogues that the person edits.
    """

    model: type[Model]
    formfield_overrides = {DateField: {"form_class": DayField, "widget": DayInput}}
    past_days: tuple[str, ...] = ()
    """Dates that cannot lie ahead, which is told while they are typed."""

    @property
    def dialogue_path(self) -> str | None:
        """How a row leads to its dialogue, as its model says; None for rows that all dialogues share."""
        return getattr(self.model, "dialogue_path", None)

    def choices_for(self, model: type[Model], request: HttpRequest) -> QuerySet[Any]:
        """Select the rows of a model that a field of this form may name."""
        related = registered(model)
        rows = related.get_queryset(request)
        return related.within(rows, rights_of(request).dialogues_where(Permission.CURATE))

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        if isinstance(db_field, URLField):
            options["assume_scheme"] = "https"  # the default of Django 6, and a deprecation warning before it
        if db_field.name in self.past_days:
            options["widget"] = DayInput(is_past=True)
        field = super().formfield_for_dbfield(db_field, request, **options)
        if (
            field
            and isinstance(db_field, RelatedField)
            and isinstance(field.widget, RelatedFieldWidgetWrapper)
        ):
            field.widget.can_add_related &= not registered(db_field.remote_field.model).adds_elsewhere
        return field

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **options: Any
    ) -> "forms.ModelChoiceField[Any] | None":
        options["queryset"] = self.choices_for(db_field.remote_field.model, request)
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", self._searched(SearchedSelect, db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **options: Any
    ) -> "forms.ModelMultipleChoiceField[Any] | None":
        options["queryset"] = self.choices_for(db_field.remote_field.model, request)
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", self._searched(SearchedSelectMultiple, db_field, request))
        return super().formfield_for_manytomany(db_field, request, **options)

    def _searched(
        self,
        widget: type[SearchedSelect | SearchedSelectMultiple],
        db_field: "RelatedField[Any, Any]",
        request: HttpRequest,
    ) -> SearchedSelect | SearchedSelectMultiple:
        """Return the widget of a field, whose rows are read once for all the forms of a page."""
        choosing = widget(db_field, self.admin_site)
        listed = rights_of(request).listed
        model = db_field.remote_field.model

        def few_rows() -> Sequence[tuple[Any, str]] | None:
            key = (type(self), model)
            if key not in listed:
                listed[key] = few(self.choices_for(model, request))
            rows: Sequence[tuple[Any, str]] | None = listed[key]
            return rows

        choosing.few = few_rows
        return choosing
