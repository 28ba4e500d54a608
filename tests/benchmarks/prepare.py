"""Steps that need Django set up, each a process of its own: `python -m tests.benchmarks.prepare STEP [ARGUMENTS]`.

`places` prints what addresses name, and two sessions. `bare` makes the bare application's tables and its session.
`written FILE` proves that each recording that was answered is there. `report DAY` times a topic's report without a
writer.
"""

import datetime
import json
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from tests.benchmarks.actions import BULK  # noqa: E402

ITEMS_FOR_WRITING = 20_000
"""How many items at most are written to: each is recorded on once."""
DATES = 100
"""On so many items a review lies ahead: the calendar's dates."""


def session_of(username: str) -> str:
    """The cookie of a browser in which the account is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def places() -> dict[str, Any]:
    """What the addresses name, on a ledger that `make_volume` filled."""
    from ledger.models import Item, User
    from ledger.personal import make_feed_key

    officer = User.objects.get(username="volume")
    _look_ahead(officer)
    admin, _made = User.objects.get_or_create(
        username="volume-admin", defaults={"is_staff": True, "is_superuser": True, "password": "!"}
    )
    for membership in officer.memberships.all():
        admin.memberships.get_or_create(dialogue=membership.dialogue, role=membership.role)
    rows = list(Item.objects.order_by("pk").values_list("pk", "ref", "last_sequence"))
    writable = rows[BULK : BULK + min(len(rows) // 2, ITEMS_FOR_WRITING)]
    bulk = list(Item.objects.order_by("round", "number").values_list("pk", flat=True)[:BULK])
    return {
        "items": len(rows),
        "entries": rows[3 * len(rows) // 4][2],
        "refs": [ref for _key, ref, _last in writable],
        "seen": [last for _key, _ref, last in writable],
        "bulk": bulk,
        "read": rows[3 * len(rows) // 4][1],
        "read_key": rows[3 * len(rows) // 4][0],
        "middle": rows[len(rows) // 4][1],
        "middle_key": rows[len(rows) // 4][0],
        "round": Item.objects.order_by("-round__number").values_list("round__number", flat=True)[0] // 2 or 1,
        "secret": make_feed_key(user=officer),
        "session": session_of("volume"),
        "admin": session_of("volume-admin"),
    }


def _look_ahead(officer: Any) -> None:
    """Let reviews of the officer's items lie ahead, as they do in a ledger in use; those made up are long past."""
    from ledger.models import Item
    from ledger.recording import amend_item

    today = datetime.datetime.now(tz=datetime.UTC).date()
    for at, item in enumerate(Item.objects.filter(officer=officer).order_by("pk")[:DATES]):
        day = today + datetime.timedelta(days=at)
        amend_item(
            user=officer,
            item=item,
            expected_sequence=item.last_sequence,
            changes={"review_on": day},
            reason="Measured.",
        )


def more() -> dict[str, Any]:
    """A planned round and a second officer, for the pages that need them."""
    from ledger.models import Dialogue, User
    from ledger.vocabulary import Role, RoundState

    dialogue, officer = Dialogue.objects.get(code="VOLUME"), User.objects.get(username="volume")
    planned = dialogue.rounds.create(number=dialogue.rounds.count() + 1, state=RoundState.PLANNED)
    other = User.objects.create(username="volume-2", password="!")
    other.memberships.create(dialogue=dialogue, role=Role.EDITOR)
    return {"planned": planned.number, "officer": str(officer.uuid), "other": str(other.uuid)}


def bare() -> dict[str, Any]:
    """Make the bare application's own tables, and a session."""
    from tests.benchmarks.bare.models import Standing, Update

    with connection.schema_editor() as editor:
        editor.create_model(Standing)
        editor.create_model(Update)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bare_standing (item_id, status, updates)"
            " SELECT id, status, last_sequence FROM ledger_item"
        )
    return {"session": session_of("volume")}


def written(file: str) -> dict[str, Any]:
    """How much of what was answered is not there: recordings by their request ids, batches, the bare updates."""
    from ledger.models import Entry

    wanted = json.loads(Path(file).read_text(encoding="utf-8"))
    there, requests = set(), wanted["acknowledged"]
    for at in range(0, len(requests), 500):
        found = Entry.objects.filter(request_id__in=requests[at : at + 500])
        there |= {str(key) for key in found.values_list("request_id", flat=True)}
    in_batches = Entry.objects.filter(batch__in=wanted["batches"]).count()
    of_batches = wanted["in_a_batch"] * len(wanted["batches"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM bare_update")
        bare_there = cursor.fetchone()[0]
    return {
        "acknowledged": len(requests) + of_batches,
        "missing": len(set(requests) - there) + of_batches - in_batches,
        "bare_missing": wanted["bare_written"] - bare_there,
    }


def report(day: str) -> dict[str, Any]:
    """Processor milliseconds of a topic's report as of a past day, before any writer, and the entries it reads."""
    from ledger.reports import kinds
    from ledger.reports.limits import length_of
    from ledger.reports.parameter_form import read_parameters

    kind, parameters = kinds()["topic"], read_parameters(topic="volume-3", as_of=day)
    entries = length_of(kind.items(parameters), parameters).entries
    start = time.process_time()
    kind.build(parameters)
    return {"ms": 1000 * (time.process_time() - start), "entries": entries}


def vacuum() -> dict[str, Any]:
    """Let the database know the sizes of its tables, as its own daemon would by night."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return {}


STEPS = {"places": places, "more": more, "bare": bare, "written": written, "report": report, "vacuum": vacuum}

if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["testserver"]
    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])))  # type: ignore[operator]
