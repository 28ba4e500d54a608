"""Plain functions that make rows for tests.

``make_x(…)`` makes a row of ``x``, and the rows that it needs and was not given: its docstring says which. Keywords are
the model's fields, but where the docstring names others. Names, codes and numbers are new with each call, so that two
calls make two rows; only a party is made once for each code.
"""

import datetime
from itertools import count, cycle
from typing import Any

import pytest

from ledger.models import (
    Agency,
    Dialogue,
    Entry,
    Forum,
    Item,
    Membership,
    Party,
    Passage,
    Round,
    SourceFile,
    Statement,
    StatementRelease,
    Topic,
    TopicText,
    User,
)
from ledger.recording import (
    EntryContent,
    EvidenceGiven,
    add_file,
    clock,
    open_item,
    open_step,
    record_entry,
    release_file,
    release_statement,
    write_topic_text,
)
from ledger.vocabulary import Audience, FactBasis, FileKind, Kind, Language, Role, Status, TopicTextKind

_numbers = count(1)
_round_numbers = cycle(range(1, 10_000))
"""A process of a long run makes more rows than a round's number has digits for."""

TEXT = "The two sides discussed actions to prevent torture and agreed to keep working together."
ROUND_DAY = datetime.date(2015, 10, 21)


def make_user(**fields: Any) -> User:
    """An account without a membership or a usable password: sign it in with ``client.force_login``."""
    return User.objects.create_user(fields.pop("username", f"user-{next(_numbers)}"), **fields)


def make_member(*roles: Role, dialogue: Dialogue, user: User | None = None) -> User:
    """An account with these roles in a dialogue: ``user``, or a new one."""
    user = user or make_user()
    for role in roles:  # each saved by itself: its change log tells of it
        Membership.objects.create(user=user, dialogue=dialogue, role=role)
    return user


def make_editor(dialogue: Dialogue) -> User:
    """A new account that edits in a dialogue."""
    return make_member(Role.EDITOR, dialogue=dialogue)


def make_releaser(dialogue: Dialogue) -> User:
    """A new account that releases in a dialogue."""
    return make_member(Role.RELEASER, dialogue=dialogue)


def make_party(code: str = "MEX", **fields: Any) -> Party:
    """The party with this code; made where it is not there yet, named after its code unless it is one of four."""
    names = {"MEX": "Mexico", "USA": "United States", "EU": "European Union", "AU": "African Union"}
    party, _made = Party.objects.get_or_create(
        code=code, defaults={"name_en": names.get(code, code)} | fields
    )
    return party


def make_agency(code: str = "", party: str = "MEX") -> Agency:
    """An agency of the party with this code, which is made too."""
    code = code or f"{party}-AGENCY-{next(_numbers)}"
    return Agency.objects.create(code=code, party=make_party(party), name_en=f"Ministry {code}")


def make_forum(code: str = "") -> Forum:
    """A forum."""
    code = code or f"FORUM{next(_numbers)}"
    return Forum.objects.create(code=code, name_en=f"Body {code}")


def make_dialogue(code: str = "", parties: tuple[str, ...] = ("MEX", "USA"), **fields: Any) -> Dialogue:
    """A dialogue between the parties with these codes, which are made too. It has no members."""
    code = code or f"DIA{next(_numbers)}"
    dialogue = Dialogue.objects.create(code=code, name_en=f"Dialogue {code}", **fields)
    dialogue.parties.set([make_party(one) for one in parties])
    return dialogue


def make_round(dialogue: Dialogue | None = None, **fields: Any) -> Round:
    """A round that was held on ``ROUND_DAY``: of ``dialogue``, or of a new one."""
    values: dict[str, Any] = {
        "number": next(_round_numbers),
        "starts_on": ROUND_DAY,
        "ends_on": ROUND_DAY,
        "dates_basis": FactBasis.STATED,
    }
    return Round.objects.create(dialogue=dialogue or make_dialogue(), **values | fields)


def make_topic(slug: str = "", **fields: Any) -> Topic:
    """A topic, named after its slug."""
    slug = slug or f"topic-{next(_numbers)}"
    return Topic.objects.create(slug=slug, **{"name_en": slug.replace("-", " ").capitalize()} | fields)


def make_statement(round: Round, **fields: Any) -> Statement:
    """A statement of a round in English, of the words ``TEXT``.

    With ``visibility=Audience.SHARED`` or ``PUBLIC`` a new releaser releases it to that audience.
    """
    audience = Audience(fields.pop("visibility", Audience.INTERNAL))
    statement = Statement.objects.create(round=round, **{"language": Language.EN, "text": TEXT} | fields)
    if audience is not Audience.INTERNAL:
        show_statement(statement, audience)
    return statement


def show_statement(statement: Statement, audience: Audience, user: User | None = None) -> StatementRelease:
    """Release a statement to an audience through the write API: by ``user``, or by a new releaser."""
    user = user or make_releaser(statement.round.dialogue)
    release = release_statement(
        user=user, statement=statement, audience=audience, reason="Agreed.", expected_sequence=None
    )
    statement.visibility = audience
    return release


def make_file(round: Round, user: User | None = None, **fields: Any) -> SourceFile:
    """A PDF on a round, kept by ``user`` or by a new editor; its content is ``content``.

    With ``visibility=Audience.SHARED`` or ``PUBLIC`` a new releaser releases it to that audience.
    """
    audience = Audience(fields.pop("visibility", Audience.INTERNAL))
    values = {
        "kind": FileKind.ANNEX,
        "title": "Annex",
        "content": b"%PDF-1.4 An annex.",
        "file_name": "annex.pdf",
    }
    file = add_file(user=user or make_editor(round.dialogue), round=round, **{**values, **fields})
    if audience is not Audience.INTERNAL:
        releaser = make_releaser(round.dialogue)
        release_file(user=releaser, file=file, audience=audience, reason="Agreed.", expected_sequence=None)
        file.refresh_from_db()
    return file


def make_passage(statement: Statement, quote: str = "actions to prevent torture") -> Passage:
    """The place of ``quote`` in a statement, which holds these words."""
    start = statement.text.index(quote)
    return Passage.objects.create(statement=statement, start=start, end=start + len(quote), quote=quote)


def make_item(round: Round | None = None, user: User | None = None, **fields: Any) -> Item:
    """An item that is opened through the write API, with its first entry.

    Of ``round``, or of a new one; by ``user``, or by a new editor; a paraphrase of kind "discussed" on a new topic,
    unless ``kind``, ``summary_en``, ``passage`` or ``topics`` say otherwise. ``_OPEN_ITEM_KEYWORDS`` go to
    ``open_item``, all other keywords are the item's fields.
    """
    round = round or make_round()
    opening = {name: fields.pop(name) for name in _OPEN_ITEM_KEYWORDS & fields.keys()}
    values: dict[str, Any] = {"kind": Kind.DISCUSSED, "summary_en": "How to prevent torture."}
    if "topics" not in fields:
        values["topics"] = [make_topic()]
    return open_item(user=user or make_editor(round.dialogue), round=round, fields=values | fields, **opening)


def make_step(item: Item, user: User | None = None, **fields: Any) -> Item:
    """A step of an item, opened through the write API by ``user``, or by a new editor: "Draft the protocol.", unless
    ``summary_en`` says otherwise. ``_OPEN_STEP_KEYWORDS`` go to ``open_step``, all other keywords are fields.
    """
    opening = {name: fields.pop(name) for name in _OPEN_STEP_KEYWORDS & fields.keys()}
    values = {"summary_en": "Draft the protocol."} | fields
    return open_step(user=user or make_editor(item.round.dialogue), item=item, fields=values, **opening)


_OPEN_STEP_KEYWORDS = {"effective_on", "effective_precision", "request_id", "batch", "proposed_audience"}


_OPEN_ITEM_KEYWORDS = {
    "effective_on",
    "effective_precision",
    "request_id",
    "batch",
    "proposed_audience",
    "reason",
    "origin",
}


def make_entry(item: Item, status: Status | None = None, user: User | None = None, **fields: Any) -> Entry:
    """An entry that is recorded on an item through the write API: a status, or a note where there is none.

    By ``user``, or by a new editor, with the note "Reported." unless ``note`` says otherwise. Nothing is expected of
    the entries before (``expected_sequence=None``: no optimistic lock), and the same words may be recorded twice
    (``again=True``). ``_RECORD_ENTRY_KEYWORDS`` go to ``record_entry``, all other keywords are what the entry says.
    """
    recording = {name: fields.pop(name) for name in _RECORD_ENTRY_KEYWORDS & fields.keys()}
    says = EntryContent(**{"status": status, "note": "Reported."} | fields)
    return record_entry(
        user=user or make_editor(item.round.dialogue),
        item=item,
        says=says,
        **{"expected_sequence": None, "again": True} | recording,
    )


_RECORD_ENTRY_KEYWORDS = {
    "expected_sequence",
    "again",
    "answers",
    "answer",
    "request_id",
    "batch",
    "proposed_audience",
    "origin",
}


def make_topic_text(dialogue: Dialogue | None = None, user: User | None = None, **fields: Any) -> TopicText:
    """A version of a topic's line to take, in English, on a topic of its own unless said otherwise."""
    dialogue = dialogue or make_dialogue()
    values: dict[str, Any] = {
        "kind": TopicTextKind.LINE,
        "language": Language.EN,
        "text": "We welcome it.",
        "expected_sequence": None,
    }
    if "topic" not in fields:
        values["topic"] = make_topic()
    return write_topic_text(user=user or make_editor(dialogue), dialogue=dialogue, **values | fields)


def make_evidence(**fields: Any) -> EvidenceGiven:
    """Evidence by title alone, as a writer gives it."""
    return EvidenceGiven(**{"title": "Official gazette, 16 June 2017"} | fields)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    """Let the ledger's clock stand at a moment until the test ends or it is set again."""
    monkeypatch.setattr(clock, "_present", lambda _told: moment)
