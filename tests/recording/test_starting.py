"""Starting a dialogue through the write API: which parties it takes, and which roles it gives."""

import pytest

from ledger.models import Dialogue, Party
from ledger.recording import RuleViolation, start_dialogue
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_member, make_party

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NAMES = {"name_en": "B", "name_es": ""}


def test_party_whose_dialogue_was_refused_is_saved_with_the_next_one() -> None:
    editor = make_editor(make_dialogue())
    both = [Party(code="BRA", name_en="Brazil"), make_party("MEX")]
    with pytest.raises(RuleViolation, match="Capital letters"):
        start_dialogue(user=editor, parties=both, own_party=both[0], code="9X", **NAMES)
    assert not Party.objects.filter(code="BRA").exists()
    made = start_dialogue(user=editor, parties=both, own_party=both[0], code="BRMX", **NAMES)
    assert sorted(party.code for party in made.parties.all()) == ["BRA", "MEX"]
    assert made.own_party == Party.objects.get(code="BRA")


def test_new_party_of_a_known_code_has_its_name() -> None:
    editor, known = make_editor(make_dialogue()), make_party("AUS", name_en="Australia")
    wrong = [make_party("MEX"), Party(code="AUS", name_en="Austria")]
    with pytest.raises(RuleViolation, match="AUS is Australia"):
        start_dialogue(user=editor, parties=wrong, own_party=None, code="BRMX", **NAMES)
    right = [make_party("MEX"), Party(code="AUS", name_en="Australia")]
    assert (
        known
        in start_dialogue(user=editor, parties=right, own_party=None, code="BRMX", **NAMES).parties.all()
    )


@pytest.mark.parametrize("own", [True, False])
def test_editor_gives_no_second_role_to_herself_and_makes_no_new_editor(own: bool) -> None:
    dialogue = make_dialogue()
    editor, viewer = make_editor(dialogue), make_member(Role.VIEWER, dialogue=dialogue)
    roles, says = (
        ([(editor, Role.RELEASER)], "no second role") if own else ([(viewer, Role.EDITOR)], "already")
    )
    both = [make_party("MEX"), make_party("USA")]
    with pytest.raises(RuleViolation, match=says):
        start_dialogue(user=editor, parties=both, own_party=None, roles=roles, code="BRMX", **NAMES)
    assert not Dialogue.objects.filter(code="BRMX").exists()
