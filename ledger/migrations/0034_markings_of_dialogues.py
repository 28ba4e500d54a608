"""The words that mark a dialogue's internal reports, in both languages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0033_places_and_offices_in_spanish"),
    ]

    operations = [
        migrations.AddField(
            model_name="dialogue",
            name="marking_en",
            field=models.CharField(
                blank=True,
                help_text="It stands on every page of an internal report, in your office’s own words.",
                max_length=100,
                verbose_name="marking of internal reports in English",
            ),
        ),
        migrations.AddField(
            model_name="dialogue",
            name="marking_es",
            field=models.CharField(
                blank=True,
                help_text="The same for reports in Spanish; the same words where your office has only those.",
                max_length=100,
                verbose_name="marking of internal reports in Spanish",
            ),
        ),
        migrations.AddField(
            model_name="historicaldialogue",
            name="marking_en",
            field=models.CharField(
                blank=True,
                help_text="It stands on every page of an internal report, in your office’s own words.",
                max_length=100,
                verbose_name="marking of internal reports in English",
            ),
        ),
        migrations.AddField(
            model_name="historicaldialogue",
            name="marking_es",
            field=models.CharField(
                blank=True,
                help_text="The same for reports in Spanish; the same words where your office has only those.",
                max_length=100,
                verbose_name="marking of internal reports in Spanish",
            ),
        ),
    ]
