"""The change log of reference rows, and bringing an earlier version back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.admin.versions import keeps_log, saved_versions
from ledger.models import AgendaPoint, Dialogue, Membership, Party, Round, SourceFile, Statement, Topic
from ledger.presentation.timeline import FieldChange
from ledger.recording import start_dialogue
from ledger.vocabulary import FactBasis, Role
from tests.admin.test_registration import WRITTEN_BY_THE_DOOR
from tests.admin.test_walk import OUTSIDE, OWN, READS, expected_of, make_people
from tests.makers import (
    make_dialogue,
    make_item,
    make_party,
    make_passage,
    make_statement,
    make_topic,
    make_user,
)
from tests.support.admin_forms import first, form_of, revert, revert_url
from tests.support.admin_pages import MODELS, address, signed_in
from tests.support.rows import Everything, make_everything, make_staff, row_of

pytestmark = pytest.mark.django_db

LOGGED = [model for model in MODELS if keeps_log(model)]


def log(client: Client, row: Any) -> Any:
    return client.get(address(type(row), "history", row.pk))


def versions(client: Client, row: Any) -> list[Any]:
    return list(log(client, row).context["versions"])


def change(client: Client, row: Any, **typed: Any) -> None:
    url = address(type(row), "change", row.pk)
    assert client.post(url, form_of(client, url) | typed).status_code == 302


def refusals(answer: Any) -> list[str]:
    return list(answer.context["reverting"].refusals)


# --- The log


def test_models_that_people_edit_keep_a_log() -> None:
    edited = {model.__name__ for model in MODELS} - WRITTEN_BY_THE_DOOR - {"User"}
    assert {model.__name__ for model in LOGGED} == edited


def test_log_says_who_changed_what_and_why(everything: Everything) -> None:
    client = signed_in(everything.editor)
    typed = {"city": "Washington, D.C.", "host_party": make_party("USA").pk, "change_reason": "Found it."}
    change(client, everything.round, **typed)
    newest, made = versions(client, everything.round)
    assert (newest.who, newest.reason) == (everything.editor.username, "Found it.")
    assert newest.changes == [
        FieldChange("city", "–", "Washington, D.C."),
        FieldChange("host", "–", "United States"),
    ]
    assert (made.who, made.reason, made.changes) == ("a command", "", [])


def test_log_says_words_dates_and_switches_as_people_do(everything: Everything) -> None:
    client = signed_in(everything.editor)
    change(client, everything.round, dates_basis="inferred", dates_evidence="A press release")
    change(client, everything.dialogue, releases_need_second_person="on", stale_after_days=90)
    assert versions(client, everything.round)[0].changes == [
        FieldChange("basis of the dates", "stated", "inferred"),
        FieldChange("evidence for the dates", "–", "A press release"),
    ]
    assert versions(client, everything.dialogue)[0].changes == [
        FieldChange("stale after days", "180", "90"),
        FieldChange("releases need a second person", "no", "yes"),
    ]


def test_log_of_a_dialogue_names_its_parties() -> None:
    dialogue = make_dialogue()
    client = signed_in(make_staff(Role.EDITOR, dialogue=dialogue))
    union = make_party("EU")
    parties = [*dialogue.parties.values_list("pk", flat=True), union.pk]
    change(client, dialogue, parties=parties, change_reason="It joined.")
    newest = versions(client, dialogue)[0]
    assert newest.changes == [
        FieldChange("parties", "Mexico, United States", "Mexico, United States, European Union")
    ]
    assert newest.reason == "It joined."


@pytest.mark.both_databases
def test_many_to_many_field_offers_only_states_that_somebody_saved() -> None:
    dialogue = make_dialogue()
    client = signed_in(make_staff(Role.EDITOR, dialogue=dialogue))
    offered = {logged.number for logged in versions(client, dialogue)}
    typed = {"parties": [make_party("MEX").pk, make_party("EU").pk], "name_en": "Another"}
    change(client, dialogue, **typed)
    assert dialogue.history.count() > len(offered) + 2, "the log holds what nobody saved"
    newest, *before = versions(client, dialogue)
    assert {logged.number for logged in before} == offered
    assert [each.label for each in newest.changes] == ["name in English", "parties"]
    between = dialogue.history.exclude(history_id__in={newest.number, *offered})
    for logged in between:
        assert client.get(revert_url(dialogue, logged.history_id)).status_code == 404
    assert revert(client, dialogue, before[0].number).status_code == 302
    assert {party.code for party in dialogue.parties.all()} == {"MEX", "USA"}
    assert [each.label for each in versions(client, dialogue)[0].changes] == ["name in English", "parties"]


def test_dialogue_that_was_started_has_one_version() -> None:
    editor = make_staff(Role.EDITOR, dialogue=make_dialogue())
    parties = [make_party("MEX"), make_party("EU")]
    started = start_dialogue(
        user=editor, parties=parties, own_party=None, code="EUMX", name_en="EU and Mexico"
    )
    assert len(versions(signed_in(editor), started)) == 1


def test_long_texts_are_shown_where_they_differ(everything: Everything) -> None:
    statement = make_statement(everything.round, text="a " * 300 + "torture" + " b" * 300)
    client = signed_in(everything.editor)
    change(client, statement, text="a " * 300 + "tortures" + " b" * 300)
    (shown,) = versions(client, statement)[0].changes
    assert (len(shown.before) < 120, "torture b" in shown.before, "tortures b" in shown.after) == (True,) * 3


def test_saving_without_a_change_is_no_version(everything: Everything) -> None:
    client = signed_in(everything.editor)
    logged = everything.round.history.count()
    change(client, everything.round, change_reason="Nothing, really.")
    assert everything.round.history.count() == logged


def test_opening_an_item_is_no_change_of_its_round(everything: Everything) -> None:
    client = signed_in(everything.editor)
    make_item(everything.round)
    assert len(versions(client, everything.round)) == 1


def test_reason_goes_with_the_rows_edited_on_the_page(everything: Everything) -> None:
    client = signed_in(everything.editor)
    change(client, everything.round, **{"agenda-0-text": "Torture", "change_reason": "As agreed."})
    point = AgendaPoint.objects.get(round=everything.round)
    newest = versions(client, point)[0]
    assert (newest.changes, newest.reason) == ([FieldChange("point", "–", "Torture")], "As agreed.")
    named = {row for _label, rows in log(client, everything.round).context["parts"] for row, _url in rows}
    assert "Torture" in named


def test_log_takes_as_many_queries_for_more_versions(everything: Everything) -> None:
    client = signed_in(everything.editor)
    counts = []
    for city in ("Lima", "Quito", "Bogotá"):
        change(client, everything.round, city=city, host_party=make_party("USA").pk)
        with CaptureQueriesContext(connection) as queries:
            log(client, everything.round)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


def test_log_of_another_dialogue_is_not_found(everything: Everything) -> None:
    other = make_everything()
    client = signed_in(other.editor)
    for model in (Round, Statement, Dialogue):
        row = row_of(model, everything)
        assert log(client, row).status_code == 302
        assert client.get(revert_url(row, first(row))).status_code == 302


def test_log_links_earlier_versions_for_editors_alone(everything: Everything) -> None:
    editor = signed_in(everything.editor)
    change(editor, everything.round, city="Lima")
    viewer = signed_in(make_staff(Role.VIEWER, dialogue=everything.dialogue))
    url = revert_url(everything.round, first(everything.round))
    assert [url in log(client, everything.round).content.decode() for client in (editor, viewer)] == [
        True,
        False,
    ]
    page = editor.get(address(Round, "change", everything.round.pk)).content.decode()
    assert address(Round, "history", everything.round.pk) in page


# --- Bringing a version back


@pytest.mark.parametrize("who", list(OWN))
def test_every_version_for(who: str, everything: Everything) -> None:
    client = signed_in(make_people(everything)[who])
    answers = {}
    for model in LOGGED:
        row = row_of(model, everything)
        row.save()  # made in bulk, a membership has no version yet
        url = revert_url(row, first(row))
        answers[model.__name__] = tuple(ask(url).status_code for ask in (client.get, client.post, client.put))
    assert answers == {model.__name__: allowed(model, who) for model in LOGGED}


def allowed(model: Any, who: str) -> tuple[int, ...]:
    """What the row's own page allows: anyone who may edit it may bring a version back."""
    answers = expected_of(model)[who]
    if answers[4] != 200:
        return (answers[4],) * 3 if answers[4] == 302 else (403,) * 3
    is_added_elsewhere = model is SourceFile and who == "editor"  # by whom it is edited all the same
    return (403,) * 3 if answers == READS and not is_added_elsewhere else (200, 200, 405)


def test_version_that_is_not_this_rows_is_not_found(everything: Everything) -> None:
    client = signed_in(everything.editor)
    assert client.get(revert_url(everything.round, 999_999)).status_code == 404


def test_editor_brings_a_version_back_with_a_reason(everything: Everything) -> None:
    client = signed_in(everything.editor)
    change(client, everything.round, city="Lima", starts_on="2015-10-22", ends_on="2015-10-23")
    page = client.get(revert_url(everything.round, first(everything.round)))
    assert page.context["reverting"].changes == [
        FieldChange("first day", "22 Oct 2015", "21 Oct 2015"),
        FieldChange("last day", "23 Oct 2015", "21 Oct 2015"),
        FieldChange("city", "Lima", "–"),
    ]
    answer = revert(client, everything.round, first(everything.round), "Wrong meeting.")
    assert (answer.status_code, answer["Location"]) == (302, address(Round, "change", everything.round.pk))
    everything.round.refresh_from_db()
    assert (everything.round.city, everything.round.starts_on.isoformat()) == ("", "2015-10-21")
    newest = versions(client, everything.round)[0]
    assert (newest.who, newest.reason) == (everything.editor.username, "Wrong meeting.")
    assert [one.after for one in newest.changes] == ["21 Oct 2015", "21 Oct 2015", "–"]


def test_parties_of_a_dialogue_come_back() -> None:
    dialogue = make_dialogue()
    client = signed_in(make_staff(Role.EDITOR, dialogue=dialogue))
    before = dialogue.history.latest("history_id").history_id
    change(client, dialogue, parties=[make_party("MEX").pk])
    assert revert(client, dialogue, before).status_code == 302
    assert {one.code for one in dialogue.parties.all()} == {"MEX", "USA"}


def test_reference_counter_of_a_round_is_not_brought_back(everything: Everything) -> None:
    client = signed_in(everything.editor)
    change(client, everything.round, city="Lima")
    item = make_item(everything.round)
    assert revert(client, everything.round, first(everything.round)).status_code == 302
    assert make_item(everything.round).ref > item.ref


@pytest.mark.parametrize("reason", ["", "  "])
def test_version_is_not_brought_back_without_a_reason(reason: str, everything: Everything) -> None:
    client = signed_in(everything.editor)
    change(client, everything.round, city="Lima")
    answer = revert(client, everything.round, first(everything.round), reason)
    assert answer.context["form"].errors == {"reason": ["Say why."]}
    everything.round.refresh_from_db()
    assert everything.round.city == "Lima"


def test_row_that_moved_on_is_looked_at_again_and_the_reason_kept(everything: Everything) -> None:
    client = signed_in(everything.editor)
    change(client, everything.round, city="Lima")
    url = revert_url(everything.round, first(everything.round))
    seen = client.get(url).context["form"]["seen"].value()
    change(client, everything.round, city="Quito")
    answer = client.post(url, {"seen": seen, "reason": "Wrong."})
    form = answer.context["form"]
    assert form.non_field_errors() == [
        "Somebody changed the row since you looked: look again at what changes."
    ]
    assert answer.context["reverting"].changes == [FieldChange("city", "Quito", "–")]
    again = client.post(url, {"seen": form["seen"].value(), "reason": form["reason"].value()})
    assert again.status_code == 302
    everything.round.refresh_from_db()
    assert everything.round.city == ""


# --- What is refused


def test_text_of_a_cited_statement_does_not_come_back(everything: Everything) -> None:
    statement = make_statement(everything.round, text="One text.")
    client = signed_in(everything.editor)
    change(client, statement, text="Another text.")
    make_passage(statement := Statement.objects.get(pk=statement.pk), "Another")
    number = first(statement)
    page = client.get(revert_url(statement, number))
    assert refusals(page) == ["“text” no longer changes, and was “One text.” then."]
    newest = statement.history.latest("history_id").history_id
    client.post(revert_url(statement, number), {"seen": newest, "reason": "Back."})
    statement.refresh_from_db()
    assert statement.text == "Another text."


def test_version_that_breaks_a_rule_by_now_does_not_come_back(everything: Everything) -> None:
    client = signed_in(everything.editor)
    whole, part = make_topic(), make_topic()
    change(client, part, parent=whole.pk)
    change(client, part, parent="")
    change(client, whole, parent=part.pk)
    number = part.history.order_by("history_id")[1].history_id
    assert refusals(client.get(revert_url(part, number))) == ["Part of: That topic is part of this one."]
    newest = part.history.latest("history_id").history_id
    client.post(revert_url(part, number), {"seen": newest, "reason": "Back."})
    part.refresh_from_db()
    assert part.parent is None


def test_number_that_another_round_took_does_not_come_back(everything: Everything) -> None:
    client = signed_in(everything.editor)
    planned = Round.objects.create(dialogue=everything.dialogue, number=900, dates_basis=FactBasis.UNKNOWN)
    change(client, planned, number=901)
    Round.objects.create(dialogue=everything.dialogue, number=900, dates_basis=FactBasis.UNKNOWN)
    page = client.get(revert_url(planned, first(planned)))
    assert refusals(page) == ["This dialogue has a round of that number already."]


def test_version_that_says_the_same_is_nothing_to_bring_back(everything: Everything) -> None:
    client = signed_in(everything.editor)
    page = client.get(revert_url(everything.round, first(everything.round)))
    assert refusals(page) == ["The row says the same now as this version did."]


def test_merge_is_not_undone_by_an_earlier_version(everything: Everything) -> None:
    client = signed_in(everything.editor)
    topic, into = make_topic(), make_topic()
    change(client, topic, name_en="Another name")
    merge = reverse("admin:ledger_topic_merge", args=(topic.pk,))
    assert client.post(merge, {"into": into.pk, "reason": "Same."}).status_code == 302
    page = client.get(revert_url(topic, first(topic)))
    assert [one.label for one in page.context["reverting"].kept] == ["merged into"]
    assert revert(client, topic, first(topic)).status_code == 302
    fresh = Topic.objects.get(pk=topic.pk)
    assert (fresh.name_en, fresh.merged_into) == (topic.name_en, into)


def test_row_of_another_dialogue_does_not_come_back(everything: Everything) -> None:
    other = make_everything()
    point = AgendaPoint.objects.get(round=everything.round)
    point.carried_from = other.item
    point.save()
    point.carried_from = everything.item
    point.save()
    client = signed_in(everything.editor)
    number = point.history.order_by("history_id")[1].history_id
    page = client.get(revert_url(point, number))
    assert other.item.ref not in page.content.decode() + log(client, point).content.decode()
    assert [one.split(":")[0] for one in refusals(page)] == ["Carried over from"]


# --- What is shown where others would delete


def test_deletion_page_counts_what_names_the_row(everything: Everything) -> None:
    other = make_everything()
    client = signed_in(everything.editor)
    page = client.get(address(Round, "delete", everything.round.pk))
    shown = {naming.label: naming.number for naming in page.context["protecting"]}
    assert {label: shown[label] for label in ("Items", "Delegations", "Statements")} == {
        "Items": 1,
        "Delegations": 1,
        "Statements": 2,
    }
    assert address(type(everything.item), "change", everything.item.pk) in page.content.decode()
    shared = client.get(address(Party, "delete", make_party("MEX").pk))
    told = {naming.label: naming.number for naming in shared.context["protecting"]}
    assert (told["Dialogues"], other.dialogue.parties.count()) == (1, 2)
    assert (shared.context["is_hidden"], other.dialogue.code in shared.content.decode()) == (True, False)


def test_people_who_are_outside_see_no_log(everything: Everything) -> None:
    people = make_people(everything)
    secret = make_dialogue("SECRET")
    answers = {who: log(signed_in(people[who]), secret).status_code for who in OUTSIDE}
    assert set(answers.values()) == {302}


@pytest.mark.django_db
def test_row_that_no_version_was_logged_of_has_an_empty_log() -> None:
    """Rows written together, such as memberships of a command, are not logged."""
    rows = [Membership(user=make_user(), dialogue=make_dialogue(), role=Role.EDITOR)]
    [membership] = Membership.objects.bulk_create(rows)
    assert saved_versions(membership) == []
