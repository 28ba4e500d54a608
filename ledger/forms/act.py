"""What the forms of all acts have in common: what the writer saw, and a request that is written once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from ledger.models import Item

Groups = Sequence[tuple[Any, Sequence[str]]]


class DoorForm(forms.Form):
    """What is typed for the door; ``request_id`` is the page itself.

    ``groups`` names the visible fields by heading, in the order in which they are shown; without it all fields
    stand in one group without a heading.
    """

    groups: Groups = ()
    data: Any  # what was sent; a copy of it can be written to

    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"request_id": uuid4()} | (options.pop("initial", None) or {})
        super().__init__(*args, **options)

    def grouped(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """The visible fields under their headings, for the page."""
        if not self.groups:
            yield "", self.visible_fields()
        for heading, names in self.groups:
            if fields := [self[name] for name in names if name in self.fields]:
                yield heading, fields

    def folded(self) -> Iterator[tuple[Any, list[BoundField], bool]]:
        """The same, and whether a group is shown open: something in it was typed or refused."""
        touched = {*self.changed_data, *self.errors} if self.is_bound else set()
        for heading, fields in self.grouped():
            yield heading, fields, any(one.name in touched for one in fields)

    # --- What the door answers

    def refuse(self, broken: Mapping[str, str]) -> None:
        """Put the door's sentences beside their fields; those of no field of ours stand above all."""
        for name, says in broken.items():
            field = self.field_for(name)
            self.add_error(field if field in self.fields else None, says)

    def field_for(self, name: str) -> str:
        """The field of this form beside which a sentence about ``name`` belongs."""
        return name

    @property
    def sent_files(self) -> bool:
        """Whether files came with it: a page cannot keep those."""
        return any(self.files.values())


class ActForm(DoorForm):
    """An act on an item. ``seen`` is the item's last entry as the page showed it."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        options["initial"] = {"seen": item.last_sequence} | (options.pop("initial", None) or {})
        super().__init__(*args, **options)
        self.item = item

    def look_again(self, item: Item) -> None:
        """Keep what was typed, and be ready to be sent again by somebody who now sees the item as it is."""
        self.item = item
        self.data = self.data.copy()
        self.data["seen"] = str(item.last_sequence)


class ReasonForm(ActForm):
    """An act that takes nothing but its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason for the act. It is kept with it and stands in no report as a note."),
    )
