"""Seeded acts: who they are by, and what the write API says of them when it refuses."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ledger.recording import RecordingHalted, RuleViolation
from ledger.seeding.source import TomlTable

SEEDS = uuid.UUID("5d1f4ac3-6d9f-4f5e-9c0d-0b5a3d0e7c21")
"""The namespace of seeded acts' request ids. It never changes: with another, all would be written again."""


def request_for(name: str) -> uuid.UUID:
    """Return the request id of a seeded act, such as ``usmx:fu-01:USMX-6-05``: the same act, the same id."""
    return uuid.uuid5(SEEDS, name)


@contextmanager
def refusals_at(record: TomlTable) -> Iterator[None]:
    """Say where in a file stands what the write API refuses: its errors become ``Fault``s of the record."""
    try:
        yield
    except RecordingHalted:
        raise  # no line of the file is at fault
    except RuleViolation as error:
        field, sentence = next(iter(error.fields.items()))
        raise record.fault(field, sentence) from error
    except PermissionDenied as error:
        raise record.fault("", str(error) or _("the seeding account may not write here")) from error
