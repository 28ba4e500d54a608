"""Type files on rounds and statements: added, described anew, withdrawn, asked to be destroyed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ledger.forms.base import AnsweredForm, WriteForm
from ledger.forms.fields import KeptFileField, TextField, WordChoiceField
from ledger.models import SourceFile, Statement
from ledger.recording import newest_version
from ledger.typed_text import plain_name
from ledger.vocabulary import Audience, FileKind

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

WORDS = ("kind", "title", "language", "proposed_audience")


class _FileWordsForm(WriteForm):
    """What is said of a file."""

    kind = WordChoiceField(FileKind, label=_("What it is"))
    title = forms.CharField(
        label=_("Title"), max_length=300, help_text=_("As the document itself has it, or what it shows.")
    )
    language = forms.CharField(
        label=_("Language"),
        required=False,
        max_length=10,
        help_text=_("Its code, where it matters: en, es, fr…"),
    )
    proposed_audience = WordChoiceField(
        Audience,
        label=pgettext_lazy("file", "Proposed for"),
        initial=Audience.INTERNAL,
        help_text=pgettext_lazy(
            "file", "To whom a releaser may show it. It is internal until somebody releases it."
        ),
    )


class AddFileForm(_FileWordsForm):
    """A file on a round, or on one of its statements."""

    field_order = ("file", "kind", "title", "statement", "language", "proposed_audience")

    file = KeptFileField()
    statement: "forms.ModelChoiceField[Statement]" = forms.ModelChoiceField(
        None, label=_("Belongs to"), required=False, empty_label=_("the round as a whole")
    )

    def __init__(
        self,
        data: "QueryDict | None" = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        statements: "Iterable[Statement]",
        statement: Statement | None = None,
    ) -> None:
        super().__init__(data, files, initial={"statement": statement})
        fields: dict[str, Any] = self.fields
        fields["statement"].queryset = statements

    def values(self) -> dict[str, Any]:
        """Return what was typed, by the names of the write API's arguments."""
        given = dict(self.cleaned_data)
        upload: UploadedFile[bytes] = given.pop("file")
        return given | {"content": upload.read(), "file_name": plain_name(upload.name or "")}


class ChangeFileForm(_FileWordsForm):
    """The same said anew. ``seen`` is the newest version of the row as the page showed it."""

    field_order = (*WORDS, "reason")

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = TextField(
        label=_("Why it changes"), help_text=_("For the change log; a slip of the pen needs none.")
    )

    def __init__(self, data: "QueryDict | None" = None, *, file: SourceFile) -> None:
        initial = {name: getattr(file, name) for name in WORDS} | {"seen": newest_version(file)}
        super().__init__(data, initial=initial)


class WithdrawFileForm(WriteForm):
    """The reason why a file should not have been here."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = TextField(label=_("Reason"), help_text=_("It stands in the record, for our own people."))

    def __init__(self, data: "QueryDict | None" = None, *, file: SourceFile) -> None:
        super().__init__(data, initial={"seen": newest_version(file)})


class RedactFileForm(AnsweredForm):
    """The reason why a file must be destroyed."""

    reason = TextField(
        label=_("Reason"), help_text=_("Say why it must go, without repeating it. A second person decides.")
    )
