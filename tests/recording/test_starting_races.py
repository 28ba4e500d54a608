"""A dialogue, a round and a delegation sent several times at once: each is written once."""

import pytest

from ledger.models import Delegate, Delegation, Dialogue, Membership, Party, Round
from ledger.recording import RuleViolation, add_delegation, add_round, start_dialogue
from ledger.vocabulary import DelegateRole, Role
from tests.makers import make_dialogue, make_editor, make_party, make_round
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]


def test_same_dialogue_sent_at_once_is_started_once() -> None:
    editor = make_editor(make_dialogue())
    parties = [make_party("MEX"), make_party("USA")]

    def start() -> Dialogue:
        brazil = Party(code="BRA", name_en="Brazil", name_es="")
        names = {"code": "BRMX", "name_en": "B", "name_es": ""}
        return start_dialogue(user=editor, parties=[*parties, brazil], own_party=brazil, **names)

    assert len({dialogue.pk for dialogue in at_once([start] * 6)}) == 1
    made = Dialogue.objects.get(code="BRMX")
    assert (made.parties.count(), made.own_party) == (3, Party.objects.get(code="BRA"))
    assert [row.role for row in Membership.objects.filter(dialogue=made)] == [Role.EDITOR]


@pytest.mark.parametrize("others", [("CHL", "BRA"), ("PER", "CHL")])
def test_parties_added_by_two_dialogues_at_once_are_there_once_and_in_both(others: tuple[str, str]) -> None:
    editor = make_editor(make_dialogue())

    def start(code: str, codes: tuple[str, str]) -> list[str]:
        new = [Party(code=party, name_en=party, name_es="") for party in codes]
        names = {"code": code, "name_en": code, "name_es": ""}
        made = start_dialogue(user=editor, parties=new, own_party=new[0], **names)
        return sorted(party.code for party in made.parties.all())

    made = at_once([lambda: start("AA", ("BRA", "CHL")), lambda: start("BB", others)])
    assert made == [["BRA", "CHL"], sorted(others)]


def test_three_dialogues_that_add_the_same_parties_at_once_are_all_started() -> None:
    editor, codes = make_editor(make_dialogue()), ("BRA", "CHL")

    def start(code: str) -> int:
        new = [Party(code=party, name_en=party, name_es="") for party in codes]
        names = {"code": code, "name_en": code, "name_es": ""}
        return start_dialogue(user=editor, parties=new, own_party=new[0], **names).parties.count()

    assert at_once([lambda code=code: start(code) for code in ("AA", "BB", "CC")]) == [2, 2, 2]  # type: ignore[misc]
    assert Party.objects.filter(code__in=codes).count() == 2


def test_same_round_and_delegation_sent_at_once_are_added_once() -> None:
    dialogue = make_dialogue()
    editor, round = make_editor(dialogue), make_round(dialogue, number=1)
    at_once([lambda: add_round(user=editor, dialogue=dialogue, number=2, city="Lima")] * 6)
    assert Round.objects.filter(dialogue=dialogue).count() == 2
    came = {"name": "Ana Ruiz", "office": "", "agency": None, "role": DelegateRole.HEAD}
    one = {"user": editor, "round": round, "party": make_party("MEX"), "delegates": [came]}
    at_once([lambda: add_delegation(**one)] * 6)
    assert (Delegation.objects.count(), Delegate.objects.count()) == (1, 1)


def test_two_people_who_add_the_same_round_are_told() -> None:
    dialogue = make_dialogue()
    people = [make_editor(dialogue), make_editor(dialogue)]

    def add(user: object) -> str:
        try:
            add_round(user=user, dialogue=dialogue, number=2)  # type: ignore[arg-type]
        except RuleViolation as broken:
            return str(broken)
        return ""

    said = at_once([lambda user=user: add(user) for user in people])  # type: ignore[misc]
    assert sorted(map(bool, said)) == [False, True]
    assert Round.objects.filter(dialogue=dialogue).count() == 1
