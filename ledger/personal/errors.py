"""Say why ``ledger.personal`` refuses."""

import json
import re
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import User

M = TypeVar("M", bound=Model)


class NotVisible(PermissionDenied):
    """The row is another's, of another dialogue, or not there: nobody is told which. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing of that name here for you."))


class InvalidInput(ValidationError):
    """The input cannot be kept; ``fields`` maps each field's name to the sentence that belongs beside it."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields)
        self.fields = fields

    def __str__(self) -> str:
        return " ".join(self.fields.values())


def visible(user: User, rows: QuerySet[M], row: M) -> M:
    """Return the fresh row, provided that the person may see it; raises NotVisible."""
    found = access.visible_to(user, rows).filter(pk=row.pk).first()
    if found is None:
        raise NotVisible
    return found


_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A NUL as JSON writes it, which is not the same as a backslash that somebody typed before u0000."""


def check_storable(**values: object) -> None:
    """Raise InvalidInput for a value that PostgreSQL could not keep (NUL, half a character), or that is no JSON."""
    broken = {name: says for name, value in values.items() if (says := _what_is_wrong(value))}
    if broken:
        raise InvalidInput(broken)


def _what_is_wrong(value: object) -> str:
    try:
        words = json.dumps(value, ensure_ascii=False, allow_nan=False)
        words.encode()
    except (TypeError, ValueError):
        return _("This cannot be kept: load the page again.")
    if _NUL.search(words):
        return _("It holds a character that no text has (NUL): type it again, or paste it as plain text.")
    return ""
