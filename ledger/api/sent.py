"""Turn what a program sends into what the page of a form would send: its fields untouched but for those named.

A form then checks, refuses and fills in for a program what it does for a person.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from ledger.api.problems import InvalidQuery
from ledger.filters.days import KnownDayField
from ledger.forms.base import AGAIN
from ledger.forms.entry import SayingForm
from ledger.forms.fields import YesNoField
from ledger.forms.optimistic_lock import as_sent
from ledger.models import Agency, Dialogue, Forum, Party, Topic, User

if TYPE_CHECKING:
    Files = MultiValueDict[str, UploadedFile[bytes]]

NAMED_BY = {
    Party: "code",
    Agency: "code",
    Dialogue: "code",
    Forum: "code",
    Topic: "slug",
    User: "uuid",
}
"""By what a program names the rows that a form offers; others by their keys, as the API tells them."""
CARRIED = {"seen", "request_id", "shown"}
"""What a page carries along unseen; a program says it in headers, or by naming the row."""
DATE_LENGTH = {"year": 4, "month": 7, "day": 10}


class NothingSeen(APIException):
    """`If-Match` is missing: the writer does not say which version they saw (RFC 6585)."""

    status_code = 428

    def __init__(self, says: str = "") -> None:
        super().__init__(says or _("Send If-Match with the item's ETag: which version of it you saw."))


@dataclass
class Sent:
    """A request's body as a form takes it; ``faults`` are its values that no form could take."""

    request: Request
    faults: list[tuple[str, str]] = field(default_factory=list)
    apart: Sequence[str] = ()
    """What the body has beside the form's fields, which ``taken`` has."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Fields by what the body calls them, where that is another name."""

    def over(self, untouched: forms.Form) -> tuple[QueryDict, "Files"]:
        """Return what the page of a form would send with the body's values in it. Raises InvalidQuery, NothingSeen."""
        given, files = self._body()
        given = {
            self.renamed.get(name, name): value for name, value in given.items() if name not in self.apart
        }
        data = QueryDict(mutable=True)
        _leave_all(untouched, data)
        self._headers(untouched, data)
        pieces = given.pop("evidence", None)
        sent_files: Files = MultiValueDict()
        if isinstance(untouched, SayingForm):
            self._evidence(untouched, pieces, data, files, sent_files)
        elif pieces is not None:
            given["evidence"] = pieces
        for name, value in given.items():
            self._set(untouched, name, value, data)
        self._refuse_other_parts(len(sent_files))
        if self.faults:
            raise InvalidQuery(self.faults)
        if "to_item" in untouched.fields:
            data["shown"] = data.get("to_item", "").strip()
        return data, sent_files

    @cached_property
    def taken(self) -> dict[str, object]:
        """What the body has beside the form's fields."""
        body = self._body()[0]
        return {name: body[name] for name in self.apart if name in body}

    @property
    def named(self) -> set[str]:
        """The form's fields that the body names."""
        return {self.renamed.get(name, name) for name in self._body()[0]}

    def _body(self) -> tuple[dict[str, object], "Files"]:
        """Return the JSON object that was sent, by itself or as the part `data` beside files."""
        body: object = self.request.data
        files = self.request.FILES
        if isinstance(body, QueryDict):
            try:
                body = json.loads(body.get("data") or "{}")
            except (ValueError, RecursionError):
                body = None
        if not isinstance(body, dict):
            raise InvalidQuery([("", _("The body is to be a JSON object."))])
        return dict(body), files

    def _refuse_other_parts(self, taken: int) -> None:
        """Note each part of a multipart body that nothing takes: an entry does not lose its evidence unsaid."""
        body, files = self.request.data, self.request.FILES
        says = _(
            "Nothing takes this part: send “data”, and a file for each piece of evidence that “data” names."
        )
        if isinstance(body, QueryDict):
            self.faults += [(name, says) for name in body if name != "data" and name not in files]
        if taken != sum(len(some) for _name, some in files.lists()):
            self.faults.append(("evidence", says))

    def _headers(self, form: forms.Form, data: QueryDict) -> None:
        """Take the idempotency key and the version that the writer saw."""
        if "seen" in form.fields:
            seen = self.request.headers.get("If-Match", "")
            if not seen:
                raise NothingSeen
            found = re.fullmatch(r'(?:W/)?"([0-9]{1,9})"', seen.strip())
            if found is None:
                self.faults.append(
                    ("If-Match", _("This is no ETag of an item: send it as you were given it."))
                )
            data["seen"] = found[1] if found else "0"
        if "request_id" not in form.fields:
            return
        try:
            data["request_id"] = str(UUID(self.request.headers.get("Idempotency-Key", "").strip('" ')))
        except ValueError:
            says = _("Send a new UUID for each act, and the same one again when you send it again.")
            self.faults.append(("Idempotency-Key", says))

    def _set(self, form: forms.BaseForm, name: str, value: object, data: QueryDict, at: str = "") -> None:
        """Put a value where the page would have it, or note why that cannot be."""
        name = name.encode(errors="replace").decode()  # half a character could not be told back
        shown = f"{at}{name}"
        if name == AGAIN and not at:
            if value:
                data[AGAIN] = "on"
            return
        if name not in form.fields or name in CARRIED or isinstance(form.fields[name], forms.FileField):
            self.faults.append((shown, _("There is no field “%(name)s”.") % {"name": name}))
            return
        try:
            data.setlist(form.add_prefix(name), _typed(form.fields[name], value))
        except ValueError as fault:
            self.faults.append((shown, str(fault)))

    def _evidence(
        self, form: SayingForm, pieces: object, data: QueryDict, files: "Files", sent_files: "Files"
    ) -> None:
        """Put the pieces of evidence into rows: those given, in place of what the entry rests on today."""
        rows = form.evidence
        kept, given = len(rows.kept), self._pieces(pieces)
        for row in rows.forms[:kept]:
            _leave_all(row, data)
            if pieces is not None:
                data[row.add_prefix("DELETE")] = "on"
        for number, piece in enumerate(given):
            row = type(rows.empty_form)(prefix=f"{rows.prefix}-{kept + number}")
            _leave_all(row, data)
            for name, value in piece.items():
                self._set(row, name, value, data, at=f"evidence.{number}.")
            if (upload := files.get(f"evidence-{number}-file")) is not None:
                sent_files[row.add_prefix("file")] = upload
        data[f"{rows.prefix}-TOTAL_FORMS"] = str(kept + len(given))
        data[f"{rows.prefix}-INITIAL_FORMS"] = str(kept)

    def _pieces(self, pieces: object) -> list[dict[str, object]]:
        """Return the pieces of evidence that were sent, or note that they are no list of objects."""
        if pieces is None:
            return []
        if isinstance(pieces, list) and all(isinstance(piece, dict) for piece in pieces):
            return pieces
        self.faults.append(("evidence", _("Send a list of objects.")))
        return []


def _leave_all(form: forms.BaseForm, data: QueryDict) -> None:
    for name in form.fields:
        _leave(form, name, data)


def _leave(form: forms.BaseForm, name: str, data: QueryDict) -> None:
    """Put a field's value as the page sends it where nobody touches it."""
    bound = form[name]
    if isinstance(bound.field, forms.FileField):
        return
    data.setlist(bound.html_name, as_sent(bound.field, bound.initial))
    if bound.field.show_hidden_initial:
        is_tick = isinstance(bound.field, forms.BooleanField)
        before = [str(bound.initial)] if is_tick else as_sent(bound.field, bound.initial)
        data.setlist(bound.html_initial_name, before)


def _typed(field: forms.Field, value: object) -> list[str]:
    """Return a JSON value as a browser would send it. Raises ValueError with a sentence for one that cannot be."""
    if value is None:
        return []
    if isinstance(value, bool):
        return _ticked(field, value)
    if isinstance(field, forms.BooleanField | YesNoField):
        raise ValueError(_("Send true or false."))  # noqa: TRY004  # told to the program, beside its field
    if isinstance(field, KnownDayField) and isinstance(value, Mapping):
        value = str(value.get("day"))[: DATE_LENGTH.get(str(value.get("precision")), 10)]
    texts = _texts(field, value)
    return _keys(field, texts) if isinstance(field, forms.ModelChoiceField) else texts


def _texts(field: forms.Field, value: object) -> list[str]:
    """Return the texts of a value: several where the field takes several, else a single one. Raises ValueError."""
    is_many = isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField)
    values = value if isinstance(value, list) else [value]
    if is_many != isinstance(value, list) or not all(type(each) in {str, int} for each in values):
        raise ValueError(_("Send a list.") if is_many else _("Send text."))
    return [_text(str(each)) for each in values]


def _ticked(field: forms.Field, value: bool) -> list[str]:
    if isinstance(field, YesNoField) or ("yes", _("yes")) in list(getattr(field, "choices", ())):
        return ["yes" if value else "no"]
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    raise ValueError(_("Send text."))


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(_("It holds half a character: send it as UTF-8.")) from None
    return value


def _keys(field: "forms.ModelChoiceField[User]", names: list[str]) -> list[str]:
    """Return the keys that the page sends of the rows that a program names. Raises ValueError for one not offered."""
    assert field.queryset is not None
    name = NAMED_BY.get(field.queryset.model, "pk")
    offered = {str(getattr(row, name)): row for row in field.queryset}
    if unknown := [each for each in names if each not in offered]:
        raise ValueError(_("“%(name)s” is not offered here.") % {"name": unknown[0]})
    return [str(field.prepare_value(offered[each])) for each in names]
