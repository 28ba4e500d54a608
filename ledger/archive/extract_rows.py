"""Write the rows of an extract as plain values, and say what each kind of row holds."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from ledger.archive.schema import DRAFT
from ledger.models import Dialogue, Item, KnownItem, Round, Statement, TopicText, may_be_told
from ledger.models.parties import Named
from ledger.recording import written
from ledger.vocabulary import Audience

OTHERS_TEXTS = re.compile(
    r"""(?x:
        # e.g. note · note_es · source · evidence.0.title
        note|note_en|note_es|source|quote|evidence\.[0-9]+\.(?:title|issuer|url|quote)
    )"""
)
"""The texts of a released entry that reports tell an audience."""

_TEXT, _COUNT, _DAY = {"type": "string"}, {"type": "integer"}, {"type": ["string", "null"], "format": "date"}
_CODE, _LIST, _OBJECT = {"type": ["string", "null"]}, {"type": "array"}, {"type": "object"}
_SALT = {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}
KINDS: dict[str, dict[str, Mapping[str, Any]]] = {
    "item": {
        "ref": _TEXT,
        "round": _COUNT,
        "dialogue": _TEXT,
        "opened_on": _DAY,
        "fields": _OBJECT,
        "redacted": _LIST,
        "passages": _LIST,
        "is_withdrawn": {"type": "boolean"},
        "see_also": _CODE,
    },
    "entry": {"version": _COUNT, "hash": _TEXT, "hashed": _OBJECT},
    "entrytext": {"item": _TEXT, "sequence": _COUNT, "part": _TEXT, "salt": _TEXT, "text": _TEXT},
    "statement": {
        "dialogue": _TEXT,
        "round": _COUNT,
        "language": _TEXT,
        "form": _TEXT,
        "issued_by": _CODE,
        "title": _TEXT,
        "publisher": _TEXT,
        "url": _TEXT,
        "published_on": _DAY,
        "published_precision": _TEXT,
        "sha256": _TEXT,
        "note": _TEXT,
    },
    "topictext": {
        "uuid": _TEXT,
        "dialogue": _TEXT,
        "topic": _TEXT,
        "kind": _TEXT,
        "language": _TEXT,
        "written_on": _DAY,
        "sha256": _TEXT,
        "salt": _SALT,
        "text": _CODE,
    },
    "round": {
        "dialogue": _TEXT,
        "number": _COUNT,
        "state": _TEXT,
        "starts_on": _DAY,
        "ends_on": _DAY,
        "dates_basis": _TEXT,
        "city": _TEXT,
        "venue": _TEXT,
        "host_party": _CODE,
    },
    "dialogue": {"code": _TEXT, "name_en": _TEXT, "name_es": _TEXT, "parties": _LIST},
    "name": {"kind": _TEXT, "code": _TEXT, "name_en": _TEXT, "name_es": _TEXT},
    "person": {"uuid": _TEXT, "username": _TEXT, "name": _TEXT},
}
"""The columns of each kind of row; topics go by their identifiers, other rows that are named by their codes."""


def schema_of_extract(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind's rows."""
    return {
        "$schema": DRAFT,
        "title": kind,
        "type": "object",
        "properties": KINDS[kind],
        "required": sorted(KINDS[kind]),
        "additionalProperties": False,
    }


class Quoted:
    """The passages of the statements that are told, by round and the code that items name them by."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.texts = {(row.round_id, row.sha256): row.text for row in statements if row.text}

    def passage(self, round: int, code: str) -> dict[str, Any] | None:
        """Return a passage with its words; None where its statement is not told."""
        sha256, _colon, span = code.partition(":")
        start, _dash, end = span.partition("-")
        if (text := self.texts.get((round, sha256))) is None:
            return None
        words = text[int(start) : int(end)]
        return {"statement": sha256, "start": int(start), "end": int(end), "quote": words}


def item_row(item: Item, known: KnownItem, quoted: Quoted, told: Collection[str] | None) -> dict[str, Any]:
    """Return an item by its fields. ``told`` are the references that the audience may hear of; None for our own people.

    Passages are told with their words, for an audience those of statements that it may see: without them, no words of
    the statement's deadline either.
    """
    fields: dict[str, Any] = dict(known.fields)
    main, others = fields.pop("passage", None), fields.pop("other_passages", None) or []
    found = [quoted.passage(item.round_id, code) for code in [main, *others] if code]
    if told is not None:
        for name in ("continues", "part_of"):
            if fields.get(name) not in told:
                fields.pop(name, None)
        if main and not quoted.passage(item.round_id, main):
            fields["deadline_wording"] = ""
    return {
        "ref": item.ref,
        "round": item.round.number,
        "dialogue": item.round.dialogue.code,
        "opened_on": written(known.opened_on),
        "fields": fields,
        "redacted": sorted(known.redacted & fields.keys()),
        "passages": [passage for passage in found if passage],
        "is_withdrawn": known.is_withdrawn,
        "see_also": known.see_also,
    }


def round_row(round: Round, audience: Audience, dialogue: Dialogue | None) -> dict[str, Any]:
    """Return a round, with where it met as far as the audience may be told."""
    visibility, asked = round.place_visibility, dialogue.pk if dialogue else None
    is_told = may_be_told(visibility, audience, of=round.dialogue_id, dialogue=asked)
    host = round.host_party.code if is_told and round.host_party else None
    return {
        "dialogue": round.dialogue.code,
        "number": round.number,
        "state": written(round.state),
        "starts_on": written(round.starts_on),
        "ends_on": written(round.ends_on),
        "dates_basis": written(round.dates_basis),
        "city": round.city if is_told else "",
        "venue": round.venue if is_told else "",
        "host_party": host,
    }


def statement_row(statement: Statement, *, is_internal: bool) -> dict[str, Any]:
    """Return a statement; its text is a member of the archive."""
    columns = (
        "language",
        "form",
        "title",
        "publisher",
        "url",
        "published_on",
        "published_precision",
        "sha256",
    )
    return {
        "dialogue": statement.round.dialogue.code,
        "round": statement.round.number,
        "issued_by": statement.issued_by.code if statement.issued_by else None,
        "note": statement.note if is_internal else "",
    } | {name: written(getattr(statement, name)) for name in columns}


def topic_text_row(text: TopicText) -> dict[str, Any]:
    """Return what our office says of a topic, with its salt; without both where it was redacted."""
    try:
        words = {"salt": text.words.salt, "text": text.words.text}
    except ObjectDoesNotExist:
        words = {}
    return {
        "uuid": str(text.uuid),
        "dialogue": text.dialogue.code,
        "topic": str(text.topic.uuid),
        "kind": written(text.kind),
        "language": written(text.language),
        "written_on": written(text.written_on),
        "sha256": text.sha256,
        "salt": None,
        "text": None,
    } | words


def named_row(row: Named, code: str) -> dict[str, Any]:
    """Return what a code stands for."""
    return {"code": code, "name_en": row.name_en, "name_es": row.name_es}


README = """\
An extract of a Dialogue Ledger, a register of what governments agreed in their human-rights dialogues: one dialogue, or
what may leave for an audience. manifest.json says which. It is not the whole ledger, and no ledger is restored from it.

manifest.json   every other member with its size and SHA-256, and how many rows of each kind there are
rows/           a file of JSON Lines for each kind of row, which name each other by codes, references and identifiers
schemas/        a JSON Schema for each of them
statements/     the statements' texts, by their SHA-256
files/          files of evidence, by their SHA-256, in the extract of a dialogue for its own people
verify_ledger.py   checks all of it: python3 verify_ledger.py THIS.zip (Python 3.9 or later, nothing else)

The hash of an entry is the SHA-256 of the bytes under "hashed" in its line. "previous" is the hash of the entry before
it of the same item, which may not be here. Free text is hashed with a salt of its own: "digests" holds the SHA-256 of
salt and text. Both stand in rows/entrytext.jsonl where the text may leave; else the digest stands alone.

No hash proves what rows/item.jsonl, rows/round.jsonl and the names say, nor that nothing was left out. Keep this file:
a later extract must not have another entry in the place of one of these (--since). Whoever has the whole archive can
check that every entry of this extract is in it (--since, with this file as the earlier one).

The archive ends with the SHA-256, in hexadecimal, of all bytes before it.
"""
