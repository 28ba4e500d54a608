"""Statements, verbatim, and the passages that items cite."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, Field, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.admin.base import LedgerAdmin, ReadOnlyAdmin
from ledger.admin.fields import ReasonedForm
from ledger.admin.showing import linked, marked, words_of_statement
from ledger.models import Passage, Statement, kept_text, text_digest
from ledger.showing.words import shortened


class StatementForm(ReasonedForm):
    """The text is taken as it is: nothing is stripped from its ends."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        text, round = cleaned.get("text"), cleaned.get("round", self.instance.round_id)
        if text and round:
            same = Statement.objects.filter(round=round, sha256=text_digest(kept_text(text)))
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("text", _("This round has a statement with the same text already."))
        return cleaned


@admin.register(Statement)
class StatementAdmin(LedgerAdmin):
    """Source documents. Once a passage cites the text, text, language and round stay as they are."""

    form = StatementForm
    dialogue_path = "round__dialogue"
    joins = ("round__dialogue", "issued_by")
    list_display = ("title_shown", "round", "language", "form", "issued_by", "visibility", "held", "cited")
    list_filter = ("round", "language", "form", "visibility")
    search_fields = ("title", "publisher", "text", "sha256")
    date_hierarchy = "published_on"
    autocomplete_fields = ("round", "issued_by")
    source = ("publisher", "url", "published_on", "published_precision", "published_basis")
    fieldsets = (
        (None, {"fields": ("round", "language", "form", "issued_by", "visibility", "title")}),
        (gettext_lazy("Where it was found"), {"fields": source}),
        (gettext_lazy("Ours"), {"fields": ("note",)}),
        (gettext_lazy("The statement's own words"), {"fields": ("text", "sha256")}),
    )
    readonly_fields = ("sha256", "text_with_passages")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        citing = Passage.objects.filter(statement=OuterRef("pk"))
        return super().get_queryset(request).annotate(has_passages=Exists(citing))

    def fixed_for(self, row: Statement) -> Sequence[str]:
        return ("round", "language", "text") if row.is_cited else ()

    def sections(self, request: HttpRequest, obj: Statement | None) -> Any:
        if obj is None or (self.has_change_permission(request, obj) and not obj.is_cited):
            return self.fieldsets
        own_words = (self.fieldsets[-1][0], {"fields": ("text_with_passages", "sha256")})
        return (*self.fieldsets[:-1], own_words)

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        if db_field.name == "text":
            options["strip"] = False
        return super().formfield_for_dbfield(db_field, request, **options)

    @admin.display(description=gettext_lazy("statement"), ordering="title")
    def title_shown(self, statement: Statement) -> str:
        return shortened(str(statement), 80)

    @admin.display(description=gettext_lazy("text held"), boolean=True)
    def held(self, statement: Statement) -> bool:
        return bool(statement.sha256)

    @admin.display(description=gettext_lazy("cited"), boolean=True, ordering="has_passages")
    def cited(self, statement: Any) -> bool:
        return bool(statement.has_passages)

    @admin.display(description=gettext_lazy("text"))
    def text_with_passages(self, statement: Statement) -> SafeString:
        return marked(statement)


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin):
    """Spans of statements; the reader and the seeds make them."""

    dialogue_path = "statement__round__dialogue"
    joins = ("statement__round__dialogue",)
    list_display = ("shown", "statement", "start", "end")
    list_filter = ("statement__round", "statement__language")
    search_fields = ("quote",)
    fields = ("statement", "quoted", "start", "end", "cited_by")

    @admin.display(description=gettext_lazy("quote"), ordering="quote")
    def shown(self, passage: Passage) -> str:
        return shortened(passage.quote)

    @admin.display(description=gettext_lazy("quote"))
    def quoted(self, passage: Passage) -> SafeString:
        return words_of_statement(passage)

    @admin.display(description=gettext_lazy("cited by"))
    def cited_by(self, passage: Passage) -> SafeString:
        return linked([*passage.items.all(), *passage.also_items.all()])
