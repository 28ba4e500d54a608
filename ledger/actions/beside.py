"""Imports looked at and written in a process of their own (background jobs of ``reports.runs``).

How far a writing is stands in a file beside the run's: its transaction holds the database, where the run is kept.
"""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ledger import access
from ledger.importing.drafts import StaleImport, look_at_draft, write_draft
from ledger.models import ImportDraft, User
from ledger.recording import RuleViolation
from ledger.recording.uploads import passing
from ledger.reports.jobs import Job, Work
from ledger.reports.runs import Run

LOOK, WRITE = "import-look", "import-write"


def progress_path(run: str) -> Path:
    """Return where a run says how many rows it has written."""
    return passing() / f"{run}.progress"


def rows_done(run: Run) -> int:
    """Return how many rows a run has written so far."""
    try:
        return int(progress_path(run.uuid).read_text() or 0)
    except (FileNotFoundError, ValueError):
        return 0


def _look(run: Run, job: Job, user: User) -> None:
    """Find what an import would do, and keep it on its draft."""
    look_at_draft(user=user, draft=_draft(job, user))
    run.result = {"looked": True}


def _write(run: Run, job: Job, user: User) -> None:
    """Write an import."""
    path = progress_path(run.uuid)
    try:
        draft = _draft(job, user)
        outcome = write_draft(user=user, draft=draft, skips_bad=bool(job.more["skips_bad"]), told=_told(path))
    except StaleImport as stale:
        raise RuleViolation({"import": str(stale)}) from stale
    finally:
        path.unlink(missing_ok=True)
    run.result = {"written": outcome.written is not None}


def _told(path: Path) -> Callable[[int], None]:
    def tell(done: int) -> None:
        path.write_text(str(done))

    return tell


def _draft(job: Job, user: User) -> ImportDraft:
    rows = access.visible_to(user, ImportDraft.objects.select_related("dialogue"))
    draft: ImportDraft | None = rows.filter(uuid=UUID(job.more["draft"])).first()
    if draft is None:
        raise PermissionDenied
    if draft.version != job.more["version"]:
        raise RuleViolation({"import": _("The import was saved anew meanwhile: look at it again.")})
    return draft


WORK_BESIDE: dict[str, Work] = {LOOK: _look, WRITE: _write}
"""What is done here, by the name of the work."""
