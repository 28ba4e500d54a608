"""Usernames and addresses unique whatever their capitals and the composition of their accents.

Accounts that would be one and the same are named before anything is changed: which of two people keeps a name is
not for a migration to decide.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from django.core.management import CommandError
from django.db import migrations, models


def key_of(name: str) -> str:
    return normalize("NFKC", normalize("NFKC", name).casefold())


def alike(names: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Usernames whose accounts cannot be told apart by the second text, in groups."""
    groups: dict[str, list[str]] = defaultdict(list)
    for username, text in sorted(names):
        if text:
            groups[key_of(text)].append(username)
    return [group for group in groups.values() if len(group) > 1]


def refuse_collisions(apps: Any, schema_editor: Any) -> None:
    accounts = list(apps.get_model("ledger", "User").objects.values_list("username", "email"))
    lines = [
        f"- {_listed(group)}: the same username but for capitals or the way accents are typed. "
        "Give all but one another name: python3 manage.py rename_account USERNAME NEW_USERNAME"
        for group in alike((username, username) for username, _email in accounts)
    ]
    lines += [
        f"- {_listed(group)}: the same address. "
        "Give all but one another address, or none: python3 manage.py rename_account USERNAME --email ADDRESS"
        for group in alike(accounts)
    ]
    if lines:
        message = "These accounts cannot be told apart; migrate changed nothing of them:\n"
        raise CommandError(message + "\n".join(lines) + "\nThen run migrate again.")


def _listed(names: list[str]) -> str:
    return ", ".join(repr(name) for name in names)


def fill(apps: Any, schema_editor: Any) -> None:
    accounts = apps.get_model("ledger", "User").objects
    for account in accounts.only("username", "email").iterator():
        keys = {"username_key": key_of(account.username), "email_key": key_of(account.email or "")}
        accounts.filter(pk=account.pk).update(**keys)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_status_order")]
    operations = [
        migrations.AlterModelManagers("user", []),
        migrations.RunPython(refuse_collisions, migrations.RunPython.noop),
        migrations.AddField("user", "username_key", models.TextField(editable=False, null=True)),
        migrations.AddField("user", "email_key", models.TextField(editable=False, default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("user", "username_key", models.TextField(editable=False, unique=True)),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                condition=models.Q(("email_key", ""), _negated=True),
                fields=("email_key",),
                name="address_of_one_account",
            ),
        ),
    ]
