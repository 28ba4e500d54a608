"""The files that entries rest on, handed to people who may see them: to be kept, never to be run by the browser."""

import io
import logging
import re
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger import access
from ledger.models import Evidence
from ledger.recording import is_file_redacted, uploads
from ledger.recording.file_types import ENDINGS, TEXT
from ledger.views.kept_files import refusal

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


@login_required
@require_safe
def evidence_file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Hand out the file of a piece of evidence, as an attachment.

    404 where there is none or the person may not see it, whichever it is; 410 once it was redacted or where it is
    missing on the server, 409 where it is not the one that was kept.
    """
    pieces = access.visible_to(request.user, Evidence.objects.all())
    rows = pieces.select_related("entry__item").prefetch_related("entry__texts").exclude(file_sha256="")
    evidence: Evidence = get_object_or_404(rows, uuid=uuid)
    if is_file_redacted(evidence):
        return HttpResponse(
            _("This file was redacted."), status=410, content_type="text/plain; charset=utf-8"
        )
    return _attachment(evidence)


def _attachment(evidence: Evidence) -> HttpResponseBase:
    try:
        stream = io.BytesIO(uploads.read(evidence.file_sha256))
    except uploads.NotAsKept as fault:
        log.exception("The file of evidence %s is not as it was kept.", evidence.uuid)
        return refusal(fault)
    kept_type = evidence.file_type if evidence.file_type in ENDINGS else "application/octet-stream"
    content_type = f"{kept_type}; charset=utf-8" if kept_type == TEXT else kept_type
    return FileResponse(
        stream, as_attachment=True, filename=name_of(evidence), content_type=content_type, headers=HEADERS
    )


def name_of(evidence: Evidence) -> str:
    """Return a name to keep the file by: the one it came with, fit for any system, with an ending true to its
    content.
    """
    fallback = f"{evidence.entry.item.ref}-{evidence.entry.sequence}-{evidence.position + 1}"
    given = UNNAMEABLE.sub("_", evidence.text("file_name")).strip(" ._") or fallback
    endings = ENDINGS.get(evidence.file_type, ("",))
    is_true = given.lower().endswith(endings)
    return given[-150:] if is_true else f"{given[:150]}{endings[0]}"
