"""What is to be borne in mind: what is late, where voices differ, how far words and dates can be trusted."""

from collections.abc import Iterable, Iterator, Sequence

from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import first_page
from ledger.reports.blocks import Notes, difference
from ledger.reports.parameters import Question
from ledger.reports.snapshots import Dossier
from ledger.vocabulary import FactBasis, Origin

FEW = 5
"""How many items are named, what binds most first, before the rest are counted by kind."""


def section(
    question: Question, dossiers: Sequence[Dossier], notes: Notes, more: Iterable[shape.Text] = ()
) -> shape.Section:
    """All of it, and what a kind of report adds."""
    entries = (
        *late(question, dossiers, notes),
        *differing(question, dossiers, notes),
        *sources(dossiers),
        *more,
    )
    return shape.Section(_("To bear in mind"), (shape.Listing(entries),) if entries else ())


def late(question: Question, dossiers: Sequence[Dossier], notes: Notes) -> Iterator[shape.Text]:
    """What is overdue and, for our own people, stale; that nothing is, only they can be told."""
    found = [*overdue(question, dossiers, notes), *stale(dossiers, notes)]
    yield from found
    if question.is_internal and not found:
        is_followed = any(dossier.is_followed for dossier in dossiers)
        unfollowed = _("None of these items is followed: none can be overdue or stale.")
        yield shape.Text(_("Nothing is overdue, nothing is stale.") if is_followed else unfollowed)


def overdue(question: Question, dossiers: Sequence[Dossier], notes: Notes) -> Iterator[shape.Text]:
    """A few of the items that are overdue, noted by what was said, and how many more of each kind."""
    found = sorted((one for one in dossiers if one.is_overdue), key=lambda one: (one.place, one.order))
    if not found:
        return
    named_ones, rest = found[:FEW], found[FEW:]
    cited = (number for one in named_ones for number in notes.said(one))
    # For others what is not released may have closed it: only the day is told.
    sentence = _("Overdue: %(refs)s.") if question.is_internal else _("Past their agreed deadline: %(refs)s.")
    yield shape.Text(named(sentence, [one.ref for one in named_ones]), notes=tuple(dict.fromkeys(cited)))
    if rest:
        internal = _("Overdue too, and marked where they are told: %(kinds)s.")
        released = _("Past their agreed deadline too, and marked where they are told: %(kinds)s.")
        yield _counted(internal if question.is_internal else released, rest)


def stale(dossiers: Sequence[Dossier], notes: Notes) -> Iterator[shape.Text]:
    """A few of the items of which nothing was heard, each noted by its newest entry, and how many more of each kind."""
    found = [one for one in dossiers if one.is_stale]
    found.sort(key=lambda one: (one.place, one.newest_on, one.order))
    for dossier in found[:FEW]:
        words = {"ref": dossier.ref, "day": wording.day(dossier.newest_on).label}
        sentence = _("Stale: %(ref)s, nothing newer than %(day)s.") % words
        yield shape.Text(sentence, notes=_newest(dossier, notes))
    if rest := found[FEW:]:
        yield _counted(_("Stale too, and marked where they are told: %(kinds)s."), rest)


def _newest(dossier: Dossier, notes: Notes) -> tuple[int, ...]:
    """The notes of the newest entry; of what was said, where nothing is newer than that."""
    for entry in dossier.told[-1:]:
        if entry.effective_on == dossier.newest_on:
            return notes.cite(dossier, entry)
    return notes.said(dossier)


def differing(question: Question, dossiers: Sequence[Dossier], notes: Notes) -> Iterator[shape.Text]:
    """A few of the items on which voices differ, party by party, and how many more of each kind.

    That there is none, only our own people are told.
    """
    found = sorted((one for one in dossiers if one.differences()), key=lambda one: (one.place, one.order))
    if question.is_internal and not found:
        yield shape.Text(_("On no single item do two voices differ about the same party."))
    for dossier in found[:FEW]:
        for party, entries in dossier.differences().items():
            words = {
                "ref": dossier.ref,
                "party": wording.about(party),
                "how": difference([(dossier, entry) for entry in entries]),
            }
            cited = dict.fromkeys(number for entry in entries for number in notes.cite(dossier, entry))
            yield shape.Text(_("%(ref)s: %(party)s %(how)s.") % words, notes=tuple(cited))
    if rest := found[FEW:]:
        yield _counted(_("Voices differ too, side by side where they are told, on: %(kinds)s."), rest)


def _counted(sentence: str, dossiers: Sequence[Dossier]) -> shape.Text:
    """The sentence with the kinds of items and how many there are of each ("kinds")."""
    return shape.Text(sentence % {"kinds": first_page.kinds(dossiers)})


def sources(dossiers: Sequence[Dossier]) -> Iterator[shape.Text]:
    """How far the words and dates can be trusted."""
    rendered = {dossier.item.round: None for dossier in dossiers if not dossier.passages}
    if rendered:
        words = {"rounds": wording.begin(wording.rounds(list(rendered)))}
        yield shape.Text(
            _("%(rounds)s: no words of the statement are given; what stands here is our paraphrase.") % words
        )
    rounds = {dossier.item.round: None for dossier in dossiers}
    inferred = [one for one in rounds if one.dates_basis is FactBasis.INFERRED]
    if inferred:
        words = {"rounds": wording.begin(wording.rounds(inferred))}
        yield shape.Text(_("%(rounds)s: the date is inferred, not stated.") % words)
    told = [entry for dossier in dossiers for entry in (*dossier.told, *dossier.positions)]
    if any(entry.origin is Origin.COMPILED for entry in told):
        yield shape.Text(
            _("Entries so marked were compiled from the public record and are still to be reviewed.")
        )


def named(sentence: str, names: Iterable[str]) -> str:
    """The sentence with names put in its place for them ("refs")."""
    return sentence % {"refs": wording.listed(names)}
