"""What a search found, as its page shows it: for each row a name, where it leads, and the words that matched."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ledger.models import Agency, Delegate, Entry, Evidence, Forum, Round, SourceFile, Statement, Topic
from ledger.models.search import fold
from ledger.presentation import wording
from ledger.presentation.item_words import summary
from ledger.presentation.listed_items import ListedItem
from ledger.presentation.timeline import speaking
from ledger.presentation.word_matches import has_match
from ledger.vocabulary import Status


@dataclass
class FoundRow:
    """A row that was found. ``words`` bear what was looked for, and are the statement's own where ``is_quoted``."""

    name: str
    address: str
    words: str = ""
    facts: list[str] = field(default_factory=list)
    language: str = ""
    is_quoted: bool = False
    status: Status | None = None


def item_row(item: ListedItem, words: Sequence[str]) -> FoundRow:
    """Show an item: those of our words or of the statement's that bear what was looked for, else ours."""
    ours, language = summary(item)
    other = item.summary_es if language == "en" else item.summary_en
    told = [(ours, language, False), (item.quote or "", item.quote_language or "", True), (other, "", False)]
    told = [wording_ for wording_ in told if wording_[0]]
    text, spoken, is_quoted = next((each for each in told if has_match(each[0], words)), told[0])
    kind = wording.kind(item.kind, item.agreed_as)
    address = f"{reverse('ledger:item-list')}{item.ref}/"
    return FoundRow(item.ref, address, text, [kind], spoken, is_quoted=is_quoted, status=item.status)


def topic_row(topic: Topic, words: Sequence[str]) -> FoundRow:
    """Show a topic by its name; the other name, or the phrase, where that alone matches."""
    row = FoundRow(wording.begin(topic.name), topic.get_absolute_url())
    if topic.merged_into:
        row.facts.append(_("merged into %(topic)s") % {"topic": topic.merged_into.name})
    if not has_match(topic.name, words):
        phrases = [phrase.text for phrase in topic.phrases.all()]
        row.words = next(
            (text for text in (topic.name_en, topic.name_es, *phrases) if has_match(text, words)), ""
        )
    return row


def round_row(round: Round, _words: Sequence[str]) -> FoundRow:
    place = [part for part in (wording.round_day(round), round.city_name) if part]
    return FoundRow(str(round), round.get_absolute_url(), round.title, place)


def agency_row(agency: Agency, _words: Sequence[str]) -> FoundRow:
    """Lead from an agency to the items that concern it."""
    there = _items(agency=agency.code)
    return FoundRow(agency.name, there, "", [part for part in (agency.acronym, str(agency.party)) if part])


def forum_row(forum: Forum, _words: Sequence[str]) -> FoundRow:
    """Lead from a forum to the items that concern it."""
    return FoundRow(forum.name, _items(forum=forum.code), "", [forum.acronym] if forum.acronym else [])


def officer_row(key: str, name: str) -> FoundRow:
    """Lead from a colleague to the items that are theirs."""
    return FoundRow(name, _items(officer=key), "", [_("officer")])


def people_rows(delegates: Sequence[Delegate]) -> list[FoundRow]:
    """Show people who came to rounds: a row for each name of a party, with each round and the office held then."""
    found: dict[tuple[str, int], FoundRow] = {}
    for delegate in delegates:
        name = delegate.name or delegate.name_as_written or str(delegate.agency)
        round, party = delegate.delegation.round, delegate.delegation.party
        there = f"{round.dialogue.code}-{round.number}"
        row = found.get((fold(name), party.pk))
        if row is None:
            office = delegate.office_name
            address = f"{round.get_absolute_url()}#h-people"
            found[fold(name), party.pk] = FoundRow(name, address, office, [wording.begin(party.name), there])
        elif there not in row.facts:
            row.facts.append(there)
    return list(found.values())


def statement_row(statement: Statement, words: Sequence[str]) -> FoundRow:
    """Show a statement with the words of its text that were looked for; of its title, where they stand there alone."""
    text = statement.text if has_match(statement.text, words) else ""
    facts = [str(statement.round), wording.language(statement.language)]
    address = statement.get_absolute_url()
    return FoundRow(str(statement), address, text, facts, statement.language, is_quoted=bool(text))


def file_row(file: SourceFile, words: Sequence[str]) -> FoundRow:
    """Show a file on a round by its title; by the name that it came with, where that alone matches."""
    facts = [wording.word(file.kind), str(file.round)]
    if file.is_withdrawn:
        facts.append(_("withdrawn"))
    named = "" if has_match(file.title, words) else file.file_name
    return FoundRow(file.title, file.get_absolute_url(), named, facts)


def entry_row(entry: Entry, words: Sequence[str]) -> FoundRow:
    """Show an entry by its place in the ledger: the text that bears what was looked for, else the note."""
    texts = [entry.note, entry.text("quote"), entry.source]
    text = next((text for text in texts if has_match(text, words)), entry.note)
    facts = [speaking(entry), *_when(entry), str(entry.author)]
    row = FoundRow(_place(entry), entry.get_absolute_url(), text, [fact for fact in facts if fact])
    row.status = entry.status
    return row


def evidence_row(evidence: Evidence, words: Sequence[str]) -> FoundRow:
    """Show a piece of evidence by its title, with the entry that rests on it."""
    entry = evidence.entry
    texts = [evidence.title, evidence.issuer, evidence.quote, evidence.url, evidence.text("file_name")]
    text = next((text for text in texts if has_match(text, words)), "")
    facts = [part for part in (evidence.issuer, _place(entry), *_when(entry)) if part]
    return FoundRow(evidence.title, entry.get_absolute_url(), text if text != evidence.title else "", facts)


def _place(entry: Entry) -> str:
    return _("%(ref)s, entry %(number)d") % {"ref": entry.item.ref, "number": entry.sequence}


def _when(entry: Entry) -> list[str]:
    """Return the day, and whether the entry or its item does not stand any more."""
    found = [wording.day(entry.effective_on, entry.effective_precision).label]
    if getattr(entry, "corrected_by", None):
        found.append(_("corrected since"))
    if entry.item.is_withdrawn:
        found.append(_("the item is withdrawn"))
    return found


def _items(**asked: str) -> str:
    return f"{reverse('ledger:item-list')}?{urlencode(asked)}"
