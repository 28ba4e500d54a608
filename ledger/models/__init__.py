"""Floor 1: the rows of the ledger, their constraints, and the questions that can be asked of them.

Nothing here writes another model's rows; items and entries are written by ``ledger.recording`` alone.
"""

from ledger.models.agendas import AgendaPoint
from ledger.models.api_tokens import ApiToken, ApiTokenRole
from ledger.models.audiences import DialogueMissing, may_be_told
from ledger.models.audits import AuditRun
from ledger.models.clock_corrections import ClockCorrection, ClockCorrectionRequest
from ledger.models.delegations import Delegate, Delegation
from ledger.models.entries import Entry, EntryText
from ledger.models.evidence import Evidence
from ledger.models.fields import GuardedWriteError
from ledger.models.history import KnownItem, items_known
from ledger.models.imports import ImportDraft, KeptMapping
from ledger.models.issued_reports import IssuedReport, IssuedReportDialogue
from ledger.models.item_fields import ITEM_FIELDS
from ledger.models.item_links import ItemAgency, ItemForum, ItemParty, ItemPassage, ItemTopic
from ledger.models.items import Item
from ledger.models.kept_counts import CountedItem, CountingState, MonthCount, YearCount
from ledger.models.mentions import Event, RoundForum
from ledger.models.parties import Agency, Dialogue, Forum, Party
from ledger.models.people import Membership, User
from ledger.models.personal import EntryDraft, FeedKey, Handover, Preference, ReviewDraft, SavedView
from ledger.models.pinned_views import PinnedView
from ledger.models.positions import Position
from ledger.models.questions import ColleagueQuestion
from ledger.models.redactions import PendingRemoval, RedactionRequest
from ledger.models.reference_stamps import ReferenceStamp
from ledger.models.reminders import Reminder
from ledger.models.rounds import Round, RoundRelease
from ledger.models.rule_changes import DialogueRuleChange
from ledger.models.seals import Seal
from ledger.models.security_events import SecurityEvent
from ledger.models.source_files import FileRedaction, FileRelease, SourceFile
from ledger.models.statements import Passage, Statement, StatementRelease, kept_text, text_digest
from ledger.models.topic_texts import TopicText, TopicTextRedaction, TopicTextRelease, TopicTextWords
from ledger.models.topics import Topic, TopicPhrase
from ledger.models.watches import Watch
from ledger.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "ITEM_FIELDS",
    "Agency",
    "AgendaPoint",
    "ApiToken",
    "ApiTokenRole",
    "AuditRun",
    "ClockCorrection",
    "ClockCorrectionRequest",
    "ColleagueQuestion",
    "CountedItem",
    "CountingState",
    "Delegate",
    "Delegation",
    "Dialogue",
    "DialogueMissing",
    "DialogueRuleChange",
    "Entry",
    "EntryDraft",
    "EntryText",
    "Event",
    "Evidence",
    "FeedKey",
    "FileRedaction",
    "FileRelease",
    "Forum",
    "GuardedWriteError",
    "Handover",
    "ImportDraft",
    "IssuedReport",
    "IssuedReportDialogue",
    "Item",
    "ItemAgency",
    "ItemForum",
    "ItemParty",
    "ItemPassage",
    "ItemTopic",
    "KeptMapping",
    "KnownItem",
    "Membership",
    "MonthCount",
    "Party",
    "Passage",
    "PendingRemoval",
    "PinnedView",
    "Position",
    "Preference",
    "RedactionRequest",
    "ReferenceStamp",
    "Reminder",
    "ReviewDraft",
    "Round",
    "RoundForum",
    "RoundRelease",
    "SavedView",
    "Seal",
    "SecurityEvent",
    "SourceFile",
    "Statement",
    "StatementRelease",
    "Topic",
    "TopicPhrase",
    "TopicText",
    "TopicTextRedaction",
    "TopicTextRelease",
    "TopicTextWords",
    "User",
    "Watch",
    "Webhook",
    "WebhookDelivery",
    "YearCount",
    "items_known",
    "kept_text",
    "may_be_told",
    "text_digest",
]
