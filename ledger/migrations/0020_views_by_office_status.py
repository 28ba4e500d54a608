"""Saved views that asked for a status asked for our office's: they say so, since a status is of any voice now."""

from urllib.parse import parse_qsl, urlencode

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OPENNESS = {"open", "closed"}
LONGEST_QUERY = 2000


def name_our_office(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    """Let each view that filters by a status, and by no voice and party, name our office's word on the whole item."""
    views = apps.get_model("ledger", "SavedView").objects.filter(list="items", query__contains="status=")
    for view in views.iterator():
        pairs = set(parse_qsl(view.query))
        names = {name for name, _value in pairs}
        statuses = {value for name, value in pairs if name == "status"} - OPENNESS
        query = urlencode(sorted({*pairs, ("party", "none"), ("voice", "office")}))
        if statuses and not names & {"voice", "party"} and len(query) <= LONGEST_QUERY:
            view.query = query
            view.save(update_fields=["query"])


class Migration(migrations.Migration):
    """Change rows of saved views alone; nothing to undo."""

    dependencies = [("ledger", "0019_kept_words")]

    operations = [migrations.RunPython(name_our_office, migrations.RunPython.noop)]
