"""A step of an item: its words, who does it and until when; and its place among the others."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ledger import access
from ledger.forms.amending import AmendForm
from ledger.forms.base import ActForm
from ledger.forms.fields import SeveralRowsField, TextField, offer
from ledger.models import Agency, Item, User


class AddStepForm(ActForm):
    """A new step of ``item``: ours, as nothing of it is the statement's."""

    groups = (("", ("summary_en", "summary_es", "officer", "agencies", "target_on")),)

    summary_en = TextField(
        label=_("What is to be done, in English"), rows=2, help_text=_("Our words, in one language at least.")
    )
    summary_es = TextField(label=_("What is to be done, in Spanish"), rows=2)
    officer = AmendForm.base_fields["officer"]
    agencies = SeveralRowsField(label=_("Agencies"), help_text=_("Those that do it, where it is not us."))
    target_on = AmendForm.base_fields["target_on"]

    def __init__(self, *args: object, item: Item, **options: object) -> None:
        super().__init__(*args, item=item, **options)
        dialogue = item.round.dialogue
        offer(self.fields["officer"], access.officers_in(User.objects.all(), dialogue))
        offer(self.fields["agencies"], Agency.objects.filter(party__dialogues=dialogue))

    def values(self) -> dict[str, Any]:
        """Return what was typed, by the names of ``ledger.models.ITEM_FIELDS``."""
        names = ("summary_en", "summary_es", "officer", "target_on")
        values = {name: self.cleaned_data[name] for name in names}
        return values | {"agencies": list(self.cleaned_data["agencies"])}
