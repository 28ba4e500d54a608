"""Mail to whom items are given: once for each act, after it stands, and not to oneself."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import access
from ledger.models import Entry, Item, User
from ledger.notifications import mail
from ledger.personal import preference_of
from ledger.vocabulary import Origin

log = logging.getLogger(__name__)


def tell_assigned(entries: Sequence[Entry]) -> None:
    """Tell each person, by one mail, which items the entries of an act gave them. A listener of the write API."""
    given: dict[UUID, set[int]] = defaultdict(set)
    for entry in entries:
        officer = _given_to(entry)
        if officer and officer != entry.author.uuid:
            given[officer].add(entry.item_id)
    for user in User.objects.filter(uuid__in=given, is_active=True).exclude(email=""):
        if preference_of(user).wants_assignments:
            _tell(user, given[user.uuid])


def _given_to(entry: Entry) -> UUID | None:
    """Return the officer that an entry entered; None where it entered nobody, or compiled what is not of today."""
    _before, after = entry.changes.get("officer") or (None, None)
    return UUID(after) if after and entry.origin is Origin.OFFICER else None


def _tell(user: User, keys: set[int]) -> None:
    mine = Item.objects.current().filter(pk__in=keys, officer=user)
    items = list(access.visible_to(user, mine).in_ref_order())
    if not items:
        return
    with translation.override(user.language):
        words = ngettext("%(count)d item was given to you", "%(count)d items were given to you", len(items))
        subject = words % {"count": len(items)}
        try:
            mail.send(user, subject, f"{subject}.", [mail.section(_("Yours now"), items)])
        except mail.CANNOT_SEND:
            log.exception("Mail on items given to %s could not be sent.", user.username)
