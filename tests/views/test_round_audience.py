"""Who may be told where a round met: a release on its page, and the ways round it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from ledger.models import Round, RoundRelease, User
from ledger.recording import RuleViolation, choose_snapshot_moment, release_entry, release_place
from ledger.reports import round as round_report
from ledger.reports.parameter_form import read_parameters
from ledger.vocabulary import Audience, Role
from tests.makers import (
    make_dialogue,
    make_item,
    make_member,
    make_releaser,
    make_round,
    make_statement,
    make_user,
)
from tests.support.admin_forms import first, form_of, revert
from tests.support.admin_pages import address, signed_in
from tests.support.asking import told
from tests.views.test_topic_texts import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    """A round in Toluca, of which an item was released."""
    round = make_round(city="Toluca", venue="Casa de la Luna")
    opening = make_item(round).entries.get()
    release_entry(
        user=make_releaser(round.dialogue), entry=opening, audience=Audience.PUBLIC, expected_sequence=None
    )
    return round


def member(round: Round, *roles: Role) -> User:
    return make_member(*roles, dialogue=round.dialogue, user=make_user(is_staff=True))


def page_of(round: Round) -> str:
    return reverse("ledger:round-audience", args=(round.dialogue.code, round.number))


def public_report(round: Round, **parameters: str) -> str:
    name = f"{round.dialogue.code}-{round.number}"
    return told(round_report.build(read_parameters(round=name, audience="public", **parameters)))


def release(round: Round, user: User, audience: Audience = Audience.PUBLIC) -> RoundRelease:
    return release_place(user=user, round=round, audience=audience, reason="Agreed.", expected_sequence=None)


def test_public_report_before_and_after_a_release(round: Round) -> None:
    before = choose_snapshot_moment()
    assert "Toluca" not in public_report(round)
    client = signed_in(member(round, Role.RELEASER))
    assert sent(client, page_of(round), audience="public", reason="Announced.").status_code == 302
    assert "Toluca" in public_report(round)
    assert "Toluca" not in public_report(round, known_at=before.isoformat())
    assert "Announced." in client.get(page_of(round)).content.decode()


@pytest.mark.parametrize(
    ("role", "may_widen", "may_narrow"),
    [
        (Role.VIEWER, False, False),
        (Role.RECORDER, False, False),
        (Role.EDITOR, False, True),
        (Role.RELEASER, True, True),
    ],
)
def test_releasers_widen_editors_narrow(round: Round, role: Role, may_widen: bool, may_narrow: bool) -> None:
    user = member(round, role)
    if may_widen:
        release(round, user)
    else:
        with pytest.raises(PermissionDenied):
            release(round, user)
        release(round, make_releaser(round.dialogue))
    if may_narrow:
        release(round, user, Audience.INTERNAL)
    else:
        with pytest.raises(PermissionDenied):
            release(round, user, Audience.INTERNAL)


def test_second_person_is_somebody_else_than_who_wrote_it() -> None:
    dialogue = make_dialogue(releases_need_second_person=True)
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    round = Round(dialogue=dialogue, number=3, city="Toluca")
    round._history_user = user  # type: ignore[attr-defined]
    round.save()
    with pytest.raises(RuleViolation, match="second person"):
        release(round, user)
    release(round, make_releaser(dialogue))


@pytest.mark.parametrize("fields", [{"city": "Lima"}, {"venue": "Another"}])
def test_released_place_stays_as_it_was_released(round: Round, fields: dict[str, Any]) -> None:
    release(round, make_releaser(round.dialogue))
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(**fields)
    client = signed_in(member(round, Role.EDITOR))
    url = address(Round, "change", round.pk)
    client.post(url, form_of(client, url) | fields | {"place_visibility": "shared", "note": "x"})
    kept = Round.objects.get(pk=round.pk)
    assert (kept.city, kept.venue, kept.place_visibility) == ("Toluca", "Casa de la Luna", Audience.PUBLIC)
    make_item(round)  # its counter goes on
    assert "Toluca" in public_report(round)


@pytest.mark.parametrize("held", ["item", "statement", "release"])
def test_round_that_holds_something_does_not_move_to_another_dialogue(held: str) -> None:
    """Else what was shared with one counterpart would be shared with another's, by an editor of both."""
    ours, other = make_dialogue(releases_need_second_person=True), make_dialogue()
    round = make_round(ours)
    if held == "item":
        make_item(round)
    elif held == "statement":
        make_statement(round)
    else:
        release(round, make_releaser(ours), Audience.SHARED)
        release(round, make_releaser(ours), Audience.INTERNAL)
    with pytest.raises(IntegrityError, match="stays in its dialogue"), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(dialogue=other)
    client = signed_in(make_member(Role.EDITOR, dialogue=other, user=member(round, Role.EDITOR)))
    url = address(Round, "change", round.pk)
    assert client.post(url, form_of(client, url) | {"dialogue": other.pk, "note": "x"}).status_code == 302
    kept = Round.objects.get(pk=round.pk)
    assert (kept.dialogue, kept.note) == (ours, "x")


def test_empty_round_of_a_mistaken_dialogue_is_moved() -> None:
    ours, other = make_dialogue(), make_dialogue()
    round = make_round(ours)
    client = signed_in(make_member(Role.EDITOR, dialogue=other, user=member(round, Role.EDITOR)))
    url = address(Round, "change", round.pk)
    client.post(url, form_of(client, url) | {"dialogue": other.pk})
    assert Round.objects.get(pk=round.pk).dialogue == other


def test_audience_is_neither_saved_nor_brought_back_without_a_release(round: Round) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(place_visibility=Audience.PUBLIC)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_round(round.dialogue, place_visibility=Audience.PUBLIC)
    release(round, make_releaser(round.dialogue))
    version = round.history.latest("history_id").history_id
    release(round, make_releaser(round.dialogue), Audience.INTERNAL)
    client = signed_in(member(round, Role.EDITOR, Role.RELEASER))
    fresh = Round.objects.get(pk=round.pk)
    fresh.note = "x"
    fresh.save()
    assert revert(client, fresh, version).status_code == 302
    assert Round.objects.get(pk=round.pk).place_visibility is Audience.INTERNAL
    assert first(round) < version


def test_staff_of_another_dialogue_find_nothing(round: Round) -> None:
    client = signed_in(make_member(*Role, dialogue=make_dialogue()))
    assert client.get(page_of(round)).status_code == 404
    assert client.post(page_of(round), {"audience": "public", "reason": "x"}).status_code == 404
