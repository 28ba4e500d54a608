"""Reference rows as programs send them: a form for each kind reads values, and leaves the rules to the write API."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import DateField, Model, URLField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import DayField
from ledger.forms.base import AnsweredForm
from ledger.models import Agency, Dialogue, Forum, Party, Round, Topic

FIELDS: Mapping[type[Model], tuple[str, ...]] = {
    Party: ("code", "name_en", "name_es", "formal_en", "formal_es"),
    Agency: ("code", "party", "parent", "acronym_en", "acronym_es", "name_en", "name_es"),
    Forum: ("code", "acronym_en", "acronym_es", "name_en", "name_es", "topic"),
    Topic: ("slug", "name_en", "name_es", "description_en", "description_es", "parent"),
    Round: (
        *("dialogue", "number", "title", "state", "starts_on", "ends_on", "dates_basis", "dates_evidence"),
        *("dates_evidence_url", "city", "city_es", "city_basis", "venue", "venue_es", "venue_basis"),
        *("host_party", "host_basis", "note"),
    ),
}
"""What programs may say of a row of each kind."""


class ReferenceForm(AnsweredForm):
    """The columns of a reference row, and why they are changed. ``dialogues`` are those that a new round may be of."""

    model: type[Model]
    reason = forms.CharField(
        label=_("Reason"), required=False, help_text=_("For the change log; a slip of the pen needs none.")
    )

    def __init__(
        self, data: QueryDict | None = None, *, row: Model, dialogues: Sequence[Dialogue] = ()
    ) -> None:
        super().__init__(data)
        self.row = row
        for name in FIELDS[type(row)]:
            self.initial[name] = row._meta.get_field(name).value_from_object(row)  # type: ignore[union-attr]
        if row.pk:
            self.fields.pop("dialogue", None)  # a round stays where it is
        elif "dialogue" in self.fields:
            keys = [dialogue.pk for dialogue in dialogues]
            self.fields["dialogue"].queryset = Dialogue.objects.filter(pk__in=keys)  # type: ignore[attr-defined]

    def columns(self, named: Collection[str] | None = None) -> dict[str, Any]:
        """Return the columns as they are to be: those that were named, or all."""
        columns = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return {name: value for name, value in columns.items() if named is None or name in named}


def reference_form(model: type[Model]) -> type[ReferenceForm]:
    """Return the form of a kind of rows: its model's own fields, as they check what is typed."""
    made: dict[str, Any] = {"model": model, "__module__": __name__}
    for name in FIELDS[model]:
        column = model._meta.get_field(name)
        options: dict[str, Any] = {"form_class": DayField} if isinstance(column, DateField) else {}
        if isinstance(column, URLField):
            options["assume_scheme"] = "https"  # the default of Django 6, and a deprecation warning before it
        made[name] = column.formfield(**options)  # type: ignore[union-attr]
    return type(f"{model.__name__}ReferenceForm", (ReferenceForm,), made)
