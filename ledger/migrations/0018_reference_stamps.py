"""Tokens that change with the rows that lists offer (``ledger.models.reference_stamps``)."""

import uuid
from typing import Any

from django.db import migrations, models


def make_the_first(apps: Any, schema_editor: Any) -> None:
    """Without a stamp nothing is cached: a ledger whose rows do not change would never have any."""
    apps.get_model("ledger", "ReferenceStamp").objects.create()


class Migration(migrations.Migration):
    dependencies = [("ledger", "0017_words_without_hidden_characters")]
    operations = [
        migrations.CreateModel(
            name="ReferenceStamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.RunPython(make_the_first, migrations.RunPython.noop),
    ]
