"""Long reports: made beside the request, told by their page, kept for their owner alone."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client

from ledger.models import Dialogue, Entry, IssuedReport, Membership, User
from ledger.recording import redact_entry, request_redaction
from ledger.recording.uploads import passing
from ledger.reports import jobs, progress, runs
from ledger.reports.jobs import WORK, Job, carry_out
from ledger.reports.runs import Run, run_of, runs_of, start
from ledger.reports.writers import formats
from ledger.vocabulary import Role, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_topic,
)
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.django_db

FILE = "/reports/topic/file/md?topic=torture-prevention"


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("USMX")


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[Callable[[], None]]:
    """Every report is a long one; what would be done beside the request is kept until the test does it, here.

    `test_report_processes` has it done in real processes.
    """
    found: list[Callable[[], None]] = []
    for writer in formats().values():
        monkeypatch.setattr(writer, "ENTRIES_AT_ONCE", 0)
    monkeypatch.setattr(runs, "in_background", found.append)
    monkeypatch.setattr(runs, "in_a_process", here)
    settings.LEDGER_VAR = tmp_path
    return found


def here(run: Run, job: Mapping[str, Any], _handle: int) -> int:
    """Do in this process, and in the test's transaction, what the command does in one of its own."""
    order = json.loads(json.dumps({"run": asdict(run), "job": dict(job)}))
    carry_out(Run(**order["run"]), Job(**order["job"]), WORK)
    return 0


def make_told(dialogue: Dialogue) -> None:
    make_entry(make_item(make_round(dialogue), topics=[make_topic("torture-prevention")]), Status.STALLED)


def shown(client: Client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def test_long_report_is_made_beside_and_come_back_to(
    dialogue: Dialogue, editor: User, waiting: list[Callable[[], None]]
) -> None:
    make_told(dialogue)
    client = signed_in(editor)
    page = client.get(FILE)["Location"]
    assert client.get(FILE)["Location"] == page, "asked again, it is gone on with"
    assert len(waiting) == 1
    assert "Waiting for its turn." in shown(client, page)
    assert client.get(f"{page}file").status_code == 404
    waiting[0]()
    assert "The report is ready" in shown(client, page)
    assert page in shown(client, "/reports/")
    file = client.get(f"{page}file")
    assert b"".join(file.streaming_content).startswith(b"# Status report: Torture prevention")
    assert file["Content-Disposition"].startswith('attachment; filename="topic-torture-prevention-')


def test_long_report_has_no_frame_and_is_not_looked_at_twice(
    dialogue: Dialogue, editor: User, waiting: list[Callable[[], None]]
) -> None:
    make_told(dialogue)
    asked = {"topic": "torture-prevention", "audience": "shared"}
    page = signed_in(editor).get(f"/reports/topic/?{urlencode(asked)}")
    assert b"<iframe" not in page.content
    assert page.context["held"] is None
    client = signed_in(editor)
    held = client.get(f"/reports/topic/{page.context['held_page']}")["Location"]
    waiting[0]()
    assert "not released" in shown(client, held)
    assert client.get(f"{held}file").status_code == 404, "it is a list and no file"


def test_long_report_is_issued_beside(
    dialogue: Dialogue, editor: User, waiting: list[Callable[[], None]]
) -> None:
    make_told(dialogue)
    client = signed_in(editor)
    question = "/reports/topic/?topic=torture-prevention"
    page = client.post(question, {"issue-format": "md"})["Location"]
    assert not IssuedReport.objects.exists()
    waiting[0]()
    assert f"/reports/issued/{IssuedReport.objects.get().uuid}/" in shown(client, page)
    viewer = signed_in(make_member(Role.VIEWER, dialogue=dialogue))
    assert viewer.post(question, {"issue-format": "md"}).status_code == 403


def test_what_goes_wrong_is_told_and_leaves_no_file(
    dialogue: Dialogue,
    editor: User,
    waiting: list[Callable[[], None]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    make_told(dialogue)
    monkeypatch.setattr(formats()["md"], "write", lambda *_report: 1 / 0)
    client = signed_in(editor)
    page = client.get(FILE)["Location"]
    waiting[0]()
    assert "The report could not be made" in shown(client, page)
    assert "ZeroDivisionError" in caplog.text
    assert list(passing().iterdir()) == []
    assert client.get(FILE)["Location"] != page, "asked again, it is begun anew"


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_redaction_takes_the_files_of_long_reports(
    when: str,
    dialogue: Dialogue,
    editor: User,
    waiting: list[Callable[[], None]],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    make_told(dialogue)
    client = signed_in(editor)
    page = client.get(FILE)["Location"]
    entry = Entry.objects.get(act="status")

    def redact() -> None:
        wanted = request_redaction(user=editor, entry=entry, parts=["note"], reason="A name.")
        with django_capture_on_commit_callbacks(execute=True):
            redact_entry(user=make_editor(dialogue), request=wanted)

    if when == "meanwhile":
        write = formats()["md"].write
        monkeypatch.setattr(formats()["md"], "write", lambda *given: (write(*given), redact()))
    waiting[0]()
    if when == "before":
        file = client.get(f"{page}file")
        assert file.status_code == 200
        assert b"".join(file.streaming_content)
        redact()
    assert list(passing().iterdir()) == []
    assert client.get(f"{page}file").status_code == 404
    assert "The report could not be made" in shown(client, page)


def test_run_is_its_owners_and_goes_with_the_role(
    dialogue: Dialogue, editor: User, waiting: list[Callable[[], None]]
) -> None:
    make_told(dialogue)
    page = signed_in(editor).get(FILE)["Location"]
    waiting[0]()
    assert signed_in(make_editor(dialogue)).get(f"{page}file").status_code == 404
    make_member(Role.VIEWER, dialogue=make_dialogue(), user=editor)
    Membership.objects.filter(user=editor, dialogue=dialogue).delete()
    assert signed_in(editor).get(f"{page}file").status_code == 404


def begin(user: User, label: str = "Report") -> Run:
    """A run of which nothing is to come but that it is done."""
    job = asdict(Job(user=user.pk, language="en"))
    return start(user=user, label=label, asked="/", within=frozenset(), what="nothing", job=job)


def test_page_says_how_far_it_is(
    editor: User, waiting: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(run: Run, _job: Job, _user: User) -> None:
        progress.tell(progress.READING, 500, 2000)
        told.append(run_of(editor, UUID(run.uuid)))  # type: ignore[arg-type]
        run.heard -= 1
        progress.tell(progress.READING, 1000, 2000)
        told.append(run_of(editor, UUID(run.uuid)))  # type: ignore[arg-type]

    told: list[Run] = []
    monkeypatch.setitem(jobs.WORK, "nothing", work)
    begin(editor)
    waiting[0]()
    assert [(one.state, one.step, one.done, one.total) for one in told] == [
        ("running", "reading", 500, 2000),
        ("running", "reading", 1000, 2000),
    ]


def test_run_whose_process_has_gone_is_told_as_stopped(
    editor: User, waiting: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begin(editor)
    later = time.time() + runs.SILENT + 1
    monkeypatch.setattr(runs.time, "time", lambda: later)
    assert "The report could not be made" in shown(signed_in(editor), f"/reports/runs/{run.uuid}/")


def test_old_files_are_swept_and_few_are_listed(editor: User, waiting: list[Callable[[], None]]) -> None:
    import os

    passing().mkdir()
    old, new = passing() / "old", passing() / "new"
    for path, age in ((old, runs.KEPT + 60), (new, 60)):
        path.touch()
        os.utime(path, (time.time() - age,) * 2)
    for number in range(runs.LISTED + 2):
        begin(editor, f"Report {number}")
        if number:
            waiting.pop()()
    assert list(passing().iterdir()) == [new]
    listed = [f"Report {number}" for number in (6, 5, 4, 3, 0)]
    assert [one.label for one in runs_of(editor)] == listed, "the first is under way still"


def test_nobody_has_more_than_three_under_way(
    dialogue: Dialogue, editor: User, waiting: list[Callable[[], None]]
) -> None:
    make_told(dialogue)
    for number in range(runs.AT_ONCE):
        begin(editor, f"Report {number}")
    client, question = signed_in(editor), FILE.replace("file/md", "")
    says = "3 of your reports are being made already."
    refused = client.get(FILE, follow=True)
    assert refused.redirect_chain[-1][0] == question
    assert says in refused.content.decode()
    refused = client.post(question, {"issue-format": "md", "issue-recipient": "The Embassy"})
    assert (refused.status_code, refused.content.decode().count(says)) == (422, 1)
    assert "The Embassy" in refused.content.decode(), "what was typed stays"
    assert len(waiting) == runs.AT_ONCE
    assert "/reports/runs/" in signed_in(make_editor(dialogue)).get(FILE)["Location"], "others go on"
    waiting[0]()
    assert "/reports/runs/" in client.get(FILE)["Location"], "and so does the person when one is ready"


def test_run_within_fewer_dialogues_is_not_gone_on_with(
    editor: User, dialogue: Dialogue, waiting: list[Callable[[], None]]
) -> None:
    """A token for one dialogue asks as its owner does, who is to be told of all."""
    asked: dict[str, Any] = {"user": editor, "label": "Topic", "asked": "/", "what": "file", "job": {}}
    narrow = start(within=frozenset({dialogue.pk}), **asked)
    whole = start(within=frozenset({dialogue.pk, make_dialogue().pk}), **asked)
    assert (whole.uuid != narrow.uuid, len(whole.within)) == (True, 2)
    assert start(within=frozenset({dialogue.pk}), **asked).uuid == narrow.uuid


def test_run_that_stopped_is_none_under_way(
    editor: User, waiting: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(runs.AT_ONCE):
        begin(editor, f"Report {number}")
    with pytest.raises(runs.TooManyRuns):
        begin(editor, "One more")
    assert begin(editor, "Report 0").label == "Report 0", "one of them is gone on with"
    later = time.time() + runs.SILENT + 1
    monkeypatch.setattr(runs.time, "time", lambda: later)
    assert begin(editor, "One more")
