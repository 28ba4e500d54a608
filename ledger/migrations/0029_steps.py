"""Let an item be a step of another, numbered under its reference; the statements' own items stay as they were."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0027_questions"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="item",
            options={
                "base_manager_name": "objects",
                "ordering": ("round", "number", "step_number"),
                "verbose_name": "item",
                "verbose_name_plural": "items",
            },
        ),
        migrations.RemoveConstraint(
            model_name="item",
            name="item_number_once_in_a_round",
        ),
        migrations.AddField(
            model_name="item",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="own_steps",
                to="ledger.item",
                verbose_name="part of",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="step_number",
            field=models.PositiveSmallIntegerField(
                default=0, editable=False, verbose_name="number of the step"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="step_order",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="place among the steps"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                fields=("round", "number", "step_number"), name="item_number_once_in_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "step"),
                        ("part_of__isnull", False),
                        ("step_number__gte", 1),
                        ("step_order__isnull", False),
                    ),
                    models.Q(
                        models.Q(("kind", "step"), _negated=True),
                        ("part_of", None),
                        ("step_number", 0),
                        ("step_order", None),
                    ),
                    _connector="OR",
                ),
                name="item_step_is_part_of_an_item",
            ),
        ),
    ]
