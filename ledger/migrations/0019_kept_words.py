"""Words of texts kept beside them on PostgreSQL, and the indexes of words on these columns.

A generated column: the database makes it with the text, and it goes with the text. An index over an expression alone
had the text folded anew for each row that a query looked at without the index, which took 40 µs each. PostgreSQL alters
no column of which words are kept: a migration that does runs ``drop`` before and ``keep`` after.
"""

from typing import Any

from django.db import migrations

FOLDED = (
    "to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(TEXT), NFKD),"
    " '[\u0300-\u036f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'),"
    " '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'))"
)
INDEXES = {
    "ledger_item": {"item_words_en": "summary_en", "item_words_es": "summary_es"},
    "ledger_passage": {"passage_words": "quote"},
    "ledger_entrytext": {"entry_words": "text"},
}
"""The columns whose words are kept, by table and the name of their index."""


def keep(apps: Any, schema_editor: Any) -> None:
    """One ``ALTER TABLE`` for each table, which PostgreSQL writes anew for it: the old indexes go before."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in INDEXES.items():
        for name in columns:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}", params=None)
        added = ", ".join(
            f"ADD {column}_words tsvector GENERATED ALWAYS AS ({FOLDED.replace('TEXT', column)}) STORED"
            for column in columns.values()
        )
        schema_editor.execute(f"ALTER TABLE {table} {added}", params=None)
        for name, column in columns.items():
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin ({column}_words)", params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    """The indexes of expressions again; an index goes with its column."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in INDEXES.items():
        for name, column in columns.items():
            words = FOLDED.replace("TEXT", column)
            schema_editor.execute(f"ALTER TABLE {table} DROP {column}_words", params=None)
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (({words}))", params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0018_reference_stamps")]
    operations = [migrations.RunPython(keep, drop)]
