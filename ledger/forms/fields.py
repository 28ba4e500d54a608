"""Fields of our own: a word of the vocabulary, texts, an item by its reference. Dates: ``filters.days``."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import KnownDayField
from ledger.models import Dialogue, Forum, Item, Topic
from ledger.models.fields import odd_character, word_choices
from ledger.models.search import fold
from ledger.recording.file_types import check_size, media_type
from ledger.typed_text import first_place, plain_dashes, tidied
from ledger.vocabulary import Word

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Choosable = ModelChoiceIterator[Any]
else:
    Choosable = ModelChoiceIterator

Rows = TypeVar("Rows", QuerySet[Any], list[Any])

LONGEST_TEXT = 50_000
"""What is kept is never taken back; PostgreSQL indexes no text of a megabyte: a document is evidence, not a note."""

MOST_ENTRIES = 2**31 - 1
"""The largest number of an entry that the database can hold."""


class RequiredSelect(forms.Select):
    """A list of choices that stands on none until somebody chooses, also where a choice is required.

    A browser lets a list stand on its first choice, which the form would then take for the person's own.
    """

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        options = [option for _name, group, _index in groups for option in group]
        is_chosen = any(option["selected"] or option["value"] == "" for option in options)
        if is_chosen or len(options) < 2:
            return groups
        nothing = self.create_option(name, "", gettext("(choose)"), False, 0)
        return [(None, [nothing], 0), *groups]


def tidy_fields(form: forms.Form) -> dict[str, int]:
    """Let a form's texts lose characters that nobody sees, and refuse those that change what is read, with the place.

    Returns how many characters went, by the field's name: it fills while the form is checked.
    """
    gone: dict[str, int] = {}
    for name, field in form.fields.items():
        if isinstance(field, forms.CharField) and not isinstance(field, KnownDayField):
            field.to_python = _tidying(name, field.to_python, gone)  # type: ignore[method-assign, assignment]
    return gone


def _tidying(name: str, convert: Callable[[Any], Any], gone: dict[str, int]) -> Callable[[Any], Any]:
    def to_python(value: object) -> Any:
        if not isinstance(value, str):
            return convert(value)
        text, count = tidied(value)
        if count:
            gone[name] = count
        if says := odd_character(first_place(text)):
            raise ValidationError(says, code="odd_character")
        return convert(text)

    return to_python


class WordChoiceField(forms.TypedChoiceField):
    """A choice among the words of an enumeration; gives the word itself, None for none.

    ``empty`` is what the choice of none is called; without it there is no such choice.
    """

    widget = RequiredSelect

    def __init__(self, word: type[Word], *, empty: "StrOrPromise | None" = None, **options: Any) -> None:
        words = word_choices(word)
        options.setdefault("choices", lambda: [*([("", empty)] if empty is not None else []), *words()])
        super().__init__(coerce=word, empty_value=None, required=empty is None, **options)


class ByName(Choosable):
    """Rows in the order of the names that the page shows, which is another in each language; none comes first."""

    def __iter__(self) -> Iterator[Any]:
        choices = list(super().__iter__())
        first = 0 if self.field.empty_label is None else 1
        yield from choices[:first]
        yield from sorted(choices[first:], key=lambda choice: fold(str(choice[1])))


def offer(field: Any, rows: QuerySet[Any]) -> None:
    """Let a field offer rows: topics and forums by name, all others in their own order."""
    if rows.model in (Topic, Forum):
        field.iterator = ByName
    field.queryset = rows


class YesNoField(forms.TypedChoiceField):
    """A choice of yes, no, or not said: True, False or None."""

    def __init__(self, **options: Any) -> None:
        choices = [("", _("not said")), ("yes", _("yes")), ("no", _("no"))]
        super().__init__(
            choices=choices,
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=False,
            **options,
        )

    def prepare_value(self, value: object) -> object:
        words: dict[object, object] = {True: "yes", False: "no"}
        return words.get(value, value)


class ItemReferenceField(forms.CharField):
    """An item of a dialogue by its reference (USMX-7-04), in small or capital letters. Gives the item, or None.

    ``nearby`` are items that the page suggests: pairs of reference and words.
    """

    dialogue: Dialogue | None = None
    nearby: list[tuple[str, str]]

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, **options)
        self.widget.attrs["list"] = "items-nearby"
        self.nearby = []

    def near(self, item: Item) -> None:
        """Look in the item's dialogue, and suggest the other items of its round."""
        self.dialogue = item.round.dialogue
        others = Item.objects.filter(round=item.round_id).exclude(pk=item.pk).select_related("passage")
        self.nearby = [(other.ref, item_words(other)) for other in others[:100]]

    def to_python(self, value: object) -> Any:
        if isinstance(value, Item):
            return value
        ref = plain_dashes(super().to_python(value) or "")
        if not ref:
            return None
        super().run_validators(ref)
        rows = Item.objects.filter(round__dialogue=self.dialogue, ref__iexact=ref)
        if found := rows.select_related("round__dialogue", "passage").first():
            return found
        raise ValidationError(_("There is no item %(ref)s in this dialogue."), params={"ref": ref})

    def run_validators(self, value: object) -> None:
        """Leave out the validators: any item with a reference in the dialogue fits, and the text was checked before."""

    def prepare_value(self, value: object) -> object:
        return value.ref if isinstance(value, Item) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return str(self.prepare_value(initial) or "").lower() != str(data or "").strip().lower()


def item_words(item: Item) -> str:
    """Return the beginning of what an item is about, beside its reference in a list of choices."""
    quote = item.passage.quote if item.passage else item.summary_en or item.summary_es
    return Truncator(" ".join(quote.split())).chars(80)


class TextField(forms.CharField):
    """Free text of some lines, of ``longest`` characters at most."""

    def __init__(self, *, rows: int = 3, longest: int = LONGEST_TEXT, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
        # No max_length: a browser would cut what is pasted without a word.
        self.validators.append(MaxLengthValidator(longest))


class KeptFileField(forms.FileField):
    """An upload of a type that is kept; one that the write API would not keep is refused beside its field.

    One that is too large is not even read.
    """

    def __init__(self, *, required: bool = True) -> None:
        kept = _("PDF, PNG, JPEG, Word, Excel, OpenDocument text or plain text; no web pages, no macros.")
        super().__init__(required=required, label=_("File"), help_text=kept)

    def clean(self, data: object, initial: object = None) -> object:
        """Return the upload, ready to be read from its beginning."""
        upload = super().clean(data, initial)
        if data and isinstance(upload, UploadedFile):
            check_size(upload.size or 0)
            media_type(upload.read())
            upload.seek(0)
        return upload


class SeveralRowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of the rows offered, or none; a key longer than a database can look for is none of them."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset: QuerySet[Any] | None = None, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(queryset, **options)

    def clean(self, value: object) -> QuerySet[Any]:
        return self._looked_for(super().clean, value)

    def to_python(self, value: object) -> list[Any]:
        """Find the rows, also those that a page carries along as they were: a browser can send anything there."""
        return self._looked_for(super().to_python, value)

    def _looked_for(self, find: Callable[[Any], Rows], keys: Any) -> Rows:
        try:
            return find(keys)
        except OverflowError as wrong:
            params = {"value": max(map(str, keys), key=len)}
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params=params
            ) from wrong
