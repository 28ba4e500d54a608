"""Keep what staff have for themselves: saved views, unsent forms, feed keys, preferences, watches, questions.

Each function asks ``ledger.access`` itself; rows of others raise ``NotVisible``, as if they were not there. Items and
entries are none of its business: those go through ``ledger.recording``.
"""

from ledger.personal.api_tokens import (
    MAX_TOKEN_DAYS,
    MAX_TOKENS,
    make_token,
    note_use,
    revoke_token,
    revoke_tokens_of,
    token_of,
)
from ledger.personal.asking import (
    LONGEST_QUESTION,
    answer_question,
    ask_colleague,
    colleagues_of,
    forget_questions,
    hold_questions,
    is_asked,
    see_question,
    take_question_back,
    tell_of_questions,
)
from ledger.personal.errors import InvalidInput, NotVisible
from ledger.personal.feed_keys import make_feed_key, owner_of_feed, revoke_feed_key
from ledger.personal.pinned_views import MAX_PINNED, move_pin_up, pin_view, pinned_views, unpin_view
from ledger.personal.preferences import (
    note_digest,
    preference_of,
    set_preferences,
    time_zones,
    unclaim_digest,
    zone_of,
)
from ledger.personal.reminding import (
    ItemDate,
    claim_reminders,
    mark_reminded,
    not_reminded,
    unclaim_reminders,
)
from ledger.personal.saved_views import canonical_query, delete_view, move_views, save_view, update_view
from ledger.personal.unsent import drop_typed, forget_words, has_typed, keep_typed, take_typed, telling_words
from ledger.personal.watching import is_watched_by, stop_watching, watch, watched_items, watches_topic

__all__ = [
    "LONGEST_QUESTION",
    "MAX_PINNED",
    "MAX_TOKENS",
    "MAX_TOKEN_DAYS",
    "InvalidInput",
    "ItemDate",
    "NotVisible",
    "answer_question",
    "ask_colleague",
    "canonical_query",
    "claim_reminders",
    "colleagues_of",
    "delete_view",
    "drop_typed",
    "forget_questions",
    "forget_words",
    "has_typed",
    "hold_questions",
    "is_asked",
    "is_watched_by",
    "keep_typed",
    "make_feed_key",
    "make_token",
    "mark_reminded",
    "move_pin_up",
    "move_views",
    "not_reminded",
    "note_digest",
    "note_use",
    "owner_of_feed",
    "pin_view",
    "pinned_views",
    "preference_of",
    "revoke_feed_key",
    "revoke_token",
    "revoke_tokens_of",
    "save_view",
    "see_question",
    "set_preferences",
    "stop_watching",
    "take_question_back",
    "take_typed",
    "tell_of_questions",
    "telling_words",
    "time_zones",
    "token_of",
    "unclaim_digest",
    "unclaim_reminders",
    "unpin_view",
    "update_view",
    "watch",
    "watched_items",
    "watches_topic",
    "zone_of",
]
