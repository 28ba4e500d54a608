"""Reports: which kinds there are, what one is asked, how it looks, what is held back, and issuing it for others."""

from dataclasses import asdict, dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ledger.filters.searched import FOUND_ROWS, OfferedRow, rows_bearing
from ledger.forms.fields import RequiredSelect
from ledger.forms.reports import IssueForm
from ledger.models import Dialogue, IssuedReport, User
from ledger.presentation import wording
from ledger.recording import RuleViolation
from ledger.reports import ReportKind, kinds, preview
from ledger.reports.issuing import issue
from ledger.reports.jobs import Job, as_given
from ledger.reports.limits import TooLong, length_of, too_narrow
from ledger.reports.parameter_form import ReportForm, only_dialogue
from ledger.reports.parameters import ReportParameters
from ledger.reports.runs import TooManyRuns, runs_of, start
from ledger.reports.writers import Writer, formats
from ledger.typed_text import alphabetical
from ledger.views.base import LedgerView
from ledger.views.issued_rows import told
from ledger.views.report_lists import OFFERED
from ledger.vocabulary import Audience, Permission, ReportLength

SHOWN = 25
"""How many issued reports a page lists."""


@dataclass(frozen=True)
class ReportKindChoice:
    """A kind of report to choose."""

    name: str
    label: str
    is_internal: bool

    @property
    def address(self) -> str:
        return reverse("ledger:report-kind", args=[self.name])


def choices() -> list[ReportKindChoice]:
    """Return all kinds, by their names in the language of the page."""
    found = [ReportKindChoice(name, _(kind.LABEL), kind.IS_INTERNAL) for name, kind in kinds().items()]
    return sorted(found, key=lambda one: alphabetical(one.label))


class ReportListView(LedgerView):
    """The kinds to choose from, and the reports issued before, the newest first: ``?before=`` leads to older ones."""

    template_name = "ledger/report_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        reports = self.rows(IssuedReport.objects.all()).select_related("issued_by")
        shown = list(self._page(reports))
        last = shown[SHOWN - 1] if len(shown) > SHOWN else None
        return super().get_context_data(
            choices=choices(),
            issued=told(shown[:SHOWN], self.rows),
            older=f"?{urlencode({'before': last.pk})}" if last else "",
            newest="?" if "before" in self.request.GET else "",
            runs=runs_of(self.user),
            **kwargs,
        )

    def _page(self, reports: QuerySet[IssuedReport]) -> QuerySet[IssuedReport]:
        before = self.request.GET.get("before", "")
        if before.isdecimal() and len(before) < 19:
            reports = reports.filter(pk__lt=int(before))
        return reports.order_by("-pk")[: SHOWN + 1]


class ReportParametersView(LedgerView):
    """A page about one kind of report and what it is asked in the address; 404 for a kind that there is not."""

    kind: ReportKind
    default_length = ReportLength.FULL
    """How long a report is whose address does not say so: an address of a file stays what it was."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if kwargs["kind"] not in kinds():
            raise Http404
        self.kind = kinds()[kwargs["kind"]]
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> ReportForm:
        """What was asked; empty where nothing was and the kind needs something."""
        language, codes = (get_language() or "en")[:2], [dialogue.code for dialogue in self.rights.dialogues]
        asked = self.request.GET.copy() if self.request.GET or not self.kind.NEEDS else None
        if asked is not None:
            asked.setdefault("language", language)  # what is shown as chosen is what is asked
            if "length" in self.kind.TAKES:
                asked.setdefault("length", self.default_length)
            for name, code in only_dialogue(self.kind, asked.dict(), codes).items():
                asked[name] = code
        given = {"audience": Audience.INTERNAL, "language": language}
        if "length" in self.kind.TAKES:
            given["length"] = self.default_length
        if len(codes) == 1:
            given["dialogue"] = codes[0]
        form = ReportForm(asked, kind=self.kind, within=self.within, reader=self.user, initial=given)
        source = reverse("ledger:report-offered", args=[self.kind.KIND, "FIELD"])
        form.show(self.offered(), RequiredSelect, source=source)
        return form

    def offered(self) -> dict[str, list[OfferedRow]]:
        """Return the rows of the form's lists: none where it is not shown."""
        return {}

    @property
    def within(self) -> frozenset[int]:
        """The dialogues that the person may know of."""
        return frozenset(dialogue.pk for dialogue in self.rights.dialogues)

    @cached_property
    def parameters(self) -> ReportParameters | None:
        """What is asked, or None where it is not asked yet or what was typed is no good: the form says why."""
        return self.form.parameters() if self.form.is_valid() else None

    def beside(
        self,
        parameters: ReportParameters,
        label: str,
        what: str,
        writer: Writer | None = None,
        **more: object,
    ) -> HttpResponseBase:
        """Make a long one beside the request; leads to the page that shows how far it is. Raises TooManyRuns."""
        within = self.within if parameters.series is None else frozenset([parameters.series.pk])
        job = Job(
            user=self.user.pk,
            language=get_language() or "en",
            kind=self.kind.KIND,
            format=writer.FORMAT if writer else "",
            asked=as_given(parameters),
            more=more,
        )
        asked = f"{reverse('ledger:report-kind', args=[self.kind.KIND])}?{self.request.GET.urlencode()}"
        return go_on_beside(self.user, job, label=label, asked=asked, within=within, what=what)

    def writer(self, name: str) -> Writer:
        """Return the writer of a format; 404 for one that there is not."""
        if name not in formats():
            raise Http404
        return formats()[name]


def go_on_beside(user: User, job: Job, **run: Any) -> HttpResponseBase:
    """Begin a run (`runs.start` takes the rest); leads to its page. Raises TooManyRuns."""
    return redirect("ledger:report-run", start(user=user, job=asdict(job), **run).uuid)


class OfferedRowsView(ReportParametersView):
    """Answer ``?words=…`` with the rows of a list that bear them, as JSON, which its script asks while one types."""

    def get(self, request: HttpRequest, *args: object, **kwargs: str) -> JsonResponse:
        if kwargs["field"] not in OFFERED or kwargs["field"] not in (*self.kind.NEEDS, *self.kind.TAKES):
            raise Http404
        found = rows_bearing(OFFERED[kwargs["field"]](self), request.GET.get("words", ""))
        rows = [{"value": row.value, "label": row.label} for row in found[:FOUND_ROWS]]
        return JsonResponse({"rows": rows, "count": len(found)})


class ReportView(ReportParametersView):
    """Ask one kind of report; then show how it looks, in which formats, for whom, and issue it."""

    template_name = "ledger/report.html"
    default_length = ReportLength.BRIEF

    def offered(self) -> dict[str, list[OfferedRow]]:
        """Return the rows that the parameters of the kind may name, those of the person's dialogues alone."""
        takes = (*self.kind.NEEDS, *self.kind.TAKES)
        return {name: list_rows(self) for name, list_rows in OFFERED.items() if name in takes}

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        parameters = self.parameters
        return super().get_context_data(
            **{
                "label": _(self.kind.LABEL),
                "choices": choices(),
                "form": self.form,
                "question": parameters,
                "issue_form": self.issue_form(),
                "behind": self._behind(),
            }
            | (self._answer(parameters) if parameters else {})
            | kwargs
        )

    def _behind(self) -> str:
        """Return the moment after which a slow writer keeps what was recorded out of the report; empty where
        none does.
        """
        if not self.form.is_bound or self.form.cleaned_data.get("known_at"):
            return ""
        return wording.moment(self.form.moment).label if self.form.snapshot.is_behind else ""

    def _answer(self, parameters: ReportParameters) -> dict[str, Any]:
        asked = cast("QueryDict", self.form.data).urlencode()
        length = length_of(self.kind.items(parameters), parameters)
        fit = [writer for writer in formats().values() if length.entries <= writer.MOST_ENTRIES]
        return {
            "waits": length.is_long(formats()["html"]),
            "preview": f"{reverse('ledger:report-preview', args=[self.kind.KIND])}?{asked}",
            "files": [
                (
                    writer.LABEL,
                    f"{reverse('ledger:report-file', args=[self.kind.KIND, writer.FORMAT])}?{asked}",
                )
                for writer in fit
            ],
            "too_long": [str(says) for says in too_narrow(length)],
            "audience": self._audience(parameters.audience, parameters),
            "may_issue": bool(fit) and self.may_issue(parameters),
            "others": self._for_others(parameters),
        } | self._held(parameters)

    def _audience(self, audience: Audience, parameters: ReportParameters) -> str:
        """Say for whom it is, with the code of the dialogue where the person knows of several."""
        several = len(self.rights.dialogues) > 1
        return wording.audience(audience, parameters.series.code if parameters.series and several else "")

    def _held(self, parameters: ReportParameters) -> dict[str, Any]:
        """Return what is held back, or the address that lists it beside the request where that takes long."""
        if parameters.is_internal:
            return {"held": None}
        if length_of(preview.items(parameters), parameters).is_long(formats()["html"]):
            return {"held": None, "held_page": f"?{self.request.GET.urlencode()}&held=1"}
        return {"held": preview.held_back(parameters)}

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Return the page; ``?held=1`` lists what a long report holds back, beside the request."""
        parameters = self.parameters
        if "held" in request.GET and parameters and not parameters.is_internal:
            length, html = length_of(preview.items(parameters), parameters), formats()["html"]
            try:
                length.require(html)
                if length.is_long(html):
                    label = _("%(report)s: what is held back") % {"report": _(self.kind.LABEL)}
                    return cast("HttpResponse", self.beside(parameters, label, "held"))
            except (TooLong, TooManyRuns) as refused:
                messages.error(request, str(refused))
        return super().get(request, *args, **kwargs)

    def _for_others(self, parameters: ReportParameters) -> list[tuple[str, str]]:
        """Return the same question for the other audiences: pairs of their names and the addresses."""
        if self.kind.IS_INTERNAL:
            return []
        found = []
        for audience in Audience:
            if audience is not parameters.audience:
                asked = self.request.GET.copy()
                asked["audience"] = audience.value
                found.append((self._audience(audience, parameters), f"?{asked.urlencode()}"))
        return found

    # --- Issuing

    def dialogues(self, parameters: ReportParameters) -> list[Dialogue]:
        """Return the dialogues that the report may tell of."""
        return [parameters.series] if parameters.series else self.rights.dialogues

    def may_issue(self, parameters: ReportParameters) -> bool:
        """Tell whether the person may issue it: in every dialogue that it may tell of."""
        return all(self.rights.may(Permission.ISSUE, dialogue) for dialogue in self.dialogues(parameters))

    def post(self, request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        """Issue the report that the address asks for; what is refused is shown beside what was typed."""
        if not self.rights.may_somewhere(Permission.ISSUE):
            raise PermissionDenied
        parameters = self.parameters
        if parameters is None:
            return self.render_to_response(self.get_context_data(**kwargs), status=422)
        form = self.issue_form(request.POST)
        if form.is_valid():
            length, writer = (
                length_of(self.kind.items(parameters), parameters),
                self.writer(form.cleaned_data["format"]),
            )
            try:
                length.require(writer)
                if length.is_long(writer):
                    return self._issue_beside(parameters, form, writer)
                report = self._issue(parameters, form)
            except (TooLong, TooManyRuns) as refused:
                form.add_error(None if isinstance(refused, TooManyRuns) else "format", str(refused))
            except RuleViolation as refused:
                form.refuse(refused.fields)
            else:
                messages.success(request, _("The report is issued and kept."))
                return redirect("ledger:report-issued", report.uuid)
        context = self.get_context_data(issue_form=form, **kwargs)
        return self.render_to_response(context, status=422)

    def _issue(self, parameters: ReportParameters, form: IssueForm) -> IssuedReport:
        return issue(
            user=self.user,
            kind=self.kind,
            parameters=parameters,
            writer=self.writer(form.cleaned_data["format"]),
            dialogues=self.dialogues(parameters),
            **self._with_it(form),
        )

    def _with_it(self, form: IssueForm) -> dict[str, Any]:
        """Return what is kept with an issued report."""
        return {
            "is_known_then": bool(self.form.cleaned_data["known_at"]),
            "recipient": form.cleaned_data["recipient"],
            "note": form.cleaned_data["note"],
        }

    def _issue_beside(
        self, parameters: ReportParameters, form: IssueForm, writer: Writer
    ) -> HttpResponseBase:
        """Issue a long one beside the request; who may not is told so before. Raises TooManyRuns."""
        if not self.may_issue(parameters):
            raise PermissionDenied
        label = _("%(report)s, to be issued") % {"report": _(self.kind.LABEL)}
        return self.beside(parameters, label, "issue", writer, **self._with_it(form))

    def issue_form(self, data: QueryDict | None = None) -> IssueForm:
        """Return what is kept with an issued report."""
        named = [(writer.FORMAT, writer.LABEL) for writer in formats().values()]
        return IssueForm(data, formats=named, initial={"format": "pdf"}, prefix="issue")
