"""Long reports in real processes: their limits bind, what ends them is told, two at a time, rights are asked again."""

import fcntl
import os
import signal
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from ledger.models import Dialogue, Entry, IssuedReport, Membership, User
from ledger.recording import redact_entry, request_redaction
from ledger.recording.uploads import passing
from ledger.reports import runs
from ledger.reports.jobs import Job, as_given
from ledger.reports.parameter_form import read_parameters
from ledger.reports.runs import DONE, FAILED, Run, run_of, start
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
from tests.support.report_runs import finish_runs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_the_tests_database")]

FILE = "/reports/topic/file/{}?topic=torture-prevention"


@pytest.fixture
def dialogue() -> Dialogue:
    dialogue = make_dialogue("USMX")
    make_entry(make_item(make_round(dialogue), topics=[make_topic("torture-prevention")]), Status.STALLED)
    return dialogue


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


def begin(user: User, dialogue: Dialogue, form: str = "md", what: str = "file") -> Run:
    """Begin the report of the topic; one for each format and work."""
    question = read_parameters(topic="torture-prevention", within=frozenset([dialogue.pk]))
    job = Job(user=user.pk, language="en", kind="topic", format=form, asked=as_given(question))
    return start(
        user=user, label=form, asked="/", within=frozenset([dialogue.pk]), what=what, job=asdict(job)
    )


def ended(user: User, run: Run) -> Run:
    """The run when nothing of it goes on any more."""
    finish_runs()
    found = run_of(user, UUID(run.uuid))
    assert found
    return found


def wait_for(what: Callable[[], Any]) -> None:
    """Come back when it is so; fails after thirty seconds."""
    for _look in range(600):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("It never came to be.")


def state_of(user: User, run: Run) -> str:
    found = run_of(user, UUID(run.uuid))
    return found.state if found else ""


def test_every_format_is_made_and_handed_out(editor: User) -> None:
    client = signed_in(editor)
    for name, start_of_file in (("pdf", b"%PDF"), ("json", b"{"), ("xlsx", b"PK")):
        page = client.get(FILE.format(name))["Location"]
        finish_runs()
        file = client.get(f"{page}file")
        assert b"".join(file.streaming_content).startswith(start_of_file)
        assert file["Content-Type"] == formats()[name].CONTENT_TYPE


@pytest.mark.both_databases
def test_report_is_issued_in_a_process_of_its_own(editor: User) -> None:
    client = signed_in(editor)
    page = client.post("/reports/topic/?topic=torture-prevention", {"issue-format": "pdf"})["Location"]
    finish_runs()
    issued = IssuedReport.objects.get()
    assert f"/reports/issued/{issued.uuid}/" in client.get(page).content.decode()
    told = client.get(f"/reports/issued/{issued.uuid}/")
    assert "Ask the ledger now" in told.content.decode()
    page = client.post(f"/reports/issued/{issued.uuid}/")["Location"]
    finish_runs()
    assert "the same file, byte for byte" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("limit", "least", "says"),
    [
        ("PROCESSOR_SECONDS", 0, "of processor time"),
        ("MINUTES", 0.001, "minutes, which is as long"),
        ("MEMORY_MB", 130, "MB of memory"),
    ],
)
def test_limit_ends_it_and_is_told_with_the_way_on(
    limit: str, least: float, says: str, editor: User, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, limit, least)
    run = ended(editor, begin(editor, dialogue, "pdf"))
    assert run.state == FAILED
    page = " ".join(signed_in(editor).get(f"/reports/runs/{run.uuid}/").content.decode().split())
    assert "The report could not be made. Nothing was issued or kept. It " in page
    assert says in page
    assert "Ask for fewer topics" in page
    assert not run.path.exists()
    assert list(passing().iterdir()) == [], "no half file is left"


def test_killed_process_is_told_at_once(
    editor: User, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Any] = []
    popen = runs.subprocess.Popen

    def stopped(*args: Any, **kwargs: Any) -> Any:
        found.append(popen(*args, **kwargs))
        os.kill(found[0].pid, signal.SIGSTOP)
        return found[0]

    monkeypatch.setattr(runs.subprocess, "Popen", stopped)
    run = begin(editor, dialogue)
    wait_for(lambda: found)
    found[0].kill()
    assert (ended(editor, run).state, ended(editor, run).fault) == (FAILED, "killed")
    page = signed_in(editor).get(f"/reports/runs/{run.uuid}/").content.decode()
    assert "The server ended it before it was ready" in page


def test_report_waits_for_a_turn_of_the_server(
    editor: User, dialogue: Dialogue, held_turns: list[int]
) -> None:
    run = begin(editor, dialogue)
    time.sleep(4 * runs.LOOK_SECONDS)
    assert state_of(editor, run) == runs.WAITING
    os.close(held_turns.pop())
    assert ended(editor, run).state == DONE


def test_no_more_are_made_at_a_time_than_may_be(
    editor: User, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Any] = []
    popen = runs.subprocess.Popen

    def stopped(*args: Any, **kwargs: Any) -> Any:
        process = popen(*args, **kwargs)
        os.kill(process.pid, signal.SIGSTOP)
        found.append(process)
        return process

    monkeypatch.setattr(runs.subprocess, "Popen", stopped)
    begun = [begin(editor, dialogue, form) for form in ("md", "csv", "json")]
    wait_for(lambda: len(found) == runs.AT_A_TIME)
    time.sleep(4 * runs.LOOK_SECONDS)
    assert len(found) == runs.AT_A_TIME == 2
    monkeypatch.setattr(runs.subprocess, "Popen", popen)
    for process in found:
        os.kill(process.pid, signal.SIGCONT)
    assert [ended(editor, run).state for run in begun] == [DONE] * 3


def test_process_keeps_its_turn_though_its_worker_lets_go(editor: User, dialogue: Dialogue) -> None:
    path = Path(settings.LEDGER_VAR) / "report-turn-0.lock"
    with path.open("w") as ours:
        fcntl.flock(ours, fcntl.LOCK_EX)
        import subprocess

        child = subprocess.Popen(["sleep", "30"], pass_fds=[ours.fileno()])
    try:
        with path.open("w") as another, pytest.raises(BlockingIOError):
            fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        child.kill()
        child.wait()


@pytest.mark.parametrize("what", ["file", "issue", "held"])
def test_role_that_ended_meanwhile_is_asked_for_again(
    what: str, editor: User, dialogue: Dialogue, held_turns: list[int]
) -> None:
    make_member(Role.VIEWER, dialogue=make_dialogue(), user=editor)
    run = begin(editor, dialogue, what=what)
    Membership.objects.filter(user=editor, dialogue=dialogue).delete()
    os.close(held_turns.pop())
    told = ended(editor, run)
    assert (told.state, told.fault) == (FAILED, "rights")
    assert not IssuedReport.objects.exists()
    assert list(passing().iterdir()) == []
    assert signed_in(editor).get(f"/reports/runs/{run.uuid}/").status_code == 404


def test_account_that_was_closed_meanwhile_gets_nothing(
    editor: User, dialogue: Dialogue, held_turns: list[int]
) -> None:
    run = begin(editor, dialogue)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    os.close(held_turns.pop())
    assert ended(editor, run).fault == "rights"
    assert list(passing().iterdir()) == []


def test_redaction_takes_the_file(editor: User, dialogue: Dialogue) -> None:
    run = ended(editor, begin(editor, dialogue))
    assert run.path.exists()
    entry = Entry.objects.get(act="status")
    wanted = request_redaction(user=editor, entry=entry, parts=["note"], reason="A name.")
    redact_entry(user=make_editor(dialogue), request=wanted)
    assert not run.path.exists()
    assert signed_in(editor).get(f"/reports/runs/{run.uuid}/file").status_code == 404
