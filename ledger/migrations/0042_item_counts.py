"""Indexes by which the workspace counts and finds items quickly among very many."""

from typing import Any

from django.db import migrations, models

NAME = "item_differing"


def make(apps: Any, schema_editor: Any) -> None:
    """Make the index of items on which voices differ, in the workspace's order. SQLite has no "nulls last" in one."""
    if schema_editor.connection.vendor == "postgresql":
        columns = "status_on DESC NULLS LAST, id DESC"
        schema_editor.execute(
            f"CREATE INDEX {NAME} ON ledger_item ({columns}) WHERE is_differing AND NOT is_withdrawn",
            params=None,
        )


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0037_imports"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(
                    ("is_followed", True),
                    ("is_open", True),
                    ("is_withdrawn", False),
                    ("target_on__isnull", False),
                ),
                fields=["target_on"],
                name="item_open_target",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(
                    ("deadline_on__isnull", False),
                    ("is_followed", True),
                    ("is_open", True),
                    ("is_withdrawn", False),
                ),
                fields=["deadline_on"],
                name="item_open_deadline",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(
                    models.Q(("is_followed", True), ("is_assessed", True), _connector="OR"),
                    ("continues__isnull", False),
                    ("is_withdrawn", False),
                ),
                fields=["continues"],
                name="item_live_continues",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(
                    models.Q(("is_followed", True), ("is_assessed", True), _connector="OR"),
                    ("is_withdrawn", False),
                    ("part_of__isnull", True),
                ),
                fields=["round", "kind", "agreed_as", "newest_status", "id"],
                name="item_live_spread",
            ),
        ),
        migrations.RunPython(make, drop),
    ]
