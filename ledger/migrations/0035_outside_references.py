"""The reference of an item in the list from which it was imported."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0034_markings_of_dialogues"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="outside_ref",
            field=models.CharField(
                blank=True,
                help_text="As the list numbers it from which it was imported. It is found again by this.",
                max_length=200,
                null=True,
                verbose_name="reference elsewhere",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("outside_ref__isnull", False)),
                fields=["outside_ref"],
                name="item_with_outside_ref",
            ),
        ),
    ]
