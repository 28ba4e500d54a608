"""Tables for the counts of statuses that are kept, which the command ``count_statuses`` fills, and two indexes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0044_security_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountedItem",
            fields=[
                ("item", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("trail", models.JSONField()),
            ],
            options={
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CountingState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveBigIntegerField(default=0)),
                ("known_at", models.DateTimeField(null=True)),
                ("corrections", models.PositiveIntegerField(default=0)),
                ("topics", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="MonthCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dialogue", models.PositiveBigIntegerField()),
                ("whose", models.CharField(max_length=10)),
                ("subject", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=40)),
                ("status", models.CharField(max_length=20)),
                ("since", models.DateField()),
                ("parts", models.TextField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="YearCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dialogue", models.PositiveBigIntegerField()),
                ("whose", models.CharField(max_length=10)),
                ("subject", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=40)),
                ("status", models.CharField(max_length=20)),
                ("since", models.DateField()),
                ("parts", models.TextField()),
                ("count", models.IntegerField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.OrderBy(models.F("newest_status_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    models.Q(("is_followed", True), ("is_assessed", True), _connector="OR"),
                    ("is_withdrawn", False),
                    ("newest_status_on__isnull", False),
                    ("part_of__isnull", True),
                ),
                name="item_live_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                models.OrderBy(models.F("status_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    models.Q(("is_followed", True), ("is_assessed", True), _connector="OR"),
                    ("is_withdrawn", False),
                    ("part_of__isnull", True),
                    ("status_on__isnull", False),
                ),
                name="item_live_by_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthcount",
            constraint=models.UniqueConstraint(
                fields=("dialogue", "whose", "since", "subject", "key", "status"), name="monthcount_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="yearcount",
            constraint=models.UniqueConstraint(
                fields=("dialogue", "whose", "since", "subject", "key", "status"), name="yearcount_once"
            ),
        ),
    ]
