"""The acts of the door as pages, whichever site they are on: who may, the form, and what the door answers.

The admin and the workspace give them their addresses and their look (``Place``); nothing else of an act is theirs.
"""

from ledger.acting.entries import ENTRY_ACTS, EntryPage
from ledger.acting.finding import find_entry_act, find_item_act, find_request_act
from ledger.acting.items import ITEM_ACTS, Record
from ledger.acting.offers import entry_buttons, item_buttons, requests_shown
from ledger.acting.page import ActPage, Place
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
    "entry_buttons",
    "find_entry_act",
    "find_item_act",
    "find_request_act",
    "item_buttons",
    "requests_shown",
]
