"""Kept files that cannot be handed out, since they are not on the server as they were kept."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ledger.recording.uploads import KeptFile, NotAsKept


def why_not(state: KeptFile) -> str:
    """Explain why a kept file is not handed out, and what to do; empty where it is whole."""
    if state is KeptFile.WHOLE:
        return ""
    if state is KeptFile.GONE:
        return _(
            "The kept file is missing on the server: put it back from a backup. audit_ledger names every such file."
        )
    return _(
        "The kept file was changed on the server, so it is not handed out: put it back from a backup. "
        "audit_ledger names every such file."
    )


def refusal(fault: NotAsKept) -> HttpResponse:
    """Return the answer in place of the file: 410 where it is gone, 409 where other bytes have taken its place."""
    status = 410 if fault.state is KeptFile.GONE else 409
    return HttpResponse(why_not(fault.state), status=status, content_type="text/plain; charset=utf-8")
