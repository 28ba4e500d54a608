"""Who may open the page of which act, and where it is for a given item."""

from typing import Any

from django.urls import reverse

from ledger.models import Item, RedactionRequest
from ledger.vocabulary import Status

RECORDERS = {"recorder", "editor"}
EDITORS = {"editor"}
RELEASERS = {"releaser"}

ITEM = {
    "record": RECORDERS,
    "amend": EDITORS,
    "add_step": EDITORS,
    "step_up": EDITORS,
    "step_down": EDITORS,
    "reclassify": EDITORS,
    "cite": EDITORS,
    "withdraw": EDITORS,
    "bring_back": EDITORS,
}
ENTRY = {
    "correct": EDITORS,
    "retract": EDITORS,
    "move": EDITORS,
    "answer": RECORDERS,
    "adopt": RECORDERS,
    "release": RELEASERS,
    "redact": EDITORS,
}
REDACTION = {"approve": EDITORS, "decline": EDITORS}

ALLOWED = {
    **{f"ledger_item_{name}": who for name, who in ITEM.items()},
    **{f"ledger_item_entry_{name}": who for name, who in ENTRY.items()},
    **{f"ledger_item_redaction_{name}": who for name, who in REDACTION.items()},
}
"""The name of each act's address: who, of the dialogue's people, gets in."""


def act_address(name: str, item: Item, **key: Any) -> str:
    """Where an act is done: ``sequence`` names the entry (by default a status of the record), ``wanted`` a request."""
    args = [item.pk]
    if name.startswith("ledger_item_entry_"):
        args.append(key.get("sequence") or item.entries.filter(status=Status.STALLED)[0].sequence)
    elif name.startswith("ledger_item_redaction_"):
        args.append(key.get("wanted") or RedactionRequest.objects.filter(entry__item=item)[0].pk)
    return reverse(f"admin:{name}", args=args)
