"""A short form about one reference row, from request to response."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse

from ledger.admin.display import address
from ledger.forms.rows import RowForm
from ledger.recording import RuleViolation


def row_page(
    request: HttpRequest,
    row: Model,
    *,
    form_class: Callable[..., RowForm],
    write: Callable[[RowForm], str],
    title: str,
    about: str,
    template: str = "admin/ledger/row_page.html",
    leads_to: str = "",
    **beside: object,
) -> HttpResponse:
    """Show a form about the row, or do what it says and lead back to the row, or to ``leads_to``.

    ``form_class`` takes what was sent, or nothing; ``write`` does the act in a transaction and returns a sentence on
    what was done, or raises RuleViolation, whose sentences then stand at their fields; ``beside`` goes to the template.
    """
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    form = form_class(request.POST) if request.method == "POST" else form_class()
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                done = write(form)
        except RuleViolation as broken:
            form.refuse(broken.fields)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(leads_to or address(row))
    shown = {"form": form, "title": title, "about": about, "submit": title, "item_address": address(row)}
    return TemplateResponse(request, template, row_context(request, row) | shown | beside)


def row_context(request: HttpRequest, row: Model) -> dict[str, Any]:
    """Return what every page about one row tells its template."""
    return {**admin.site.each_context(request), "opts": row._meta, "row": row, "row_address": address(row)}
