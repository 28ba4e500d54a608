"""A statement comes in: pasted, or as a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import TextField, WordChoiceField
from ledger.models import Dialogue
from ledger.models.fields import odd_character
from ledger.reading.apart import text_of
from ledger.reading.files import MAX_FILE_BYTES, TOO_LARGE, TRACKED, Unreadable
from ledger.typed_text import first_place
from ledger.vocabulary import StatementLanguage, TrackedChanges

KEPT_BYTES = 2_000_000
"""What a page carries back to the server, at most; Django refuses forms from 2.5 MB on."""


class KeptReadingField(forms.CharField):
    """A document's text in one reading of its changes, which the page carries until somebody has chosen."""

    def __init__(self) -> None:
        super().__init__(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self, value: object) -> str:
        """Read the text as pasted text is read. Raises ValidationError."""
        return _read_text(super().clean(value))


class IntakeForm(forms.Form):
    """Gives ``dialogue`` and ``language`` (each None: to be guessed), and ``text``, as it is kept.

    A file with tracked changes is read both ways, and the page asks which is meant; it carries both texts, as a
    browser sends no file twice.
    """

    dialogue: "forms.ModelChoiceField[Dialogue]" = forms.ModelChoiceField(
        None, label=_("Dialogue"), empty_label=None
    )
    pasted = TextField(label=_("Text of the statement"), rows=12, strip=False, longest=5_000_000)
    changes = WordChoiceField(TrackedChanges, label=_("The file's tracked changes"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Or its file"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "PDF with a text layer, Word (.docx), .odt, .rtf, a mail (.eml), a web page (.html) or plain text."
        ),
    )
    accepted, original = KeptReadingField(), KeptReadingField()
    number = forms.IntegerField(min_value=1, max_value=9999, required=False, widget=forms.HiddenInput)
    file_name = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    language = WordChoiceField(
        StatementLanguage,
        label=_("Its language"),
        empty=_("as the text shows"),
        help_text=_("Guessed from the text; you can change it afterwards."),
    )

    def __init__(self, *args: Any, dialogues: list[Dialogue], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asks_about_changes = bool(self.data.get("accepted") or self.data.get("original"))
        self.fields["changes"].required = False
        if len(dialogues) > 1:
            self.fields["dialogue"].required = False
            self.fields["dialogue"].empty_label = _("as the text shows")  # type: ignore[attr-defined]
        keys = [dialogue.pk for dialogue in dialogues]
        self.fields["dialogue"].queryset = Dialogue.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        self.fields["pasted"].widget.attrs["class"] = "quoted-in"

    def clean_file(self) -> str | None:
        """Read the file: why it cannot be read stands beside it, and what was pasted stays."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        if upload.size > MAX_FILE_BYTES:  # not even read
            raise ValidationError(as_sentence(Unreadable(TOO_LARGE, limit=MAX_FILE_BYTES // 1_000_000)))
        raw, name = upload.read(), upload.name
        self._keep("", {})
        try:
            return text_of(raw, name=name, changes=self.cleaned_data.get("changes"))
        except Unreadable as reason:
            if reason.message != TRACKED:
                raise ValidationError(as_sentence(reason)) from reason
            self.asks_about_changes = True
        try:
            readings = {word.value: text_of(raw, name=name, changes=word) for word in TrackedChanges}
        except Unreadable as reason:  # for example: nothing is left where all changes are accepted
            raise ValidationError(as_sentence(reason)) from reason
        self._keep(name, readings)
        return None

    def _keep(self, name: str, readings: dict[str, str]) -> None:
        """Let the page carry a file's texts in place of those that it carried; too long ones it cannot."""
        size = sum(len(text.encode()) for text in [*readings.values(), self.data.get("pasted", "")])
        kept = readings if size <= KEPT_BYTES else {}
        carried = self.data.copy()  # type: ignore[attr-defined]
        for word in TrackedChanges:
            carried[word.value] = kept.get(word.value, "")
        carried["file_name"] = name if kept else ""
        self.data = carried
        if readings and not kept:
            self.add_error(
                None,
                translated("The file is too long to be kept here: choose it once more, with the choice."),
            )

    def clean_pasted(self) -> str:
        """Read what was pasted, as a file of plain text is read."""
        return _read_text(self.cleaned_data["pasted"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.asks_about_changes = self.asks_about_changes or bool(cleaned.get("changes"))
        if cleaned.get("changes") and not cleaned.get("file"):
            cleaned["file"] = cleaned.get(cleaned["changes"].value)
        text, read = cleaned.get("pasted"), cleaned.get("file")
        self._check_given(text, read)
        cleaned["text"] = text or read or ""
        # The text is kept as it is given: what nobody sees stays where it is harmless, else nothing is kept.
        if says := odd_character(first_place(cleaned["text"], harmful_only=True)):
            self.add_error("pasted" if text else "file", says)
        return cleaned

    def _check_given(self, text: str | None, read: str | None) -> None:
        """Refuse a statement that was given twice, or not at all, or in a reading that nobody has chosen yet."""
        if self.asks_about_changes and not text and not read:
            self.add_error("changes", as_sentence(Unreadable(TRACKED)))
        elif text and read:
            self.add_error("file", translated("Paste the text or choose its file, not both."))
        elif not text and not read and not self.errors:
            self.add_error("pasted", translated("Paste the text, or choose its file."))


def _read_text(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return text_of(text.encode("utf-8", "replace"))
    except Unreadable as reason:
        raise ValidationError(as_sentence(reason)) from reason


def as_sentence(reason: Unreadable) -> str:
    """Explain why a text was not read, as a sentence in the person's language."""
    words = translated(reason.message) % reason.values
    return words[:1].upper() + words[1:] + "."
