"""A quick note: the item found by typing, defaults for all the rest, and nothing typed is lost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.models import Dialogue, Entry, Item, User
from ledger.views import quick_note
from ledger.vocabulary import Audience, Basis, Role, Status, Voice
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round, make_topic
from tests.support.acting import last, sent_by
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE = "/quick-note/"


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("QN")


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_member(Role.RECORDER, dialogue=dialogue)


@pytest.fixture
def items(dialogue: Dialogue) -> list[Item]:
    """Two items of round 7, by topic."""
    round = make_round(dialogue, number=7)
    named = {"summary_en": "What was said.", "user": make_member(Role.EDITOR, dialogue=dialogue)}
    topics = (make_topic(name_en="Torture prevention"), make_topic(name_en="Torture registers"))
    return [make_item(round, topics=[one], **named) for one in topics]


def offered(answer: Any) -> list[str]:
    return [value for _item, value, _chosen in answer.context["choices"]]


def note(client: Client, **typed: str) -> Any:
    return client.post(PAGE, sent_by(client.get(PAGE).context["form"]) | {"note": "A call."} | typed)


def test_note_has_its_defaults(keeper: User, items: list[Item]) -> None:
    answer = note(signed_in(keeper), words="7-02")
    entry = last(items[1])
    assert answer["Location"] == f"/items/{items[1].ref}/#entry-2"
    assert (entry.note, entry.voice, entry.status, entry.author) == ("A call.", Voice.OFFICE, None, keeper)
    assert (entry.effective_on, entry.proposed_audience) == (entry.recorded_on, Audience.INTERNAL)


def test_phone_call_with_its_source_and_attribution(keeper: User, items: list[Item]) -> None:
    oral = {"basis": "oral", "oral_with": "Ana, at the ministry", "is_attributable": "no"}
    note(signed_in(keeper), words="qn-7-01", **oral)
    entry = last(items[0])
    said = (entry.basis, entry.text("oral_with"), entry.is_attributable)
    assert said == (Basis.ORAL, "Ana, at the ministry", False)


def test_words_find_items_to_choose_from_and_what_was_typed_stays(keeper: User, items: list[Item]) -> None:
    client = signed_in(keeper)
    answer = note(client, words="tortu", status="stalled")
    page = answer.content.decode()
    assert offered(answer) == [f"{one.ref}@1" for one in items]
    assert "Choose which of these items it is about." in page
    assert answer.context["form"]["status"].value() == "stalled"
    sent = sent_by(answer.context["form"]) | {"chosen": f"{items[0].ref}@1"}
    assert client.post(PAGE, sent).status_code == 302
    assert (last(items[0]).note, last(items[0]).status) == ("A call.", Status.STALLED)


def test_words_that_find_one_item_do_not_choose_it(keeper: User, items: list[Item]) -> None:
    answer = note(signed_in(keeper), words="registers")
    assert offered(answer) == [f"{items[1].ref}@1"]
    assert Entry.objects.filter(author=keeper).count() == 0


@pytest.mark.parametrize(
    ("words", "says"), [("nothing like it", "No item is found by these words"), ("", "Say which item")]
)
def test_no_item_is_told_at_its_field(keeper: User, items: list[Item], words: str, says: str) -> None:
    assert says in note(signed_in(keeper), words=words).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"note": ""}, "note"),
        ({"chosen": "QN-7-99@1"}, "chosen"),
        ({"chosen": "QN-7-01@x"}, "chosen"),
        ({"effective_on": "soon"}, "effective_on"),
        ({"basis": "oral"}, "oral_with"),
        ({"status": "done"}, "evidence"),
    ],
)
def test_what_is_wrong_leads_to_its_field(
    keeper: User, items: list[Item], typed: dict[str, str], field: str
) -> None:
    answer = note(signed_in(keeper), **{"words": "7-01"} | typed)
    page = answer.content.decode()
    assert f'href="#{field}"' in page if field == "evidence" else f'href="#id_{field}"' in page
    assert answer.context["form"]["words"].value() == "7-01"
    assert Entry.objects.filter(author=keeper).count() == 0


def test_items_are_offered_as_somebody_types(keeper: User, items: list[Item]) -> None:
    client, typing = signed_in(keeper), {"HX-Request": "true"}
    answer = client.get(PAGE, {"words": "regis", "chosen": f"{items[1].ref}@1"}, headers=typing)
    page = answer.content.decode()
    assert "<html" not in page
    assert f'value="{items[1].ref}@1"' in page
    assert "checked" in page
    assert client.get(PAGE, {"words": ""}, headers=typing).content.decode().strip() == ""


def test_it_says_when_there_are_more_than_it_offers(
    keeper: User, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_note, "FOUND", 1)
    client, more = signed_in(keeper), "There are more"
    shown = {words: client.get(PAGE, {"words": words}) for words in ("torture", "registers")}
    assert [(len(offered(one)), more in one.content.decode()) for one in shown.values()] == [
        (1, True),
        (1, False),
    ]


def test_page_of_an_item_leads_here_with_it(keeper: User, items: list[Item]) -> None:
    client = signed_in(keeper)
    address = f"{PAGE}?item={items[0].ref}"
    assert f'href="{address}"' in client.get(f"/items/{items[0].ref}/").content.decode()
    assert client.get(address).context["choices"] == [(items[0], f"{items[0].ref}@1", True)]


def test_nothing_is_offered_that_the_person_may_not_record_on(keeper: User, items: list[Item]) -> None:
    foreign, read_only = make_dialogue(), make_dialogue()
    make_member(Role.VIEWER, dialogue=read_only, user=keeper)
    topic = make_topic(name_en="Torture elsewhere")
    others = [make_item(make_round(one, number=7), topics=[topic]) for one in (foreign, read_only)]
    client = signed_in(keeper)
    assert offered(note(client, words="torture")) == [f"{one.ref}@1" for one in items]
    for other in others:
        assert "id_chosen" in note(client, chosen=f"{other.ref}@1").content.decode()
        assert last(other).sequence == 1


def test_viewer_finds_no_way_here(dialogue: Dialogue, keeper: User) -> None:
    viewer = make_member(Role.VIEWER, dialogue=dialogue)
    assert 'data-key="n"' not in signed_in(viewer).get("/").content.decode()
    assert 'data-key="n"' in signed_in(keeper).get("/").content.decode()


def test_who_was_slower_is_told_and_keeps_what_was_typed(keeper: User, items: list[Item]) -> None:
    client = signed_in(keeper)
    make_entry(items[0], Status.STALLED, note="Somebody else was here.")
    answer = note(client, chosen=f"{items[0].ref}@1")
    assert [line.entry.note for line in answer.context["unseen"]] == ["Somebody else was here."]
    sent = sent_by(answer.context["form"]) | {"chosen": offered(answer)[0]}
    assert client.post(PAGE, sent).status_code == 302
    assert last(items[0]).note == "A call."


def test_what_was_typed_survives_a_session_that_ended_for_its_writer_alone(
    keeper: User, items: list[Item], dialogue: Dialogue
) -> None:
    client = signed_in(keeper)
    sent = {"note": "A long call.", "writer": client.get(PAGE).context["writer"], "words": "regis"}
    other = make_member(Role.RECORDER, dialogue=dialogue)
    for user, kept in ((keeper, "A long call."), (other, None)):
        client.logout()
        assert client.post(PAGE, sent)["Location"] == f"/accounts/login/?next={PAGE}"
        client.force_login(user)
        answer = client.get(PAGE)
        assert answer.context["form"]["note"].value() == kept
        assert len(offered(answer)) == (1 if kept else 0)


def test_search_says_that_the_session_ended_where_the_items_would_stand(keeper: User) -> None:
    answer = signed_out(signed_in(keeper)).get(PAGE, {"words": "torture"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Your session has ended." in answer.content.decode()
    assert "<form" not in answer.content.decode()


def signed_out(client: Client) -> Client:
    client.logout()
    return client


def test_a_megabyte_of_words_is_refused_at_its_field_at_once(keeper: User, items: list[Item]) -> None:
    """Looking for all of it would keep a process busy for hours."""
    answer = note(signed_in(keeper), words="w" * 1_000_000)
    assert answer.context["form"].errors.keys() == {"words"}
    assert last(items[0]).sequence == 1


def test_search_asks_no_more_for_three_items_than_for_one(keeper: User, items: list[Item]) -> None:
    make_item(items[0].round, topics=[make_topic(name_en="Torture in custody")])
    client = signed_in(keeper)
    client.get(PAGE)  # what is drawn once per process
    counts = []
    for words in ("registers", "torture"):
        with CaptureQueriesContext(connection) as queries:
            found = client.get(PAGE, {"words": words})
        counts.append((len(offered(found)), len(queries)))
    assert counts == [(1, QUERIES + 2), (3, QUERIES + 2)]


def test_a_common_word_finds_the_newest_rounds_items(
    keeper: User, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = make_item(make_round(items[0].round.dialogue, number=9), summary_en="Registers again.")
    rare = offered(signed_in(keeper).get(PAGE, {"words": "registers"}))
    monkeypatch.setattr(quick_note, "FEW", 0)
    common = offered(signed_in(keeper).get(PAGE, {"words": "registers"}))
    assert (common, newer.ref in str(common[0])) == (rare, True)


QUERIES = 7
