"""Answer health probes: `/healthz`, whether the process lives, and `/readyz`, whether it can
do its work. Anybody may ask, so neither tells names or versions.
"""

import os
import shutil
from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.translation import gettext as _

from ledger.accounts.middleware import Answer
from ledger.presentation.database_faults import RETRY_SECONDS, FaultKind, fault_of, of_kind

MEBIBYTE = 1024 * 1024


class HealthMiddleware:
    """Answers both probes before all other middleware: they come by http and by a bare address, without a session,
    and sign nobody in.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in {"/healthz", "/readyz"}:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        with translation.override(translation.get_language_from_request(request)):
            says = why_not_ready() if request.path_info == "/readyz" else ""
        answer = HttpResponse(f"{says or 'ok'}\n", content_type="text/plain; charset=utf-8")
        answer["Cache-Control"] = "no-store"
        if says:
            answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
            answer["Retry-After"] = str(RETRY_SECONDS)
        return answer


def why_not_ready() -> str:
    """Return a sentence on what keeps the ledger from its work; empty where nothing does.

    Nothing is written for it: a probe that anybody may send must cost the database nothing. So the disk of PostgreSQL
    itself is not looked at; that of the kept files is, and with SQLite the database's.
    """
    try:
        if _is_database_read_only():
            return of_kind(FaultKind.READ_ONLY).says
        applied = set(MigrationRecorder(connection).migration_qs.values_list("app", "name"))
    except DatabaseError as error:
        fault = fault_of(error)
        return fault.says if fault else _not_migrated()
    if not _newest_migrations() <= applied:
        return _not_migrated()
    return _why_disk_is_not_ready()


def _is_database_read_only() -> bool:
    with connection.cursor() as cursor:
        is_postgres = connection.vendor == "postgresql"
        cursor.execute("SHOW transaction_read_only" if is_postgres else "PRAGMA query_only")
        return cursor.fetchone()[0] in {"on", 1}


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """Return the last migration of each application: as long as the process runs, its files are the same."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _not_migrated() -> str:
    return _("The database is not of this version of the ledger: run migrate.")


def _why_disk_is_not_ready() -> str:
    if not os.access(settings.LEDGER_VAR, os.W_OK | os.X_OK):
        return of_kind(FaultKind.READ_ONLY).says
    if shutil.disk_usage(settings.LEDGER_VAR).free < settings.LEDGER_MAX_UPLOAD_MB * MEBIBYTE:
        return of_kind(FaultKind.DISK_FULL).says
    return ""
