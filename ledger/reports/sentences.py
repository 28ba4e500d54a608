"""Say in sentences where items stand: who says what since when, and whether that is better or worse than before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from textwrap import shorten
from types import MappingProxyType

from django.utils.translation import gettext_noop

from ledger.models import Party
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports.blocks import Notes, in_voice_order
from ledger.reports.entry_rows import EntryRow
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Kind, Status, Voice

Judgement = tuple[Party | None, Voice, Party | None]
"""The party judged, the voice that judges, and the party that speaks."""
WORDS_CHARACTERS = 160
"""How much of what was said stands in a table that has a row for each item."""
WHOLE_CHARACTERS = 1_000_000
"""More than anything that was said: it is not shortened."""


def who(snapshot: ItemSnapshot, entry: EntryRow) -> str:
    """Return who speaks by the shortest name: "JURIST" for the record that is named, "Mexico", "our office"."""
    source = snapshot.text(entry, "source") if entry.voice is Voice.RECORD else ""
    if not source:
        return snapshot.speaker(entry)
    return wording.attributed(source, entry.is_attributable if snapshot.parameters.is_internal else None)


def who_on_whom(snapshot: ItemSnapshot, entry: EntryRow) -> str:
    """Return who speaks, and of whom where the item does not tell: not of itself, nor of the only party that owes."""
    plain = who(snapshot, entry)
    return wording.speaking(entry, plain) if is_said_of_another(snapshot, entry) else plain


def is_said_of_another(snapshot: ItemSnapshot, entry: EntryRow) -> bool:
    """Tell whether the item leaves open of whom: a voice speaks neither of itself nor of the only party that owes."""
    return entry.about not in {None, entry.speaker} and owing(snapshot) != [entry.about]


def owing(snapshot: ItemSnapshot) -> list[Party]:
    """Return the parties that owe what was promised, or of which something was asked."""
    return snapshot.parties("asked_of" if snapshot.kind is Kind.ASKED else "owed_by")


def owing_words(snapshot: ItemSnapshot) -> str:
    """Return the names of the parties that owe it; empty where none is named."""
    return wording.listed(party.name for party in owing(snapshot))


def short_words(snapshot: ItemSnapshot, characters: int = WORDS_CHARACTERS) -> shape.Text:
    """Return what was said, shortened: the statement's own words in quotation marks, or our paraphrase without.

    Empty for others who are told neither.
    """
    if passage := snapshot.main_passage:
        quote = shorten(passage.quote, characters, placeholder=" …")
        told = wording.in_language(f"“{quote}”", passage.statement.language)
        return shape.Text(told, passage.statement.language)
    text, language = snapshot.summary
    missing = _("No words are given.") if snapshot.parameters.is_internal else ""
    told = wording.in_language(shorten(text, characters, placeholder=" …"), language)
    return shape.Text(told or missing, language)


def deadline_words(snapshot: ItemSnapshot) -> str:
    """Return the agreed deadline as exactly as it is known, or its words; empty where there is none."""
    if deadline := snapshot.deadline:
        return wording.basis(wording.day(deadline.day, deadline.precision).label, deadline.basis)
    return f"“{snapshot.deadline_words}”" if snapshot.deadline_words else ""


# --- Better and worse


class Direction(Enum):
    """The way from one status to another, as an arrow and a word: never as a colour alone."""

    BETTER = gettext_noop("↑ better")
    WORSE = gettext_noop("↓ worse")
    CHANGED = gettext_noop("→ changed")


def direction(before: Status | None, now: Status | None) -> Direction | None:
    """Tell whether a status is better or worse than the one before; None where it is the same, or there was none.

    What will not be done is worse than all else; what lies off the path otherwise has changed, and neither.
    """
    if before is None or now is None or before is now:
        return None
    if Status.DECLINED in {before, now}:
        return Direction.WORSE if now is Status.DECLINED else Direction.BETTER
    if before.rank is None or now.rank is None:
        return Direction.CHANGED
    return Direction.BETTER if now.rank > before.rank else Direction.WORSE


# --- Where it stands


def judged(snapshot: ItemSnapshot, entries: Iterable[EntryRow]) -> list[EntryRow]:
    """Return positions in the order of the voices: our office, the parties, the record."""
    return [entry for _snapshot, entry in in_voice_order((snapshot, entry) for entry in entries)]


def stands(
    snapshot: ItemSnapshot, notes: Notes, before: Mapping[Judgement, EntryRow] = MappingProxyType({})
) -> shape.Text:
    """Say in one sentence what each voice says of an item: "Mexico says “largely done” (27 Jun 2017); we have not
    assessed it."

    Beyond our own people nothing is said where nobody has spoken: that may only mean that nothing was released.
    ``before`` is what stood earlier, where that is told beside it: what is better or worse since has its arrow.
    """
    entries = judged(snapshot, snapshot.standing)
    clauses = []
    for entry in entries:
        earlier = before.get((entry.about, entry.voice, entry.speaker))
        way = direction(earlier.status if earlier else None, entry.status)
        clauses.append(f"{says(snapshot, entry)} {_(way.value)}" if way else says(snapshot, entry))
    if snapshot.parameters.is_internal:
        clauses += unsaid(entries, was_heard=bool(snapshot.told))
    cited = sorted({number for entry in entries for number in notes.evidence(snapshot, entry)})
    return shape.Text(f"{wording.begin('; '.join(clauses))}." if clauses else "", notes=tuple(cited))


def unsaid(entries: Sequence[EntryRow], *, was_heard: bool = False) -> Iterator[str]:
    """Yield, for our own people, that our office is silent where it is; ``was_heard`` where notes were taken."""
    if not entries and was_heard:
        yield _("no voice has said since where it stands, and we have not assessed it")
    elif not entries:
        yield _("nobody has reported on it, and we have not assessed it")
    elif all(entry.voice is not Voice.OFFICE for entry in entries):
        yield _("we have not assessed it")


def says(snapshot: ItemSnapshot, entry: EntryRow) -> str:
    """Return a clause: "Mexico says “largely done” (27 Jun 2017)"; our office speaks as "we" to our own people."""
    status = wording.status(entry)
    is_of_another = is_said_of_another(snapshot, entry)
    words = {
        "who": who(snapshot, entry),
        "party": wording.party(entry.about) if entry.about else "",
        "status": status.label,
        "day": status.day.label if status.day else "",
    }
    if entry.voice is Voice.OFFICE and snapshot.parameters.is_internal:
        of_another, plain = (
            _("we hold of %(party)s “%(status)s” (%(day)s)"),
            _("we hold “%(status)s” (%(day)s)"),
        )
        return (of_another if is_of_another else plain) % words
    if is_of_another:
        return _("%(who)s says of %(party)s “%(status)s” (%(day)s)") % words
    return _("%(who)s says “%(status)s” (%(day)s)") % words
