"""The files of imports: rows at fault, and mappings as TOML, which come in and go out."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledger.importing.drafts import bad_rows_of, drop_mapping, keep_mapping
from ledger.importing.layouts import layout_named
from ledger.importing.mapping import MappingFault, read_mapping
from ledger.importing.mended import CSV, XLSX
from ledger.models import KeptMapping
from ledger.recording import RuleViolation
from ledger.views.imports import ImportsView, ImportView, read_upload

TOML = "application/toml"
MAX_MAPPING_BYTES = 1_000_000


class ImportBadRowsView(ImportView):
    """The rows at fault as a file of the same layout, with what is wrong with each; 404 for none."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.draft = self.get_draft()
        if (found := bad_rows_of(self.draft)) is None:
            raise Http404
        content, name = found
        return download(content, XLSX if name.endswith(".xlsx") else CSV, name)


class ImportMappingView(ImportView):
    """The mapping of an import as TOML, which the command ``import_items --map`` reads."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.draft = self.get_draft()
        return download(self.draft.mapping.encode(), TOML, f"{self.draft.dialogue.code}-mapping.toml")


class KeptMappingListView(ImportsView):
    """Keep a mapping that somebody wrote as TOML; its address alone leads to the page of imports."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        assert self.dialogues
        return redirect("ledger:import-list")

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Keep the file under its name, in one of the person's dialogues."""
        code, upload = request.POST.get("dialogue", ""), request.FILES.get("mapping")
        dialogue = next((row for row in self.dialogues if row.code == code), None)
        if dialogue is None or upload is None:
            messages.error(request, _("Choose a dialogue and a file."))
            return redirect("ledger:import-list")
        try:
            mapping = read_mapping(read_upload(upload, MAX_MAPPING_BYTES).decode("utf-8-sig"))
            name = request.POST.get("name", "") or mapping.name or str(upload.name).removesuffix(".toml")
            kept = keep_mapping(user=self.user, dialogue=dialogue, name=name, mapping=mapping)
            messages.success(request, _("The mapping is kept as “%(name)s”.") % {"name": kept})
        except UnicodeDecodeError:
            messages.error(request, _("The mapping is no text in UTF-8."))
        except (MappingFault, RuleViolation) as refused:
            messages.error(request, str(refused))
        except forms.ValidationError as refused:
            messages.error(request, refused.message)
        return redirect("ledger:import-list")


class KeptMappingView(ImportsView):
    """A kept mapping as TOML; deleted by POST."""

    @property
    def mapping(self) -> KeptMapping:
        """The mapping that the address names."""
        return self.row(KeptMapping.objects.select_related("dialogue"), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return download(self.mapping.text.encode(), TOML, f"mapping-{self.mapping.pk}.toml")

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Delete it; what was imported by it stays."""
        mapping = self.mapping
        drop_mapping(user=self.user, kept=mapping)
        messages.info(request, _("The mapping “%(name)s” is deleted.") % {"name": mapping})
        return redirect("ledger:import-list")


class LayoutView(ImportsView):
    """A layout that comes with the program, as TOML."""

    def get(self, request: HttpRequest, *args: object, **kwargs: str) -> HttpResponse:
        text = layout_named(kwargs["name"]) if self.dialogues else ""
        if not text:
            raise Http404
        return download(text.encode(), TOML, f"{kwargs['name']}.toml")


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a file that is downloaded and kept by no cache."""
    answer = HttpResponse(content, content_type=content_type)
    safe = "".join(sign if sign.isalnum() or sign in "-_. " else "_" for sign in name)
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
