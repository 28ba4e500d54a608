"""The forms of an account: made without a password, and never the last of those who keep accounts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from ledger.accounts import email_addresses
from ledger.accounts.superusers import is_last_keeper
from ledger.forms.optimistic_lock import OptimisticLockForm
from ledger.models import User
from ledger.models.people import address_taken, name_taken

if TYPE_CHECKING:
    NewForm = forms.ModelForm[User]
    ChangeForm = UserChangeForm[User]
    PasswordForm = AdminPasswordChangeForm[User]
else:
    NewForm, ChangeForm, PasswordForm = forms.ModelForm, UserChangeForm, AdminPasswordChangeForm

LAST = gettext_lazy(
    "Nobody else keeps accounts. Make another superuser, who has chosen a password, before this."
)
KEEPS = ("is_active", "is_staff", "is_superuser")


class UniqueAccountMixin:
    """Refuse a username or an address that another account has, whatever their capitals."""

    cleaned_data: dict[str, Any]
    instance: User

    def clean_username(self) -> str:
        username = str(self.cleaned_data["username"])
        if User.objects.named(username).exclude(pk=self.instance.pk).exists():
            raise ValidationError(name_taken())
        return username

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip()
        if email_addresses.is_taken(email, but_by=self.instance):
            raise ValidationError(address_taken())
        return email


class NewAccountForm(UniqueAccountMixin, NewForm):
    """A new account has no password: its person chooses one by the link of the invitation."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "language", "is_staff")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["is_staff"].initial = True

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


class AccountForm(UniqueAccountMixin, OptimisticLockForm, ChangeForm):
    """Changes an account, unless nobody would keep accounts afterwards."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given_up = [name for name in KEEPS if not cleaned.get(name)]
        if given_up and is_last_keeper(self.instance):
            self.add_error(given_up[0], LAST)
        return cleaned


class AccountPasswordForm(PasswordForm):
    """Sets a password, or takes it away from anybody but the last who keeps accounts."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("set_usable_password") and is_last_keeper(self.user):
            raise ValidationError(LAST)
        return cleaned
