"""Share what the commands that send mail by cron have in common: a rehearsal, and what became of each mail."""

from argparse import ArgumentParser
from collections.abc import Sequence

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ledger.notifications.mail import MailOutcome


class MailCommand(BaseCommand):
    """A command that mails people one by one; one bad address stops no other. Exits 1 where one could not be sent."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say who would get one; send nothing")

    def outcomes(self, *, is_rehearsal: bool) -> Sequence[MailOutcome]:
        """Send each mail, or in a rehearsal find what there is to send."""
        raise NotImplementedError

    def handle(self, *_args: object, dry_run: bool, **options: object) -> None:
        if not (dry_run or settings.LEDGER_SENDS_MAIL):
            self.stderr.write("LEDGER_EMAIL_URL is not set: mail is written to standard output.")
        outcomes = self.outcomes(is_rehearsal=dry_run)
        if dry_run:
            for outcome in outcomes:
                if outcome.references:
                    self.stdout.write(f"{outcome.user.username}: {outcome.references} references")
        self._tell(outcomes)

    def _tell(self, outcomes: Sequence[MailOutcome]) -> None:
        failed = [outcome for outcome in outcomes if outcome.fault]
        sent = sum(outcome.is_sent for outcome in outcomes)
        nothing = len(outcomes) - sent - len(failed)
        self.stdout.write(f"{sent} sent, {nothing} not needed, {len(failed)} failed.")
        if failed:
            faults = "\n".join(f"{failure.user.username}: {failure.fault}" for failure in failed)
            raise CommandError(f"Not sent:\n{faults}", returncode=1)
