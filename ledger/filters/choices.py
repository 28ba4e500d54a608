"""Filters that are a choice: of one value, or of several, of which any will do."""

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class OneOf(django_filters.ChoiceFilter):
    """A choice by one method of the set; what is offered is asked of ``Offered`` by the filter's name."""

    def __init__(self, label: "StrOrPromise", method: str = "", **options: Any) -> None:
        options.setdefault("empty_label", gettext_lazy("Any"))
        super().__init__(label=label, method=method or None, choices=(), **options)


class SeveralValuesField(forms.MultipleChoiceField):
    """Values that an address repeats, each once and without the empty one; those in ``taken`` need not be offered."""

    taken: frozenset[str] = frozenset()

    def to_python(self, value: object) -> list[str]:
        return list(dict.fromkeys(text.strip() for text in super().to_python(value) if text.strip()))

    def valid_value(self, value: str) -> bool:
        return value in self.taken or super().valid_value(value)


class SomeOf(django_filters.Filter):
    """A choice of several values by one method of the set, which takes them as a list; offered as for ``OneOf``."""

    field_class = SeveralValuesField

    def __init__(self, label: "StrOrPromise", method: str) -> None:
        super().__init__(label=label, method=method, choices=())

    @property
    def drawn(self) -> forms.ChoiceField:
        """The field as a page draws it while nothing is chosen: a list, from which one value at a time is added."""
        choices = [("", gettext_lazy("Any")), *self.extra["choices"]]
        widget = forms.Select(attrs={"data-several": ""})
        return forms.ChoiceField(label=self.label, required=False, choices=choices, widget=widget)
