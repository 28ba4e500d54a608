"""The acts within the admin: their addresses under the item's."""

from typing import TYPE_CHECKING

from django.urls import URLPattern, path

from ledger.actions import ENTRY_ACTS, ITEM_ACTS, REQUEST_ACTS, ActFormView, on_site
from ledger.admin.mixins import AdminMixin, url_name

if TYPE_CHECKING:
    from ledger.admin.base import LedgerAdmin

PATHS = {
    "item": "<int:item>/{}/",
    "entry": "<int:item>/entries/<int:sequence>/{}/",
    "redaction": "<int:item>/redactions/<int:wanted>/{}/",
}


def act_urls(admin: "LedgerAdmin") -> list[URLPattern]:
    """Return a path for each act, under the item's own."""
    acts: list[type[ActFormView]] = [*ITEM_ACTS, *ENTRY_ACTS, *REQUEST_ACTS]
    return [
        path(
            PATHS[act.scope].format(act.name),
            admin.admin_site.admin_view(on_site(act, AdminMixin).as_view()),
            name=url_name(act),
        )
        for act in acts
    ]
