"""Reference rows that programs add and change, with the reason for the change log. None is deleted."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.api.form_schema import body_of
from ledger.api.problems import InvalidQuery, problem
from ledger.api.sent import NothingSeen, Sent
from ledger.forms.reference import ReferenceForm, reference_form
from ledger.models import Round
from ledger.recording import RuleViolation, StaleRow, add_row, change_row, may_curate, version_of
from ledger.vocabulary import Permission

if TYPE_CHECKING:
    from ledger.api.pages import RowDetailView as DetailBase
    from ledger.api.pages import RowListView as ListBase
else:
    ListBase = DetailBase = object

M = TypeVar("M", bound=Model)

SHOWN_AS = {"parent": "part_of"}
"""Columns that the API calls otherwise."""
_ETAG = re.compile(r'(?:W/)?"([0-9a-f]{32})"')


class AddsRows(ListBase):
    """A list to which editors add rows by POST. The same row sent twice by the same person is added once."""

    adds: ClassVar[type[Model]]
    detail: ClassVar[type["ChangesRows"]]
    """The view of a row, which writes it."""

    def post(self, request: Request) -> Response:
        row = self.adds()
        if not self.rights.may_somewhere(Permission.CURATE):
            raise PermissionDenied(_("Reference rows are kept by editors."))
        columns, reason = _checked(self, row)
        for name, value in columns.items():
            setattr(row, name, value)
        added = _told(lambda: add_row(user=self.user, row=row, reason=reason))
        view = self.detail()
        view.request, view.kwargs = self.request, view.named(added)
        found = cast("Model", view.find())
        headers = {
            "Location": reverse(f"api:{view.url_name}", kwargs=view.kwargs),
            "ETag": etag_of_row(found),
        }
        return Response(
            view.serializer_class(found, context={"view": view}).data, status=201, headers=headers
        )

    @classmethod
    def request_schema(cls) -> dict[str, Any]:
        """Return what a new row takes, for the schema."""
        return _schema_of(cls.adds)


class ChangesRows(DetailBase):
    """A row that editors change by PATCH: with `If-Match`, and 412 where somebody was faster."""

    changes: ClassVar[type[Model]]
    url_name: ClassVar[str]
    key: ClassVar[str] = "code"

    def named(self, row: Model) -> dict[str, Any]:
        """Return what the address of a row names it by."""
        if isinstance(row, Round):
            return {"code": row.dialogue.code, "number": row.number}
        return {self.key: getattr(row, self.key)}

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return self._shown(cast("Model", self.find()))

    def patch(self, request: Request, *args: object, **kwargs: object) -> Response:
        row = cast("Model", self.find())
        if not may_curate(self.user, row):
            raise PermissionDenied(_("Reference rows are kept by editors."))
        expected = self._version_seen()
        columns, reason = _checked(self, row)
        try:
            changed = _told(
                lambda: change_row(
                    user=self.user, row=row, columns=columns, reason=reason, expected_version=expected
                )
            )
        except StaleRow as stale:
            answer = problem(412, str(stale))
            answer["ETag"] = etag_of_row(stale.row)
            return answer
        self.kwargs = self.named(changed)
        return self._shown(cast("Model", self.find()))

    def _shown(self, row: Model) -> Response:
        data = self.serializer_class(row, context={"view": self}).data
        return Response(data, headers={"ETag": etag_of_row(row)})

    def _version_seen(self) -> str:
        sent = self.request.headers.get("If-Match", "").strip()
        if not sent:
            raise NothingSeen(_("Send If-Match with the row's ETag: which version of it you saw."))
        if (found := _ETAG.fullmatch(sent)) is None:
            says = _("This is no ETag of a row: send it as you were given it.")
            raise InvalidQuery([("If-Match", says)])
        return found[1]

    @classmethod
    def request_schema(cls) -> dict[str, Any]:
        """Return what a change takes, for the schema: what it leaves out stays."""
        return _schema_of(cls.changes)


def etag_of_row(row: Model) -> str:
    """Return the version of a row as `ETag` and `If-Match` have it."""
    return f'"{version_of(row)}"'


def _checked(view: "AddsRows | ChangesRows", row: Model) -> tuple[dict[str, Any], str]:
    """Return the columns that a body gives a row, and the reason. Raises InvalidQuery."""
    form_class = _form(type(row))
    dialogues = view.rights.dialogues_where(Permission.CURATE)
    sent = Sent(view.request, renamed={shown: name for name, shown in SHOWN_AS.items()})
    try:
        data, _files = sent.over(form_class(row=row, dialogues=dialogues))
    except InvalidQuery as fault:
        raise _as_shown((error["field"], error["says"]) for error in fault.errors) from None
    form = form_class(data, row=row, dialogues=dialogues)
    if not form.is_valid():
        raise _as_shown(
            (name.replace("__all__", ""), str(says)) for name, some in form.errors.items() for says in some
        )
    return form.columns(sent.named if row.pk else None), form.cleaned_data["reason"]


def _told(write: Callable[[], M]) -> M:
    """Write; what breaks a rule is told by the names that the API has."""
    try:
        return write()
    except RuleViolation as broken:
        raise _as_shown(broken.fields.items()) from None


def _as_shown(errors: Iterable[tuple[str, str]]) -> InvalidQuery:
    return InvalidQuery((SHOWN_AS.get(field, field), says) for field, says in errors)


@cache
def _form(model: type[Model]) -> type[ReferenceForm]:
    return reference_form(model)


def _schema_of(model: type[Model]) -> dict[str, Any]:
    schema = body_of(_form(model))
    properties = {
        SHOWN_AS.get(name, name): told for name, told in schema["properties"].items() if name != "again"
    }
    return {**schema, "properties": properties}
