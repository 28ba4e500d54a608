"""The acts on an item as a whole."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ledger.actions.page import ActFormView
from ledger.actions.steps import AddStepView, StepDownView, StepUpView
from ledger.forms import ActForm, AmendForm, CiteForm, ReasonForm, ReclassifyForm, RecordForm, WithdrawForm
from ledger.models import Entry, Passage
from ledger.recording import amend_item, correct_entry, record_entry, withdraw_item
from ledger.vocabulary import Act


class RecordView(ActFormView):
    """A status or a note."""

    name = "record"
    label = _("Record progress")
    about = _("A status or a note, with who says so, from the day on which it is true, on evidence.")
    deed = Act.NOTE
    form_class = RecordForm

    @property
    def is_apt(self) -> bool:
        return not self.item.is_withdrawn

    def write(self, form: RecordForm) -> Entry:
        says = form.saying()
        return record_entry(
            item=self.item,
            says=says,
            again=form.again,
            follow=form.follows(says.status),
            **self.typed(form, "proposed_audience"),
        )


class AmendView(ActFormView):
    """New values of an item's fields."""

    name = "amend"
    label = _("Edit")
    about = _("What you change is written as an entry, with its old and new value; nothing is overwritten.")
    deed = Act.AMEND
    form_class: type[ActForm] = AmendForm

    def write(self, form: Any) -> Entry:
        return self.amend(form, form.changes())

    def amend(self, form: ActForm, changes: Mapping[str, Any]) -> Entry:
        """Write the changes as one amendment."""
        return amend_item(item=self.item, changes=changes, **self.typed(form, "reason"))


class ReclassifyView(AmendView):
    """Another kind of speech act."""

    name = "reclassify"
    label = _("Reclassify")
    about = _("Another kind of speech act. Reports about the past keep the kind as it was known then.")
    form_class = ReclassifyForm

    @property
    def is_apt(self) -> bool:
        return self.item.part_of_id is None


class CiteView(AmendView):
    """Another passage, or none."""

    name = "cite"
    label = _("Cite another passage")
    about = _("The words of the statement that say it, exactly as they stand there.")
    form_class = CiteForm

    @property
    def is_apt(self) -> bool:
        return self.item.part_of_id is None

    def write(self, form: CiteForm) -> Entry:
        # The passage stays only if the item comes to cite it.
        with transaction.atomic():
            return self.amend(form, form.changes(_passage(form)))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        texts = [(statement, self.shown_text(statement)) for statement in context["form"].statements]
        return context | {"texts": texts}


def _passage(form: CiteForm) -> Passage | None:
    """Return the row of the words that were given."""
    if form.span is None:
        return None
    statement, start, end = form.span
    return statement.passage_at(start, end)


class WithdrawView(ActFormView):
    """Taking an item back that was opened in error."""

    name = "withdraw"
    label = _("Withdraw the item")
    about = _(
        "For an item opened in error. It leaves lists and reports, and its steps go with it; its entries can still "
        "be read."
    )
    label_of_step = _("Withdraw the step")
    about_of_step = _(
        "For a step opened in error. It leaves lists and reports; its entries can still be read."
    )
    deed = Act.WITHDRAW
    form_class = WithdrawForm

    @property
    def is_apt(self) -> bool:
        return not self.item.is_withdrawn

    def write(self, form: WithdrawForm) -> Entry:
        return withdraw_item(item=self.item, **self.typed(form, "reason", "see_also"))


class BringBackView(ActFormView):
    """Undoing a withdrawal, by correcting it with nothing."""

    name = "bring-back"
    label = _("Bring the item back")
    about = _("The withdrawal is corrected: the item is there again.")
    label_of_step = _("Bring the step back")
    about_of_step = _("The withdrawal is corrected: the step is there again.")
    deed = Act.CORRECT
    form_class = ReasonForm

    @property
    def is_apt(self) -> bool:
        return self.item.is_withdrawn

    def write(self, form: ReasonForm) -> Entry:
        withdrawal = Entry.objects.filter(item=self.item, act=Act.WITHDRAW).order_by("-sequence").first()
        if withdrawal is None:
            raise Http404
        return correct_entry(entry=withdrawal, says=None, **self.typed(form, "reason"))


IN_PLACE: list[type[ActFormView]] = [RecordView, StepUpView, StepDownView]
"""The acts that have a form or button of their own where they belong on the page."""
ITEM_ACTS: list[type[ActFormView]] = [
    RecordView,
    AmendView,
    AddStepView,
    StepUpView,
    StepDownView,
    ReclassifyView,
    CiteView,
    WithdrawView,
    BringBackView,
]
