"""The pages of reports: asked, refused beside the field, seen as others would, issued, told again."""

import io
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger import isolation
from ledger.models import Dialogue, IssuedReport, Round, Topic, User
from ledger.recording import release_entry
from ledger.reports import kinds
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Kind, Role, Status
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_releaser,
    make_round,
    make_topic,
)
from tests.support.admin_pages import signed_in
from tests.support.issuing import issue
from tests.support.report_pages import page_of, send, words

pytestmark = pytest.mark.django_db

TOPIC = "torture-prevention"


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("USMX")


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


def make_told(dialogue: Dialogue, number: int = 1) -> Topic:
    """A topic with an item that everybody may know of, and an entry that is ours."""
    topic = make_topic(TOPIC)
    for _number in range(number):
        item = make_item(make_round(dialogue), topics=[topic], kind=Kind.UNDERTAKEN)
        opening = item.entries.get()
        release_entry(
            user=make_releaser(dialogue),
            entry=opening,
            audience=Audience.PUBLIC,
            expected_sequence=1,
            reason="Agreed.",
        )
        make_entry(item, Status.STALLED, note="Internal words.")
    return topic


# --- Asking


def parameters(round: Round) -> dict[str, str]:
    return {
        "topic": make_topic(TOPIC).slug,
        "round": f"{round.dialogue.code}-{round.number}",
        "party": make_party().code,
        "agency": make_agency().code,
        "dialogue": round.dialogue.code,
        "since": "2015-01-01",
    }


def test_every_kind_is_asked_and_had_in_every_format(dialogue: Dialogue, editor: User) -> None:
    known, client = parameters(make_round(dialogue)), signed_in(editor)
    for name, kind in kinds().items():
        empty = client.get(f"/reports/{name}/")
        assert (empty.status_code, "preview" in empty.context) == (200, not kind.NEEDS), name
        asked = {one: known[one] for one in kind.NEEDS} | {"as_of": "2018-12-31", "language": "es"}
        page = client.get(page_of(name, **asked))
        assert page.context["form"].errors == {}, name
        assert len(page.context["files"]) == len(formats())
    for label, address in page.context["files"]:
        file = client.get(address)
        assert file["Content-Disposition"].startswith(f'attachment; filename="{name}-'), label
        assert file["Content-Type"] in {one.CONTENT_TYPE for one in formats().values()}


def test_preview_is_the_file_and_is_framed_by_our_own_pages_alone(dialogue: Dialogue, editor: User) -> None:
    make_told(dialogue)
    asked = {"topic": TOPIC, "as_of": "2018-12-31", "known_at": "2026-01-01T00:00", "length": "brief"}
    shown = signed_in(editor).get(signed_in(editor).get(page_of("topic", **asked)).context["preview"])
    file = signed_in(editor).get(f"/reports/topic/file/html?{urlencode(asked)}")
    assert shown.content == file.content
    assert "frame-ancestors 'self'; sandbox" in shown["Content-Security-Policy"]
    assert (shown["X-Frame-Options"], shown["Cache-Control"]) == ("SAMEORIGIN", "private, no-store")


def test_page_begins_with_the_brief_and_an_address_of_a_file_is_what_it_was(
    dialogue: Dialogue, editor: User
) -> None:
    make_told(dialogue)
    client = signed_in(editor)
    page = client.get(page_of("topic", topic=TOPIC))
    assert page.context["form"]["length"].value() == "brief"
    files = dict(page.context["files"])
    assert client.get(files["JSON"]).json()["report"]["type"] == "brief"
    assert client.get(f"/reports/topic/file/json?topic={TOPIC}").json()["report"]["type"] == "report"
    full = dict(client.get(page_of("topic", topic=TOPIC, length="full")).context["files"])
    assert client.get(full["JSON"]).json()["report"]["type"] == "report"
    refused = client.get(page_of("topic", topic=TOPIC, length="short"))
    assert "length" in refused.context["form"].errors
    assert "length" not in client.get("/reports/changes/").context["form"].fields


REFUSED = [
    ("topic", {"topic": "tortur-prevention"}, "topic", "the nearest is “torture-prevention”"),
    ("topic", {"as_of": "2018-12-31"}, "topic", "A report of this kind needs it"),
    ("topic", {"topic": TOPIC, "as_of": "2018-12-32"}, "as_of", "such as 31 Dec 2018 or 2018-12-31"),
    ("topic", {"topic": TOPIC, "known_at": "2018-12-31"}, "known_at", "the nearest is “2018-12-31T23:59:59”"),
    ("topic", {"topic": TOPIC, "audience": "shard"}, "audience", "the nearest is “shared”"),
    ("topic", {"topic": TOPIC, "language": "english"}, "language", "expected one of en, es"),
    ("topic", {"topic": TOPIC, "dialogue": "USM"}, "dialogue", "the nearest is “USMX”"),
    ("round", {"round": "USMX-99"}, "round", "the nearest is “USMX-7”"),
    ("party", {"party": "Mexco"}, "party", "the nearest is “MEX”"),
    ("agency", {"agency": "SR"}, "agency", "the nearest is “SRE”"),
    ("changes", {"since": "2999-01-01"}, "since", "expected a day that has come"),
    ("changes", {"since": "2018-01-01", "as_of": "2018-01-01"}, "since", "the nearest is “2017-12-31”"),
    ("attention", {"audience": "public"}, "audience", "the nearest is “internal”"),
]


@pytest.mark.parametrize(("kind", "asked", "field", "says"), REFUSED)
def test_bad_parameter_is_refused_beside_its_field_and_kept(
    dialogue: Dialogue, editor: User, kind: str, asked: dict[str, str], field: str, says: str
) -> None:
    make_topic(TOPIC)
    make_round(dialogue, number=7)
    make_agency("SRE")
    make_party()
    client = signed_in(editor)
    page = client.get(page_of(kind, **asked))
    (told,) = page.context["form"].errors[field]
    assert says.casefold() in told.casefold()
    assert page.context["question"] is None
    if field in asked and field not in {"audience", "language"}:
        assert f'value="{asked[field]}"' in words(page)
    file = client.get(f"/reports/{kind}/file/pdf?{urlencode(asked)}")
    assert (file.status_code, file["Location"]) == (302, page_of(kind, **asked))


@pytest.mark.parametrize(("kind", "asked", "field", "_says"), REFUSED)
def test_page_and_command_refuse_in_the_same_words(
    dialogue: Dialogue, editor: User, kind: str, asked: dict[str, str], field: str, _says: str
) -> None:
    make_topic(TOPIC)
    make_round(dialogue, number=7)
    make_agency("SRE")
    make_party()
    (told,) = signed_in(editor).get(page_of(kind, **asked)).context["form"].errors[field]
    with pytest.raises(CommandError) as refused:
        call_command("report", kind, **asked)
    assert f"{field.replace('_', '-')}: {told}" in str(refused.value).splitlines()


@pytest.mark.parametrize(
    "path", ["/reports/nothing/", "/reports/attention/file/doc", "/reports/nothing/preview"]
)
def test_kind_or_format_that_there_is_not_is_404(editor: User, path: str) -> None:
    assert signed_in(editor).get(path).status_code == 404


def test_nothing_of_another_dialogue_is_offered_or_told(dialogue: Dialogue, editor: User) -> None:
    other = make_round(make_dialogue("SECRET"), number=1)
    topic = make_told(dialogue)
    make_item(other, topics=[topic], summary_en="Elsewhere.")
    make_item(other, topics=[make_topic(parent=topic, name_en="A narrower one")])
    client = signed_in(editor)
    for kind, asked in (("round", {"round": "%s-1"}), ("topic", {"topic": TOPIC, "dialogue": "%s"})):
        said = []
        for code in ("SECRET", "ABSENT"):
            page = client.get(
                page_of(kind, **{name: words.replace("%s", code) for name, words in asked.items()})
            )
            said.append(str(page.context["form"].errors).replace(code, "…"))
            assert page.context["question"] is None
            assert "SECRET" not in str(page.context["form"].options)
        assert said[0] == said[1]
    file = client.get(f"/reports/topic/file/json?topic={TOPIC}")
    assert [one for one in (b"Elsewhere", b"A narrower one", b"SECRET") if one in file.content] == []
    assert b"Internal words." in file.content


BUTTONS = {
    "/topics/torture-prevention/": "topic",
    "/rounds/USMX/7/": "round",
    "/items/": "attention",
    "/items/?topic=torture-prevention&dialogue=USMX": "topic",
}


@pytest.mark.parametrize("path", BUTTONS)
def test_button_leads_to_a_report_that_is_asked(dialogue: Dialogue, editor: User, path: str) -> None:
    make_item(make_round(dialogue, number=7), topics=[make_topic(TOPIC)])
    client = signed_in(editor)
    (page,) = re.findall(rf'href="(/reports/{BUTTONS[path]}/[^"]*)"', words(client.get(path, follow=True)))
    answer = client.get(unescape(page))
    assert answer.context["form"].errors == {}
    assert answer.context["question"] is not None


# --- Seen by others


def test_what_others_would_see_and_what_is_held_back(dialogue: Dialogue, editor: User) -> None:
    make_told(dialogue)
    client = signed_in(editor)
    page = client.get(page_of("topic", topic=TOPIC, audience="shared"))
    assert [(one.words, one.reason) for one in page.context["held"]] == [
        (f"Our office: stalled ({_today()})", "not released")
    ]
    assert "Internal words" not in client.get(page.context["preview"]).content.decode()
    assert [name for name, _address in page.context["others"]] == ["internal", "public"]
    assert client.get(page_of("topic", topic=TOPIC)).context["held"] is None


def test_counterpart_is_named_by_its_dialogue_where_several_are_possible(
    dialogue: Dialogue, editor: User
) -> None:
    make_told(dialogue)
    client, path = (
        signed_in(editor),
        page_of("topic", topic=TOPIC, audience="shared", dialogue=dialogue.code),
    )
    assert client.get(path).context["audience"] == "shared with the counterpart"
    make_member(Role.VIEWER, dialogue=make_dialogue("TWO"), user=editor)
    page = client.get(path)
    said = f"shared with the counterpart in {dialogue.code}"
    assert (page.context["audience"], said in page.content.decode()) == (said, True)
    public = client.get(page_of("topic", topic=TOPIC, audience="public", dialogue=dialogue.code))
    assert [name for name, _address in public.context["others"]] == ["internal", said]


def _today() -> str:
    from django.utils import timezone

    from ledger.presentation import wording

    return wording.day(timezone.localdate()).label


# --- Issued


def test_report_is_issued_kept_and_told_again(dialogue: Dialogue, editor: User) -> None:
    make_told(dialogue)
    client = signed_in(editor)
    sent = send(
        client, page_of("topic", topic=TOPIC, audience="shared", language="es"), recipient="The Embassy"
    )
    report = IssuedReport.objects.get()
    assert sent["Location"] == f"/reports/issued/{report.uuid}/"
    assert (report.audience, report.language, report.recipient) == ("shared", "es", "The Embassy")
    asked = {"dialogue": "USMX", "topic": [TOPIC], "length": "brief", "as_of": report.parameters["as_of"]}
    assert report.parameters == asked, "the only dialogue that there is to share with"
    file = client.get(f"/reports/issued/{report.uuid}/file").content
    assert f"Emitido como {report.uuid}" in file.decode().replace("\\", "")
    assert "Internal words" not in file.decode()
    page = client.get(sent["Location"])
    shown = words(page)
    told = (report.sha256, report.seal.root, "The Embassy", "shared with the counterpart in USMX")
    assert [one for one in told if one not in shown] == []
    assert (page.context["now"].is_same_file, page.context["now"].is_same_answer) == (True, True)


def test_issued_reports_are_listed_with_the_dialogue_of_the_counterpart(dialogue: Dialogue) -> None:
    other = make_dialogue("CANMX", ("CAN", "MEX"))
    person = make_member(Role.EDITOR, dialogue=dialogue)
    make_member(Role.EDITOR, dialogue=other, user=person)
    issue(person, dialogue)
    issue(person, other)
    issue(person, dialogue, other, audience=Audience.PUBLIC)
    page = signed_in(person).get("/reports/")
    assert [row.audience for row in page.context["issued"]] == [
        "public",
        "shared with the counterpart in CANMX",
        "shared with the counterpart in USMX",
    ]
    assert "shared with the counterpart in CANMX" in words(page)


def test_what_was_recorded_since_is_told(dialogue: Dialogue, editor: User) -> None:
    topic = make_told(dialogue)
    client = signed_in(editor)
    sent = send(client, page_of("topic", topic=TOPIC))
    make_entry(topic.item_links.get().item, Status.IN_PROGRESS, note="Newer.")
    now = client.get(sent["Location"]).context["now"]
    assert (now.is_same_file, now.is_same_answer) == (True, False)


def test_report_is_issued_by_those_who_may_in_all_that_it_tells_of(dialogue: Dialogue) -> None:
    make_told(dialogue)
    person = make_member(Role.EDITOR, dialogue=dialogue)
    make_member(Role.VIEWER, dialogue=make_dialogue("OTHER"), user=person)
    client = signed_in(person)
    everywhere, here = page_of("topic", topic=TOPIC), page_of("topic", topic=TOPIC, dialogue="USMX")
    assert [client.get(page).context["may_issue"] for page in (everywhere, here)] == [False, True]
    assert [send(client, page).status_code for page in (everywhere, here)] == [403, 302]
    assert send(signed_in(make_member(Role.VIEWER, dialogue=dialogue)), here).status_code == 403
    assert IssuedReport.objects.count() == 1


def test_what_is_refused_at_issuing_keeps_what_was_typed(dialogue: Dialogue, editor: User) -> None:
    make_told(dialogue)
    answer = send(signed_in(editor), page_of("topic", topic=TOPIC), format="doc", note="For the file.")
    assert answer.status_code == 422
    assert list(answer.context["issue_form"].errors) == ["format"]
    assert "For the file." in words(answer)
    assert not IssuedReport.objects.exists()


@pytest.mark.parametrize("path", ["", "file"])
def test_issued_report_of_others_is_404(path: str) -> None:
    one, other = make_dialogue(), make_dialogue()
    both = make_member(Role.EDITOR, dialogue=other, user=make_editor(one))
    address = f"/reports/issued/{issue(both, one, other, audience=Audience.PUBLIC).uuid}/{path}"
    assert [signed_in(user).get(address).status_code for user in (both, make_editor(one))] == [200, 404]


def test_issued_report_of_a_kind_no_longer_made_still_has_its_page(dialogue: Dialogue, editor: User) -> None:
    report = issue(editor, dialogue, kind="gone", file_format="odt", parameters={"theme": "x"})
    page = signed_in(editor).get(f"/reports/issued/{report.uuid}/")
    assert "not made any more" in words(page)


@pytest.mark.parametrize(
    ("language", "about"), [("en", "Prevention of torture"), ("es", "Prevención de la tortura")]
)
def test_what_a_report_is_about_goes_by_its_name(
    dialogue: Dialogue, editor: User, language: str, about: str
) -> None:
    make_topic("torture", name_en="Prevention of torture", name_es="Prevención de la tortura")
    party = make_party()
    asked = {"topic": ["torture", "gone"], "party": party.code, "round": "USMX-9"}
    report = issue(editor, dialogue, parameters=asked)
    client = signed_in(editor)
    User.objects.filter(pk=editor.pk).update(language=language)
    wanted = f"{about}, gone · USMX-9 · {party.name}"
    for page in ("/reports/", f"/reports/issued/{report.uuid}/"):
        assert wanted in words(client.get(page)), page


def test_what_an_issued_report_was_asked_stands_in_the_language_of_the_page(
    dialogue: Dialogue, editor: User
) -> None:
    User.objects.filter(pk=editor.pk).update(language="es")
    asked = {"topic": ["torture"], "as_of": "2026-01-02", "theme": "x"}
    # of a kind that is not made any more, and so with a parameter that is not asked any more
    report = issue(editor, dialogue, kind="gone", parameters=asked)
    page = signed_in(editor).get(f"/reports/issued/{report.uuid}/")
    assert page.context["parameters"] == [("Tema", "torture"), ("Al", "2026-01-02"), ("theme", "x")]
    assert "<dd> español </dd>" in words(page)


def test_list_leads_to_older_ones_at_the_same_cost(dialogue: Dialogue, editor: User) -> None:
    counts, client = [], signed_in(editor)
    for number in (1, 3):
        while IssuedReport.objects.count() < number:
            issue(editor, dialogue)
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/reports/")
        counts.append((len(page.context["issued"]), len(queries)))
    assert counts == [(1, 8), (3, 8)], "the last one: with whose counterpart they are shared"
    oldest = IssuedReport.objects.order_by("pk")[0]
    assert [one.report for one in client.get(f"/reports/?before={oldest.pk + 1}").context["issued"]] == [
        oldest
    ]


def test_page_of_a_report_costs_the_same_whatever_its_size(dialogue: Dialogue, editor: User) -> None:
    make_told(dialogue)
    counts, client = [], signed_in(editor)
    for number in (1, 3):
        topic = Topic.objects.get()
        while topic.item_links.count() < number:
            make_entry(make_item(make_round(dialogue), topics=[topic]), Status.STALLED)
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of("topic", topic=TOPIC, audience="shared"))
        counts.append(len(queries))
    # On PostgreSQL a lock is taken to choose the moment as of which the ledger is asked. Before any work is done, what
    # is read is measured: of the report and of what is held back.
    cost = 45 if connection.vendor == "postgresql" else 44
    assert counts == [cost, cost]


# --- Is this file one of ours?


def look(client: Client, content: bytes) -> Any:
    return client.post("/reports/verify/", {"file": SimpleUploadedFile("brief.docx", content)})


def test_file_is_ours_made_from_ours_or_neither(dialogue: Dialogue, editor: User) -> None:
    make_told(dialogue)
    client = signed_in(editor)
    send(client, page_of("topic", topic=TOPIC), format="docx")
    report = IssuedReport.objects.get()
    kept = client.get(f"/reports/issued/{report.uuid}/file").content
    document = docx.Document(io.BytesIO(kept))
    document.paragraphs[3].text = "Better words."
    edited = io.BytesIO()
    document.save(edited)
    for content, verdict in ((kept, "unchanged"), (edited.getvalue(), "derived"), (b"PK nothing", "unknown")):
        answer = look(client, content)
        assert answer.context["verdict"] == verdict
        assert [one.report for one in answer.context["told"]] == ([report] if verdict != "unknown" else [])
    stranger = signed_in(make_editor(make_dialogue("OTHER")))
    assert look(stranger, kept).context["verdict"] == "unknown"
    assert list(look(client, b"").context["form"].errors) == ["file"]


@pytest.mark.parametrize(
    ("met", "says"),
    [
        (isolation.LimitMet(isolation.Limit.TIME), "takes too long to look at"),
        (isolation.AllBusy(), "try again in a minute"),
        (isolation.ProcessFailed("at a line"), "takes too long to look at"),
    ],
)
def test_file_that_cannot_be_looked_at_is_told_of(
    editor: User, monkeypatch: pytest.MonkeyPatch, met: Exception, says: str
) -> None:
    def refused(*_asked: object, **_more: object) -> None:
        raise met

    monkeypatch.setattr(isolation, "run", refused)
    answer = look(signed_in(editor), b"PK\x03\x04")
    assert answer.status_code == 422
    assert says in answer.content.decode()
