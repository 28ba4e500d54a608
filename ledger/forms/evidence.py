"""Evidence as it is typed: several pieces, each by link, by file or by title alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import KnownDayField, known_day
from ledger.forms.fields import KeptFileField, TextField, WordChoiceField, tidy_fields
from ledger.reading.typed_days import KnownDay
from ledger.recording import EvidenceGiven
from ledger.typed_text import plain_name
from ledger.vocabulary import EvidenceType, SourceKind, Stance


class EvidenceForm(forms.Form):
    """A piece of evidence. A row in which nothing was typed is no evidence."""

    title = forms.CharField(label=_("Title"), max_length=500)
    url = forms.URLField(label=_("Link"), required=False, max_length=2000, assume_scheme="https")
    file = KeptFileField(required=False)
    issuer = forms.CharField(label=_("Issued by"), required=False, max_length=300)
    type = WordChoiceField(EvidenceType, label=_("Type"), initial=EvidenceType.UNSTATED)
    source_kind = WordChoiceField(SourceKind, label=_("Kind of source"), initial=SourceKind.UNSTATED)
    stance = WordChoiceField(Stance, label=_("Stance"), initial=Stance.SUPPORTS)
    published_on = KnownDayField(label=_("Published on"), required=False)
    language = forms.CharField(
        label=_("Language"), required=False, max_length=10, help_text=_("Its code: en, es, fr…")
    )
    quote = TextField(label=_("The words it rests on"), rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.gone = tidy_fields(self)

    kept: EvidenceGiven | None = None  # the piece that is there already, with its file
    number = 0  # its place among the rows, counted from 1

    @property
    def is_filled(self) -> bool:
        """Whether there is something in the row to look at."""
        return self.kept is not None or (self.is_bound and self.has_changed())

    def given(self) -> EvidenceGiven:
        """Return the piece as the write API takes it: an upload replaces the file that was there."""
        values = {name: self.cleaned_data[name] for name in _PLAIN}
        known: KnownDay | None = self.cleaned_data["published_on"]
        return EvidenceGiven(
            **values,
            **self._file(),
            published_on=known.day if known else None,
            published_precision=known.precision if known else None,
        )

    def _file(self) -> dict[str, Any]:
        if upload := self.cleaned_data["file"]:
            return {"file": upload.read(), "file_name": plain_name(upload.name or "")}
        if self.kept and self.kept.kept_file:
            return {"kept_file": self.kept.kept_file, "file_name": self.kept.file_name}
        return {}


_PLAIN = ("title", "url", "issuer", "type", "source_kind", "stance", "language", "quote")

if TYPE_CHECKING:
    Rows = forms.BaseFormSet[EvidenceForm]
else:
    Rows = forms.BaseFormSet


class EvidenceFormSet(Rows):
    """The pieces of one entry; ``kept`` are those of the entry that is corrected."""

    def __init__(
        self,
        data: "QueryDict | None" = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        kept: Sequence[EvidenceGiven] = (),
    ) -> None:
        self.kept = kept
        super().__init__(data, files, prefix="evidence", initial=[_typed(piece) for piece in kept])

    def initial_form_count(self) -> int:
        """Count how many pieces are there already: what a browser says of it is not asked."""
        return len(self.kept)

    def add_fields(self, form: EvidenceForm, index: int | None) -> None:
        """Tell a piece that is there already which one it is; only such a one can be left out."""
        super().add_fields(form, index)
        form.number = (index or 0) + 1
        if index is not None and index < len(self.kept):
            form.kept = self.kept[index]
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Leave this piece out")

    def given(self) -> tuple[EvidenceGiven, ...]:
        """Return the pieces in order, without empty rows and those left out."""
        wanted = (form for form in self.forms if not form.cleaned_data.get("DELETE"))
        return tuple(form.given() for form in wanted if form.has_changed() or form.kept)


def _typed(given: EvidenceGiven) -> dict[str, Any]:
    plain = {name: getattr(given, name) for name in _PLAIN}
    return plain | {"published_on": known_day(given.published_on, given.published_precision)}


_Rows: type[EvidenceFormSet] = forms.formset_factory(  # type: ignore[assignment]
    EvidenceForm,
    formset=EvidenceFormSet,
    extra=3,
    can_delete=True,
    can_delete_extra=False,
    max_num=20,
    absolute_max=20,
)


def evidence_rows(
    data: "QueryDict | None",
    files: "MultiValueDict[str, UploadedFile[bytes]] | None",
    kept: Sequence[EvidenceGiven],
) -> EvidenceFormSet:
    """Return the rows of an entry's evidence: those kept, and three empty ones."""
    return _Rows(data, files, kept)
