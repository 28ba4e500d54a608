"""The acts of the door as pages of the admin, and the buttons that lead to them."""

from ledger.admin.acts.entries import ENTRY_ACTS
from ledger.admin.acts.items import ITEM_ACTS, Record
from ledger.admin.acts.offers import entry_buttons, item_buttons, requests_shown
from ledger.admin.acts.redactions import REQUEST_ACTS
from ledger.admin.acts.routing import act_urls

__all__ = [
    "ENTRY_ACTS",
    "ITEM_ACTS",
    "REQUEST_ACTS",
    "Record",
    "act_urls",
    "entry_buttons",
    "item_buttons",
    "requests_shown",
]
