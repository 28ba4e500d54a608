"""Django's permission questions, answered by ``ledger.access``: ``user.has_perm("ledger.record", dialogue)``."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Model

from ledger import access
from ledger.models import Dialogue
from ledger.vocabulary import Act


class AccessBackend(BaseBackend):
    """Answer permission checks on a dialogue with one query; authenticate nobody.

    The names are ``ledger.`` and the code of an act or right of ``access.ALLOWED`` ("ledger.release"), and
    "ledger.record" for recording a note or status. A name without a dialogue is denied: each right is held in one.
    """

    def get_user_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        """Return the names of the rights that the person holds in the dialogue; none for any other object."""
        if not isinstance(obj, Dialogue):
            return set()
        rights = {
            right for role in access.roles_in(user_obj, obj) for right in access.allowed(user_obj, role)
        }
        names = {f"ledger.{right.value}" for right in rights}
        return names | {"ledger.record"} if {Act.NOTE, Act.STATUS} <= rights else names
