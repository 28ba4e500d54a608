"""Who gets in where: a line for each address of ``ledger.urls``, by the name of its URL.

A page's line says of what row its address speaks and what each person is answered. A new page adds its line here;
``test_walk`` fails without it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from ledger.handover.handing_over import hand_over, plan_of
from ledger.importing.drafts import begin_import, keep_mapping, look_at_draft
from ledger.importing.mapping import ImportMapping
from ledger.models import SavedView, TopicText
from ledger.recording import EntryContent, record_many
from tests.makers import make_editor, make_topic_text
from tests.support.drafts import make_draft
from tests.support.questions import make_question
from tests.support.rows import Everything
from tests.support.webhooks import make_webhook_with_log

Answers = dict[str, int]

SIGN_IN, SHUT, NONE, NOT_SO = 302, 403, 404, 405

READERS = ("viewer", "recorder", "editor", "releaser")
EVERYBODY = ("anonymous", "closed", "no membership", *READERS, "viewer of another", "editor of another")


def answers(inside: int = 200, elsewhere: int = NONE, **others: int) -> Answers:
    """What each person is answered: members of the row's dialogue, members of another, and those named."""
    found = {"anonymous": SIGN_IN, "closed": SIGN_IN, "no membership": SHUT}
    found |= dict.fromkeys(READERS, inside)
    found |= {"viewer of another": elsewhere, "editor of another": elsewhere}
    return found | {name.replace("_", " "): answer for name, answer in others.items()}


@dataclass(frozen=True)
class Line:
    """A page: the arguments of its address, and the answers to GET and POST (an empty form)."""

    where: Callable[[Everything], dict[str, Any]] = lambda _everything: {}
    get: Answers = None  # type: ignore[assignment]
    post: Answers = None  # type: ignore[assignment]


FOR_ALL = answers(elsewhere=200)
"""A page that speaks of no one dialogue: each sees one's own rows on it."""
READ_ONLY = answers(inside=NOT_SO, elsewhere=NOT_SO)
"""The answers to a POST where nothing is written."""

RECORDERS, EDITORS, RELEASERS = {"recorder", "editor"}, {"editor"}, {"releaser"}


def only(who: set[str]) -> Answers:
    """A page of those who may do what it is for: other members are refused, other dialogues find none."""
    return answers(**dict.fromkeys((name for name in READERS if name not in who), SHUT))


FOR_RECORDERS = only(RECORDERS) | {"viewer of another": SHUT, "editor of another": 200}
"""A page for people who may record in some dialogue."""

FOR_NOBODY = answers(SHUT, elsewhere=SHUT)
"""A page for superusers, who keep accounts: no role opens it."""

FOR_EDITORS = answers(SHUT, elsewhere=SHUT, editor=200, editor_of_another=200)
"""A page of a deed that editors alone may do, each in their own dialogues."""


def _of_item(everything: Everything, **key: Any) -> dict[str, Any]:
    return {"ref": everything.item.ref} | key


def _of_round(everything: Everything) -> dict[str, Any]:
    return {"code": everything.dialogue.code, "number": everything.round.number}


def issued(everything: Everything) -> dict[str, Any]:
    """A report issued from the row's dialogue."""
    from tests.support.issuing import issue

    return {"uuid": issue(everything.editor, everything.dialogue).uuid}


def nobodys(_everything: Everything) -> dict[str, Any]:
    """A run that nobody began; whose run it is, tests/views/test_report_runs.py walks."""
    return {"uuid": uuid4()}


def of_kind(**more: str) -> Callable[[Everything], dict[str, Any]]:
    return lambda _everything: {"kind": "attention", **more}


def a_view(everything: Everything) -> dict[str, Any]:
    """A view that the editor who recorded everything shares with the dialogue's staff."""
    view, _made = SavedView.objects.get_or_create(
        owner=everything.editor, name="Shared", dialogue=everything.dialogue, is_shared=True
    )
    return {"uuid": view.uuid}


def a_batch(everything: Everything) -> dict[str, Any]:
    """A batch of one note by the editor who recorded everything."""
    note = EntryContent(note="Called.")
    written = record_many(user=everything.editor, targets=[(everything.item, None)], says=note, again=True)
    return {"batch": written[0].batch}


REASSIGNING = answers(SHUT, SHUT, editor=302, editor_of_another=302)
"""A person who may give items to another officer somewhere, and has ticked none, is led back to the list."""
UNDOING = answers(SHUT, NONE, editor=200)
"""Another's batch is undone by who may correct."""

PAGES: dict[str, Line] = {
    "report-list": Line(get=FOR_ALL, post=READ_ONLY),
    # An empty form is refused beside its fields.
    "report-verify": Line(get=FOR_ALL, post=answers(inside=422, elsewhere=422)),
    "report-issued": Line(where=issued, get=answers(), post=answers(inside=302)),
    "report-issued-file": Line(where=issued, get=answers(), post=READ_ONLY),
    # An address that asks for nothing is what "attention" may be asked.
    "report-kind": Line(
        where=of_kind(),
        get=FOR_ALL,
        post=answers(inside=422, viewer=SHUT, elsewhere=422, viewer_of_another=SHUT),
    ),
    "report-run": Line(where=nobodys, get=answers(inside=NONE), post=READ_ONLY),
    "report-run-file": Line(where=nobodys, get=answers(inside=NONE), post=READ_ONLY),
    "report-preview": Line(where=of_kind(), get=FOR_ALL, post=READ_ONLY),
    "report-offered": Line(where=of_kind(field="topic"), get=FOR_ALL, post=READ_ONLY),
    "report-file": Line(where=of_kind(format="json"), get=FOR_ALL, post=READ_ONLY),
    "home": Line(get=FOR_ALL, post=READ_ONLY),
    "day-understood": Line(get=FOR_ALL, post=READ_ONLY),
    "dashboard": Line(get=FOR_ALL, post=READ_ONLY),
    "item-detail": Line(where=_of_item, get=answers(), post=only(RECORDERS)),
    # Opened by hand: in which round, then the item.
    "item-create": Line(get=FOR_EDITORS, post=READ_ONLY),
    "round-item-create": Line(where=_of_round, get=only(EDITORS), post=only(EDITORS)),
    "quick-note": Line(get=FOR_RECORDERS, post=FOR_RECORDERS),
    "item-act": Line(
        where=lambda everything: _of_item(everything, act="amend"), get=only(EDITORS), post=only(EDITORS)
    ),
    "item-entry-act": Line(
        where=lambda everything: _of_item(everything, sequence=2, act="release"),
        get=only(RELEASERS),
        post=only(RELEASERS),
    ),
    "item-redaction-act": Line(
        where=lambda everything: _of_item(everything, wanted=everything.wanted.pk, act="approve"),
        get=only(EDITORS),
        post=only(EDITORS),
    ),
    "activity": Line(get=FOR_ALL, post=READ_ONLY),
    "seal-list": Line(get=FOR_ALL, post=READ_ONLY),
    "search": Line(get=FOR_ALL, post=READ_ONLY),
    "item-list": Line(get=FOR_ALL, post=READ_ONLY),
    "item-export": Line(where=lambda _everything: {"format": "csv"}, get=FOR_ALL, post=READ_ONLY),
    "batch-create": Line(where=lambda _everything: {"act": "reassign"}, get=REASSIGNING, post=REASSIGNING),
    "batch-detail": Line(where=a_batch, get=answers(), post=answers(NOT_SO)),
    "batch-undo": Line(where=a_batch, get=UNDOING, post=UNDOING),
    "saved-view-list": Line(get=FOR_ALL, post=FOR_ALL),
    "saved-view-detail": Line(where=a_view, get=answers(inside=302), post=answers(NOT_SO, NOT_SO)),
    "saved-view-change": Line(where=a_view, get=answers(inside=NONE), post=answers(inside=NONE)),
}

ANYBODY = FOR_ALL | {"no membership": 200}
"""A page for everybody who is signed in."""
UNKNOWN = dict.fromkeys(EVERYBODY, NONE)
"""The answers to a secret that is nobody's."""

PAGES |= {
    "preferences": Line(get=ANYBODY, post=ANYBODY),
    "session-list": Line(
        get=FOR_ALL | {"no membership": 200}, post=answers(302, elsewhere=302, no_membership=302)
    ),
    "security-log": Line(get=FOR_NOBODY, post=READ_ONLY | {"no membership": NOT_SO}),
    "security-log-export": Line(get=FOR_NOBODY, post=READ_ONLY | {"no membership": NOT_SO}),
    "api-token-list": Line(get=FOR_ALL, post=FOR_ALL),
    "calendar": Line(
        where=lambda _everything: {"secret": "unknown"}, get=UNKNOWN, post=dict.fromkeys(EVERYBODY, NOT_SO)
    ),
    "dialogue-feed": Line(
        where=lambda everything: {"secret": "unknown", "code": everything.dialogue.code},
        get=UNKNOWN,
        post=dict.fromkeys(EVERYBODY, NOT_SO),
    ),
    "topic-feed": Line(
        where=lambda everything: {"secret": "unknown", "slug": everything.item.topics.get().slug},
        get=UNKNOWN,
        post=dict.fromkeys(EVERYBODY, NOT_SO),
    ),
}


def _handed_over(everything: Everything) -> UUID:
    """The batch of a handover of the item's officer to a colleague."""
    between = everything.editor, make_editor(everything.dialogue)
    plan, batch = plan_of(everything.editor, *between), uuid4()
    hand_over(user=everything.editor, from_user=between[0], to_user=between[1], seen=plan.seen, batch=batch)
    return batch


PAGES |= {
    "hand-over": Line(get=FOR_EDITORS, post=FOR_EDITORS),
    "hand-over-sheet": Line(
        where=lambda everything: {"uuid": everything.editor.uuid}, get=answers(), post=READ_ONLY
    ),
    "handover-detail": Line(
        where=lambda everything: {"batch": _handed_over(everything)},
        get=answers(),
        post=answers(SHUT, editor=200),
    ),
    "handover-sheet": Line(
        where=lambda everything: {"uuid": _handed_over(everything)}, get=answers(), post=READ_ONLY
    ),
}

PAGES |= {
    "dialogue-create": Line(get=FOR_EDITORS, post=FOR_EDITORS),
    "round-create": Line(
        where=lambda everything: {"code": everything.dialogue.code}, get=only(EDITORS), post=only(EDITORS)
    ),
    "delegation-create": Line(where=_of_round, get=only(EDITORS), post=only(EDITORS)),
}
"""Superusers without a role start dialogues too: tests/views/test_starting.py."""

PAGES |= {
    "round-list": Line(get=FOR_ALL, post=READ_ONLY),
    # Its POST carries over to a planned round; the round of the walk was held.
    "round-detail": Line(
        where=lambda everything: {"code": everything.dialogue.code, "number": everything.round.number},
        get=answers(),
        post=answers(inside=NOT_SO),
    ),
}


def _draft(everything: Everything) -> dict[str, Any]:
    return {"uuid": make_draft(everything.editor, everything.dialogue).uuid}


OF_A_DRAFT = answers(viewer=NONE, recorder=NONE, releaser=NONE)
"""A draft is not found by people who may not take in statements."""

PAGES |= {
    "statement-new": Line(get=FOR_EDITORS, post=FOR_EDITORS),
    "statement-review-again": Line(
        where=lambda everything: {"pk": everything.statement.pk},
        get=only(EDITORS),
        post=only(EDITORS) | {"editor": 302},
    ),
    "statement-review": Line(where=_draft, get=OF_A_DRAFT, post=answers(NOT_SO, NOT_SO)),
}


def _import(everything: Everything) -> dict[str, Any]:
    """A spreadsheet on its way in, of one row without a status."""
    raw = b"Ref,Kind,Action,Topic\nA,undertaken,Publish it.,Nothing of ours\n"
    draft = begin_import(user=everything.editor, dialogue=everything.dialogue, name="tracker.csv", raw=raw)
    look_at_draft(user=everything.editor, draft=draft)
    return {"uuid": draft.uuid}


def _kept_mapping(everything: Everything) -> dict[str, Any]:
    kept = keep_mapping(
        user=everything.editor, dialogue=everything.dialogue, name="Ours", mapping=ImportMapping()
    )
    return {"pk": kept.pk}


NOT_WRITTEN = answers(NOT_SO, NOT_SO)
PAGES |= {
    "import-list": Line(get=FOR_EDITORS, post=FOR_EDITORS),
    "import-detail": Line(where=_import, get=OF_A_DRAFT, post=OF_A_DRAFT),
    "import-preview": Line(where=_import, get=OF_A_DRAFT, post=OF_A_DRAFT | {"editor": 302}),
    "import-bad-rows": Line(where=_import, get=OF_A_DRAFT, post=NOT_WRITTEN),
    "import-mapping": Line(where=_import, get=OF_A_DRAFT, post=NOT_WRITTEN),
    "kept-mapping-list": Line(
        get=FOR_EDITORS | {"editor": 302, "editor of another": 302},
        post=FOR_EDITORS | {"editor": 302, "editor of another": 302},
    ),
    "kept-mapping": Line(where=_kept_mapping, get=OF_A_DRAFT, post=OF_A_DRAFT | {"editor": 302}),
    "import-layout": Line(where=lambda _everything: {"name": "uhri"}, get=FOR_EDITORS, post=NOT_WRITTEN),
}


def of_a_draft(answer: int) -> Answers:
    """What an editor is answered where nobody else finds a draft."""
    return OF_A_DRAFT | {"editor": answer}


def _part(post: int, **key: Any) -> Line:
    """A part of a draft's review: its address leads to the page, an empty POST is refused or told to be late."""
    return Line(where=lambda everything: _draft(everything) | key, get=of_a_draft(302), post=of_a_draft(post))


LATE = 409
"""An empty form names no version of the draft that it saw."""

_kept = _part(204)
HALF_TYPED = replace(_kept, post={**_kept.post, "anonymous": SHUT, "closed": SHUT})
"""The page's own script sends it: a form of signing in would be of no use to it."""

PAGES |= {
    "review-facts": _part(200),
    "review-reading": _part(200),
    "review-commit": _part(LATE),
    "review-discard": _part(LATE),
    "review-typed": HALF_TYPED,
    "review-typed-discard": _part(302),
    "review-proposals": _part(200),
    "review-rest": _part(LATE),
    "review-proposal": _part(200, key=1),
    "review-decision": _part(200, key=1),
    "review-split": _part(302, key=1),
    "review-merge": _part(LATE, key=1),
}

PAGES |= {
    "round-audience": Line(
        where=lambda everything: {"code": everything.dialogue.code, "number": everything.round.number},
        get=answers(),
        post=answers(SHUT, editor=200, releaser=200),
    ),
    "statement-audience": Line(
        where=lambda everything: {"pk": everything.statement.pk},
        get=answers(),
        post=answers(SHUT, editor=200, releaser=200),
    ),
}
"""All read who set an audience; editors narrow it, releasers set any."""


def _a_file(everything: Everything) -> dict[str, Any]:
    return {"uuid": everything.round.files.earliest("pk").uuid}


PAGES |= {
    "file-create": Line(where=_of_round, get=only(EDITORS), post=only(EDITORS)),
    "file-detail": Line(where=_a_file, get=answers(), post=answers(SHUT, editor=200, releaser=200)),
    "file-change": Line(where=_a_file, get=only(EDITORS), post=only(EDITORS)),
    "file-withdraw": Line(where=_a_file, get=only(EDITORS), post=only(EDITORS)),
    "file-redact": Line(where=_a_file, get=only(EDITORS), post=only(EDITORS)),
}

PAGES |= {
    "dialogue-rules": Line(
        where=lambda everything: {"code": everything.dialogue.code},
        get=answers(),
        post=answers(SHUT, editor=200),
    ),
}
"""Superusers without a role are let in too: tests/views/test_dialogue_rules.py."""


def _of_a_webhook(everything: Everything) -> dict[str, Any]:
    """The page of a dialogue that has a webhook, which was told of something."""
    make_webhook_with_log(everything.editor, everything.dialogue)
    return {"code": everything.dialogue.code}


PAGES |= {"webhook-list": Line(where=_of_a_webhook, get=only(EDITORS), post=only(EDITORS))}

WALKED_ELSEWHERE = {"evidence-file", "file-content"}
"""Files, with tests of their own: tests/admin/test_evidence_files.py, tests/views/test_source_files.py."""

BUTTON = answers(inside=302)
"""A button's address: led to and from the page that has the button."""

PAGES |= {"saved-view-pin": Line(where=a_view, get=BUTTON, post=BUTTON)}

PAGES |= {
    "watch-list": Line(get=FOR_ALL, post=READ_ONLY),
    "item-watch": Line(where=_of_item, get=BUTTON, post=BUTTON),
    # Topics are words that all dialogues share.
    "topic-watch": Line(
        where=lambda everything: {"slug": everything.item.topics.get().slug},
        get=BUTTON | {"viewer of another": 302, "editor of another": 302},
        post=BUTTON | {"viewer of another": 302, "editor of another": 302},
    ),
}


def a_question(everything: Everything) -> dict[str, Any]:
    """A question of a colleague to the editor who recorded everything: nobody else finds it."""
    return {"uuid": make_question(everything.item, asked_of=everything.editor).uuid}


PAGES |= {
    "question-list": Line(get=FOR_ALL, post=READ_ONLY),
    "question-create": Line(where=_of_item, get=answers(), post=answers()),
    "question-detail": Line(where=a_question, get=answers(inside=NONE), post=answers(inside=NONE)),
}

PAGES |= {
    "topic-list": Line(get=FOR_ALL, post=READ_ONLY),
    "topic-detail": Line(
        where=lambda everything: {"slug": everything.item.topics.get().slug}, get=FOR_ALL, post=READ_ONLY
    ),
}
"""Topics are words that all dialogues share; what stands on their pages is that of one's own dialogues."""


def _text(everything: Everything) -> TopicText:
    return make_topic_text(everything.dialogue, everything.editor)


def _text_address(everything: Everything) -> dict[str, Any]:
    text = _text(everything)
    return {"slug": text.topic.slug, "code": text.dialogue.code, "kind": text.kind, "language": text.language}


PAGES |= {
    "topic-text": Line(
        where=_text_address,
        get=answers(),
        post=answers(SHUT, recorder=200, editor=200),
    ),
    "topic-text-release": Line(
        where=lambda everything: {"uuid": _text(everything).uuid},
        get=answers(SHUT, releaser=200),
        post=answers(SHUT, releaser=200),
    ),
    "topic-text-redact": Line(
        where=lambda everything: {"uuid": _text(everything).uuid},
        get=answers(SHUT, editor=200),
        post=answers(SHUT, editor=200),
    ),
}
