"""A statement comes in: pasted, or as a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import TextField, WordChoice
from ledger.models import Dialogue
from ledger.reading.files import LARGEST, TOO_LARGE, Unreadable, text_of
from ledger.vocabulary import Language


class IntakeForm(forms.Form):
    """Gives ``dialogue`` and ``language`` (each None: to be guessed), and ``text``, as it is kept."""

    dialogue: Any = forms.ModelChoiceField(None, label=_("Dialogue"), empty_label=None)
    pasted = TextField(label=_("Text of the statement"), rows=12, strip=False, longest=5_000_000)
    file = forms.FileField(
        label=_("Or its file"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF with a text layer, Word (.docx), a web page (.html) or plain text."),
    )
    language = WordChoice(
        Language,
        label=_("Its language"),
        empty=_("as the text shows"),
        help_text=_("Guessed from the text; you can change it afterwards."),
    )

    def __init__(self, *args: Any, dialogues: list[Dialogue], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(dialogues) > 1:
            self.fields["dialogue"].required = False
            self.fields["dialogue"].empty_label = _("as the text shows")  # type: ignore[attr-defined]
        self.fields["dialogue"].queryset = Dialogue.objects.filter(pk__in=[one.pk for one in dialogues])  # type: ignore[attr-defined]
        self.fields["pasted"].widget.attrs["class"] = "quoted-in"

    def clean_file(self) -> Any:
        """Read the file: why it cannot be read stands beside it, and what was pasted stays."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        if upload.size > LARGEST:  # not even read
            raise ValidationError(_sentence(Unreadable(TOO_LARGE, limit=LARGEST // 1_000_000)))
        try:
            return text_of(upload.read(), name=upload.name)
        except Unreadable as reason:
            raise ValidationError(_sentence(reason)) from reason

    def clean_pasted(self) -> str:
        """Read what was pasted, as a file of plain text is read."""
        pasted: str = self.cleaned_data["pasted"]
        if not pasted.strip():
            return ""
        try:
            return text_of(pasted.encode("utf-8", "replace"))
        except Unreadable as reason:
            raise ValidationError(_sentence(reason)) from reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text, read = cleaned.get("pasted"), cleaned.get("file")
        if text and read:
            self.add_error("file", translated("Paste the text or choose its file, not both."))
        elif not text and not read and not self.errors:
            self.add_error("pasted", translated("Paste the text, or choose its file."))
        cleaned["text"] = text or read or ""
        return cleaned


def _sentence(reason: Unreadable) -> str:
    words = translated(reason.message) % reason.values
    return words[:1].upper() + words[1:] + "."
