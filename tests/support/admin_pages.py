"""Addresses of the admin, and who asks them."""

from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

import ledger.models
from ledger.models import User

WITHOUT_PAGES = {
    # A token for caches, without words
    "ReferenceStamp",
    # How many items stood where, for the dashboard and the workspace: no part of the ledger
    "CountedItem",
    "CountingState",
    "MonthCount",
    "YearCount",
    # On the page of seals, and on one for superusers
    "AuditRun",
    "SecurityEvent",
    # Theirs alone, on pages of their own
    "ApiToken",
    "ApiTokenRole",
    "ColleagueQuestion",
    "EntryDraft",
    "ImportDraft",
    "KeptMapping",
    "FeedKey",
    "PinnedView",
    "Preference",
    "Reminder",
    "Watch",
    # On the page of its report
    "IssuedReportDialogue",
    # Files to go, told by the audit
    "ClockCorrection",  # one page for both: admin/clock_page.py
    "ClockCorrectionRequest",
    "PendingRemoval",
    # On the page of their text
    "TopicTextWords",
    "TopicTextRelease",
    "TopicTextRedaction",
    # On the page of its statement in the workspace
    "StatementRelease",
    "RoundRelease",
    # On the page of its file in the workspace
    "FileRelease",
    "FileRedaction",
    # On the page of their dialogue's webhooks
    "Webhook",
    "WebhookDelivery",
    # On the page of a dialogue's rules
    "DialogueRuleChange",
}


MODELS = [
    model
    for model in apps.get_app_config("ledger").get_models()
    if hasattr(ledger.models, model.__name__) and model.__name__ not in WITHOUT_PAGES
]


PAGES = ("changelist", "add", "change", "delete", "history")


def signed_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def address(model: Any, page: str, key: int) -> str:
    args = () if page in {"changelist", "add"} else (key,)
    return reverse(f"admin:ledger_{model._meta.model_name}_{page}", args=args)


def names(patterns: list[Any]) -> set[str | None]:
    found: set[str | None] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.add(pattern.name)
    return found
