"""Write the security log: receivers of what Django, allauth and the change logs tell."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_save
from django.http import HttpRequest
from django.utils import timezone
from simple_history.models import HistoricalChanges, HistoricalRecords
from simple_history.signals import post_create_historical_record

from ledger.accounts.throttle import address_of
from ledger.models import Membership, SecurityEvent, User
from ledger.vocabulary import SecurityAct

RIGHTS = ("is_active", "is_staff", "is_superuser")
"""The columns of an account that are rights."""
CHANGED = {"+": "given", "~": "changed", "-": "removed"}


def listen() -> None:
    """Connect the receivers. A second call connects nothing twice."""
    for signal, receiver in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _refused),
        (password_changed, _password),
        (password_set, _password),
        (password_reset, _password),
        (authenticator_added, _second_step_added),
        (authenticator_reset, _second_step_reset),
        (authenticator_removed, _second_step_removed),
    ):
        signal.connect(receiver, dispatch_uid=f"ledger.accounts.security_log.{receiver.__name__}")
    post_save.connect(_made, sender=User, dispatch_uid="ledger.accounts.security_log._made")
    pre_save.connect(_account, sender=User, dispatch_uid="ledger.accounts.security_log._account")
    post_create_historical_record.connect(
        _role, sender=Membership.history.model, dispatch_uid="ledger.accounts.security_log._role"
    )


def note(
    what: SecurityAct,
    *,
    user: User | None,
    by: User | None = None,
    request: HttpRequest | None = None,
    detail: str = "",
    session_key: str = "",
) -> SecurityEvent:
    """Add a row: what was done, about which account, by whom and from where."""
    return SecurityEvent.objects.create(
        at=timezone.now(),
        what=what,
        user=user,
        by=by,
        address=_address(request),
        detail=detail[:200],
        session_key=session_key,
    )


def _address(request: HttpRequest | None) -> str:
    """Return the visitor's network address, if a proxy or the server tells any."""
    if request is None:
        return ""
    try:
        return address_of(request)
    except (PermissionDenied, KeyError, ValueError):
        return ""


def _signed_in(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    note(
        SecurityAct.SIGNED_IN,
        user=user,
        by=user,
        request=request,
        session_key=request.session.session_key or "",
    )


def _signed_out(sender: object, request: HttpRequest, user: User | None, **_more: object) -> None:
    if user is not None:
        note(SecurityAct.SIGNED_OUT, user=user, by=user, request=request)


def _refused(
    sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **_more: object
) -> None:
    """Note a wrong password; of a name that is no account's, that there was one."""
    typed = str(credentials.get("username") or "")
    account = User.objects.filter(username=typed).first() if typed and "\x00" not in typed else None
    note(
        SecurityAct.REFUSED,
        user=account,
        request=request,
        detail="" if account else "no account of that name",
    )


def _password(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    """Note a new password, and the session that goes on with it, whose key is another now."""
    is_own = getattr(request, "user", None) == user
    key = (request.session.session_key or "") if is_own else ""
    note(SecurityAct.PASSWORD, user=user, by=user, request=request, session_key=key)


def _second_step_added(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    note(SecurityAct.SECOND_STEP, user=user, by=_actor(), request=request, detail="added")


def _second_step_reset(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    note(SecurityAct.SECOND_STEP, user=user, by=_actor(), request=request, detail="made anew")


def _second_step_removed(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    note(SecurityAct.SECOND_STEP, user=user, by=_actor(), request=request, detail="removed")


def _account(sender: object, instance: User, raw: bool = False, **options: object) -> None:
    """Note each right of an account that changes."""
    columns = options.get("update_fields")
    if raw or (columns is not None and not set(RIGHTS) & set(columns)):  # type: ignore[call-overload]
        return
    before = User.objects.filter(pk=instance.pk).values(*RIGHTS).first() if instance.pk else None
    changes = [name for name in RIGHTS if before and before[name] != getattr(instance, name)]
    if changes:
        said = ", ".join(f"{name}: {'yes' if getattr(instance, name) else 'no'}" for name in changes)
        note(SecurityAct.ACCOUNT, user=instance, by=_actor(), request=_request(), detail=said)


def _made(sender: object, instance: User, created: bool, raw: bool = False, **_more: object) -> None:
    """Note an account that is made, with the rights that it has from the start."""
    if created and not raw:
        held = ", ".join(name for name in RIGHTS if getattr(instance, name))
        note(
            SecurityAct.ACCOUNT,
            user=instance,
            by=_actor(),
            request=_request(),
            detail=f"made; {held or 'closed'}",
        )


def _role(sender: object, instance: Membership, history_instance: HistoricalChanges, **_more: object) -> None:
    """Note a role that is given, changed, ended or removed, as its change log does."""
    done = CHANGED[history_instance.history_type]
    until = f", until {instance.ended_on}" if instance.ended_on else ""
    detail = f"{instance.dialogue.code} {instance.role} {done}{until}"
    note(
        SecurityAct.ROLE,
        user=instance.user,
        by=history_instance.history_user,
        request=_request(),
        detail=detail,
    )


def _request() -> HttpRequest | None:
    """Return the request under way, if any: a command has none."""
    return getattr(HistoricalRecords.context, "request", None)


def _actor() -> User | None:
    user = getattr(_request(), "user", None)
    return user if isinstance(user, User) else None
