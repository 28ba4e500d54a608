"""Removing a row that nothing names: its page, what stands in the way, and the rows that were removed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.models import HistoricalChanges

from ledger.accounts.rights import rights_of
from ledger.admin.display import address
from ledger.admin.registry import registered
from ledger.admin.row_pages import row_page
from ledger.admin.versions import VersionWording, fields_of, keeps_log, removed_versions, state_of
from ledger.forms.rows import RowForm
from ledger.models import Dialogue
from ledger.presentation.item_words import NOTHING
from ledger.recording import WITHDRAWN, named_by, parts_of, remove_row

if TYPE_CHECKING:
    from ledger.admin.base import LedgerAdmin

LINKED_ROWS = 20
"""So many rows of a kind that name a row are links; of more, their number is told."""
LISTED_ROWS = 200
"""So many removed rows are listed, the newest first."""


@dataclass(frozen=True)
class NamingShown:
    """Rows of a kind that name a row, as far as the person may see them: how many, and the first as links."""

    label: str
    number: int
    links: Sequence[tuple[str, str]]

    @property
    def more(self) -> int:
        """How many have no link."""
        return self.number - len(self.links)


def removes(admin: "LedgerAdmin", request: HttpRequest, row: Model) -> bool:
    """Tell whether the person is offered to remove the row; the write API asks anew."""
    return (
        keeps_log(type(row)) and not isinstance(row, WITHDRAWN) and admin.has_change_permission(request, row)
    )


def removal_page(admin: "LedgerAdmin", request: HttpRequest, row: Model) -> HttpResponse:
    """Remove a row that nothing names, with a reason; else say what names it, and what to do instead."""
    shown, is_hidden = naming(request, row)
    if shown or is_hidden or not removes(admin, request, row):
        return _not_removed(admin, request, row, shown, is_hidden)

    name, parts = str(row), _parts(row)

    def write(form: RowForm) -> str:
        remove_row(user=request.user, row=row, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
        return _("“%(row)s” was removed. Its change log keeps it.") % {"row": name}

    return row_page(
        request,
        row,
        form_class=RowForm,
        write=write,
        title=_("Remove"),
        about=_("Nothing names it, so that it can go. The change log keeps it as it was, with your reason."),
        template="admin/ledger/row_remove.html",
        leads_to=reverse(f"admin:ledger_{row._meta.model_name}_changelist"),
        parts=parts,
    )


def _parts(row: Model) -> list[tuple[str, str]]:
    return [(str(part._meta.verbose_name), str(part)) for part in parts_of(row)]


def _not_removed(
    admin: "LedgerAdmin",
    request: HttpRequest,
    row: Model,
    shown: Sequence[NamingShown],
    is_hidden: bool,
) -> HttpResponse:
    is_kept = not keeps_log(type(row)) or isinstance(row, WITHDRAWN)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Nothing is deleted here") if is_kept else _("This is not removed"),
        "opts": admin.opts,
        "row": row,
        "address": address(row),
        "instead": admin.instead,
        "is_kept": is_kept,
        "protecting": shown,
        "is_hidden": is_hidden,
        "media": admin.media,
    }
    return TemplateResponse(request, "admin/ledger/not_deleted.html", context, status=403)


def naming(request: HttpRequest, row: Model) -> tuple[list[NamingShown], bool]:
    """Find what names a row, as far as the person may see it; and whether there is something that they may not see."""
    found: list[NamingShown] = []
    is_hidden = False
    for each in named_by(row):
        label = capfirst(str(each.model._meta.verbose_name_plural))
        seen = _seen(request, each.model, each.rows)
        number = seen.count()
        is_hidden |= each.rows.count() > number
        if number:
            links = [(str(named), address(named)) for named in seen[:LINKED_ROWS]]
            found.append(NamingShown(label, number, links))
    return found, is_hidden


def _seen(request: HttpRequest, model: type[Model], rows: QuerySet[Any]) -> QuerySet[Any]:
    if not admin.site.is_registered(model):
        return rows.none()
    return registered(model).get_queryset(request).filter(pk__in=rows.values("pk"))


# --- Rows that were removed


@dataclass(frozen=True)
class RemovedRow:
    """A row that was removed: what it was, by whom, when and why."""

    name: str
    moment: datetime.datetime
    who: str
    reason: str
    values: Sequence[tuple[str, str]]


def removed_page(model_admin: "LedgerAdmin", request: HttpRequest) -> HttpResponse:
    """Show the rows of a kind that were removed, newest first: those that the person might see if they were there."""
    context = {
        **admin.site.each_context(request),
        "title": _("Removed rows"),
        "opts": model_admin.opts,
        "removed": removed_rows(model_admin, request),
    }
    return TemplateResponse(request, "admin/ledger/removed.html", context)


def removed_rows(model_admin: "LedgerAdmin", request: HttpRequest) -> list[RemovedRow]:
    """Read the removed rows of a kind from its change log."""
    model = model_admin.model
    logged = removed_versions(model).select_related("history_user").order_by("-history_id")
    if (path := model_admin.dialogue_path) and not model_admin.removed_for_superusers:
        held = rights_of(request).dialogues
        logged = logged.filter(_within(model, path, held))
    rows = list(logged[:LISTED_ROWS])
    states = [state_of(row) for row in rows]
    words = VersionWording(model, states, request)
    return [
        RemovedRow(
            name=_name(row),
            moment=row.history_date,
            who=str(row.history_user or _("a command")),
            reason=row.history_change_reason or "",
            values=[
                (str(field.verbose_name), said)
                for field in fields_of(model)
                if (said := words.words(field, state[field.name])) != NOTHING
            ],
        )
        for row, state in zip(rows, states, strict=True)
    ]


def _name(logged: HistoricalChanges) -> str:
    try:
        return str(logged.instance)
    except ObjectDoesNotExist:  # named after a row that was removed, too
        return f"{logged.instance_type._meta.verbose_name} {logged.id}"


def _within(model: type[Model], path: str, dialogues: Sequence[Dialogue]) -> Q:
    """Select versions in dialogues: by rows that are there, and by the change logs of those that were removed, too."""
    keys = [dialogue.pk for dialogue in dialogues]
    if path == "pk":
        return Q(id__in=keys)
    first, _step, rest = path.partition("__")
    if not rest:
        return Q(**{f"{first}_id__in": keys})
    owner = model._meta.get_field(first).related_model
    assert isinstance(owner, type)
    there = owner._default_manager.filter(**{f"{rest}__in": keys}).values("pk")
    gone = removed_versions(owner).filter(_within(owner, rest, dialogues)).values("id")
    return Q(**{f"{first}_id__in": there}) | Q(**{f"{first}_id__in": gone})
