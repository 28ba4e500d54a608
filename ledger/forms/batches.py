"""Type one act on many items: what is said, changed, released or adopted of all of them.

Which items, and as they were seen, stands beside these forms. What was typed is carried through the preview as
``hidden`` fields, and told there in words.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger import access
from ledger.filters.days import DayField, KnownDayField
from ledger.forms.base import ActForm, ReasonForm
from ledger.forms.entry import AdoptForm, RecordForm
from ledger.forms.evidence import EvidenceForm, EvidenceFormSet
from ledger.forms.fields import WordChoiceField
from ledger.models import Item, Party, User
from ledger.presentation import wording
from ledger.reading.typed_days import KnownDay
from ledger.vocabulary import Audience, Voice, Word

if TYPE_CHECKING:
    Form = ActForm
else:
    Form = object


class ManyForm(Form):
    """The fields that an act on many items adds to its form; ``item`` is any of them, for the dialogue they
    all lie in.

    The batch follows from ``request_id``.
    """

    seen = None  # type: ignore[assignment]  # each item has its own

    def hidden(self) -> Iterator[SafeString]:
        """Yield every field as the preview carries it along, unseen."""
        for field in self:
            yield _unseen(field)

    def told(self) -> Iterator[tuple[Any, str]]:
        """Yield what was typed, in words: pairs of label and value."""
        for field in self.visible_fields():
            value = self.cleaned_data.get(field.name)
            if value not in (None, ""):
                yield field.label, _in_words(field, value)


def _in_words(field: BoundField, value: object) -> str:
    if isinstance(value, Word):
        return gettext(value.label)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    choices = getattr(field.field, "choices", None)
    if choices is not None and isinstance(value, str):
        return str(dict(choices)[value])
    if isinstance(value, KnownDay):
        return wording.day(*value, is_long=True).label
    return wording.day(value, is_long=True).label if isinstance(value, datetime.date) else str(value)


def _unseen(field: BoundField) -> SafeString:
    """Draw a field as a preview carries it along: a date as understood, as "yesterday" is another day tomorrow."""
    day = field.form.cleaned_data.get(field.name)
    if isinstance(field.field, DayField | KnownDayField) and day:
        return format_html('<input type="hidden" name="{}" value="{}">', field.html_name, day)
    return field.as_hidden()


# --- A status or a note


class LinkForm(EvidenceForm):
    """A piece of evidence without a file: a preview could not carry one along."""

    file = None  # type: ignore[assignment]

    def _file(self) -> dict[str, Any]:
        return {}


_Links: type[EvidenceFormSet] = forms.formset_factory(  # type: ignore[assignment]
    LinkForm, formset=EvidenceFormSet, extra=2, max_num=20, absolute_max=20
)


class RecordManyForm(ManyForm, RecordForm):
    """The same status or note on each of the items, on the same evidence."""

    follow = None  # type: ignore[assignment]  # following many is an act of its own
    is_explained = True  # what each item's move lacks, the preview says

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.evidence = _Links(self.data if self.is_bound else None)

    def hidden(self) -> Iterator[SafeString]:
        yield from super().hidden()
        for row in (self.evidence.management_form, *self.evidence.forms):
            for field in row:
                yield _unseen(field)

    def told(self) -> Iterator[tuple[Any, str]]:
        yield from super().told()
        for piece in self.evidence.given():
            yield _("Evidence"), f"{piece.title} · {piece.url}" if piece.url else piece.title


# --- Our work on them


class OfficerForm(ManyForm, ReasonForm):
    """The officer who works on the items: somebody who holds a role in their dialogue, or nobody."""

    field_order = ("officer", "reason")

    officer: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("Officer"), required=False, empty_label=_("(nobody)")
    )

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, item=item, **options)
        officers = access.officers_in(User.objects.all(), item.round.dialogue_id)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


class ReviewForm(ManyForm, ReasonForm):
    """The day on which to look at the items again; an empty one takes the date away."""

    field_order = ("review_on", "reason")

    review_on = DayField(label=_("Review date"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].help_text = _("Required where an item has another date already.")


class FollowForm(ManyForm, ReasonForm):
    """Whether somebody should be working on the items."""

    field_order = ("is_followed", "reason")

    is_followed = forms.TypedChoiceField(
        label=_("Followed"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


# --- Audience


OPENINGS = "openings"
LATEST = "latest"
WHAT = [
    (OPENINGS, _("the items: what they are, as they were opened")),
    (LATEST, _("where they stand: the latest note or status of each")),
]


class ReleaseManyForm(ManyForm, ReasonForm):
    """The audience to which the items' openings, or their latest entries, may be shown."""

    field_order = ("what", "audience", "reason")

    what = forms.ChoiceField(
        label=_("What"),
        choices=WHAT,
        widget=forms.RadioSelect,
        help_text=_(
            "An item is seen once its opening is released. Amendments are released on the item's page."
        ),
    )
    audience = WordChoiceField(
        Audience,
        label=_("It may be seen by"),
        widget=forms.RadioSelect,
        help_text=_("Internal takes a release back."),
    )


# --- Somebody else's position


class WhoseField(forms.ChoiceField):
    """A choice of a position: the record's, or a party's. Gives the voice and, of a party, which."""

    parties: Sequence[Party] = ()

    def offer(self, parties: Sequence[Party]) -> None:
        """Offer the parties whose positions may be chosen."""
        self.parties = parties
        record = (Voice.RECORD.value, _(Voice.RECORD.label))
        self.choices = [record, *((party.code, str(party)) for party in parties)]

    def whose(self, chosen: str) -> tuple[Voice, Party | None]:
        """Return the voice and party behind a choice."""
        speaker = next((party for party in self.parties if party.code == chosen), None)
        return (Voice.PARTY if speaker else Voice.RECORD), speaker


class AdoptManyForm(ManyForm, AdoptForm):
    """The standing positions that become our office's own, on each of the items."""

    field_order = ("whose", "note", "proposed_audience")

    follow = None  # type: ignore[assignment]
    whose = WhoseField(label=_("Whose position"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, item=item, **options)
        self._whose.offer(list(item.round.dialogue.parties.all()))
        self.fields["note"].help_text = _("Left empty, each keeps the note of the entry that is adopted.")

    @property
    def _whose(self) -> WhoseField:
        field = self.fields["whose"]
        assert isinstance(field, WhoseField)
        return field

    def voice(self) -> tuple[Voice, Party | None]:
        """Find whose position was chosen: its voice and, of a party, which."""
        return self._whose.whose(self.cleaned_data["whose"])


# --- Taking it back


class UndoForm(ManyForm, ReasonForm):
    """The reason for undoing a batch."""
