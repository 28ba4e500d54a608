"""The write API: the only writer of items and entries.

Each call is one transaction and asks ``ledger.access.may`` itself. Pages, admin, commands, seeds and the API call
these functions and nothing deeper; import-linter holds this, and ``pyproject.toml`` lists the modules that are public
beside them.
"""

from ledger.recording.agenda import carry_over
from ledger.recording.amending import amend_item
from ledger.recording.archived import KEYS as ARCHIVED_KEYS
from ledger.recording.archived import archived_entries, written
from ledger.recording.audit_runs import keep_audit
from ledger.recording.auditing import audit
from ledger.recording.batches import adopt_many, amend_many, record_many, release_many, undo_batch
from ledger.recording.bulk_checks import ItemGiven, RowRefused, RowsRefused
from ledger.recording.bulk_items import Imported, import_items, refused_rows
from ledger.recording.correcting import correct_entry, move_entry
from ledger.recording.correcting_clock import (
    approve_clock_correction,
    closed_entries,
    correction_of_report,
    days_ahead,
    decline_clock_correction,
    may_correct_clock,
    request_clock_correction,
)
from ledger.recording.counting import CountedElsewhere, count_statuses
from ledger.recording.dialogue_rules import (
    approve_rule_change,
    change_rules,
    decline_rule_change,
    may_ask_for_rules,
    may_decide_on_rules,
    rules_of,
)
from ledger.recording.duplicates import DuplicateEntry
from ledger.recording.entry_content import EntryContent, EvidenceGiven
from ledger.recording.errors import (
    ClockWrong,
    RecordingHalted,
    RuleViolation,
    StaleItem,
    StaleVersion,
    TriggersMissing,
)
from ledger.recording.issuing import file_of, issue_report
from ledger.recording.ledger_transaction import writing
from ledger.recording.merging import merge_topic, unmerge_topic
from ledger.recording.naming_rows import WITHDRAWN, named_by, names_code, parts_of
from ledger.recording.opening import open_item
from ledger.recording.outbox import event_body
from ledger.recording.progress import adopt_position, broken_by, record_entry
from ledger.recording.redacting import (
    copies_of,
    decline_redaction,
    parts_destroyed,
    redact_entry,
    redactable_parts,
    request_redaction,
    was_redacted_since,
    words_of,
)
from ledger.recording.reference_rows import (
    StaleRow,
    add_row,
    change_row,
    fixed_columns,
    is_part_of,
    may_curate,
    namesakes,
    version_of,
)
from ledger.recording.releasing import audience_of, audiences_of, release_entry
from ledger.recording.removing import finish_removals, finish_removals_at_start, is_file_redacted
from ledger.recording.removing_rows import hold_code, may_remove, remove_row
from ledger.recording.restored_rows import finish_rows, restore_rows, restoring
from ledger.recording.sealing import seal_ledger
from ledger.recording.single_state import one_moment
from ledger.recording.snapshot_moment import SnapshotMoment, choose_snapshot_moment, take_snapshot
from ledger.recording.source_files import (
    add_file,
    change_file,
    decline_file_redaction,
    redact_file,
    request_file_redaction,
    withdraw_file,
)
from ledger.recording.starting import add_delegation, add_round, start_dialogue
from ledger.recording.statement_audience import (
    newest_version,
    release_file,
    release_place,
    release_statement,
)
from ledger.recording.steps import move_step, open_step
from ledger.recording.topic_texts import (
    StaleTopicText,
    audience_of_text,
    decline_text_redaction,
    redact_topic_text,
    release_topic_text,
    request_text_redaction,
    retire_topic_text,
    write_topic_text,
)
from ledger.recording.trying_again import tried_again
from ledger.recording.withdrawing import withdraw_item
from ledger.recording.writers_lock import WritersUnderWay

__all__ = [
    "ARCHIVED_KEYS",
    "WITHDRAWN",
    "ClockWrong",
    "CountedElsewhere",
    "DuplicateEntry",
    "EntryContent",
    "EvidenceGiven",
    "Imported",
    "ItemGiven",
    "RecordingHalted",
    "RowRefused",
    "RowsRefused",
    "RuleViolation",
    "SnapshotMoment",
    "StaleItem",
    "StaleRow",
    "StaleTopicText",
    "StaleVersion",
    "TriggersMissing",
    "WritersUnderWay",
    "add_delegation",
    "add_file",
    "add_round",
    "add_row",
    "adopt_many",
    "adopt_position",
    "amend_item",
    "amend_many",
    "approve_clock_correction",
    "approve_rule_change",
    "archived_entries",
    "audience_of",
    "audience_of_text",
    "audiences_of",
    "audit",
    "broken_by",
    "carry_over",
    "change_file",
    "change_row",
    "change_rules",
    "choose_snapshot_moment",
    "closed_entries",
    "copies_of",
    "correct_entry",
    "correction_of_report",
    "count_statuses",
    "days_ahead",
    "decline_clock_correction",
    "decline_file_redaction",
    "decline_redaction",
    "decline_rule_change",
    "decline_text_redaction",
    "event_body",
    "file_of",
    "finish_removals",
    "finish_removals_at_start",
    "finish_rows",
    "fixed_columns",
    "hold_code",
    "import_items",
    "is_file_redacted",
    "is_part_of",
    "issue_report",
    "keep_audit",
    "may_ask_for_rules",
    "may_correct_clock",
    "may_curate",
    "may_decide_on_rules",
    "may_remove",
    "merge_topic",
    "move_entry",
    "move_step",
    "named_by",
    "names_code",
    "namesakes",
    "newest_version",
    "one_moment",
    "open_item",
    "open_step",
    "parts_destroyed",
    "parts_of",
    "record_entry",
    "record_many",
    "redact_entry",
    "redact_file",
    "redact_topic_text",
    "redactable_parts",
    "refused_rows",
    "release_entry",
    "release_file",
    "release_many",
    "release_place",
    "release_statement",
    "release_topic_text",
    "remove_row",
    "request_clock_correction",
    "request_file_redaction",
    "request_redaction",
    "request_text_redaction",
    "restore_rows",
    "restoring",
    "retire_topic_text",
    "rules_of",
    "seal_ledger",
    "start_dialogue",
    "take_snapshot",
    "tried_again",
    "undo_batch",
    "unmerge_topic",
    "version_of",
    "was_redacted_since",
    "withdraw_file",
    "withdraw_item",
    "words_of",
    "write_topic_text",
    "writing",
    "written",
]
