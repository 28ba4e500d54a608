"""Do one act on many items, as pages: chosen in a list, typed, looked at, written in one batch, undone.

The admin and the workspace each stand before them with a mixin (``actions/site.py``); nothing else is theirs.
"""

from ledger.actions.bulk.acts import MANY_ACTS
from ledger.actions.bulk.choosing import MOST, CannotChoose, ChosenItems, items_for, own_batch
from ledger.actions.bulk.page import BulkActView
from ledger.actions.bulk.preview import PreviewItem, rehearse
from ledger.actions.bulk.undoing import UNDOABLE, BatchUndoView, BatchView, may_undo, overtaken_batches

__all__ = [
    "MANY_ACTS",
    "MOST",
    "UNDOABLE",
    "BatchUndoView",
    "BatchView",
    "BulkActView",
    "CannotChoose",
    "ChosenItems",
    "PreviewItem",
    "items_for",
    "may_undo",
    "overtaken_batches",
    "own_batch",
    "rehearse",
]
