"""The addresses of what is done with one reference row, beside those of its form."""

from django.contrib import admin

LOGGED = {model for model in admin.site._registry if hasattr(model, "history")}
"""The models whose rows keep a change log."""

TOPIC_PAGES = {"ledger_topic_merge", "ledger_topic_unmerge"}

ROW_PAGES = TOPIC_PAGES | {f"ledger_{model._meta.model_name}_revert" for model in LOGGED}
