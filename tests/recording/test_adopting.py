"""Adopting the record's or a party's status as our office's."""

import datetime

import pytest

from ledger.models import Position
from ledger.recording import EvidenceGiven, RuleViolation, adopt_position, correct_entry
from ledger.vocabulary import Answer, Basis, Status, Voice
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_party, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_adopt_position_says_the_same_of_the_same_party_on_the_same_evidence():
    item = make_item(make_round(make_dialogue()))
    officer = make_editor(item.round.dialogue)
    theirs = make_entry(
        item,
        Status.STALLED,
        voice=Voice.RECORD,
        source="UN Committee",
        about=make_party("MEX"),
        effective_on=datetime.date(2018, 3, 15),
        evidence=(EvidenceGiven(title="Report", url="https://example.org/report"),),
    )
    ours = adopt_position(user=officer, entry=theirs, expected_sequence=None)
    assert (ours.voice, ours.about.code, ours.status, ours.effective_on) == (
        Voice.OFFICE,
        "MEX",
        Status.STALLED,
        datetime.date(2018, 3, 15),
    )
    assert (ours.author, ours.answers, ours.answer, ours.source) == (officer, theirs, Answer.CONFIRMS, "")
    assert [one.url for one in ours.evidence.all()] == ["https://example.org/report"]
    assert Position.objects.filter(item=item, status=Status.STALLED).count() == 2


def test_adopt_position_of_a_plain_note_is_refused():
    item = make_item()
    note = make_entry(item, voice=Voice.RECORD, source="UN Committee")
    with pytest.raises(RuleViolation):
        adopt_position(user=note.author, entry=note, expected_sequence=None)


def make_reported(**fields):
    return make_entry(make_item(), Status.SUBSTANTIAL, voice=Voice.RECORD, source="UN Committee", **fields)


def test_adopt_position_of_a_corrected_entry_is_refused():
    theirs = make_reported()
    correct_entry(
        user=make_editor(theirs.item.round.dialogue),
        entry=theirs,
        expected_sequence=None,
        says=None,
        reason="Misread.",
    )
    with pytest.raises(RuleViolation) as refused:
        adopt_position(user=theirs.author, entry=theirs, expected_sequence=None)
    assert refused.value.fields == {"entry": "This entry was corrected: adopt what replaced it."}


def test_adopt_position_does_not_repeat_what_was_said_orally():
    theirs = make_reported(
        basis=Basis.ORAL, oral_with="The rapporteur", is_attributable=False, note="Said in confidence."
    )
    with pytest.raises(RuleViolation) as refused:
        adopt_position(user=theirs.author, entry=theirs, expected_sequence=None)
    assert list(refused.value.fields) == ["note"]
    ours = adopt_position(user=theirs.author, entry=theirs, expected_sequence=None, note="We see it so too.")
    assert (ours.note, ours.text("oral_with"), ours.basis) == ("We see it so too.", "", Basis.READING)
