"""Forms: what somebody typed → clean values for the write API (floor 3). They save nothing and decide no rule.

Field names are those of the write API's arguments, so that what the write API says of a field stands beside it.
"""

from ledger.forms.amending import AmendForm, CiteForm, ReclassifyForm
from ledger.forms.base import ActForm, ReasonForm
from ledger.forms.batches import (
    AdoptManyForm,
    FollowForm,
    OfficerForm,
    RecordManyForm,
    ReleaseManyForm,
    ReviewForm,
    UndoForm,
)
from ledger.forms.entry import AdoptForm, AnswerForm, CorrectForm, RecordForm
from ledger.forms.moving import MoveForm
from ledger.forms.opening import ChooseRoundForm, OpenItemForm
from ledger.forms.quick_note import QuickNoteForm
from ledger.forms.release_and_redact import RedactForm, ReleaseForm
from ledger.forms.steps import AddStepForm
from ledger.forms.withdrawing import WithdrawForm

__all__ = [
    "ActForm",
    "AddStepForm",
    "AdoptForm",
    "AdoptManyForm",
    "AmendForm",
    "AnswerForm",
    "ChooseRoundForm",
    "CiteForm",
    "CorrectForm",
    "FollowForm",
    "MoveForm",
    "OfficerForm",
    "OpenItemForm",
    "QuickNoteForm",
    "ReasonForm",
    "ReclassifyForm",
    "RecordForm",
    "RecordManyForm",
    "RedactForm",
    "ReleaseForm",
    "ReleaseManyForm",
    "ReviewForm",
    "UndoForm",
    "WithdrawForm",
]
