"""The table that the throttle counts in."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS


def make_table(sender: object, using: str = DEFAULT_DB_ALIAS, **more: object) -> None:
    """Make the cache's table where it is not there: a receiver of `post_migrate`."""
    call_command("createcachetable", database=using, verbosity=0)
