"""Files on rounds as pages: listed, added, shown, handed out, and refused to who may not."""

from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import FileRedaction, Round, SourceFile
from ledger.recording import (
    choose_snapshot_moment,
    decline_file_redaction,
    redact_file,
    request_file_redaction,
    uploads,
    withdraw_file,
)
from ledger.reports import round as round_report
from ledger.reports.parameter_form import read_parameters
from ledger.vocabulary import Audience, Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_file,
    make_item,
    make_member,
    make_releaser,
    make_round,
    make_statement,
    make_user,
)
from tests.support.admin_pages import address, signed_in
from tests.support.asking import told

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 The signed statement."


@pytest.fixture
def round() -> Round:
    return make_round(make_dialogue())


def add_page(round: Round) -> str:
    return reverse("ledger:file-create", args=[round.dialogue.code, round.number])


def content_of(file: SourceFile) -> str:
    return reverse("ledger:file-content", args=[file.uuid])


def typed(client: Client, page: str, **fields: Any) -> dict[str, Any]:
    """What the form of a page would send, with some fields typed."""
    form = client.get(page).context["form"]
    values = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in values.items()} | fields
    return {name: value for name, value in sent.items() if name != "file" or value}


def upload(content: bytes = PDF, name: str = "signed.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def main_words(client: Client, page: str) -> str:
    """The words of a page's main part."""
    main = lxml.html.fromstring(client.get(page).content).get_element_by_id("main")
    return " ".join(main.text_content().split())


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


# --- Adding


def test_file_is_added_from_the_round_and_listed_there(round: Round) -> None:
    statement = make_statement(round, title="Joint statement")
    client = signed_in(make_editor(round.dialogue))
    page = add_page(round)
    assert page in client.get(round.get_absolute_url()).content.decode()
    sent = typed(
        client, page, file=upload(), kind="signed", title="Signed copy", statement=statement.pk, language="en"
    )
    answer = client.post(page, sent)
    file = SourceFile.objects.get()
    assert (answer.status_code, answer.url) == (302, file.get_absolute_url())  # type: ignore[attr-defined]
    assert (file.statement, file.file_name, uploads.read(file.file_sha256)) == (statement, "signed.pdf", PDF)
    shown = client.get(round.get_absolute_url()).content.decode()
    assert shown.count(f'href="{file.get_absolute_url()}"') == 2  # among the files, and below its statement
    assert content_of(file) in shown
    assert file.file_sha256 in client.get(file.get_absolute_url()).content.decode()


def test_statement_named_in_the_address_is_filled_in(round: Round) -> None:
    statement = make_statement(round)
    client = signed_in(make_editor(round.dialogue))
    form = client.get(add_page(round), {"statement": statement.pk}).context["form"]
    assert form["statement"].value() == statement.pk
    elsewhere = make_statement(make_round())
    for odd in (elsewhere.pk, "x", "9" * 40, "²"):
        assert client.get(add_page(round), {"statement": odd}).context["form"]["statement"].value() is None


def test_statement_of_another_dialogue_is_no_choice(round: Round) -> None:
    elsewhere = make_statement(make_round())
    client = signed_in(make_editor(round.dialogue))
    sent = typed(client, add_page(round), file=upload(), kind="annex", title="Annex", statement=elsewhere.pk)
    assert "statement" in client.post(add_page(round), sent).context["form"].errors
    assert SourceFile.objects.count() == 0


UNKNOWN = (
    "Kept are PDF, PNG, JPEG, Word, Excel and OpenDocument files and plain text in UTF-8: save it as PDF."
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The submitted file is empty."),
        (b"<html>", "A web page is not kept, since it can run programs: save it as PDF."),
        (b"MZ\x90\x00", UNKNOWN),
        (b"PK\x03\x04 damaged", UNKNOWN),
        (
            b"%PDF-" + b"x" * 2**20,
            "The file has 1.0\xa0MB, and at most 1.0\xa0MB are kept: give a link, or a smaller file.",
        ),
    ],
    ids=["empty", "web page", "program", "damaged", "too large"],
)
def test_unfit_file_is_named_at_its_field_and_what_was_typed_stays(
    round: Round, settings: Any, content: bytes, says: str
) -> None:
    settings.LEDGER_MAX_UPLOAD_MB = 1
    client = signed_in(make_editor(round.dialogue))
    sent = typed(client, add_page(round), file=upload(content), kind="minutes", title="Our own minutes")
    answer = client.post(add_page(round), sent)
    form = answer.context["form"]
    assert form.errors == {"file": [says]}
    assert (form["title"].value(), form["kind"].value()) == ("Our own minutes", "minutes")
    page = answer.content.decode()
    assert "Our own minutes" in page
    assert "choose yours again" in page
    assert SourceFile.objects.count() == 0


def test_kind_begins_empty_and_is_required(round: Round) -> None:
    client = signed_in(make_editor(round.dialogue))
    page = client.get(add_page(round)).content.decode()
    choices = page[page.index('<select name="kind"') :]
    assert '<option value="">(choose)</option>' in choices[: choices.index("</select>")]
    assert " selected" not in choices[: choices.index("</select>")]
    sent = typed(client, add_page(round), file=upload(), title="Annex")
    assert "kind" in client.post(add_page(round), sent).context["form"].errors


def test_script_in_title_and_name_is_words(round: Round) -> None:
    client = signed_in(make_editor(round.dialogue))
    sent = typed(client, add_page(round), kind="other", title="<script>alert(1)</script>")
    sent["file"] = upload(name="<img src=x onerror=alert(1)>.pdf")
    assert client.post(add_page(round), sent).status_code == 302
    file = SourceFile.objects.get()
    for page in (file.get_absolute_url(), round.get_absolute_url(), "/search/?q=alert"):
        shown = client.get(page).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_session_that_ended_keeps_what_was_typed(round: Round) -> None:
    editor = make_editor(round.dialogue)
    client = signed_in(editor)
    sent = typed(client, add_page(round), file=upload(), kind="annex", title="Long typed title")
    sent["writer"] = client.get(add_page(round)).context["writer"]
    client.logout()
    assert client.post(add_page(round), sent).status_code == 302
    client.force_login(editor)
    answer = client.get(add_page(round))
    assert answer.context["form"]["title"].value() == "Long typed title"
    assert "files must be chosen anew" in answer.content.decode()


# --- Handing out


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("annex.pdf", 'attachment; filename="annex.pdf"'),
        ("annex.html", 'attachment; filename="annex.html.pdf"'),
        ("../../etc/passwd", 'attachment; filename="etc_passwd.pdf"'),
        ("", 'attachment; filename="{fallback}.pdf"'),
    ],
)
def test_file_is_handed_out_as_evidence_is(round: Round, name: str, kept: str) -> None:
    file = make_file(round, content=PDF, file_name=name)
    answer = signed_in(make_member(Role.VIEWER, dialogue=round.dialogue)).get(content_of(file))
    assert body(answer) == PDF
    told = [
        answer.headers[name]
        for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")
    ]
    assert told == ["application/pdf", "nosniff", "sandbox; default-src 'none'", "private, no-store"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    fallback = f"{round.dialogue.code}-{round.number}-annex"
    assert answer.headers["Content-Disposition"] == kept.format(fallback=fallback)


def test_file_is_found_by_members_alone(round: Round) -> None:
    file = make_file(round, visibility=Audience.PUBLIC)
    members = {role: make_member(role, dialogue=round.dialogue) for role in Role}
    others = {
        "another dialogue": make_member(*Role, dialogue=make_dialogue()),
        "no role": make_user(),
        "superuser": make_user(is_superuser=True, is_staff=True),
    }
    answers = {who: signed_in(user).get(content_of(file)) for who, user in (members | others).items()}
    assert {who: answer.status_code for who, answer in answers.items()} == (
        dict.fromkeys(members, 200) | dict.fromkeys(others, 404)
    )
    assert [body(answer) for answer in answers.values() if answer.status_code == 200] == [
        b"%PDF-1.4 An annex."
    ] * 4
    assert Client().get(content_of(file)).status_code == 302
    client = signed_in(members[Role.EDITOR])
    assert client.post(content_of(file)).status_code == 405
    nobodys = reverse("ledger:file-content", args=["6a8e3d1e-8a77-4f3f-8d0e-000000000001"])
    assert client.get(nobodys).status_code == 404


@pytest.mark.parametrize("content", [b"%PDF-1.4 Better words.", None], ids=["changed", "removed"])
def test_file_that_is_not_as_it_was_kept_is_not_handed_out(round: Round, content: bytes | None) -> None:
    file = make_file(round, content=PDF + b" as kept here")
    path = uploads.path_of(file.file_sha256)
    path.unlink() if content is None else path.write_bytes(content)
    answer = signed_in(file.added_by).get(content_of(file))
    uploads.keep(PDF + b" as kept here")
    assert (answer.status_code, answer.streaming) == (410 if content is None else 409, False)


def test_redacted_file_is_gone_and_its_page_says_so(round: Round) -> None:
    file = make_file(round, title="Of a victim")
    asked = request_file_redaction(user=make_editor(round.dialogue), file=file, reason="A name.")
    redact_file(user=make_editor(round.dialogue), request=asked)
    client = signed_in(file.added_by)
    assert client.get(content_of(file)).status_code == 410
    for page in (file.get_absolute_url(), round.get_absolute_url(), address(SourceFile, "change", file.pk)):
        if page.startswith("/admin"):
            SourceFile.objects.get().added_by.__class__.objects.update(is_staff=True)
        shown = client.get(page).content.decode()
        assert "redacted" in shown
        assert "Of a victim" not in shown
        assert content_of(file) not in shown


@pytest.mark.parametrize("how", ["withdrawn", "redacted"])
def test_file_that_does_not_stand_is_told_to_be_internal(round: Round, how: str) -> None:
    file = make_file(round, visibility=Audience.SHARED)
    client = signed_in(make_member(Role.VIEWER, dialogue=round.dialogue))
    pages = (file.get_absolute_url(), round.get_absolute_url())
    assert all("hared" in main_words(client, page) for page in pages)
    if how == "withdrawn":
        withdraw_file(user=file.added_by, file=file, reason="Wrong.")
    else:
        asked = request_file_redaction(user=make_editor(round.dialogue), file=file, reason="A name.")
        redact_file(user=make_editor(round.dialogue), request=asked)
    context = client.get(file.get_absolute_url()).context
    assert (context["shown_to"], context["waits"]) == (Audience.INTERNAL, False)
    assert "hared" not in main_words(client, round.get_absolute_url())


# --- What is done to it


def test_viewer_reads_and_posts_nothing(round: Round) -> None:
    file = make_file(round)
    client = signed_in(make_member(Role.VIEWER, dialogue=round.dialogue))
    assert client.get(file.get_absolute_url()).context["form"] is None
    assert "files/new" not in client.get(round.get_absolute_url()).content.decode()
    pages = [f"{file.get_absolute_url()}{act}" for act in ("", "change/", "withdraw/", "redact/")]
    answers = [
        client.post(page, {"reason": "x", "audience": "public"}).status_code
        for page in (*pages, add_page(round))
    ]
    assert answers == [403] * 5
    assert SourceFile.objects.filter(withdrawn_at=None, visibility="internal", title="Annex").count() == 1


def test_changed_withdrawn_and_released_on_its_pages(round: Round) -> None:
    file = make_file(round)
    editor, releaser = signed_in(file.added_by), signed_in(make_releaser(round.dialogue))
    there = file.get_absolute_url()
    sent = typed(editor, f"{there}change/", title="Annex II", reason="Its number.")
    assert editor.post(f"{there}change/", sent).status_code == 302
    sent = typed(releaser, there, audience="public", reason="Published.")
    assert releaser.post(there, sent).status_code == 302
    sent = typed(editor, f"{there}withdraw/", reason="<b>Wrong</b> year.")
    assert editor.post(f"{there}withdraw/", sent).status_code == 302
    shown = editor.get(round.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Wrong&lt;/b&gt; year." in shown
    assert "Annex II" in shown
    page = editor.get(there).content.decode()
    assert "Published." in page
    assert f"{there}change/" not in page


def test_late_change_is_refused_and_kept_in_the_form(round: Round) -> None:
    file = make_file(round)
    client = signed_in(file.added_by)
    page = f"{file.get_absolute_url()}change/"
    sent = typed(client, page, title="Mine")
    client.post(page, typed(client, page, title="Theirs"))
    answer = client.post(page, sent)
    assert "Somebody changed it since you looked" in answer.content.decode()
    assert answer.context["form"]["title"].value() == "Mine"
    again = {name: answer.context["form"][name].value() or "" for name in sent}
    assert client.post(page, again).status_code == 302
    assert SourceFile.objects.get().title == "Mine"


def test_two_people_redact_on_its_page(round: Round) -> None:
    file = make_file(round)
    asks, approves = (signed_in(make_editor(round.dialogue)) for _ in range(2))
    page = f"{file.get_absolute_url()}redact/"
    assert asks.post(page, {"reason": "A name."}).status_code == 302
    decision = {"reason": "x", "do": "approve", "asked": FileRedaction.objects.get().pk}
    assert asks.post(page, decision).status_code == 403
    assert f'name="asked" value="{decision["asked"]}"' in approves.get(page).content.decode()
    assert approves.post(page, decision).status_code == 302
    assert SourceFile.objects.get().is_redacted


def test_who_redacts_is_told_where_else_the_content_is_kept(round: Round) -> None:
    content = b"%PDF-1.4 A list of names."
    file = make_file(round, title="List", content=content)
    other = make_file(round, title="Annex B", content=content, statement=make_statement(round))
    entry = make_entry(make_item(round), evidence=(make_evidence(file=content, file_name="b.pdf"),))
    make_file(make_round(make_dialogue()), title="Of strangers", content=content)
    client, page = signed_in(make_editor(round.dialogue)), f"{file.get_absolute_url()}redact/"
    shown = main_words(client, page)
    assert "kept elsewhere too" in shown
    assert all(name in shown for name in ("Annex B", entry.item.ref))
    assert "Of strangers" not in shown
    asked = request_file_redaction(user=make_editor(round.dialogue), file=file, reason="Names.")
    answer = client.post(page, {"reason": "x", "do": "approve", "asked": asked.pk}, follow=True)
    assert "Its content is kept elsewhere too" in answer.content.decode()
    lonely = make_file(make_round(round.dialogue), content=b"%PDF-1.4 Alone.")
    assert "kept elsewhere" not in main_words(client, f"{lonely.get_absolute_url()}redact/")
    assert "Annex B" in main_words(client, other.get_absolute_url())


def test_request_that_nobody_looked_at_is_not_approved(round: Round) -> None:
    """The one on the page was declined meanwhile, and another made."""
    file = make_file(round)
    asks, approves = make_editor(round.dialogue), signed_in(make_editor(round.dialogue))
    first = request_file_redaction(user=asks, file=file, reason="A name.")
    decline_file_redaction(user=make_editor(round.dialogue), request=first)
    second = request_file_redaction(user=asks, file=file, reason="It embarrasses us.")
    answer = approves.post(
        f"{file.get_absolute_url()}redact/", {"reason": "x", "do": "approve", "asked": first.pk}
    )
    assert "This request was decided already." in answer.content.decode()
    assert "It embarrasses us." in answer.content.decode()
    second.refresh_from_db()
    assert (second.decided_by, SourceFile.objects.get().is_redacted) == (None, False)


def test_proposed_file_waits_on_the_releasers_workspace(round: Round) -> None:
    file = make_file(round, proposed_audience=Audience.PUBLIC)
    assert file.get_absolute_url() in signed_in(make_releaser(round.dialogue)).get("/").content.decode()
    withdraw_file(user=file.added_by, file=file, reason="Wrong.")
    assert file.get_absolute_url() not in signed_in(make_releaser(round.dialogue)).get("/").content.decode()


# --- Where else it is found


def test_search_finds_a_file_by_its_title_and_name(round: Round) -> None:
    file = make_file(round, title="Plan de acción", file_name="plan-2016.pdf")
    client, stranger = signed_in(file.added_by), signed_in(make_member(*Role, dialogue=make_dialogue()))
    for words in ("accion", "plan-2016"):
        assert file.get_absolute_url() in client.get("/search/", {"q": words}).content.decode()
        assert file.get_absolute_url() not in stranger.get("/search/", {"q": words}).content.decode()


def test_activity_tells_of_a_file(round: Round) -> None:
    file = make_file(round, title="Annex on training")
    assert "Annex on training" in signed_in(file.added_by).get("/activity/?who=all").content.decode()


def report(round: Round, **parameters: str) -> str:
    name = f"{round.dialogue.code}-{round.number}"
    return told(round_report.build(read_parameters(round=name, **parameters)))


def test_report_of_a_round_lists_the_files_that_its_audience_may_see(round: Round) -> None:
    before = choose_snapshot_moment()
    ours = make_file(round, title="Our own minutes", content=PDF)
    shared = make_file(round, title="Agreed annex", visibility=Audience.SHARED)
    internal = report(round)
    assert all(each in internal for each in (ours.title, ours.file_sha256, shared.title, shared.file_sha256))
    counterpart = report(round, audience="shared")
    assert shared.file_sha256 in counterpart
    assert ours.title not in counterpart
    assert "Agreed annex" not in report(round, audience="public")
    assert "Agreed annex" not in report(round, known_at=before.isoformat())


def test_admin_edits_what_is_said_and_nothing_else(round: Round) -> None:
    from tests.support.admin_forms import form_of

    file = make_file(round, make_member(Role.EDITOR, dialogue=round.dialogue, user=make_user(is_staff=True)))
    client, url = signed_in(file.added_by), address(SourceFile, "change", file.pk)
    sent = form_of(client, url) | {"title": "Annex II", "visibility": "public", "file_sha256": "0" * 64}
    assert client.post(url, sent).status_code == 302
    fresh = SourceFile.objects.get()
    assert (fresh.title, fresh.visibility, fresh.file_sha256) == (
        "Annex II",
        Audience.INTERNAL,
        file.file_sha256,
    )
    assert client.get(address(SourceFile, "add", 0)).status_code == 403
    assert client.post(address(SourceFile, "delete", file.pk), {"reason": "x"}).status_code == 403
    withdraw_file(user=file.added_by, file=file, reason="Wrong.")
    client.post(url, form_of(client, url) | {"title": "Annex III"})
    assert SourceFile.objects.get().title == "Annex II"


# --- What it costs


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_files_pages(round: Round, count: int) -> None:
    editor = make_editor(round.dialogue)
    files = [make_file(round, editor, content=PDF + bytes([48 + at])) for at in range(count)]
    client = signed_in(editor)
    counts = []
    for page in (files[0].get_absolute_url(), add_page(round), round.get_absolute_url()):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts == [6, 5, 15]
