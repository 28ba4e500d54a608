"""Spreadsheets come in: uploaded, matched to our fields and words, looked at, written as one batch."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ledger.actions.beside import LOOK, WRITE, rows_done
from ledger.importing.drafts import (
    ImportFindings,
    StaleImport,
    begin_import,
    discard_import,
    findings_of,
    keep_mapping,
    look_at_draft,
    mapping_of,
    save_mapping,
    table_of,
    write_draft,
)
from ledger.importing.layouts import layout_named, layouts
from ledger.importing.mapping import ImportMapping, read_mapping
from ledger.importing.mapping_form import MappingForm
from ledger.importing.preview import how_read
from ledger.importing.reference import ImportReference
from ledger.importing.shapes import MAX_FILE_BYTES, TOO_LARGE, SheetRows, TableUnreadable
from ledger.models import Dialogue, ImportDraft, KeptMapping
from ledger.recording import RuleViolation
from ledger.reports.jobs import Job
from ledger.reports.runs import Run, TooManyRuns, run_of_key, start
from ledger.views.base import LedgerView
from ledger.vocabulary import Act, DraftState

AT_ONCE_ROWS = 1000
"""Rows from which on an import is looked at, and written, beside the request."""
SHOWN_FAULTS, SHOWN_DRAFTS = 100, 20


def read_upload(upload: "UploadedFile[bytes]", limit: int) -> bytes:
    """Return the bytes of a file; one that is too large is not even read. Raises ValidationError."""
    if (upload.size or 0) > limit:
        raise forms.ValidationError(_(TOO_LARGE) % {"limit": limit // 1_000_000})
    content: bytes = upload.read()
    return content


class ImportUploadForm(forms.Form):
    """A spreadsheet and how it is read: ``mapping`` is one that is kept ("kept:7"), a layout ("layout:x"), or none."""

    dialogue: "forms.ModelChoiceField[Dialogue]" = forms.ModelChoiceField(
        None, label=gettext_lazy("Dialogue"), empty_label=gettext_lazy("Choose …")
    )
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        allow_empty_file=True,
        help_text=gettext_lazy(".xlsx, .xls, .ods, .csv or .tsv, of 20 MB and 100,000 rows at most."),
    )
    mapping = forms.ChoiceField(
        label=gettext_lazy("How it is read"),
        required=False,
        help_text=gettext_lazy(
            "Columns are matched on the next page; a mapping that is kept spares you that."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        dialogues: list[Dialogue],
        kept: list[KeptMapping],
        chosen: int | None = None,
    ) -> None:
        only = dialogues[0].pk if len(dialogues) == 1 else None
        super().__init__(data, files, initial={"dialogue": chosen or only})
        keys = [dialogue.pk for dialogue in dialogues]
        self.fields["dialogue"].queryset = Dialogue.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        many = len(dialogues) > 1
        own = [(f"kept:{row.pk}", f"{row.dialogue.code}: {row}" if many else str(row)) for row in kept]
        known = [(f"layout:{name}", name) for name in layouts()]
        groups = [(_("Kept here"), own)] if own else []
        self.fields["mapping"].choices = [  # type: ignore[attr-defined]
            ("", _("by the heads of its columns")),
            *groups,
            (_("Known layouts"), known),
        ]

    def clean_file(self) -> tuple[str, bytes]:
        """Read the file. Raises ValidationError."""
        upload = self.cleaned_data["file"]
        return upload.name, read_upload(upload, MAX_FILE_BYTES)


class ImportsView(LedgerView):
    """A page of imports, for people who may open items in some dialogue."""

    @cached_property
    def dialogues(self) -> list[Dialogue]:
        """The dialogues into which the person may import; 403 for none."""
        if found := self.rights.dialogues_where(Act.OPEN):
            return found
        raise PermissionDenied(_("Spreadsheets are imported by editors of a dialogue."))

    @property
    def kept(self) -> QuerySet[KeptMapping]:
        """The mappings that these dialogues keep."""
        return self.rows(KeptMapping.objects.select_related("dialogue").order_by("dialogue__code", "name"))

    def mapping_named(self, chosen: str) -> ImportMapping | None:
        """Return a mapping by its choice in a form: one that is kept, a layout; None for none."""
        kind, _colon, name = chosen.partition(":")
        if kind == "kept":
            row = self.kept.filter(pk=int(name) if name.isdecimal() else 0).first()
            return read_mapping(row.text) if row else None
        return read_mapping(layout_named(name)) if kind == "layout" else None


class ImportListView(ImportsView):
    """Upload a spreadsheet; those on their way in, and the mappings that are kept."""

    template_name = "ledger/import_list.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        chosen = [row.pk for row in self.dialogues if row.code == request.GET.get("dialogue")]
        return self._show(self._form(chosen=next(iter(chosen), None)))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Read the spreadsheet and lead to its columns; say beside the field why it cannot be read."""
        form = self._form(is_sent=True)
        if form.is_valid():
            given = form.cleaned_data
            name, raw = given["file"]
            try:
                draft = begin_import(
                    user=self.user,
                    dialogue=given["dialogue"],
                    name=name,
                    raw=raw,
                    mapping=self.mapping_named(given["mapping"]),
                )
                return redirect(draft)
            except TableUnreadable as reason:
                form.add_error("file", _(reason.message) % reason.values)
        return self._show(form)

    def _form(self, *, chosen: int | None = None, is_sent: bool = False) -> ImportUploadForm:
        sent = (self.request.POST, self.request.FILES) if is_sent else ()
        return ImportUploadForm(*sent, dialogues=self.dialogues, kept=list(self.kept), chosen=chosen)

    def _show(self, form: ImportUploadForm) -> HttpResponse:
        drafts = self.rows(ImportDraft.objects.filter(state=DraftState.OPEN)).select_related(
            "dialogue", "updated_by"
        )
        context = self.get_context_data(
            form=form,
            drafts=drafts.defer("content", "table", "found")[:SHOWN_DRAFTS],
            kept=self.kept,
            layouts=layouts(),
        )
        return self.render_to_response(context)


class ImportView(ImportsView):
    """A view of one import; one that was written or discarded leads on. 404 for those who may not import there."""

    draft: ImportDraft

    def get_draft(self) -> ImportDraft:
        """Return the import that the address names."""
        rows = ImportDraft.objects.select_related("dialogue", "updated_by")
        return self.row(rows, uuid=self.kwargs["uuid"])

    def lead_on(self) -> HttpResponse | None:
        """Redirect from an import that was discarded; None for another."""
        if self.draft.state == DraftState.DISCARDED:
            messages.info(self.request, _("This import was given up."))
            return redirect("ledger:import-list")
        return None

    @property
    def preview_page(self) -> str:
        """The address of the preview."""
        return reverse("ledger:import-preview", args=(self.draft.uuid,))

    @property
    def run(self) -> Run | None:
        """The background job that looks at the import or writes it, begun last; None for none that is known."""
        return run_of_key(self.draft.run_by_id, self.draft.run) if self.draft.run_by_id else None

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Say who was faster, where somebody saved, wrote or discarded the import meanwhile."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except StaleImport as stale:
            messages.error(request, str(stale))
            return redirect(stale.draft)

    def seen_version(self) -> int:
        """Return the version that the page showed; 0 where it names none."""
        seen = self.request.POST.get("version", "")
        return int(seen) if seen.isdecimal() and len(seen) < 10 else 0

    def look(self) -> HttpResponse:
        """Find what the import would do, at once or beside the request, and lead to the preview or to what is asked."""
        if len(table_of(self.draft).rows) > AT_ONCE_ROWS:
            return self.begin(LOOK)
        found = look_at_draft(user=self.user, draft=self.draft)
        return redirect(self.draft if found.questions or found.unknown else self.preview_page)

    def begin(self, what: str, **more: object) -> HttpResponse:
        """Begin a background job, and lead to the preview, which shows how far it is."""
        told = {"draft": str(self.draft.uuid), "version": self.draft.version}
        job = Job(user=self.user.pk, language=get_language() or "en", more=told | more)
        try:
            run = start(
                user=self.user,
                label=_("Import of %(name)s") % {"name": self.draft.name},
                asked=f"{self.preview_page}?version={self.draft.version}",  # a run for each version
                within=frozenset([self.draft.dialogue_id]),
                what=what,
                job=asdict(job),
            )
        except TooManyRuns as refused:
            messages.error(self.request, str(refused))
            return redirect(self.draft)
        columns = {"run": run.uuid, "run_by": self.user}
        ImportDraft.objects.filter(pk=self.draft.pk).update(**columns)
        return redirect(self.preview_page)


class ImportDetailView(ImportView):
    """Match the columns and words of a spreadsheet; what is chosen is kept, and the import looked at."""

    template_name = "ledger/import.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.draft = self.get_draft()
        if self.draft.state == DraftState.COMMITTED:
            return redirect(self.preview_page)
        return self.lead_on() or self._show(mapping_of(self.draft), table_of(self.draft))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Keep what was chosen, and look; what is wrong with it is said beside its field."""
        self.draft = self.get_draft()
        if self.draft.state != DraftState.OPEN:
            return self.lead_on() or redirect(self.preview_page)
        form = self._form(mapping_of(self.draft), table_of(self.draft), request.POST)
        if not form.is_valid():
            return self._show(form.mapping, form.table, form=form)
        try:
            self.draft = save_mapping(
                user=self.user, draft=self.draft, version=self.seen_version(), mapping=form.mapping_given
            )
        except TableUnreadable as reason:
            form.add_error(None, _(reason.message) % reason.values)
            return self._show(form.mapping, form.table, form=form)
        except StaleImport as stale:
            self.draft = stale.draft
            if self.draft.state != DraftState.OPEN:
                raise
            messages.error(request, str(stale))
            typed = form.mapping_given
            return self._show(typed, form.table, status=HTTPStatus.CONFLICT)
        return self.look()

    def _form(self, mapping: ImportMapping, table: SheetRows, sent: QueryDict | None = None) -> MappingForm:
        vocabulary = ImportReference(self.draft.dialogue).vocabulary
        found = findings_of(self.draft)
        return MappingForm(sent, table=table, mapping=mapping, vocabulary=vocabulary, found=found)

    def _show(
        self,
        mapping: ImportMapping,
        table: SheetRows,
        *,
        form: MappingForm | None = None,
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        found = findings_of(self.draft)
        context = self.get_context_data(
            draft=self.draft,
            form=form or self._form(mapping, table),
            questions=found.questions if found else [],
            unknown=len(found.unknown) if found else 0,
            how_read=how_read(table, mapping.head_row),
            preview_page=self.preview_page if found else "",
        )
        return self.render_to_response(context, status=status)


class ImportPreviewView(ImportView):
    """What an import would do, and its writing; how far it is where that takes long; what it did."""

    template_name = "ledger/import_preview.html"
    steps: ClassVar[tuple[str, ...]] = ("look", "write", "skip", "keep", "discard")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.draft = self.get_draft()
        return self.lead_on() or self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Look again, write, keep the mapping, or give up, by the button that was pressed."""
        self.draft = self.get_draft()
        if (elsewhere := self.lead_on()) is not None:
            return elsewhere
        step, run = request.POST.get("step", ""), self.run
        if step not in self.steps or (run and run.is_under_way):
            return redirect(self.preview_page)
        if step == "discard":
            discard_import(user=self.user, draft=self.draft)
            messages.info(request, _("It is given up, and its file is gone."))
            return redirect("ledger:import-list")
        if self.draft.state != DraftState.OPEN:
            return redirect(self.preview_page)
        if self.seen_version() != self.draft.version:
            raise StaleImport(self.draft)
        if step == "keep":
            return self._keep()
        return self.look() if step == "look" else self._write(skips_bad=step == "skip")

    def _keep(self) -> HttpResponse:
        try:
            kept = keep_mapping(
                user=self.user,
                dialogue=self.draft.dialogue,
                name=self.request.POST.get("name", ""),
                mapping=mapping_of(self.draft),
            )
            messages.success(self.request, _("The mapping is kept as “%(name)s”.") % {"name": kept})
        except RuleViolation as refused:
            messages.error(self.request, str(refused))
        return redirect(self.preview_page)

    def _write(self, *, skips_bad: bool) -> HttpResponse:
        if len(table_of(self.draft).rows) > AT_ONCE_ROWS:
            return self.begin(WRITE, skips_bad=skips_bad)
        try:
            write_draft(user=self.user, draft=self.draft, skips_bad=skips_bad)
        except RuleViolation as refused:
            messages.error(self.request, str(refused))
        return redirect(self.preview_page)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        draft, found = self.draft, findings_of(self.draft)
        run = self.run if draft.state == DraftState.OPEN else None
        under_way = run if run and run.is_under_way else None
        context = {
            "draft": draft,
            "found": found,
            "under_way": under_way,
            "rows_done": rows_done(under_way) if under_way else 0,
            "is_writing": bool(under_way and under_way.what == WRITE),
            "stopped": run if run and run.has_stopped and not found else None,
            "is_written": draft.state == DraftState.COMMITTED,
            "is_ready": is_ready(found) and not under_way,
        }
        return super().get_context_data(**context | _listed(found) | kwargs)


def _listed(found: ImportFindings | None) -> dict[str, object]:
    """Return the first faults and differences for the page, and how many more there are."""
    if found is None:
        return {}
    return {
        "faults": found.faults[:SHOWN_FAULTS],
        "more_faults": max(0, len(found.faults) - SHOWN_FAULTS),
        "differing": found.differing[:SHOWN_FAULTS],
        "more_differing": max(0, len(found.differing) - SHOWN_FAULTS),
    }


def is_ready(found: ImportFindings | None) -> bool:
    """Tell whether an import can be written, perhaps without the rows at fault."""
    return found is not None and not found.questions and found.writes_something
