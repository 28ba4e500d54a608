"""Each page is quick to send: under 60 KB compressed, without the font, also where it is full."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from ledger.vocabulary import Kind, Role, Status
from tests.makers import (
    make_dialogue,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.django_db

MOST = 60 * 1024
ITEMS, ENTRIES = 60, 30


def test_full_pages_are_small() -> None:
    row, topic = make_round(make_dialogue()), make_topic()
    keeper = make_member(Role.EDITOR, Role.RELEASER, dialogue=row.dialogue)
    passage = make_passage(make_statement(row))
    owed = {"kind": Kind.UNDERTAKEN, "owed_by": [make_party()], "topics": [topic], "passage": passage}
    items = [make_item(row, keeper, officer=keeper, **owed) for _number in range(ITEMS)]
    for number in range(ENTRIES):
        make_entry(items[0], Status.IN_PROGRESS, keeper, note=f"What happened at step {number}. " * 10)
    client = signed_in(keeper)
    pages = {
        name: reverse(f"ledger:{name}", args=args)
        for name, args in {
            "home": (),
            "dashboard": (),
            "item-list": (),
            "item-detail": (items[0].ref,),
            "topic-list": (),
            "topic-detail": (topic.slug,),
            "round-list": (),
            "round-detail": (row.dialogue.code, row.number),
            "report-list": (),
            "hand-over": (),
        }.items()
    }
    sizes = {name: len(gzip.compress(client.get(page).content)) for name, page in pages.items()}
    assert {name: size for name, size in sizes.items() if size > MOST} == {}
    assert items[0].ref in client.get(pages["item-list"]).content.decode()


def test_what_pages_bring_along_is_small() -> None:
    names = (
        "ledger/ledger.css",
        "ledger/statuses.css",
        "ledger/keys.js",
        "ledger/search.js",
        "ledger/shapes.svg",
        "django_htmx/htmx-2.min.js",
    )
    paths = [finders.find(name) for name in names]
    assert sum(len(gzip.compress(Path(path).read_bytes())) for path in paths if path) < MOST
    assert all(paths)
