"""Each filter of the items' list: what it lets through, and that it offers nothing of another dialogue."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from ledger import access
from ledger.filters import ItemFilterSet, every_filter
from ledger.filters.items import FEW
from ledger.models import Dialogue, Item, User
from ledger.recording import release_entry, withdraw_item
from ledger.vocabulary import AgreedAs, Audience, Kind, Role, Status, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_evidence,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_step,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAST = datetime.date(2016, 1, 1)


@dataclass
class Small:
    """Three items of two rounds, one that is followed and loud, a step of it that is overdue, and an item of a
    dialogue that is not the person's.
    """

    user: User
    dialogue: Dialogue
    loud: Item
    pledge: Item
    talk: Item
    step: Item


def make_small() -> Small:
    dialogue = make_dialogue("ABC")
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    mexico, today = make_party("MEX"), timezone.localdate()
    prisons = make_topic("prisons")
    cells = make_topic("cells", parent=prisons, name_es="Celdas de la prisión")
    make_topic("old-cells", merged_into=cells)
    seven = make_round(dialogue, number=7)
    eight = make_round(dialogue, number=8)
    loud = make_item(
        seven, user, kind=Kind.UNDERTAKEN, owed_by=[mexico], officer=user, review_on=PAST, target_on=PAST,
        topics=[cells], agencies=[make_agency("SRE")], passage=make_passage(make_statement(seven)), summary_en="",
    )  # fmt: skip
    says = {"voice": Voice.PARTY, "speaker": mexico, "about": mexico, "effective_on": PAST}
    make_entry(loud, Status.DONE, user, evidence=(make_evidence(title="Gaceta Óptima"),), **says)
    make_entry(loud, Status.STALLED, user, about=mexico, effective_on=PAST, note="Telephoned Álvarez.")
    pledge = make_item(
        eight, user, kind=Kind.AGREED, agreed_as=AgreedAs.GENERAL_PLEDGE, summary_en="A register.",
        review_on=today + datetime.timedelta(days=3), target_on=today + datetime.timedelta(days=20), continues=loud,
        forums=[make_forum("UNHRC")],
    )  # fmt: skip
    talk = make_item(
        eight, user, kind=Kind.ASKED, asked_of=[mexico], asked_by=[make_party("USA")], summary_en="A talk.",
        effective_on=PAST,
    )  # fmt: skip
    make_entry(talk, Status.DONE, user, evidence=(make_evidence(),), effective_on=today)
    release_entry(
        user=user, entry=talk.entries.get(sequence=1), audience=Audience.SHARED, expected_sequence=2
    )
    step = make_step(loud, user, summary_en="Draft the protocol.", officer=user, target_on=PAST)
    spoilt = make_item(eight, user)
    withdraw_item(user=user, item=spoilt, expected_sequence=1, reason="Opened twice.")
    foreign = make_round(make_dialogue("XYZ", parties=("EU", "AU")), number=7)
    make_item(
        foreign,
        summary_en="A foreign register of torture.",
        officer=make_member(Role.EDITOR, dialogue=foreign.dialogue),
    )
    return Small(user, dialogue, loud, pledge, talk, step)


def filters_for(user: User, query: str) -> ItemFilterSet:
    dialogues = list(access.visible_to(user, Dialogue.objects.all()))
    rows: Any = access.visible_to(user, Item.objects.current())
    return ItemFilterSet(QueryDict(query), rows, user=user, dialogues=dialogues)


LET_THROUGH = {
    "": "loud pledge talk",
    "dialogue=ABC": "loud pledge talk",
    "round=ABC-7": "loud",
    "topic=prisons": "loud",
    "topic=cells": "loud",
    "topic=old-cells": "loud",
    "kind=agreed": "pledge",
    "kind=general_pledge": "pledge",
    "kind=shared_view": "",
    "kind=undertaken": "loud",
    "status=unassessed": "pledge",
    "status=open": "loud pledge",
    "status=closed": "talk",
    "status=done": "loud talk",  # in any voice
    "status=stalled": "loud",
    "status=done&voice=office": "talk",
    "status=unassessed&voice=office": "pledge",
    "status=unassessed&voice=office&party=none": "loud pledge",
    "status=done&voice=office&party=none": "talk",
    "status=done&voice=newest": "talk",
    "status=stalled&voice=newest": "loud",  # said after the other, of the same day
    "status=unassessed&voice=newest": "pledge",
    "status=done&voice=newest&party=MEX": "",  # the newest word is done, and nobody judged Mexico
    "status=stalled&voice=newest&party=MEX": "loud",
    "voice=newest": "loud pledge talk",
    "live=1": "loud pledge talk",
    "live=0": "",
    "status=done&voice=party": "loud",
    "status=done&voice=party&party=none": "",
    "status=stalled&party=MEX": "loud",
    "status=unassessed&voice=party": "pledge talk",
    "status=unassessed&party=MEX": "pledge talk",
    "voice=office": "loud talk",
    "party=none": "talk",
    "owed_by=MEX": "loud",
    "asked_of=MEX": "talk",
    "agency=SRE": "loud",
    "forum=UNHRC": "pledge",
    "officer=me": "loud",
    "officer=none": "pledge talk",
    "review=due": "loud",
    "review=week": "loud pledge",
    "review=none": "talk",
    "due=7": "",
    "due=30": "pledge",
    "overdue=1": "loud",
    "overdue=0": "pledge talk",
    "stale=1": "loud pledge",
    "differing=1": "loud",
    "differing=0": "pledge talk",
    "audience=internal": "loud pledge",
    "audience=shared": "talk",
    "heads=1": "pledge talk",
    # Steps, where somebody asks for them
    "steps=with": "loud pledge talk step",
    "steps=only": "step",
    "steps=only&officer=me": "step",
    "overdue=1&steps=with": "loud step",
    "heads=1&steps=with": "pledge talk step",
    "topic=prisons&steps=with": "loud step",
    "topic=prisons&steps=only": "step",
    "round=ABC-7&steps=with": "loud step",
    "q=protocol": "",
    "q=protocol&steps=with": "step",
    "q=7-01": "loud",
    "q=7-01&steps=with": "loud step",
    "q=abc-7-01.1": "step",
    "q=7-01.2": "",
    # Of several values any will do
    "status=done&status=unassessed": "loud pledge talk",
    "status=stalled&status=unassessed": "loud pledge",
    "status=stalled&status=in_progress": "loud",
    "status=closed&status=unassessed": "pledge talk",
    "status=closed&status=stalled": "loud talk",
    "status=open&status=closed": "loud pledge talk",
    "status=stalled&status=unassessed&voice=newest": "loud pledge",
    "status=done&status=unassessed&voice=office&party=none": "loud pledge talk",
    "status=open&status=stalled&party=MEX": "loud pledge talk",
    "status=&status=done&status=done": "loud talk",
    "party=none&party=MEX": "loud talk",
    "topic=cells&topic=prisons": "loud",
    "kind=undertaken&kind=general_pledge": "loud pledge",
    "kind=general_pledge&kind=shared_view": "pledge",
    "round=ABC-7&round=ABC-8": "loud pledge talk",
    "dialogue=ABC&dialogue=": "loud pledge talk",
    "officer=me&officer=none": "loud pledge talk",
    "owed_by=MEX&owed_by=USA": "loud",
    "agency=SRE&forum=UNHRC": "",
    # Words: summaries, passages, topics, notes, titles of evidence, references
    "q=REGIST": "pledge",
    "q=tórture": "loud",
    "q=prision": "loud",
    "q=alvarez": "loud",
    "q=gaceta opt": "loud",
    "q=gaceta register": "",
    "q=8-2": "talk",
    "q=abc-8-02": "talk",
    "q=xyz-7-01": "",
    "q=7-1 talk": "",
    "q=egister": "",
    "q=(!)": "",
}


@pytest.mark.parametrize("few", [FEW, 1, 0], ids=["rare words", "one item a word", "common words"])
def test_each_filter_lets_through_what_it_says(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.filters.items.FEW", few)
    small = make_small()
    names = {
        small.loud.pk: "loud",
        small.pledge.pk: "pledge",
        small.talk.pk: "talk",
        small.step.pk: "step",
    }
    found = {}
    for query in LET_THROUGH:
        filters = filters_for(small.user, query)
        assert (query, filters.faults) == (query, [])
        found[query] = " ".join(names[one.pk] for one in filters.chosen.order_by("pk"))
    assert found == LET_THROUGH


FAULTS = {
    "stauts=done": "There is no filter “stauts”.",
    "status=zzz": "Status: Select a valid choice. zzz is not one of the available choices.",
    "voice=office&voice=party": "“voice” is given twice: choose one value.",
    "followed=1&followed=0": "“followed” is given twice: choose one value.",
    "status=done&status=zzz": "Status: Select a valid choice. zzz is not one of the available choices.",
    "topic=prisons&topic=%00": "Topic: Select a valid choice. \x00 is not one of the available choices.",
    "dialogue=XYZ": "Dialogue: Select a valid choice. XYZ is not one of the available choices.",
    "round=XYZ-7": "Round: Select a valid choice. XYZ-7 is not one of the available choices.",
    "officer=x": "Officer: Select a valid choice. x is not one of the available choices.",
    "sort=colour": "Order: Select a valid choice. colour is not one of the available choices.",
    "q=a%00": "Words: Null characters are not allowed.",
    "q=" + "x" * 201: "Words: Ensure this value has at most 200 characters (it has 201).",
}


def test_what_makes_no_sense_is_named_and_lists_nothing() -> None:
    small = make_small()
    found = {query: filters_for(small.user, query) for query in FAULTS}
    assert {query: " ".join(one.faults) for query, one in found.items()} == FAULTS
    assert [query for query, one in found.items() if one.chosen.exists()] == []


def test_no_filter_offers_anything_of_another_dialogue() -> None:
    small = make_small()
    filters = filters_for(small.user, "")
    fields = every_filter(filters.offered).fields
    offered = {str(value) for field in fields.values() for value, _label in getattr(field, "choices", ())}
    assert User.objects.filter(memberships__dialogue__code="XYZ", items__isnull=False).exists()
    assert offered & {"XYZ", "XYZ-7", "EU", "AU"} == set()
    # By its own field: other fields offer keys of other tables, which may be the same number.
    officers = {str(value) for value, _label in filters.offered.choices("officer")}
    assert officers == {"me", "none"}
    assert {"ABC", "ABC-7", "ABC-8", "MEX", "prisons", "cells"} <= offered


def test_topic_that_was_merged_is_taken_though_not_offered() -> None:
    small = make_small()
    filters = filters_for(small.user, "topic=old-cells")
    offered = dict(filters.offered.choices("topic"))
    assert (filters.faults, "cells" in offered, "old-cells" in offered) == ([], True, False)
