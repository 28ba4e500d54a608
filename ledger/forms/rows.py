"""Acts on reference rows: bringing an earlier version back, merging topics and taking that back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import AnsweredForm
from ledger.models import Topic
from ledger.models.topic_tree import TopicTree
from ledger.typed_text import alphabetical


class RowForm(AnsweredForm):
    """An act on a reference row, with its reason for the change log."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the change log."),
        error_messages={"required": _("Say why.")},
    )


class RevertForm(RowForm):
    """``seen`` is the newest version as the page showed it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class MergeForm(RowForm):
    """The topic that goes on."""

    field_order = ("into", "reason")

    into = forms.ModelChoiceField(
        label=_("Merge it into"),
        queryset=Topic.objects.none(),
        help_text=_("The topic that goes on. Items stay where they were recorded and are found under both."),
    )

    def __init__(self, *args: Any, topic: Topic, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        merged = [topic.pk for topic in TopicTree().absorbed_by([topic])]
        field.queryset = Topic.objects.current().exclude(pk__in=merged)
        topics = sorted(field.queryset, key=lambda other: alphabetical(other.name))
        field.choices = [("", field.empty_label or ""), *((other.pk, str(other)) for other in topics)]
