"""``send_digests``: the daily digests, for cron."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ledger.notifications.digests import DigestOutcome, readers, send_digest


class Command(BaseCommand):
    """Run once a day; run again, it sends only what could not be sent before. Exits 1 where one could not be sent."""

    help = "Mail each person the digest of their day: references and links; nothing to say, nothing sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say who would get one; send nothing")

    def handle(self, *_args: object, dry_run: bool, **options: object) -> None:
        if not (dry_run or settings.LEDGER_SENDS_MAIL):
            self.stderr.write("LEDGER_EMAIL_URL is not set: mail is written to standard output.")
        day = timezone.localdate()
        outcomes = [send_digest(user, day, is_rehearsal=dry_run) for user in readers()]
        if dry_run:
            for outcome in outcomes:
                if outcome.items:
                    self.stdout.write(f"{outcome.user.username}: {outcome.items} references")
        self._tell(outcomes)

    def _tell(self, outcomes: list[DigestOutcome]) -> None:
        failed = [outcome for outcome in outcomes if outcome.fault]
        sent = sum(outcome.is_sent for outcome in outcomes)
        nothing = len(outcomes) - sent - len(failed)
        self.stdout.write(f"{sent} sent, {nothing} not needed, {len(failed)} failed.")
        if failed:
            faults = "\n".join(f"{failure.user.username}: {failure.fault}" for failure in failed)
            raise CommandError(f"Not sent:\n{faults}", returncode=1)
