"""The audit of what our office says of topics: each version counted, its words those that were kept, or redacted."""

from collections.abc import Iterator
from typing import TypeAlias

from django.db.models import Count, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce

from ledger.models import TopicText, TopicTextRedaction, TopicTextRelease, TopicTextWords
from ledger.models.topic_texts import EACH_TEXT
from ledger.recording import chain

Found: TypeAlias = tuple[str, str]
"""Where something does not hold, and what."""


def topic_text_findings() -> Iterator[Found]:
    """Yield the versions and releases that are gone, and the words that are others than those that were kept."""
    yield from _gaps()
    approved = TopicTextRedaction.objects.filter(approved_by__isnull=False)
    taken = set(approved.values_list("topic_text", flat=True))
    for text in TopicText.objects.select_related("words", "topic").order_by("pk").iterator():
        if says := _wrong_words(text, is_taken=text.pk in taken):
            yield f"text {text}", says


def _wrong_words(text: TopicText, *, is_taken: bool) -> str:
    """Explain why the words of a version are not those that it had; empty where they are, or were redacted."""
    words: TopicTextWords | None = getattr(text, "words", None)
    if words is None:
        return "" if text.is_retired or is_taken else "its words are gone, and no redaction took them"
    if is_taken:
        return "its words were redacted and are there again"
    try:
        is_same = chain.digest(words.salt, words.text) == text.sha256
    except ValueError:  # the salt is no hexadecimal number any more
        is_same = False
    return "" if is_same else "its words are not those that were kept"


def _gaps() -> Iterator[Found]:
    """Find versions of a text, and releases of a version, that are not counted from 1 on without a gap."""
    counted = (
        TopicText.objects.order_by().values(*EACH_TEXT).annotate(there=Count("pk"), last=Max("sequence"))
    )
    for each in counted.exclude(there=F("last")):
        of_text = TopicText.objects.filter(**{name: each[name] for name in EACH_TEXT})
        yield (
            f"text {of_text.get(sequence=each['last'])}",
            "a version of it is gone, or was counted otherwise",
        )
    releases = TopicTextRelease.objects.filter(topic_text=OuterRef("topic_text")).order_by()
    number = releases.filter(sequence__lte=OuterRef("sequence")).values("topic_text").annotate(n=Count("pk"))
    rows = TopicTextRelease.objects.annotate(number=Coalesce(number.values("n"), 0))
    for release in rows.filter(~Q(number=F("sequence"))).select_related("topic_text__topic").order_by("pk"):
        yield f"text {release.topic_text}", "a release of it is gone, or was counted otherwise"
