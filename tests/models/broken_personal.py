"""Rows of what staff keep, of texts on topics and of issued reports that break a constraint each."""

import datetime
from uuid import UUID

from django.db import models
from django.utils import timezone

from ledger.models import (
    ApiToken,
    ApiTokenRole,
    ColleagueQuestion,
    Dialogue,
    DialogueRuleChange,
    EntryDraft,
    FeedKey,
    Handover,
    IssuedReport,
    IssuedReportDialogue,
    MonthCount,
    PinnedView,
    Reminder,
    ReviewDraft,
    RoundRelease,
    SavedView,
    StatementRelease,
    TopicText,
    TopicTextRedaction,
    TopicTextRelease,
    TopicTextWords,
    User,
    Watch,
    YearCount,
)
from ledger.models.fields import write_api
from ledger.personal import make_feed_key, make_token
from ledger.recording import issue_report, release_place, release_topic_text
from ledger.vocabulary import Audience, DatedBy, DraftState, Language, QuestionState, Role, TopicTextKind
from tests.makers import (
    make_dialogue,
    make_item,
    make_member,
    make_releaser,
    make_round,
    make_statement,
    make_topic,
    make_topic_text,
    make_user,
    show_statement,
)
from tests.models.breaking import breaks

DIGEST = "0" * 64


# Accounts


@breaks("address_of_one_account")
def account_of_a_taken_address() -> User:
    make_user(email="ana@example.org")
    return User(username_key="second", email_key="ana@example.org")


# What staff keep


@breaks("view_name_once_for_its_owner")
def view_named_twice() -> SavedView:
    view = SavedView.objects.create(owner=make_user(), name="Overdue")
    return SavedView(owner=view.owner, name=view.name)


@breaks("view_has_a_name")
def view_without_a_name() -> SavedView:
    return SavedView(owner=make_user(), name="")


@breaks("view_is_shared_in_a_dialogue")
def view_shared_with_nobody() -> SavedView:
    return SavedView(owner=make_user(), name="Overdue", is_shared=True)


@breaks("view_pinned_once")
def view_pinned_twice() -> PinnedView:
    view = SavedView.objects.create(owner=make_user(), name="Overdue")
    first = PinnedView.objects.create(user=view.owner, view=view, position=1)
    return PinnedView(user=first.user, view=view, position=2)


def handover_row(**fields: object) -> Handover:
    values = {"batch": UUID(int=1), "by": make_user(), "from_user": make_user(), "to_user": make_user()}
    values |= {"made_at": timezone.now(), "dialogue": fields.pop("dialogue", None) or make_dialogue()}
    return Handover(**values | fields)


@breaks("handover_once_in_a_dialogue")
def handover_noted_twice() -> Handover:
    done = handover_row()
    done.save()
    return handover_row(dialogue=done.dialogue)


@breaks("handover_to_somebody_else")
def handover_to_oneself() -> Handover:
    person = make_user()
    return handover_row(from_user=person, to_user=person)


def draft_row(**fields: object) -> ReviewDraft:
    person, now = make_user(), timezone.now()
    values = {"dialogue": fields.pop("dialogue", None) or make_dialogue(), "text": "x", "sha256": DIGEST}
    values |= {"started_by": person, "started_at": now, "updated_by": person, "updated_at": now}
    return ReviewDraft(**values | {"language": Language.EN} | fields)


@breaks("draft_open_once_for_a_text")
def draft_of_a_text_already_under_review() -> ReviewDraft:
    draft = draft_row()
    draft.save()
    return draft_row(dialogue=draft.dialogue)


@breaks("draft_committed_became_a_statement")
def draft_committed_to_nothing() -> ReviewDraft:
    return draft_row(state=DraftState.COMMITTED)


@breaks("entry_draft_once_for_an_item")
def typed_twice() -> EntryDraft:
    draft = EntryDraft.objects.create(user=make_user(), item=make_item(), typed={}, updated_at=timezone.now())
    return EntryDraft(user=draft.user, item=draft.item, typed={}, updated_at=timezone.now())


@breaks("feed_key_one_in_force")
def second_key_in_force() -> FeedKey:
    person = make_member(Role.VIEWER, dialogue=make_dialogue())
    make_feed_key(user=person)
    return FeedKey(user=person, digest=DIGEST, made_at=timezone.now())


@breaks("token_has_a_name")
def token_without_a_name() -> ApiToken:
    now = timezone.now()
    return ApiToken(user=make_user(), name="", digest=DIGEST, made_at=now, ends_at=now)


@breaks("token_role_once")
def role_given_to_a_token_twice() -> ApiTokenRole:
    here = make_dialogue()
    make_token(user=make_member(Role.VIEWER, dialogue=here), name="Script", dialogues=[here], days=1)
    given = ApiTokenRole.objects.get()
    return ApiTokenRole(token=given.token, membership=given.membership, role=given.role)


@breaks("watch_once_for_an_item")
def item_watched_twice() -> Watch:
    first = Watch.objects.create(user=make_user(), item=make_item())
    return Watch(user=first.user, item=first.item)


@breaks("watch_once_for_a_topic")
def topic_watched_twice() -> Watch:
    first = Watch.objects.create(user=make_user(), topic=make_topic())
    return Watch(user=first.user, topic=first.topic)


@breaks("watch_is_of_an_item_or_a_topic")
def watch_of_both() -> Watch:
    return Watch(user=make_user(), item=make_item(), topic=make_topic())


def reminder_row(**fields: object) -> Reminder:
    values = {"day": datetime.date(2027, 3, 1), "dated_by": DatedBy.TARGET, "claim": UUID(int=1)}
    return Reminder(**values | fields)


@breaks("reminder_once_of_a_date")
def reminded_twice() -> Reminder:
    first = reminder_row(user=make_user(), item=make_item())
    first.save()
    return reminder_row(user=first.user, item=first.item)


def question_row(**fields: object) -> ColleagueQuestion:
    values = {"item": make_item(), "asked_by": make_user(), "asked_of": make_user(), "words": "Is it right?"}
    return ColleagueQuestion(**values | {"asked_at": timezone.now()} | fields)


@breaks("question_to_somebody_else")
def question_to_oneself() -> ColleagueQuestion:
    person = make_user()
    return question_row(asked_by=person, asked_of=person)


@breaks("question_ended_unless_open")
def question_seen_at_no_time() -> ColleagueQuestion:
    return question_row(state=QuestionState.SEEN)


@breaks("question_ended_unless_open")
def question_open_and_ended() -> ColleagueQuestion:
    return question_row(ended_at=timezone.now())


@breaks("question_has_words_until_they_go")
def question_of_no_words() -> ColleagueQuestion:
    return question_row(words="")


@breaks("question_has_words_until_they_go")
def question_taken_back_with_its_words() -> ColleagueQuestion:
    return question_row(state=QuestionState.TAKEN_BACK, ended_at=timezone.now())


@breaks("question_answered_in_words")
def question_answered_without_words() -> ColleagueQuestion:
    return question_row(state=QuestionState.ANSWERED, ended_at=timezone.now())


@breaks("question_answered_in_words")
def question_open_with_an_answer() -> ColleagueQuestion:
    return question_row(answer="Yes.")


# Texts on topics


def text_row(dialogue: Dialogue, **fields: object) -> TopicText:
    today = timezone.localdate()
    values = {"dialogue": dialogue, "kind": TopicTextKind.LINE, "language": Language.EN, "sequence": 1}
    values |= {"written_on": today, "recorded_on": today, "recorded_at": timezone.now(), "sha256": DIGEST}
    return TopicText(
        **values | {"author": make_user(), "topic": fields.pop("topic", None) or make_topic()} | fields
    )


@breaks("topic_text_sequence_once")
def version_twice() -> TopicText:
    text = make_topic_text()
    return text_row(text.dialogue, topic=text.topic)


@breaks("topic_text_sequence_positive", "ledger_topictext_sequence_check")
def version_before_the_first() -> TopicText:
    return text_row(make_dialogue(), sequence=0)


@breaks("topic_text_written_by_its_recording")
def text_written_tomorrow() -> TopicText:
    return text_row(make_dialogue(), written_on=timezone.localdate() + datetime.timedelta(days=1))


@breaks("topic_text_has_words")
def text_of_no_words() -> TopicTextWords:
    text = make_topic_text()
    return TopicTextWords(topic_text=text, text="", salt="x")


@breaks("topic_text_release_sequence_once")
def release_twice() -> TopicTextRelease:
    text = make_topic_text()
    done = release_topic_text(user=make_releaser(text.dialogue), text=text, audience=Audience.SHARED)
    return TopicTextRelease(
        topic_text=text,
        sequence=done.sequence,
        released_to=Audience.PUBLIC,
        released_by=done.released_by,
        recorded_at=timezone.now(),
    )


def another_release(sequence: int, audience: Audience) -> StatementRelease:
    statement = make_statement(make_round())
    done = show_statement(statement, Audience.SHARED)
    return StatementRelease(
        statement=statement,
        sequence=done.sequence + sequence,
        released_from=Audience.SHARED,
        released_to=audience,
        recorded_at=timezone.now(),
    )


@breaks("statement_release_sequence_once")
def statement_released_twice() -> StatementRelease:
    return another_release(0, Audience.PUBLIC)


@breaks("statement_release_changes_the_audience")
def statement_released_to_whom_it_is() -> StatementRelease:
    return another_release(1, Audience.SHARED)


def another_place_release(sequence: int, audience: Audience) -> RoundRelease:
    round = make_round()
    user = make_releaser(round.dialogue)
    done = release_place(user=user, round=round, audience=Audience.SHARED, reason="x", expected_sequence=None)
    return RoundRelease(
        round=round,
        sequence=done.sequence + sequence,
        released_from=Audience.SHARED,
        released_to=audience,
        recorded_at=timezone.now(),
    )


@breaks("round_release_sequence_once")
def place_released_twice() -> RoundRelease:
    return another_place_release(0, Audience.PUBLIC)


@breaks("round_release_changes_the_audience")
def place_released_to_whom_it_is() -> RoundRelease:
    return another_place_release(1, Audience.SHARED)


def change_of_rules(**fields: object) -> DialogueRuleChange:
    values = {
        "dialogue": make_dialogue(),
        "changes": {"own_party": [None, "MEX"]},
        "reason": "x",
        "requested_by": make_user(),
        "requested_at": timezone.now(),
    }
    return DialogueRuleChange(**values | fields)


@breaks("rule_change_one_waits")
def change_of_rules_beside_another() -> DialogueRuleChange:
    first = change_of_rules()
    with write_api():
        first.save()
    return change_of_rules(dialogue=first.dialogue)


@breaks("rule_change_is_decided_whole")
def change_of_rules_decided_by_nobody() -> DialogueRuleChange:
    return change_of_rules(is_approved=True)


@breaks("rule_change_takes_two_or_a_superuser")
def change_of_rules_by_one() -> DialogueRuleChange:
    person = make_user()
    return change_of_rules(
        requested_by=person, decided_by=person, decided_at=timezone.now(), is_approved=True
    )


@breaks("rule_change_applied_once_approved")
def change_of_rules_applied_unapproved() -> DialogueRuleChange:
    return change_of_rules(is_applied=True)


@breaks("topic_text_redaction_takes_two")
def redaction_of_a_text_by_one() -> TopicTextRedaction:
    person, now = make_user(), timezone.now()
    return TopicTextRedaction(
        topic_text=make_topic_text(),
        reason="x",
        requested_by=person,
        requested_at=now,
        approved_by=person,
        approved_at=now,
    )


@breaks("topic_text_redaction_declined_by_another")
def redaction_of_a_text_declined_by_who_asked() -> TopicTextRedaction:
    person, now = make_user(), timezone.now()
    return TopicTextRedaction(
        topic_text=make_topic_text(),
        reason="x",
        requested_by=person,
        requested_at=now,
        declined_by=person,
        declined_at=now,
    )


# Issued reports


def issued() -> IssuedReport:
    dialogue = make_dialogue()
    return issue_report(
        user=make_releaser(dialogue),
        dialogues=[dialogue],
        make=lambda _known_at, _uuid: b"x",
        kind="topic",
        parameters={},
        audience=Audience.SHARED,
        language=Language.EN,
        file_format="md",
    )


@breaks("issued_after_what_it_knows")
def report_that_knew_the_future() -> IssuedReport:
    report = issued()
    return IssuedReport(
        kind=report.kind,
        audience=report.audience,
        language=report.language,
        format=report.format,
        sha256=report.sha256,
        size=report.size,
        known_at=report.known_at + datetime.timedelta(days=1),
        seal=report.seal,
        issued_by=report.issued_by,
        issued_at=report.known_at,
    )


@breaks("issued_dialogue_once_in_a_report")
def dialogue_twice() -> IssuedReportDialogue:
    link = issued().dialogue_links.get()
    return IssuedReportDialogue(report=link.report, dialogue=link.dialogue)


# Counts that are kept


def counted_twice(model: type[MonthCount | YearCount], **more: int) -> MonthCount | YearCount:
    same = {
        "dialogue": 1,
        "whose": "newest",
        "subject": "kind",
        "key": "asked",
        "status": "unassessed",
        "parts": "1:1",
    }
    january = datetime.date(2026, 1, 1)
    with write_api():
        model.objects.create(since=january, **same, **more)
    return model(since=january, **same, **more)


@breaks("monthcount_once")
def month_counted_twice() -> models.Model:
    return counted_twice(MonthCount)


@breaks("yearcount_once")
def year_counted_twice() -> models.Model:
    return counted_twice(YearCount, count=1)
