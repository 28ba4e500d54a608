"""``gettext`` with a memory: a long report says the same few things thousands of times."""

from functools import lru_cache

from django.utils import translation


def gettext(message: str) -> str:
    """Return what Django's own says, in the language that is active. For fixed messages and labels alone."""
    return _said(message, translation.get_language())


@lru_cache(maxsize=4096)
def _said(message: str, _language: str | None) -> str:
    return translation.gettext(message)
