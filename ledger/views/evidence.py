"""The files that entries rest on, handed to people who may see them."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ledger import access
from ledger.actions.kept_files import Attachment, handed_out, redacted
from ledger.models import Evidence
from ledger.recording import is_file_redacted


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
        return redacted()
    fallback = f"{evidence.entry.item.ref}-{evidence.entry.sequence}-{evidence.position + 1}"
    return handed_out(
        Attachment(evidence.file_sha256, evidence.file_type, evidence.text("file_name"), fallback)
    )
