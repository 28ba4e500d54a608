"""Removing a reference row that nothing names, with a reason that its change log keeps.

Items and entries are never removed: they are withdrawn and corrected. Rows that a person made by mistake (a dialogue, a
round, a topic) go with what belongs to them alone.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Membership, User
from ledger.recording import writers_lock
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import checked, unfit_text
from ledger.recording.naming_rows import WITHDRAWN, dialogue_of, is_shared, named_by, names_code, parts_of
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Permission


def may_remove(user: User, row: Model) -> bool:
    """Tell whether the person may remove a row if nothing names it: who may edit it, and its change log keeps it."""
    if not hasattr(row, "history") or isinstance(row, WITHDRAWN):
        return False
    if isinstance(row, Membership):
        return access.keeps_accounts(user)
    return access.curates(user) if is_shared(row) else access.may(user, Permission.CURATE, dialogue_of(row))


@tried_again
def remove_row(*, user: User, row: Model, reason: str) -> None:
    """Remove a row and its parts; the change log keeps each as it was, with the person and the reason.

    The row is locked, so that a person who names it meanwhile is either there before (and it is refused), or is refused
    by the database (a race). Raises PermissionDenied, RuleViolation.
    """
    with transaction.atomic():
        rows = type(row)._default_manager.select_for_update(of=("self",))
        fresh = rows.filter(pk=row.pk).first()
        if fresh is None:
            raise RuleViolation({"": _("Somebody removed it a moment ago.")})
        if not may_remove(user, fresh):
            raise PermissionDenied(_("%(user)s may not remove this.") % {"user": user})
        checked({"reason": unfit_text(reason) if reason.strip() else _("Say why.")})
        if named_by(fresh):
            raise RuleViolation({"": _("Something names it by now: look again at what does.")})
        for doomed in (*parts_of(fresh), fresh):
            _remove(doomed, user, reason.strip())


def _remove(row: Model, user: User, reason: str) -> None:
    row._history_user = user  # type: ignore[attr-defined]  # read by the change log
    row._change_reason = reason  # type: ignore[attr-defined]
    row.delete()


def hold_code(row: Model) -> None:
    """Keep others from naming a row by its code until the transaction ends, in which the code is changed.

    Raises RuleViolation where something names it by now, and where writers were under way for too long.
    """
    writers_lock.wait_for_writers(
        _("Nothing was saved: somebody has been recording for more than %(seconds)s seconds. Send it again.")
    )
    if names_code(row):
        raise RuleViolation({"code": _("Something names it by this code by now: the code stays.")})
