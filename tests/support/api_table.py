"""Who gets in where in the API: a line for each of its addresses, by the name of its URL.

A line says of what row an address speaks, and what each person is answered to each method. A new address adds its line
here; ``tests/api/test_walk.py`` fails without it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from ledger.models import Evidence
from ledger.vocabulary import Status
from tests.support import act_table, batch_table
from tests.support.page_table import EVERYBODY, READERS, Answers, a_batch, issued
from tests.support.rows import Everything

NOBODY, SHUT, NONE, NOT_SO, UNFIT, UNSEEN = 401, 403, 404, 405, 422, 428
METHODS = ("get", "post", "put", "patch", "delete")


def answers(inside: int = 200, elsewhere: int = NONE, **others: int) -> Answers:
    """What each person is answered: members of the row's dialogue, members of another, and those named."""
    found = {"anonymous": NOBODY, "closed": NOBODY, "no membership": SHUT}
    found |= dict.fromkeys(READERS, inside)
    found |= {"viewer of another": elsewhere, "editor of another": elsewhere}
    return found | {name.replace("_", " "): answer for name, answer in others.items()}


FOR_ALL = answers(elsewhere=200)
"""A list, or a row that all dialogues share: each sees one's own rows."""
NOT_MADE = answers(NOT_SO, NOT_SO)
"""The answers to a method that the address does not have: nothing is told of the row."""
EDITORS, RECORDERS, RELEASERS = {"editor"}, {"recorder", "editor"}, {"releaser"}


def only(who: set[str], answer: int) -> Answers:
    """What those are answered who may do it; other members are refused, other dialogues find nothing."""
    return answers(SHUT, NONE, **dict.fromkeys(who, answer))


@dataclass(frozen=True)
class ApiLine:
    """An address: the arguments of its path, and the answers to each method that it has."""

    get: Answers | None = None
    where: Callable[[Everything], dict[str, Any]] = field(default=lambda _everything: {})
    post: Answers | None = None
    patch: Answers | None = None

    def answers_to(self, method: str) -> Answers:
        """The answers to a method; 405 for one that the address does not have."""
        return getattr(self, method, None) or NOT_MADE


def _of_item(everything: Everything) -> dict[str, Any]:
    return {"ref": everything.item.ref}


def _of_round(everything: Everything) -> dict[str, Any]:
    return {"code": everything.dialogue.code, "number": everything.round.number}


def _of_statement(everything: Everything) -> dict[str, Any]:
    return {"pk": everything.statement.pk}


def _of_topic(everything: Everything) -> dict[str, Any]:
    return {"slug": everything.item.topics.get().slug}


def _evidence(everything: Everything) -> dict[str, Any]:
    return {"uuid": Evidence.objects.filter(entry__item=everything.item).earliest("pk").uuid}


def _code(everything: Everything) -> dict[str, Any]:
    return {"code": "MEX"}


def _nobodys(_everything: Everything) -> dict[str, Any]:
    """What nobody has: whose run it is, tests/api/test_reports.py asks."""
    return {"uuid": uuid4()}


FOUND_BY_NOBODY = answers(NONE)

API: dict[str, ApiLine] = {
    "dialogue-list": ApiLine(FOR_ALL),
    "dialogue-detail": ApiLine(answers(), lambda everything: {"code": everything.dialogue.code}),
    "round-list": ApiLine(FOR_ALL),
    "round-detail": ApiLine(answers(), _of_round),
    "statement-list": ApiLine(FOR_ALL),
    "statement-detail": ApiLine(answers(), _of_statement),
    "passage-list": ApiLine(answers(), _of_statement),
    "topic-list": ApiLine(FOR_ALL),
    "topic-detail": ApiLine(FOR_ALL, _of_topic),
    "topic-text-list": ApiLine(FOR_ALL, _of_topic),
    "party-list": ApiLine(FOR_ALL),
    "party-detail": ApiLine(FOR_ALL, _code),
    "agency-list": ApiLine(FOR_ALL),
    "agency-detail": ApiLine(FOR_ALL, lambda everything: {"code": everything.item.agencies.get().code}),
    "forum-list": ApiLine(FOR_ALL),
    "forum-detail": ApiLine(FOR_ALL, lambda everything: {"code": everything.item.forums.get().code}),
    "item-list": ApiLine(FOR_ALL),
    "item-detail": ApiLine(answers(), _of_item),
    "item-entry-list": ApiLine(answers(), _of_item),
    "redaction-list": ApiLine(answers(), _of_item),
    "entry-detail": ApiLine(answers(), lambda everything: _of_item(everything) | {"sequence": 2}),
    "entry-list": ApiLine(FOR_ALL),
    "evidence-detail": ApiLine(answers(), _evidence),
    # The walk's piece has no file; one that has is handed out in tests/api/test_evidence.py.
    "evidence-file": ApiLine(FOUND_BY_NOBODY, _evidence),
    "position-list": ApiLine(FOR_ALL),
    "position-file": ApiLine(FOR_ALL, lambda _everything: {"file_format": "jsonl"}),
    "report-list": ApiLine(FOR_ALL),
    "report-file": ApiLine(FOR_ALL, lambda _everything: {"kind": "attention", "file_format": "json"}),
    "issued-report-list": ApiLine(FOR_ALL),
    "issued-report-detail": ApiLine(answers(), issued),
    "issued-report-file": ApiLine(answers(), issued),
    "report-run": ApiLine(FOUND_BY_NOBODY, _nobodys),
    "report-run-file": ApiLine(FOUND_BY_NOBODY, _nobodys),
    "seal-list": ApiLine(FOR_ALL),
    "membership-list": ApiLine(FOR_ALL),
    "none-such": ApiLine(FOUND_BY_NOBODY, lambda _everything: {"address": "nothing/"}),
}


def _of_wanted(everything: Everything) -> dict[str, Any]:
    return _of_item(everything) | {"wanted": everything.wanted.pk}


def _of_stalled(everything: Everything) -> dict[str, Any]:
    return _of_item(everything) | {
        "sequence": everything.item.entries.filter(status=Status.STALLED)[0].sequence
    }


def _writes(who: set[str], where: Callable[[Everything], dict[str, Any]], answer: int = UNSEEN) -> ApiLine:
    """An act, asked for with nothing said: who may do it is told what is missing."""
    return ApiLine(where=where, post=only(who, answer))


API |= {f"item-{name.replace('_', '-')}": _writes(who, _of_item) for name, who in act_table.ITEM.items()}
API |= {f"entry-{name}": _writes(who, _of_stalled) for name, who in act_table.ENTRY.items()}
API |= {f"redaction-{name}": _writes(who, _of_wanted) for name, who in act_table.REDACTION.items()}
API["round-item-create"] = _writes(EDITORS, _of_round, UNFIT)


def _many(who: set[str]) -> ApiLine:
    """An act on many items, which names none: refused to who may do it nowhere, else told what is missing."""
    allowed = {**dict.fromkeys(who, UNFIT), "editor_of_another": UNFIT if "editor" in who else SHUT}
    return ApiLine(post=answers(SHUT, SHUT, **allowed))


API |= {
    f"batch-{name.removeprefix('ledger_item_batch_')}": _many(who) for name, who in batch_table.ACTS.items()
}
API["batch-detail"] = ApiLine(answers(), a_batch)
API["batch-undo"] = ApiLine(where=a_batch, post=only(EDITORS, UNFIT))

ADDED = answers(SHUT, SHUT, editor=UNFIT, editor_of_another=UNFIT)
"""A new row, of which nothing is said: editors of any dialogue are told what is missing."""
CHANGED = answers(SHUT, SHUT, editor=UNSEEN, editor_of_another=UNSEEN)
"""A row that all dialogues share: editors of any are told what is missing."""
API |= {
    f"{noun}-list": replace(API[f"{noun}-list"], post=ADDED)
    for noun in ("party", "agency", "forum", "topic", "round")
}
API |= {
    f"{noun}-detail": replace(API[f"{noun}-detail"], patch=CHANGED)
    for noun in ("party", "agency", "forum", "topic")
}
API["round-detail"] = replace(API["round-detail"], patch=only(EDITORS, UNSEEN))

WALKED_ELSEWHERE = {"docs"}
"""A page, in tests/api/test_docs.py."""

assert set(FOR_ALL) == set(EVERYBODY)
