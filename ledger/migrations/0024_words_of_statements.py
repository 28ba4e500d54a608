"""Words of statements' texts kept beside them on PostgreSQL, with their index (``ledger.models.search``).

A tsvector holds a megabyte at most, and a text may have two million characters: the first 250,000 are kept. Only words
that stand nowhere before that are not found.
"""

from typing import Any

from django.db import migrations

FOLDED = (
    "to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(left(text, 250000)), NFKD),"
    " '[\u0300-\u036f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'),"
    " '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'))"
)


def keep(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        added = f"ADD text_words tsvector GENERATED ALWAYS AS ({FOLDED}) STORED"
        schema_editor.execute(f"ALTER TABLE ledger_statement {added}", params=None)
        schema_editor.execute(
            "CREATE INDEX statement_words ON ledger_statement USING gin (text_words)", params=None
        )


def drop(apps: Any, schema_editor: Any) -> None:
    """The index goes with its column."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE ledger_statement DROP text_words", params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0023_watches")]
    operations = [migrations.RunPython(keep, drop)]
