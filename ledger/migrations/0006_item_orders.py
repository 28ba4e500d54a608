"""Indexes by which a page of very many sorted items is found quickly on PostgreSQL (``ledger.filters.order``).

One for each order and one for its reverse: rows without a value come last in both, so that none can be read backwards
for the other. SQLite has none: it has no "nulls last" in an index.
"""

from typing import Any

from django.db import migrations

INDEXES = {
    "item_order_kind": "kind ASC, agreed_as ASC NULLS LAST, id DESC",
    "item_order_kind_back": "kind DESC, agreed_as DESC NULLS LAST, id ASC",
    "item_order_newest": "newest_on DESC NULLS LAST, id DESC",
    "item_order_newest_back": "newest_on ASC NULLS LAST, id ASC",
    "item_order_review": "review_on ASC NULLS LAST, id DESC",
    "item_order_review_back": "review_on DESC NULLS LAST, id ASC",
    "item_order_target": "target_on ASC NULLS LAST, id DESC",
    "item_order_target_back": "target_on DESC NULLS LAST, id ASC",
}


def make(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name, columns in INDEXES.items():
            schema_editor.execute(f"CREATE INDEX {name} ON ledger_item ({columns})", params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_declined_text_redactions")]
    operations = [migrations.RunPython(make, drop)]
