"""A statement under review: its text with the proposals marked, and a step at a time towards the ledger."""

import re
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseForbidden,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.forms.intake import as_sentence
from ledger.forms.meeting import FactsForm, people_forms, people_typed
from ledger.forms.review import AddForm, ProposalForm, SplitForm
from ledger.intake import (
    Decision,
    DraftNotReady,
    ProposalGone,
    Proposed,
    StaleDraft,
    commit,
    discard_draft,
    drop_half_typed,
    keep_half_typed,
    open_questions,
    proposals,
    proposals_of,
    save_draft,
)
from ledger.intake import read_again as read_draft_again
from ledger.intake.aligning import items_without, met
from ledger.intake.beginning import forums_within
from ledger.intake.comparing import topics_of
from ledger.intake.locating import end_before, nearest
from ledger.models import ReviewDraft, Round
from ledger.personal import InvalidInput
from ledger.reading import UnknownLanguage
from ledger.reading.unreadable import Unreadable
from ledger.views.base import LedgerView
from ledger.views.review_rows import shown
from ledger.views.statement import wrong_language
from ledger.views.unsent import sent_again
from ledger.vocabulary import AgreedAs, DraftState, Kind, Language

State = dict[str, Any]
"""What the page shows beside the draft: forms that somebody typed in, and what to say."""


class Answered(Exception):
    """A step ends with an answer of its own instead of the page."""

    def __init__(self, answer: HttpResponseBase) -> None:
        super().__init__()
        self.answer = answer


class StatementReviewView(LedgerView):
    """One draft. Each button is a step (``do``, such as ``accept:5``), saved at once if nobody was faster."""

    template_name = "ledger/review.html"
    draft: ReviewDraft

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Answered as ended:
            return ended.answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; ``?edit=5`` opens a proposal's fields. What was typed and not saved is back where it was."""
        self._find()
        state, key = self._typed_before(), request.GET.get("edit", "")
        if found := next((one.key for one in proposals_of(self.draft) if str(one.key) == key), None):
            state |= self._editing(found, self._half_typed().get(f"save:{found}"))
        return self.render_to_response(self.get_context_data(**state))

    def signed_out(self) -> HttpResponseBase:
        """A form that keeps itself while its session ends has still all of it; only a step that was taken waits."""
        return HttpResponseForbidden() if self.request.POST.get("do") == "keep" else super().signed_out()

    def _half_typed(self) -> dict[str, QueryDict]:
        """What stood in the person's own forms and was not saved, as it would have been sent, by step."""
        own = self.draft.typed.get(str(self.user.pk), {})
        return {step: sent_again(kept["sent"]) for step, kept in own.items()}

    def _typed_before(self) -> State:
        state: State = {}
        for step, sent in self._half_typed().items():
            act, _colon, key = step.partition(":")
            state |= self._as_typed(act, int(key or 0), sent)
        if not state:
            return {}
        seen = min(one["version"] for one in self.draft.typed[str(self.user.pk)].values())
        is_behind = seen != self.draft.version and self.draft.updated_by != self.user
        return state | {"was_half_typed": True, "moved": self.draft if is_behind else None}

    def _as_typed(self, act: str, key: int, sent: QueryDict) -> State:
        """The form of a step with what was typed in it; nothing where its proposal is gone."""
        if act in ("save", "halve") and any(one.key == key for one in proposals_of(self.draft)):
            return self._editing(key, **{"data" if act == "save" else "split": sent})
        if act == "facts":
            return {
                "facts_form": FactsForm(sent, draft=self.draft),
                "people": people_forms(self.draft, sent),
            }
        return {"add_form": AddForm(sent, text=self.draft.text, locate=nearest)} if act == "add" else {}

    def _find(self) -> None:
        """The draft; one that is no longer under review leads on."""
        rows = ReviewDraft.objects.select_related("dialogue", "round__dialogue", "updated_by", "issued_by")
        self.draft = draft = self.row(rows, uuid=self.kwargs["uuid"])
        if draft.state == DraftState.COMMITTED and draft.round:
            messages.info(self.request, _("This statement is in the ledger."))
            raise Answered(HttpResponseRedirect(draft.round.get_absolute_url()))
        if draft.state == DraftState.DISCARDED:
            messages.info(self.request, _("This review was given up. The same text can be begun anew."))
            raise Answered(HttpResponseRedirect(reverse("ledger:statement-new")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.draft
        state = {
            "facts_form": kwargs.pop("facts_form", None) or FactsForm(draft=draft),
            "people": kwargs.pop("people", None) or people_forms(draft),
            "add_form": kwargs.pop("add_form", None) or AddForm(text=draft.text, locate=nearest),
        }
        questions = kwargs.pop("questions", None) or open_questions(draft)
        return super().get_context_data(**state, **shown(draft, self.user), questions=questions, **kwargs)

    # --- Steps

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take the step whose button was pressed. Somebody who was faster is named, and what was typed stays."""
        self._find()
        act, _colon, key = request.POST.get("do", "").partition(":")
        step = _STEPS.get(act)
        if step is None or (key and not (key.isdecimal() and len(key) < 10)):
            messages.error(request, _("There is no such step: load the page again."))
            return self.render_to_response(self.get_context_data())
        try:
            answer = step(self, int(key or 0))
        except StaleDraft as moved:
            return self._moved_on(moved, act, int(key or 0))
        except ProposalGone:
            messages.error(request, _("This proposal is not there any more."))
            return self._back()
        except InvalidInput as refused:
            messages.error(request, str(refused))
            return self.render_to_response(self.get_context_data())
        typed = f"save:{key}" if key else act
        if answer.status_code == HTTPStatus.FOUND and typed in self._half_typed():
            drop_half_typed(user=self.user, draft=self.draft, step=typed)
        return answer

    def _moved_on(self, moved: StaleDraft, act: str, key: int) -> HttpResponseBase:
        """The draft as it is now, above it who was faster, and in it what this person had typed."""
        self._find()
        state = {"moved": moved.draft} | self._as_typed(act, key, self.request.POST)
        return self.render_to_response(self.get_context_data(**state), status=409)

    def _version(self) -> int:
        seen = self.request.POST.get("version", "")
        return int(seen) if seen.isdecimal() and len(seen) < 10 else 0

    def _keep(self, **changes: Any) -> None:
        self.draft = save_draft(user=self.user, draft=self.draft, version=self._version(), **changes)

    def _keep_proposals(self, some: list[Proposed]) -> None:
        self._keep(proposals=proposals.as_json(some))

    def _back(self, anchor: str = "") -> HttpResponseBase:
        page = self.draft.get_absolute_url()
        return HttpResponseRedirect(f"{page}#{anchor}" if anchor else page)

    def _to_next(self, key: int) -> HttpResponseBase:
        """Back to the page, at the next proposal to decide on: behind this one, else the first."""
        some = proposals_of(self.draft)
        behind = [one.key for one in some].index(key) if any(one.key == key for one in some) else 0
        waiting = [one for one in [*some[behind + 1 :], *some[:behind]] if one.is_open]
        return self._back(f"p{waiting[0].key}" if waiting else "write")

    def _proposal_form(self, key: int, data: Any = None) -> ProposalForm:
        one = proposals.found(proposals_of(self.draft), key)
        others = self._others()
        return ProposalForm(
            data, draft=self.draft, others=others, locate=nearest, initial=_typed(one, self.draft.text)
        )

    def _editing(self, key: int, data: Any = None, split: Any = None) -> State:
        """The fields of a proposal, and where it may be split, each as typed."""
        one = proposals.found(proposals_of(self.draft), key)
        split_form = SplitForm(split, text=self.draft.text, span=one.span)
        return {"editing": (key, self._proposal_form(key, data)), "split_form": split_form}

    def _others(self) -> list[Any]:
        return items_without(self.draft.round, self.draft.language) if self.draft.round else []

    def keep(self, _key: int) -> HttpResponseBase:
        """Keep what stands in a form, which says by which step it would be saved; sent by the page itself."""
        step = self.request.POST.get("kept", "")
        if _KEPT.fullmatch(step):
            sent = {name: values for name, values in self.request.POST.lists() if name not in _NOT_TYPED}
            keep_half_typed(user=self.user, draft=self.draft, version=self._version(), step=step, sent=sent)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)

    def leave(self, key: int) -> HttpResponseBase:
        """Leave a proposal as it was, whatever was typed in its fields."""
        return self._back(f"p{key}")

    def forget(self, _key: int) -> HttpResponseBase:
        """Forget all that was typed and not saved."""
        drop_half_typed(user=self.user, draft=self.draft)
        return self._back()

    def accept(self, key: int) -> HttpResponseBase:
        """Accept a proposal as it stands; one that lacks something opens its fields, which say what."""
        some = proposals_of(self.draft)
        one = proposals.found(some, key)
        if not one.is_complete:
            return self._edit_page(key, _as_sent(one, self.draft.text))
        self._keep_proposals(proposals.decided(some, key, Decision.ACCEPTED))
        return self._to_next(key)

    def _edit_page(self, key: int, data: Any) -> HttpResponseBase:
        return self.render_to_response(self.get_context_data(**self._editing(key, data)))

    def reject(self, key: int) -> HttpResponseBase:
        """Leave a proposal out."""
        self._keep_proposals(proposals.decided(proposals_of(self.draft), key, Decision.REJECTED))
        return self._to_next(key)

    def undo(self, key: int) -> HttpResponseBase:
        """Decide anew on a proposal."""
        self._keep_proposals(proposals.decided(proposals_of(self.draft), key, Decision.OPEN))
        return self._back(f"p{key}")

    def save(self, key: int) -> HttpResponseBase:
        """Accept a proposal as edited."""
        form = self._proposal_form(key, self.request.POST)
        if not form.is_valid():
            return self._edit_page(key, self.request.POST)
        values = form.values() | {"decision": Decision.ACCEPTED.value}
        self._keep_proposals(proposals.edited(proposals_of(self.draft), key, **values))
        return self._to_next(key)

    def split(self, key: int) -> HttpResponseBase:
        """Take the reader's other reading: two proposals in place of one."""
        return self._split(proposals_of(self.draft), key)

    def halve(self, key: int) -> HttpResponseBase:
        """Make two of a proposal where a person says that the second begins."""
        some = proposals_of(self.draft)
        form = SplitForm(self.request.POST, text=self.draft.text, span=proposals.found(some, key).span)
        if not form.is_valid():
            return self.render_to_response(
                self.get_context_data(**self._editing(key, split=self.request.POST))
            )
        one, at = proposals.found(some, key), form.cleaned_data["at"]
        first = (one.start, end_before(self.draft.text, one.start, at, self.draft.language))
        return self._split(proposals.edited(some, key, parts=(first, (at, one.end))), key)

    def _split(self, some: list[Proposed], key: int) -> HttpResponseBase:
        words = [self.draft.text[start:end] for start, end in proposals.found(some, key).parts]
        self._keep_proposals(proposals.split(some, key, topics_of(words, self.draft.language)))
        return self._back(f"p{key}")

    def merge(self, key: int) -> HttpResponseBase:
        """Make one of a proposal and the next."""
        self._keep_proposals(proposals.merged(proposals_of(self.draft), key))
        return self._back(f"p{key}")

    def add(self, _key: int) -> HttpResponseBase:
        """Propose words that a person selected; the fields open."""
        form = AddForm(self.request.POST, text=self.draft.text, locate=nearest)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(add_form=form))
        start, end = form.cleaned_data["span"]
        topics = topics_of([self.draft.text[start:end]], self.draft.language)[0]
        forums = forums_within(self.draft.facts, (start, end))
        some, new = proposals.added(proposals_of(self.draft), (start, end), topics=topics, forums=forums)
        self._keep_proposals(some)
        page = self.draft.get_absolute_url()
        return HttpResponseRedirect(f"{page}?edit={new.key}#p{new.key}")

    def rest(self, _key: int) -> HttpResponseBase:
        """Reject everything that is not decided yet."""
        self._keep_proposals(proposals.rest_rejected(proposals_of(self.draft)))
        return self._back("write")

    def facts(self, _key: int) -> HttpResponseBase:
        """Keep the facts of the round and of the statement."""
        form, people = (
            FactsForm(self.request.POST, draft=self.draft),
            people_forms(self.draft, self.request.POST),
        )
        if not all([form.is_valid(), *(row.is_valid() for row in people)]):
            return self.render_to_response(self.get_context_data(facts_form=form, people=people))
        values = form.values()
        values["facts"]["people"] = people_typed(self.draft, people)
        number = values["round_number"]
        rounds = Round.objects.filter(dialogue=self.draft.dialogue, number=number)
        round = rounds.first() if number else None
        if round and round != self.draft.round:
            some = met(proposals_of(self.draft), round, self.draft.language)
            values["proposals"] = proposals.as_json(some)
        self._keep(**values, round=round)
        messages.success(self.request, _("The facts are saved."))
        return self._back("round")

    def reread(self, _key: int) -> HttpResponseBase:
        """Read the text anew in the language chosen."""
        chosen = self.request.POST.get("language", "")
        if chosen not in {language.value for language in Language}:
            return self.render_to_response(self.get_context_data(language_error=_("Choose a language.")))
        try:
            version = self._version()
            self.draft = read_draft_again(
                user=self.user, draft=self.draft, version=version, language=Language(chosen)
            )
        except UnknownLanguage as wrong:
            return self.render_to_response(self.get_context_data(language_error=wrong_language(wrong)))
        except Unreadable as reason:
            return self.render_to_response(self.get_context_data(language_error=as_sentence(reason)))
        return self._back()

    def discard(self, _key: int) -> HttpResponseBase:
        """Give the review up."""
        discard_draft(user=self.user, draft=self.draft, version=self._version())
        messages.success(self.request, _("The review is given up. Nothing was written to the ledger."))
        return HttpResponseRedirect(reverse("ledger:statement-new"))

    def commit(self, _key: int) -> HttpResponseBase:
        """Write round, statement and items."""
        try:
            round = commit(user=self.user, draft=self.draft, version=self._version())
        except DraftNotReady as why:
            return self.render_to_response(self.get_context_data(questions=why.says, refused=True))
        messages.success(self.request, _("The statement is in the ledger, with its items."))
        return HttpResponseRedirect(round.get_absolute_url())


_STEPS = {
    name: getattr(StatementReviewView, name)
    for name in (
        "accept", "reject", "undo", "save", "split", "halve", "merge", "add", "rest", "facts", "reread",
        "discard", "commit", "keep", "leave", "forget",
    )
}  # fmt: skip


_KEPT = re.compile(r"save:[0-9]{1,9}|facts|add")
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "writer", "version", "do", "kept"})


def _typed(one: Proposed, text: str) -> dict[str, Any]:
    """A proposal as the fields show it."""
    kind, way = Kind(one.kind), AgreedAs(one.agreed_as) if one.agreed_as else None
    return {
        "quote": text[one.start : one.end],
        "kind": f"{kind}:{way}" if way else kind.value,
        "first_topic": one.topics[0] if one.topics else None,
        "further_topics": list(one.topics[1:]),
        **{
            name: getattr(one, name)
            for name in ("start", "end", "continues", "same_as", "summary_en", "summary_es")
        },
        **{
            name: list(getattr(one, name))
            for name in ("owed_by", "asked_by", "asked_of", "forums", "agencies")
        },
    }


def _as_sent(one: Proposed, text: str) -> Any:
    """A proposal as a browser would send its fields."""
    data = QueryDict(mutable=True)
    for name, value in _typed(one, text).items():
        data.setlist(name, value if isinstance(value, list) else [] if value is None else [value])
    return data
