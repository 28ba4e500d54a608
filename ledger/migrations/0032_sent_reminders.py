"""Reminders tell whether their mail was sent, so that a killed run's are sent by a later one."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def count_as_sent(apps: Any, _schema_editor: object) -> None:
    """What was claimed until now was sent, or is as lost as before."""
    apps.get_model("ledger", "Reminder").objects.update(sent_at=F("claimed_at"))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0031_pinned_views")]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="sent_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(count_as_sent, migrations.RunPython.noop),
    ]
