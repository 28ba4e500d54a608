"""Type what a person chooses for themselves: the language of pages and mail, and which mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import WordChoiceField
from ledger.forms.optimistic_lock import OptimisticLockForm
from ledger.models import Preference, User
from ledger.vocabulary import Language, WatchMail


class PreferencesForm(OptimisticLockForm):
    """Gives ``language``, ``wants_digest``, ``wants_assignments`` and ``watched_mail``."""

    language = WordChoiceField(
        Language, label=_("Language"), help_text=_("Of pages, of mail and of the calendar.")
    )
    wants_digest = forms.BooleanField(
        label=_("A daily digest"),
        required=False,
        help_text=_("What of mine is to be reviewed, overdue or differing, and what others recorded on it."),
    )
    wants_assignments = forms.BooleanField(
        label=_("Mail when an item is given to me"),
        required=False,
        help_text=_("References and links only. Nothing to say, nothing sent."),
    )
    watched_mail = WordChoiceField(
        WatchMail,
        label=_("Mail on what I watch"),
        help_text=_(
            "What others record on items and topics that I watch. Without a digest, none comes in it."
        ),
    )

    def __init__(self, *args: Any, user: User, kept: Preference, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {
            "language": user.language,
            "wants_digest": kept.wants_digest,
            "wants_assignments": kept.wants_assignments,
            "watched_mail": kept.watched_mail,
        }
