"""An import from its table to the ledger: looked at, then written under a lock that lets no second one in between."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.access import NOBODY
from ledger.importing.mapping import ImportMapping
from ledger.importing.preview import ImportPreview, add_refused, preview_import
from ledger.importing.shapes import SheetRows
from ledger.models import Dialogue, Membership, User
from ledger.recording import Imported, RowsRefused, RuleViolation, import_items, tried_again, writing
from ledger.vocabulary import Act, Role

ACCOUNT = "import"
"""The account in whose name the command writes where none is named: nobody signs in to it."""


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did: what it saw, and what it wrote; None where questions or faults kept it from writing."""

    preview: ImportPreview
    written: Imported | None


def look(
    *,
    user: User,
    dialogue: Dialogue,
    table: SheetRows,
    mapping: ImportMapping,
    asks_rules: bool = True,
) -> ImportPreview:
    """Say what a table would do, for a person who may open items in the dialogue. Raises PermissionDenied.

    Without ``asks_rules``, what the write API would refuse is left to the writing itself.
    """
    require_importer(user, dialogue)
    today = timezone.localdate()
    return preview_import(
        user=user, dialogue=dialogue, table=table, mapping=mapping, today=today, asks_rules=asks_rules
    )


@tried_again
def run_import(
    *,
    user: User,
    dialogue: Dialogue,
    table: SheetRows,
    mapping: ImportMapping,
    skips_bad: bool = False,
    request_id: UUID | None = None,
    told: Callable[[int], None] = lambda _done: None,
) -> ImportOutcome:
    """Write what a table gives: all of it, or with ``skips_bad`` without the rows at fault; else nothing.

    The dialogue is locked before anything is looked for, so that of two imports of one file the second finds what the
    first opened. Raises PermissionDenied, RuleViolation.
    """
    require_importer(user, dialogue)
    with writing(dialogue):
        given: dict[str, Any] = {"user": user, "dialogue": dialogue, "table": table, "mapping": mapping}
        found = look(**given, asks_rules=skips_bad)
        if found.faults and not skips_bad:
            found = look(**given)
        if found.questions or (found.faults and not skips_bad):
            return ImportOutcome(found, None)
        kept = found.without_bad_rows() if found.faults else found
        if not kept.writes_something:
            return ImportOutcome(found, None)
        try:
            written = import_items(
                user=user,
                dialogue=dialogue,
                rows=kept.to_write(is_kept=True),
                existing=kept.existing,
                request_id=request_id,
                told=told,
            )
        except RowsRefused as refused:
            if skips_bad:  # these were asked before, and left out
                raise
            add_refused(found, refused.rows)
            return ImportOutcome(found, None)
        return ImportOutcome(found, written)


def require_importer(user: User, dialogue: Dialogue) -> None:
    """Go on only if the person may open items in the dialogue; raises PermissionDenied."""
    if not access.may(user, Act.OPEN, dialogue):
        raise PermissionDenied(
            _("Only editors of %(dialogue)s import into it.") % {"dialogue": dialogue.code}
        )


def importing_account(dialogue: Dialogue) -> User:
    """Return the account of the command, which gets its role in a dialogue with its first import there.

    A role that was taken from it stays taken. Raises RuleViolation where somebody signs in under its name.
    """
    user: User | None = User.objects.named(ACCOUNT).first()
    if user is None:
        user = User.objects.create(username=ACCOUNT, first_name="Import", password=NOBODY)
    if user.password != NOBODY:
        raise RuleViolation({"user": _("Somebody signs in as “import”: say by --as who imports.")})
    if not Membership.objects.filter(user=user, dialogue=dialogue).exists():
        Membership.objects.create(user=user, dialogue=dialogue, role=Role.EDITOR)
    return user
