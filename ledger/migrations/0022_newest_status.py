"""Keep with each item the newest standing status on it in any voice, and since when (``past_status.Whose.NEWEST``).

Worked out from positions when it is asked for it took the workspace's picture 2 s at 10,000 live items.
"""

from typing import Any

from django.db import migrations, models

KEPT = """
UPDATE ledger_item SET (newest_status, newest_status_on, newest_status_precision) = (
    SELECT status, effective_on, effective_precision FROM ledger_position WHERE item_id = ledger_item.id
    ORDER BY effective_on DESC, entry_id DESC LIMIT 1
)
WHERE id IN (SELECT item_id FROM ledger_position)
"""


def fill(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(KEPT, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0021_assessed_items")]
    operations = [
        migrations.AddField(
            "item",
            "newest_status",
            models.CharField(
                "newest status in any voice", max_length=20, default="unassessed", editable=False
            ),
        ),
        migrations.AddField("item", "newest_status_on", models.DateField(null=True, editable=False)),
        migrations.AddField(
            "item", "newest_status_precision", models.CharField(max_length=20, null=True, editable=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
