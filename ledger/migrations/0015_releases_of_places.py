import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def keep_what_was_told(apps: Any, schema_editor: Any) -> None:
    """Write a release for each change of who may be told where a round met that its change log holds.

    Answers about the past then stay as they were: a place counts as released from the moment it was saved so.
    """
    using = schema_editor.connection.alias
    rounds = apps.get_model("ledger", "Round").objects.using(using)
    versions = apps.get_model("ledger", "HistoricalRound").objects.using(using)
    releases = apps.get_model("ledger", "RoundRelease").objects.using(using)
    for pk, visibility in rounds.values_list("pk", "place_visibility").order_by("pk"):
        shown, sequence = "internal", 0
        log = versions.filter(id=pk).order_by("history_id")
        moments = [
            (one.place_visibility, one.history_date, one.history_user_id, one.history_change_reason)
            for one in log.only("place_visibility", "history_date", "history_user", "history_change_reason")
        ]
        # Saved around the change log, it is shown from now on.
        for audience, moment, user, reason in [*moments, (visibility, timezone.now(), None, "")]:
            if audience != shown:
                sequence += 1
                releases.create(
                    round_id=pk,
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
        ("ledger", "0014_changes_of_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoundRelease",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="ledger.round",
                        verbose_name="round",
                    ),
                ),
            ],
            options={
                "verbose_name": "release of where a round met",
                "verbose_name_plural": "releases of where rounds met",
                "ordering": ("round_id", "sequence"),
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("round", "sequence"), name="round_release_sequence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("released_to", models.F("released_from")), _negated=True),
                        name="round_release_changes_the_audience",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_what_was_told, migrations.RunPython.noop),
    ]
