"""Questions about an item to a named colleague: asked, answered, taken back, listed; between the two alone."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ledger.forms.questions import AskForm, QuestionAnswerForm
from ledger.models import ColleagueQuestion, Item
from ledger.models.questions import ColleagueQuestionQuerySet
from ledger.personal import (
    InvalidInput,
    answer_question,
    ask_colleague,
    colleagues_of,
    see_question,
    take_question_back,
)
from ledger.presentation.item_rows import for_rows
from ledger.views.base import LedgerView, LedgerViewMixin
from ledger.views.unsent import take_from_session

MAX_SHOWN = 1001
"""How many questions of a kind are read: one more than counts go to."""
NEWS = datetime.timedelta(days=14)
"""How long an answer stands on the asker's workspace."""
MAX_ENDED = 100
"""How many questions that have ended the list shows, the newest."""


@dataclass(frozen=True)
class WorkspaceQuestions:
    """The questions that the workspace shows: those that wait for the person, theirs that wait, and news of theirs."""

    of_me: list[ColleagueQuestion]
    by_me: list[ColleagueQuestion]
    news: list[ColleagueQuestion]


def questions_on_workspace(page: LedgerViewMixin) -> WorkspaceQuestions:
    """Return the questions of the person behind a page, by one query."""
    user, rows = page.user, ColleagueQuestion.objects
    open_ones, mine = rows.waiting(), rows.filter(asked_by=user)
    wanted = _listed(page.rows(open_ones | mine.ended_since(timezone.now() - NEWS)))
    found = list(wanted[:MAX_SHOWN])
    return WorkspaceQuestions(
        of_me=[row for row in found if row.is_open and row.asked_of_id == user.pk],
        by_me=[row for row in found if row.is_open and row.asked_by_id == user.pk],
        news=[row for row in found if not row.is_open],
    )


def _listed(rows: ColleagueQuestionQuerySet) -> ColleagueQuestionQuerySet:
    """Select questions with what a line shows of them."""
    return rows.select_related("item", "asked_by", "asked_of").with_reach()


class QuestionListView(LedgerView):
    """The questions that wait for the person, those of theirs that wait, and the newest that have ended."""

    template_name = "ledger/question_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        rows = _listed(self.rows(ColleagueQuestion.objects.all()))
        found = list(rows.waiting()[:MAX_SHOWN])
        ended = list(rows.ended().order_by("-ended_at")[: MAX_ENDED + 1])
        return super().get_context_data(
            of_me=[row for row in found if row.asked_of_id == self.user.pk],
            by_me=[row for row in found if row.asked_by_id == self.user.pk],
            ended=ended[:MAX_ENDED],
            most_ended=MAX_ENDED if len(ended) > MAX_ENDED else 0,
            **kwargs,
        )


class QuestionCreateView(LedgerView):
    """Ask a colleague about an item."""

    template_name = "ledger/question_form.html"
    fills_in = True

    @cached_property
    def item(self) -> Item:
        """The item that the address names."""
        rows = for_rows(Item.objects.select_related("round__dialogue"))
        return self.row(rows, ref=self.kwargs["ref"])

    def _form(self, data: QueryDict | None = None) -> AskForm:
        form = AskForm(data)
        form.offer(colleagues_of(self.user, self.item))
        return form

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        kept = take_from_session(request)
        context = self.get_context_data(form=self._form(kept), was_kept=bool(kept))
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Put the question, and lead back to the item."""
        form = self._form(request.POST)
        if form.is_valid():
            try:
                question = ask_colleague(user=self.user, item=self.item, **form.cleaned_data)
            except InvalidInput as refused:
                form.refuse(refused.fields)
            else:
                sentence = _("%(person)s is asked. The answer comes to your workspace.")
                messages.success(request, sentence % {"person": question.asked_of})
                return redirect(self.item)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            item=self.item, has_colleagues=colleagues_of(self.user, self.item).exists(), **kwargs
        )


class QuestionDetailView(LedgerView):
    """A question and what became of it; the colleague answers it here, the asker can take it back."""

    template_name = "ledger/question.html"

    def question(self) -> ColleagueQuestion:
        """Return the question as it stands now; 404 for everybody but the two."""
        rows = ColleagueQuestion.objects.select_related("item__passage__statement", "asked_by", "asked_of")
        rows = rows.defer("item__passage__statement__text").with_reach()
        return self.row(rows, uuid=self.kwargs["uuid"])

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        question = self.question()
        return super().get_context_data(
            **{"form": QuestionAnswerForm()} | kwargs,
            question=question,
            is_mine=question.asked_by_id == self.user.pk,
        )

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer it, say that it was seen, or take it back, by the button pressed."""
        question, form = self.question(), QuestionAnswerForm(request.POST)
        if form.is_valid():
            try:
                says = self._do(request.POST.get("do", ""), question, form.cleaned_data["answer"])
            except InvalidInput as refused:
                form.refuse(refused.fields)
            else:
                messages.success(request, says)
                return redirect(question)
        return self.render_to_response(self.get_context_data(form=form))

    def _do(self, what: str, question: ColleagueQuestion, words: str) -> str:
        if what == "take-back":
            take_question_back(user=self.user, question=question)
            return _("The question is taken back, and its words are gone.")
        if what == "seen":
            if words.strip():
                raise InvalidInput({"answer": _("You wrote an answer: send it, or empty the field.")})
            see_question(user=self.user, question=question)
            return _("The question is marked as seen.")
        answer_question(user=self.user, question=question, words=words)
        return _("The question is answered.")
