"""The handover sheet of an officer, or of a handover: as a page to read and print, and as a file."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ledger.models import Entry, Handover, Item, User
from ledger.models.items import ItemQuerySet
from ledger.presentation.item_rows import for_rows, last_said
from ledger.reports import handover
from ledger.reports.issuing import written
from ledger.reports.jobs import Job, as_given
from ledger.reports.limits import TooLong, length_of
from ledger.reports.parameter_form import read_parameters
from ledger.reports.parameters import ReportParameters
from ledger.reports.runs import TooManyRuns
from ledger.reports.writers import Writer, formats
from ledger.views.base import LedgerView
from ledger.views.reports import go_on_beside

FORMATS = ("docx", "pdf")
MOST = 200
"""How many items the page tells of, what is open first; the files tell of all."""
LAST = 3
"""How many of an item's last notes and statuses the page tells; the files tell some more, with their evidence."""


class SheetView(LedgerView):
    """Show what is open, next steps, last notes; ``?format=`` asks for a file."""

    template_name = "ledger/handover_sheet.html"
    items: ItemQuerySet

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        title, self.items = self.asked(self.kwargs["uuid"])
        if wanted := request.GET.get("format"):
            return self._file(wanted, title, self.items)
        return self.render_to_response(self.get_context_data(title=title))

    def asked(self, uuid: UUID) -> tuple[str, ItemQuerySet]:
        """Select whose items, and which: those that the person may see. 404 where there is no such sheet."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        counts = self.items.aggregate(all=Count("pk"), open=Count("pk", filter=Q(is_open=True)))
        rows = for_rows(self.items).order_by("-is_open", F("review_on").asc(nulls_last=True), "ref")
        listed = list(rows[:MOST])
        told = last_said(self.rows(Entry.objects.all()), listed, LAST)
        return super().get_context_data(
            open_items=[(item, told[item.pk]) for item in listed if item.is_open],
            closed_items=[item for item in listed if not item.is_open],
            open_count=counts["open"],
            closed_count=counts["all"] - counts["open"],
            shown=len(listed) if counts["all"] > len(listed) else 0,
            today=timezone.localdate(),
            files=[(name, formats()[name].LABEL) for name in FORMATS],
            **kwargs,
        )

    def _file(self, wanted: str, title: str, items: QuerySet[Item]) -> HttpResponse:
        if wanted not in FORMATS:
            raise Http404
        writer = formats()[wanted]
        within = frozenset(dialogue.pk for dialogue in self.rights.dialogues)
        parameters = read_parameters(language=self.user.language, within=within)
        length = length_of(items, parameters)
        try:
            length.require(writer)
            if length.is_long(writer):
                return self._beside(parameters, title, items, writer)
        except (TooLong, TooManyRuns) as refused:
            messages.error(self.request, str(refused))
            return redirect(self.request.path)
        content = written(handover.build(parameters, items, title=title), writer)
        headers = {
            "Content-Disposition": f'attachment; filename="{handover.file_name(parameters, writer)}"',
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(content, content_type=writer.CONTENT_TYPE, headers=headers)

    def _beside(
        self, parameters: ReportParameters, title: str, items: QuerySet[Item], writer: Writer
    ) -> HttpResponse:
        """Make the file of a long sheet beside the request. Raises TooManyRuns."""
        job = Job(
            user=self.user.pk,
            language=get_language() or "en",
            format=writer.FORMAT,
            asked=as_given(parameters),
            more={"title": title, "items": list(items.order_by().values_list("pk", flat=True))},
        )
        label = f"{_(handover.LABEL)}: {title} ({writer.LABEL})"
        within = parameters.within or frozenset()
        answer = go_on_beside(
            self.user, job, label=label, asked=self.request.path, within=within, what="sheet"
        )
        return cast("HttpResponse", answer)


class OfficerSheetView(SheetView):
    """Show all items of an officer, by the identifier of their account."""

    def asked(self, uuid: UUID) -> tuple[str, ItemQuerySet]:
        items = self.rows(Item.objects.current())
        dialogues = [dialogue.pk for dialogue in self.rights.dialogues]
        known = Q(pk__in=items.order_by().values("officer")) | Q(memberships__dialogue__in=dialogues)
        person = User.objects.filter(known, uuid=uuid).first()
        if person is None:
            raise Http404
        return str(person), items.filter(officer=person)


class HandoverSheetView(SheetView):
    """Show the items that went in a handover."""

    def asked(self, uuid: UUID) -> tuple[str, ItemQuerySet]:
        done = self.rows(Handover.objects.filter(batch=uuid)).select_related("from_user", "to_user").first()
        if done is None:
            raise Http404
        items = self.rows(Item.objects.current()).filter(
            pk__in=Entry.objects.filter(batch=uuid).values("item")
        )
        return _("%(from)s to %(to)s") % {"from": done.from_user, "to": done.to_user}, items
