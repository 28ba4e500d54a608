"""Reference rows: parties, topics with their phrases, agencies, forums, dialogues.

They are plain rows, not items or entries: made once, then kept as editors leave them. Files use codes.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from ledger.models import Agency, Dialogue, Forum, Party, Topic, TopicPhrase
from ledger.seeding.changes import SeedOutcome, Shelf, compare_lists
from ledger.seeding.errors import FaultList
from ledger.seeding.source import TomlSource, TomlTable
from ledger.vocabulary import StatementLanguage

M = TypeVar("M", bound=Model)

TABLES = ("parties", "topics", "agencies", "forums", "dialogues")


class Reference:
    """The reference rows that files name, by code or slug; those of this run are added as they are read."""

    def __init__(self, outcome: SeedOutcome) -> None:
        self.outcome = outcome
        self.parties = Shelf(Party.objects.all(), lambda row: row.code, outcome)
        self.topics = Shelf(Topic.objects.prefetch_related("phrases"), lambda row: row.slug, outcome)
        self.agencies = Shelf(Agency.objects.all(), lambda row: row.code, outcome)
        self.forums = Shelf(Forum.objects.all(), lambda row: row.code, outcome)
        self.dialogues = Shelf(Dialogue.objects.prefetch_related("parties"), lambda row: row.code, outcome)
        self.named_dialogues: list[Dialogue] = []
        self.new_dialogues: list[Dialogue] = []

    def load(self, sources: Iterable[TomlSource]) -> None:
        """Make the rows of the files that are missing and report those that differ. Raises ``Faults``."""
        faults = FaultList()
        keepers: dict[str, Callable[[TomlTable], None]] = {
            "parties": self._keep_party,
            "topics": self._keep_topic,
            "agencies": self._keep_agency,
            "forums": self._keep_forum,
            "dialogues": self._keep_dialogue,
        }
        for table in TABLES:
            for record in (record for source in sources for record in source.top.records(table)):
                with faults.noting():
                    keepers[table](record)
        faults.raise_any()

    def _keep_party(self, record: TomlTable) -> None:
        record.only("code", "name_en", "name_es", "formal_en", "formal_es")
        self._keep(
            self.parties,
            record,
            "code",
            formal_en=record.text("formal_en"),
            formal_es=record.text("formal_es"),
        )

    def _keep_topic(self, record: TomlTable) -> None:
        texts = ("description_en", "description_es")
        phrases = {language: f"phrases_{language.value}" for language in StatementLanguage}
        record.only("slug", "name_en", "name_es", *texts, "parent", *phrases.values())
        given = {language: record.texts(field) for language, field in phrases.items()}
        parent = record.one("parent", self.topics)
        topic, is_new = self._keep(
            self.topics, record, "slug", parent=parent, **{name: record.text(name) for name in texts}
        )
        for language, field in phrases.items():
            if is_new:
                self._add_phrases(topic, language, given[language])
            else:
                self._compare_phrases(record, field, topic, language, given[language])

    def _add_phrases(self, topic: Topic, language: StatementLanguage, phrases: list[str]) -> None:
        for text in phrases:
            TopicPhrase.objects.create(topic=topic, language=language, text=text)
            self.outcome.wrote(TopicPhrase)

    def _compare_phrases(
        self, record: TomlTable, field: str, topic: Topic, language: StatementLanguage, given: list[str]
    ) -> None:
        kept = [phrase.text for phrase in topic.phrases.all() if phrase.language == language]
        compare_lists(
            record, field, topic.slug, kept=kept, given=given, outcome=self.outcome, remedy=_remedy()
        )

    def _keep_agency(self, record: TomlTable) -> None:
        record.only("code", "party", "name_en", "name_es", "acronym_en", "acronym_es", "parent", "note")
        fields: dict[str, Any] = {name: record.text(name) for name in ("acronym_en", "acronym_es", "note")}
        fields |= {
            "party": record.named("party", self.parties),
            "parent": record.one("parent", self.agencies),
        }
        self._keep(self.agencies, record, "code", **fields)

    def _keep_forum(self, record: TomlTable) -> None:
        record.only("code", "name_en", "name_es", "acronym_en", "acronym_es", "topic")
        fields: dict[str, Any] = {name: record.text(name) for name in ("acronym_en", "acronym_es")}
        self._keep(self.forums, record, "code", topic=record.one("topic", self.topics), **fields)

    def _keep_dialogue(self, record: TomlTable) -> None:
        record.only("code", "name_en", "name_es", "parties", "own_party", "stale_after_days", "note")
        parties = record.several("parties", self.parties)
        fields: dict[str, Any] = {
            "own_party": record.one("own_party", self.parties),
            "note": record.text("note"),
        }
        if "stale_after_days" in record:
            fields["stale_after_days"] = record.number("stale_after_days")
        dialogue, is_new = self._keep(self.dialogues, record, "code", **fields)
        self.named_dialogues.append(dialogue)
        if is_new:
            self.new_dialogues.append(dialogue)
            dialogue.parties.set(parties)
            return
        kept = [party.code for party in dialogue.parties.all()]
        given = [party.code for party in parties]
        compare_lists(
            record, "parties", dialogue.code, kept=kept, given=given, outcome=self.outcome, remedy=_remedy()
        )

    def _keep(self, shelf: Shelf[str, M], record: TomlTable, key: str, **fields: object) -> tuple[M, bool]:
        """Keep a row that has a key and names in two languages, as all reference rows do."""
        name = record.text(key, required=True)
        fields |= {"name_en": record.text("name_en", required=True), "name_es": record.text("name_es")}
        return shelf.keep(name, record, name, **{key: name}, **fields)


def _remedy() -> str:
    return _("change it in the admin site, or here")
