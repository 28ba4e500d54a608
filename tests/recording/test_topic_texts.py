"""Texts on topics: written anew, released like entries, redacted by two, and guarded by the database."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from ledger.models import (
    Dialogue,
    GuardedWriteError,
    IssuedReport,
    IssuedReportDialogue,
    TopicText,
    TopicTextRedaction,
    TopicTextRelease,
    TopicTextWords,
)
from ledger.models.fields import write_api
from ledger.recording import (
    RuleViolation,
    StaleTopicText,
    audience_of_text,
    choose_snapshot_moment,
    decline_text_redaction,
    redact_topic_text,
    release_topic_text,
    request_text_redaction,
    retire_topic_text,
    seal_ledger,
    triggers,
)
from ledger.vocabulary import Audience, Language, Role, TopicTextKind
from tests.makers import (
    make_dialogue,
    make_editor,
    make_member,
    make_releaser,
    make_topic,
    make_topic_text,
    set_clock,
)
from tests.recording.test_triggers import refused, rows_of, run_and_check, unique_keys
from tests.support.issuing import issue

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DAY = NOON.date()


def release(text: TopicText, audience: Audience = Audience.PUBLIC, **options: Any) -> TopicTextRelease:
    user = options.pop("user", None) or make_releaser(text.dialogue)
    return release_topic_text(user=user, text=text, audience=audience, **options)


def redact(text: TopicText) -> None:
    asked = request_text_redaction(user=make_editor(text.dialogue), text=text, reason="A name.")
    redact_topic_text(user=make_editor(text.dialogue), request=asked)


def said(
    audience: Audience, day: datetime.date = DAY, known_at: datetime.datetime | None = None
) -> list[str]:
    asked = TopicText.objects.as_of(day, known_at, audience, dialogue=Dialogue.objects.first())
    return [one.text for one in asked]


# Writing


def test_text_is_written_in_versions_by_named_officers() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    first = make_topic_text(dialogue, user, text=" We welcome it. ", expected_sequence=0)
    second = make_topic_text(dialogue, topic=first.topic, text="We regret it.", expected_sequence=1)
    assert [(one.sequence, one.text) for one in TopicText.objects.order_by("sequence")] == [
        (1, "We welcome it."),
        (2, "We regret it."),
    ]
    assert (first.author, first.written_on, audience_of_text(first)) == (
        user,
        first.recorded_on,
        Audience.INTERNAL,
    )
    assert second.recorded_at >= first.recorded_at


@pytest.mark.parametrize(
    ("role", "may_write", "may_release", "may_redact"),
    [
        (Role.VIEWER, False, False, False),
        (Role.RECORDER, True, False, False),
        (Role.EDITOR, True, False, True),
        (Role.RELEASER, False, True, False),
        (None, False, False, False),
    ],
)
def test_who_writes_releases_and_redacts(
    role: Role | None, may_write: bool, may_release: bool, may_redact: bool
) -> None:
    text = make_topic_text()
    user = make_member(*([role] if role else []), dialogue=text.dialogue)
    make_member(*Role, dialogue=make_dialogue(), user=user)
    asked = request_text_redaction(user=make_editor(text.dialogue), text=text, reason="A name.")
    other = make_topic_text(text.dialogue, topic=make_topic())
    acts = (
        (may_write, lambda: make_topic_text(text.dialogue, user)),
        (may_release, lambda: release(text, user=user)),
        (may_redact, lambda: request_text_redaction(user=user, text=other, reason="A name.")),
        (may_redact, lambda: redact_topic_text(user=user, request=asked)),
    )
    for allowed, act in acts:
        if allowed:
            act()
            continue
        before = [rows_of(table) for table in TABLES]
        with pytest.raises(PermissionDenied):
            act()
        assert [rows_of(table) for table in TABLES] == before


def test_person_who_saw_an_older_version_is_told_of_the_newer_one() -> None:
    first = make_topic_text()
    make_topic_text(first.dialogue, topic=first.topic, text="Newer.")
    for seen in (0, 1):
        with pytest.raises(StaleTopicText) as told:
            make_topic_text(first.dialogue, topic=first.topic, expected_sequence=seen)
        assert told.value.text.text == "Newer."
    assert TopicText.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({"text": " \n"}, {"text"}),
        ({"text": "a\x00"}, {"text"}),
        ({"written_on": datetime.date(2999, 1, 1)}, {"written_on"}),
        ({"expected_sequence": 1}, {"text"}),
    ],
)
def test_text_that_breaks_a_rule_is_refused_by_field(fields: dict[str, Any], broken: set[str]) -> None:
    with pytest.raises(RuleViolation) as refusal:
        make_topic_text(**fields)
    assert set(refusal.value.fields) == broken
    assert not TopicText.objects.exists()


def test_same_request_writes_once_and_another_text_under_it_is_refused() -> None:
    dialogue = make_dialogue()
    user, topic, request = make_editor(dialogue), make_topic(), uuid4()
    first = make_topic_text(dialogue, user, topic=topic, request_id=request, expected_sequence=0)
    assert make_topic_text(dialogue, user, topic=topic, request_id=request, expected_sequence=0) == first
    for fields in ({"text": "Else."}, {"topic": make_topic()}, {"kind": TopicTextKind.SUMMARY}):
        with pytest.raises(RuleViolation):
            make_topic_text(dialogue, user, **{"topic": topic, "request_id": request} | fields)
    with pytest.raises(RuleViolation):
        make_topic_text(dialogue, make_editor(dialogue), topic=topic, request_id=request)
    once = release(first, request_id=request)
    assert release(first, request_id=request) == once
    with pytest.raises(RuleViolation):
        release(first, Audience.SHARED, request_id=request)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_at_once_one_is_told() -> None:
    dialogue, topic = make_dialogue(), make_topic()
    users = [make_editor(dialogue) for _ in range(3)]

    def write(user: Any) -> str:
        try:
            make_topic_text(dialogue, user, topic=topic, expected_sequence=0)
        except StaleTopicText:
            return "told"
        finally:
            connection.close()
        return "written"

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(write, users)) == ["told", "told", "written"]


# What is seen


def test_newest_text_by_day_is_given_for_each_dialogue_topic_kind_and_language() -> None:
    dialogue, topic = make_dialogue(), make_topic()
    written = {"topic": topic, "written_on": DAY}
    make_topic_text(dialogue, text="Line.", **written)
    make_topic_text(dialogue, text="Later line.", topic=topic, written_on=DAY + datetime.timedelta(1))
    make_topic_text(dialogue, text="Earlier line.", topic=topic, written_on=DAY - datetime.timedelta(9))
    make_topic_text(dialogue, text="Línea.", language=Language.ES, **written)
    make_topic_text(dialogue, text="Summary.", kind=TopicTextKind.SUMMARY, **written)
    make_topic_text(text="Elsewhere.", **written)
    assert said(Audience.INTERNAL) == ["Line.", "Línea.", "Summary.", "Elsewhere."]
    assert said(Audience.INTERNAL, DAY + datetime.timedelta(1))[0] == "Later line."
    assert said(Audience.INTERNAL, DAY - datetime.timedelta(1)) == ["Earlier line."]
    assert said(Audience.INTERNAL, DAY - datetime.timedelta(10)) == []


@pytest.mark.parametrize(
    ("to", "seen"),
    [
        (None, [1, 0, 0]),
        (Audience.SHARED, [1, 1, 0]),
        (Audience.PUBLIC, [1, 1, 1]),
    ],
)
def test_text_is_seen_by_those_it_is_released_to(to: Audience | None, seen: list[int]) -> None:
    text = make_topic_text(written_on=DAY)
    if to:
        release(text, to)
    assert [len(said(audience)) for audience in Audience] == seen


def test_released_text_stands_while_a_newer_one_is_internal() -> None:
    old = make_topic_text(text="Old.", written_on=DAY)
    release(old, Audience.SHARED)
    new = make_topic_text(old.dialogue, topic=old.topic, text="New.", written_on=DAY)
    assert [said(audience) for audience in Audience] == [["New."], ["Old."], []]
    release(new, Audience.SHARED)
    assert said(Audience.SHARED) == ["New."]
    release(new, Audience.INTERNAL)
    assert said(Audience.SHARED) == ["Old."]


def test_audience_sees_what_it_could_see_then_and_can_see_now(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    text = make_topic_text(written_on=DAY)
    set_clock(monkeypatch, NOON + 2 * HOUR)
    release(text)
    moments = [NOON - HOUR, NOON + HOUR, NOON + 3 * HOUR]
    assert [len(said(Audience.PUBLIC, DAY, moment)) for moment in moments] == [0, 0, 1]
    assert [len(said(Audience.INTERNAL, DAY, moment)) for moment in moments] == [0, 1, 1]
    set_clock(monkeypatch, NOON + 4 * HOUR)
    release(text, Audience.INTERNAL)
    assert [len(said(Audience.PUBLIC, DAY, moment)) for moment in [*moments, None]] == [0, 0, 0, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_texts_come_in_one_query(count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        release(make_topic_text(written_on=DAY))
    with django_assert_num_queries(1):
        rows = TopicText.objects.as_of(DAY, None, Audience.PUBLIC)
        assert [(one.text, str(one.author) != "", one.topic.slug != "") for one in rows] == [
            ("We welcome it.", True, True)
        ] * count


def test_nothing_is_recorded_before_a_seal_or_after_a_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    sealed = seal_ledger().known_at
    set_clock(monkeypatch, NOON - datetime.timedelta(minutes=1))
    text = make_topic_text()
    released = release(text)
    assert sealed < text.recorded_at <= released.recorded_at <= choose_snapshot_moment()


# Releasing


def test_second_person_releases_where_the_dialogue_wants_one() -> None:
    dialogue = make_dialogue(releases_need_second_person=True)
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    text = make_topic_text(dialogue, user)
    with pytest.raises(RuleViolation):
        release(text, user=user)
    release(text)
    assert release(text, Audience.INTERNAL, user=user).released_to is Audience.INTERNAL


def test_release_to_the_audience_it_has_is_refused() -> None:
    text = make_topic_text()
    with pytest.raises(RuleViolation):
        release(text, Audience.INTERNAL)


# Redacting


def test_redaction_takes_two_and_destroys_the_words_alone() -> None:
    text = make_topic_text(written_on=DAY)
    release(text)
    asker = make_editor(text.dialogue)
    asked = request_text_redaction(user=asker, text=text, reason="A name.")
    with pytest.raises(PermissionDenied):
        redact_topic_text(user=asker, request=asked)
    assert said(Audience.PUBLIC) == ["We welcome it."]
    redact_topic_text(user=make_editor(text.dialogue), request=asked)
    fresh = TopicText.objects.get()
    assert (fresh.text, fresh.is_redacted, fresh.sha256) == ("", True, text.sha256)
    assert [said(audience) for audience in Audience] == [[""], [], []]
    with pytest.raises(RuleViolation):
        redact_topic_text(user=make_editor(text.dialogue), request=asked)
    with pytest.raises(RuleViolation):
        request_text_redaction(user=asker, text=text, reason="Again.")


def test_redacted_text_is_not_released() -> None:
    text = make_topic_text()
    redact(text)
    with pytest.raises(RuleViolation):
        release(text)


def test_redaction_asked_for_twice_is_asked_once() -> None:
    text = make_topic_text()
    ask = {"user": make_editor(text.dialogue), "text": text, "reason": "A name."}
    first = request_text_redaction(**ask)
    with pytest.raises(RuleViolation, match="waits for a second person"):
        request_text_redaction(**ask)
    decline_text_redaction(user=make_editor(text.dialogue), request=first)
    assert request_text_redaction(**ask) != first


def test_redaction_needs_a_reason() -> None:
    text = make_topic_text()
    with pytest.raises(RuleViolation):
        request_text_redaction(user=make_editor(text.dialogue), text=text, reason=" ")


def test_database_refuses_an_approval_by_the_person_who_asked() -> None:
    text = make_topic_text()
    asked = request_text_redaction(user=make_editor(text.dialogue), text=text, reason="x")
    rows = TopicTextRedaction.objects.filter(pk=asked.pk)
    for fields in ({"approved_by": asked.requested_by, "approved_at": NOON}, {"approved_at": NOON}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)


# The database's business

MODELS = {
    "ledger_topictext": TopicText,
    "ledger_topictextwords": TopicTextWords,
    "ledger_topictextrelease": TopicTextRelease,
    "ledger_issuedreport": IssuedReport,
    "ledger_issuedreportdialogue": IssuedReportDialogue,
}
TABLES = (*MODELS, "ledger_topictextredaction")


@pytest.fixture
def written() -> TopicText:
    text = make_topic_text()
    release(text)
    issue(make_editor(text.dialogue), text.dialogue)
    return text


@pytest.mark.parametrize("table", MODELS)
def test_rows_are_neither_changed_nor_deleted(written: TopicText, table: str) -> None:
    before = rows_of(table)
    for column in (field.column for field in MODELS[table]._meta.local_concrete_fields):
        assert "never changed" in refused(f'UPDATE {table} SET "{column}" = "{column}"')
    told = refused(f"DELETE FROM {table}")
    assert "never deleted" in told or "only when a redaction names it" in told
    assert rows_of(table) == before != []


@pytest.mark.postgres_only
@pytest.mark.parametrize("table", MODELS)
def test_tables_are_not_emptied(written: TopicText, table: str) -> None:
    connection.check_constraints()  # what the fixture left to be checked at its end would refuse it first
    assert "never deleted" in refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", MODELS)
def test_rows_are_written_through_the_write_api_alone(written: TopicText, table: str) -> None:
    row = MODELS[table].objects.get()
    for write in (row.save, row.delete, MODELS[table].objects.all().delete, MODELS[table].objects.create):
        with pytest.raises(GuardedWriteError):
            write()
    with write_api(), pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_keys_by_which_a_row_could_be_replaced_are_guarded() -> None:
    guarded = {table: set(triggers.APPEND_ONLY.get(table, triggers.KEPT_WORDS)) for table in MODELS}
    assert guarded == {table: unique_keys(model) for table, model in MODELS.items()}


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("table", "key"), [(table, key) for table in MODELS for key in unique_keys(MODELS[table])]
)
def test_rows_are_not_replaced_by_any_key(written: TopicText, table: str, key: tuple[str, ...]) -> None:
    before = rows_of(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        row = dict(zip([one[0] for one in cursor.description], cursor.fetchone(), strict=True))
    others = {"id": 5_000, "uuid": "f" * 32, "request_id": "e" * 32, "sequence": 9}
    new = {column: row[column] if column in key else others.get(column, row[column]) for column in row}
    columns, marks = ", ".join(f'"{column}"' for column in new), ", ".join(["%s"] * len(new))
    with pytest.raises(IntegrityError):
        run_and_check(f"REPLACE INTO {table} ({columns}) VALUES ({marks})", *new.values())
    assert rows_of(table) == before


def test_words_go_only_when_an_approved_redaction_names_their_text(written: TopicText) -> None:
    other = make_topic_text(written.dialogue)
    redact(other)
    request_text_redaction(user=make_editor(written.dialogue), text=written, reason="x")
    assert "only when a redaction names it" in refused("DELETE FROM ledger_topictextwords")
    assert TopicTextWords.objects.get().topic_text == written


# Retiring, and declining a redaction


def retire(text: TopicText, **options: Any) -> TopicText:
    given = {"user": make_editor(text.dialogue), "expected_sequence": None} | options
    of = {name: getattr(text, name) for name in ("dialogue", "topic", "kind", "language")}
    return retire_topic_text(**of, **given)


def test_retired_text_stands_no_longer_and_is_read_as_of_then() -> None:
    text = make_topic_text(written_on=DAY)
    release(text)
    last = retire(text, expected_sequence=1)
    assert (last.sequence, last.is_retired, last.is_redacted, last.text) == (2, True, False, "")
    assert said(Audience.INTERNAL, DAY) == ["We welcome it."]
    assert said(Audience.INTERNAL, last.written_on) == []
    # What was released stays so until it is taken back.
    assert said(Audience.PUBLIC, last.written_on) == ["We welcome it."]
    make_topic_text(text.dialogue, topic=text.topic, text="Anew.", expected_sequence=2)
    assert said(Audience.INTERNAL, last.written_on) == ["Anew."]


def test_retiring_writes_once_and_tells_of_newer_versions() -> None:
    text, request = make_topic_text(), uuid4()
    user = make_editor(text.dialogue)
    with pytest.raises(StaleTopicText):
        retire(text, expected_sequence=0)
    last = retire(text, user=user, request_id=request)
    assert retire(text, user=user, request_id=request) == last
    with pytest.raises(RuleViolation):
        retire(text)  # nothing stands
    with pytest.raises(RuleViolation):
        make_topic_text(text.dialogue, user, topic=text.topic, request_id=request)


@pytest.mark.parametrize(
    "act",
    [
        lambda text: retire(text, user=make_member(Role.VIEWER, Role.RELEASER, dialogue=text.dialogue)),
        lambda text: retire(text, user=make_editor(make_dialogue())),
    ],
)
def test_who_may_not_write_may_not_retire(act: Any) -> None:
    text = make_topic_text()
    with pytest.raises(PermissionDenied):
        act(text)
    assert TopicText.objects.count() == 1


def test_version_that_says_nothing_is_neither_released_nor_redacted() -> None:
    last = retire(make_topic_text())
    with pytest.raises(RuleViolation):
        release(last)
    with pytest.raises(RuleViolation):
        request_text_redaction(user=make_editor(last.dialogue), text=last, reason="A name.")


def test_declined_redaction_leaves_the_words_and_says_who_decided() -> None:
    text = make_topic_text(written_on=DAY)
    asker, other = make_editor(text.dialogue), make_editor(text.dialogue)
    asked = request_text_redaction(user=asker, text=text, reason="A name.")
    for user in (asker, make_releaser(text.dialogue)):
        with pytest.raises(PermissionDenied):
            decline_text_redaction(user=user, request=asked)
    declined = decline_text_redaction(user=other, request=asked)
    assert (declined.declined_by, declined.approved_by, declined.is_decided) == (other, None, True)
    assert said(Audience.INTERNAL) == ["We welcome it."]
    for decide in (decline_text_redaction, redact_topic_text):
        with pytest.raises(RuleViolation):
            decide(user=other, request=asked)
    assert "only when a redaction names it" in refused("DELETE FROM ledger_topictextwords")


def test_database_refuses_a_refusal_by_the_person_who_asked_and_two_decisions() -> None:
    text = make_topic_text()
    asked = request_text_redaction(user=make_editor(text.dialogue), text=text, reason="x")
    other, rows = make_editor(text.dialogue), TopicTextRedaction.objects.filter(pk=asked.pk)
    both = {"approved_by": other, "approved_at": NOON, "declined_by": other, "declined_at": NOON}
    for fields in ({"declined_by": asked.requested_by, "declined_at": NOON}, {"declined_at": NOON}, both):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)
