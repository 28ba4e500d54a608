"""Cities, venues and offices in Spanish beside those in English."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0032_sent_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name="delegate",
            name="office_es",
            field=models.CharField(
                blank=True, help_text="The same in Spanish.", max_length=300, verbose_name="office in Spanish"
            ),
        ),
        migrations.AddField(
            model_name="historicaldelegate",
            name="office_es",
            field=models.CharField(
                blank=True, help_text="The same in Spanish.", max_length=300, verbose_name="office in Spanish"
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="city_es",
            field=models.CharField(
                blank=True,
                help_text="The same in Spanish: Ciudad de México.",
                max_length=100,
                verbose_name="city in Spanish",
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="venue_es",
            field=models.CharField(
                blank=True, help_text="The same in Spanish.", max_length=200, verbose_name="venue in Spanish"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="city_es",
            field=models.CharField(
                blank=True,
                help_text="The same in Spanish: Ciudad de México.",
                max_length=100,
                verbose_name="city in Spanish",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="venue_es",
            field=models.CharField(
                blank=True, help_text="The same in Spanish.", max_length=200, verbose_name="venue in Spanish"
            ),
        ),
        migrations.AlterField(
            model_name="delegate",
            name="office",
            field=models.CharField(
                blank=True,
                help_text="The post that the person held then, in English.",
                max_length=300,
                verbose_name="office",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldelegate",
            name="office",
            field=models.CharField(
                blank=True,
                help_text="The post that the person held then, in English.",
                max_length=300,
                verbose_name="office",
            ),
        ),
        migrations.AlterField(
            model_name="historicalround",
            name="city",
            field=models.CharField(
                blank=True, help_text="In English: Mexico City.", max_length=100, verbose_name="city"
            ),
        ),
        migrations.AlterField(
            model_name="historicalround",
            name="venue",
            field=models.CharField(
                blank=True,
                help_text="The building or ministry, if known; in English.",
                max_length=200,
                verbose_name="venue",
            ),
        ),
        migrations.AlterField(
            model_name="round",
            name="city",
            field=models.CharField(
                blank=True, help_text="In English: Mexico City.", max_length=100, verbose_name="city"
            ),
        ),
        migrations.AlterField(
            model_name="round",
            name="venue",
            field=models.CharField(
                blank=True,
                help_text="The building or ministry, if known; in English.",
                max_length=200,
                verbose_name="venue",
            ),
        ),
    ]
