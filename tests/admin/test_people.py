"""Accounts in the admin: made without a password, invited by mail, and never the last of those who keep accounts."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from ledger.models import Dialogue, Round, User
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member, make_party, make_round, make_user
from tests.support.acting import seen_on
from tests.support.admin_forms import form_of
from tests.support.admin_pages import address, signed_in
from tests.support.rows import make_staff
from tests.support.signing_in import PASSWORD

pytestmark = pytest.mark.django_db


def make_keeper(**fields: Any) -> User:
    return make_user(password=PASSWORD, is_staff=True, is_superuser=True, **fields)


def sent_for(user: User, **changed: str) -> dict[str, str]:
    """What the form of an account sends; a box is unticked by an empty text."""
    kept = {"username": user.username, "email": user.email, "language": user.language}
    boxes = {name: "on" for name in ("is_active", "is_staff", "is_superuser") if getattr(user, name)}
    inlines = {f"memberships-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return {
        name: value for name, value in (kept | boxes | inlines | changed).items() if value or name == "email"
    }


def save(client: Client, user: User, **changed: str) -> Any:
    page = address(User, "change", user.pk)
    return client.post(page, sent_for(user, **changed) | seen_on(client, page))


def told(client: Client, answer: Any) -> list[str]:
    return [str(message) for message in client.get(answer["Location"]).context["messages"]]


def test_new_account_has_no_password_and_is_invited() -> None:
    client = signed_in(make_keeper())
    sent = {"username": "ana", "email": "ana@example.org", "language": "es", "is_staff": "on", "_invite": "1"}
    url = address(User, "add", 0)
    answer = client.post(url, form_of(client, url) | sent)
    ana = User.objects.get(username="ana")
    assert (answer.status_code, ana.has_usable_password(), ana.is_superuser) == (302, False, False)
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    assert mail.outbox[0].subject == "Su cuenta en el Registro de Diálogos"


def test_invitation_without_a_mail_server_says_so() -> None:
    client, ana = signed_in(make_keeper()), make_user(email="ana@example.org")
    assert "There is no mail server" in told(client, save(client, ana, _invite="1"))[0]


def test_invitation_with_a_mail_server_says_where_it_went(settings: Any) -> None:
    settings.LEDGER_SENDS_MAIL = True
    client, ana = signed_in(make_keeper()), make_user(email="ana@example.org")
    assert "A link was sent to ana@example.org." in told(client, save(client, ana, _invite="1"))


@pytest.mark.parametrize("fields", [{}, {"email": "ana@example.org", "is_active": False}])
def test_account_that_is_closed_or_has_no_address_is_not_invited(fields: dict[str, Any]) -> None:
    client, ana = signed_in(make_keeper()), make_user(**fields)
    assert "Nothing was sent: the account is closed, or has no address." in told(
        client, save(client, ana, _invite="1")
    )
    assert mail.outbox == []


@pytest.mark.parametrize("given_up", ["is_active", "is_staff", "is_superuser"])
def test_last_keeper_cannot_give_it_up(given_up: str) -> None:
    keeper = make_keeper()
    # Neither a closed superuser nor one who has not chosen a password yet could take over.
    make_keeper(is_active=False)
    make_user(is_staff=True, is_superuser=True)
    answer = save(signed_in(keeper), keeper, **{given_up: ""})
    errors = answer.context["adminform"].form.errors
    assert list(errors) == [given_up]
    assert errors[given_up][0].startswith("Nobody else keeps accounts.")
    keeper.refresh_from_db()
    assert getattr(keeper, given_up) is True


def test_one_of_two_keepers_can_give_it_up() -> None:
    keeper, other = make_keeper(), make_keeper()
    assert save(signed_in(keeper), other, is_superuser="").status_code == 302
    other.refresh_from_db()
    assert other.is_superuser is False


def test_last_keeper_keeps_a_password() -> None:
    keeper = make_keeper()
    page = reverse("admin:auth_user_password_change", args=(keeper.pk,))
    answer = signed_in(keeper).post(page, {"usable_password": "false", "unset-password": "1"})
    keeper.refresh_from_db()
    assert (answer.status_code, keeper.has_usable_password()) == (200, True)


def test_address_belongs_to_one_account() -> None:
    make_user(email="ana@example.org")
    client, other = signed_in(make_keeper()), make_user()
    answer = save(client, other, email="ANA@example.org")
    assert answer.context["adminform"].form.errors == {"email": ["Another account has this address."]}


def test_changed_address_leaves_no_other_behind() -> None:
    client, ana = signed_in(make_keeper()), make_user(email="old@example.org")
    EmailAddress.objects.create(user=ana, email="old@example.org")
    save(client, ana, email="new@example.org")
    assert not EmailAddress.objects.filter(email="old@example.org").exists()


def test_second_step_is_turned_off_for_who_lost_it() -> None:
    client, ana = signed_in(make_keeper()), make_user()
    Authenticator.objects.create(user=ana, type=Authenticator.Type.TOTP, data={})
    page = client.get(address(User, "change", ana.pk)).content.decode()
    assert 'name="_forget_second_step"' in page
    save(client, ana, _forget_second_step="1")
    assert not Authenticator.objects.filter(user=ana).exists()


def test_account_is_closed_and_not_deleted() -> None:
    client, ana = signed_in(make_keeper()), make_user()
    assert client.post(address(User, "delete", ana.pk), {"post": "yes"}).status_code == 403
    assert save(client, ana, is_active="").status_code == 302
    ana.refresh_from_db()
    assert ana.is_active is False


# --- What superusers are told of dialogues in which they hold no role


def test_superuser_finds_dialogues_by_name_and_reads_nothing_else_of_them() -> None:
    party = make_party("AU", name_en="ZZMARK party")
    dialogue = make_dialogue("USMX", own_party=party, note="ZZMARK note", stale_after_days=54321)
    dialogue.note = "ZZMARK newer note"
    dialogue.save()
    keeper = make_keeper()
    client, page = signed_in(keeper), address(Dialogue, "change", dialogue.pk)
    shown = client.get(page)
    assert ("Dialogue USMX" in shown.content.decode(), shown.context["has_history"]) == (True, False)
    pages = [page, address(Dialogue, "changelist", 0), address(Dialogue, "delete", dialogue.pk)]
    told = " ".join(client.get(one).content.decode() for one in pages)
    assert [word for word in ("ZZMARK", "54321", "releases need") if word in told] == []
    assert client.get(f"{pages[1]}?q=ZZMARK").context["cl"].result_count == 0
    history = address(Dialogue, "history", dialogue.pk)
    assert client.get(history).status_code == 403
    make_member(Role.VIEWER, dialogue=dialogue, user=keeper)
    assert "ZZMARK note" in client.get(history).content.decode()
    assert "ZZMARK newer note" in client.get(page).content.decode()


@pytest.mark.parametrize("roles", [(Role.EDITOR,), (Role.EDITOR, Role.RELEASER)])
def test_who_may_be_told_where_a_round_met_is_in_no_form(roles: tuple[Role, ...]) -> None:
    round = make_round(city="Toluca")
    client = signed_in(make_staff(*roles, dialogue=round.dialogue))
    page = address(Round, "change", round.pk)
    form = client.get(page).context["adminform"].form
    assert ("city" in form.fields, "place_visibility" in form.fields) == (True, False)
    adding = client.get(address(Round, "add", 0)).context["adminform"].form
    adding = client.get(address(Round, "add", 0)).context["adminform"].form
    assert "place_visibility" not in adding.fields, "a new round is internal"


# --- Roles with the account


def test_new_account_gets_its_roles_by_the_same_form() -> None:
    client, dialogue = signed_in(make_keeper()), make_dialogue()
    url = address(User, "add", 0)
    sent = form_of(client, url) | {
        "username": "ana",
        "email": "ana@example.org",
        "memberships-0-dialogue": dialogue.pk,
        "memberships-0-role": "editor",
        "memberships-1-dialogue": dialogue.pk,
        "memberships-1-role": "releaser",
    }
    assert client.post(url, sent).status_code == 302
    ana = User.objects.get(username="ana")
    assert set(ana.memberships.values_list("role", flat=True)) == {Role.EDITOR, Role.RELEASER}
    assert ana.memberships.first().history.get().history_type == "+"


def test_half_a_role_makes_no_account() -> None:
    client, url = signed_in(make_keeper()), address(User, "add", 0)
    sent = form_of(client, url) | {"username": "ana", "memberships-0-dialogue": make_dialogue().pk}
    answer = client.post(url, sent)
    assert (answer.status_code, User.objects.filter(username="ana").exists()) == (200, False)


def test_people_who_keep_no_accounts_give_no_roles() -> None:
    dialogue = make_dialogue()
    client = signed_in(make_staff(Role.EDITOR, dialogue=dialogue))
    sent = {"username": "ana", "memberships-0-dialogue": dialogue.pk, "memberships-0-role": "editor"}
    assert client.post(address(User, "add", 0), sent).status_code == 403
