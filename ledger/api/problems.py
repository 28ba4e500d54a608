"""Say what is wrong as problem details (RFC 9457), in the language that was asked for."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.db.models import ProtectedError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from ledger.api.throttling import too_often
from ledger.models import DialogueMissing
from ledger.presentation.database_faults import RETRY_SECONDS, fault_of
from ledger.recording import RecordingHalted, RuleViolation
from ledger.reports.limits import TooLong
from ledger.reports.runs import TooManyRuns

CONTENT_TYPE = "application/problem+json"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
"""What Django raises of a body with more bytes, fields or files than the settings take."""


class InvalidQuery(exceptions.APIException):
    """What the address or the body asks for makes no sense; ``errors`` are pairs of a field ("" for none) and why."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY

    def __init__(self, errors: Iterable[tuple[str, str]]) -> None:
        self.errors = [{"field": field, "says": says} for field, says in errors]
        super().__init__(" ".join(error["says"] for error in self.errors))

    @classmethod
    def of(cls, errors: Mapping[str, Sequence[object]]) -> "InvalidQuery":
        """Return it with the errors of a form; what belongs to no field has an empty name."""
        return cls((name.replace("__all__", ""), str(says)) for name, some in errors.items() for says in some)


def problem(code: int, detail: str, **more: object) -> Response:
    """Return problem details: the status and its name, a sentence, and whatever else a program needs."""
    phrase = HTTPStatus(code).phrase
    body = {"type": "about:blank", "title": phrase, "status": code, "detail": detail, **more}
    return Response(body, status=code, content_type=CONTENT_TYPE)


def answer_problem(fault: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an exception that a view of the API raised; None for one that is a fault of ours."""
    if isinstance(fault, RuleViolation):
        if isinstance(fault, RecordingHalted):
            return problem(status.HTTP_503_SERVICE_UNAVAILABLE, str(fault))
        fault = InvalidQuery(fault.fields.items())
    elif isinstance(fault, TOO_MUCH):
        return problem(status.HTTP_413_REQUEST_ENTITY_TOO_LARGE, _("The body is too large."))
    elif isinstance(fault, ValidationError):
        fault = InvalidQuery(("", says) for says in fault.messages)
    if isinstance(fault, InvalidQuery):
        return problem(fault.status_code, str(fault.detail), errors=fault.errors)
    return _of_database(fault) or _of_reports(fault) or _of_framework(fault, context)


def _of_database(fault: Exception) -> Response | None:
    if isinstance(fault, ProtectedError):
        return problem(status.HTTP_409_CONFLICT, _("Other rows name this one, so it stays."))
    if told := fault_of(fault):
        busy = problem(status.HTTP_503_SERVICE_UNAVAILABLE, told.says)
        busy["Retry-After"] = str(RETRY_SECONDS)
        return busy
    return None


def _of_reports(fault: Exception) -> Response | None:
    if isinstance(fault, DialogueMissing):
        says = _("Choose one dialogue: what is shared is shared with the counterpart of one.")
        errors = [{"field": "dialogue", "says": says}]
        return problem(status.HTTP_422_UNPROCESSABLE_ENTITY, says, errors=errors)
    if isinstance(fault, TooLong):
        return problem(status.HTTP_422_UNPROCESSABLE_ENTITY, str(fault))
    if isinstance(fault, TooManyRuns):
        return problem(status.HTTP_429_TOO_MANY_REQUESTS, str(fault))
    return None


def _of_framework(fault: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(fault, Http404):
        fault = exceptions.NotFound()
    elif isinstance(fault, PermissionDenied):
        fault = exceptions.PermissionDenied(str(fault) or None)
    answer = exception_handler(fault, context)
    if answer is None or not isinstance(fault, exceptions.APIException):
        return None
    told = problem(answer.status_code, _words(fault))
    for name, value in answer.items():
        if name.lower() != "content-type":
            told[name] = value
    return told


def _words(fault: exceptions.APIException) -> str:
    """Return what the framework says, in a sentence of ours where there is one."""
    if fault.status_code == status.HTTP_404_NOT_FOUND:
        return _("There is nothing here that you may see.")
    if isinstance(fault, exceptions.NotAuthenticated):
        return _("Sign in first.")
    if isinstance(fault, exceptions.Throttled):
        return too_often(getattr(fault, "wait", None))
    return str(fault.detail)
