"""The acts of the door as pages, whichever site they are on: who may, the form, and what the door answers.

The admin and the workspace give them their addresses and their look (``Place``); nothing else of an act is theirs.
"""

from ledger.actions.entries import ENTRY_ACTS, EntryActFormView
from ledger.actions.items import ITEM_ACTS, RecordView
from ledger.actions.offers import item_buttons, offered_timeline, requests_shown
from ledger.actions.page import ActFormView
from ledger.actions.place import Place
from ledger.actions.redactions import REQUEST_ACTS, RedactionRequestFormView

__all__ = [
    "ENTRY_ACTS",
    "ITEM_ACTS",
    "REQUEST_ACTS",
    "ActFormView",
    "EntryActFormView",
    "Place",
    "RecordView",
    "RedactionRequestFormView",
    "item_buttons",
    "offered_timeline",
    "requests_shown",
]
