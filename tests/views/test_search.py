"""The search: what it finds of each kind, what it marks, and what it tells nobody who may not see it."""

import re
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.filters import everywhere
from ledger.models import Agency, Delegate, Delegation, Dialogue, Entry, Forum, Item, Round, TopicPhrase, User
from ledger.recording import EntryContent, correct_entry, redact_entry, request_redaction, withdraw_item
from ledger.recording.volume import fill
from ledger.vocabulary import Basis, FileKind, Language, Role, Status, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_file,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_user,
)
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

QUERIES = 27
TYPING = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("USMX")


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, dialogue=dialogue)


@pytest.fixture
def round_seven(dialogue: Dialogue) -> Round:
    return make_round(dialogue, number=7, city="Washington")


def shown(user: User, typed: str, **more: str) -> Any:
    return signed_in(user).get("/search/", {"q": typed, **more})


def found(user: User, typed: str, **more: str) -> dict[str, list[str]]:
    """What a search finds: the names by kind."""
    return {
        kind.name: [row.name for row in kind.rows] for kind in shown(user, typed, **more).context["kinds"]
    }


def make_one_of_each(round: Round, keeper: User, word: str) -> Item:
    """A row of each kind that bears the word, each somewhere else."""
    dialogue = round.dialogue
    statement = make_statement(round, text=f"Both sides spoke of the {word} of May.", language=Language.EN)
    topic = make_topic(f"topic-of-{dialogue.code.lower()}")
    TopicPhrase.objects.create(topic=topic, language=Language.ES, text=f"la {word} buscada")
    Round.objects.filter(pk=round.pk).update(venue=f"Palacio {word}")
    delegation = Delegation.objects.create(round=round, party=make_party())
    Delegate.objects.create(delegation=delegation, position=1, name=f"Edgar {word}", office="Undersecretary")
    Agency.objects.filter(pk=make_agency().pk).update(name_es=f"Secretaría {word}")
    Forum.objects.create(code=f"F{dialogue.code}", name_en=f"Body of {word}")
    make_file(round, title=f"Photograph of the {word}", kind=FileKind.PHOTOGRAPH)
    item = make_item(round, keeper, passage=make_passage(statement, f"the {word} of May"), summary_en="")
    make_entry(item, Status.STALLED, keeper, voice=Voice.RECORD, source=f"A {word} court")
    make_entry(
        item, None, keeper, note="On paper.", evidence=(make_evidence(title="A paper", issuer=f"The {word}"),)
    )
    return item


ALL_KINDS = [
    "items",
    "topics",
    "rounds",
    "people",
    "agencies",
    "forums",
    "statements",
    "files",
    "entries",
    "evidence",
]


@pytest.mark.parametrize("typed", ["peñasco", "PENASCO", "pena", "Peñas"])
def test_a_word_is_found_in_rows_of_every_kind(typed: str, round_seven: Round, keeper: User) -> None:
    item = make_one_of_each(round_seven, keeper, "Peñasco")
    rows = found(keeper, typed)
    assert list(rows) == ALL_KINDS
    assert rows["items"] == [item.ref]
    assert rows["people"] == ["Edgar Peñasco"]
    assert (rows["entries"], rows["evidence"]) == (["USMX-7-01, entry 2"], ["A paper"])
    assert found(keeper, "enasco") == {}


def test_every_word_must_begin_a_word_of_the_row(round_seven: Round, keeper: User) -> None:
    make_one_of_each(round_seven, keeper, "Peñasco")
    assert found(keeper, "edgar penasco") == {"people": ["Edgar Peñasco"]}
    assert list(found(keeper, "court penasco")) == ["items", "entries"]
    assert found(keeper, "penasco elsewhere") == {}


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("704", ["USMX-7-04"]),
        ("USMX-704", []),
        ("usmx-7", ["USMX-7-01", "USMX-7-02", "USMX-7-03", "USMX-7-04"]),
        ("usmx–7 fourth", ["USMX-7-04"]),
        ("covid-19", ["USMX-7-02"]),
        ("7-04 fourth", ["USMX-7-04"]),
        ("2017", ["USMX-7-03"]),
    ],
)
def test_items_are_found_by_number_as_in_their_list(
    typed: str, items: list[str], round_seven: Round, keeper: User
) -> None:
    for words in ("The first.", "On COVID, 19 people.", "In 2017, 7 people.", "The fourth."):
        make_item(round_seven, keeper, summary_en=words)
    make_item(make_round(round_seven.dialogue, number=19), keeper, summary_en="Another.")
    assert found(keeper, typed).get("items", []) == items
    listed = signed_in(keeper).get("/items/", {"q": typed})
    assert [row.item.ref for row in listed.context["rows"]] == items


def test_a_round_typed_by_its_name_comes_first_with_its_own_items(round_seven: Round, keeper: User) -> None:
    own = make_item(round_seven, keeper, summary_en="The first.")
    make_item(make_round(round_seven.dialogue, number=8), keeper, summary_en="Of 7 people.")
    make_entry(own, None, keeper, note="The USMX spoke of 7 cases.")
    for typed in ("USMX-7", "usmx–7"):
        kinds = shown(keeper, typed).context["kinds"]
        assert [kind.name for kind in kinds][:2] == ["rounds", "items"]
        assert [row.name for row in kinds[1].rows] == [own.ref]
        assert kinds[1].address == "/items/?round=USMX-7&steps=with"
        assert [row.item.ref for row in signed_in(keeper).get(kinds[1].address).context["rows"]] == [own.ref]
    assert found(keeper, "usmx 7")["items"] == ["USMX-8-01", own.ref]
    make_round(make_dialogue("OTHER"), number=7)
    assert found(keeper, "OTHER-7") == {}


def test_a_round_is_found_by_code_number_place_and_year(round_seven: Round, keeper: User) -> None:
    make_round(round_seven.dialogue, number=17, starts_on=None, ends_on=None, dates_basis="unknown")
    for typed in ("USMX-7", "round 7", "ronda 7", "washington", "2015", "usmx 7"):
        assert found(keeper, typed)["rounds"] == ["USMX, round 7"], typed
    assert found(keeper, "99999999999999999999") == {}


def test_a_reference_leads_straight_to_its_item(round_seven: Round, keeper: User) -> None:
    item = make_item(round_seven, keeper)
    for typed in ("7-01", "usmx-7-01", " USMX–7–01 "):
        assert shown(keeper, typed).headers["Location"] == item.get_absolute_url()
    while_typing = signed_in(keeper).get("/search/", {"q": "7-01"}, **TYPING)
    assert (while_typing.status_code, item.get_absolute_url() in while_typing.content.decode()) == (200, True)


def test_people_come_once_with_their_rounds_and_colleagues_with_their_items(
    round_seven: Round, keeper: User
) -> None:
    for round in (round_seven, make_round(round_seven.dialogue, number=8)):
        delegation = Delegation.objects.create(round=round, party=make_party())
        Delegate.objects.create(delegation=delegation, position=1, name="Marta Cabañas", office="Ambassador")
    User.objects.filter(pk=keeper.pk).update(first_name="Luis", last_name="Cabañas")
    make_item(round_seven, keeper, officer=User.objects.get(pk=keeper.pk))
    (people,) = shown(keeper, "cabanas").context["kinds"]
    assert (people.count, [(row.name, row.facts) for row in people.rows]) == (
        2,
        [("Luis Cabañas", ["officer"]), ("Marta Cabañas", ["Mexico", "USMX-7", "USMX-8"])],
    )
    listed = signed_in(keeper).get(people.rows[0].address)
    assert (listed.context["faults"], listed.context["count"]) == ([], 1)


def test_each_result_leads_to_a_page(round_seven: Round, keeper: User) -> None:
    make_one_of_each(round_seven, keeper, "Peñasco")
    client = signed_in(keeper)
    for kind in shown(keeper, "penasco").context["kinds"]:
        for row in kind.rows:
            answer = client.get(row.address)
            assert (kind.name, answer.status_code) == (kind.name, 200)
            assert not answer.context.get("faults")


# --- Counts


def test_counts_are_those_of_the_lists_behind(
    round_seven: Round, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(7):
        make_entry(make_item(round_seven, keeper), None, keeper, note="Of torture again.")
    kinds = {kind.name: kind for kind in shown(keeper, "torture").context["kinds"]}
    assert {name: (len(kind.rows), kind.count, kind.is_more) for name, kind in kinds.items()} == {
        "items": (5, 7, False),
        "entries": (5, 7, False),
    }
    client = signed_in(keeper)
    assert client.get(kinds["items"].address).context["count"] == 7
    (entries,) = client.get(kinds["entries"].address).context["kinds"]
    assert (len(entries.rows), entries.count) == (7, 7)
    monkeypatch.setattr(everywhere, "MOST_ROWS", 6)
    (entries,) = client.get(kinds["entries"].address).context["kinds"]
    assert (len(entries.rows), entries.count, entries.is_more) == (6, 6, True)


def test_common_word_is_looked_for_in_the_newest_entries_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(300, entries=2)
    keeper = User.objects.get(username="volume")
    word = Entry.objects.exclude(act="open").latest("pk").note.split()[0]
    monkeypatch.setattr("ledger.filters.items.FEW", 10)
    monkeypatch.setattr(everywhere, "NEWEST_ENTRIES", 40)
    kinds = {kind.name: kind for kind in shown(keeper, word, kind="entries").context["kinds"]}
    assert kinds["entries"].is_more
    assert 0 < kinds["entries"].count <= 40
    listed = signed_in(keeper).get("/items/", {"q": word}).context["count"]
    assert {kind.name: kind.count for kind in shown(keeper, word).context["kinds"]}["items"] == listed


def test_search_asks_no_more_for_three_rows_of_each_kind_than_for_one(
    round_seven: Round, keeper: User
) -> None:
    client, counted = signed_in(keeper), []
    make_one_of_each(round_seven, keeper, "Peñasco")
    for time in range(2):
        client.get("/search/?q=penasco")
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get("/search/?q=penasco").context["kinds"]) == len(ALL_KINDS)
        counted.append(len(queries))
        item = Item.objects.get()
        for number in (2 * time, 2 * time + 1):
            make_entry(
                item, None, keeper, note=f"Peñasco {number}", evidence=(make_evidence(title="Peñasco"),)
            )
            make_statement(round_seven, text=f"Peñasco {number}")
    assert counted == [QUERIES, QUERIES]


# --- What nobody is told who may not see it


def test_nothing_of_another_dialogue_is_found_by_any_word(round_seven: Round, keeper: User) -> None:
    """A stranger guesses the words; what all dialogues share, such as topics, is theirs to see."""
    make_one_of_each(round_seven, keeper, "Peñasco")
    other = make_dialogue("XYZ", parties=("USA", "EU"))
    make_item(make_round(other), make_editor(other))
    for role in Role:
        stranger = make_member(role, dialogue=other)
        for typed in (
            "penasco",
            "peñasco court",
            "undersecretary",
            "USMX-7",
            "701",
            "7-01",
            "edgar",
            "washington",
        ):
            rows = found(stranger, typed)
            assert set(rows) <= {"topics", "forums"}, (role, typed, rows)
            page = shown(stranger, typed).content.decode()
            assert not re.search("USMX-7-01|Edgar Pe|Palacio|A paper|Secretar", page), (role, typed)
            typing = signed_in(stranger).get("/search/", {"q": typed}, **TYPING).content.decode()
            assert not re.search("USMX-7-01|Edgar Pe|Palacio|A paper|Secretar", typing), (role, typed)


@pytest.mark.parametrize("role", list(Role))
def test_a_member_of_any_role_finds_what_is_on_the_pages_of_their_dialogue(
    role: Role, round_seven: Round, keeper: User
) -> None:
    make_one_of_each(round_seven, keeper, "Peñasco")
    assert list(found(make_member(role, dialogue=round_seven.dialogue), "penasco")) == ALL_KINDS


def test_who_holds_no_role_or_is_not_signed_in_finds_nothing(round_seven: Round, keeper: User) -> None:
    make_one_of_each(round_seven, keeper, "Peñasco")
    assert shown(make_user(), "penasco").status_code == 403
    answer = Client().get("/search/?q=penasco", **TYPING)
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/accounts/login/")


def test_a_redacted_text_is_found_no_more(round_seven: Round, keeper: User) -> None:
    item = make_item(round_seven, keeper)
    entry = make_entry(item, None, keeper, note="The witness is called Peñasco.")
    assert found(keeper, "penasco")["entries"] == ["USMX-7-01, entry 2"]
    request = request_redaction(user=keeper, entry=entry, parts=["note"], reason="A victim's name.")
    redact_entry(user=make_editor(round_seven.dialogue), request=request)
    assert found(keeper, "penasco") == {}


def test_what_stands_no_more_is_found_and_says_so(round_seven: Round, keeper: User) -> None:
    item = make_item(round_seven, keeper)
    entry = make_entry(item, Status.STALLED, keeper, note="Peñasco said so.")
    correct_entry(
        user=keeper,
        entry=entry,
        says=EntryContent(status=Status.IN_PROGRESS, note="Nobody said so.", basis=Basis.READING),
        expected_sequence=None,
        reason="Misheard.",
    )
    (row,) = shown(keeper, "penasco", kind="entries").context["kinds"][0].rows
    assert "corrected since" in row.facts
    withdraw_item(user=keeper, item=item, expected_sequence=None, reason="Opened twice.")
    (row,) = shown(keeper, "penasco").context["kinds"][0].rows
    assert {"corrected since", "the item is withdrawn"} <= set(row.facts)


# --- The page


def test_words_are_marked_and_a_script_in_a_note_is_escaped(round_seven: Round, keeper: User) -> None:
    item = make_item(round_seven, keeper)
    make_entry(item, None, keeper, note='<script>alert("Peñasco")</script> & <b onclick="x">peñasco</b>')
    for typed, marked in (("penasco", 2), ("script", 2), ("alert", 1)):
        for more in ({}, TYPING):
            text = signed_in(keeper).get("/search/", {"q": typed}, **more).content.decode()
            page = lxml.html.fromstring(f"<div>{text}</div>")
            assert [script.text for script in page.iter("script") if not script.get("src")] == []
            assert not page.xpath("//*[@onclick]")
            assert len(page.xpath("//*[contains(@class, 'found') or @role='option']//mark")) == marked
    typed = '"><script>alert(1)</script>'
    assert "<script>alert" not in shown(keeper, typed).content.decode()
    assert "<script>alert" not in signed_in(keeper).get("/search/", {"q": typed}, **TYPING).content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "What is searched"),
        ("a", "Type a word of two letters or more"),
        ("!?", "Type a word of two letters or more"),
        ("zzzz", "Nothing is found."),
        ("A\x00B", "The list cannot be shown as asked"),
        ("long" * 100, "The list cannot be shown as asked"),
    ],
)
def test_a_page_without_results_says_why(typed: str, says: str, round_seven: Round, keeper: User) -> None:
    make_item(round_seven, keeper, summary_en="A word.")
    answer = shown(keeper, typed)
    assert (answer.status_code, answer.context["kinds"]) == (200, [])
    assert says in answer.content.decode()


def test_a_kind_that_is_none_is_said_and_all_are_shown(round_seven: Round, keeper: User) -> None:
    make_item(round_seven, keeper)
    answer = shown(keeper, "torture", kind="nothing")
    assert [kind.name for kind in answer.context["kinds"]] == ["items"]
    assert "“nothing” is no kind of result" in answer.content.decode()


def test_every_page_has_the_box_and_it_keeps_what_was_typed(round_seven: Round, keeper: User) -> None:
    make_item(round_seven, keeper)
    for address in ("/", "/items/", "/search/?q=torture", "/preferences/"):
        page = lxml.html.fromstring(signed_in(keeper).get(address).content)
        (form,) = page.xpath("//header//form[@role='search']")
        assert (form.get("action"), form.get("method")) == ("/search/", "get")
        assert form.xpath(".//input[@name='q']")[0].get("value") == ("torture" if "search" in address else "")


def test_the_page_is_in_spanish(round_seven: Round, keeper: User) -> None:
    make_one_of_each(round_seven, keeper, "Peñasco")
    User.objects.filter(pk=keeper.pk).update(language=Language.ES)
    page = shown(User.objects.get(pk=keeper.pk), "penasco").content.decode()
    for words in (
        "Búsqueda: penasco",
        "Puntos",
        "Temas",
        "Rondas",
        "Personas",
        "Declaraciones",
        "Asientos",
        "Pruebas",
    ):
        assert words in page


@pytest.mark.parametrize("typed", ["0", "000000", "ronda 0", "９９９９９９", "2015 0"])
def test_number_that_is_no_year_finds_no_round(typed: str, round_seven: Round, keeper: User) -> None:
    answer = shown(keeper, typed)
    assert (answer.status_code, answer.context["kinds"]) == (200, [])


def test_page_that_does_not_count_all_says_so(
    round_seven: Round, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everywhere, "MOST_ROWS", 1)
    for name in ("alpha", "beta"):
        Forum.objects.create(code=f"F{name}", name_en=f"Body of {name}")
    page = shown(keeper, "body").content.decode()
    assert "There may be more than are counted here" in page
    assert "newest" not in page  # forums come by their codes


@pytest.mark.postgres_only
def test_statements_texts_are_looked_up_by_their_index(round_seven: Round, keeper: User) -> None:
    make_statement(round_seven, text="Long. " * 400_000)  # more than a tsvector's words may take
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM ledger_statement WHERE text_words @@ to_tsquery('simple', 'a:*')"
        )
        assert "statement_words" in " ".join(line for (line,) in cursor.fetchall())
