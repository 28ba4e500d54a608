"""Hold what forms have in common: fields under headings, sentences beside them, and an idempotency key."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import DayInput
from ledger.forms.fields import MOST_ENTRIES, ItemReferenceField, tidy_fields
from ledger.models import Item
from ledger.presentation import wording
from ledger.reading.typed_days import KnownDay
from ledger.vocabulary import Precision

Groups = Sequence[tuple[Any, Sequence[str]]]
AGAIN = "again"
"""The field that a form has once the write API asked whether the same words are to be recorded again."""


class AnsweredForm(forms.Form):
    """A form to which the write API or ``ledger.personal`` may answer that something cannot be kept.

    ``groups`` names the visible fields by heading, in the order in which they are shown; without it all fields
    stand in one group without a heading.
    """

    groups: Groups = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._gone = tidy_fields(self)

    @property
    def tidied(self) -> str:
        """What was removed of what was typed, in a sentence for the person; empty for nothing."""
        rows = getattr(self, "evidence", None)
        count = sum(self._gone.values()) + sum(sum(row.gone.values()) for row in (rows.forms if rows else ()))
        if not count:
            return ""
        sentence = ngettext(
            "%(count)d character that nobody sees was removed from what you pasted.",
            "%(count)d characters that nobody sees were removed from what you pasted.",
            count,
        )
        return sentence % {"count": count}

    @property
    def remarks(self) -> list[str]:
        """What the person is told once the form is written: what was removed, and how dates were understood."""
        rows = getattr(self, "evidence", None)
        return [*filter(None, [self.tidied]), *days_understood(self, *(rows.forms if rows else ()))]

    def grouped(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """Yield the visible fields under their headings, for the page."""
        if not self.groups:
            yield "", self.visible_fields()
        for place, (heading, names) in enumerate(self.groups):
            asked = [AGAIN] if place == 0 else []
            if fields := [self[name] for name in (*names, *asked) if name in self.fields]:
                yield heading, fields

    def folded(self) -> Iterator[tuple[Any, list[BoundField], bool]]:
        """Yield the same, and whether a group is shown open: something in it was typed or refused."""
        touched = {*self.changed_data, *self.errors} if self.is_bound else set()
        for heading, fields in self.grouped():
            yield heading, fields, any(field.name in touched for field in fields)

    def refuse(self, broken: Mapping[str, str]) -> None:
        """Put sentences beside their fields; those of no field that is seen stand above all."""
        if AGAIN in broken:
            self._ask_again()
        for name, says in broken.items():
            field = self.fields.get(self.field_for(name))
            is_seen = field is not None and not field.widget.is_hidden
            self.add_error(self.field_for(name) if is_seen else None, says)

    def _ask_again(self) -> None:
        """Show the box by which somebody records the same words once more, on purpose."""
        self.fields[AGAIN] = forms.BooleanField(label=_("Record them again"), required=False)

    @property
    def again(self) -> bool:
        """Whether that box was ticked."""
        return bool(self.cleaned_data.get(AGAIN))

    def field_for(self, name: str) -> str:
        """Return the field of this form beside which a sentence about ``name`` belongs."""
        return name


def days_understood(*written: forms.BaseForm) -> list[str]:
    """Say of each date of valid forms that was not typed as ISO 8601 how it was understood."""
    fields = [field for form in written for field in form if isinstance(field.field.widget, DayInput)]
    said = []
    for field in fields:
        day, typed = field.form.cleaned_data.get(field.name), str(field.data or "").strip()
        if day and typed != str(day):
            known = day if isinstance(day, KnownDay) else KnownDay(day, Precision.DAY)
            words = {
                "field": field.label,
                "typed": typed,
                "day": wording.day(*known, is_long=True).label,
            }
            said.append(gettext("%(field)s: “%(typed)s” was read as %(day)s.") % words)
    return said


class WriteForm(AnsweredForm):
    """A form for the write API; ``request_id`` is its idempotency key: the page is written once."""

    data: Any  # what was sent; a copy of it can be written to

    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"request_id": uuid4()} | (options.pop("initial", None) or {})
        super().__init__(*args, **options)
        if self.is_bound and AGAIN in self.data:
            self._ask_again()

    def renew(self, **carried: object) -> None:
        """Keep what was typed, and be ready to be sent again with what the page now carries along."""
        self.data = self.data.copy()
        for name, value in carried.items():
            self.data[name] = str(value)

    @property
    def sent_files(self) -> bool:
        """Whether files came with it: a page cannot keep those."""
        return any(self.files.values())


class ActForm(WriteForm):
    """An act on an item. ``seen`` is the item's last entry as the page showed it."""

    seen = forms.IntegerField(min_value=0, max_value=MOST_ENTRIES, widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        options["initial"] = {"seen": item.last_sequence} | (options.pop("initial", None) or {})
        super().__init__(*args, **options)
        self.item = item
        for field in self.fields.values():
            if isinstance(field, ItemReferenceField):
                field.near(item)

    def look_again(self, item: Item) -> None:
        """Keep what was typed, and be ready to be sent again by somebody who now sees the item as it is."""
        self.item = item
        self.renew(seen=item.last_sequence)


class ReasonForm(ActForm):
    """An act that takes nothing but its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason for the act. It is kept with it and stands in no report as a note."),
    )
