"""The schema of the API (OpenAPI 3.1), made of the code; docs/api.md says how its static file is written anew."""

import json
from pathlib import Path
from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from ledger.api.examples import add_example
from ledger.api.filters import filter_parameters
from ledger.api.form_schema import body_of
from ledger.api.pages import PAGE_PARAMETERS, RowListView, page_of_rows
from ledger.api.problems import CONTENT_TYPE
from ledger.api.serializers import ProblemSerializer

FILE = Path(__file__).resolve().parents[1] / "static" / "ledger" / "openapi.json"
REFUSALS = (401, 403, 404, 405, 406, 409, 410, 422, 429, 503)
OF_WRITING = (400, 412, 413, 415, 428)

HEADERS = [
    OpenApiParameter(
        "Idempotency-Key",
        OpenApiTypes.UUID,
        OpenApiParameter.HEADER,
        required=True,
        description="New for each act.",
    ),
    OpenApiParameter(
        "If-Match",
        str,
        OpenApiParameter.HEADER,
        required=True,
        description="The ETag of the item, as it was read.",
    ),
]


class LedgerAutoSchema(AutoSchema):
    """Tells of an address what its view says of itself: what rows, whether a list or a file, which parameters."""

    def get_operation(self, *where: object) -> dict[str, Any] | None:
        """Tell of an operation, with an example where there is one."""
        operation: dict[str, Any] | None = super().get_operation(*where)  # type: ignore[arg-type]
        if operation is not None:
            add_example(operation)
        return operation

    def get_tags(self) -> list[str]:
        return [self.view.__module__.rpartition(".")[2]]

    def get_operation_id(self) -> str:
        name = type(self.view).__name__.removesuffix("Api")
        return f"{self.method.lower()}_{name}"

    def get_override_parameters(self) -> list[Any]:
        language = OpenApiParameter(
            "Accept-Language", str, OpenApiParameter.HEADER, description="Of sentences: en or es."
        )
        own = list(getattr(self.view, "parameters", ()))
        if self.method == "PATCH":
            own += HEADERS[1:]
        if act := getattr(self.view, "act", None):
            own += HEADERS if hasattr(act, "scope") else HEADERS[:1]
        if isinstance(self.view, RowListView) and self.method == "GET":
            own = [*(OpenApiParameter(name, str) for name in self.view.filters), *PAGE_PARAMETERS]
        filters = filter_parameters(self.view) if self.method == "GET" else []
        return [*own, *filters, language]

    def get_description(self) -> str:  # type: ignore[override]  # as its base class has it
        act = getattr(self.view, "act", None)
        told = str(getattr(act, "about", "")) or type(self.view).__doc__ or ""
        return " ".join(told.split())

    def get_request_serializer(self) -> object:  # type: ignore[override]  # or a schema itself
        """Tell what an act takes."""
        act = getattr(self.view, "act", None)
        if self.method != "GET" and (own := getattr(self.view, "request_schema", None)):
            return {"application/json": own()}
        if act is None:
            return super().get_request_serializer()
        return {"application/json": body_of(act.form_class)}

    def get_response_serializers(self) -> dict[Any, Any]:  # type: ignore[override]  # it takes one
        refusals = REFUSALS if self.method == "GET" else (*REFUSALS, *OF_WRITING)
        problems: dict[Any, Any] = {(code, CONTENT_TYPE): ProblemSerializer for code in refusals}
        return {**self._success(), **problems}

    def _success(self) -> dict[Any, Any]:
        if getattr(self.view, "is_file", False):
            file: dict[Any, Any] = {(200, "*/*"): {"description": "A file, of the kind that its name says."}}
            run = getattr(self.view, "run_serializer", None)
            return file if run is None else file | {202: run}
        row = getattr(self.view, "serializer_class", None)
        if self.method == "PATCH":
            return {200: row}
        if self.method == "POST":
            preview = getattr(self.view, "preview_serializer", None)
            return {201: row} if preview is None else {200: preview, 201: row}
        if row is None:
            return {200: None}
        return {200: page_of_rows(row) if self._is_list() else row}

    def _is_list(self) -> bool:
        return isinstance(self.view, RowListView) or getattr(self.view, "is_list", False)

    def _is_list_view(self, serializer: object = None) -> bool:
        return False  # pages are written by serializers of their own


def _made() -> object:
    return SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]  # it ships few types


def document() -> dict[str, Any]:
    """Return the schema as the code has it."""
    with translation.override("en"):
        found: dict[str, Any] = json.loads(json.dumps(_made()))
    return found
