"""What staff keep for themselves: saved views, statements under review, what was typed, feed keys, preferences.

Each function asks ``ledger.access`` itself; rows of others raise ``NotYours``, as if they were not there. Items and
entries are none of its business: those go through ``ledger.recording``.
"""

from ledger.handover.saved_views import hand_over_views, take_back_views
from ledger.intake.drafts import (
    DraftNotReady,
    ProposalGone,
    StaleDraft,
    commit_draft,
    discard_draft,
    drop_half_typed,
    keep_half_typed,
    lock_draft,
    save_draft,
    start_draft,
)
from ledger.personal.errors import NotKept, NotYours
from ledger.personal.feed_keys import make_feed_key, owner_of_feed, revoke_feed_key
from ledger.personal.preferences import note_digest, preference_of, set_preferences, unclaim_digest
from ledger.personal.saved_views import canonical_query, delete_view, move_views, save_view, update_view
from ledger.personal.unsent import drop_typed, forget_words, keep_typed, take_typed

__all__ = [
    "DraftNotReady",
    "NotKept",
    "NotYours",
    "ProposalGone",
    "StaleDraft",
    "canonical_query",
    "commit_draft",
    "delete_view",
    "discard_draft",
    "drop_half_typed",
    "drop_typed",
    "forget_words",
    "hand_over_views",
    "keep_half_typed",
    "keep_typed",
    "lock_draft",
    "make_feed_key",
    "move_views",
    "note_digest",
    "owner_of_feed",
    "preference_of",
    "revoke_feed_key",
    "save_draft",
    "save_view",
    "set_preferences",
    "start_draft",
    "take_back_views",
    "take_typed",
    "unclaim_digest",
    "update_view",
]
