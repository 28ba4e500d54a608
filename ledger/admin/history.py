"""The change log of reference rows as pages: what changed, and bringing an earlier version back.

A version is brought back by the row's own form, filled in with what it held: whatever the form refuses to an editor
(a fixed field, a rule, a row of another dialogue) it refuses here, too.
"""

from collections.abc import Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import quote
from django.db import IntegrityError
from django.db.models import Model
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.admin.row_pages import row_context, row_page
from ledger.admin.versions import (
    VersionWording,
    fields_of,
    keeps_log,
    log_of,
    saved_versions,
    state_of,
    versions_of,
)
from ledger.forms.rows import RevertForm
from ledger.presentation.timeline import FieldChange
from ledger.recording import RuleViolation

if TYPE_CHECKING:
    from ledger.admin.base import LedgerAdmin

REASON = "change_reason"
"""The field of a row's form that takes the reason for the change log."""


def log_address(row: Model) -> str:
    """Return the address of a row's change log."""
    return reverse(f"admin:ledger_{row._meta.model_name}_history", args=(quote(row.pk),))


def log_page(admin: "LedgerAdmin", request: HttpRequest, row: Model) -> HttpResponse:
    """Return what changed in a row, newest first, with a button for each earlier version where the person may edit."""
    context = {
        **row_context(request, row),
        "title": _("Change log"),
        "versions": versions_of(row, request),
        "may_revert": admin.has_change_permission(request, row),
        "parts": _parts(admin, request, row),
    }
    return TemplateResponse(request, "admin/ledger/row_log.html", context)


def _parts(admin: Any, request: HttpRequest, row: Model) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the rows that are edited on the row's page and have change logs of their own, by kind."""
    found = []
    for inline in admin.get_inline_instances(request, row):
        key = inline.get_formset(request, row).fk.name
        rows = inline.get_queryset(request).filter(**{key: row})
        named = [(str(row), log_address(row)) for row in rows if keeps_log(type(row))]
        found.append((str(inline.opts.verbose_name_plural), named))
    return [(label, rows) for label, rows in found if rows]


def revert_page(admin: "LedgerAdmin", request: HttpRequest, row: Model, version: int) -> HttpResponse:
    """Bring an earlier version of a row back, with a reason: what would change is shown first."""
    log = saved_versions(row)
    earlier = next((logged for logged in log if logged.history_id == version), None)
    if earlier is None:
        raise Http404
    reverting = _Reverting(admin, request, row, log[-1], earlier)
    return row_page(
        request,
        row,
        form_class=partial(RevertForm, initial={"seen": log[-1].history_id}),
        write=reverting.write,  # type: ignore[arg-type]
        title=_("Bring this version back"),
        about=_("Nothing is lost: that the version was brought back is a change like any other."),
        template="admin/ledger/row_revert.html",
        version=earlier,
        reverting=reverting,
        log_address=log_address(row),
    )


class _Reverting:
    """An earlier version on its way into the row's form."""

    def __init__(
        self, admin: "LedgerAdmin", request: HttpRequest, row: Model, newest: Any, earlier: Any
    ) -> None:
        self.admin, self.request, self.row = admin, request, row
        self.newest = newest
        self._states = state_of(newest), state_of(earlier)
        self._words = VersionWording(type(row), self._states, request)
        self._form_class = admin.get_form(request, row, change=True)
        self._fixed = set(admin.fixed_for(row))

    # --- What would change

    def _within(self, names: Iterable[str]) -> list[FieldChange]:
        now, then = self._states
        return self._words.changes(now, now | {name: then[name] for name in names if name in then})

    @property
    def changes(self) -> list[FieldChange]:
        """What would come back."""
        return self._within(self._form_class.base_fields)

    @property
    def kept(self) -> list[FieldChange]:
        """What stays as it is now, since it is changed by other means (a merge)."""
        others = {field.name for field in fields_of(type(self.row))} - self._fixed
        return self._within(others - set(self._form_class.base_fields))

    @cached_property
    def refusals(self) -> list[str]:
        """Why it cannot be brought back; empty where it can."""
        if fixed := self._within(self._fixed):
            sentence = _("“%(field)s” no longer changes, and was “%(before)s” then.")
            return [sentence % {"field": change.label, "before": change.after} for change in fixed]
        if not self.changes:
            return [_("The row says the same now as this version did.")]
        form = self._form(self.admin.get_object(self.request, str(self.row.pk)), "")
        return [_named(form, name, str(text)) for name, texts in form.errors.items() for text in texts]

    def _form(self, row: Model, reason: str) -> "ModelForm[Any]":
        now, then = self._states
        form: ModelForm[Any] = self._form_class({**now, **then, REASON: reason}, instance=row)
        form.is_guarded = False  # type: ignore[attr-defined]  # ``seen`` is asked about instead
        return form

    # --- Bringing it back

    def write(self, form: RevertForm) -> str:
        """Save the row as the version had it. Raises RuleViolation."""
        row = type(self.row)._default_manager.select_for_update().get(pk=self.row.pk)
        if log_of(row).last().history_id != form.cleaned_data["seen"]:
            form.data = {**form.data.dict(), "seen": str(self.newest.history_id)}  # type: ignore[attr-defined]
            raise RuleViolation(
                {"": _("Somebody changed the row since you looked: look again at what changes.")}
            )
        own = self._form(row, form.cleaned_data["reason"])
        if self.refusals or not own.is_valid():
            raise RuleViolation({"": " ".join(self.refusals) or _("This version cannot be brought back.")})
        try:
            self.admin.save_model(self.request, own.save(commit=False), own, True)
        except IntegrityError as refused:
            raise RuleViolation({"": _("This version breaks a rule of the ledger.")}) from refused
        own.save_m2m()
        self.admin.log_change(
            self.request, row, [{"changed": {"fields": [change.label for change in self.changes]}}]
        )
        return _("The version is back.")


def _named(form: "ModelForm[Any]", name: str, text: str) -> str:
    return f"{form.fields[name].label}: {text}" if name in form.fields else text
