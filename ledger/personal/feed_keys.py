"""The secrets of calendar feeds: shown once, kept as digests, revocable. Nobody has one until they make it."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from ledger import access
from ledger.models import Dialogue, FeedKey, User
from ledger.personal.errors import NotVisible


def make_feed_key(*, user: User) -> str:
    """Make a secret for the person's feed and revoke the one before. Returns it, for this once. Raises NotVisible."""
    if not access.visible_to(user, Dialogue.objects.all()).exists():
        raise NotVisible
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two at once: one follows the other
        revoke_feed_key(user=user)
        FeedKey.objects.create(user=user, digest=_digest(secret), made_at=timezone.now())
    return secret


def revoke_feed_key(*, user: User) -> bool:
    """Turn the person's feed off. Returns whether it was on."""
    return bool(FeedKey.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now()))


def owner_of_feed(secret: str) -> User | None:
    """Find whose feed a secret opens; None for one that is unknown or revoked, or whose account is closed."""
    keys = FeedKey.objects.filter(digest=_digest(secret), revoked_at=None, user__is_active=True)
    key = keys.select_related("user").first()
    return key.user if key else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
