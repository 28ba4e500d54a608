"""A dialogue from nothing, its rounds and who came: what is written, for whom, once, and where it leads on."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledger.models import Delegation, Dialogue, Membership, Party, ReviewDraft, Round, User
from ledger.recording import RuleViolation, add_delegation, add_round, start_dialogue
from ledger.vocabulary import DelegateRole, FactBasis, Role, RoundState
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_member,
    make_party,
    make_round,
    make_statement,
    make_user,
)
from tests.support.admin_pages import signed_in
from tests.support.drafts import make_topics
from tests.support.rows import make_staff, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NEW = reverse("ledger:dialogue-create")


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("USMX")


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def client(editor: User) -> Client:
    return signed_in(editor)


def typed(**values: object) -> dict[str, Any]:
    """A dialogue of two parties as a browser would send it."""
    parties = [make_party(code).pk for code in ("MEX", "USA")]
    return {
        "code": "brmx",
        "name_en": "Brazil–Mexico dialogue",
        "name_es": "Diálogo Brasil–México",
        "parties": parties,
        "own_party": "MEX",
        "stale_after_days": "90",
        **values,
    }


def refused(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200
    errors: dict[str, list[str]] = answer.context["form"].errors
    return errors


# --- A dialogue


def test_who_starts_a_dialogue_edits_it_and_is_led_to_its_first_round(
    client: Client, editor: User, dialogue: Dialogue
) -> None:
    colleague = make_member(Role.VIEWER, dialogue=dialogue)
    answer = client.post(
        NEW,
        typed(
            parties=[make_party("MEX").pk],
            **{"party-1-code": "bra", "party-1-name_en": "Brazil", "party-1-name_es": "Brasil"},
            **{"person-0-person": colleague.pk, "person-0-role": "releaser"},
            releases_need_second_person="on",
        ),
    )
    made = Dialogue.objects.get(code="BRMX")
    assert answer["Location"] == reverse("ledger:round-create", args=["BRMX"])
    assert client.get(answer["Location"]).status_code == 200
    assert sorted(made.parties.values_list("code", "name_en", "name_es")) == [
        ("BRA", "Brazil", "Brasil"),
        ("MEX", "Mexico", ""),
    ]
    assert (made.name_en, made.name_es) == ("Brazil–Mexico dialogue", "Diálogo Brasil–México")
    assert made.own_party == make_party("MEX")
    assert (made.stale_after_days, made.releases_need_second_person) == (90, True)
    roles = Membership.objects.filter(dialogue=made).values_list("user", "role", "ended_on")
    assert set(roles) == {(editor.pk, Role.EDITOR, None), (colleague.pk, Role.RELEASER, None)}
    assert {row.history_user for row in made.history.all()} == {editor}
    assert "BRMX" in client.get(reverse("ledger:round-list")).content.decode()


def test_sent_twice_starts_one(client: Client, editor: User) -> None:
    sent = typed(own_party="added", **{"party-0-code": "BRA", "party-0-name_en": "Brazil"})
    there = [client.post(NEW, sent)["Location"] for _time in range(2)]
    assert there == [reverse("ledger:round-create", args=["BRMX"])] * 2
    assert Membership.objects.filter(dialogue__code="BRMX").count() == 1
    assert Dialogue.objects.get(code="BRMX").own_party == Party.objects.get(code="BRA")


def test_what_was_typed_stays_where_something_is_missing(client: Client) -> None:
    answer = client.post(NEW, {"name_es": "Diálogo", "person-1-role": "viewer", "party-0-code": "BRAZ"})
    assert set(refused(answer)) == {"__all__", "code", "name_en", "own_party", "stale_after_days"}
    page = answer.content.decode()
    assert 'value="Diálogo"' in page
    form = answer.context["form"]
    assert list(form.people[1].errors) == ["person"]
    assert set(form.new_parties[0].errors) == {"code", "name_en"}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("parties", {"parties": [], "own_party": "none"}),
        ("parties", {"parties": None}),
        ("own_party", {"own_party": "CHL"}),
        ("code", {"code": "9X"}),
        ("code", {"code": "usmx"}),
        ("own_party", {"own_party": "added"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client: Client, field: str, values: dict[str, Any]) -> None:
    make_party("CHL")
    if values.get("parties", "") is None:
        values = {"parties": [make_party("MEX").pk]}
    before = Dialogue.objects.count()
    assert list(refused(client.post(NEW, typed(**values)))) == [field]
    assert Dialogue.objects.count() == before


def test_sent_again_with_more_in_it_is_refused_and_says_nothing_of_success(
    client: Client, dialogue: Dialogue
) -> None:
    colleague = make_member(Role.VIEWER, dialogue=dialogue)
    client.post(NEW, typed())
    more = (
        {"party-0-code": "CAN", "party-0-name_en": "Canada"},
        {"person-0-person": colleague.pk, "person-0-role": "releaser"},
        {"own_party": "USA"},
    )
    assert [list(refused(client.post(NEW, typed(**values)))) for values in more] == [["code"]] * 3
    assert not Party.objects.filter(code="CAN").exists()
    make_round(dialogue, number=7)
    add = reverse("ledger:delegation-create", args=["USMX", 7])
    sent = {"party": make_party("MEX").pk, "person-0-name": "Ana Ruiz", "person-0-role": "head"}
    assert client.post(add, sent).status_code == 302
    for name in ("Ana Ruiz Paz", ""):
        assert list(refused(client.post(add, sent | {"person-0-name": name}))) == ["party"]
    assert list(refused(client.post(add, sent | {"person-1-name": "B", "person-1-role": "member"}))) == [
        "party"
    ]
    assert client.post(add, sent).status_code == 302


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"code": "AUS", "name_en": "Austria"}, "code", "AUS is Australia: choose it above."),
        ({"code": "AUS", "name_en": "Australia", "name_es": "Austria"}, "code", "AUS is Australia"),
        ({"code": "AUT", "name_en": "australia"}, "name_en", "AUS is Australia"),
        ({"code": "ßa", "name_en": "Q"}, "code", "ISO 3166-1"),
        ({"code": "ıra", "name_en": "Q"}, "code", "ISO 3166-1"),
    ],
)
def test_new_party_is_no_other_one(client: Client, values: dict[str, str], field: str, says: str) -> None:
    make_party("AUS", name_en="Australia", name_es="")
    answer = client.post(NEW, typed(**{f"party-0-{name}": value for name, value in values.items()}))
    refused(answer)
    assert says in str(answer.context["form"].new_parties[0].errors[field])
    assert not Dialogue.objects.filter(code="BRMX").exists()


def test_party_of_that_code_and_name_is_taken_and_none_is_added_twice(client: Client) -> None:
    known = make_party("AUS", name_en="Australia")
    added = {"party-0-code": "aus", "party-0-name_en": "Australia"}
    twice = added | {"party-0-code": "BRA", "party-1-code": "BRA", "party-1-name_en": "Brazil"}
    assert list(refused(client.post(NEW, typed(**(twice | {"party-0-name_en": "Bolivia"}))))) == ["__all__"]
    client.post(NEW, typed(**added))
    assert known in Dialogue.objects.get(code="BRMX").parties.all()


def test_code_is_of_letters_that_were_typed(client: Client) -> None:
    for code in ("ßßßß", "ıs"):
        assert list(refused(client.post(NEW, typed(code=code)))) == ["code"]


def test_neutral_office_has_no_party_of_its_own(client: Client) -> None:
    client.post(NEW, typed(own_party="none"))
    assert Dialogue.objects.get(code="BRMX").own_party is None


def test_another_persons_dialogue_of_that_code_is_not_ones_own(client: Client, dialogue: Dialogue) -> None:
    sent = typed(own_party="none")
    other = signed_in(make_editor(dialogue))
    other.post(NEW, sent)
    assert list(refused(client.post(NEW, sent))) == ["code"]


# --- Rights


def test_people_offered_are_those_of_the_dialogues_one_edits(
    client: Client, dialogue: Dialogue, editor: User
) -> None:
    colleague = make_member(Role.RECORDER, dialogue=dialogue)
    former = make_member(Role.RECORDER, dialogue=dialogue)
    former.memberships.update(ended_on=datetime.date(2020, 1, 1))
    read_only = make_dialogue()
    make_member(Role.VIEWER, dialogue=read_only, user=editor)
    stranger = make_editor(read_only)
    offered = client.get(NEW).context["form"].people[0].fields["person"].queryset
    assert list(offered) == [colleague]
    answer = client.post(NEW, typed(**{"person-0-person": stranger.pk, "person-0-role": "editor"}))
    assert list(answer.context["form"].people[0].errors) == ["person"]
    parties = [make_party("MEX"), make_party("USA")]
    names = {"code": "BRMX", "name_en": "B"}
    with pytest.raises(RuleViolation, match="offered"):
        start_dialogue(user=editor, parties=parties, own_party=None, roles=[(stranger, Role.VIEWER)], **names)
    assert not Dialogue.objects.filter(code="BRMX").exists()


def test_editor_makes_no_editor_of_people_who_edit_nothing(client: Client, dialogue: Dialogue) -> None:
    viewer, other = make_member(Role.VIEWER, dialogue=dialogue), make_editor(dialogue)
    row = {"person-0-person": viewer.pk, "person-0-role": "editor"}
    errors = client.post(NEW, typed(**row)).context["form"].people[0].errors
    assert errors == {"role": ["Only people who edit a dialogue already become editors here."]}
    assert not Dialogue.objects.filter(code="BRMX").exists()
    client.post(NEW, typed(**row | {"person-0-person": other.pk}))
    assert other.memberships.filter(dialogue__code="BRMX", role=Role.EDITOR).exists()


def test_superuser_without_a_role_starts_the_first_dialogue() -> None:
    keeper, account, closed = make_superuser(), make_user(), make_user(is_active=False)
    client = signed_in(keeper)
    assert client.get(reverse("admin:ledger_dialogue_add"))["Location"] == NEW
    offered = client.get(NEW).context["form"].people[0].fields["person"].queryset
    assert account in offered
    assert closed not in offered
    assert keeper not in offered
    answer = client.post(NEW, typed(**{"person-0-person": account.pk, "person-0-role": "recorder"}))
    assert client.get(answer["Location"]).status_code == 200
    assert set(Membership.objects.values_list("user", "role")) == {
        (keeper.pk, Role.EDITOR),
        (account.pk, Role.RECORDER),
    }


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_who_edits_nothing_starts_nothing(dialogue: Dialogue, role: Role) -> None:
    person = make_staff(role, dialogue=dialogue)
    client = signed_in(person)
    assert client.post(NEW, typed()).status_code == 403
    assert client.get(reverse("admin:ledger_dialogue_add")).status_code == 403
    assert NEW not in client.get(reverse("ledger:round-list")).content.decode()
    with pytest.raises(PermissionDenied, match="started by editors"):
        start_dialogue(user=person, parties=[], own_party=None, code="BRMX", name_en="B")
    with pytest.raises(PermissionDenied, match="may not do this"):
        add_round(user=person, dialogue=dialogue, number=1)
    with pytest.raises(PermissionDenied, match="may not do this"):
        add_delegation(user=person, round=make_round(dialogue), party=make_party("MEX"), delegates=[])
    assert Dialogue.objects.count() == 1


# --- A round


def test_round_is_added_and_leads_to_its_page(client: Client, editor: User, dialogue: Dialogue) -> None:
    make_round(dialogue, number=6)
    page = reverse("ledger:round-create", args=["USMX"])
    shown = client.get(page)
    assert shown.context["form"]["number"].value() == 7
    sent = {
        "number": "7",
        "state": "held",
        "title": "Seventh",
        "starts_on": "2016-10-27",
        "dates_basis": "stated",
        "city": "Washington",
        "venue": "State",
        "host_party": make_party("USA").pk,
    }
    there = {client.post(page, sent)["Location"] for _time in range(2)}
    round = Round.objects.get(number=7)
    assert there == {round.get_absolute_url()}
    assert (round.starts_on, round.ends_on) == (datetime.date(2016, 10, 27),) * 2
    assert (round.dates_basis, round.city, round.host_party) == (
        FactBasis.STATED,
        "Washington",
        make_party("USA"),
    )
    assert round.history.get().history_user == editor
    assert list(refused(client.post(page, sent | {"city": "Elsewhere"}))) == ["__all__"]


def test_planned_round_may_lie_ahead_and_a_held_one_not(client: Client, dialogue: Dialogue) -> None:
    day = timezone.localdate() + datetime.timedelta(days=3)
    page = reverse("ledger:round-create", args=["USMX"])
    sent = {"number": "1", "state": "held", "starts_on": day.isoformat(), "dates_basis": "stated"}
    assert list(refused(client.post(page, sent))) == ["state"]
    client.post(page, sent | {"state": "planned"})
    assert Round.objects.get().state is RoundState.PLANNED
    unsaid = {"number": "2", "state": "held", "starts_on": "2016-01-01", "dates_basis": "unknown"}
    assert list(refused(client.post(page, unsaid))) == ["__all__"]


# --- Who came


def test_round_asks_for_what_it_lacks_with_round_and_party_filled_in(
    client: Client, dialogue: Dialogue
) -> None:
    round, agency = make_round(dialogue, number=7), make_agency(party="MEX")
    add = reverse("ledger:delegation-create", args=["USMX", 7])
    shown = client.get(round.get_absolute_url()).content.decode()
    assert f'href="{add}?party=MEX"' in shown
    assert f'href="{reverse("ledger:statement-new")}?dialogue=USMX&amp;round=7"' in shown
    form = client.get(f"{add}?party=MEX").context["form"]
    assert form["party"].value() == make_party("MEX").pk
    assert list(form.delegates[0].fields["agency"].queryset) == [agency]
    sent = {
        "party": make_party("MEX").pk,
        "heads_complete": "on",
        "person-0-name": "Ana Ruiz",
        "person-0-office": "Under Secretary",
        "person-0-role": "head",
        "person-2-agency": agency.pk,
        "person-2-role": "member",
    }
    there = {client.post(f"{add}?party=MEX", sent)["Location"] for _time in range(2)}
    assert there == {f"{round.get_absolute_url()}#h-people"}
    delegation = Delegation.objects.get()
    assert (delegation.party.code, delegation.heads_complete, delegation.agencies_complete) == (
        "MEX",
        True,
        False,
    )
    assert [
        (row.position, row.name, row.office, row.role, row.agency) for row in delegation.delegates.all()
    ] == [
        (1, "Ana Ruiz", "Under Secretary", DelegateRole.HEAD, None),
        (2, "", "", DelegateRole.MEMBER, agency),
    ]
    shown = client.get(round.get_absolute_url()).content.decode()
    assert f"{add}?party=MEX" not in shown
    assert f"{add}?party=USA" in shown
    viewer = signed_in(make_member(Role.VIEWER, dialogue=dialogue))
    assert add not in viewer.get(round.get_absolute_url()).content.decode()


def test_delegation_of_a_stranger_or_of_anothers_agency_is_refused(
    client: Client, dialogue: Dialogue
) -> None:
    make_round(dialogue, number=7)
    add, agency = reverse("ledger:delegation-create", args=["USMX", 7]), make_agency(party="USA")
    assert list(refused(client.post(add, {"party": make_party("BRA").pk}))) == ["party"]
    sent = {"party": make_party("MEX").pk, "person-0-agency": agency.pk, "person-0-role": "member"}
    assert list(refused(client.post(add, sent))) == ["__all__"]
    nameless = {"party": make_party("MEX").pk, "person-0-office": "Minister", "person-0-role": "head"}
    assert list(client.post(add, nameless).context["form"].delegates[0].errors) == ["name"]
    assert not Delegation.objects.exists()


# --- Its statement


@pytest.mark.usefixtures("readings_made_once")
def test_statement_that_names_no_round_belongs_to_the_one_it_was_taken_in_for(
    client: Client, dialogue: Dialogue
) -> None:
    make_topics()
    round = make_round(dialogue, number=7)
    page = f"{reverse('ledger:statement-new')}?dialogue=USMX&round=7"
    form = client.get(page).context["form"]
    assert (form["dialogue"].value(), form["number"].value()) == (dialogue.pk, "7")
    text = "The United States and Mexico discussed actions to prevent torture."
    client.post(page, {"dialogue": dialogue.pk, "number": "7", "pasted": text, "language": "en"})
    draft = ReviewDraft.objects.get()
    assert (draft.round, draft.round_number) == (round, 7)


def test_round_with_a_text_asks_for_none(client: Client, dialogue: Dialogue) -> None:
    round = make_round(dialogue, number=7)
    make_statement(round)
    assert "Take in its statement" not in client.get(round.get_absolute_url()).content.decode()
