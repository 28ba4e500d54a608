"""The files of reports: shown in the page, downloaded, or as they were when they were issued."""

import json
import logging
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.actions.beside import WORK_BESIDE
from ledger.actions.kept_files import refusal
from ledger.models import IssuedReport
from ledger.recording import uploads
from ledger.reports.issuing import Now, file_name, written
from ledger.reports.limits import TooLong, length_of
from ledger.reports.parameters import ReportParameters
from ledger.reports.preview import HeldBack
from ledger.reports.runs import DONE, Run, TooManyRuns, run_of
from ledger.reports.writers import Writer, formats
from ledger.views.base import LedgerView, LedgerViewMixin
from ledger.views.reports import ReportParametersView

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""A report carries its own style; no script runs beside it, and only our own pages may frame it."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


class ReportFileView(ReportParametersView):
    """A report as it stands, as a download; one that cannot be asked leads to its page, which says why."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        writer = self.writer(self.format)
        parameters = self.parameters
        if parameters is None:
            return self._to_page()
        length = length_of(self.kind.items(parameters), parameters)
        try:
            length.require(writer)
            if length.is_long(writer):
                label = f"{_(self.kind.LABEL)} ({writer.LABEL})"
                return cast("HttpResponse", self.beside(parameters, label, "file", writer))
        except (TooLong, TooManyRuns) as refused:
            messages.error(self.request, str(refused))
            return self._to_page()
        return self.answer(parameters, writer)

    @property
    def format(self) -> str:
        """The name of the format that is asked for."""
        return str(self.kwargs["format"])

    def _to_page(self) -> HttpResponse:
        """Redirect to the page that asks the same."""
        asked = self.request.GET.urlencode()
        return redirect(f"{reverse('ledger:report-kind', args=[self.kind.KIND])}?{asked}")

    def answer(self, parameters: ReportParameters, writer: Writer) -> HttpResponse:
        """Return the file."""
        content = written(self.kind.build(parameters), writer)
        name = file_name(self.kind.KIND, parameters, writer)
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=writer.CONTENT_TYPE, headers=headers)


class ReportPreviewView(ReportFileView):
    """The HTML of a report, read in the page or on its own."""

    @property
    def format(self) -> str:
        return "html"

    def answer(self, parameters: ReportParameters, writer: Writer) -> HttpResponse:
        content = written(self.kind.build(parameters), writer)
        return HttpResponse(content, content_type=writer.CONTENT_TYPE, headers=HEADERS)


class IssuedFileView(LedgerView):
    """The file of an issued report as it was kept; 404 where there is none that the person may see.

    410 where it is missing on the server, 409 where other bytes are in its place: those leave under no report's name.
    """

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        report = self.row(IssuedReport.objects.all(), uuid=self.kwargs["uuid"])
        writer = formats().get(report.format)
        try:
            content = uploads.read(report.sha256)
        except uploads.NotAsKept as fault:
            log.exception("The file of issued report %s is not as it was kept.", report.uuid)
            return refusal(fault)
        name = f"{report.kind}-{report.uuid}{writer.EXTENSION if writer else ''}"
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
        content_type = writer.CONTENT_TYPE if writer else "application/octet-stream"
        return HttpResponse(content, content_type=content_type, headers=headers)


class RunView(LedgerView):
    """Show how far a long report is; 404 for another person's, or of dialogues that the person has lost."""

    template_name = "ledger/report_run.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        run = own_run(self, self.kwargs["uuid"])
        return redirect(run.asked) if run.what in WORK_BESIDE else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        run = own_run(self, self.kwargs["uuid"])
        is_done = run.state == DONE and not run.has_stopped
        held = _held(run) if is_done and run.what == "held" else None
        now = Now(**run.result) if is_done and run.what == "compare" else None
        return super().get_context_data(run=run, held=held, now=now, **kwargs)


def _held(run: Run) -> list[HeldBack]:
    """Return what the run found to be held back."""
    return [HeldBack(**row) for row in json.loads(run.path.read_text(encoding="utf-8"))]


class RunFileView(LedgerViewMixin):
    """The file of a long report, sent as it is read; 404 until it is there."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> FileResponse:
        run = own_run(self, self.kwargs["uuid"])
        if not run.name:
            raise Http404
        try:
            stream = run.path.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        answer = FileResponse(stream, content_type=run.content_type)
        for name, value in (HEADERS | {"Content-Disposition": f'attachment; filename="{run.name}"'}).items():
            answer[name] = value
        return answer


def own_run(page: LedgerViewMixin, uuid: UUID) -> Run:
    """Return one of the person's runs, as long as all of its dialogues are open to them."""
    run = run_of(page.user, uuid)
    if run is None or not set(run.within) <= {dialogue.pk for dialogue in page.rights.dialogues}:
        raise Http404
    return run
