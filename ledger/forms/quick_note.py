"""A quick note: what happened, and on which item; all the rest has its default and stands one tab further."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger.forms.entry import REST, SayingForm
from ledger.forms.fields import TextField
from ledger.models import Item
from ledger.models.items import ItemQuerySet


class QuickNoteForm(SayingForm):
    """A note or a status on an item that is found by typing.

    ``words`` are what was typed to find it; ``chosen`` is one of those found, as "USMX-7-04@10": the item, and its last
    entry as the page showed it. ``rows`` are the items that may be chosen.
    """

    groups = (
        ("", ("note", "words")),
        (
            _("Who said it, and how we know"),
            (
                "voice",
                "speaker",
                "source",
                "basis",
                "oral_with",
                "is_attributable",
                "quote",
            ),
        ),
        (_("Status, and since when"), ("status", "no_evidence_reason", "about", "effective_on", "follow")),
        REST,
    )

    note = TextField(label=_("What happened"), rows=4)
    words = forms.CharField(
        label=_("On which item"),
        required=False,
        max_length=200,
        help_text=_("Its reference, such as 7-04, or words: a topic, a phrase, a source, a note."),
    )
    chosen = forms.CharField(label=_("Items found"), required=False, max_length=50)

    def __init__(self, *args: Any, rows: ItemQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        self.fields["note"].widget.attrs["autofocus"] = True
        self.fields["follow"].help_text = _(
            "Where nobody follows it yet. What is followed can become overdue or stale."
        )
        self.fields["words"].widget.attrs["autocomplete"] = "off"
        self.item: Item | None = None
        self.seen: int | None = None

    def clean_chosen(self) -> str:
        """Find the item that was chosen among those that may be."""
        chosen: str = self.cleaned_data["chosen"]
        ref, _at, seen = chosen.rpartition("@")
        if not chosen:
            return chosen
        self.item = self.rows.filter(ref=ref).first()
        if self.item is None or not seen.isdecimal():
            raise ValidationError(_("That item is not there: look for it again."))
        self.seen = int(seen)
        return chosen

    def take(self, item: Item) -> None:
        """Let the item be the one that is meant, as it is now."""
        self.item, self.seen = item, item.last_sequence

    def field_for(self, name: str) -> str:
        return "words" if name == "item" else name
