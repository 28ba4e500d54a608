"""Give the reader what it compares with: the ledger's topics, and the items of earlier rounds."""

from collections.abc import Iterator

from ledger.models import Dialogue, Item, Topic
from ledger.models.items import ItemQuerySet
from ledger.models.topic_tree import TopicTree
from ledger.reading import EarlierItem, Reading, TopicPhrases
from ledger.reading.apart import read
from ledger.reading.concepts import concept_names
from ledger.reading.languages import wordings
from ledger.reading.taxonomy import Taxonomy
from ledger.reading.taxonomy import compared as with_topics
from ledger.vocabulary import Language


def compared(text: str, language: str | None, dialogue: Dialogue) -> Reading:
    """Return the reading of a text with the ledger's topics, and the items of the dialogue that it may continue.

    ``language``: guessed when None. Raises ``ledger.reading.UnknownLanguage``, and ``Unreadable`` for a limit.
    """
    reading = read(text, language=language)
    number = reading.round.number if reading.round else None
    items = Item.objects.filter(round__dialogue=dialogue)
    earlier = list(earlier_items(items, number, reading.language)) if number else []
    return with_topics(reading, kept_topics(reading.language), earlier)


def kept_topics(language: str) -> Iterator[TopicPhrases]:
    """Yield the topics of the ledger with their phrases in a language; of one that was merged, those of the other.

    In a language that the pages do not have, the names of the concept that a topic is come to its phrases.
    """
    topics = TopicTree(Topic.objects.prefetch_related("phrases"))
    for key, topic in topics.by_key.items():
        phrases = [(phrase.language, phrase.text) for phrase in topic.phrases.all()]
        own = tuple(text for code, text in phrases if code == language)
        names = [*phrases, ("en", topic.name_en), ("es", topic.name_es)]
        others = () if language in set(Language) else concept_names(topic.slug, names, language)
        yield TopicPhrases(topics.final[key].slug, own + others)


def topics_of(words: list[str], language: str) -> list[tuple[str, ...]]:
    """Return the topic that each wording seems to name, as a tuple of one slug or none."""
    taxonomy = Taxonomy(list(kept_topics(language)), wordings()[language])
    slugs = [taxonomy.topic_of(word) for word in words]
    return [(slug,) if slug else () for slug in slugs]


def earlier_items(items: ItemQuerySet, number: int, language: str) -> Iterator[EarlierItem]:
    """Yield the last of the items, not yet continued, of the rounds before a number."""
    rows = (
        items.current()
        .without_steps()
        .filter(round__number__lt=number)
        .exclude(continued_by__round__number__lt=number)
        .select_related("passage__statement")
        .prefetch_related("topic_links__topic")
        .order_by("-round__number", "number")
    )
    for item in rows:
        yield _earlier_item(item, language)


def _earlier_item(item: Item, language: str) -> EarlierItem:
    """Return an item with the words that it has in a language, and its first topic."""
    passage, ours = item.passage, {"en": item.summary_en, "es": item.summary_es}
    is_said = passage and passage.statement.language == language
    words = passage.quote if passage and is_said else ours.get(language, "")
    topics = [link.topic.slug for link in item.topic_links.all() if link.position == 0]
    return EarlierItem(ref=item.ref, kind=item.kind, wording=words, topic=topics[0] if topics else None)
