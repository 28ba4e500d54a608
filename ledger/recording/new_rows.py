"""Rows of stamped entries on their way into the database: hashed one by one, inserted together."""

from django.db import connection

from ledger.models import Entry, EntryText, Evidence
from ledger.recording import chain
from ledger.recording.new_entries import NewEntry


class NewRows:
    """Entries with their texts and evidence, not inserted yet, in the order of their stamps."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._texts: list[EntryText] = []
        self._evidence: list[Evidence] = []

    def add(self, entry: Entry, draft: NewEntry) -> None:
        """Take up an entry with the texts and evidence of its draft; sets its digests and its hash."""
        salts = {part: chain.new_salt() for part, text in draft.texts.items() if text}
        entry.digests = {part: chain.digest(salt, draft.texts[part]) for part, salt in salts.items()}
        evidence = [given.row(position) for position, given in enumerate(draft.evidence)]
        entry.hash = chain.hash_of(entry, evidence)
        for piece in evidence:
            piece.entry = entry
        self.entries.append(entry)
        self._evidence += evidence
        self._texts += (
            EntryText(entry=entry, part=part, salt=salt, text=draft.texts[part])
            for part, salt in salts.items()
        )

    def insert(self) -> None:
        """Insert the rows, by one statement a table: triggers see each entry after the one before it of its item."""
        if connection.features.can_return_rows_from_bulk_insert:
            Entry.objects.bulk_create(self.entries)
        else:  # SQLite before 3.35 does not give their keys
            for entry in self.entries:
                entry.save(force_insert=True)
        if self._texts:
            EntryText.objects.bulk_create(self._texts)
        if self._evidence:
            Evidence.objects.bulk_create(self._evidence)
