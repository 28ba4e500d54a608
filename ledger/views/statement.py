"""A statement comes in: pasted or uploaded, read, and led on to its review."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledger.forms.intake import IntakeForm, as_sentence
from ledger.intake import StaleDraft, begin, begin_again, dialogue_of, statement_there
from ledger.intake.beginning import cited_spans
from ledger.models import Dialogue, ReviewDraft, Statement
from ledger.models.personal import AGAIN
from ledger.personal import InvalidInput
from ledger.reading import UnknownLanguage
from ledger.reading.unreadable import Unreadable
from ledger.views.base import LedgerView
from ledger.views.unsent import take_from_session
from ledger.vocabulary import Act, DraftState, StatementLanguage

SHOWN = 20
"""Statements under review that the page lists."""


def under_review(view: LedgerView) -> QuerySet[ReviewDraft]:
    """Return the statements under review, the latest first, for who may open items; others cost no query."""
    if not view.rights.may_somewhere(Act.OPEN):
        return ReviewDraft.objects.none()
    drafts = view.rows(ReviewDraft.objects.filter(state=DraftState.OPEN))
    return drafts.select_related("dialogue", "updated_by").defer("text", "facts", "proposals", "typed")


class StatementCreateView(LedgerView):
    """Paste or upload a statement; and the statements that are under review. For people who may open items."""

    template_name = "ledger/statement_new.html"
    fills_in = True

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Return the empty form; with the text that was pasted when the session had ended, where it was."""
        dialogues = self._dialogues()
        if kept := take_from_session(request):
            form = IntakeForm(kept, dialogues=dialogues)
            return self.render_to_response(self.get_context_data(form=form, was_kept=True))
        return super().get(request, *args, **kwargs)

    def _dialogues(self) -> list[Dialogue]:
        """Return the dialogues in which the person may open items; 403 for none."""
        if found := self.rights.dialogues_where(Act.OPEN):
            return found
        raise PermissionDenied(_("Statements are taken in by editors of a dialogue."))

    def _empty_form(self) -> IntakeForm:
        """Return the form with the dialogue and the round that the address names (``?dialogue=USMX&round=7``)."""
        dialogues, asked = self._dialogues(), self.request.GET
        chosen = next((row.pk for row in dialogues if row.code == asked.get("dialogue")), None)
        number = asked.get("round", "")
        initial = {"dialogue": chosen, "number": number if number.isdecimal() and len(number) < 5 else None}
        return IntakeForm(dialogues=dialogues, initial=initial)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        drafts = under_review(self)[:SHOWN]
        return super().get_context_data(**{"form": self._empty_form()} | kwargs, drafts=drafts)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Read what came, and lead to its review; or to the round that has this text already."""
        form = IntakeForm(request.POST, request.FILES, dialogues=self._dialogues())
        page = self._led_on(form) if form.is_valid() else None
        return (
            HttpResponseRedirect(page) if page else self.render_to_response(self.get_context_data(form=form))
        )

    def _led_on(self, form: IntakeForm) -> str | None:
        """Return the page to go on at; None where the form now says what is wrong."""
        values = form.cleaned_data
        field = "file" if values["file"] else "pasted"
        text, language = values["text"], values["language"]
        try:
            dialogue = values["dialogue"] or dialogue_of(text, language, self._dialogues())
            if dialogue is None:
                form.add_error("dialogue", _("The text does not show which of these it is: choose one."))
                return None
            if there := statement_there(dialogue, text):
                says = _("This text is in the ledger already: %(there)s.") % {"there": there}
                messages.info(self.request, says)
                return there.round.get_absolute_url()
            draft = begin(
                user=self.user, dialogue=dialogue, text=text, language=language, number=values["number"]
            )
            return draft.get_absolute_url()
        except UnknownLanguage as wrong:
            form.add_error("language" if values["language"] else field, wrong_language(wrong))
        except Unreadable as reason:
            form.add_error(field, as_sentence(reason))
        except InvalidInput as refused:
            form.add_error(field, str(refused))
        return None


class StatementAgainView(LedgerView):
    """A statement in the ledger, to be reviewed for what is not an item yet. For people who may open items there."""

    template_name = "ledger/statement_again.html"
    statement: Statement

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self._find()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Read the statement, and lead to its review; where it cannot be read, say why."""
        self._find()
        try:
            return redirect(begin_again(user=self.user, statement=self.statement))
        except UnknownLanguage as wrong:
            faults = [wrong_language(wrong)]
        except Unreadable as reason:
            faults = [as_sentence(reason)]
        except (InvalidInput, StaleDraft) as refused:
            faults = [str(refused)]
        return self.render_to_response(self.get_context_data(faults=faults))

    def _find(self) -> None:
        """Look for the statement; 404 where the person sees none with a text, 403 where they may open no items."""
        held = Statement.objects.exclude(text="").select_related("round__dialogue")
        self.statement = self.row(held, pk=self.kwargs["pk"])
        if not self.rights.may(Act.OPEN, self.statement.round.dialogue):
            raise PermissionDenied(_("Statements are taken in by editors of a dialogue."))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        statement = self.statement
        same = ReviewDraft.objects.filter(dialogue=statement.round.dialogue, sha256=statement.sha256)
        cited = [item for _start, _end, item in cited_spans(statement)]
        drafts = self.rows(same.select_related("updated_by").defer("text", "proposals", "typed"))
        # The same text may be a statement of another round too; one that is not in the ledger yet becomes this one's.
        open_ones, of = drafts.filter(state=DraftState.OPEN), statement.pk
        return super().get_context_data(
            statement=statement,
            items={item.ref: item for item in cited if not item.is_withdrawn}.values(),
            under_review=next((draft for draft in open_ones if draft.facts.get(AGAIN, of) == of), None),
            reviews=drafts.filter(state=DraftState.COMMITTED, statement=statement),
            **kwargs,
        )


def wrong_language(wrong: UnknownLanguage) -> str:
    """Return what to say of a text that is not in the language it was said to be in, or in none that is read."""
    if wrong.guessed:
        seems = _(StatementLanguage(wrong.guessed).label)
        return _("The text seems to be in another language: %(language)s.") % {"language": seems}
    known = ", ".join(_(language.label) for language in StatementLanguage)
    return _(
        "The text is in none of the languages that are read (%(known)s). If it is in one, choose it below."
    ) % {"known": known}
