"""Kept files handed out as attachments, never to be run by the browser; and what is said where one cannot be."""

import io
import logging
import re
from dataclasses import dataclass

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from ledger.recording import uploads
from ledger.recording.file_types import ENDINGS, TEXT
from ledger.recording.uploads import NotAsKept

log = logging.getLogger(__name__)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A copy in a cache would outlive a redaction.
    "Cache-Control": "private, no-store",
}
UNNAMEABLE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]+')
"""What no name of a file holds on some system, and marks that would show its ending where it is not."""


@dataclass(frozen=True)
class Attachment:
    """A kept file to be handed out: its digest and type, the name it came with, and one for want of that."""

    sha256: str
    file_type: str
    given_name: str
    fallback: str

    @property
    def name(self) -> str:
        """A name to keep the file by: fit for any system, with an ending true to its content."""
        given = UNNAMEABLE.sub("_", self.given_name).strip(" ._") or self.fallback
        endings = ENDINGS.get(self.file_type, ("",))
        is_true = given.lower().endswith(endings)
        return given[-150:] if is_true else f"{given[:150]}{endings[0]}"


def handed_out(file: Attachment) -> HttpResponseBase:
    """Return the file as an attachment; 410 where it is missing on the server, 409 where it is not as it was kept."""
    try:
        return attached(file)
    except NotAsKept as fault:
        return refusal(fault)


def attached(file: Attachment) -> HttpResponseBase:
    """Return the file as an attachment. Raises NotAsKept where it is missing, or is not as it was kept."""
    try:
        stream = io.BytesIO(uploads.read(file.sha256))
    except NotAsKept:
        log.exception("The kept file %s is not as it was kept.", file.sha256)
        raise
    kept_type = file.file_type if file.file_type in ENDINGS else "application/octet-stream"
    content_type = f"{kept_type}; charset=utf-8" if kept_type == TEXT else kept_type
    return FileResponse(
        stream, as_attachment=True, filename=file.name, content_type=content_type, headers=HEADERS
    )


def redacted() -> HttpResponse:
    """Return the answer in place of a file that two people destroyed."""
    return HttpResponse(_("This file was redacted."), status=410, content_type="text/plain; charset=utf-8")


def why_not(state: uploads.KeptFile) -> str:
    """Explain why a kept file is not handed out, and what to do; empty where it is whole."""
    if state is uploads.KeptFile.WHOLE:
        return ""
    if state is uploads.KeptFile.GONE:
        return _(
            "The kept file is missing on the server: put it back from a backup. audit_ledger names every such file."
        )
    return _(
        "The kept file was changed on the server, so it is not handed out: put it back from a backup. "
        "audit_ledger names every such file."
    )


def refusal(fault: NotAsKept) -> HttpResponse:
    """Return the answer in place of the file: 410 where it is gone, 409 where other bytes have taken its place."""
    status = 410 if fault.state is uploads.KeptFile.GONE else 409
    return HttpResponse(why_not(fault.state), status=status, content_type="text/plain; charset=utf-8")
