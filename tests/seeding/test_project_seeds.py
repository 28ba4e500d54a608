"""The project's own seeds: the 7th round word for word, the rounds around it as facts, and what followed."""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Delegate, Entry, Event, Item, Passage, Round, RoundForum, Statement
from ledger.recording import audience_of
from ledger.seeding.load import seed
from ledger.seeding.locating import locate
from ledger.vocabulary import Act, Answer, Audience, Kind, Origin, Status, Voice
from tests.seeding.files import row_counts

pytestmark = pytest.mark.both_databases

SEEDS = Path(settings.ROOT) / "seeds"
STATEMENT = SEEDS / "statements" / "usmx-07-en.txt"
SHA256 = "538e1065e9fb62c4098c2803e39589286d28525b568ead899030123b11a082af"

ROUND_7 = [
    ("USMX-7-01", "agreed", "general-developments", 411, 483),
    ("USMX-7-02", "discussed", "general-developments", 563, 619),
    ("USMX-7-03", "discussed", "general-developments", 631, 661),
    ("USMX-7-04", "acknowledged", "iguala-case", 717, 802),
    ("USMX-7-05", "discussed", "torture-prevention", 839, 865),
    ("USMX-7-06", "discussed", "missing-persons-databases", 870, 927),
    ("USMX-7-07", "discussed", "migrants-rights", 929, 1003),
    ("USMX-7-08", "discussed", "police-practices", 1005, 1073),
    ("USMX-7-09", "discussed", "death-penalty-consular-notification", 1075, 1114),
    ("USMX-7-10", "discussed", "multilateral-cooperation", 1116, 1148),
    ("USMX-7-11", "discussed", "accountability", 1153, 1177),
    ("USMX-7-12", "discussed", "freedom-of-expression", 1227, 1248),
    ("USMX-7-13", "discussed", "journalists-and-defenders", 1253, 1310),
    ("USMX-7-14", "discussed", "civil-society", 1319, 1396),
    ("USMX-7-15", "discussed", "border-violence", 1433, 1522),
    ("USMX-7-16", "discussed", "un-bodies", 1637, 1697),
    ("USMX-7-17", "discussed", "inter-american-system", 1699, 1789),
    ("USMX-7-18", "discussed", "open-government", 1794, 1831),
    ("USMX-7-19", "acknowledged", "open-government", 1833, 1978),
    ("USMX-7-20", "agreed", "multilateral-cooperation", 2032, 2180),
]
"""Each item's reference, kind, first topic and span, in the order of the text."""

HEADS_7 = [
    ("MEX", "Miguel Ruiz Cabañas", "SRE", 2220, 2339),
    ("MEX", "Roberto Campa", "SEGOB", 2339, 2419),
    ("MEX", "Eber Omar Betanzos", "PGR", 2425, 2491),
    ("USA", "Roberta Jacobson", "STATE/WHA", 2625, 2702),
    ("USA", "Tom Malinowski", "STATE/DRL", 2707, 2797),
]


def reading(name: str) -> dict[str, Any]:
    """A round's file, as plain TOML."""
    return tomllib.loads((SEEDS / name).read_text(encoding="utf-8"))


def test_the_statement_is_kept_byte_for_byte() -> None:
    assert hashlib.sha256(STATEMENT.read_bytes()).hexdigest() == SHA256


def test_git_leaves_the_statements_bytes_alone() -> None:
    attributes = (Path(settings.ROOT) / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "seeds/statements/*.txt -text" in attributes


def test_the_reading_holds_the_20_items_where_they_stand_in_the_text() -> None:
    text = STATEMENT.read_bytes().decode()
    items = reading("statements/usmx-07-en.toml")["items"]
    found = [
        (item["ref"], item["kind"], item["topics"][0], *locate(text, item["quote"], item.get("occurrence")))
        for item in items
    ]
    assert found == ROUND_7


def test_the_only_quote_that_is_there_twice_says_which() -> None:
    items = reading("statements/usmx-07-en.toml")["items"]
    assert [item["ref"] for item in items if "occurrence" in item] == ["USMX-7-10"]


def test_every_item_is_summed_up_in_both_languages() -> None:
    files = [
        "rounds/usmx-06.toml",
        "statements/usmx-07-en.toml",
        "rounds/usmx-08.toml",
        "rounds/usmx-09.toml",
    ]
    items = [item for name in files for item in reading(name)["items"]]
    assert len(items) == 72
    assert [item["ref"] for item in items if not (item["summary_en"] and item["summary_es"])] == []


@pytest.mark.django_db
def test_the_ledger_holds_what_the_seeds_say_and_a_second_run_changes_nothing() -> None:
    # One seeding for all that is looked at: it takes seconds, where the rest takes none.
    seed()
    check_round_7()
    check_delegations_of_round_7()
    check_other_rounds()
    check_continuations()
    check_follow_up()
    check_what_is_public()
    check_a_second_run()


def check_round_7() -> None:
    statement = Statement.objects.exclude(text="").get()
    assert statement.text.encode() == STATEMENT.read_bytes()
    held = Round.objects.get(number=7)
    assert (str(held.starts_on), str(held.ends_on), held.dates_basis) == (
        "2015-10-21",
        "2015-10-21",
        "inferred",
    )
    assert held.dates_evidence.startswith("The text says only today; a Notimex report")
    assert (held.city, held.host_party and held.host_party.code) == ("Washington, D.C.", "USA")
    items = Item.objects.filter(round=held).order_by("number")
    found = [
        (
            item.ref,
            item.kind,
            item.topic_links.get(position=0).topic.slug,
            item.passage.start,
            item.passage.end,
        )
        for item in items
        if item.passage is not None
    ]
    assert found == ROUND_7
    assert list(items.filter(deadline_on__isnull=False).values_list("ref", "deadline_wording")) == [
        ("USMX-7-19", "next week")
    ]


def check_delegations_of_round_7() -> None:
    delegates = Delegate.objects.filter(delegation__round__number=7).order_by(
        "delegation__party__code", "position"
    )
    heads = delegates.filter(role="head")
    columns = ("delegation__party__code", "name", "agency__code", "passage__start", "passage__end")
    assert list(heads.values_list(*columns)) == HEADS_7
    # The text joins them: "(SRE)Roberto Campa". Two heads all the same, each quoted as written.
    assert STATEMENT.read_bytes().decode()[2334:2352] == "(SRE)Roberto Campa"
    # The text leaves out "Human"; what we read in it is ours.
    malinowski = heads.get(name="Tom Malinowski")
    assert malinowski.agency_as_written == "Bureau of Democracy, Rights and Labor"
    assert malinowski.office.endswith("Bureau of Democracy, Human Rights, and Labor")
    others = delegates.filter(name="")
    assert list(others.values_list("agency__code", flat=True)) == [
        "SEDENA",
        "SEMAR",
        "DOD",
        "DHS",
        "DOJ",
        "USAID",
    ]
    forums = RoundForum.objects.filter(round__number=7, passage__isnull=False).order_by("passage__start")
    assert list(forums.values_list("forum__code", flat=True)) == ["UNHRC", "UNGA", "IACHR", "OAS", "OGP"]
    summit = Event.objects.get(round__number=7)
    assert (summit.wording, summit.passage and summit.passage.quote) == ("next week", "OGP Summit next week")
    assert (str(summit.starts_on), str(summit.ends_on)) == ("2015-10-28", "2015-10-29")


def check_other_rounds() -> None:
    others = Item.objects.exclude(round__number=7)
    assert [others.filter(round__number=number).count() for number in (6, 8, 9)] == [15, 21, 16]
    assert set(others.values_list("is_paraphrase", "passage")) == {(True, None)}
    sources = Statement.objects.exclude(round__number=7)
    assert (sources.count(), sources.filter(url="").count(), sources.exclude(text="").count()) == (10, 0, 0)
    assert Passage.objects.exclude(statement__round__number=7).count() == 0


def check_continuations() -> None:
    chain = Item.objects.get(ref="USMX-9-02")
    refs = []
    while chain is not None:
        refs.append(chain.ref)
        chain = chain.continues
    assert refs == ["USMX-9-02", "USMX-8-14", "USMX-7-05", "USMX-6-03"]
    # The same matter: the earlier item is of an earlier round and of the same first topic.
    for item in Item.objects.filter(continues__isnull=False).select_related("round", "continues__round"):
        earlier = item.continues
        assert earlier is not None
        assert earlier.round.number < item.round.number
        assert earlier.topic_links.get(position=0).topic_id == item.topic_links.get(position=0).topic_id


def check_follow_up() -> None:
    said = Entry.objects.filter(voice__isnull=False)
    assert set(said.values_list("origin", "basis")) == {(Origin.COMPILED, "reading")}
    # 68 facts, 62 of them with a status, told on 112 items; 10 contest an earlier one, or an item's opening.
    assert said.filter(act=Act.STATUS).count() == 62
    assert said.count() == 112
    assert said.filter(voice=Voice.OFFICE).count() == 0
    assert said.filter(answer=Answer.CONTESTS).count() == 10
    assert sorted(said.filter(answers__act=Act.OPEN).values_list("item__ref", flat=True)) == [
        "USMX-7-04",
        "USMX-9-11",
    ]
    assert said.filter(status=Status.REVERSED).count() == 14
    assert said.filter(evidence=None).count() == 0
    assert set(Item.objects.values_list("status", flat=True)) == {Status.UNASSESSED}
    law = said.get(item__ref="USMX-7-05", effective_on="2017-06-27", status=Status.SUBSTANTIAL)
    assert (law.speaker and law.speaker.code, law.about and law.about.code) == ("MEX", "MEX")
    joint = said.get(item__ref="USMX-7-15", effective_on="2016-11-03")
    assert (joint.speaker and joint.speaker.code, joint.about) == ("USA", None)


def check_what_is_public() -> None:
    openings = Entry.objects.filter(act=Act.OPEN).select_related("item")
    public = [entry.item.ref for entry in openings if audience_of(entry) is Audience.PUBLIC]
    assert sorted(public) == [ref for ref, *_rest in ROUND_7]
    assert Entry.objects.filter(act=Act.RELEASE).exclude(releases__act=Act.OPEN).count() == 0
    kinds = Item.objects.filter(round__number=7).values_list("kind", flat=True)
    assert sorted(set(kinds)) == [Kind.ACKNOWLEDGED, Kind.AGREED, Kind.DISCUSSED]


def check_a_second_run() -> None:
    before = row_counts()
    with CaptureQueriesContext(connection) as queries:
        outcome = seed()
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert (writes, outcome.changed, dict(outcome.written), row_counts()) == ([], [], {}, before)
    assert len(queries) == 31


def test_prosecution_is_called_by_the_name_that_it_had_on_the_day() -> None:
    """PGR until the law of 14 December 2018, FGR since."""
    fixtures = Path(settings.ROOT) / "fixtures"
    agencies = tomllib.loads((fixtures / "agencies.toml").read_text(encoding="utf-8"))["agencies"]
    assert {row["code"]: row["acronym_es"] for row in agencies if "GR" in row["code"]} == {
        "PGR": "PGR",
        "FGR": "FGR",
    }
    facts = tomllib.loads((fixtures / "follow_up_usmx.toml").read_text(encoding="utf-8"))["facts"]
    later = [fact for fact in facts if str(fact["effective"]) > "2018-12-14"]
    assert len(later) > 10
    assert [fact for fact in later if re.search(r"\bPGR\b|Attorney General", str(fact))] == []
