"""A dialogue's protected rules: on their page, and every way round it that an editor might take."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Dialogue, DialogueRuleChange, User
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member, make_party, make_releaser, make_round, make_user
from tests.support.admin_forms import first, form_of, revert, revert_url
from tests.support.admin_pages import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue(releases_need_second_person=True)


def member(dialogue: Dialogue, *roles: Role, **fields: Any) -> User:
    return make_member(*roles, dialogue=dialogue, user=make_user(is_staff=True, **fields))


def page_of(dialogue: Dialogue) -> str:
    return reverse("ledger:dialogue-rules", args=(dialogue.code,))


def looser(dialogue: Dialogue, **typed: Any) -> dict[str, Any]:
    """What a browser sends of the form with the box unticked."""
    parties = list(dialogue.parties.values_list("pk", flat=True))
    return {"parties": parties, "own_party": "", "reason": "One person is left."} | typed


def deciding(decision: str) -> dict[str, Any]:
    """What a browser sends of a button beside the newest change."""
    return {"do": decision, "wanted": DialogueRuleChange.objects.latest("pk").pk}


def needs_second(dialogue: Dialogue) -> bool:
    return Dialogue.objects.get(pk=dialogue.pk).releases_need_second_person


def test_change_is_asked_for_and_approved(dialogue: Dialogue) -> None:
    one = signed_in(member(dialogue, Role.EDITOR, Role.RELEASER))
    assert one.post(page_of(dialogue), looser(dialogue)).status_code == 302
    assert "waits for a second person" in one.get(page_of(dialogue)).content.decode()
    assert one.post(page_of(dialogue), deciding("approve")).status_code == 403
    assert needs_second(dialogue)
    other = signed_in(make_releaser(dialogue))
    assert "One person is left." in other.get(page_of(dialogue)).content.decode()
    assert other.post(page_of(dialogue), deciding("approve")).status_code == 302
    assert not needs_second(dialogue)
    late = other.post(page_of(dialogue), deciding("approve"), follow=True).content.decode()
    assert "This was decided already." in late
    assert "required" not in late


def test_marking_is_asked_for_approved_and_told(dialogue: Dialogue) -> None:
    one = signed_in(member(dialogue, Role.EDITOR))
    marked = looser(
        dialogue, releases_need_second_person="on", marking_en="SENSITIVE <b>", marking_es="SENSIBLE"
    )
    assert "in both languages" in one.post(page_of(dialogue), marked | {"marking_es": ""}).content.decode()
    assert one.post(page_of(dialogue), marked).status_code == 302
    other = signed_in(make_releaser(dialogue))
    assert other.post(page_of(dialogue), deciding("approve")).status_code == 302
    page = other.get(page_of(dialogue)).content.decode()
    assert "Marking of internal reports in English: – → <b>SENSITIVE &lt;b&gt;</b>" in squeezed(page)
    dialogue.refresh_from_db()
    assert (dialogue.marking_en, dialogue.marking_es) == ("SENSITIVE <b>", "SENSIBLE")
    again = one.get(page_of(dialogue)).context["form"]
    assert again["marking_es"].value() == "SENSIBLE"  # who asks for another rule leaves it as it is


def squeezed(page: str) -> str:
    return " ".join(page.split())


def test_change_that_the_page_did_not_show_is_not_approved(dialogue: Dialogue) -> None:
    """A releaser who looked at one change does not approve another that was asked for meanwhile."""
    one, other = signed_in(member(dialogue, Role.EDITOR)), signed_in(make_releaser(dialogue))
    one.post(page_of(dialogue), looser(dialogue))
    seen = deciding("approve")
    one.post(page_of(dialogue), deciding("decline"))
    one.post(page_of(dialogue), looser(dialogue, reason="Another reason."))
    for sent in (seen, {"do": "approve"}, {"do": "approve", "wanted": "x"}):
        page = other.post(page_of(dialogue), sent, follow=True).content.decode()
        assert "Somebody else was here meanwhile" in page
        assert "Another reason." in page
    assert needs_second(dialogue)


def test_releasers_read_of_it_in_their_workspace(dialogue: Dialogue) -> None:
    one, other = member(dialogue, Role.EDITOR, Role.RELEASER), make_releaser(dialogue)
    signed_in(one).post(page_of(dialogue), looser(dialogue))
    of_another = make_releaser(make_dialogue())
    told = {
        name: page_of(dialogue) in signed_in(user).get("/").content.decode()
        for name, user in {"who asked": one, "a releaser": other, "of another dialogue": of_another}.items()
    }
    assert told == {"who asked": False, "a releaser": True, "of another dialogue": False}
    signed_in(other).post(page_of(dialogue), deciding("decline"))
    assert page_of(dialogue) not in signed_in(other).get("/").content.decode()


def test_who_asked_takes_it_back(dialogue: Dialogue) -> None:
    one = signed_in(member(dialogue, Role.EDITOR))
    one.post(page_of(dialogue), looser(dialogue))
    assert one.post(page_of(dialogue), deciding("decline")).status_code == 302
    assert DialogueRuleChange.objects.get().is_approved is False
    assert "declined" in one.get(page_of(dialogue)).content.decode()


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(dialogue: Dialogue) -> None:
    one = signed_in(member(dialogue, Role.EDITOR))
    answer = one.post(page_of(dialogue), looser(dialogue, own_party=make_party("EU").pk))
    assert "none of the parties" in str(answer.context["form"].errors["own_party"])
    assert "One person is left." in answer.content.decode()
    assert not DialogueRuleChange.objects.exists()


def test_superuser_without_a_role_changes_them_alone(dialogue: Dialogue) -> None:
    Dialogue.objects.update(note="Our own thoughts.")
    keeper = signed_in(make_user(is_staff=True, is_superuser=True))
    page = keeper.get(page_of(dialogue)).content.decode()
    assert "Change the rules" in page
    assert "Our own thoughts." not in page
    assert keeper.post(page_of(dialogue), looser(dialogue)).status_code == 302
    assert not needs_second(dialogue)
    assert "as a superuser" in keeper.get(page_of(dialogue)).content.decode()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_who_does_not_edit_asks_for_nothing(dialogue: Dialogue, role: Role) -> None:
    client = signed_in(member(dialogue, role))
    assert client.get(page_of(dialogue)).status_code == 200
    assert client.post(page_of(dialogue), looser(dialogue)).status_code == 403
    assert not DialogueRuleChange.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"do": "approve"}, {"do": "decline"}])
def test_staff_of_another_dialogue_find_nothing(dialogue: Dialogue, typed: dict[str, str]) -> None:
    signed_in(member(dialogue, Role.EDITOR)).post(page_of(dialogue), looser(dialogue))
    client = signed_in(make_member(*Role, dialogue=make_dialogue()))
    assert client.get(page_of(dialogue)).status_code == 404
    assert client.post(page_of(dialogue), looser(dialogue) | typed).status_code == 404
    assert needs_second(dialogue)


# Ways round


def test_admin_form_does_not_untick_it(dialogue: Dialogue) -> None:
    client = signed_in(member(dialogue, Role.EDITOR, Role.RELEASER))
    url = address(Dialogue, "change", dialogue.pk)
    typed = form_of(client, url) | {"note": "Edited."}
    typed.pop("releases_need_second_person", None)
    assert client.post(url, typed).status_code == 302
    fresh = Dialogue.objects.get(pk=dialogue.pk)
    assert (fresh.releases_need_second_person, fresh.note) == (True, "Edited.")


def test_admin_form_ticks_it_at_once() -> None:
    dialogue = make_dialogue()
    client = signed_in(member(dialogue, Role.EDITOR))
    url = address(Dialogue, "change", dialogue.pk)
    typed = form_of(client, url) | {"releases_need_second_person": "on"}
    assert client.post(url, typed).status_code == 302
    assert needs_second(dialogue)
    assert page_of(dialogue) in client.get(url).content.decode()


def test_form_opened_before_it_was_ticked_does_not_untick_it() -> None:
    dialogue = make_dialogue()
    client = signed_in(member(dialogue, Role.EDITOR))
    url = address(Dialogue, "change", dialogue.pk)
    opened = form_of(client, url)
    Dialogue.objects.update(releases_need_second_person=True)
    client.post(url, opened | {"stale_after_days": 90})
    assert needs_second(dialogue)


def test_earlier_version_does_not_bring_a_looser_rule_back() -> None:
    dialogue = make_dialogue()
    dialogue.releases_need_second_person = True
    dialogue.save()
    client = signed_in(member(dialogue, Role.EDITOR, Role.RELEASER))
    page = client.get(revert_url(dialogue, first(dialogue)))
    assert "no longer changes" in str(page.context["reverting"].refusals)
    revert(client, dialogue, first(dialogue))
    assert needs_second(dialogue)


def test_earlier_version_does_not_take_a_marking_away(dialogue: Dialogue) -> None:
    dialogue.marking_en, dialogue.marking_es = "SENSITIVE", "SENSIBLE"
    dialogue.save()
    client = signed_in(member(dialogue, Role.EDITOR, Role.RELEASER))
    revert(client, dialogue, first(dialogue))
    dialogue.refresh_from_db()
    assert dialogue.marking == "SENSITIVE"


def test_sides_of_a_dialogue_with_rounds_are_not_edited() -> None:
    dialogue = make_dialogue(own_party=make_party("MEX"))
    client = signed_in(member(dialogue, Role.EDITOR))
    url = address(Dialogue, "change", dialogue.pk)
    typed = form_of(client, url) | {"parties": [make_party("MEX").pk, make_party("EU").pk]}
    assert client.post(url, typed).status_code == 302  # it is still being set up
    make_round(dialogue)
    typed = form_of(client, url) | {"parties": [make_party("USA").pk], "own_party": make_party("USA").pk}
    assert client.post(url, typed).status_code == 302
    fresh = Dialogue.objects.get(pk=dialogue.pk)
    assert (sorted(one.code for one in fresh.parties.all()), fresh.own_party_id) == (
        ["EU", "MEX"],
        make_party("MEX").pk,
    )


def test_stranger_is_led_to_sign_in(dialogue: Dialogue) -> None:
    assert Client().get(page_of(dialogue)).status_code == 302
    assert signed_in(make_user()).get(page_of(dialogue)).status_code == 403
