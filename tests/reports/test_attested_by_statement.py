"""Beyond internal, who came and what was spoken of is told in words that the released statement has."""

import pytest

from ledger.models import Agency, Delegate, Delegation, Event, Forum, Round, RoundForum
from ledger.vocabulary import Audience, Language
from tests.makers import (
    make_dialogue,
    make_item,
    make_party,
    make_passage,
    make_round,
    make_statement,
)
from tests.support.asking import told
from tests.support.kind_table import build_kind

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TEXT = """Mexico was led by Undersecretary Miguel
Ruiz, of the Foreign Ministry (SRE), and by Ana Paz. They will meet at the Open Government Summit and
work with the Inter-American Commission."""
INVENTED = ("Jane Invented", "Minister of Nothing", "Ministry of Secrets", "Hidden Summit", "Secret Council")


def make_meeting() -> Round:
    """A released statement, and beside each row that it bears out a row that cites it and says something else."""
    round = make_round(make_dialogue("ABC"), number=7)
    make_item(round)
    statement = make_statement(round, text=TEXT, language=Language.EN, visibility=Audience.PUBLIC)
    cited = make_passage(statement, "Ana Paz")
    mexico = make_party("MEX")
    foreign = Agency.objects.create(
        code="SRE", party=mexico, name_en="Secretariat of Foreign Affairs", acronym_en="SRE"
    )
    secrets = Agency.objects.create(code="SECRETS", party=mexico, name_en="Ministry of Secrets")
    came = Delegation.objects.create(round=round, party=mexico)
    people = (
        {"name": "Miguel Ruiz", "office": "Undersecretary", "agency": foreign},
        {
            "name": "Jane Invented",
            "name_as_written": "Ana Paz",
            "office": "Minister of Nothing",
            "agency": secrets,
        },
        {"name": "Jane Invented", "office_as_written": "Minister of Nothing", "agency": foreign},
    )
    for position, fields in enumerate(people, 1):
        Delegate.objects.create(delegation=came, position=position, passage=cited, **fields)
    summit = make_passage(statement, "the Open Government Summit")
    Event.objects.create(round=round, name="Open Government Summit", passage=summit)
    Event.objects.create(round=round, name="Hidden Summit", passage=summit)
    council = Forum.objects.create(code="SECRET", name_en="Secret Council")
    RoundForum.objects.create(
        round=round, forum=council, passage=make_passage(statement, "the Inter-American Commission")
    )
    return round


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])
def test_what_an_editor_typed_beside_a_released_statement_reaches_no_other_audience(
    audience: Audience,
) -> None:
    make_meeting()
    parameters = {"round": "ABC-7", "agency": "SRE", "dialogue": "ABC"}
    pages = {kind: told(build_kind(kind, parameters, audience=audience)) for kind in ("round", "agency")}
    assert {(kind, words) for kind, page in pages.items() for words in INVENTED if words in page} == set()
    ours = told(build_kind("round", parameters))
    assert [words for words in INVENTED if words not in ours] == []


def test_what_the_statement_says_is_told_in_its_words() -> None:
    make_meeting()
    page = told(build_kind("round", {"round": "ABC-7"}, audience=Audience.PUBLIC))
    assert "Miguel Ruiz, Undersecretary, Secretariat of Foreign Affairs" in page
    assert "Ana Paz" in page
    assert "Open Government Summit and the Open Government Summit" in page
    assert "the Inter-American Commission" in page


@pytest.mark.parametrize(
    ("text", "acronym", "is_told"),
    [
        ("They spoke of justice.", "ICE", False),
        ("Those who came agreed.", "WHO", False),
        ("Those of the WHO agreed.", "WHO", True),
    ],
)
def test_an_acronym_is_told_where_it_stands_as_a_word_of_its_own(
    text: str, acronym: str, is_told: bool
) -> None:
    round = make_round(make_dialogue("ABC"), number=7)
    make_item(round)
    statement = make_statement(round, text=text, visibility=Audience.PUBLIC)
    forum = Forum.objects.create(code="SECRET", name_en="Secret Council", acronym_en=acronym)
    RoundForum.objects.create(round=round, forum=forum, passage=make_passage(statement, text))
    page = told(build_kind("round", {"round": "ABC-7"}, audience=Audience.PUBLIC))
    assert ("Secret Council" in page) is is_told


def test_an_office_is_told_where_it_stands_as_words_of_their_own() -> None:
    make_meeting()
    Delegate.objects.filter(name="Miguel Ruiz").update(office="Secretary")
    page = told(build_kind("round", {"round": "ABC-7"}, audience=Audience.PUBLIC))
    assert "Miguel Ruiz, Secretariat of Foreign Affairs" in page
