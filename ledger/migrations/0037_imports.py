"""Spreadsheets on their way in, and the mappings that a dialogue keeps."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0039_api_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="identifier"
                    ),
                ),
                ("state", models.CharField(default="open", max_length=20, verbose_name="state")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                ("content", models.BinaryField(blank=True, default=b"", verbose_name="file")),
                ("table", models.BinaryField(blank=True, default=b"", verbose_name="table")),
                ("mapping", models.TextField(blank=True, verbose_name="mapping")),
                ("found", models.BinaryField(blank=True, default=b"", verbose_name="what it would do")),
                (
                    "found_version",
                    models.PositiveIntegerField(default=0, verbose_name="version that was looked at"),
                ),
                ("found_at", models.DateTimeField(blank=True, null=True, verbose_name="looked at")),
                ("run", models.CharField(blank=True, max_length=36, verbose_name="background job")),
                ("items", models.PositiveIntegerField(default=0, verbose_name="items opened")),
                ("entries", models.PositiveIntegerField(default=0, verbose_name="entries written")),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("updated_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_drafts",
                        to="ledger.dialogue",
                        verbose_name="dialogue",
                    ),
                ),
                (
                    "run_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="started by",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "spreadsheet on its way in",
                "verbose_name_plural": "spreadsheets on their way in",
                "ordering": ("-updated_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="KeptMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("text", models.TextField(verbose_name="TOML")),
                ("updated_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_mappings",
                        to="ledger.dialogue",
                        verbose_name="dialogue",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "mapping of spreadsheets",
                "verbose_name_plural": "mappings of spreadsheets",
                "ordering": ("name", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("dialogue", "name"), name="mapping_once_for_a_name")
                ],
            },
        ),
    ]
