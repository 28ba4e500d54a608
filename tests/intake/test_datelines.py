"""From a statement's dateline to the round: its day offered as inferred, with its words as the evidence."""

import datetime
from dataclasses import replace

import pytest

from ledger.intake import begin, commit, proposals, save_draft
from ledger.models import Round, User
from ledger.vocabulary import FactBasis, Language
from tests.makers import make_dialogue, make_editor, make_round, make_topic

pytestmark = pytest.mark.django_db

TEXT = (
    "Mexico City, 3 November 2026\n\n"
    "Mexico and the United States held the tenth round of the Bilateral Dialogue on Human Rights today. "
    "Mexico committed to publish the register of missing persons.\n"
)
EVIDENCE = "“Mexico City, 3 November 2026”; “today”"


@pytest.fixture
def editor() -> User:
    return make_editor(make_dialogue("USMX"))


def committed(editor: User) -> Round:
    dialogue = editor.memberships.get().dialogue
    draft = begin(user=editor, dialogue=dialogue, text=TEXT, language=Language.EN)
    assert draft.facts["dates_basis"] == FactBasis.INFERRED.value
    topic = make_topic("registers").slug
    some = [replace(row, topics=(topic,), decision="accepted") for row in proposals.proposals_of(draft)]
    draft = save_draft(user=editor, draft=draft, version=draft.version, proposals=proposals.as_json(some))
    return commit(user=editor, draft=draft, version=draft.version)


def test_round_has_the_dateline_s_day_as_inferred_with_its_words(editor: User) -> None:
    round = committed(editor)
    day = datetime.date(2026, 11, 3)
    assert (round.starts_on, round.ends_on, round.dates_basis) == (day, day, FactBasis.INFERRED)
    assert round.dates_evidence == EVIDENCE


def test_round_with_days_of_its_own_keeps_them_without_another_s_evidence(editor: User) -> None:
    own = {"starts_on": datetime.date(2026, 11, 2), "ends_on": datetime.date(2026, 11, 2)}
    kept = make_round(editor.memberships.get().dialogue, number=10, **own)
    round = committed(editor)
    assert round == kept
    assert (round.starts_on, round.dates_basis, round.dates_evidence) == (
        own["starts_on"],
        FactBasis.STATED,
        "",
    )
