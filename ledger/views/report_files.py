"""The files of reports: shown in the page, downloaded, or as they were when they were issued."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ledger.models import IssuedReport
from ledger.recording import file_of
from ledger.reports.issuing import file_name, written
from ledger.reports.question import Question
from ledger.reports.writers import Writer, formats
from ledger.views.base import Page
from ledger.views.reports import Asking

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


class ReportFile(Asking):
    """A report as it stands, as a download; one that cannot be asked leads to its page, which says why."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        writer = self.writer(kwargs["format"])
        question = self.question
        if question is None:
            asked = request.GET.urlencode()
            return redirect(f"{reverse('ledger:report-kind', args=[self.kind.KIND])}?{asked}")
        return self.answer(question, writer)

    def answer(self, question: Question, writer: Writer) -> HttpResponse:
        """The file."""
        content = written(self.kind.build(question), writer)
        name = file_name(self.kind.KIND, question, writer)
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=writer.CONTENT_TYPE, headers=headers)


class ReportPreview(ReportFile):
    """The HTML of a report, read in the page or on its own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs | {"format": "html"})

    def answer(self, question: Question, writer: Writer) -> HttpResponse:
        content = written(self.kind.build(question), writer)
        return HttpResponse(content, content_type=writer.CONTENT_TYPE, headers=HEADERS)


class IssuedFile(Page):
    """The file of an issued report as it was kept; 404 where there is none that the person may see."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report: IssuedReport = self.row(IssuedReport.objects.all(), uuid=kwargs["uuid"])  # type: ignore[assignment]
        writer = formats().get(report.format)
        try:
            content = file_of(report).read_bytes()
        except FileNotFoundError:
            raise Http404 from None
        name = f"{report.kind}-{report.uuid}{writer.EXTENSION if writer else ''}"
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
        content_type = writer.CONTENT_TYPE if writer else "application/octet-stream"
        return HttpResponse(content, content_type=content_type, headers=headers)
