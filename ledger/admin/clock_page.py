"""The page on which two people close stamps that a wrong clock put into the future (``recording.correcting_clock``)."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger import access
from ledger.forms.clock import ClockDecisionForm, ClockRequestForm
from ledger.models import ClockCorrection, ClockCorrectionRequest, Seal
from ledger.recording import (
    RuleViolation,
    approve_clock_correction,
    clock,
    days_ahead,
    decline_clock_correction,
    may_correct_clock,
    request_clock_correction,
)

AHEAD_SHOWN = 50
"""How many entries whose day lies ahead the page lists of each correction."""


def clock_page(request: HttpRequest) -> HttpResponse:
    """Show the clock beside the newest stamp and what was closed; ask, approve or decline. For who may correct it."""
    if not may_correct_clock(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    waiting = ClockCorrectionRequest.objects.filter(decided_by=None).select_related("requested_by").first()
    form_class = ClockDecisionForm if waiting else ClockRequestForm
    form = form_class(request.POST or None, initial={"wanted": waiting.pk if waiting else None})
    if request.method == "POST" and (done := _write(request, form, waiting)):
        messages.success(request, done)
        return HttpResponseRedirect(reverse("admin:ledger_seal_clock"))
    return TemplateResponse(request, "admin/ledger/clock.html", _context(request, form, waiting))


def _write(request: HttpRequest, form: ClockDecisionForm, waiting: ClockCorrectionRequest | None) -> str:
    """Do what the button says; a sentence on what was done, or nothing where the form says why not."""
    if not form.is_valid():
        return ""
    if form.cleaned_data["wanted"] != (waiting.pk if waiting else None):
        form.add_error(None, _("Somebody else was here meanwhile: look at what is asked now."))
        return ""
    given: dict[str, Any] = {"user": request.user}
    try:
        if waiting is None:
            given |= {"reason": form.cleaned_data["reason"], "today": form.cleaned_data["today"]}
            request_clock_correction(**given)
            return _("It is asked for: a second person approves it here.")
        if request.POST.get("do") == "decline":
            decline_clock_correction(**given, request=waiting)
            return _("It is declined; every stamp stays as it is.")
        approve_clock_correction(**given, request=waiting, today=form.cleaned_data["today"])
    except RuleViolation as broken:
        form.refuse(broken.fields)
        return ""
    return _("The false stamps are closed: what is recorded from now on bears true time.")


def _context(
    request: HttpRequest, form: ClockDecisionForm, waiting: ClockCorrectionRequest | None
) -> dict[str, Any]:
    found = clock.look()
    corrections = ClockCorrection.objects.select_related("requested_by", "approved_by").order_by("-pk")
    return {
        **admin.site.each_context(request),
        "title": _("The ledger's clock"),
        "opts": Seal._meta,
        "form": form,
        "now": clock.in_words(found.now),
        "newest": clock.in_words(found.newest) if found.newest else "",
        "is_ahead": found.is_ahead,
        "waiting": waiting,
        "is_own": waiting is not None and waiting.requested_by_id == request.user.pk,
        "corrections": [
            {
                "row": correction,
                "corrected_at": clock.in_words(correction.corrected_at),
                "until": clock.in_words(correction.until),
                "ahead": list(access.visible_to(request.user, days_ahead(correction))[:AHEAD_SHOWN]),
            }
            for correction in corrections
        ],
    }
