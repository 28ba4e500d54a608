"""What was typed, feed keys and preferences."""

import datetime
import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ledger.models import EntryDraft, FeedKey, Preference
from ledger.personal import (
    InvalidInput,
    NotVisible,
    drop_typed,
    forget_words,
    keep_typed,
    make_feed_key,
    note_digest,
    owner_of_feed,
    preference_of,
    revoke_feed_key,
    set_preferences,
    take_typed,
)
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_step, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = datetime.date(2026, 3, 2)


# What was typed


def test_typed_is_kept_until_it_is_dropped() -> None:
    item = make_item()
    user, other = make_editor(item.round.dialogue), make_editor(item.round.dialogue)
    keep_typed(user=user, item=item, typed={"note": "Half"})
    keep_typed(user=user, item=item, typed={"note": "Half a sentence", "status": ""})
    assert take_typed(user=user, item=item) == {"note": "Half a sentence", "status": ""}
    assert take_typed(user=other, item=item) == {}
    drop_typed(user=other, item=item)
    assert take_typed(user=user, item=item) != {}
    drop_typed(user=user, item=item)
    assert take_typed(user=user, item=item) == {}
    assert not EntryDraft.objects.exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RELEASER, None])
def test_typed_is_kept_for_those_who_record(role: Role | None) -> None:
    item = make_item()
    user = make_member(role, dialogue=item.round.dialogue) if role else make_editor(make_dialogue())
    with pytest.raises(NotVisible):
        keep_typed(user=user, item=item, typed={"note": "x"})


@pytest.mark.parametrize("typed", [{"note": "\x00"}, {"note": "\ud800"}, {"note": "x" * 200_001}])
def test_typed_that_cannot_be_kept_is_refused(typed: dict[str, str]) -> None:
    item = make_item()
    with pytest.raises(InvalidInput):
        keep_typed(user=make_editor(item.round.dialogue), item=item, typed=typed)


@pytest.mark.parametrize("of_step", [False, True])
def test_typed_about_an_item_or_its_steps_goes_with_the_words_it_repeats(of_step: bool) -> None:
    item = make_item()
    steps = [make_step(item) for _number in range(2)]
    user = make_editor(item.round.dialogue)
    other = make_item(item.round)
    for row in (item, *steps, other):
        keep_typed(user=user, item=row, typed={"note": "He is John Doe, 12 Elm St."})
    forget_words(item=steps[0] if of_step else item, destroyed=["John Doe, 12 Elm St."])
    assert [draft.item for draft in EntryDraft.objects.all()] == [other]


# Feed keys


def test_nobody_has_a_feed_until_they_make_one() -> None:
    assert owner_of_feed("") is None
    assert not FeedKey.objects.exists()


def test_secret_is_kept_as_its_digest_alone_and_opens_the_feed_of_its_owner() -> None:
    user = make_editor(make_dialogue())
    secret = make_feed_key(user=user)
    row = FeedKey.objects.values().get()
    assert row["digest"] == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in map(str, row.values())
    assert len(secret) >= 43
    assert owner_of_feed(secret) == user
    assert [owner_of_feed(wrong) for wrong in (secret[:-1], row["digest"], "\ud800")] == [None] * 3


def test_new_key_revokes_the_one_before() -> None:
    user = make_editor(make_dialogue())
    old, new = make_feed_key(user=user), make_feed_key(user=user)
    assert (owner_of_feed(old), owner_of_feed(new)) == (None, user)
    assert [revoke_feed_key(user=user), revoke_feed_key(user=user)] == [True, False]
    assert owner_of_feed(new) is None
    assert FeedKey.objects.count() == 2


def test_feed_of_a_closed_account_is_shut() -> None:
    user = make_editor(make_dialogue())
    secret = make_feed_key(user=user)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert owner_of_feed(secret) is None


def test_feed_needs_a_role_somewhere() -> None:
    with pytest.raises(NotVisible):
        make_feed_key(user=make_user())


def test_database_holds_one_key_in_force() -> None:
    user = make_editor(make_dialogue())
    make_feed_key(user=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedKey.objects.create(user=user, digest="0" * 64, made_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_keys_made_at_once_leave_one_in_force() -> None:
    user = make_editor(make_dialogue())

    def make(_number: int) -> str:
        try:
            return make_feed_key(user=user)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        secrets = list(pool.map(make, range(3)))
    assert [owner_of_feed(secret) for secret in secrets].count(user) == 1


# Preferences


def test_preferences_have_defaults_without_a_row() -> None:
    user = make_user()
    chosen = preference_of(user)
    assert (chosen.wants_digest, chosen.wants_assignments, chosen.pk) == (True, True, None)
    set_preferences(user=user, wants_digest=False, wants_assignments=True)
    assert preference_of(user).wants_digest is False
    assert preference_of(make_user()).wants_digest is True


def test_digest_of_a_day_is_claimed_once() -> None:
    user = make_user()
    later = DAY + datetime.timedelta(1)
    claims = [note_digest(user=user, day=day) for day in (DAY, DAY, later, DAY)]
    assert claims == [True, False, True, False]
    assert Preference.objects.get(user=user).last_digest_on == later
