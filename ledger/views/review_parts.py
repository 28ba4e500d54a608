"""Edit what concerns a review as a whole: the facts of its round, its language, its end, and what is not saved."""

import re
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledger.forms.intake import as_sentence
from ledger.forms.meeting import FactsForm, people_forms, people_typed
from ledger.intake import (
    DraftNotReady,
    commit,
    discard_draft,
    drop_half_typed,
    keep_half_typed,
    proposals,
    proposals_of,
    read_again,
)
from ledger.intake.aligning import met
from ledger.models import Round
from ledger.reading import UnknownLanguage
from ledger.reading.unreadable import Unreadable
from ledger.views.review import ReviewPartView
from ledger.views.statement import wrong_language
from ledger.views.unsent import to_keep
from ledger.vocabulary import StatementLanguage

_STEP = re.compile(r"save:[0-9]{1,9}|facts|add")
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "writer", "version", "step"})


class FactsView(ReviewPartView):
    """Save the facts of the round and of the statement."""

    step = "facts"

    def write(self) -> HttpResponseBase:
        if self.draft.is_again:  # its page has no such form
            return redirect(self.page())
        form = FactsForm(self.request.POST, draft=self.draft)
        people = people_forms(self.draft, self.request.POST)
        if not all([form.is_valid(), *(row.is_valid() for row in people)]):
            return self.show(facts_form=form, people=people)
        values = form.values()
        values["facts"]["people"] = people_typed(self.draft, people)
        number = values["round_number"]
        rounds = Round.objects.filter(dialogue=self.draft.dialogue, number=number)
        round = rounds.first() if number else None
        if round and round != self.draft.round:
            compared = met(proposals_of(self.draft), round, self.draft.language, self.draft.text)
            values["proposals"] = proposals.as_json(compared)
        self.save(**values, round=round)
        messages.success(self.request, _("The facts are saved."))
        return redirect(self.page("round"))


class ReadingView(ReviewPartView):
    """Read the text anew in the language chosen."""

    def write(self) -> HttpResponseBase:
        chosen = self.request.POST.get("language", "")
        if self.draft.is_again:
            return redirect(self.page())
        if chosen not in set(StatementLanguage):
            return self.show(language_error=_("Choose a language."))
        language = StatementLanguage(chosen)
        try:
            self.draft = read_again(user=self.user, draft=self.draft, version=self.version, language=language)
        except UnknownLanguage as wrong:
            return self.show(language_error=wrong_language(wrong))
        except Unreadable as reason:
            return self.show(language_error=as_sentence(reason))
        return redirect(self.page())


class CommitView(ReviewPartView):
    """Write round, statement and items."""

    def write(self) -> HttpResponseBase:
        try:
            round = commit(user=self.user, draft=self.draft, version=self.version)
        except DraftNotReady as why:
            return self.show(questions=why.says, refused=True)
        said = _("What was accepted is in the ledger.") if self.draft.is_again else None
        messages.success(self.request, said or _("The statement is in the ledger, with its items."))
        return redirect(round)


class DiscardView(ReviewPartView):
    """Give the review up."""

    def write(self) -> HttpResponseBase:
        discard_draft(user=self.user, draft=self.draft, version=self.version)
        messages.success(self.request, _("The review is given up. Nothing was written to the ledger."))
        return redirect("ledger:statement-new")


class HalfTypedView(ReviewPartView):
    """Keep what stands in a form, which names the ``step`` that would save it; sent by the page itself."""

    def signed_out(self) -> HttpResponseBase:
        """Refuse: the form still has all of it when its session ends, and waits on the page."""
        return HttpResponseForbidden() if self.request.method == "POST" else super().signed_out()

    def write(self) -> HttpResponseBase:
        step = self.request.POST.get("step", "")
        if _STEP.fullmatch(step):
            sent = to_keep(self.request.POST, _NOT_TYPED)
            keep_half_typed(user=self.user, draft=self.draft, version=self.version, step=step, sent=sent)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)


class HalfTypedDiscardView(ReviewPartView):
    """Forget what was typed and not saved in the form of a ``step``, else in all forms."""

    def write(self) -> HttpResponseBase:
        step = self.request.POST.get("step", "")
        if _STEP.fullmatch(step) and step in self.half_typed():
            drop_half_typed(user=self.user, draft=self.draft, step=step)
        elif not step:
            drop_half_typed(user=self.user, draft=self.draft)
        _name, _colon, key = step.partition(":")
        return redirect(self.page(f"p{int(key)}" if _STEP.fullmatch(step) and key else ""))
