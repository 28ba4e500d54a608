"""Ask ``ledger.access`` once per request for the rights of the person behind it."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest

from ledger import access
from ledger.models import Dialogue
from ledger.vocabulary import Act, Permission, Role


class Rights:
    """The answers of ``ledger.access`` for one person; a page asks the same question many times."""

    def __init__(self, user: access.Person) -> None:
        self.user = user
        self.listed: dict[Any, Any] = {}  # rows that the page's forms offer, read once

    @cached_property
    def _held(self) -> dict[Dialogue, set[Role]]:
        """The dialogues in which the person holds a role, in order, with the roles: read once, for all questions."""
        found: dict[Dialogue, set[Role]] = {}
        for dialogue, role in access.dialogues_of(self.user):
            found.setdefault(dialogue, set()).add(role)
        return found

    @property
    def dialogues(self) -> list[Dialogue]:
        """The dialogues in which the person holds a role."""
        return list(self._held)

    def may(self, act: Act | Permission, dialogue: Dialogue) -> bool:
        """Tell whether the person may do this in the dialogue."""
        return any(act in access.allowed(self.user, role) for role in self._held.get(dialogue, ()))

    def dialogues_where(self, act: Act | Permission) -> list[Dialogue]:
        """Return the dialogues in which the person may do this."""
        return [dialogue for dialogue in self.dialogues if self.may(act, dialogue)]

    def may_somewhere(self, act: Act | Permission) -> bool:
        """Tell whether there is a dialogue in which the person may do this."""
        return bool(self.dialogues_where(act))

    @property
    def starts_dialogues(self) -> bool:
        """Whether the person may start a dialogue, as ``access.starts_dialogues`` says, without asking anew."""
        return self.keeps_accounts or self.may_somewhere(Permission.CURATE)

    @property
    def keeps_accounts(self) -> bool:
        """Whether the person gives accounts and memberships: a superuser, who may do nothing else by that."""
        return access.keeps_accounts(self.user)


def rights_of(request: HttpRequest) -> Rights:
    """Return the rights of the person behind the request, kept on the request."""
    rights: Rights | None = getattr(request, "ledger_rights", None)
    if (
        rights is None or rights.user is not request.user
    ):  # a token may ask for somebody else than the session
        rights = Rights(request.user)
        request.ledger_rights = rights  # type: ignore[attr-defined]
    return rights
