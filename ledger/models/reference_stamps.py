"""Stamp when the rows last changed that forms and filters offer, so that what is cached of them is never older."""

from uuid import uuid4

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from ledger.models.parties import Agency, Dialogue, Forum, Party
from ledger.models.people import User
from ledger.models.personal import SavedView
from ledger.models.rounds import Round
from ledger.models.topics import Topic

_NOT_OFFERED: dict[type[models.Model], frozenset[str]] = {
    User: frozenset({"last_login", "password", "language", "email", "email_key", "username_key"}),
}
"""Columns that nothing cached shows: saving these alone changes no stamp."""


class ReferenceStamp(models.Model):
    """A random token, replaced in the transaction that changes a row which lists offer: a cache key, once read.

    There are as many rows as transactions have changed such rows at once: each takes one that no other has locked, so
    that nobody waits. Read together, they change whenever any of these transactions commits.
    """

    token = models.UUIDField(default=uuid4)

    def __str__(self) -> str:
        return self.token.hex


def reference_stamp() -> str:
    """Return the stamp of the rows as they are now; empty before the first change. One query."""
    tokens = ReferenceStamp.objects.order_by().values_list("token", flat=True)
    return "".join(sorted(token.hex for token in tokens))


def renew_stamp() -> None:
    """Change the stamp with the transaction under way: what was cached before it is not used after it."""
    with transaction.atomic(savepoint=False):  # nobody catches an error of these two statements
        free = ReferenceStamp.objects.select_for_update(skip_locked=True).order_by("pk").first()
        stamp = free or ReferenceStamp()
        stamp.token = uuid4()
        stamp.save()


def _renew(
    sender: type[models.Model], update_fields: frozenset[str] | None = None, **_signal: object
) -> None:
    if update_fields is None or set(update_fields) - _NOT_OFFERED.get(sender, frozenset()):
        renew_stamp()


def watch() -> None:
    """Renew the stamp with every row that is saved or deleted of the models that lists offer."""
    for model in (Agency, Dialogue, Forum, Party, Round, SavedView, Topic, User):
        post_save.connect(_renew, sender=model, dispatch_uid="ledger.models.reference_stamps")
        post_delete.connect(_renew, sender=model, dispatch_uid="ledger.models.reference_stamps")
    m2m_changed.connect(
        _renew, sender=Dialogue.parties.through, dispatch_uid="ledger.models.reference_stamps"
    )
