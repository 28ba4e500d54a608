"""Django's `migrate`, which runs where the ledger's triggers do not stand, too: it is what puts them back."""

from typing import Any

from django.core.management.commands import migrate

from ledger.recording import triggers


class Command(migrate.Command):
    """Applies migrations and, with or without any to apply, installs the ledger's triggers (``ledger.apps``)."""

    def check(self, **options: Any) -> None:  # type: ignore[override]
        """Run the system checks, but that of the triggers."""
        with triggers.check_left_out():
            super().check(**options)
