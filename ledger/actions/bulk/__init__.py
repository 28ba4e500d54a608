"""One act on many items, as pages: chosen in a list, typed, looked at, written in one batch, undone.

The admin and the workspace give them their addresses and their look (``Place``); nothing else is theirs.
"""

from ledger.actions.bulk.acts import MANY_ACTS
from ledger.actions.bulk.choosing import MOST, CannotChoose, items_for
from ledger.actions.bulk.page import BulkActView
from ledger.actions.bulk.undoing import BatchPage, UndoPage

__all__ = ["MANY_ACTS", "MOST", "BatchPage", "BulkActView", "CannotChoose", "UndoPage", "items_for"]
