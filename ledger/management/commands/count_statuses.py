"""``count_statuses``: bring the counts that the dashboard and the workspace go by to what is recorded."""

import time

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.recording import CountedElsewhere, count_statuses

TOLD_EVERY_SECONDS = 10


class Command(BaseCommand):
    """For cron, every few minutes. Exit code 1 where another run began before this one had ended: that one goes on."""

    help = (
        "Bring the kept counts of statuses to what is recorded, so that the dashboard stays quick: for cron."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anew", action="store_true", help="Make all counts anew.")

    def handle(self, *_args: object, anew: bool, **_options: object) -> None:
        self.told_at = time.monotonic()
        try:
            items = count_statuses(anew=anew, told=self._tell)
        except CountedElsewhere:
            raise CommandError("Another run began meanwhile, and goes on.") from None
        self.stdout.write(f"{items} items were written to since the last time, and are counted.")

    def _tell(self, done: int, of: int) -> None:
        """Say how far it is, now and then."""
        if time.monotonic() - self.told_at > TOLD_EVERY_SECONDS:
            self.told_at = time.monotonic()
            self.stdout.write(f"{done} of {of} items")
