"""Indexes of words anew: characters of no width, such as soft hyphens, hide nothing any more (``typed_text.HIDDEN``)."""

from typing import Any

from django.db import migrations

MARKS = "\u0300-\u036f"
HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
FOLDED = (
    "to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(TEXT), NFKD),"
    " '[LEFT_OUT]', '', 'g'), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'))"
)
INDEXES = {
    "item_words_en": ("ledger_item", "summary_en"),
    "item_words_es": ("ledger_item", "summary_es"),
    "passage_words": ("ledger_passage", "quote"),
    "entry_words": ("ledger_entrytext", "text"),
}


def remake(left_out: str) -> Any:
    def run(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for name, (table, column) in INDEXES.items():
            words = FOLDED.replace("LEFT_OUT", left_out).replace("TEXT", column)
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}", params=None)
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (({words}))", params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("ledger", "0016_clock_corrections")]
    operations = [migrations.RunPython(remake(MARKS + HIDDEN), remake(MARKS))]
