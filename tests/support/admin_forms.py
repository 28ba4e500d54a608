"""Forms of the admin, filled in and sent."""

from typing import Any

from django.test import Client
from django.urls import reverse


def revert_url(row: Any, number: int) -> str:
    return reverse(f"admin:ledger_{row._meta.model_name}_revert", args=(row.pk, number))


def revert(client: Client, row: Any, number: int, reason: str = "It was right.", **typed: Any) -> Any:
    url = revert_url(row, number)
    seen = client.get(url).context["form"]["seen"].value()
    return client.post(url, {"seen": seen, "reason": reason} | typed)


def first(row: Any) -> int:
    return int(row.history.earliest("history_id").history_id)


def form_of(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send if the page's form were sent as it stands."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            sent[bound.html_name] = "" if value is None else value
    return {name: ("on" if value is True else value) for name, value in sent.items() if value is not False}
