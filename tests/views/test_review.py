"""A statement under review: each step, who is told, what is refused, and how many queries the page takes."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledger import isolation
from ledger.intake import Proposed, proposals, proposals_of
from ledger.models import Item, ReviewDraft, User
from ledger.vocabulary import DraftState, Kind, Language
from tests.makers import make_agency, make_dialogue, make_editor, make_item, make_topic
from tests.support.admin_pages import signed_in
from tests.support.drafts import CONSULAR, FREE, PROMISE, SPANISH, TEXT, TORTURE, make_draft, make_topics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readings_made_once")]


RESOURCES: dict[str, tuple[str, dict[str, str]]] = {
    "accept": ("proposals/%s/decision", {"decision": "accepted"}),
    "reject": ("proposals/%s/decision", {"decision": "rejected"}),
    "undo": ("proposals/%s/decision", {"decision": "open"}),
    "save": ("proposals/%s", {}),
    "split": ("proposals/%s/split", {}),
    "merge": ("proposals/%s/merge", {}),
    "add": ("proposals", {}),
    "rest": ("proposals/rest", {}),
    "all": ("proposals/rest", {"decision": "accepted"}),
    "sure": ("proposals/rest", {"decision": "sure"}),
    "apart": ("proposals/%s/decision", {"decision": "apart"}),
    "leave": ("typed/discard", {"step": "save:%s"}),
    "forget": ("typed/discard", {}),
    "keep": ("typed", {}),
}
"""What a button of the page sends, and where; `%s` is the key of its proposal. Others are called as their address."""


class Desk:
    """A person at the page of a draft, who always sees its newest version unless said otherwise."""

    def __init__(self, user: User, draft: ReviewDraft) -> None:
        self.user, self.client, self.draft = user, signed_in(user), draft
        self.page = f"/statements/review/{draft.uuid}/"

    def do(self, button: str, /, **values: Any) -> Any:
        """Press a button, such as `accept:1`."""
        self.draft.refresh_from_db()
        name, _colon, key = button.partition(":")
        path, sent = RESOURCES.get(name, (name, {}))
        sent = {field: value.replace("%s", key) for field, value in sent.items()}
        address = self.page + path.replace("%s", key)
        return self.client.post(address, {"version": self.draft.version} | sent | values)

    @property
    def proposals(self) -> list[Proposed]:
        self.draft.refresh_from_db()
        return proposals_of(self.draft)

    def words(self) -> list[str]:
        return [TEXT[one.start : one.end] for one in self.proposals]

    def fields(self, key: int, **values: Any) -> dict[str, Any]:
        """A proposal's fields as the page has them, with other values."""
        form = self.client.get(f"{self.page}?edit={key}").context["editing"][1]
        kept = {name: value for name, value in form.initial.items() if value is not None}
        return kept | values


@pytest.fixture
def desk() -> Desk:
    make_topics()
    dialogue = make_dialogue("USMX")
    make_agency("SEGOB")
    editor = make_editor(dialogue)
    return Desk(editor, make_draft(editor, dialogue))


def test_page_shows_the_text_with_its_proposals_and_what_is_asked(desk: Desk) -> None:
    page = desk.client.get(desk.page).content.decode()
    assert f'data-kind="discussed" data-of="1">{TORTURE}</mark>' in page
    assert page.count('data-row-key="a"') == 4
    assert "Not in the text, so please say:</b> host" in " ".join(page.split())


def test_accepting_leads_to_the_next_and_can_be_undone(desk: Desk) -> None:
    assert desk.do("accept:1")["Location"] == f"{desk.page}#p2"
    assert desk.do("reject:2")["Location"] == f"{desk.page}#p3"
    assert [proposal.decision for proposal in desk.proposals][:3] == ["accepted", "rejected", "open"]
    desk.do("undo:2")
    assert desk.proposals[1].is_open
    assert desk.do("rest")["Location"] == f"{desk.page}#write"
    assert [proposal.decision for proposal in desk.proposals].count("rejected") == 3


def test_proposal_without_a_topic_opens_its_fields(desk: Desk) -> None:
    some = proposals.edited(desk.proposals, 1, topics=())
    desk.do("undo:1")
    ReviewDraft.objects.update(proposals=proposals.as_json(some))
    answer = desk.do("accept:1")
    assert answer.context["editing"][1].errors == {"first_topic": ["Give at least one topic."]}
    assert desk.proposals[0].is_open


def test_fields_are_kept_as_edited(desk: Desk) -> None:
    values = {
        "quote": "prevent torture",
        "kind": f"{Kind.ASKED}",
        "first_topic": "consular",
        "further_topics": ["torture"],
        "owed_by": [],
        "asked_by": ["USA"],
        "asked_of": ["MEX"],
        "agencies": ["SEGOB"],
        "summary_es": "Prevenir la tortura.",
    }
    assert desk.do("save:1", **desk.fields(1, **values)).status_code == 302
    one = desk.proposals[0]
    assert TEXT[one.start : one.end] == "prevent torture"
    assert (one.kind, one.topics, one.asked_by, one.asked_of, one.agencies, one.decision) == (
        "asked", ("consular", "torture"), ("USA",), ("MEX",), ("SEGOB",), "accepted",
    )  # fmt: skip


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("end", {"end": len(TEXT) + 1, "quote": TORTURE}),
    ("end", {"start": 50, "end": 50}),
    ("quote", {"quote": "words that are not there"}),
    ("first_topic", {"first_topic": "unknown"}),
    ("first_topic", {"first_topic": ""}),
    ("owed_by", {"owed_by": ["FRA"]}),
    ("agencies", {"agencies": ["FOREIGN"]}),
    ("continues", {"continues": "OTHER-1-01"}),
    ("asked_of", {"kind": "asked"}),
    ("kind", {"kind": "agreed"}),
]


@pytest.mark.parametrize(("field", "values"), REFUSED)
def test_hostile_fields_are_refused_beside_them_and_stay(
    desk: Desk, field: str, values: dict[str, Any]
) -> None:
    make_agency("FOREIGN", "FRA")
    before = desk.proposals
    answer = desk.do("save:1", **desk.fields(1, **values))
    assert answer.status_code == 200
    form = answer.context["editing"][1]
    assert field in form.errors
    for name, value in values.items():
        assert form[name].value() in (value, str(value))
    assert desk.proposals == before


def test_offsets_decide_where_the_words_were_left_alone(desk: Desk) -> None:
    first = desk.proposals[0]
    desk.do("save:1", **desk.fields(1, start=first.start + len("actions to ")))
    assert desk.words()[0] == "prevent torture"


def test_two_are_made_one_and_one_two(desk: Desk) -> None:
    desk.do("merge:2")
    assert desk.words()[1] == f"{FREE} and {CONSULAR}"
    some = proposals.edited(desk.proposals, 2)
    one = some[1]
    parts = ((one.start, one.start + len(FREE)), (one.end - len(CONSULAR), one.end))
    some[1] = Proposed(key=2, start=one.start, end=one.end, topics=one.topics, parts=parts)
    ReviewDraft.objects.update(proposals=proposals.as_json(some))
    assert "It may be two" in desk.client.get(desk.page).content.decode()
    desk.do("split:2")
    assert desk.words()[1:3] == [FREE, CONSULAR]
    assert [one.topics for one in desk.proposals][1:3] == [("expression",), ("consular",)]


@pytest.mark.parametrize("second", ["consular", " consular notif", CONSULAR])
def test_two_matters_are_parted_where_a_person_says(desk: Desk, second: str) -> None:
    desk.do("merge:2")
    assert desk.do("split:2", second=second)["Location"] == f"{desk.page}#p2"
    assert desk.words()[1:3] == [FREE, CONSULAR]
    assert [(one.topics, one.decision) for one in desk.proposals][1:3] == [
        (("expression",), "open"),
        (("consular",), "open"),
    ]


@pytest.mark.parametrize("second", ["", "  ", TORTURE[:6], "orture", "nowhere"])
def test_split_at_words_that_are_not_there_is_refused_and_they_stay(desk: Desk, second: str) -> None:
    before = desk.proposals
    answer = desk.do("split:1", second=second)
    form = answer.context["split_form"]
    assert (list(form.errors), form["second"].value()) == (["second"], second)
    assert desk.proposals == before


def test_words_are_added_by_offsets_or_as_copied(desk: Desk) -> None:
    start = TEXT.index("Mexico City")
    answer = desk.do("add", quote="Mexico City", start=start, end=start + 11)
    assert answer["Location"] == f"{desk.page}?edit=5#p5"
    desk.do("add", quote="Ann Lee")
    assert {"Mexico City", "Ann Lee"} <= set(desk.words())
    answer = desk.do("add", quote="nowhere", start=0, end=10_000)
    assert "quote" in answer.context["add_form"].errors
    assert len(desk.proposals) == 6


FACTS = {
    "number": "4", "starts_on": "2016-05-04", "ends_on": "", "dates_basis": "stated", "dates_evidence": "",
    "dates_evidence_url": "", "city": "Mexico City", "venue": "", "host_party": "MEX", "title": "Joint statement",
    "form": "statement", "issued_by": "", "publisher": "", "url": "", "published_on": "2016-05",
    "visibility": "public", "person-0-is_kept": "on", "person-0-party": "MEX", "person-0-role": "co_chair",
    "person-0-name": "Ann Lee", "person-0-office": "Under Secretary", "person-0-agency": "SEGOB",
}  # fmt: skip


def test_facts_are_kept(desk: Desk) -> None:
    newcomer = {
        "person-1-is_kept": "on",
        "person-1-party": "USA",
        "person-1-role": "head",
        "person-1-name": "Jo Bo",
    }
    assert desk.do("facts", **FACTS, **newcomer)["Location"] == f"{desk.page}#round"
    desk.draft.refresh_from_db()
    facts = desk.draft.facts
    assert (desk.draft.round_number, desk.draft.title, facts["ends_on"]) == (
        4,
        "Joint statement",
        "2016-05-04",
    )
    assert [(one["name"], one["role"]) for one in facts["people"]] == [
        ("Ann Lee", "co_chair"),
        ("Jo Bo", "head"),
    ]
    assert facts["visibility"] == "public"


def test_host_is_not_said_until_somebody_says_it(desk: Desk) -> None:
    assert '<option value="" selected>not said</option>' in desk.client.get(desk.page).content.decode()


FACTS_REFUSED = [
    ("ends_on", {"ends_on": "2016-05-03"}),
    ("starts_on", {"starts_on": "2999-01-01"}),
    ("starts_on", {"starts_on": "", "ends_on": "2016-05-04"}),
    ("dates_basis", {"dates_basis": "unknown"}),
    ("dates_evidence", {"dates_basis": "inferred"}),
    ("url", {"url": "javascript:alert(1)"}),
    ("host_party", {"host_party": "FRA"}),
    ("number", {"number": "0"}),
]


@pytest.mark.parametrize(("field", "values"), FACTS_REFUSED)
def test_facts_that_do_not_hold_are_refused_beside_them(
    desk: Desk, field: str, values: dict[str, str]
) -> None:
    answer = desk.do("facts", **FACTS | values)
    assert field in answer.context["facts_form"].errors
    assert answer.context["facts_form"][field].value() == (values | FACTS | values)[field]


def test_text_is_read_again_in_its_own_language_alone(desk: Desk) -> None:
    desk.do("accept:1")
    assert "another language: English" in desk.do("reading", language="es").content.decode()
    assert desk.do("reading", language="en").status_code == 302
    assert [proposal.decision for proposal in desk.proposals] == ["accepted", *["open"] * 3]
    assert desk.words()[0] == TORTURE


def test_text_that_takes_too_long_to_read_again_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def met(*_asked: object, **_more: object) -> None:
        raise isolation.LimitMet(isolation.Limit.MEMORY)

    monkeypatch.setattr(isolation, "run", met)
    answer = desk.do("reading", language="en")
    assert answer.status_code == 200
    assert "This takes too much memory to read" in answer.content.decode()


# --- Two people, and people without the right


def test_second_of_two_is_told_and_keeps_what_was_typed(desk: Desk) -> None:
    colleague = Desk(make_editor(desk.draft.dialogue), ReviewDraft.objects.get())
    typed = desk.fields(1, summary_en="Mine.")
    seen = desk.draft.version
    colleague.do("reject:2")
    answer = desk.client.post(f"{desk.page}proposals/1", {"version": seen} | typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{colleague.user} saved this draft on" in page
    assert answer.context["editing"][1]["summary_en"].value() == "Mine."
    assert [proposal.decision for proposal in desk.proposals][:2] == ["open", "rejected"]
    desk.do("save:1", **typed)  # now that it was seen
    assert (desk.proposals[0].summary_en, desk.proposals[1].decision) == ("Mine.", "rejected")
    assert f"{desk.user} worked on this too" in colleague.client.get(colleague.page).content.decode()


@pytest.mark.parametrize(
    "step",
    [
        "accept:1",
        "facts",
        "add",
        "discard",
        "commit",
        "rest",
        "merge:1",
        "split:1",
        "reading",
        "keep",
        "forget",
    ],
)
def test_nobody_of_another_dialogue_takes_a_step(desk: Desk, step: str) -> None:
    stranger = Desk(make_editor(make_dialogue()), desk.draft)
    before = ReviewDraft.objects.values().get()
    assert stranger.do(step, language="en").status_code == 404
    assert ReviewDraft.objects.values().get() == before


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("proposals/99/decision", {"decision": "accepted"}, 302),
        ("proposals/9999999999/decision", {"decision": "accepted"}, 302),
        ("proposals/99", {}, 302),
        ("proposals/99/split", {"second": "consular"}, 302),
        ("proposals/1/split", {}, 302),
        ("proposals/5/merge", {}, 302),
        ("proposals/1/decision", {"decision": "x"}, 200),
        ("proposals/1/decision", {}, 200),
        ("proposals/x/decision", {"decision": "accepted"}, 404),
        (f"proposals/{'9' * 5000}/decision", {"decision": "accepted"}, 404),
        ("proposals/-1/decision", {"decision": "accepted"}, 404),
        ("drop", {}, 404),
        ("", {"do": "accept:1"}, 405),
    ],
)
def test_what_is_not_there_changes_nothing(desk: Desk, path: str, sent: dict[str, str], status: int) -> None:
    before = desk.proposals
    version = {"version": desk.draft.version}
    assert desk.client.post(f"{desk.page}{path}", version | sent).status_code == status
    assert desk.proposals == before


def test_address_of_a_part_leads_to_the_page(desk: Desk) -> None:
    for path in ("facts", "proposals/1", "proposals/1/decision", "typed"):
        assert desk.client.get(f"{desk.page}{path}")["Location"] == desk.page


# --- What was typed and not saved


def kept_by(desk: Desk, step: str, **values: Any) -> int:
    return int(desk.do("keep", step=step, **values).status_code)


def test_half_typed_fields_are_back_until_they_are_saved(desk: Desk) -> None:
    assert kept_by(desk, "save:2", **desk.fields(2, summary_en="Half a sen")) == 204
    assert kept_by(desk, "facts", **FACTS | {"venue": "The old hall"}) == 204
    assert kept_by(desk, "add", quote="Mexico Ci") == 204
    assert desk.draft.version == 1
    answer = desk.client.get(desk.page)
    assert "What you had typed is back" in answer.content.decode()
    assert answer.context["editing"][0] == 2
    assert answer.context["editing"][1]["summary_en"].value() == "Half a sen"
    assert answer.context["facts_form"]["venue"].value() == "The old hall"
    assert answer.context["add_form"]["quote"].value() == "Mexico Ci"
    desk.do("save:2", **desk.fields(2, summary_en="A sentence."))
    answer = desk.client.get(desk.page)
    assert "editing" not in answer.context
    assert answer.context["facts_form"]["venue"].value() == "The old hall"
    desk.do("forget")
    assert "is back" not in desk.client.get(desk.page).content.decode()


def test_half_typed_yesterday_is_kept_as_its_day(desk: Desk) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    kept_by(desk, "facts", **FACTS | {"starts_on": "ayer", "venue": "ayer"})
    form = desk.client.get(desk.page).context["facts_form"]
    assert (form["starts_on"].value(), form["venue"].value()) == (yesterday.isoformat(), "ayer")


def test_half_typed_fields_are_left_as_they_were_by_a_button_or_go_with_their_proposal(desk: Desk) -> None:
    for step in ("leave:2", "reject:2"):
        kept_by(desk, "save:2", **desk.fields(2, summary_en="Half"))
        desk.do(step)
        desk.draft.refresh_from_db()
        assert desk.draft.typed == {}
    kept_by(desk, "save:3", **desk.fields(3, summary_en="Half"))
    desk.do("merge:2")
    assert "editing" not in desk.client.get(desk.page).context


def test_half_typed_fields_are_nobody_else_s_and_come_back_with_what_a_colleague_saved(desk: Desk) -> None:
    colleague = Desk(make_editor(desk.draft.dialogue), desk.draft)
    kept_by(desk, "save:2", **desk.fields(2, summary_en="Mine"))
    assert "Mine" not in colleague.client.get(colleague.page).content.decode()
    assert "saved this draft on" not in desk.client.get(desk.page).content.decode()
    colleague.do("reject:1")
    page = desk.client.get(desk.page).content.decode()
    assert f"{colleague.user} saved this draft on" in page
    assert "Mine" in page


@pytest.mark.parametrize("step", ["", "commit", "save:", "save:x", "save:1:2", "facts:1", "add\n"])
def test_nothing_is_kept_of_a_form_that_there_is_not(desk: Desk, step: str) -> None:
    assert kept_by(desk, step, quote="words") == 204
    desk.draft.refresh_from_db()
    assert desk.draft.typed == {}


def test_half_typed_fields_of_an_ended_session_stay_on_the_page_alone(desk: Desk) -> None:
    desk.client.logout()
    assert kept_by(desk, "add", quote="words") == 403
    assert "ledger_typed" not in desk.client.session


# --- The end


def test_what_is_left_and_what_is_written_are_counted_in_words_that_fit(desk: Desk) -> None:
    desk.do("accept:4")
    for key in (1, 2):
        desk.do(f"reject:{key}")
    assert "Decide on each proposal: 1 is left." in desk.client.get(desk.page).content.decode()
    desk.do("reject:3")
    shown = desk.client.get(desk.page).content.decode()
    assert "The round, its statement and 1 accepted proposal are written at once, or not at all." in shown


def test_written_to_the_ledger_and_led_on(desk: Desk) -> None:
    page = desk.do("commit").content.decode()
    assert "Decide on each proposal: 4 are left." in page
    desk.do("accept:4")
    desk.do("rest")
    answer = desk.do("commit")
    assert answer.status_code == 302
    item = Item.objects.get()
    assert (item.passage.quote, item.round.number) == (PROMISE, 3)
    assert desk.client.get(desk.page)["Location"] == answer["Location"]


def test_item_shows_both_texts_of_a_statement_read_in_two_languages(desk: Desk) -> None:
    for step in ("accept:4", "rest", "commit"):
        desk.do(step)
    answer = desk.client.post("/statements/new/", {"dialogue": desk.draft.dialogue_id, "pasted": SPANISH})
    other = Desk(desk.user, ReviewDraft.objects.get(language=Language.ES))
    assert answer["Location"] == other.page
    (same,) = [one.key for one in other.proposals if one.same_as]
    for step in (f"accept:{same}", "rest", "commit"):
        other.do(step)
    item = Item.objects.get()
    columns = desk.client.get(f"/items/{item.ref}/").context["columns"]
    assert [(one.language, [text.quote for text in one.passages]) for one in columns] == [
        (Language.EN, [PROMISE]),
        (Language.ES, ["México acordó publicar un registro nacional de personas desaparecidas"]),
    ]


def test_review_is_given_up_and_the_text_begun_anew(desk: Desk) -> None:
    assert desk.do("discard")["Location"] == "/statements/new/"
    assert ReviewDraft.objects.get().state == DraftState.DISCARDED
    assert desk.client.get(desk.page)["Location"] == "/statements/new/"
    make_draft(desk.user, desk.draft.dialogue)
    assert ReviewDraft.objects.count() == 2


QUERIES = 12


def counted(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_page_asks_no_more_for_three_proposals_than_for_one(desk: Desk) -> None:
    some = desk.proposals
    desk.client.get(desk.page)  # what is read once per process
    found = []
    for many in (1, 3):
        ReviewDraft.objects.update(proposals=proposals.as_json(some[:many]))
        found.append(counted(desk.client, desk.page))
    assert found == [QUERIES, QUERIES]


def test_round_that_came_meanwhile_is_compared_before_anything_is_written(desk: Desk) -> None:
    other = Desk(desk.user, make_draft(desk.user, desk.draft.dialogue, text=SPANISH))
    for key in (1, 2, 3, 4):
        other.do(f"accept:{key}")
    desk.do("accept:4")
    desk.do("rest")
    desk.do("commit")
    assert "save its facts again" in other.do("commit").content.decode()
    kept = {name: value for name, value in FACTS.items() if not name.startswith("person")}
    other.do("facts", **kept | {"number": "3", "person-0-role": "member"})
    assert [(one.same_as, one.decision) for one in other.proposals][2:] == [
        ("", "accepted"),
        ("USMX-3-01", "open"),
    ]


def test_item_of_the_round_is_offered_to_its_second_language(desk: Desk) -> None:
    desk.do("accept:4")
    desk.do("rest")
    desk.do("commit")
    round = Item.objects.get().round
    make_item(round, desk.user, topics=[make_topic("other")])
    text = (
        "México acordó publicar un registro. La 3a ronda del Diálogo Bilateral sobre Derechos Humanos entre los "
        "Estados Unidos y México se celebró en la ciudad de México."
    )
    spanish = make_draft(desk.user, desk.draft.dialogue, text=text)
    other = Desk(desk.user, spanish)
    assert spanish.language == Language.ES
    assert spanish.round == round
    offered = [
        value
        for value, _words in other.client.get(f"{other.page}?edit=1")
        .context["editing"][1]["same_as"]
        .field.choices
    ]
    assert offered == ["", "USMX-3-01", "USMX-3-02"]
