"""`manage.py forget_second_step`: let somebody in who has lost both authenticator app and recovery codes."""

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from ledger.accounts import mfa
from ledger.models import User


class Command(BaseCommand):
    """Forget an account's second step, for when no superuser can come in to do it on the account's page."""

    help = "Turn the second step of an account's sign-in off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="The account's username, in any capitals.")

    def handle(self, *, username: str, **options: object) -> None:
        user = User.objects.named(username).first()
        if user is None:
            raise CommandError(f"There is no account {username!r}.", returncode=2)
        was_on = mfa.forget(user)
        self.stdout.write(
            f"{user.username}: the second step {'is off now' if was_on else 'was off already'}."
        )
