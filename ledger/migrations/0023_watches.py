"""What people watch beside what is theirs, and how they hear of it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0022_newest_status"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="watched_mail",
            field=models.CharField(default="digest", max_length=20, verbose_name="mail on what I watch"),
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to="ledger.item",
                        verbose_name="item",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to="ledger.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "watched item or topic",
                "verbose_name_plural": "watched items and topics",
                "ordering": ("-since", "-id"),
                "constraints": [
                    models.UniqueConstraint(fields=("user", "item"), name="watch_once_for_an_item"),
                    models.UniqueConstraint(fields=("user", "topic"), name="watch_once_for_a_topic"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item", None), ("topic__isnull", False)),
                            models.Q(("item__isnull", False), ("topic", None)),
                            _connector="OR",
                        ),
                        name="watch_is_of_an_item_or_a_topic",
                    ),
                ],
            },
        ),
    ]
