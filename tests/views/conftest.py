"""The round with a row of every kind, as the admin's tests share it within a module."""

from tests.admin.conftest import _everything_once, everything

__all__ = ["_everything_once", "everything"]
