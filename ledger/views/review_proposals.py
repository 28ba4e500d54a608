"""Decide on the proposals of a statement under review; edit, split, merge and add them."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import ngettext

from ledger.forms.review import AddForm, SplitForm
from ledger.intake import Decision, Proposed, proposals, proposals_of
from ledger.intake.beginning import forums_within
from ledger.intake.comparing import topics_of
from ledger.intake.locating import end_before, nearest
from ledger.views.review import ReviewPartView, State, as_sent


class ProposalListView(ReviewPartView):
    """Add a proposal of words that a person selected; its fields open."""

    step = "add"

    def write(self) -> HttpResponseBase:
        text = self.draft.text
        form = AddForm(self.request.POST, text=text, locate=nearest)
        if not form.is_valid():
            return self.show(add_form=form)
        start, end = form.cleaned_data["span"]
        topics = topics_of([text[start:end]], self.draft.language)[0]
        forums = forums_within(self.draft.facts, (start, end))
        changed, new = proposals.added(proposals_of(self.draft), (start, end), topics=topics, forums=forums)
        self.save_proposals(changed)
        return redirect(f"{self.page()}?edit={new.key}#p{new.key}")


class RestView(ReviewPartView):
    """Reject everything that is not decided yet; or accept it, all or what the reader is sure of, as far as it can be.

    ``decision``: ``rejected`` where none is sent, ``accepted``, or ``sure``.
    """

    def typed_state(self) -> State:
        return {"lacking": self.lacking_form(self.request.POST)}

    def write(self) -> HttpResponseBase:
        decided, rows = self.request.POST.get("decision", Decision.REJECTED.value), self.filled_in()
        if decided == Decision.REJECTED:
            self.save_proposals(proposals.rest_rejected(rows))
            return redirect(self.page("write"))
        if decided not in {Decision.ACCEPTED, "sure"}:
            return self.no_such_step()
        at_least = proposals.SURE_FROM if decided == "sure" else 0.0
        after = proposals.untouched_accepted(rows, at_least=at_least, only_paired=bool(self.others))
        self.save_proposals(after)
        accepted = sum(row.is_accepted for row in after) - sum(row.is_accepted for row in rows)
        in_order = proposals.ordered(after, self.order())
        waiting = [row for row in in_order if row.is_open and not row.is_unsure]
        says = ngettext("%(count)d proposal is accepted.", "%(count)d proposals are accepted.", accepted)
        left = ngettext("%(count)d is left to decide.", "%(count)d are left to decide.", len(waiting))
        counted = [says % {"count": accepted}, left % {"count": len(waiting)}]
        messages.success(self.request, " ".join(counted if waiting else counted[:1]))
        return redirect(self.page(f"p{waiting[0].key}" if waiting else "write"))


class ReviewProposalPartView(ReviewPartView):
    """A part of a review that concerns one proposal, which the address names by its key."""

    @property
    def key(self) -> int:
        key: int = self.kwargs["key"]
        return key

    def get_step(self) -> str:
        return f"save:{self.key}"

    def typed_state(self) -> State:
        """Return what was typed beside proposals that lacked it: all buttons send that along."""
        return {"lacking": self.lacking_form(self.request.POST)}

    def to_proposal(self) -> HttpResponseBase:
        """Redirect to the proposal on the page."""
        return redirect(self.page(f"p{self.key}"))

    def to_next(self) -> HttpResponseBase:
        """Redirect to the next proposal to decide on: behind this one as the page shows them, else the first."""
        rows = proposals.ordered(proposals_of(self.draft), self.order())
        behind = next((at for at, row in enumerate(rows) if row.key == self.key), 0)
        waiting = [row for row in [*rows[behind + 1 :], *rows[:behind]] if row.is_open and not row.is_unsure]
        return redirect(self.page(f"p{waiting[0].key}" if waiting else "write"))


class ProposalView(ReviewProposalPartView):
    """Accept a proposal as edited."""

    def typed_state(self) -> State:
        return self.state_of(self.get_step(), self.request.POST)

    def write(self) -> HttpResponseBase:
        rows = proposals_of(self.draft)
        form = self.proposal_form(proposals.found(rows, self.key), self.request.POST)
        if not form.is_valid():
            return self.show(**self.editing(self.key, self.request.POST))
        values = form.values() | {"decision": Decision.ACCEPTED.value}
        self.save_proposals(proposals.edited(rows, self.key, **values))
        return self.to_next()


class DecisionView(ReviewProposalPartView):
    """Accept or reject a proposal as it stands, open it again, or keep it ``apart`` from the item it was paired with.

    One that lacks something is not accepted: its fields open, which say what.
    """

    def write(self) -> HttpResponseBase:
        rows, decided = self.filled_in(), self.request.POST.get("decision", "")
        if decided == "apart":
            self.save_proposals(proposals.edited(rows, self.key, same_as="", decision=Decision.OPEN.value))
            return self.to_proposal()
        if decided not in set(Decision):
            return self.no_such_step()
        proposal = proposals.found(rows, self.key)
        if decided == Decision.ACCEPTED and not proposal.is_complete:
            state = self.editing(self.key, as_sent(proposal, self.draft.text))
            return self.show(**state, lacking=self.lacking_form(self.request.POST))
        self.save_proposals(proposals.decided(rows, self.key, Decision(decided)))
        return self.to_proposal() if decided == Decision.OPEN else self.to_next()


class SplitView(ReviewProposalPartView):
    """Make two of a proposal: where a person says that the ``second`` begins, else as the reader proposes."""

    def typed_state(self) -> State:
        is_there = any(row.key == self.key for row in proposals_of(self.draft))
        is_typed = "second" in self.request.POST
        return self.editing(self.key, split=self.request.POST) if is_there and is_typed else {}

    def write(self) -> HttpResponseBase:
        rows = self.filled_in()
        proposal = proposals.found(rows, self.key)
        if "second" not in self.request.POST:
            return self._split(rows)
        form = SplitForm(self.request.POST, text=self.draft.text, span=proposal.span)
        if not form.is_valid():
            return self.show(**self.editing(self.key, split=self.request.POST))
        at = form.cleaned_data["at"]
        first = (proposal.start, end_before(self.draft.text, proposal.start, at, self.draft.language))
        return self._split(proposals.edited(rows, self.key, parts=(first, (at, proposal.end))))

    def _split(self, rows: list[Proposed]) -> HttpResponseBase:
        words = [self.draft.text[start:end] for start, end in proposals.found(rows, self.key).parts]
        self.save_proposals(proposals.split(rows, self.key, topics_of(words, self.draft.language)))
        return self.to_proposal()


class MergeView(ReviewProposalPartView):
    """Make one of a proposal and the next."""

    def write(self) -> HttpResponseBase:
        self.save_proposals(proposals.merged(self.filled_in(), self.key))
        return self.to_proposal()
