import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def keep_what_was_released(apps: Any, schema_editor: Any) -> None:
    """Write a release for each change of a statement's audience that its change log holds.

    Answers about the past then stay as they were: a statement counts as shown from the moment it was saved so.
    """
    using = schema_editor.connection.alias
    statements = apps.get_model("ledger", "Statement").objects.using(using)
    versions = apps.get_model("ledger", "HistoricalStatement").objects.using(using)
    releases = apps.get_model("ledger", "StatementRelease").objects.using(using)
    for pk, visibility in statements.values_list("pk", "visibility").order_by("pk"):
        shown, sequence = "internal", 0
        log = versions.filter(id=pk).order_by("history_id")
        moments = [
            (one.visibility, one.history_date, one.history_user_id, one.history_change_reason)
            for one in log.only("visibility", "history_date", "history_user", "history_change_reason")
        ]
        # Saved around the change log, it is shown from now on.
        for audience, moment, user, reason in [*moments, (visibility, timezone.now(), None, "")]:
            if audience != shown:
                sequence += 1
                releases.create(
                    statement_id=pk,
                    sequence=sequence,
                    released_from=shown,
                    released_to=audience,
                    released_by_id=user,
                    reason=reason or "",
                    recorded_at=moment,
                )
                shown = audience


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0009_account_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalstatement",
            name="proposed_audience",
            field=models.CharField(
                default="internal",
                help_text="To whom a releaser may show it. It is internal until somebody releases it.",
                max_length=20,
                verbose_name="proposed for",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="proposed_audience",
            field=models.CharField(
                default="internal",
                help_text="To whom a releaser may show it. It is internal until somebody releases it.",
                max_length=20,
                verbose_name="proposed for",
            ),
        ),
        migrations.AlterField(
            model_name="historicalstatement",
            name="visibility",
            field=models.CharField(
                default="internal",
                help_text="Its words are quoted to nobody beyond this, released items included. A releaser widens it.",
                max_length=20,
                verbose_name="who may see it",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="visibility",
            field=models.CharField(
                default="internal",
                help_text="Its words are quoted to nobody beyond this, released items included. A releaser widens it.",
                max_length=20,
                verbose_name="who may see it",
            ),
        ),
        migrations.CreateModel(
            name="StatementRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField(verbose_name="sequence")),
                ("released_from", models.CharField(max_length=20, verbose_name="shown until then to")),
                ("released_to", models.CharField(max_length=20, verbose_name="released to")),
                ("reason", models.TextField(verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                ("request_id", models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="request")),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="ledger.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "release of a statement",
                "verbose_name_plural": "releases of statements",
                "ordering": ("statement_id", "sequence"),
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "sequence"), name="statement_release_sequence_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("released_to", models.F("released_from")), _negated=True),
                        name="statement_release_changes_the_audience",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_what_was_released, migrations.RunPython.noop),
    ]
