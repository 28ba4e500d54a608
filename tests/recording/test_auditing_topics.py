"""The audit of words on topics, and of triggers and rules of others, each made behind the triggers' back."""

import pytest
from django.db import connection

from ledger.models import TopicText
from ledger.recording import (
    audit,
    redact_topic_text,
    release_topic_text,
    request_text_redaction,
    retire_topic_text,
    triggers,
    write_topic_text,
)
from ledger.vocabulary import Audience, Role
from tests.makers import make_dialogue, make_member, make_topic_text

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

WORDS_CHANGED = "its words are not those that were kept"
WORDS_GONE = "its words are gone, and no redaction took them"
VERSION_GONE = "a version of it is gone, or was counted otherwise"
RELEASE_GONE = "a release of it is gone, or was counted otherwise"


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount == 1, sql


def found() -> list[str]:
    """Say what the audit finds, but for the triggers that were dropped."""
    return [finding.what for finding in audit() if finding.where.startswith("text ")]


@pytest.fixture
def text() -> TopicText:
    """The second of three versions, released and taken back; a retired one, and a redacted one, beside it."""
    dialogue = make_dialogue()
    first, second = (make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue) for _person in range(2))
    made = make_topic_text(dialogue, first)
    same = {"dialogue": dialogue, "topic": made.topic, "kind": made.kind, "language": made.language}
    texts = [
        write_topic_text(user=first, text=words, expected_sequence=None, **same)
        for words in ("Two.", "Three.")
    ]
    for audience in (Audience.SHARED, Audience.INTERNAL):
        release_topic_text(user=second, text=texts[0], audience=audience)
    retired = make_topic_text(dialogue, first)
    there = {"topic": retired.topic, "kind": retired.kind, "language": retired.language}
    retire_topic_text(user=first, dialogue=dialogue, expected_sequence=None, **there)
    gone = make_topic_text(dialogue, first)
    redact_topic_text(
        user=second, request=request_text_redaction(user=first, text=gone, reason="It names a victim.")
    )
    assert found() == []
    connection.check_constraints()
    triggers.drop(connection)
    return texts[0]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE ledger_topictextwords SET text = 'Tw0.' WHERE topic_text_id = {pk}", WORDS_CHANGED),
        ("UPDATE ledger_topictextwords SET salt = 'ab' WHERE topic_text_id = {pk}", WORDS_CHANGED),
        ("UPDATE ledger_topictextwords SET salt = 'no' WHERE topic_text_id = {pk}", WORDS_CHANGED),
        (
            "UPDATE ledger_topictext SET sha256 = REPLACE(sha256, SUBSTR(sha256, 1, 1), 'g') WHERE id = {pk}",
            WORDS_CHANGED,
        ),
        ("DELETE FROM ledger_topictextwords WHERE topic_text_id = {pk}", WORDS_GONE),
        ("UPDATE ledger_topictext SET sequence = 7 WHERE id = {pk}", VERSION_GONE),
        ("UPDATE ledger_topictext SET language = 'es' WHERE id = {pk}", VERSION_GONE),
        ("DELETE FROM ledger_topictextrelease WHERE topic_text_id = {pk} AND sequence = 1", RELEASE_GONE),
        (
            "UPDATE ledger_topictextrelease SET sequence = 5 WHERE topic_text_id = {pk} AND sequence = 2",
            RELEASE_GONE,
        ),
    ],
)
def test_text_on_a_topic_changed_behind_the_triggers_is_found(text: TopicText, sql: str, says: str) -> None:
    run(sql.format(pk=text.pk))
    assert set(found()) == {says}


def test_redacted_words_put_back_are_found(text: TopicText) -> None:
    gone = TopicText.objects.get(redactions__approved_by__isnull=False)
    run(
        f"INSERT INTO ledger_topictextwords (topic_text_id, salt, text) VALUES ({gone.pk}, 'ab', 'A victim.')"
    )
    assert found() == ["its words were redacted and are there again"]


def test_triggers_and_rules_of_others_are_found() -> None:
    if connection.vendor == "sqlite":
        strange = ["CREATE TRIGGER of_others AFTER INSERT ON ledger_item BEGIN SELECT 1; END"]
        named = ["trigger of_others"]
    else:
        strange = [
            "CREATE FUNCTION of_others() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "CREATE TRIGGER of_others AFTER INSERT ON ledger_item EXECUTE FUNCTION of_others()",
            "CREATE RULE of_others AS ON DELETE TO ledger_redactionrequest DO INSTEAD NOTHING",
        ]
        named = ["rule of_others", "trigger of_others"]
    with connection.cursor() as cursor:
        for sql in strange:
            cursor.execute(sql)
    assert [finding.where for finding in audit()] == named
