"""The rows of a dialogue that cells may name, by code, with every name by which they go."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override

from ledger import access
from ledger.importing.our_words import OFFICE, SPELLINGS, FieldWords, OurWord, Vocabulary
from ledger.models import Agency, Dialogue, Forum, Party, Round, Statement, Topic, User
from ledger.models.statements import spans_of
from ledger.presentation import wording
from ledger.vocabulary import SAID_KINDS, AgreedAs, Kind, RoundState, Status

LANGUAGES = ("en", "es")


class ImportReference:
    """A dialogue's rows, read once for a file; ``vocabulary`` is what ``planning`` needs of them."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.parties: dict[str, Party] = {row.code: row for row in dialogue.parties.order_by("code")}
        agencies = Agency.objects.filter(party__dialogues=dialogue).select_related("party")
        self.agencies: dict[str, Agency] = {row.code: row for row in agencies}
        self.forums: dict[str, Forum] = {row.code: row for row in Forum.objects.all()}
        topics = Topic.objects.current().prefetch_related("phrases")
        self.topics: dict[str, Topic] = {row.slug: row for row in topics}
        officers = access.officers_in(User.objects.all(), dialogue)
        self.officers: dict[str, User] = {row.username: row for row in officers}
        rounds = Round.objects.filter(dialogue=dialogue).exclude(state=RoundState.PLANNED)
        rounds = rounds.select_related("dialogue").order_by("number")
        self.rounds: dict[str, Round] = {f"{dialogue.code}-{row.number}": row for row in rounds}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Our words and the rows, by the fields that name them."""
        parties = FieldWords.of(map(_party_word, self.parties.values()))
        return {
            "status": FieldWords.of(map(_status_word, Status)),
            "kind": FieldWords.of(_kind_words()),
            "says": FieldWords.of(self._speakers()),
            "round": FieldWords.of(_round_word(code, row) for code, row in self.rounds.items()),
            "topics": FieldWords.of(map(_topic_word, self.topics.values())),
            "owed_by": parties,
            "asked_by": parties,
            "asked_of": parties,
            "agencies": FieldWords.of(map(_body_word, self.agencies.values())),
            "forums": FieldWords.of(map(_body_word, self.forums.values())),
            "officer": FieldWords.of(map(_officer_word, self.officers.values())),
        }

    def _speakers(self) -> Iterator[OurWord]:
        """Yield who may speak: our office, and each party, also by the names of its agencies."""
        yield OurWord(OFFICE, _("our office"), SPELLINGS["says"][OFFICE])
        for code, party in self.parties.items():
            own = [row for row in self.agencies.values() if row.party_id == party.pk]
            names = (name for row in own for name in _body_word(row).names)
            yield OurWord(code, str(party), (*_party_word(party).names, *names))

    @cached_property
    def _statements(self) -> dict[int, list[Statement]]:
        found: dict[int, list[Statement]] = {}
        rows = Statement.objects.filter(round__dialogue=self.dialogue).exclude(text="").order_by("pk")
        for row in rows:
            found.setdefault(row.round_id, []).append(row)
        return found

    def spans(self, round: Round, quote: str) -> list[tuple[Statement, int, int]]:
        """Find where words stand in the statements of a round: the statement, and ``[start, end)``."""
        held = self._statements.get(round.pk, [])
        return [(row, start, end) for row in held for start, end in spans_of(row.text, quote)]


def _in_both(label: str) -> tuple[str, ...]:
    """Return a word's label in each language of the pages."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(_(label))
    return tuple(found)


def _kinds_in_both(way: AgreedAs) -> tuple[str, ...]:
    """Return what was agreed as our lists and their files name it in each language: "agreed: shared view"."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(wording.kind(Kind.AGREED, way))
    return tuple(found)


def _status_word(status: Status) -> OurWord:
    return OurWord(status.value, _(status.label), (*_in_both(status.label), *SPELLINGS["status"][status]))


def _kind_words() -> Iterator[OurWord]:
    for kind in SAID_KINDS:
        if kind is not Kind.AGREED:
            yield OurWord(kind.value, _(kind.label), (*_in_both(kind.label), *SPELLINGS["kind"][kind]))
    for way in AgreedAs:
        code = f"{Kind.AGREED}:{way}"
        names = (*_in_both(way.label), *_kinds_in_both(way), *SPELLINGS["kind"][code])
        yield OurWord(code, _(way.label), names)


def _party_word(party: Party) -> OurWord:
    names = (party.name_en, party.name_es, party.formal_en, party.formal_es)
    return OurWord(party.code, str(party), names)


def _body_word(row: Agency | Forum) -> OurWord:
    names = (row.name_en, row.name_es, row.acronym_en, row.acronym_es)
    return OurWord(row.code, str(row), names)


def _topic_word(topic: Topic) -> OurWord:
    phrases = (phrase.text for phrase in topic.phrases.all())
    return OurWord(topic.slug, str(topic), (topic.name_en, topic.name_es, *phrases))


def _officer_word(officer: User) -> OurWord:
    return OurWord(officer.username, str(officer.get_full_name() or officer), (str(officer), officer.email))


def _round_word(code: str, round: Round) -> OurWord:
    names = [f"{word} {round.number}" for word in ("round", "ronda", "session", "sesion")]
    days: Iterable[str] = (str(day.year) for day in (round.starts_on,) if day)
    return OurWord(code, str(round), (str(round.number), round.title, *names, *days))
