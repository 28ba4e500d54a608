"""API tokens: made once, shown once, and never worth more than their owner's roles and what they were given."""

import datetime
import re
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledger import access
from ledger.api.authentication import MOST_WRONG
from ledger.api.throttling import PersonThrottle, TokenThrottle
from ledger.models import ApiToken, Dialogue, Item, ReviewDraft, Seal, User
from ledger.personal import MAX_TOKENS, InvalidInput, NotVisible, make_token, token_of
from ledger.vocabulary import Act, Permission, Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_round, make_user
from tests.support.acting import seen_on
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = "/preferences/tokens/"
REFUSED = "This token lets nobody in: it is wrong, has ended or was revoked, or its roles ended."


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    cache.clear()
    caches["process"].clear()


def asked(secret: str, address: str = "/api/v1/items/", **options: Any) -> Any:
    return Client(**options).get(address, headers={"Authorization": f"Bearer {secret}"})


def refs(answer: Any) -> list[str]:
    return [row["ref"] for row in answer.json()["results"]]


def test_token_is_shown_once_kept_as_a_digest_and_lets_in_until_revoked() -> None:
    item = make_item()
    client = signed_in(make_editor(item.round.dialogue))
    page = client.post(PAGE, {"name": "Intranet", "days": "30"}, follow=True).content.decode()
    [secret] = re.findall(r"dlt_[\w-]{43}", page)
    token = ApiToken.objects.get()
    assert (secret in client.get(PAGE).content.decode(), secret in str(dict(client.session))) == (
        False,
        False,
    )
    assert secret not in str(ApiToken.objects.values().get())
    assert (token.may_write, token.last_used_at) == (False, None)
    assert refs(asked(secret)) == [item.ref]
    token.refresh_from_db()
    assert token.last_used_at is not None
    client.post(PAGE, {"revoke": token.uuid})
    answer = asked(secret)
    assert (answer.status_code, answer.json()["detail"]) == (401, REFUSED)
    assert answer["WWW-Authenticate"] == "Bearer"
    assert client.get(PAGE).context["tokens"] == []


def test_token_of_one_dialogue_knows_of_no_other() -> None:
    here, there = make_item(), make_item()
    user = make_editor(here.round.dialogue)
    make_member(Role.EDITOR, dialogue=there.round.dialogue, user=user)
    secret = make_token(user=user, name="Script", dialogues=[here.round.dialogue], days=30)
    assert refs(asked(secret)) == [here.ref]
    assert asked(secret, reverse("api:item-detail", args=[there.ref])).status_code == 404
    assert asked(secret, "/api/v1/seals/").json()["results"] == []
    roles = asked(secret, "/api/v1/memberships/").json()["results"]
    assert [row["dialogue"] for row in roles] == [here.round.dialogue.code]
    narrowed = token_of(secret)
    assert narrowed is not None
    assert not access.visible_to(narrowed.user, Seal.objects.all()).exists()
    # The session that comes along is not what is asked: the token is.
    client = signed_in(user)
    answer = client.get("/api/v1/items/", headers={"Authorization": f"Bearer {secret}"})
    assert refs(answer) == [here.ref]


def test_token_for_reading_allows_nothing_else_even_to_a_superuser_who_edits() -> None:
    dialogue = make_dialogue()
    user = make_member(Role.EDITOR, dialogue=dialogue, user=make_user(is_superuser=True))
    token = token_of(make_token(user=user, name="Script", dialogues=[dialogue], days=30))
    assert token is not None
    given = {act for act in (*Act, *Permission) if access.may(token.user, act, dialogue)}
    assert given == {Permission.READ}
    assert access.may(user, Act.AMEND, dialogue)
    assert not any(
        (
            access.curates(token.user),
            access.starts_dialogues(token.user),
            access.keeps_accounts(token.user),
            access.corrects_clock(token.user, Dialogue.objects.all()),
            token.user.has_perm("ledger.record", dialogue),
            access.visible_to(token.user, ReviewDraft.objects.all()).exists(),
        )
    )


@pytest.mark.parametrize(
    "lost", ["role ended", "role changed", "account closed", "token ended", "revoked by a superuser"]
)
def test_token_is_gone_at_once(lost: str) -> None:
    dialogue = make_dialogue()
    user = make_member(Role.VIEWER, dialogue=dialogue)
    secret = make_token(user=user, name="Script", dialogues=[dialogue], days=30)
    assert asked(secret).status_code == 200
    if lost == "role ended":
        user.memberships.update(ended_on=timezone.localdate())
    elif lost == "role changed":  # the higher role is not the token's
        user.memberships.update(role=Role.EDITOR)
    elif lost == "account closed":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif lost == "token ended":
        ApiToken.objects.update(ends_at=timezone.now() - datetime.timedelta(seconds=1))
    else:
        _save(make_user(is_superuser=True, is_staff=True), user, _revoke_tokens="1")
    assert asked(secret).status_code == 401
    assert token_of(secret) is None


def test_account_that_is_opened_again_has_no_programs() -> None:
    dialogue = make_dialogue()
    user = make_member(Role.VIEWER, dialogue=dialogue)
    secret = make_token(user=user, name="Script", dialogues=[dialogue], days=30)
    keeper = make_user(is_superuser=True, is_staff=True)
    _save(keeper, user, is_active="")
    User.objects.filter(pk=user.pk).update(is_active=True)
    assert asked(secret).status_code == 401


def test_role_that_is_given_again_brings_no_token_back() -> None:
    dialogue, other = make_dialogue(), make_dialogue()
    user = make_member(Role.EDITOR, dialogue=dialogue)
    held = user.memberships.get()
    secret = make_token(user=user, name="Script", dialogues=[dialogue], days=30, may_write=True)
    held.save()
    assert asked(secret).status_code == 200
    held.role = Role.VIEWER
    held.save()
    held.role = Role.EDITOR
    held.save()
    assert asked(secret).status_code == 401
    user.memberships.create(dialogue=other, role=Role.VIEWER)
    secret = make_token(user=user, name="Again", dialogues=[dialogue, other], days=30)
    held.ended_on = timezone.localdate()
    held.save()
    held.ended_on = None
    held.save()
    roles = asked(secret, "/api/v1/memberships/").json()["results"]
    assert roles == [{"dialogue": other.code, "role": "viewer"}]


def _save(keeper: User, account: User, **pressed: str) -> None:
    client = signed_in(keeper)
    address = reverse("admin:ledger_user_change", args=[account.pk])
    form = client.get(address).context["adminform"].form
    sent = {name: "on" if value is True else value or "" for name, value in form.initial.items()}
    sent = {name: value for name, value in sent.items() if value != "" and name in form.fields}
    inline = client.get(address).context["inline_admin_formsets"][0].formset
    sent |= {f"{inline.prefix}-{name}": value for name, value in inline.management_form.initial.items()}
    sent[f"{inline.prefix}-TOTAL_FORMS"] = sent[f"{inline.prefix}-INITIAL_FORMS"] = 0
    sent = {name: value for name, value in (sent | seen_on(client, address) | pressed).items() if value != ""}
    assert client.post(address, sent).status_code == 302


def test_new_role_is_not_given_to_an_old_token() -> None:
    here, there = make_dialogue(), make_dialogue()
    user = make_member(Role.VIEWER, dialogue=here)
    secret = make_token(user=user, name="Script", dialogues=[here], days=30)
    make_member(Role.EDITOR, dialogue=here, user=user)
    make_member(Role.VIEWER, dialogue=there, user=user)
    token = token_of(secret)
    assert token is not None
    assert access.dialogues_of(token.user) == [(here, Role.VIEWER)]


def test_wrong_tokens_are_heard_so_often_and_no_more() -> None:
    told = [asked("dlt_guessed").status_code for _guess in range(MOST_WRONG + 1)]
    assert told == [401] * MOST_WRONG + [429]
    assert asked("dlt_guessed")["Retry-After"]


@pytest.mark.parametrize("throttle", [TokenThrottle, PersonThrottle])
def test_program_that_asks_too_often_is_told_to_wait(throttle: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogue = make_dialogue()
    user = make_member(Role.VIEWER, dialogue=dialogue)
    secrets = [make_token(user=user, name=name, dialogues=[dialogue], days=30) for name in "ab"]
    monkeypatch.setattr(throttle, "rate", "2/min")
    told = [asked(secret) for secret in (secrets[0], secrets[0], secrets[0], secrets[1])]
    assert [answer.status_code for answer in told] == [
        200,
        200,
        429,
        200 if throttle is TokenThrottle else 429,
    ]
    assert re.fullmatch(r"Too many requests\. Ask again in \d+ seconds\.", told[2].json()["detail"])
    assert int(told[2]["Retry-After"]) > 0


def test_form_refuses_another_dialogue_and_another_persons_token() -> None:
    user, other = make_editor(make_dialogue()), make_editor(make_dialogue())
    theirs = other.memberships.get().dialogue
    page = signed_in(user).post(PAGE, {"name": "x", "days": "30", "dialogue": theirs.pk})
    assert (page.status_code, ApiToken.objects.count()) == (200, 0)
    with pytest.raises(NotVisible):
        make_token(user=user, name="x", dialogues=[theirs], days=30)
    secret = make_token(user=other, name="x", dialogues=[theirs], days=30)
    for key in (ApiToken.objects.get().uuid, "guessed"):
        assert signed_in(user).post(PAGE, {"revoke": key}).status_code == 404
    assert token_of(secret) is not None


def test_name_is_asked_for_escaped_and_so_many_tokens_are_enough() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    for name, days, field in ((" ", 30, "name"), ("a", 0, "days"), ("a", 367, "days"), ("\x00", 1, "name")):
        with pytest.raises(InvalidInput) as refused:
            make_token(user=user, name=name, dialogues=[dialogue], days=days)
        assert list(refused.value.fields) == [field]
    for _number in range(MAX_TOKENS):
        make_token(user=user, name="<script>alert(1)</script>", dialogues=[dialogue], days=30)
    page = signed_in(user).post(PAGE, {"name": "One more", "days": "30"}).content.decode()
    assert "There are 20 tokens: revoke one first." in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows: int, django_assert_num_queries: Any) -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    held = make_round(dialogue)
    for _number in range(rows):
        make_item(held)
        secret = make_token(user=user, name="Script", dialogues=[dialogue], days=30)
    assert asked(secret).status_code == 200  # the last use is written once a minute
    with django_assert_num_queries(7):
        assert len(refs(asked(secret))) == rows == Item.objects.count()
    client = signed_in(user)
    with django_assert_num_queries(6):
        client.get(PAGE)
