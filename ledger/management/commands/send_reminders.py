"""``send_reminders``: mail before target dates and deadlines, for cron."""

from django.utils import timezone

from ledger.management.mailing import MailCommand
from ledger.notifications.mail import MailOutcome
from ledger.notifications.reminders import reminded, send_reminder


class Command(MailCommand):
    """Run every hour, as each person's hour comes when it comes; each date is told once, however often it runs."""

    help = "Remind each person once of dates of their items and of what they watch, at their own hour."

    def outcomes(self, *, is_rehearsal: bool) -> list[MailOutcome]:
        now = timezone.now()
        return [send_reminder(user, now, is_rehearsal=is_rehearsal) for user in reminded()]
