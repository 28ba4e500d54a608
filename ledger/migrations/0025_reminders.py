"""Keep of which dates people were reminded, and when each wants to be: days before, hour and time zone."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0024_words_of_statements"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="remind_days",
            field=models.PositiveSmallIntegerField(
                blank=True, default=7, null=True, verbose_name="days before a date"
            ),
        ),
        migrations.AddField(
            model_name="preference",
            name="remind_hour",
            field=models.PositiveSmallIntegerField(default=8, verbose_name="hour of reminders"),
        ),
        migrations.AddField(
            model_name="preference",
            name="time_zone",
            field=models.CharField(blank=True, max_length=64, verbose_name="time zone"),
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dated_by", models.CharField(max_length=20, verbose_name="date")),
                ("day", models.DateField(verbose_name="day")),
                ("claim", models.UUIDField(editable=False)),
                ("claimed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="ledger.item",
                        verbose_name="item",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ("day", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "item", "dated_by", "day"), name="reminder_once_of_a_date"
                    )
                ],
            },
        ),
    ]
