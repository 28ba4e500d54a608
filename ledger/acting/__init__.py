"""The acts of the door as pages, whichever site they are on: who may, the form, and what the door answers.

The admin and the workspace give them their addresses and their look (``Place``); nothing else of an act is theirs.
"""

from ledger.acting.entries import ENTRY_ACTS, EntryPage
from ledger.acting.items import ITEM_ACTS, Record
from ledger.acting.offers import item_buttons, offered_timeline, requests_shown
from ledger.acting.page import ActPage
from ledger.acting.place import Place
from ledger.acting.redactions import REQUEST_ACTS, RequestPage

__all__ = [
    "ENTRY_ACTS",
    "ITEM_ACTS",
    "REQUEST_ACTS",
    "ActPage",
    "EntryPage",
    "Place",
    "Record",
    "RequestPage",
    "item_buttons",
    "offered_timeline",
    "requests_shown",
]
