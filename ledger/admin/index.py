"""The front page of the admin, by what people come for rather than by the alphabet."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Ledger"), ("Item", "Entry", "Evidence", "Position", "RedactionRequest", "Seal")),
    (
        _("Rounds and statements"),
        ("Dialogue", "Round", "Statement", "SourceFile", "Passage", "Delegation", "Delegate", "Event"),
    ),
    (_("Topics"), ("Topic", "TopicText")),
    (_("Parties"), ("Party", "Agency", "Forum")),
    (_("Desk"), ("IssuedReport", "ReviewDraft", "Handover", "SavedView")),
    (_("People"), ("User", "Membership")),
)
"""The groups in order, each with its models in order. A model in none of them stays in its app's own group."""

Apps = list[dict[str, Any]]


def grouped(plain: Callable[..., Apps], request: HttpRequest, app_label: str | None = None) -> Apps:
    """Return what the site lists for a person, in our groups; the page of a single app keeps Django's one group."""
    apps = plain(request, app_label)
    if app_label is not None:
        return apps
    ours = next((app for app in apps if app["app_label"] == "ledger"), None)
    if ours is None:
        return apps
    groups = [*_in_groups(ours), *(app for app in apps if app is not ours)]
    return [group for group in groups if group["models"]]


def _in_groups(ours: dict[str, Any]) -> Apps:
    """Divide our app's models by ``GROUPS``; those that stand in none come last."""
    by_name = {model["object_name"]: model for model in ours["models"]}
    groups = [
        {**ours, "name": label, "models": [by_name.pop(name) for name in names if name in by_name]}
        for label, names in GROUPS
    ]
    return [*groups, {**ours, "models": list(by_name.values())}]
