"""One account for a name and an address, in whatever capitals and normal form they are typed."""

from io import StringIO
from types import SimpleNamespace
from typing import Any
from unicodedata import normalize

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.test import Client
from django.urls import reverse

from ledger.accounts.oidc import ProviderAdapter
from ledger.models import User
from ledger.models.people import name_key
from ledger.recording import triggers
from tests.makers import make_user
from tests.support.signing_in import PASSWORD, SIGN_IN, forget_tries, is_signed_in, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

COMPOSED, DECOMPOSED = normalize("NFC", "José"), normalize("NFD", "José")
ALIKE = [("admin", "Admin"), (COMPOSED, DECOMPOSED), (COMPOSED, "JOSÉ"), ("fi", "ﬁ"), ("straße", "STRASSE")]
NAME_TAKEN = "Another account has this name; capitals and the way accents are typed make no difference."


# --- In the database


@pytest.mark.parametrize(("there", "new"), ALIKE)
def test_database_takes_no_second_account_by_the_model(there: str, new: str) -> None:
    make_user(username=there)
    with pytest.raises(IntegrityError), transaction.atomic():
        User(username=new).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(username=new)])
    other = make_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=other.pk).update(username=new)
    other.username = new
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_update([other], ["username"])
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save(update_fields=["username"])
    with pytest.raises(ValidationError):
        User.objects.create_user(new)
    assert User.objects.named(new).get().username == normalize("NFKC", there)


def test_database_takes_no_second_address() -> None:
    make_user(email="ana@example.org")
    make_user(email="")
    make_user(email="")
    other = make_user()
    for write in (
        lambda: User(username="x", email="Ana@Example.org").save(),
        lambda: User.objects.bulk_create([User(username="x", email="ANA@example.org")]),
        lambda: User.objects.filter(pk=other.pk).update(email="ANA@EXAMPLE.ORG"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_keys_follow_every_way_of_writing() -> None:
    user = make_user(username="Ana", email="Ana@Example.org")
    User.objects.filter(pk=user.pk).update(username="Eva", email="Eva@Example.org")
    user.refresh_from_db()
    assert (user.username_key, user.email_key) == ("eva", "eva@example.org")
    user.username = "Ida"
    user.save(update_fields=["username"])
    assert User.objects.named("IDA").get() == user
    user.email = "Ida@example.org"
    User.objects.bulk_update([user], ["email"])
    assert User.objects.with_address("IDA@example.org").get() == user


def test_key_cannot_be_derived_from_another_column() -> None:
    user = make_user()
    with pytest.raises(TypeError):
        User.objects.filter(pk=user.pk).update(username=F("first_name"))


# --- Forms and commands


def test_new_account_is_told_that_the_name_is_taken(client: Client) -> None:
    make_user(username="Admin", email="ana@example.org")
    client.force_login(make_user(is_staff=True, is_superuser=True))
    sent = {"username": "aDMIN", "email": "ANA@example.org", "language": "en", "is_staff": "on"}
    answer = client.post(reverse("admin:ledger_user_add"), sent)
    assert answer.context["adminform"].form.errors == {
        "username": [NAME_TAKEN],
        "email": ["Another account has this address."],
    }
    assert User.objects.named("admin").count() == 1


def test_changed_account_is_told_that_the_name_is_taken(client: Client) -> None:
    make_user(username=COMPOSED)
    other = make_user(username="other")
    client.force_login(make_user(is_staff=True, is_superuser=True))
    sent = {"username": DECOMPOSED.upper(), "language": "en", "is_active": "on"}
    answer = client.post(reverse("admin:ledger_user_change", args=[other.pk]), sent)
    assert answer.context["adminform"].form.errors["username"] == [NAME_TAKEN]
    other.refresh_from_db()
    assert other.username == "other"


def make_superuser_by_command(**given: str) -> str:
    err = StringIO()
    call_command("createsuperuser", interactive=False, stderr=err, stdout=StringIO(), **given)
    return err.getvalue()


def test_createsuperuser_refuses_what_is_taken() -> None:
    make_user(username="admin", email="ana@example.org")
    with pytest.raises(CommandError, match="already taken"):
        make_superuser_by_command(username="Admin", email="new@example.org")
    with pytest.raises(CommandError, match="Another account has this address"):
        make_superuser_by_command(username="second", email="Ana@example.org")
    make_superuser_by_command(username="Second", email="new@example.org")
    assert User.objects.named("second").get().is_superuser


def test_second_step_is_forgotten_by_any_capitals() -> None:
    make_user(username="Ana")
    out = StringIO()
    call_command("forget_second_step", "ANA", stdout=out)
    assert out.getvalue() == "Ana: the second step was off already.\n"


# --- Coming in


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Admin", "aDMIN"), (COMPOSED, DECOMPOSED), (COMPOSED, DECOMPOSED.upper()), ("straße", "STRASSE")],
)
def test_sign_in_takes_a_name_however_typed(client: Client, name: str, typed: str) -> None:
    make_person(username=name)
    client.post(SIGN_IN, {"login": typed, "password": PASSWORD})
    assert is_signed_in(client)


def test_wrong_passwords_are_counted_by_name_however_typed(client: Client) -> None:
    forget_tries()
    make_person(username=COMPOSED)
    names = [COMPOSED, DECOMPOSED, COMPOSED.upper(), DECOMPOSED.upper(), "jOSÉ"]
    for name in names:
        client.post(SIGN_IN, {"login": name, "password": "wrong"})
    answer = client.post(SIGN_IN, {"login": COMPOSED, "password": PASSWORD})
    assert answer.context["form"].non_field_errors() == ["Too many failed login attempts. Try again later."]


def test_reset_finds_an_address_however_typed(client: Client) -> None:
    make_person(email="Ana@josé.example")
    for typed in ("ANA@JOSÉ.example", normalize("NFD", "ana@José.example")):
        client.post(reverse("account_reset_password"), {"email": typed})
    assert [one.to for one in mail.outbox] == [["Ana@josé.example"]] * 2


def confirmed(address: str) -> Any:
    return SimpleNamespace(email_addresses=[SimpleNamespace(email=address, verified=True)])


def test_provider_opens_an_account_by_address_in_any_capitals() -> None:
    user = make_user(email="Groß@Example.org")
    find = ProviderAdapter().authenticate_by_email
    assert find(confirmed("GROß@example.org")) == (user, "GROß@example.org")
    assert find(confirmed("gross@example.org")) is None  # another mailbox
    assert find(confirmed("")) is None


# --- Passwords


ACCENTED = "contraseña-más-larga-ﬁn"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD", "NFKC", "NFKD"])
def test_password_fits_in_every_normal_form(form: Any, typed: Any) -> None:
    user = make_user(password=normalize(form, ACCENTED))
    assert user.check_password(normalize(typed, ACCENTED))
    user.set_password(normalize(form, ACCENTED))
    assert user.check_password(normalize(typed, ACCENTED))
    assert not user.check_password(normalize(typed, "contrasena-mas-larga-fin"))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_password_set_before_it_was_normalised_goes_on_fitting(form: Any) -> None:
    user = make_user()
    raw = normalize(form, "contraseña-más-larga")
    User.objects.filter(pk=user.pk).update(password=make_password(raw))
    user.refresh_from_db()
    assert user.check_password(raw)
    assert user.check_password(normalize("NFC", raw))


def test_no_password_fits_none() -> None:
    assert not make_user().check_password(None)


# --- A pair from before


BEFORE, AFTER = [("ledger", "0008_status_order")], [("ledger", "0009_account_keys")]


def rename(*words: str) -> str:
    out = StringIO()
    call_command("rename_account", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_pair_from_before_is_named_and_can_be_got_out_of() -> None:
    triggers.drop(connection)  # as `migrate` does before and after its work
    MigrationExecutor(connection).migrate(BEFORE)
    before = MigrationExecutor(connection).loader.project_state(BEFORE).apps.get_model("ledger", "User")
    for number, (name, address) in enumerate(
        [("Admin", "ana@example.org"), ("admin", "Ana@Example.org"), ("eva", "")]
    ):
        before.objects.create(
            username=name, email=address, uuid=f"00000000-0000-4000-8000-00000000000{number}"
        )
    try:
        with pytest.raises(CommandError) as refused:
            MigrationExecutor(connection).migrate(AFTER)
        said = str(refused.value)
        assert "'Admin', 'admin': the same username" in said
        assert "'Admin', 'admin': the same address" in said
        assert "python3 manage.py rename_account" in said
        assert set(before.objects.values_list("username", flat=True)) == {"Admin", "admin", "eva"}
        with pytest.raises(CommandError, match="capitals"):
            rename("Admin", "EVA")
        assert rename("Admin", "ana", "--email", "ana.second@example.org") == (
            "Admin: ana, ana.second@example.org.\n"
        )
    finally:
        before.objects.filter(username="Admin").update(username="ana", email="")
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("ledger"))
        triggers.install(connection)
    assert User.objects.named("ADMIN").get().email_key == "ana@example.org"
    assert User.objects.named("Ana").get().email_key == "ana.second@example.org"


def test_rename_keeps_the_keys_and_refuses_what_is_taken() -> None:
    make_user(username="Eva", email="eva@example.org")
    make_user(username="Ana")
    with pytest.raises(CommandError, match="no account"):
        rename("ana", "ida")
    with pytest.raises(CommandError, match="Give a new username"):
        rename("Ana")
    with pytest.raises(CommandError, match="Another account has this address"):
        rename("Ana", "--email", "EVA@example.org")
    with pytest.raises(CommandError, match="valid email"):
        rename("Ana", "--email", "nobody")
    with pytest.raises(CommandError, match="valid username"):
        rename("Ana", "a b")
    rename("Ana", "ANA", "--email", "Ana@example.org")
    user = User.objects.named("ana").get()
    assert (user.username, user.email_key) == ("ANA", name_key("Ana@example.org"))
    rename("ANA", "--email", "")
    user.refresh_from_db()
    assert (user.email, user.email_key) == ("", "")
