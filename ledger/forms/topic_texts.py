"""What our office says of a topic: written anew, released, asked to be destroyed."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, TextField, WordChoice
from ledger.models import TopicText
from ledger.vocabulary import Audience


class _Refused(forms.Form):
    """What the door says of a field stands beside it, the rest above all."""

    def refuse(self, broken: Mapping[str, str]) -> None:
        """Put the door's sentences beside their fields."""
        for name, says in broken.items():
            self.add_error(name if name in self.fields else None, says)


class _OnceForm(_Refused):
    """A form whose page is written once."""

    data: Any

    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"request_id": uuid4()} | (options.get("initial") or {})
        super().__init__(*args, **options)


class WriteTextForm(_OnceForm):
    """The next version. ``seen`` is the sequence of the newest one as the page showed it, 0 for none."""

    field_order = ("text", "written_on")

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = TextField(
        label=_("Text"),
        rows=8,
        help_text=_(
            "The whole of it: the version before stays readable, as of then. Yours, and internal at first."
        ),
    )
    written_on = DayField(
        label=_("Stands from"), help_text=_("Left empty, today. Never a day that lies ahead.")
    )

    def look_again(self, newest: TopicText) -> None:
        """Keep what was typed, and be ready to be sent again by somebody who now sees the newest version."""
        self.data = self.data.copy()
        self.data["seen"] = str(newest.sequence)


class ReleaseTextForm(_OnceForm):
    """To whom one version may be shown; to our own people alone takes its release back."""

    audience = WordChoice(Audience, label=_("It may be seen by"), widget=forms.RadioSelect)


class RedactTextForm(_Refused):
    """Why the words of one version must go."""

    reason = TextField(
        label=_("Reason"), help_text=_("Say why it must go, without repeating it. A second person decides.")
    )
