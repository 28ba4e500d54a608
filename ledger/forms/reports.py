"""What a report is asked, and what is said when one is issued: GET and POST forms of the report pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import AnsweredForm
from ledger.forms.fields import RequiredSelect, TextField
from ledger.models.fields import word_choices
from ledger.vocabulary import Audience, Language

Options = Mapping[str, Sequence[tuple[str, str]]]
"""What a field suggests, by its name: pairs of value and words."""


class SeveralInput(forms.TextInput):
    """A line for each value, and an empty one for one more. Gives a list of what was typed."""

    template_name = "ledger/widgets/several_inputs.html"

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[str]:
        given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [one.strip() for one in given if one.strip()]

    def value_omitted_from_data(self, data: Any, _files: Any, name: str) -> bool:
        return name not in data

    def format_value(self, value: Any) -> list[str]:
        return [*(value or []), ""]


class SeveralField(forms.Field):
    """Several short texts."""

    widget = SeveralInput


class ReportForm(AnsweredForm):
    """The parameters of a report, each as it is typed: what they mean is for the report to say.

    ``takes`` names those that the kind of report needs or takes; ``options`` are suggested, not prescribed.
    """

    topic = SeveralField(
        label=_("Topic"),
        required=False,
        help_text=_("Its short name or its name; one more in the next line."),
    )
    with_children = forms.BooleanField(label=_("With the topics under it"), required=False)
    round = forms.CharField(
        label=_("Round"),
        required=False,
        help_text=_("The dialogue’s code and the round’s number, as USMX-7."),
    )
    party = forms.CharField(label=_("Party"), required=False, help_text=_("Its code or its name, as MEX."))
    agency = forms.CharField(
        label=_("Agency"), required=False, help_text=_("Its code, acronym or name, as SRE.")
    )
    since = forms.CharField(
        label=_("Changes since"),
        required=False,
        help_text=_("The day after which changes count, YYYY-MM-DD."),
    )
    dialogue = forms.CharField(
        label=_("Dialogue"),
        required=False,
        help_text=_("Its code, as USMX; empty for all of yours. A shared report needs one."),
    )
    as_of = forms.CharField(
        label=_("As of"), required=False, help_text=_("The day to report on, YYYY-MM-DD; empty for today.")
    )
    known_at = forms.CharField(
        label=_("Known at"),
        required=False,
        help_text=_("Only what had been recorded by then, as 2018-12-31T18:00; empty for now."),
    )
    audience = forms.CharField(label=_("Audience"), required=False, widget=RequiredSelect)
    language = forms.CharField(label=_("Language"), required=False, widget=RequiredSelect)

    def __init__(self, *args: Any, takes: Sequence[str], options: Options, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in set(self.fields) - {*takes, *ALWAYS}:
            del self.fields[name]
        for name, field in self.fields.items():
            if options.get(name):
                field.widget.attrs["list"] = f"{name}-options"
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_helptext"
        self.fields["audience"].widget.choices = word_choices(Audience)()
        self.fields["language"].widget.choices = word_choices(Language)()
        self.options = {name: options[name] for name in self.fields if options.get(name)}

    def words(self) -> dict[str, Any]:
        """What was typed, by parameter; call when the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if value}


ALWAYS = ("as_of", "known_at", "audience", "language")
"""The parameters that every report has."""


class IssueForm(AnsweredForm):
    """What is kept with a report that leaves the house."""

    format = forms.ChoiceField(label=_("Format"), widget=RequiredSelect)
    recipient = forms.CharField(
        label=_("For whom"),
        max_length=200,
        required=False,
        help_text=_("The embassy, a delegation, the press…"),
    )
    note = TextField(label=_("Note"), required=False, rows=2)

    def __init__(self, *args: Any, formats: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["format"].choices = formats  # type: ignore[attr-defined]


class VerifyForm(forms.Form):
    """A file that may be one of ours."""

    file = forms.FileField(
        label=_("File"), max_length=255, help_text=_("As it came to you; it is looked at and not kept.")
    )
