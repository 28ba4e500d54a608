"""The acts of the write API as FormViews, whichever site they are on: who may, the form, and what it answers.

The admin and the workspace each stand before them with a mixin, which gives addresses, rows and the page's frame
(``site.py``); nothing else of an act is theirs.
"""

from ledger.actions.entries import ENTRY_ACTS, EntryActFormView
from ledger.actions.items import ITEM_ACTS, RecordView
from ledger.actions.offers import item_buttons, offered_timeline, requests_shown
from ledger.actions.opening import OpenItemView
from ledger.actions.page import ActFormView
from ledger.actions.redactions import REQUEST_ACTS, RedactionRequestFormView
from ledger.actions.site import SiteView, on_site

__all__ = [
    "ENTRY_ACTS",
    "ITEM_ACTS",
    "REQUEST_ACTS",
    "ActFormView",
    "EntryActFormView",
    "OpenItemView",
    "RecordView",
    "RedactionRequestFormView",
    "SiteView",
    "item_buttons",
    "offered_timeline",
    "on_site",
    "requests_shown",
]
