"""Write what our office says of a topic as a new version each time, released and redacted as entries are."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import (
    Dialogue,
    Topic,
    TopicText,
    TopicTextRedaction,
    TopicTextRelease,
    TopicTextWords,
    User,
)
from ledger.models.fields import unfit_day, write_api
from ledger.models.topic_texts import NOTHING, TopicTextQuerySet
from ledger.recording import chain, clock, writers_lock
from ledger.recording.day_rules import lies_ahead
from ledger.recording.errors import RuleViolation, StaleVersion
from ledger.recording.ledger_transaction import allow, checked, sent_as_something_else, unfit_text
from ledger.recording.removing import remove_after_commit
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Audience, Language, TopicTextKind

T = TypeVar("T")


class StaleTopicText(StaleVersion):
    """Another person wrote a newer version since the writer looked; nothing was written.

    ``text`` is the newest version, to be shown beside what was typed.
    """

    def __init__(self, text: TopicText) -> None:
        self.text = text
        super().__init__(_("%(author)s wrote a newer version since you looked.") % {"author": text.author})


@tried_again
def write_topic_text(
    *,
    user: User,
    dialogue: Dialogue,
    topic: Topic,
    kind: TopicTextKind,
    language: Language,
    text: str,
    expected_sequence: int | None,
    written_on: datetime.date | None = None,
    request_id: UUID | None = None,
) -> TopicText:
    """Write the next version of a topic's summary or line to take; it is internal until it is released.

    ``expected_sequence`` is the sequence of the newest version that the writer saw (0: none yet; None: has not looked).
    People who may record notes in the dialogue may write. Returns the text; the same request twice writes once. Raises
    PermissionDenied, StaleTopicText, RuleViolation.
    """
    words = text.strip()
    versions = Versions(dialogue, topic, kind, language)
    with _writing_version(user, versions, request_id) as version:
        if version.before:
            return _same(version.before, versions.rows.filter(words__text=words).contains(version.before))
        version.look(expected_sequence)
        written_on = written_on or version.today
        wrong = unfit_text(text) if words else _("Write what is to be said.")
        checked({"text": wrong, "written_on": unfit_day(written_on) or lies_ahead(written_on, version.today)})
        salt = chain.new_salt()
        made = version.append(written_on, chain.digest(salt, words))
        TopicTextWords.objects.create(topic_text=made, salt=salt, text=words)
        return made


@tried_again
def retire_topic_text(
    *,
    user: User,
    dialogue: Dialogue,
    topic: Topic,
    kind: TopicTextKind,
    language: Language,
    expected_sequence: int | None,
    request_id: UUID | None = None,
) -> TopicText:
    """Write a version that says nothing: from today on no text of the kind stands, until somebody writes anew.

    Older versions stay readable as of then. What was released stays so until a releaser takes it back. People who
    may write may retire. Returns the version; the same request twice writes once. Raises PermissionDenied,
    StaleTopicText, RuleViolation.
    """
    versions = Versions(dialogue, topic, kind, language)
    with _writing_version(user, versions, request_id) as version:
        if version.before:
            return _same(version.before, versions.rows.filter(sha256=NOTHING).contains(version.before))
        version.look(expected_sequence)
        is_there = version.last is not None and not version.last.is_retired
        checked({"text": "" if is_there else _("There is no text that stands.")})
        return version.append(version.today, NOTHING)


def audience_of_text(text: TopicText) -> Audience:
    """Return the audience to which a topic text is released today."""
    last = text.releases.order_by("-sequence").first()
    return last.released_to if last else Audience.INTERNAL


@tried_again
def release_topic_text(
    *, user: User, text: TopicText, audience: Audience, request_id: UUID | None = None
) -> TopicTextRelease:
    """Set the audience of one version; ``Audience.INTERNAL`` takes its release back.

    Where the dialogue wants a second person, its author does not release it. Returns the release; the
    same request twice writes once. Raises PermissionDenied, RuleViolation.
    """
    allow(user, Act.RELEASE, text.dialogue)
    request_id = request_id or uuid4()
    with _writing(text.dialogue) as (dialogue, recorded_at):
        if before := TopicTextRelease.objects.filter(request_id=request_id).first():
            return _same(before, (before.topic_text_id, before.released_to) == (text.pk, audience))
        now = audience_of_text(text)
        wider = audience.reach > now.reach
        own = dialogue.releases_need_second_person and text.author_id == user.pk
        checked(
            {
                "audience": _("That is its audience already.")
                if audience is now
                else _("In this dialogue a second person releases: you wrote this text.")
                if wider and own
                else "",
                "text": _gone(text) if wider else "",
            }
        )
        last = text.releases.order_by("sequence").last()
        return TopicTextRelease.objects.create(
            topic_text=text,
            sequence=last.sequence + 1 if last else 1,
            released_to=audience,
            released_by=user,
            recorded_at=recorded_at,
            request_id=request_id,
        )


@tried_again
def request_text_redaction(*, user: User, text: TopicText, reason: str) -> TopicTextRedaction:
    """Ask that the words of one version be destroyed; a second person then approves.

    Raises PermissionDenied, RuleViolation.
    """
    allow(user, Act.REDACT, text.dialogue)
    with _writing(text.dialogue) as (_dialogue, recorded_at):
        waiting = TopicTextRedaction.objects.filter(topic_text=text, approved_by=None, declined_by=None)
        checked(
            {
                "reason": "" if reason.strip() else _("Say why it must go, without repeating it."),
                "text": _gone(text),
                "request": _("It was asked for already and waits for a second person.")
                if waiting.exists()
                else "",
            }
        )
        return TopicTextRedaction.objects.create(
            topic_text=text, reason=reason.strip(), requested_by=user, requested_at=recorded_at
        )


@tried_again
def redact_topic_text(*, user: User, request: TopicTextRedaction) -> TopicTextRedaction:
    """Approve a request and destroy the words, for good; that there was a text stays.

    Raises PermissionDenied, RuleViolation.
    """
    text = request.topic_text
    allow(user, Act.REDACT, text.dialogue)
    with _writing(text.dialogue) as (_dialogue, recorded_at):
        request = _undecided(request, user)
        request.approved_by, request.approved_at = user, recorded_at
        request.save()
        TopicTextWords.objects.filter(topic_text=text).delete()
        remove_after_commit()
        return request


@tried_again
def decline_text_redaction(*, user: User, request: TopicTextRedaction) -> TopicTextRedaction:
    """Leave the words as they are, and say who decided so: a second person. Raises PermissionDenied, RuleViolation."""
    dialogue = request.topic_text.dialogue
    allow(user, Act.REDACT, dialogue)
    with _writing(dialogue) as (_dialogue, recorded_at):
        request = _undecided(request, user)
        request.declined_by, request.declined_at = user, recorded_at
        request.save()
        return request


def _undecided(request: TopicTextRedaction, user: User) -> TopicTextRedaction:
    """Return the locked, undecided request. Raises RuleViolation once decided, PermissionDenied for who asked."""
    request = TopicTextRedaction.objects.select_for_update().get(pk=request.pk)
    if request.is_decided:
        raise RuleViolation({"request": _("This request was decided already.")})
    if request.requested_by_id == user.pk:
        raise PermissionDenied(_("A redaction takes two people: you asked for it."))
    return request


@dataclass(frozen=True)
class Versions:
    """The text of a topic, kind and language, in all its versions."""

    dialogue: Dialogue
    topic: Topic
    kind: TopicTextKind
    language: Language

    @property
    def rows(self) -> TopicTextQuerySet:
        """Its versions."""
        return TopicText.objects.filter(**vars(self))


@dataclass(frozen=True)
class _Version:
    """A version about to be written. ``before`` is what the same request wrote, ``last`` the newest version."""

    versions: Versions
    author: User
    request_id: UUID
    before: TopicText | None
    last: TopicText | None
    recorded_at: datetime.datetime

    @property
    def today(self) -> datetime.date:
        return clock.ledger_day(self.recorded_at)

    def look(self, expected_sequence: int | None) -> None:
        """Refuse where the writer saw another version than the newest."""
        if expected_sequence is not None and expected_sequence != (self.last.sequence if self.last else 0):
            raise (
                StaleTopicText(self.last)
                if self.last
                else RuleViolation({"text": _("There is no text yet.")})
            )

    def append(self, written_on: datetime.date, sha256: str) -> TopicText:
        """Insert it."""
        return TopicText.objects.create(
            **vars(self.versions),
            sequence=self.last.sequence + 1 if self.last else 1,
            written_on=written_on,
            author=self.author,
            recorded_at=self.recorded_at,
            recorded_on=self.today,
            request_id=self.request_id,
            sha256=sha256,
        )


@contextmanager
def _writing_version(user: User, versions: Versions, request_id: UUID | None) -> Iterator[_Version]:
    """Open a transaction in which the person may write the next version. Raises PermissionDenied."""
    allow(user, Act.NOTE, versions.dialogue)
    request_id = request_id or uuid4()
    with _writing(versions.dialogue) as (_dialogue, recorded_at):
        before = TopicText.objects.filter(request_id=request_id).first()
        if before and before.author_id != user.pk:
            _same(before, is_same=False)
        last = versions.rows.select_related("author").order_by("sequence").last()
        yield _Version(versions, user, request_id, before, last, recorded_at)


@contextmanager
def _writing(dialogue: Dialogue) -> Iterator[tuple[Dialogue, datetime.datetime]]:
    """Open a transaction over the texts of a dialogue, whose writers wait for each other; yields its fresh
    row and a stamp.

    Raises TriggersMissing.
    """
    with transaction.atomic(), write_api():
        writers_lock.lock_shared()
        row = Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)
        yield row, clock.stamp()


def _same(before: T, is_same: bool) -> T:
    """Return what the same request wrote before; raises RuleViolation where that was something else."""
    if not is_same:
        raise sent_as_something_else()
    return before


def _gone(text: TopicText) -> str:
    """Explain why a version has no words; empty where it has."""
    if text.is_retired:
        return _("This version says nothing.")
    is_there = TopicTextWords.objects.filter(topic_text=text).exists()
    return "" if is_there else _("Its words were redacted.")
