"""``send_webhooks``: queued events to their receivers, for cron or as a service."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from ledger.notifications.webhook_sending import forget_old, send_due


class Command(BaseCommand):
    """Send what is due and end, by cron every minute; or with ``--loop`` go on. Several may run at once."""

    help = "Send queued events to the webhooks of dialogues, and again what failed, after growing pauses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until it is stopped")
        parser.add_argument(
            "--every",
            type=int,
            default=5,
            metavar="SECONDS",
            help="with --loop: how long to wait between looks",
        )

    def handle(self, *_args: object, loop: bool, every: int, **options: object) -> None:
        if every < 1:
            raise CommandError("--every takes a second or more.", returncode=2)
        while True:
            failed = self._send()
            if not loop:
                break
            close_old_connections()
            time.sleep(every)
        if failed:
            raise CommandError("Not everything arrived; it is tried again.", returncode=1)

    def _send(self) -> int:
        """Send what is due, telling of failures; return how many there were."""
        now = timezone.now()
        sent = failed = 0
        for outcome in send_due(now):
            sent += not outcome.fault
            failed += bool(outcome.fault)
            if outcome.fault:
                webhook = outcome.delivery.webhook
                self.stderr.write(f"{webhook.dialogue.code}, {webhook.name}: {outcome.fault.label}.")
        forget_old(now)
        if sent or failed:
            self.stdout.write(f"{sent} sent, {failed} failed.")
        return failed
