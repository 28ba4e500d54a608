"""What is done with reference rows: their change log, bringing a version back, merging topics, the report."""

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Agency, Topic
from ledger.recording import merge_topic
from ledger.vocabulary import Audience, Role
from tests.admin.row_table import LOGGED, TOPIC_PAGES
from tests.admin.rows import make_everything, make_staff, make_superuser, row_of
from tests.makers import make_dialogue, make_entry, make_item, make_party, make_round, make_topic

pytestmark = pytest.mark.django_db

PEOPLE = ("viewer", "recorder", "releaser", "editor", "editor of another", "superuser", "nobody")


def make_client(who, dialogue):
    client = Client()
    match who:
        case "nobody":
            return client
        case "superuser":
            client.force_login(make_superuser())
        case "editor of another":
            client.force_login(make_staff(Role.EDITOR, dialogue=make_dialogue()))
        case _:
            client.force_login(make_staff(Role(who), dialogue=dialogue))
    return client


def row_address(row, page, *args):
    return reverse(f"admin:ledger_{row._meta.model_name}_{page}", args=(row.pk, *args))


def sent(client, url, **typed):
    """Send the page's form as it came, with what was typed."""
    form = client.get(url).context["form"]
    return client.post(url, {**form.initial, **typed})


# --- The change log


@pytest.fixture
def agency():
    agency = Agency.objects.create(code="MFA", party=make_party(), name_en="Ministry of Foreign Affair")
    agency.name_en = "Ministry of Foreign Affairs"
    agency._change_reason = "A slip"
    agency.save()
    return agency


def test_change_log_says_before_after_and_why(agency):
    client = make_client("viewer", make_dialogue())
    versions = client.get(row_address(agency, "history")).context["versions"]
    assert versions[0].reason == "A slip"
    assert [(change.before, change.after) for change in versions[0].changes] == [
        ("Ministry of Foreign Affair", "Ministry of Foreign Affairs")
    ]


def test_change_made_on_a_page_is_logged_with_who_and_why(agency):
    client = make_client("editor", make_dialogue())
    url = row_address(agency, "change")
    form = client.get(url).context["adminform"].form
    values = {name: "" if value is None else value for name, value in form.initial.items()}
    client.post(url, values | {"name_en": "Ministry of Europe", "change_reason": "Renamed"})
    newest = agency.history.first()
    assert (newest.name_en, newest.history_change_reason) == ("Ministry of Europe", "Renamed")
    assert newest.history_user is not None


def test_saving_unchanged_logs_nothing(agency):
    client = make_client("editor", make_dialogue())
    url = row_address(agency, "change")
    form = client.get(url).context["adminform"].form
    client.post(url, {name: "" if value is None else value for name, value in form.initial.items()})
    assert agency.history.count() == 2


def test_version_brought_back_is_a_change_with_its_reason(agency):
    client = make_client("editor", make_dialogue())
    first = agency.history.last()
    url = row_address(agency, "revert", first.history_id)
    assert sent(client, url, reason="It was right").status_code == 302
    agency.refresh_from_db()
    assert agency.name_en == "Ministry of Foreign Affair"
    assert (agency.history.count(), agency.history.first().history_change_reason) == (3, "It was right")


def test_version_brought_back_without_a_reason_is_refused_at_its_field(agency):
    client = make_client("editor", make_dialogue())
    url = row_address(agency, "revert", agency.history.last().history_id)
    answer = sent(client, url, reason=" ")
    assert list(answer.context["form"].errors) == ["reason"]
    assert Agency.objects.get(pk=agency.pk).name_en == "Ministry of Foreign Affairs"


def test_version_brought_back_over_somebody_elses_change_is_refused(agency):
    client = make_client("editor", make_dialogue())
    url = row_address(agency, "revert", agency.history.last().history_id)
    seen = client.get(url).context["form"].initial["seen"]
    agency.name_en = "Ministry of Europe"
    agency.save()
    answer = client.post(url, {"seen": seen, "reason": "It was right"})
    assert "Somebody changed the row" in str(answer.context["form"].non_field_errors())
    assert Agency.objects.get(pk=agency.pk).name_en == "Ministry of Europe"


def test_cited_statement_text_cannot_be_brought_back():
    everything = make_everything()
    statement = everything.statement
    # Logged as if the text had been another before it was cited.
    record = statement.history.last()
    record.text = "Another text."
    record.save()
    client = make_client("editor", everything.dialogue)
    page = client.get(row_address(statement, "revert", record.history_id))
    assert page.context["reverting"].refusals != []
    client.post(row_address(statement, "revert", record.history_id), {"seen": 1, "reason": "Try"})
    statement.refresh_from_db()
    assert statement.text != "Another text."


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_bring_a_version_back(who):
    everything = make_everything()
    client = make_client(who, everything.dialogue)
    answers = {}
    for model in LOGGED - {Topic}:
        row = row_of(model, everything)
        log = row.history.first()
        if log is not None:
            answers[model.__name__] = client.get(row_address(row, "revert", log.history_id)).status_code
    shared = {"Party", "Agency", "Forum", "TopicPhrase"}
    expected = {
        name: _revert_status(who, is_shared=name in shared, is_account=name == "Membership", name=name)
        for name in answers
    }
    assert answers == expected


def _revert_status(who, *, is_shared, is_account, name):
    if who == "superuser":
        return {"Membership": 200, "Dialogue": 403}.get(name, 302)
    if who == "nobody":
        return 302
    if is_account:
        return 302
    if who == "editor of another":
        return 200 if is_shared else 302
    return 200 if who == "editor" else 403


# --- Merging topics, and the report


@pytest.mark.parametrize("page", sorted(TOPIC_PAGES))
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_open_a_topics_pages(page, method, who):
    topic = make_topic("torture")
    dialogue = make_dialogue()
    client = make_client(who, dialogue)
    if page.endswith("unmerge"):
        Topic.objects.filter(pk=topic.pk).update(merged_into=make_topic())
    answer = getattr(client, method)(row_address(topic, page.removeprefix("ledger_topic_")))
    reads = page.endswith("report")
    may = reads or who in {"editor", "editor of another"}
    opened = 405 if reads and method == "post" else 200
    expected = {"nobody": 302, "superuser": 302}.get(who, opened if may else 403)
    assert answer.status_code == expected
    topic.refresh_from_db()
    assert (topic.merged_into is None) == (not page.endswith("unmerge"))


def test_editor_merges_a_topic_and_takes_it_back():
    topic, into = make_topic("ill-treatment"), make_topic("torture")
    client = make_client("editor", make_dialogue())
    sent(client, row_address(topic, "merge"), into=into.pk, reason="One subject")
    topic.refresh_from_db()
    assert topic.merged_into == into
    sent(client, row_address(topic, "unmerge"), reason="Two after all")
    topic.refresh_from_db()
    assert topic.merged_into is None
    assert [one.history_change_reason for one in topic.history.all()][:2] == ["Two after all", "One subject"]


def test_merge_without_a_reason_keeps_what_was_chosen():
    topic, into = make_topic("ill-treatment"), make_topic("torture")
    client = make_client("editor", make_dialogue())
    answer = client.post(row_address(topic, "merge"), {"into": into.pk, "reason": ""})
    assert list(answer.context["form"].errors) == ["reason"]
    assert answer.context["form"]["into"].value() == str(into.pk)


def test_topics_report_tells_nothing_of_dialogues_that_the_reader_does_not_see():
    topic = make_topic("torture")
    mine, others = make_dialogue("MINE"), make_dialogue("SECRET")
    for dialogue in (mine, others):
        item = make_item(make_round(dialogue), topics=[topic])
        make_entry(item, note=f"Said in {dialogue.code}.")
    client = make_client("viewer", mine)
    for writer in ("html", "md", "csv", "json"):
        answer = client.get(row_address(topic, "report"), {"format": writer})
        text = answer.content.decode()
        assert "MINE-" in text
        assert "SECRET" not in text
    assert client.get(row_address(topic, "report"), {"format": "nonsense"}).status_code == 404


def test_topics_report_of_a_merged_topic_is_that_of_the_one_that_goes_on():
    topic, into = make_topic("ill-treatment"), make_topic("torture")
    dialogue = make_dialogue()
    item = make_item(make_round(dialogue), topics=[topic])
    editor = make_staff(Role.EDITOR, dialogue=dialogue)
    merge_topic(user=editor, topic=topic, into=into, reason="One subject")
    client = Client()
    client.force_login(editor)
    assert item.ref in client.get(row_address(into, "report")).content.decode()
    assert Audience.INTERNAL.label in client.get(row_address(into, "report")).content.decode().lower()
