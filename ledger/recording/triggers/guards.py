"""List what the database refuses: one ``Guard`` for each trigger."""

from collections.abc import Iterable
from dataclasses import dataclass

PREFIX = "ledger_guard_"


@dataclass(frozen=True)
class Guard:
    """A trigger: what it watches, when it refuses (SQL over NEW and OLD), and what it says.

    ``condition`` is written for both databases; ``postgresql`` replaces it where they differ. None refuses always.
    ``event`` is INSERT, UPDATE, DELETE or TRUNCATE. ``passes`` (PostgreSQL) tells by NEW alone which rows the condition
    cannot hold for: it would begin each of the condition's queries for them.
    """

    table: str
    event: str
    says: str
    condition: str | None = None
    postgresql: str | None = None
    suffix: str = ""
    passes: str | None = None

    @property
    def name(self) -> str:
        """The trigger's name, the same on both databases."""
        return f"{PREFIX}{self.table.removeprefix('ledger_')}_{self.event.lower()}{self.suffix}"


APPEND_ONLY = {
    "ledger_entry": (
        ("id",),
        ("uuid",),
        ("corrects_id",),
        ("item_id", "sequence"),
        ("item_id", "request_id"),
    ),
    "ledger_evidence": (("id",), ("uuid",), ("entry_id", "position")),
    "ledger_seal": (("id",), ("known_at",)),
    "ledger_passage": (("id",), ("statement_id", "start", "end")),
    "ledger_issuedreport": (("id",), ("uuid",)),
    "ledger_issuedreportdialogue": (("id",), ("report_id", "dialogue_id")),
    "ledger_topictext": (
        ("id",),
        ("uuid",),
        ("request_id",),
        ("dialogue_id", "topic_id", "kind", "language", "sequence"),
    ),
    "ledger_clockcorrection": (("id",), ("corrected_at",)),
    "ledger_topictextrelease": (("id",), ("request_id",), ("topic_text_id", "sequence")),
    "ledger_roundrelease": (("id",), ("request_id",), ("round_id", "sequence")),
    "ledger_statementrelease": (("id",), ("request_id",), ("statement_id", "sequence")),
    "ledger_filerelease": (("id",), ("request_id",), ("file_id", "sequence")),
}
"""Tables whose rows never change, with the keys by which REPLACE INTO would find the row it replaces."""

KEPT_TEXTS = (("id",), ("entry_id", "part"))
KEPT_WORDS = (("id",), ("topic_text_id",))


def _same_row(table: str, keys: Iterable[tuple[str, ...]]) -> str:
    """Return SQL: a row is there already under one of the keys."""
    matches = (" AND ".join(f'"{column}" = NEW."{column}"' for column in key) for key in keys)
    return f'EXISTS (SELECT 1 FROM "{table}" WHERE {" OR ".join(f"({match})" for match in matches)})'


def _sqlite_only(table: str, keys: Iterable[tuple[str, ...]]) -> Guard:
    return Guard(
        table, "INSERT", "rows of the ledger are not replaced", _same_row(table, keys), "FALSE", "_replacing"
    )


def _append_only(table: str, keys: Iterable[tuple[str, ...]]) -> list[Guard]:
    return [
        Guard(table, "UPDATE", "rows of the ledger are never changed"),
        Guard(table, "DELETE", "rows of the ledger are never deleted"),
        Guard(table, "TRUNCATE", "rows of the ledger are never deleted"),
        _sqlite_only(table, keys),
    ]


_NAMED_BY_A_REDACTION = (
    'EXISTS (SELECT 1 FROM "ledger_entry" r, json_each(r."redacted_parts") p'
    ' WHERE r."redacts_id" = OLD."entry_id" AND p."value" = OLD."part")'
)
_NAMED_BY_A_REDACTION_PG = (
    'EXISTS (SELECT 1 FROM "ledger_entry" r WHERE r."redacts_id" = OLD."entry_id"'
    ' AND jsonb_exists(r."redacted_parts", OLD."part"::text))'
)


def _elsewhere(column: str) -> str:
    """Return SQL: the entry named in a column of the new entry belongs to another item."""
    return (
        f'(NEW."{column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ledger_entry" e'
        f' WHERE e."id" = NEW."{column}" AND e."item_id" = NEW."item_id"))'
    )


_ELSEWHERE = " OR ".join(_elsewhere(column) for column in ("corrects_id", "releases_id", "redacts_id"))
_ALONE = " AND ".join(f'NEW."{column}" IS NULL' for column in ("corrects_id", "releases_id", "redacts_id"))
_CLOSED = (
    # The last entry's stamp was closed by a clock correction, which the new one's follows.
    'EXISTS (SELECT 1 FROM "ledger_clockcorrection" c WHERE c."corrected_at" <= NEW."recorded_at"'
    ' AND c."corrected_at" < e."recorded_at" AND c."last_entry" >= e."id")'
)
_OUT_OF_TURN = (
    # The last entry is looked up once: this is asked for each of very many rows.
    'COALESCE((SELECT NEW."sequence" <> e."sequence" + 1 OR NEW."previous_hash" <> e."hash"'
    f' OR (NEW."recorded_at" < e."recorded_at" AND NOT {_CLOSED})'
    ' FROM "ledger_entry" e WHERE e."item_id" = NEW."item_id" ORDER BY e."sequence" DESC LIMIT 1),'
    ' NEW."sequence" <> 1 OR NEW."previous_hash" <> \'\')'
)
_UNEVEN = (
    "(NEW.\"effective_precision\" = 'month' AND strftime('%d', NEW.\"effective_on\") <> '01')"
    " OR (NEW.\"effective_precision\" = 'year' AND strftime('%m-%d', NEW.\"effective_on\") <> '01-01')"
)
_UNEVEN_PG = (
    '(NEW."effective_precision" = \'month\' AND EXTRACT(DAY FROM NEW."effective_on") <> 1)'
    ' OR (NEW."effective_precision" = \'year\' AND EXTRACT(DOY FROM NEW."effective_on") <> 1)'
)
_NOT_THE_TEXT = (
    'NOT EXISTS (SELECT 1 FROM "ledger_statement" s WHERE s."id" = NEW."statement_id"'
    ' AND NEW."end" <= LENGTH(s."text")'
    ' AND SUBSTR(s."text", NEW."start" + 1, NEW."end" - NEW."start") = NEW."quote")'
)
_APPROVED_REDACTION = (
    'EXISTS (SELECT 1 FROM "ledger_topictextredaction" r'
    ' WHERE r."topic_text_id" = OLD."topic_text_id" AND r."approved_by_id" IS NOT NULL)'
)
_CITED = 'EXISTS (SELECT 1 FROM "ledger_passage" p WHERE p."statement_id" = OLD."id")'
_SHOWN = (
    'COALESCE((SELECT r."released_to" FROM "ledger_statementrelease" r'
    ' WHERE r."statement_id" = NEW."id" ORDER BY r."sequence" DESC LIMIT 1), \'internal\')'
)
_PLACE_SHOWN = (
    'COALESCE((SELECT r."released_to" FROM "ledger_roundrelease" r'
    ' WHERE r."round_id" = NEW."id" ORDER BY r."sequence" DESC LIMIT 1), \'internal\')'
)
_MOVED = (
    'NEW."city" <> OLD."city" OR NEW."venue" <> OLD."venue"'
    ' OR NEW."city_es" <> OLD."city_es" OR NEW."venue_es" <> OLD."venue_es"'
    ' OR COALESCE(NEW."host_party_id", 0) <> COALESCE(OLD."host_party_id", 0)'
)
_HOLDS = " OR ".join(
    f'EXISTS (SELECT 1 FROM "{table}" t WHERE t."round_id" = OLD."id")'
    for table in ("ledger_item", "ledger_statement", "ledger_roundrelease", "ledger_sourcefile")
)
_SHOWN_COLUMNS = ("language", "form", "title", "publisher", "url", "published_precision", "text", "sha256")
_REWORDED = " OR ".join(
    (
        *(f'NEW."{column}" <> OLD."{column}"' for column in _SHOWN_COLUMNS),
        'NEW."round_id" <> OLD."round_id"',
        'COALESCE(NEW."issued_by_id", 0) <> COALESCE(OLD."issued_by_id", 0)',
        "COALESCE(NEW.\"published_on\", '0001-01-01') <> COALESCE(OLD.\"published_on\", '0001-01-01')",
    )
)
_APPROVED_RULES = (
    'EXISTS (SELECT 1 FROM "ledger_dialoguerulechange" c WHERE c."dialogue_id" = OLD."id"'
    ' AND c."is_approved" AND NOT c."is_applied")'
)
_ASKED_OTHERWISE = " OR ".join(
    f'NEW."{column}" <> OLD."{column}"'
    for column in ("id", "dialogue_id", "reason", "requested_by_id", "requested_at")
)
_HAS_FILES = 'EXISTS (SELECT 1 FROM "ledger_sourcefile" f WHERE f."statement_id" = OLD."id")'
_FILE_SHOWN = (
    'COALESCE((SELECT r."released_to" FROM "ledger_filerelease" r'
    ' WHERE r."file_id" = NEW."id" ORDER BY r."sequence" DESC LIMIT 1), \'internal\')'
)
_FILE_BEGINS_AMISS = (
    'NEW."visibility" <> \'internal\' OR NEW."withdrawn_at" IS NOT NULL OR NEW."redacted_at" IS NOT NULL'
    ' OR (NEW."statement_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ledger_statement" s'
    ' WHERE s."id" = NEW."statement_id" AND s."round_id" = NEW."round_id"))'
)
_KEPT_FILE_COLUMNS = (
    "id",
    "uuid",
    "round_id",
    "file_sha256",
    "file_size",
    "file_type",
    "added_by_id",
    "added_at",
    "request_id",
)
_OTHER_FILE = " OR ".join(
    (
        *(f'NEW."{column}" <> OLD."{column}"' for column in _KEPT_FILE_COLUMNS),
        'COALESCE(NEW."statement_id", 0) <> COALESCE(OLD."statement_id", 0)',
        'NEW."file_name" <> OLD."file_name" AND NEW."redacted_at" IS NULL',
        'OLD."withdrawn_at" IS NOT NULL AND NEW."withdrawn_at" IS NULL',
        'OLD."redacted_at" IS NOT NULL AND NEW."redacted_at" IS NULL',
    )
)
_FILE_REWORDED = " OR ".join(f'NEW."{column}" <> OLD."{column}"' for column in ("kind", "title", "language"))
_FILE_REDACTION_APPROVED = (
    'EXISTS (SELECT 1 FROM "ledger_fileredaction" r WHERE r."file_id" = NEW."id" AND r."is_approved")'
)
_CITED_NEW = 'EXISTS (SELECT 1 FROM "ledger_passage" p WHERE p."statement_id" = NEW."id")'
_STRAY_STEP = (
    'NEW."part_of_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ledger_item" i WHERE i."id" = NEW."part_of_id"'
    ' AND i."round_id" = NEW."round_id" AND i."number" = NEW."number" AND i."part_of_id" IS NULL)'
)

GUARDS: tuple[Guard, ...] = (
    *(guard for table, keys in APPEND_ONLY.items() for guard in _append_only(table, keys)),
    Guard(
        "ledger_entry",
        "INSERT",
        "an entry acts on entries of its own item",
        _ELSEWHERE,
        suffix="_elsewhere",
        passes=_ALONE,
    ),
    Guard(
        "ledger_entry", "INSERT", "an entry follows the last one of its item", _OUT_OF_TURN, suffix="_turn"
    ),
    Guard(
        "ledger_entry",
        "INSERT",
        "a month or year is kept as its first day",
        _UNEVEN,
        _UNEVEN_PG,
        "_precision",
    ),
    Guard(
        "ledger_entry",
        "INSERT",
        "an entry is true from no day before 1900",
        # A retraction keeps the day of what it takes back, which may be older than this rule.
        'NEW."effective_on" < \'1900-01-01\' AND NOT NEW."retracts"',
        suffix="_century",
    ),
    Guard("ledger_entrytext", "UPDATE", "rows of the ledger are never changed"),
    Guard("ledger_entrytext", "TRUNCATE", "rows of the ledger are never deleted"),
    Guard(
        "ledger_entrytext",
        "DELETE",
        "a text goes only when a redaction names it",
        f"NOT {_NAMED_BY_A_REDACTION}",
        f"NOT {_NAMED_BY_A_REDACTION_PG}",
    ),
    _sqlite_only("ledger_entrytext", KEPT_TEXTS),
    Guard("ledger_topictextwords", "UPDATE", "rows of the ledger are never changed"),
    Guard("ledger_topictextwords", "TRUNCATE", "rows of the ledger are never deleted"),
    Guard(
        "ledger_topictextwords",
        "DELETE",
        "a text goes only when a redaction names it",
        f"NOT {_APPROVED_REDACTION}",
    ),
    _sqlite_only("ledger_topictextwords", KEPT_WORDS),
    Guard(
        "ledger_passage",
        "INSERT",
        "the quote is not the statement's text there",
        _NOT_THE_TEXT,
        suffix="_quote",
    ),
    Guard(
        "ledger_statement",
        "UPDATE",
        "the text and the round of a statement are locked once it is cited",
        # By its id, UPDATE OR REPLACE would put another statement in the place of a cited one.
        'NEW."id" <> OLD."id" OR (NEW."text" <> OLD."text" OR NEW."sha256" <> OLD."sha256"'
        f' OR NEW."round_id" <> OLD."round_id") AND {_CITED}',
    ),
    Guard(
        "ledger_dialogue",
        "UPDATE",
        "what protects releases is loosened by an approved change alone",
        'OLD."releases_need_second_person" AND NOT NEW."releases_need_second_person"'
        f" AND NOT {_APPROVED_RULES}",
        suffix="_rules",
    ),
    Guard(
        "ledger_dialoguerulechange",
        "UPDATE",
        "a change of rules is decided once, as it was asked for",
        f'OLD."is_applied" OR (OLD."decided_at" IS NOT NULL AND NOT OLD."is_approved") OR {_ASKED_OTHERWISE}'
        ' OR CAST(NEW."changes" AS TEXT) <> CAST(OLD."changes" AS TEXT)',
    ),
    Guard("ledger_dialoguerulechange", "DELETE", "rows of the ledger are never deleted"),
    Guard("ledger_dialoguerulechange", "TRUNCATE", "rows of the ledger are never deleted"),
    _sqlite_only("ledger_dialoguerulechange", (("id",),)),
    Guard(
        "ledger_round",
        "INSERT",
        "where a round met is internal until somebody releases it",
        "NEW.\"place_visibility\" <> 'internal'",
        suffix="_audience",
    ),
    Guard(
        "ledger_round",
        "UPDATE",
        "a round with items, statements or releases stays in its dialogue",
        f'NEW."dialogue_id" <> OLD."dialogue_id" AND ({_HOLDS})',
        suffix="_dialogue",
    ),
    Guard(
        "ledger_round",
        "UPDATE",
        "where a round met is told to whom its last release says",
        f'NEW."place_visibility" <> OLD."place_visibility" AND NEW."place_visibility" <> {_PLACE_SHOWN}',
        suffix="_audience",
    ),
    Guard(
        "ledger_round",
        "UPDATE",
        "a released place stays as it was released",
        f"OLD.\"place_visibility\" <> 'internal' AND NEW.\"place_visibility\" <> 'internal' AND ({_MOVED})",
        suffix="_released",
    ),
    Guard(
        "ledger_statement",
        "INSERT",
        "a statement is internal until somebody releases it",
        "NEW.\"visibility\" <> 'internal'",
        suffix="_audience",
    ),
    Guard(
        "ledger_statement",
        "UPDATE",
        "a statement is shown to whom its last release says",
        f'NEW."visibility" <> OLD."visibility" AND NEW."visibility" <> {_SHOWN}',
        suffix="_audience",
    ),
    Guard(
        "ledger_statement",
        "UPDATE",
        "a released statement stays as it was released",
        f"OLD.\"visibility\" <> 'internal' AND NEW.\"visibility\" <> 'internal' AND ({_REWORDED})",
        suffix="_released",
    ),
    Guard(
        "ledger_statement",
        "UPDATE",
        "a statement with files stays in its round",
        f'NEW."round_id" <> OLD."round_id" AND {_HAS_FILES}',
        suffix="_files",
    ),
    Guard(
        "ledger_sourcefile",
        "INSERT",
        "a file is internal until somebody releases it, and lies in its statement's round",
        _FILE_BEGINS_AMISS,
        suffix="_begins",
    ),
    Guard("ledger_sourcefile", "UPDATE", "a file stays what it was kept as", _OTHER_FILE),
    Guard(
        "ledger_sourcefile",
        "UPDATE",
        "a file is shown to whom its last release says",
        f'NEW."visibility" <> OLD."visibility" AND NEW."visibility" <> {_FILE_SHOWN}',
        suffix="_audience",
    ),
    Guard(
        "ledger_sourcefile",
        "UPDATE",
        "a released file stays as it was released",
        "OLD.\"visibility\" <> 'internal' AND NEW.\"visibility\" <> 'internal'"
        f' AND NEW."redacted_at" IS NULL AND ({_FILE_REWORDED})',
        suffix="_released",
    ),
    Guard(
        "ledger_sourcefile",
        "UPDATE",
        "a file is destroyed by an approved redaction alone",
        f'OLD."redacted_at" IS NULL AND NEW."redacted_at" IS NOT NULL AND NOT {_FILE_REDACTION_APPROVED}',
        suffix="_redaction",
    ),
    Guard("ledger_sourcefile", "DELETE", "rows of the ledger are never deleted"),
    Guard("ledger_sourcefile", "TRUNCATE", "rows of the ledger are never deleted"),
    _sqlite_only("ledger_sourcefile", (("id",), ("uuid",), ("request_id",))),
    Guard(
        "ledger_statement", "INSERT", "a cited statement is not replaced", _CITED_NEW, "FALSE", "_replacing"
    ),
    Guard("ledger_item", "INSERT", "a step is part of an item of its round", _STRAY_STEP, suffix="_step"),
    Guard(
        "ledger_item",
        "UPDATE",
        "a step stays with its item",
        'COALESCE(NEW."part_of_id", 0) <> COALESCE(OLD."part_of_id", 0)'
        ' OR NEW."part_of_id" IS NOT NULL AND (NEW."round_id" <> OLD."round_id" OR NEW."number" <> OLD."number"'
        ' OR NEW."step_number" <> OLD."step_number")',
        suffix="_step",
    ),
)
