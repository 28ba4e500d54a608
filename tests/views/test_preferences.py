"""What a person sets for themselves."""

import re

import pytest

from ledger.models import FeedKey, User
from ledger.personal import owner_of_feed, preference_of
from ledger.vocabulary import Language, Role
from tests.makers import make_dialogue, make_editor, make_member, make_user
from tests.support.acting import seen_on
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = "/preferences/"


def test_language_and_mail_are_kept_and_told_in_the_new_language() -> None:
    user = make_editor(make_dialogue())
    client = signed_in(user)
    sent = {
        "do": "save",
        "language": "es",
        "wants_digest": "on",
        "watched_mail": "never",
        "remind_hour": "6",
    } | seen_on(client, PAGE)
    answer = client.post(PAGE, sent, follow=True)
    kept = preference_of(user)
    user.refresh_from_db()
    assert (user.language, kept.wants_digest, kept.wants_assignments) == (Language.ES, True, False)
    page = answer.content.decode()
    assert "Sus preferencias están guardadas." in page
    assert '<html lang="es">' in page


def test_unknown_language_is_refused_at_its_field_and_what_was_ticked_stays() -> None:
    user = make_editor(make_dialogue())
    page = signed_in(user).post(PAGE, {"do": "save", "language": "xx"}).content.decode()
    assert 'href="#id_language"' in page
    assert not re.search(r'name="wants_digest"[^>]*checked', page)
    assert preference_of(user).pk is None


def test_calendar_is_off_until_made_and_its_address_is_shown_once() -> None:
    user = make_editor(make_dialogue())
    client = signed_in(user)
    assert "Your calendar is off." in client.get(PAGE).content.decode()
    page = client.post(PAGE, {"do": "make-calendar"}, follow=True).content.decode()
    [secret] = re.findall(r"http://127\.0\.0\.1:8000/calendar/([\w-]+)\.ics", page)
    assert owner_of_feed(secret) == user
    assert secret not in client.get(PAGE).content.decode()
    assert secret not in str(dict(client.session))
    client.post(PAGE, {"do": "revoke-calendar"})
    assert owner_of_feed(secret) is None


def test_each_dialogue_is_listed_once_with_the_roles_held_in_it() -> None:
    here, there = make_dialogue(), make_dialogue()
    user = make_member(Role.EDITOR, Role.RELEASER, Role.VIEWER, dialogue=here)
    make_member(Role.VIEWER, dialogue=there, user=user)
    shown = signed_in(user).get(PAGE).context["roles"]
    assert shown == [(here, "editor, releaser, viewer"), (there, "viewer")]


def test_person_without_a_role_chooses_a_language_and_has_no_calendar() -> None:
    user = make_user()
    client = signed_in(user)
    assert 'id="calendar"' not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"do": "make-calendar"}).status_code == 403
    client.post(
        PAGE, {"language": "es", "watched_mail": "digest", "remind_hour": "6"} | seen_on(client, PAGE)
    )
    assert User.objects.get(pk=user.pk).language == Language.ES
    assert not FeedKey.objects.exists()


def test_reminders_have_days_an_hour_and_a_time_zone_of_ones_own() -> None:
    user = make_editor(make_dialogue())
    client = signed_in(user)
    chosen = {"remind_days": "14", "remind_hour": "6", "time_zone": "America/Mexico_City"}
    sent = {"language": "en", "watched_mail": "digest"} | chosen
    client.post(PAGE, sent | seen_on(client, PAGE))
    kept = preference_of(user)
    assert (kept.remind_days, kept.remind_hour, kept.time_zone) == (14, 6, "America/Mexico_City")
    client.post(PAGE, sent | {"remind_days": ""} | seen_on(client, PAGE))
    assert preference_of(user).remind_days is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [("remind_days", "-1"), ("remind_days", "366"), ("remind_hour", "24"), ("time_zone", "Europe/Atlantis")],
)
def test_reminder_that_makes_no_sense_is_refused_at_its_field(field: str, typed: str) -> None:
    user = make_editor(make_dialogue())
    client = signed_in(user)
    sent = {"language": "en", "watched_mail": "digest", "remind_days": "7", "remind_hour": "6"}
    page = client.post(PAGE, sent | {field: typed} | seen_on(client, PAGE)).content.decode()
    assert f'href="#id_{field}"' in page
    assert preference_of(user).pk is None
