"""`manage.py rename_account`: another username or address for an account, also before `migrate` can run."""

from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.models import QuerySet

from ledger.models import User
from ledger.models.people import address_taken, name_key, name_taken


class Command(BaseCommand):
    """The way out of two accounts that differ in nothing but capitals, where neither can sign in.

    It reads and writes the columns it names and no others: `migrate` refuses such a pair before it makes the columns
    by which names are compared.
    """

    help = "Give an account another username or address."
    # Must run where migrations are waiting.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="The account's username, letter for letter.")
        parser.add_argument("new", nargs="?", help="Its new username.")
        parser.add_argument("--email", metavar="ADDRESS", help='Its new address; "" for none.')

    @transaction.atomic
    def handle(self, *, username: str, new: str | None, email: str | None, **options: object) -> None:
        accounts: QuerySet[User] = QuerySet(User)
        key = accounts.filter(username=username).values_list("pk", flat=True).first()
        if key is None:
            raise CommandError(f"There is no account {username!r}.", returncode=2)
        if new is None and email is None:
            raise CommandError("Give a new username, or an address with --email.", returncode=2)
        values: dict[str, str] = {}
        if new is not None:
            values |= {"username": _valid_name(key, new), "username_key": name_key(new)}
        if email is not None:
            values |= {"email": _valid_address(key, email), "email_key": name_key(email)}
        there = _columns()
        accounts.filter(pk=key).update(**{name: value for name, value in values.items() if name in there})
        self.stdout.write(
            f"{username}: " + ", ".join(given for given in (new, email) if given is not None) + "."
        )


def _columns() -> set[str]:
    """Return the columns that the table of accounts has; those of a waiting migration are not there yet."""
    with connection.cursor() as cursor:
        return {
            column.name for column in connection.introspection.get_table_description(cursor, "ledger_user")
        }


def _valid_name(key: int, new: str) -> str:
    try:
        name: str = User._meta.get_field("username").clean(User.normalize_username(new), None)
    except ValidationError as wrong:
        raise CommandError(" ".join(wrong.messages), returncode=2) from wrong
    _refuse_taken(key, "username", name, name_taken())
    return name


def _valid_address(key: int, email: str) -> str:
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise CommandError(" ".join(wrong.messages), returncode=2) from wrong
    _refuse_taken(key, "email", email, address_taken())
    return email


def _refuse_taken(key: int, column: str, value: str, sentence: str) -> None:
    others: QuerySet[User] = QuerySet(User)
    taken = others.exclude(pk=key).values_list(column, flat=True)
    if any(name_key(other or "") == name_key(value) for other in taken):
        raise CommandError(sentence, returncode=2)
