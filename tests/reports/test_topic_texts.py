"""What our office says of topics, on the first page: whose, in which language, cleared or not, for whom."""

import datetime
from typing import Any

import pytest

from ledger.models import Dialogue, Topic, TopicText
from ledger.presentation.shape import Report
from ledger.recording import (
    redact_topic_text,
    release_topic_text,
    request_text_redaction,
)
from ledger.reports.parameter_form import read_parameters
from ledger.reports.preview import held_back
from ledger.vocabulary import Audience, Language, TopicTextKind
from tests.makers import (
    make_dialogue,
    make_editor,
    make_item,
    make_releaser,
    make_round,
    make_topic,
    make_topic_text,
)
from tests.support.asking import build, first_lines
from tests.support.marked_ledger import release

pytestmark = pytest.mark.django_db

SUMMARY, LINE = TopicTextKind.SUMMARY, TopicTextKind.LINE


def make_said() -> tuple[Dialogue, Topic]:
    """A topic on which a released item says something."""
    dialogue, topic = make_dialogue(), make_topic()
    release(make_item(make_round(dialogue), topics=[topic]).entries.get())
    return dialogue, topic


def clear(text: TopicText, audience: Audience = Audience.SHARED) -> TopicText:
    release_topic_text(user=make_releaser(text.dialogue), text=text, audience=audience)
    return text


def lines(topic: Topic, **asked: Any) -> list[str]:
    """The first lines that our office wrote."""
    return [
        line for line in first_lines(build(topic, **asked)) if line.startswith(("Summary", "Line to take"))
    ]


def test_summary_and_cleared_line_open_the_first_page() -> None:
    dialogue, topic = make_said()
    make_topic_text(dialogue, topic=topic, kind=SUMMARY, text="It moves\nslowly.\n\nBut it moves.")
    clear(make_topic_text(dialogue, topic=topic, text="We welcome it."))
    found = build(topic)
    assert first_lines(found)[:3] == [
        "Summary: It moves slowly.",
        "But it moves.",
        "Line to take: We welcome it.",
    ]
    numbers = [text.notes for paragraph in found.summary[:3] for text in paragraph.texts if text.notes]
    assert [(found.notes[one - 1].title, found.notes[one - 1].source) for (one,) in numbers] == [
        (f"Summary on {topic.name}", _office(found, 0)),
        (f"Line to take on {topic.name}", _office(found, 1)),
    ]


def _office(report: Report, place: int) -> str:
    """Our office and, for our own people, who wrote it."""
    author = TopicText.objects.order_by("pk")[place].author
    assert report.notes[place].source.endswith(f"({author})")
    return report.notes[place].source


def test_cleared_line_goes_before_a_newer_one_that_is_not() -> None:
    dialogue, topic = make_said()
    make_topic_text(dialogue, topic=topic, text="Draft.")
    assert lines(topic) == ["Line to take, not cleared for others: Draft."]
    clear(make_topic_text(dialogue, topic=topic, text="Cleared."))
    make_topic_text(dialogue, topic=topic, text="Newer draft.")
    assert lines(topic) == ["Line to take: Cleared."]


def test_others_are_told_what_was_released_to_them_without_a_name() -> None:
    dialogue, topic = make_said()
    text = clear(make_topic_text(dialogue, topic=topic, text="Cleared."))
    make_topic_text(dialogue, topic=topic, kind=SUMMARY, text="Ours.")
    assert lines(topic, audience="shared") == ["Line to take: Cleared."]
    assert lines(topic, audience="public") == []
    assert str(text.author) not in build(topic, audience="shared").notes[0].source
    held = held_back(read_parameters(topic=topic.slug, audience="public"))
    assert [(one.ref, one.words.partition(" (")[0], one.reason) for one in held] == [
        (topic.slug, "summary", "not released"),
        (topic.slug, "line to take", "released only to: shared with the counterpart"),
    ]


def test_language_of_the_report_goes_first_and_another_is_marked() -> None:
    dialogue, topic = make_said()
    make_topic_text(dialogue, topic=topic, kind=SUMMARY, language=Language.ES, text="Avanza.")
    assert lines(topic) == ["Summary (in Spanish): Avanza."]
    assert build(topic).summary[0].texts[1].language == "es"
    make_topic_text(dialogue, topic=topic, kind=SUMMARY, text="It moves.")
    assert lines(topic) == ["Summary: It moves."]


def test_texts_stand_as_of_the_day_and_as_known() -> None:
    dialogue, topic = make_said()
    early, late = datetime.date(2016, 1, 1), datetime.date(2018, 1, 1)
    make_topic_text(dialogue, topic=topic, kind=SUMMARY, text="Early.", written_on=early)
    make_topic_text(dialogue, topic=topic, kind=SUMMARY, text="Late.", written_on=late)
    days = {"2015-12-31": [], "2016-01-01": ["Summary: Early."], "2018-01-01": ["Summary: Late."]}
    assert {day: lines(topic, as_of=day) for day in days} == days
    assert lines(topic, known_at="2020-01-01T00:00") == []


def test_text_of_a_dialogue_that_the_asker_may_not_know_of_is_not_told() -> None:
    from dataclasses import replace

    from ledger.reports import topic as kind

    dialogue, topic = make_said()
    make_topic_text(make_dialogue(), topic=topic, text="Elsewhere.")
    parameters = replace(read_parameters(topic=topic.slug), within=frozenset([dialogue.pk]))
    assert "Elsewhere." not in " ".join(first_lines(kind.build(parameters)))
    assert "Elsewhere." in " ".join(first_lines(build(topic)))


def test_redacted_text_says_so() -> None:
    dialogue, topic = make_said()
    text = make_topic_text(dialogue, topic=topic, kind=SUMMARY, text="A name.")
    asked = request_text_redaction(user=make_editor(dialogue), text=text, reason="A name.")
    redact_topic_text(user=make_editor(dialogue), request=asked)
    assert lines(topic) == ["Summary: Redacted."]
    assert lines(topic, audience="shared") == []
