"""The whole ledger as one file that outlives it: written, checked without the ledger, and restored."""

from ledger.archive.exporting import Exported, export_ledger
from ledger.archive.restoring import ArchiveRefused, restore_ledger
from ledger.archive.seal_notes import KeyUnfit, seal_key

__all__ = ["ArchiveRefused", "Exported", "KeyUnfit", "export_ledger", "restore_ledger", "seal_key"]
