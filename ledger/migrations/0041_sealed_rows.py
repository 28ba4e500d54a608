from typing import Any

from django.db import migrations, models
from django.utils import timezone

BEFORE = "Made before its change log was kept."


def begin_logs(apps: Any, _schema_editor: Any) -> None:
    """Begin the change log of each row that has none, as the row is now: from here on the audit compares both."""
    now = timezone.now()
    models_by_name = {model._meta.model_name: model for model in apps.get_app_config("ledger").get_models()}
    for name, log in models_by_name.items():
        row_model = models_by_name.get(name.removeprefix("historical"))
        if not name.startswith("historical") or row_model is None:
            continue
        columns = [field.attname for field in row_model._meta.concrete_fields]
        rows = row_model.objects.exclude(pk__in=log.objects.order_by().values("id"))
        log.objects.bulk_create(
            log(**values, history_date=now, history_type="+", history_change_reason=BEFORE)
            for values in rows.order_by("pk").values(*columns)
        )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0043_audit_runs")]

    operations = [
        migrations.AddField(
            model_name="seal",
            name="tables",
            field=models.JSONField(default=dict, verbose_name="rows beside the chains"),
        ),
        migrations.AddField(
            model_name="auditrun",
            name="newest_seal",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="newest seal"),
            preserve_default=False,
        ),
        migrations.RunPython(begin_logs, migrations.RunPython.noop),
    ]
