"""The acts on an item's steps: adding one, and moving one up or down among the others."""

from typing import ClassVar

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger.actions.page import ActFormView
from ledger.forms import ActForm, AddStepForm
from ledger.models import Entry
from ledger.recording import move_step, open_step
from ledger.vocabulary import Act


class AddStepView(ActFormView):
    """A new step of an item."""

    name = "add-step"
    label = _("Add a step")
    about = _(
        "How what was agreed is being done, in our words. A step has statuses, evidence and a history of its own, "
        "and is counted among no statement’s items."
    )
    deed = Act.OPEN
    form_class = AddStepForm

    @property
    def is_apt(self) -> bool:
        return self.item.part_of_id is None and not self.item.is_withdrawn

    def write(self, form: AddStepForm) -> Entry:
        step = open_step(
            user=self.request.user,  # type: ignore[arg-type]  # signed in
            item=self.item,
            fields=form.values(),
            request_id=form.cleaned_data["request_id"],
        )
        return step.entries.select_related("item").get(sequence=1)

    def get_success_url(self) -> str:
        return f"{self.item_url(self.item)}#steps"

    def get_success_message(self) -> str:
        return translated("%(ref)s is open.") % {"ref": self.written.item.ref}


class _MoveStepView(ActFormView):
    """Another place among the steps; its button stands on the item's page."""

    up: ClassVar[bool]
    deed = Act.AMEND
    form_class = ActForm

    @property
    def is_apt(self) -> bool:
        return self.item.part_of_id is not None and not self.item.is_withdrawn

    def write(self, form: ActForm) -> Entry:
        return move_step(step=self.item, up=self.up, **self.typed(form))

    def get_success_url(self) -> str:
        whole = self.item.part_of
        assert whole is not None
        return f"{self.item_url(whole)}#steps"

    def get_success_message(self) -> str:
        return translated("%(ref)s is moved.") % {"ref": self.item.ref}


class StepUpView(_MoveStepView):
    """Doing a step before the one above it."""

    name = "step-up"
    label = _("Move up")
    about = _("It changes places with the step above it; each of the two has an entry of it.")
    up = True


class StepDownView(_MoveStepView):
    """Doing a step after the one below it."""

    name = "step-down"
    label = _("Move down")
    about = _("It changes places with the step below it; each of the two has an entry of it.")
    up = False
