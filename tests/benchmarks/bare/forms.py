"""What a bare application asks of an update."""

from django import forms

STATUSES = (
    "unassessed", "not_started", "in_progress", "stalled", "reversed", "substantial", "done", "overtaken", "declined"
)  # fmt: skip
VOICES = ("office", "party", "record")
KINDS = ("discussed", "acknowledged", "agreed", "undertaken", "asked")


def pairs(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Choices of words that stand for themselves."""
    return [(word, word) for word in words]


class UpdateForm(forms.Form):
    """An update of an item."""

    voice = forms.ChoiceField(choices=pairs(VOICES), widget=forms.RadioSelect, initial="office")
    status = forms.ChoiceField(choices=pairs(STATUSES), required=False)
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    effective_on = forms.DateField(required=False)
    quote = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), required=False)
    source = forms.CharField(max_length=300, required=False)


class FilterForm(forms.Form):
    """What narrows a list."""

    words = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=pairs(("", *KINDS)), required=False)
    status = forms.ChoiceField(choices=pairs(("", *STATUSES)), required=False)
    topic = forms.ChoiceField(required=False)
