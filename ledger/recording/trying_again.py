"""Try an act again, whole, that PostgreSQL ended because of others: a deadlock, or a serialization failure."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P = ParamSpec("P")
T = TypeVar("T")

MOST_TRIES = 3
PAUSE_SECONDS = 0.05
"""At most so long is waited before the second try, and twice as long before the third: by chance, so that two who met
do not meet again.
"""
DEADLOCK, SERIALIZATION_FAILURE = "40P01", "40001"


def tried_again(act: Callable[P, T]) -> Callable[P, T]:
    """Run the act, and run it again where PostgreSQL undid its transaction for others' sake: three times in all.

    Only where the act begins the outermost transaction: within another's, what came before in that one is lost too,
    and the caller who began it is told. Nothing of an undone try is left: what follows an act does so ``on_commit``.
    The act's arguments are read once for each try: collections, not iterators. SQLite has no such ends.
    """

    @wraps(act)
    def try_again(*args: P.args, **kwargs: P.kwargs) -> T:
        if not connection.in_atomic_block:
            for tried in range(1, MOST_TRIES):
                try:
                    return act(*args, **kwargs)
                except OperationalError as error:
                    if not is_undone_for_others(error):
                        raise
                    time.sleep(random.uniform(0, PAUSE_SECONDS * tried))  # noqa: S311  no secret
        return act(*args, **kwargs)

    return try_again


def is_undone_for_others(error: BaseException) -> bool:
    """Tell whether PostgreSQL undid the transaction because of others, so that the same may succeed now."""
    return getattr(error.__cause__, "sqlstate", "") in {DEADLOCK, SERIALIZATION_FAILURE}
