"""``send_digests``: the daily digests, for cron."""

from django.utils import timezone

from ledger.management.mailing import MailCommand
from ledger.notifications.digests import readers, send_digest
from ledger.notifications.mail import MailOutcome


class Command(MailCommand):
    """Run once a day; run again, it sends only what could not be sent before."""

    help = "Mail each person the digest of their day: references and links; nothing to say, nothing sent."

    def outcomes(self, *, is_rehearsal: bool) -> list[MailOutcome]:
        day = timezone.localdate()
        return [send_digest(user, day, is_rehearsal=is_rehearsal) for user in readers()]
