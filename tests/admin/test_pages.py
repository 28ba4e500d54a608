"""What the pages of items, entries, rounds and topics show, and in how many queries."""

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ledger.models import Entry, Evidence, Item, Round, Statement, Topic
from ledger.presentation.positions import position_grid
from ledger.presentation.timeline import FieldChange, timeline_of
from ledger.vocabulary import Role, Status
from tests.makers import make_entry
from tests.support.admin_forms import form_of
from tests.support.admin_pages import address, signed_in
from tests.support.full_ledger import FullLedger, make_full_ledger
from tests.support.rows import Everything, make_everything, make_staff

pytestmark = pytest.mark.django_db


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(page: str) -> str:
    """The words of a page, without tags, on one line."""
    parser = _Words()
    parser.feed(page)
    return " ".join(" ".join(parser.found).split())


def reader_of(full: FullLedger) -> Client:
    return signed_in(make_staff(Role.VIEWER, dialogue=full.round.dialogue))


def test_item_page_tells_the_statements_words_from_ours() -> None:
    full = make_full_ledger()
    page = reader_of(full).get(address(Item, "change", full.item.pk)).content.decode()
    sorts = 'class="ledger-statement ledger-text ledger-paragraph"'
    assert (
        f'<blockquote {sorts} lang="en">The two sides discussed <mark>actions to prevent torture</mark> and agreed '
        in page
    )
    assert f'<blockquote {sorts} lang="es">Ambas partes trataron <mark>acciones para prevenir' in page
    assert '<div class="ledger-ours" lang="en">How to prevent torture.</div>' in page
    assert "Owes: Mexico (inferred)" in words(page)
    assert "in 2016 · 2016" in words(page)


def test_timeline_shows_what_became_of_each_entry() -> None:
    lines = timeline_of(make_full_ledger().item)
    assert [line.entry.act.value for line in lines] == [
        "open", "status", "status", "correct", "amend", "release", "redact", "status",
    ]  # fmt: skip
    assert [line.corrected_by for line in lines] == [None, None, 4, None, None, None, None, None]
    assert [line.audience for line in lines] == ["internal", "public", *["internal"] * 6]
    assert [line.day for line in lines[1:2] + lines[7:]] == ["2 Mar 2016", "2017"]
    assert [line.speaking for line in lines[1:3]] == [
        "The record (CNDH), on Mexico",
        "The United States, on Mexico",
    ]


def test_timeline_shows_amendments_before_and_after() -> None:
    lines = timeline_of(make_full_ledger().item)
    assert sorted(lines[4].changes, key=lambda change: change.label) == [
        FieldChange("kind", "specific commitment", "discussed"),
        FieldChange("next step", "Ask.", "Ask again."),
    ]


def test_timeline_names_topics_and_officers_not_their_identifiers(everything: Everything) -> None:
    opened = {change.label: change.after for change in timeline_of(everything.item)[0].changes}
    topic = everything.item.topics.get()
    named = {name: opened[name] for name in ("topics", "officer", "owed by", "passage")}
    passage = everything.item.passage
    assert passage is not None
    assert named == {
        "topics": topic.name_en,
        "officer": everything.editor.username,
        "owed by": "MEX",
        "passage": f"characters {passage.start}-{passage.end}",
    }


def test_timeline_says_what_was_redacted() -> None:
    lines = timeline_of(make_full_ledger().item)
    assert [(text.part, text.is_redacted) for text in lines[3].texts if text.is_redacted] == [
        ("oral_with", True)
    ]
    assert [text.words for text in lines[2].texts if text.part == "oral_with"] == ["an official"]


def test_corrected_entry_is_struck_and_leads_to_what_replaced_it() -> None:
    full = make_full_ledger()
    page = reader_of(full).get(address(Item, "change", full.item.pk)).content.decode()
    struck = page.split('id="entry-3"')[1].split("</li>")[0]
    assert 'class="corrected"' in struck
    assert '<a href="#entry-4">No longer stands: corrected by entry 4</a>' in struck


def test_positions_stand_side_by_side_by_voice() -> None:
    item = make_full_ledger().item
    rows = position_grid(item, item.entries.all())
    shown = {row.about: [[cell.sequence for cell in cells] for _voice, cells in row.voices] for row in rows}
    assert shown == {"As a whole": [[8], [], []], "On Mexico": [[], [4], [2]]}
    assert {row.about: row.differs for row in rows} == {"As a whole": False, "On Mexico": True}


def test_timeline_takes_as_many_queries_for_more_entries(
    everything: Everything,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _more in range(2):
        with django_assert_num_queries(5):
            timeline_of(everything.item)
        make_entry(everything.item, Status.STALLED, everything.editor)


def test_round_page_leads_to_its_items_people_and_statements(everything: Everything) -> None:
    page = signed_in(everything.editor).get(address(Round, "change", everything.round.pk)).content.decode()
    links = [
        address(Item, "change", everything.item.pk),
        address(Statement, "change", everything.statement.pk),
    ]
    assert [link in page for link in links] == [True, True]
    assert "Jane Roe" in words(page)


def test_event_of_a_round_is_renamed_on_the_page_of_the_round(everything: Everything) -> None:
    client = signed_in(make_staff(Role.EDITOR, dialogue=everything.dialogue))
    url = address(Round, "change", everything.round.pk)
    answer = client.post(
        url, form_of(client, url) | {"events-0-name": "Another Summit", "reason": "Misread."}
    )
    assert answer.status_code == 302
    assert [event.name for event in everything.round.events.all()] == ["Another Summit"]


def test_topic_page_lists_its_items_in_own_dialogues_only(everything: Everything) -> None:
    other = make_everything()
    topic = everything.item.topics.get()
    for user, found in ((everything.editor, True), (other.editor, False)):
        page = signed_in(user).get(address(Topic, "change", topic.pk)).content.decode()
        assert (everything.item.ref in page) is found


def test_entry_is_named_by_its_item_and_salts_are_shown_to_nobody(everything: Everything) -> None:
    salt = Entry.objects.filter(item=everything.item)[0].texts.all()[0].salt
    client = signed_in(everything.editor)
    entry = Entry.objects.filter(item=everything.item)[0]
    pages = [
        address(Entry, "change", entry.pk),
        address(type(entry.texts.all()[0]), "change", entry.texts.all()[0].pk),
        address(Evidence, "changelist", 0),
    ]
    shown = [client.get(page).content.decode() for page in pages]
    assert [salt in page for page in shown] == [False, False, False]
    assert f"{everything.item.ref} · {entry.sequence}" in words(shown[0])
    assert f"Author: {everything.editor}" in words(shown[0])
    # Accounts are for superusers: a link would lead nowhere.
    assert "/admin/ledger/user/" not in "".join(shown)


def test_item_leads_to_its_quick_note_for_recorders(everything: Everything) -> None:
    there = f'href="/quick-note/?item={everything.item.ref}"'
    page = reverse("admin:ledger_item_change", args=[everything.item.pk])
    assert there in signed_in(everything.editor).get(page).content.decode()
    viewer = make_staff(Role.VIEWER, dialogue=everything.dialogue)
    assert there not in signed_in(viewer).get(page).content.decode()
