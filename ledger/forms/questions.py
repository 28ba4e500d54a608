"""A question to a colleague about an item, and the answer to it, as they are typed."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import AnsweredForm, WriteForm
from ledger.forms.fields import TextField
from ledger.models import User
from ledger.personal import LONGEST_QUESTION


class AskForm(WriteForm):
    """Whom to ask, by the identifier of their account, and what; the page says who is offered."""

    field_order = ("asked_of", "words")

    asked_of: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("Colleague"), to_field_name="uuid", empty_label=_("(choose)")
    )
    words = TextField(
        label=_("Question"),
        rows=4,
        longest=LONGEST_QUESTION,
        required=True,
        help_text=_(
            "Only the two of you see it. It is no part of the ledger: what is to be kept is recorded as an entry."
        ),
        error_messages={"required": _("Say what you ask.")},
    )

    def offer(self, colleagues: QuerySet[User]) -> None:
        """Offer the people who may be asked."""
        self.fields["asked_of"].queryset = colleagues  # type: ignore[attr-defined]


class QuestionAnswerForm(AnsweredForm):
    """The answer in words; “Seen” takes none."""

    answer = TextField(label=_("Answer"), rows=4, longest=LONGEST_QUESTION)
