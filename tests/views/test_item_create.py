"""An item opened by hand: its words found in the round's statements, a paraphrase, and what is refused."""

import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Item, Passage, Round, Statement, Topic, User
from ledger.vocabulary import (
    Act,
    AgreedAs,
    FactBasis,
    ItemSource,
    Kind,
    Language,
    Precision,
    Role,
    RoundState,
    StatementForm,
)
from tests.makers import (
    TEXT,
    make_agency,
    make_dialogue,
    make_editor,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_round,
    make_statement,
    make_topic,
)
from tests.support.admin_pages import signed_in
from tests.support.rows import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TWICE = (
    "Both sides met. Both sides agreed to prevent torture.\n\nMexico will publish a register. Both sides met."
)


@pytest.fixture
def round_seven() -> Round:
    return make_round(make_dialogue(), number=7)


@pytest.fixture
def statement(round_seven: Round) -> Statement:
    return make_statement(round_seven, text=TWICE)


@pytest.fixture
def editor(round_seven: Round) -> User:
    return make_editor(round_seven.dialogue)


@pytest.fixture
def client(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def topic() -> Topic:
    return make_topic()


def page(round: Round) -> str:
    return reverse("ledger:round-item-create", args=[round.dialogue.code, round.number])


def sent(topic: Topic, **values: object) -> dict[str, Any]:
    return {
        "request_id": uuid4(),
        "kind": "undertaken",
        "first_topic": topic.pk,
        "priority": "normal",
        **values,
    }


def refused(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200
    errors: dict[str, list[str]] = answer.context["form"].errors
    return errors


def test_every_field_reaches_the_ledger(
    client: Client, editor: User, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    mexico, agency, forum, other = make_party("MEX"), make_agency(), make_forum(), make_topic()
    earlier = make_item(make_round(round_seven.dialogue, number=6))
    typed = sent(
        topic,
        quote="publish  a REGISTER",
        further_topics=[other.pk],
        owed_by=[mexico.pk],
        agencies=[agency.pk],
        forums=[forum.pk],
        continues=earlier.ref.lower(),
        deadline_on="2027-03",
        deadline_basis="stated",
        deadline_wording="by March",
        officer=editor.pk,
        is_followed="no",
        next_step="Call.",
        review_on="2026-01-02",
        target_on="2026-02-03",
        priority="high",
        summary_en="A register.",
        note="Ours.",
    )
    answer = client.post(page(round_seven), typed)
    item = Item.objects.get(round=round_seven)
    assert answer["Location"] == item.get_absolute_url()
    assert item.passage is not None
    start = TWICE.index("publish a register")
    assert (item.passage.start, item.passage.end) == (start, start + len("publish a register"))
    assert item.passage.quote == "publish a register"  # the statement's words, not the typed ones
    assert (item.ref, item.kind, item.is_paraphrase) == (
        f"{round_seven.dialogue.code}-7-01",
        Kind.UNDERTAKEN,
        False,
    )
    assert [link.topic for link in item.topic_links.order_by("position")] == [topic, other]
    assert [link.party for link in item.party_links.all()] == [mexico]
    assert (item.owner_basis, item.source) == (FactBasis.INFERRED, ItemSource.STATEMENT)
    assert ([*item.agencies.all()], [*item.forums.all()]) == ([agency], [forum])
    assert item.continues == earlier
    assert (item.deadline_on, item.deadline_precision) == (datetime.date(2027, 3, 1), Precision.MONTH)
    assert (item.deadline_basis, item.deadline_wording) == (FactBasis.STATED, "by March")
    assert (item.officer, item.is_followed, item.next_step) == (editor, False, "Call.")
    assert (item.review_on, item.target_on) == (datetime.date(2026, 1, 2), datetime.date(2026, 2, 3))
    assert (item.priority, item.summary_en, item.note) == ("high", "A register.", "Ours.")
    entry = item.entries.get()
    assert (entry.act, entry.author, entry.effective_on) == (Act.OPEN, editor, round_seven.ends_on)


def test_sent_twice_opens_one_item(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    typed = sent(topic, quote="publish a register")
    there = [client.post(page(round_seven), typed)["Location"] for _time in range(2)]
    assert there == [Item.objects.get().get_absolute_url()] * 2


def test_another_follows_on_the_same_page(client: Client, round_seven: Round, topic: Topic) -> None:
    answer = client.post(page(round_seven), sent(topic, summary_en="Ours.", another="1"))
    assert answer["Location"] == page(round_seven)
    assert Item.objects.count() == 1


def test_words_of_an_item_that_is_there_are_asked_about(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    client.post(page(round_seven), sent(topic, quote="publish a register"))
    again = sent(topic, quote="publish a register")
    assert f"{round_seven.dialogue.code}-7-01 cites these words" in str(
        refused(client.post(page(round_seven), again))["again"]
    )
    client.post(page(round_seven), again | {"again": "on"})
    assert Item.objects.count() == 2


# --- Which words


def test_passage_is_offered_by_paragraph_and_sentence(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    groups = client.get(page(round_seven)).context["form"].fields["passage"].choices[1:]
    offered = [
        TWICE[slice(*map(int, value.split(":")[1:]))]
        for _label, choices in groups
        for value, _words in choices
    ]
    first, second = TWICE.split("\n\n")
    assert offered == [
        first,
        "Both sides met.",
        "Both sides agreed to prevent torture.",
        second,
        "Mexico will publish a register.",
        "Both sides met.",
    ]
    chosen = groups[1][1][1][0]
    client.post(page(round_seven), sent(topic, passage=chosen))
    assert [one.quote for one in Passage.objects.all()] == ["Mexico will publish a register."]


def test_passage_tells_which_of_the_same_words(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    typed = sent(topic, quote="Both sides met", note="Kept.")
    answer = client.post(page(round_seven), typed)
    assert list(refused(answer)) == ["passage"]
    assert answer.context["form"]["note"].value() == "Kept."
    second = TWICE.index("Mexico")
    chosen = f"{statement.pk}:{second}:{len(TWICE)}"
    client.post(page(round_seven), typed | {"passage": chosen})
    passage = Passage.objects.get()
    assert (passage.start, passage.end) == (len(TWICE) - len("Both sides met."), len(TWICE) - 1)
    answer = client.post(page(round_seven), sent(topic, passage=chosen, quote="prevent torture"))
    assert list(refused(answer)) == ["quote"]


def test_selected_words_stand_where_they_were_selected(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    start = TWICE.rindex("Both sides met")
    place = {"statement": statement.pk, "start": start, "end": start + len("Both sides met")}
    client.post(page(round_seven), sent(topic, quote="Both sides met", **place))
    assert Passage.objects.get().start == start
    # Words typed since are looked for, wherever something was selected before.
    client.post(page(round_seven), sent(topic, quote="prevent torture", **place))
    assert {one.quote for one in Passage.objects.all()} == {"Both sides met", "prevent torture"}


def test_selection_outside_the_chosen_passage_is_refused(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    second = TWICE.index("Mexico")
    chosen = f"{statement.pk}:{second}:{len(TWICE)}"
    selected = {"quote": "Both sides agreed", "statement": statement.pk, "start": 16, "end": 33}
    answer = client.post(page(round_seven), sent(topic, passage=chosen, **selected))
    assert "do not stand in the passage chosen" in answer.content.decode()
    assert not Item.objects.exists()


def test_selection_beyond_the_text_is_looked_for_instead(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    begins = TWICE.index("Mexico")
    selected = {"quote": TWICE[begins:], "statement": statement.pk, "start": begins, "end": 2**31 - 1}
    assert client.post(page(round_seven), sent(topic, **selected)).status_code == 302
    assert Item.objects.get().passage.quote == TWICE[begins:]


def test_planned_round_takes_no_item(client: Client, round_seven: Round) -> None:
    planned = make_round(round_seven.dialogue, number=8, state=RoundState.PLANNED)
    assert client.get(page(planned)).status_code == 404


def test_selection_over_two_paragraphs_is_the_text_between(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    start, end = TWICE.index("prevent"), TWICE.index(" publish") + 1
    quote = "prevent torture.\r\nMexico will "
    client.post(page(round_seven), sent(topic, quote=quote, statement=statement.pk, start=start, end=end))
    assert Passage.objects.get().quote == "prevent torture.\n\nMexico will"


def test_words_are_looked_for_in_each_statement(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    press = make_statement(round_seven, text=TEXT, form=StatementForm.PRESS)
    make_statement(round_seven, text="Se trató la tortura.", language=Language.ES)
    client.post(page(round_seven), sent(topic, quote="actions to prevent torture"))
    item = Item.objects.get()
    assert item.passage is not None
    assert (item.passage.statement, item.source) == (press, ItemSource.PRESS)


@pytest.mark.parametrize("place", ["words", "passage", "another"])
def test_words_of_no_statement_of_the_round_are_refused(
    client: Client, round_seven: Round, statement: Statement, topic: Topic, place: str
) -> None:
    foreign = make_statement(make_round(round_seven.dialogue), text=TEXT)
    typed: dict[str, Any] = {
        "words": {"quote": "actions to prevent torture"},
        "passage": {"passage": f"{foreign.pk}:0:10"},
        "another": {"quote": TEXT[:8], "statement": foreign.pk, "start": 0, "end": 8},
    }[place]
    answer = client.post(page(round_seven), sent(topic, summary_en="Ours.", **typed))
    assert list(refused(answer)) == ["passage" if place == "passage" else "quote"]
    assert not Item.objects.exists()
    assert not Passage.objects.exists()


def test_without_words_it_is_a_paraphrase_written_out(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    answer = client.post(page(round_seven), sent(topic))
    assert list(refused(answer)) == ["summary_en"]
    client.post(page(round_seven), sent(topic, summary_es="Registro."))
    item = Item.objects.get()
    assert (item.passage, item.is_paraphrase, item.is_followed) == (None, True, True)


def test_long_statements_offer_paragraphs_or_nothing(
    client: Client, round_seven: Round, topic: Topic
) -> None:
    words = "Both met. " * 3
    make_statement(round_seven, text="\n\n".join(f"{at} {words}" for at in range(300)))
    groups = client.get(page(round_seven)).context["form"].fields["passage"].choices[1:]
    assert [len(choices) for _label, choices in groups] == [1] * 300
    make_statement(round_seven, text="\n\n".join(f"{at} {words}" for at in range(301)))
    assert client.get(page(round_seven)).context["form"].fields["passage"].choices[1:] == []


# --- Rules and rights


def test_what_the_write_api_refuses_stands_beside_its_field(
    client: Client, round_seven: Round, statement: Statement, topic: Topic
) -> None:
    later = make_item(make_round(round_seven.dialogue, number=8))
    typed = sent(topic, quote="publish a register", kind="asked", continues=later.ref, deadline_on="2027")
    answer = client.post(page(round_seven), typed)
    assert set(refused(answer)) == {"asked_by", "asked_of", "continues", "deadline_on"}
    assert answer.context["form"]["quote"].value() == "publish a register"
    assert not Passage.objects.exists()


def test_what_was_agreed_says_how(client: Client, round_seven: Round, topic: Topic) -> None:
    client.post(page(round_seven), sent(topic, summary_en="Ours.", kind="agreed:general_pledge"))
    item = Item.objects.get()
    assert (item.kind, item.agreed_as, item.is_followed) == (Kind.AGREED, AgreedAs.GENERAL_PLEDGE, True)


def test_rows_of_another_dialogue_are_not_offered(client: Client, round_seven: Round, topic: Topic) -> None:
    stranger, brazil = make_editor(make_dialogue()), make_party("BRA")
    elsewhere = make_item()
    typed = sent(topic, summary_en="Ours.", officer=stranger.pk, owed_by=[brazil.pk], continues=elsewhere.ref)
    assert set(refused(client.post(page(round_seven), typed))) == {"officer", "owed_by", "continues"}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_who_may_not_open_items_is_refused(round_seven: Round, topic: Topic, role: Role) -> None:
    person = make_member(role, dialogue=round_seven.dialogue)
    make_member(Role.EDITOR, dialogue=make_dialogue(), user=person)  # elsewhere they may
    answer = signed_in(person).post(page(round_seven), sent(topic, summary_en="Ours."))
    assert answer.status_code == 403
    assert not Item.objects.exists()
    assert "Open an item" not in signed_in(person).get(round_seven.get_absolute_url()).content.decode()


def test_another_dialogues_staff_find_no_round(round_seven: Round, topic: Topic) -> None:
    client = signed_in(make_editor(make_dialogue()))
    assert client.post(page(round_seven), sent(topic, summary_en="Ours.")).status_code == 404
    assert not Item.objects.exists()


# --- The ways there


def test_rounds_are_offered_where_items_may_be_opened(
    client: Client, editor: User, round_seven: Round
) -> None:
    elsewhere = make_round(make_dialogue())
    make_member(Role.RECORDER, dialogue=elsewhere.dialogue, user=editor)
    make_round(
        round_seven.dialogue,
        number=8,
        state=RoundState.PLANNED,
        starts_on=None,
        ends_on=None,
        dates_basis="unknown",
    )
    undated = make_round(round_seven.dialogue, number=2, starts_on=None, ends_on=None, dates_basis="unknown")
    code, choose = round_seven.dialogue.code, reverse("ledger:item-create")
    offered = client.get(choose).context["form"].fields["round"].choices
    assert [value for value, _words in offered] == [f"{code}-7", f"{code}-{undated.number}"]
    assert client.get(choose, {"round": f"{code}-7"})["Location"] == page(round_seven)
    answer = client.get(choose, {"round": f"{elsewhere.dialogue.code}-{elsewhere.number}"})
    assert list(refused(answer)) == ["round"]


def test_who_has_no_round_yet_is_led_to_where_one_begins(client: Client) -> None:
    client.force_login(make_member(Role.EDITOR, dialogue=make_dialogue()))
    shown = client.get(reverse("ledger:item-create")).content.decode()
    assert "A round begins with its statement, or is added by hand." in shown
    main = shown.partition('id="main"')[2]
    assert f'href="{reverse("ledger:statement-new")}"' in main
    assert f'href="{reverse("ledger:round-list")}"' in main


def test_round_and_list_lead_to_it_and_the_admins_add_too(round_seven: Round) -> None:
    editor = make_staff(Role.EDITOR, dialogue=round_seven.dialogue)
    client, choose = signed_in(editor), reverse("ledger:item-create")
    assert f'href="{page(round_seven)}"' in client.get(round_seven.get_absolute_url()).content.decode()
    assert f'href="{choose}"' in client.get(reverse("ledger:item-list")).content.decode()
    name = f"{round_seven.dialogue.code}-7"
    filtered = client.get(reverse("ledger:item-list"), {"round": name}).content.decode()
    assert f'href="{choose}?round={name}"' in filtered
    add = reverse("admin:ledger_item_add")
    assert f'href="{add}' in client.get(reverse("admin:ledger_item_changelist")).content.decode()
    assert client.get(add)["Location"] == choose
    viewer = signed_in(make_staff(Role.VIEWER, dialogue=round_seven.dialogue))
    assert choose not in viewer.get(reverse("ledger:item-list")).content.decode()
    assert viewer.get(add).status_code == 403


def test_admins_forms_open_no_window_for_a_new_item(round_seven: Round) -> None:
    client = signed_in(make_staff(Role.EDITOR, dialogue=round_seven.dialogue))
    form = client.get(reverse("admin:ledger_round_change", args=[round_seven.pk])).content.decode()
    assert reverse("admin:ledger_topic_add") in form
    assert f"{reverse('admin:ledger_item_add')}?_to_field" not in form
