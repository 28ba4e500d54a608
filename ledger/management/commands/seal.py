"""Seal the ledger as it stands now."""

from django.core.management.base import BaseCommand

from ledger.recording import seal_ledger


class Command(BaseCommand):
    """Prints the moment, how much was sealed and the root, which may be published or deposited elsewhere."""

    help = "Seal the ledger: one hash over all that is recorded, to be kept somewhere else as proof."

    def handle(self, *args: object, **options: object) -> None:
        seal = seal_ledger()
        self.stdout.write(
            f"{seal.known_at.isoformat()} {seal.items} items, {seal.entries} entries\n{seal.root}"
        )
