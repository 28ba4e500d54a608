"""Evidence files: refused beside the field, handed out as attachments to those who may see them, gone once redacted."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.urls import reverse

from ledger.models import Entry, Evidence
from ledger.recording import redact_entry, request_redaction, uploads
from ledger.vocabulary import Role
from tests.admin.test_walk import OWN, make_people
from tests.makers import make_editor, make_entry, make_evidence
from tests.support.acting import PDF, act, upload
from tests.support.admin_pages import address, signed_in
from tests.support.rows import Everything, make_everything, make_staff

pytestmark = pytest.mark.django_db


def make_file(everything: Everything, content: bytes = PDF, name: str = "law.pdf") -> Evidence:
    given = make_evidence(file=content, file_name=name)
    return make_entry(everything.item, user=everything.editor, evidence=(given,)).evidence.get()


def url(evidence: Evidence) -> str:
    return reverse("ledger:evidence-file", args=(evidence.uuid,))


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def redact(everything: Everything, entry: Entry, *parts: str) -> None:
    wanted = request_redaction(user=everything.editor, entry=entry, parts=parts, reason="A name.")
    redact_entry(user=make_editor(everything.dialogue), request=wanted)


# --- Handing out


def test_file_is_handed_out_as_an_attachment_that_no_browser_runs(everything: Everything) -> None:
    answer = signed_in(everything.editor).get(url(make_file(everything)))
    assert body(answer) == PDF
    shown = {
        name: answer.headers[name] for name in answer.headers if name not in {"Vary", "Content-Language"}
    }
    assert shown == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "Content-Disposition": 'attachment; filename="law.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "private, no-store",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
    }


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("law.pdf", 'attachment; filename="law.pdf"'),
        ("law.html", 'attachment; filename="law.html.pdf"'),
        ('a"b\r\nSet-Cookie: x.pdf', 'attachment; filename="a_b_Set-Cookie_ x.pdf"'),
        ("../../etc/passwd", 'attachment; filename="etc_passwd.pdf"'),
        ("acción.pdf", "attachment; filename*=utf-8''acci%C3%B3n.pdf"),
    ],
)
def test_name_of_a_file_is_fit_for_any_system(name: str, kept: str, everything: Everything) -> None:
    answer = signed_in(everything.editor).get(url(make_file(everything, name=name)))
    assert (answer.headers["Content-Disposition"], body(answer)) == (kept, PDF)


def test_file_without_a_name_is_called_by_its_place(everything: Everything) -> None:
    evidence = make_file(everything, name="")
    answer = signed_in(everything.editor).get(url(evidence))
    name = f"{everything.item.ref}-{evidence.entry.sequence}-1.pdf"
    assert (answer.headers["Content-Disposition"], body(answer)) == (f'attachment; filename="{name}"', PDF)


def test_text_is_plain_text_whatever_it_is_called(everything: Everything) -> None:
    answer = signed_in(everything.editor).get(url(make_file(everything, b"Said so.", "page.html")))
    assert body(answer) == b"Said so."
    assert (answer.headers["Content-Type"], answer.headers["Content-Disposition"]) == (
        "text/plain; charset=utf-8",
        'attachment; filename="page.html.txt"',
    )


@pytest.mark.parametrize("who", list(OWN))
def test_file_is_found_by(who: str, everything: Everything) -> None:
    evidence = make_file(everything)
    client = signed_in(make_people(everything)[who])
    answers = []
    for method in (client.get, client.head, client.post, client.delete):
        answer = method(url(evidence))
        answers.append(answer.status_code)
        if answer.streaming:
            body(answer)
    # Not staff is enough: the desk's own pages lead here, too.
    reads = {"viewer", "recorder", "releaser", "editor", "not staff"}
    outside = {"anonymous", "closed"}
    found = (200, 200, 405, 405) if who in reads else (404, 404, 405, 405)
    assert tuple(answers) == ((302,) * 4 if who in outside else found)


def test_file_of_another_dialogue_and_none_at_all_look_alike(everything: Everything) -> None:
    other = make_everything()
    client = signed_in(other.editor)
    uuids = [make_file(everything).uuid, everything.item.uuid]
    answers = [client.get(reverse("ledger:evidence-file", args=(uuid,))) for uuid in uuids]
    # Two pages differ in the address asked for and in the form's token, which is new on every page.
    there, nowhere = (
        re.sub(rf'{uuid}|csrfmiddlewaretoken" value="\w+"', "", one.content.decode())
        for one, uuid in zip(answers, uuids, strict=True)
    )
    assert [one.status_code for one in answers] == [404, 404]
    assert there == nowhere


def test_evidence_without_a_file_has_none_to_hand_out(everything: Everything) -> None:
    evidence = Evidence.objects.filter(entry__item=everything.item, file_sha256="")[0]
    assert signed_in(everything.editor).get(url(evidence)).status_code == 404


@pytest.mark.parametrize("content", [b"%PDF-1.4 Better words.", None], ids=["changed", "removed"])
def test_file_that_is_not_as_it_was_kept_is_not_handed_out(
    everything: Everything, content: bytes | None
) -> None:
    evidence, client = make_file(everything, PDF + b"as kept", "law.pdf"), signed_in(everything.editor)
    path = uploads.path_of(evidence.file_sha256)
    try:
        path.unlink() if content is None else path.write_bytes(content)
        answer = client.get(url(evidence))
    finally:
        path.write_bytes(PDF + b"as kept")
    says = "The kept file is missing" if content is None else "The kept file was changed on the server"
    assert (answer.status_code, answer.streaming) == (410 if content is None else 409, False)
    assert answer.content.decode().startswith(says)
    assert body(client.get(url(evidence))) == PDF + b"as kept"


def test_same_file_kept_again_puts_a_changed_one_right(everything: Everything) -> None:
    evidence = make_file(everything, PDF + b"kept twice")
    path = uploads.path_of(evidence.file_sha256)
    path.write_bytes(b"%PDF-1.4 Better words.")
    assert uploads.keep(PDF + b"kept twice") == evidence.file_sha256
    assert path.read_bytes() == PDF + b"kept twice"


# --- Redaction


def test_redacted_file_is_gone_from_view_and_disk(everything: Everything) -> None:
    evidence = make_file(everything, b"testimony", "name.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda then, **_options: then())
        patch.setattr("ledger.recording.removing.leave_no_bytes", lambda: True)
        redact(everything, evidence.entry, "evidence.0.file")
    assert signed_in(everything.editor).get(url(evidence)).status_code == 410
    assert not uploads.path_of(evidence.file_sha256).exists()


def test_redacted_file_that_another_entry_still_holds_is_handed_out_there_alone(
    everything: Everything,
) -> None:
    first, second = make_file(everything), make_file(everything)
    redact(everything, first.entry, "evidence.0.file")
    client = signed_in(everything.editor)
    answer = client.get(url(second))
    assert (client.get(url(first)).status_code, answer.status_code, body(answer)) == (410, 200, PDF)


def test_item_page_leads_to_the_file_until_it_is_redacted(everything: Everything) -> None:
    evidence = make_file(everything)
    client = signed_in(everything.editor)
    pages = [
        address(type(everything.item), "change", everything.item.pk),
        address(Evidence, "change", evidence.pk),
    ]
    assert [url(evidence) in client.get(page).content.decode() for page in pages] == [True, True]
    redact(everything, evidence.entry, "evidence.0.file")
    assert [url(evidence) in client.get(page).content.decode() for page in pages] == [False, False]


# --- What is refused at the form


UNKNOWN = (
    "Kept are PDF, PNG, JPEG, Word, Excel and OpenDocument files and plain text in UTF-8: save it as PDF."
)
TOO_LARGE = "The file has 1.0\xa0MB, and at most 1.0\xa0MB are kept: give a link, or a smaller file."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html>", "A web page is not kept, since it can run programs: save it as PDF."),
        (b"MZ\x90\x00", UNKNOWN),
        (b"%PDF-" + b"x" * 2**20, TOO_LARGE),
    ],
    ids=["web page", "program", "too large"],
)
def test_unfit_file_is_named_at_its_field(
    settings: Any, content: bytes, says: str, everything: Everything
) -> None:
    settings.LEDGER_MAX_UPLOAD_MB = 1
    client = signed_in(make_staff(Role.RECORDER, dialogue=everything.dialogue))
    sent = {
        "note": "x",
        "evidence-0-title": "Law",
        "evidence-0-file": SimpleUploadedFile("law.pdf", content, content_type="application/pdf"),
    }
    before = Entry.objects.count()
    answer = act(client, "ledger_item_record", everything.item, sent)
    assert answer.context["form"].evidence.forms[0].errors == {"file": [says]}
    assert Entry.objects.count() == before


def test_uploaded_file_keeps_its_own_type_not_the_claimed_one(everything: Everything) -> None:
    client = signed_in(everything.editor)
    sent = {"note": "x", "evidence-0-title": "Law", "evidence-0-file": upload(b"plain words", "law.pdf")}
    assert act(client, "ledger_item_record", everything.item, sent).status_code == 302
    assert Evidence.objects.latest("pk").file_type == "text/plain"
