"""The list of rows that break a constraint each, filled by the modules that make such rows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

BROKEN: list[Any] = []


def breaks(*constraints: str) -> Callable[[Callable[[], models.Model]], Callable[[], models.Model]]:
    """Mark a function that makes an unsaved row which breaks the constraint (or another that implies it)."""

    def mark(make: Callable[[], models.Model]) -> Callable[[], models.Model]:
        BROKEN.append(pytest.param(make, constraints, id=f"{constraints[0]}-{make.__name__}"))
        return make

    return mark
