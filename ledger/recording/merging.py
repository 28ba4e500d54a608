"""Merging topics, reversibly: items stay where they were recorded, the merged topic leads to the one that goes on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Topic, User
from ledger.models.topic_tree import TopicTree
from ledger.recording.errors import RuleViolation
from ledger.recording.trying_again import tried_again


@tried_again
def merge_topic(*, user: User, topic: Topic, into: Topic, reason: str) -> Topic:
    """Let a topic lead to another; its items are found under both. Returns the merged topic.

    Topics are common to all dialogues: people who edit reference rows in one may merge. Raises PermissionDenied,
    RuleViolation.
    """
    with transaction.atomic():
        topic = _locked(user, topic, reason)
        if topic.merged_into_id is not None:
            raise RuleViolation({"topic": _("This topic is merged already: take that back first.")})
        if into in TopicTree().absorbed_by([topic]):
            raise RuleViolation({"into": _("That topic is merged into this one, or is the same.")})
        return _write(user, topic, into, reason)


@tried_again
def unmerge_topic(*, user: User, topic: Topic, reason: str) -> Topic:
    """Take a merge back. Returns the topic, which stands by itself again. Raises PermissionDenied, RuleViolation."""
    with transaction.atomic():
        topic = _locked(user, topic, reason)
        if topic.merged_into_id is None:
            raise RuleViolation({"topic": _("This topic is not merged into another.")})
        return _write(user, topic, None, reason)


def _locked(user: User, topic: Topic, reason: str) -> Topic:
    if not access.curates(user):
        raise PermissionDenied(_("%(user)s does not edit reference rows.") % {"user": user})
    if not reason.strip():
        raise RuleViolation({"reason": _("Say why.")})
    # All topics, in one order: two merges that would meet in a circle wait for each other.
    rows = {row.pk: row for row in Topic.objects.select_for_update(no_key=True).order_by("pk")}
    return rows[topic.pk]


def _write(user: User, topic: Topic, into: Topic | None, reason: str) -> Topic:
    topic.merged_into = into
    topic._history_user = user  # type: ignore[attr-defined]  # read by the change log
    topic._change_reason = reason.strip()  # type: ignore[attr-defined]
    topic.save()
    return topic
