"""What is shared is shared with the counterpart of one dialogue: every way to ask refuses to do without it."""

import datetime
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command

import ledger
from ledger.models import (
    Agency,
    Dialogue,
    DialogueMissing,
    Entry,
    IssuedReport,
    Item,
    SourceFile,
    Statement,
    TopicText,
    User,
    items_known,
    may_be_told,
)
from ledger.presentation.shape import Report
from ledger.recording import RuleViolation, release_topic_text
from ledger.reports import kinds
from ledger.reports.issuing import says_now
from ledger.reports.parameter_form import read_parameters
from ledger.vocabulary import Audience, Kind, Role, Status, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_entry,
    make_file,
    make_item,
    make_member,
    make_party,
    make_releaser,
    make_round,
    make_statement,
    make_topic,
    make_topic_text,
)
from tests.support.admin_pages import signed_in
from tests.support.asking import told
from tests.support.issuing import issue
from tests.support.kind_table import BEYOND
from tests.support.marked_ledger import release
from tests.support.report_pages import page_of, send, words

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 1, 1)
CHOOSE = "Choose one dialogue for a shared report: AAMX, USMX."
SHARED = Audience.SHARED


@pytest.fixture
def dialogues() -> list[Dialogue]:
    """Two dialogues, each with an item on one topic that it has released to its counterpart."""
    topic, found = make_topic("torture-prevention"), [make_dialogue("USMX"), make_dialogue("AAMX")]
    for one in found:
        release(make_item(make_round(one, number=7), topics=[topic]).entries.get(), SHARED)
    return found


@pytest.fixture
def member(dialogues: list[Dialogue]) -> User:
    """Somebody who edits both of them."""
    return make_member(Role.EDITOR, dialogue=dialogues[1], user=make_editor(dialogues[0]))


def parameters(kind: str) -> dict[str, str]:
    """What a kind needs, but no dialogue."""
    known = {"topic": "torture-prevention", "party": "MEX", "since": "2010-01-01"}
    if kind == "agency":
        known["agency"] = (Agency.objects.filter(code="SRE").first() or make_agency("SRE")).code
    return {name: known[name] for name in kinds()[kind].NEEDS}


WITHOUT = sorted(kind for kind in BEYOND if "dialogue" in kinds()[kind].TAKES)
"""The kinds that can be asked without a dialogue."""


# --- The rows themselves


ASKED: dict[str, Any] = {
    "positions": lambda: Entry.objects.as_of(TODAY, None, SHARED),
    "what was said": lambda: Entry.objects.saying(TODAY, None, SHARED),
    "entries": lambda: Entry.objects.visible_to(SHARED),
    "items": lambda: items_known(Item.objects.all(), None, SHARED),
    "texts on topics": lambda: TopicText.objects.as_of(TODAY, None, SHARED),
    "statements": lambda: Statement.objects.visible_to(SHARED),
    "files": lambda: SourceFile.objects.visible_to(SHARED),
    "a fact of a row": lambda: may_be_told(Audience.PUBLIC, SHARED, of=1, dialogue=None),
}


@pytest.mark.parametrize("what", ASKED)
def test_rows_that_are_shared_are_not_asked_for_without_a_dialogue(what: str) -> None:
    with pytest.raises(DialogueMissing):
        ASKED[what]()


NAMED: dict[str, Any] = {
    "positions": lambda one: Entry.objects.as_of(TODAY, None, SHARED, dialogue=one).values_list(
        "item__round"
    ),
    "what was said": lambda one: Entry.objects.saying(TODAY, None, SHARED, dialogue=one).values_list(
        "item__round"
    ),
    "entries": lambda one: Entry.objects.visible_to(SHARED, dialogue=one).values_list("item__round"),
    "items": lambda one: Item.objects.filter(
        pk__in=items_known(Item.objects.all(), None, SHARED, dialogue=one)
    ).values_list("round"),
    "texts on topics": lambda one: [
        (text.dialogue.rounds.get().pk,)
        for text in TopicText.objects.as_of(TODAY, None, SHARED, dialogue=one)
    ],
    "statements": lambda one: Statement.objects.visible_to(SHARED, dialogue=one).values_list("round"),
    "files": lambda one: SourceFile.objects.visible_to(SHARED, dialogue=one).values_list("round"),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("what", NAMED)
def test_rows_that_are_shared_are_those_of_the_dialogue_named(what: str, dialogues: list[Dialogue]) -> None:
    """Of two dialogues with the same rows, each released to its counterpart."""
    for dialogue in dialogues:
        item = Item.objects.get(round__dialogue=dialogue)
        release(make_entry(item, Status.STALLED, effective_on=TODAY), SHARED)
        make_statement(item.round, visibility=SHARED)
        make_file(item.round, visibility=SHARED)
        text = make_topic_text(dialogue, topic=item.topic_links.get().topic, written_on=TODAY)
        release_topic_text(user=make_releaser(dialogue), text=text, audience=SHARED)
    for dialogue in dialogues:
        assert {*NAMED[what](dialogue)} == {(dialogue.rounds.get().pk,)}


def test_release_names_the_dialogue_of_its_counterpart(dialogues: list[Dialogue], member: User) -> None:
    for dialogue in dialogues:
        page = words(signed_in(member).get(f"/items/{dialogue.code}-7-01/"))
        assert f"Audience of entry 1: shared with the counterpart in {dialogue.code}" in page


@pytest.mark.parametrize("kind", WITHOUT)
def test_kind_that_nobody_checked_makes_no_shared_report(kind: str, dialogues: list[Dialogue]) -> None:
    with pytest.raises(DialogueMissing):
        kinds()[kind].build(read_parameters(audience="shared", **parameters(kind)))


def test_only_the_models_ask_how_wide_an_audience_is() -> None:
    """`wide_enough` knows no dialogue: whatever asks it elsewhere shares with every counterpart."""
    package = Path(ledger.__file__).parent
    asking = {
        path.relative_to(package) for path in package.rglob("*.py") if "wide_enough" in path.read_text()
    }
    assert {path.parts[0] for path in asking} == {"models", "vocabulary.py"}


# --- The command


@pytest.mark.parametrize("kind", WITHOUT)
def test_command_names_the_dialogues_to_choose_from(kind: str, dialogues: list[Dialogue]) -> None:
    asked = [word for name, value in parameters(kind).items() for word in (f"--{name}", value)]
    with pytest.raises(CommandError) as refused:
        call_command("report", kind, *asked, "--audience", "shared", stdout=io.StringIO())
    assert (refused.value.returncode, str(refused.value)) == (2, f"dialogue: {CHOOSE}")
    for audience in ("internal", "public"):
        call_command("report", kind, *asked, "--audience", audience, stdout=io.StringIO())


def test_command_does_not_choose_the_only_one_by_itself() -> None:
    make_dialogue("USMX")
    make_topic("torture-prevention")
    with pytest.raises(CommandError, match="Choose one dialogue for a shared report: USMX."):
        call_command("report", "topic", "--topic", "torture-prevention", "--audience", "shared")


def test_report_that_is_ours_alone_is_refused_for_its_audience(dialogues: list[Dialogue]) -> None:
    with pytest.raises(CommandError, match="audience: A report of this kind is for our own people only"):
        call_command("report", "attention", "--audience", "shared")


# --- The page


@pytest.mark.parametrize("kind", WITHOUT)
def test_page_names_the_dialogues_to_choose_from(kind: str, dialogues: list[Dialogue], member: User) -> None:
    client, asked = signed_in(member), parameters(kind)
    page = client.get(page_of(kind, audience="shared", **asked))
    assert page.context["form"].errors == {"dialogue": [CHOOSE]}
    assert (page.context["question"], "preview" in page.context) == (None, False)
    for path in ("file/json", "preview"):
        words = urlencode({"audience": "shared", **asked})
        file = client.get(f"/reports/{kind}/{path}?{words}")
        assert (file.status_code, file["Location"]) == (302, f"/reports/{kind}/?{words}"), path
    assert send(client, page_of(kind, audience="shared", **asked)).status_code == 422
    chosen = client.get(page_of(kind, audience="shared", dialogue="USMX", **asked))
    assert chosen.context["form"].errors == {}


@pytest.mark.parametrize("kind", WITHOUT)
def test_page_chooses_the_only_dialogue_there_is(kind: str, dialogues: list[Dialogue]) -> None:
    client, asked = signed_in(make_editor(dialogues[0])), parameters(kind)
    assert 'value="USMX"' in words(client.get(f"/reports/{kind}/")) or not kinds()[kind].NEEDS
    page = client.get(page_of(kind, audience="shared", dialogue="", **asked))
    assert (page.context["form"].errors, page.context["question"].dialogue) == ({}, dialogues[0])
    assert client.get(page.context["preview"]).status_code == 200
    assert send(client, page_of(kind, audience="shared", **asked)).status_code == 302
    report = IssuedReport.objects.get()
    assert (report.parameters["dialogue"], list(report.dialogues)) == ("USMX", [dialogues[0]])


# --- Issuing, and issued reports asked again


def test_shared_report_of_two_dialogues_is_not_issued(dialogues: list[Dialogue], member: User) -> None:
    with pytest.raises(RuleViolation) as refused:
        issue(member, *dialogues)
    assert refused.value.fields == {"dialogue": CHOOSE}
    assert not IssuedReport.objects.exists()
    assert set(issue(member, *dialogues, audience=Audience.PUBLIC).dialogues) == set(dialogues)


def test_shared_report_of_before_is_asked_again_of_its_only_dialogue(
    dialogues: list[Dialogue], member: User
) -> None:
    asked = {"kind": "topic", "parameters": {"topic": ["torture-prevention"]}}
    report = issue(member, dialogues[0], **asked)
    assert says_now(report).fault == ""
    page = signed_in(member).get(f"/reports/issued/{report.uuid}/")
    again = signed_in(member).get(page.context["again"]["now"])
    assert again.context["question"].dialogue == dialogues[0]


def test_shared_report_of_before_that_mixed_dialogues_is_not_asked_again(
    dialogues: list[Dialogue], member: User
) -> None:
    asked = {"kind": "topic", "parameters": {"topic": ["torture-prevention"]}}
    report = issue(member, *dialogues, audience=Audience.PUBLIC, **asked)
    report.audience = SHARED  # as they were issued before: the row itself never changes
    assert says_now(report).fault == f"dialogue: {CHOOSE}"


# --- What the one counterpart then reads


def build_of(kind: str, dialogue: Dialogue, **asked: Any) -> Report:
    return kinds()[kind].build(read_parameters(audience="shared", dialogue=dialogue.code, **asked))


@pytest.mark.parametrize("kind", ["topic", "changes"])
def test_counterpart_reads_of_its_own_dialogue_alone(kind: str, dialogues: list[Dialogue]) -> None:
    for dialogue in dialogues:
        report = build_of(kind, dialogue, **parameters(kind))
        told = {row.cells[3].ref for row in report.records.rows}  # type: ignore[union-attr]
        assert told == {f"{dialogue.code}-7-01"}


# --- Several dialogues in one report, for other audiences


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.PUBLIC])
@pytest.mark.parametrize("kind", [*WITHOUT, "attention"])
def test_report_on_several_dialogues_names_each_rounds_own(
    kind: str, audience: Audience, dialogues: list[Dialogue]
) -> None:
    if kind == "attention" and audience is not Audience.INTERNAL:
        return
    agency, mexico, topic = make_agency("SRE"), make_party("MEX"), make_topic("torture-too")
    for dialogue in dialogues:
        fields = {"kind": Kind.UNDERTAKEN, "owed_by": [mexico], "agencies": [agency], "is_followed": True}
        item = make_item(dialogue.rounds.get(), topics=[topic], **fields)
        entry = make_entry(
            item, Status.STALLED, voice=Voice.PARTY, speaker=mexico, about=mexico, effective_on=TODAY
        )
        release(item.entries.get(sequence=1))
        release(entry)
    asked = parameters(kind) | ({"topic": topic.slug} if kind == "topic" else {})
    report = kinds()[kind].build(read_parameters(audience=audience, **asked))
    text = told(report, "json")
    assert re.findall(r"(?<!, )\b[Rr]ounds? 7\b", text) == []
    assert "AAMX-7-02" in text
    assert "USMX-7-02" in text
    if kind != "attention":
        assert "AAMX 7" in text
