"""One act on many items, as pages of the admin: chosen in the list, typed, looked at, written in one batch, undone."""

from ledger.admin.batches.acts import BATCH_ACTS
from ledger.admin.batches.choosing import list_actions
from ledger.admin.batches.routing import batch_urls
from ledger.admin.batches.undoing import BatchPage, UndoPage

__all__ = ["BATCH_ACTS", "BatchPage", "UndoPage", "batch_urls", "list_actions"]
