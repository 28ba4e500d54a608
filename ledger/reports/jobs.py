"""Make a long report in a process of its own (background job): rights are asked again, limits hold, the run is told.

A job is plain values, told as JSON to a process that knows nothing of the request. `WORK` holds a function for each
thing that can be done beside a request; a layer above may add its own.
"""

import json
import logging
import re
import resource
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override

from ledger import access
from ledger.models import Dialogue, IssuedReport, Item, User
from ledger.recording import RuleViolation, was_redacted_since
from ledger.reports import handover, kinds, preview, progress
from ledger.reports.issuing import file_name, issue, says_now
from ledger.reports.limits import TooLong, length_of
from ledger.reports.parameter_form import read_parameters
from ledger.reports.parameters import BadParameter, ReportParameters
from ledger.reports.runs import DONE, FAILED, RUNNING, Run
from ledger.reports.writers import formats, save

log = logging.getLogger(__name__)

OFTEN = 0.5
"""Seconds: how often a run says how far it is."""

NEARLY = 0.9
"""The share of its memory from which on a process that fails is taken to have failed for want of it."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """The work to do, for whom, in which language of the page; ``asked`` is as `read_parameters` takes it."""

    user: int
    language: str
    kind: str = ""
    format: str = ""
    asked: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def as_given(parameters: ReportParameters) -> dict[str, Any]:
    """Return a question in words from which `read_parameters` makes the same one, for the same asker."""
    within = None if parameters.within is None else sorted(parameters.within)
    return parameters.words() | {
        "known_at": parameters.known_at.isoformat(),
        "audience": parameters.audience.value,
        "language": parameters.language.value,
        "within": within,
    }


def _parameters(job: Job) -> ReportParameters:
    within = job.asked["within"]
    asked = job.asked | {"within": None if within is None else frozenset(within)}
    return read_parameters(kind=kinds()[job.kind] if job.kind else None, **asked)


# --- From first to last


def keep_within(*, processor_seconds: int, minutes: float, memory_mb: int) -> None:
    """Limit this process for as long as it lives; what it is ended by tells which limit it met."""
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, minutes * 60)
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, resource.RLIM_INFINITY))


def carry_out(run: Run, job: Job, work: Mapping[str, "Work"]) -> None:
    """Do the job from first to last; what goes wrong is logged, and told as a run that failed."""

    def listen(step: str, done: int, total: int) -> None:
        if step != run.step or time.time() - run.heard > OFTEN:
            run.step, run.done, run.total = step, done, total
            run.keep()

    try:
        run.state = RUNNING
        run.keep()
        with progress.listening(listen), override(job.language):
            begun = timezone.now()
            work[run.what](run, job, _person(run, job))
        run.state = DONE
        if was_redacted_since(begun):  # what it was made from may hold what has gone meanwhile
            run.path.unlink(missing_ok=True)
    except PermissionDenied:
        run.state, run.fault = FAILED, "rights"
    except (TooLong, BadParameter, RuleViolation) as refused:
        run.state, run.says = FAILED, str(refused)
    except Exception as fault:
        run.fault = "memory" if _is_for_memory(fault) else "failed"
        resource.setrlimit(
            resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        )  # to tell of it
        log.exception("The report of run %s could not be made.", run.uuid)
        run.state = FAILED
    run.keep()


def _is_for_memory(fault: Exception) -> bool:
    """Tell whether something failed for want of memory: libraries say so in words of their own, or call it a
    disk error.
    """
    limit, _most = resource.getrlimit(resource.RLIMIT_AS)
    if isinstance(fault, MemoryError) or limit == resource.RLIM_INFINITY:
        return isinstance(fault, MemoryError)
    status = Path("/proc/self/status")
    peak = re.search(r"VmPeak:\s+(\d+) kB", status.read_text() if status.exists() else "")
    return peak is not None and int(peak[1]) * 1024 > NEARLY * limit


def _person(run: Run, job: Job) -> User:
    """Find the person who asked; every dialogue of the run must still be open to them. Raises PermissionDenied."""
    user: User | None = User.objects.filter(pk=job.user, is_active=True).first()
    if user is None:
        raise PermissionDenied
    open_to_them = set(access.visible_to(user, Dialogue.objects.all()).values_list("pk", flat=True))
    if not open_to_them or not set(run.within) <= open_to_them:
        raise PermissionDenied
    return user


# --- What can be done

Work = Callable[[Run, Job, User], None]
"""Does the job: writes the run's file and names it, or says in the run what came of it."""


def _file(run: Run, job: Job, _user: User) -> None:
    """Make a report's file."""
    kind, writer, parameters = kinds()[job.kind], formats()[job.format], _parameters(job)
    length_of(kind.items(parameters), parameters).require(writer)
    report = kind.build(parameters)
    progress.tell(progress.WRITING)
    save(report, writer, run.path)
    run.name, run.content_type = file_name(job.kind, parameters, writer), writer.CONTENT_TYPE


def _issue(run: Run, job: Job, user: User) -> None:
    """Issue a report for others and keep it."""
    kind, writer, parameters = kinds()[job.kind], formats()[job.format], _parameters(job)
    length_of(kind.items(parameters), parameters).require(writer)
    dialogues = list(Dialogue.objects.filter(pk__in=run.within))
    run.issued = str(
        issue(
            user=user, kind=kind, parameters=parameters, writer=writer, dialogues=dialogues, **job.more
        ).uuid
    )


def _held(run: Run, job: Job, _user: User) -> None:
    """List what an audience is not told, and why, for the run's page."""
    parameters = _parameters(job)
    length_of(preview.items(parameters), parameters).require(formats()["html"])
    found = [asdict(held) for held in preview.held_back(parameters)]
    run.path.write_text(json.dumps(found), encoding="utf-8")


def _compare(run: Run, job: Job, user: User) -> None:
    """Compare an issued report with what the ledger says now."""
    report = access.visible_to(user, IssuedReport.objects.all()).filter(uuid=UUID(job.more["report"])).first()
    if report is None:
        raise PermissionDenied
    run.result = asdict(says_now(report))


def _sheet(run: Run, job: Job, user: User) -> None:
    """Make the handover sheet of some items, as a file."""
    writer, parameters = formats()[job.format], _parameters(job)
    items = access.visible_to(user, Item.objects.current()).filter(pk__in=job.more["items"])
    length_of(items, parameters).require(writer)
    report = handover.build(parameters, items, title=job.more["title"])
    progress.tell(progress.WRITING)
    save(report, writer, run.path)
    run.name, run.content_type = handover.file_name(parameters, writer), writer.CONTENT_TYPE


WORK: dict[str, Work] = {
    "file": _file,
    "issue": _issue,
    "held": _held,
    "compare": _compare,
    "sheet": _sheet,
}
