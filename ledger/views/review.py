"""A statement under review: its text with the proposals marked, and the forms by which it becomes items."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ledger.forms.meeting import FactsForm, people_forms
from ledger.forms.review import AddForm, LackingForm, ProposalForm, SplitForm
from ledger.intake import (
    ProposalGone,
    Proposed,
    StaleDraft,
    drop_half_typed,
    open_questions,
    proposals,
    proposals_of,
    save_draft,
)
from ledger.intake.aligning import items_without
from ledger.intake.locating import nearest
from ledger.intake.proposals import Lack
from ledger.models import Item, ReviewDraft
from ledger.personal import InvalidInput
from ledger.views.base import LedgerView
from ledger.views.review_rows import shown
from ledger.views.unsent import sent_again
from ledger.vocabulary import AgreedAs, DraftState, Kind

ORDER = "review_order"
"""The session's key of the order in which the person reads proposals."""
State = dict[str, Any]
"""What the page shows beside the draft: forms that somebody typed in, and what to say."""


class ReviewView(LedgerView):
    """A view of one draft, which can show its page. A draft that is no longer under review leads on."""

    template_name = "ledger/review.html"
    draft: ReviewDraft

    def get_draft(self) -> ReviewDraft:
        """Return the draft that the address names; 404 for those who may not take in its dialogue's statements."""
        rows = ReviewDraft.objects.select_related("dialogue", "round__dialogue", "updated_by", "issued_by")
        return self.row(rows, uuid=self.kwargs["uuid"])

    def lead_on(self) -> HttpResponse | None:
        """Redirect from a draft that was committed or discarded; None for one under review."""
        if self.draft.state == DraftState.COMMITTED and self.draft.round:
            messages.info(self.request, _("This statement is in the ledger."))
            return redirect(self.draft.round)
        if self.draft.state == DraftState.DISCARDED:
            messages.info(self.request, _("This review was given up. The same text can be begun anew."))
            return redirect("ledger:statement-new")
        return None

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        draft = self.draft
        lacking = kwargs.pop("lacking", None)
        if not isinstance(lacking, LackingForm):
            lacking = self.lacking_form()
        editing = kwargs.get("editing")
        state = {
            "facts_form": kwargs.pop("facts_form", None) or FactsForm(draft=draft),
            "people": kwargs.pop("people", None) or people_forms(draft),
            "add_form": kwargs.pop("add_form", None) or AddForm(text=draft.text, locate=nearest),
            "review_page": self.page(),
            "lacking": lacking,
        }
        edited = editing[0] if isinstance(editing, tuple) else None
        rows = shown(draft, self.user, self.others, lacking, edited, order=self.order())
        questions = kwargs.pop("questions", None) or open_questions(draft)
        return super().get_context_data(**state, **rows, questions=questions, **kwargs)

    def show(self, status: int = HTTPStatus.OK, **state: object) -> HttpResponse:
        """Answer with the page, and in it what somebody typed."""
        return self.render_to_response(self.get_context_data(**state), status=status)

    def page(self, anchor: str = "") -> str:
        """Return the address of the page."""
        page = self.draft.get_absolute_url()
        return f"{page}#{anchor}" if anchor else page

    def order(self) -> proposals.Order:
        """Return the order that the person chose in this session by ``?order=``; else that of the text."""
        if (asked := self.request.GET.get("order", "")) in set(proposals.Order):
            self.request.session[ORDER] = asked
        return proposals.Order(self.request.session.get(ORDER, proposals.Order.TEXT))

    def half_typed(self) -> dict[str, QueryDict]:
        """Return what stood in the person's own forms and was not saved, as it would have been sent, by step."""
        own = self.draft.typed.get(str(self.user.pk), {})
        return {step: sent_again(kept["sent"]) for step, kept in own.items()}

    def state_of(self, step: str, sent: QueryDict) -> State:
        """Return the form of a step with what was typed in it; nothing where its proposal is gone."""
        name, _colon, key = step.partition(":")
        if name == "save":
            is_there = any(row.key == int(key) for row in proposals_of(self.draft))
            return self.editing(int(key), sent) if is_there else {}
        if name == "facts":
            return {
                "facts_form": FactsForm(sent, draft=self.draft),
                "people": people_forms(self.draft, sent),
            }
        return {"add_form": AddForm(sent, text=self.draft.text, locate=nearest)} if name == "add" else {}

    @cached_property
    def others(self) -> list[Item]:
        """Return the items of the round that wait for their words in the draft's language."""
        return items_without(self.draft.round, self.draft.language) if self.draft.round else []

    def lacking_form(self, sent: QueryDict | None = None) -> LackingForm:
        """Ask what proposals that nobody decided on lack, as a form with a field beside each."""
        rows = [row for row in proposals_of(self.draft) if row.is_open]
        asked = [(row.key, Lack.TOPIC in row.lacks) for row in rows if not row.same_as]
        return LackingForm(sent, rows=asked, others=self.others)

    def editing(self, key: int, data: QueryDict | None = None, split: QueryDict | None = None) -> State:
        """Return the fields of a proposal, and where it may be split, each as typed. Raises ProposalGone."""
        proposal = proposals.found(proposals_of(self.draft), key)
        split_form = SplitForm(split, text=self.draft.text, span=proposal.span)
        return {"editing": (key, self.proposal_form(proposal, data)), "split_form": split_form}

    def proposal_form(self, proposal: Proposed, data: QueryDict | None = None) -> ProposalForm:
        """Return the fields of a proposal."""
        initial = values_of(proposal, self.draft.text)
        return ProposalForm(data, draft=self.draft, others=self.others, locate=nearest, initial=initial)


class StatementReviewView(ReviewView):
    """Show the page; ``?edit=5`` opens a proposal's fields. What was typed and not saved is back where it was."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.draft = self.get_draft()
        if (answer := self.lead_on()) is not None:
            return answer
        state, asked = self._typed_before(), request.GET.get("edit", "")
        if found := next((row.key for row in proposals_of(self.draft) if str(row.key) == asked), None):
            state |= self.editing(found, self.half_typed().get(f"save:{found}"))
        return self.show(**state)

    def _typed_before(self) -> State:
        state: State = {}
        for step, sent in self.half_typed().items():
            state |= self.state_of(step, sent)
        if not state:
            return {}
        seen = min(kept["version"] for kept in self.draft.typed[str(self.user.pk)].values())
        is_behind = seen != self.draft.version and self.draft.updated_by != self.user
        return state | {"was_half_typed": True, "moved": self.draft if is_behind else None}


class UnknownNames(Exception):
    """What was typed beside proposals names no topic or item that there is; ``form`` says so beside each."""

    def __init__(self, form: LackingForm) -> None:
        super().__init__()
        self.form = form


class ReviewPartView(ReviewView):
    """A part of a review that a button of the page writes by POST; its address alone leads to the page.

    Somebody who saved after the page was shown is named (optimistic lock), and what was typed stays. ``step`` names the
    form whose half-typed words are dropped, as they are saved or settled by it.
    """

    step: ClassVar[str] = ""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.draft = self.get_draft()
        return self.lead_on() or redirect(self.page())

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.draft = self.get_draft()
        if (elsewhere := self.lead_on()) is not None:
            return elsewhere
        try:
            answer = self.write()
        except StaleDraft as stale:
            return self._stale(stale)
        except UnknownNames as unknown:
            return self.show(lacking=unknown.form)
        except ProposalGone:
            messages.error(request, _("This proposal is not there any more."))
            return redirect(self.page())
        except InvalidInput as refused:
            messages.error(request, str(refused))
            return self.show()
        if answer.status_code == HTTPStatus.FOUND and self.get_step() in self.half_typed():
            drop_half_typed(user=self.user, draft=self.draft, step=self.get_step())
        return answer

    def get_step(self) -> str:
        return self.step

    def write(self) -> HttpResponseBase:
        """Write the part, or show the page with what is refused. Raises StaleDraft, ProposalGone, InvalidInput."""
        raise NotImplementedError

    def filled_in(self) -> list[Proposed]:
        """Return the proposals, each with what was typed beside it because it lacked that. Raises UnknownNames."""
        form, rows = self.lacking_form(self.request.POST), proposals_of(self.draft)
        if not form.is_valid():
            raise UnknownNames(form)
        for key, values in form.values.items():
            rows = proposals.edited(rows, key, **values)
        return rows

    def no_such_step(self) -> HttpResponse:
        """Show the page, and that a button was sent that it does not have."""
        messages.error(self.request, _("There is no such step: load the page again."))
        return self.show()

    def typed_state(self) -> State:
        """Return what was typed in the part's own form, for the page."""
        return self.state_of(self.get_step(), self.request.POST)

    def _stale(self, stale: StaleDraft) -> HttpResponseBase:
        """Show the draft as it is now, above it who was faster, and in it what this person had typed."""
        self.draft = self.get_draft()
        if (answer := self.lead_on()) is not None:
            return answer
        return self.show(status=HTTPStatus.CONFLICT, moved=stale.draft, **self.typed_state())

    @property
    def version(self) -> int:
        """The version of the draft that the page showed; 0 where it names none."""
        seen = self.request.POST.get("version", "")
        return int(seen) if seen.isdecimal() and len(seen) < 10 else 0

    def save(self, **changes: object) -> None:
        """Save columns of the draft. Raises StaleDraft."""
        self.draft = save_draft(user=self.user, draft=self.draft, version=self.version, **changes)

    def save_proposals(self, changed: list[Proposed]) -> None:
        """Save the proposals. Raises StaleDraft."""
        self.save(proposals=proposals.as_json(changed))


def values_of(proposal: Proposed, text: str) -> dict[str, Any]:
    """Return a proposal as the fields show it."""
    kind, way = Kind(proposal.kind), AgreedAs(proposal.agreed_as) if proposal.agreed_as else None
    return {
        "quote": text[proposal.start : proposal.end],
        "kind": f"{kind}:{way}" if way else kind.value,
        "first_topic": proposal.topics[0] if proposal.topics else None,
        "further_topics": list(proposal.topics[1:]),
        **{
            name: getattr(proposal, name)
            for name in (
                "start",
                "end",
                "continues",
                "same_as",
                "deadline_on",
                "deadline_wording",
                "summary_en",
                "summary_es",
            )
        },
        **{
            name: list(getattr(proposal, name))
            for name in ("owed_by", "asked_by", "asked_of", "forums", "agencies")
        },
    }


def as_sent(proposal: Proposed, text: str) -> QueryDict:
    """Return a proposal as a browser would send its fields."""
    data = QueryDict(mutable=True)
    for name, value in values_of(proposal, text).items():
        data.setlist(name, value if isinstance(value, list) else [] if value is None else [value])
    return data
