"""Reports issued for others: the page of one, and whether a file is one of them."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ledger.actions.kept_files import why_not
from ledger.forms.reports import VerifyForm
from ledger.models import IssuedReport
from ledger.presentation import wording
from ledger.recording import uploads
from ledger.reports import kinds
from ledger.reports.issuing import is_long_to_ask, says_now, words_of
from ledger.reports.jobs import Job
from ledger.reports.parameter_form import ReportForm
from ledger.reports.runs import TooManyRuns
from ledger.reports.verifying import NotLookedAt, Verdict, Verified, verify
from ledger.views.base import LedgerView
from ledger.views.issued_rows import told
from ledger.views.reports import go_on_beside
from ledger.vocabulary import ReportLength


class IssuedReportView(LedgerView):
    """Show one issued report: what it was asked, for whom, by whom, its digest and seal, and what the ledger
    says now.
    """

    template_name = "ledger/report_issued.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        report = self.row(IssuedReport.objects.select_related("issued_by", "seal"), uuid=kwargs["uuid"])
        now = None if is_long_to_ask(report) else says_now(report)
        return super().get_context_data(
            told=told([report], self.rows)[0],
            report=report,
            spoken=wording.language(report.language),
            parameters=_shown(report),
            dialogues=report.dialogues,
            file_fault=why_not(uploads.state_of(report.sha256)),
            now=now,
            again={} if now and now.fault else _again(report),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        """Ask the ledger again beside the request, where that takes long."""
        report = self.row(IssuedReport.objects.all(), uuid=kwargs["uuid"])
        address = report.get_absolute_url()
        if not is_long_to_ask(report):
            return redirect(address)  # its page says so itself
        job = Job(user=self.user.pk, language=get_language() or "en", more={"report": str(report.uuid)})
        kind = kinds().get(report.kind)
        words = {"report": _(kind.LABEL) if kind else report.kind}
        within = frozenset(report.dialogues.values_list("pk", flat=True))
        label = _("%(report)s: what the ledger says now") % words
        try:
            return go_on_beside(self.user, job, label=label, asked=address, within=within, what="compare")
        except TooManyRuns as refused:
            messages.error(request, str(refused))
        return redirect(address)


def _shown(report: IssuedReport) -> list[tuple[str, str]]:
    """Return what the report was asked: each parameter by its label and in the order of the form, its words as typed.

    A parameter that is not asked any more comes last, by its name.
    """
    labels = {name: str(field.label) for name, field in ReportForm.base_fields.items()}
    asked = report.parameters
    names = [*(name for name in labels if name in asked), *sorted(asked.keys() - labels)]
    return [(labels.get(name, name), _words(asked[name])) for name in names]


def _words(asked: str | list[str]) -> str:
    return ", ".join(asked) if isinstance(asked, list) else str(asked)


def _again(report: IssuedReport) -> dict[str, str]:
    """Find where the same question is asked: as known then, for the same day as known now, and for today."""
    page = reverse("ledger:report-kind", args=[report.kind])
    asked, kind = words_of(report), kinds().get(report.kind)
    if kind and "length" in kind.TAKES:  # whose page would begin with the brief
        asked.setdefault("length", ReportLength.FULL.value)
    then = asked | {"known_at": report.known_at.isoformat()}
    today = {name: words for name, words in asked.items() if name != "as_of"}
    questions = {"then": then, "now": asked, "today": today}
    return {name: f"{page}?{urlencode(words, doseq=True)}" for name, words in questions.items()}


class VerifyReportView(LedgerView):
    """Whether a file is one of ours: it is looked at and not kept."""

    template_name = "ledger/report_verify.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(**{"form": VerifyForm()} | kwargs)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the file; a report of dialogues that the person may not see is as good as none."""
        form = VerifyForm(request.POST, request.FILES)
        limit = settings.LEDGER_MAX_UPLOAD_MB * 2**20
        if form.is_valid() and form.cleaned_data["file"].size > limit:
            form.add_error("file", _("The file is larger than %(limit)s.") % {"limit": filesizeformat(limit)})
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            found = verify(form.cleaned_data["file"].read(), self.rows(IssuedReport.objects.all()))
        except NotLookedAt as reason:
            form.add_error("file", str(reason))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self.render_to_response(self.get_context_data(form=form, found=found, **self._said(found)))

    def _said(self, found: Verified) -> dict[str, Any]:
        """Return the verdict in a sentence, and the reports with what the ledger says of the newest now."""
        says = {
            Verdict.UNCHANGED: _("This file is a report of ours, unchanged."),
            Verdict.DERIVED: _("This file was made from a report of ours, and has been changed since."),
            Verdict.UNKNOWN: _("This file is none of our reports, as far as you may see them."),
        }
        newest = found.reports[0] if found.reports else None
        return {
            "says": says[found.verdict],
            "verdict": found.verdict.value,
            "told": told(found.reports, self.rows),
            "report": newest,
            "now": says_now(newest) if newest and not is_long_to_ask(newest) else None,
        }
