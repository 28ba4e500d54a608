"""The admin site: every model, grouped by a file per noun, each on ``ledger.admin.base``."""

from functools import partial

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ledger.admin import (
    entries,
    items,
    parties,
    people,
    personal,
    rounds,
    source_files,
    statements,
    topic_texts,
    topics,
)
from ledger.admin.index import grouped
from ledger.presentation.item_words import NOTHING

__all__ = [
    "entries",
    "items",
    "parties",
    "people",
    "personal",
    "rounds",
    "source_files",
    "statements",
    "topic_texts",
    "topics",
]

admin.site.site_header = admin.site.site_title = _("Dialogue Ledger")
admin.site.index_title = _("What the two sides said, and what became of it")
admin.site.empty_value_display = NOTHING
admin.site.disable_action("delete_selected")
admin.site.get_app_list = partial(grouped, admin.site.get_app_list)  # type: ignore[method-assign]
