"""Questions to a named colleague about an item, and whether a person wants mail on them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0026_removable_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="wants_questions",
            field=models.BooleanField(default=True, verbose_name="mail on questions among colleagues"),
        ),
        migrations.CreateModel(
            name="ColleagueQuestion",
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
                ("words", models.TextField(blank=True, verbose_name="question")),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("state", models.CharField(default="open", max_length=20, verbose_name="state")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked of",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="colleague_questions",
                        to="ledger.item",
                        verbose_name="item",
                    ),
                ),
            ],
            options={
                "verbose_name": "question to a colleague",
                "verbose_name_plural": "questions to colleagues",
                "ordering": ("-asked_at", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", models.F("asked_of")), _negated=True),
                        name="question_to_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="question_ended_unless_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["taken_back", "redacted"]), ("words", "")),
                            models.Q(
                                models.Q(("state__in", ["taken_back", "redacted"]), _negated=True),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="question_has_words_until_they_go",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), models.Q(("answer", ""), _negated=True)),
                            models.Q(models.Q(("state", "answered"), _negated=True), ("answer", "")),
                            _connector="OR",
                        ),
                        name="question_answered_in_words",
                    ),
                ],
            },
        ),
    ]
