"""Reports: which kinds there are, any of them in any format, and those that were issued for others."""

from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.actions.kept_files import why_not
from ledger.api.base import LedgerApiView
from ledger.api.fields import WordCodeField
from ledger.api.pages import RowDetailView, RowListView
from ledger.api.problems import InvalidQuery, problem
from ledger.api.serializers import PersonSerializer
from ledger.models import IssuedReport
from ledger.recording import uploads
from ledger.reports import ReportKind, kinds
from ledger.reports.issuing import file_name, written
from ledger.reports.jobs import Job, as_given
from ledger.reports.limits import length_of
from ledger.reports.parameter_form import ReportForm, only_dialogue
from ledger.reports.parameters import PARAMETERS, ReportParameters
from ledger.reports.runs import DONE, Run, run_of, start
from ledger.reports.writers import Writer, formats
from ledger.vocabulary import Audience, Language, ReportLength

HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}


class ReportKindSerializer(serializers.Serializer[Any]):
    """A kind of report, what it needs to be asked, and what it takes besides."""

    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # named as the framework's own
    needs = serializers.ListField(child=serializers.CharField())
    takes = serializers.ListField(child=serializers.CharField())
    is_internal = serializers.BooleanField()
    formats = serializers.ListField(child=serializers.CharField())


class IssuedReportSerializer(serializers.Serializer[Any]):
    """A report as it was handed out."""

    uuid = serializers.UUIDField()
    kind = serializers.CharField()
    parameters = serializers.JSONField()
    audience = WordCodeField(Audience)
    language = WordCodeField(Language)
    format = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    known_at = serializers.DateTimeField()
    issued_at = serializers.DateTimeField()
    issued_by = PersonSerializer()
    recipient = serializers.CharField()
    note = serializers.CharField()
    file = serializers.SerializerMethodField()

    def get_file(self, report: IssuedReport) -> str:
        """Return where its file is handed out."""
        return reverse("api:issued-report-file", args=[report.uuid])


class ReportRunSerializer(serializers.Serializer[Any]):
    """A long report being made, or made: its file is there once `state` is done."""

    uuid = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]  # named as the framework's own
    state = serializers.CharField()
    has_stopped = serializers.BooleanField()
    why = serializers.CharField()
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    file = serializers.SerializerMethodField()

    def get_file(self, run: Run) -> str:
        """Return where its file is handed out; empty until it is there."""
        is_there = run.state == DONE and not run.has_stopped and bool(run.name)
        return reverse("api:report-run-file", args=[run.uuid]) if is_there else ""


class ReportKindListApi(LedgerApiView):
    """The kinds of report."""

    serializer_class = ReportKindSerializer
    is_list = True

    def get(self, request: Request) -> Response:
        rows = [
            {
                "kind": name,
                "label": _(kind.LABEL),
                "needs": kind.NEEDS,
                "takes": kind.TAKES,
                "is_internal": kind.IS_INTERNAL,
                "formats": list(formats()),
            }
            for name, kind in kinds().items()
        ]
        return Response({"next": None, "results": rows})


ASKED = (*PARAMETERS, "known_at", "audience", "language")


class ReportFileApi(LedgerApiView):
    """A report of any kind in any format, as it stands. One that takes long is made beside: 202, and where it is.

    What is long or cannot be made is refused as on the page, and nobody is told more than the audience may know.
    """

    is_file = True
    run_serializer = ReportRunSerializer
    parameters = tuple(OpenApiParameter(name, str) for name in ASKED)

    def get(self, request: Request, kind: str, file_format: str) -> HttpResponseBase:
        if kind not in kinds() or file_format not in formats():
            raise Http404
        report_kind, writer = kinds()[kind], formats()[file_format]
        parameters = self._parameters(report_kind)
        length = length_of(report_kind.items(parameters), parameters)
        length.require(writer)
        if length.is_long(writer):
            return self._beside(report_kind, parameters, writer)
        content = written(report_kind.build(parameters), writer)
        name = file_name(kind, parameters, writer)
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=writer.CONTENT_TYPE, headers=headers)

    @cached_property
    def within(self) -> frozenset[int]:
        """The dialogues that the person may know of."""
        return frozenset(dialogue.pk for dialogue in self.rights.dialogues)

    def _parameters(self, kind: ReportKind) -> ReportParameters:
        asked = self.request.query_params.copy()
        if unknown := sorted(asked.keys() - {*ASKED}):
            says = _("There is no parameter “%(name)s”.")
            raise InvalidQuery((name, says % {"name": name}) for name in unknown)
        codes = [dialogue.code for dialogue in self.rights.dialogues]
        asked.setdefault("language", get_language() or Language.EN)
        if "length" in kind.TAKES:
            asked.setdefault("length", ReportLength.FULL)
        for name, code in only_dialogue(kind, asked.dict(), codes).items():
            asked[name] = code
        form = ReportForm(asked, kind=kind, within=self.within, reader=self.user)
        if not form.is_valid():
            raise InvalidQuery.of(form.errors)
        return form.parameters()

    def _beside(self, kind: ReportKind, parameters: ReportParameters, writer: Writer) -> Response:
        """Begin to make a long one beside the request. Raises TooManyRuns."""
        within = self.within if parameters.series is None else frozenset([parameters.series.pk])
        job = Job(
            user=self.user.pk,
            language=get_language() or Language.EN,
            kind=kind.KIND,
            format=writer.FORMAT,
            asked=as_given(parameters),
            more={},
        )
        page = f"{reverse('ledger:report-kind', args=[kind.KIND])}?{self.request.query_params.urlencode()}"
        label = f"{_(kind.LABEL)} ({writer.LABEL})"
        run = start(user=self.user, job=asdict(job), label=label, asked=page, within=within, what="file")
        headers = {"Location": reverse("api:report-run", args=[run.uuid])}
        return Response(ReportRunSerializer(run).data, status=status.HTTP_202_ACCEPTED, headers=headers)


class ReportRunApi(RowDetailView):
    """A long report of one's own that is being made."""

    serializer_class = ReportRunSerializer

    def find(self) -> Run:
        run = run_of(self.user, self.kwargs["uuid"])
        if run is None or not set(run.within) <= {dialogue.pk for dialogue in self.rights.dialogues}:
            raise Http404
        return run


class ReportRunFileApi(ReportRunApi):
    """The file of a long report of one's own."""

    is_file = True

    def get(self, request: Request, *args: object, **kwargs: object) -> HttpResponseBase:  # type: ignore[override]
        run = self.find()
        if not run.name:
            raise Http404
        try:
            stream = run.path.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="{run.name}"'}
        return FileResponse(stream, content_type=run.content_type, headers=headers)


class IssuedReportListApi(RowListView):
    """The reports issued from one's dialogues, the newest first."""

    serializer_class = IssuedReportSerializer
    keys = ("-pk",)
    filters = {"kind": "kind", "sha256": "sha256"}

    def get_queryset(self) -> QuerySet[IssuedReport]:
        return self.rows(IssuedReport.objects.select_related("issued_by"))


class IssuedReportDetailApi(RowDetailView):
    """One issued report."""

    serializer_class = IssuedReportSerializer

    def find(self) -> IssuedReport:
        return self.row(IssuedReport.objects.select_related("issued_by"), uuid=self.kwargs["uuid"])


class IssuedReportFileApi(LedgerApiView):
    """The file of an issued report as it was kept: 410 where it is missing, 409 where it is not as it was kept."""

    is_file = True

    def get(self, request: Request, **kwargs: object) -> HttpResponseBase:
        report = self.row(IssuedReport.objects.all(), uuid=self.kwargs["uuid"])
        writer = formats().get(report.format)
        try:
            content = uploads.read(report.sha256)
        except uploads.NotAsKept as fault:
            return problem(410 if fault.state is uploads.KeptFile.GONE else 409, why_not(fault.state))
        name = f"{report.kind}-{report.uuid}{writer.EXTENSION if writer else ''}"
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
        content_type = writer.CONTENT_TYPE if writer else "application/octet-stream"
        return HttpResponse(content, content_type=content_type, headers=headers)
