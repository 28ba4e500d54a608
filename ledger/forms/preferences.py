"""Type what a person chooses for themselves: the language of pages and mail, and which mail."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import RequiredSelect, WordChoiceField
from ledger.forms.optimistic_lock import OptimisticLockForm
from ledger.models import Preference, User
from ledger.personal import time_zones
from ledger.vocabulary import Language, WatchMail

MAX_REMIND_DAYS = 365


def _ledger_zone() -> str:
    return gettext("the ledger’s (%(zone)s)") % {"zone": settings.TIME_ZONE}


class PreferencesForm(OptimisticLockForm):
    """Gives what ``set_preferences`` takes, and ``language``."""

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
    wants_questions = forms.BooleanField(
        label=_("Mail when a colleague asks me something, or answers me"),
        required=False,
        help_text=_("A link only. The question waits on the workspace too."),
    )
    watched_mail = WordChoiceField(
        WatchMail,
        label=_("Mail on what I watch"),
        help_text=_(
            "What others record on items and topics that I watch. Without a digest, none comes in it."
        ),
    )
    remind_days = forms.IntegerField(
        label=_("Reminder so many days before a date"),
        required=False,
        min_value=0,
        max_value=MAX_REMIND_DAYS,
        help_text=_(
            "Once for each target date and deadline of open items of mine or that I watch. Empty: no reminders."
        ),
    )
    remind_hour = forms.TypedChoiceField(
        label=_("Reminders from this hour on"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        widget=RequiredSelect,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone of that hour"),
        required=False,
        choices=lambda: [("", _ledger_zone()), *((zone, zone.replace("_", " ")) for zone in time_zones())],
    )

    def __init__(self, *args: Any, user: User, kept: Preference, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {
            "language": user.language,
            "wants_digest": kept.wants_digest,
            "wants_assignments": kept.wants_assignments,
            "wants_questions": kept.wants_questions,
            "watched_mail": kept.watched_mail,
            "remind_days": kept.remind_days,
            "remind_hour": kept.remind_hour,
            "time_zone": kept.time_zone,
        }
