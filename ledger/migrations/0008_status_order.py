"""Indexes by which a page of very many items by status is found quickly on PostgreSQL (``ledger.filters.order``).

As in 0006. The words stand here in their order of today: once a status is added, such a page is sorted again, which only
takes longer, until a migration makes these anew.
"""

from typing import Any

from django.db import migrations

STATUSES = [
    "unassessed",
    "not_started",
    "in_progress",
    "stalled",
    "reversed",
    "substantial",
    "done",
    "overtaken",
    "declined",
]
RANK = " ".join(f"WHEN status = '{name}' THEN {place}" for place, name in enumerate(STATUSES))
RANK = f"(CASE {RANK} ELSE {len(STATUSES)} END)"
INDEXES = {
    "item_order_status": f"{RANK} ASC, status_on DESC NULLS LAST, id DESC",
    "item_order_status_back": f"{RANK} DESC, status_on ASC NULLS LAST, id ASC",
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
    dependencies = [("ledger", "0007_half_typed")]
    operations = [migrations.RunPython(make, drop)]
