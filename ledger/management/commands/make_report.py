"""``make_report``: what the pages begin for a long report, in a process of its own. Not for people."""

import json
import sys

from django.core.management.base import BaseCommand

from ledger.actions.beside import WORK_BESIDE
from ledger.reports import kinds
from ledger.reports.item_table import write_beside
from ledger.reports.jobs import WORK, Job, carry_out, keep_within
from ledger.reports.runs import Run
from ledger.reports.writers import formats


class Command(BaseCommand):
    """Reads its order as JSON on standard input; what came of it stands in the run that the order names."""

    help = "Make the long report that a page asks for on standard input, within limits; people use `report`."
    requires_system_checks: list[str] = []  # the server that begins it was checked when it started

    def handle(self, *_args: object, **_options: object) -> None:
        order = json.load(sys.stdin)
        (
            kinds(),
            formats(),
        )  # read in before memory is limited: a library that finds no room says something else
        keep_within(**order["limits"])
        carry_out(Run(**order["run"]), Job(**order["job"]), WORK | WORK_BESIDE | {"items": write_beside})
