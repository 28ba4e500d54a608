"""Offer on the item's page a button for each act that the person may do, as things stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from ledger.actions.entries import ENTRY_ACTS
from ledger.actions.items import IN_PLACE, ITEM_ACTS
from ledger.actions.page import ActFormView
from ledger.actions.redactions import REQUEST_ACTS, part_names
from ledger.actions.site import SiteView, on_site
from ledger.models import Item, RedactionRequest
from ledger.presentation.timeline import TimelineEntry, timeline_of


@dataclass(frozen=True)
class Button:
    """An act to choose: its words and its address."""

    label: str
    address: str


def item_buttons(site: type[SiteView], request: HttpRequest, item: Item) -> list[Button]:
    """Return the acts on the item itself, but for those that stand elsewhere on the page."""
    return _buttons(
        [on_site(act, site)(request=request, item=item) for act in ITEM_ACTS if act not in IN_PLACE]
    )


def offered_timeline(site: type[SiteView], request: HttpRequest, item: Item) -> list[TimelineEntry]:
    """Return every entry of the item, oldest first, each with the acts on it."""
    lines = timeline_of(item)
    acts = [on_site(act, site) for act in ENTRY_ACTS]
    for line in lines:
        line.buttons = _buttons([act(request=request, item=item, line=line) for act in acts])
    return lines


def _buttons(acts: Sequence[ActFormView]) -> list[Button]:
    return [Button(label=act.shown_label, address=act.address) for act in acts if act.is_offered]


@dataclass(frozen=True)
class RequestShown:
    """A redaction that waits for a decision; ``buttons`` for the person who may decide it."""

    row: RedactionRequest
    parts: str
    buttons: list[Button]


def requests_shown(site: type[SiteView], request: HttpRequest, item: Item) -> list[RequestShown]:
    """Return the redactions asked for and not decided yet. One query."""
    acts = [on_site(act, site) for act in REQUEST_ACTS]
    waiting = RedactionRequest.objects.filter(entry__item=item, decided_by=None)
    return [
        RequestShown(
            row=wanted,
            parts=part_names(wanted.parts),
            buttons=_buttons([act(request=request, item=item, wanted=wanted) for act in acts]),
        )
        for wanted in waiting.select_related("entry", "requested_by").order_by("requested_at")
    ]
