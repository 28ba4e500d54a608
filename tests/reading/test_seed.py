"""The reviewed reading of the seed beside the reader's proposals: what differs, and why."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from ledger.reading import Reading, TopicPhrases, read

SEEDS = Path(settings.ROOT) / "seeds" / "statements"

# What the reviewers kept and the reader does not propose, by the item's reference.
LEFT_OUT = {
    "USMX-7-02": "a generic subject (developments and strategies): named, and left out",
    "USMX-7-03": "a generic subject (remaining issues on both sides): named, and left out",
    "USMX-7-16": "the reviewers made an item of each group of forums; the reader lists forums as forums",
    "USMX-7-17": "as item 16",
    "USMX-7-18": "as item 16",
}


@pytest.fixture(scope="module")
def reviewed() -> dict[str, dict[str, object]]:
    source = tomllib.loads((SEEDS / "usmx-07-en.toml").read_text(encoding="utf-8"))
    return {item["ref"]: item for item in source["items"]}


@pytest.fixture(scope="module")
def reading() -> Reading:
    fixtures = tomllib.loads((Path(settings.ROOT) / "fixtures" / "topics.toml").read_text(encoding="utf-8"))
    topics = [TopicPhrases(one["slug"], tuple(one["phrases_en"])) for one in fixtures["topics"]]
    return read((SEEDS / "usmx-07-en.txt").read_text(encoding="utf-8"), taxonomy=topics)


def test_reader_proposes_the_reviewed_items_but_for_those_explained(
    reading: Reading, reviewed: dict[str, dict[str, object]]
) -> None:
    proposed = {one.wording: one for one in reading.proposals}
    assert {ref for ref, item in reviewed.items() if item["quote"] not in proposed} == set(LEFT_OUT)


def test_reader_proposes_nothing_that_the_reviewers_do_not_have(
    reading: Reading, reviewed: dict[str, dict[str, object]]
) -> None:
    quotes = {item["quote"] for item in reviewed.values()}
    assert [one.wording for one in reading.proposals if one.wording not in quotes] == []


def test_kinds_and_topics_are_the_reviewed_ones(
    reading: Reading, reviewed: dict[str, dict[str, object]]
) -> None:
    items = {item["quote"]: item for item in reviewed.values()}
    differing = [
        (one.wording, one.kind.value, one.topic)
        for one in reading.proposals
        if (item := items[one.wording])
        and (one.kind.value, one.agreed_as, one.topic)
        != (item["kind"], item.get("agreed_as"), item["topics"][0])  # type: ignore[index]
    ]
    # No phrase of the taxonomy is in the words of the general pledge: the reviewers filed it by hand.
    assert differing == [
        ("stalwart commitment to work together to protect and promote human rights", "agreed", None)
    ]


def test_heads_and_agencies_are_the_reviewed_ones(reading: Reading) -> None:
    source = tomllib.loads((SEEDS / "usmx-07-en.toml").read_text(encoding="utf-8"))
    people = [one for delegation in source["delegations"] for one in delegation["delegates"]]
    assert [one.name for one in reading.delegates] == [
        one["name_as_written"] for one in people if "name" in one
    ]
    assert [one.office for one in reading.delegates] == [
        one["office_as_written"] for one in people if "name" in one
    ]
    quotes = [one["quote"] for one in people if "name" not in one]
    assert [reading.text[slice(*one.span)] for one in reading.agencies] == quotes


def test_forums_and_event_are_the_reviewed_ones(reading: Reading) -> None:
    source = tomllib.loads((SEEDS / "usmx-07-en.toml").read_text(encoding="utf-8"))
    assert [reading.text[slice(*one.span)] for one in reading.forums] == [
        one["quote"] for one in source["forums"]
    ]
    assert [f"{one.name} {one.wording}" for one in reading.events] == [
        one["quote"] for one in source["events"]
    ]


def test_round_is_read_and_its_day_is_asked_for(reading: Reading) -> None:
    assert reading.round is not None
    assert reading.date is not None
    assert (reading.round.number, reading.date.value, reading.date.wording) == (7, None, "today")
