"""The layouts that come with the program: each sample comes in whole, and our own export again unchanged."""

import dataclasses
import io
from pathlib import Path

import pytest
from django.http import QueryDict
from django.utils.translation import override

from ledger.filters import ItemFilterSet
from ledger.importing.layouts import layout_named
from ledger.importing.mapping import read_mapping
from ledger.importing.running import run_import
from ledger.importing.tables import read_table
from ledger.models import Entry, Item
from ledger.reports.item_table import write
from ledger.vocabulary import AgreedAs, Kind, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_forum,
    make_item,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

SAMPLES = Path(__file__).resolve().parents[2] / "fixtures" / "imports"


@pytest.mark.parametrize(
    ("name", "items", "entries"),
    [("action-tracker", 3, 6), ("upr-info", 2, 4), ("uhri", 1, 1), ("ogp-commitments", 2, 4)],
)
def test_sample_of_a_layout_comes_in_once(name: str, items: int, entries: int) -> None:
    dialogue = make_dialogue("USMX")
    make_round(dialogue, number=8)
    make_forum("UNHRC")
    for slug in ("torture-prevention", "disappearances"):
        make_topic(slug)
    layout = read_mapping(layout_named(name))
    mapping = dataclasses.replace(
        layout, fixed={"topics": "disappearances"} | layout.fixed | {"round": "USMX-8"}
    )
    table = read_table((SAMPLES / f"{name}.csv").read_bytes(), mapping.options)
    user = make_editor(dialogue)
    outcome = run_import(user=user, dialogue=dialogue, table=table, mapping=mapping)
    assert (outcome.preview.faults, outcome.preview.questions) == ([], [])
    assert outcome.written is not None
    assert (outcome.written.items, outcome.written.entries) == (items, entries)
    assert run_import(user=user, dialogue=dialogue, table=table, mapping=mapping).written is None


@pytest.mark.parametrize("language", ["en", "es"])
def test_our_own_export_comes_in_again_unchanged(language: str) -> None:
    dialogue = make_dialogue("USMX")
    round = make_round(dialogue, number=7)
    user = make_editor(dialogue)
    item = make_item(round, kind=Kind.AGREED, agreed_as=AgreedAs.GENERAL_PLEDGE, officer=user)
    make_entry(item, Status.IN_PROGRESS, user=user)
    make_item(round, passage=make_passage(make_statement(round)), summary_en="")
    stream = io.BytesIO()
    with override(language):
        filters = ItemFilterSet(QueryDict(""), Item.objects.all(), user=user, dialogues=[dialogue])
        write("xlsx", stream, filters)
        outcome = run_import(
            user=user,
            dialogue=dialogue,
            table=read_table(stream.getvalue()),
            mapping=read_mapping(layout_named("our-export")),
        )
    found = outcome.preview
    assert (found.faults, found.questions, found.differing, found.unchanged) == ([], [], [], 2)
    assert outcome.written is None
    assert Entry.objects.count() == 3
