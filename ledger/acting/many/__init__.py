"""One act on many items, as pages: chosen in a list, typed, looked at, written in one batch, undone.

The admin and the workspace give them their addresses and their look (``Place``); nothing else is theirs.
"""

from ledger.acting.many.acts import MANY_ACTS
from ledger.acting.many.choosing import MOST, CannotChoose, items_for
from ledger.acting.many.page import ManyPage
from ledger.acting.many.undoing import BatchPage, UndoPage

__all__ = ["MANY_ACTS", "MOST", "BatchPage", "CannotChoose", "ManyPage", "UndoPage", "items_for"]
