"""Tell what our office says of topics, on the page that a minister reads: the officer's summary and the line
to take.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.models import Topic, TopicText
from ledger.models.topic_tree import TopicTree
from ledger.presentation import shape, wording
from ledger.reports.blocks import Notes
from ledger.reports.parameters import ReportParameters
from ledger.vocabulary import TopicTextKind


@dataclass(frozen=True)
class ReportTopicText:
    """A text that is told; a line to take that nobody cleared for others says so, to our own people."""

    text: TopicText
    is_cleared: bool

    @property
    def is_line(self) -> bool:
        return self.text.kind is TopicTextKind.LINE


Texts = Mapping[Topic, Sequence[ReportTopicText]]
"""Texts by the topic that goes on: summaries first, then lines to take."""


def read(parameters: ReportParameters, topics: TopicTree) -> dict[Topic, list[ReportTopicText]]:
    """Return the texts that the asker and the audience may know of, one of a kind for each topic and dialogue.

    In the report's language where there is such a text. A line to take that is cleared for others goes before a newer
    line that is not. Two queries for our own people, one for others.
    """
    asked = (parameters.as_of, parameters.known_at)
    texts = TopicText.objects.all()
    if parameters.series:
        texts = texts.filter(dialogue=parameters.series)
    elif parameters.within is not None:
        texts = texts.filter(dialogue__in=parameters.within)
    said = texts.as_of(*asked, parameters.audience, dialogue=parameters.series)
    found = [ReportTopicText(text, is_cleared=not parameters.is_internal) for text in said]
    if parameters.is_internal:
        lines = texts.filter(kind=TopicTextKind.LINE)
        found += [ReportTopicText(text, is_cleared=True) for text in lines.cleared(*asked)]
    chosen: dict[tuple[Topic, int, TopicTextKind], ReportTopicText] = {}
    for told_text in sorted(found, key=lambda told_text: _rank(told_text, parameters)):
        chosen[topics.final[told_text.text.topic_id], told_text.text.dialogue_id, told_text.text.kind] = (
            told_text
        )
    by_topic: dict[Topic, list[ReportTopicText]] = {}
    for (topic, _dialogue, _kind), told_text in sorted(chosen.items(), key=lambda pair: _order(pair[1])):
        by_topic.setdefault(topic, []).append(told_text)
    return by_topic


def _rank(told_text: ReportTopicText, parameters: ReportParameters) -> tuple[bool, bool, object, int]:
    """Find which of several texts of a kind is told: the last one in this order."""
    text = told_text.text
    return (
        told_text.is_cleared and told_text.is_line,
        text.language is parameters.language,
        text.written_on,
        text.pk,
    )


def _order(told_text: ReportTopicText) -> tuple[bool, str]:
    return (told_text.is_line, told_text.text.dialogue.code)


def paragraphs(
    parameters: ReportParameters,
    topics: Iterable[Topic],
    texts: Texts,
    notes: Notes,
    *,
    with_names: bool = False,
) -> Iterator[shape.Paragraph]:
    """Yield what is said of some topics; ``with_names`` names the topic before each."""
    for topic in topics:
        for told_text in texts.get(topic, ()):
            yield from _paragraphs(parameters, told_text, notes, topic.name if with_names else "")


def _paragraphs(
    parameters: ReportParameters, told_text: ReportTopicText, notes: Notes, name: str
) -> Iterator[shape.Paragraph]:
    """Tell a text: whose and what it is before its first words; in place of a redacted text, that it is redacted."""
    text = told_text.text
    parameters.dialogues_told.add(text.dialogue)
    words = [" ".join(part.split()) for part in text.text.split("\n\n") if part.strip()] or [_("Redacted.")]
    cited = (notes.said_by_office(_note(parameters, text)),)
    label = wording.in_language(_label(told_text), text.language.value)
    head = f"{name}: {label}:" if name else f"{wording.begin(label)}:"
    for place, part in enumerate(words):
        said = shape.Text(part, text.language.value, cited if place == len(words) - 1 else ())
        yield shape.Paragraph((shape.Text(head), said) if place == 0 else (said,))


def _label(told_text: ReportTopicText) -> str:
    if not told_text.is_line:
        return _("summary")
    return _("line to take") if told_text.is_cleared else _("line to take, not cleared for others")


def _note(parameters: ReportParameters, text: TopicText) -> shape.Note:
    """Find where a text comes from: our office; its author's name is for our own people."""
    title = (
        _("Summary on %(topic)s") if text.kind is TopicTextKind.SUMMARY else _("Line to take on %(topic)s")
    )
    office = wording.begin(wording.office(text.dialogue, is_internal=parameters.is_internal))
    by = f"{office} ({text.author})" if parameters.is_internal else office
    return shape.Note(0, title % {"topic": text.topic.name}, source=by, day=wording.day(text.written_on))
