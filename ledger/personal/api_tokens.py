"""Make, use and revoke API tokens: shown once, kept as digests, and never worth more than their owner's roles."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import ApiToken, ApiTokenRole, Dialogue, User
from ledger.personal.errors import InvalidInput, NotVisible, check_storable

PREFIX = "dlt_"
"""How every token begins, so that a scanner of secrets knows one."""
MAX_TOKENS = 20
"""How many tokens of a person may be in force."""
MAX_TOKEN_DAYS = 366
USE_KNOWN_TO = timedelta(minutes=1)
"""How exactly the last use is kept: a write for every request would make readers wait for each other."""


def make_token(
    *, user: User, name: str, dialogues: Iterable[Dialogue], days: int, may_write: bool = False
) -> str:
    """Make a token for some of the person's dialogues, with the roles held there today. Returns it, for this once.

    ``days`` says how long it lasts. Raises NotVisible where a dialogue is not the person's or none is given, and
    InvalidInput where the name is empty or cannot be kept, the days are too many, or so are the tokens in force.
    """
    chosen = {dialogue.pk for dialogue in dialogues}
    secret = PREFIX + secrets.token_urlsafe(32)
    check_storable(name=name)
    if not name.strip():
        raise InvalidInput({"name": _("Give it a name: what uses it, or where.")})
    if not 0 < days <= MAX_TOKEN_DAYS:
        says = _("From 1 to %(most)d days.") % {"most": MAX_TOKEN_DAYS}
        raise InvalidInput({"days": says})
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once: one follows the other
        held = list(
            user.memberships.filter(ended_on=None, dialogue__in=chosen).select_for_update(no_key=True)
        )
        if not access.visible_to(user, Dialogue.objects.all()) or {row.dialogue_id for row in held} != chosen:
            raise NotVisible
        if ApiToken.objects.in_force().filter(user=user).count() >= MAX_TOKENS:
            raise InvalidInput(
                {"name": _("There are %(most)d tokens: revoke one first.") % {"most": MAX_TOKENS}}
            )
        now = timezone.now()
        token = ApiToken.objects.create(
            user=user,
            name=name.strip(),
            digest=_digest(secret),
            may_write=may_write,
            made_at=now,
            ends_at=now + timedelta(days=days),
        )
        ApiTokenRole.objects.bulk_create(
            ApiTokenRole(token=token, membership=row, role=row.role) for row in held
        )
    return secret


def revoke_token(*, user: User, token: ApiToken) -> bool:
    """Revoke a token of the person's own. Returns whether it was not revoked yet."""
    return _revoke(Q(user=user, pk=token.pk))


def revoke_tokens_of(account: User) -> bool:
    """Revoke all tokens of an account: by a superuser, or because it is closed. Returns whether there were any."""
    return _revoke(Q(user=account))


def _revoke(which: Q) -> bool:
    return bool(ApiToken.objects.filter(which, revoked_at=None).update(revoked_at=timezone.now()))


def token_of(secret: str) -> ApiToken | None:
    """Find the token of a secret, with its owner, who is narrowed to it; None for one that lets nobody in.

    Only what ``access`` allows both the owner and the token is then allowed to ``token.user``.
    """
    tokens = ApiToken.objects.in_force().filter(digest=_digest(secret)).select_related("user")
    token = tokens.first()
    if token is not None:
        token.user.api_token = token
    return token


def note_use(token: ApiToken) -> None:
    """Keep when a token was used last, to the minute."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - USE_KNOWN_TO:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
