"""Accounts, and what each may do in which dialogue."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self
from unicodedata import normalize
from uuid import uuid4

from asgiref.sync import sync_to_async
from django.contrib.auth import get_backends
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField, change_log, check_day
from ledger.vocabulary import Language, Role

if TYPE_CHECKING:
    from ledger.models.api_tokens import ApiToken


def name_key(name: str) -> str:
    """Return the form in which usernames and addresses are compared: no capitals, accents composed (Unicode NFKC)."""
    return normalize("NFKC", normalize("NFKC", name).casefold())


_KEYS = {"username": "username_key", "email": "email_key"}


def _keys_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the key columns that belong to new values of username and address."""
    missing = {name: key for name, key in _KEYS.items() if name in values and key not in values}
    return {key: name_key(values[name] or "") for name, key in missing.items()}


def shown_name(first_name: str, last_name: str, username: str) -> str:
    """Return how pages name an account: first and last name, the username where there are none."""
    return f"{first_name} {last_name}".strip() or username


class AccountQuerySet(models.QuerySet["User"]):
    """Accounts by name or address, however typed; every way of writing many rows keeps the key columns true."""

    def named(self, username: str) -> Self:
        """Filter by a username, in any capitals and either composition of accents."""
        return self.filter(username_key=name_key(username))

    def with_address(self, address: str) -> Self:
        """Filter by an address, in any capitals and either composition of accents; none for an empty one."""
        return self.filter(email_key=name_key(address)) if address else self.none()

    def update(self, **values: Any) -> int:
        return super().update(**values | _keys_of(values))

    def bulk_create(self, objs: Iterable["User"], *args: Any, **options: Any) -> list["User"]:
        rows = list(objs)
        for account in rows:
            account.set_keys()
        return super().bulk_create(rows, *args, **options)

    def bulk_update(self, objs: Iterable["User"], fields: Iterable[str], *args: Any, **options: Any) -> int:
        rows, names = list(objs), list(fields)
        for account in rows:
            account.set_keys()
        names += [_KEYS[name] for name in names if name in _KEYS]
        return super().bulk_update(rows, names, *args, **options)


class AccountManager(UserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Makes accounts, for pages and commands alike; ``createsuperuser`` shows the ValidationError as a sentence."""

    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> "User":
        account: User = self.get(username_key=name_key(username or ""))
        return account

    def _create_user(
        self, username: str, email: str | None, password: str | None, **fields: object
    ) -> "User":
        """Save a new account. Raises ValidationError where its username or address is taken."""
        if self.named(username).exists():
            raise ValidationError({"username": name_taken()})
        if self.with_address(email or "").exists():
            raise ValidationError({"email": address_taken()})
        account: User = super()._create_user(username, email, password and kept_password(password), **fields)
        return account


def name_taken() -> str:
    """Return the sentence beside a username that another account has, perhaps in other capitals."""
    return _now("Another account has this name; capitals and the way accents are typed make no difference.")


def address_taken() -> str:
    """Return the sentence beside an address that another account has."""
    return _now("Another account has this address.")


# --- Passwords


def kept_password(raw: str) -> str:
    """Return the password as it is hashed: Unicode NFKC, whichever keyboard typed its accents (NIST SP 800-63B)."""
    return normalize("NFKC", raw)


def _as_hashed(raw: str) -> Iterator[str]:
    """Yield what a stored hash may have been made of, without repeats; for ASCII that is the password alone.

    As typed and as set today first; hashes older than ``kept_password`` may be of any other normal form.
    """
    yield from dict.fromkeys([raw, kept_password(raw), *(normalize(form, raw) for form in _OLD_FORMS)])


_OLD_FORMS: tuple[Literal["NFC", "NFD", "NFKD"], ...] = ("NFC", "NFD", "NFKD")


class User(AbstractUser):
    """A person with an account. Entries name their author by ``uuid``, which outlives a changed username.

    ``username_key`` and ``email_key`` hold ``name_key`` of username and address; the database keeps them unique.
    """

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    language = WordField(Language, verbose_name=_("language"), default=Language.EN)
    username_key = models.TextField(editable=False, unique=True)
    email_key = models.TextField(editable=False, default="")

    api_token: "ApiToken | None" = None
    """By which token the person asks, where a program asks for them: ``ledger.access`` gives no more than it does."""

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = (
            models.UniqueConstraint(
                fields=["email_key"], condition=~models.Q(email_key=""), name="address_of_one_account"
            ),
        )

    def __str__(self) -> str:
        return shown_name(self.first_name, self.last_name, self.username)

    def set_keys(self) -> None:
        """Derive the key columns from username and address."""
        self.username_key, self.email_key = name_key(self.username), name_key(self.email or "")

    def save(self, *args: Any, **options: Any) -> None:
        self.set_keys()
        if options.get("update_fields") is not None:
            names = list(options["update_fields"])
            options["update_fields"] = [*names, *(_KEYS[name] for name in names if name in _KEYS)]
        super().save(*args, **options)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password if raw_password is None else kept_password(raw_password))

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:
        """Ask the authentication backends; Django would give a superuser every right in every dialogue."""
        if not perm.startswith("ledger."):
            return super().has_perm(perm, obj)
        return any(backend.has_perm(self, perm, obj) for backend in get_backends())

    async def ahas_perm(self, perm: str, obj: Model | None = None) -> bool:
        return await sync_to_async(self.has_perm)(perm, obj)

    def check_password(self, raw_password: str | None) -> bool:
        check = super().check_password
        return raw_password is not None and any(check(candidate) for candidate in _as_hashed(raw_password))


class Membership(models.Model):
    """A role of a person in a dialogue; a person may hold several."""

    dialogue_path = "dialogue"

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("account")
    )
    dialogue = models.ForeignKey(
        "ledger.Dialogue", on_delete=models.PROTECT, related_name="memberships", verbose_name=_("dialogue")
    )
    role = WordField(Role, verbose_name=_("role"))
    ended_on = models.DateField(
        _("ended on"),
        validators=[check_day],
        null=True,
        blank=True,
        help_text=_("The role gives nothing any more once a day stands here; the row stays."),
    )

    history = change_log()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "dialogue", "role"],
                condition=models.Q(ended_on=None),
                name="membership_held_once",
                violation_error_message=_("This person holds that role in the dialogue already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.dialogue.code} · {self.get_role_display()}"

    def save(self, *args: object, **options: object) -> None:
        """Save it. Tokens lose a role that ended or became another, for good: none comes back with the role."""
        is_known = not self._state.adding
        super().save(*args, **options)  # type: ignore[arg-type]
        if is_known:
            given = self.token_roles.all()
            (given if self.ended_on else given.exclude(role=self.role)).delete()

    def clean(self) -> None:
        """Refuse an end that lies ahead: any day here ends the role at once."""
        if self.ended_on and self.ended_on > timezone.localdate():
            says = _("This day lies ahead, and the role would end now: give the day once it has come.")
            raise ValidationError({"ended_on": says})
