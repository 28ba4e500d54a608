"""Statements, verbatim, and the passages that items cite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, Field, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.admin.base import LedgerAdmin, ReadOnlyAdmin
from ledger.admin.display import linked, marked, words_of_statement
from ledger.admin.fields import ReasonedForm
from ledger.models import Passage, Round, Statement, kept_text, text_digest
from ledger.models.fields import odd_character
from ledger.presentation.item_words import shortened
from ledger.typed_text import first_place
from ledger.vocabulary import Audience

if TYPE_CHECKING:
    from ledger.admin.fields import Fieldset, Fieldsets


class StatementAdminForm(ReasonedForm):
    """The text is taken as it is: nothing is stripped from its ends."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        text, round = cleaned.get("text"), cleaned.get("round", self.instance.round_id)
        if says := odd_character(first_place(text or "", harmful_only=True)):
            self.add_error("text", says)
        if text and round:
            same = Statement.objects.filter(round=round, sha256=text_digest(kept_text(text)))
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("text", _("This round has a statement with the same text already."))
        self._check_issuer(cleaned.get("round", getattr(self.instance, "round", None)), cleaned)
        return cleaned

    def _check_issuer(self, round: Round | None, cleaned: dict[str, Any]) -> None:
        issuer = cleaned.get("issued_by")
        if not (round and issuer and {"issued_by", "round"} & {*self.changed_data}):
            return
        if not round.dialogue.parties.filter(pk=issuer.pk).exists():
            self.add_error("issued_by", _("Choose among the parties to this dialogue."))


@admin.register(Statement)
class StatementAdmin(LedgerAdmin):
    """Source documents. Once a passage cites the text, text, language and round stay as they are.

    While a statement is shown beyond our own people, all that they see of it stays as it was released. Its audience
    is set on a page of the workspace.
    """

    form = StatementAdminForm
    joins = ("round__dialogue", "issued_by")
    list_display = ("title_shown", "round", "language", "form", "issued_by", "shown_to", "held", "cited")
    list_filter = ("round", "language", "form", "visibility", "proposed_audience")
    search_fields = ("title", "publisher", "text", "sha256")
    date_hierarchy = "published_on"
    autocomplete_fields = ("round", "issued_by")
    source = ("publisher", "url", "published_on", "published_precision", "published_basis")
    fieldsets = (
        (None, {"fields": ("round", "language", "form", "issued_by", "title")}),
        (gettext_lazy("Who may see it"), {"fields": ("visibility", "proposed_audience", "audience")}),
        (gettext_lazy("Where it was found"), {"fields": source}),
        (gettext_lazy("Ours"), {"fields": ("note",)}),
        (gettext_lazy("The statement's own words"), {"fields": ("text", "sha256", "review")}),
    )
    readonly_fields = ("visibility", "audience", "sha256", "review", "text_with_passages")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        citing = Passage.objects.filter(statement=OuterRef("pk"))
        rows: QuerySet[Statement] = super().get_queryset(request)
        return rows.annotate(has_passages=Exists(citing))

    def fixed_for(self, row: Statement) -> Sequence[str]:
        if row.visibility is not Audience.INTERNAL:
            return ("round", "language", "form", "issued_by", "title", *self.source[:-1], "text")
        if row.is_cited:
            return ("round", "language", "text")
        return ("round",) if row.files.exists() else ()

    def sections(self, request: HttpRequest, obj: Statement | None) -> "Fieldsets":
        own_words: Fieldset = (self.fieldsets[-1][0], {"fields": ("text", "sha256")})
        if obj is None:
            proposed: Fieldset = (self.fieldsets[1][0], {"fields": ("proposed_audience",)})
            return (self.fieldsets[0], proposed, *self.fieldsets[2:-1], own_words)
        if self.has_change_permission(request, obj) and "text" not in self.fixed_for(obj):
            return self.fieldsets
        own_words = (self.fieldsets[-1][0], {"fields": ("text_with_passages", "sha256", "review")})
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

    @admin.display(description=gettext_lazy("who may see it"), ordering="visibility")
    def shown_to(self, statement: Statement) -> str:
        return _(statement.visibility.label)

    @admin.display(description=gettext_lazy("releases"))
    def audience(self, statement: Statement) -> SafeString:
        address = reverse("ledger:statement-audience", args=(statement.pk,))
        return format_html('<a href="{}">{}</a>', address, _("Set its audience"))

    @admin.display(description=gettext_lazy("what was missed"))
    def review(self, statement: Statement) -> SafeString | str:
        if not statement.text:
            return "–"
        address = reverse("ledger:statement-review-again", args=(statement.pk,))
        return format_html('<a href="{}">{}</a>', address, _("Review it again"))

    @admin.display(description=gettext_lazy("text held"), boolean=True)
    def held(self, statement: Any) -> bool:
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
