"""Indexes by which words are found quickly on PostgreSQL (``ledger.models.searching``); SQLite has none."""

from typing import Any

from django.db import migrations

FOLDED = (
    "to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(TEXT), NFKD),"
    " '[\u0300-\u036f]', '', 'g'), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'))"
)
INDEXES = {
    "item_words_en": ("ledger_item", "summary_en"),
    "item_words_es": ("ledger_item", "summary_es"),
    "passage_words": ("ledger_passage", "quote"),
    "entry_words": ("ledger_entrytext", "text"),
}


def make(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name, (table, column) in INDEXES.items():
            words = FOLDED.replace("TEXT", column)
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (({words}))", params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_handovers")]
    operations = [migrations.RunPython(make, drop)]
