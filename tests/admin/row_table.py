"""The addresses of what is done with one reference row, beside those of its form."""

from django.contrib import admin

LOGGED = {model for model in admin.site._registry if hasattr(model, "history")}
"""The models whose rows keep a change log."""

TOPIC_PAGES = {"ledger_topic_merge", "ledger_topic_unmerge"}

ROW_PAGES = TOPIC_PAGES | {
    f"ledger_{model._meta.model_name}_{page}" for model in LOGGED for page in ("revert", "removed")
}
"""Bringing an earlier version of a reference row back, and the rows that were removed."""
