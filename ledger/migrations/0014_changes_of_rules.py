import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0013_check_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="DialogueRuleChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changes", models.JSONField(verbose_name="changes")),
                ("reason", models.TextField(verbose_name="reason")),
                ("requested_at", models.DateTimeField(verbose_name="requested at")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                ("is_approved", models.BooleanField(default=False, verbose_name="approved")),
                ("by_superuser", models.BooleanField(default=False, verbose_name="by a superuser")),
                ("is_applied", models.BooleanField(default=False, verbose_name="applied")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_changes",
                        to="ledger.dialogue",
                        verbose_name="dialogue",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a dialogue's rules",
                "verbose_name_plural": "changes of dialogues' rules",
                "ordering": ("dialogue_id", "id"),
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("dialogue",),
                        name="rule_change_one_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("is_approved", False)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="rule_change_is_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_approved", False),
                            ("by_superuser", True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="rule_change_takes_two_or_a_superuser",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_applied", False), ("is_approved", True), _connector="OR"),
                        name="rule_change_applied_once_approved",
                    ),
                ],
            },
        ),
    ]
