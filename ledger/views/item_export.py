"""The items' list as a file: the rows and columns that the page shows, all pages of it, each row with its address."""

import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from ledger.presentation import wording
from ledger.reports.item_table import TYPES, csv_blocks, file_name, limits_of, write
from ledger.reports.jobs import Job
from ledger.reports.runs import TooManyRuns
from ledger.reports.writers import csv
from ledger.views.base import page_address
from ledger.views.items import EXPORTS, FilteredItemsView
from ledger.views.reports import go_on_beside


class ItemExportView(FilteredItemsView):
    """CSV goes out as it is read; a workbook is written to a file first; what takes long is written beside the request.

    A list at fault leads to its page, and so does one that no file holds.
    """

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> Any:
        form = kwargs["format"]
        if form not in TYPES:
            raise Http404
        at_once, most = limits_of(form)
        count = 0 if self.filters.faults else self.filters.chosen.order_by()[: most + 1].count()
        if self.filters.faults or count > most:
            return self._to_list(most if count > most else None)
        answer = self._beside(form) if count > at_once else self._file(form)
        answer["Cache-Control"] = "private, no-store"
        return answer

    def _to_list(self, most: int | None = None) -> HttpResponse:
        """Redirect to the list, which names its faults; of one with more than ``most`` items this says so."""
        if most is not None:
            words = {"most": wording.number(most).label}
            messages.error(
                self.request,
                _(
                    "A file holds %(most)s items at most. Narrow the list by a filter, such as a round or a topic."
                )
                % words,
            )
        return redirect(f"{page_address('ledger:item-list')}?{self.request.GET.urlencode()}")

    def _file(self, form: str) -> HttpResponseBase:
        if form == "csv":
            blocks = in_language(get_language() or "en", csv_blocks(self.filters, self._delimiter))
            answer: HttpResponseBase = StreamingHttpResponse(blocks, content_type=csv.CONTENT_TYPE)
            answer["Content-Disposition"] = f'attachment; filename="{file_name(form)}"'
            return answer
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
        write(form, cast("BinaryIO", file), self.filters)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=file_name(form), content_type=TYPES[form])

    @property
    def _delimiter(self) -> str:
        """What parts the cells of a CSV in the reader's spreadsheet."""
        accepted = parse_accept_lang_header(self.request.headers.get("Accept-Language", ""))
        return csv.delimiter_for(get_language() or "en", [name.lower() for name, _weight in accepted])

    def _beside(self, form: str) -> HttpResponseBase:
        query = self.request.GET.urlencode()
        more = {"query": query, "delimiter": self._delimiter}
        job = Job(user=self.user.pk, language=get_language() or "en", format=form, more=more)
        label = _("Items (%(format)s)") % {"format": EXPORTS[form]}
        asked = f"{page_address('ledger:item-list')}?{query}"
        within = frozenset(dialogue.pk for dialogue in self.rights.dialogues)
        try:
            return go_on_beside(self.user, job, label=label, asked=asked, within=within, what="items")
        except TooManyRuns as refused:
            messages.error(self.request, str(refused))
        return redirect(asked)


def in_language(language: str, blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield blocks that are made as they are sent, when the language of the request is no longer active."""
    while True:
        with override(language):
            block = next(blocks, None)
        if block is None:
            return
        yield block
