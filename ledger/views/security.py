"""Show the security log to those who keep accounts: who came in, who was refused, whose rights changed."""

import csv
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from ledger.accounts import security_log
from ledger.models import SecurityEvent
from ledger.presentation.formulas import safe
from ledger.views.base import LedgerView, LedgerViewMixin, page_address
from ledger.vocabulary import SecurityAct

EVENTS_ON_A_PAGE = 50
COLUMNS = ("at", "what", "account", "by", "address", "detail")


class KeepersMixin(LedgerViewMixin):
    """A page for those who keep accounts, with a role or without: it is about accounts, not about a dialogue."""

    def without_a_role(self) -> HttpResponseBase:
        """Let the person in: the page itself asks whether they keep accounts."""
        return super(LedgerViewMixin, self).dispatch(self.request, *self.args, **self.kwargs)

    def refuse_others(self) -> None:
        """Raise PermissionDenied for a person who keeps no accounts."""
        if not self.rights.keeps_accounts:
            raise PermissionDenied(_("The security log is read by superusers, who keep accounts."))


class SecurityLogView(KeepersMixin, LedgerView):
    """The events, the newest first, a page at a time."""

    template_name = "ledger/security_log.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the log; raises PermissionDenied for those who keep no accounts."""
        self.refuse_others()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        events = list(self._wanted()[: EVENTS_ON_A_PAGE + 1])
        older = ""
        if len(events) > EVENTS_ON_A_PAGE:
            events.pop()
            older = page_address("ledger:security-log", before=events[-1].pk)
        first = page_address("ledger:security-log") if "before" in self.request.GET else ""
        return super().get_context_data(**kwargs, events=events, previous=first, next=older)

    def _wanted(self) -> QuerySet[SecurityEvent]:
        """Return all events, or those before the event that the address names."""
        rows = SecurityEvent.objects.select_related("user", "by").order_by("-pk")
        key = self.request.GET.get("before")
        if key is None:
            return rows
        if not (key.isascii() and key.isdecimal() and len(key) < 18):
            raise Http404
        return rows.filter(pk__lt=int(key))


class SecurityLogExportView(KeepersMixin):
    """The whole log as CSV, the oldest first: in codes, with names as accounts bear them. That it went out is noted."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> StreamingHttpResponse:
        """Return the file; raises PermissionDenied for those who keep no accounts."""
        self.refuse_others()
        user = self.user
        security_log.note(SecurityAct.READ, user=user, by=user, request=request)
        answer = StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="security-log.csv"'
        return answer


class _Echo:
    """A file that gives back what is written to it, for ``csv.writer``."""

    def write(self, line: str) -> str:
        return line


def _lines() -> Iterator[str]:
    """Yield the lines of the file, with a byte order mark first, which spreadsheets look for."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(COLUMNS)
    rows = SecurityEvent.objects.order_by("pk").values_list(
        "at", "what", "user__username", "by__username", "address", "detail"
    )
    for at, what, *words in rows.iterator(chunk_size=1000):
        yield writer.writerow([at.isoformat(), str(what), *(safe(word or "") for word in words)])
