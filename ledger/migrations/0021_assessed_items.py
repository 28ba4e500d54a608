"""Keep with each item whether any voice has a standing status on it (``ItemQuerySet.live``).

The workspace asks it of all items; asked of their positions it took the database 84 ms at 10,000 items for one figure.
"""

from typing import Any

from django.db import migrations, models

ASSESSED = """
UPDATE ledger_item SET is_assessed = %s
WHERE id IN (SELECT item_id FROM ledger_position WHERE status <> 'unassessed')
"""


def fill(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(ASSESSED, params=[True])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0020_views_by_office_status")]
    operations = [
        migrations.AddField(
            "item",
            "is_assessed",
            models.BooleanField("assessed in some voice", default=False, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
