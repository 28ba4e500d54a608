"""The whole ledger as one file that outlives it: written, checked without the ledger, and restored; and backups."""

from ledger.archive.backups import BackupRefused, back_up, remove_oldest, restore_backup
from ledger.archive.exporting import Exported, export_ledger
from ledger.archive.extracts import export_extract
from ledger.archive.restoring import ArchiveRefused, restore_ledger
from ledger.archive.seal_notes import KeyUnfit, seal_key

__all__ = [
    "ArchiveRefused",
    "BackupRefused",
    "Exported",
    "KeyUnfit",
    "back_up",
    "export_extract",
    "export_ledger",
    "remove_oldest",
    "restore_backup",
    "restore_ledger",
    "seal_key",
]
